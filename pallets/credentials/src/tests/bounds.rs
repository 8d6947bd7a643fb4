// SPDX-License-Identifier: Apache-2.0

//! Tests that every bounded argument works at its bound, and that one more cannot be decoded.

use super::*;
use codec::{Decode, Encode};
use frame_support::assert_ok;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_INCLUSION_PATH, MAX_NAME, MAX_SCOPE, MAX_STATUS_CHANGES, MAX_URI},
	records::{Anchor, Validity},
	reference::InclusionPath,
	Profile, Root, Scope, TypeDefinition, TypeId,
};

/// Decodes a call as a client would encode it, from its index and the encodings of its arguments.
fn decode(index: u8, arguments: &[Vec<u8>]) -> Result<Call, codec::Error> {
	Call::decode(&mut &[&[index], arguments.concat().as_slice()].concat()[..])
}

fn many<Item: Clone>(item: Item, count: u32) -> Vec<Item> {
	vec![item; count as usize]
}

fn roots(count: u32) -> Vec<Root> {
	(1..=count).map(|n| Root(sp_io::hashing::sha2_256(&n.encode()))).collect()
}

#[test]
fn a_name_of_the_greatest_length_works_and_no_longer_one_decodes() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let rename = |length| {
			let name = many(b'n', length).encode();
			decode(25, &[UNIVERSITY.encode(), name, b"NL".encode()])
		};
		assert_ok!(dispatch(rename(MAX_NAME).unwrap(), council()));
		assert_eq!(institution(UNIVERSITY).profile.name.len(), MAX_NAME as usize);
		assert!(rename(MAX_NAME + 1).is_err());
	});
}

#[test]
fn a_uri_of_the_greatest_length_works_and_no_longer_one_decodes() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let home_page_of = |length| decode(1, &[many(b'u', length).encode()]);
		assert_ok!(dispatch(home_page_of(MAX_URI).unwrap(), signed(UNIVERSITY_ADMIN)));
		assert!(home_page_of(MAX_URI + 1).is_err());

		let type_of = |length| {
			let TypeDefinition { kind, content_hash, level, workload, default_validity, .. } =
				definition();
			let rest = (level, workload, default_validity).encode();
			decode(8, &[kind.encode(), content_hash.encode(), many(b'u', length).encode(), rest])
		};
		assert_ok!(dispatch(type_of(MAX_URI).unwrap(), signed(REGISTRAR)));
		assert!(type_of(MAX_URI + 1).is_err());
	});
}

#[test]
fn a_scope_of_the_greatest_length_works_and_no_longer_one_decodes() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for _ in 2..=MAX_SCOPE {
			assert_ok!(Credentials::register_type(council(), definition()));
		}
		let offer = |length: u32| {
			let types: Vec<_> = (1..=length).map(TypeId).collect();
			let terms = terms(Scope::Any, true, 0);
			let rest = (terms.rights, terms.valid_from, terms.valid_until).encode();
			let scope = (0u8, types).encode();
			decode(10, &[COLLEGE.encode(), vec![0], scope, rest])
		};
		assert_ok!(dispatch(offer(MAX_SCOPE).unwrap(), council()));
		assert!(offer(MAX_SCOPE + 1).is_err());
	});
}

#[test]
fn as_many_anchors_as_may_be_work_and_no_more_decode() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let anchor_many = |count| {
			let anchors: Vec<_> = roots(count)
				.into_iter()
				.map(|root| Anchor { root, size: u32::MAX, validity: Validity::Until(u64::MAX) })
				.collect();
			decode(19, &[UNIVERSITY_GRANT.encode(), COURSE.encode(), anchors.encode()])
		};
		assert_ok!(dispatch(anchor_many(MAX_ANCHORS).unwrap(), signed(REGISTRAR)));
		assert_eq!(crate::Batches::<Test>::iter().count(), MAX_ANCHORS as usize);
		assert!(anchor_many(MAX_ANCHORS + 1).is_err());
	});
}

#[test]
fn as_many_changes_as_may_be_work_and_no_more_decode() {
	ExtBuilder::default()
		.with_batches(&[anchor(1, u32::MAX), anchor(2, 1)])
		.build_and_execute(|| {
			let change_statuses = |count: u32| {
				let change = StatusChange::Supersede(credential(2, 0).into());
				let list: Vec<_> = (0..count)
					.map(|n| StatusChangeAt { index: Some(u32::MAX - 1 - n * 256), change })
					.collect();
				decode(20, &[root(1).encode(), list.encode()])
			};
			let most = change_statuses(MAX_STATUS_CHANGES).unwrap();
			assert_ok!(dispatch(most, signed(UNIVERSITY_ADMIN)));
			assert_eq!(crate::Statuses::<Test>::iter().count(), MAX_STATUS_CHANGES as usize);
			assert!(change_statuses(MAX_STATUS_CHANGES + 1).is_err());
		});
}

#[test]
fn as_many_listed_batches_as_may_be_work_and_no_more_decode() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let one = |root| Anchor { root, size: 1, validity: Validity::Never };
		let anchors: Vec<_> = roots(MAX_ANCHORS).into_iter().map(one).collect();
		let anchors = anchors.try_into().unwrap();
		let by = || signed(REGISTRAR);
		assert_ok!(Credentials::anchor_many(by(), UNIVERSITY_GRANT, COURSE, anchors));
		let list_batches = |count, start: u32| {
			decode(33, &[vec![7; 16], Some(start).encode(), roots(count).encode()])
		};
		assert_ok!(dispatch(list_batches(MAX_ANCHORS, 0).unwrap(), by()));
		assert_eq!(crate::ListParts::<Test>::iter().count(), MAX_ANCHORS as usize);
		assert!(list_batches(MAX_ANCHORS + 1, MAX_ANCHORS).is_err());
	});
}

#[test]
fn no_longer_inclusion_path_than_of_the_greatest_tree_decodes() {
	let path = |length| InclusionPath::decode(&mut &roots(length).encode()[..]);
	assert!(path(MAX_INCLUSION_PATH).is_ok());
	assert!(path(MAX_INCLUSION_PATH + 1).is_err());
}

#[test]
fn a_length_without_content_does_not_decode() {
	let claims_u32_max = vec![0x03, 0xff, 0xff, 0xff, 0xff];
	assert!(
		decode(19, &[UNIVERSITY_GRANT.encode(), COURSE.encode(), claims_u32_max.clone()]).is_err()
	);
	assert!(decode(20, &[root(1).encode(), claims_u32_max.clone()]).is_err());
	assert!(decode(33, &[vec![7; 16], vec![0], claims_u32_max.clone()]).is_err());
	assert!(Profile::decode(&mut &claims_u32_max[..]).is_err());
}

#[test]
fn unknown_calls_and_codes_do_not_decode() {
	assert!(decode(22, &[]).is_err());
	let no_successor = || vec![0];
	let unknown_reason = vec![6];
	assert!(decode(21, &[root(1).encode(), unknown_reason, no_successor()]).is_err());
	let known_reason = vec![5];
	assert!(decode(21, &[root(1).encode(), known_reason, no_successor()]).is_ok());
	// A list of one change, of the credential at place 0.
	let one = || [vec![4, 1], 0u32.encode()].concat();
	let (known_change, unknown_change) = (vec![6], vec![7]);
	assert!(decode(20, &[root(1).encode(), one(), known_change]).is_ok());
	assert!(decode(20, &[root(1).encode(), one(), unknown_change]).is_err());
}
