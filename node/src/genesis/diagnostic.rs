// SPDX-License-Identifier: Apache-2.0

//! Reports of what is wrong with the file, each with its place and a way to mend it.

use std::fmt;

/// A reason why no chain can be made of the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
	/// Line in the file, from 1.
	pub(crate) line: Option<usize>,
	/// The field, such as `validator 2, aura`.
	pub(crate) field: String,
	pub(crate) problem: Problem,
}

impl fmt::Display for Diagnostic {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		if let Some(line) = self.line {
			write!(f, "line {line}, ")?;
		}
		write!(f, "{}: {}", self.field, self.problem)
	}
}

/// A rule that a field breaks. Its text never repeats the value of a key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Problem {
	#[error("{0}. `testamur-node genesis new` prints a file to fill in")]
	Shape(String),
	#[error("it is empty. Fill it in")]
	Empty,
	#[error("it has {length} bytes, and {most} is the most. Shorten it")]
	TooLong { length: usize, most: u32 },
	#[error(
		"it holds a line break, or another character that cannot be seen or that changes how others \
		 are shown. Take it out"
	)]
	Unprintable,
	#[error(
		"it begins or ends with white space, has two spaces in a row, or a space of another kind. Put \
		 single spaces between words"
	)]
	WhiteSpace,
	#[error("it begins with a combining mark. Begin with the character that the mark belongs to")]
	LeadingMark,
	#[error(
		"an id begins with a letter and has small letters, digits and hyphens only. Nodes use it as \
		 the name of a folder"
	)]
	BadId,
	#[error("this is the id of a chain that every node brings with it. Choose another")]
	ReservedId,
	#[error("the same as in line {first}. Each must have its own")]
	Duplicate { first: usize },
	#[error(
		"this is no public key. Write the SS58 address, or 0x and 64 hex digits; should it have been \
		 a secret, replace the key, for it has been seen"
	)]
	NotAKey,
	#[error(
		"no {scheme} key looks like this. Check that aura (sr25519) and grandpa (ed25519) are not \
		 swapped, and copy both from what `testamur-node genesis keys` printed"
	)]
	NoSuchPoint { scheme: &'static str },
	#[error(
		"this is no address of a node ({0}). Write it as \
		 \"/dns/node.example.org/tcp/30333/p2p/PEER_ID\""
	)]
	BadBootNode(String),
	#[error("a chain needs somebody to decide. Add a [[council]] with name and account")]
	NoCouncil,
	#[error("{0} seats, and {1} is the most a council can have")]
	CouncilTooLarge(usize, u32),
	#[error("a floor of 0 would let the chain lose its last validator. Choose 1 or more")]
	FloorZero,
	#[error(
		"the floor is {floor} and there are {validators} validators. Add [[validator]]s, or lower it"
	)]
	BelowFloor { floor: u32, validators: usize },
	#[error(
		"the ceiling is {ceiling} and there are {validators} validators. Raise it, or take some out"
	)]
	AboveCeiling { ceiling: u32, validators: usize },
	#[error("the ceiling is {ceiling}, and {most} validators is the most the chain can have")]
	CeilingTooHigh { ceiling: u32, most: u32 },
	#[error(
		"this is no length of time. Write a whole number and its unit, such as \"4 hours\", \
		 \"60 minutes\" or \"1200 blocks\""
	)]
	BadDuration,
	#[error(
		"a session of {blocks} blocks is too short: it takes {fewest}, so that each of {ceiling} \
		 validators has a turn twice. Make it longer, or lower the ceiling"
	)]
	SessionTooShort { blocks: u32, fewest: u32, ceiling: u32 },
	#[error(
		"a session of {blocks} blocks is too long: {most}, a week, is the most, because a change of the \
		 validators waits until a session ends. Make it shorter"
	)]
	SessionTooLong { blocks: u32, most: u32 },
	#[error("write the two capital letters of ISO 3166-1, such as \"NL\"")]
	BadCountry,
	#[error("it holds characters outside ASCII. Percent-encode them")]
	UriNotAscii,
	#[error("it holds white space or a control character. Percent-encode it")]
	UriUnprintable,
	#[error("there are no credential types yet to choose from. Write \"any\"")]
	TypesNotAny,
	#[error("{depth} levels, and {most} is the most the chain supports")]
	TooDeep { depth: u8, most: u8 },
	#[error("it may do nothing. Give it a depth of 1 or more, or attest = true")]
	NoRights,
	#[error(
		"write date, time and offset as in RFC 3339, such as 2026-09-01T00:00:00Z, after 1970"
	)]
	BadTime,
	#[error("it is not later than valid_from. The window would be empty")]
	WindowEmpty,
}

/// A fact that a chain can live with and that its members should know.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Warning {
	#[error(
		"the number of seats in the council is {0}, so every decision takes all of them: as soon as one key \
		 is lost, nothing can be decided any more, and no seat be given to somebody else. With 3 the other \
		 two replace a lost one"
	)]
	SmallCouncil(usize),
	#[error(
		"the number of validators is {0}, so the chain stands still as soon as one is gone. With 4 \
		 it goes on"
	)]
	FewValidators(usize),
	#[error("line {line}, {field}: everybody knows the secret of this key. Never use it for real")]
	PublicSecret { line: usize, field: String },
	#[error("line {line}, {field}: this moment is past, so the accreditation is over already")]
	WindowOver { line: usize, field: String },
	#[error("line {line}, {field}: with an allowance of 0 it can send nothing")]
	NoAllowance { line: usize, field: String },
}

/// The line numbers of a text.
#[derive(Clone, Copy)]
pub(crate) struct LineNumbers<'a>(pub(crate) &'a str);

impl LineNumbers<'_> {
	/// Returns the number of the line, from 1, that holds the byte at `offset`.
	pub(crate) fn of(self, offset: usize) -> usize {
		self.0.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
	}
}
