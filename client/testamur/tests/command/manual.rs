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
	let pages: Vec<_> = fs::read_dir(folder.path("man1"))
		.unwrap()
		.map(|page| page.unwrap().file_name().into_string().unwrap())
		.collect();
	assert!(pages.len() > 40, "{pages:?}");
	for page in pages.iter().filter(|page| *page != "testamur.1") {
		let text = String::from_utf8(folder.read(format!("man1/{page}"))).unwrap();
		// A page escapes each hyphen.
		let call = format!("testamur {}", called(page)).replace('-', "\\-");
		assert!(text.starts_with(".ie") && text.contains("Example"), "{page}: {text}");
		assert!(text.contains(&call), "{call}: {text}");
	}
	let page = String::from_utf8(folder.read("man1/testamur-institution-register.1")).unwrap();
	assert!(page.contains("legal name"), "{page}");
	folder.run("manual --out man1").refused(2, "man1 cannot be written");
}

/// Returns the command of a page, such as `institution home-page` for `testamur-institution-home-page.1`.
fn called(page: &str) -> String {
	let name = page.strip_prefix("testamur-").unwrap().strip_suffix(".1").unwrap();
	for group in ["institution", "operator", "accredit", "type", "document-key", "key", "status"] {
		if let Some(below) = name.strip_prefix(group).and_then(|rest| rest.strip_prefix('-')) {
			return format!("{group} {below}");
		}
	}
	name.to_owned()
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
