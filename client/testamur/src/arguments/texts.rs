// SPDX-License-Identifier: Apache-2.0

//! What the help says below the options: examples and exit codes.

pub(super) const MORE: &str = "\
Templates, lists and documents are checked without a network. What other commands send names no learner: \
roots of batches, changes of places in them, and questions about such places.

The exit code is 0 if all is well, and 1 if something is refused or found. It is 2 if the command was \
called wrongly or a file cannot be read or written, 3 if a cohort is not issued yet or nothing can be told \
about a document, and 4 if nobody takes the result, as where the reader of a pipe has gone. Results go to \
the standard output, and messages to the standard error.";

pub(super) const TEMPLATE: &str = "\
Example: a template to fill in, in a new file
  testamur template --out course.toml";

pub(super) const BLANK_LIST: &str = "\
Example: a list for a spreadsheet that writes decimals with a comma
  testamur blank-list --template water.toml --separator semicolon --out new.csv";

pub(super) const CHECK: &str = "\
Example: the preview of a cohort, and then its first document
  testamur check --template water.toml --list cohort.csv
  testamur check --template water.toml --list cohort.csv --show 1

A list that is refused is refused as a whole, with the line and the column of each fault, and the exit \
code is 1.";

pub(super) const ISSUE: &str = "\
Example: a cohort under type 1
  testamur issue --type 1 --template water.toml --list cohort.csv --out water-2026 \
--node ws://127.0.0.1:9944 --account registrar.json --document-key documents.json

Whatever ends a run early, such as a crash, a full disk or a node that is away, nothing is lost: run the \
same command again, and it goes on where that one ended. A cohort is anchored once.

The exit code is 0 if every file is there, 1 if something is refused, and 3 if the cohort is not issued \
yet and a later run can go on.";

pub(super) const LINT: &str = "\
Example: a document, and those in a folder
  testamur lint ana.json
  testamur lint documents

In a folder, and in all folders below it, each file NAME.json is a document, unless it is a reference \
(NAME.reference.json) or a sidecar (NAME.anchor.json). Links to folders are not followed.

The exit code is 0 without findings and 1 with findings. It is 2 if a file cannot be read, whatever is \
found in the others.";

pub(super) const VERIFY: &str = "\
Example: the documents of a folder, by a node that need not be trusted
  testamur verify --trust trust.json --rpc ws://127.0.0.1:9944 documents

Example: the same without a node, by bundles that lie beside the documents
  testamur verify --trust trust.json --offline --max-age 30d --keys keys.json documents

Example: a presentation of an applicant to whom you gave a challenge
  testamur verify --trust trust.json --rpc ws://127.0.0.1:9944 --challenge 8f3a2c --domain hr.example.com \
presentation.json

In a folder, each file NAME.json is a document or a presentation, unless it is a reference (NAME.reference.json) \
or a sidecar (NAME.anchor.json). PDFs, PNG and SVG pictures and ZIP archives are opened, and all credentials in \
them are verified. Folders below it are not looked into.

What is trusted is the file that the consortium publishes. A node is asked for keys, for evidence and for \
hand-offs, and nothing of its answers is believed without a proof. Nothing that names a learner is sent.

The exit code is 0 if every document is valid, and 1 if one is invalid. It is 3 if none is invalid, but it \
cannot be told whether one of them is, or if nodes disagree. It is 2 if the command was called wrongly, and 5 \
if what is trusted contradicts itself.";

pub(super) const COMPLETIONS: &str = "\
Example: for bash, until the next login
  testamur completions bash > testamur.bash

Then run \". testamur.bash\", or put that into your start-up file.";

pub(super) const MANUAL: &str = "\
Example: pages for \"man\", in a folder
  testamur manual --out man1

Then \"man ./man1/testamur-issue.1\" shows the one of \"testamur issue\".";

pub(super) const DESIGN: &str = "\
Example: a design with explanations, in a new file
  testamur design --out design.toml";

pub(super) const HAND_OVER: &str = "\
Example: certificates for the documents in a folder
  testamur hand-over --design design.toml --out certificates documents

Example: with badges, which are pictures that carry the document
  testamur hand-over --design design.toml --badges --out certificates documents

Example: with messages, to the addresses in the index that \"issue\" has written beside the documents
  testamur hand-over --design design.toml --list water-2026/index.csv --messages --out certificates water-2026

For each document NAME.json, the folder gets the certificate NAME.pdf, to which the document is attached; the \
badge NAME.png and NAME.svg, into which it is baked; and NAME.eml, which a mail program opens and sends; and mail-merge.csv names them all. Nothing is sent. A row of the \
list belongs to a document if its column \"file\" has the name of the file, and if the document confirms what \
the row says of its learner.

No file is written over. Whatever ends a run early, the next one writes what is missing.

The exit code is 0 if every file is there, and 1 if a document or a row is refused. The others are handed over \
all the same.";

/// Returns an example of what an account does, whose keystore is in a file of this name.
pub(super) fn by(keystore: &str, why: &str, call: &str) -> String {
	format!("Example: {why}\n  testamur {call} --node ws://127.0.0.1:9944 --account {keystore}")
}

/// Returns an example of what the admin of an institution does.
pub(super) fn admin(why: &str, call: &str) -> String {
	by("admin.json", why, call)
}

/// Returns an example of what the council decides.
pub(super) fn council(why: &str, call: &str) -> String {
	let proposal = by("member.json", why, call);
	format!(
		"{proposal} --motion propose\n\nOther members state the same command with --motion approve, and one of them \
		 with --motion close."
	)
}
