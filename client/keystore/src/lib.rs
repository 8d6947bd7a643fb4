// SPDX-License-Identifier: Apache-2.0

//! # Keystores
//!
//! The key of one account in a file that is encrypted with a password: the JSON that polkadot.js
//! exports and imports, version 3, for sr25519 and ed25519.
//!
//! [`Keystore::read`] reads a file, [`Keystore::unlock`] returns its [`Key`], and [`Key::lock`] writes
//! a file. A [`Phrase`] is a key in words, from which it is made again. Passwords and phrases come from the
//! caller, from a reader or, with the feature `prompt`, from a terminal. Random bits come from the caller or, with
//! the feature `generator`, from the operating system. The crate opens no file and no connection. Secrets are erased
//! when they are dropped, and none is shown but a phrase, to whoever asks for its words.
//!
//! `docs/keystore.md` describes which files are read, written and refused.
//!
//! ```
//! use testamur_keystore::{Key, Keystore, Password, Random, Scheme};
//!
//! let password = Password::from_reader(&b"correct horse battery\n"[..])?;
//! let key = Key::from_seed(Scheme::Sr25519, b"32 bytes of a secure generator..")?;
//! let file = key.lock(&password, "Registrar", Random::draw()?)?;
//!
//! let keystore = Keystore::read(file.as_bytes())?;
//! assert_eq!(keystore.name(), Some("Registrar"));
//! assert_eq!(keystore.unlock(&password)?.public(), key.public());
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

pub mod address;
mod cost;
mod fault;
mod file;
mod key;
mod keystore;
mod limits;
mod locking;
mod password;
mod payload;
mod phrase;
#[cfg(feature = "prompt")]
pub mod prompt;
mod random;
mod scheme;
mod sealed;
#[cfg(test)]
mod tests;

pub use address::AddressFault;
pub use fault::Fault;
pub use key::Key;
pub use keystore::Keystore;
pub use limits::{MAX_BYTES, MAX_NAME, MAX_PASSWORD, MIN_PASSWORD};
pub use password::{Password, PasswordFault};
pub use phrase::{Phrase, PhraseFault, ENTROPY_BYTES};
pub use random::{Random, RANDOM_BYTES};
pub use scheme::Scheme;
