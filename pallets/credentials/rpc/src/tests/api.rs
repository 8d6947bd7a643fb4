// SPDX-License-Identifier: Apache-2.0

//! A runtime API with fixed answers.

use super::{
	mock::{Behavior, Block},
	samples::{accreditation, document_key, full_verdict, time},
};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::{in_mem, Backend};
use sp_api::ApiError;
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::sync::{atomic::Ordering::SeqCst, Arc};
use testamur_primitives::{
	hash::Software,
	records::{InstitutionState, Profile},
	status::{Status, StatusChunk},
	verdict::{Outcome, Reason, Verdict},
	views::{
		AccreditationView, BatchView, Contract, DocumentKeyView, IssuerView, Page, QueryError,
		StatusListPage, Statuses, TypeView,
	},
	AccreditationId, Batch, BatchRevocation, CredentialReference, CredentialType, Custody,
	Frontier, Institution, InstitutionId, Leaf, ListLabel, ListPart, Moment, PublicKey,
	RevocationReason, Root, TypeDefinition, TypeId, TypeKind, TypeState,
};

#[derive(Clone)]
pub(super) struct Api {
	pub(super) behavior: Arc<Behavior>,
	pub(super) backend: Arc<in_mem::Backend<Block>>,
}

impl Api {
	/// Counts a call into the runtime, and fails where the state is pruned or the runtime traps.
	fn enter(&self, at: H256) -> Result<u32, ApiError> {
		self.behavior.calls.fetch_add(1, SeqCst);
		let number = self.backend.blockchain().number(at).unwrap().unwrap();
		if !self.backend.have_state_at(at, number) {
			return Err(ApiError::UnknownBlock("State already discarded".into()));
		}
		if self.behavior.traps.load(SeqCst) {
			return Err(ApiError::Application("wasm trap: unreachable".into()));
		}
		Ok(number)
	}

	/// Fails where the runtime refuses every question.
	fn refuse(&self) -> Result<(), QueryError> {
		self.behavior.refusal.lock().unwrap().map_or(Ok(()), Err)
	}
}

/// Returns a batch. In the answers of the API, its size is the number of its institution.
pub(super) fn batch(size: u32) -> Batch {
	Batch {
		accreditation: AccreditationId(2),
		type_id: TypeId(1),
		size,
		issued_at: time(2),
		valid_until: None,
		revoked: Some(BatchRevocation {
			reason: RevocationReason::KeyCompromise,
			at: time(3),
			successor: Some(Root([6; 32])),
		}),
		attested_again: None,
	}
}

fn institution(id: u32) -> Institution<AccountId32> {
	Institution {
		profile: Profile {
			name: "Universität Beispiel".as_bytes().to_vec().try_into().unwrap(),
			uri: b"https://uni.example".to_vec().try_into().unwrap(),
			country: *b"DE",
		},
		admin: AccountId32::new([id as u8; 32]),
		state: InstitutionState::Closed { since: time(4) },
		registered_at: time(1),
		allowance: 1_000,
		operators: 2,
		held: 2,
		dual_authorization: false,
		custody: (id == 2).then_some(Custody {
			custodian: InstitutionId(5),
			since: time(5),
			until: time(1_000_000),
			status_changes: 7,
			reissues: 3,
		}),
	}
}

fn credential_type(_: u32) -> CredentialType {
	CredentialType {
		owner: Some(InstitutionId(2)),
		definition: TypeDefinition {
			kind: TypeKind::MicroCredential,
			content_hash: [5; 32],
			uri: b"https://uni.example/type/1".to_vec().try_into().unwrap(),
			level: Some(6),
			workload: Some(250),
			default_validity: None,
		},
		state: TypeState::Retired { at: time(5) },
		registered_at: time(1),
	}
}

/// The number from which the mocked runtime refuses to list types, because of a lower limit of its
/// own.
pub(super) const TOO_MUCH: u32 = 666;

/// Returns the log of so many events.
pub(super) fn log(size: u64) -> Frontier {
	let mut frontier = Frontier::default();
	(0..size).for_each(|n| frontier.push::<Software>(Leaf([n as u8; 32])).unwrap());
	frontier
}

/// Returns whether something of this number exists, which is so below 10.
const fn exists(id: u32) -> bool {
	id < 10
}

sp_api::mock_impl_runtime_apis! {
	impl CredentialsApi<Block, AccountId32> for Api {
		#[advanced]
		fn now(&self, at: H256) -> Result<Moment, ApiError> {
			self.enter(at).map(time)
		}

		#[advanced]
		fn verify(
			&self,
			at: H256,
			references: Vec<CredentialReference>,
		) -> Result<Result<Vec<Verdict>, QueryError>, ApiError> {
			self.enter(at)?;
			let lost = usize::from(self.behavior.loses_a_verdict.load(SeqCst));
			let verdict = |reference: &CredentialReference| match reference.institution.0 {
				1 => full_verdict(),
				_ => Verdict {
					outcome: Outcome::Invalid,
					reasons: vec![Reason::NotAnchored],
					findings: None,
				},
			};
			Ok(self.refuse().map(|()| references.iter().skip(lost).map(verdict).collect()))
		}

		fn contract(&self) -> Contract {
			self.behavior.contracts.fetch_add(1, SeqCst);
			*self.behavior.contract.lock().unwrap()
		}

		fn institution(
			&self,
			id: InstitutionId,
		) -> Result<Option<Institution<AccountId32>>, QueryError> {
			self.refuse()?;
			Ok(exists(id.0).then(|| institution(id.0)))
		}

		fn accreditation(
			&self,
			id: AccreditationId,
		) -> Result<Option<AccreditationView>, QueryError> {
			self.refuse()?;
			Ok(exists(id.0).then(|| accreditation(id)))
		}

		fn accreditations_of(
			&self,
			_holder: InstitutionId,
		) -> Result<Vec<AccreditationId>, QueryError> {
			self.refuse()?;
			Ok(vec![AccreditationId(3), AccreditationId(8)])
		}

		fn credential_type(&self, id: TypeId) -> Result<Option<CredentialType>, QueryError> {
			self.refuse()?;
			Ok(exists(id.0).then(|| credential_type(id.0)))
		}

		fn batch(
			&self,
			institution: InstitutionId,
			_root: Root,
		) -> Result<Option<Batch>, QueryError> {
			self.refuse()?;
			Ok(exists(institution.0).then(|| batch(institution.0)))
		}

		fn batches(
			&self,
			institution: InstitutionId,
			from: Option<Root>,
			limit: u32,
		) -> Result<Option<Page<BatchView, Root>>, QueryError> {
			self.refuse()?;
			let first = from.map_or(1, |root| root.0[0]);
			let roots = (first..).map(|n| Root([n; 32]));
			let view = |root| BatchView { root, batch: batch(institution.0) };
			let items = roots.take(limit.min(2) as usize).map(view).collect();
			let next = Some(Root([9; 32]));
			Ok(exists(institution.0).then_some(Page { items, next }))
		}

		fn accreditations_given(
			&self,
			grantor: InstitutionId,
			from: u32,
			limit: u32,
		) -> Result<Option<Page<AccreditationView>>, QueryError> {
			self.refuse()?;
			let ids = (from..from + limit.min(2)).map(AccreditationId);
			let items = ids.map(accreditation).collect();
			Ok(exists(grantor.0).then_some(Page { items, next: Some(8) }))
		}

		fn document_keys(
			&self,
			institution: InstitutionId,
			from: u32,
			limit: u32,
		) -> Result<Option<Page<DocumentKeyView>>, QueryError> {
			self.refuse()?;
			let view = |number: u32| {
				let key = PublicKey::Ed25519([number as u8; 32]);
				DocumentKeyView { key, record: document_key(number) }
			};
			let items = (from..from + limit.min(2)).map(view).collect();
			Ok(exists(institution.0).then_some(Page { items, next: Some(8) }))
		}

		fn statuses(
			&self,
			institution: InstitutionId,
			_root: Root,
			first: u32,
			count: u32,
		) -> Result<Option<Statuses>, QueryError> {
			self.refuse()?;
			if institution.0 == 99 {
				return Ok(None);
			}
			let mut chunk = StatusChunk::default();
			for place in 0..=255 {
				chunk.set(place, Status::from_code(place % 9).unwrap());
			}
			let last = if first == 0 { chunk } else { StatusChunk::default() };
			let chunks = (0..count).map(|_| last).collect();
			Ok(Some(Statuses { batch: batch(institution.0), chunks }))
		}

		fn issuers(
			&self,
			_credential_type: Option<TypeId>,
			from: u32,
			limit: u32,
		) -> Result<Page<IssuerView<AccountId32>>, QueryError> {
			self.refuse()?;
			let view = |id| IssuerView {
				id: InstitutionId(id),
				institution: institution(id),
				accreditations: vec![AccreditationId(3)],
			};
			Ok(Page { items: (from..from + limit.min(2)).map(view).collect(), next: None })
		}

		fn types(&self, from: u32, limit: u32) -> Result<Page<TypeView>, QueryError> {
			self.refuse()?;
			if from == TOO_MUCH {
				return Err(QueryError::LimitExceeded { requested: limit, limit: 50 });
			}
			let view = |id| TypeView { id: TypeId(id), credential_type: credential_type(id) };
			let next = from + limit.min(2);
			Ok(Page { items: (from..next).map(view).collect(), next: Some(next) })
		}

		fn status_list(
			&self,
			institution: InstitutionId,
			_label: ListLabel,
			from: u32,
			limit: u32,
		) -> Result<Option<StatusListPage>, QueryError> {
			self.refuse()?;
			if !from.is_multiple_of(256) {
				return Err(QueryError::NoPartBegins);
			}
			let part = |n| ListPart { start: from + n * 256, root: Root([n as u8; 32]), size: 256 };
			let parts = (0..limit.min(2)).map(part).collect();
			let page = StatusListPage { end: 1_024, parts, next: Some(from + 512) };
			Ok(exists(institution.0).then_some(page))
		}

		fn authorization(
			&self,
			institution: InstitutionId,
			_credential_type: TypeId,
		) -> Result<Option<AccreditationId>, QueryError> {
			self.refuse()?;
			Ok(exists(institution.0).then_some(AccreditationId(3)))
		}

		fn event_log(
			&self,
			institution: Option<InstitutionId>,
		) -> Result<Option<Frontier>, QueryError> {
			self.refuse()?;
			let known = institution.is_none_or(|id| exists(id.0));
			Ok(known.then(|| log(institution.map_or(5, |id| u64::from(id.0)))))
		}
	}
}
