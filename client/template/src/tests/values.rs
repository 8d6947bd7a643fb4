// SPDX-License-Identifier: Apache-2.0

//! Single values.

use crate::{
	moment::{moment, months_later},
	values::{country, eqf, esco, hours, iri, language, number, web},
};

#[test]
fn moments_compare_by_what_they_mean() {
	let at = |text: &str| moment(text).unwrap();
	assert_eq!(at("2027-01-01T00:00:00+02:00"), at("2026-12-31T22:00:00Z"));
	assert_eq!(at("2028-02-29T23:59:59-01:00"), at("2028-03-01T00:59:59Z"));
	assert_eq!(at("2026-07-01T09:00:00.123Z"), at("2026-07-01T09:00:00Z"));
	let ascending = [
		"1900-02-28T23:59:59Z",
		"1900-03-01T00:00:00Z",
		"2000-02-29T00:00:00Z",
		"2000-03-01T00:00:00Z",
		"2026-12-31T23:59:59Z",
		"2027-01-01T00:00:00Z",
		"2199-12-31T00:00:00Z",
	];
	assert!(ascending.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
	assert_eq!(at(ascending[1]) - at(ascending[0]), 1);
	assert_eq!(at(ascending[3]) - at(ascending[2]), 86_400);
	for text in [
		"2026-07-01",
		"2026-07-01T09:00:00",
		"2026-07-01t09:00:00Z",
		"2026-07-01T09:00:00z",
		"2026-07-01 09:00:00Z",
		"2026-02-30T09:00:00Z",
		"2026-07-01T24:00:00Z",
		"2026-07-01T09:60:00Z",
		"2026-07-01T09:00:60Z",
		"2026-07-01T09:00Z",
		"2026-07-01T09:00:00.Z",
		"2026-07-01T09:00:00+2:00",
		"2026-07-01T09:00:00+24:00",
		"2026-07-01T09:00:00Zulu",
		"26-07-01T09:00:00Z",
		"2026-07-01T+9:00:00Z",
		"",
		"T",
		"ä",
	] {
		assert!(moment(text).is_err(), "{text}");
	}
}

#[test]
fn months_end_on_a_day_that_there_is() {
	let later = |day: &str, months| months_later(day, months).unwrap_or_default();
	assert_eq!(later("2026-01-31", 1), "2026-02-28");
	assert_eq!(later("2027-12-31", 2), "2028-02-29");
	assert_eq!(later("2026-07-01", 1_200), "2126-07-01");
	assert_eq!(later("2026-12-15", 12), "2027-12-15");
	assert_eq!(later("2199-12-31", 1), "");
	assert_eq!(later("none", 1), "");
}

#[test]
fn identifiers_and_addresses() {
	for good in ["urn:uuid:1", "did:web:a%3A80:b", "mailto:a@b.c", "https://a.org/?b#c"] {
		iri(good).unwrap();
	}
	for bad in
		["", "asdasd", "#a", "/a", "https ://x", "urn:", "urn:a#b#c", "urn:ä", "urn:%2", "x:[1]"]
	{
		assert!(iri(bad).is_err(), "{bad}");
	}
	for good in ["https://a.org", "http://localhost:8080/x", "https://a-b.example.org?x=1"] {
		web(good).unwrap();
	}
	for bad in [
		"mailto:a@b.c",
		"https://",
		"https://-a.org",
		"https://a..b",
		"https://a:b",
		"https://a@b",
		"https://a:99999",
	] {
		assert!(web(bad).is_err(), "{bad}");
	}
	esco("http://data.europa.eu/esco/skill/f0ca8a66-5a5b-4c41-8a83-9b1b2d0d3c3e").unwrap();
	for bad in [
		"http://data.europa.eu/esco/skill/",
		"https://data.europa.eu/esco/skill/f0ca8a66-5a5b-4c41-8a83-9b1b2d0d3c3e",
		"http://data.europa.eu/esco/occupation/f0ca8a66-5a5b-4c41-8a83-9b1b2d0d3c3e",
	] {
		assert!(esco(bad).is_err(), "{bad}");
	}
	eqf("http://data.europa.eu/snb/eqf/8").unwrap();
	for bad in [
		"http://data.europa.eu/snb/eqf/9",
		"http://data.europa.eu/snb/eqf/0",
		"http://data.europa.eu/snb/eqf/",
	] {
		assert!(eqf(bad).is_err(), "{bad}");
	}
}

#[test]
fn codes_and_numbers() {
	assert!(["en", "de", "gsw"].iter().all(|tag| language(tag).is_ok()));
	assert!(["", "EN", "en-US", "xx", "german", "e"]
		.iter()
		.all(|tag| language(tag).is_err()));
	assert!(["AT", "SI", "GB", "ZW"].iter().all(|code| country(code).is_ok()));
	assert!(["", "at", "UK", "EU", "AUT", "A T"].iter().all(|code| country(code).is_err()));
	assert!(["PT1H", "PT140H"].iter().all(|text| hours(text, 200).is_ok()));
	let bad = ["", "PT0H", "PT201H", "PT-1H", "PT+1H", "P1D", "PT1.5H", "PTH"];
	assert!(bad.iter().all(|text| hours(text, 200).is_err()));
	assert!([0.01, 5.5, 500.0, 0.1, 2.35].iter().all(|value| number(*value, 500.0).is_ok()));
	let bad = [0.0, -1.0, 500.01, 0.001, f64::NAN, f64::INFINITY];
	assert!(bad.iter().all(|value| number(*value, 500.0).is_err()));
}
