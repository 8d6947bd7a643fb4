// SPDX-License-Identifier: Apache-2.0

//! Consents at random, and the opinion of the model about them.

use super::{
	calls::{member, Signer},
	dice::Dice,
	model::Model,
};
use crate::{mock::*, Consent};
use sp_runtime::testing::TestSignature;
use testamur_primitives::{ConsentText, InstitutionId, Moment, Post};

type Call = crate::Call<Test>;

const THIRTY_DAYS: Moment = 30 * DAY;

/// Returns a sound consent.
pub(super) fn sound_consent(
	model: &Model,
	who: AccountId,
	institution: u32,
	post: Post,
) -> Consent<TestSignature> {
	let text = text_for(model, who, institution, post, model.now + DAY);
	signed(who, &text, false)
}

/// Returns a consent that is mostly sound and sometimes spoilt in one place.
fn some_consent(
	model: &Model,
	dice: &mut Dice,
	who: AccountId,
	institution: u32,
	post: Post,
) -> Consent<TestSignature> {
	let until = model.now + dice.pick(&[1, DAY, THIRTY_DAYS]).unwrap_or(DAY);
	let mut text = text_for(model, who, institution, post, until);
	let mut signer = who;
	match dice.below(24) {
		0 => text.genesis[31] ^= 1,
		1 => text.institution.0 += 1,
		2 => text.post = if post == Post::Admin { Post::Operator } else { Post::Admin },
		3 => text.nonce = text.nonce.wrapping_sub(1),
		4 => text.until = dice.pick(&[0, model.now]).unwrap_or_default(),
		5 => text.until = dice.pick(&[model.now + THIRTY_DAYS + 1, u64::MAX]).unwrap_or_default(),
		6 => signer += 1,
		_ => (),
	}
	signed(signer, &text, dice.one_in(2))
}

fn text_for(
	model: &Model,
	who: AccountId,
	institution: u32,
	post: Post,
	until: Moment,
) -> ConsentText {
	let (genesis, nonce) = ([69; 32], model.nonce(who));
	ConsentText { genesis, institution: InstitutionId(institution), post, nonce, until }
}

fn signed(signer: AccountId, text: &ConsentText, wrapped: bool) -> Consent<TestSignature> {
	let until = text.until;
	let text = if wrapped { format!("<Bytes>{text}</Bytes>") } else { text.to_string() };
	Consent { until, signature: TestSignature(signer, text.into_bytes()) }
}

/// Returns a consent for an account that does not serve the institution yet, and sometimes one
/// where there should be none or the other way round.
pub(super) fn maybe_consent(
	model: &Model,
	dice: &mut Dice,
	who: AccountId,
	institution: u32,
) -> Option<Consent<TestSignature>> {
	let needed = !model.accounts.contains_key(&who);
	let given = needed != dice.one_in(12);
	given.then(|| some_consent(model, dice, who, institution, Post::Operator))
}

pub(super) fn handing_over(
	model: &Model,
	dice: &mut Dice,
	institution: u32,
	who: AccountId,
) -> Call {
	let admin = match member(model, dice, institution) {
		Signer::Account(operator) if dice.one_in(3) => operator,
		_ => who,
	};
	let consent = some_consent(model, dice, admin, institution, Post::Admin);
	Call::hand_over { admin, consent }
}

impl Model {
	/// Returns the nonce of an account: calls of this test are dispatched without a transaction, so
	/// only consents raise it.
	fn nonce(&self, who: AccountId) -> u64 {
		self.consents.get(&who).copied().unwrap_or_default()
	}

	/// Returns whether an account consented to take a post, and uses the consent up.
	pub(super) fn take_consent(
		&mut self,
		who: AccountId,
		institution: u32,
		post: &str,
		consent: &Consent<TestSignature>,
	) -> bool {
		let Consent { until, signature: TestSignature(signer, signed) } = consent;
		let genesis = "45".repeat(32);
		let nonce = self.nonce(who);
		let text = format!(
			"I agree to become {post} of institution {institution} on the Testamur chain with \
			 genesis block 0x{genesis}. This consent is for nonce {nonce} and ends at {until} \
			 (Unix milliseconds)."
		);
		let wrapped = format!("<Bytes>{text}</Bytes>");
		let in_time = *until > self.now && *until - self.now <= THIRTY_DAYS;
		let agreed = [text, wrapped].iter().any(|text| text.as_bytes() == signed);
		let sound = in_time && *signer == who && agreed;
		if sound {
			self.consents.insert(who, nonce + 1);
		}
		sound
	}
}
