// SPDX-License-Identifier: Apache-2.0

//! Prints the results of commands.

use std::{
	fmt::Display,
	io::{self, ErrorKind, Write},
};

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
