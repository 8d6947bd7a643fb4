// SPDX-License-Identifier: Apache-2.0

//! Progress, and the sentences before and after.

use crate::{
	check::Examined,
	output::{print_lines, say, Progress},
	problem::Problem,
	words::count,
};
use std::path::Path;
use testamur_documents::anchor::Genesis;
use testamur_issuing::{Fault, Offer, Plan, Receipt, Watch, Written, COST, INDEX};
use testamur_json::{
	hex::{self, Hash},
	time::Time,
};
use testamur_template::Template;

/// Progress on the standard error.
#[derive(Default)]
pub(crate) struct News {
	signing: Option<Progress>,
	writing: Option<Progress>,
	/// The last final block when the waiting began, with its progress.
	waiting: Option<(u64, Progress)>,
	last: String,
}

impl Watch for News {
	fn signed(&mut self, done: usize, all: usize) {
		self.signing
			.get_or_insert_with(|| Progress::new(all, "documents signed"))
			.done(done);
	}

	fn waiting(&mut self, last_final: u64, renewed_at: u64) {
		let blocks =
			|from: u64, to: u64| usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
		let (began, progress) = self.waiting.get_or_insert_with(|| {
			say(&format!(
				"The allowance is used up: waiting for block {renewed_at}. Block {last_final} is the last \
				 final one."
			));
			(
				last_final,
				Progress::new(blocks(last_final, renewed_at), "blocks until the next period"),
			)
		});
		progress.done(blocks(*began, last_final));
	}

	fn anchoring(&mut self, news: &str) {
		if self.last != news {
			say(&format!("The transaction: {news}."));
			news.clone_into(&mut self.last);
		}
	}

	fn written(&mut self, done: usize, all: usize) {
		self.writing
			.get_or_insert_with(|| Progress::new(all, "files written"))
			.done(done);
	}
}

/// Says who is about to issue what, by which grant, and what it costs.
pub(crate) fn offer(offer: &Offer, genesis: Genesis, examined: &Examined) -> Result<(), Problem> {
	let learners = count(examined.roster.len(), "credential");
	let cost = count(usize::try_from(COST).unwrap_or_default(), "operation");
	let allowance = &offer.allowance;
	let lines = [
		String::new(),
		format!("To be issued: {learners} of type {}, as one batch.", offer.type_id.0),
		format!("On the chain with the genesis block {}.", Hash(genesis.0)),
		format!("By institution {}, {} ({}).", offer.institution.0, offer.name, offer.country),
		issuer(offer, &examined.template),
		format!("Under grant {}, with document key {}.", offer.accreditation.0, offer.key_number),
		format!(
			"It costs {cost} of the {} that are left of {}.",
			allowance.left, allowance.of_period
		),
	];
	print_lines(&lines)
}

/// Returns the sentence about the awarding body that the documents name. A registrar sees whether it is the
/// institution on the chain, whose name may be in another language.
fn issuer(offer: &Offer, template: &Template) -> String {
	let (name, country) = (template.issuer_name(), template.issuer_country());
	let note = match name == offer.name && country == offer.country {
		true => "the same",
		false => "which the chain calls otherwise: make sure that it is the same institution",
	};
	format!("The documents name {name} ({country}) as the awarding body, {note}.")
}

/// Says what a later run does, where it goes on.
pub(crate) fn before_a_fault(fault: &Fault) {
	match fault {
		Fault::Disk { .. }
		| Fault::NoAnswer(_)
		| Fault::NotAnchored(_)
		| Fault::AllowanceUsedUp(_) => {
			say("The files are not all there yet. Nothing is lost: the same command goes on from here.");
		},
		_ => {},
	}
}

/// Says what was anchored, and where the files are.
pub(crate) fn end(
	folder: &Path,
	plan: &Plan,
	receipt: &Receipt,
	written: Written,
) -> Result<(), Problem> {
	let anchoring = plan.anchoring();
	let time = serde_json::to_value(Time(receipt.issued_at())).unwrap_or_default();
	let block = if receipt.is_own_block { "in" } else { "which is known since" };
	let lines = [
		format!(
			"Anchored: {}, root {}.",
			count(all(written), "credential"),
			Hash(anchoring.root.0)
		),
		format!(
			"When: {}, {block} final block {}.",
			time.as_str().unwrap_or_default(),
			receipt.block_number
		),
		format!("The block: {}.", Hash(receipt.block_hash())),
		format!(
			"Files: {} in {}, of which {} are new.",
			all(written),
			folder.display(),
			written.new
		),
		format!("For a mail merge: {}.", folder.join(INDEX).display()),
	];
	let list = anchoring.list.map(|label| {
		format!(
			"Named status list: {}. Publish it with \"testamur status publish\".",
			hex::encode(&label.0)
		)
	});
	print_lines(lines.iter().chain(&list))
}

fn all(written: Written) -> usize {
	usize::try_from(written.all).unwrap_or(usize::MAX)
}
