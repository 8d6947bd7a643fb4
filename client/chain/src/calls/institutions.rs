// SPDX-License-Identifier: Apache-2.0

//! The calls about institutions, their accounts and their custodians.

use super::Call;
use crate::Signature;
use codec::Encode;
use testamur_primitives::{
	records::{Name, Profile, Uri},
	InstitutionId, Moment,
};

/// The permissions of an operator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode)]
pub struct Permissions {
	/// The permission to anchor credentials.
	pub issue: bool,
	/// The permission to change the status of credentials.
	pub change_status: bool,
	/// The permission to accredit, and to accept what others offer.
	pub accredit: bool,
	/// The permission for what ends the rights or the credentials of many.
	pub grave: bool,
}

/// The consent of an account to serve an institution, whose text
/// [`ConsentText`](testamur_primitives::ConsentText) states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
	/// The first moment at which the consent is over.
	pub until: Moment,
	/// The signature of the text by the account.
	pub signature: Signature,
}

impl Encode for Consent {
	fn encode(&self) -> Vec<u8> {
		(self.until, self.signature).encode()
	}
}

impl Call {
	/// Returns the call of the council that registers an institution with its admin and the operations that it
	/// may submit in a period.
	#[must_use]
	pub fn register_institution(profile: &Profile, admin: [u8; 32], allowance: u32) -> Self {
		let arguments = &["profile", "admin", "allowance"];
		Self::new(0, "register_institution", arguments, (profile, admin, allowance))
	}

	/// Returns the call of an admin that sets the home page of the institution.
	#[must_use]
	pub fn set_home_page(uri: &Uri) -> Self {
		Self::new(1, "set_home_page", &["uri"], uri)
	}

	/// Returns the call of the council that suspends an institution.
	#[must_use]
	pub fn suspend_institution(institution: InstitutionId) -> Self {
		Self::new(2, "suspend_institution", &["institution"], institution)
	}

	/// Returns the call of the council that reinstates a suspended or closed institution.
	#[must_use]
	pub fn reinstate_institution(institution: InstitutionId) -> Self {
		Self::new(3, "reinstate_institution", &["institution"], institution)
	}

	/// Returns the call of the council that replaces the admin of an institution.
	#[must_use]
	pub fn replace_admin(institution: InstitutionId, admin: [u8; 32]) -> Self {
		Self::new(4, "replace_admin", &["institution", "admin"], (institution, admin))
	}

	/// Returns the call of the council that sets how many operations an institution may submit in a period.
	#[must_use]
	pub fn set_allowance(institution: InstitutionId, allowance: u32) -> Self {
		Self::new(5, "set_allowance", &["institution", "allowance"], (institution, allowance))
	}

	/// Returns the call of an admin that makes an account an operator, or gives an operator other permissions.
	/// Only an account that does not serve the institution yet has to consent.
	#[must_use]
	pub fn set_operator(
		operator: [u8; 32],
		permissions: Permissions,
		consent: Option<Consent>,
	) -> Self {
		let arguments = &["operator", "permissions", "consent"];
		Self::new(6, "set_operator", arguments, (operator, permissions, consent))
	}

	/// Returns the call that removes an operator, of the admin or of the council.
	#[must_use]
	pub fn remove_operator(institution: InstitutionId, operator: [u8; 32]) -> Self {
		Self::new(7, "remove_operator", &["institution", "operator"], (institution, operator))
	}

	/// Returns the call that sets whether grave acts of an institution take two accounts.
	#[must_use]
	pub fn set_dual_authorization(institution: InstitutionId, required: bool) -> Self {
		let arguments = &["institution", "required"];
		Self::new(23, "set_dual_authorization", arguments, (institution, required))
	}

	/// Returns the call of the council that changes the legal name and the country of an institution.
	#[must_use]
	pub fn rename_institution(institution: InstitutionId, name: &Name, country: [u8; 2]) -> Self {
		let arguments = &["institution", "name", "country"];
		Self::new(25, "rename_institution", arguments, (institution, name, country))
	}

	/// Returns the call of an admin that hands the post over to another account.
	#[must_use]
	pub fn hand_over(admin: [u8; 32], consent: Consent) -> Self {
		Self::new(26, "hand_over", &["admin", "consent"], (admin, consent))
	}

	/// Returns the call by which an operator leaves its institution.
	#[must_use]
	pub fn resign() -> Self {
		Self::new(27, "resign", &[], ())
	}

	/// Returns the call of the council that closes an institution for good.
	#[must_use]
	pub fn close_institution(institution: InstitutionId) -> Self {
		Self::new(36, "close_institution", &["institution"], institution)
	}

	/// Returns the call of the council that appoints a custodian for a closed institution, until a moment and
	/// for so many changes of statuses and reissues.
	#[must_use]
	pub fn appoint_custodian(
		institution: InstitutionId,
		custodian: InstitutionId,
		until: Moment,
		status_changes: u32,
		reissues: u32,
	) -> Self {
		let arguments = &["institution", "custodian", "until", "status_changes", "reissues"];
		let values = (institution, custodian, until, status_changes, reissues);
		Self::new(37, "appoint_custodian", arguments, values)
	}

	/// Returns the call of the council that dismisses the custodian of an institution.
	#[must_use]
	pub fn dismiss_custodian(institution: InstitutionId) -> Self {
		Self::new(38, "dismiss_custodian", &["institution"], institution)
	}
}
