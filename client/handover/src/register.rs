// SPDX-License-Identifier: Apache-2.0

//! The registrar's list with the names of the files, and the row that belongs to a document.

use std::{collections::HashMap, error::Error, fmt};
use testamur_certificate::{Credential, Identity};
use testamur_issuing::{FILE, LEARNER};
use testamur_roster::{Column, Columns, ColumnsFault, Faults, Kind, Roster, Row};
use testamur_template::identity_hash;

/// The column with the address of mail, unless another one is stated.
pub const EMAIL: &str = "email";

/// The columns of a list by which a learner is identified, with the words of Open Badges 3.0 for them.
const IDENTITIES: [(&str, &str, Kind); 3] = [
	("name", "name", Kind::Text),
	("email", "emailAddress", Kind::Email),
	("number", "identifier", Kind::Identifier),
];
/// The column with the DID or another identifier of the learner.
const LEARNER_ID: &str = "learner_id";

/// A registrar's list with the names of the files.
#[derive(Debug)]
pub struct Register {
	roster: Roster,
	/// The number of the row of each file.
	rows: HashMap<String, usize>,
	email: String,
}

/// The learner of a document, as the list names her.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
	/// Her name, if the list states it and the document confirms it.
	pub name: Option<String>,
	/// The address of mail, if the list states one.
	pub email: Option<String>,
}

/// A reason why a row does not belong to a document for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
	/// No row has the name of the file.
	NoRow(String),
	/// The row and the document identify two persons.
	Other {
		/// The column.
		column: &'static str,
		/// The line at which the row begins.
		line: u32,
	},
	/// Nothing in the row shows that the document is that of its learner.
	Unconfirmed {
		/// The line at which the row begins.
		line: u32,
	},
}

impl fmt::Display for Mismatch {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoRow(file) => write!(
				f,
				"no row of the list has {file} in its column \"{FILE}\": state the index that \"testamur \
				 issue\" has written beside the documents"
			),
			Self::Other { column, line } => write!(
				f,
				"line {line} of the list has another {column} than the document, so it is that of somebody \
				 else: state the index that belongs to these documents"
			),
			Self::Unconfirmed { line } => write!(
				f,
				"nothing in line {line} of the list shows that the document is that of its learner: the list \
				 needs the column name, email, number or learner_id, as the documents identify their learners"
			),
		}
	}
}

impl Error for Mismatch {}

impl Register {
	/// Returns the columns of such a list, with the one that has the address of mail. All others are passed
	/// over.
	///
	/// # Errors
	///
	/// Returns why the header of the address cannot be one.
	pub fn columns(email: &str) -> Result<Columns, ColumnsFault> {
		let mut columns = vec![
			Column::new(FILE, Kind::Text).required().unique(),
			// Nothing is read from it, but it is like the next one, and would be taken for a slip of the hand.
			Column::new(LEARNER, Kind::Text),
			Column::new(LEARNER_ID, Kind::Uri),
		];
		columns.extend(IDENTITIES.map(|(column, _, kind)| Column::new(column, kind)));
		if !IDENTITIES.iter().any(|(column, ..)| *column == email) {
			columns.push(Column::new(email, Kind::Email));
		}
		Columns::new(columns).map(Columns::ignoring_others)
	}

	/// Reads a list with its columns.
	///
	/// # Errors
	///
	/// Returns the faults of the list, by line and column.
	pub fn read(bytes: &[u8], columns: &Columns, email: &str) -> Result<Self, Faults> {
		let roster = Roster::read(bytes, columns)?;
		let file = |(number, row): (usize, Row<'_>)| Some((row.get(FILE)?.to_owned(), number));
		let rows = roster.rows().enumerate().filter_map(file).collect();
		Ok(Self { roster, rows, email: email.to_owned() })
	}

	/// Returns the learner of a document by the name of its file. Everything by which both the row and the
	/// document identify her must be the same, and something must be.
	///
	/// # Errors
	///
	/// Returns why the row is not known to be hers.
	pub fn recipient(&self, file: &str, credential: &Credential) -> Result<Recipient, Mismatch> {
		let number = self.rows.get(file).ok_or_else(|| Mismatch::NoRow(file.to_owned()))?;
		let row = self.roster.rows().nth(*number);
		let row = row.ok_or_else(|| Mismatch::NoRow(file.to_owned()))?;
		let line = row.line();
		let (mut recipient, mut is_confirmed) = (Recipient::default(), false);
		for (column, kind, _) in IDENTITIES {
			let Some(value) = row.get(column) else { continue };
			for identity in credential.identities.iter().filter(|identity| identity.kind == kind) {
				if !is_of(identity, value) {
					return Err(Mismatch::Other { column, line });
				}
				is_confirmed = true;
				if column == "name" {
					recipient.name = Some(value.to_owned());
				}
			}
		}
		if let (Some(stated), Some(own)) = (row.get(LEARNER_ID), credential.subject()) {
			if stated != own {
				return Err(Mismatch::Other { column: LEARNER_ID, line });
			}
			is_confirmed = true;
		}
		if !is_confirmed {
			return Err(Mismatch::Unconfirmed { line });
		}
		recipient.email = row.get(&self.email).map(str::to_owned);
		Ok(recipient)
	}
}

/// Returns whether an identity of a document is this value, in plain text or by its hash.
fn is_of(identity: &Identity, value: &str) -> bool {
	match &identity.salt {
		None => identity.value == value,
		Some(salt) => identity.value == identity_hash(value, salt),
	}
}
