// SPDX-License-Identifier: Apache-2.0

//! The pool of transactions, with as much room for those whose turn has not come as for the others.

use std::{sync::Arc, time::Duration};

use sc_cli::{TransactionPoolParams, TransactionPoolType};
use sc_service::{Configuration, TaskManager};
use sc_transaction_pool::{Builder, ForkAwareTxPool, Options, PoolLimit, TransactionPoolWrapper};

use crate::components::{FullClient, FullPool};

/// The time for which a node refuses a transaction that it found invalid or had no room for, which is
/// the SDK's own.
const BAN: Duration = Duration::from_secs(30 * 60);

/// Returns the limits of a pool that knows forks, or `None` if the operator chose the SDK's former pool.
///
/// The transactions of one account reach a pool in any order: a peer sends them at once, and the pool of
/// a new block takes what came meanwhile in no order. Until the first of them is there, all others count
/// as ones whose turn has not come. The SDK gives these a tenth of the room and evicts the oldest of them,
/// whose sender holds a hash and is told nothing. How far ahead an account may queue is decided by
/// `pallet-allowance`.
pub(crate) fn pool_limits(params: &TransactionPoolParams, is_dev: bool) -> Option<Options> {
	if matches!(params.pool_type, TransactionPoolType::SingleState) {
		return None;
	}
	let limit = || PoolLimit {
		count: params.pool_limit,
		total_bytes: params.pool_kbytes.saturating_mul(1024),
	};
	let given = params.tx_ban_seconds.map(Duration::from_secs);
	let ban_time = given.unwrap_or(if is_dev { Duration::ZERO } else { BAN });
	Some(Options { ready: limit(), future: limit(), ban_time, ..Options::default() })
}

/// Creates the pool: with these limits, or else with what the configuration says, as the SDK does.
pub(super) fn pool(
	config: &Configuration,
	limits: Option<Options>,
	client: Arc<FullClient>,
	tasks: &TaskManager,
) -> FullPool {
	let (spawner, registry) = (tasks.spawn_essential_handle(), config.prometheus_registry());
	let is_validator = config.role.is_authority().into();
	match limits {
		Some(limits) => {
			let PoolLimit { count, total_bytes } = limits.ready;
			log::info!(
				"The pool has room for {count} transactions of {} kB in all, and for as many whose turn \
				 has not come",
				total_bytes / 1024,
			);
			let pool = ForkAwareTxPool::new_full(limits, is_validator, registry, spawner, client);
			TransactionPoolWrapper(Box::new(pool))
		},
		None => Builder::new(spawner, client, is_validator)
			.with_options(config.transaction_pool.clone())
			.with_prometheus(registry)
			.build(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::Cli;
	use clap::Parser;

	fn params(arguments: &[&str]) -> TransactionPoolParams {
		let all = ["testamur-node"].iter().chain(arguments);
		let cli = Cli::try_parse_from(all).expect("the arguments are known");
		cli.run.base.pool_config
	}

	fn limits(arguments: &[&str]) -> Option<Options> {
		pool_limits(&params(arguments), false)
	}

	#[test]
	fn a_development_node_bans_nothing_unless_it_is_told_to() {
		let ban = |arguments: &[&str]| pool_limits(&params(arguments), true).map(|it| it.ban_time);
		assert_eq!(ban(&[]), Some(Duration::ZERO));
		assert_eq!(ban(&["--tx-ban-seconds", "9"]), Some(Duration::from_secs(9)));
	}

	#[test]
	fn those_that_wait_for_their_turn_have_as_much_room() {
		let Options { ready, future, ban_time, .. } = limits(&[]).expect("the pool knows forks");
		assert_eq!((ready.count, ready.total_bytes), (8_192, 20_480 * 1_024));
		assert_eq!((future.count, future.total_bytes), (ready.count, ready.total_bytes));
		assert_eq!(ban_time, BAN);
	}

	#[test]
	fn the_operator_decides_on_limits_and_bans() {
		let given = ["--pool-limit", "5", "--pool-kbytes", "7", "--tx-ban-seconds", "9"];
		let Options { ready, future, ban_time, .. } = limits(&given).expect("it knows forks");
		assert_eq!((ready.count, ready.total_bytes), (5, 7 * 1_024));
		assert_eq!((future.count, future.total_bytes), (5, 7 * 1_024));
		assert_eq!(ban_time, Duration::from_secs(9));
	}

	#[test]
	fn the_former_pool_keeps_the_limits_of_the_sdk() {
		assert!(limits(&["--pool-type", "single-state"]).is_none());
	}
}
