// SPDX-License-Identifier: Apache-2.0

//! # Rosters
//!
//! A registrar's list of learners, read from the file that a spreadsheet or a gradebook writes. What
//! could mean two things is refused by line and column, and nothing is guessed.
