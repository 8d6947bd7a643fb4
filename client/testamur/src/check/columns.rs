// SPDX-License-Identifier: Apache-2.0

//! The columns of a list, as the template and the call state them.

use crate::{arguments::ListArguments, problem::Problem};
use testamur_roster::{Column, Columns};
use testamur_template::Template;

/// Returns the columns that a list should have.
pub(crate) fn of(template: &Template, arguments: &ListArguments) -> Result<Columns, Problem> {
	let mut list = template.columns().list().to_vec();
	for stated in &arguments.header {
		let Some(column) = list.iter_mut().find(|column| column.name() == stated.name) else {
			let names: Vec<_> = list.iter().map(Column::name).collect();
			let (name, known) = (stated.name.clone(), names.join(", "));
			return Err(Problem::NoSuchColumn { name, known });
		};
		*column = column.clone().or(stated.header.clone());
	}
	let mut columns = Columns::new(list)
		.map_err(Problem::Header)?
		.encoded_in(arguments.encoding.into());
	if let Some(separator) = arguments.separator {
		columns = columns.separated_by(separator.into());
	}
	if arguments.pass_over {
		columns = columns.ignoring_others();
	}
	Ok(columns)
}
