// SPDX-License-Identifier: Apache-2.0

//! Signs, verifies and canonicalizes documents, one a line: for tests that compare this crate with
//! others, and to measure it.
//!
//! ```text
//! documents sign METHOD SECRET CREATED SUITE[,SUITE] < documents > signed
//! documents verify CONTROLLER METHOD=MULTIKEY... < signed > answers
//! documents canonical < documents > texts
//! documents present SECRET CREATED SUITE[,SUITE] CHALLENGE DOMAIN < signed > presentation
//! documents check CHALLENGE DOMAIN < presentations > answers
//! ```
//!
//! SECRET is the secret key in hexadecimal digits. An answer is `good` with what was skipped, or
//! `invalid` or `cannot tell` with the reason; a text is a string in JSON, or null with the reason. All
//! documents together become one presentation. The time that the work took, without reading and writing, goes to standard error: that of the processor
//! where Linux tells it.

use std::{
	env,
	error::Error,
	fmt::Display,
	fs,
	io::{self, Read},
	time::Instant,
};
use testamur_documents::{
	canonical_statements,
	presentation::{PresentationFault, Presented},
	sign, Audience, Contexts, Controller, Presentation, Refusal, SignedDocument,
	SignedPresentation, Signer, Standing, Suite,
};
use testamur_primitives::PublicKey;

fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<String> = env::args().skip(1).collect();
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	let contexts = Contexts::shipped();
	match arguments.as_slice() {
		["sign", method, secret, created, suites] => {
			let signer = Signer::new(&bytes(secret)?, method);
			let suites = named_suites(suites)?;
			for_each_line(|line| {
				sign(&contexts, line.as_bytes(), &suites, created, &signer)
					.unwrap_or_else(|refusal| refused(&refusal))
			})
		},
		["verify", controller, keys @ ..] => {
			let keys: Result<Vec<(String, PublicKey)>, Box<dyn Error>> =
				keys.iter().map(|key| named_key(key)).collect();
			let (id, keys) = (*controller, keys?);
			let controller = Controller { id, keys: &keys };
			for_each_line(|line| verify(&contexts, line, &controller))
		},
		["present", secret, created, suites, challenge, domain] => {
			let (holder, suites) = (Signer::of_did_key(&bytes(secret)?), named_suites(suites)?);
			for_all_lines(|lines| {
				let presentation = Presentation { credentials: lines, challenge, domain };
				let signed = presentation.sign(&contexts, &suites, created, &holder);
				vec![signed.unwrap_or_else(|fault| fault_line(&fault))]
			})
		},
		["check", challenge, domain] => {
			let audience = Audience { challenge: Some(challenge), domain: Some(domain) };
			for_each_line(|line| check(&contexts, line, audience))
		},
		["canonical"] => for_each_line(|line| canonical(&contexts, line)),
		_ => Err(
			"call it with sign, verify, canonical, present or check: see the head of its source"
				.into(),
		),
	}
}

/// Prints what a function makes of each line, and how long all of it took.
fn for_each_line(make: impl Fn(&str) -> String) -> Result<(), Box<dyn Error>> {
	for_all_lines(|lines| lines.iter().map(|line| make(line)).collect())
}

/// Prints what a function makes of all lines, and how long that took.
fn for_all_lines(make: impl FnOnce(&[&str]) -> Vec<String>) -> Result<(), Box<dyn Error>> {
	let mut input = String::new();
	io::stdin().read_to_string(&mut input)?;
	let (begin, begin_of_work) = (Instant::now(), processor_seconds());
	let lines: Vec<&str> = input.lines().collect();
	let made = make(&lines);
	let seconds = match (begin_of_work, processor_seconds()) {
		(Some(begin), Some(end)) => end - begin,
		_ => begin.elapsed().as_secs_f64(),
	};
	println!("{}", made.join("\n"));
	eprintln!("{} in {seconds:.3} s", made.len());
	Ok(())
}

/// Returns how long this thread has run.
fn processor_seconds() -> Option<f64> {
	let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
	let nanoseconds: f64 = statistics.split_whitespace().next()?.parse().ok()?;
	Some(nanoseconds / 1e9)
}

fn verify(contexts: &Contexts, text: &str, controller: &Controller<'_>) -> String {
	let report = SignedDocument::read(contexts, text.as_bytes())
		.and_then(|document| document.verify(controller));
	match report {
		Err(refusal) => refused(&refusal),
		Ok(report) => {
			let skipped: Vec<String> = report
				.proofs
				.into_iter()
				.filter_map(|standing| match standing {
					Standing::Skipped(name) => Some(name),
					Standing::Good { .. } => None,
				})
				.collect();
			format!("good {}", skipped.join(",")).trim_end().to_string()
		},
	}
}

/// Checks a presentation, and names the relation of the holder to the learner of each credential.
fn check(contexts: &Contexts, text: &str, audience: Audience<'_>) -> String {
	let presented = SignedPresentation::read(contexts, text.as_bytes())
		.and_then(|presentation| presentation.verify(audience));
	match presented {
		Err(fault) => fault_line(&fault),
		Ok(Presented { subjects, .. }) => format!("good {subjects:?}"),
	}
}

fn refused(refusal: &Refusal) -> String {
	answer(refusal.is_invalid(), refusal)
}

fn fault_line(fault: &PresentationFault) -> String {
	answer(fault.is_invalid(), fault)
}

fn answer(is_invalid: bool, why: impl Display) -> String {
	let word = if is_invalid { "invalid" } else { "cannot tell" };
	format!("{word}: {why}")
}

fn named_suites(names: &str) -> Result<Vec<Suite>, Box<dyn Error>> {
	let suites: Option<Vec<Suite>> = names.split(',').map(Suite::of_name).collect();
	suites.ok_or_else(|| "a suite is not known".into())
}

fn canonical(contexts: &Contexts, text: &str) -> String {
	match canonical_statements(contexts, text.as_bytes()) {
		Ok(text) => serde_json::Value::String(text).to_string(),
		Err(refusal) => format!("null {refusal}"),
	}
}

fn named_key(text: &str) -> Result<(String, PublicKey), Box<dyn Error>> {
	let (method, key) = text.split_once('=').ok_or("a key is METHOD=MULTIKEY")?;
	let key = key.parse().map_err(|fault| format!("{key}: {fault}"))?;
	Ok((method.to_string(), key))
}

fn bytes(digits: &str) -> Result<[u8; 32], Box<dyn Error>> {
	let bytes: Result<Vec<u8>, _> = (0..digits.len() / 2)
		.map(|place| u8::from_str_radix(&digits[place * 2..place * 2 + 2], 16))
		.collect();
	bytes?.try_into().map_err(|_| "a secret key has 32 bytes".into())
}
