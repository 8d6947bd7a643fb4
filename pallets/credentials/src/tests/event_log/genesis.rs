// SPDX-License-Identifier: Apache-2.0

//! Tests of the log of a chain that begins with institutions.

use super::*;
use crate::{GenesisConfig, GenesisGrant, GenesisInstitution};
use frame_support::traits::BuildGenesisConfig;
use sp_runtime::BuildStorage;
use testamur_primitives::{Rights, Terms};

/// Builds a chain with two institutions, of which the first has a grant of the council.
fn chain() -> sp_io::TestExternalities {
	let grant =
		GenesisGrant { attest: true, delegation: 0, valid_from: START, valid_until: START + DAY };
	let institution = |name: &str, admin, grants| GenesisInstitution {
		name: name.into(),
		uri: "https://example.org".into(),
		country: "NL".into(),
		admin,
		allowance: 100,
		grants,
	};
	let institutions = vec![
		institution("University", UNIVERSITY_ADMIN, vec![grant]),
		institution("College", COLLEGE_ADMIN, vec![]),
	];
	let config = GenesisConfig::<Test> { institutions };
	let mut ext = sp_io::TestExternalities::from(config.build_storage().unwrap());
	// A runtime does so by itself, since the log comes after the pallet.
	ext.execute_with(|| pallet_event_log::GenesisConfig::<Test>::default().build());
	ext
}

/// Returns what an auditor reads from the chain specification: the events in block 0, at time 0.
fn events_of_the_specification() -> Vec<Event<Test>> {
	let (institution, accreditation) = (InstitutionId(1), testamur_primitives::AccreditationId(1));
	let terms = Terms {
		scope: Scope::Any,
		rights: Rights { attest: true, delegation: 0 },
		valid_from: START,
		valid_until: START + DAY,
	};
	vec![
		Event::InstitutionRegistered {
			institution,
			profile: profile("University"),
			admin: UNIVERSITY_ADMIN,
			allowance: 100,
		},
		Event::AccreditationOffered {
			accreditation,
			holder: institution,
			grantor: Grantor::Council,
			terms,
			by: crate::Actor::Council,
		},
		Event::AccreditationAccepted {
			accreditation,
			by: UNIVERSITY_ADMIN,
			holder: institution,
			grantor: Grantor::Council,
		},
		Event::InstitutionRegistered {
			institution: InstitutionId(2),
			profile: profile("College"),
			admin: COLLEGE_ADMIN,
			allowance: 100,
		},
	]
}

#[test]
fn the_log_begins_with_what_the_chain_specification_says() {
	chain().execute_with(|| {
		let recorded = events_of_the_specification().into_iter().map(|event| Recorded {
			block: 0,
			time: 0,
			event: RuntimeEvent::Credentials(event).encode(),
		});
		let mut journal = Journal { events: recorded.collect(), entries: entries() };
		journal.check();
		System::set_block_number(1);
		set_time(START);
		assert_ok!(Credentials::register_type(signed(UNIVERSITY_ADMIN), definition()));
		journal.end_block();
		journal.check();
	});
}
