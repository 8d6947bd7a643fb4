// SPDX-License-Identifier: Apache-2.0

//! The steps by which the council decides.
//!
//! Each member makes the call from its own arguments, and the motion is found by the hash of that call, so that
//! nobody votes for a call that somebody else made (`docs/operations.md`, "Motions of the council").

use super::{send, Act};
use crate::{
	arguments::{SenderArguments, Step},
	output::say,
	problem::Problem,
	sender::AccountKey,
};
use std::process::ExitCode;
use testamur_chain::{Account, Call, Client, OpenMotion};
use testamur_json::hex::Hash;

/// Takes a step.
pub(super) fn take(
	sender: &SenderArguments,
	step: Step,
	mut client: Client,
	account: &AccountKey,
	act: &Act,
) -> Result<ExitCode, Problem> {
	let council = client.council()?;
	let own = account.public();
	if !council.seats.contains(&own) {
		return Err(Problem::NoSeat);
	}
	let open = client.motion(&act.call)?;
	let needed = council.threshold();
	let mut notes = vec![format!("The motion: {}.", Hash(act.call.hash()))];
	let call = match step {
		Step::Propose => match open {
			Some(_) => return Err(Problem::MotionOpen),
			None => {
				notes.push(format!(
					"It is proposed, and takes {needed} of {} votes.",
					council.seats.len()
				));
				act.call.propose(needed)
			},
		},
		Step::Approve | Step::Reject => {
			let approve = step == Step::Approve;
			let motion = match approve {
				true => with_power(open, needed)?,
				// To vote against a motion that somebody has spoiled is how it is got rid of.
				false => open.ok_or(Problem::NoMotion)?,
			};
			let sides = if approve { &motion.ayes } else { &motion.nays };
			if sides.contains(&own) {
				say("This account has voted so already: nothing was sent.");
				return Ok(ExitCode::SUCCESS);
			}
			notes.push(votes(&motion));
			notes
				.push(format!("This is a vote {}.", if approve { "for it" } else { "against it" }));
			Call::vote(motion.motion, approve)
		},
		Step::Close => {
			let motion = open.ok_or(Problem::NoMotion)?;
			notes.push(votes(&motion));
			act.call.close(motion.motion)
		},
	};
	send(sender, client, account, &call, act, act.about, &notes)
}

/// Returns the motion that is open, if it has power when it is carried.
fn with_power(open: Option<OpenMotion>, needed: u32) -> Result<OpenMotion, Problem> {
	let motion = open.ok_or(Problem::NoMotion)?;
	match motion.threshold < needed {
		true => Err(Problem::WeakMotion { stated: motion.threshold, needed }),
		false => Ok(motion),
	}
}

fn votes(motion: &OpenMotion) -> String {
	let OpenMotion { threshold, ayes, nays, end, .. } = motion;
	format!(
		"Votes so far: {} for it and {} against it; it takes {threshold}, and ends in block {end}.",
		ayes.len(),
		nays.len()
	)
}
