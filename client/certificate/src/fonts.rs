// SPDX-License-Identifier: Apache-2.0

//! The fonts of a design, and those of the machine that are read when a character needs one.

use crate::{
	design::Fonts as Wanted,
	fault::Fault,
	font_files::{groups, read, Group, INSTALLED},
};
use krilla::text::{Font, Tag};
use parley::{
	fontique::{Blob, CharmapIndex, Collection, CollectionOptions, SourceCache, Synthesis},
	FontContext, FontData,
};
use std::{
	cmp::Reverse,
	collections::{BTreeMap, BTreeSet, HashMap},
	path::Path,
};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The family that is taken where the design names none.
const DEFAULT: &str = "Noto Sans";
/// The begins of the names of the files that are looked at for characters which the named families lack.
const FALLBACKS: [&str; 2] = ["NotoSans", "NotoSerif"];
/// The name of a large collection, which is looked at where one of its families is named.
const LARGE_SERIF: &str = "NotoSerifCJK";
/// The character that joins others into one picture.
const JOINER: char = '\u{200d}';

/// A family with what is needed to tell which characters it has.
#[derive(Clone)]
struct Family {
	name: String,
	data: Blob<u8>,
	charmap: CharmapIndex,
}

impl Family {
	fn has(&self, letter: char) -> bool {
		self.has_all(&[letter])
	}

	fn has_all(&self, letters: &[char]) -> bool {
		let Some(charmap) = self.charmap.charmap(self.data.data()) else { return false };
		let has = |letter: &char| charmap.map(*letter).is_some_and(|glyph| glyph != 0);
		letters.iter().all(has)
	}

	/// Returns whether the family has the shapes of ideographs that a language wants.
	fn is_for(&self, language: Option<&str>) -> bool {
		let end = match language.map(str::to_ascii_lowercase).as_deref() {
			Some("zh-hk" | "zh-mo" | "yue") => " HK",
			Some("zh-hant" | "zh-tw") => " TC",
			Some(tag) if tag.starts_with("zh") => " SC",
			Some(tag) if tag.starts_with("ko") => " KR",
			_ => " JP",
		};
		self.name.ends_with(end)
	}
}

/// The fonts from which texts are set.
#[derive(Clone)]
pub(crate) struct Fonts {
	/// The fonts that were read, for the layout.
	pub(crate) context: FontContext,
	/// The families that were read, in the order in which they are tried.
	families: Vec<Family>,
	/// The number of those that the design prefers, which come first.
	preferred: usize,
	/// The files that were not read yet.
	others: Vec<Group>,
	/// The family of each character that was looked for.
	known: HashMap<char, Option<usize>>,
	/// The fonts that were read, for the PDF.
	embedded: BTreeMap<(u64, u32, Vec<(u32, u32)>), Font>,
}

impl Fonts {
	/// Reads the fonts that a design names. Files are looked for from a folder.
	///
	/// # Errors
	///
	/// Returns the first file that holds no font, or the first family that is nowhere.
	pub(crate) fn load(wanted: &Wanted, folder: &Path) -> Result<Self, Fault> {
		let options = CollectionOptions { shared: false, system_fonts: false };
		let context = FontContext {
			collection: Collection::new(options),
			source_cache: SourceCache::default(),
		};
		let mut fonts = Self {
			context,
			families: Vec::new(),
			preferred: 0,
			others: Vec::new(),
			known: HashMap::new(),
			embedded: BTreeMap::new(),
		};
		for file in &wanted.files {
			let path = folder.join(file);
			if !fonts.register(read(&path)?) {
				return Err(Fault::Font(path));
			}
		}
		let folders: Vec<_> = wanted.folders.iter().map(|own| folder.join(own)).collect();
		let own = groups(folders.iter().map(std::path::PathBuf::as_path))?;
		let installed = match wanted.installed {
			// A folder that is not there, or that nobody may read, has no fonts.
			true => groups(INSTALLED.iter().map(Path::new).filter(|path| path.is_dir()))?,
			false => Vec::new(),
		};
		fonts.others = own;
		fonts.others.extend(installed.into_iter().filter(|group| {
			let is_fallback = FALLBACKS.iter().any(|begin| group.stem.starts_with(begin));
			let is_wanted = |family: &String| group.is_of(family);
			is_fallback && group.stem != LARGE_SERIF || wanted.families.iter().any(is_wanted)
		}));
		fonts.prefer(&wanted.families)?;
		Ok(fonts)
	}

	/// Reads the families that are tried first, in their order.
	fn prefer(&mut self, wanted: &[String]) -> Result<(), Fault> {
		let default = [DEFAULT.to_owned()];
		let wanted = match wanted.is_empty() && self.families.is_empty() {
			true => default.as_slice(),
			false => wanted,
		};
		let mut preferred = Vec::new();
		for name in wanted {
			while self.place_of(name).is_none() {
				let place = self.others.iter().position(|group| group.is_of(name));
				let place = place.ok_or_else(|| Fault::NoFamily(name.clone()))?;
				let group = self.others.remove(place);
				self.open(&group);
			}
			preferred.extend(self.place_of(name).map(|place| self.families.remove(place)));
		}
		// Files that the design names without a family follow in their order.
		let named = if wanted.is_empty() { self.families.len() } else { 0 };
		self.preferred = preferred.len().saturating_add(named);
		preferred.append(&mut self.families);
		self.families = preferred;
		Ok(())
	}

	fn place_of(&self, name: &str) -> Option<usize> {
		self.families.iter().position(|family| family.name == name)
	}

	/// Reads the files of a group. One that cannot be read or holds no font is passed over, because nobody has
	/// named it.
	fn open(&mut self, group: &Group) {
		for path in &group.files {
			if let Ok(bytes) = read(path) {
				self.register(bytes);
			}
		}
	}

	/// Takes the fonts of a file, and returns whether there is any.
	fn register(&mut self, bytes: Vec<u8>) -> bool {
		let data: Blob<u8> = bytes.into();
		let registered = self.context.collection.register_fonts(data.clone(), None);
		let is_any = !registered.is_empty();
		let mut name = |id| self.context.collection.family_name(id).unwrap_or_default().to_owned();
		let mut registered: Vec<_> =
			registered.into_iter().map(|(id, infos)| (name(id), infos)).collect();
		// The families of a collection come in the same order each time.
		registered.sort_by(|(one, _), (other, _)| one.cmp(other));
		for (name, infos) in registered {
			let Some(info) = infos.first() else { continue };
			if self.place_of(&name).is_none() {
				let charmap = info.charmap_index();
				self.families.push(Family { name, data: data.clone(), charmap });
			}
		}
		is_any
	}

	/// Returns the families from which a text in a language is set, in the order in which they are tried.
	///
	/// Those that the design prefers keep their order. Of the others, the one that has most of the rest comes
	/// first, so that a sign which many scripts share is taken from the font of the script around it.
	///
	/// # Errors
	///
	/// Returns the first character that no font has.
	pub(crate) fn families_for(
		&mut self,
		text: &str,
		language: Option<&str>,
	) -> Result<Vec<String>, char> {
		for letter in text.chars().filter(|letter| !is_ignorable(*letter)) {
			// A mark may be a part of a character that a font has in one piece, which the layout finds out.
			if self.with(letter).is_none() && !is_mark(letter) {
				return Err(letter);
			}
		}
		let mut rest = clusters(text);
		let mut chosen = Vec::new();
		for place in 0..self.preferred {
			self.take(place, &mut rest, &mut chosen);
		}
		while !rest.is_empty() {
			let Some(place) = self.with_most(&rest, language) else { break };
			self.take(place, &mut rest, &mut chosen);
		}
		if chosen.is_empty() {
			chosen.push(0);
		}
		let name = |place: usize| self.families.get(place).map(|family| family.name.clone());
		Ok(chosen.into_iter().filter_map(name).collect())
	}

	/// Chooses a family if it has any of the clusters, which are then no more looked for.
	fn take(&self, place: usize, rest: &mut BTreeSet<Vec<char>>, chosen: &mut Vec<usize>) {
		let Some(family) = self.families.get(place) else { return };
		let before = rest.len();
		rest.retain(|cluster| !family.has_all(cluster));
		if rest.len() < before {
			chosen.push(place);
		}
	}

	/// Returns the family that has most of the clusters, if one has any. Of several, it is the one for the
	/// language, or else the first.
	fn with_most(&self, rest: &BTreeSet<Vec<char>>, language: Option<&str>) -> Option<usize> {
		let number = |family: &Family| rest.iter().filter(|rest| family.has_all(rest)).count();
		let rated = self
			.families
			.iter()
			.enumerate()
			.map(|(place, family)| (number(family), family.is_for(language), Reverse(place)));
		let (number, _, Reverse(place)) = rated.max()?;
		(number > 0).then_some(place)
	}

	/// Returns the first family with a character, and reads further files until there is one.
	fn with(&mut self, letter: char) -> Option<usize> {
		if let Some(known) = self.known.get(&letter) {
			return *known;
		}
		let mut looked_at = 0;
		let found = loop {
			let unseen = self.families.iter().skip(looked_at);
			if let Some(place) = unseen.into_iter().position(|family| family.has(letter)) {
				break Some(looked_at.saturating_add(place));
			}
			looked_at = self.families.len();
			if self.others.is_empty() {
				break None;
			}
			let group = self.others.remove(0);
			self.open(&group);
		};
		self.known.insert(letter, found);
		found
	}

	/// Returns a font for the PDF.
	pub(crate) fn embedded(&mut self, font: &FontData, synthesis: &Synthesis) -> Option<Font> {
		let settings = synthesis.variation_settings();
		let axes: Vec<(Tag, f32)> = settings
			.iter()
			.map(|(tag, value)| (Tag::new(&tag.into_bytes()), *value))
			.collect();
		let bits = settings
			.iter()
			.map(|(tag, value)| (u32::from_be_bytes(tag.into_bytes()), value.to_bits()));
		let key = (font.data.id(), font.index, bits.collect());
		if let Some(known) = self.embedded.get(&key) {
			return Some(known.clone());
		}
		let (data, _) = font.data.clone().into_raw_parts();
		let font = Font::new_variable(data.into(), font.index, &axes)?;
		self.embedded.insert(key, font.clone());
		Some(font)
	}
}

/// Returns the characters of a text that one font should have together: a base with its marks. Those that
/// no font needs to have are left out.
fn clusters(text: &str) -> BTreeSet<Vec<char>> {
	let mut clusters = BTreeSet::new();
	let mut cluster = Vec::new();
	let mut is_joined = false;
	for letter in text.chars() {
		if is_ignorable(letter) {
			is_joined = letter == JOINER;
			continue;
		}
		if !(is_joined || is_mark(letter)) {
			clusters.insert(std::mem::take(&mut cluster));
		}
		cluster.push(letter);
		is_joined = false;
	}
	clusters.insert(cluster);
	clusters.remove(&Vec::new());
	clusters
}

pub(crate) fn is_mark(letter: char) -> bool {
	letter.general_category_group() == GeneralCategoryGroup::Mark
}

/// Returns whether a character is not drawn: a line end, or one that only changes how others are drawn.
pub(crate) fn is_ignorable(letter: char) -> bool {
	matches!(
		letter,
		'\n' | '\u{ad}'
			| '\u{34f}'
			| '\u{61c}'
			| '\u{180b}'..='\u{180f}'
			| '\u{200b}'..='\u{200f}'
			| '\u{202a}'..='\u{202e}'
			| '\u{2060}'..='\u{206f}'
			| '\u{fe00}'..='\u{fe0f}'
			| '\u{e0100}'..='\u{e01ef}'
	)
}
