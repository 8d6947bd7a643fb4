// SPDX-License-Identifier: Apache-2.0

//! What the model lets happen: for every call, whether it succeeds, and what it then changes.

use super::{
	calls::Signer,
	model::{inside, Account, Body, Cohort, Deed, Grant, Kind, Model, Standing, State},
};
use crate::{mock::AccountId, Permissions, StatusChangeAt};
use testamur_primitives::{
	records::Anchor, CredentialPointer, Profile, Root, Scope, StatusChange, Terms, TypeDefinition,
};

type Call = crate::Call<crate::mock::Test>;

/// `None`: refused, and nothing has changed.
type Done = Option<()>;

fn require(condition: bool) -> Done {
	condition.then_some(())
}

/// Who acts, once it is known that it may.
enum Party {
	Council,
	Institution(u32),
}

impl Model {
	/// Whether a call succeeds. If so, it has.
	pub(super) fn call(&mut self, signer: Signer, call: &Call) -> bool {
		self.step += 1;
		self.run(signer, call).is_some()
	}

	fn run(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::register_institution { profile, admin, .. } => {
				self.council(signer)?;
				self.register_institution(profile, *admin)
			},
			Call::update_profile { profile } => {
				self.admin(signer)?;
				require(sound_profile(profile))
			},
			Call::suspend_institution { institution } => {
				self.council(signer)?;
				self.set_suspended(institution.0, true)
			},
			Call::reinstate_institution { institution } => {
				self.council(signer)?;
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
			Call::set_operator { operator, permissions } => {
				let institution = self.admin(signer)?;
				self.set_operator(institution, *operator, *permissions)
			},
			Call::remove_operator { operator } => {
				let institution = self.admin(signer)?;
				let account = *self.accounts.get(operator)?;
				require(account.institution == institution && account.permissions.is_some())?;
				self.accounts.remove(operator).map(|_| ())
			},
			Call::register_type { definition } => {
				let party = self.party(signer, |may| may.issue || may.accredit)?;
				self.register_type(party, definition)
			},
			Call::retire_type { type_id } => {
				let party = self.party(signer, |may| may.issue || may.accredit)?;
				self.retire_type(party, type_id.0)
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
				self.change_statuses(by, *root, changes)
			},
			Call::revoke_batch { root, reason } => {
				let by = self.member(signer, |may| may.change_status)?;
				let batch = self.batches.get_mut(&(by, *root))?;
				require(batch.revoked.is_none())?;
				batch.revoked = Some(*reason);
				Some(())
			},
			_ => self.run_on_grants(signer, call),
		}
	}

	fn run_on_grants(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::offer_accreditation { holder, parent, terms } => {
				let party = self.party(signer, |may| may.accredit)?;
				self.offer(party, holder.0, parent.map(|id| id.0), terms)
			},
			Call::accept_accreditation { accreditation } => {
				let standing = self.own_offer(signer, accreditation.0)?;
				require(self.now < standing.terms.valid_until)?;
				self.record(accreditation.0, Deed::Accepted)
			},
			Call::decline_accreditation { accreditation } => {
				self.own_offer(signer, accreditation.0)?;
				self.record(accreditation.0, Deed::Declined)
			},
			Call::suspend_accreditation { accreditation } => {
				let standing = self.given(signer, accreditation.0)?;
				require(standing.active())?;
				self.record(accreditation.0, Deed::Suspended)
			},
			Call::reinstate_accreditation { accreditation } => {
				let standing = self.given(signer, accreditation.0)?;
				require(standing.accepted && standing.suspended && standing.held())?;
				self.record(accreditation.0, Deed::Reinstated)
			},
			Call::withdraw_accreditation { accreditation, void_from } => {
				let standing = self.given(signer, accreditation.0)?;
				let earlier = match (void_from, standing.void_from) {
					(Some(new), Some(former)) => *new < former,
					(new, _) => new.is_some(),
				};
				require(!standing.declined && (!standing.withdrawn || earlier))?;
				require(void_from.is_none_or(|from| from <= self.now))?;
				self.record(accreditation.0, Deed::Withdrawn(*void_from))
			},
			Call::renew_accreditation { accreditation, valid_until } => {
				let Standing { terms, .. } =
					self.given(signer, accreditation.0).filter(Standing::held)?;
				require(*valid_until > terms.valid_until && *valid_until > self.now)?;
				let renewed = Terms { valid_until: *valid_until, ..terms };
				if let Some((_, parent)) = self.grant(accreditation.0)?.given_by {
					let above = self.standing(parent)?.terms;
					require(below(&renewed, &above, 1))?;
				}
				self.record(accreditation.0, Deed::NewTerms(renewed))
			},
			Call::narrow_accreditation { accreditation, terms } => {
				let Standing { terms: former, .. } =
					self.given(signer, accreditation.0).filter(Standing::held)?;
				require(sound_terms(terms) && narrower(terms, &former))?;
				let end_moved = terms.valid_until != former.valid_until;
				require(!end_moved || terms.valid_until >= self.now)?;
				self.record(accreditation.0, Deed::NewTerms(terms.clone()))
			},
			_ => unreachable!("the other calls are none on grants"),
		}
	}

	fn council(&self, signer: Signer) -> Done {
		require(signer == Signer::Council)
	}

	/// The signer's institution, if it is active and the signer may do this for it.
	fn member(&self, signer: Signer, may: fn(&Permissions) -> bool) -> Option<u32> {
		let Signer::Account(who) = signer else { return None };
		let account = self.accounts.get(&who)?;
		require(!self.institution(account.institution)?.suspended)?;
		require(account.permissions.is_none_or(|permissions| may(&permissions)))?;
		Some(account.institution)
	}

	fn admin(&self, signer: Signer) -> Option<u32> {
		self.member(signer, |_| false)
	}

	fn party(&self, signer: Signer, may: fn(&Permissions) -> bool) -> Option<Party> {
		match signer {
			Signer::Council => Some(Party::Council),
			_ => self.member(signer, may).map(Party::Institution),
		}
	}

	fn record(&mut self, grant: u32, deed: Deed) -> Done {
		let step = self.step;
		self.grants[grant as usize - 1].deeds.push((step, deed));
		Some(())
	}

	/// An unanswered offer to the signer's institution.
	fn own_offer(&self, signer: Signer, grant: u32) -> Option<Standing> {
		let by = self.member(signer, |may| may.accredit)?;
		require(self.grant(grant)?.holder == by)?;
		self.standing(grant).filter(|standing| !standing.answered)
	}

	/// A grant that the signer looks after.
	fn given(&self, signer: Signer, id: u32) -> Option<Standing> {
		let party = self.party(signer, |may| may.accredit)?;
		let grant = self.grant(id)?;
		if let Party::Institution(by) = party {
			let (institution, parent) = grant.given_by?;
			require(institution == by && self.in_force(parent, 0, self.step, self.now))?;
		}
		self.standing(id)
	}

	fn register_institution(&mut self, profile: &Profile, admin: AccountId) -> Done {
		require(sound_profile(profile) && !self.accounts.contains_key(&admin))?;
		self.institutions.push(Body { admin, suspended: false });
		let institution = self.institutions.len() as u32;
		self.accounts.insert(admin, Account { institution, permissions: None });
		Some(())
	}

	fn set_suspended(&mut self, institution: u32, suspended: bool) -> Done {
		require(self.institution(institution)?.suspended != suspended)?;
		self.institutions[institution as usize - 1].suspended = suspended;
		Some(())
	}

	/// Whether an account is free, or an operator of this institution.
	fn free_for(&self, who: AccountId, institution: u32) -> bool {
		self.accounts.get(&who).is_none_or(|account| {
			account.institution == institution && account.permissions.is_some()
		})
	}

	fn replace_admin(&mut self, institution: u32, admin: AccountId) -> Done {
		let former = self.institution(institution)?.admin;
		require(self.free_for(admin, institution))?;
		self.accounts.remove(&former);
		self.accounts.insert(admin, Account { institution, permissions: None });
		self.institutions[institution as usize - 1].admin = admin;
		Some(())
	}

	fn set_operator(&mut self, institution: u32, who: AccountId, may: Permissions) -> Done {
		require(may.issue || may.change_status || may.accredit)?;
		require(self.free_for(who, institution))?;
		self.accounts.insert(who, Account { institution, permissions: Some(may) });
		Some(())
	}

	fn register_type(&mut self, party: Party, definition: &TypeDefinition) -> Done {
		require(!definition.uri.is_empty() && definition.uri.iter().all(|byte| *byte < 128))?;
		require(definition.level.is_none_or(|level| (1..=8).contains(&level)))?;
		require(definition.default_validity.is_none_or(|validity| validity > 0))?;
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

	fn offer(&mut self, party: Party, holder: u32, parent: Option<u32>, terms: &Terms) -> Done {
		require(sound_terms(terms) && self.now < terms.valid_until)?;
		if let Scope::Types(list) = &terms.scope {
			require(list.iter().all(|type_id| self.credential_type(type_id.0).is_some()))?;
		}
		let given_by = match (party, parent) {
			(Party::Council, None) => None,
			(Party::Institution(by), Some(parent)) => {
				require(self.grant(parent)?.holder == by)?;
				require(self.in_force(parent, 0, self.step, self.now))?;
				require(!self.holders_on_path(parent).contains(&holder))?;
				require(self.within_all(terms, parent, 1))?;
				Some((by, parent))
			},
			_ => return None,
		};
		self.institution(holder)?;
		require(self.holds(holder) < 128)?;
		let deeds = vec![(self.step, Deed::Offered(terms.clone()))];
		self.grants.push(Grant { holder, given_by, deeds });
		Some(())
	}

	/// Terms exceed neither this grant's nor those of any above it.
	fn within_all(&self, terms: &Terms, id: u32, distance: u8) -> bool {
		let grant = self.grant(id).expect("paths have no holes");
		below(terms, &grant.at(self.step).terms, distance) &&
			grant.given_by.is_none_or(|(_, parent)| self.within_all(terms, parent, distance + 1))
	}

	fn anchor(&mut self, by: u32, grant: u32, type_id: u32, anchors: &[Anchor]) -> Done {
		require(!anchors.is_empty())?;
		let kind = self.credential_type(type_id)?;
		require(!kind.retired && self.grant(grant)?.holder == by)?;
		require(self.allowed(grant, type_id, self.step, self.now))?;
		let default_end = kind.default_validity.and_then(|validity| self.now.checked_add(validity));
		let mut added = Vec::new();
		for Anchor { root, size, valid_until } in anchors {
			let valid_until = valid_until.or(default_end);
			require(*size > 0 && valid_until.is_none_or(|end| end > self.now))?;
			let key = (by, *root);
			require(!self.batches.contains_key(&key) && added.iter().all(|(k, _)| *k != key))?;
			let (step, issued_at, size, changes) = (self.step, self.now, *size, Default::default());
			let revoked = None;
			let batch =
				Cohort { step, grant, type_id, size, issued_at, valid_until, revoked, changes };
			added.push((key, batch));
		}
		self.batches.extend(added);
		Some(())
	}

	fn change_statuses(&mut self, by: u32, root: Root, changes: &[StatusChangeAt]) -> Done {
		require(!changes.is_empty() && self.batches.get(&(by, root))?.revoked.is_none())?;
		let key = (by, root);
		let former = self.batches[&key].changes.clone();
		for StatusChangeAt { index, change } in changes {
			if !self.may_change(key, *index, change) {
				self.batches.get_mut(&key)?.changes = former;
				return None;
			}
			self.batches.get_mut(&key)?.changes.entry(*index).or_default().push(*change);
		}
		Some(())
	}

	fn may_change(&self, key: (u32, Root), index: u32, change: &StatusChange) -> bool {
		let batch = &self.batches[&key];
		let allowed = match (batch.state(index), change) {
			(State::Revoked(_), _) => false,
			(_, StatusChange::Revoke(_)) => true,
			(State::Superseded(_), _) => false,
			(State::Active, StatusChange::Suspend) => true,
			(State::Suspended, StatusChange::Reinstate) => true,
			(_, StatusChange::Supersede(successor)) => {
				let same = (successor.institution.0, successor.root) == key;
				!(same && successor.index == index) && self.is_active(successor)
			},
			_ => false,
		};
		index < batch.size && allowed
	}

	fn is_active(&self, credential: &CredentialPointer) -> bool {
		let CredentialPointer { institution, root, index } = credential;
		self.batches.get(&(institution.0, *root)).is_some_and(|batch| {
			*index < batch.size && batch.revoked.is_none() && batch.state(*index) == State::Active
		})
	}
}

fn sound_profile(profile: &Profile) -> bool {
	!profile.name.is_empty() &&
		String::from_utf8(profile.name.to_vec()).is_ok() &&
		profile.uri.iter().all(|byte| *byte < 128) &&
		profile.country.iter().all(|letter| (b'A'..=b'Z').contains(letter))
}

fn sound_terms(terms: &Terms) -> bool {
	let some_right = terms.rights.attest || terms.rights.delegation > 0;
	let some_type = match &terms.scope {
		Scope::Any => true,
		Scope::Types(list) => list.iter().count() > 0,
	};
	terms.valid_from < terms.valid_until &&
		some_right && some_type &&
		terms.rights.delegation <= 4
}

/// Terms may hang so many levels below others.
fn below(terms: &Terms, above: &Terms, distance: u8) -> bool {
	terms.rights.delegation + distance <= above.rights.delegation &&
		inside(&terms.scope, &above.scope) &&
		above.valid_from <= terms.valid_from &&
		terms.valid_until <= above.valid_until
}

/// Terms take something away from others, add nothing, and leave the start alone.
fn narrower(terms: &Terms, former: &Terms) -> bool {
	terms != former &&
		terms.valid_from == former.valid_from &&
		terms.valid_until <= former.valid_until &&
		inside(&terms.scope, &former.scope) &&
		terms.rights.delegation <= former.rights.delegation &&
		(former.rights.attest || !terms.rights.attest)
}
