// SPDX-License-Identifier: Apache-2.0

//! Turns: of the calls that need much memory and many signatures, only some are answered at a time. The
//! others wait, which costs a thread each and nothing more.

use std::{
	num::NonZeroUsize,
	sync::{Condvar, Mutex, MutexGuard, PoisonError},
	thread::available_parallelism,
};

/// The turns of a kind of call.
pub(crate) struct Turns {
	free: Mutex<usize>,
	given_back: Condvar,
}

impl Turns {
	/// Creates as many turns as the machine has processors, since each keeps one busy.
	pub(crate) fn for_this_machine() -> Self {
		Self::new(available_parallelism().map_or(1, NonZeroUsize::get))
	}

	const fn new(count: usize) -> Self {
		Self { free: Mutex::new(count), given_back: Condvar::new() }
	}

	/// Waits for a turn. It ends when what is returned is dropped.
	pub(crate) fn take(&self) -> Turn<'_> {
		let waiting = self.given_back.wait_while(self.free(), |free| *free == 0);
		*waiting.unwrap_or_else(PoisonError::into_inner) -= 1;
		Turn(self)
	}

	/// Locks the count, which is right also after a panic.
	fn free(&self) -> MutexGuard<'_, usize> {
		self.free.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// A turn that is taken.
pub(crate) struct Turn<'a>(&'a Turns);

impl Drop for Turn<'_> {
	fn drop(&mut self) {
		*self.0.free() += 1;
		self.0.given_back.notify_one();
	}
}

#[cfg(test)]
mod tests {
	use super::Turns;
	use std::{
		sync::{
			atomic::{AtomicUsize, Ordering::SeqCst},
			Barrier,
		},
		thread::scope,
	};

	#[test]
	fn no_more_than_the_turns_run_at_a_time_and_all_get_one() {
		let (turns, running, most, done) =
			(Turns::new(2), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
		// Nobody ends a turn before another one has begun, so that two run at a time on any machine.
		let two = Barrier::new(2);
		scope(|threads| {
			for _ in 0..16 {
				threads.spawn(|| {
					let _turn = turns.take();
					most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
					two.wait();
					running.fetch_sub(1, SeqCst);
					done.fetch_add(1, SeqCst);
				});
			}
		});
		assert_eq!((most.into_inner(), done.into_inner()), (2, 16));
	}

	#[test]
	fn a_turn_is_given_back_after_a_panic() {
		let turns = Turns::new(1);
		let ended = scope(|threads| {
			let panics = threads.spawn(|| {
				let _turn = turns.take();
				panic!("on purpose");
			});
			panics.join()
		});
		assert!(ended.is_err());
		drop(turns.take());
	}
}
