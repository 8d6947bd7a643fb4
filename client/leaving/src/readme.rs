// SPDX-License-Identifier: Apache-2.0

//! The page for whoever opens the folder.

use crate::{
	folder::{DOCUMENTS, HAND_OFFS, KEYS, MANIFEST, README, RECORD, RECORD_PROOF, TRUST},
	manifest::{Manifest, VERSION},
};
use std::collections::BTreeSet;
use testamur_console::line;

/// Returns the page.
pub(crate) fn readme(manifest: &Manifest, institution: &str) -> String {
	let (version, program) = (VERSION, env!("CARGO_PKG_VERSION"));
	let (number, made, genesis) = (manifest.institution, manifest.made, manifest.genesis);
	let name = line(institution);
	let count = |found: &str| manifest.documents.values().filter(|it| *it == found).count();
	let (valid, invalid, open) = (count("valid"), count("invalid"), count("cannot tell"));
	let genesis = serde_json::to_value(genesis).unwrap_or_default();
	let genesis = genesis.as_str().unwrap_or_default();
	let commands = commands(manifest);
	format!(
		"THE CREDENTIALS OF INSTITUTION {number}: {name}\n\
		\n\
		This folder holds credentials that this institution issued on a chain of Testamur, and all that is needed to\n\
		prove them without that chain: no node and no network are asked. It was written on {made},\n\
		as version {version} of such a folder, by the command \"testamur\" {program}.\n\
		\n\
		Chain, by the hash of its first block: {genesis}\n\
		Documents: {valid} valid, {invalid} invalid as of the blocks that their proofs show (revoked, suspended or\n\
		superseded ones, for example), {open} of which not everything can be told.\n\
		\n\
		WHAT IS IN HERE\n\
		\n\
		{DOCUMENTS}/             the credentials, byte for byte as they were kept, in the folders in which they lay;\n\
		\x20                      NAME.testamur beside each is its proof (\"bundle\")\n\
		{KEYS}              the keys with which the institution signed, from when until when each counted\n\
		{RECORD}            what was on record: the institution, its keys, its accreditations up to the council\n\
		\x20                      that gave them, with their dates, the types and the batches of the credentials\n\
		{RECORD_PROOF}      the proof of every line of it\n\
		{TRUST}             all sets of validators that vouch for the proofs\n\
		{HAND_OFFS}/             how each of those sets handed over to the next, since the first block\n\
		{MANIFEST}          all files with their SHA-256, and what was found of each document\n\
		{README}             this page\n\
		\n\
		HOW TO CHECK IT\n\
		\n\
		Everything at once, with the command \"testamur\" of version {program} or a later one:\n\
		\n\
		\x20 testamur leave --check . --trust {TRUST}\n\
		\n\
		The documents by themselves:\n\
		\n\
		{commands}\
		\n\
		A program of your own can check a bundle as well: docs/bundle.md of the project defines it to the byte.\n\
		\n\
		{TRUST} is the one file that you have to believe, and it comes with this folder. Compare it with a copy\n\
		from elsewhere: every member of the consortium published the same one. Whoever has the validators of the\n\
		first block only states these, and the files in {HAND_OFFS} lead to all others.\n\
		\n\
		WHAT IS NOT IN HERE\n\
		\n\
		What happened after {made}: a proof shows a moment. No private keys, and nothing about the\n\
		learners but the credentials themselves. The log of all events is not in here either; {RECORD}\n\
		has the dates that count. Credentials of other institutions were left out.\n\
		\n\
		Keep this folder as carefully as the credentials: they are in it.\n"
	)
}

/// Returns a command for each folder with documents.
fn commands(manifest: &Manifest) -> String {
	// A quote within quotes ends them.
	let quoted = |folder: &str| line(folder).replace('\'', "'\\''");
	let folder = |name: &String| name.rsplit_once('/').map(|(folder, _)| quoted(folder));
	let folders: BTreeSet<_> = manifest.documents.keys().filter_map(folder).collect();
	let command = |folder: &String| {
		format!(
			"  testamur verify --trust {TRUST} --offline --max-age any --keys {KEYS} '{folder}'\n"
		)
	};
	folders.iter().map(command).collect()
}
