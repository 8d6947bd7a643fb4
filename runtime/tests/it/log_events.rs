// SPDX-License-Identifier: Apache-2.0

//! Comparison of the tables in `docs/spec/log-events.md` with the runtime.
//!
//! An event that is in the log never changes: a line may be added, and no line may be changed or
//! removed. This command accepts the present state:
//! `UPDATE_GOLDEN=1 cargo test --release --locked --workspace --test it log_events`.

use std::{collections::BTreeMap, fmt::Write};

use codec::DecodeAll;
use frame_metadata::RuntimeMetadata;
use pallet_credentials::Event;
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive, Variant};
use testamur_runtime::Runtime;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/spec/log-events.md");
/// The headings before the two tables, of which the second ends the page.
const EVENTS: &str = "\n## Events of the pallet `Credentials`\n\n";
const TYPES: &str = "\n## Types\n\n";

#[test]
fn the_tables_of_events_are_those_of_the_runtime() {
	let RuntimeMetadata::V14(metadata) = Runtime::metadata().1 else {
		panic!("`metadata` is documented to return version 14");
	};
	let credentials = metadata.pallets.iter().find(|pallet| pallet.index == 20).unwrap();
	let mut tables = Tables { registry: &metadata.types, types: BTreeMap::new() };
	let events = tables.events(credentials.event.as_ref().unwrap().ty.id);
	let types = tables.types();

	let page = std::fs::read_to_string(PATH).unwrap();
	let (head, rest) = page.split_once(EVENTS).expect("the heading of the events");
	assert!(rest.contains(TYPES), "the heading of the types");
	let expected = format!("{head}{EVENTS}{events}{TYPES}{types}");
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(PATH, &expected).unwrap();
		return;
	}
	let differs = |(ours, theirs): (&str, &str)| ours != theirs;
	let first = page.lines().zip(expected.lines()).find(|lines| differs(*lines));
	assert!(first.is_none(), "the page and the runtime differ: {first:?}");
	assert_eq!(page, expected);
}

/// The tables that follow from the types of the metadata.
struct Tables<'a> {
	registry: &'a PortableRegistry,
	/// The meaning of each type that an event has, by its name.
	types: BTreeMap<String, String>,
}

impl Tables<'_> {
	/// Returns a line for each event.
	fn events(&mut self, ty: u32) -> String {
		let mut out = String::from("| index | event | fields | concerns |\n|--:|---|---|---|\n");
		for variant in self.variants(ty) {
			let (index, name) = (variant.index, &variant.name);
			let fields = self.fields(&variant.fields);
			let concerned = concerned(&variant, self.registry);
			writeln!(out, "| {index} | `{name}` | {fields} | {concerned} |").unwrap();
		}
		out
	}

	/// Returns a line for each type that was named.
	fn types(&self) -> String {
		let mut out = String::from("| type | SCALE |\n|---|---|\n");
		for (name, meaning) in &self.types {
			writeln!(out, "| `{name}` | {meaning} |").unwrap();
		}
		out
	}

	fn variants(&self, ty: u32) -> Vec<Variant<PortableForm>> {
		let TypeDef::Variant(definition) = &self.registry.resolve(ty).unwrap().type_def else {
			panic!("events are an enum");
		};
		let mut variants = definition.variants.clone();
		variants.sort_by_key(|variant| variant.index);
		variants
	}

	/// Returns the fields in their order, each with its type.
	fn fields(&mut self, fields: &[Field<PortableForm>]) -> String {
		let all = fields.iter().map(|field| {
			let ty = self.name(field.ty.id);
			field
				.name
				.as_ref()
				.map_or_else(|| format!("`{ty}`"), |name| format!("`{name}: {ty}`"))
		});
		all.collect::<Vec<_>>().join(", ")
	}

	/// Returns the name of a type, and notes its meaning.
	fn name(&mut self, id: u32) -> String {
		let ty = self.registry.resolve(id).unwrap().clone();
		let params: Vec<_> = ty.type_params.iter().filter_map(|param| param.ty).collect();
		match (ty.path.ident().as_deref(), &ty.type_def) {
			(Some("Option"), _) => format!("Option<{}>", self.name(params[0].id)),
			(Some("BoundedVec"), _) => format!("[{}]", self.name(params[0].id)),
			(Some(ident), definition) => {
				let params: Vec<_> = params.iter().map(|ty| self.name(ty.id)).collect();
				let params = if params.is_empty() {
					params.join("")
				} else {
					format!("<{}>", params.join(", "))
				};
				let name = format!("{ident}{params}");
				if !self.types.contains_key(&name) {
					self.types.insert(name.clone(), String::new());
					let meaning = self.meaning(definition);
					self.types.insert(name.clone(), meaning);
				}
				name
			},
			(None, TypeDef::Array(array)) => {
				format!("[{}; {}]", self.name(array.type_param.id), array.len)
			},
			(None, TypeDef::Sequence(items)) => format!("[{}]", self.name(items.type_param.id)),
			(None, TypeDef::Compact(ty)) => format!("Compact<{}>", self.name(ty.type_param.id)),
			(None, TypeDef::Primitive(primitive)) => format!("{primitive:?}").to_lowercase(),
			(None, other) => panic!("no rule for {other:?}"),
		}
	}

	/// Returns what a type of a name consists of.
	fn meaning(&mut self, definition: &TypeDef<PortableForm>) -> String {
		match definition {
			TypeDef::Composite(composite) => self.fields(&composite.fields),
			TypeDef::Variant(variants) => {
				let mut variants = variants.variants.clone();
				variants.sort_by_key(|variant| variant.index);
				let all = variants.iter().map(|variant| {
					let fields = self.fields(&variant.fields);
					let fields = if fields.is_empty() { fields } else { format!(" ({fields})") };
					format!("{} `{}`{fields}", variant.index, variant.name)
				});
				all.collect::<Vec<_>>().join("; ")
			},
			other => panic!("no rule for {other:?}"),
		}
	}
}

/// Returns the names of the fields whose institutions an event concerns, by what the pallet says of a
/// sample of that event.
fn concerned(event: &Variant<PortableForm>, registry: &PortableRegistry) -> String {
	let mut bytes = vec![event.index];
	for (number, field) in (1..).zip(&event.fields) {
		write_sample(field.ty.id, number, registry, &mut bytes);
	}
	let sample = Event::<Runtime>::decode_all(&mut bytes.as_slice()).expect("a whole event");
	let names: Vec<_> = sample
		.institutions()
		.into_iter()
		.map(|institution| {
			let field = &event.fields[institution.0 as usize - 1];
			format!("`{}`", field.name.as_ref().unwrap())
		})
		.collect();
	if names.is_empty() {
		String::from("none")
	} else {
		names.join(", ")
	}
}

/// Appends a value of a type, in which each institution has this number.
///
/// A list has one item. An enumeration has its last variant, which is the one with an institution where
/// only some have one.
fn write_sample(ty: u32, number: u32, registry: &PortableRegistry, out: &mut Vec<u8>) {
	let ty = registry.resolve(ty).unwrap();
	if ty.path.ident().as_deref() == Some("InstitutionId") {
		out.extend(number.to_le_bytes());
		return;
	}
	match &ty.type_def {
		TypeDef::Composite(composite) => {
			for field in &composite.fields {
				write_sample(field.ty.id, number, registry, out);
			}
		},
		TypeDef::Variant(definition) => {
			let last = definition.variants.iter().max_by_key(|variant| variant.index).unwrap();
			out.push(last.index);
			for field in &last.fields {
				write_sample(field.ty.id, number, registry, out);
			}
		},
		TypeDef::Sequence(items) => {
			// The number of items is a compact integer: four times 1.
			out.push(4);
			write_sample(items.type_param.id, number, registry, out);
		},
		TypeDef::Array(array) => {
			for _ in 0..array.len {
				write_sample(array.type_param.id, number, registry, out);
			}
		},
		TypeDef::Primitive(TypeDefPrimitive::Bool | TypeDefPrimitive::U8) => out.push(0),
		TypeDef::Primitive(TypeDefPrimitive::U16) => out.extend([0; 2]),
		TypeDef::Primitive(TypeDefPrimitive::U32) => out.extend([0; 4]),
		TypeDef::Primitive(TypeDefPrimitive::U64) => out.extend([0; 8]),
		other => panic!("no rule for {other:?}"),
	}
}
