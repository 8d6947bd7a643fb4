// SPDX-License-Identifier: Apache-2.0

//! Shows which payers are about to use up their allowances.

use std::time::Duration;

use pallet_credentials_runtime_api::CredentialsApi;
use prometheus_endpoint::{register, Gauge, GaugeVec, Opts, PrometheusError, Registry, F64, U64};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use testamur_primitives::{limits::MAX_PAGE, views::AllowanceUse, Payer};
use testamur_runtime::{AccountId, Hash};

use crate::components::{Components, FullClient};

/// Interval between readings: a quarter of a period.
const READ_INTERVAL: Duration = Duration::from_secs(15);

/// Number of payers that are shown by name: those nearest to the end of their allowances.
const MAX_SHOWN: usize = 10;

/// Most pages of one reading. Of more than 10,000 payers the rest is left out.
const MAX_PAGES: u32 = 100;

struct Metrics {
	highest: Gauge<F64>,
	used: GaugeVec<U64>,
}

impl Metrics {
	fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let highest = Gauge::new(
			"testamur_allowance_used_ratio",
			"The largest share of its allowance that any payer has used in the present period",
		)?;
		let used = Opts::new(
			"testamur_allowance_used",
			"Operations that a payer has used in the present period, of the ten that used the \
			 largest share",
		);
		Ok(Self {
			highest: register(highest, registry)?,
			used: register(GaugeVec::new(used, &["payer"])?, registry)?,
		})
	}

	fn show(&self, uses: Vec<AllowanceUse<AccountId>>) {
		let top = top(uses);
		self.highest.set(top.first().map_or(0.0, ratio));
		self.used.reset();
		for one in top {
			self.used.with_label_values(&[&name(&one.payer)]).set(one.used.into());
		}
	}
}

/// Starts to read the uses, if there is a registry to show them.
pub(super) fn start(components: &Components) -> Result<(), PrometheusError> {
	let Some(registry) = &components.prometheus else { return Ok(()) };
	let client = components.client.clone();
	let metrics = Metrics::register(registry)?;
	let read = async move {
		loop {
			match read_uses(&client, client.info().best_hash) {
				Ok(uses) => metrics.show(uses),
				Err(error) => log::debug!("Cannot tell what was used of allowances: {error}"),
			}
			tokio::time::sleep(READ_INTERVAL).await;
		}
	};
	components.spawner.spawn_blocking("allowances", Some("metrics"), read);
	Ok(())
}

/// Reads the uses of all payers, page by page.
fn read_uses(client: &FullClient, at: Hash) -> Result<Vec<AllowanceUse<AccountId>>, String> {
	let api = client.runtime_api();
	let mut uses = Vec::new();
	let mut after = None;
	for _ in 0..MAX_PAGES {
		let page = api.allowance_uses(at, after, MAX_PAGE).map_err(|error| error.to_string())?;
		let page = page.map_err(|error| format!("{error:?}"))?;
		uses.extend(page.uses);
		after = page.next;
		if after.is_none() {
			break;
		}
	}
	Ok(uses)
}

/// Returns the ten uses with the largest shares, the largest first.
fn top(mut uses: Vec<AllowanceUse<AccountId>>) -> Vec<AllowanceUse<AccountId>> {
	uses.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
	uses.truncate(MAX_SHOWN);
	uses
}

/// Returns the share that was used. An allowance that was taken away is used up.
fn ratio(one: &AllowanceUse<AccountId>) -> f64 {
	match one.allowance {
		0 => 1.0,
		allowance => f64::from(one.used) / f64::from(allowance),
	}
}

fn name(payer: &Payer<AccountId>) -> String {
	match payer {
		Payer::Institution(id) => format!("institution {}", id.0),
		Payer::Governor(account) => format!("governor {account}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use testamur_primitives::InstitutionId;

	fn usage(id: u32, used: u32, allowance: u32) -> AllowanceUse<AccountId> {
		AllowanceUse { payer: Payer::Institution(InstitutionId(id)), used, allowance }
	}

	#[test]
	fn the_largest_shares_come_first_and_ten_are_shown() {
		let uses = (1..=30).map(|id| usage(id, id, 100)).chain([usage(31, 5, 5)]).collect();
		let shown: Vec<_> = top(uses).iter().map(|one| name(&one.payer)).collect();
		assert_eq!(shown.len(), MAX_SHOWN);
		assert_eq!(shown[..3], ["institution 31", "institution 30", "institution 29"]);
	}

	#[test]
	fn no_allowance_is_a_used_up_one() {
		assert_eq!(ratio(&usage(1, 3, 0)), 1.0);
		assert_eq!(ratio(&usage(1, 0, 4)), 0.0);
		assert_eq!(ratio(&usage(1, 1, 4)), 0.25);
	}

	#[test]
	fn a_governor_is_named_by_its_account() {
		let payer = Payer::Governor(AccountId::new([0; 32]));
		assert!(name(&payer).starts_with("governor 5"));
	}

	#[test]
	fn metrics_show_the_present_ones_only() {
		let registry = Registry::new();
		let metrics = Metrics::register(&registry).unwrap();
		metrics.show(vec![usage(1, 1, 2)]);
		assert_eq!(metrics.highest.get(), 0.5);
		metrics.show(vec![usage(2, 3, 4)]);
		let families = registry.gather();
		let used = families.iter().find(|one| one.get_name() == "testamur_allowance_used").unwrap();
		let payers: Vec<_> =
			used.get_metric().iter().map(|one| one.get_label()[0].get_value()).collect();
		assert_eq!(payers, ["institution 2"]);
		metrics.show(vec![]);
		assert_eq!(metrics.highest.get(), 0.0);
	}
}
