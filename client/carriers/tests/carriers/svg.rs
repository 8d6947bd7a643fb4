// SPDX-License-Identifier: Apache-2.0

//! SVG pictures.

use crate::{made::DRAWING, CREDENTIAL, TOKEN};
use testamur_carriers::{
	svg::{bake, extract},
	Fault, Kind, MAX_CREDENTIAL,
};

const BADGES: &str = "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";

/// Returns a picture with something in it.
fn with(inside: &str) -> String {
	format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {BADGES}>{inside}</svg>")
}

fn word(picture: &str) -> &'static str {
	extract(picture.as_bytes()).unwrap_err().word()
}

#[test]
fn a_credential_comes_out_as_it_was_baked() {
	for credential in [CREDENTIAL, TOKEN] {
		let baked = bake(DRAWING, credential).unwrap();
		assert_eq!(extract(baked.as_bytes()).unwrap(), credential.as_bytes());
		assert!(baked.contains(&format!("viewBox=\"0 0 1 1\" {BADGES}><openbadges:credential")));
		// Without what was added, the picture is as it was.
		let begin = baked.find("<openbadges:credential").unwrap();
		let end = baked.find("</openbadges:credential>").unwrap() + 24;
		let rest = [&baked[..begin], &baked[end..]].concat().replace(&format!(" {BADGES}"), "");
		assert_eq!(rest, DRAWING);
		assert_eq!(bake(&baked, credential), Err(Fault::AlreadyBaked(Kind::Svg)));
	}
	assert_eq!(bake(DRAWING, "{}"), Err(Fault::NotACredential));
}

#[test]
fn prefixes_that_are_taken_are_respected() {
	let declared = with("<g/>");
	let baked = bake(&declared, TOKEN).unwrap();
	assert_eq!(baked.matches(BADGES).count(), 1);
	assert_eq!(extract(baked.as_bytes()).unwrap(), TOKEN.as_bytes());
	let other = declared.replace("https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org");
	let baked = bake(&other, CREDENTIAL).unwrap();
	assert!(baked.contains(&format!("<openbadges:credential {BADGES}>")));
	assert_eq!(extract(baked.as_bytes()).unwrap(), CREDENTIAL.as_bytes());
}

#[test]
fn what_others_bake_is_read() {
	let escaped = CREDENTIAL.replace('&', "&amp;").replace('<', "&#60;").replace("]]>", "]]&gt;");
	let divided = CREDENTIAL.replace("]]>", "]]]]><![CDATA[>");
	let element =
		|content: &str| format!("<openbadges:credential>{content}</openbadges:credential>");
	for inside in [
		element(&format!("\n\t<![CDATA[\n{divided}\n]]>\n")),
		element(&escaped),
		element(&format!("<!-- a --><?b c?>{escaped}")),
		format!("<g>{}</g>", element(&escaped)),
		element(&escaped).replace("openbadges:", "ob:").replace(
			"<ob:credential",
			"<ob:credential xmlns:ob=\"https://purl.imsglobal.org/ob/v3p0\"",
		),
	] {
		let found = extract(with(&inside).as_bytes());
		assert_eq!(found.unwrap(), CREDENTIAL.as_bytes(), "{inside}");
	}
	for inside in [
		format!("<openbadges:credential verify=\"{TOKEN}\"/>"),
		format!("<openbadges:credential verify=' {TOKEN} '></openbadges:credential>"),
		format!("<openbadges:credential>{TOKEN}</openbadges:credential>"),
	] {
		assert_eq!(extract(with(&inside).as_bytes()).unwrap(), TOKEN.as_bytes());
	}
	let doctype =
		"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/svg11.dtd\">";
	let marked = format!("\u{feff}{doctype}{}", with(&element(&escaped)));
	assert_eq!(extract(marked.as_bytes()).unwrap(), CREDENTIAL.as_bytes());
}

#[test]
fn pictures_without_one_credential_say_so() {
	let one = format!("<openbadges:credential verify=\"{TOKEN}\"/>");
	assert_eq!(word(DRAWING), "noCredential");
	assert_eq!(word(&with("<openbadges:credential/>")), "noCredential");
	assert_eq!(word(&with("<openbadges:credential>{}</openbadges:credential>")), "noCredential");
	// An address is never asked for.
	assert_eq!(word(&with("<openbadges:credential verify=\"https://a.org\"/>")), "noCredential");
	assert_eq!(word(&with(&format!("{one}{one}"))), "severalCredentials");
	let both = format!("<openbadges:credential verify=\"{TOKEN}\">{TOKEN}</openbadges:credential>");
	assert_eq!(word(&with(&both)), "severalCredentials");
	let other = with(&one).replace("https://purl.imsglobal.org/ob/v3p0", "https://example.org");
	assert_eq!(word(&other), "noCredential");
	let older = "<openbadges:assertion verify=\"https://example.org/1\"/>";
	let older = with(older).replace("https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org");
	assert_eq!(word(&older), "olderBadge");
}

#[test]
fn what_is_damaged_or_hostile_is_told() {
	let baked = bake(DRAWING.trim_end(), CREDENTIAL).unwrap();
	for length in (0..baked.len()).filter(|length| baked.is_char_boundary(*length)) {
		assert_eq!(word(&baked[..length]), "damagedFile", "{}", &baked[..length]);
	}
	let element = "<openbadges:credential><b/></openbadges:credential>";
	let twice = format!("<openbadges:credential verify='{TOKEN}' verify='{TOKEN}'/>");
	for bad in [
		"",
		"<html/>",
		"<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
		"<svg/>",
		"text",
		&with(element),
		&with(&twice),
		&with("<a></b>"),
		&with("<other:a/>"),
		&with("<openbadges:credential>&#0;</openbadges:credential>"),
	] {
		assert_eq!(word(bad), "damagedFile", "{bad}");
	}
	assert_eq!(extract(b"<svg>\xff</svg>").unwrap_err().word(), "damagedFile");
	let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
	let own = "<openbadges:credential>&b;</openbadges:credential>";
	let encoding = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><svg></svg>";
	for bad in [entities, &with(own), encoding] {
		assert_eq!(word(bad), "notSupported", "{bad}");
	}
}

#[test]
fn nothing_grows_beyond_its_bound() {
	let deep = format!("<svg>{}", "<g>".repeat(100_000));
	assert_eq!(word(&deep), "tooComplex");
	let long = " ".repeat(MAX_CREDENTIAL + 1);
	let long = with(&format!("<openbadges:credential>{long}</openbadges:credential>"));
	assert_eq!(word(&long), "tooLarge");
	let attributes: String = (0..100_000).map(|number| format!(" a{number}=''")).collect();
	let many = with(&format!("<openbadges:credential{attributes} verify='{TOKEN}'/>"));
	assert_eq!(word(&many), "noCredential");
	let names: String = (0..100_000).map(|number| format!(" xmlns:a{number}='b'")).collect();
	assert!(extract(with(&format!("<g{names}/>")).as_bytes()).is_err());
}
