// SPDX-License-Identifier: Apache-2.0

//! References to credentials as JSON.

use crate::{hex::Hash, multikey::Multikey, place::within};
use alloc::{borrow::Cow, format, vec::Vec};
use core::fmt;
use serde::{
	de::{self, MapAccess, SeqAccess},
	ser::SerializeStruct,
	Deserialize, Deserializer, Serialize, Serializer,
};
use testamur_primitives::{
	limits::MAX_INCLUSION_PATH, reference::InclusionPath, CredentialReference, InstitutionId, Leaf,
	Root,
};

/// The references of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct References(pub Vec<CredentialReference>);

impl Serialize for References {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_seq(self.0.iter().map(Reference::from))
	}
}

impl<'de> Deserialize<'de> for References {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = References;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a list of references")
			}

			fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
				let mut references = Vec::new();
				while let Some(Reference(reference)) = seq
					.next_element()
					.map_err(|error| within(format_args!("[{}]", references.len()), error))?
				{
					references.push(reference);
				}
				Ok(References(references))
			}
		}

		deserializer.deserialize_seq(Visitor)
	}
}

const MEMBERS: &[&str] = &["institution", "leaf", "index", "size", "path", "signedBy"];

/// A reference as `{"institution":1,"leaf":"0x…","index":0,"size":1,"path":["0x…"]}`.
///
/// All these members are required, each once, and no other is accepted but `"signedBy":"z6Mk…"`.
///
/// An index that is not below the size belongs to no tree: its sender counts from 1 or mixed up two
/// members, and a verdict of `notAnchored` would hide that. It is an error that names the member. A
/// path that does not fit is different. It is the proof itself, which may be forged, and the
/// verdict decides whether it leads to an anchored root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(pub CredentialReference);

impl From<&CredentialReference> for Reference {
	fn from(reference: &CredentialReference) -> Self {
		Self(reference.clone())
	}
}

impl Serialize for Reference {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let path: Vec<Hash> = self.0.path.iter().copied().map(Hash::from).collect();
		let members = MEMBERS.len() - usize::from(self.0.signed_by.is_none());
		let mut object = serializer.serialize_struct("Reference", members)?;
		object.serialize_field("institution", &self.0.institution.0)?;
		object.serialize_field("leaf", &Hash::from(self.0.leaf))?;
		object.serialize_field("index", &self.0.index)?;
		object.serialize_field("size", &self.0.size)?;
		object.serialize_field("path", &path)?;
		match self.0.signed_by {
			Some(key) => object.serialize_field("signedBy", &Multikey(key))?,
			None => object.skip_field("signedBy")?,
		}
		object.end()
	}
}

impl<'de> Deserialize<'de> for Reference {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserializer.deserialize_map(ReferenceVisitor)
	}
}

struct ReferenceVisitor;

impl<'de> de::Visitor<'de> for ReferenceVisitor {
	type Value = Reference;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(
			"a reference: an object with institution, leaf, index, size and path, and perhaps signedBy",
		)
	}

	fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
		let (mut institution, mut leaf, mut index, mut size, mut path) =
			(None, None, None, None, None);
		// The member may be null, as clients with a fixed shape of references write it.
		let mut signed_by: Option<Option<Multikey>> = None;
		while let Some(Name(name)) = map.next_key()? {
			match name.as_ref() {
				"institution" => member(&mut map, "institution", &mut institution)?,
				"leaf" => member(&mut map, "leaf", &mut leaf)?,
				"index" => member(&mut map, "index", &mut index)?,
				"size" => member(&mut map, "size", &mut size)?,
				"path" => member(&mut map, "path", &mut path)?,
				"signedBy" => member(&mut map, "signedBy", &mut signed_by)?,
				other => return Err(de::Error::unknown_field(other, MEMBERS)),
			}
		}
		let leaf: Hash = required(leaf, "leaf")?;
		let Path(path) = required(path, "path")?;
		let reference = CredentialReference {
			institution: InstitutionId(required(institution, "institution")?),
			leaf: Leaf(leaf.0),
			index: required(index, "index")?,
			size: required(size, "size")?,
			path,
			signed_by: signed_by.flatten().map(|Multikey(key)| key),
		};
		if reference.size == 0 {
			return Err(within(".size", "expected at least 1, the number of leaves in the batch"));
		}
		if reference.index >= reference.size {
			let problem = format!("expected less than the size, {}", reference.size);
			return Err(within(".index", problem));
		}
		Ok(Reference(reference))
	}
}

/// The name of a member, which is borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads the value of a member and refuses a second one of the same name.
fn member<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
	map: &mut A,
	name: &'static str,
	slot: &mut Option<T>,
) -> Result<(), A::Error> {
	if slot.is_some() {
		return Err(de::Error::duplicate_field(name));
	}
	*slot = Some(map.next_value().map_err(|error| within(format_args!(".{name}"), error))?);
	Ok(())
}

/// Returns the value of a required member.
fn required<T, E: de::Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
	slot.ok_or_else(|| E::missing_field(name))
}

/// An inclusion path.
struct Path(InclusionPath);

impl<'de> Deserialize<'de> for Path {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Path;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				write!(f, "a list of at most {MAX_INCLUSION_PATH} hashes")
			}

			fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
				let mut path = InclusionPath::new();
				while let Some(Hash(hash)) = seq
					.next_element()
					.map_err(|error| within(format_args!("[{}]", path.len()), error))?
				{
					let length = path.len() + 1;
					path.try_push(Root(hash))
						.map_err(|_| de::Error::invalid_length(length, &self))?;
				}
				Ok(Path(path))
			}
		}

		deserializer.deserialize_seq(Visitor)
	}
}
