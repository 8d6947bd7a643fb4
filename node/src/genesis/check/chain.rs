// SPDX-License-Identifier: Apache-2.0

//! The rules for the chain as a whole: its name, its boot nodes, the settings of its validators.

use pallet_consortium::{
	Settings, MAX_SESSION_LENGTH, MIN_SESSION_LENGTH, NEVER_ABSENT, TURNS_IN_SESSION,
};
use sc_network::config::MultiaddrWithPeerId;
use testamur_runtime::constants::MAX_AUTHORITIES;
use toml::Spanned;

use super::{
	collect_all,
	text::{duration_in_blocks, line_of_text, valid_id, MAX_CHAIN_NAME},
	Checker, FirstLines, Problem,
};
use crate::genesis::file;

impl Checker<'_> {
	pub(super) fn chain_name(&mut self, name: &Spanned<String>) -> Option<String> {
		self.value_or_note(&name.span(), "name", line_of_text(name.get_ref(), MAX_CHAIN_NAME))
	}

	pub(super) fn id(&mut self, id: &Spanned<String>) -> Option<String> {
		self.value_or_note(&id.span(), "id", valid_id(id.get_ref()))
	}

	pub(super) fn boot_nodes(
		&mut self,
		nodes: &[Spanned<String>],
	) -> Option<Vec<MultiaddrWithPeerId>> {
		let mut first_lines = FirstLines::new();
		let parsed = nodes.iter().enumerate().map(|(place, node)| {
			let field = format!("boot_nodes {}", place + 1);
			let result = node
				.get_ref()
				.parse::<MultiaddrWithPeerId>()
				.map_err(|error| Problem::BadBootNode(error.to_string()));
			let parsed = self.value_or_note(&node.span(), &field, result)?;
			self.ensure_unique(&node.span(), &field, &mut first_lines, parsed.to_string());
			Some(parsed)
		});
		collect_all(parsed)
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
			self.note(&floor_at, "consortium, floor", Problem::FloorZero);
		}
		if u64::from(floor) > validators as u64 {
			let problem = Problem::BelowFloor { floor, validators };
			self.note(&floor_at, "consortium, floor", problem);
		}
		if u64::from(ceiling) < validators as u64 {
			let problem = Problem::AboveCeiling { ceiling, validators };
			self.note(&ceiling_at, "consortium, ceiling", problem);
		}
		if ceiling > MAX_AUTHORITIES {
			let problem = Problem::CeilingTooHigh { ceiling, most: MAX_AUTHORITIES };
			self.note(&ceiling_at, "consortium, ceiling", problem);
		}
		let field = "consortium, session_length";
		let blocks = session_blocks(session_length.get_ref(), ceiling);
		let session_length = self.value_or_note(&session_length.span(), field, blocks)?;
		// In the file, where every line must be present, 0 stands for never.
		let absent_sessions = match *absent_sessions.get_ref() {
			0 => NEVER_ABSENT,
			number => number,
		};
		Some(Settings { session_length, floor, ceiling, absent_sessions })
	}
}

/// Returns the length of a session in blocks, in which each of `ceiling` validators has its turns and
/// after which a change of the set has not waited for too long.
fn session_blocks(text: &str, ceiling: u32) -> Result<u32, Problem> {
	let blocks = duration_in_blocks(text).ok_or(Problem::BadDuration)?;
	let fewest = ceiling.saturating_mul(TURNS_IN_SESSION).max(MIN_SESSION_LENGTH);
	if blocks < fewest {
		return Err(Problem::SessionTooShort { blocks, fewest, ceiling });
	}
	if blocks > MAX_SESSION_LENGTH {
		return Err(Problem::SessionTooLong { blocks, most: MAX_SESSION_LENGTH });
	}
	Ok(blocks)
}
