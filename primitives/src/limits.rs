// SPDX-License-Identifier: Apache-2.0

//! The bounds of the stored records and of the calls, each defined once.

use crate::ids::Moment;

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
/// Expired ones give up their places when others need them.
pub const MAX_HELD: u32 = 128;
/// Number of those places that are kept for the council, so that offers of others, wanted or not,
/// cannot keep it from accrediting an institution.
pub const HELD_FOR_COUNCIL: u32 = 16;
/// Maximum number of expired accreditations that give up their places to one offer, renewal or
/// reinstatement: all those of the council, and one more.
pub const MAX_TAKEN_OUT: u32 = HELD_FOR_COUNCIL + 1;
/// Maximum number of unanswered offers of one institution to one holder that have not expired, so
/// that no grantor alone can fill the places of a holder. Offers of the council are not limited.
pub const MAX_OPEN_OFFERS: u32 = 8;
/// Maximum time before now from which an institution may void what was issued: 30 days, in
/// milliseconds.
///
/// An institution that reconciles each month's issuing notices a theft within that time. What was
/// issued earlier is for the council to void, which decides within a week.
pub const MAX_REACH_BACK: Moment = 30 * 24 * 60 * 60 * 1_000;
/// Maximum number of operator accounts of one institution, its admin not counted.
pub const MAX_OPERATORS: u32 = 64;
/// Maximum number of document keys of one institution that are in use, neither retired nor
/// compromised: one for each school of a university, and as many for status lists. It bounds every
/// call after which one more is in use.
pub const MAX_CURRENT_KEYS: u32 = 16;
/// Maximum number of document keys of one institution that are not compromised, retired ones
/// included.
///
/// A DID document lists all of them, and takes about half a kilobyte for each, so it stays within 64
/// KiB. An institution that replaces two keys a year needs 64 years for them. A thief of the admin's
/// key needs a minute; whoever declares the keys that the thief added compromised makes room again.
pub const MAX_LISTED_KEYS: u32 = 128;
/// Maximum number of grave acts of one institution that wait for a second account: one of each of
/// its accounts.
pub const MAX_PENDING_ACTS: u32 = MAX_OPERATORS + 1;
/// The time within which a second account must agree to a grave act: three days in milliseconds,
/// which bridge a weekend.
pub const AUTHORIZATION_WINDOW: u64 = 3 * 24 * 60 * 60 * 1_000;
/// Maximum number of final changes of statuses, revocations and supersessions, that those accounts
/// of an institution which have no permission for grave acts make within [`FINAL_CHANGES_PERIOD`],
/// all of them together. Where the institution demands dual authorization, it is the maximum that
/// all its accounts make alone.
///
/// A registrar's office corrects a handful on an ordinary day, and has an account with that
/// permission, or time for a second account, when it revokes more. Two periods can meet, so a thief
/// of such a key ends at most 31 credentials within any 24 hours.
pub const MAX_FINAL_CHANGES_ALONE: u32 = 16;
/// The time for which final changes are counted, from the first one on: a day, in milliseconds.
pub const FINAL_CHANGES_PERIOD: Moment = 24 * 60 * 60 * 1_000;
/// Maximum time for which an account may give its consent in advance: 30 days, in milliseconds. An
/// institution can collect consents on paper or by mail in that time, and one that gets into other
/// hands is worth nothing a month later.
pub const MAX_CONSENT: u64 = 30 * 86_400_000;
/// Maximum time for which a custodian is appointed at once: five years of 365.25 days, in
/// milliseconds. A council whose members change with time looks at a custodian again after that, and
/// appoints it once more if it did well.
pub const MAX_CUSTODY: Moment = 5 * 31_557_600_000;
/// Maximum number of status changes, and maximum number of credentials issued again, for which a
/// custodian is appointed at once.
///
/// They are more than one in twenty of a million credentials, which is more than any university has
/// to change within five years. The council states as few as it expects, since a thief of the
/// custodian's keys has the rest.
pub const MAX_CUSTODIAL_ACTS: u32 = 1 << 16;
/// Maximum number of credentials in one `reissue` call. Each stands under a grant of its own, whose
/// path is read, so that a call of this size fits a block together with others.
pub const MAX_REISSUES: u32 = 64;
/// Maximum number of batches in one `anchor_many` or `list_batches` call.
pub const MAX_ANCHORS: u32 = 256;
/// Maximum number of places of a status list. A holder of a stolen key can fill a list, so a full one
/// must still be small enough to be served: it is 128 KiB before compression.
pub const MAX_LIST: u32 = 1 << 20;
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
