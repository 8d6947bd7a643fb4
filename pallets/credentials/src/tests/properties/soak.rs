// SPDX-License-Identifier: Apache-2.0

//! Long runs of the tests that play many sequences: their settings, their threads, and what they
//! print.
//!
//! `scripts/soak` sets the variables of the environment. Without them the tests take seconds.

use super::Tally;
use std::{
	str::FromStr,
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
		Mutex,
	},
	time::{Duration, Instant},
};

/// The time between two lines of progress.
const INTERVAL: Duration = Duration::from_secs(5);

/// Returns the value of a variable of the environment, or the default if it is not set.
pub(super) fn setting<Value: FromStr>(name: &str, default: impl FnOnce() -> Value) -> Value {
	let Ok(text) = std::env::var(name) else { return default() };
	text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}"))
}

/// The steps of all threads together.
pub(super) struct Progress {
	total: u64,
	done: AtomicU64,
	/// Those of them that were not made because they could show nothing new.
	spared: AtomicU64,
	began: Instant,
	/// The time of the last line, or `None` if no line is wanted.
	printed: Option<Mutex<Instant>>,
	failed: AtomicBool,
}

impl Progress {
	/// Begins to count towards a number of steps.
	pub(super) fn towards(total: u64) -> Self {
		let began = Instant::now();
		let is_long = setting("TESTAMUR_PROGRESS", || 0) > 0;
		let printed = is_long.then(|| Mutex::new(began));
		let (done, spared) = (AtomicU64::new(0), AtomicU64::new(0));
		Self { total, done, spared, began, printed, failed: AtomicBool::new(false) }
	}

	/// Returns the number of steps so far.
	pub(super) fn done(&self) -> u64 {
		self.done.load(Relaxed)
	}

	/// Returns whether all steps are done, or a thread has failed.
	pub(super) fn is_over(&self) -> bool {
		self.has_failed() || self.done() >= self.total
	}

	/// Returns whether a thread has failed.
	pub(super) fn has_failed(&self) -> bool {
		self.failed.load(Relaxed)
	}

	/// Counts steps that need not be made, because they are those that other sequences make.
	pub(super) fn count(&self, steps: u64) {
		self.spared.fetch_add(steps, Relaxed);
		self.done.fetch_add(steps, Relaxed);
	}

	/// Counts a step, and from time to time prints how many there are.
	pub(super) fn step(&self) {
		let done = self.done.fetch_add(1, Relaxed) + 1;
		let Some(Ok(mut printed)) = self.printed.as_ref().map(Mutex::try_lock) else { return };
		if printed.elapsed() < INTERVAL {
			return;
		}
		*printed = Instant::now();
		let rate = done as f64 / self.began.elapsed().as_secs_f64();
		let rest = Duration::from_secs((self.total.saturating_sub(done) as f64 / rate) as u64);
		let percent = 100.0 * done as f64 / self.total as f64;
		eprintln!(
			"{percent:5.1} %  {done} of {} steps, {rate:.0} a second, about {} min {} s to go",
			self.total,
			rest.as_secs() / 60,
			rest.as_secs() % 60
		);
	}

	/// Prints the result of a run.
	pub(super) fn report(&self, what: &str, tally: &Tally) {
		let (done, seconds) = (self.done(), self.began.elapsed().as_secs_f64());
		let made = done - self.spared.load(Relaxed);
		println!("{done} steps, {what}, of which {made} were made, in {seconds:.0} s");
		println!("{:28}{:>12}{:>12}", "call", "accepted", "refused");
		for (name, (accepted, refused)) in &tally.calls {
			println!("{name:28}{accepted:12}{refused:12}");
		}
		println!("{:40}{:>12}", "verdict", "count");
		for (reasons, count) in &tally.verdicts {
			let reasons = if reasons.is_empty() { "valid".into() } else { reasons.join(", ") };
			println!("{reasons:40}{count:12}");
		}
	}
}

/// Tells the other threads when the thread that holds it fails.
struct Alarm<'a>(&'a Progress);

impl Drop for Alarm<'_> {
	fn drop(&mut self) {
		if std::thread::panicking() {
			self.0.failed.store(true, Relaxed);
		}
	}
}

/// Runs the same work in as many threads as `TESTAMUR_THREADS` says, and returns the sum of what
/// they counted. A thread that fails fails the test.
pub(super) fn in_threads(progress: &Progress, work: impl Fn(&mut Tally) + Sync) -> Tally {
	let run = || {
		let (mut tally, _alarm) = (Tally::default(), Alarm(progress));
		work(&mut tally);
		tally
	};
	std::thread::scope(|scope| {
		let threads: Vec<_> =
			(0..setting("TESTAMUR_THREADS", || 1)).map(|_| scope.spawn(run)).collect();
		let mut sum = Tally::default();
		for thread in threads {
			match thread.join() {
				Ok(tally) => sum.add(tally),
				Err(reason) => std::panic::resume_unwind(reason),
			}
		}
		sum
	})
}
