// SPDX-License-Identifier: Apache-2.0

//! Tests of consents: whom an admin may enlist, and to whom it may hand over.

use super::*;
use crate::{AccountRecord, Accounts, Actor, Consent, Role};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::testing::TestSignature;
use testamur_primitives::{limits::MAX_CONSENT, ConsentText, Moment, Post};

const NEWCOMER: AccountId = 40;

/// The hash of the first block of every chain of the mock.
const GENESIS: [u8; 32] = [69; 32];

/// A consent of the newcomer to become an operator of the college, which tests spoil in one way.
struct Draft {
	signer: AccountId,
	text: ConsentText,
	/// The end that the consent states, if it is another than the one that was signed.
	stated: Option<Moment>,
}

fn draft() -> Draft {
	let text = ConsentText {
		genesis: GENESIS,
		institution: COLLEGE,
		post: Post::Operator,
		nonce: 0,
		until: START + DAY,
	};
	Draft { signer: NEWCOMER, text, stated: None }
}

impl Draft {
	fn to_become(post: Post) -> Self {
		Self { text: ConsentText { post, ..draft().text }, ..draft() }
	}

	fn until(until: Moment) -> Self {
		Self { text: ConsentText { until, ..draft().text }, ..draft() }
	}

	fn signed(&self) -> Consent<TestSignature> {
		self.signed_as(self.text.to_string())
	}

	fn signed_as(&self, text: String) -> Consent<TestSignature> {
		let signature = TestSignature(self.signer, text.into_bytes());
		Consent { until: self.stated.unwrap_or(self.text.until), signature }
	}
}

/// Returns a call by which the college adds the newcomer.
fn enlists(consent: Option<Consent<TestSignature>>) -> Call {
	Call::set_operator { operator: NEWCOMER, permissions: ALL, consent }
}

fn hands_over(admin: AccountId, consent: Consent<TestSignature>) -> Call {
	Call::hand_over { admin, consent }
}

/// Returns consents of which each differs in one thing from that of the newcomer to take this post
/// in the college.
fn not_meant(post: Post) -> Vec<Consent<TestSignature>> {
	let right = || Draft::to_become(post);
	let with = |change: fn(&mut ConsentText)| {
		let mut other = right();
		change(&mut other.text);
		other.signed()
	};
	vec![
		Draft { signer: STRANGER, ..right() }.signed(),
		Draft { signer: COLLEGE_ADMIN, ..right() }.signed(),
		Draft { stated: Some(START + DAY + 1), ..right() }.signed(),
		with(|text| text.genesis = [70; 32]),
		with(|text| text.institution = UNIVERSITY),
		with(|text| {
			text.post = match text.post {
				Post::Operator => Post::Admin,
				Post::Admin => Post::Operator,
			}
		}),
		with(|text| text.nonce = 1),
		right().signed_as(String::new()),
		right().signed_as("<Bytes></Bytes>".into()),
		right().signed_as(format!("{} ", right().text)),
		right().signed_as(format!("<Bytes>{}", right().text)),
		right().signed_as(format!("<Bytes><Bytes>{}</Bytes></Bytes>", right().text)),
	]
}

#[test]
fn the_pallet_asks_for_this_text() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let text = Credentials::consent_text(&NEWCOMER, COLLEGE, Post::Operator, START + DAY);
		assert_eq!(text, draft().text);
		System::inc_account_nonce(NEWCOMER);
		let text = Credentials::consent_text(&NEWCOMER, COLLEGE, Post::Admin, 7);
		let expected = ConsentText {
			genesis: GENESIS,
			institution: COLLEGE,
			post: Post::Admin,
			nonce: 1,
			until: 7,
		};
		assert_eq!(text, expected);
	});
}

#[test]
fn an_account_is_enlisted_with_its_consent_as_signed_by_a_wallet_or_not() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let plain = draft().signed();
		let wrapped = draft().signed_as(format!("<Bytes>{}</Bytes>", draft().text));
		for consent in [plain, wrapped] {
			frame_support::hypothetically!({
				assert_ok!(dispatch(enlists(Some(consent)), signed(COLLEGE_ADMIN)));
				let role = Role::Operator(ALL);
				let record = AccountRecord { institution: COLLEGE, role };
				assert_eq!(Accounts::<Test>::get(NEWCOMER), Some(record));
			});
		}
	});
}

#[test]
fn nobody_is_enlisted_without_a_consent() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = enlists(None);
		assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), Error::<Test>::ConsentMissing);
	});
}

#[test]
fn nobody_is_enlisted_by_what_it_did_not_sign() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for consent in not_meant(Post::Operator) {
			let call = enlists(Some(consent));
			assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), Error::<Test>::ConsentInvalid);
		}
	});
}

/// Checks that nobody else can use a consent: it names the institution, whose admin signs the call.
#[test]
fn a_consent_is_for_one_institution() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = enlists(Some(draft().signed()));
		let by_another = dispatch(call, signed(UNIVERSITY_ADMIN));
		assert_noop!(by_another, Error::<Test>::ConsentInvalid);
	});
}

#[test]
fn a_consent_ends_within_thirty_days() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let try_until = |until| {
			frame_support::hypothetically!({
				dispatch(enlists(Some(Draft::until(until).signed())), signed(COLLEGE_ADMIN))
			})
		};
		for until in [0, START - 1, START] {
			assert_eq!(try_until(until), Err(Error::<Test>::ConsentOver.into()));
		}
		for until in [START + MAX_CONSENT + 1, Moment::MAX] {
			assert_eq!(try_until(until), Err(Error::<Test>::ConsentTooLong.into()));
		}
		for until in [START + 1, START + MAX_CONSENT] {
			assert_eq!(try_until(until), Ok(()));
		}
		let consent = draft().signed();
		set_time(START + DAY);
		let late = dispatch(enlists(Some(consent)), signed(COLLEGE_ADMIN));
		assert_eq!(late, Err(Error::<Test>::ConsentOver.into()));
	});
}

#[test]
fn a_consent_that_is_not_needed_is_refused() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let operator = REGISTRAR;
		let consent = Some(consent(operator, UNIVERSITY, Post::Operator));
		let call = Call::set_operator { operator, permissions: ALL, consent };
		let refused = dispatch(call, signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::ConsentNotNeeded);
	});
}

#[test]
fn a_consent_counts_once() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let again = || dispatch(enlists(Some(draft().signed())), signed(COLLEGE_ADMIN));
		assert_ok!(again());
		assert_ok!(dispatch(Call::resign {}, signed(NEWCOMER)));
		assert_noop!(again(), Error::<Test>::ConsentInvalid);
		enlist(COLLEGE_ADMIN, NEWCOMER, ALL);
		let by = signed(COLLEGE_ADMIN);
		assert_ok!(Credentials::remove_operator(by, COLLEGE, NEWCOMER));
		assert_noop!(again(), Error::<Test>::ConsentInvalid);
	});
}

/// Plays an admin that reads an open motion of the council and claims the account that it names.
#[test]
fn a_claimed_account_cannot_spoil_a_motion() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let register = Call::register_institution {
			profile: profile("School"),
			admin: NEWCOMER,
			allowance: 1,
		};
		for consent in not_meant(Post::Operator).into_iter().map(Some).chain([None]) {
			assert!(dispatch(enlists(consent), signed(COLLEGE_ADMIN)).is_err());
		}
		assert_ok!(dispatch(register, council()));

		let replace = Call::replace_admin { institution: UNIVERSITY, admin: 41 };
		let claim = Call::set_operator { operator: 41, permissions: ALL, consent: None };
		assert_noop!(dispatch(claim, signed(COLLEGE_ADMIN)), Error::<Test>::ConsentMissing);
		assert_ok!(dispatch(replace, council()));
	});
}

#[test]
fn hand_over_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = hands_over(NEWCOMER, Draft::to_become(Post::Admin).signed());
		assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
		assert_eq!(institution(COLLEGE).admin, NEWCOMER);
		let record = AccountRecord { institution: COLLEGE, role: Role::Admin };
		assert_eq!(Accounts::<Test>::get(NEWCOMER), Some(record));
		assert_eq!(Accounts::<Test>::get(COLLEGE_ADMIN), None);
		assert_eq!(System::account(NEWCOMER).nonce, 1);
		let by = Actor::Account(COLLEGE_ADMIN);
		let (former, admin) = (COLLEGE_ADMIN, NEWCOMER);
		let event = Event::AdminReplaced { institution: COLLEGE, former, admin, by };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn hand_over_works_with_an_operator_that_consents() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = hands_over(REGISTRAR, consent(REGISTRAR, UNIVERSITY, Post::Admin));
		assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
		assert_eq!(institution(UNIVERSITY).admin, REGISTRAR);
		assert_eq!(institution(UNIVERSITY).operators, 1);
		// The former admin is free, and may come back as an operator.
		enlist(REGISTRAR, UNIVERSITY_ADMIN, ALL);
		assert_eq!(institution(UNIVERSITY).operators, 2);
	});
}

#[test]
fn hand_over_fails_if_account_in_use() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for admin in [UNIVERSITY_ADMIN, AGENCY_ADMIN, AGENCY_ACCREDITER] {
			let call = hands_over(admin, consent(admin, UNIVERSITY, Post::Admin));
			assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::AccountInUse);
		}
	});
}

#[test]
fn hand_over_fails_without_a_consent_to_become_the_admin() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for consent in not_meant(Post::Admin) {
			let call = hands_over(NEWCOMER, consent);
			assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), Error::<Test>::ConsentInvalid);
		}
		let consent = consent(REGISTRAR, UNIVERSITY, Post::Operator);
		let call = hands_over(REGISTRAR, consent);
		assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::ConsentInvalid);
		for (until, error) in [
			(START, Error::<Test>::ConsentOver),
			(START + MAX_CONSENT + 1, Error::<Test>::ConsentTooLong),
		] {
			let call = hands_over(NEWCOMER, Draft::until(until).signed());
			assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), error);
		}
	});
}
