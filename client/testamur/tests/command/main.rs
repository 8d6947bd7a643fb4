// SPDX-License-Identifier: Apache-2.0

//! Calls the command as a user does.
//!
//! * `folder`: the files that a registrar has, and the calls.
//! * `blanks`: templates and lists to fill in.
//! * `check`: previews, documents and refusals.
//! * `lists`: lists in the encodings and forms in which they come, and hostile ones.
//! * `lint`: findings in documents.
//! * `change`: changes of statuses and acts of administrators, as far as they come without a node.
//! * `issue`: cohorts, as far as they come without a node.
//! * `handover`: certificates, badges and messages for learners.
//! * `verify`: the verification of documents, as far as it comes without a node.
//! * `learner`: keys, presentations, and what is in a file.
//! * `leave`: the folder that proves documents without the chain, as far as it comes without a node.
//! * `exported`: certificates, badges and codes of a learner's credential, and what is taken out of files.
//! * `status`: the publishing of status lists, as far as it comes without a node.
//! * `carried`: documents in other files, which `made` makes.
//! * `calls`: help, wrong calls, names of files, and pipes.
//! * `manual`: the pages of the manual, and what shells complete.
//! * `page`: the commands of `docs/registrar.md`, `docs/administration.md` and `docs/learner.md`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod blanks;
mod calls;
mod carried;
mod change;
mod check;
mod exported;
mod folder;
mod handover;
mod issue;
mod learner;
mod leave;
mod lint;
mod lists;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../carriers/tests/carriers/made.rs"]
mod made;
mod manual;
mod page;
mod status;
mod verify;
