// SPDX-License-Identifier: Apache-2.0

//! Days and moments of documents.

use crate::values::{self, Why};

/// Returns the first moment of a day.
pub(crate) fn begin_of(day: &str) -> String {
	format!("{day}T00:00:00Z")
}

/// Returns the last second of a day.
pub(crate) fn end_of(day: &str) -> String {
	format!("{day}T23:59:59Z")
}

/// Returns the day of the same number some months later, or the last one of that month if it has
/// fewer days. A year after 2199 is none.
pub(crate) fn months_later(day: &str, months: u32) -> Option<String> {
	let [year, month, number] = parts(day)?;
	let count = year.checked_mul(12)?.checked_add(month)?.checked_sub(1)?.checked_add(months)?;
	let (year, month) = (count.checked_div(12)?, count.checked_rem(12)?.checked_add(1)?);
	(1..=number)
		.rev()
		.map(|number| format!("{year:04}-{month:02}-{number:02}"))
		.find(|day| values::date(day).is_ok())
}

fn parts(day: &str) -> Option<[u32; 3]> {
	values::date(day).ok()?;
	let mut parts = day.split('-').map(|part| part.parse().ok());
	Some([parts.next()??, parts.next()??, parts.next()??])
}

/// Checks a moment in the way of RFC 3339, with seconds and an offset, and returns its seconds since
/// the beginning of the year 0, by which moments compare.
pub(crate) fn moment(text: &str) -> Result<i64, Why> {
	let form = || Why::from("it is not a moment such as 2026-07-01T09:00:00Z");
	let (day, rest) = text.split_once('T').ok_or_else(form)?;
	values::date(day)?;
	let [year, month, number] = parts(day).ok_or_else(form)?;
	let zone_at = rest.find(['Z', '+', '-']).ok_or_else(form)?;
	let (time, zone) = rest.split_at_checked(zone_at).ok_or_else(form)?;
	let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
	let is_fraction =
		(1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
	let time = clock(time).filter(|_| is_fraction).ok_or_else(form)?;
	let offset = match zone.split_at_checked(1) {
		Some(("Z", "")) => 0,
		Some(("-", offset)) => clock(&format!("{offset}:00")).ok_or_else(form)?.saturating_neg(),
		Some(("+", offset)) => clock(&format!("{offset}:00")).ok_or_else(form)?,
		_ => return Err(form()),
	};
	let day = days_before(year, month).saturating_add(i64::from(number));
	Ok(day.saturating_mul(86_400).saturating_add(time).saturating_sub(offset))
}

/// Returns the seconds that a time of the form `HH:MM:SS` stands for.
fn clock(text: &str) -> Option<i64> {
	let mut parts = text.split(':').map(|part| {
		let is_form = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
		part.parse::<i64>().ok().filter(|_| is_form)
	});
	let [hour, minute, second] = [parts.next()??, parts.next()??, parts.next()??];
	let is_time = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
	is_time.then(|| {
		hour.saturating_mul(3_600)
			.saturating_add(minute.saturating_mul(60))
			.saturating_add(second)
	})
}

/// Returns the number of days from the beginning of the year 0 to that of a month.
fn days_before(year: u32, month: u32) -> i64 {
	let before = i64::from(year).saturating_sub(1);
	let leap_days = (before / 4).saturating_sub(before / 100).saturating_add(before / 400);
	let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
	let of_year = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
	let place = usize::try_from(month.saturating_sub(1)).unwrap_or_default();
	let in_year = of_year.get(place).copied().unwrap_or_default();
	let leap_day = i64::from(is_leap && month > 2);
	i64::from(year)
		.saturating_mul(365)
		.saturating_add(leap_days)
		.saturating_add(in_year)
		.saturating_add(leap_day)
}
