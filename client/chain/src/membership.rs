// SPDX-License-Identifier: Apache-2.0

//! The institution that an account serves, and what is left of an allowance.

use crate::{
	client::{final_block, runtime_at, state},
	Client, Fault,
};
use codec::{Decode, DecodeAll};
use serde_json::json;
use subxt::utils::AccountId32;
use testamur_primitives::InstitutionId;

/// The institution that an account serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
	/// The institution.
	pub institution: InstitutionId,
	/// True if the account may issue.
	pub may_issue: bool,
}

/// The use of an allowance in the present period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
	/// The operations of a period.
	pub of_period: u32,
	/// The operations that are used.
	pub used: u32,
	/// The first block of the next period, in which all of them are there again.
	pub renewed_at: u64,
	/// The last final block, to which this belongs.
	pub as_of: u64,
}

impl Allowance {
	/// Returns the operations that are left.
	#[must_use]
	pub const fn left(&self) -> u32 {
		self.of_period.saturating_sub(self.used)
	}
}

/// The record of an account, as `docs/spec` freezes its layout.
#[derive(Decode)]
struct AccountRecord {
	institution: u32,
	role: Role,
}

#[derive(Decode)]
enum Role {
	Admin,
	Operator(Permissions),
}

#[derive(Decode)]
#[allow(dead_code, reason = "the other permissions are a part of the layout")]
struct Permissions {
	issue: bool,
	change_status: bool,
	accredit: bool,
	grave: bool,
}

/// The use of an allowance in the period in which its payer last submitted.
#[derive(Decode)]
struct Usage {
	period: u32,
	operations: u32,
}

impl Client {
	/// Returns the institution that an account serves, or `None` if it serves none.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn membership(&mut self, account: [u8; 32]) -> Result<Option<Membership>, Fault> {
		let value = self.again(|connection, genesis| async move {
			let block = final_block(&connection).await?;
			let runtime = runtime_at(&connection, genesis, block).await?;
			state(&connection, &runtime.account_key(account)?, block.hash).await
		})?;
		value.map(|value| membership(&value)).transpose()
	}

	/// Returns the nonce of the next transaction of an account, those that wait in the pool counted.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn nonce(&mut self, account: [u8; 32]) -> Result<u64, Fault> {
		let address = AccountId32(account).to_string();
		self.ask("system_accountNextIndex", &vec![json!(address)])
	}

	/// Returns the use of the allowance of an institution, or `None` if there is no such institution.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn allowance(&mut self, institution: InstitutionId) -> Result<Option<Allowance>, Fault> {
		let Some(record) = self.institution(institution)? else { return Ok(None) };
		let of_period = record.answer.allowance;
		let (block, period, usage) = self.again(|connection, genesis| async move {
			let block = final_block(&connection).await?;
			let runtime = runtime_at(&connection, genesis, block).await?;
			let usage = state(&connection, &runtime.usage_key(institution.0)?, block.hash).await?;
			Ok((block, runtime.period()?, usage))
		})?;
		// A transaction is charged in the block after the last one.
		let next = block.number.saturating_add(1);
		let present = next
			.checked_div(period)
			.ok_or_else(|| Fault::not_understood("its periods of allowances have no blocks"))?;
		let used = match usage {
			Some(bytes) => {
				let usage =
					Usage::decode_all(&mut bytes.as_slice()).map_err(Fault::not_understood)?;
				if u64::from(usage.period) == present {
					usage.operations
				} else {
					0
				}
			},
			None => 0,
		};
		let renewed_at = present.saturating_add(1).saturating_mul(period);
		Ok(Some(Allowance { of_period, used, renewed_at, as_of: block.number }))
	}
}

/// Reads the record of an account.
pub(crate) fn membership(bytes: &[u8]) -> Result<Membership, Fault> {
	let record = AccountRecord::decode_all(&mut &bytes[..]).map_err(Fault::not_understood)?;
	let may_issue = match record.role {
		Role::Admin => true,
		Role::Operator(permissions) => permissions.issue,
	};
	Ok(Membership { institution: InstitutionId(record.institution), may_issue })
}
