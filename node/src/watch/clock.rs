// SPDX-License-Identifier: Apache-2.0

//! Is the clock of this machine right?
//!
//! Slots are moments: the block of a slot is written when the slot begins by the clock of its
//! author. So each block that arrives tells by how much the two clocks differ, and the validators
//! together tell which one is wrong.
//!
//! A node whose clock is behind refuses the blocks of everybody else as not yet due, and parts with
//! the peers that sent them. One whose clock is ahead has its own blocks refused. Either looks like
//! trouble with the network, unless somebody says what it is.

use std::{
	collections::VecDeque,
	sync::{Mutex, PoisonError},
	time::{Duration, Instant},
};

use prometheus_endpoint::{register, Gauge, PrometheusError, Registry, F64};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_slots::Slot;
use sp_timestamp::Timestamp;

use super::authors::Sealed;

/// How many validators are listened to: those that wrote last.
const WITNESSES: usize = 9;

/// One validator alone may be the one whose clock is wrong.
const FEWEST_WITNESSES: usize = 2;

/// For how long the last block of a validator says something.
const MEMORY: Duration = Duration::from_secs(300);

/// How often the same is said.
const SAY_AGAIN: Duration = Duration::from_secs(60);

/// A block is sent at the latest when its slot ends. What comes half a slot later still is late.
const LATE_SLOTS: f64 = 1.5;

/// How long all must have been late before the clock is blamed. Blocks of the last few slots are
/// late too when a node has just found its peers.
const LATE_FOR_SLOTS: u32 = 10;

/// No block is sent before its slot begins. A third of one is left to clocks that are all right.
const EARLY_SLOTS: f64 = 1.0 / 3.0;

/// What the import queue of Aura tolerates: a block may come a slot too early.
const TOLERATED_SLOTS: u64 = 1;

/// For how many slots a node waits for its own clock, rather than refuse a block and part with the
/// peer that sent it.
const PATIENCE_SLOTS: u32 = 4;

/// When the block of a validator came, in milliseconds after its slot began.
struct Witness {
	author: AuraId,
	slot: Slot,
	offset: i64,
	heard: Instant,
}

/// What the others say about the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opinion {
	/// Too few have been heard.
	Unknown,
	Right,
	/// By about so many milliseconds.
	Behind(i64),
	/// By about so many milliseconds.
	Ahead(i64),
}

/// Something worth a line in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
	Off(Opinion),
	RightAgain,
}

/// What was heard lately, and what follows from it.
struct Offsets {
	slot_duration: Duration,
	witnesses: VecDeque<Witness>,
	late_since: Option<Instant>,
	said_off: Option<Instant>,
}

impl Offsets {
	const fn new(slot_duration: Duration) -> Self {
		Self { slot_duration, witnesses: VecDeque::new(), late_since: None, said_off: None }
	}

	/// A block came so many milliseconds after the beginning of its slot.
	///
	/// Each validator speaks with its last block, once: what arrives a second time, or was held
	/// back by somebody, says nothing.
	fn hear(&mut self, author: &AuraId, slot: Slot, offset: i64, heard: Instant) {
		self.witnesses.retain(|one| heard.saturating_duration_since(one.heard) < MEMORY);
		if let Some(index) = self.witnesses.iter().position(|one| one.author == *author) {
			if self.witnesses[index].slot >= slot {
				return;
			}
			self.witnesses.remove(index);
		}
		if self.witnesses.len() == WITNESSES {
			self.witnesses.pop_front();
		}
		self.witnesses
			.push_back(Witness { author: author.clone(), slot, offset, heard });

		let late = self.enough() && self.medians().0 > self.slots(LATE_SLOTS);
		self.late_since = late.then(|| self.late_since.unwrap_or(heard));
	}

	/// The offset in the middle, for a metric.
	fn median(&self) -> Option<i64> {
		self.enough().then(|| self.medians().0)
	}

	fn opinion(&self, now: Instant) -> Opinion {
		if !self.enough() {
			return Opinion::Unknown;
		}
		let (lower, upper) = self.medians();
		if upper < -self.slots(EARLY_SLOTS) {
			return Opinion::Behind(-upper);
		}
		let long =
			|since| now.saturating_duration_since(since) >= self.slot_duration * LATE_FOR_SLOTS;
		match self.late_since {
			Some(since) if long(since) => Opinion::Ahead(lower),
			_ => Opinion::Right,
		}
	}

	/// What to say now, each thing in its time.
	fn news(&mut self, now: Instant) -> Option<News> {
		let opinion = self.opinion(now);
		match (opinion, self.said_off) {
			(Opinion::Unknown, _) | (Opinion::Right, None) => None,
			(Opinion::Right, Some(_)) => {
				self.said_off = None;
				Some(News::RightAgain)
			},
			(_, Some(said)) if now.saturating_duration_since(said) < SAY_AGAIN => None,
			(off, _) => {
				self.said_off = Some(now);
				Some(News::Off(off))
			},
		}
	}

	fn enough(&self) -> bool {
		self.witnesses.len() >= FEWEST_WITNESSES
	}

	/// The two offsets in the middle, or twice the same. There must be one.
	fn medians(&self) -> (i64, i64) {
		let mut offsets: Vec<_> = self.witnesses.iter().map(|one| one.offset).collect();
		offsets.sort_unstable();
		(offsets[(offsets.len() - 1) / 2], offsets[offsets.len() / 2])
	}

	/// So many slots in milliseconds.
	fn slots(&self, count: f64) -> i64 {
		self.slot_duration.mul_f64(count).as_millis() as i64
	}
}

/// Compares the clock with the blocks of others, and says when it is wrong.
pub(crate) struct Clock {
	slot_duration: Duration,
	offsets: Mutex<Offsets>,
	/// When a validator was last said to be ahead of its time.
	accused: Mutex<Option<Instant>>,
	metric: Option<Gauge<F64>>,
}

impl Clock {
	pub(crate) fn new(
		slot_duration: Duration,
		registry: Option<&Registry>,
	) -> Result<Self, PrometheusError> {
		let metric = registry.map(|registry| {
			let gauge = Gauge::new(
				"testamur_clock_offset_seconds",
				"How long after their slots began blocks of others arrive by the clock of this \
				 machine (median of the last authors): a fraction of a slot when the clock is \
				 right, negative when it is behind, more than a slot when it is ahead",
			)?;
			register(gauge, registry)
		});
		Ok(Self {
			slot_duration,
			offsets: Mutex::new(Offsets::new(slot_duration)),
			accused: Mutex::new(None),
			metric: metric.transpose()?,
		})
	}

	/// How long the import queue would still refuse a block of that slot.
	pub(super) fn early(&self, slot: Slot, now: Timestamp) -> Option<Duration> {
		let due = self.begins(slot.saturating_sub(TOLERATED_SLOTS));
		let early = due.saturating_sub(now.as_millis());
		(early > 0).then(|| Duration::from_millis(early))
	}

	/// A block of another validator came.
	pub(super) fn hear(&self, block: &Sealed, now: Timestamp) {
		let offset = difference(now.as_millis(), self.begins(block.slot));
		let heard = Instant::now();
		let mut offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		offsets.hear(&block.author, block.slot, offset, heard);
		if let (Some(metric), Some(median)) = (&self.metric, offsets.median()) {
			metric.set(seconds(median));
		}
		match offsets.news(heard) {
			Some(News::Off(Opinion::Behind(by))) => log::error!("{}", behind(by)),
			Some(News::Off(Opinion::Ahead(by))) => log::error!("{}", ahead(by)),
			Some(News::RightAgain) => {
				log::info!("⏰ The clock of this machine agrees with the other validators again.");
			},
			Some(News::Off(_)) | None => (),
		}
		let right = !matches!(offsets.opinion(heard), Opinion::Behind(_));
		drop(offsets);
		if right && self.early(block.slot, now).is_some() {
			self.accuse(block, offset, heard);
		}
	}

	/// Whether a block of that slot could say anything new: none of that slot was heard before.
	pub(super) fn is_curious(&self, slot: Slot) -> bool {
		let offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		!offsets.witnesses.iter().any(|one| one.slot == slot)
	}

	/// How long to wait for a block that is not yet due by the clock of this machine.
	///
	/// Only while the others agree that this clock is the wrong one: else one validator could make
	/// everybody wait. Refusing costs the peer that sent the block its good name, and a node that
	/// thinks ill of all its peers is alone.
	pub(super) fn patience(&self, early: Duration) -> Option<Duration> {
		let offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		let behind = matches!(offsets.opinion(Instant::now()), Opinion::Behind(_));
		(behind && early <= self.slot_duration * PATIENCE_SLOTS).then_some(early)
	}

	/// One validator's block came too early, and this machine's clock is right as far as is known.
	fn accuse(&self, block: &Sealed, offset: i64, now: Instant) {
		let mut accused = self.accused.lock().unwrap_or_else(PoisonError::into_inner);
		if accused.is_some_and(|said| now.saturating_duration_since(said) < SAY_AGAIN) {
			return;
		}
		*accused = Some(now);
		log::warn!(
			"⏰ The block of slot {} came {:.1} s before its time and is refused. The clock of the \
			 validator with the key {} is ahead, or that of this machine behind, if the blocks of \
			 others come early too.",
			block.slot,
			seconds(-offset),
			block.author,
		);
	}

	/// When a slot begins, in milliseconds.
	fn begins(&self, slot: Slot) -> u64 {
		u64::from(slot).saturating_mul(self.slot_duration.as_millis() as u64)
	}
}

fn behind(by: i64) -> String {
	format!(
		"⏰ The clock of this machine is behind those of the other validators by {:.1} s or more: \
		 their blocks come before they are due here. Until it is mended the node refuses blocks or \
		 takes them late, may lose its peers, and writes none that others accept. {MEND}",
		seconds(by),
	)
}

fn ahead(by: i64) -> String {
	format!(
		"⏰ The clock of this machine is ahead of those of the other validators by about {:.1} s, or \
		 blocks reach it that late: all of them come after their time. Until it is mended others \
		 refuse the blocks of this node and part with it. {MEND} If the clock is right, look at the \
		 load of this machine and at its network.",
		seconds(by),
	)
}

/// What helps. A node goes on by itself as soon as the clock is right.
const MEND: &str = "Check that NTP runs and is in sync (`timedatectl`, `chronyc tracking`); no \
	restart is needed.";

fn seconds(milliseconds: i64) -> f64 {
	milliseconds as f64 / 1_000.0
}

fn difference(a: u64, b: u64) -> i64 {
	i64::try_from(i128::from(a) - i128::from(b)).unwrap_or(if a > b { i64::MAX } else { -i64::MAX })
}

#[cfg(test)]
mod tests {
	use super::{super::authors::tests::block, *};
	use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};

	const SLOT: Duration = Duration::from_secs(3);

	/// Validators write in turn, each with a clock of its own, and this machine listens.
	struct Scene {
		offsets: Offsets,
		now: Instant,
		slot: u64,
	}

	impl Scene {
		fn new() -> Self {
			Self { offsets: Offsets::new(SLOT), now: Instant::now(), slot: 1_000 }
		}

		fn hears(&mut self, author: Sr25519Keyring, offset: i64) -> Opinion {
			self.now += SLOT;
			self.slot += 1;
			self.offsets.hear(&author.public().into(), self.slot.into(), offset, self.now);
			self.opinion()
		}

		/// All of three in turn, for so many slots.
		fn hears_all(&mut self, slots: usize, offset: i64) -> Opinion {
			for author in [Bob, Charlie, Dave].into_iter().cycle().take(slots) {
				self.hears(author, offset);
			}
			self.opinion()
		}

		fn opinion(&self) -> Opinion {
			self.offsets.opinion(self.now)
		}
	}

	#[test]
	fn a_right_clock_is_left_alone() {
		let mut scene = Scene::new();
		for offset in [0, 100, 900, 2_000, 2_900, -300] {
			assert_eq!(scene.hears_all(30, offset), Opinion::Right, "{offset} ms");
		}
		assert_eq!(scene.offsets.news(scene.now), None);
	}

	#[test]
	fn a_clock_that_is_behind_is_noticed_with_the_second_author() {
		let mut scene = Scene::new();
		assert_eq!(scene.hears(Bob, -8_000), Opinion::Unknown);
		assert_eq!(scene.hears(Bob, -8_000), Opinion::Unknown);
		assert_eq!(scene.hears(Charlie, -7_900), Opinion::Behind(7_900));
	}

	#[test]
	fn a_clock_that_is_ahead_is_noticed_after_ten_slots() {
		let mut scene = Scene::new();
		assert_eq!(scene.hears_all(11, 8_000), Opinion::Right);
		assert_eq!(scene.hears_all(1, 8_000), Opinion::Ahead(8_000));
	}

	#[test]
	fn the_last_blocks_before_a_node_came_do_not_make_its_clock_wrong() {
		let mut scene = Scene::new();
		for late in [15_000, 12_000, 9_000, 6_000, 3_000] {
			assert!(!matches!(scene.hears_all(1, late), Opinion::Ahead(_)));
		}
		assert_eq!(scene.hears_all(30, 200), Opinion::Right);
	}

	#[test]
	fn a_clock_that_jumps_is_noticed_and_so_is_its_mending() {
		let mut scene = Scene::new();
		scene.hears_all(30, 200);
		scene.hears_all(1, -8_000);
		assert_eq!(scene.opinion(), Opinion::Right);
		assert_eq!(scene.hears(Charlie, -8_000), Opinion::Behind(8_000));
		assert_eq!(scene.offsets.news(scene.now), Some(News::Off(Opinion::Behind(8_000))));
		scene.hears_all(3, 200);
		assert_eq!(scene.opinion(), Opinion::Right);
		assert_eq!(scene.offsets.news(scene.now), Some(News::RightAgain));
		assert_eq!(scene.offsets.news(scene.now), None);
	}

	#[test]
	fn one_liar_among_three_convinces_nobody() {
		for lie in [i64::MIN + 1, -60_000, 60_000, i64::MAX] {
			let mut scene = Scene::new();
			for _ in 0..20 {
				assert!(matches!(scene.hears(Bob, lie), Opinion::Unknown | Opinion::Right));
				scene.hears(Charlie, 100);
				assert_eq!(scene.hears(Dave, 100), Opinion::Right);
			}
		}
	}

	#[test]
	fn an_author_speaks_once_and_not_about_the_past() {
		let mut scene = Scene::new();
		scene.hears_all(30, 200);
		let author = Bob.public().into();
		for _ in 0..100 {
			scene.offsets.hear(&author, (scene.slot - 50).into(), -60_000, scene.now);
		}
		assert_eq!(scene.opinion(), Opinion::Right);
		assert_eq!(scene.offsets.witnesses.len(), 3);
	}

	#[test]
	fn few_are_remembered_and_not_for_long() {
		let mut scene = Scene::new();
		for index in 0..100u8 {
			let author = sp_core::sr25519::Public::from_raw([index; 32]).into();
			scene.offsets.hear(&author, 1.into(), 0, scene.now);
		}
		assert_eq!(scene.offsets.witnesses.len(), WITNESSES);
		scene.now += MEMORY;
		assert_eq!(scene.hears(Bob, -8_000), Opinion::Unknown);
	}

	#[test]
	fn the_same_is_said_once_a_minute() {
		let mut scene = Scene::new();
		let mut said = 0;
		for author in [Bob, Charlie].into_iter().cycle().take(100) {
			scene.hears(author, -8_000);
			said += usize::from(scene.offsets.news(scene.now).is_some());
		}
		assert_eq!(said, 100 * 3 / 60);
	}

	#[test]
	fn a_block_is_early_until_the_slot_before_its_own() {
		let clock = Clock::new(SLOT, None).unwrap();
		let early = |now| clock.early(10.into(), Timestamp::new(now));
		assert_eq!(early(30_000), None);
		assert_eq!(early(27_000), None);
		assert_eq!(early(26_999), Some(Duration::from_millis(1)));
		assert_eq!(early(22_000), Some(Duration::from_secs(5)));
		assert_eq!(clock.early(0.into(), Timestamp::new(0)), None);
		assert!(clock.early(u64::MAX.into(), Timestamp::new(0)).is_some());
	}

	#[test]
	fn only_a_clock_known_to_be_behind_is_waited_for_and_not_for_long() {
		let clock = Clock::new(SLOT, None).unwrap();
		let five = Duration::from_secs(5);
		assert_eq!(clock.patience(five), None);
		// Eight seconds before their slots begin.
		clock.hear(&block(11, Bob, 0), Timestamp::new(25_000));
		assert_eq!(clock.patience(five), None);
		clock.hear(&block(12, Charlie, 0), Timestamp::new(28_000));
		assert_eq!(clock.patience(five), Some(five));
		assert_eq!(clock.patience(Duration::from_secs(12)), Some(Duration::from_secs(12)));
		assert_eq!(clock.patience(Duration::from_secs(13)), None);
		assert_eq!(clock.patience(Duration::MAX), None);
		// The clock is mended.
		clock.hear(&block(13, Alice, 0), Timestamp::new(39_100));
		clock.hear(&block(15, Bob, 0), Timestamp::new(45_100));
		assert_eq!(clock.patience(five), None);
	}

	#[test]
	fn what_is_said_names_the_clock_the_direction_and_the_way_out() {
		for (text, direction) in [(behind(8_200), "behind"), (ahead(8_200), "ahead")] {
			for word in ["clock", direction, "8.2 s", "NTP"] {
				assert!(text.contains(word), "{word}: {text}");
			}
		}
	}

	#[test]
	fn any_two_moments_have_a_difference() {
		assert_eq!(difference(5, 8), -3);
		assert_eq!(difference(u64::MAX, 0), i64::MAX);
		assert_eq!(difference(0, u64::MAX), -i64::MAX);
	}
}
