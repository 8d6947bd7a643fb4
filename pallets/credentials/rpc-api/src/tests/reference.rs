// SPDX-License-Identifier: Apache-2.0

//! Tests of references, as a client writes them and a server reads them.

use super::samples::reference;
use crate::{
	params::Param,
	reference::{Reference, References},
	Error,
};
use serde_json::json;
use testamur_primitives::limits::MAX_REFERENCES;

#[test]
fn a_reference_is_written_as_it_is_read() {
	let read: Reference = serde_json::from_value(reference()).unwrap();
	assert_eq!(json!(read), reference());
}

#[test]
fn as_many_references_are_read_as_a_verification_may_have() {
	let Reference(one) = serde_json::from_value(reference()).unwrap();
	let param = |count: u32| Param::new(&References(vec![one.clone(); count as usize])).unwrap();
	let read = param(MAX_REFERENCES).read_references().unwrap();
	assert_eq!(read, vec![one.clone(); MAX_REFERENCES as usize]);
	let over = Error::OverLimit {
		field: "references".into(),
		requested: u64::from(MAX_REFERENCES) + 1,
		limit: MAX_REFERENCES,
	};
	assert_eq!(param(MAX_REFERENCES + 1).read_references(), Err(over));
}
