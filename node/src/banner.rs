// SPDX-License-Identifier: Apache-2.0

//! The log lines that tell whoever started a node how to use it.

use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use testamur_runtime::{constants::SLOT_DURATION, Hash};

use crate::cli::Sealing;

/// A call that every node can answer, even on an empty chain.
const FIRST_CALL: &str = r#"{"jsonrpc":"2.0","id":1,"method":"credentials_types","params":[]}"#;

/// The content of the lines, taken from the configuration before it is used up.
pub(crate) struct StartupBanner {
	chain: String,
	role: String,
	genesis: Hash,
	sealing: Sealing,
}

impl StartupBanner {
	pub(crate) fn new(config: &Configuration, genesis: Hash, sealing: Sealing) -> Self {
		let spec = &config.chain_spec;
		Self {
			chain: format!("{} ({})", spec.name(), spec.id()),
			role: config.display_role().to_lowercase(),
			genesis,
			sealing,
		}
	}

	/// Logs the lines. The RPC server must listen already.
	pub(crate) fn log(&self, rpc_addresses: &[Multiaddr]) {
		log::info!("🎓 Running {} as {}.", self.chain, self.role);
		log::info!("🧬 Genesis block {:?}: the same on every node of this chain.", self.genesis);
		log::info!("🧱 {}", self.block_production());
		let Some(server) = rpc_addresses.iter().find_map(host_and_port) else { return };
		log::info!("🔎 Ask it: curl -sH 'Content-Type: application/json' -d '{FIRST_CALL}' http://{server}");
		log::info!("🧭 Look around: https://polkadot.js.org/apps/?rpc=ws://{server}");
		log::info!("📖 All methods: docs/rpc.md");
	}

	fn block_production(&self) -> String {
		match self.sealing {
			Sealing::Consensus => format!(
				"A block every {} s, final when two thirds of the validators agree.",
				SLOT_DURATION / 1_000,
			),
			Sealing::Instant => "A block as soon as there is a transaction, final at once.".into(),
		}
	}
}

/// Converts `/ip4/127.0.0.1/tcp/9944` into `127.0.0.1:9944`. A server that listens everywhere gets
/// the loopback address.
fn host_and_port(address: &Multiaddr) -> Option<String> {
	let mut parts = address.iter();
	let host = match parts.next()? {
		Protocol::Ip4(ip) if ip.is_unspecified() => "127.0.0.1".into(),
		Protocol::Ip4(ip) => ip.to_string(),
		Protocol::Ip6(ip) if ip.is_unspecified() => "[::1]".into(),
		Protocol::Ip6(ip) => format!("[{ip}]"),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some(format!("{host}:{port}")),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn server(address: &str) -> Option<String> {
		host_and_port(&address.parse().unwrap())
	}

	#[test]
	fn addresses_are_written_as_in_a_url() {
		assert_eq!(server("/ip4/127.0.0.1/tcp/9944").unwrap(), "127.0.0.1:9944");
		assert_eq!(server("/ip6/::1/tcp/9944").unwrap(), "[::1]:9944");
	}

	#[test]
	fn a_server_that_listens_everywhere_is_reached_here() {
		assert_eq!(server("/ip4/0.0.0.0/tcp/9944").unwrap(), "127.0.0.1:9944");
		assert_eq!(server("/ip6/::/tcp/9944").unwrap(), "[::1]:9944");
	}

	#[test]
	fn other_addresses_are_left_out() {
		assert_eq!(server("/dns/example.org/tcp/9944"), None);
	}
}
