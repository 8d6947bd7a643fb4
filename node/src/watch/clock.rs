// SPDX-License-Identifier: Apache-2.0

//! Compares the clock of this machine with those of the other validators.
//!
//! Slots are moments: an author writes the block of a slot when the slot begins by its own clock.
//! So each block that arrives shows by how much two clocks differ, and the blocks of several
//! validators together show which clock is wrong.
//!
//! A node whose clock is behind refuses the blocks of all others as not yet due, and parts with the
//! peers that sent them. A node whose clock is ahead has its own blocks refused. Both look like
//! trouble with the network unless the log names the clock.

use std::{
	collections::VecDeque,
	sync::{Mutex, PoisonError},
	time::{Duration, Instant},
};

use prometheus_endpoint::{register, Gauge, PrometheusError, Registry, F64};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_slots::Slot;
use sp_timestamp::Timestamp;

use super::authors::SealedHeader;

/// Most samples that are kept: those of the validators that wrote last.
const MAX_SAMPLES: usize = 9;

/// Fewest samples that allow a conclusion, since the clock of one validator may be the wrong one.
const MIN_SAMPLES: usize = 2;

/// Time for which a sample counts.
const SAMPLE_LIFETIME: Duration = Duration::from_secs(300);

/// Minimum interval between repeated log messages.
const LOG_INTERVAL: Duration = Duration::from_secs(60);

/// Delay in slots from which a block is late. An author sends it before its slot ends, and half a
/// slot is left to the network.
const LATE_SLOTS: f64 = 1.5;

/// Time in slots for which all blocks must have been late before the clock is blamed. When a node
/// has just found its peers, the blocks of the last few slots are late too.
const LATE_FOR_SLOTS: u32 = 10;

/// Lead in slots from which a block is early. No block is sent before its slot begins, and a third
/// of a slot is left to clocks that are right.
const EARLY_SLOTS: f64 = 1.0 / 3.0;

/// Lead in slots that the import queue of Aura tolerates.
const TOLERATED_SLOTS: u64 = 1;

/// Longest time in slots for which a node waits for its own clock before it refuses a block and
/// parts with the peer that sent it.
const GRACE_SLOTS: u32 = 4;

/// The arrival of a validator's last block.
struct Sample {
	author: AuraId,
	slot: Slot,
	/// Milliseconds between the beginning of the slot and the arrival.
	offset: i64,
	received: Instant,
}

/// The state of this machine's clock, judged by the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClockState {
	/// There are too few samples.
	Unknown,
	Right,
	/// The clock is behind by about so many milliseconds.
	Behind(i64),
	/// The clock is ahead by about so many milliseconds.
	Ahead(i64),
}

/// A change that is worth a line in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClockEvent {
	Off(ClockState),
	RightAgain,
}

/// The latest samples, and the conclusions from them.
struct Offsets {
	slot_duration: Duration,
	samples: VecDeque<Sample>,
	late_since: Option<Instant>,
	/// Time of the last log message that the clock is off.
	logged_off: Option<Instant>,
}

impl Offsets {
	const fn new(slot_duration: Duration) -> Self {
		Self { slot_duration, samples: VecDeque::new(), late_since: None, logged_off: None }
	}

	/// Takes a block that arrived `offset` milliseconds after the beginning of its slot.
	///
	/// Only the first arrival of each validator's newest block counts: a block that arrives once
	/// more, or that somebody held back, shows nothing about the time.
	fn observe(&mut self, author: &AuraId, slot: Slot, offset: i64, received: Instant) {
		self.samples
			.retain(|one| received.saturating_duration_since(one.received) < SAMPLE_LIFETIME);
		if let Some(index) = self.samples.iter().position(|one| one.author == *author) {
			if self.samples[index].slot >= slot {
				return;
			}
			self.samples.remove(index);
		}
		if self.samples.len() == MAX_SAMPLES {
			self.samples.pop_front();
		}
		self.samples
			.push_back(Sample { author: author.clone(), slot, offset, received });

		let late = self.has_enough() && self.medians().0 > self.slots(LATE_SLOTS);
		self.late_since = late.then(|| self.late_since.unwrap_or(received));
	}

	/// Returns the median offset, for a metric.
	fn median(&self) -> Option<i64> {
		self.has_enough().then(|| self.medians().0)
	}

	fn state(&self, now: Instant) -> ClockState {
		if !self.has_enough() {
			return ClockState::Unknown;
		}
		let (lower, upper) = self.medians();
		if upper < -self.slots(EARLY_SLOTS) {
			return ClockState::Behind(-upper);
		}
		let long =
			|since| now.saturating_duration_since(since) >= self.slot_duration * LATE_FOR_SLOTS;
		match self.late_since {
			Some(since) if long(since) => ClockState::Ahead(lower),
			_ => ClockState::Right,
		}
	}

	/// Returns the event that is to be logged now, and remembers that it was.
	fn next_event(&mut self, now: Instant) -> Option<ClockEvent> {
		let state = self.state(now);
		match (state, self.logged_off) {
			(ClockState::Unknown, _) | (ClockState::Right, None) => None,
			(ClockState::Right, Some(_)) => {
				self.logged_off = None;
				Some(ClockEvent::RightAgain)
			},
			(_, Some(logged)) if now.saturating_duration_since(logged) < LOG_INTERVAL => None,
			(off, _) => {
				self.logged_off = Some(now);
				Some(ClockEvent::Off(off))
			},
		}
	}

	fn has_enough(&self) -> bool {
		self.samples.len() >= MIN_SAMPLES
	}

	/// Returns the lower and the upper median, which are the same for an odd number of samples.
	/// There must be a sample.
	fn medians(&self) -> (i64, i64) {
		let mut offsets: Vec<_> = self.samples.iter().map(|one| one.offset).collect();
		offsets.sort_unstable();
		(offsets[(offsets.len() - 1) / 2], offsets[offsets.len() / 2])
	}

	/// Returns the duration of `count` slots in milliseconds.
	fn slots(&self, count: f64) -> i64 {
		self.slot_duration.mul_f64(count).as_millis() as i64
	}
}

/// The observer of this machine's clock. It judges the clock by the blocks of other validators, and
/// logs when it is wrong.
pub(crate) struct Clock {
	slot_duration: Duration,
	offsets: Mutex<Offsets>,
	/// Time of the last warning about a validator whose block came too early.
	warned: Mutex<Option<Instant>>,
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
			warned: Mutex::new(None),
			metric: metric.transpose()?,
		})
	}

	/// Returns the time until the import queue accepts a block of that slot, or `None` if it does
	/// now.
	pub(super) fn time_until_due(&self, slot: Slot, now: Timestamp) -> Option<Duration> {
		let due = self.start_of(slot.saturating_sub(TOLERATED_SLOTS));
		let early = due.saturating_sub(now.as_millis());
		(early > 0).then(|| Duration::from_millis(early))
	}

	/// Takes the arrival of another validator's block, and logs what follows from it.
	pub(super) fn observe(&self, block: &SealedHeader, now: Timestamp) {
		let offset = difference(now.as_millis(), self.start_of(block.slot));
		let received = Instant::now();
		let mut offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		offsets.observe(&block.author, block.slot, offset, received);
		if let (Some(metric), Some(median)) = (&self.metric, offsets.median()) {
			metric.set(seconds(median));
		}
		match offsets.next_event(received) {
			Some(ClockEvent::Off(ClockState::Behind(by))) => log::error!("{}", behind(by)),
			Some(ClockEvent::Off(ClockState::Ahead(by))) => log::error!("{}", ahead(by)),
			Some(ClockEvent::RightAgain) => {
				log::info!("⏰ The clock of this machine agrees with the other validators again.");
			},
			Some(ClockEvent::Off(_)) | None => (),
		}
		let is_behind = matches!(offsets.state(received), ClockState::Behind(_));
		drop(offsets);
		if !is_behind && self.time_until_due(block.slot, now).is_some() {
			self.warn_early_author(block, offset, received);
		}
	}

	/// Returns whether no sample is of that slot yet, so that a block of it could be one.
	pub(super) fn is_new_slot(&self, slot: Slot) -> bool {
		let offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		!offsets.samples.iter().any(|one| one.slot == slot)
	}

	/// Returns how long to wait for a block that is early by the clock of this machine, if at all.
	///
	/// A node waits only while the others agree that its own clock is the wrong one: else a single
	/// validator could make all nodes wait. A node that refuses the block instead lowers the
	/// reputation of the peer that sent it, and a node that does so to all its peers is alone.
	pub(super) fn grace(&self, early: Duration) -> Option<Duration> {
		let offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
		let is_behind = matches!(offsets.state(Instant::now()), ClockState::Behind(_));
		(is_behind && early <= self.slot_duration * GRACE_SLOTS).then_some(early)
	}

	/// Warns that the block of one validator came too early, while this machine's clock is not
	/// known to be behind.
	fn warn_early_author(&self, block: &SealedHeader, offset: i64, now: Instant) {
		let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
		if warned.is_some_and(|last| now.saturating_duration_since(last) < LOG_INTERVAL) {
			return;
		}
		*warned = Some(now);
		log::warn!(
			"⏰ The block of slot {} came {:.1} s before its time and is refused. The clock of the \
			 validator with the key {} is ahead, or that of this machine behind, if the blocks of \
			 others come early too.",
			block.slot,
			seconds(-offset),
			block.author,
		);
	}

	/// Returns when a slot begins, in milliseconds.
	fn start_of(&self, slot: Slot) -> u64 {
		u64::from(slot).saturating_mul(self.slot_duration.as_millis() as u64)
	}
}

fn behind(by: i64) -> String {
	format!(
		"⏰ The clock of this machine is behind those of the other validators by {:.1} s or more: \
		 their blocks come before they are due here. Until it is mended the node refuses blocks or \
		 takes them late, may lose its peers, and writes none that others accept. {REMEDY}",
		seconds(by),
	)
}

fn ahead(by: i64) -> String {
	format!(
		"⏰ The clock of this machine is ahead of those of the other validators by about {:.1} s, or \
		 blocks reach it that late: all of them come after their time. Until it is mended others \
		 refuse the blocks of this node and part with it. {REMEDY} If the clock is right, look at the \
		 load of this machine and at its network.",
		seconds(by),
	)
}

/// The way out for an operator. A node goes on by itself as soon as the clock is right.
const REMEDY: &str = "Check that NTP runs and is in sync (`timedatectl`, `chronyc tracking`); no \
	restart is needed.";

fn seconds(milliseconds: i64) -> f64 {
	milliseconds as f64 / 1_000.0
}

fn difference(a: u64, b: u64) -> i64 {
	i64::try_from(i128::from(a) - i128::from(b)).unwrap_or(if a > b { i64::MAX } else { -i64::MAX })
}

#[cfg(test)]
mod tests;
