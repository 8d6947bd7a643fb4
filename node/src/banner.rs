// SPDX-License-Identifier: Apache-2.0

//! The lines that tell whoever started a node what to do with it.

use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use testamur_runtime::{constants::SLOT_DURATION, Hash};

use crate::cli::Sealing;

/// A question that every chain can answer, even an empty one.
const FIRST_QUESTION: &str = r#"{"jsonrpc":"2.0","id":1,"method":"credentials_types","params":[]}"#;

/// What there is to say, kept from before the configuration is used up.
pub(crate) struct Welcome {
	chain: String,
	role: String,
	genesis: Hash,
	sealing: Sealing,
}

impl Welcome {
	pub(crate) fn new(config: &Configuration, genesis: Hash, sealing: Sealing) -> Self {
		let spec = &config.chain_spec;
		Self {
			chain: format!("{} ({})", spec.name(), spec.id()),
			role: config.display_role().to_lowercase(),
			genesis,
			sealing,
		}
	}

	/// Say it, once the RPC server listens.
	pub(crate) fn log(&self, rpc_addresses: &[Multiaddr]) {
		log::info!("🎓 Running {} as {}.", self.chain, self.role);
		log::info!("🧬 Genesis block {:?}: the same on every node of this chain.", self.genesis);
		log::info!("🧱 {}", self.pace());
		let Some(server) = rpc_addresses.iter().find_map(host_and_port) else { return };
		log::info!("🔎 Ask it: curl -sH 'Content-Type: application/json' -d '{FIRST_QUESTION}' http://{server}");
		log::info!("🧭 Look around: https://polkadot.js.org/apps/?rpc=ws://{server}");
		log::info!("📖 All methods: docs/rpc.md");
	}

	fn pace(&self) -> String {
		match self.sealing {
			Sealing::Consensus => format!(
				"A block every {} s, final when two thirds of the validators agree.",
				SLOT_DURATION / 1_000,
			),
			Sealing::Instant => "A block as soon as there is a transaction, final at once.".into(),
		}
	}
}

/// `127.0.0.1:9944` from `/ip4/127.0.0.1/tcp/9944`; the loopback address for a server that listens
/// everywhere.
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
