// SPDX-License-Identifier: Apache-2.0

//! Tests of the help of all commands.

use super::Arguments;
use clap::{Command, CommandFactory, Parser};

/// The begin of a line that is an example.
const EXAMPLE: &str = "  testamur ";

#[test]
fn the_arguments_are_consistent() {
	Arguments::command().debug_assert();
}

/// Passes each command to a function, with the commands above it in the names.
fn for_each(above: &str, command: &Command, look: &mut impl FnMut(&str, &Command)) {
	for below in command.get_subcommands() {
		let name = format!("{above} {}", below.get_name());
		look(&name, below);
		for_each(&name, below, look);
	}
}

/// Returns the words of a line as a shell reads it, without what follows a redirection.
fn words(line: &str) -> Vec<String> {
	let (mut words, mut is_quoted) = (vec![String::new()], false);
	let line = line.split_once(" > ").map_or(line, |(call, _)| call);
	for letter in line.trim().chars() {
		match letter {
			'"' => is_quoted = !is_quoted,
			' ' if !is_quoted => words.push(String::new()),
			other => words.last_mut().unwrap().push(other),
		}
	}
	words
}

#[test]
fn the_help_of_each_command_has_an_example_of_it_that_is_a_call() {
	let mut faults = Vec::new();
	for_each("testamur", &Arguments::command(), &mut |name, command| {
		// The width of the whole reaches a command only when it is parsed.
		let help = command.clone().term_width(0).render_long_help().to_string();
		let examples: Vec<_> = help.lines().filter(|line| line.starts_with(EXAMPLE)).collect();
		let own = format!("  {name} ");
		if !examples.iter().any(|line| format!("{line} ").starts_with(&own)) {
			faults.push(format!("{name} has no example of itself"));
		}
		for example in examples {
			if let Err(fault) = Arguments::try_parse_from(words(example)) {
				faults.push(format!("{example}: {fault}"));
			}
		}
	});
	assert!(faults.is_empty(), "{}", faults.join("\n"));
}
