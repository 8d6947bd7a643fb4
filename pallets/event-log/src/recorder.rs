// SPDX-License-Identifier: Apache-2.0

//! The trait by which other pallets record their events.

use crate::{sha256::HostSha256, Config, Pallet, Pending, SubjectLogs, WeightInfo};
use alloc::collections::BTreeSet;
use codec::{Decode, Encode};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use testamur_primitives::hash::Sha256;

/// Maximum number of subjects that one event concerns.
pub const MAX_SUBJECTS: u32 = 4;

/// The subjects that one event concerns.
pub type Subjects<Subject> = BoundedVec<Subject, ConstU32<MAX_SUBJECTS>>;

/// A log in which events are recorded.
pub trait EventRecorder<Subject> {
	/// Records an event that the caller deposits: in the whole log, and in the log of each subject.
	///
	/// `event` is the event of the runtime, so that it has the bytes that it has among those of the
	/// block. A call that fails records nothing.
	fn record(event: &impl Encode, subjects: Subjects<Subject>);

	/// Returns the weight, at the end of the block, of `events` events that concern `subjects`
	/// different subjects altogether.
	fn weight(events: u32, subjects: u32) -> Weight;

	/// Returns the subjects that have a log, or get one at the end of the block.
	///
	/// It reads all logs, for checks of the state.
	fn subjects() -> BTreeSet<Subject>;
}

/// An event of the block that is being executed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PendingEvent<Subject> {
	/// The SHA-256 of the encoded event.
	pub event: [u8; 32],
	/// The subjects that it concerns, each once.
	pub subjects: Subjects<Subject>,
}

impl<T: Config> EventRecorder<T::Subject> for Pallet<T> {
	fn record(event: &impl Encode, mut subjects: Subjects<T::Subject>) {
		let event = event.using_encoded(HostSha256::hash);
		let mut seen = BTreeSet::new();
		subjects.retain(|subject| seen.insert(*subject));
		Pending::<T>::append(PendingEvent { event, subjects });
	}

	/// The weight is composed of two benchmarks: events of a subject each, and events of one subject.
	/// Their slopes give the cost of a subject with its first event, and that of a further event.
	fn weight(events: u32, subjects: u32) -> Weight {
		let further = events.saturating_sub(subjects);
		let of_subjects = T::WeightInfo::fold_subjects(subjects);
		let of_events = T::WeightInfo::fold_events(further);
		of_subjects
			.saturating_sub(T::WeightInfo::fold_subjects(0))
			.saturating_add(of_events.saturating_sub(T::WeightInfo::fold_events(0)))
	}

	fn subjects() -> BTreeSet<T::Subject> {
		let pending = Pending::<T>::get().into_iter().flat_map(|event| event.subjects);
		SubjectLogs::<T>::iter_keys().chain(pending).collect()
	}
}
