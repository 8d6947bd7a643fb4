// SPDX-License-Identifier: Apache-2.0

//! Addresses for profiles, and the list for a mail merge.

use super::{ana, changed};
use crate::{profile_link, Entry, MailMerge};

#[test]
fn a_profile_link_names_the_achievement_and_not_the_learner() {
	let link = profile_link(&ana());
	assert_eq!(
		link,
		"https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME\
		 &name=Water%20chemistry%20for%20practitioners&organizationName=H%C3%B6here%20Wasserschule\
		 &issueYear=2026&issueMonth=7&expirationYear=2031&expirationMonth=7\
		 &certId=urn%3Auuid%3A11121314-1516-4718-991a-1b1c1d1e1f20"
	);
	let without_end = profile_link(&changed(",\"validUntil\":\"2031-07-01T00:00:00Z\"", ""));
	assert!(!without_end.contains("expiration"));
	let hostile = "\"name\":\"Water & Co=#1\\n\"";
	let link = profile_link(&changed(
		"\"name\":\"Water chemistry for practitioners\",\"participation\"",
		&format!("{hostile},\"participation\""),
	));
	assert!(link.contains("&name=Water%20%26%20Co%3D%231%0A&"), "{link}");
}

#[test]
fn a_mail_merge_opens_in_a_spreadsheet() {
	let mut list = MailMerge::new().unwrap();
	let entry = Entry {
		name: "Ana \"Aňa\" Šolová, M.A.",
		email: "ana@example.org",
		document: "01.json",
		certificate: "01.pdf",
		title: "Water",
		..Entry::default()
	};
	list.push(&entry).unwrap();
	assert!(list.push(&Entry { name: "=1+1", ..entry }).is_err());
	let text = String::from_utf8(list.into_bytes()).unwrap();
	assert_eq!(
		text,
		"\u{feff}name,email,document,certificate,message,title,profile_link\r\n\
		 \"Ana \"\"Aňa\"\" Šolová, M.A.\",ana@example.org,01.json,01.pdf,,Water,\r\n"
	);
}
