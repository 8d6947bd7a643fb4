// SPDX-License-Identifier: Apache-2.0

//! A state of layout 1, made of one of the present layout.
//!
//! What layout 1 cannot express is first taken out of the present state, which is then what the
//! migration is to bring about.

use super::*;
use crate::{
	holdings::holding_key, migrations::accounts, Accounts, Acts, CustodialChanges,
	DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys, FinalChanges, Holdings, Institutions,
	ListEnds, ListParts, OpenOffer, Permissions, Reissues, Relinquished, Role,
};
use frame_support::{
	storage::{storage_prefix, StoragePrefixedMap},
	traits::StorageVersion,
	StorageHasher, Twox64Concat,
};
use testamur_primitives::{
	Accreditation, AccreditationState, Grantor, Institution, InstitutionState, TypeKind,
};

/// Takes out of the present state what layout 1 cannot express.
pub(super) fn normalize() {
	let cleared = [
		Acts::<Test>::final_prefix(),
		FinalChanges::<Test>::final_prefix(),
		Relinquished::<Test>::final_prefix(),
		DocumentKeys::<Test>::final_prefix(),
		DocumentKeyNumbers::<Test>::final_prefix(),
		DocumentKeyCounts::<Test>::final_prefix(),
		ListEnds::<Test>::final_prefix(),
		ListParts::<Test>::final_prefix(),
		CustodialChanges::<Test>::final_prefix(),
		Reissues::<Test>::final_prefix(),
		Holdings::<Test>::final_prefix(),
		OpenOffers::<Test>::final_prefix(),
	];
	cleared.iter().for_each(|prefix| clear(prefix));
	Institutions::<Test>::translate_values::<Institution<AccountId>, _>(|record| {
		let state = match record.state {
			InstitutionState::Closed { since } => InstitutionState::Suspended { since },
			state => state,
		};
		Some(Institution { dual_authorization: false, held: 0, custody: None, state, ..record })
	});
	Accounts::<Test>::translate_values::<crate::AccountRecord, _>(|mut record| {
		if let Role::Operator(permissions) = &mut record.role {
			permissions.grave = false;
			// The former runtime refused an operator without a permission as well.
			permissions.issue |= permissions.is_empty();
		}
		Some(record)
	});
	Batches::<Test>::translate_values::<testamur_primitives::Batch, _>(|mut record| {
		record.attested_again = None;
		record.revoked = record.revoked.map(|mut revocation| {
			revocation.successor = None;
			revocation
		});
		Some(record)
	});
	Accreditations::<Test>::translate_values::<Accreditation, _>(|mut record| {
		if let AccreditationState::Suspended { by_council, .. } = &mut record.state {
			*by_council = record.grantor == Grantor::Council;
		}
		Some(record)
	});
	place_all();
}

/// Gives each grant that is neither declined nor withdrawn its place, and lists the open offers.
fn place_all() {
	for (id, grant) in Accreditations::<Test>::iter() {
		if !holds_place(&grant) {
			continue;
		}
		Holdings::<Test>::insert(holding_key(id, &grant), ());
		Institutions::<Test>::mutate(grant.holder, |holder| holder.as_mut().unwrap().held += 1);
		let valid_until = grant.terms.valid_until;
		let is_open =
			grant.state == AccreditationState::Offered && Credentials::now() < valid_until;
		if let (Some(grantor), true) = (grant.grantor.institution(), is_open) {
			OpenOffers::<Test>::mutate(grant.holder, grantor, |open| {
				open.try_push(OpenOffer { accreditation: id, valid_until }).unwrap();
			});
		}
	}
}

fn holds_place(grant: &Accreditation) -> bool {
	!matches!(
		grant.state,
		AccreditationState::Declined { .. } | AccreditationState::Withdrawn { .. }
	)
}

/// Stores the state of layout 1 that means the same as the present one.
pub(super) fn downgrade() {
	for (id, record) in Institutions::<Test>::iter().collect::<Vec<_>>() {
		let Institution { profile, admin, registered_at, allowance, operators, held, .. } = record;
		let state = match record.state {
			InstitutionState::Active => former::InstitutionState::Active,
			InstitutionState::Suspended { since } => former::InstitutionState::Suspended { since },
			InstitutionState::Closed { .. } => panic!("no institution of layout 1 is closed"),
		};
		let former = former::Institution {
			profile,
			admin,
			state,
			registered_at,
			allowance,
			operators,
			held,
		};
		unhashed::put(&Institutions::<Test>::hashed_key_for(id), &former);
	}
	for (who, record) in Accounts::<Test>::iter().collect::<Vec<_>>() {
		let role = match record.role {
			Role::Admin => accounts::Role::Admin,
			Role::Operator(Permissions { issue, change_status, accredit, .. }) => {
				accounts::Role::Operator(accounts::Permissions { issue, change_status, accredit })
			},
		};
		let former = accounts::AccountRecord { institution: record.institution, role };
		unhashed::put(&Accounts::<Test>::hashed_key_for(who), &former);
	}
	downgrade_types();
	downgrade_grants();
	downgrade_batches();
	clear(&Holdings::<Test>::final_prefix());
	clear(&OpenOffers::<Test>::final_prefix());
	clear(&sp_io::hashing::twox_128(b"EventLog"));
	// Somebody had used some of an allowance.
	unhashed::put(&former_key("Usages", &[1]), &(7_u32, 3_u32));
	TakenOver::<Test>::kill();
	StorageVersion::new(former::LAYOUT).put::<Credentials>();
}

fn downgrade_types() {
	for (id, record) in CredentialTypes::<Test>::iter().collect::<Vec<_>>() {
		let definition = record.definition;
		let kind = match definition.kind {
			TypeKind::MicroCredential => former::TypeKind::MicroCredential,
			TypeKind::Certificate => former::TypeKind::Certificate,
			TypeKind::Badge => former::TypeKind::Badge,
			TypeKind::Unstated => panic!("no type is of this kind"),
		};
		let former = former::CredentialType {
			owner: record.owner,
			definition: former::TypeDefinition {
				kind,
				content_hash: definition.content_hash,
				uri: definition.uri,
				level: definition.level,
				workload: definition.workload,
				default_validity: definition.default_validity,
			},
			state: record.state,
			registered_at: record.registered_at,
		};
		unhashed::put(&CredentialTypes::<Test>::hashed_key_for(id), &former);
	}
}

fn downgrade_grants() {
	for (id, record) in Accreditations::<Test>::iter().collect::<Vec<_>>() {
		if holds_place(&record) {
			let parts =
				[Twox64Concat::hash(&record.holder.encode()), Twox64Concat::hash(&id.encode())];
			unhashed::put(&former_key("Held", &parts.concat()), &());
		}
		let state = match record.state {
			AccreditationState::Offered => former::AccreditationState::Offered,
			AccreditationState::Declined { at } => former::AccreditationState::Declined { at },
			AccreditationState::Active => former::AccreditationState::Active,
			AccreditationState::Suspended { since, .. } => {
				former::AccreditationState::Suspended { since }
			},
			AccreditationState::Withdrawn { at, void_from } => {
				former::AccreditationState::Withdrawn { at, void_from }
			},
		};
		let terms = record.terms;
		let scope = match terms.scope {
			Scope::Any => former::Scope::Any,
			Scope::Types(types) => former::Scope::Types(types),
		};
		let rights =
			former::Rights { attest: terms.rights.attest, delegation: terms.rights.delegation };
		let former = former::Accreditation {
			holder: record.holder,
			grantor: record.grantor,
			terms: former::Terms {
				scope,
				rights,
				valid_from: terms.valid_from,
				valid_until: terms.valid_until,
			},
			state,
			offered_at: record.offered_at,
			accepted_at: record.accepted_at,
			narrowings: record.narrowings,
			parent_narrowings: record.parent_narrowings,
		};
		unhashed::put(&Accreditations::<Test>::hashed_key_for(id), &former);
	}
}

fn downgrade_batches() {
	for (institution, root, record) in Batches::<Test>::iter().collect::<Vec<_>>() {
		let revoked = record
			.revoked
			.map(|it| former::BatchRevocation { reason: it.reason, at: it.at });
		let former = former::Batch {
			accreditation: record.accreditation,
			type_id: record.type_id,
			size: record.size,
			issued_at: record.issued_at,
			valid_until: record.valid_until,
			revoked,
		};
		unhashed::put(&Batches::<Test>::hashed_key_for(institution, root), &former);
	}
}

/// Returns the key of an entry of a map that only layout 1 had.
pub(super) fn former_key(map: &str, parts: &[u8]) -> Vec<u8> {
	[&storage_prefix(b"Credentials", map.as_bytes())[..], parts].concat()
}

/// Removes all entries with a prefix.
fn clear(prefix: &[u8]) {
	let _removed = unhashed::clear_prefix(prefix, None, None);
}

/// Returns entries in which the order of open offers, which says nothing, is that of their numbers.
pub(super) fn sorted(mut entries: Entries) -> Entries {
	let prefix = OpenOffers::<Test>::final_prefix();
	for (key, value) in &mut entries {
		if key.starts_with(&prefix) {
			let mut open = <Vec<OpenOffer> as codec::Decode>::decode(&mut &value[..]).unwrap();
			open.sort_unstable();
			*value = open.encode();
		}
	}
	entries
}
