// SPDX-License-Identifier: Apache-2.0

//! # The files that an institution publishes
//!
//! Wallets that know nothing of this chain fetch two kinds of files from a host on the web: status lists, each a
//! signed `BitstringStatusListCredential` of the W3C, and the DID document of the institution. Both follow from
//! the state of one final block, of which nothing is believed without a proof. `docs/status-lists.md` describes
//! the use, `docs/spec/status-list.md` and `docs/spec/document-keys.md` the content.
//!
//! * `register`: what a node can be asked, as a trait.
//! * `snapshot`: the proven state of one block, of which more is covered when it is read.
//! * `labels`, `lists`: all lists of an institution; the bits of a list.
//! * `record`: the document keys on record, and the one that signs lists.
//! * `site`: where the files lie on the web.
//! * `host`: the host of status lists, and the entries by which documents name them.
//! * `did_document`: the DID document.
//! * `encoded`: bits as text, and back.
//! * `credential`: list credentials, made and read.
//! * `fault`, `limits`: why there is no file; what is the most.
//!
//! The crate performs no I/O of its own.

#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

mod credential;
mod did_document;
mod encoded;
mod fault;
mod host;
mod labels;
mod limits;
mod lists;
mod record;
mod register;
mod site;
mod snapshot;

pub use credential::{list_credential, read_list, ReadList, Validity};
pub use did_document::did_document;
pub use encoded::{decode, encode};
pub use fault::Fault;
pub use host::ListHost;
pub use labels::labels;
pub use limits::MAX_BYTES;
pub use lists::{list, List};
pub use record::{document_keys, signing_key};
pub use register::{PartsPage, Register};
pub use site::Site;
pub use snapshot::Snapshot;
