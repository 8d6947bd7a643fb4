// SPDX-License-Identifier: Apache-2.0

//! Tests that the numbers by which the outside world addresses the chain do not change by accident.
//!
//! Signed transactions, stored proofs and every client depend on them. New lines may be added. A
//! changed or removed line breaks clients, and a changed call or extension also needs a new
//! `transaction_version`. This command accepts the present state:
//! `UPDATE_GOLDEN=1 cargo test --release --locked --workspace --test it golden`.

use std::fmt::Write;

use frame_metadata::{
	v14::{
		PalletMetadata, RuntimeMetadataV14, StorageEntryMetadata, StorageEntryModifier,
		StorageEntryType,
	},
	RuntimeMetadata,
};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use sp_core::hexdisplay::HexDisplay;
use sp_io::hashing::twox_128;
use testamur_runtime::Runtime;

/// The pallets whose storage keys are documented for readers outside of the chain.
pub(super) const DOCUMENTED: [&str; 3] = ["Allowance", "Credentials", "EventLog"];

#[test]
fn golden_numbers_have_not_changed() {
	compare("runtime.txt", &table(&metadata()));
}

/// Compares a table with a golden file, or writes it there if the environment asks for that.
pub(super) fn compare(file: &str, actual: &str) {
	let path = format!("{}/tests/golden/{file}", env!("CARGO_MANIFEST_DIR"));
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(&path, actual).unwrap();
	}
	let golden = std::fs::read_to_string(&path).unwrap();
	let gone = difference(&golden, actual);
	let new = difference(actual, &golden);
	assert!(
		gone.is_empty() && new.is_empty(),
		"the runtime is not what {path} says\nno longer there:\n  {}\nnew:\n  {}\n",
		gone.join("\n  "),
		new.join("\n  "),
	);
	assert_eq!(golden, actual, "same lines in another order");
}

/// Returns the lines of one text that the other does not have.
fn difference<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
	one.lines()
		.filter(|line| !other.lines().any(|theirs| theirs == *line))
		.collect()
}

/// Returns the metadata of the runtime.
pub(super) fn metadata() -> RuntimeMetadataV14 {
	match Runtime::metadata().1 {
		RuntimeMetadata::V14(metadata) => metadata,
		_ => panic!("`metadata` is documented to return version 14"),
	}
}

pub(super) fn table(metadata: &RuntimeMetadataV14) -> String {
	let mut out = String::from(
		"# Numbers by which the outside world addresses the chain. Each line starts with the path\n\
		 # of numbers and says what stands there. See runtime/tests/it/golden.rs.\n\n",
	);
	for (index, extension) in metadata.extrinsic.signed_extensions.iter().enumerate() {
		writeln!(out, "extension {index} {}", extension.identifier).unwrap();
	}

	let mut pallets: Vec<_> = metadata.pallets.iter().collect();
	pallets.sort_by_key(|pallet| pallet.index);
	for pallet in pallets {
		writeln!(out, "\npallet {} {}", pallet.index, pallet.name).unwrap();
		let (calls, events, errors) = (&pallet.calls, &pallet.event, &pallet.error);
		for (kind, ty) in [
			("call", calls.as_ref().map(|calls| calls.ty.id)),
			("event", events.as_ref().map(|events| events.ty.id)),
			("error", errors.as_ref().map(|errors| errors.ty.id)),
		] {
			let variants = ty.map(|ty| variants(ty, &metadata.types)).unwrap_or_default();
			for variant in variants {
				let (index, name, fields) =
					(variant.index, &variant.name, fields(variant, &metadata.types));
				writeln!(out, "{kind} {}.{index} {name}{fields}", pallet.index).unwrap();
			}
		}
		if DOCUMENTED.contains(&pallet.name.as_str()) {
			write_storage(&mut out, pallet, &metadata.types);
		}
	}
	out
}

/// Returns the variants of an enum in the order of their numbers.
fn variants(ty: u32, types: &PortableRegistry) -> Vec<&Variant<PortableForm>> {
	let TypeDef::Variant(definition) = &types.resolve(ty).unwrap().type_def else {
		panic!("calls, events and errors are enums");
	};
	let mut variants: Vec<_> = definition.variants.iter().collect();
	variants.sort_by_key(|variant| variant.index);
	variants
}

/// Returns the names and types of fields as they are written in the source.
fn fields(variant: &Variant<PortableForm>, types: &PortableRegistry) -> String {
	if variant.fields.is_empty() {
		return String::new();
	}
	let fields: Vec<_> = variant
		.fields
		.iter()
		.map(|field| {
			// The name of a type is that in the source, which does not tell how it is encoded.
			let ty = types.resolve(field.ty.id).expect("a type of the metadata");
			let is_compact = matches!(ty.type_def, TypeDef::Compact(_));
			let named =
				|ty: &String| if is_compact { format!("Compact<{ty}>") } else { ty.clone() };
			match (&field.name, &field.type_name) {
				(Some(name), Some(ty)) => format!("{name}: {}", named(ty)),
				(None, Some(ty)) => named(ty),
				(name, None) => format!("{name:?}"),
			}
		})
		.collect();
	format!("({})", fields.join(", "))
}

fn write_storage(
	out: &mut String,
	pallet: &PalletMetadata<PortableForm>,
	types: &PortableRegistry,
) {
	let storage = pallet.storage.as_ref().expect("the pallet stores something");
	for entry in &storage.entries {
		let prefix = [twox_128(storage.prefix.as_bytes()), twox_128(entry.name.as_bytes())];
		writeln!(
			out,
			"storage 0x{} {}: {}",
			HexDisplay::from(&prefix.concat()),
			entry.name,
			shape(entry, types)
		)
		.unwrap();
	}
}

/// Returns the hashers and the types of the keys of a storage entry, and the type of its value.
fn shape(entry: &StorageEntryMetadata<PortableForm>, types: &PortableRegistry) -> String {
	let absent = match entry.modifier {
		StorageEntryModifier::Optional => "optional",
		StorageEntryModifier::Default => "or default",
	};
	match &entry.ty {
		StorageEntryType::Plain(value) => format!("{} {absent}", name(value.id, types)),
		StorageEntryType::Map { hashers, key, value } => {
			format!("{hashers:?} of {} -> {} {absent}", name(key.id, types), name(value.id, types))
		},
	}
}

/// Returns a short name of a type.
pub(super) fn name(id: u32, types: &PortableRegistry) -> String {
	let names =
		|ids: Vec<u32>| ids.into_iter().map(|id| name(id, types)).collect::<Vec<_>>().join(", ");
	let ty = types.resolve(id).unwrap();
	if let Some(ident) = ty.path.ident() {
		let params = names(ty.type_params.iter().filter_map(|p| p.ty).map(|ty| ty.id).collect());
		return if params.is_empty() { ident } else { format!("{ident}<{params}>") };
	}
	match &ty.type_def {
		TypeDef::Array(array) => format!("[{}; {}]", name(array.type_param.id, types), array.len),
		TypeDef::Compact(compact) => format!("Compact<{}>", name(compact.type_param.id, types)),
		TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
		TypeDef::Sequence(sequence) => format!("[{}]", name(sequence.type_param.id, types)),
		TypeDef::Tuple(tuple) => {
			format!("({})", names(tuple.fields.iter().map(|f| f.id).collect()))
		},
		other => format!("{other:?}"),
	}
}
