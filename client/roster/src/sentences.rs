// SPDX-License-Identifier: Apache-2.0

//! Problems in the words of a registrar: what is wrong, and what to do.

use crate::{
	limits::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS},
	problem::{
		FileProblem, GradebookProblem, HeaderProblem, Problem, RowProblem, SpoiltCell, TextProblem,
		ValueProblem,
	},
	shown::shown,
};
use std::borrow::Cow;

/// The words for a problem: a clause that names it, and a sentence that says what to do.
type Words = (Cow<'static, str>, Cow<'static, str>);

fn words(what: impl Into<Cow<'static, str>>, advice: impl Into<Cow<'static, str>>) -> Words {
	(what.into(), advice.into())
}

impl Problem {
	/// Returns what is wrong, as a clause that follows the place.
	#[must_use]
	pub fn what(&self) -> Cow<'static, str> {
		self.words().0
	}

	/// Returns what to do, as a sentence.
	#[must_use]
	pub fn advice(&self) -> Cow<'static, str> {
		self.words().1
	}

	fn words(&self) -> Words {
		match self {
			Self::File(problem) => of_file(problem),
			Self::Row(problem) => of_row(problem),
			Self::Header(problem) => of_header(problem),
			Self::Spoilt(problem) => of_spoilt_cell(problem),
			Self::Text(problem) => of_text(problem),
			Self::Value(problem) => of_value(problem),
			Self::Gradebook(problem) => of_gradebook(problem),
		}
	}
}

/// The advice for files of which the encoding is not clear.
const SAVE_AS_UTF8: &str = "Save the sheet as \"CSV UTF-8\"";

fn of_file(problem: &FileProblem) -> Words {
	match problem {
		FileProblem::Empty => words("there is nothing in it", "Choose the file with the list."),
		FileProblem::FileTooLarge => words(
			format!("it has more than {MAX_BYTES} bytes"),
			"Divide the list into several files, or leave out columns that are not needed.",
		),
		FileProblem::OtherFile(what) => words(
			format!("it is {what}, not a list"),
			format!("{SAVE_AS_UTF8}, and take that file."),
		),
		FileProblem::Utf16WithoutMark => words(
			"it seems to be in UTF-16, and does not begin with the mark that says so",
			format!("{SAVE_AS_UTF8}."),
		),
		FileProblem::HalfCharacter => words(
			"half of a character of UTF-16 is missing here",
			format!("The file is cut off or damaged. {SAVE_AS_UTF8} once more."),
		),
		FileProblem::NotUtf8(byte) => words(
			format!("the byte 0x{byte:02X} is not UTF-8, so that letters from here on are unknown"),
			format!("{SAVE_AS_UTF8}, or state the encoding if you know that it is Windows-1252."),
		),
		FileProblem::NoLetter(byte) => words(
			format!("the byte 0x{byte:02X} stands for no letter in Windows-1252"),
			format!("The file has another encoding than was stated. {SAVE_AS_UTF8}."),
		),
		FileProblem::NotWindows1252 => words(
			"it was said to be in Windows-1252, and is in Unicode",
			"Leave out the statement about its encoding.",
		),
	}
}

fn of_row(problem: &RowProblem) -> Words {
	match problem {
		RowProblem::UnknownSeparatorLine => words(
			"this line states a separator other than a comma, a semicolon or a tab",
			"Write \"sep=,\" or \"sep=;\" without anything else, or delete the line.",
		),
		RowProblem::SeparatorLineDiffers => words(
			"this line states another separator than was asked for",
			"Delete the line, or leave out the other statement.",
		),
		RowProblem::AmbiguousSeparator => words(
			"several of comma, semicolon and tab stand in the header, and any could be the separator",
			"State the separator, for example by a first line \"sep=;\".",
		),
		RowProblem::StrayQuote => words(
			"a quotation mark stands within a cell that does not begin with one",
			"Put the whole cell between quotation marks, and double each mark inside of it.",
		),
		RowProblem::TextAfterQuote => words(
			"text follows the quotation mark that ends this cell",
			"Double each quotation mark that belongs to the text, and end the cell with a single one.",
		),
		RowProblem::UnclosedQuote => words(
			"this cell begins with a quotation mark, and none ends it",
			"Write the missing mark; nothing behind it was read.",
		),
		RowProblem::MixedLineEnds => words(
			"this line ends otherwise than those before (with CR, not LF, or the reverse)",
			"A line break may have got into a cell: delete it, and save the sheet once more.",
		),
		RowProblem::TooManyColumns => words(
			format!("there are more than {MAX_COLUMNS} columns"),
			"Delete the columns that are not needed; nothing behind this was read.",
		),
		RowProblem::TooManyRows => words(
			format!("there are more than {MAX_ROWS} rows"),
			"Divide the list into several files; nothing behind this was read.",
		),
		RowProblem::OtherLength { cells, headers } => words(
			format!("this row has {}, and the header has {headers}", number(*cells, "cell")),
			"Look for a line break or a separator that is missing, or stands within a cell without \
			 quotation marks.",
		),
		RowProblem::EmptyRow => words(
			"this row is empty, and others follow",
			"Delete the row, or fill it if a learner is missing.",
		),
		RowProblem::NoRows => words("there is a header, and no row", "Fill the list."),
	}
}

fn number(count: usize, noun: &str) -> String {
	let plural = if count == 1 { "" } else { "s" };
	format!("{count} {noun}{plural}")
}

fn of_header(problem: &HeaderProblem) -> Words {
	match problem {
		HeaderProblem::MissingColumn { header, meant: None } => words(
			format!("the column \"{header}\" is missing"),
			"Add it, with exactly this header in the first row.",
		),
		HeaderProblem::MissingColumn { header, meant: Some(meant) } => words(
			format!("the column \"{header}\" is missing"),
			format!("If \"{}\" is meant for it, write \"{header}\" instead.", shown(meant)),
		),
		HeaderProblem::UnknownColumn { meant: None } => words(
			"there is no such column in the list to fill",
			"Delete the column, or let columns that are not needed be left out.",
		),
		HeaderProblem::UnknownColumn { meant: Some(meant) } => words(
			"there is no such column in the list to fill",
			format!("Write \"{meant}\" if that is meant, and delete the column otherwise."),
		),
		HeaderProblem::EmptyHeader => words(
			"this column has no header",
			"Write what it holds into the first row, or delete the column.",
		),
		HeaderProblem::RepeatedColumn { first } => {
			words(format!("this column is the same as column {first}"), "Delete one of them.")
		},
	}
}

fn of_spoilt_cell(problem: &SpoiltCell) -> Words {
	match problem {
		SpoiltCell::Formula => words(
			"a spreadsheet takes this for a formula, since it begins with =, +, - or @",
			"Replace the formula by its value, or begin with another character.",
		),
		SpoiltCell::FormulaError => words(
			"this is the error of a formula, or a column that was too narrow when it was saved",
			"Correct the formula or the width of the column, and save the sheet once more.",
		),
		SpoiltCell::Scientific => words(
			"this was spoilt by a spreadsheet, which made the scientific form of a number of it",
			"Format the column as text, type the original again, and save the sheet once more.",
		),
		SpoiltCell::AddedDecimals => words(
			"this was spoilt by a spreadsheet or a program, which added decimals to a number",
			"Format the column as text, type the original again, and save the sheet once more.",
		),
		SpoiltCell::Rounded => words(
			"this was spoilt by a spreadsheet, which keeps 15 digits of a number and makes the rest 0",
			"Format the column as text, type the original again, and save the sheet once more.",
		),
		SpoiltCell::TurnedIntoDate => words(
			"this was spoilt by a spreadsheet, which made a date of a code",
			"Format the column as text, type the original again, and save the sheet once more.",
		),
		SpoiltCell::Apostrophe => words(
			"an apostrophe, which marks text in a spreadsheet, is part of the cell",
			"Delete the apostrophe, and format the column as text.",
		),
		SpoiltCell::Garbled(letters) => words(
			format!(
				"\"{}\" is what becomes of a letter that is read in another encoding",
				shown(letters)
			),
			"Take the original list, and save it as \"CSV UTF-8\".",
		),
		SpoiltCell::LostLetter => words(
			"a letter was lost when the encoding was changed, and U+FFFD stands for it",
			"Take the original list, and save it as \"CSV UTF-8\".",
		),
	}
}

fn of_text(problem: &TextProblem) -> Words {
	match problem {
		TextProblem::Invisible(c) => words(
			format!("the character {} cannot be seen, or changes how others are shown", named(*c)),
			"Delete it, or type the cell again.",
		),
		TextProblem::SpareSpace => words(
			"there is a space at the beginning or the end, or there are two in a row",
			"Delete the spare spaces.",
		),
		TextProblem::OtherSpace(c) => words(
			format!("the character {} looks like a space and is none", named(*c)),
			"Type the space again.",
		),
		TextProblem::LineBreak => words(
			"there is a line break in it, and this column takes a single line",
			"Delete the line break.",
		),
		TextProblem::LeadingMark => words(
			"it begins with an accent or another mark that belongs to a letter before it",
			"Type the first letter again.",
		),
		TextProblem::TooLong { most } => {
			words(format!("there are more than {most} characters in it"), "Shorten it.")
		},
	}
}

/// Returns the number of a character, and its name if registrars meet it often.
fn named(c: char) -> String {
	let name = match c {
		'\t' => " (a tab)",
		'\u{a0}' => " (a no-break space)",
		'\u{ad}' => " (a soft hyphen)",
		'\u{200b}' => " (a space of zero width)",
		'\u{200c}' | '\u{200d}' => " (a joiner of letters)",
		'\u{200e}' | '\u{200f}' => " (a mark for the direction of writing)",
		'\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
			" (which turns the direction of writing)"
		},
		'\u{202f}' => " (a narrow no-break space)",
		'\u{feff}' => " (a byte order mark)",
		_ => "",
	};
	format!("U+{:04X}{name}", u32::from(c))
}

fn of_value(problem: &ValueProblem) -> Words {
	match problem {
		ValueProblem::Required => {
			words("there is nothing in it, and every row needs this value", "Fill the cell.")
		},
		ValueProblem::NotEmail(why) => words(
			format!("this is no address of mail: {why}"),
			"Write a single address, such as ana@example.org.",
		),
		ValueProblem::NotDate(why) => words(
			format!("this is no date of the form YYYY-MM-DD: {why}"),
			"Format the column as text, and write, for example, 2001-04-03 for the third of April.",
		),
		ValueProblem::NotDecimal(why) => words(
			format!("this is no decimal number: {why}"),
			"Write it with digits and a point, such as 5.5.",
		),
		ValueProblem::NotWhole(why) => words(
			format!("this is no whole number: {why}"),
			"Write it with digits alone, such as 5.",
		),
		ValueProblem::NotUri(why) => words(
			format!("this is no URI: {why}"),
			"Write all of it, such as https://example.org/course/1.",
		),
		ValueProblem::NotListed { meant: Some(meant), .. } => words(
			"this is none of the values that the column takes",
			format!("Write \"{meant}\" if that is meant."),
		),
		ValueProblem::NotListed { meant: None, list } => words(
			"this is none of the values that the column takes",
			format!("Write one of: {list}."),
		),
		ValueProblem::RepeatedRow { first } => {
			words(format!("this row is the same as that of line {first}"), "Delete one of them.")
		},
		ValueProblem::RepeatedValue { first } => words(
			format!("line {first} has the same value, which only one row may have"),
			"Correct one of them, or delete it.",
		),
	}
}

fn of_gradebook(problem: &GradebookProblem) -> Words {
	match problem {
		GradebookProblem::NoGrade => words(
			"Moodle writes \"-\" where there is no grade yet",
			"Enter the grade, or take the learner off the list.",
		),
		GradebookProblem::NotAssigned => words(
			"Canvas writes \"N/A\" for what a learner was not assigned",
			"Enter the value, empty the cell, or take the learner off the list.",
		),
		GradebookProblem::Excused => words(
			"Canvas writes \"EX\" for what a learner is excused from",
			"Enter the value, empty the cell, or take the learner off the list.",
		),
		GradebookProblem::TestStudent => words(
			"this row is that of the test student of Canvas, who is no learner",
			"Delete the row.",
		),
	}
}
