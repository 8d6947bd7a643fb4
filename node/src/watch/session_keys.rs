// SPDX-License-Identifier: Apache-2.0

//! Does this node hold the keys that the chain expects of a validator?
//!
//! A validator without its keys looks well: it follows the chain and has peers. It just writes
//! nothing and votes for nothing.

use std::{
	sync::Arc,
	time::{Duration, Instant},
};

use codec::Decode;
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
use testamur_runtime::{opaque::Block, AccountId, Hash, SessionKeys};

use crate::components::{Components, FullClient};

/// How often to look.
const LOOK_AGAIN: Duration = Duration::from_secs(6);

/// How often to warn while keys are missing.
const WARN_AGAIN: Duration = Duration::from_secs(300);

/// The public keys of the validators.
#[derive(Debug, Default)]
struct Expected {
	authors: Vec<AuraId>,
	voters: Vec<GrandpaId>,
	/// Those of the next session.
	next: Vec<SessionKeys>,
}

/// How the keys of this node stand to those of the validators.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
	/// None of them is expected, now or in the next session.
	Missing,
	/// One key of this session is here, the other is not.
	Half { missing: &'static str },
	/// They are expected from the next session on.
	Next(AuraId),
	/// They are expected now.
	Validating(AuraId),
}

impl Expected {
	fn at(client: &FullClient, hash: Hash) -> Result<Self, ApiError> {
		let api = client.runtime_api();
		let voters = api.grandpa_authorities(hash)?;
		Ok(Self {
			authors: api.authorities(hash)?,
			voters: voters.into_iter().map(|(id, _)| id).collect(),
			next: next_session(client, hash),
		})
	}

	fn standing(&self, holds: impl Fn(&[u8], KeyTypeId) -> bool) -> Standing {
		let author = self.authors.iter().find(|id| holds(id.as_slice(), AURA));
		let votes = self.voters.iter().any(|id| holds(id.as_slice(), GRANDPA));
		match (author, votes) {
			(Some(author), true) => Standing::Validating(author.clone()),
			(Some(_), false) => Standing::Half { missing: "grandpa" },
			(None, true) => Standing::Half { missing: "aura" },
			(None, false) => {
				let ours = |keys: &&SessionKeys| {
					holds(keys.aura.as_slice(), AURA) && holds(keys.grandpa.as_slice(), GRANDPA)
				};
				match self.next.iter().find(ours) {
					Some(keys) => Standing::Next(keys.aura.clone()),
					None => Standing::Missing,
				}
			},
		}
	}
}

/// The keys that `pallet-session` has queued. No runtime API tells them.
fn next_session(client: &FullClient, hash: Hash) -> Vec<SessionKeys> {
	let key = [twox_128(b"Session"), twox_128(b"QueuedKeys")].concat();
	let queued = client.storage(hash, &StorageKey(key)).ok().flatten();
	let decode = |bytes: Vec<u8>| Vec::<(AccountId, SessionKeys)>::decode(&mut &bytes[..]).ok();
	let queued = queued.and_then(|data| decode(data.0)).unwrap_or_default();
	queued.into_iter().map(|(_, keys)| keys).collect()
}

impl Standing {
	const fn is_well(&self) -> bool {
		matches!(self, Self::Validating(_) | Self::Next(_))
	}

	fn log(&self) {
		match self {
			Self::Validating(key) => {
				log::info!("🔑 This node validates with the session keys that begin with {key}.");
			},
			Self::Next(key) => log::info!(
				"🔑 The session keys of this node that begin with {key} are set for the next session; \
				 it validates from then on.",
			),
			Self::Half { missing } => log::warn!(
				"🔑 This node runs as a validator with one half of its session keys: the {missing} key \
				 is not in its keystore. {WAY_OUT}",
			),
			Self::Missing => log::warn!(
				"🔑 This node runs as a validator, but holds none of the session keys that the chain \
				 expects in this session or the next: it writes no blocks and casts no votes. \
				 {WAY_OUT}",
			),
		}
	}
}

/// What helps.
const WAY_OUT: &str =
	"If the keys exist, put them in with `testamur-node key insert` and restart. \
	If not, make some on this machine with the RPC author_rotateKeysWithOwner, and register them \
	with session.setKeys from the validator's account, once the council has admitted it.";

/// When to say where the keys stand.
#[derive(Default)]
struct Voice {
	said: Option<(Standing, Instant)>,
}

impl Voice {
	/// At once when it changes, and again and again while something is missing.
	fn is_due(&mut self, standing: &Standing, now: Instant) -> bool {
		let due = match &self.said {
			Some((said, at)) if said == standing => {
				!standing.is_well() && now.saturating_duration_since(*at) >= WARN_AGAIN
			},
			_ => true,
		};
		if due {
			self.said = Some((standing.clone(), now));
		}
		due
	}
}

/// Look after the keys of a validator. For other nodes there is only the metric.
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

	let (client, keystore) = (components.client.clone(), components.keystore.clone());
	let sync = sync.clone();
	let look = async move {
		let mut voice = Voice::default();
		loop {
			// The last block of long ago does not tell who the validators are.
			if !sync.is_major_syncing() {
				match Expected::at(&client, client.info().best_hash) {
					Ok(expected) => {
						let standing = expected
							.standing(|key, kind| keystore.has_keys(&[(key.to_vec(), kind)]));
						if let Some(metric) = &metric {
							metric.set(matches!(standing, Standing::Validating(_)).into());
						}
						if voice.is_due(&standing, Instant::now()) {
							standing.log();
						}
					},
					Err(error) => log::debug!("Cannot tell who the validators are: {error}"),
				}
			}
			tokio::time::sleep(LOOK_AGAIN).await;
		}
	};
	components.spawner.spawn_blocking("session-keys", Some("consensus"), look);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::{
		Ed25519Keyring,
		Sr25519Keyring::{self, Alice, Bob, Charlie},
	};

	fn voter(key: Sr25519Keyring) -> GrandpaId {
		Ed25519Keyring::iter()
			.find(|other| other.to_string() == key.to_string())
			.unwrap()
			.public()
			.into()
	}

	fn keys(key: Sr25519Keyring) -> SessionKeys {
		SessionKeys { aura: key.public().into(), grandpa: voter(key) }
	}

	/// Alice and Bob validate, from the next session on Bob and Charlie.
	fn expected() -> Expected {
		Expected {
			authors: vec![Alice.public().into(), Bob.public().into()],
			voters: vec![voter(Alice), voter(Bob)],
			next: vec![keys(Bob), keys(Charlie)],
		}
	}

	/// A keystore with these keys.
	fn standing(held: &[(Vec<u8>, KeyTypeId)]) -> Standing {
		expected().standing(|key, kind| held.contains(&(key.to_vec(), kind)))
	}

	fn both(key: Sr25519Keyring) -> Vec<(Vec<u8>, KeyTypeId)> {
		let SessionKeys { aura, grandpa } = keys(key);
		vec![(aura.to_raw_vec(), AURA), (grandpa.to_raw_vec(), GRANDPA)]
	}

	#[test]
	fn an_empty_keystore_is_noticed() {
		assert_eq!(standing(&[]), Standing::Missing);
	}

	#[test]
	fn keys_of_nobody_are_noticed() {
		assert_eq!(standing(&both(Sr25519Keyring::Eve)), Standing::Missing);
	}

	#[test]
	fn keys_under_the_wrong_type_are_noticed() {
		let swapped = [(Alice.public().to_vec(), GRANDPA), (voter(Alice).to_raw_vec(), AURA)];
		assert_eq!(standing(&swapped), Standing::Missing);
	}

	#[test]
	fn keys_in_the_set_validate() {
		assert_eq!(standing(&both(Alice)), Standing::Validating(Alice.public().into()));
		assert_eq!(standing(&both(Bob)), Standing::Validating(Bob.public().into()));
	}

	#[test]
	fn keys_of_the_next_set_wait() {
		assert_eq!(standing(&both(Charlie)), Standing::Next(Charlie.public().into()));
	}

	#[test]
	fn one_key_of_two_is_noticed() {
		assert_eq!(standing(&both(Alice)[..1]), Standing::Half { missing: "grandpa" });
		assert_eq!(standing(&both(Alice)[1..]), Standing::Half { missing: "aura" });
	}

	#[test]
	fn nobody_is_expected_before_the_chain_says_so() {
		assert_eq!(Expected::default().standing(|_, _| true), Standing::Missing);
	}

	#[test]
	fn what_is_well_is_said_once_and_what_is_not_again_and_again() {
		let validating = Standing::Validating(Alice.public().into());
		let mut voice = Voice::default();
		let mut now = Instant::now();
		let mut said = |standing: &Standing, minutes: u32| {
			let lines = (0..minutes * 10).filter(|_| {
				now += LOOK_AGAIN;
				voice.is_due(standing, now)
			});
			lines.count()
		};
		assert_eq!(said(&Standing::Missing, 20), 4);
		assert_eq!(said(&validating, 20), 1);
		assert_eq!(said(&Standing::Half { missing: "aura" }, 1), 1);
		assert_eq!(said(&validating, 1), 1);
	}

	#[test]
	fn the_warning_says_what_to_do() {
		for word in ["author_rotateKeysWithOwner", "session.setKeys", "testamur-node key insert"] {
			assert!(WAY_OUT.contains(word), "{word}");
		}
	}
}
