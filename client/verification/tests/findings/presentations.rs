// SPDX-License-Identifier: Apache-2.0

//! Presentations: the finding about the holder, and those about the documents.

use crate::made::{pdf, zip, Form};
use crate::world::{badge, moments, signed, signer, words, World};
use serde_json::{json, Value};
use std::fs;
use testamur_documents::{Audience, Contexts, Presentation, Signer, Suite};
use testamur_primitives::Status;
use testamur_verification::{
	inquire, open, Conclusion, DocumentFile, Finding, Found, Kind, Origin, PresentationFile,
	Problem, Reading, Verified,
};

const CREATED: &str = "2026-07-01T09:00:00Z";
const AUDIENCE: Audience<'_> = Audience { challenge: Some("8f3a"), domain: Some("hr.example.com") };

fn holder() -> Signer {
	Signer::of_did_key(&[9; 32])
}

/// Returns a world with documents of these learners.
fn world(learners: &[&str]) -> World {
	let contexts = Contexts::shipped();
	let document = |(number, learner): (usize, &&str)| {
		let mut badge: Value = serde_json::from_str(&badge(number)).unwrap();
		badge["credentialSubject"]["id"] = json!(learner);
		signed(&contexts, &badge.to_string(), &signer(7, 1))
	};
	let documents = learners.iter().enumerate().map(document).collect();
	World::of(contexts, documents)
}

fn own() -> World {
	world(&[holder().controller().unwrap()])
}

/// Presents all documents of a world.
fn present(world: &World) -> Value {
	let credentials: Vec<&str> = world.documents.iter().map(String::as_str).collect();
	let presentation =
		Presentation { credentials: &credentials, challenge: "8f3a", domain: "hr.example.com" };
	let suites = [Suite::EddsaRdfc2022];
	let text = presentation.sign(&world.contexts, &suites, CREATED, &holder()).unwrap();
	serde_json::from_str(&text).unwrap()
}

/// Opens a presentation that lies in a file, and returns the finding about it, with the documents in it.
fn opened<'w>(
	world: &'w World,
	presentation: &[u8],
) -> (Finding, Vec<Result<DocumentFile<'w>, Problem>>) {
	let path = world.folder.path().join("presentation.json");
	fs::write(&path, presentation).unwrap();
	let (mut finding, mut documents) = (None, Vec::new());
	for found in open(&path) {
		match found {
			Found::Presentation(_, file) => finding = Some(file.judge(&world.contexts, AUDIENCE)),
			Found::Document(opened) => documents.push(world.read_opened(*opened)),
		}
	}
	fs::remove_file(&path).unwrap();
	(finding.unwrap(), documents)
}

/// Returns the finding about a presentation, and those that a node lets find of the documents in it.
fn found(world: &World, presentation: &Value) -> (Finding, Vec<Finding>) {
	let (finding, documents) = opened(world, presentation.to_string().as_bytes());
	let documents: Vec<DocumentFile<'_>> = documents.into_iter().map(Result::unwrap).collect();
	let findings = inquire(&mut world.node(), &documents, &world.trusted(), &moments());
	(finding, findings)
}

#[test]
fn a_presentation_and_its_documents_are_valid_by_themselves() {
	let mut world = own();
	let (presented, documents) = found(&world, &present(&world));
	assert_eq!(presented.conclusion(), Conclusion::Valid);
	assert_eq!(words(&presented), [vec![""; 0], vec![]]);
	assert_eq!(documents[0].conclusion(), Conclusion::Valid);
	world.set_status(0, Status::Suspended);
	let (presented, documents) = found(&world, &present(&world));
	assert_eq!(presented.conclusion(), Conclusion::Valid);
	assert_eq!(words(&documents[0]), [vec!["suspended"], vec![]]);
}

#[test]
fn documents_of_others_do_not_become_those_of_the_holder() {
	let world = world(&["did:example:eve", holder().controller().unwrap()]);
	let (presented, documents) = found(&world, &present(&world));
	assert_eq!(presented.conclusion(), Conclusion::CannotTell);
	assert_eq!(words(&presented), [vec![], vec!["holderIsAnother"]]);
	assert!(documents.iter().all(|found| found.conclusion() == Conclusion::Valid));
}

/// Checks that each way to misuse a presentation has its own word, whatever is found about the documents.
#[test]
fn each_misuse_has_its_own_word() {
	let world = world(&[holder().controller().unwrap(), "did:example:eve"]);
	let changes: [(fn(&mut Value), &str, bool); 7] = [
		(|all| all["proof"]["proofPurpose"] = json!("assertionMethod"), "otherPurpose", true),
		(|all| all["proof"]["verificationMethod"] = json!("did:key:z6Mk#z6Mk"), "otherKey", true),
		(
			|all| drop(all["verifiableCredential"].as_array_mut().unwrap().pop()),
			"presentationChanged",
			true,
		),
		(|all| all["proof"]["challenge"] = json!("other"), "presentationChanged", true),
		(
			|all| all["verifiableCredential"][0]["name"] = json!("Other"),
			"presentationChanged",
			true,
		),
		(|all| drop(all.as_object_mut().unwrap().remove("holder")), "holderMissing", false),
		(|all| all["proof"]["expires"] = json!(CREATED), "presentationProof", false),
	];
	for (change, word, is_invalid) in changes {
		let mut presentation = present(&world);
		change(&mut presentation);
		let file = PresentationFile::new(presentation.to_string().into_bytes());
		let finding = file.judge(&world.contexts, AUDIENCE);
		let expected = if is_invalid { [vec![word], vec![]] } else { [vec![], vec![word]] };
		assert_eq!(words(&finding), expected);
	}
	let other = |challenge, domain| {
		let file = PresentationFile::new(present(&world).to_string().into_bytes());
		file.judge(&world.contexts, Audience { challenge, domain })
	};
	let (challenge, domain) = (AUDIENCE.challenge, AUDIENCE.domain);
	assert_eq!(words(&other(Some("x"), domain)), [vec!["otherChallenge"], vec![]]);
	assert_eq!(words(&other(challenge, Some("x"))), [vec!["otherDomain"], vec![]]);
	assert_eq!(words(&other(None, domain)), [vec![], vec!["challengeNotStated"]]);
	assert_eq!(words(&other(challenge, None)), [vec![], vec!["domainNotStated"]]);
}

#[test]
fn a_document_that_was_changed_or_leads_nowhere_is_told_beside_the_others() {
	let world = world(&["did:example:eve", "did:example:ana"]);
	let mut presentation = present(&world);
	presentation["verifiableCredential"][0]["name"] = json!("Other");
	drop(presentation["verifiableCredential"][1]["proof"].as_array_mut().unwrap().pop());
	let (_, documents) = opened(&world, presentation.to_string().as_bytes());
	let words: Vec<_> =
		documents.into_iter().map(|document| document.err().unwrap().word()).collect();
	assert_eq!(words, ["otherDocument", "noAnchor"]);
	let (none, documents) = opened(&world, br#"{"type":"VerifiablePresentation"}"#);
	assert_eq!(none.conclusion(), Conclusion::CannotTell);
	assert_eq!(documents[0].as_ref().err().unwrap().word(), "noCredential");
}

/// Checks that a document of somebody else is not taken for one that the holder presents, wherever it lies beside a
/// good presentation.
#[test]
fn a_document_beside_a_presentation_is_not_presented() {
	let world = own();
	let (presented, lone) = (present(&world).to_string(), world.documents[0].as_bytes());
	let both: [(&str, &[u8]); 2] = [("lone.json", lone), ("shown.json", presented.as_bytes())];
	let inner = pdf(&both, Form::Streams);
	let archive = zip(&[both[0], both[1], ("inner.pdf", &inner)]);
	for (name, content, lonely) in [("all.pdf", &inner, 1), ("all.zip", &archive, 2)] {
		let path = world.folder.path().join(name);
		fs::write(&path, content).unwrap();
		let read = |audience| {
			let mut reading = Reading::new(&world.contexts, &world.trusted());
			reading.read_all(path.as_path().into(), open(&path), audience, |_, _, _| {});
			let (mut node, trusted) = (world.node(), world.trusted());
			let findings = inquire(&mut node, &reading.documents, &trusted, &moments());
			reading.add(&Origin::Node("ws://a".into()), findings);
			reading.verified
		};
		let is_lone = |entry: &&Verified| {
			entry.stated_holder.is_none() && !entry.within.contains(&Kind::Presentation)
		};
		for stated in [AUDIENCE, Audience { domain: None, ..AUDIENCE }] {
			let verified = read(stated);
			assert_eq!(verified.iter().filter(is_lone).count(), lonely);
			for entry in verified.iter().filter(is_lone) {
				assert_eq!(entry.agreement().conclusion(), Conclusion::CannotTell);
				assert_eq!(words(&entry.findings[0].1), [vec![], vec!["notPresented"]]);
			}
		}
		let is_valid = |entry: &Verified| entry.agreement().conclusion() == Conclusion::Valid;
		let rest = read(AUDIENCE).into_iter().filter(|entry| !is_lone(&entry));
		assert!(rest.into_iter().all(|entry| is_valid(&entry)));
		let unasked = read(Audience { challenge: None, domain: None });
		assert!(unasked.iter().filter(is_lone).all(is_valid));
	}
}

/// Checks that a presentation for which there is no room is told: its documents would be taken for ones that nobody
/// presented.
#[test]
fn a_presentation_without_room_is_not_passed_over() {
	let world = own();
	let path = world.folder.path().join("presentation.json");
	let padded = |text: String| format!("{text}{}", " ".repeat((3 << 20) - text.len() - 1));
	let presentation = padded(present(&world).to_string());
	let many: Vec<(String, String)> =
		(0..12).map(|number| (format!("{number}.json"), presentation.clone())).collect();
	let noise = crate::carried::noise();
	let archive = many.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
	let archive: Vec<(&str, &[u8])> = archive.chain([("noise.txt", noise.as_slice())]).collect();
	fs::write(&path, zip(&archive)).unwrap();
	let found = open(&path);
	let presentations =
		found.iter().filter(|found| matches!(found, Found::Presentation(..))).count();
	let last = found.last();
	let Some(Found::Document(opened)) = last else { panic!("a presentation is the last one") };
	assert!(presentations < 12);
	assert!(matches!(opened.source, Err(Problem::TooMuch { .. })), "{:?}", opened.location);
}
