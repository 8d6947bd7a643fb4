// SPDX-License-Identifier: Apache-2.0

//! The problems that a list can have.

/// A problem at a place of a list. [`Problem::what`] and [`Problem::advice`] say it in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
	/// The file is none that can be read.
	File(FileProblem),
	/// Its rows are not clear.
	Row(RowProblem),
	/// Its columns are others.
	Header(HeaderProblem),
	/// A cell is not what was typed.
	Spoilt(SpoiltCell),
	/// A text does not look like what it is.
	Text(TextProblem),
	/// A cell has a value that its column does not take.
	Value(ValueProblem),
	/// A gradebook says that there is no value.
	Gradebook(GradebookProblem),
}

/// A problem that keeps a file from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
	/// The file holds no text.
	Empty,
	/// The file has more bytes than [`MAX_BYTES`](crate::MAX_BYTES).
	FileTooLarge,
	/// The file is no text, but what is named here.
	OtherFile(&'static str),
	/// Every second byte is zero: UTF-16 that does not say so.
	Utf16WithoutMark,
	/// A character of UTF-16 lacks its other half.
	HalfCharacter,
	/// A byte is not UTF-8.
	NotUtf8(u8),
	/// A byte stands for no letter in Windows-1252.
	NoLetter(u8),
	/// The file was said to be in Windows-1252, and is in Unicode.
	NotWindows1252,
}

/// A problem that makes rows and their cells unclear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
	/// The first line states a separator that is not known.
	UnknownSeparatorLine,
	/// The first line states another separator than the caller.
	SeparatorLineDiffers,
	/// Several separators stand in the header.
	AmbiguousSeparator,
	/// A quotation mark stands within a cell that does not begin with one.
	StrayQuote,
	/// Text follows the quotation mark that ends a cell.
	TextAfterQuote,
	/// The quotation mark that ends a cell is missing.
	UnclosedQuote,
	/// Some lines end with a lone CR, and others do not.
	MixedLineEnds,
	/// A row has more cells than [`MAX_COLUMNS`](crate::MAX_COLUMNS).
	TooManyColumns,
	/// The list has more rows than [`MAX_ROWS`](crate::MAX_ROWS).
	TooManyRows,
	/// A row has more or fewer cells than the header.
	OtherLength {
		/// The number of its cells.
		cells: usize,
		/// The number of headers.
		headers: usize,
	},
	/// A row between others is empty.
	EmptyRow,
	/// There is a header alone.
	NoRows,
}

/// A problem of the first row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderProblem {
	/// A column is missing.
	MissingColumn {
		/// Its header.
		header: String,
		/// A header of the file that may be meant for it.
		meant: Option<String>,
	},
	/// A column is not one of the list.
	UnknownColumn {
		/// The header that may be meant.
		meant: Option<String>,
	},
	/// A column has no header.
	EmptyHeader,
	/// Two columns hold the same.
	RepeatedColumn {
		/// The number of the first.
		first: u32,
	},
}

/// A cell that a spreadsheet, or a change of encodings, has spoilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpoiltCell {
	/// A spreadsheet takes the cell for a formula.
	Formula,
	/// The cell is the error of a formula.
	FormulaError,
	/// A number was turned into its scientific form.
	Scientific,
	/// A number got decimals that it had not.
	AddedDecimals,
	/// A long number lost its last digits.
	Rounded,
	/// A code was turned into a date.
	TurnedIntoDate,
	/// An apostrophe, which only marks text in a spreadsheet, is part of the cell.
	Apostrophe,
	/// Letters were read in another encoding than they were written in.
	Garbled(String),
	/// A letter was lost in a change of encodings.
	LostLetter,
}

/// A reason why a text does not look like what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextProblem {
	/// A character cannot be seen, or changes how others are shown.
	Invisible(char),
	/// White space stands at an edge or twice in a row.
	SpareSpace,
	/// White space is not that of the space bar.
	OtherSpace(char),
	/// A line break stands in a cell of one line.
	LineBreak,
	/// A cell begins with a mark that belongs to a letter before it.
	LeadingMark,
	/// A cell has too many characters.
	TooLong {
		/// The most that it may have.
		most: usize,
	},
}

/// A reason why a column does not take a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
	/// A cell is empty that must not be.
	Required,
	/// The cell is no address of mail.
	NotEmail(&'static str),
	/// The cell is no date of the form YYYY-MM-DD.
	NotDate(&'static str),
	/// The cell is no decimal number.
	NotDecimal(&'static str),
	/// The cell is no whole number.
	NotWhole(&'static str),
	/// The cell is no URI.
	NotUri(&'static str),
	/// The cell is none of a list.
	NotListed {
		/// The entry that may be meant.
		meant: Option<String>,
		/// The first entries of the list, as a sentence names them.
		list: String,
	},
	/// Two rows are the same.
	RepeatedRow {
		/// The line of the first.
		first: u32,
	},
	/// A value stands in two rows that may stand in one only.
	RepeatedValue {
		/// The line of the first.
		first: u32,
	},
}

/// A mark that gradebooks write where there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GradebookProblem {
	/// Moodle writes `-` for a grade that is not there.
	NoGrade,
	/// Canvas writes `N/A` for what a learner was not assigned.
	NotAssigned,
	/// Canvas writes `EX` for what a learner is excused from.
	Excused,
	/// The row is that of Canvas's test student.
	TestStudent,
}

impl From<FileProblem> for Problem {
	fn from(problem: FileProblem) -> Self {
		Self::File(problem)
	}
}

impl From<RowProblem> for Problem {
	fn from(problem: RowProblem) -> Self {
		Self::Row(problem)
	}
}

impl From<HeaderProblem> for Problem {
	fn from(problem: HeaderProblem) -> Self {
		Self::Header(problem)
	}
}

impl From<SpoiltCell> for Problem {
	fn from(problem: SpoiltCell) -> Self {
		Self::Spoilt(problem)
	}
}

impl From<TextProblem> for Problem {
	fn from(problem: TextProblem) -> Self {
		Self::Text(problem)
	}
}

impl From<ValueProblem> for Problem {
	fn from(problem: ValueProblem) -> Self {
		Self::Value(problem)
	}
}

impl From<GradebookProblem> for Problem {
	fn from(problem: GradebookProblem) -> Self {
		Self::Gradebook(problem)
	}
}
