// SPDX-License-Identifier: Apache-2.0

//! Recovery phrases, whose keys are those that polkadot.js derives: `tests/unit/keystore.test.js` has it derive
//! the keys of the same file.

use super::{bytes, hex, SCHEMES};
use crate::{Fault, Phrase, PhraseFault, ENTROPY_BYTES};
use serde_json::Value;

const PHRASES: &str = include_str!("../../tests/data/phrases.json");
const WORDS: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

#[test]
fn keys_are_those_of_polkadot_js() {
	let phrases: Vec<Value> = serde_json::from_str(PHRASES).unwrap();
	assert!(phrases.len() >= 5);
	for entry in phrases {
		let phrase = Phrase::new(entry["phrase"].as_str().unwrap()).unwrap();
		for scheme in SCHEMES {
			let key = phrase.key(scheme).unwrap();
			assert_eq!(key.public(), bytes::<32>(&entry[scheme.word()]), "{entry}");
		}
	}
}

#[test]
fn a_new_phrase_has_twelve_words_that_lead_to_its_key() {
	let (one, other) = (Phrase::draw().unwrap(), Phrase::draw().unwrap());
	assert_ne!(one.words(), other.words());
	assert_eq!(one.words().split(' ').count(), 12);
	let again = Phrase::new(&one.words()).unwrap();
	for scheme in SCHEMES {
		assert_eq!(again.key(scheme).unwrap().public(), one.key(scheme).unwrap().public());
	}
}

#[test]
fn a_phrase_is_made_of_bytes_that_somebody_drew() {
	let mut entropy = [0; ENTROPY_BYTES];
	let refused = |entropy: &[u8; ENTROPY_BYTES]| Phrase::from_entropy(entropy).unwrap_err();
	assert_eq!(refused(&entropy), Fault::NotRandom);
	assert_eq!(refused(&[0xff; ENTROPY_BYTES]), Fault::NotRandom);
	// A test vector of BIP-39 has sixteen bytes of 0x80, so another last byte gives another last word.
	entropy = [0x80; ENTROPY_BYTES];
	entropy[ENTROPY_BYTES - 1] = 0x81;
	let words = Phrase::from_entropy(&entropy).unwrap().words();
	let vector = "letter advice cage absurd amount doctor acoustic avoid letter advice cage ";
	assert!(words.starts_with(vector), "{}", *words);
	assert_eq!(*Phrase::new(&words).unwrap().words(), *words);
}

#[test]
fn a_phrase_is_taken_as_people_write_it_down() {
	let phrase = Phrase::new(WORDS).unwrap();
	let written = format!("  {}\r\n", WORDS.replace(' ', " \t ").to_uppercase());
	assert_eq!(*Phrase::new(&written).unwrap().words(), *phrase.words());
	let read = Phrase::from_reader(format!("{WORDS}\n").as_bytes()).unwrap();
	assert_eq!(*read.words(), WORDS);
	let seed = phrase.key(SCHEMES[1]).unwrap().ed25519_seed().unwrap();
	assert!(hex(&*seed).starts_with("0xfac7959dbfe72f052e5a0c3c8d6530f2"));
}

#[test]
fn what_is_no_phrase_is_told_without_repeating_it() {
	let fault = |text: &str| Phrase::new(text).unwrap_err();
	assert_eq!(fault(""), PhraseFault::Count(0));
	assert_eq!(fault("bottom drive"), PhraseFault::Count(2));
	let unknown = fault(&WORDS.replace("lake", "laek"));
	assert_eq!(unknown, PhraseFault::UnknownWord(4));
	assert!(!unknown.to_string().contains("laek"));
	assert_eq!(fault(&WORDS.replace("lake", "walk")), PhraseFault::Checksum);
	assert_eq!(fault(&WORDS.replace("bottom drive", "drive bottom")), PhraseFault::Checksum);
	let read = |bytes: &[u8]| Phrase::from_reader(bytes).unwrap_err();
	assert_eq!(read(&[0xff]), PhraseFault::NotALine);
	assert_eq!(read(&[b'a'; 5_000]), PhraseFault::NotALine);
	assert_eq!(format!("{:?}", Phrase::new(WORDS).unwrap()), "Phrase(..)");
}
