// SPDX-License-Identifier: Apache-2.0

//! List credentials: made of the bits of a list and signed, and those of others read.

use crate::{
	encoded::{decode, encode},
	fault::Fault,
	lists::List,
	site::Site,
};
use serde_json::json;
use testamur_document::{
	ijson,
	value::{has_type, text, Value},
};
use testamur_documents::{contexts::CREDENTIALS, sign, Contexts, Refusal, Signer, Suite};
use testamur_json::time::Time;
use testamur_primitives::{ListPurpose, Moment};

/// The types of a list credential.
const TYPES: [&str; 2] = ["VerifiableCredential", "BitstringStatusListCredential"];
/// The type of its subject.
const LIST: &str = "BitstringStatusList";
/// The shortest and the longest time for which a reader may keep a list, in milliseconds.
const TTL: std::ops::RangeInclusive<Moment> = 1_000..=31_536_000_000;

/// The time for which a list is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
	/// The time of the block that the list shows.
	pub from: Moment,
	/// The time for which a reader may keep the list, in milliseconds. After twice that time the list is no
	/// longer valid.
	pub ttl: Moment,
}

/// Returns the signed credential of a list for a purpose. The signer is the key for status lists of a number.
///
/// # Errors
///
/// Refuses a validity that is none, and what cannot be signed.
pub fn list_credential(
	contexts: &Contexts,
	site: &Site,
	list: &List,
	purpose: ListPurpose,
	validity: Validity,
	signing: (&Signer, &str),
) -> Result<String, Fault> {
	if !TTL.contains(&validity.ttl) {
		return Err(Fault::Validity);
	}
	let (signer, created) = signing;
	let until = validity.from.saturating_add(validity.ttl.saturating_mul(2));
	let address = site.list_address(list.label, purpose);
	let credential = json!({
		"@context": [CREDENTIALS],
		"id": address,
		"type": TYPES,
		"issuer": site.did(),
		"validFrom": second(validity.from)?,
		"validUntil": second(until)?,
		"credentialSubject": {
			"id": format!("{address}#list"),
			"type": LIST,
			"statusPurpose": purpose.word(),
			"encodedList": encode(list.bits(purpose).as_bytes()),
			"ttl": validity.ttl,
		},
	});
	let text = credential.to_string();
	sign(contexts, text.as_bytes(), &[Suite::EddsaRdfc2022], created, signer)
		.map_err(Fault::NotSigned)
}

/// Returns a moment to the second, in the way of RFC 3339.
fn second(moment: Moment) -> Result<String, Fault> {
	let text = serde_json::to_value(Time(moment)).map_err(|_| Fault::Validity)?;
	let second = text.as_str().and_then(|text| text.split('.').next());
	second.map(|second| format!("{second}Z")).ok_or(Fault::Validity)
}

/// A list that was read from a credential. Its signature is checked apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadList {
	/// The address that the credential states.
	pub id: Option<String>,
	/// The purpose.
	pub purpose: ListPurpose,
	bits: Vec<u8>,
}

impl ReadList {
	/// Returns whether the bit of a place is set, or `None` if the list has no such place.
	#[must_use]
	pub fn get(&self, place: usize) -> Option<bool> {
		let byte = self.bits.get(place >> 3)?;
		Some(byte & (0x80 >> (place & 7)) != 0)
	}

	/// Returns the number of places.
	#[must_use]
	pub fn places(&self) -> usize {
		self.bits.len().saturating_mul(8)
	}
}

/// Reads the list in a list credential in JSON, whoever made it.
///
/// # Errors
///
/// Refuses a text that could mean two things, that is no list credential, or whose list has several purposes, too
/// few bits or too many.
pub fn read_list(credential: &[u8]) -> Result<ReadList, Fault> {
	let credential =
		ijson::parse_object(credential).map_err(|fault| Fault::NotSigned(Refusal::Text(fault)))?;
	if !TYPES.iter().all(|name| has_type(&credential, name)) {
		return Err(Fault::NotAList("its types are others"));
	}
	let Some(Value::Object(subject)) = credential.get(&"credentialSubject".into()) else {
		return Err(Fault::NotAList("it has no subject, or several"));
	};
	if !has_type(subject, LIST) {
		return Err(Fault::NotAList("its subject is no list"));
	}
	let size = subject.get(&"statusSize".into());
	if size.is_some_and(|size| *size != Value::Number(1.0)) {
		return Err(Fault::NotAList("its statuses have more than one bit"));
	}
	let stated = match subject.get(&"statusPurpose".into()) {
		Some(Value::Array(purposes)) => match purposes.as_slice() {
			[Value::String(single)] => Some(single.as_str()),
			_ => None,
		},
		Some(Value::String(single)) => Some(single.as_str()),
		_ => None,
	};
	let is_it = |purpose: &ListPurpose| Some(purpose.word()) == stated;
	let purpose = ListPurpose::ALL.into_iter().find(is_it).ok_or(Fault::Purpose)?;
	let bits = decode(text(subject, "encodedList").ok_or(Fault::NotEncoded)?)?;
	let id = text(&credential, "id").map(str::to_owned);
	Ok(ReadList { id, purpose, bits })
}
