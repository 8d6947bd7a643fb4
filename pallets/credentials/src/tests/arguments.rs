// SPDX-License-Identifier: Apache-2.0

//! Tests of arguments that were left out.
//!
//! polkadot.js and other clients ignore a member that they do not know, and fill one that they miss
//! with a default: 0 for a number, false, nothing for an option or a list, zeroes for bytes, and
//! the first variant for an enumeration. A slip of the pen must not revoke somebody's credential.
//!
//! Here every argument of every call and every member below is left out once, by its place in the
//! metadata. The call is refused then, or the omission is on the list of harmless ones, each with
//! its reason. Where a call is accepted in several states of what it names, it is tried in each, and
//! what is harmless in one of them need not be so in another. `tests/e2e/left-out.test.js` does the
//! same with the real library.

use super::*;
use codec::{Compact, Decode, Encode};
use frame_support::{assert_ok, hypothetically, traits::GetCallName};
use scale_info::{form::PortableForm, meta_type, PortableRegistry, Registry, TypeDef};
use testamur_primitives::{
	records::{Anchor, Validity},
	AccreditationId, KeyEnd, KeyPurpose, ListLabel, Post, Profile, PublicKey, RevocationReason,
	Rights, Scope, Terms, TypeId,
};

mod custody;
mod states;

/// What may be left out. Harmless means: it gives nobody a right, ends no credential or grant that
/// was not named, says nothing that is untrue, and whoever left it out can state it afterwards or
/// repeat the call with it.
///
/// Only the reason of a revocation cannot be stated afterwards, since a revocation is final. That is
/// harmless all the same: the revocation was asked for, no verdict depends on its reason, and
/// "unspecified" says that there is none on record. A reason that had to be stated would be guessed
/// by programs that know none, and a wrong one accuses somebody.
const HARMLESS: [(&str, &str); 23] = [
	("register_institution.profile.uri", "it has no home page until its admin states one"),
	("register_institution.allowance", "it may submit nothing until the council sets one"),
	("set_home_page.uri", "no home page is shown until the admin states one"),
	("set_allowance.allowance", "it may submit nothing until the council sets one"),
	("set_operator.permissions.issue", "the operator may do less until the admin says so"),
	("set_operator.permissions.change_status", "the operator may do less until the admin says so"),
	("set_operator.permissions.accredit", "the operator may do less until the admin says so"),
	("set_operator.permissions.grave", "the operator may do less until the admin says so"),
	(
		"set_dual_authorization.required",
		"the council or two accounts ask for it, and one account suffices until they ask again",
	),
	("register_type.definition.level", "nothing is issued yet: a type with it is registered anew"),
	("register_type.definition.workload", "as for the level"),
	(
		"register_type.definition.default_validity",
		"as for the level; what is to be anchored by it is refused",
	),
	("withdraw_accreditation.void_from", "nothing is void, and the moment can still be stated"),
	("withdraw_accreditation.void_from of an offer", "nothing was issued under it"),
	("withdraw_accreditation.void_from of a suspended grant", "as for one that is active"),
	("withdraw_accreditation.void_from of a withdrawn grant", "nothing changes"),
	("change_statuses.changes[].change.Revoke", "the reason stays unspecified, for good"),
	("revoke_batch.reason", "the reason stays unspecified, for good"),
	("revoke_batch.successor", "the same call names one for a revoked batch"),
	("revoke_batch.successor of a revoked batch", "the same call names the one that it takes away"),
	("appoint_custodian.status_changes", "it may make none until the council appoints it again"),
	("appoint_custodian.reissues", "it may issue none again until the council appoints it again"),
	("change_statuses_for.changes[].change.Revoke", "the reason stays unspecified, for good"),
];

/// An argument or a member in an encoded call.
struct Member {
	path: String,
	start: usize,
	end: usize,
	ty: u32,
}

/// A reader of an encoded call that finds its members by the metadata.
struct Members<'a> {
	types: &'a PortableRegistry,
	bytes: &'a [u8],
	at: usize,
	found: Vec<Member>,
}

impl Members<'_> {
	fn definition(&self, ty: u32) -> TypeDef<PortableForm> {
		self.types.resolve(ty).unwrap().type_def.clone()
	}

	fn member(&mut self, path: String, ty: u32) {
		let start = self.at;
		self.read(&path, ty);
		self.found.push(Member { path, start, end: self.at, ty });
	}

	/// Reads a value and records the members in it.
	fn read(&mut self, path: &str, ty: u32) {
		match self.definition(ty) {
			TypeDef::Composite(composite) => {
				for field in composite.fields {
					match field.name {
						Some(name) => self.member(format!("{path}.{name}"), field.ty.id),
						None => self.read(path, field.ty.id),
					}
				}
			},
			TypeDef::Variant(variants) => {
				let index = self.bytes[self.at];
				self.at += 1;
				let is_option = self.types.resolve(ty).unwrap().path.segments == ["Option"];
				let mut all = variants.variants.into_iter();
				let variant = all.find(|variant| variant.index == index).unwrap();
				for field in variant.fields {
					let name = field.name.unwrap_or_else(|| variant.name.clone());
					match is_option {
						true => self.read(path, field.ty.id),
						false => self.member(format!("{path}.{name}"), field.ty.id),
					}
				}
			},
			TypeDef::Sequence(items) => {
				let mut rest = &self.bytes[self.at..];
				let Compact(count) = Compact::<u32>::decode(&mut rest).unwrap();
				self.at = self.bytes.len() - rest.len();
				let ty = items.type_param.id;
				for _ in 0..count {
					match self.definition(ty) {
						TypeDef::Primitive(_) => self.read(path, ty),
						_ => self.member(format!("{path}[]"), ty),
					}
				}
			},
			_ => self.at += self.left_out(ty).len(),
		}
	}

	/// Returns the bytes that a client puts in the place of a missing value. Those of a fixed size
	/// are as long as any value.
	fn left_out(&self, ty: u32) -> Vec<u8> {
		use scale_info::TypeDefPrimitive::{Bool, U16, U32, U64, U8};
		match self.definition(ty) {
			TypeDef::Composite(composite) => {
				composite.fields.iter().flat_map(|field| self.left_out(field.ty.id)).collect()
			},
			TypeDef::Variant(variants) => {
				let first = variants.variants.iter().min_by_key(|variant| variant.index).unwrap();
				let fields = first.fields.iter().flat_map(|field| self.left_out(field.ty.id));
				[first.index].into_iter().chain(fields).collect()
			},
			TypeDef::Array(array) => self.left_out(array.type_param.id).repeat(array.len as usize),
			TypeDef::Sequence(_) | TypeDef::Primitive(Bool | U8) => vec![0],
			TypeDef::Primitive(U16) => vec![0; 2],
			TypeDef::Primitive(U32) => vec![0; 4],
			TypeDef::Primitive(U64) => vec![0; 8],
			other => panic!("no default of {other:?}"),
		}
	}
}

/// Returns every way in which an argument of a call, or a member of one, can be left out.
fn omissions(call: &Call) -> Vec<(String, Call)> {
	let mut registry = Registry::new();
	let ty = registry.register_type(&meta_type::<Call>()).id;
	let types = PortableRegistry::from(registry);
	let bytes = call.encode();
	let mut members = Members { types: &types, bytes: &bytes, at: 1, found: vec![] };
	let TypeDef::Variant(calls) = members.definition(ty) else { panic!("calls are variants") };
	let variant = calls.variants.into_iter().find(|it| it.index == bytes[0]).unwrap();
	for field in variant.fields {
		members.member(format!("{}.{}", variant.name, field.name.unwrap()), field.ty.id);
	}
	assert_eq!(members.at, bytes.len(), "all of {} was read", variant.name);
	let without = |Member { path, start, end, ty }: &Member| {
		let left_out = [&bytes[..*start], &members.left_out(*ty), &bytes[*end..]].concat();
		(path.clone(), Call::decode(&mut &left_out[..]).unwrap())
	};
	members.found.iter().map(without).collect()
}

/// Returns a state in which each of `calls` succeeds.
fn world(test: impl FnOnce()) {
	ExtBuilder::default()
		.with_batches(&[anchor(1, 5), anchor(2, 300), anchor(3, 5)])
		.build_and_execute(|| {
			let any = || terms(Scope::Any, true, 2);
			for holder in [COLLEGE, AGENCY, COLLEGE] {
				assert_ok!(Credentials::offer_accreditation(council(), holder, None, any()));
			}
			let suspended = AccreditationId(4);
			assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), suspended));
			assert_ok!(Credentials::suspend_accreditation(council(), suspended));
			for grant in [LOST, OTHER_GRANT] {
				assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, any()));
				assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), grant));
			}
			assert_ok!(Credentials::anchor(signed(REGISTRAR), LOST, COURSE, anchor(4, 5)));
			assert_ok!(Credentials::withdraw_accreditation(council(), LOST, None));
			assert_ok!(Credentials::retire_type(council(), OTHER_COURSE));
			for key in [DOCUMENT_KEY, COMPROMISED_KEY, RETIRED_KEY] {
				let add = Call::add_document_key { key, purpose: KeyPurpose::StatusLists };
				assert_ok!(dispatch(add, signed(UNIVERSITY_ADMIN)));
			}
			let (institution, key) = (UNIVERSITY, COMPROMISED_KEY);
			let declare = Call::declare_compromised { institution, key, since: START };
			assert_ok!(dispatch(declare, council()));
			let retire = Call::retire_document_key { key: RETIRED_KEY };
			assert_ok!(dispatch(retire, signed(UNIVERSITY_ADMIN)));
			set_time(START + 1);
			let ended = changes(&[(0, StatusChange::Suspend), (1, REVOKE)]);
			assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root(1), ended));
			states::more_states();
			custody::close_the_school();
			test();
		});
}

/// The university's other grants from the council, of which batch 4 has lost the first.
const LOST: AccreditationId = AccreditationId(6);
const OTHER_GRANT: AccreditationId = AccreditationId(7);
/// Document keys of the university, of which the second is compromised and the third retired.
const DOCUMENT_KEY: PublicKey = PublicKey::Ed25519([1; 32]);
const COMPROMISED_KEY: PublicKey = PublicKey::P256([2; 33]);
const RETIRED_KEY: PublicKey = PublicKey::Ed25519([5; 32]);
const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::Misconduct);

/// Returns calls on institutions, accounts and types, with their signers.
fn calls_on_members() -> Vec<(Call, RuntimeOrigin)> {
	let (institution, admin, operator) = (UNIVERSITY, 55, STRANGER);
	let (profile, definition) = (profile("Name"), definition());
	let definition =
		testamur_primitives::TypeDefinition { default_validity: Some(DAY), ..definition };
	let by_admin = || signed(UNIVERSITY_ADMIN);
	let Profile { name, uri, country } = profile.clone();
	let agreed = |who, post| consent(who, institution, post);
	let permissions = ALL;
	let consent = Some(agreed(operator, Post::Operator));
	let register = Call::register_institution { profile, admin, allowance: 100 };
	vec![
		(register, council()),
		(Call::set_home_page { uri }, by_admin()),
		(Call::rename_institution { institution, name, country }, council()),
		(Call::suspend_institution { institution }, council()),
		(Call::replace_admin { institution, admin }, council()),
		(Call::set_allowance { institution, allowance: 7 }, council()),
		(Call::set_operator { operator, permissions, consent }, by_admin()),
		(Call::remove_operator { institution, operator: STATUS_CLERK }, by_admin()),
		(Call::remove_operator { institution, operator: STATUS_CLERK }, council()),
		(Call::hand_over { admin, consent: agreed(admin, Post::Admin) }, by_admin()),
		(Call::resign {}, signed(STATUS_CLERK)),
		(Call::set_dual_authorization { institution, required: true }, council()),
		(Call::register_type { definition }, signed(REGISTRAR)),
		(Call::retire_type { type_id: COURSE }, by_admin()),
		(Call::reinstate_type { type_id: OTHER_COURSE }, council()),
	]
}

/// Returns calls on grants, with their signers.
fn calls_on_grants() -> Vec<(Call, RuntimeOrigin)> {
	let (accreditation, holder) = (UNIVERSITY_GRANT, COLLEGE);
	let (parent, by_agency) = (Some(AGENCY_GRANT), || signed(AGENCY_ACCREDITER));
	let offer = |parent, terms| Call::offer_accreditation { holder, parent, terms };
	let narrow = |terms| Call::narrow_accreditation { accreditation: AccreditationId(5), terms };
	let listed = || terms(scope(&[COURSE]), true, 1);
	let accredit = Terms { rights: Rights { attest: false, delegation: 1 }, ..listed() };
	let answer = AccreditationId(3);
	vec![
		(offer(parent, listed()), by_agency()),
		(offer(parent, accredit.clone()), by_agency()),
		(offer(parent, terms(Scope::Any, true, 0)), by_agency()),
		(Call::accept_accreditation { accreditation: answer }, signed(COLLEGE_ADMIN)),
		(Call::decline_accreditation { accreditation: answer }, signed(COLLEGE_ADMIN)),
		(Call::suspend_accreditation { accreditation }, by_agency()),
		(Call::reinstate_accreditation { accreditation: AccreditationId(4) }, council()),
		(
			Call::withdraw_accreditation { accreditation, void_from: Some(START) },
			signed(AGENCY_ADMIN),
		),
		(Call::relinquish_accreditation { accreditation }, signed(UNIVERSITY_ADMIN)),
		(
			Call::renew_accreditation { accreditation: answer, valid_until: START + 200 * DAY },
			council(),
		),
		(narrow(listed()), council()),
		(narrow(accredit), council()),
		(narrow(terms(Scope::Any, true, 1)), council()),
		(narrow(terms(Scope::Any, true, 0)), council()),
	]
}

/// Returns calls on batches, with their signers.
fn calls_on_batches() -> Vec<(Call, RuntimeOrigin)> {
	let (accreditation, type_id, root) = (UNIVERSITY_GRANT, COURSE, root(1));
	let until = Anchor { validity: Validity::Until(START + DAY), ..anchor(9, 5) };
	let one = |anchor| Call::anchor { accreditation, type_id, anchor };
	let anchors = vec![anchor(8, 1), until].try_into().unwrap();
	let many = Call::anchor_many { accreditation, type_id, anchors };
	let change =
		|index, change| Call::change_statuses { root, changes: changes(&[(index, change)]) };
	let successor = credential(2, 7).into();
	let (registrar, clerk) = (|| signed(REGISTRAR), || signed(STATUS_CLERK));
	let roots = vec![root, testamur_primitives::Root([2; 32])].try_into().unwrap();
	let list = Call::list_batches { label: ListLabel([7; 16]), start: Some(0), roots };
	vec![
		(list, registrar()),
		(one(until), registrar()),
		(one(anchor(9, 5)), registrar()),
		(many, registrar()),
		(change(0, StatusChange::Reinstate), clerk()),
		(change(3, StatusChange::Suspend), clerk()),
		(change(3, REVOKE), clerk()),
		(change(3, StatusChange::Supersede(successor)), clerk()),
		(change(1, StatusChange::NameSuccessor(successor)), clerk()),
		(
			Call::revoke_batch {
				root,
				reason: RevocationReason::Misconduct,
				successor: Some(super::root(2)),
			},
			signed(UNIVERSITY_ADMIN),
		),
		(
			Call::attest_again { root: super::root(4), accreditation: OTHER_GRANT },
			signed(UNIVERSITY_ADMIN),
		),
	]
}

/// Returns calls on document keys, with their signers.
fn calls_on_keys() -> Vec<(Call, RuntimeOrigin)> {
	let (institution, by_admin) = (UNIVERSITY, || signed(UNIVERSITY_ADMIN));
	let add = |key| Call::add_document_key { key, purpose: KeyPurpose::StatusLists };
	let declare = |key, since| Call::declare_compromised { institution, key, since };
	let reinstate = |key, end| Call::reinstate_document_key { institution, key, end };
	vec![
		(add(PublicKey::Ed25519([3; 32])), by_admin()),
		(add(PublicKey::P256([3; 33])), by_admin()),
		(Call::retire_document_key { key: DOCUMENT_KEY }, by_admin()),
		(Call::retire_document_key { key: COMPROMISED_KEY }, by_admin()),
		(declare(DOCUMENT_KEY, START), by_admin()),
		(declare(DOCUMENT_KEY, START), council()),
		(declare(COMPROMISED_KEY, START), council()),
		(Call::lift_compromise { institution, key: COMPROMISED_KEY }, council()),
		(Call::lift_compromise { institution, key: DOCUMENT_KEY }, council()),
		(reinstate(DOCUMENT_KEY, KeyEnd::Never), council()),
		(reinstate(RETIRED_KEY, KeyEnd::Never), council()),
		(reinstate(RETIRED_KEY, KeyEnd::At(START + 1)), council()),
	]
}

/// Returns each call with its signer, and with the state of what it names if that is not the usual.
fn calls() -> Vec<(&'static str, Call, RuntimeOrigin)> {
	let usual = [
		calls_on_members(),
		calls_on_grants(),
		calls_on_batches(),
		calls_on_keys(),
		custody::calls(),
	];
	let usual = usual.concat().into_iter().map(|(call, origin)| ("", call, origin));
	usual.chain(states::calls_in_other_states()).collect()
}

#[test]
fn whatever_is_left_out_is_refused_or_harmless() {
	let mut accepted = BTreeSet::new();
	world(|| {
		for (state, call, origin) in calls() {
			let name = call.get_call_name();
			let result = hypothetically!(dispatch(call.clone(), origin.clone()));
			assert_eq!(result, Ok(()), "{name}{state}");
			for (path, call) in omissions(&call) {
				let result = hypothetically!(dispatch(call, origin.clone()));
				if result.is_ok() {
					accepted.insert(format!("{path}{state}"));
				}
			}
		}
	});
	let accepted: BTreeSet<_> = accepted.iter().map(String::as_str).collect();
	let harmless: BTreeSet<_> = HARMLESS.iter().map(|(path, _)| *path).collect();
	assert_eq!(accepted, harmless);
}

#[test]
fn every_argument_of_every_call_is_left_out() {
	let mut all = Vec::new();
	world(|| all = calls());
	let mut tried: BTreeSet<_> = all.iter().map(|(_, call, _)| call.get_call_name()).collect();
	// It takes one number, as its opposite does.
	tried.insert("reinstate_institution");
	let names: BTreeSet<_> = Call::get_call_names().iter().copied().collect();
	assert_eq!(tried, names);
	let paths: BTreeSet<_> = all
		.iter()
		.flat_map(|(_, call, _)| omissions(call))
		.map(|(path, _)| path)
		.collect();
	for path in [
		"offer_accreditation.terms.scope.Types",
		"offer_accreditation.terms.rights.AttestAndAccredit",
		"anchor.anchor.validity.Until",
		"anchor_many.anchors[].size",
		"change_statuses.changes[].index",
		"change_statuses.changes[].change.Supersede.index",
		"change_statuses.changes[].change.NameSuccessor.root",
		"set_operator.consent.until",
		"hand_over.consent.signature",
		"add_document_key.key.Ed25519",
		"add_document_key.key.P256",
		"add_document_key.purpose",
		"declare_compromised.since",
		"reinstate_document_key.end",
		"reinstate_document_key.end.At",
		"list_batches.label",
		"list_batches.start",
		"list_batches.roots[]",
		"appoint_custodian.until",
		"change_statuses_for.changes[].index",
		"reissue.items[].former",
		"reissue.items[].index",
		"reissue.items[].root",
	] {
		assert!(paths.contains(path), "{path} is not tried: {paths:#?}");
	}
}

#[test]
fn a_type_in_a_list_is_not_left_out_either() {
	world(|| {
		let with_none = terms(scope(&[TypeId(0), COURSE]), true, 0);
		let offer =
			Call::offer_accreditation { holder: COLLEGE, parent: None, terms: with_none.clone() };
		let narrow =
			Call::narrow_accreditation { accreditation: AccreditationId(5), terms: with_none };
		for call in [offer, narrow] {
			let refused = hypothetically!(dispatch(call, council()));
			assert_eq!(refused, Err(Error::<Test>::TypeNotFound.into()));
		}
	});
}

#[test]
fn the_account_of_zeroes_serves_no_institution() {
	world(|| {
		let by_admin = || signed(UNIVERSITY_ADMIN);
		// Whoever makes up a signature of that key makes up its consent as well.
		let agreed = |post| consent(0, UNIVERSITY, post);
		let consent = Some(agreed(Post::Operator));
		let calls = [
			(
				Call::register_institution { profile: profile("N"), admin: 0, allowance: 1 },
				council(),
			),
			(Call::replace_admin { institution: UNIVERSITY, admin: 0 }, council()),
			(Call::set_operator { operator: 0, permissions: ALL, consent }, by_admin()),
			(Call::hand_over { admin: 0, consent: agreed(Post::Admin) }, by_admin()),
			(Call::remove_operator { institution: UNIVERSITY, operator: 0 }, council()),
		];
		for (call, origin) in calls {
			let refused = hypothetically!(dispatch(call, origin));
			assert_eq!(refused, Err(Error::<Test>::AccountUnstated.into()));
		}
	});
}

#[test]
fn no_window_begins_at_0() {
	world(|| {
		let terms = Terms { valid_from: 0, ..terms(Scope::Any, true, 0) };
		let call = Call::offer_accreditation { holder: COLLEGE, parent: None, terms };
		let refused = hypothetically!(dispatch(call, council()));
		assert_eq!(refused, Err(Error::<Test>::StartUnstated.into()));
	});
}
