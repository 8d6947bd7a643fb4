// SPDX-License-Identifier: Apache-2.0

//! Badges: pictures of an achievement that carry a credential, as Open Badges 3.0 bakes it.
//!
//! * `texts`: the texts of a badge, in boxes.
//! * `outlines`: texts as outlines.
//! * `drawn`: the drawn badge.
//! * `own`: pictures of an institution's own.

mod drawn;
mod outlines;
mod own;
mod texts;

use crate::{credential::Credential, design::Design, fault::Fault, typesetting::Typesetter};
use drawn::{draw, Drawn, Logo};
use own::{load_logo, Own};
use std::{collections::BTreeMap, path::Path};
use testamur_carriers as carriers;
use texts::Texts;

/// The most pictures that are kept, so that those of a cohort are drawn once.
const MAX_KEPT: usize = 32;

/// A badge in each kind that there is: pictures that carry one credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
	/// The PNG. None if the institution has a picture of its own, and none of this kind.
	pub png: Option<Vec<u8>>,
	/// The SVG. None if the institution has a picture of its own, and none of this kind.
	pub svg: Option<String>,
}

/// The source of the pictures.
#[derive(Clone)]
pub(crate) enum Pictures {
	/// They are drawn, and kept by their texts.
	Drawn { logo: Option<Logo>, kept: BTreeMap<Texts, Drawn> },
	/// They are the institution's own.
	Own(Own),
}

impl Pictures {
	/// Reads the pictures that a design names, from its folder.
	///
	/// # Errors
	///
	/// Returns the first one that cannot be used.
	pub(crate) fn load(design: &Design, folder: &Path) -> Result<Self, Fault> {
		let look = &design.0.badge;
		if !look.pictures.is_empty() {
			return Own::load(&look.pictures, folder).map(Self::Own);
		}
		let logo = look.logo.as_ref().map(|logo| load_logo(&folder.join(logo))).transpose()?;
		Ok(Self::Drawn { logo, kept: BTreeMap::new() })
	}

	/// Returns the badge of a credential.
	///
	/// # Errors
	///
	/// Returns why there is none.
	pub(crate) fn bake(
		&mut self,
		design: &Design,
		credential: &Credential,
		typesetter: &mut Typesetter,
	) -> Result<Badge, Fault> {
		// JSON that was parsed is UTF-8.
		let text = std::str::from_utf8(credential.bytes()).unwrap_or_default();
		let (png, svg) = match self {
			Self::Own(own) => (own.png.as_deref(), own.svg.as_deref()),
			Self::Drawn { logo, kept } => {
				let texts = Texts::new(design, credential);
				if !kept.contains_key(&texts) {
					if kept.len() >= MAX_KEPT {
						kept.clear();
					}
					let drawn = draw(&design.0.badge, logo.as_ref(), &texts, typesetter)?;
					kept.insert(texts.clone(), drawn);
				}
				let drawn = kept.get(&texts);
				(drawn.map(|own| own.png.as_slice()), drawn.map(|own| own.svg.as_str()))
			},
		};
		let fault = |fault: carriers::Fault| Fault::Badge(fault.to_string());
		Ok(Badge {
			png: png.map(|png| carriers::png::bake(png, text)).transpose().map_err(fault)?,
			svg: svg.map(|svg| carriers::svg::bake(svg, text)).transpose().map_err(fault)?,
		})
	}
}
