// SPDX-License-Identifier: Apache-2.0

//! Work that several threads share.

use std::{
	num::NonZero,
	panic::resume_unwind,
	sync::{Mutex, PoisonError},
	thread::{self, Builder},
};

/// Returns the number of processors that work for this process, or one if that is not known.
#[must_use]
pub fn processors() -> usize {
	thread::available_parallelism().map_or(1, NonZero::get)
}

/// Returns what a function makes of each item, in the order of the items. The processors of this machine share
/// the work.
pub fn map_in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
	map_in_threads(items, processors(), make)
}

/// Returns what a function makes of each item, in the order of the items. So many threads share the work, which
/// may be more than there are processors where the function waits, as for a disk.
pub fn map_in_threads<T: Sync, R: Send>(
	items: &[T],
	threads: usize,
	make: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
	map_with_workers(items, &mut vec![(); threads.max(1)], |(), item| make(item))
}

/// Returns what a function makes of each item, in the order of the items. Each thread takes one of the workers for
/// all of its items, such as memory that is used again; without any worker, nothing is made.
pub fn map_with_workers<T: Sync, W: Send, R: Send>(
	items: &[T],
	workers: &mut [W],
	make: impl Fn(&mut W, &T) -> R + Sync,
) -> Vec<R> {
	let share = items.len().div_ceil(workers.len().max(1)).max(1);
	// A thread that cannot be started gives its worker back, which it could not if that were moved to it.
	let workers: Vec<_> = workers.iter_mut().map(Mutex::new).collect();
	let work = |share: &[T], worker: &Mutex<&mut W>| {
		let mut worker = worker.lock().unwrap_or_else(PoisonError::into_inner);
		share.iter().map(|item| make(&mut worker, item)).collect::<Vec<R>>()
	};
	let work = &work;
	let shares = items.chunks(share).zip(&workers);
	if share >= items.len() {
		return shares.flat_map(|(share, worker)| work(share, worker)).collect();
	}
	thread::scope(|scope| {
		let threads: Vec<_> = shares
			.map(|(share, worker)| {
				(share, worker, Builder::new().spawn_scoped(scope, move || work(share, worker)))
			})
			.collect();
		let done = threads.into_iter().map(|(share, worker, thread)| match thread {
			Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
			// A system that grants no further thread has one that works.
			Err(_) => work(share, worker),
		});
		done.flatten().collect()
	})
}

#[cfg(test)]
mod tests {
	use super::{map_in_parallel, map_in_threads, map_with_workers};
	use std::{
		collections::BTreeSet,
		panic::{catch_unwind, AssertUnwindSafe},
		sync::Mutex,
		thread,
	};

	#[test]
	fn what_is_made_is_in_the_order_of_the_items() {
		for count in [0, 1, 2, 15, 16, 17, 1_000] {
			let items: Vec<usize> = (0..count).collect();
			let wanted: Vec<usize> = items.iter().map(|item| item * 3).collect();
			assert_eq!(map_in_parallel(&items, |item| item * 3), wanted);
			for threads in [0, 1, 2, 16] {
				assert_eq!(map_in_threads(&items, threads, |item| item * 3), wanted);
			}
		}
	}

	#[test]
	fn each_worker_makes_what_is_next_to_each_other() {
		let items: Vec<usize> = (0..10).collect();
		let mut workers = [Vec::new(), Vec::new(), Vec::new()];
		let take = |worker: &mut Vec<usize>, item: &usize| {
			worker.push(*item);
			worker.len()
		};
		assert_eq!(map_with_workers(&items, &mut workers, take), [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]);
		assert_eq!(workers.concat(), items);
		assert!(map_with_workers(&items, &mut [], take).is_empty());
	}

	#[test]
	fn several_threads_share_the_work_and_a_panic_is_passed_on() {
		let seen = Mutex::new(BTreeSet::new());
		map_in_threads(&[0; 8], 4, |_| {
			seen.lock().unwrap().insert(format!("{:?}", thread::current().id()))
		});
		assert_eq!(seen.into_inner().unwrap().len(), 4);
		let work = || map_in_threads(&[0, 1, 2], 4, |item| assert!(*item < 2, "too large"));
		assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
	}
}
