// SPDX-License-Identifier: Apache-2.0

//! Checks that a validator holds the session keys that the chain expects of it.
//!
//! A validator without its keys looks healthy, since it follows the chain and has peers. It only
//! writes no blocks and casts no votes.

use std::{
	sync::Arc,
	time::{Duration, Instant},
};

use codec::DecodeAll;
use prometheus_endpoint::{register, Gauge, PrometheusError, U64};
use sc_client_api::{StorageKey, StorageProvider};
use sc_network_sync::SyncingService;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::SyncOracle;
use sp_consensus_aura::{sr25519::AuthorityId as AuraId, AuraApi};
use sp_consensus_grandpa::{AuthorityId as GrandpaId, GrandpaApi};
use sp_core::{
	crypto::{
		key_types::{AURA, GRANDPA},
		KeyTypeId,
	},
	ByteArray,
};
use sp_io::hashing::twox_128;
use sp_keystore::KeystorePtr;
use testamur_runtime::{opaque::Block, AccountId, Hash, SessionKeys};

use crate::components::{Components, FullClient};

/// Interval between checks.
const CHECK_INTERVAL: Duration = Duration::from_secs(6);

/// Minimum interval between warnings while keys are missing.
const WARN_INTERVAL: Duration = Duration::from_secs(300);

/// The public keys of the validators.
#[derive(Debug, Default)]
struct ValidatorKeys {
	authors: Vec<AuraId>,
	voters: Vec<GrandpaId>,
	/// The keys of the next session, unless the chain keeps them in a way that this node does not know.
	next: Option<Vec<SessionKeys>>,
}

/// The result of comparing the keys of this node with those of the validators.
#[derive(Clone, Debug, PartialEq, Eq)]
enum KeyStatus {
	/// The node has no key of this session or the next.
	Missing,
	/// The node has no key of this session, and cannot tell about the next.
	Unknown,
	/// The node has one of the two keys of this session.
	Incomplete { missing: &'static str },
	/// The node has both keys of a validator of the next session.
	Upcoming(AuraId),
	/// The node has both keys of a validator of this session.
	Validating(AuraId),
}

impl ValidatorKeys {
	/// Reads the keys from the state of a block.
	fn at(client: &FullClient, hash: Hash) -> Result<Self, ApiError> {
		let api = client.runtime_api();
		let voters = api.grandpa_authorities(hash)?;
		Ok(Self {
			authors: api.authorities(hash)?,
			voters: voters.into_iter().map(|(id, _)| id).collect(),
			next: next_session(client, hash),
		})
	}

	/// Compares the keys with those in a keystore, which `holds` a key of a type or not.
	fn status(&self, holds: impl Fn(&[u8], KeyTypeId) -> bool) -> KeyStatus {
		let author = self.authors.iter().find(|id| holds(id.as_slice(), AURA));
		let votes = self.voters.iter().any(|id| holds(id.as_slice(), GRANDPA));
		match (author, votes) {
			(Some(author), true) => KeyStatus::Validating(author.clone()),
			(Some(_), false) => KeyStatus::Incomplete { missing: "grandpa" },
			(None, true) => KeyStatus::Incomplete { missing: "aura" },
			(None, false) => {
				let ours = |keys: &&SessionKeys| {
					holds(keys.aura.as_slice(), AURA) && holds(keys.grandpa.as_slice(), GRANDPA)
				};
				let Some(next) = &self.next else { return KeyStatus::Unknown };
				match next.iter().find(ours) {
					Some(keys) => KeyStatus::Upcoming(keys.aura.clone()),
					None => KeyStatus::Missing,
				}
			},
		}
	}
}

/// Returns the keys that `pallet-session` has queued. No runtime API returns them, so they are read from the
/// state, whose form another runtime may have changed.
fn next_session(client: &FullClient, hash: Hash) -> Option<Vec<SessionKeys>> {
	let key = [twox_128(b"Session"), twox_128(b"QueuedKeys")].concat();
	let queued = client.storage(hash, &StorageKey(key)).ok().flatten()?;
	decode_queued(&queued.0)
}

/// Returns the keys in a record of `pallet-session`, or `None` for a record of another form, such as one with a
/// kind of key that this node does not know.
fn decode_queued(record: &[u8]) -> Option<Vec<SessionKeys>> {
	let queued = Vec::<(AccountId, SessionKeys)>::decode_all(&mut &record[..]).ok()?;
	Some(queued.into_iter().map(|(_, keys)| keys).collect())
}

impl KeyStatus {
	const fn is_healthy(&self) -> bool {
		matches!(self, Self::Validating(_) | Self::Upcoming(_))
	}

	fn log(&self) {
		match self {
			Self::Validating(key) => {
				log::info!("🔑 This node validates with the session keys that begin with {key}.");
			},
			Self::Upcoming(key) => log::info!(
				"🔑 The session keys of this node that begin with {key} are set for the next session; \
				 it validates from then on.",
			),
			Self::Unknown => log::warn!(
				"🔑 This node runs as a validator, and holds none of the session keys that the chain \
				 expects in this session. It cannot tell whether it holds some of the next one, since \
				 the runtime keeps these in a way that this release does not know: install the release \
				 that the upgrade of the runtime asks for.",
			),
			Self::Incomplete { missing } => log::warn!(
				"🔑 This node runs as a validator with one half of its session keys: the {missing} key \
				 is not in its keystore. {REMEDY}",
			),
			Self::Missing => log::warn!(
				"🔑 This node runs as a validator, but holds none of the session keys that the chain \
				 expects in this session or the next: it writes no blocks and casts no votes. \
				 {REMEDY}",
			),
		}
	}
}

/// The way out for an operator.
const REMEDY: &str = "If the keys exist, put them in with `testamur-node key insert` and restart. \
	If not, make some on this machine with the RPC author_rotateKeysWithOwner, and register them \
	with session.setKeys from the validator's account, once the council has admitted it.";

/// The schedule of log messages about the status.
#[derive(Default)]
struct LogSchedule {
	last: Option<(KeyStatus, Instant)>,
}

impl LogSchedule {
	/// Returns whether to log the status now: once when it has changed, and repeatedly while keys
	/// are missing.
	fn is_due(&mut self, status: &KeyStatus, now: Instant) -> bool {
		let due = match &self.last {
			Some((last, at)) if last == status => {
				!status.is_healthy() && now.saturating_duration_since(*at) >= WARN_INTERVAL
			},
			_ => true,
		};
		if due {
			self.last = Some((status.clone(), now));
		}
		due
	}
}

/// Starts to check the keys of a validator. Other nodes only have the metric, which stays 0.
pub(super) fn start(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
) -> Result<(), PrometheusError> {
	let metric = components.prometheus.as_ref().map(|registry| {
		let gauge = Gauge::<U64>::new(
			"testamur_validating",
			"1 while this node holds both session keys of a validator of the present session, else 0",
		)?;
		register(gauge, registry)
	});
	let metric = metric.transpose()?;
	if !components.role.is_authority() {
		return Ok(());
	}

	let check = check_repeatedly(
		components.client.clone(),
		sync.clone(),
		components.keystore.clone(),
		metric,
	);
	components.spawner.spawn_blocking("session-keys", Some("consensus"), check);
	Ok(())
}

async fn check_repeatedly(
	client: Arc<FullClient>,
	sync: Arc<SyncingService<Block>>,
	keystore: KeystorePtr,
	metric: Option<Gauge<U64>>,
) {
	let mut schedule = LogSchedule::default();
	loop {
		// The validators of an old block are not those of today.
		if !sync.is_major_syncing() {
			match ValidatorKeys::at(&client, client.info().best_hash) {
				Ok(keys) => {
					let status =
						keys.status(|key, kind| keystore.has_keys(&[(key.to_vec(), kind)]));
					if let Some(metric) = &metric {
						metric.set(matches!(status, KeyStatus::Validating(_)).into());
					}
					if schedule.is_due(&status, Instant::now()) {
						status.log();
					}
				},
				Err(error) => log::debug!("Cannot tell who the validators are: {error}"),
			}
		}
		tokio::time::sleep(CHECK_INTERVAL).await;
	}
}

#[cfg(test)]
mod tests;
