// SPDX-License-Identifier: Apache-2.0

//! The call that is signed is the one of the runtime.

use crate::{anchoring::CALL, Anchoring, Validity};
use testamur_primitives::{AccreditationId, Root, TypeId};

#[test]
fn the_call_is_that_of_the_runtime() {
	let calls = include_str!("../../../../runtime/tests/golden/runtime.txt");
	let [pallet, call] = CALL;
	let line = format!(
		"call {pallet}.{call} anchor(accreditation: AccreditationId, type_id: TypeId, anchor: Anchor)\n"
	);
	assert!(calls.contains(&line), "the runtime has no {line}");
}

#[test]
fn a_call_has_its_arguments_in_their_order() {
	let (accreditation, type_id) = (AccreditationId(3), TypeId(7));
	let root = Root([9; 32]);
	let never =
		Anchoring { accreditation, type_id, root, size: 5, validity: Validity::Never }.encoded();
	let expected = [&CALL[..], &[3, 0, 0, 0], &[7, 0, 0, 0], &[9; 32], &[5, 0, 0, 0], &[2]];
	assert_eq!(never, expected.concat());
	let until = Anchoring { accreditation, type_id, root, size: 5, validity: Validity::Until(1) };
	assert_eq!(until.encoded()[never.len() - 1..], [3, 1, 0, 0, 0, 0, 0, 0, 0]);
}
