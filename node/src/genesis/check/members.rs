// SPDX-License-Identifier: Apache-2.0

//! Who is who: the council, the validators, those who accredit.

use std::ops::Range;

use pallet_credentials::{limits, GenesisGrant, GenesisInstitution};
use pallet_credentials_rpc::time::Time;
use testamur_primitives::Moment;
use testamur_runtime::{constants::COUNCIL_MAX_MEMBERS, AccountId};
use toml::{value::Datetime, Spanned};

use super::{all, keys, text::text, Checker, Mistake, Seen, Validator, Warning, What};
use crate::genesis::file;

/// The fewest validators of which one can be lost: GRANDPA needs more than two thirds.
const ENOUGH_VALIDATORS: usize = 4;

impl Checker<'_> {
	pub(super) fn council(&mut self, members: &[file::CouncilMember]) -> Option<Vec<AccountId>> {
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
		let parsed = members.iter().enumerate().map(|(place, member)| {
			let entry = format!("council {}", place + 1);
			self.name(&entry, &member.name, &mut names);
			self.account(&entry, "account", &member.account, &mut accounts)
		});
		all(parsed)
	}

	pub(super) fn validators(&mut self, validators: &[file::Validator]) -> Option<Vec<Validator>> {
		if validators.len() < ENOUGH_VALIDATORS {
			self.warnings.push(Warning::FewValidators(validators.len()));
		}
		let (mut names, mut accounts) = (Seen::new(), Seen::new());
		// One list for both, so that a key that was pasted twice is seen, too.
		let mut keys = Seen::new();
		let parsed = validators.iter().enumerate().map(|(place, validator)| {
			let entry = format!("validator {}", place + 1);
			self.name(&entry, &validator.name, &mut names);
			let account = self.account(&entry, "account", &validator.account, &mut accounts);
			let aura = self.key(&entry, "aura", &validator.aura, keys::aura, &mut keys);
			let grandpa = self.key(&entry, "grandpa", &validator.grandpa, keys::grandpa, &mut keys);
			Some(Validator { account: account?, aura: aura?, grandpa: grandpa? })
		});
		all(parsed)
	}

	pub(super) fn accreditors(
		&mut self,
		accreditors: &[file::Accreditor],
	) -> Option<Vec<GenesisInstitution<AccountId>>> {
		let (mut names, mut admins) = (Seen::new(), Seen::new());
		let parsed = accreditors.iter().enumerate().map(|(place, accreditor)| {
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
		});
		all(parsed)
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
