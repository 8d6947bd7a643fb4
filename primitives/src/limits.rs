// SPDX-License-Identifier: Apache-2.0

//! Every bound of the stored records and of the calls, each defined once.

/// Bytes of an institution's name (UTF-8).
pub const MAX_NAME: u32 = 128;
/// Bytes of a URI.
pub const MAX_URI: u32 = 256;
/// Credential types that one accreditation may list. An accreditation for more is several, or of
/// scope [`Any`](crate::Scope::Any).
pub const MAX_SCOPE: u32 = 64;
/// Levels of accreditation that may hang below one given by the council.
///
/// Ministry, agency, university group, university, faculty: five grants on one path.
pub const MAX_DELEGATION: u8 = 4;
/// Grants on the longest path from a holder to the council: [`MAX_DELEGATION`] and the grant itself.
pub const MAX_PATH: u32 = MAX_DELEGATION as u32 + 1;
/// Accreditations of one institution that are neither declined nor withdrawn.
pub const MAX_HELD: u32 = 128;
/// How many of those places are left to the council, so that offers of others, wanted or not, cannot
/// keep it from accrediting an institution.
pub const HELD_FOR_COUNCIL: u32 = 16;
/// Operator accounts of one institution, its admin not counted.
pub const MAX_OPERATORS: u32 = 64;
/// Batches in one `anchor_many` call.
pub const MAX_ANCHORS: u32 = 256;
/// Status changes in one `change_statuses` call.
pub const MAX_STATUS_CHANGES: u32 = 256;
/// Hashes on an inclusion path: the depth of a tree of 2^32 leaves (RFC 9162, section 2.1.3).
pub const MAX_INCLUSION_PATH: u32 = 32;
/// References in one verification.
pub const MAX_REFERENCES: u32 = 1_000;
/// Status chunks in one read: 1,024 chunks are 262,144 statuses, 128 KiB.
pub const MAX_CHUNKS: u32 = 1_024;
/// Items on a page of a listing.
pub const MAX_PAGE: u32 = 100;
/// Grants that the listing of issuers looks at for one page: ten times as many as one institution
/// may hold, so that a page always gets on.
pub const MAX_GRANTS_LOOKED_AT: u32 = 10 * MAX_HELD;

/// The longest default validity of a type: a thousand years, in milliseconds. JSON numbers carry it
/// without loss.
pub const MAX_VALIDITY: u64 = 1_000 * 31_557_600_000;
/// The highest level of the European Qualifications Framework.
pub const MAX_EQF_LEVEL: u8 = 8;
