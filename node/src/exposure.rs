// SPDX-License-Identifier: Apache-2.0

//! Limits what the RPC exposes to other machines.
//!
//! Unsafe methods are those that control a node: they make keys, insert keys, or add peers. They
//! are for whoever sits at the machine.

use std::{net::SocketAddr, num::NonZeroU32};

use jsonrpsee::server::BatchRequestConfig;
use sc_cli::{Error, Result, RunCmd};
use sc_service::{
	config::{RpcEndpoint, RpcMethods},
	ChainType, Configuration,
};

/// Default limit of the calls in a minute on one connection: ten a second.
const PUBLIC_RATE_LIMIT: NonZeroU32 = NonZeroU32::new(600).expect("600 is not zero; qed");

/// Default limit of the calls in a batch.
const PUBLIC_BATCH_LIMIT: u32 = 32;
/// The same on a loopback endpoint, which may be behind a public proxy: a body of 15 MB has room
/// for 400,000 calls, and the node would answer all of them before those of others.
const LOCAL_BATCH_LIMIT: u32 = 256;

/// Refuses a validator that answers strangers.
///
/// This comes before the check of the SDK, whose message recommends to expose all methods instead.
pub(crate) fn check_options(args: &RunCmd) -> Result<()> {
	if args.validator && args.rpc_params.rpc_external {
		return Err(Error::Input(
			"--rpc-external makes a validator answer strangers, whose questions then compete with \
			 its blocks. Run a second node without --validator for the public, and leave \
			 --rpc-external out here"
				.into(),
		));
	}
	Ok(())
}

/// Refuses to expose unsafe methods, and sets limits where the operator set none.
pub(crate) fn check_endpoints(config: &mut Configuration) -> Result<()> {
	let is_development = config.chain_spec.chain_type() == ChainType::Development;
	let is_validator = config.role.is_authority() && !is_development;
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		if !is_public(endpoint) {
			limit_batches(endpoint, LOCAL_BATCH_LIMIT);
			continue;
		}
		refuse_unsafe_methods(endpoint)?;
		if is_validator {
			log::warn!(
				"🔓 This validator answers RPC calls on {}. Let no stranger reach that address: run a \
				 node without --validator for the public.",
				endpoint.listen_addr,
			);
		}
		set_public_limits(endpoint);
	}
	Ok(())
}

/// Returns whether other machines may reach an endpoint, as far as its address shows.
const fn is_public(endpoint: &RpcEndpoint) -> bool {
	!endpoint.listen_addr.ip().is_loopback()
}

fn refuse_unsafe_methods(endpoint: &RpcEndpoint) -> Result<()> {
	match endpoint.rpc_methods {
		RpcMethods::Unsafe => Err(Error::Input(unsafe_and_public(endpoint.listen_addr))),
		RpcMethods::Safe | RpcMethods::Auto => Ok(()),
	}
}

fn unsafe_and_public(address: SocketAddr) -> String {
	format!(
		"unsafe RPC methods would be served on {address}, where others than this machine may reach \
		 them and take over the node and its keys. Leave --rpc-methods at its default: then a node \
		 serves them on 127.0.0.1 only. To have both, use --experimental-rpc-endpoint twice: \
		 listen-addr=127.0.0.1:9944,methods=unsafe and listen-addr={address},methods=safe, with \
		 another port",
	)
}

/// Sets the limits of a public endpoint, so that no client takes the time of all others.
fn set_public_limits(endpoint: &mut RpcEndpoint) {
	if endpoint.rate_limit.is_none() {
		endpoint.rate_limit = Some(PUBLIC_RATE_LIMIT);
		log::info!(
			"🚦 RPC on {}: at most {PUBLIC_RATE_LIMIT} calls a minute from one connection. Change it \
			 with --rpc-rate-limit.",
			endpoint.listen_addr,
		);
	}
	if limit_batches(endpoint, PUBLIC_BATCH_LIMIT) {
		log::info!(
			"🚦 RPC on {}: at most {PUBLIC_BATCH_LIMIT} calls in a batch. Change it with \
			 --rpc-max-batch-request-len.",
			endpoint.listen_addr,
		);
	}
}

/// Limits the calls in a batch unless the operator did. Returns whether it set the limit.
const fn limit_batches(endpoint: &mut RpcEndpoint, most: u32) -> bool {
	let unlimited = matches!(endpoint.batch_config, BatchRequestConfig::Unlimited);
	if unlimited {
		endpoint.batch_config = BatchRequestConfig::Limit(most);
	}
	unlimited
}

#[cfg(test)]
mod tests {
	use super::*;

	fn endpoint(listen_addr: &str, rpc_methods: RpcMethods) -> RpcEndpoint {
		RpcEndpoint {
			listen_addr: listen_addr.parse().unwrap(),
			batch_config: BatchRequestConfig::Unlimited,
			max_connections: 100,
			max_payload_in_mb: 15,
			max_payload_out_mb: 15,
			max_subscriptions_per_connection: 1_024,
			max_buffer_capacity_per_connection: 64,
			rate_limit: None,
			rate_limit_trust_proxy_headers: false,
			rate_limit_whitelisted_ips: vec![],
			cors: None,
			rpc_methods,
			is_optional: false,
			retry_random_port: false,
		}
	}

	#[test]
	fn only_loopback_addresses_are_private() {
		for address in ["127.0.0.1:1", "127.9.9.9:1", "[::1]:1"] {
			assert!(!is_public(&endpoint(address, RpcMethods::Auto)), "{address}");
		}
		for address in ["0.0.0.0:1", "[::]:1", "10.0.0.1:1", "192.168.1.1:1", "[2001:db8::1]:1"] {
			assert!(is_public(&endpoint(address, RpcMethods::Auto)), "{address}");
		}
	}

	#[test]
	fn unsafe_methods_are_refused() {
		assert!(refuse_unsafe_methods(&endpoint("0.0.0.0:1", RpcMethods::Unsafe)).is_err());
		assert!(refuse_unsafe_methods(&endpoint("0.0.0.0:1", RpcMethods::Auto)).is_ok());
		assert!(refuse_unsafe_methods(&endpoint("0.0.0.0:1", RpcMethods::Safe)).is_ok());
	}

	#[test]
	fn batches_are_limited_everywhere_unless_somebody_said_so() {
		let mut endpoint = endpoint("127.0.0.1:1", RpcMethods::Auto);
		assert!(limit_batches(&mut endpoint, LOCAL_BATCH_LIMIT));
		assert!(matches!(endpoint.batch_config, BatchRequestConfig::Limit(LOCAL_BATCH_LIMIT)));
		assert_eq!(endpoint.rate_limit, None);
		for chosen in [BatchRequestConfig::Disabled, BatchRequestConfig::Limit(7)] {
			endpoint.batch_config = chosen;
			assert!(!limit_batches(&mut endpoint, LOCAL_BATCH_LIMIT));
		}
		assert!(matches!(endpoint.batch_config, BatchRequestConfig::Limit(7)));
	}

	#[test]
	fn limits_that_were_set_stay() {
		let mut endpoint = endpoint("0.0.0.0:1", RpcMethods::Safe);
		set_public_limits(&mut endpoint);
		assert_eq!(endpoint.rate_limit, Some(PUBLIC_RATE_LIMIT));
		assert!(matches!(endpoint.batch_config, BatchRequestConfig::Limit(PUBLIC_BATCH_LIMIT)));
		endpoint.rate_limit = NonZeroU32::new(7);
		endpoint.batch_config = BatchRequestConfig::Disabled;
		set_public_limits(&mut endpoint);
		assert_eq!(endpoint.rate_limit, NonZeroU32::new(7));
		assert!(matches!(endpoint.batch_config, BatchRequestConfig::Disabled));
	}
}
