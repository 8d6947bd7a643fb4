// SPDX-License-Identifier: Apache-2.0

//! Who was accredited for what, and when.

use crate::{
	chain::{time_of, trust, TIME},
	records::{
		credential_type, grant, institution, put_grant, register, AGENCY, COURSE, UNIVERSITY,
	},
	state::State,
	world::{answers, clock, moments, told, FakeNode, OF_COURSE, PAST},
};
use testamur_primitives::{
	keys,
	records::{AccreditationState, InstitutionState, Scope, TypeState},
	Accreditation, AccreditationId, TypeId,
};
use testamur_register::{ask, Conclusion, Day, Period, Question, Word};

/// A moment in the block of the past.
fn then() -> u64 {
	time_of(PAST) + 1_000
}

/// Returns a register in which the grant of the university is another one, whether or not it is still held.
fn with(grant: &Accreditation) -> State {
	let mut state = register();
	state.0.remove(&keys::holding(UNIVERSITY, u64::MAX, AccreditationId(2)));
	put_grant(&mut state, 2, grant);
	if matches!(
		grant.state,
		AccreditationState::Withdrawn { .. } | AccreditationState::Declined { .. }
	) {
		let held = keys::holding(UNIVERSITY, grant.terms.valid_until, AccreditationId(2));
		state.0.remove(&held);
		state.put(keys::institution(UNIVERSITY), institution("University", 0));
	}
	state
}

fn own() -> Accreditation {
	grant(UNIVERSITY, Some(1), 0)
}

/// Checks what a later record tells about a moment of which no state is known.
fn check_later(state: State, words: &[Word]) {
	let mut node = FakeNode::new(state);
	let [earlier, _] = answers(&mut node, then());
	assert_eq!(told(&earlier), (Conclusion::No, words.to_vec(), None));
	assert_eq!(earlier.as_of.unwrap().block_number, 50);
}

#[test]
fn it_was_accredited_as_the_state_of_that_moment_shows() {
	let mut node = FakeNode::with_past(register(), register());
	let [earlier, now] = answers(&mut node, then());
	assert_eq!(told(&earlier), (Conclusion::Yes, vec![], None));
	assert_eq!((earlier.accreditation, earlier.as_of.unwrap().block_number), (Some(2), PAST));
	assert_eq!(told(&now), (Conclusion::Yes, vec![], None));
	assert!(now.is_now && now.as_of.unwrap().block_number == 50);
}

#[test]
fn what_came_after_the_moment_changes_nothing_about_it() {
	let mut withdrawn = own();
	withdrawn.state = AccreditationState::Withdrawn { at: then() + 1, void_from: None };
	let mut node = FakeNode::with_past(register(), with(&withdrawn));
	let [earlier, now] = answers(&mut node, then());
	assert_eq!(told(&earlier), (Conclusion::Yes, vec![], None));
	assert_eq!(told(&now), (Conclusion::No, vec![Word::Withdrawn], None));
	// A suspension that has ended is in the state of its time alone.
	let mut suspended = own();
	suspended.state = AccreditationState::Suspended { since: then() - 9, by_council: false };
	let mut node = FakeNode::with_past(with(&suspended), register());
	let [earlier, now] = answers(&mut node, then());
	assert_eq!(told(&earlier), (Conclusion::No, vec![Word::Suspended], None));
	assert_eq!(told(&now), (Conclusion::Yes, vec![], None));
}

#[test]
fn a_later_record_shows_a_no_without_the_state_of_that_moment() {
	let moment = then();
	for (word, change) in [
		(Word::NotYetOffered, (|it, at| it.offered_at = at + 1) as fn(&mut Accreditation, u64)),
		(Word::NotAccepted, |it, at| it.accepted_at = Some(at + 1)),
		(Word::NotAccepted, |it, _| {
			(it.accepted_at, it.state) = (None, AccreditationState::Offered);
		}),
		(Word::Declined, |it, at| {
			(it.accepted_at, it.state) = (None, AccreditationState::Declined { at });
		}),
		(Word::Suspended, |it, since| {
			it.state = AccreditationState::Suspended { since, by_council: true };
		}),
		(Word::Withdrawn, |it, at| {
			it.state = AccreditationState::Withdrawn { at, void_from: None };
		}),
		(Word::NotYetValid, |it, at| it.terms.valid_from = at + 1),
		(Word::Expired, |it, at| it.terms.valid_until = at),
		(Word::TypeOutOfScope, |it, _| {
			it.terms.scope = Scope::Types(
				[TypeId(9)]
					.into_iter()
					.collect::<std::collections::BTreeSet<_>>()
					.try_into()
					.unwrap(),
			);
		}),
		(Word::NoRightToIssue, |it, _| it.terms.rights.attest = false),
	] {
		let mut grant = own();
		change(&mut grant, moment);
		check_later(with(&grant), &[word]);
	}
	// What is true of a grant above it is true of it.
	let mut state = register();
	let mut above = grant(AGENCY, None, 1);
	above.terms.valid_until = moment;
	state.0.remove(&keys::holding(AGENCY, u64::MAX, AccreditationId(1)));
	put_grant(&mut state, 1, &above);
	check_later(state, &[Word::Expired]);
}

#[test]
fn a_later_record_of_the_institution_or_the_type_shows_a_no_as_well() {
	let since = then();
	let mut late = institution("University", 1);
	late.registered_at = since + 1;
	let mut closed = institution("University", 1);
	closed.state = InstitutionState::Closed { since };
	let mut suspended = institution("University", 1);
	suspended.state = InstitutionState::Suspended { since };
	for (record, word) in [
		(late, Word::NotRegistered),
		(closed, Word::InstitutionClosed),
		(suspended, Word::InstitutionSuspended),
	] {
		let mut state = register();
		state.put(keys::institution(UNIVERSITY), record);
		check_later(state, &[word]);
	}
	let mut late = credential_type();
	late.registered_at = since + 1;
	let mut retired = credential_type();
	retired.state = TypeState::Retired { at: since };
	for (record, word) in [(late, Word::TypeNotRegistered), (retired, Word::TypeRetired)] {
		let mut state = register();
		state.put(keys::credential_type(COURSE), record);
		check_later(state, &[word]);
	}
	let mut nothing = register();
	nothing.0.remove(&keys::holding(UNIVERSITY, u64::MAX, AccreditationId(2)));
	nothing.0.remove(&keys::accreditation(AccreditationId(2)));
	nothing.put(keys::next_accreditation(), 2_u32);
	nothing.put(keys::institution(UNIVERSITY), institution("University", 0));
	check_later(nothing, &[Word::NoGrant]);
}

#[test]
fn a_later_record_never_shows_a_yes_nor_what_may_have_been_narrowed() {
	let moment = then();
	let mut narrowed = own();
	narrowed.terms.scope = Scope::Types(
		[TypeId(9)]
			.into_iter()
			.collect::<std::collections::BTreeSet<_>>()
			.try_into()
			.unwrap(),
	);
	narrowed.narrowings = 1;
	let mut later = own();
	later.state = AccreditationState::Withdrawn { at: moment + 1, void_from: Some(1) };
	let mut reinstated = own();
	reinstated.accepted_at = Some(moment);
	for grant in [own(), narrowed, later, reinstated] {
		let mut node = FakeNode::new(with(&grant));
		let [earlier, _] = answers(&mut node, moment);
		assert_eq!(told(&earlier), (Conclusion::CannotTell, vec![], Some("nodeCannotTell")));
		assert_eq!(earlier.as_of, None);
	}
}

#[test]
fn windows_are_judged_by_the_moment_that_is_asked_about_and_not_by_that_of_the_block() {
	// The window ends between the block and the moment, and was renewed since.
	let mut ended = own();
	ended.terms.valid_until = then();
	let mut node = FakeNode::with_past(with(&ended), register());
	let [earlier, _] = answers(&mut node, then());
	assert_eq!(told(&earlier), (Conclusion::No, vec![Word::Expired], None));
	assert_eq!(earlier.objections[0].at.unwrap().0, then());
	let [earlier, _] = answers(&mut node, then() - 1);
	assert_eq!(told(&earlier).0, Conclusion::Yes);
}

#[test]
fn who_is_not_on_record_is_not_accredited() {
	for (question, word) in [
		(Question { institution: 9, ..OF_COURSE }, Word::NotRegistered),
		(Question { institution: 0, ..OF_COURSE }, Word::NotRegistered),
		(Question { credential_type: 9, ..OF_COURSE }, Word::TypeNotRegistered),
	] {
		let mut node = FakeNode::new(register());
		let period = Period { first: then(), last: None };
		let found = ask(&mut node, &trust(), &moments(), question, period);
		assert_eq!(found.len(), 2);
		for asked in &found {
			assert_eq!(told(asked), (Conclusion::No, vec![word], None));
		}
	}
}

#[test]
fn a_day_stands_for_its_first_and_its_last_moment() {
	let day = |day: &str, time: Option<&str>| {
		Day { day: day.into(), time: time.map(str::to_owned) }.period(clock())
	};
	// The clock says 2027-01-15, 08:00:10.
	assert_eq!(clock(), 1_800_000_010_000);
	let start = 1_799_971_200_000;
	assert_eq!(day("2027-01-15", None), Ok(Period { first: start, last: None }));
	let before = day("2027-01-14", None).unwrap();
	assert_eq!((before.first, before.last), (start - 86_400_000, Some(start - 1)));
	let time = day("2027-01-15", Some("08:00")).unwrap();
	assert_eq!((time.first, time.last), (TIME, Some(TIME)));
	let second = day("2027-01-15", Some("08:00:05")).unwrap();
	assert_eq!(second.first, TIME + 5_000);
	for (text, time) in [("2027-01-16", None), ("2027-01-15", Some("08:01")), ("9999-12-31", None)]
	{
		assert_eq!(day(text, time).unwrap_err().word, "notYet", "{text}");
	}
	for (text, time) in [
		("", None),
		("2027-02-30", None),
		("2027-1-5", None),
		("10000-01-01", None),
		("2027-01-15", Some("25:00")),
		("2027-01-15", Some("")),
		("2027-01-15", Some("08:00Z[")),
		("2027-01-15T00:00:00Z", None),
	] {
		assert_eq!(day(text, time).unwrap_err().word, "noDay", "{text} {time:?}");
	}
}
