// SPDX-License-Identifier: Apache-2.0

//! # Templates
//!
//! From what a registrar states once about an achievement, and a row of her list, to a credential
//! document that can be signed: an AchievementCredential of Open Badges 3.0 with the eleven elements
//! that Annex I of the European recommendation on micro-credentials (2022/C 243/02) demands.
//!
//! [`blank_template`] writes a template for her to fill in, [`Template::read`] reads it or returns its
//! [`Faults`], [`Template::columns`] are those of the list, and [`Builder`] makes the documents.
//! [`lint`](fn@lint) checks any document by the same rules. The crate takes bytes and returns values:
//! it opens no file and no connection, and draws no random bits.
//!
//! ```
//! use testamur_documents::Contexts;
//! use testamur_roster::Roster;
//! use testamur_template::{example_template, lint, Builder, Random, Template};
//!
//! let template = Template::read(example_template().as_bytes())?;
//! let list = "name,email,number,award_date,evidence_url,grade\n\
//!             Ana Sol,ana@example.org,00731,2026-07-01,https://hw.example.edu/e/1,A\n";
//! # let list = list.replace("number,", "number,learner_id,").replace("00731,", "00731,,")
//! #     .replace("evidence_url,", "evidence_url,evidence_narrative,").replace("/e/1,", "/e/1,,");
//! let roster = Roster::read(list.as_bytes(), template.columns())?;
//! let contexts = Contexts::shipped();
//! let builder = Builder::new(&template, &contexts);
//! let row = roster.rows().next().ok_or("no row")?;
//! let random = Random::new(*b"32 bytes of a secure generator..")?;
//! let document = builder.build(&row, &random)?;
//! assert!(lint(&contexts, document.as_bytes()).is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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

mod achievement;
mod building;
mod checks;
mod fault;
mod json;
mod learner;
mod limits;
mod lint;
mod moment;
mod random;
mod reading;
mod schema;
mod template;
#[cfg(test)]
mod tests;
mod values;
mod writing;

pub use building::{BuildFault, Builder};
pub use checks::AWARDED;
pub use fault::{Fault, Faults, Place, Problem};
pub use learner::identity_hash;
pub use limits::{
	MAX_BYTES, MAX_CREDITS, MAX_DOCUMENT, MAX_FAULTS, MAX_FINDINGS, MAX_HOURS, MAX_IRI, MAX_ITEMS,
	MAX_LINE, MAX_MONTHS, MAX_PARAGRAPHS,
};
pub use lint::{lint, Finding, Rule, State};
pub use random::{NotRandom, Random, RANDOM_BYTES};
pub use template::Template;
pub use writing::{blank_template, example_template};
