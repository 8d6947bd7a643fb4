// SPDX-License-Identifier: Apache-2.0

//! The trust root with the hints at keys, and the clock of the visitor.

use std::sync::{
	atomic::{AtomicU64, Ordering},
	LazyLock,
};
use testamur_documents::Contexts;
use testamur_primitives::Moment;
use testamur_proof::TrustRoot;
use testamur_verification::{Bundles, KeyHints};

/// The moment of the present request. A module in WebAssembly cannot read a clock.
static NOW: AtomicU64 = AtomicU64::new(0);

/// The contexts of documents, which are those that this program was built with.
static CONTEXTS: LazyLock<Contexts> = LazyLock::new(Contexts::shipped);

/// Returns the contexts of documents.
pub(crate) fn contexts() -> &'static Contexts {
	&CONTEXTS
}

/// Sets the clock to the moment that a request states.
pub(crate) fn set_clock(now: Moment) {
	NOW.store(now, Ordering::Relaxed);
}

/// Returns the moment that the present request states.
pub(crate) fn clock() -> Moment {
	NOW.load(Ordering::Relaxed)
}

/// The largest ages of what is proven, in milliseconds; `None` for any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MaxAges {
	/// The one of a moment that the bundle of a file shows.
	pub(crate) of_bundles: Option<Moment>,
	/// The one of a moment that a node shows.
	pub(crate) of_nodes: Option<Moment>,
}

/// Everything by which files are judged.
pub(crate) struct Session {
	pub(crate) trusted: TrustRoot,
	pub(crate) hints: KeyHints,
	/// The bundles of files, of which the last is not checked again.
	pub(crate) bundles: Bundles,
	pub(crate) max_ages: MaxAges,
}

impl Session {
	/// Returns a session without hints at keys.
	pub(crate) fn new(trusted: TrustRoot, max_ages: MaxAges) -> Self {
		Self {
			bundles: Bundles::new(trusted.clone(), clock, max_ages.of_bundles, None),
			trusted,
			hints: KeyHints::default(),
			max_ages,
		}
	}
}
