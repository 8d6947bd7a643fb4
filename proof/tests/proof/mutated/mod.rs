// SPDX-License-Identifier: Apache-2.0

//! Mutated input: nothing panics, nothing takes more memory than it is worth, and whatever is accepted
//! says the truth, or that it does not cover the question.
//!
//! `TESTAMUR_INPUTS` states the number of inputs, 40,000 without it, and `TESTAMUR_SEED` the seed; each
//! further thread has the next seed. `scripts/soak proofs` makes a long run.
//!
//! * `world`: an honest chain, and what is true as of its blocks.
//! * `bytes`, `parts`, `tries`: the mutations of bytes, of the parts of evidence, and of tries.

mod bytes;
mod parts;
mod tries;
mod world;

use crate::{chain::trust, memory::allocated, properties::Numbers, records::UNIVERSITY};
use bytes::mutate;
use parts::{is_true_set, mutate_evidence, mutate_hand_offs};
use std::{
	fmt,
	ops::AddAssign,
	sync::atomic::{AtomicU64, Ordering},
	time::{Duration, Instant},
};
use testamur_proof::{
	bundle, check_bundle, Claims, Evidence, HandOffs, KnownSet, Proven, Refusal, TrustRoot,
};
use world::{office, requirements, World};

/// The number of bytes that a check may ask for in all, for each byte of the input and besides.
const BYTES_FOR_EACH: u64 = 100;
const BYTES_BESIDES: u64 = 1 << 18;

/// Returns a number of the environment, or another.
fn stated(name: &str, otherwise: u64) -> u64 {
	std::env::var(name).map_or(otherwise, |stated| stated.parse().unwrap())
}

/// What became of the inputs of a run.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
	inputs: u64,
	/// Refused before the content was decoded, or because it does not decode.
	malformed: u64,
	/// Refused after that.
	refused: u64,
	/// Accepted with a true verdict on each credential.
	whole: u64,
	/// Accepted as what covers some of them, or none.
	partial: u64,
	/// Hand-offs signed anew from which a verifier has learnt.
	learnt: u64,
	/// The most bytes that one check asked for.
	most_bytes: u64,
	/// The longest time of one check.
	longest: Duration,
}

impl AddAssign for Tally {
	fn add_assign(&mut self, other: Self) {
		self.inputs += other.inputs;
		self.malformed += other.malformed;
		self.refused += other.refused;
		self.whole += other.whole;
		self.partial += other.partial;
		self.learnt += other.learnt;
		self.most_bytes = self.most_bytes.max(other.most_bytes);
		self.longest = self.longest.max(other.longest);
	}
}

impl fmt::Display for Tally {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(
			f,
			"{} inputs: {} do not decode, {} refused after they were decoded, {} accepted whole, {} \
			 in part; {} files of hand-offs signed anew taught something; at most {} bytes asked for and \
			 {:?} taken by one",
			self.inputs,
			self.malformed,
			self.refused,
			self.whole,
			self.partial,
			self.learnt,
			self.most_bytes,
			self.longest
		)
	}
}

impl Tally {
	/// Counts an input that was refused.
	fn refuse(&mut self, refusal: &Refusal) {
		match refusal {
			Refusal::Malformed(_)
			| Refusal::TooLarge { .. }
			| Refusal::UnknownVersion(_)
			| Refusal::OtherFile { .. } => self.malformed += 1,
			_ => self.refused += 1,
		}
	}

	/// Checks a file, within bounds that follow from its size.
	fn check(&mut self, file: &[u8], trusted: &TrustRoot) -> Result<Proven, Refusal> {
		let begin = Instant::now();
		let (result, bytes) = allocated(|| check_bundle(file, trusted, &requirements()));
		self.longest = self.longest.max(begin.elapsed());
		self.most_bytes = self.most_bytes.max(bytes);
		let size = u64::try_from(file.len()).unwrap();
		assert!(bytes <= BYTES_FOR_EACH * size + BYTES_BESIDES, "{bytes} bytes for {size}");
		if let Err(refusal) = &result {
			self.refuse(refusal);
		}
		result
	}

	/// Checks that a state which was accepted has the true verdicts, as far as it has any.
	fn accept(&mut self, shown: &Proven, file: &[u8], world: &World) {
		let evidence = Evidence::from_bundle(file).unwrap();
		let truth = &world.truth[&World::shown_root(&evidence).0];
		match shown.accreditations_of(UNIVERSITY) {
			Ok(grants) => assert_eq!(grants, truth.grants),
			Err(refusal) => assert!(matches!(refusal, Refusal::Incomplete(_)), "{refusal:?}"),
		}
		let mut covered = 0;
		for (one, truth) in world.asked.iter().zip(&truth.verdicts) {
			match shown.verify(std::slice::from_ref(one)) {
				Ok(verdicts) => {
					assert_eq!(&verdicts[..], std::slice::from_ref(truth));
					covered += 1;
				},
				Err(Refusal::Incomplete(_)) => (),
				Err(other) => panic!("{other:?}"),
			}
		}
		match covered == truth.verdicts.len() {
			true => self.whole += 1,
			false => self.partial += 1,
		}
	}
}

/// Returns a mutated bundle.
fn mutated(world: &World, numbers: &mut Numbers) -> Vec<u8> {
	let mut evidence = numbers.one_of(&world.evidence).clone();
	let kind = numbers.below(8);
	if kind > 2 {
		mutate_evidence(&mut evidence, world, numbers);
	}
	let mut file = evidence.to_bundle();
	if kind < 4 {
		mutate(&mut file, numbers);
	}
	file
}

/// Checks that whatever decodes is the one encoding of its content, that its claims can be read, and
/// that its text form leads back to it.
fn has_one_form(file: &[u8]) {
	if let Ok(evidence) = Evidence::from_bundle(file) {
		assert_eq!(evidence.to_bundle(), file);
		let claims = Claims::of(&evidence);
		assert_eq!(claims.finalized, evidence.header.id());
		assert_eq!(bundle::BUNDLE.read_text(&bundle::text(file)).unwrap(), file);
	}
}

/// Tries a mutated bundle.
fn try_bundle(tally: &mut Tally, world: &World, numbers: &mut Numbers) {
	let file = mutated(world, numbers);
	if numbers.one_in(32) {
		has_one_form(&file);
	}
	if let Ok(shown) = tally.check(&file, numbers.one_of(&world.roots)) {
		tally.accept(&shown, &file, world);
	}
}

/// Tries a state that nobody has ever had.
fn try_trie(tally: &mut Tally, world: &World, keys: &[Vec<u8>], numbers: &mut Numbers) {
	let Some((mut evidence, peer)) = tries::forge(world, numbers) else {
		tally.malformed += 1;
		return;
	};
	if !tries::compare(&evidence, &peer, keys) {
		tally.refused += 1;
		return;
	}
	// Signatures take most of the time, and what they guard was compared.
	if !numbers.one_in(16) {
		tally.partial += 1;
		return;
	}
	evidence.justification = office(evidence.set_id).justify(&evidence.header);
	if let Ok(shown) = tally.check(&evidence.to_bundle(), &world.trusted) {
		tries::compare_verdicts(&shown, &peer, world);
		tally.partial += 1;
	}
}

/// Checks that a verifier has learnt no more than sets after the last one, and nothing from plans that are
/// void.
fn follows(known: &TrustRoot, root: &TrustRoot) {
	let (last, before) = root.table().split_last().unwrap();
	let (same, learnt) = known.table().split_at(before.len());
	assert_eq!(same, before);
	assert_eq!(KnownSet { last: None, until: None, ..learnt[0] }, *last);
	let is_effective = |row: &KnownSet| row.last.is_none_or(|last| Some(last) > row.forced_in);
	assert!(learnt.iter().all(is_effective), "{learnt:?}");
}

/// Tries a mutated file of hand-offs, with a verifier who knows them and with one who does not.
fn try_hand_offs(tally: &mut Tally, world: &World, numbers: &mut Numbers) {
	let mut file = world.hand_offs.clone();
	let signed = mutate_hand_offs(&mut file, world, numbers);
	let mut file = file.to_file();
	if numbers.one_in(3) {
		mutate(&mut file, numbers);
	}
	if let Ok(decoded) = HandOffs::from_file(&file) {
		assert_eq!(decoded.to_file(), file);
	}
	let root = numbers.one_of(&world.roots);
	let mut known = root.clone();
	let result = known.learn_file(&file);
	follows(&known, root);
	tally.learnt += u64::from(signed && known.table().len() > root.table().len());
	let mut fresh = trust();
	let _ = fresh.learn_file(&file);
	let learnt = fresh.table().iter().filter_map(|row| fresh.set(row.id));
	assert!(signed || learnt.clone().all(is_true_set));
	match result {
		Ok(_) => tally.whole += 1,
		Err(refusal) => tally.refuse(&refusal),
	}
}

/// Makes a part of a run.
fn run(world: &World, seed: u64, count: u64, done: &AtomicU64) -> Tally {
	let mut numbers = Numbers(seed);
	let keys = tries::keys_of(world);
	let mut tally = Tally::default();
	for _ in 0..count {
		match numbers.below(16) {
			0 | 1 => try_hand_offs(&mut tally, world, &mut numbers),
			2..=8 => try_trie(&mut tally, world, &keys, &mut numbers),
			_ => try_bundle(&mut tally, world, &mut numbers),
		}
		tally.inputs += 1;
		done.fetch_add(1, Ordering::Relaxed);
	}
	tally
}

/// Prints how far a run is, until it is done.
fn report(done: &AtomicU64, all: u64) {
	let begin = Instant::now();
	let mut told = 0;
	loop {
		std::thread::sleep(Duration::from_millis(200));
		let count = done.load(Ordering::Relaxed);
		if count >= all {
			return;
		}
		let seconds = begin.elapsed().as_secs();
		if seconds / 30 > told {
			told = seconds / 30;
			println!("{count} of {all} inputs in {seconds} s");
		}
	}
}

#[test]
fn mutated_files_are_refused_or_true() {
	let world = World::new();
	let (inputs, seed) = (stated("TESTAMUR_INPUTS", 40_000), stated("TESTAMUR_SEED", 20_261_127));
	let threads = stated("TESTAMUR_THREADS", 2);
	let done = AtomicU64::new(0);
	let begin = Instant::now();
	let count = inputs.div_ceil(threads);
	let mut tally = Tally::default();
	std::thread::scope(|scope| {
		scope.spawn(|| report(&done, count * threads));
		let start = |thread: u64| {
			let seed = (seed + thread).wrapping_mul(0x9e37_79b9_7f4a_7c15);
			let (world, done) = (&world, &done);
			scope.spawn(move || run(world, seed, count, done))
		};
		let running: Vec<_> = (1..=threads).map(start).collect();
		running.into_iter().for_each(|thread| match thread.join() {
			Ok(part) => tally += part,
			Err(panic) => {
				done.fetch_add(count * threads, Ordering::Relaxed);
				std::panic::resume_unwind(panic)
			},
		});
	});
	println!("seed {seed}, {threads} threads, {:?}: {tally}", begin.elapsed());
	// Most inputs must get far, and some of each kind must come out.
	assert!(tally.refused > inputs / 4 && tally.whole > inputs / 100, "{tally}");
	assert!(tally.partial > inputs / 200 && tally.learnt > inputs / 5_000, "{tally}");
}

#[test]
fn honest_files_are_accepted_with_the_truth() {
	let world = World::new();
	let mut tally = Tally::default();
	for evidence in &world.evidence {
		let file = evidence.to_bundle();
		let shown = tally.check(&file, &world.trusted).unwrap();
		tally.accept(&shown, &file, &world);
	}
	assert_eq!(tally.whole, world.evidence.len() as u64);
	let verdicts: std::collections::BTreeSet<_> = world
		.truth
		.values()
		.map(|truth| format!("{:?}", truth.verdicts[0].reasons))
		.collect();
	assert_eq!(verdicts.len(), 3, "{verdicts:?}");
}

#[test]
fn random_bytes_are_refused() {
	let world = World::new();
	let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
	for _ in 0..stated("TESTAMUR_INPUTS", 40_000) / 10 {
		let length = numbers.below(300);
		let mut bytes: Vec<u8> = (0..length).map(|_| numbers.byte()).collect();
		if let Some(first) = bytes.first_mut() {
			*first = 1;
		}
		let marked = |format: bundle::Format| [&format.mark[..], &bytes].concat();
		assert!(check_bundle(&marked(bundle::BUNDLE), &world.trusted, &requirements()).is_err());
		assert!(trust().learn_file(&marked(bundle::HAND_OFFS)).is_err());
		assert!(TrustRoot::decode(&bytes).is_err());
		let items: Vec<_> = bytes.chunks(9).map(<[u8]>::to_vec).collect();
		let trie = testamur_proof::trie::PartialTrie::from_compact(&items, trust().genesis());
		assert!(trie.is_err());
	}
}

/// Checks the bound of memory where it is tight: in files as large as they may be.
#[test]
fn the_largest_files_take_bounded_memory() {
	let world = World::new();
	let mut tally = Tally::default();
	let item = world.evidence[0].proof[0].clone();
	for (item, count) in [(item, 8_192), (vec![0x80, 1, 0, 0], 8_192), (vec![0; 100], 8_192)] {
		let proof = vec![item; count];
		let evidence = Evidence { proof, ..world.evidence[0].clone() };
		let mut file = evidence.to_bundle();
		file.truncate(bundle::MAX_FILE);
		assert!(tally.check(&file, &world.trusted).is_err());
	}
	let mut evidence = world.evidence[1].clone();
	let vote = evidence.justification.votes[0];
	evidence.justification.votes = vec![vote; 1_024];
	assert!(tally.check(&evidence.to_bundle(), &world.trusted).is_err());
	let tiny = Evidence { proof: vec![Vec::new(); 8_192], ..world.evidence[1].clone() };
	assert!(tally.check(&tiny.to_bundle(), &world.trusted).is_err());
	assert!(tally.most_bytes > 1 << 20, "{}", tally.most_bytes);
}
