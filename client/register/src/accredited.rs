// SPDX-License-Identifier: Apache-2.0

//! The question whether an institution was accredited for a type at a moment.

use crate::{
	answers::{AsOf, Doubt, Period, Question},
	listing::all_grants,
	node::RecordNode,
	objections::{Facts, Objection},
	snapshot::Snapshot,
};
use serde::Serialize;
use testamur_json::time::Time;
use testamur_primitives::{Moment, TypeId};
use testamur_proof::TrustRoot;
use testamur_verification::{Because, Moments};

/// The conclusion about one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Conclusion {
	/// It was accredited.
	Yes,
	/// It was not.
	No,
	/// Nothing is proven.
	CannotTell,
}

/// The answer about one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
	/// The moment; `None` for that of the last final block where nothing of it is proven.
	pub moment: Option<Time>,
	/// True if it is the moment of the last final block.
	pub is_now: bool,
	/// The conclusion.
	pub conclusion: Conclusion,
	/// The grant by which it was accredited.
	pub accreditation: Option<u32>,
	/// The reasons that spoke against it, of every grant of the institution.
	pub objections: Vec<Objection>,
	/// The reason why nothing is proven.
	pub doubt: Option<Doubt>,
	/// The block that shows the answer, which may be later than the moment.
	pub as_of: Option<AsOf>,
}

impl Asked {
	/// Returns the answer about a moment that a block shows.
	fn proven(moment: Moment, found: Result<u32, Vec<Objection>>, as_of: Option<AsOf>) -> Self {
		let (conclusion, accreditation, objections) = match found {
			Ok(grant) => (Conclusion::Yes, Some(grant), Vec::new()),
			Err(objections) => (Conclusion::No, None, objections),
		};
		let moment = Time::of_event(moment);
		Self { moment, is_now: false, conclusion, accreditation, objections, doubt: None, as_of }
	}

	/// Returns that nothing is proven about a moment.
	fn open(moment: Option<Moment>, because: Because) -> Self {
		Self {
			moment: moment.and_then(Time::of_event),
			is_now: false,
			conclusion: Conclusion::CannotTell,
			accreditation: None,
			objections: Vec::new(),
			doubt: Some(because.into()),
			as_of: None,
		}
	}
}

/// The records of the last final block.
struct Latest {
	facts: Facts,
	/// The grants of the institution.
	grants: Vec<u32>,
	/// True if these are all that it was ever offered.
	all: bool,
	as_of: Option<AsOf>,
	time: Moment,
}

/// Returns whether an institution was accredited for a type: at the first and the last moment of a period, and as of
/// the last final block.
pub fn ask<N: RecordNode>(
	node: &mut N,
	trusted: &TrustRoot,
	moments: &Moments,
	question: Question,
	period: Period,
) -> Vec<Asked> {
	let mut asked = vec![period.first];
	asked.extend(period.last.filter(|last| *last != period.first));
	let latest = match latest(node, trusted, moments, question) {
		Ok(latest) => latest,
		Err(because) => {
			let open = |moment| Asked::open(moment, because.clone());
			let then = asked.into_iter().map(|moment| open(Some(moment)));
			return then.chain([Asked { is_now: true, ..open(None) }]).collect();
		},
	};
	let mut answers: Vec<_> = asked
		.into_iter()
		.map(|moment| at_moment(node, trusted, moments, question, &latest, moment))
		.collect();
	let type_id = TypeId(question.credential_type);
	let now = Asked::proven(latest.time, latest.facts.judge(type_id, latest.time), latest.as_of);
	answers.push(Asked { is_now: true, ..now });
	answers
}

/// Reads the records of the last final block.
fn latest<N: RecordNode>(
	node: &mut N,
	trusted: &TrustRoot,
	moments: &Moments,
	question: Question,
) -> Result<Latest, Because> {
	let mut snapshot = Snapshot::new(node, trusted, Moments { at: None, ..*moments })?;
	let all = all_grants(&mut snapshot)?;
	let own = all.iter().flatten().map(|grant| &grant.accreditation);
	let own = own.filter(|grant| grant.holder == question.institution).map(|grant| grant.id);
	let facts = Facts::read(&mut snapshot, question, &own.collect::<Vec<_>>())?;
	let grants = facts.grants.iter().map(|(id, _)| *id).collect();
	let (as_of, time) = (snapshot.as_of(), snapshot.moment());
	Ok(Latest { facts, grants, all: all.is_some(), as_of, time })
}

/// Returns the answer about a moment. A later record that shows a no needs no state of the past, and no node can
/// contradict it by an earlier block.
fn at_moment<N: RecordNode>(
	node: &mut N,
	trusted: &TrustRoot,
	moments: &Moments,
	question: Question,
	latest: &Latest,
	moment: Moment,
) -> Asked {
	if moment > latest.time {
		let message = "no final block is known after this moment: ask again later, or another node";
		return Asked::open(Some(moment), Because::new("notFinalYet", message));
	}
	let type_id = TypeId(question.credential_type);
	if let Some(objections) = latest.facts.judge_earlier(type_id, moment, latest.all) {
		return Asked::proven(moment, Err(objections), latest.as_of);
	}
	let moments = Moments { at: Some(moment), ..*moments };
	let found = Snapshot::new(node, trusted, moments).and_then(|mut snapshot| {
		let facts = Facts::read(&mut snapshot, question, &latest.grants)?;
		Ok(Asked::proven(moment, facts.judge(type_id, moment), snapshot.as_of()))
	});
	found.unwrap_or_else(|because| Asked::open(Some(moment), because))
}
