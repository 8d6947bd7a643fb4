// SPDX-License-Identifier: Apache-2.0

//! Tests of institutions that exist from the first block.

use super::*;
use crate::{
	genesis::GenesisError, Accounts, GenesisConfig, GenesisGrant, GenesisInstitution, Institutions,
	NextAccreditationId, NextInstitutionId, NextTypeId,
};
use frame_support::assert_ok;
use sp_runtime::BuildStorage;
use testamur_primitives::{
	limits::{MAX_DELEGATION, MAX_HELD, MAX_NAME, MAX_URI},
	Accreditation, AccreditationId, AccreditationState, Grantor, Rights, Scope, Terms,
};

const TO_ACCREDIT: GenesisGrant =
	GenesisGrant { attest: false, delegation: 2, valid_from: START, valid_until: START + DAY };

fn founder(name: &str, admin: AccountId) -> GenesisInstitution<AccountId> {
	GenesisInstitution {
		name: name.into(),
		uri: "https://example.org".into(),
		country: "NL".into(),
		admin,
		allowance: 100,
		grants: vec![TO_ACCREDIT],
	}
}

fn agency() -> GenesisInstitution<AccountId> {
	founder("Agency", AGENCY_ADMIN)
}

fn with_grant(grant: GenesisGrant) -> GenesisInstitution<AccountId> {
	GenesisInstitution { grants: vec![TO_ACCREDIT, grant], ..agency() }
}

/// Returns terms that the agency may give within its own grant.
fn to_attest() -> Terms {
	Terms { valid_from: START, valid_until: START + DAY, ..terms(Scope::Any, true, 0) }
}

/// Builds a chain that begins with these institutions, as every chain does in block 0 at moment 0.
fn chain(institutions: &[GenesisInstitution<AccountId>]) -> sp_io::TestExternalities {
	let config = GenesisConfig::<Test> { institutions: institutions.to_vec() };
	let mut ext = sp_io::TestExternalities::from(config.build_storage().unwrap());
	ext.execute_with(|| Credentials::do_try_state().expect("every invariant holds at genesis"));
	ext
}

/// Returns the error with which an institution is refused.
fn refused(institution: &GenesisInstitution<AccountId>) -> GenesisError<Test> {
	sp_io::TestExternalities::default()
		.execute_with(|| Credentials::register_at_genesis(institution))
		.expect_err("nothing to refuse")
}

#[test]
fn a_chain_begins_with_no_institution_by_default() {
	assert!(GenesisConfig::<Test>::default().institutions.is_empty());
	chain(&[]).execute_with(|| {
		assert_eq!(Institutions::<Test>::iter().count(), 0);
		assert_eq!(NextInstitutionId::<Test>::get(), Some(1));
		assert_eq!(NextAccreditationId::<Test>::get(), Some(1));
		assert_eq!(NextTypeId::<Test>::get(), Some(1));
		assert_eq!(Accounts::<Test>::iter().count(), 0);
	});
}

#[test]
fn institutions_are_numbered_in_their_order() {
	chain(&[agency(), founder("Ministry", COLLEGE_ADMIN)]).execute_with(|| {
		assert_eq!(institution(InstitutionId(1)).profile, profile("Agency"));
		assert_eq!(institution(InstitutionId(1)).allowance, 100);
		assert_eq!(institution(InstitutionId(1)).registered_at, 0);
		assert_eq!(institution(InstitutionId(2)).admin, COLLEGE_ADMIN);
		assert_eq!(Institutions::<Test>::iter().count(), 2);
		assert!(events().is_empty(), "the first block has no events");
	});
}

#[test]
fn grants_are_accepted_and_the_councils() {
	let attest = GenesisGrant { attest: true, delegation: 0, ..TO_ACCREDIT };
	chain(&[with_grant(attest)]).execute_with(|| {
		let mut expected = Accreditation {
			holder: AGENCY,
			grantor: Grantor::Council,
			terms: Terms {
				valid_from: START,
				valid_until: START + DAY,
				..terms(Scope::Any, false, 2)
			},
			state: AccreditationState::Active,
			offered_at: 0,
			accepted_at: Some(0),
			narrowings: 0,
			parent_narrowings: 0,
		};
		let grant = |id| crate::Accreditations::<Test>::get(AccreditationId(id)).unwrap();
		assert_eq!(grant(1), expected);
		expected.terms.rights = Rights { attest: true, delegation: 0 };
		assert_eq!(grant(2), expected);
		assert_eq!(institution(AGENCY).held, 2);
	});
}

#[test]
fn an_institution_needs_no_grant() {
	chain(&[GenesisInstitution { grants: vec![], ..agency() }]).execute_with(|| {
		assert_eq!(institution(AGENCY).held, 0);
	});
}

#[test]
fn an_institution_of_the_first_block_accredits_in_the_next() {
	chain(&[agency()]).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		let register =
			Call::register_institution { profile: profile("University"), admin: 20, allowance: 9 };
		assert_ok!(dispatch(register, council()));
		let offer = Call::offer_accreditation {
			holder: UNIVERSITY,
			parent: Some(AGENCY_GRANT),
			terms: to_attest(),
		};
		assert_ok!(dispatch(offer, signed(AGENCY_ADMIN)));
		let accept = Call::accept_accreditation { accreditation: UNIVERSITY_GRANT };
		assert_ok!(dispatch(accept, signed(UNIVERSITY_ADMIN)));
		assert_ok!(Credentials::do_try_state());
	});
}

#[test]
fn outside_its_window_a_grant_is_not_in_force() {
	chain(&[agency()]).execute_with(|| {
		let register =
			Call::register_institution { profile: profile("University"), admin: 20, allowance: 9 };
		assert_ok!(dispatch(register, council()));
		let offer = Call::offer_accreditation {
			holder: UNIVERSITY,
			parent: Some(AGENCY_GRANT),
			terms: to_attest(),
		};
		for (moment, error) in [
			(START - 1, Error::<Test>::AccreditationNotYetValid),
			(START + DAY, Error::<Test>::WindowOver),
		] {
			set_time(moment);
			assert_eq!(dispatch(offer.clone(), signed(AGENCY_ADMIN)), Err(error.into()));
		}
	});
}

#[test]
fn texts_may_have_their_greatest_length_and_no_more() {
	let (name, uri) = (MAX_NAME as usize, MAX_URI as usize);
	chain(&[GenesisInstitution { name: "n".repeat(name), uri: "u".repeat(uri), ..agency() }]);
	let long = GenesisInstitution { name: "n".repeat(name + 1), ..agency() };
	assert_eq!(refused(&long), GenesisError::NameTooLong);
	let long = GenesisInstitution { uri: "u".repeat(uri + 1), ..agency() };
	assert_eq!(refused(&long), GenesisError::UriTooLong);
}

#[test]
fn a_country_has_two_capital_letters() {
	for country in ["", "N", "NLD", "é!"] {
		let bad = GenesisInstitution { country: country.into(), ..agency() };
		assert_eq!(refused(&bad), GenesisError::CountryLength, "{country}");
	}
	for country in ["nl", "N1", "é"] {
		let bad = GenesisInstitution { country: country.into(), ..agency() };
		assert_eq!(refused(&bad), GenesisError::Institution(Error::CountryInvalid), "{country}");
	}
}

#[test]
fn profiles_follow_the_rules_of_calls() {
	let bad = GenesisInstitution { name: "".into(), ..agency() };
	assert_eq!(refused(&bad), GenesisError::Institution(Error::NameEmpty));
	for (name, error) in [
		("Age\u{202e}ncy", Error::NameUnprintable),
		("The  Agency", Error::NameWhiteSpace),
		("\u{301}Agency", Error::NameBeginsWithMark),
	] {
		let bad = GenesisInstitution { name: name.into(), ..agency() };
		assert_eq!(refused(&bad), GenesisError::Institution(error));
	}
	let bad = GenesisInstitution { uri: "https://exämple.org".into(), ..agency() };
	assert_eq!(refused(&bad), GenesisError::Institution(Error::UriNotAscii));
	let bad = GenesisInstitution { uri: "https://example.org ".into(), ..agency() };
	assert_eq!(refused(&bad), GenesisError::Institution(Error::UriUnprintable));
}

#[test]
fn grants_follow_the_rules_of_calls() {
	let cases = [
		(GenesisGrant { delegation: 0, ..TO_ACCREDIT }, Error::RightsEmpty),
		(GenesisGrant { delegation: MAX_DELEGATION + 1, ..TO_ACCREDIT }, Error::DelegationTooDeep),
		(GenesisGrant { valid_until: START, ..TO_ACCREDIT }, Error::WindowEmpty),
		(GenesisGrant { valid_from: 0, ..TO_ACCREDIT }, Error::StartUnstated),
		(GenesisGrant { valid_from: 1, valid_until: 1, ..TO_ACCREDIT }, Error::WindowEmpty),
	];
	for (grant, error) in cases {
		assert_eq!(refused(&with_grant(grant)), GenesisError::Grant(1, error), "{grant:?}");
	}
}

#[test]
fn an_institution_holds_as_many_grants_as_it_may() {
	let most = vec![TO_ACCREDIT; MAX_HELD as usize];
	chain(&[GenesisInstitution { grants: most.clone(), ..agency() }]);
	let more = GenesisInstitution { grants: [most, vec![TO_ACCREDIT]].concat(), ..agency() };
	assert_eq!(refused(&more), GenesisError::Grant(MAX_HELD as usize, Error::TooManyHeld));
}

#[test]
#[should_panic(expected = r#"credentials.institutions[1], "Ministry": AccountInUse"#)]
fn two_institutions_cannot_share_an_admin() {
	chain(&[agency(), founder("Ministry", AGENCY_ADMIN)]);
}

#[test]
#[should_panic(expected = r#"credentials.institutions[0], "Agency": grants[1]: RightsEmpty"#)]
fn a_grant_of_nothing_is_named() {
	chain(&[with_grant(GenesisGrant { delegation: 0, ..TO_ACCREDIT })]);
}

#[test]
fn every_genesis_error_has_a_message() {
	let message = |error: GenesisError<Test>| format!("{error:?}");
	assert_eq!(message(GenesisError::NameTooLong), "the name has more than 128 bytes");
	assert_eq!(message(GenesisError::UriTooLong), "the URI has more than 256 bytes");
	assert_eq!(message(GenesisError::CountryLength), "the country is not two letters");
}

#[test]
fn an_admin_can_sign_though_nothing_else_made_its_account() {
	chain(&[agency()]).execute_with(|| {
		assert!(Accounts::<Test>::contains_key(AGENCY_ADMIN));
		assert_eq!(System::sufficients(&AGENCY_ADMIN), 1);
	});
}

#[test]
fn the_names_in_json_are_these() {
	let json = serde_json::json!({
		"institutions": [{
			"name": "Agency",
			"uri": "https://example.org",
			"country": "NL",
			"admin": AGENCY_ADMIN,
			"allowance": 100,
			"grants": [{
				"attest": false,
				"delegation": 2,
				"validFrom": START,
				"validUntil": START + DAY,
			}],
		}],
	});
	let config: GenesisConfig<Test> = serde_json::from_value(json.clone()).unwrap();
	assert_eq!(config.institutions, [agency()]);
	assert_eq!(serde_json::to_value(&config).unwrap(), json);

	let mut misspelt = json;
	misspelt["institutions"][0]["grants"][0]["depth"] = 3.into();
	let error = serde_json::from_value::<GenesisConfig<Test>>(misspelt).err().unwrap();
	assert!(error.to_string().contains("unknown field `depth`"), "{error}");
}
