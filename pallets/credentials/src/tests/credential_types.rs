// SPDX-License-Identifier: Apache-2.0

//! Tests of credential types: registration, retirement, reinstatement.

use super::*;
use crate::{Actor, CredentialTypes, NextTypeId};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	limits::MAX_VALIDITY, CredentialType, TypeDefinition, TypeId, TypeKind, TypeState,
};

const NEXT: TypeId = TypeId(3);

fn register(definition: TypeDefinition) -> Call {
	Call::register_type { definition }
}

fn with_uri(uri: &[u8]) -> TypeDefinition {
	TypeDefinition { uri: uri.to_vec().try_into().unwrap(), ..definition() }
}

#[test]
fn register_type_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(dispatch(register(definition()), signed(AGENCY_ACCREDITER)));
		let record = CredentialType {
			owner: Some(AGENCY),
			definition: definition(),
			state: TypeState::Active,
			registered_at: START,
		};
		assert_eq!(Credentials::credential_type(NEXT), Ok(Some(record)));
		let event = Event::TypeRegistered {
			type_id: NEXT,
			owner: Some(AGENCY),
			definition: definition(),
			by: Actor::Account(AGENCY_ACCREDITER),
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn register_type_works_for_the_council() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(dispatch(register(definition()), council()));
		assert_eq!(Credentials::credential_type(NEXT).unwrap().unwrap().owner, None);
		let event = Event::TypeRegistered {
			type_id: NEXT,
			owner: None,
			definition: definition(),
			by: Actor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn register_type_works_with_the_least_and_the_most() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let least =
			TypeDefinition { kind: TypeKind::Badge, level: None, workload: None, ..with_uri(b"u") };
		let most = TypeDefinition {
			kind: TypeKind::Certificate,
			level: Some(8),
			workload: Some(u32::MAX),
			default_validity: Some(MAX_VALIDITY),
			..with_uri(&[b'u'; 256])
		};
		for definition in [least, TypeDefinition { level: Some(1), ..definition() }, most] {
			assert_ok!(dispatch(register(definition), signed(REGISTRAR)));
		}
	});
}

#[test]
fn register_type_fails_if_malformed() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let level = |level| TypeDefinition { level: Some(level), ..definition() };
		let lasts = |validity| TypeDefinition { default_validity: Some(validity), ..definition() };
		let no_kind = TypeDefinition { kind: TypeKind::Unstated, ..definition() };
		let no_hash = TypeDefinition { content_hash: [0; 32], ..definition() };
		let malformed = [
			(no_kind, Error::<Test>::KindUnstated),
			(no_hash, Error::<Test>::ContentHashUnstated),
			(with_uri(b""), Error::<Test>::UriEmpty),
			(with_uri("https://exämple.org".as_bytes()), Error::<Test>::UriNotAscii),
			(with_uri(b"https://example.org/a b"), Error::<Test>::UriUnprintable),
			(with_uri(b"\0"), Error::<Test>::UriUnprintable),
			(level(0), Error::<Test>::LevelUnknown),
			(level(9), Error::<Test>::LevelUnknown),
			(lasts(0), Error::<Test>::ValidityOutOfRange),
			(lasts(MAX_VALIDITY + 1), Error::<Test>::ValidityOutOfRange),
		];
		for (definition, error) in malformed {
			assert_noop!(dispatch(register(definition), signed(REGISTRAR)), error);
		}
	});
}

#[test]
fn register_type_fails_if_numbers_used_up() {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		NextTypeId::<Test>::put(u32::MAX);
		let call = register(definition());
		assert_noop!(dispatch(call, signed(REGISTRAR)), Error::<Test>::IdsExhausted);
	});
}

#[test]
fn retire_type_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		set_time(START + DAY);
		assert_ok!(dispatch(Call::retire_type { type_id: COURSE }, signed(UNIVERSITY_ADMIN)));
		let state = TypeState::Retired { at: START + DAY };
		assert_eq!(CredentialTypes::<Test>::get(COURSE).unwrap().state, state);
		let event = Event::TypeRetired {
			type_id: COURSE,
			by: Actor::Account(UNIVERSITY_ADMIN),
			owner: Some(UNIVERSITY),
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn retire_type_works_for_the_council_on_any() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(dispatch(Call::retire_type { type_id: COURSE }, council()));
		assert_eq!(
			last_event(),
			Event::TypeRetired { type_id: COURSE, by: Actor::Council, owner: Some(UNIVERSITY) }
		);
	});
}

#[test]
fn retire_type_stops_anchoring_and_leaves_what_was_anchored() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		assert_ok!(Credentials::retire_type(signed(UNIVERSITY_ADMIN), COURSE));
		let call =
			Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor: anchor(2, 1) };
		assert_noop!(dispatch(call, signed(REGISTRAR)), Error::<Test>::TypeRetired);
		assert!(Credentials::batch(UNIVERSITY, root(1)).unwrap().is_some());
		let suspend = changes(&[(0, StatusChange::Suspend)]);
		assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root(1), suspend));
	});
}

#[test]
fn retire_type_fails_if_not_found() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for type_id in [TypeId(0), NEXT, TypeId(u32::MAX)] {
			let call = Call::retire_type { type_id };
			assert_noop!(dispatch(call, council()), Error::<Test>::TypeNotFound);
		}
	});
}

#[test]
fn retire_type_fails_if_not_owner() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = Call::retire_type { type_id: COURSE };
		assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::NotTypeOwner);
		assert_ok!(Credentials::register_type(council(), definition()));
		let call = Call::retire_type { type_id: NEXT };
		assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::NotTypeOwner);
	});
}

#[test]
fn retire_type_fails_if_retired() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::retire_type(signed(UNIVERSITY_ADMIN), COURSE));
		let call = || Call::retire_type { type_id: COURSE };
		assert_noop!(dispatch(call(), signed(UNIVERSITY_ADMIN)), Error::<Test>::TypeRetired);
	});
}

fn reinstate(type_id: TypeId) -> Call {
	Call::reinstate_type { type_id }
}

#[test]
fn reinstate_type_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::retire_type(signed(UNIVERSITY_ADMIN), COURSE));
		let before = CredentialTypes::<Test>::get(COURSE).unwrap();
		assert_ok!(dispatch(reinstate(COURSE), council()));
		let record = CredentialType { state: TypeState::Active, ..before };
		assert_eq!(CredentialTypes::<Test>::get(COURSE), Some(record));
		assert_eq!(
			last_event(),
			Event::TypeReinstated { type_id: COURSE, owner: Some(UNIVERSITY) }
		);
	});
}

#[test]
fn reinstate_type_lets_go_on_what_held_before() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let issue = |n| {
			let accreditation = UNIVERSITY_GRANT;
			let call = Call::anchor { accreditation, type_id: COURSE, anchor: anchor(n, 1) };
			dispatch(call, signed(REGISTRAR))
		};
		let before = Credentials::batch(UNIVERSITY, root(1));
		assert_ok!(Credentials::retire_type(signed(UNIVERSITY_ADMIN), COURSE));
		set_time(START + DAY);
		assert_noop!(issue(2), Error::<Test>::TypeRetired);
		assert_ok!(dispatch(reinstate(COURSE), council()));
		assert_ok!(issue(2));
		assert_eq!(Credentials::batch(UNIVERSITY, root(1)), before);
		// Its owner may retire it again.
		assert_ok!(Credentials::retire_type(signed(UNIVERSITY_ADMIN), COURSE));
		assert_noop!(issue(3), Error::<Test>::TypeRetired);
	});
}

#[test]
fn reinstate_type_fails_if_not_found() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for type_id in [TypeId(0), NEXT, TypeId(u32::MAX)] {
			assert_noop!(dispatch(reinstate(type_id), council()), Error::<Test>::TypeNotFound);
		}
	});
}
