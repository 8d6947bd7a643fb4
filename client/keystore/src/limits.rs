// SPDX-License-Identifier: Apache-2.0

//! The bounds of files, names and passwords.

/// The most bytes of a keystore. One has about 600, and more where its account has a long name.
pub const MAX_BYTES: usize = 64 * 1024;

/// The most bytes of the name in a new keystore.
pub const MAX_NAME: usize = 128;

/// The most bytes of a password.
pub const MAX_PASSWORD: usize = 1024;

/// The fewest characters of the password for a new keystore (NIST SP 800-63B, revision 3, section
/// 5.1.1.2).
pub const MIN_PASSWORD: usize = 8;
