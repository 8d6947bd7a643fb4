// SPDX-License-Identifier: Apache-2.0

//! The repair of a theft, by the council and by the accounts that are left.

use super::{
	world::{admin, honest, open_offers, NEW_ADMIN},
	*,
};
use crate::{Accounts, Accreditations};
use testamur_primitives::{verdict::Reason, AccreditationState, KeyEnd};

impl World {
	/// Repairs what a thief did, and returns the number of calls.
	pub(super) fn repair(&mut self, key: Key, dual: bool) -> u32 {
		let damage = self.damage();
		if damage == Damage::default() {
			return 0;
		}
		self.lock_out(key);
		let set_dual = |required| Call::set_dual_authorization { institution: AGENCY, required };
		// A new admin may be the only account that is left, and nobody could be its second.
		let is_alone = dual && matches!(key, Key::Admin);
		if is_alone {
			self.call(set_dual(false), council());
		}
		self.repair_grants(&damage);
		self.repair_credentials(&damage);
		self.repair_keys(&damage);
		self.enlist_wardens();
		if is_alone {
			self.call(set_dual(true), council());
		}
		self.calls
	}

	/// Removes the thief's account from the agency. The admin removes an operator that only issues or
	/// changes statuses; the council removes any other, after it has taken control of the agency.
	pub(super) fn lock_out(&mut self, key: Key) {
		let operator = key.account();
		if matches!(key, Key::Operator(Permissions { accredit: false, grave: false, .. })) {
			self.call(Call::remove_operator { operator }, signed(admin()));
			return;
		}
		let (institution, accreditation) = (AGENCY, AGENCY_GRANT);
		self.call(Call::suspend_accreditation { accreditation }, council());
		self.call(Call::suspend_institution { institution }, council());
		match key {
			Key::Admin => {
				self.call(Call::replace_admin { institution, admin: NEW_ADMIN }, council());
			},
			_ => self.call(Call::remove_operator { operator }, council()),
		}
		if Accounts::<Test>::contains_key(ACCOMPLICE) {
			self.call(Call::remove_operator { operator: ACCOMPLICE }, council());
		}
		self.call(Call::reinstate_institution { institution }, council());
	}

	pub(super) fn repair_grants(&mut self, damage: &Damage) {
		let is_gone = crate::Relinquished::<Test>::contains_key(AGENCY_GRANT);
		for accreditation in open_offers() {
			let call = Call::withdraw_accreditation { accreditation, void_from: None };
			self.call(call, signed(admin()));
		}
		for School { grant: accreditation, .. } in self.schools.clone() {
			if damage.voided > 0 {
				let call = Call::withdraw_accreditation { accreditation, void_from: None };
				self.call(call, council());
			}
			// Below a grant that was given back, nothing is worth a reinstatement.
			if damage.idle > 0 && !is_gone {
				self.call(Call::reinstate_accreditation { accreditation }, council());
			}
		}
		if is_gone {
			self.accredit_anew();
		} else if grant_is_suspended() {
			let accreditation = AGENCY_GRANT;
			self.call(Call::reinstate_accreditation { accreditation }, council());
		}
		if damage.forged > 0 {
			// All that was issued since the theft is void, and what is older is not.
			let accreditation = self.own_grant;
			let void_from = Some(THEFT);
			self.call(Call::withdraw_accreditation { accreditation, void_from }, council());
		}
		if damage.forged > 0 || damage.cannot_issue {
			self.accredit_agency();
		}
	}

	/// Gives the agency a grant in place of the one that it gave back, and each school one below it.
	pub(super) fn accredit_anew(&mut self) {
		let terms_above = Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
		let offer = Call::offer_accreditation { holder: AGENCY, parent: None, terms: terms_above };
		self.call(offer, council());
		let parent = Some(last());
		let accept = || Call::accept_accreditation { accreditation: last() };
		self.call(accept(), signed(admin()));
		let mut schools = self.schools.clone();
		for school in &mut schools {
			let (holder, terms) = (school.id, terms(scope(&[COURSE]), true, 0));
			self.call(Call::offer_accreditation { holder, parent, terms }, signed(admin()));
			self.call(accept(), signed(school.admin));
			school.grant = last();
		}
		self.schools = schools;
	}

	pub(super) fn repair_credentials(&mut self, damage: &Damage) {
		let by = || signed(admin());
		let [first, second, third] = self.cohorts.clone();
		if damage.retired {
			self.call(Call::reinstate_type { type_id: self.own_type }, council());
		}
		if damage.suspended > 0 {
			let list: Vec<_> = (100..SIZE).map(|index| (index, StatusChange::Reinstate)).collect();
			let call = Call::change_statuses { root: first.root(), changes: changes(&list) };
			self.call(call, by());
		}
		if damage.diverted > 0 {
			// Who follows a successor trusts it, so the right one is looked up in an older block.
			let name = |index| StatusChange::NameSuccessor(honest(self, index));
			for call in third.changes(SUPERSEDED, name) {
				self.call(call, by());
			}
		}
		if damage.ended > 0 {
			let issued = Cohort::of(4, 2 * SIZE);
			let (accreditation, type_id) = (self.own_grant, COURSE);
			let anchor = issued.anchor();
			self.call(Call::anchor { accreditation, type_id, anchor }, by());
			for (cohort, from) in [(&first, 0), (&second, SIZE)] {
				let ended = cohort.count(Reason::Revoked) as u32;
				let name = |index| StatusChange::NameSuccessor(issued.pointer(from + index).into());
				for call in cohort.changes(ended, name) {
					self.call(call, by());
				}
			}
		}
	}
}

impl World {
	/// Has the council take back what the thief did to the agency's key, and the new admin declare the
	/// thief's compromised.
	pub(super) fn repair_keys(&mut self, damage: &Damage) {
		let (institution, key) = (AGENCY, DOCUMENT_KEY);
		if damage.unsigned > 0 {
			self.call(Call::lift_compromise { institution, key }, council());
		}
		if damage.keyless {
			let end = KeyEnd::Never;
			self.call(Call::reinstate_document_key { institution, key, end }, council());
		}
		if damage.impostor {
			let (key, since) = (THIEFS_KEY, THEFT);
			let declare = Call::declare_compromised { institution, key, since };
			self.call(declare, signed(admin()));
		}
	}
}

/// Returns whether the council has taken the agency's reins.
fn grant_is_suspended() -> bool {
	let grant = Accreditations::<Test>::get(AGENCY_GRANT).unwrap();
	matches!(grant.state, AccreditationState::Suspended { .. })
}
