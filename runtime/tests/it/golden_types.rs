// SPDX-License-Identifier: Apache-2.0

//! Tests that the types of records, calls, events and errors keep their fields and variants, in their
//! order and with their numbers.
//!
//! `golden.rs` knows a type by its name only. With the lines of this table, both are all that it takes
//! to encode and decode what the chain takes and stores. The same command accepts the present state.

use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Write,
};

use frame_metadata::v14::{RuntimeMetadataV14, StorageEntryType};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefVariant, Variant};

use crate::golden::{compare, metadata, name, DOCUMENTED};

/// Checks that no line of version 1 of the specification is gone, which a golden file that is written
/// anew would not show.
#[test]
fn version_1_is_kept() {
	let metadata = metadata();
	let present = crate::golden::table(&metadata) + &table(&metadata);
	let present: BTreeSet<_> = present.lines().collect();
	let kept = include_str!("../golden/version-1.txt").lines();
	let gone: Vec<_> =
		kept.filter(|line| !line.starts_with('#') && !present.contains(line)).collect();
	assert!(gone.is_empty(), "no longer there:\n  {}", gone.join("\n  "));
}

#[test]
fn golden_types_have_not_changed() {
	compare("types.txt", &table(&metadata()));
}

/// Returns a line for each named type, and one for each of its variants, in the order of their paths.
fn table(metadata: &RuntimeMetadataV14) -> String {
	let mut found = BTreeMap::new();
	roots(metadata)
		.into_iter()
		.for_each(|root| collect(root, &metadata.types, &mut found));
	let mut out = String::from(
		"# The types of what the documented pallets take and store, down to primitive types. Fields are\n\
		 # in the order in which they are encoded. See runtime/tests/it/golden_types.rs.\n\n",
	);
	found.values().for_each(|lines| out.push_str(lines));
	out
}

/// Returns the types of the calls, events, errors, keys and values of the documented pallets.
fn roots(metadata: &RuntimeMetadataV14) -> Vec<u32> {
	let is_documented = |pallet: &str| DOCUMENTED.contains(&pallet);
	let documented = metadata.pallets.iter().filter(|pallet| is_documented(&pallet.name));
	documented
		.flat_map(|pallet| {
			let calls = pallet.calls.as_ref().map(|calls| calls.ty.id);
			let events = pallet.event.as_ref().map(|events| events.ty.id);
			let errors = pallet.error.as_ref().map(|errors| errors.ty.id);
			let stored = pallet.storage.iter().flat_map(|storage| &storage.entries);
			let stored = stored.flat_map(|entry| match &entry.ty {
				StorageEntryType::Plain(value) => vec![value.id],
				StorageEntryType::Map { key, value, .. } => vec![key.id, value.id],
			});
			calls.into_iter().chain(events).chain(errors).chain(stored).collect::<Vec<_>>()
		})
		.collect()
}

/// Adds a type and all that it consists of, each under its path and its name.
fn collect(id: u32, types: &PortableRegistry, found: &mut BTreeMap<String, String>) {
	let ty = types.resolve(id).unwrap();
	let path = format!("{} {}", ty.path, name(id, types));
	if found.contains_key(&path) {
		return;
	}
	let has_name = ty.path.ident().is_some();
	let (lines, parts) = match &ty.type_def {
		TypeDef::Composite(composite) => {
			(line(&path, &composite.fields, types), ids(&composite.fields))
		},
		TypeDef::Variant(definition) => variant_lines(&path, definition, types),
		TypeDef::Sequence(sequence) => (String::new(), vec![sequence.type_param.id]),
		TypeDef::Array(array) => (String::new(), vec![array.type_param.id]),
		TypeDef::Tuple(tuple) => (String::new(), tuple.fields.iter().map(|ty| ty.id).collect()),
		TypeDef::Compact(compact) => (String::new(), vec![compact.type_param.id]),
		TypeDef::Primitive(_) | TypeDef::BitSequence(_) => (String::new(), vec![]),
	};
	found.insert(path, if has_name { lines } else { String::new() });
	parts.into_iter().for_each(|part| collect(part, types, found));
}

/// Returns the types of fields.
fn ids(fields: &[Field<PortableForm>]) -> Vec<u32> {
	fields.iter().map(|field| field.ty.id).collect()
}

/// Returns the line of a type or of a variant.
fn line(path: &str, fields: &[Field<PortableForm>], types: &PortableRegistry) -> String {
	let fields = fields.iter().map(|field| match &field.name {
		Some(label) => format!("{label}: {}", name(field.ty.id, types)),
		None => name(field.ty.id, types),
	});
	format!("type {path}({})\n", fields.collect::<Vec<_>>().join(", "))
}

/// Returns a line for each variant of an enumeration, and the types of all their fields.
fn variant_lines(
	path: &str,
	definition: &TypeDefVariant<PortableForm>,
	types: &PortableRegistry,
) -> (String, Vec<u32>) {
	let mut variants: Vec<&Variant<PortableForm>> = definition.variants.iter().collect();
	variants.sort_by_key(|variant| variant.index);
	let mut out = String::new();
	for variant in &variants {
		let place = format!("{path} {} {}", variant.index, variant.name);
		write!(out, "{}", line(&place, &variant.fields, types)).unwrap();
	}
	(out, variants.iter().flat_map(|variant| ids(&variant.fields)).collect())
}
