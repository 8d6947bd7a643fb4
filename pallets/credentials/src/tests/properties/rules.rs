// SPDX-License-Identifier: Apache-2.0

//! The rules of the model: for every call, the conditions of its success and the changes that it
//! makes.

use super::{
	calls::{Signer, SOUND_NAMES},
	model::{Account, Body, Cohort, Kind, Model, State},
};
use crate::{
	mock::{AccountId, DAY},
	Consent, Permissions, StatusChangeAt,
};
use sp_runtime::testing::TestSignature;
use testamur_primitives::{
	records::{Anchor, Validity},
	Profile, RevocationReason, Root, StatusChange, SuccessorPointer, TypeDefinition, TypeKind,
};

type Call = crate::Call<crate::mock::Test>;

/// The result of a call: `None` if it was refused and changed nothing.
pub(super) type Done = Option<()>;

pub(super) fn require(condition: bool) -> Done {
	condition.then_some(())
}

/// The authenticated caller of a call.
pub(super) enum Party {
	Council,
	Institution(u32),
}

impl Model {
	/// Runs a call and returns whether it succeeded.
	pub(super) fn call(&mut self, signer: Signer, call: &Call) -> bool {
		self.step += 1;
		let pending: Vec<_> = self.institutions.iter().map(|body| body.pending.clone()).collect();
		if self.waits(signer, call) {
			return true;
		}
		let done =
			signer == Signer::Council && self.is_so(call) || self.run(signer, call).is_some();
		if !done {
			for (body, pending) in self.institutions.iter_mut().zip(pending) {
				body.pending = pending;
			}
		}
		done
	}

	fn run(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::register_institution { profile, admin, .. } => {
				self.council(signer)?;
				self.register_institution(profile, *admin)
			},
			Call::set_home_page { uri } => {
				self.admin(signer)?;
				require(sound_uri(uri))
			},
			Call::rename_institution { institution, name, country } => {
				self.council(signer)?;
				self.institution(institution.0)?;
				require(sound_name(name) && sound_country(*country))
			},
			Call::suspend_institution { institution } => {
				self.council(signer)?;
				self.set_suspended(institution.0, true)
			},
			Call::reinstate_institution { institution } => {
				self.council(signer)?;
				self.end_custody(institution.0);
				self.set_suspended(institution.0, false)
			},
			Call::replace_admin { institution, admin } => {
				self.council(signer)?;
				self.replace_admin(institution.0, *admin)
			},
			Call::set_allowance { institution, .. } => {
				self.council(signer)?;
				self.institution(institution.0).map(|_| ())
			},
			Call::set_operator { operator, permissions, consent } => {
				let institution = self.sets_operators(signer, permissions.grave)?;
				self.set_operator(institution, *operator, *permissions, consent.as_ref())
			},
			Call::hand_over { admin, consent } => {
				let institution = self.sets_operators(signer, true)?;
				require(self.free_for(*admin, institution))?;
				require(self.take_consent(*admin, institution, "the admin", consent))?;
				self.replace_admin(institution, *admin)
			},
			Call::resign {} => {
				let Signer::Account(who) = signer else { return None };
				require(self.accounts.get(&who)?.permissions.is_some())?;
				self.discharge(who)
			},
			Call::remove_operator { institution, operator } => {
				if let Party::Institution(by) = self.party(signer, |_| false)? {
					require(institution.0 == by)?;
				}
				let account = *self.accounts.get(operator)?;
				require(account.institution == institution.0 && account.permissions.is_some())?;
				self.discharge(*operator)
			},
			_ => self.run_on_credentials(signer, call),
		}
	}

	/// Runs a call on types and batches.
	fn run_on_credentials(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::register_type { definition } => {
				let party = self.party(signer, |may| may.issue || may.accredit)?;
				self.register_type(party, definition)
			},
			Call::retire_type { type_id } => {
				let party = self.party(signer, |may| may.grave)?;
				self.retire_type(party, type_id.0)
			},
			Call::reinstate_type { type_id } => {
				self.council(signer)?;
				self.credential_type(type_id.0)?;
				self.types[type_id.0 as usize - 1].retired = false;
				Some(())
			},
			Call::anchor { accreditation, type_id, anchor } => {
				let by = self.member(signer, |may| may.issue)?;
				self.anchor(by, accreditation.0, type_id.0, &[*anchor])
			},
			Call::anchor_many { accreditation, type_id, anchors } => {
				let by = self.member(signer, |may| may.issue)?;
				self.anchor(by, accreditation.0, type_id.0, anchors)
			},
			Call::change_statuses { root, changes } => {
				let by = self.member(signer, |may| may.change_status)?;
				let finals = self.counted_changes(signer, by, changes);
				let alone = finals == 0 || self.may_make_alone(by, finals);
				// Whoever may do grave acts is the second, or else the call would wait.
				require(alone || self.member(signer, |may| may.grave).is_some())?;
				self.change_statuses(by, *root, changes)?;
				if alone {
					self.make_alone(by, finals);
				}
				Some(())
			},
			Call::revoke_batch { root, reason, successor } => {
				let by = self.member(signer, |may| may.grave)?;
				self.revoke_batch(by, *root, *reason, *successor)
			},
			Call::attest_again { root, accreditation } => {
				let by = self.member(signer, |may| may.grave)?;
				self.attest_again(by, *root, accreditation.0)
			},
			Call::list_batches { label, start, roots } => {
				let by = self.member(signer, |may| may.issue)?;
				self.list_batches(by, *label, *start, roots)
			},
			Call::set_dual_authorization { institution, required } => {
				self.set_dual(signer, institution.0, *required)
			},
			_ => self.run_on_keys(signer, call),
		}
	}

	/// Revokes a batch, or changes the successor of a revoked one.
	fn revoke_batch(
		&mut self,
		by: u32,
		root: Root,
		reason: RevocationReason,
		successor: Option<Root>,
	) -> Done {
		let batch = self.batches.get(&(by, root))?;
		let changes = |former| former == reason && batch.successor != successor;
		require(batch.revoked.is_none_or(changes))?;
		if let Some(successor) = successor {
			require(successor != root && self.may_succeed_a_batch((by, successor)))?;
		}
		let batch = self.batches.get_mut(&(by, root))?;
		(batch.revoked, batch.successor) = (Some(reason), successor);
		Some(())
	}

	pub(super) fn council(&self, signer: Signer) -> Done {
		require(signer == Signer::Council)
	}

	/// Returns the signer's institution, if it is active and the signer may do this for it.
	pub(super) fn member(&self, signer: Signer, may: fn(&Permissions) -> bool) -> Option<u32> {
		let Signer::Account(who) = signer else { return None };
		let account = self.accounts.get(&who)?;
		require(!self.institution(account.institution)?.suspended)?;
		require(account.permissions.is_none_or(|permissions| may(&permissions)))?;
		Some(account.institution)
	}

	fn admin(&self, signer: Signer) -> Option<u32> {
		self.member(signer, |_| false)
	}

	pub(super) fn party(&self, signer: Signer, may: fn(&Permissions) -> bool) -> Option<Party> {
		match signer {
			Signer::Council => Some(Party::Council),
			_ => self.member(signer, may).map(Party::Institution),
		}
	}

	fn register_institution(&mut self, profile: &Profile, admin: AccountId) -> Done {
		require(sound_profile(profile) && admin != 0 && !self.accounts.contains_key(&admin))?;
		self.institutions.push(Body {
			admin,
			suspended: false,
			closed: false,
			closed_at: 0,
			custody: None,
			dual: false,
			pending: vec![],
			alone: (0, 0),
			keys: vec![],
		});
		let institution = self.institutions.len() as u32;
		self.accounts.insert(admin, Account { institution, permissions: None });
		Some(())
	}

	fn set_suspended(&mut self, institution: u32, suspended: bool) -> Done {
		self.institution(institution)?;
		let body = &mut self.institutions[institution as usize - 1];
		body.suspended = suspended;
		body.closed &= suspended;
		Some(())
	}

	/// Returns whether an account serves no institution, or is an operator of this one. Account 0
	/// stands for none.
	fn free_for(&self, who: AccountId, institution: u32) -> bool {
		who != 0
			&& self.accounts.get(&who).is_none_or(|account| {
				account.institution == institution && account.permissions.is_some()
			})
	}

	fn replace_admin(&mut self, institution: u32, admin: AccountId) -> Done {
		let former = self.institution(institution)?.admin;
		require(self.free_for(admin, institution))?;
		self.discharge(former)?;
		self.accounts.insert(admin, Account { institution, permissions: None });
		self.institutions[institution as usize - 1].admin = admin;
		Some(())
	}

	fn set_operator(
		&mut self,
		institution: u32,
		who: AccountId,
		may: Permissions,
		consent: Option<&Consent<TestSignature>>,
	) -> Done {
		require(may.issue || may.change_status || may.accredit || may.grave)?;
		require(self.free_for(who, institution))?;
		if self.accounts.contains_key(&who) {
			require(consent.is_none())?;
		} else {
			require(self.take_consent(who, institution, "an operator", consent?))?;
		}
		self.accounts.insert(who, Account { institution, permissions: Some(may) });
		Some(())
	}

	fn register_type(&mut self, party: Party, definition: &TypeDefinition) -> Done {
		require(definition.kind != TypeKind::Unstated && definition.content_hash != [0; 32])?;
		require(!definition.uri.is_empty() && sound_uri(&definition.uri))?;
		require(definition.level.is_none_or(|level| (1..=8).contains(&level)))?;
		let thousand_years = 1_000 * 365 * DAY + 250 * DAY;
		let in_range = |validity| validity > 0 && validity <= thousand_years;
		require(definition.default_validity.is_none_or(in_range))?;
		let owner = match party {
			Party::Council => None,
			Party::Institution(by) => Some(by),
		};
		let default_validity = definition.default_validity;
		self.types.push(Kind { owner, retired: false, default_validity });
		Some(())
	}

	fn retire_type(&mut self, party: Party, type_id: u32) -> Done {
		let kind = self.credential_type(type_id)?;
		require(!kind.retired)?;
		if let Party::Institution(by) = party {
			require(kind.owner == Some(by))?;
		}
		self.types[type_id as usize - 1].retired = true;
		Some(())
	}

	fn anchor(&mut self, by: u32, grant: u32, type_id: u32, anchors: &[Anchor]) -> Done {
		require(!anchors.is_empty())?;
		let kind = self.credential_type(type_id)?;
		require(!kind.retired && self.grant(grant)?.holder == by)?;
		require(self.allowed(grant, type_id, self.step, self.now))?;
		let mut added = Vec::new();
		for Anchor { root, size, validity } in anchors {
			let valid_until = match validity {
				Validity::Unstated => return None,
				Validity::ByType => self.now.checked_add(kind.default_validity?),
				Validity::Never => None,
				Validity::Until(end) => Some(*end),
			};
			require(*root != Root([0; 32]))?;
			require(*size > 0 && valid_until.is_none_or(|end| end > self.now))?;
			let key = (by, *root);
			require(!self.batches.contains_key(&key) && added.iter().all(|(k, _)| *k != key))?;
			let (step, issued_at, size, changes) = (self.step, self.now, *size, Default::default());
			let (revoked, successor, made) = (None, None, None);
			let batch = Cohort {
				step,
				anchored_under: grant,
				attested: vec![],
				lost: vec![],
				type_id,
				size,
				issued_at,
				valid_until,
				revoked,
				successor,
				changes,
				touched: Default::default(),
				made,
			};
			added.push((key, batch));
		}
		self.batches.extend(added);
		Some(())
	}

	pub(super) fn change_statuses(
		&mut self,
		by: u32,
		root: Root,
		changes: &[StatusChangeAt],
	) -> Done {
		require(!changes.is_empty() && self.batches.contains_key(&(by, root)))?;
		let key = (by, root);
		let former = self.batches[&key].changes.clone();
		for StatusChangeAt { index, change } in changes {
			let Some(index) = index.filter(|index| self.may_change(key, *index, change)) else {
				self.batches.get_mut(&key)?.changes = former;
				return None;
			};
			self.batches.get_mut(&key)?.changes.entry(index).or_default().push(*change);
		}
		Some(())
	}

	fn may_change(&self, key: (u32, Root), index: u32, change: &StatusChange) -> bool {
		let batch = &self.batches[&key];
		let state = batch.state(index);
		let whole = batch.revoked.is_some();
		let allowed = match change {
			StatusChange::Unstated => false,
			StatusChange::Suspend => !whole && state == State::Active,
			StatusChange::Reinstate => !whole && state == State::Suspended,
			StatusChange::Revoke(reason) if whole => {
				matches!(state, State::Superseded(_)) && batch.revoked == Some(*reason)
			},
			StatusChange::Revoke(_) => !matches!(state, State::Revoked(_)),
			StatusChange::Supersede(successor) => {
				!whole
					&& matches!(state, State::Active | State::Suspended)
					&& self.may_succeed(successor, key, index)
			},
			StatusChange::NameSuccessor(successor) => {
				(whole || matches!(state, State::Superseded(_) | State::Revoked(_)))
					&& self.may_succeed(successor, key, index)
			},
			StatusChange::ForgetSuccessor => {
				let revoked = matches!(state, State::Revoked(_));
				let superseded = matches!(state, State::Superseded(_));
				(revoked || whole) && !superseded && batch.successor(index).is_some()
			},
		};
		index < batch.size && allowed
	}

	/// Returns whether a successor is another credential, which is valid now.
	fn may_succeed(&self, successor: &SuccessorPointer, key: (u32, Root), former: u32) -> bool {
		let SuccessorPointer { institution, root, index } = successor;
		let of = (institution.0, *root);
		let Some(index) = index else { return false };
		self.is_good(of)
			&& (of, *index) != (key, former)
			&& *index < self.batches[&of].size
			&& self.batches[&of].state(*index) == State::Active
	}

	/// Returns whether a batch is valid now and, if it has one credential only, that credential.
	fn may_succeed_a_batch(&self, key: (u32, Root)) -> bool {
		self.is_good(key) && {
			let batch = &self.batches[&key];
			batch.size > 1 || batch.state(0) == State::Active
		}
	}

	/// Returns whether a batch exists and is neither revoked nor expired nor void.
	pub(super) fn is_good(&self, key: (u32, Root)) -> bool {
		self.batches.get(&key).is_some_and(|batch| {
			batch.revoked.is_none()
				&& batch.valid_until.is_none_or(|end| end > self.now)
				&& !self.void(batch.grant(), batch.since())
		})
	}
}

fn sound_profile(profile: &Profile) -> bool {
	sound_name(&profile.name) && sound_uri(&profile.uri) && sound_country(profile.country)
}

fn sound_name(name: &[u8]) -> bool {
	SOUND_NAMES.iter().any(|sound| sound.as_bytes() == name)
}

fn sound_uri(uri: &[u8]) -> bool {
	uri.iter().all(|byte| (0x21..0x7f).contains(byte))
}

fn sound_country(country: [u8; 2]) -> bool {
	country.iter().all(|letter| letter.is_ascii_uppercase())
}
