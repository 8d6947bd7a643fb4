// SPDX-License-Identifier: Apache-2.0

//! The attachments of a PDF (ISO 32000-2).
//!
//! Only what leads from the end of the file to its attachments is read: nothing is drawn, and no page, font or
//! picture is looked at. All decompression draws on one budget. That is why this is own code: the readers of PDFs
//! that there are decompress whole files, each stream within its own bound or within none, so that a small file can
//! take all memory.
//!
//! * `object`, `lexer`: the values of a PDF, and a reader of them.
//! * `budget`: what may be read of a file in all.
//! * `head`: an object at a place of a file, and the bytes of a stream.
//! * `stream`: the content of a stream.
//! * `table`: where the objects of a file are.
//! * `file`: the objects of a file, by their numbers.
//! * `attachments`: the way from the catalog to the attachments.

mod attachments;
mod budget;
mod file;
mod head;
mod lexer;
mod object;
mod stream;
mod table;

pub use attachments::{attachments, attachments_within, Attachment};

use crate::{fault::Fault, kind::Kind};

/// Returns that a PDF is damaged.
const fn damaged(why: &'static str) -> Fault {
	Fault::Damaged(Kind::Pdf, why)
}
