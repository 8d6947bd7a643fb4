// SPDX-License-Identifier: Apache-2.0

//! Checks the documents that an earlier run signed, before they are anchored.

use crate::{
	cohort::Cohort,
	disk::Disk,
	fault::Fault,
	files::part_of,
	plan::Plan,
	session::{Session, PLAN},
	signing::{end_of, later, leaf_of, part_name, Places},
};
use testamur_document::{ijson, value::Value, Document};
use testamur_documents::{key_name, Contexts, Controller, SignedDocument};
use testamur_json::hex;
use testamur_primitives::base64url;
use testamur_roster::Row;
use testamur_template::{Builder, Random, RANDOM_BYTES};

impl<D: Disk> Session<'_, D> {
	/// Checks that each document of the journal is the one that the template makes of its row, that the key
	/// of the plan signed it under its name, and that the batch ends with the last of them. The hashes in the
	/// plan show damage, and not that the journal was made by this program.
	///
	/// # Errors
	///
	/// Refuses the first document that is another one.
	pub fn check(
		&self,
		cohort: &Cohort<'_>,
		plan: &Plan,
		contexts: &Contexts,
	) -> Result<(), Fault> {
		let builder = Builder::new(cohort.template, contexts);
		let rows: Vec<Row<'_>> = cohort.roster.rows().collect();
		let method = key_name(cohort.template.issuer_id(), plan.key_number);
		let key = Controller { id: cohort.template.issuer_id(), keys: &[(method, plan.key())] };
		let (listing, institution) = (plan.listing.as_ref(), plan.anchoring().institution);
		let places = Places { listing, institution };
		let mut learners = (0_u32..).zip(plan.learners.iter());
		let mut latest = Some(0);
		for part in 0..plan.parts.len() {
			for document in part_of(self, plan, part)?.lines() {
				let (place, learner) = learners.next().unwrap_or((u32::MAX, &u32::MAX));
				let learner = *learner;
				let row = usize::try_from(learner).ok().and_then(|place| rows.get(place));
				let checked = row.ok_or_else(|| "it has no row".to_owned()).and_then(|row| {
					ensure_built(&builder, row, document, |built| places.add(built, place))?;
					ensure_signed(&key, contexts, document)
				});
				let learner = learner.saturating_add(1);
				checked.map_err(|why| {
					let why = format!("the document of learner {learner} is another one: {why}");
					self.damaged(&part_name(part), &why)
				})?;
				latest = later(latest, end_of(document, learner)?);
			}
		}
		match latest == plan.valid_until {
			true => Ok(()),
			false => Err(self.damaged(PLAN, "its end is not that of its documents")),
		}
	}
}

/// Checks that a document is the one that its row becomes with its random bits and its place.
fn ensure_built(
	builder: &Builder<'_>,
	row: &Row<'_>,
	document: &str,
	placed: impl Fn(String) -> Result<String, String>,
) -> Result<(), String> {
	let random = random_of(document).ok_or("it has no random bits")?;
	let built = placed(builder.compose(row, &random).map_err(|fault| fault.to_string())?)?;
	// A leaf covers the whole document but for its proofs.
	let leaf = |text: &str| leaf_of(text.as_bytes()).map_err(|fault| fault.to_string());
	match leaf(&built)? == leaf(document)? {
		true => Ok(()),
		false => Err("it is not what this release of the program makes of its row".into()),
	}
}

/// Checks that a key signed a document.
fn ensure_signed(key: &Controller<'_>, contexts: &Contexts, document: &str) -> Result<(), String> {
	SignedDocument::read(contexts, document.as_bytes())
		.and_then(|signed| signed.verify(key))
		.map(drop)
		.map_err(|refusal| refusal.to_string())
}

/// Returns the random bits of a document, which are its salt and its identifier.
fn random_of(document: &str) -> Option<Random> {
	let object = ijson::parse_object(document.as_bytes()).ok()?;
	let Some(Value::String(id)) = object.get(&"id".into()) else { return None };
	let id = hex::decode(&format!("0x{}", id.strip_prefix("urn:uuid:")?.replace('-', "")))?;
	let salt = Document::from_json(document.as_bytes()).ok()?.salt();
	let salt = base64url::decode(&salt.text())?;
	let bytes: [u8; RANDOM_BYTES] = [salt, id].concat().try_into().ok()?;
	Random::new(bytes).ok()
}
