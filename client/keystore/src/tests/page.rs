// SPDX-License-Identifier: Apache-2.0

//! The page on keystores, which names every fault.

use crate::{
	address::AddressFault, limits::MAX_BYTES, Fault, PasswordFault, PhraseFault, MAX_NAME,
	MAX_PASSWORD, MIN_PASSWORD,
};
use testamur_document::Fault as Json;

const PAGE: &str = include_str!("../../../../docs/keystore.md");

#[test]
fn the_page_has_the_sentence_of_every_fault() {
	let (stated, held) = ("ADDRESS".to_owned(), "ADDRESS".to_owned());
	let faults = [
		Fault::TooLarge,
		Fault::NotJson(Json::NotJson),
		Fault::DuplicateMember,
		Fault::NotKeystore,
		Fault::Batch,
		Fault::Hardware,
		Fault::WatchOnly,
		Fault::NotEncrypted,
		Fault::OlderVersion("2"),
		Fault::UnknownVersion,
		Fault::OtherScheme("ethereum"),
		Fault::UnknownScheme,
		Fault::UnknownEncryption,
		Fault::NotBase64,
		Fault::Length,
		Fault::Cost { n: 1 << 20, r: 8, p: 1 },
		Fault::Address(AddressFault::Checksum),
		Fault::WrongPassword,
		Fault::NotKey,
		Fault::OtherAccount { stated, held },
		Fault::ShortPassword,
		Fault::Name,
		Fault::NotRandom,
	];
	let of_passwords = [
		PasswordFault::Empty,
		PasswordFault::TooLong,
		PasswordFault::NotUtf8,
		PasswordFault::SeveralLines,
		PasswordFault::Different,
		PasswordFault::Unreadable("REASON".to_owned()),
	];
	let of_phrases = [
		PhraseFault::Count(11),
		PhraseFault::UnknownWord(4),
		PhraseFault::Checksum,
		PhraseFault::NotALine,
		PhraseFault::Unreadable("REASON".to_owned()),
	];
	let sentences = faults.iter().map(ToString::to_string);
	let sentences = sentences.chain(of_passwords.iter().map(ToString::to_string));
	for sentence in sentences.chain(of_phrases.iter().map(ToString::to_string)) {
		assert!(PAGE.contains(&format!("| {sentence} |")), "| {sentence} |");
	}
}

#[test]
fn the_page_states_the_limits() {
	for limit in [
		format!("at most {} KiB", MAX_BYTES / 1024),
		format!("at least {MIN_PASSWORD} characters"),
		format!("at most {MAX_PASSWORD} bytes"),
		format!("at most {MAX_NAME} bytes"),
	] {
		assert!(PAGE.contains(&limit), "{limit}");
	}
}
