// SPDX-License-Identifier: Apache-2.0

//! Tests of files that carry credentials.
//!
//! * `made`: makes files of each kind.
//! * `png`, `svg`, `pdf`, `zip`, `presentation`: each kind, good and hostile.
//! * `mutated`: each kind, changed at random.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod made;
mod mutated;
mod pdf;
mod png;
mod presentation;
mod svg;
mod zip;

/// A credential with what is hard to write in some of the files.
const CREDENTIAL: &str =
	"{\"type\":[\"VerifiableCredential\"],\"name\":\"Ana ]]> Šolová & <b> 水 🎓 \\\" \\u0007\"}";
/// A token.
const TOKEN: &str = "eyJhbGciOiJFZERTQSJ9.eyJ0eXBlIjoiVmVyaWZpYWJsZUNyZWRlbnRpYWwifQ.c2lnbmF0dXJl";
