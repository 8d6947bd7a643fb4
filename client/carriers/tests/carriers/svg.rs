// SPDX-License-Identifier: Apache-2.0

//! SVG pictures.

use crate::{made::DRAWING, CREDENTIAL, TOKEN};
use testamur_carriers::{
	svg::{bake, ensure_inert, extract},
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
	let spaced = format!("\n {CREDENTIAL}\r\n");
	let baked = bake(DRAWING, &spaced).unwrap();
	assert_eq!(extract(baked.as_bytes()).unwrap(), spaced.as_bytes());
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

#[test]
fn pictures_that_only_draw_are_told_from_others() {
	let uses = "<defs><linearGradient id=\"a\"/></defs><rect style=\"fill:url( '#a')\"/><use href=\"#a\"/>";
	let styled =
		"<style>rect { fill: url(\"#a\"); }</style><image href=\"data:image/png;base64,AA==\"/>";
	let noted = "<metadata><i:note xmlns:i=\"http://www.inkscape.org/\" i:href=\"#a\"/></metadata>";
	for good in
		[DRAWING, &with(uses), &with(styled), &with(noted), &bake(DRAWING, CREDENTIAL).unwrap()]
	{
		assert_eq!(ensure_inert(good), Ok(()), "{good}");
	}
	for bad in [
		"<script>alert(1)</script>",
		"<script href=\"a.js\"/>",
		"<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
		"<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>",
		"<foreignObject><p/></foreignObject>",
		"<rect onclick=\"a()\"/>",
		"<rect ONload=\"a()\"/>",
		"<a href=\"#b\"/>",
		"<set attributeName=\"href\" to=\"javascript:a()\"/>",
		"<animate attributeName=\"x\"/>",
		"<image href=\"https://example.org/a.png\"/>",
		"<image xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"a.png\"/>",
		"<image href=\"data:image/svg+xml;base64,AA==\"/>",
		"<use href=\"other.svg#a\"/>",
		"<use href=\" &#106;avascript:a()\"/>",
		"<rect style=\"fill:url(https://example.org/a)\"/>",
		"<rect fill=\"URL( 'a.svg#b')\"/>",
		"<rect style=\"fill:u\\72l(a)\"/>",
		"<style>@import 'a.css';</style>",
		"<style><![CDATA[@font-face { src: url(a) }]]></style>",
		"<style>rect { fill: u&#114;l(a) }</style>",
		"<rect style=\"background: image-set('a.png' 1x)\"/>",
		"<g xml:base=\"https://example.org/\"/>",
		"<?xml-stylesheet href=\"a.css\"?>",
		"<textArea/>",
	] {
		let found = ensure_inert(&with(bad)).unwrap_err();
		assert_eq!(found.word(), "activePicture", "{bad}");
	}
	assert!(ensure_inert("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>").is_err());
	assert!(ensure_inert("<svg><g></svg>").is_err());
}

#[test]
fn nothing_within_rules_of_style_hides_an_address() {
	let divided =
		"<style>/* fills */ rect { fill: u<![CDATA[rl(#a); }]]> g { fill: url(#b) }</style>";
	assert_eq!(ensure_inert(&with(divided)), Ok(()));
	for bad in [
		"<style><g></g>@import url(\"a.css\");</style>",
		"<style><g/>@import 'a.css';</style>",
		"<style><style></style>@import 'a.css';</style>",
		"<style>@im<!-- -->port 'a.css';</style>",
		"<style>@im<?a?>port 'a.css';</style>",
		"<style>@im<![CDATA[port]]> 'a.css';</style>",
		"<style><![CDATA[@im]]><![CDATA[port 'a.css';]]></style>",
		"<style>rect { fill: u<![CDATA[rl(a)]]> }</style>",
		"<style>@\\69mport 'a.css';</style>",
		"<style>rect { fill: u\\72l(a) }</style>",
		"<style>rect { fill: url(/**/a) }</style>",
		"<rect fill=\"u\\72l(a)\"/>",
		"<rect mask=\"url(a.svg#b)\" filter=\"url(#c)\"/>",
		"<rect filter=\"url(#c) url(a.svg#b)\"/>",
	] {
		let found = ensure_inert(&with(bad)).unwrap_err();
		assert_eq!(found.word(), "activePicture", "{bad}");
	}
	assert_eq!(ensure_inert("<svg><style>a").unwrap_err().word(), "damagedFile");
}
