// SPDX-License-Identifier: Apache-2.0

//! Tests of the log of events in the runtime: the order of the pallets, genesis, a block, its price.

use codec::Encode;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{Hooks, PalletInfoAccess, PalletsInfoAccess},
};
use pallet_event_log::{EventRecorder, Pending, SubjectLogs, WholeLog};
use serde_json::json;
use sp_core::crypto::Ss58Codec;
use sp_keyring::Sr25519Keyring::Bob;
use testamur_primitives::{
	hash::Software,
	records::{Anchor, Validity},
	AccreditationId, InstitutionId, LogEntry, Root, TypeDefinition, TypeId, TypeKind,
};
use testamur_runtime::{
	configs::RuntimeBlockWeights, AllPalletsWithSystem, Credentials, EventLog, Executive, Runtime,
	RuntimeCall, System,
};

use crate::{chain_with, signed};

const UNIVERSITY: InstitutionId = InstitutionId(1);

/// Builds a chain with an institution, whose admin is Bob, and a grant of it.
fn chain() -> sp_io::TestExternalities {
	let grant = json!({ "attest": true, "delegation": 0, "validFrom": 1, "validUntil": 1_000_000 });
	let institution = json!({
		"name": "University",
		"uri": "https://example.org",
		"country": "NL",
		"admin": Bob.to_account_id().to_ss58check(),
		"allowance": 1_000,
		"grants": [grant],
	});
	chain_with("development", json!({ "credentials": { "institutions": [institution] } }))
}

/// Checks the order on which the log relies: it is folded once all others have recorded their events.
#[test]
fn the_log_comes_after_all_others() {
	let last = AllPalletsWithSystem::infos().into_iter().map(|info| info.index).max();
	assert_eq!(last, Some(EventLog::index()));
}

#[test]
fn the_log_begins_with_the_institutions_of_the_first_block() {
	chain().execute_with(|| {
		assert!(!Pending::<Runtime>::exists());
		let whole = WholeLog::<Runtime>::get();
		assert_eq!(whole.size(), 3, "registered, offered, accepted");
		assert_eq!(SubjectLogs::<Runtime>::get(UNIVERSITY), whole);
		assert_eq!(Credentials::event_log(Some(UNIVERSITY)), Ok(Some(whole)));
	});
}

fn register_type() -> RuntimeCall {
	let definition = TypeDefinition {
		kind: TypeKind::Badge,
		content_hash: [7; 32],
		uri: b"https://example.org/type".to_vec().try_into().unwrap(),
		level: None,
		workload: None,
		default_validity: None,
	};
	pallet_credentials::Call::<Runtime>::register_type { definition }.into()
}

/// Checks that an auditor who reads `System.Events` of a block can go on from the log before it.
#[test]
fn the_events_of_a_block_are_the_leaves_that_the_log_gains() {
	chain().execute_with(|| {
		let mut expected = WholeLog::<Runtime>::get();
		pallet_timestamp::Now::<Runtime>::put(3_000);
		for nonce in 0..3 {
			let outcome = Executive::apply_extrinsic(signed(Bob, nonce, register_type()));
			assert_eq!(outcome, Ok(Ok(())));
		}
		// A transaction that fails has events of its own, and none in the log.
		let accreditation = AccreditationId(77);
		let call = pallet_credentials::Call::<Runtime>::accept_accreditation { accreditation };
		assert!(Executive::apply_extrinsic(signed(Bob, 3, call.into())).unwrap().is_err());
		let recorded = <Runtime as pallet_event_log::Config>::RecordedPallets::get();
		assert_eq!(recorded, [20]);
		let events: Vec<Vec<u8>> = System::events()
			.into_iter()
			.map(|record| record.event.encode())
			.filter(|event| recorded.contains(&event[0]))
			.collect();
		assert_eq!(events.len(), 3);
		EventLog::on_finalize(1);
		for event in &events {
			let event = sp_io::hashing::sha2_256(event);
			let entry = LogEntry { sequence: expected.size(), block: 1, time: 3_000, event };
			expected.push::<Software>(entry.leaf::<Software>()).unwrap();
		}
		assert_eq!(WholeLog::<Runtime>::get(), expected);
		assert_eq!(SubjectLogs::<Runtime>::get(UNIVERSITY), expected);
	});
}

/// Checks a target of the design: a single anchoring costs at most 15 % more than without the log.
#[test]
fn the_log_adds_little_to_a_single_anchoring() {
	let anchor = Anchor { root: Root([7; 32]), size: 1, validity: Validity::Never };
	let (accreditation, type_id) = (AccreditationId(1), TypeId(1));
	let call = pallet_credentials::Call::<Runtime>::anchor { accreditation, type_id, anchor };
	let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	let whole = chain().execute_with(|| {
		signed(Bob, 0, call.into())
			.get_dispatch_info()
			.total_weight()
			.saturating_add(base)
	});
	let share = <EventLog as EventRecorder<InstitutionId>>::weight(1, 1);
	let without = whole.saturating_sub(share);
	assert!(100 * share.ref_time() <= 15 * without.ref_time(), "{share} of {whole}");
}
