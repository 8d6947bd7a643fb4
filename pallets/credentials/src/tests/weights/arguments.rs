// SPDX-License-Identifier: Apache-2.0

//! Tests that no weight ignores an argument of its call.
//!
//! Every bounded argument of a call is tried at its minimum and at its maximum. Where the maximum
//! accesses more of the state, the declared weight must grow by at least as many accesses. Where
//! only the bytes of one value grow, the benchmark uses the maximum, and its weight is declared for
//! every size.

use super::*;
use testamur_primitives::limits::{MAX_NAME, MAX_PATH, MAX_URI};

/// A call with one of its arguments at its minimum and at its maximum, and its signer.
struct Argument {
	name: &'static str,
	least: Call,
	most: Call,
	by: RuntimeOrigin,
	grows: Grows,
}

/// The effect of the size of an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grows {
	/// The number of reads or writes grows, and so does the declared weight.
	State,
	/// The bytes of one value grow. The declared weight does not.
	Bytes,
	/// The declared time grows with a list, though all of it is stored in one value.
	List,
}

fn profile_of(name: u32, uri: u32) -> Profile {
	Profile {
		name: vec![b'n'; name as usize].try_into().unwrap(),
		uri: vec![b'u'; uri as usize].try_into().unwrap(),
		country: *b"SE",
	}
}

fn definition_of(uri: u32) -> TypeDefinition {
	TypeDefinition { uri: vec![b'u'; uri as usize].try_into().unwrap(), ..largest_definition() }
}

fn offered(types: u32) -> Terms {
	let types: Vec<_> = (1..=types).map(TypeId).collect();
	Terms { valid_until: START + 40 * DAY, ..terms(scope(&types), true, 0) }
}

/// Returns changes of credentials in a chunk each. The chunks are in use already.
fn in_chunks(count: u32) -> StatusChanges {
	let revoke = StatusChange::Revoke(RevocationReason::Misconduct);
	changes(&(0..count).map(|n| (n * 256, revoke)).collect::<Vec<_>>())
}

/// Returns changes of credentials that are all in the first chunk.
fn in_one_chunk(count: u32) -> StatusChanges {
	let revoke = StatusChange::Revoke(RevocationReason::Misconduct);
	changes(&(0..count).map(|n| (n, revoke)).collect::<Vec<_>>())
}

/// Returns every bounded argument of every call.
fn arguments() -> Vec<Argument> {
	let (root, accreditation, type_id) = (root(BATCH), GRANT, TypeId(1));
	let (admin, operator) = (|| signed(ADMIN), || signed(OPERATOR));
	let register = |name, uri| Call::register_institution {
		profile: profile_of(name, uri),
		admin: FRESH,
		allowance: 1,
	};
	let set_home_page = |uri| Call::set_home_page { uri: profile_of(1, uri).uri };
	let renamed = |name| rename(HOLDER, profile_of(name, 0).name);
	let define = |uri| Call::register_type { definition: definition_of(uri) };
	let offer = |types| Call::offer_accreditation {
		holder: HOLDER,
		parent: Some(AccreditationId(4)),
		terms: offered(types),
	};
	let narrow = |types| {
		let types: Vec<_> = (1..=types).map(TypeId).collect();
		let terms = Terms { valid_until: START + DAY, ..terms(scope(&types), true, 0) };
		Call::narrow_accreditation { accreditation, terms }
	};
	let many = |count: u32| Call::anchor_many {
		accreditation,
		type_id,
		anchors: anchors(1_000, 1)[..count as usize].to_vec().try_into().unwrap(),
	};
	let change = |changes| Call::change_statuses { root, changes };
	let argument = |name, least, most, by, grows| Argument { name, least, most, by, grows };
	use Grows::{Bytes, List, State};
	vec![
		argument("name", register(1, 0), register(MAX_NAME, 0), council(), Bytes),
		argument("uri", register(1, 0), register(1, MAX_URI), council(), Bytes),
		argument("uri", set_home_page(0), set_home_page(MAX_URI), admin(), Bytes),
		argument("name", renamed(1), renamed(MAX_NAME), council(), Bytes),
		argument("uri", define(1), define(MAX_URI), operator(), Bytes),
		argument("scope", offer(1), offer(MAX_SCOPE), signed(204), Bytes),
		argument("scope", narrow(1), narrow(MAX_SCOPE), signed(204), Bytes),
		argument("batches", many(1), many(MAX_ANCHORS), operator(), State),
		argument("roots", list_batches(1), list_batches(MAX_ANCHORS), operator(), State),
		argument("changes", change(in_one_chunk(1)), change(in_one_chunk(256)), operator(), List),
		argument(
			"chunks",
			change(in_chunks(1)),
			change(in_chunks(MAX_STATUS_CHANGES)),
			operator(),
			State,
		),
		argument(
			"successors",
			change(in_chunks(MAX_STATUS_CHANGES)),
			change(costliest_changes()),
			operator(),
			State,
		),
	]
}

/// The calls whose arguments have a fixed size.
const FIXED: [&str; 30] = [
	"accept_accreditation",
	"add_document_key",
	"anchor",
	"appoint_custodian",
	"attest_again",
	"close_institution",
	"declare_compromised",
	"decline_accreditation",
	"dismiss_custodian",
	"hand_over",
	"lift_compromise",
	"lift_void",
	"reinstate_accreditation",
	"reinstate_document_key",
	"reinstate_institution",
	"reinstate_type",
	"relinquish_accreditation",
	"remove_operator",
	"renew_accreditation",
	"replace_admin",
	"resign",
	"retire_document_key",
	"retire_type",
	"revoke_batch",
	"set_allowance",
	"set_dual_authorization",
	"set_operator",
	"suspend_accreditation",
	"suspend_institution",
	"withdraw_accreditation",
];

fn run(call: &Call, by: &RuntimeOrigin) -> Measured {
	measured(&mut world(|| ()), || dispatch(call.clone(), by.clone()))
}

#[test]
fn no_argument_is_ignored() {
	for Argument { name, least, most, by, grows } in arguments() {
		let what = format!("{name} of {}", least.get_call_name());
		let (few, many) = (run(&least, &by), run(&most, &by));
		let (reads, writes) =
			(many.reads.saturating_sub(few.reads), many.writes.saturating_sub(few.writes));
		let (few, many) = (|| declared(&least), || declared(&most));
		let before = declared_accesses(few);
		let after = declared_accesses(many);
		assert!(after.0 - before.0 >= reads, "{what}: {reads} more reads");
		assert!(after.1 - before.1 >= writes, "{what}: {writes} more writes");
		match grows {
			Grows::State => assert!(reads + writes > 0, "{what} touches no more of the state"),
			Grows::Bytes | Grows::List => {
				assert_eq!((reads, writes), (0, 0), "{what} touches more of the state");
			},
		}
		match grows {
			Grows::State | Grows::List => {
				assert!(many().ref_time() > few().ref_time(), "{what} weighs nothing");
			},
			Grows::Bytes => assert_eq!(many(), few(), "{what}"),
		}
	}
}

#[test]
fn every_call_is_looked_at() {
	let mut listed: Vec<_> = arguments().iter().map(|it| it.least.get_call_name()).collect();
	listed.extend(FIXED);
	// `custody.rs` looks at the lists of these.
	listed.extend(["change_statuses_for", "reissue"]);
	listed.sort_unstable();
	listed.dedup();
	let mut names = Call::get_call_names().to_vec();
	names.sort_unstable();
	assert_eq!(listed, names);
}

#[test]
fn lists_weigh_as_much_more_for_each_item() {
	let steps = |weigh: &dyn Fn(u32) -> u64, most: u32| {
		let step = |n| weigh(n + 1) - weigh(n);
		assert!(step(1) > 0);
		assert!((1..most).all(|n| step(n) == step(1)));
	};
	steps(&|n| Declared::anchor_many(n, MAX_PATH).ref_time(), MAX_ANCHORS);
	steps(&|n| Declared::list_batches(n).ref_time(), MAX_ANCHORS);
	steps(&|n| Declared::change_statuses(n).ref_time(), MAX_STATUS_CHANGES);
	steps(&|n| Declared::change_chunks(n).ref_time(), MAX_STATUS_CHANGES);
	steps(&|n| Declared::change_successors(n).ref_time(), MAX_STATUS_CHANGES);
}

#[test]
fn calls_are_weighed_by_the_length_of_their_lists() {
	let (accreditation, type_id) = (GRANT, TypeId(1));
	for n in [0, 1, 7, MAX_ANCHORS] {
		let anchors = anchors(0, 1)[..n as usize].to_vec().try_into().unwrap();
		let call = Call::anchor_many { accreditation, type_id, anchors };
		let of_one = Declared::anchor_many(n, MAX_PATH);
		assert_eq!(declared(&call), crate::weight_of::logged_each::<Test>(of_one, n));
		let of_list = Declared::list_batches(n);
		assert_eq!(declared(&list_batches(n)), crate::weight_of::logged::<Test>(of_list, 1));
	}
	for n in [1, 7, MAX_STATUS_CHANGES] {
		let call = Call::change_statuses { root: root(1), changes: in_one_chunk(n) };
		let logged = crate::weight_of::logged::<Test>(Declared::change_statuses(n), 1);
		assert_eq!(declared(&call), logged);
	}
}

/// Checks a target of the design: revocations in one chunk read and write that chunk once.
#[test]
fn revoking_a_chunk_weighs_less_than_twice_revoking_one() {
	let weight = |n| Declared::change_statuses(n).ref_time();
	assert!(weight(MAX_STATUS_CHANGES) < 2 * weight(1));
}

#[test]
fn anchoring_refunds_the_difference_to_a_short_path() {
	let spent = |grant, holder: AccountId| {
		let call = Call::anchor {
			accreditation: AccreditationId(grant),
			type_id: TypeId(1),
			anchor: anchors(2_000, 1)[0],
		};
		let weight = declared(&call);
		let call = RuntimeCall::from(call);
		let post = sp_runtime::traits::Dispatchable::dispatch(call, signed(holder)).unwrap();
		(weight, post.actual_weight.unwrap())
	};
	world(|| ()).execute_with(|| {
		let (declared, longest) = spent(5, OPERATOR);
		assert_eq!(longest, declared);
		let mut last = longest;
		for grants in (1..MAX_PATH).rev() {
			let (declared, actual) = spent(grants, 200 + u64::from(grants));
			assert!(actual.ref_time() < last.ref_time(), "{grants} grants");
			let saved = DbWeight::get().reads(u64::from(MAX_PATH - grants)).ref_time();
			assert!(declared.ref_time() - actual.ref_time() >= saved, "{grants} grants");
			last = actual;
		}
	});
}
