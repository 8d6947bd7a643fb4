// SPDX-License-Identifier: Apache-2.0

//! The columns of a list, as the template and the call state them.

use crate::{arguments::ListArguments, problem::Problem};
use testamur_roster::{Column, Columns, ColumnsFault};
use testamur_template::{Template, AWARDED};

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
	if let Some(day) = &arguments.award_date {
		// Every template has this column.
		for column in list.iter_mut().filter(|column| column.name() == AWARDED) {
			*column = column.clone().stated(day);
		}
	}
	let mut columns = Columns::new(list)
		.map_err(|fault| match fault {
			ColumnsFault::Stated(_) => {
				Problem::AwardDate(arguments.award_date.clone().unwrap_or_default())
			},
			fault => Problem::Header(fault),
		})?
		.encoded_in(arguments.encoding.into());
	if let Some(separator) = arguments.separator {
		columns = columns.separated_by(separator.into());
	}
	if arguments.pass_over {
		columns = columns.ignoring_others();
	}
	Ok(columns)
}
