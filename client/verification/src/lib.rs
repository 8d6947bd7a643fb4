// SPDX-License-Identifier: Apache-2.0

//! # The verification of credentials in files
//!
//! From documents and what lies beside them to an answer for each: the rules of every command that verifies.
//! `docs/offline.md` and `docs/bundle.md` describe the files.
//!
//! * `files`, `location`: reads a file, bounded, and says what is wrong with it; the place of a document.
//! * `find`, `open`, `folder`, `source`: finds files, and the documents in them, with what lies beside each.
//! * `room`: how much of all that there may be.
//! * `forms`: reads bundles and hand-offs in each form in which they come.
//! * `clock`: the time, and the largest age of a moment.
//! * `trust`, `table`: reads what is trusted; reads and writes a table of known sets.
//! * `credential`: what leads from a document to its batch: its anchor or its reference.
//! * `bundles`: the bundles of documents.
//! * `verdict`, `verification`: a verdict on a reference; an answer about the anchoring of a credential, whatever
//!   its signature.
//!
//! A document whose signature is to be verified as well:
//!
//! * `document`, `keys`: the document and the keys that its proofs name; hints at those keys.
//! * `judgement`, `signatures`, `validity`: judges it by proven state; judges each of its signatures, and the time
//!   for which it says that it is valid.
//! * `finding`, `sentences`, `agreement`: the finding, its reasons in sentences, and those of several nodes.
//! * `offline`: the finding by a bundle.
//! * `itself`: what a document tells where nothing else is known.
//! * `presentation`: the finding about who presents documents, and the documents in a presentation.
//! * `node`, `questions`, `inquiry`, `trusted`: the finding by a node: what it is asked, in as few calls as
//!   possible, and what makes its answers hold.
//! * `verified`, `reading`, `listed`: a file with the findings about it; the files and documents that were read; the
//!   findings in JSON.
//! * `record`, `report`: the answers of a node, which are kept; a report, by which a verification is repeated.

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

mod agreement;
mod bundles;
mod clock;
mod credential;
mod document;
mod files;
mod find;
mod finding;
mod folder;
mod forms;
mod inquiry;
mod itself;
mod judgement;
mod keys;
mod listed;
mod location;
mod node;
mod offline;
mod open;
mod presentation;
mod questions;
mod reading;
mod record;
mod report;
mod room;
mod sentences;
mod signatures;
mod source;
mod table;
mod trust;
mod trusted;
mod validity;
mod verdict;
mod verification;
mod verified;

pub use agreement::Agreement;
pub use bundles::Bundles;
pub use clock::{now, MaxAge};
pub use credential::{read_places, Placed};
pub use document::DocumentFile;
pub use files::Problem;
pub use find::{find, search, Searched};
pub use finding::{Because, Conclusion, Finding, Shown};
pub use folder::NamedFile;
pub use inquiry::{inquire, inquire_for_evidence, Evidenced};
pub use itself::find_by_itself;
pub use judgement::unproven;
pub use keys::{read_keys, KeyHints};
pub use listed::Listed;
pub use location::Location;
pub use node::{KeyPage, NoAnswer, NoEvidence, Node, MAX_REFERENCES};
pub use offline::find_by_bundle;
pub use open::{open, open_documents, open_handed, open_within, Found, Opened, REFERENCE};
pub use presentation::PresentationFile;
pub use reading::Reading;
pub use record::{Answers, Recorder};
pub use report::{
	Report, ReportedFile, ReportedNode, ATTACHED_REPORT, MAX_ATTACHED_REPORT, MAX_PDF, MAX_REPORT,
};
pub use room::Room;
pub use source::Source;
pub use table::write_table;
pub use testamur_carriers::Kind;
pub use trust::{read_trust, trust_in};
pub use trusted::{prove, Moments};
pub use verification::{Answer, Verification};
pub use verified::{Origin, Verified};
