// SPDX-License-Identifier: Apache-2.0

//! # What a learner does with her own files
//!
//! Each function takes the bytes of a request and remembers nothing. Random bytes come from the caller, since a module
//! in WebAssembly has none. Secrets are erased where this code owns them; the page ends the worker after each call that
//! has one, and the memory of the module with it.
//!
//! * `own`: the files of a learner: credentials, her key, an archive of both.
//! * `key`: a key that is made, or made again of its recovery phrase.
//! * `presenting`: presentations, signed with that key.
//! * `code`: the code (QR) with the reference of a credential.
//! * `packing`: her files as an archive.
//! * `exports`: the functions as the exports of a module in WebAssembly.

mod code;
#[cfg(target_arch = "wasm32")]
mod exports;
mod key;
mod own;
mod packing;
mod presenting;

pub use code::draw_code;
pub use key::{new_key, restore_key};
pub use own::open_own;
pub use packing::pack_own;
pub use presenting::{present, relate};
