// SPDX-License-Identifier: Apache-2.0

//! Days of the calendar.

use super::digits::is_digits;
use crate::{
	limits::YEARS,
	problem::{Problem, ValueProblem},
};

/// Checks that a cell is a day of the calendar as `YYYY-MM-DD`.
pub(super) fn check(cell: &str) -> Result<(), Problem> {
	let why = match parts(cell) {
		None => why_no_date(cell),
		Some((year, _, _)) if !YEARS.contains(&year) => "its year is not between 1900 and 2199",
		Some((_, month, _)) if !(1..=12).contains(&month) => "there is no such month",
		Some((year, month, day)) if !(1..=days(year, month)).contains(&day) => {
			"there is no such day in this month"
		},
		Some(_) => return Ok(()),
	};
	Err(ValueProblem::NotDate(why).into())
}

/// Returns year, month and day of a cell that has the form of a date.
fn parts(cell: &str) -> Option<(u32, u32, u32)> {
	let form = cell.bytes().enumerate().all(|(place, byte)| match place {
		4 | 7 => byte == b'-',
		_ => byte.is_ascii_digit(),
	});
	if !form || cell.len() != 10 {
		return None;
	}
	Some((cell[..4].parse().ok()?, cell[5..7].parse().ok()?, cell[8..].parse().ok()?))
}

const fn days(year: u32, month: u32) -> u32 {
	let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
	match month {
		2 if is_leap => 29,
		2 => 28,
		4 | 6 | 9 | 11 => 30,
		_ => 31,
	}
}

/// Returns what a cell may be instead. None of it is taken for a date.
fn why_no_date(cell: &str) -> &'static str {
	let numbers: Vec<_> = cell.split(['/', '.', '-']).map(str::trim).collect();
	let begins_with_date = cell.get(..10).is_some_and(|date| parts(date).is_some());
	match numbers.as_slice() {
		_ if cell.trim() != cell => "there is a space at its beginning or its end",
		_ if begins_with_date => "something follows the day",
		[number] if is_digits(number) && number.len() == 8 => "the hyphens are missing",
		[number] if is_digits(number) && number.len() == 4 => "it is a year alone",
		[number] | [number, _]
			if is_digits(number) && cell.len() <= 12 && !cell.contains(['/', '-']) =>
		{
			"it seems to be the number by which a spreadsheet counts days, from 1900 or from 1904"
		},
		[one, two, three] if [one, two, three].iter().all(|part| is_digits(part)) => {
			why_other_order(one, two, three)
		},
		_ => "it has another form",
	}
}

fn why_other_order(one: &str, two: &str, three: &str) -> &'static str {
	let may_be_month = |part: &str| part.parse::<u32>().is_ok_and(|number| number <= 12);
	match (one.len(), three.len()) {
		(4, _) => "month and day need two digits each, with hyphens between",
		(_, 4) if may_be_month(one) && may_be_month(two) => {
			"the first number can be the day in one country and the month in another"
		},
		(_, 4) => "the year comes first",
		_ => "its year has not four digits, and its order is not known",
	}
}
