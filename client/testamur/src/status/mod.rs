// SPDX-License-Identifier: Apache-2.0

//! The files that an institution publishes. What is in them is decided by `testamur-status`.
//!
//! * `node`: a node, as the making of lists asks it.
//! * `site`: the files in their folder, which replace those of an earlier run only.

mod node;
mod site;

use crate::{
	arguments::{PublishArguments, StatusArguments, StatusCommand},
	clock,
	keys::{Passwords, SigningSeed},
	output::{print, say},
	problem::Problem,
	verify::RpcNode,
};
use site::File;
use std::process::ExitCode;
use testamur_chain::Client;
use testamur_console::line;
use testamur_documents::{anchor::Genesis, list_key_name, Contexts};
use testamur_json::time::Time;
use testamur_primitives::{InstitutionId, ListLabel, ListPurpose};
use testamur_status::{
	did_document, document_keys, labels, list, list_credential, signing_key, List, Site, Snapshot,
	Validity,
};
use testamur_verification::{now, read_trust, Moments};

/// Runs a command about status lists.
pub(crate) fn run(arguments: &StatusArguments) -> Result<ExitCode, Problem> {
	let StatusCommand::Publish(arguments) = &arguments.command;
	publish(arguments)
}

/// Writes all files, or none if one of them cannot be made.
fn publish(arguments: &PublishArguments) -> Result<ExitCode, Problem> {
	let institution = InstitutionId(arguments.institution.get());
	let site = Site::new(&arguments.did, &arguments.host, institution)?;
	let trusted = read_trust(&arguments.trust, &arguments.hand_offs)?;
	let mut node = RpcNode(Client::connect(&arguments.rpc)?);
	let moments = Moments { clock: now, max_age: arguments.max_age.0, at: None };
	let mut snapshot = Snapshot::open(&mut node, institution, &trusted, &moments)?;
	let keys = document_keys(&mut snapshot)?;
	let wanted: Vec<ListLabel> = match arguments.list.as_slice() {
		[] => labels(&mut snapshot)?,
		named => named.iter().map(|label| label.0).collect(),
	};
	let mut lists = Vec::new();
	for label in wanted {
		lists.push(list(&mut snapshot, label)?);
	}
	let as_of = *snapshot.as_of();
	say(&format!("As of final block {} of {}.", as_of.number, Time(as_of.time)));
	let mut passwords = Passwords::default();
	let key = passwords.open_ed25519(&arguments.key, "key", arguments.key_password)?;
	let number = signing_key(&keys, key.public())?;
	let validity = Validity { from: as_of.time, ttl: arguments.ttl.0.unwrap_or_default() };
	let mut files = vec![File {
		path: site.did_path(),
		address: site.did_address(),
		text: did_document(&site, Genesis(trusted.genesis().0), &keys),
		what: format!("{} keys on record", keys.len()),
	}];
	files.extend(signed(&site, &lists, validity, &key, number)?);
	site::write(&arguments.out, &files)?;
	let told = files
		.iter()
		.map(|File { path, address, what, .. }| line(&format!("{path}  {address}  {what}")) + "\n");
	print(told.collect::<String>())?;
	if lists.is_empty() {
		say("The institution has no status list on record.");
	}
	Ok(ExitCode::SUCCESS)
}

/// Returns the files of all lists, for both purposes.
fn signed(
	site: &Site,
	lists: &[List],
	validity: Validity,
	key: &SigningSeed,
	number: u32,
) -> Result<Vec<File>, Problem> {
	let contexts = Contexts::shipped();
	let signer = key.signer(&list_key_name(site.did(), number));
	let created = Time(clock::now()?).to_second();
	let mut files = Vec::new();
	for list in lists {
		for purpose in ListPurpose::ALL {
			let signing = (&signer, created.as_str());
			files.push(File {
				path: site.list_path(list.label, purpose),
				address: site.list_address(list.label, purpose),
				text: list_credential(&contexts, site, list, purpose, validity, signing)?,
				what: format!("{} of {} places set", list.count(purpose), list.end),
			});
		}
	}
	Ok(files)
}
