// SPDX-License-Identifier: Apache-2.0

//! The preview in JSON, and documents for a reader.

use super::{
	preview::{gradebook, Preview},
	summary::Summary,
};
use crate::{output::json, words::name};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A preview in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
	accepted: bool,
	template: String,
	file: String,
	learners: usize,
	/// The gradebook that wrote the list, if it was recognised.
	gradebook: Option<&'static str>,
	/// The headers of the columns that were passed over.
	passed_over: Vec<&'a str>,
	/// The first and the last learners.
	shown: Vec<Learner<'a>>,
	/// The content of the first learner's document.
	document: &'a Summary,
	signed: bool,
	sent: bool,
}

/// A learner of the list.
#[derive(Serialize)]
struct Learner<'a> {
	number: usize,
	line: u32,
	/// The cells by the names of their columns. An empty one is null.
	cells: BTreeMap<&'a str, Option<&'a str>>,
}

/// Returns a preview in JSON.
pub(crate) fn preview(preview: &Preview<'_>) -> String {
	let columns = preview.columns.list();
	let shown = preview.shown().map(|(number, row)| {
		let cells = columns.iter().enumerate();
		let cells = cells.map(|(place, column)| (column.name(), row.at(place))).collect();
		Learner { number, line: row.line(), cells }
	});
	json(&Line {
		accepted: true,
		template: name(preview.template),
		file: name(preview.list),
		learners: preview.roster.len(),
		gradebook: preview.roster.gradebook().map(gradebook),
		passed_over: preview.roster.left_out().collect(),
		shown: shown.collect(),
		document: &preview.summary,
		signed: false,
		sent: false,
	})
}

/// Returns a document with a line for each of its values.
pub(crate) fn indented(document: &str) -> String {
	match serde_json::from_str::<Value>(document) {
		Ok(value) => json(&value),
		// A built document is JSON.
		Err(_) => format!("{document}\n"),
	}
}
