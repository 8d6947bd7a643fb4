// SPDX-License-Identifier: Apache-2.0

//! Pictures of an institution's own, which take the place of the drawn badge.

use super::drawn::Logo;
use crate::{
	fault::Fault,
	font_files::read_at_most,
	limits::{MAX_BADGE, MAX_LOGO},
	picture::pixels,
};
use std::path::{Path, PathBuf};
use testamur_carriers::{png, svg, Kind};

/// The shortest credential, by which it is tried whether a picture can be baked.
const PROBE: &str = r#"{"type":"VerifiableCredential"}"#;

/// Pictures of an institution's own: at most one of each kind.
#[derive(Clone)]
pub(crate) struct Own {
	pub(crate) png: Option<Vec<u8>>,
	pub(crate) svg: Option<String>,
}

impl Own {
	/// Reads pictures. An SVG that would run or fetch something is refused, for a badge is shown on the pages of
	/// others.
	///
	/// # Errors
	///
	/// Returns the first picture into which no credential could be baked, with the reason.
	pub(crate) fn load(files: &[PathBuf], folder: &Path) -> Result<Self, Fault> {
		let mut own = Self { png: None, svg: None };
		for file in files {
			let path = folder.join(file);
			let not = |why: String| Fault::OwnBadge { path: path.clone(), why };
			let bytes = read_at_most(&path, MAX_BADGE)?
				.ok_or_else(|| not("it has too many bytes".to_owned()))?;
			let is_second = match Kind::of_content(&bytes) {
				Some(Kind::Png) => {
					pixels::read(&bytes).map_err(|why| not(why.to_owned()))?;
					png::bake(&bytes, PROBE).map_err(|fault| not(fault.to_string()))?;
					own.png.replace(bytes).is_some()
				},
				Some(Kind::Svg) => {
					let text =
						String::from_utf8(bytes).map_err(|_| not("it is not UTF-8".to_owned()))?;
					svg::bake(&text, PROBE).map_err(|fault| not(fault.to_string()))?;
					svg::ensure_inert(&text).map_err(|fault| not(fault.to_string()))?;
					own.svg.replace(text).is_some()
				},
				_ => return Err(not("it is neither a PNG nor an SVG".to_owned())),
			};
			if is_second {
				return Err(not("it is the second one of its kind".to_owned()));
			}
		}
		Ok(own)
	}
}

/// Reads the logo of a badge.
///
/// # Errors
///
/// Returns why it cannot be drawn.
pub(crate) fn load_logo(path: &Path) -> Result<Logo, Fault> {
	let not = |why: &str| Fault::Logo { path: path.to_path_buf(), why: why.to_owned() };
	let bytes = read_at_most(path, MAX_LOGO)?.ok_or_else(|| not("it has too many bytes"))?;
	match Kind::of_content(&bytes) {
		Some(Kind::Png) => Logo::read(&bytes).map_err(not),
		_ => Err(not("it is no PNG")),
	}
}
