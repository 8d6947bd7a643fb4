// SPDX-License-Identifier: Apache-2.0

//! Comparison of the tables in `docs/spec/log-events.md` with the runtime.
//!
//! An event that is in the log never changes: a line may be added, and no line may be changed or
//! removed. This command accepts the present state:
//! `UPDATE_GOLDEN=1 cargo test --release --locked --workspace --test it log_events`.

use std::{collections::BTreeMap, fmt::Write};

use frame_metadata::RuntimeMetadata;
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, Variant};
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
		let mut out = String::from("| index | event | fields |\n|--:|---|---|\n");
		for variant in self.variants(ty) {
			let fields = self.fields(&variant.fields);
			writeln!(out, "| {} | `{}` | {fields} |", variant.index, variant.name).unwrap();
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
