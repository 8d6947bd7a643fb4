// SPDX-License-Identifier: Apache-2.0

//! The repair of a theft, by the council and by the accounts that are left.

use super::{
	world::{admin, honest, old_root, shorten, thiefs_keys, DOCUMENT_KEY, END, NEW_ADMIN},
	*,
};
use crate::{Accounts, Accreditations};
use testamur_primitives::{verdict::Reason, AccreditationState, KeyEnd, Terms};

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
		self.repair_the_rest(&damage);
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
			self.call(remove(operator), signed(admin()));
			return;
		}
		let (institution, accreditation) = (AGENCY, AGENCY_GRANT);
		self.call(Call::suspend_accreditation { accreditation }, council());
		self.call(Call::suspend_institution { institution }, council());
		match key {
			Key::Admin => {
				self.call(Call::replace_admin { institution, admin: NEW_ADMIN }, council());
			},
			_ => self.call(remove(operator), council()),
		}
		if Accounts::<Test>::contains_key(ACCOMPLICE) {
			self.call(remove(ACCOMPLICE), council());
		}
		self.call(Call::reinstate_institution { institution }, council());
	}

	pub(super) fn repair_grants(&mut self, damage: &Damage) {
		let is_gone = crate::Relinquished::<Test>::contains_key(AGENCY_GRANT);
		for accreditation in self.open_offers() {
			let call = Call::withdraw_accreditation { accreditation, void_from: None };
			self.call(call, signed(admin()));
		}
		for School { grant: accreditation, .. } in self.schools.clone() {
			if damage.voided > 0 {
				self.call(Call::lift_void { accreditation }, council());
			}
			// Below a grant that was given back, nothing is worth a reinstatement.
			if damage.idle > 0 && !is_gone {
				self.call(Call::reinstate_accreditation { accreditation }, council());
			}
			if damage.renewed > 0 {
				self.call(shorten(accreditation), council());
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
		// The void of what the thief issued reaches what it attested again under the same grant.
		for n in (0..MOVED).take(self.damage().moved) {
			let (root, accreditation) = (old_root(n), self.own_grant);
			self.call(Call::attest_again { root, accreditation }, signed(admin()));
		}
	}

	/// Has the new admin declare the keys of the thief compromised, which makes room, and the council
	/// take back what the thief did to the agency's key.
	fn repair_keys(&mut self, damage: &Damage) {
		let institution = AGENCY;
		for key in thiefs_keys() {
			let declare = Call::declare_compromised { institution, key, since: THEFT };
			self.call(declare, signed(admin()));
		}
		let key = DOCUMENT_KEY;
		if damage.unsigned > 0 {
			self.call(Call::lift_compromise { institution, key }, council());
		}
		if damage.keyless {
			let end = KeyEnd::Never;
			self.call(Call::reinstate_document_key { institution, key, end }, council());
		}
	}

	/// Repairs what is neither a grant of a school, nor a credential, nor a key.
	fn repair_the_rest(&mut self, damage: &Damage) {
		if damage.released {
			let accreditation = self.looked_into;
			self.call(Call::suspend_accreditation { accreditation }, council());
		}
		if damage.declined {
			self.offer_to_agency();
		}
		if damage.cut_off {
			let accreditation = self.looked_into;
			self.call(Call::reinstate_accreditation { accreditation }, council());
			self.call(Call::suspend_accreditation { accreditation }, council());
		}
		if damage.accepted {
			let (accreditation, void_from) = (self.undecided, None);
			self.call(Call::withdraw_accreditation { accreditation, void_from }, council());
		}
		if damage.taken_back {
			self.offer_to_college();
		}
		if damage.avenged {
			self.call(Call::lift_void { accreditation: self.withdrawn }, council());
		}
		for type_id in self.foreign_types() {
			self.call(Call::retire_type { type_id }, council());
		}
		if damage.defaced {
			self.call(Call::set_home_page { uri: profile("Agency").uri }, signed(admin()));
		}
	}

	/// Gives the agency a grant in place of the one that it gave back, and each school one below it,
	/// under which its batches are attested again.
	pub(super) fn accredit_anew(&mut self) {
		let terms_above = Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
		let offer = Call::offer_accreditation { holder: AGENCY, parent: None, terms: terms_above };
		self.call(offer, council());
		self.above = last();
		let parent = Some(self.above);
		let accept = || Call::accept_accreditation { accreditation: last() };
		self.call(accept(), signed(admin()));
		let mut schools = self.schools.clone();
		for school in &mut schools {
			let terms = Terms { valid_until: END, ..terms(scope(&[COURSE]), true, 0) };
			let holder = school.id;
			self.call(Call::offer_accreditation { holder, parent, terms }, signed(admin()));
			self.call(accept(), signed(school.admin));
			school.grant = last();
			for n in [OLD, RECENT] {
				let (root, accreditation) = (Root::from(school.reference(n).leaf), school.grant);
				self.call(Call::attest_again { root, accreditation }, signed(school.admin));
			}
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
		if damage.cleared > 0 {
			for call in self.inquiry.changes(LED_ON, |_| StatusChange::Suspend) {
				self.call(call, by());
			}
		}
		if damage.diverted > 0 {
			// Who follows a successor trusts it, so the right one is looked up in an older block.
			let name = |index| StatusChange::NameSuccessor(honest(self, index));
			for call in third.changes(LED_ON, name) {
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

/// Returns whether the council has taken the agency's reins.
fn grant_is_suspended() -> bool {
	let grant = Accreditations::<Test>::get(AGENCY_GRANT).unwrap();
	matches!(grant.state, AccreditationState::Suspended { .. })
}
