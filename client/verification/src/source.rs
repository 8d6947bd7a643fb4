// SPDX-License-Identifier: Apache-2.0

//! A document with what lies beside it, as it was found.

use crate::{files::MAX_READ, location::Location};
use std::{path::PathBuf, sync::Arc};
use testamur_carriers::{Fault, Kind};

/// A document with what lies beside it.
pub struct Source {
	/// The place of the document.
	pub(crate) location: Location,
	/// The kinds of the files that it lies in, from the outermost one.
	pub(crate) within: Vec<Kind>,
	/// The bytes of the document.
	pub(crate) envelope: Vec<u8>,
	/// Its sidecar.
	pub(crate) sidecar: Option<Beside>,
	/// Its reference.
	pub(crate) reference: Option<Beside>,
	/// Its bundle.
	pub(crate) bundle: BundleAt,
}

/// A file beside a document.
pub(crate) type Beside = (Location, Vec<u8>);

/// The place of the bundle of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BundleAt {
	/// It lies beside the document, where nobody has looked yet.
	Beside(PathBuf),
	/// It came along within the same file. All documents that it belongs to share its bytes.
	Within(Location, Arc<[u8]>),
	/// It came along, and cannot be read.
	Unread(Location, Fault),
	/// It did not come along with the document of this place.
	Nowhere(Location),
}

impl Source {
	/// Returns the kinds of the files that the document lies in, from the outermost one.
	#[must_use]
	pub fn within(&self) -> &[Kind] {
		&self.within
	}

	/// Returns the bytes of the document.
	#[must_use]
	pub fn document(&self) -> &[u8] {
		&self.envelope
	}

	/// Returns how many bytes it has, with what lies beside it but the bundle, which it may share with others.
	pub(crate) fn size(&self) -> usize {
		let beside = [&self.sidecar, &self.reference].into_iter().flatten();
		let sizes = beside.map(|(_, bytes)| bytes.len());
		sizes.fold(self.envelope.len(), usize::saturating_add)
	}
}

impl BundleAt {
	/// Returns how many bytes it counts. One that could not be read counts as many as one may have, since that took
	/// no less work.
	pub(crate) fn size(&self) -> usize {
		match self {
			Self::Within(_, bytes) => bytes.len(),
			Self::Unread(..) => MAX_READ,
			Self::Beside(_) | Self::Nowhere(_) => 0,
		}
	}
}
