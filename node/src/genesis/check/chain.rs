// SPDX-License-Identifier: Apache-2.0

//! What concerns the chain as a whole: its name, its boot nodes, how its set of validators is kept.

use pallet_consortium::{Settings, MIN_SESSION_LENGTH, TURNS_IN_SESSION};
use sc_network::config::MultiaddrWithPeerId;
use testamur_runtime::constants::MAX_AUTHORITIES;
use toml::Spanned;

use super::{
	all,
	text::{blocks, text, valid_id, MAX_CHAIN_NAME},
	Checker, Seen, What,
};
use crate::genesis::file;

impl Checker<'_> {
	pub(super) fn chain_name(&mut self, name: &Spanned<String>) -> Option<String> {
		self.take(&name.span(), "name", text(name.get_ref(), MAX_CHAIN_NAME))
	}

	pub(super) fn id(&mut self, id: &Spanned<String>) -> Option<String> {
		self.take(&id.span(), "id", valid_id(id.get_ref()))
	}

	pub(super) fn boot_nodes(
		&mut self,
		nodes: &[Spanned<String>],
	) -> Option<Vec<MultiaddrWithPeerId>> {
		let mut seen = Seen::new();
		let parsed = nodes.iter().enumerate().map(|(place, node)| {
			let field = format!("boot_nodes {}", place + 1);
			let result = node
				.get_ref()
				.parse::<MultiaddrWithPeerId>()
				.map_err(|error| What::BadBootNode(error.to_string()));
			let parsed = self.take(&node.span(), &field, result)?;
			self.once(&node.span(), &field, &mut seen, parsed.to_string());
			Some(parsed)
		});
		all(parsed)
	}

	pub(super) fn settings(
		&mut self,
		consortium: &Spanned<file::Consortium>,
		validators: usize,
	) -> Option<Settings> {
		let file::Consortium { floor, ceiling, session_length, absent_sessions } =
			consortium.get_ref();
		let (floor_at, ceiling_at) = (floor.span(), ceiling.span());
		let (floor, ceiling) = (*floor.get_ref(), *ceiling.get_ref());
		if floor == 0 {
			self.refuse(&floor_at, "consortium, floor", What::FloorZero);
		}
		if u64::from(floor) > validators as u64 {
			let what = What::BelowFloor { floor, validators };
			self.refuse(&floor_at, "consortium, floor", what);
		}
		if u64::from(ceiling) < validators as u64 {
			let what = What::AboveCeiling { ceiling, validators };
			self.refuse(&ceiling_at, "consortium, ceiling", what);
		}
		if ceiling > MAX_AUTHORITIES {
			let what = What::CeilingTooHigh { ceiling, most: MAX_AUTHORITIES };
			self.refuse(&ceiling_at, "consortium, ceiling", what);
		}
		let field = "consortium, session_length";
		let blocks = blocks(session_length.get_ref()).ok_or(What::BadDuration).and_then(|blocks| {
			let fewest = ceiling.saturating_mul(TURNS_IN_SESSION).max(MIN_SESSION_LENGTH);
			if blocks < fewest {
				return Err(What::SessionTooShort { blocks, fewest, ceiling });
			}
			Ok(blocks)
		});
		let session_length = self.take(&session_length.span(), field, blocks)?;
		let absent_sessions = *absent_sessions.get_ref();
		Some(Settings { session_length, floor, ceiling, absent_sessions })
	}
}
