// SPDX-License-Identifier: Apache-2.0

//! A learner's credential as a certificate, a badge or a code.

use crate::{
	arguments::{ExportArguments, Exported},
	carrying::one_of,
	design::{example_design, open_design},
	files::{ensure_new, write_private},
	output::{say, FOUND},
	problem::Problem,
	words::name,
};
use std::process::ExitCode;
use testamur_certificate::{Credential, Fault, Writer};

/// Writes a file that shows and carries a credential, or the code with its reference.
pub(crate) fn run(arguments: &ExportArguments) -> Result<ExitCode, Problem> {
	let ExportArguments { file, design, number, code, out } = arguments;
	if let (true, Exported::Pdf(path)) = (code, out) {
		return Err(Problem::CodeAsPdf(path.clone()));
	}
	ensure_new(out.path())?;
	let carried = match one_of(file, *number) {
		Ok(carried) => carried,
		Err(code) => return Ok(code),
	};
	let mut writer = match design {
		Some(path) => open_design(path)?,
		None => example_design()?,
	};
	let drawn = Credential::read(&carried.bytes)
		.map_err(Fault::from)
		.and_then(|credential| draw(&mut writer, &credential, out, *code));
	match drawn {
		Ok(Some(bytes)) => {
			write_private(out.path(), &bytes)?;
			say(&format!("{} is written.", name(out.path())));
			if *code {
				say("The code does not hold the credential: who reads it looks it up, and needs your file to see more.");
			}
			Ok(ExitCode::SUCCESS)
		},
		Ok(None) => refuse("the design has a picture of its own, and none of this kind"),
		Err(Fault::NoName) => refuse(
			"it hides your name, which the certificate shows: ask your institution for the PDF, or state another \
			 --design",
		),
		Err(fault) => refuse(&fault.to_string()),
	}
}

/// Says why nothing is written.
fn refuse(why: &str) -> Result<ExitCode, Problem> {
	say(&format!("Nothing was written: {why}."));
	Ok(ExitCode::from(FOUND))
}

/// Returns the content of a file in the form that is wanted, if the design has one.
fn draw(
	writer: &mut Writer,
	credential: &Credential,
	out: &Exported,
	is_code: bool,
) -> Result<Option<Vec<u8>>, Fault> {
	Ok(match (out, is_code) {
		(Exported::Pdf(_), _) => Some(writer.write(credential, None)?),
		(Exported::Png(_), true) => Some(writer.code(credential)?.png),
		(Exported::Svg(_), true) => Some(writer.code(credential)?.svg.into_bytes()),
		(Exported::Png(_), false) => writer.badge(credential)?.png,
		(Exported::Svg(_), false) => writer.badge(credential)?.svg.map(String::into_bytes),
	})
}
