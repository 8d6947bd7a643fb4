// SPDX-License-Identifier: Apache-2.0

//! The reasons against issuing.

use super::{
	cohorts::{run, world, Lists, REQUEST, SECRET},
	pool::{Arrival, MemoryChain, UNIVERSITY},
};
use crate::{
	preflight, Allowance, Fault, Grant, KeyStanding, Membership, Offer, Request, TypeStanding,
};
use testamur_documents::Signer;
use testamur_primitives::{AccreditationId, InstitutionId};

fn asked(request: Request, change: impl Fn(&mut MemoryChain)) -> Result<Offer, Fault> {
	let (_, mut chain) = world(Arrival::Now);
	change(&mut chain);
	preflight(&mut chain, &request, Signer::new(&SECRET, "").public_key())
}

#[test]
fn an_offer_names_institution_grant_and_key() {
	let offer = asked(REQUEST, |_| ()).unwrap();
	assert_eq!((offer.institution, offer.accreditation), (UNIVERSITY, AccreditationId(3)));
	assert_eq!(offer.method("did:web:a.example"), "did:web:a.example#k2");
	let stated = Request { grant: Some(AccreditationId(5)), ..REQUEST };
	assert_eq!(asked(stated, |_| ()).unwrap().accreditation, AccreditationId(5));
}

#[test]
fn documents_name_the_country_of_the_institution() {
	let lists = Lists::new(1);
	let cohort = lists.cohort();
	asked(REQUEST, |_| ()).unwrap().ensure_country(cohort.template).unwrap();
	let abroad = |chain: &mut MemoryChain| {
		chain.institution.as_mut().unwrap().country = "NL".into();
	};
	let fault = asked(REQUEST, abroad).unwrap().ensure_country(cohort.template).unwrap_err();
	let expected = "the country AT, and institution 7, Lindenholt, is registered in NL";
	assert!(fault.to_string().contains(expected), "{fault}");
}

/// A request, a change of the chain, and a part of the reason that follows.
type Case = (Request, Box<dyn Fn(&mut MemoryChain)>, &'static str);

fn assert_named(cases: Vec<Case>) {
	for (request, change, expected) in cases {
		let fault = asked(request, change).unwrap_err().to_string();
		assert!(fault.contains(expected), "{fault}");
	}
}

#[test]
fn each_reason_against_issuing_is_named() {
	assert_named(vec![
		(REQUEST, Box::new(|c| c.membership = None), "serves no institution"),
		(
			REQUEST,
			Box::new(|c| {
				c.membership = Some(Membership { institution: UNIVERSITY, may_issue: false });
			}),
			"may not issue for institution 7",
		),
		(
			REQUEST,
			Box::new(|c| c.institution.as_mut().unwrap().is_active = false),
			"institution 7 is suspended",
		),
		(REQUEST, Box::new(|c| c.type_standing = TypeStanding::Unknown), "no credential type 1"),
		(REQUEST, Box::new(|c| c.type_standing = TypeStanding::Retired), "type 1 is retired"),
		(REQUEST, Box::new(|c| c.key = KeyStanding::Unknown), "is none of institution 7"),
		(REQUEST, Box::new(|c| c.key = KeyStanding::OtherPurpose), "one for status lists"),
		(REQUEST, Box::new(|c| c.key = KeyStanding::Retired), "was retired"),
		(REQUEST, Box::new(|c| c.key = KeyStanding::Compromised), "is compromised"),
		(
			REQUEST,
			Box::new(|c| c.allowance = Allowance { of_period: 0, left: 0, ..c.allowance }),
			"the council gave institution 7 no allowance",
		),
		(
			REQUEST,
			Box::new(|c| c.allowance = Allowance { left: 0, ..c.allowance }),
			"the allowance of 100 operations is used up: run this again from block 120 on",
		),
	]);
}

#[test]
fn each_reason_against_a_grant_is_named() {
	let stated = Request { grant: Some(AccreditationId(5)), ..REQUEST };
	let grant = Grant { holder: UNIVERSITY, in_force: true, allows: true };
	assert_named(vec![
		(REQUEST, Box::new(|c| c.grant_for = None), "has no grant in force for credential type 1"),
		(stated, Box::new(|c| c.grant = None), "institution 7 does not hold grant 5"),
		(
			stated,
			Box::new(move |c| c.grant = Some(Grant { holder: InstitutionId(8), ..grant })),
			"institution 7 does not hold grant 5",
		),
		(
			stated,
			Box::new(move |c| c.grant = Some(Grant { in_force: false, ..grant })),
			"grant 5, or one above it, is not in force",
		),
		(
			stated,
			Box::new(move |c| c.grant = Some(Grant { allows: false, ..grant })),
			"grant 5 does not allow to issue credential type 1",
		),
		(REQUEST, Box::new(|c| c.grant = None), "names grant 3 for this type, and says"),
		(
			REQUEST,
			Box::new(move |c| c.grant = Some(Grant { holder: InstitutionId(8), ..grant })),
			"names grant 3 for this type, and says",
		),
		(
			REQUEST,
			Box::new(move |c| c.grant = Some(Grant { in_force: false, ..grant })),
			"names grant 3 for this type, and says",
		),
		(
			REQUEST,
			Box::new(move |c| c.grant = Some(Grant { allows: false, ..grant })),
			"names grant 3 for this type, and says",
		),
	]);
}

#[test]
fn a_cohort_whose_validity_is_over_is_not_signed_for_the_chain() {
	let (disk, mut chain) = world(Arrival::Now);
	let rows = "Ana,ana@example.org,1,,2010-07-01,,,A\n";
	let lists = Lists::of(&testamur_template::example_template(), rows);
	let fault = run(&disk, &mut chain, &lists, 1).unwrap_err();
	assert!(matches!(fault, Fault::ValidityOver), "{fault}");
	assert_eq!(chain.sent.get(), 0);
}
