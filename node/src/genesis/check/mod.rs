// SPDX-License-Identifier: Apache-2.0

//! The rules that the file must keep. All of them are tried, and all that is wrong is told.

mod keys;
mod mistake;
#[cfg(test)]
mod tests;

use std::{
	collections::{hash_map::Entry, HashMap},
	fmt::Display,
	hash::Hash,
	ops::Range,
};

use pallet_consortium::{Settings, MIN_SESSION_LENGTH, TURNS_IN_SESSION};
use pallet_credentials::{limits, GenesisGrant, GenesisInstitution};
use pallet_credentials_rpc::time::Time;
use sc_network::config::MultiaddrWithPeerId;
use sp_core::{ed25519, sr25519};
use testamur_primitives::Moment;
use testamur_runtime::{
	constants::{COUNCIL_MAX_MEMBERS, HOURS, MAX_AUTHORITIES, MINUTES},
	AccountId,
};
use toml::{value::Datetime, Spanned};

use crate::genesis::file::{self, File};
pub(crate) use mistake::{Mistake, Warning, What};

/// Bytes of the name and of the id of a chain. Both end up in logs and in paths.
const MAX_CHAIN_NAME: u32 = 64;
/// Ids of the chains that the node brings with it, and their names on the command line.
const RESERVED_IDS: [&str; 4] = ["dev", "local", "testamur-dev", "testamur-local"];
/// The fewest validators of which one can be lost: GRANDPA needs more than two thirds.
const ENOUGH_VALIDATORS: usize = 4;

/// What the members have agreed on: nothing in it breaks a rule.
#[derive(Debug, PartialEq)]
pub(crate) struct Agreement {
	pub(crate) name: String,
	pub(crate) id: String,
	pub(crate) boot_nodes: Vec<MultiaddrWithPeerId>,
	pub(crate) settings: Settings,
	pub(crate) council: Vec<AccountId>,
	pub(crate) validators: Vec<Validator>,
	pub(crate) accreditors: Vec<GenesisInstitution<AccountId>>,
	/// What they should know all the same.
	pub(crate) warnings: Vec<Warning>,
}

/// A validator with its public session keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Validator {
	pub(crate) account: AccountId,
	pub(crate) aura: sr25519::Public,
	pub(crate) grandpa: ed25519::Public,
}

/// Read the file and try every rule. `now` only serves to warn.
pub(crate) fn check(text: &str, now: Moment) -> Result<Agreement, Vec<Mistake>> {
	let file = file::parse(text).map_err(|mistake| vec![mistake])?;
	let mut checker =
		Checker { lines: LineNumbers(text), now, mistakes: Vec::new(), warnings: Vec::new() };
	let agreement = checker.agreement(&file);
	match agreement {
		Some(agreement) if checker.mistakes.is_empty() => {
			Ok(Agreement { warnings: checker.warnings, ..agreement })
		},
		_ => {
			checker.mistakes.sort_by_key(|mistake| mistake.line);
			Err(checker.mistakes)
		},
	}
}

/// Finds the line of a place in a text.
#[derive(Clone, Copy)]
pub(crate) struct LineNumbers<'a>(pub(crate) &'a str);

impl LineNumbers<'_> {
	/// From 1.
	pub(crate) fn of(self, offset: usize) -> usize {
		self.0.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
	}
}

/// Goes through the file and notes what is wrong.
struct Checker<'a> {
	lines: LineNumbers<'a>,
	now: Moment,
	mistakes: Vec<Mistake>,
	warnings: Vec<Warning>,
}

/// Values that may stand in a list once, with the line in which each was first seen.
type Seen<Value> = HashMap<Value, usize>;

impl Checker<'_> {
	/// `None` if some value could not be read; what is wrong stands in `mistakes` in any case.
	fn agreement(&mut self, file: &File) -> Option<Agreement> {
		let name = self.chain_name(&file.name);
		let id = self.id(&file.id);
		let boot_nodes = self.boot_nodes(&file.boot_nodes);
		let settings = self.settings(&file.consortium, file.validator.len());
		let council = self.council(&file.council);
		let validators = self.validators(&file.validator);
		let accreditors = self.accreditors(&file.accreditor);
		Some(Agreement {
			name: name?,
			id: id?,
			boot_nodes: boot_nodes?,
			settings: settings?,
			council: council?,
			validators: validators?,
			accreditors: accreditors?,
			warnings: Vec::new(),
		})
	}

	fn refuse(&mut self, at: &Range<usize>, field: impl Display, what: What) {
		let line = Some(self.lines.of(at.start));
		self.mistakes.push(Mistake { line, field: field.to_string(), what });
	}

	/// The value, or a note of what is wrong with it.
	fn take<T>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		result: Result<T, What>,
	) -> Option<T> {
		result.map_err(|what| self.refuse(at, field, what)).ok()
	}

	/// Note a value that stands in its list already.
	fn once<Value: Hash + Eq>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		seen: &mut Seen<Value>,
		value: Value,
	) {
		match seen.entry(value) {
			Entry::Vacant(free) => {
				free.insert(self.lines.of(at.start));
			},
			Entry::Occupied(taken) => {
				self.refuse(at, field, What::Duplicate { first: *taken.get() });
			},
		}
	}

	fn chain_name(&mut self, name: &Spanned<String>) -> Option<String> {
		self.take(&name.span(), "name", text(name.get_ref(), MAX_CHAIN_NAME))
	}

	fn id(&mut self, id: &Spanned<String>) -> Option<String> {
		self.take(&id.span(), "id", valid_id(id.get_ref()))
	}

	fn boot_nodes(&mut self, nodes: &[Spanned<String>]) -> Option<Vec<MultiaddrWithPeerId>> {
		let mut seen = Seen::new();
		let parsed: Vec<_> = nodes
			.iter()
			.enumerate()
			.map(|(place, node)| {
				let field = format!("boot_nodes {}", place + 1);
				let result = node
					.get_ref()
					.parse::<MultiaddrWithPeerId>()
					.map_err(|error| What::BadBootNode(error.to_string()));
				let parsed = self.take(&node.span(), &field, result)?;
				self.once(&node.span(), &field, &mut seen, parsed.to_string());
				Some(parsed)
			})
			.collect();
		parsed.into_iter().collect()
	}

	fn settings(
		&mut self,
		consortium: &Spanned<file::Consortium>,
		validators: usize,
	) -> Option<Settings> {
		let file::Consortium { floor, ceiling, session_length, absent_sessions } =
			consortium.get_ref();
		let (floor_at, ceiling_at) = (floor.span(), ceiling.span());
		let (floor, ceiling) = (*floor.get_ref(), *ceiling.get_ref());
		if floor == 0 {
			self.refuse(&floor_at, "consortium, floor", What::FloorZero);
		}
		if u64::from(floor) > validators as u64 {
			let what = What::BelowFloor { floor, validators };
			self.refuse(&floor_at, "consortium, floor", what);
		}
		if u64::from(ceiling) < validators as u64 {
			let what = What::AboveCeiling { ceiling, validators };
			self.refuse(&ceiling_at, "consortium, ceiling", what);
		}
		if ceiling > MAX_AUTHORITIES {
			let what = What::CeilingTooHigh { ceiling, most: MAX_AUTHORITIES };
			self.refuse(&ceiling_at, "consortium, ceiling", what);
		}
		let field = "consortium, session_length";
		let blocks = blocks(session_length.get_ref()).ok_or(What::BadDuration).and_then(|blocks| {
			let fewest = ceiling.saturating_mul(TURNS_IN_SESSION).max(MIN_SESSION_LENGTH);
			if blocks < fewest {
				return Err(What::SessionTooShort { blocks, fewest, ceiling });
			}
			Ok(blocks)
		});
		let session_length = self.take(&session_length.span(), field, blocks)?;
		let absent_sessions = *absent_sessions.get_ref();
		Some(Settings { session_length, floor, ceiling, absent_sessions })
	}

	fn council(&mut self, members: &[file::CouncilMember]) -> Option<Vec<AccountId>> {
		if members.is_empty() {
			self.mistakes.push(Mistake {
				line: None,
				field: "council".into(),
				what: What::NoCouncil,
			});
		}
		if let Some(member) = members.get(COUNCIL_MAX_MEMBERS as usize) {
			let what = What::CouncilTooLarge(members.len(), COUNCIL_MAX_MEMBERS);
			self.refuse(&member.name.span(), "council", what);
		}
		let (mut names, mut accounts) = (Seen::new(), Seen::new());
		let parsed: Vec<_> = members
			.iter()
			.enumerate()
			.map(|(place, member)| {
				let entry = format!("council {}", place + 1);
				self.name(&entry, &member.name, &mut names);
				self.account(&entry, "account", &member.account, &mut accounts)
			})
			.collect();
		parsed.into_iter().collect()
	}

	fn validators(&mut self, validators: &[file::Validator]) -> Option<Vec<Validator>> {
		if validators.len() < ENOUGH_VALIDATORS {
			self.warnings.push(Warning::FewValidators(validators.len()));
		}
		let (mut names, mut accounts) = (Seen::new(), Seen::new());
		// One list for both, so that a key that was pasted twice is seen, too.
		let mut keys = Seen::new();
		let parsed: Vec<_> = validators
			.iter()
			.enumerate()
			.map(|(place, validator)| {
				let entry = format!("validator {}", place + 1);
				self.name(&entry, &validator.name, &mut names);
				let account = self.account(&entry, "account", &validator.account, &mut accounts);
				let aura = self.key(&entry, "aura", &validator.aura, keys::aura, &mut keys);
				let grandpa =
					self.key(&entry, "grandpa", &validator.grandpa, keys::grandpa, &mut keys);
				Some(Validator { account: account?, aura: aura?, grandpa: grandpa? })
			})
			.collect();
		parsed.into_iter().collect()
	}

	fn accreditors(
		&mut self,
		accreditors: &[file::Accreditor],
	) -> Option<Vec<GenesisInstitution<AccountId>>> {
		let (mut names, mut admins) = (Seen::new(), Seen::new());
		let parsed: Vec<_> = accreditors
			.iter()
			.enumerate()
			.map(|(place, accreditor)| {
				let entry = format!("accreditor {}", place + 1);
				let name = self.name(&entry, &accreditor.name, &mut names);
				let uri = self.uri(&entry, accreditor.uri.as_ref());
				let country = self.country(&entry, &accreditor.country);
				let admin = self.account(&entry, "admin", &accreditor.admin, &mut admins);
				let grant = self.grant(&entry, accreditor);
				let allowance = *accreditor.allowance.get_ref();
				if allowance == 0 {
					let line = self.lines.of(accreditor.allowance.span().start);
					let field = format!("{entry}, allowance");
					self.warnings.push(Warning::NoAllowance { line, field });
				}
				Some(GenesisInstitution {
					name: name?,
					uri: uri?,
					country: country?,
					admin: admin?,
					allowance,
					grants: vec![grant?],
				})
			})
			.collect();
		parsed.into_iter().collect()
	}

	fn grant(&mut self, entry: &str, accreditor: &file::Accreditor) -> Option<GenesisGrant> {
		let file::Accreditor { types, depth, attest, valid_from, valid_until, .. } = accreditor;
		if types.get_ref() != "any" {
			self.refuse(&types.span(), format!("{entry}, types"), What::TypesNotAny);
		}
		let attest = attest.as_ref().is_some_and(|attest| *attest.get_ref());
		let depth_at = depth.span();
		let delegation = *depth.get_ref();
		if delegation > limits::MAX_DELEGATION {
			let what = What::TooDeep { depth: delegation, most: limits::MAX_DELEGATION };
			self.refuse(&depth_at, format!("{entry}, depth"), what);
		}
		if delegation == 0 && !attest {
			self.refuse(&depth_at, format!("{entry}, depth"), What::NoRights);
		}
		let from = self.moment(entry, "valid_from", valid_from);
		let until = self.moment(entry, "valid_until", valid_until);
		let (valid_from, valid_until) = (from?, until?);
		let (at, field) = (accreditor.valid_until.span(), format!("{entry}, valid_until"));
		if valid_until <= valid_from {
			self.refuse(&at, field, What::WindowEmpty);
		} else if valid_until <= self.now {
			let line = self.lines.of(at.start);
			self.warnings.push(Warning::WindowOver { line, field });
		}
		Some(GenesisGrant { attest, delegation, valid_from, valid_until })
	}

	fn name(
		&mut self,
		entry: &str,
		name: &Spanned<String>,
		seen: &mut Seen<String>,
	) -> Option<String> {
		let field = format!("{entry}, name");
		let checked = self.take(&name.span(), &field, text(name.get_ref(), limits::MAX_NAME))?;
		self.once(&name.span(), &field, seen, checked.clone());
		Some(checked)
	}

	fn account(
		&mut self,
		entry: &str,
		field: &str,
		account: &Spanned<String>,
		seen: &mut Seen<AccountId>,
	) -> Option<AccountId> {
		let field = format!("{entry}, {field}");
		let parsed = self.take(&account.span(), &field, keys::account(account.get_ref()))?;
		self.once(&account.span(), &field, seen, parsed.clone());
		self.warn_of_public_secret(&account.span(), field, parsed.as_ref());
		Some(parsed)
	}

	fn key<Key: AsRef<[u8]>>(
		&mut self,
		entry: &str,
		field: &str,
		key: &Spanned<String>,
		parse: fn(&str) -> Result<Key, What>,
		seen: &mut Seen<Vec<u8>>,
	) -> Option<Key> {
		let field = format!("{entry}, {field}");
		let parsed = self.take(&key.span(), &field, parse(key.get_ref()))?;
		self.once(&key.span(), &field, seen, parsed.as_ref().to_vec());
		self.warn_of_public_secret(&key.span(), field, parsed.as_ref());
		Some(parsed)
	}

	fn warn_of_public_secret(&mut self, at: &Range<usize>, field: String, key: &[u8]) {
		if keys::is_of_development(key) {
			let line = self.lines.of(at.start);
			self.warnings.push(Warning::PublicSecret { line, field });
		}
	}

	fn uri(&mut self, entry: &str, uri: Option<&Spanned<String>>) -> Option<String> {
		let Some(uri) = uri else { return Some(String::new()) };
		let checked = match text(uri.get_ref(), limits::MAX_URI) {
			Err(What::Empty) => Ok(String::new()),
			Ok(uri) if !uri.is_ascii() => Err(What::UriNotAscii),
			checked => checked,
		};
		self.take(&uri.span(), format!("{entry}, uri"), checked)
	}

	fn country(&mut self, entry: &str, country: &Spanned<String>) -> Option<String> {
		let text = country.get_ref();
		let known = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
		let checked = if known { Ok(text.clone()) } else { Err(What::BadCountry) };
		self.take(&country.span(), format!("{entry}, country"), checked)
	}

	fn moment(&mut self, entry: &str, field: &str, time: &Spanned<Datetime>) -> Option<Moment> {
		let checked = Time::parse(&time.get_ref().to_string()).ok_or(What::BadTime);
		self.take(&time.span(), format!("{entry}, {field}"), checked).map(|time| time.0)
	}
}

/// An id of a chain that cannot be mistaken for another, nor for a path.
pub(crate) fn valid_id(id: &str) -> Result<String, What> {
	let id = text(id, MAX_CHAIN_NAME)?;
	let letter = |byte: u8| byte.is_ascii_lowercase();
	let other = |byte: u8| letter(byte) || byte.is_ascii_digit() || byte == b'-';
	if !id.bytes().next().is_some_and(letter) || !id.bytes().all(other) {
		return Err(What::BadId);
	}
	if RESERVED_IDS.contains(&id.as_str()) {
		return Err(What::ReservedId);
	}
	Ok(id)
}

/// A text in one line that says something.
fn text(text: &str, most: u32) -> Result<String, What> {
	if text.trim().is_empty() {
		return Err(What::Empty);
	}
	if text.len() > most as usize {
		return Err(What::TooLong { length: text.len(), most });
	}
	if text.chars().any(moves_the_cursor) {
		return Err(What::ControlCharacter);
	}
	Ok(text.into())
}

/// Whether a character changes how the text around it is shown: controls, and those that turn the
/// direction of writing.
pub(crate) fn moves_the_cursor(c: char) -> bool {
	let turns =
		matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
	c.is_control() || turns
}

/// A length of time in blocks.
fn blocks(text: &str) -> Option<u32> {
	let (number, unit) = text.trim().split_once(' ')?;
	let unit = match unit.trim() {
		"block" | "blocks" => 1,
		"minute" | "minutes" => MINUTES,
		"hour" | "hours" => HOURS,
		_ => return None,
	};
	number.parse::<u32>().ok()?.checked_mul(unit)
}
