// SPDX-License-Identifier: Apache-2.0

//! Tests of the files that Canvas and Moodle export. The headers and the rows that are no learners are those of their
//! exporters; the learners are made up.

use super::{cells_of, fault_of, faults_of, places_of};
use crate::{
	Column, Columns, ColumnsFault, Gradebook, GradebookProblem, Kind, Roster, RowProblem,
	ValueProblem,
};

fn canvas() -> Columns {
	Columns::new([
		Column::new("number", Kind::Identifier).required().unique().or("SIS User ID"),
		Column::new("name", Kind::Text).required().or("Student").or("LastName"),
		Column::new("score", Kind::Decimal).or("Final Score"),
	])
	.unwrap()
	.ignoring_others()
}

const CANVAS: &str = "Student,ID,SIS User ID,SIS Login ID,Section,Essay (231),Final Score\n\
	,,,,,Manual Posting,\n\
	\x20   Points Possible,,,,,10.00,(read only)\n\
	\"Sol, Ana\",11,00731,asol,Group 1 and Group 2,9.50,95.00\n\
	\"Öz, Cem\",12,00732,coz,Group 1,EX,\n";

#[test]
fn a_gradebook_of_canvas_is_read_without_the_rows_that_are_no_learners() {
	let expected = [["00731", "Sol, Ana", "95.00"], ["00732", "Öz, Cem", ""]];
	assert_eq!(cells_of(CANVAS.as_bytes(), &canvas()), expected);
	let roster = Roster::read(CANVAS.as_bytes(), &canvas()).unwrap();
	assert_eq!(roster.gradebook(), Some(Gradebook::Canvas));
	assert_eq!(roster.rows().next().unwrap().line(), 4);
	let names = "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,Final Score\n\
		\x20   Points Possible,,,,,,(read only)\nSol,Ana,11,00731,asol,Group 1,95.00\n";
	assert_eq!(cells_of(names.as_bytes(), &canvas()), [["00731", "Sol", "95.00"]]);
}

#[test]
fn a_column_that_no_gradebook_has_is_stated_for_all_rows() {
	let columns = |day: &str| {
		let day = Column::new("day", Kind::Date).required().stated(day);
		Columns::new(canvas().list().iter().cloned().chain([day]))
	};
	let stated = columns("2026-07-01").unwrap().ignoring_others();
	let expected =
		[["00731", "Sol, Ana", "95.00", "2026-07-01"], ["00732", "Öz, Cem", "", "2026-07-01"]];
	assert_eq!(cells_of(CANVAS.as_bytes(), &stated), expected);
	let roster = Roster::read(CANVAS.as_bytes(), &stated).unwrap();
	assert!(roster.has("name") && !roster.has("day") && !roster.has("other"));
	// A column of the list has the values of its own, and none is filled in.
	let own = CANVAS.replace("Section", "day").replace("Group 1 and Group 2", "2026-06-30");
	let fault = fault_of(own.replace("Group 1", "").as_bytes(), &stated);
	assert_eq!(fault.problem, ValueProblem::Required.into());
	let own = own.replace("Group 1", "2026-06-29");
	assert_eq!(cells_of(own.as_bytes(), &stated)[0][3], "2026-06-30");
	assert!(Roster::read(own.as_bytes(), &stated).unwrap().has("day"));
	for day in ["", "1.7.2026", "2026-02-30", "1826-07-01"] {
		assert_eq!(columns(day).unwrap_err(), ColumnsFault::Stated("day".to_owned()));
	}
}

#[test]
fn the_words_of_canvas_for_no_value_are_refused_by_name() {
	let file = CANVAS.replace("95.00", "N/A").replace("EX,", ",EX");
	let faults = faults_of(file.as_bytes(), &canvas());
	assert_eq!(
		places_of(&faults),
		[(4, 7, GradebookProblem::NotAssigned.into()), (5, 7, GradebookProblem::Excused.into()),]
	);
}

#[test]
fn the_test_student_of_canvas_is_refused_by_name() {
	let file = format!("{CANVAS}\"Student, Test\",99,,abc,Group 1,,\n");
	let fault = fault_of(file.as_bytes(), &canvas());
	assert_eq!((fault.line, fault.problem), (Some(6), GradebookProblem::TestStudent.into()));
	let names = "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section\nStudent,Test,9,,x,G\n";
	let fault = fault_of(names.as_bytes(), &canvas());
	assert_eq!(fault.problem, GradebookProblem::TestStudent.into());
}

#[test]
fn a_row_that_looks_like_one_of_canvas_is_a_learner_elsewhere_and_with_a_number() {
	let file = "number,name\n1,Points Possible\n";
	assert_eq!(cells_of(file.as_bytes(), &canvas())[0][1], "Points Possible");
	let file = "Student,ID,SIS User ID\nPoints Possible,12,00731\n";
	assert_eq!(cells_of(file.as_bytes(), &canvas())[0][1], "Points Possible");
	let fault = fault_of(b"Student,ID,SIS User ID\n,,\nAna,1,2\n", &canvas());
	assert_eq!(fault.problem, RowProblem::EmptyRow.into());
}

fn moodle() -> Columns {
	Columns::new([
		Column::new("given_name", Kind::Text).required().or("First name"),
		Column::new("family_name", Kind::Text).required().or("Surname").or("Last name"),
		Column::new("number", Kind::Identifier).or("ID number"),
		Column::new("email", Kind::Email).required().unique().or("Email address"),
		Column::new("grade", Kind::Decimal).or("Course total (Real)"),
	])
	.unwrap()
	.ignoring_others()
}

const MOODLE: &str =
	"\"First name\",Surname,\"ID number\",Institution,Department,\"Email address\",\
	\"Quiz: One (Real)\",\"Course total (Real)\",\"Last downloaded from this course\"\n\
	Ana,Sol,00731,,,ana@example.org,-,85.50,1732752000\n\
	Cem,Öz,00732,,,cem@example.org,10.00,-,1732752000\n";

#[test]
fn a_gradebook_of_moodle_is_read_with_empty_grades() {
	let expected = [
		["Ana", "Sol", "00731", "ana@example.org", "85.50"],
		["Cem", "Öz", "00732", "cem@example.org", ""],
	];
	assert_eq!(cells_of(MOODLE.as_bytes(), &moodle()), expected);
	let renamed = MOODLE.replace("Surname", "\"Last name\"");
	assert_eq!(cells_of(renamed.as_bytes(), &moodle()), expected);
	let roster = Roster::read(MOODLE.as_bytes(), &moodle()).unwrap();
	assert_eq!(roster.gradebook(), Some(Gradebook::Moodle));
	assert!(roster.left_out().any(|name| name == "Quiz: One (Real)"));
}

#[test]
fn a_grade_that_is_needed_and_not_there_is_refused_by_name() {
	let mut columns = moodle();
	columns.columns[4].required = true;
	let fault = fault_of(MOODLE.as_bytes(), &columns);
	assert_eq!((fault.line, fault.problem), (Some(3), GradebookProblem::NoGrade.into()));
}

#[test]
fn grades_of_moodle_in_other_forms_are_refused() {
	for (grade, why) in [
		("85.50 %", "it has a percent sign"),
		(
			"\"85,50\"",
			"it has a comma, which is the decimal sign in one country and parts thousands in another",
		),
	] {
		let fault = fault_of(MOODLE.replace("85.50", grade).as_bytes(), &moodle());
		assert_eq!(fault.problem, ValueProblem::NotDecimal(why).into());
	}
}

#[test]
fn a_hyphen_is_no_empty_grade_outside_of_moodle() {
	let file = "given_name,family_name,email,grade\nAna,Sol,a@b.org,-\n";
	assert_eq!(fault_of(file.as_bytes(), &moodle()).line, Some(2));
}
