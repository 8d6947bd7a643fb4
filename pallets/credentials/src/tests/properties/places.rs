// SPDX-License-Identifier: Apache-2.0

//! Tests of random sequences of calls on the grants of one holder, whose places are nearly all
//! taken. The places are counted naively, from all grants and the index.

use super::{dice::Dice, *};
use crate::{holdings::holding_key, Accreditations, Holdings, Relinquished};
use testamur_primitives::{Accreditation, AccreditationId, AccreditationState, Scope, Terms};

/// The number of sequences, and of calls in each.
const SEQUENCES: u64 = 24;
const CALLS: u32 = 300;

/// The college's grants, with whether each has a place.
fn grants() -> Vec<(AccreditationId, Accreditation, bool)> {
	let all = Accreditations::<Test>::iter().filter(|(_, grant)| grant.holder == COLLEGE);
	all.map(|(id, grant)| {
		let held = Holdings::<Test>::contains_key(holding_key(id, &grant));
		(id, grant, held)
	})
	.collect()
}

fn lives(grant: &Accreditation, now: u64) -> bool {
	let ended = matches!(
		grant.state,
		AccreditationState::Declined { .. } | AccreditationState::Withdrawn { .. }
	);
	!ended && now < grant.terms.valid_until
}

/// Returns whether there is a place for one grant more of the council, or of the agency.
fn has_place(by_council: bool, now: u64) -> bool {
	let living = grants().iter().filter(|(_, grant, _)| lives(grant, now)).count();
	living < if by_council { 128 } else { 112 }
}

/// Returns the number of the agency's offers that are not answered and can still be accepted.
fn open_offers(now: u64) -> usize {
	let open = |(_, grant, _): &(AccreditationId, Accreditation, bool)| {
		grant.state == AccreditationState::Offered
			&& grant.grantor.institution().is_some()
			&& now < grant.terms.valid_until
	};
	grants().iter().filter(|grant| open(grant)).count()
}

/// Returns terms that end within the next days, or later than any sequence.
fn some_terms(dice: &mut Dice, now: u64) -> Terms {
	let valid_until = if dice.one_in(2) { START + 99 * DAY } else { now + dice.below(4) * DAY + 1 };
	Terms { valid_until, ..terms(Scope::Any, true, 0) }
}

/// Makes a call, and checks that it succeeds exactly if it should.
fn expect(call: Call, by: RuntimeOrigin, expected: bool) {
	let result = dispatch(call.clone(), by);
	assert_eq!(result.is_ok(), expected, "{call:?}: {result:?}");
}

/// Returns whether the council may reinstate a grant: one that is active already, one that is
/// suspended, and one that was withdrawn, if its holder did not give it back and has a place for it.
fn may_be_reinstated(id: AccreditationId, grant: &Accreditation, now: u64) -> bool {
	let by_council = grant.grantor.institution().is_none();
	let room = grant.terms.valid_until <= now || has_place(by_council, now);
	match grant.state {
		AccreditationState::Active | AccreditationState::Suspended { .. } => true,
		AccreditationState::Withdrawn { .. } => {
			grant.accepted_at.is_some() && !Relinquished::<Test>::contains_key(id) && room
		},
		AccreditationState::Offered | AccreditationState::Declined { .. } => false,
	}
}

/// Makes one random call, or lets time pass.
fn step(dice: &mut Dice, now: &mut u64) {
	let all = grants();
	let Some((accreditation, grant, held)) = dice.pick(&all) else { return };
	let by_council = grant.grantor.institution().is_none();
	let parent = |by_council: bool| (!by_council).then_some(AGENCY_GRANT);
	let signer = |by_council| if by_council { council() } else { signed(AGENCY_ADMIN) };
	let open = open_offers(*now) < 8;
	let offered = grant.state == AccreditationState::Offered;
	match dice.below(14) {
		0..=5 => {
			let by_council = dice.one_in(3);
			let holder = COLLEGE;
			let terms = some_terms(dice, *now);
			let call = Call::offer_accreditation { holder, parent: parent(by_council), terms };
			let expected = has_place(by_council, *now) && (by_council || open);
			expect(call, signer(by_council), expected);
		},
		6 | 7 => {
			let call = Call::accept_accreditation { accreditation };
			let expected = offered && *now < grant.terms.valid_until;
			expect(call, signed(COLLEGE_ADMIN), expected);
		},
		8 => {
			let call = Call::decline_accreditation { accreditation };
			expect(call, signed(COLLEGE_ADMIN), offered);
		},
		9 => {
			let valid_until = some_terms(dice, *now).valid_until;
			let call = Call::renew_accreditation { accreditation, valid_until };
			let ended = !lives(&grant, 0);
			let later = valid_until > grant.terms.valid_until && valid_until > *now;
			let is_counted = by_council || !offered || *now < grant.terms.valid_until;
			let same = valid_until <= grant.terms.valid_until && valid_until > *now;
			let room = held || has_place(by_council, *now);
			let expected = later && room && (is_counted || open) || by_council && same;
			expect(call, signer(by_council), !ended && expected);
		},
		10 => {
			let call = Call::relinquish_accreditation { accreditation };
			let active = grant.state == AccreditationState::Active;
			expect(call, signed(COLLEGE_ADMIN), active);
		},
		11 => {
			let call = Call::withdraw_accreditation { accreditation, void_from: None };
			expect(call, council(), true);
		},
		12 => {
			let call = Call::reinstate_accreditation { accreditation };
			expect(call, council(), may_be_reinstated(accreditation, &grant, *now));
		},
		_ => {
			*now += dice.below(2) * DAY / 2;
			set_time(*now);
		},
	}
}

#[test]
fn places_are_given_to_living_grants_alone() {
	let mut refused_once = 0;
	for seed in 0..SEQUENCES {
		ExtBuilder::default().accredited().build_and_execute(|| {
			let dice = &mut Dice(seed);
			let (mut now, mut journal) = (START, Journal::default());
			for _ in 0..100 + dice.below(29) {
				let terms = some_terms(dice, now + DAY);
				assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
			}
			// What happened so far happened at the beginning.
			journal.end_block();
			for _ in 0..CALLS {
				// No sequence outlives the grants above.
				if now < START + 90 * DAY {
					step(dice, &mut now);
				}
				assert_ok!(Credentials::do_try_state());
				refused_once += u32::from(!has_place(true, now));
				journal.end_block();
			}
			// Which grants gave up their places follows from the events as well.
			journal.check();
		});
	}
	assert!(refused_once > 0, "no sequence ran out of places");
}
