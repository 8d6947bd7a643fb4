// SPDX-License-Identifier: Apache-2.0

//! Tests of permissions: every call with every kind of signer.

use super::*;
use crate::{Consent, Permissions, ReissueItem};
use frame_support::{assert_ok, hypothetically, traits::GetCallName};
use sp_runtime::{testing::TestSignature, traits::BadOrigin, DispatchError};
use testamur_primitives::{KeyEnd, KeyPurpose, ListLabel, PublicKey, RevocationReason, Scope};
use Signer::*;

/// The kinds of signers. The operators serve the university, each with the one permission that it
/// is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signer {
	Council,
	Admin,
	Issuer,
	Clerk,
	Accrediter,
	Warden,
	Stranger,
	Governor,
	Nobody,
}

const ALL_SIGNERS: [Signer; 9] =
	[Council, Admin, Issuer, Clerk, Accrediter, Warden, Stranger, Governor, Nobody];
const ACCREDITER: AccountId = 23;
const WARDEN: AccountId = 24;

impl Signer {
	fn origin(self) -> RuntimeOrigin {
		match self {
			Council => council(),
			Admin => signed(UNIVERSITY_ADMIN),
			Issuer => signed(REGISTRAR),
			Clerk => signed(STATUS_CLERK),
			Accrediter => signed(ACCREDITER),
			Warden => signed(WARDEN),
			Stranger => signed(STRANGER),
			Governor => signed(GOVERNOR),
			Nobody => RuntimeOrigin::none(),
		}
	}
}

/// Returns the calls about institutions, grants and credentials.
fn matrix_of_the_register() -> Vec<(Call, &'static [Signer])> {
	let accreditation = UNIVERSITY_GRANT;
	let terms = terms(Scope::Any, true, 0);
	let (institution, operator, admin) = (UNIVERSITY, STATUS_CLERK, 55);
	let (profile, definition, type_id) = (profile("Name"), definition(), COURSE);
	let name = profile.name.clone();
	let signature = TestSignature(admin, Vec::new());
	let anchors = vec![anchor(2, 1)].try_into().unwrap();
	let changes = changes(&[(0, StatusChange::Suspend)]);
	let (root, reason) = (root(1), RevocationReason::Unspecified);
	vec![
		(Call::register_institution { profile: profile.clone(), admin, allowance: 1 }, &[Council]),
		(Call::set_home_page { uri: profile.uri }, &[Admin]),
		(Call::suspend_institution { institution }, &[Council]),
		(Call::reinstate_institution { institution }, &[Council]),
		(Call::replace_admin { institution, admin }, &[Council]),
		(Call::set_allowance { institution, allowance: 1 }, &[Council]),
		(Call::set_operator { operator, permissions: ALL, consent: None }, &[Admin]),
		(Call::remove_operator { institution, operator }, &[Council, Admin]),
		(Call::register_type { definition }, &[Council, Admin, Issuer, Accrediter]),
		(Call::retire_type { type_id }, &[Council, Admin, Warden]),
		(
			Call::offer_accreditation { holder: COLLEGE, parent: None, terms: terms.clone() },
			&[Council, Admin, Accrediter],
		),
		(Call::accept_accreditation { accreditation }, &[Admin, Accrediter]),
		(Call::decline_accreditation { accreditation }, &[Admin, Accrediter]),
		(Call::suspend_accreditation { accreditation }, &[Council, Admin, Accrediter]),
		(Call::reinstate_accreditation { accreditation }, &[Council, Admin, Accrediter]),
		(
			Call::withdraw_accreditation { accreditation, void_from: None },
			&[Council, Admin, Warden],
		),
		(
			Call::withdraw_accreditation { accreditation, void_from: Some(START) },
			&[Council, Admin, Warden],
		),
		(
			Call::renew_accreditation { accreditation, valid_until: 0 },
			&[Council, Admin, Accrediter],
		),
		(Call::narrow_accreditation { accreditation, terms }, &[Council, Admin, Warden]),
		(Call::anchor { accreditation, type_id, anchor: anchor(2, 1) }, &[Admin, Issuer]),
		(Call::anchor_many { accreditation, type_id, anchors }, &[Admin, Issuer]),
		(Call::change_statuses { root, changes }, &[Admin, Clerk]),
		(Call::revoke_batch { root, reason, successor: None }, &[Admin, Warden]),
		(Call::attest_again { root, accreditation }, &[Admin, Warden]),
		(Call::set_dual_authorization { institution, required: true }, &[Council, Admin, Warden]),
		(Call::rename_institution { institution, name, country: *b"NL" }, &[Council]),
		(Call::hand_over { admin, consent: Consent { until: 0, signature } }, &[Admin]),
		(Call::resign {}, &[Issuer, Clerk, Accrediter, Warden]),
		(Call::relinquish_accreditation { accreditation }, &[Admin, Warden]),
		(Call::reinstate_type { type_id }, &[Council]),
		(Call::lift_void { accreditation }, &[Council]),
	]
}

/// Returns the calls about what is outside of the chain: documents and the lists of their statuses.
fn matrix_of_documents() -> Vec<(Call, &'static [Signer])> {
	let institution = UNIVERSITY;
	let (key, purpose, since) = (PublicKey::Ed25519([1; 32]), KeyPurpose::Credentials, START);
	let (label, roots) = (ListLabel([7; 16]), vec![root(1)].try_into().unwrap());
	vec![
		(Call::add_document_key { key, purpose }, &[Admin]),
		(Call::retire_document_key { key }, &[Admin]),
		(Call::declare_compromised { institution, key, since }, &[Council, Admin]),
		(Call::lift_compromise { institution, key }, &[Council]),
		(Call::reinstate_document_key { institution, key, end: KeyEnd::Never }, &[Council]),
		(Call::list_batches { label, start: Some(0), roots }, &[Admin, Issuer]),
	]
}

/// Returns the calls about closed institutions and in their place.
fn matrix_of_custody() -> Vec<(Call, &'static [Signer])> {
	let (institution, custodian, until) = (COLLEGE, UNIVERSITY, START + DAY);
	let (status_changes, reissues) = (1, 1);
	let appoint =
		Call::appoint_custodian { institution, custodian, until, status_changes, reissues };
	let changes = changes(&[(0, StatusChange::Suspend)]);
	let item = ReissueItem { former: root(1), index: Some(0), root: root(2) };
	let items = vec![item].try_into().unwrap();
	vec![
		(Call::close_institution { institution }, &[Council]),
		(appoint, &[Council]),
		(Call::dismiss_custodian { institution }, &[Council]),
		(Call::change_statuses_for { institution, root: root(1), changes }, &[Admin, Clerk]),
		(Call::reissue { institution, items }, &[Admin, Issuer]),
	]
}

/// Returns every call with the signers that may make it.
fn matrix() -> Vec<(Call, &'static [Signer])> {
	[matrix_of_the_register(), matrix_of_documents(), matrix_of_custody()].concat()
}

/// Returns whether a call is open to a suspended institution as well.
fn is_open_while_suspended(call: &Call) -> bool {
	matches!(call, Call::resign {})
}

/// Returns the error of a call by a signer that may not make it.
fn refusal(call: &Call, permitted: &[Signer], signer: Signer) -> DispatchError {
	if matches!(call, Call::resign {}) && signer == Admin {
		return Error::<Test>::AdminCannotResign.into();
	}
	if permitted == [Council] {
		return BadOrigin.into();
	}
	match signer {
		Council | Nobody => BadOrigin.into(),
		Stranger | Governor => Error::<Test>::NotAMember.into(),
		Admin | Issuer | Clerk | Accrediter | Warden => Error::<Test>::PermissionDenied.into(),
	}
}

fn with_signers(test: impl FnOnce()) {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let accredit = Permissions { accredit: true, ..Default::default() };
		enlist(UNIVERSITY_ADMIN, ACCREDITER, accredit);
		let grave = Permissions { grave: true, ..Default::default() };
		enlist(UNIVERSITY_ADMIN, WARDEN, grave);
		test();
	});
}

#[test]
fn every_call_is_in_the_matrix() {
	let mut listed: Vec<_> = matrix().iter().map(|(call, _)| call.get_call_name()).collect();
	let mut names = Call::get_call_names().to_vec();
	listed.sort_unstable();
	listed.dedup();
	names.sort_unstable();
	assert_eq!(listed, names);
}

#[test]
fn every_call_is_open_to_those_who_may_make_it_and_to_nobody_else() {
	with_signers(|| {
		let refusals: [DispatchError; 3] = [
			BadOrigin.into(),
			Error::<Test>::NotAMember.into(),
			Error::<Test>::PermissionDenied.into(),
		];
		for (call, permitted) in matrix() {
			for signer in ALL_SIGNERS {
				let result = hypothetically!(dispatch(call.clone(), signer.origin()));
				let name = call.get_call_name();
				if permitted.contains(&signer) {
					let refused = result.is_err_and(|error| refusals.contains(&error));
					assert!(!refused, "{name} by {signer:?}: {result:?}");
				} else {
					let refusal = refusal(&call, permitted, signer);
					assert_eq!(result, Err(refusal), "{name} by {signer:?}");
				}
			}
		}
	});
}

#[test]
fn every_call_but_a_resignation_is_closed_to_a_suspended_institution() {
	only_resignations_are_open_after(
		Call::suspend_institution { institution: UNIVERSITY },
		Error::<Test>::InstitutionSuspended.into(),
	);
}

#[test]
fn every_call_but_a_resignation_is_closed_to_a_closed_institution() {
	only_resignations_are_open_after(
		Call::close_institution { institution: UNIVERSITY },
		Error::<Test>::InstitutionClosed.into(),
	);
}

fn only_resignations_are_open_after(decision: Call, error: DispatchError) {
	with_signers(|| {
		assert_ok!(dispatch(decision, council()));
		for (call, permitted) in matrix() {
			for signer in [Admin, Issuer, Clerk, Accrediter, Warden] {
				let expected = if permitted == [Council] {
					Err(BadOrigin.into())
				} else if !is_open_while_suspended(&call) {
					Err(error)
				} else if permitted.contains(&signer) {
					Ok(())
				} else {
					Err(refusal(&call, permitted, signer))
				};
				let result = hypothetically!(dispatch(call.clone(), signer.origin()));
				assert_eq!(result, expected, "{} by {signer:?}", call.get_call_name());
			}
		}
	});
}

#[test]
fn permissions_add_up() {
	with_signers(|| {
		let both = Permissions { issue: true, change_status: true, ..Default::default() };
		assert_ok!(Credentials::set_operator(signed(UNIVERSITY_ADMIN), REGISTRAR, both, None));
		for (call, permitted) in matrix() {
			let open = permitted.contains(&Issuer) || permitted.contains(&Clerk);
			let result = hypothetically!(dispatch(call.clone(), signed(REGISTRAR)));
			let denied = [Err(Error::<Test>::PermissionDenied.into()), Err(BadOrigin.into())];
			assert_eq!(denied.contains(&result), !open, "{}: {result:?}", call.get_call_name());
		}
	});
}
