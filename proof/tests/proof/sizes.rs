// SPDX-License-Identifier: Apache-2.0

//! The size of a bundle for one credential, with all of its parts, in a large state, and how long it takes
//! to check it.
//!
//! `TESTAMUR_BATCHES` says how many batches the state has; each has an entry of statuses as well.
//! `TESTAMUR_QUESTIONS` names a folder for the bundles with what a verifier asks of them, which
//! `scripts/build-verifier --measure` has the verifier in WebAssembly answer.

use crate::{
	chain::{header, put_system, requirements, Final, Validators, GENESIS, TIME},
	records::{batch, grant, institution, keys_for, put_grant, reference, register, set},
	state::State,
};
use codec::Encode;
use serde_json::{json, Value};
use std::time::{Duration, Instant};
use testamur_primitives::{
	hash::{Sha256, Software},
	keys, CredentialReference, InstitutionId, Root, Status,
};
use testamur_proof::{bundle::check_bundle, TrustRoot};

/// The number of batches, unless `TESTAMUR_BATCHES` says more.
pub(crate) const BATCHES: u32 = 20_000;
/// The number of institutions that anchored them.
const INSTITUTIONS: u32 = 300;

/// Returns the register of the cohort among many batches of many institutions.
pub(crate) fn large_register(batches: u32) -> State {
	let mut state = register();
	for id in 0..INSTITUTIONS {
		let holder = InstitutionId(10 + id);
		state.put(keys::institution(holder), institution("Another", 1));
		put_grant(&mut state, 10 + id, &grant(holder, Some(1), 0));
	}
	for n in 0..batches {
		let holder = InstitutionId(10 + n % INSTITUTIONS);
		let other = Root(Software::hash(&n.to_le_bytes()));
		state.put(keys::batch(holder, other), batch(1_000, 10 + n % INSTITUTIONS));
		state.put(keys::statuses(holder, other, 0), [n.to_le_bytes()[0]; 128]);
	}
	put_system(&mut state, TIME);
	state
}

/// The number of times whose median is printed.
const ROUNDS: usize = 201;

/// Returns the median time of an act.
fn median<T>(act: impl Fn() -> T) -> Duration {
	let mut times = [Duration::ZERO; ROUNDS];
	for time in &mut times {
		let begin = Instant::now();
		std::hint::black_box(act());
		*time = begin.elapsed();
	}
	times.sort_unstable();
	times[ROUNDS / 2]
}

/// Returns what `tests/verifier/measure.js` takes: a bundle, what is trusted, and the reference.
fn question(bundle: &[u8], validators: &Validators, asked: &CredentialReference) -> Value {
	let hex =
		|bytes: &[u8]| bytes.iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}"));
	let authorities: Vec<_> = validators.authorities().iter().map(|it| hex(&it.key)).collect();
	let path: Vec<_> = asked.path.iter().map(|hash| hex(&hash.0)).collect();
	json!({
		"bundle": hex(bundle),
		"trust": { "genesis": hex(&GENESIS.0), "authorities": authorities },
		"reference": {
			"institution": asked.institution.0,
			"leaf": hex(&asked.leaf.0),
			"index": asked.index,
			"size": asked.size,
			"path": path,
		},
		"now": requirements().now,
	})
}

#[test]
fn a_bundle_for_one_credential_stays_small_among_many_batches() {
	let batches = std::env::var("TESTAMUR_BATCHES");
	let batches = batches.map_or(BATCHES, |text| text.parse().unwrap());
	let mut state = large_register(batches);
	set(&mut state, 5, Status::Suspended);
	let built = state.build();
	let header = header(50, built.root);
	let mut shown = Final { validators: Validators::new(0, 1..=4), header, built };
	for (validators, most) in [(4, 9_000), (21, 11_000)] {
		shown.validators = Validators::new(0, 1..=validators);
		let trusted = TrustRoot::at_genesis(GENESIS, shown.validators.authorities()).unwrap();
		let asked = [reference(5)];
		let mut evidence = shown.evidence(&keys_for(&shown.built, &asked), &[]);
		evidence.authorities = Some(shown.validators.authorities());
		let bundle = evidence.to_bundle();
		let verdicts = check_bundle(&bundle, &trusted, &requirements()).unwrap().verify(&asked);
		assert_eq!(verdicts.unwrap().len(), 1);
		if let Ok(folder) = std::env::var("TESTAMUR_QUESTIONS") {
			let question = question(&bundle, &shown.validators, &asked[0]);
			let path = format!("{folder}/{batches}-batches-{validators}-validators.json");
			std::fs::write(path, question.to_string()).unwrap();
		}
		let (all, proof) = (bundle.len(), evidence.proof.encoded_size());
		let median =
			median(|| check_bundle(&bundle, &trusted, &requirements()).unwrap().verify(&asked));
		println!(
			"{batches} batches, {validators} validators: {all} bytes, the proof {proof} of them; checked \
			 in {median:?}, the median of {ROUNDS}"
		);
		assert!(all <= most, "{all} bytes");
	}
}
