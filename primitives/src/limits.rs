// SPDX-License-Identifier: Apache-2.0

//! The bounds of the stored records and of the calls, each defined once.

/// Maximum length of an institution's name, in bytes of UTF-8.
pub const MAX_NAME: u32 = 128;
/// Maximum length of a URI, in bytes.
pub const MAX_URI: u32 = 256;
/// Maximum number of credential types that one accreditation may list. An institution that needs
/// more takes several accreditations, or one of scope [`Any`](crate::Scope::Any).
pub const MAX_SCOPE: u32 = 64;
/// Maximum number of levels of accreditation below one that the council gave.
///
/// The longest path can be, for example, that of ministry, agency, university group, university and
/// faculty: five grants.
pub const MAX_DELEGATION: u8 = 4;
/// Maximum number of grants on the path from a holder to the council: [`MAX_DELEGATION`] and the
/// grant itself.
pub const MAX_PATH: u32 = MAX_DELEGATION as u32 + 1;
/// Maximum number of accreditations of one institution that are neither declined nor withdrawn.
pub const MAX_HELD: u32 = 128;
/// Number of those places that are kept for the council, so that offers of others, wanted or not,
/// cannot keep it from accrediting an institution.
pub const HELD_FOR_COUNCIL: u32 = 16;
/// Maximum number of operator accounts of one institution, its admin not counted.
pub const MAX_OPERATORS: u32 = 64;
/// Maximum number of batches in one `anchor_many` call.
pub const MAX_ANCHORS: u32 = 256;
/// Maximum number of status changes in one `change_statuses` call.
pub const MAX_STATUS_CHANGES: u32 = 256;
/// Maximum number of hashes on an inclusion path: the depth of a tree of 2^32 leaves (RFC 9162,
/// section 2.1.3).
pub const MAX_INCLUSION_PATH: u32 = 32;
/// Maximum number of references in one verification.
pub const MAX_REFERENCES: u32 = 1_000;
/// Maximum number of status chunks in one read: 1,024 chunks are 262,144 statuses, 128 KiB.
pub const MAX_CHUNKS: u32 = 1_024;
/// Maximum number of items on a page of a listing.
pub const MAX_PAGE: u32 = 100;
/// Maximum number of grants that a listing of issuers, or of the grants of a grantor, examines for
/// one page: ten times as many as one institution may hold, so that every page makes progress.
pub const MAX_GRANTS_LOOKED_AT: u32 = 10 * MAX_HELD;

/// Maximum default validity of a type: a thousand years, in milliseconds. A JSON number represents
/// it without loss.
pub const MAX_VALIDITY: u64 = 1_000 * 31_557_600_000;
/// Highest level of the European Qualifications Framework.
pub const MAX_EQF_LEVEL: u8 = 8;
