// SPDX-License-Identifier: Apache-2.0

//! Prints the results of commands.

use std::{
	fmt::Display,
	io::{self, ErrorKind, Write},
	panic,
	process::exit,
};

/// The exit code of a command whose reader has gone before all was printed, which is that of programs that
/// the operating system ends for it: 128 and the number of SIGPIPE.
const READER_GONE: i32 = 141;

/// Prints a result to the standard output.
///
/// # Errors
///
/// Fails if it cannot be written, except where its reader is gone: often, as with `head`, there was
/// enough to read.
pub(crate) fn print(result: impl Display) -> io::Result<()> {
	print_to(&mut io::stdout().lock(), result)
}

fn print_to(output: &mut impl Write, result: impl Display) -> io::Result<()> {
	match write!(output, "{result}").and_then(|()| output.flush()) {
		Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
		written => written,
	}
}

/// Has commands of the SDK end quietly when the reader of their output is gone. They print with a macro of
/// the standard library that panics then, and a hook of theirs reports it as a bug.
///
/// This is called after whatever sets such a hook.
pub(crate) fn end_without_reader() {
	let report = panic::take_hook();
	panic::set_hook(Box::new(move |found| {
		if found.payload_as_str().is_some_and(is_about_reader) {
			exit(READER_GONE);
		}
		report(found);
	}));
}

/// Returns whether a panic is that of printing to a pipe that nobody reads.
fn is_about_reader(message: &str) -> bool {
	message.starts_with("failed printing to stdout") && message.contains("Broken pipe")
}

#[cfg(test)]
mod tests {
	use super::*;

	/// An output to which nothing can be written.
	struct Closed(ErrorKind);

	impl Write for Closed {
		fn write(&mut self, _: &[u8]) -> io::Result<usize> {
			Err(self.0.into())
		}

		fn flush(&mut self) -> io::Result<()> {
			Err(self.0.into())
		}
	}

	#[test]
	fn a_result_is_printed_as_it_is() {
		let mut output = Vec::new();
		print_to(&mut output, format_args!("{}\n", 7)).unwrap();
		assert_eq!(output, b"7\n");
	}

	#[test]
	fn a_reader_that_is_gone_is_no_failure_and_a_full_disk_is_one() {
		assert!(print_to(&mut Closed(ErrorKind::BrokenPipe), "text").is_ok());
		let error = print_to(&mut Closed(ErrorKind::StorageFull), "text").unwrap_err();
		assert_eq!(error.kind(), ErrorKind::StorageFull);
	}
}
