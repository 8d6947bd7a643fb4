// SPDX-License-Identifier: Apache-2.0

//! The former and the new document of each learner.

use super::{
	documents::{beside, cells, document, Document, FILE},
	index::Indexes,
	Wish,
};
use crate::{arguments::RenewArguments, problem::Problem};
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};
use testamur_documents::anchor::Genesis;
use testamur_issuing::INDEX;
use testamur_primitives::{StatusChange, SuccessorPointer};

/// The columns of a list of pairs.
const COLUMNS: [&str; 2] = ["former", "new"];

/// Returns a wish for each former document that a new one takes the place of.
pub(super) fn wishes(arguments: &RenewArguments, genesis: Genesis) -> Result<Vec<Wish>, Problem> {
	let pairs = match (&arguments.pairs, &arguments.former, &arguments.new, &arguments.column) {
		(Some(list), ..) => in_list(list)?,
		(None, Some(former), Some(new), Some(column)) => by_column(former, new, column)?,
		// The parser of the arguments has seen to it that there are pairs, or both folders.
		_ => Vec::new(),
	};
	let mut indexes = Indexes::default();
	let wish = |(former, new): (PathBuf, PathBuf)| {
		let former = document(&former, genesis, &mut indexes)?;
		let new = document(&new, genesis, &mut indexes)?;
		match former.holder.is_same_learner(&new.holder) {
			Some(false) if !arguments.other_learner => Err(other_learner(&former, &new)),
			_ => wish(former, &new),
		}
	};
	pairs.into_iter().map(wish).collect()
}

/// Returns the pairs of a list.
fn in_list(list: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Problem> {
	let pairs = cells(list, COLUMNS)?.into_iter();
	Ok(pairs.map(|[former, new]| (beside(list, &former), beside(list, &new))).collect())
}

/// Returns the pairs of files in two folders whose indexes say the same in a column. No value stands in an index
/// twice, and each new document has to have a former one.
fn by_column(former: &Path, new: &Path, column: &str) -> Result<Vec<(PathBuf, PathBuf)>, Problem> {
	let index = |folder: &Path| {
		let list = folder.join(INDEX);
		let rows = cells(&list, [column, FILE])?.into_iter();
		Ok::<_, Problem>(rows.map(move |[value, file]| (value, beside(&list, &file))))
	};
	let former: BTreeMap<String, PathBuf> = index(former)?.collect();
	index(new)?
		.map(|(value, new)| match former.get(&value) {
			Some(former) => Ok((former.clone(), new)),
			None => Err(Problem::NoFormer(new)),
		})
		.collect()
}

/// Returns why two documents are no pair.
fn other_learner(former: &Document, new: &Document) -> Problem {
	Problem::OtherLearner {
		former: format!("{} ({})", former.name, former.holder.who),
		new: format!("{} ({})", new.name, new.holder.who),
	}
}

/// Returns the wish of a pair.
fn wish(former: Document, new: &Document) -> Result<Wish, Problem> {
	let name = new.name.clone();
	let batch = new.reference.batch().ok_or_else(|| Problem::NoPlace(name.clone()))?;
	let (institution, root) = batch;
	let successor = SuccessorPointer { institution, root, index: Some(new.reference.index) };
	let note = Some(format!("by {name}: {}, {}", new.holder.who, new.holder.what));
	Ok(Wish { document: former, change: StatusChange::Supersede(successor), note })
}
