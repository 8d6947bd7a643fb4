// SPDX-License-Identifier: Apache-2.0

//! Work that several threads share.

use std::{
	num::NonZero,
	panic::resume_unwind,
	thread::{self, Builder},
};

/// Returns what a function makes of each item, in the order of the items. The processors of this machine share
/// the work.
pub fn map_in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
	let processors = thread::available_parallelism().map_or(1, NonZero::get);
	map_in_threads(items, processors, make)
}

/// Returns what a function makes of each item, in the order of the items. So many threads share the work, which
/// may be more than there are processors where the function waits, as for a disk.
pub fn map_in_threads<T: Sync, R: Send>(
	items: &[T],
	threads: usize,
	make: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
	let share = items.len().div_ceil(threads.max(1)).max(1);
	let work = |share: &[T]| share.iter().map(&make).collect::<Vec<R>>();
	let work = &work;
	if share >= items.len() {
		return work(items);
	}
	thread::scope(|scope| {
		let workers: Vec<_> = items
			.chunks(share)
			.map(|share| (share, Builder::new().spawn_scoped(scope, move || work(share))))
			.collect();
		let done = workers.into_iter().map(|(share, worker)| match worker {
			Ok(worker) => worker.join().unwrap_or_else(|panic| resume_unwind(panic)),
			// A system that grants no further thread has one that works.
			Err(_) => work(share),
		});
		done.flatten().collect()
	})
}

#[cfg(test)]
mod tests {
	use super::{map_in_parallel, map_in_threads};
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
