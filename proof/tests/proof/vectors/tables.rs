// SPDX-License-Identifier: Apache-2.0

//! Tables of known sets that are refused.

use super::{rows, sets::recovered};
use serde_json::{json, Value};

/// Returns the vector of a table of five sets, the last of them forced, of which members were changed.
fn case(name: &str, changes: &[(usize, &str, Value)]) -> Value {
	let mut rows = rows(&recovered());
	for (place, member, value) in changes {
		rows[*place][*member] = value.clone();
	}
	json!({ "name": name, "rows": rows, "refusal": "malformed" })
}

/// Returns the vectors.
pub(super) fn cases() -> Vec<Value> {
	let before = |place: usize| rows(&recovered())[place - 1]["until"].clone();
	let null = Value::Null;
	let mut none = case("no row", &[]);
	none["rows"] = json!([]);
	vec![
		none,
		case("a set left out", &[(1, "set", json!(2))]),
		case("a block left out", &[(1, "first", json!(22))]),
		case("a block twice", &[(1, "first", json!(20))]),
		case("a former set without its last block", &[(1, "last", null.clone())]),
		case("a former set without its end", &[(1, "until", null.clone())]),
		case("an end of the present set alone", &[(4, "until", json!(u64::MAX >> 11))]),
		case("a last block of the present set alone", &[(4, "last", json!(90))]),
		case("an end before that of the set before", &[(1, "until", json!(1))]),
		case("an end with that of the set before", &[(1, "until", before(1))]),
		case(
			"a last block long before the first",
			&[(4, "last", json!(10)), (4, "until", before(4))],
		),
		case(
			"a later end of a set without a block",
			&[(4, "last", json!(65)), (4, "until", json!(u64::MAX >> 11))],
		),
		case("a first set that began later", &[(0, "first", json!(2))]),
		case("a first set without a first block", &[(0, "first", json!(0))]),
		case("a first set that was forced", &[(0, "forcedIn", json!(1))]),
		case("a set that was forced before its first block", &[(4, "forcedIn", json!(65))]),
		case(
			"a hand-off of a set without a block",
			&[
				(3, "last", json!(60)),
				(3, "until", before(3)),
				(4, "first", json!(61)),
				(4, "forcedIn", null),
			],
		),
	]
}
