// SPDX-License-Identifier: Apache-2.0

//! # Issuing
//!
//! From a template and a list to signed, anchored documents, one file for each learner, in a way that
//! survives a crash at any moment: all that is needed to go on is on the disk before the batch is sent to
//! the chain, the signed transaction among it. A second run goes on where the first one ended, and no
//! cohort is anchored twice.
//!
//! The crate reaches a chain through [`Chain`] and a disk through [`Disk`], which tests stand in for. The
//! steps, in their order:
//!
//! 1. [`Session::open`] locks the folder of a cohort, and [`Session::resume`] finds the plan of an earlier
//!    run, or refuses that of another cohort.
//! 2. [`preflight`](preflight()) asks the chain whether the institution may issue, by which grant and with
//!    which key.
//! 3. [`Session::prepare`] builds and signs the documents in a random order, and writes the journal.
//!    [`Session::check`] checks those of an earlier run.
//! 4. [`Session::anchor`] anchors the batch unless it is anchored already, and waits until it is final.
//! 5. [`Session::write`] writes the files that are missing, and checks those that are there.
//!
//! * `chain`, `disk`: what a chain and a disk can do.
//! * `cohort`: the template and the list, and the names of the files.
//! * `preflight`: whether the institution may issue.
//! * `order`: the random order of a batch.
//! * `listing`: the status list that the documents of a batch name.
//! * `signing`: builds and signs the documents, part by part.
//! * `checking`: checks the documents of an earlier run.
//! * `plan`: the plan of a batch, which is in the journal.
//! * `journal`: the folder of the journal.
//! * `session`: the steps, and the lock.
//! * `anchoring`, `attempt`, `receipt`: anchors once; the record of what is sent, before it is sent; the
//!   receipt of a final batch.
//! * `files`: the files of the learners.
//! * `waiting`: waits for the next period of an allowance.
//! * `watch`: news for whoever waits.
//! * `fault`: why something did not happen.

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

mod anchoring;
mod attempt;
mod chain;
mod checking;
mod cohort;
mod disk;
mod fault;
mod files;
mod journal;
mod listing;
mod order;
mod plan;
mod preflight;
mod receipt;
mod session;
mod signing;
#[cfg(test)]
mod tests;
mod waiting;
mod watch;

pub use chain::{
	Allowance, Batch, Block, Chain, Grant, Institution, KeyStanding, Membership, NoAnswer, Sent,
	Signed, TypeStanding,
};
pub use cohort::{Cohort, FILE, INDEX, LEARNER};
pub use disk::{create_folders, Disk, LocalDisk};
pub use fault::Fault;
pub use files::Written;
pub use listing::NamedLists;
pub use order::Randomness;
pub use plan::{Anchoring, Plan};
pub use preflight::{preflight, Offer, Request, COST};
pub use receipt::Receipt;
pub use session::{Session, JOURNAL};
pub use signing::Signing;
pub use waiting::wait_for_renewal;
pub use watch::Watch;
