// SPDX-License-Identifier: Apache-2.0

//! The pages of the manual, and what shells complete.

use crate::folder::Folder;
use std::{
	fs,
	process::{Command, Stdio},
};

#[test]
fn each_command_has_a_page_with_its_example() {
	let folder = Folder::new();
	folder.run("manual --out man1").with(0);
	let pages = fs::read_dir(folder.path("man1")).unwrap().count();
	assert!(pages > 40, "{pages}");
	for (page, words) in [
		("testamur-issue.1", "testamur issue"),
		("testamur-institution-register.1", "legal name"),
		("testamur-verify.1", "trust"),
	] {
		let text = String::from_utf8(folder.read(format!("man1/{page}"))).unwrap();
		assert!(text.starts_with(".ie") && text.contains(words), "{page}: {text}");
	}
	folder.run("manual --out man1").refused(2, "man1 cannot be written");
}

#[test]
fn bash_completes_the_commands() {
	let folder = Folder::new();
	let script = folder.run("completions bash").with(0).out;
	let asked = "COMP_WORDS=(testamur rev) COMP_CWORD=1; _testamur testamur rev testamur; echo ${COMPREPLY[@]}";
	let bash = Command::new("bash")
		.args(["-c", &format!("{script}\n{asked}")])
		.stdin(Stdio::null())
		.output()
		.unwrap();
	let words = String::from_utf8(bash.stdout).unwrap();
	assert_eq!(words.trim(), "revoke revoke-batch");
	for shell in ["zsh", "fish", "elvish", "powershell"] {
		assert!(folder.run(&format!("completions {shell}")).with(0).out.contains("revoke-batch"));
	}
	folder.run("completions bsh").refused(2, "'bash'");
}
