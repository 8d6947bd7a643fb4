// SPDX-License-Identifier: Apache-2.0

//! The rules for the members: the council, the validators, the accreditors.

use std::ops::Range;

use pallet_credentials::{limits, GenesisGrant, GenesisInstitution};
use pallet_credentials_rpc::time::Time;
use testamur_primitives::Moment;
use testamur_runtime::{constants::COUNCIL_MAX_MEMBERS, AccountId};
use toml::{value::Datetime, Spanned};

use super::{
	collect_all, keys,
	text::{line_of_text, uri},
	Checker, Diagnostic, FirstLines, Problem, Validator, Warning,
};
use crate::genesis::file;

/// Smallest number of validators that survives the loss of one. GRANDPA needs more than two thirds.
const MIN_FAULT_TOLERANT: usize = 4;

/// Smallest council in which the others replace a lost seat, which takes two thirds.
const MIN_COUNCIL: usize = 3;

impl Checker<'_> {
	pub(super) fn council(&mut self, members: &[file::CouncilMember]) -> Option<Vec<AccountId>> {
		if members.is_empty() {
			self.diagnostics.push(Diagnostic {
				line: None,
				field: "council".into(),
				problem: Problem::NoCouncil,
			});
		}
		if (1..MIN_COUNCIL).contains(&members.len()) {
			self.warnings.push(Warning::SmallCouncil(members.len()));
		}
		if let Some(member) = members.get(COUNCIL_MAX_MEMBERS as usize) {
			let problem = Problem::CouncilTooLarge(members.len(), COUNCIL_MAX_MEMBERS);
			self.note(&member.name.span(), "council", problem);
		}
		let (mut names, mut accounts) = (FirstLines::new(), FirstLines::new());
		let parsed = members.iter().enumerate().map(|(place, member)| {
			let entry = format!("council {}", place + 1);
			self.name(&entry, &member.name, &mut names);
			self.account(&entry, "account", &member.account, &mut accounts)
		});
		collect_all(parsed)
	}

	pub(super) fn validators(&mut self, validators: &[file::Validator]) -> Option<Vec<Validator>> {
		if validators.len() < MIN_FAULT_TOLERANT {
			self.warnings.push(Warning::FewValidators(validators.len()));
		}
		let (mut names, mut accounts) = (FirstLines::new(), FirstLines::new());
		// One list for both, so that a key that was pasted twice is found, too.
		let mut keys = FirstLines::new();
		let parsed = validators.iter().enumerate().map(|(place, validator)| {
			let entry = format!("validator {}", place + 1);
			self.name(&entry, &validator.name, &mut names);
			let account = self.account(&entry, "account", &validator.account, &mut accounts);
			let aura = self.key(&entry, "aura", &validator.aura, keys::aura, &mut keys);
			let grandpa = self.key(&entry, "grandpa", &validator.grandpa, keys::grandpa, &mut keys);
			Some(Validator { account: account?, aura: aura?, grandpa: grandpa? })
		});
		collect_all(parsed)
	}

	pub(super) fn accreditors(
		&mut self,
		accreditors: &[file::Accreditor],
	) -> Option<Vec<GenesisInstitution<AccountId>>> {
		let (mut names, mut admins) = (FirstLines::new(), FirstLines::new());
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
		collect_all(parsed)
	}

	fn grant(&mut self, entry: &str, accreditor: &file::Accreditor) -> Option<GenesisGrant> {
		let file::Accreditor { types, depth, attest, valid_from, valid_until, .. } = accreditor;
		if types.get_ref() != "any" {
			self.note(&types.span(), format!("{entry}, types"), Problem::TypesNotAny);
		}
		let attest = attest.as_ref().is_some_and(|attest| *attest.get_ref());
		let depth_at = depth.span();
		let delegation = *depth.get_ref();
		if delegation > limits::MAX_DELEGATION {
			let problem = Problem::TooDeep { depth: delegation, most: limits::MAX_DELEGATION };
			self.note(&depth_at, format!("{entry}, depth"), problem);
		}
		if delegation == 0 && !attest {
			self.note(&depth_at, format!("{entry}, depth"), Problem::NoRights);
		}
		let from = self.moment(entry, "valid_from", valid_from);
		let until = self.moment(entry, "valid_until", valid_until);
		let (valid_from, valid_until) = (from?, until?);
		let (at, field) = (accreditor.valid_until.span(), format!("{entry}, valid_until"));
		if valid_until <= valid_from {
			self.note(&at, field, Problem::WindowEmpty);
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
		first_lines: &mut FirstLines<String>,
	) -> Option<String> {
		let field = format!("{entry}, name");
		let checked = self.value_or_note(
			&name.span(),
			&field,
			line_of_text(name.get_ref(), limits::MAX_NAME),
		)?;
		self.ensure_unique(&name.span(), &field, first_lines, checked.clone());
		Some(checked)
	}

	fn account(
		&mut self,
		entry: &str,
		field: &str,
		account: &Spanned<String>,
		first_lines: &mut FirstLines<AccountId>,
	) -> Option<AccountId> {
		let field = format!("{entry}, {field}");
		let parsed =
			self.value_or_note(&account.span(), &field, keys::account(account.get_ref()))?;
		self.ensure_unique(&account.span(), &field, first_lines, parsed.clone());
		self.warn_of_public_secret(&account.span(), field, parsed.as_ref());
		Some(parsed)
	}

	fn key<Key: AsRef<[u8]>>(
		&mut self,
		entry: &str,
		field: &str,
		key: &Spanned<String>,
		parse: fn(&str) -> Result<Key, Problem>,
		first_lines: &mut FirstLines<Vec<u8>>,
	) -> Option<Key> {
		let field = format!("{entry}, {field}");
		let parsed = self.value_or_note(&key.span(), &field, parse(key.get_ref()))?;
		self.ensure_unique(&key.span(), &field, first_lines, parsed.as_ref().to_vec());
		self.warn_of_public_secret(&key.span(), field, parsed.as_ref());
		Some(parsed)
	}

	fn warn_of_public_secret(&mut self, at: &Range<usize>, field: String, key: &[u8]) {
		if keys::is_of_development(key) {
			let line = self.lines.of(at.start);
			self.warnings.push(Warning::PublicSecret { line, field });
		}
	}

	fn uri(&mut self, entry: &str, text: Option<&Spanned<String>>) -> Option<String> {
		let Some(text) = text else { return Some(String::new()) };
		let checked = uri(text.get_ref(), limits::MAX_URI);
		self.value_or_note(&text.span(), format!("{entry}, uri"), checked)
	}

	fn country(&mut self, entry: &str, country: &Spanned<String>) -> Option<String> {
		let text = country.get_ref();
		let known = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
		let checked = if known { Ok(text.clone()) } else { Err(Problem::BadCountry) };
		self.value_or_note(&country.span(), format!("{entry}, country"), checked)
	}

	fn moment(&mut self, entry: &str, field: &str, time: &Spanned<Datetime>) -> Option<Moment> {
		// Moment 0 stands for one that was left out.
		let parsed = Time::parse(&time.get_ref().to_string()).filter(|time| time.0 > 0);
		let checked = parsed.ok_or(Problem::BadTime);
		self.value_or_note(&time.span(), format!("{entry}, {field}"), checked)
			.map(|time| time.0)
	}
}
