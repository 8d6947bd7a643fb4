// SPDX-License-Identifier: Apache-2.0

//! Which row of a list belongs to a document.

use super::{ana, changed};
use crate::{Mismatch, Recipient, Register, EMAIL};
use testamur_certificate::Credential;

const HEADER: &str = "learner,file,name,email,number,learner_id,grade\n";

fn register(rows: &str) -> Register {
	let columns = Register::columns(EMAIL).unwrap();
	Register::read(format!("{HEADER}{rows}").as_bytes(), &columns, EMAIL).unwrap()
}

fn recipient(rows: &str, credential: &Credential) -> Result<Recipient, Mismatch> {
	register(rows).recipient("1.json", credential)
}

#[test]
fn a_row_that_the_document_confirms_is_that_of_its_learner() {
	let rows = "1,1.json,Ana Šolová,ana@example.org,00731,did:example:ana,A\n2,2.json,Bo,bo@example.org,00732,,B\n";
	let found = recipient(rows, &ana()).unwrap();
	assert_eq!(found.email.as_deref(), Some("ana@example.org"));
	assert_eq!(found.name.as_deref(), Some("Ana Šolová"));
	assert_eq!(
		register(rows).recipient("2.json", &ana()),
		Err(Mismatch::Other { column: "name", line: 3 })
	);
	assert_eq!(
		register(rows).recipient("3.json", &ana()),
		Err(Mismatch::NoRow("3.json".to_owned()))
	);
}

#[test]
fn everything_that_both_state_must_be_the_same() {
	for (row, column) in [
		("1,1.json,Ana Solova,ana@example.org,00731,,A\n", "name"),
		("1,1.json,Ana Šolová,anna@example.org,00731,,A\n", "email"),
		("1,1.json,Ana Šolová,ana@example.org,00732,,A\n", "number"),
		("1,1.json,Ana Šolová,ana@example.org,00731,did:example:bo,A\n", "learner_id"),
	] {
		assert_eq!(recipient(row, &ana()), Err(Mismatch::Other { column, line: 2 }), "{row}");
	}
}

#[test]
fn a_hash_confirms_and_a_missing_cell_does_not() {
	// The number is hashed in the document.
	let found = recipient("1,1.json,,,00731,,A\n", &ana()).unwrap();
	assert_eq!(found, Recipient::default());
	assert_eq!(recipient("1,1.json,,,,,A\n", &ana()), Err(Mismatch::Unconfirmed { line: 2 }));
	let nameless = changed("\"identityType\":\"name\"", "\"identityType\":\"sourcedId\"");
	let nameless = recipient("1,1.json,Ana,,,,A\n", &nameless);
	assert_eq!(nameless, Err(Mismatch::Unconfirmed { line: 2 }));
}

#[test]
fn another_column_can_have_the_addresses() {
	let columns = Register::columns("private").unwrap();
	let list = "file,name,email,private\n1.json,Ana Šolová,ana@example.org,sol@example.net\n";
	let register = Register::read(list.as_bytes(), &columns, "private").unwrap();
	let found = register.recipient("1.json", &ana()).unwrap();
	assert_eq!(found.email.as_deref(), Some("sol@example.net"));
	assert!(Register::columns("=1").is_err());
}

#[test]
fn the_index_of_a_cohort_without_identifiers_is_taken() {
	let columns = Register::columns(EMAIL).unwrap();
	let list = "learner,file,name\n1,1.json,Ana Šolová\n";
	let register = Register::read(list.as_bytes(), &columns, EMAIL).unwrap();
	assert_eq!(register.recipient("1.json", &ana()).unwrap().email, None);
}

#[test]
fn a_list_in_which_a_file_stands_twice_is_refused() {
	let columns = Register::columns(EMAIL).unwrap();
	for list in ["file,name\n1.json,Ana\n1.json,Bo\n", "name\nAna\n", "file,name\n,Ana\n"] {
		assert!(Register::read(list.as_bytes(), &columns, EMAIL).is_err(), "{list}");
	}
}
