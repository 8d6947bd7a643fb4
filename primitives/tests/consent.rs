// SPDX-License-Identifier: Apache-2.0

//! The text of a consent. Wallets and the JavaScript client write the same.

use testamur_primitives::{ConsentText, InstitutionId, Post};

fn consent() -> ConsentText {
	ConsentText {
		genesis: [0xab; 32],
		institution: InstitutionId(7),
		post: Post::Operator,
		nonce: 3,
		until: 1_798_761_600_000,
	}
}

#[test]
fn a_consent_reads_like_this() {
	let expected = "I agree to become an operator of institution 7 on the Testamur chain with \
	                genesis block \
	                0xabababababababababababababababababababababababababababababababab. This \
	                consent is for nonce 3 and ends at 1798761600000 (Unix milliseconds).";
	assert_eq!(consent().to_string(), expected);
	let admin = ConsentText { post: Post::Admin, ..consent() }.to_string();
	assert_eq!(admin, expected.replace("an operator", "the admin"));
}

#[test]
fn every_part_is_in_the_text() {
	let others = [
		ConsentText { genesis: [0xac; 32], ..consent() },
		ConsentText { institution: InstitutionId(70), ..consent() },
		ConsentText { post: Post::Admin, ..consent() },
		ConsentText { nonce: 4, ..consent() },
		ConsentText { until: 1_798_761_600_001, ..consent() },
	];
	for other in others {
		assert_ne!(other.to_string(), consent().to_string());
	}
}

#[test]
fn a_wallet_can_show_the_text() {
	let longest = ConsentText {
		institution: InstitutionId(u32::MAX),
		nonce: u64::MAX,
		until: u64::MAX,
		..consent()
	};
	for text in [consent().to_string(), longest.to_string()] {
		assert!(text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{text}");
	}
	// Wallets sign a transaction of more than 256 bytes by its hash; the text is shorter, so that
	// there is no doubt about what is signed. `<Bytes></Bytes>` are 15 bytes.
	let long = ConsentText { institution: InstitutionId(u32::MAX), ..consent() };
	let length = long.to_string().len() + 15;
	assert!(length <= 256, "{length} bytes");
}
