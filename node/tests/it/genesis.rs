// SPDX-License-Identifier: Apache-2.0

//! Makes a chain from the file that members agree on, and runs it.

use std::{
	fs,
	io::{BufRead, BufReader, Read, Write},
	net::{TcpListener, TcpStream},
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};

use serde_json::{json, Value};
use tempfile::TempDir;

use crate::{complained, node, said, unread};

/// A folder with the nodes of four institutions and the file they agreed on.
struct Ceremony {
	folder: TempDir,
	accounts: Vec<String>,
	/// The output of `genesis keys` for each node.
	keys: Vec<String>,
}

impl Ceremony {
	fn of(validators: usize) -> Self {
		let folder = tempfile::tempdir().unwrap();
		let keys = (0..validators)
			.map(|n| {
				let path = folder.path().join(format!("node-{n}"));
				said(&["genesis", "keys", "--id", "example", "--base-path", text(&path)])
			})
			.collect();
		let accounts = (0..validators)
			.map(|_| {
				let key = said(&["key", "generate", "--output-type", "json"]);
				let key: Value = serde_json::from_str(&key).unwrap();
				key["ss58Address"].as_str().unwrap().to_string()
			})
			.collect();
		Self { folder, accounts, keys }
	}

	fn file(&self) -> String {
		let validators = self.keys.len();
		let mut file = format!(
			"name = \"Example Consortium\"\nid = \"example\"\n\
			 [consortium]\nfloor = {validators}\nceiling = 5\n\
			 session_length = \"10 blocks\"\nabsent_sessions = 3\n",
		);
		for (n, (account, keys)) in self.accounts.iter().zip(&self.keys).enumerate() {
			file += &format!(
				"[[council]]\nname = \"Member {n}\"\naccount = \"{account}\"\n\
				 [[validator]]\nname = \"Validator {n}\"\naccount = \"{account}\"\n{keys}",
			);
		}
		file + &format!(
			"[[accreditor]]\nname = \"Agency of Examples\"\ncountry = \"NL\"\nadmin = \"{}\"\n\
			 allowance = 321\ntypes = \"any\"\ndepth = 2\n\
			 valid_from = 2026-01-01T00:00:00Z\nvalid_until = 2126-01-01T00:00:00Z\n",
			self.accounts[0],
		)
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	fn write(&self, name: &str, content: &str) -> String {
		fs::write(self.path(name), content).unwrap();
		text(&self.path(name)).to_string()
	}

	/// Returns the paths of the file and of the specification that is made of it.
	fn build(&self) -> (String, String) {
		let file = self.write("consortium.toml", &self.file());
		let spec = text(&self.path("spec.json")).to_string();
		said(&["genesis", "build", "--from", &file, "--output", &spec]);
		(file, spec)
	}
}

fn text(path: &Path) -> &str {
	path.to_str().unwrap()
}

/// Returns the value behind a name in a listing.
fn value<'a>(listing: &'a str, name: &str) -> &'a str {
	let line = listing.lines().find(|line| line.trim_start().starts_with(name));
	line.expect(name).trim_start()[name.len()..].trim()
}

/// Returns the exit code of `genesis check` and its output.
fn check(spec: &str, file: &str) -> (Option<i32>, String) {
	let output = node(&["genesis", "check", spec, "--from", file]);
	(output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_template_is_printed_and_lists_what_to_fill_in() {
	let folder = tempfile::tempdir().unwrap();
	let template = said(&["genesis", "new"]);
	let file = folder.path().join("consortium.toml");
	fs::write(&file, &template).unwrap();
	let complaint = complained(&["genesis", "build", "--from", text(&file)]);
	for line in ["line 14, name: it is empty.", "validator 1, aura: it is empty."] {
		assert!(complaint.contains(line), "{complaint}");
	}
}

#[test]
fn a_reader_that_is_gone_is_no_failure() {
	for args in [&["genesis", "new"][..], &["genesis", "show", "dev"]] {
		let output = unread(args);
		assert!(output.status.success(), "{args:?}: {:?}", output.status);
		assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
	}
}

#[test]
fn everybody_makes_the_same_bytes() {
	let ceremony = Ceremony::of(4);
	let (file, spec) = ceremony.build();
	let other = text(&ceremony.path("other.json")).to_string();
	let digests = said(&["genesis", "build", "--from", &file, "--output", &other]);
	assert_eq!(fs::read(&spec).unwrap(), fs::read(&other).unwrap());

	let (code, agreed) = check(&spec, &file);
	assert_eq!(code, Some(0), "{agreed}");
	assert!(agreed.contains("agrees with"), "{agreed}");
	for name in ["SHA-256 of the file", "Genesis hash", "Runtime"] {
		assert_eq!(value(&agreed, name), value(&digests, name));
	}
	let sum = Command::new("sha256sum").arg(&spec).output().unwrap();
	let sum = String::from_utf8(sum.stdout).unwrap();
	assert!(sum.starts_with(value(&digests, "SHA-256 of the file")), "{sum}");
}

#[test]
fn a_file_is_never_written_over() {
	let ceremony = Ceremony::of(1);
	let file = ceremony.write("consortium.toml", &ceremony.file());
	let precious = ceremony.write("precious.json", "precious");
	let complaint = complained(&["genesis", "build", "--from", &file, "--output", &precious]);
	assert!(complaint.contains("exists and is left as it is"), "{complaint}");
	assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
}

#[test]
fn what_is_shown_is_read_from_the_state() {
	let ceremony = Ceremony::of(4);
	let (_, spec) = ceremony.build();
	let shown = said(&["genesis", "show", &spec]);
	assert_eq!(value(&shown, "protocol id"), "example");
	assert_eq!(value(&shown, "kind"), "Live");
	assert_eq!(value(&shown, "runtime"), "testamur 2");
	assert_eq!(value(&shown, "is"), "the one of this binary");
	assert_eq!(value(&shown, "floor"), "4");
	assert_eq!(value(&shown, "session length"), "10 blocks, 30 s");
	assert_eq!(value(&shown, "allowance"), "321 operations a period");
	assert!(value(&shown, "grant 1").starts_with("accredits 2 levels deep"), "{shown}");
	for account in &ceremony.accounts {
		assert!(shown.matches(account.as_str()).count() >= 2, "{account} decides and validates");
	}
	let keys = ceremony.keys.iter().flat_map(|keys| keys.lines());
	for key in keys.filter(|line| !line.starts_with('#')) {
		let key = key.split('"').nth(1).unwrap();
		assert!(shown.contains(key), "{key}");
	}
	assert!(!shown.contains("CONTRADICTIONS"), "{shown}");
}

#[test]
fn chains_of_the_node_are_shown_as_well() {
	let shown = said(&["genesis", "show", "local"]);
	assert_eq!(value(&shown, "kind"), "Local");
	assert!(shown.contains("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"), "{shown}");
	assert!(!shown.contains("CONTRADICTIONS"), "{shown}");
}

#[test]
fn a_changed_validator_is_found() {
	let ceremony = Ceremony::of(4);
	let (_, spec) = ceremony.build();
	let stranger = said(&["key", "generate", "--scheme", "ed25519", "--output-type", "json"]);
	let stranger: Value = serde_json::from_str(&stranger).unwrap();
	let grandpa = ceremony.keys[2].lines().nth(1).unwrap();
	let by = format!("grandpa = \"{}\"", stranger["ss58Address"].as_str().unwrap());
	let other = ceremony.write("other.toml", &ceremony.file().replace(grandpa, &by));
	let (code, found) = check(&spec, &other);
	assert_eq!(code, Some(1));
	let subject =
		format!("Validators, who write and finalize blocks: {}, grandpa", ceremony.accounts[2]);
	assert!(found.contains(&subject), "{found}");
	assert!(found.contains("genesis hash"), "{found}");
	assert!(found.contains("State of Session:"), "{found}");
	assert!(!found.contains("aura\n"), "what is the same is not listed: {found}");
}

/// Writes a specification with a change to its JSON, as somebody would who wants to slip it in.
fn tampered(ceremony: &Ceremony, spec: &str, tamper: impl FnOnce(&mut Value)) -> String {
	let mut json: Value = serde_json::from_slice(&fs::read(spec).unwrap()).unwrap();
	tamper(&mut json);
	ceremony.write("tampered.json", &json.to_string())
}

#[test]
fn what_was_slipped_in_is_found() {
	let ceremony = Ceremony::of(1);
	let (file, spec) = ceremony.build();
	let find = |subjects: &[&str], tamper: &dyn Fn(&mut Value)| {
		let (code, found) = check(&tampered(&ceremony, &spec, tamper), &file);
		assert_eq!(code, Some(1), "{found}");
		for subject in subjects {
			assert!(found.contains(subject), "{subject}: {found}");
		}
	};
	find(&["it says the same in other bytes"], &|_| ());
	let evil =
		"/dns/evil.example/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	let subjects = [
		evil,
		"CODE REPLACED",
		"Other\\u{1b}[2J",
		"Member \"telemetryEndpoints\"",
		"GOLD",
		"nobody, 0xdeadbeef: 1 entries differ",
	];
	find(&subjects, &|json| {
		json["bootNodes"] = json!([evil]);
		json["codeSubstitutes"] = json!({ "5": "0x00" });
		json["name"] = "Other\u{1b}[2J".into();
		json["telemetryEndpoints"] = json!([["wss://evil.example", 0]]);
		json["properties"]["tokenSymbol"] = "GOLD".into();
		json["genesis"]["raw"]["top"]["0xdeadbeef"] = "0x01".into();
	});
	let subjects = ["Agency of Examples, admin\n    missing ", "State of Session: "];
	find(&subjects, &|json| {
		let top = json["genesis"]["raw"]["top"].as_object_mut().unwrap();
		// Nothing is left but the runtime.
		top.retain(|key, _| key == "0x3a636f6465");
	});
}

#[test]
fn a_state_that_contradicts_itself_is_shown_as_such() {
	let ceremony = Ceremony::of(1);
	let (_, spec) = ceremony.build();
	// The storage key of `Aura.Authorities`.
	let aura = "0x57f8dc2f5ab09467896f47300f0424385e0621c4869aa60c02be9adcc98a0d1d";
	let tampered = tampered(&ceremony, &spec, |json| {
		let authorities = &mut json["genesis"]["raw"]["top"][aura];
		assert!(authorities.is_string(), "Aura has authorities");
		*authorities = format!("0x04{}", "11".repeat(32)).into();
	});
	let shown = said(&["genesis", "show", &tampered]);
	assert!(shown.contains("CONTRADICTIONS"), "{shown}");
	assert!(shown.contains("keys in use and Aura"), "{shown}");
	assert!(!shown.contains("keys in use and GRANDPA"), "{shown}");
}

#[test]
fn specifications_that_are_none_are_refused() {
	let ceremony = Ceremony::of(1);
	let (file, spec) = ceremony.build();
	let no_runtime = tampered(&ceremony, &spec, |json| {
		json["genesis"]["raw"]["top"]["0x3a636f6465"] = "0x00".into();
	});
	let complaint = complained(&["genesis", "show", &no_runtime]);
	assert!(complaint.contains("holds no runtime that can be read"), "{complaint}");
	for content in ["", "{}", "[]", "null", "{\"genesis\":", "\u{0}"] {
		let bad = ceremony.write("bad.json", content);
		complained(&["genesis", "show", &bad]);
		complained(&["genesis", "check", &bad, "--from", &file]);
	}
	complained(&["genesis", "show", "/nowhere.json"]);
}

#[test]
fn hostile_files_end_in_a_complaint_that_gives_nothing_away() {
	let ceremony = Ceremony::of(1);
	let secret = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
	let good = ceremony.file();
	let aura = ceremony.keys[0].lines().next().unwrap();
	let cases: [(Vec<u8>, &str); 6] = [
		(good.replace(aura, &format!("aura = \"{secret}\"")).into(), "is no public key"),
		(good.replace(aura, &format!("aura = {secret}")).into(), "the file: "),
		(b"\xff\xfe\x00".to_vec(), "is not text in UTF-8"),
		(b"[".repeat(1_000_000), "the file: "),
		(good.replace("id = \"example\"", "id = \"../../etc\"").into(), "line 2, id: "),
		(good.replace("floor = 1", "floor = 99999999999").into(), "line 4, the file: "),
	];
	for (content, message) in cases {
		let file = ceremony.path("hostile.toml");
		fs::write(&file, content).unwrap();
		let output = text(&ceremony.path("out.json")).to_string();
		let complaint =
			complained(&["genesis", "build", "--from", text(&file), "--output", &output]);
		assert!(complaint.contains(message), "{message}: {complaint}");
		assert!(!complaint.contains("bottom drive"), "{complaint}");
		assert!(!Path::new(&output).exists());
	}
	complained(&["genesis", "build", "--from", text(ceremony.folder.path())]);
	complained(&["genesis", "build", "--from", "/nowhere.toml"]);
}

#[test]
fn secret_keys_stay_where_the_node_looks_for_them() {
	let ceremony = Ceremony::of(1);
	let folder = ceremony.path("node-0/chains/example");
	let keystore: Vec<_> = fs::read_dir(folder.join("keystore")).unwrap().collect();
	assert_eq!(keystore.len(), 2);
	for file in keystore {
		let phrase = fs::read_to_string(file.unwrap().path()).unwrap();
		assert!(!ceremony.keys[0].contains(phrase.trim_matches('"')));
	}
	assert!(folder.join("network/secret_ed25519").is_file());

	let path = ceremony.path("node-0");
	let again = said(&["genesis", "keys", "--id", "example", "--base-path", text(&path)]);
	assert_eq!(again, ceremony.keys[0]);
	let complaint = complained(&["genesis", "keys", "--id", "../x", "--base-path", text(&path)]);
	assert!(complaint.contains("--id"), "{complaint}");
}

/// A node that is stopped at the end of the test, also if the test fails.
struct Running(Child);

impl Drop for Running {
	fn drop(&mut self) {
		let _ = self.0.kill();
		let _ = self.0.wait();
	}
}

/// Returns the answer of a node, or `None` as long as the node does not listen.
fn ask(port: u16, method: &str, params: Value) -> Option<Value> {
	let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
	let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
	stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
	write!(
		stream,
		"POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n\
		 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
		body.len(),
	)
	.ok()?;
	let mut reader = BufReader::new(stream);
	let mut length = 0;
	loop {
		let mut header = String::new();
		reader.read_line(&mut header).ok()?;
		let header = header.trim().to_lowercase();
		if header.is_empty() {
			break;
		}
		if let Some(value) = header.strip_prefix("content-length:") {
			length = value.trim().parse().ok()?;
		}
	}
	let mut answer = vec![0; length];
	reader.read_exact(&mut answer).ok()?;
	Some(serde_json::from_slice::<Value>(&answer).ok()?["result"].clone())
}

fn number(header: &Value) -> u64 {
	let number = header["number"].as_str().unwrap_or("0x0");
	u64::from_str_radix(number.trim_start_matches("0x"), 16).unwrap()
}

#[test]
fn the_chain_that_was_agreed_on_runs() {
	let ceremony = Ceremony::of(1);
	let (_, spec) = ceremony.build();
	let shown = said(&["genesis", "show", &spec]);
	let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
	let node = Command::new(env!("CARGO_BIN_EXE_testamur-node"))
		.args(["--chain", &spec, "--base-path", text(&ceremony.path("node-0")), "--validator"])
		.args(["--rpc-port", &port.to_string(), "--listen-addr", "/ip4/127.0.0.1/tcp/0"])
		.args(["--no-mdns", "--no-prometheus", "--no-telemetry"])
		.stdout(Stdio::null())
		.stderr(Stdio::null())
		.spawn()
		.unwrap();
	let mut node = Running(node);

	let begin = Instant::now();
	loop {
		let head = ask(port, "chain_getFinalizedHead", json!([]));
		let header = head.and_then(|head| ask(port, "chain_getHeader", json!([head])));
		let finalized = header.as_ref().map_or(0, number);
		// The key for GRANDPA is in use as well as that for Aura.
		if finalized >= 2 {
			break;
		}
		assert_eq!(node.0.try_wait().unwrap(), None, "the node ended");
		assert!(begin.elapsed() < Duration::from_secs(300), "nothing was finalized: {header:?}");
		std::thread::sleep(Duration::from_millis(500));
	}
	let genesis = ask(port, "chain_getBlockHash", json!([0])).unwrap();
	assert_eq!(value(&shown, "genesis hash"), genesis.as_str().unwrap());
}
