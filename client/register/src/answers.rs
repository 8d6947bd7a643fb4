// SPDX-License-Identifier: Apache-2.0

//! The answers as they are written in JSON, and what somebody asks about.

use serde::{Deserialize, Serialize};
use testamur_json::{
	answers::{Accreditation, Issuer},
	hex::Hash,
	time::Time,
};
use testamur_primitives::{
	records, verdict, views::AccreditationView, Institution, InstitutionId, Moment,
};
use testamur_verification::Because;

/// The last millisecond of a day.
const END_OF_DAY: &str = "23:59:59.999";

/// The block that shows an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
	/// Its number.
	pub block_number: u32,
	/// Its hash.
	pub block_hash: Hash,
	/// Its time; `None` for the genesis block.
	pub time: Option<Time>,
	/// Its age by the clock of whoever asks, in milliseconds.
	pub age: Moment,
}

impl From<&testamur_proof::AsOf> for AsOf {
	fn from(as_of: &testamur_proof::AsOf) -> Self {
		Self {
			block_number: as_of.number,
			block_hash: Hash(as_of.hash.0),
			time: Time::of_event(as_of.time),
			age: as_of.age,
		}
	}
}

/// A reason why something cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
	/// The word for programs.
	pub word: String,
	/// The sentence for people.
	pub message: String,
}

impl From<Because> for Doubt {
	fn from(Because { word, message }: Because) -> Self {
		Self { word, message }
	}
}

/// One page of a listing by numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<Item> {
	/// The items.
	pub items: Vec<Item>,
	/// The number with which the next page begins; `None` where it is proven that no more are on record.
	pub next: Option<u32>,
}

/// An institution, as the register shows it to anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstitutionEntry {
	/// The number, the name, the home page, the country and the state.
	#[serde(flatten)]
	pub issuer: Issuer,
	/// The time at which it was suspended or closed.
	pub since: Option<Time>,
	/// The time at which the council registered it; `None` in the genesis block.
	pub registered_at: Option<Time>,
}

impl InstitutionEntry {
	/// Joins a record with its number.
	pub(crate) fn new<Account>(id: u32, record: Institution<Account>) -> Self {
		let Institution { profile, state, registered_at, .. } = record;
		let issuer = verdict::Issuer { id: InstitutionId(id), profile, state };
		Self {
			issuer: issuer.into(),
			since: state.idle_since().map(Time),
			registered_at: Time::of_event(registered_at),
		}
	}
}

/// A grant with its path, as of the moment that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
	/// The record, its path to the council, and whether it is in force.
	#[serde(flatten)]
	pub accreditation: Accreditation,
	/// The number of times its terms were narrowed.
	pub narrowings: u32,
}

impl Grant {
	/// Joins a record with its path.
	pub(crate) fn new(view: AccreditationView, record: &records::Accreditation) -> Self {
		Self { accreditation: view.into(), narrowings: record.narrowings }
	}
}

/// The question whether an institution was accredited for a type, without its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
	/// The institution.
	pub institution: u32,
	/// The type.
	#[serde(rename = "type")]
	pub credential_type: u32,
}

/// A day in Universal Time, or a moment of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Day {
	/// The day, such as `2026-03-01`.
	pub day: String,
	/// The time, such as `12:30` or `12:30:15`; `None` for the whole day.
	pub time: Option<String>,
}

/// The moments that a day stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
	/// The first one.
	pub first: Moment,
	/// The last one; that of the last final block where it is `None`.
	pub last: Option<Moment>,
}

impl Day {
	/// Returns the moments that it stands for, by the time of a clock. A day that is not over ends with the last
	/// final block.
	///
	/// # Errors
	///
	/// Refuses what is no day or time, and a moment in the future, of which nobody knows what will be decided until
	/// then.
	pub fn period(&self, now: Moment) -> Result<Period, Because> {
		let (first, last) = match self.time.as_deref() {
			None => ("00:00:00", END_OF_DAY),
			Some(time) => (time, time),
		};
		let (first, last) = (self.moment(first)?, self.moment(last)?);
		if first > now {
			let message =
				"the moment is in the future, and what is decided until then nobody knows";
			return Err(Because::new("notYet", message));
		}
		Ok(Period { first, last: (last <= now).then_some(last) })
	}

	fn moment(&self, time: &str) -> Result<Moment, Because> {
		// A time of a form has no seconds where they are 0.
		let seconds = if time.len() == 5 { ":00" } else { "" };
		let found = Time::parse(&format!("{}T{time}{seconds}Z", self.day));
		let wrong =
			|| Because::new("noDay", "expected a day such as 2026-03-01, and a time such as 12:30");
		found.map(|Time(moment)| moment).ok_or_else(wrong)
	}
}
