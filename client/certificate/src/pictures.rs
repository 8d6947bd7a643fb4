// SPDX-License-Identifier: Apache-2.0

//! The pictures of a design.

use crate::{
	fault::Fault,
	font_files::read_at_most,
	limits::{MAX_PICTURE, MAX_PIXELS},
};
use krilla::{geom::Size, image::Image, page::PageSettings, Document};
use std::path::Path;

/// The first bytes of a PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The first bytes of a JPEG.
const JPEG: &[u8] = b"\xff\xd8\xff";

/// Reads a picture, and makes sure that it can be printed.
///
/// # Errors
///
/// Returns why it cannot.
pub(crate) fn load(path: &Path) -> Result<Image, Fault> {
	let not = |why: &str| Fault::Picture { path: path.to_path_buf(), why: why.to_owned() };
	let bytes = read_at_most(path, MAX_PICTURE)?.ok_or_else(|| not("it has too many bytes"))?;
	let image = if bytes.starts_with(PNG) {
		Image::from_png(bytes.into(), false)
	} else if bytes.starts_with(JPEG) {
		Image::from_jpeg(bytes.into(), false)
	} else {
		return Err(not("it is neither a PNG nor a JPEG"));
	};
	let image = image.map_err(|why| not(&why))?;
	let (width, height) = image.size();
	if width == 0 || height == 0 || u64::from(width).saturating_mul(u64::from(height)) > MAX_PIXELS
	{
		return Err(not("it has too many dots"));
	}
	decode(&image).map_err(|()| not("it is damaged"))?;
	Ok(image)
}

/// Decodes a picture, which is else done when the first certificate is written.
fn decode(image: &Image) -> Result<(), ()> {
	let mut document = Document::new();
	let mut page = document.start_page_with(PageSettings::from_wh(10.0, 10.0).ok_or(())?);
	let mut surface = page.surface();
	surface.draw_image(image.clone(), Size::from_wh(10.0, 10.0).ok_or(())?);
	surface.finish();
	page.finish();
	document.finish().map(drop).map_err(drop)
}
