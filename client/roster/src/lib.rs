// SPDX-License-Identifier: Apache-2.0

//! # Rosters
//!
//! A registrar's list of learners, read from the file that a spreadsheet or a gradebook writes. What
//! could mean two things is refused by line and column, and nothing is guessed.
//!
//! [`Columns`] names the columns that a list should have, [`Roster::read`] reads a file or returns
//! its [`Faults`], and [`Sheet`] writes a list that a spreadsheet opens as it is meant. The crate
//! takes bytes and returns values: it opens no file and no connection.
//!
//! ```
//! use testamur_roster::{Column, Columns, Kind, Roster};
//!
//! let columns = Columns::new([
//!     Column::new("number", Kind::Identifier).required().unique(),
//!     Column::new("name", Kind::Text).required().or("Full name"),
//!     Column::new("born", Kind::Date),
//! ])?;
//! let roster = Roster::read(b"number;Full name;born\n00731;Ana;2001-04-03\n", &columns)?;
//! let ana = roster.rows().next().ok_or("no row")?;
//! assert_eq!(ana.get("number"), Some("00731"));
//!
//! let faults = Roster::read(b"number,name,born\n00731,Ana,03/04/2001\n", &columns).unwrap_err();
//! assert!(faults.to_string().starts_with("Line 2, column 3 (\"born\"), \"03/04/2001\": "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod columns;
mod encoding;
mod fault;
mod gradebook;
mod header;
mod kind;
mod kinds;
mod limits;
mod problem;
mod reading;
mod records;
mod repeats;
mod roster;
mod sentences;
mod separator;
mod shown;
mod similar;
mod start;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use columns::{Column, Columns, ColumnsFault};
pub use encoding::Encoding;
pub use fault::{Fault, Faults, Place};
pub use gradebook::Gradebook;
pub use kind::Kind;
pub use limits::{
	MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_DIGITS, MAX_FAULTS, MAX_HEADER, MAX_ROWS, MAX_WHOLE,
	YEARS,
};
pub use problem::{
	FileProblem, GradebookProblem, HeaderProblem, Problem, RowProblem, SpoiltCell, TextProblem,
	ValueProblem,
};
pub use roster::{Roster, Row};
pub use separator::Separator;
pub use shown::shown;
pub use similar::most_similar;
pub use write::{readable_cell, Sheet, Unwritable};
