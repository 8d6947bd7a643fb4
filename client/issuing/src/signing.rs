// SPDX-License-Identifier: Apache-2.0

//! Builds and signs the documents of a cohort, part by part, in the order of the batch.

use crate::{
	cohort::Cohort, disk::Disk, fault::Fault, journal::Journal, listing::Listing,
	order::Randomness, watch::Watch,
};
use testamur_console::map_in_parallel;
use testamur_document::{ijson, value::Value, Document};
use testamur_documents::{sign, Contexts, Signer, Suite};
use testamur_json::{hex::Hash, time::Time};
use testamur_primitives::{
	hash::{Sha256, Software},
	Digest, InstitutionId, Leaf, Moment,
};
use testamur_roster::Row;
use testamur_template::{Builder, Random, RANDOM_BYTES};

/// The number of documents in a part of the journal, which bounds the memory that they take.
pub(crate) const PART: usize = 256;

/// The means by which documents are signed.
#[derive(Clone, Copy)]
pub struct Signing<'a> {
	/// The known contexts.
	pub contexts: &'a Contexts,
	/// The document key, by its name in the record of the institution.
	pub signer: &'a Signer,
	/// The present moment as a signature states it, such as `2026-07-01T09:00:00Z`.
	pub created: &'a str,
	/// The present moment.
	pub now: Moment,
}

/// The documents of a batch, which are in the journal.
pub(crate) struct Documents {
	/// The hashes of the parts.
	pub(crate) parts: Vec<Hash>,
	/// The leaves in the order of the batch.
	pub(crate) leaves: Vec<Leaf>,
	/// The end of the document that is valid longest, or `None` if one has no end.
	pub(crate) valid_until: Option<Moment>,
}

/// The places of the documents of a batch in a status list, if they name one.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
	pub(crate) listing: Option<&'a Listing>,
	pub(crate) institution: InstitutionId,
}

impl Places<'_> {
	/// Returns a document that names its place, or the document as it is.
	pub(crate) fn add(&self, document: String, place: u32) -> Result<String, String> {
		match self.listing {
			Some(listing) => listing.add(&document, self.institution, place),
			None => Ok(document),
		}
	}
}

/// Returns the name of a part.
pub(crate) fn part_name(part: usize) -> String {
	format!("documents-{part:05}.jsonl")
}

/// Builds and signs the documents of the learners in this order, and writes them to the journal.
pub(crate) fn sign_all<D: Disk>(
	cohort: &Cohort<'_>,
	(learners, places): (&[u32], Places<'_>),
	signing: &Signing<'_>,
	journal: &Journal<'_, D>,
	random: &mut impl Randomness,
	watch: &mut impl Watch,
) -> Result<Documents, Fault> {
	let builder = Builder::new(cohort.template, signing.contexts);
	let rows: Vec<Row<'_>> = cohort.roster.rows().collect();
	let mut documents = Documents {
		parts: Vec::new(),
		leaves: Vec::with_capacity(learners.len()),
		valid_until: Some(0),
	};
	for (part, chunk) in learners.chunks(PART).enumerate() {
		let first = documents.leaves.len();
		let place = |offset: usize| u32::try_from(first.saturating_add(offset)).unwrap_or(u32::MAX);
		let drawn = chunk.iter().enumerate();
		let drawn = drawn.map(|(offset, learner)| Ok((*learner, place(offset), draw(random)?)));
		let drawn: Vec<(u32, u32, Random)> = drawn.collect::<Result<_, Fault>>()?;
		let made = map_in_parallel(&drawn, |(learner, place, random)| {
			let row = usize::try_from(*learner).ok().and_then(|place| rows.get(place));
			let document = builder.compose(row.ok_or(Fault::NoLearners)?, random)?;
			let document = places
				.add(document, *place)
				.map_err(|why| Fault::Place { learner: learner.saturating_add(1), why })?;
			signed(&document, *learner, signing)
		});
		let mut text = String::new();
		for made in made {
			let (signed, leaf, end) = made?;
			text.push_str(&signed);
			text.push('\n');
			documents.leaves.push(leaf);
			documents.valid_until = later(documents.valid_until, end);
		}
		documents.parts.push(Hash(Software::hash(text.as_bytes())));
		journal.write(&part_name(part), text.as_bytes())?;
		watch.signed(documents.leaves.len(), learners.len());
	}
	match documents.valid_until {
		Some(end) if end <= signing.now => Err(Fault::ValidityOver),
		_ => Ok(documents),
	}
}

fn draw(random: &mut impl Randomness) -> Result<Random, Fault> {
	let mut bytes = [0; RANDOM_BYTES];
	random.fill(&mut bytes).map_err(Fault::Randomness)?;
	Random::new(bytes).map_err(|error| Fault::Randomness(error.to_string()))
}

/// Returns a signed document on one line, with its leaf and the end of its validity.
fn signed(
	document: &str,
	learner: u32,
	signing: &Signing<'_>,
) -> Result<(String, Leaf, Option<Moment>), Fault> {
	let learner = learner.saturating_add(1);
	let leaf = leaf_of(document.as_bytes()).map_err(|fault| Fault::Leaf { learner, fault })?;
	let end = end_of(document, learner)?;
	let suites = [Suite::EddsaRdfc2022];
	let Signing { contexts, signer, created, .. } = *signing;
	let signed = sign(contexts, document.as_bytes(), &suites, created, signer)
		.map_err(|refusal| Fault::Sign { learner, refusal })?;
	Ok((signed, leaf, end))
}

/// Returns the leaf of a document that has one envelope.
pub(crate) fn leaf_of(document: &[u8]) -> Result<Leaf, testamur_document::Fault> {
	digest_of(document).map(|digest| digest.leaf())
}

/// Returns the digest of a document.
pub(crate) fn digest_of(document: &[u8]) -> Result<Digest, testamur_document::Fault> {
	Document::from_json(document).map(|document| document.digest())
}

/// Returns the later of two ends; none is later than any.
pub(crate) fn later(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
	one.zip(other).map(|(one, other)| one.max(other))
}

/// Returns the moment at which a document is no longer valid, or `None` if it has no end. An end that cannot
/// be read is not none: the chain would take the credential for valid for ever.
pub(crate) fn end_of(document: &str, learner: u32) -> Result<Option<Moment>, Fault> {
	let object =
		ijson::parse_object(document.as_bytes()).map_err(|fault| Fault::Leaf { learner, fault })?;
	match object.get(&"validUntil".into()) {
		None => Ok(None),
		Some(Value::String(text)) => match Time::parse(text) {
			Some(time) => Ok(Some(time.0)),
			None => Err(Fault::End { learner }),
		},
		Some(_) => Err(Fault::End { learner }),
	}
}

#[cfg(test)]
mod tests {
	use super::{end_of, Fault};

	#[test]
	fn an_end_that_cannot_be_read_is_refused_by_the_learner_and_is_not_none() {
		let end = |member: &str| end_of(&format!("{{\"a\":1{member}}}"), 7);
		assert_eq!(end("").unwrap(), None);
		let read = end(",\"validUntil\":\"2026-07-01T09:00:00Z\"").unwrap();
		assert_eq!(read, Some(1_782_896_400_000));
		for unread in
			["\"soon\"", "\"\"", "\"2026-02-30T09:00:00Z\"", "null", "1782896400000", "[]"]
		{
			let fault = end(&format!(",\"validUntil\":{unread}")).unwrap_err();
			assert!(matches!(fault, Fault::End { learner: 7 }), "{unread}: {fault}");
			assert!(fault.to_string().contains("of learner 7 states an end"), "{fault}");
		}
	}
}
