// SPDX-License-Identifier: Apache-2.0

//! # The parts that the commands share
//!
//! * `folders`: creates folders that nobody else reads.
//! * `line`: shows text of strangers without letting it leave its line.
//! * `reading`: reads files within bounds.
//! * `names`: tells documents from what lies beside them, by the names of the files.
//! * `writing`: writes files that are there as a whole or not at all.
//! * `threads`: shares work among threads.

mod folders;
mod line;
mod names;
mod reading;
mod threads;
mod writing;

pub use folders::private_folders;
pub use line::{is_shown, line};
pub use names::{is_beside, is_document, is_standard_input};
pub use reading::read_bounded;
pub use threads::{map_in_parallel, map_in_threads, map_with_workers, processors};
pub use writing::{is_unfinished, remove_unfinished, replace, write_new, Readers};
