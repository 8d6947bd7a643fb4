// SPDX-License-Identifier: Apache-2.0

//! Pictures of pixels: read within bounds, made smaller, drawn, and written.

use super::shape::{Drawing, Placed, Shape};
use crate::{design::Colour, fault::Fault, limits::MAX_LOGO_PIXELS};
use png::{
	BitDepth, ColorType, Compression, Decoder, Encoder, EncodingError, Limits, Transformations,
};
use std::io::Cursor;
use tiny_skia::{
	Color, ColorU8, FillRule, FilterQuality, IntSize, Paint, Pixmap, PixmapPaint, Transform,
};

/// The most memory that is taken to decode a picture, besides that of its pixels.
const MAX_MEMORY: usize = 64 << 20;
/// The keyword of the text with the title, by the standard of PNG.
const TITLE: &str = "Title";

/// Returns the bytes of a PNG of a drawing, with its title.
///
/// # Errors
///
/// Returns that there is no memory for it.
pub(crate) fn write(drawing: &Drawing<'_>, title: &str) -> Result<Vec<u8>, Fault> {
	let pixels = rasterize(drawing).ok_or(Fault::Pixels)?;
	encode(&pixels, title).map_err(|_| Fault::Pixels)
}

/// Draws a picture.
fn rasterize(drawing: &Drawing<'_>) -> Option<Pixmap> {
	let mut pixels = Pixmap::new(drawing.pixels(), drawing.pixels())?;
	let all = Transform::from_scale(drawing.scale.into(), drawing.scale.into());
	for Shape { colour: Colour([red, green, blue]), path } in &drawing.shapes {
		let mut paint = Paint::default();
		paint.set_color(Color::from_rgba8(*red, *green, *blue, 255));
		pixels.fill_path(path, &paint, FillRule::Winding, all, None);
	}
	if let Some(Placed { picture, at, .. }) = &drawing.logo {
		let scale = at.width / length(picture.width());
		let place = all.pre_translate(at.left, at.top).pre_scale(scale, scale);
		pixels.draw_pixmap(0, 0, picture.as_ref(), &smooth(), place, None);
	}
	Some(pixels)
}

/// Returns the bytes of a PNG of a picture, with its title.
pub(crate) fn encode(pixels: &Pixmap, title: &str) -> Result<Vec<u8>, EncodingError> {
	let mut bytes = Vec::new();
	let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
	encoder.set_color(ColorType::Rgba);
	encoder.set_depth(BitDepth::Eight);
	encoder.set_compression(Compression::Balanced);
	if !title.is_empty() {
		encoder.add_itxt_chunk(TITLE.to_owned(), title.to_owned())?;
	}
	let mut writer = encoder.write_header()?;
	let data: Vec<u8> = pixels
		.pixels()
		.iter()
		.map(|pixel| pixel.demultiply())
		.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
		.collect();
	writer.write_image_data(&data)?;
	writer.finish()?;
	Ok(bytes)
}

/// Reads the picture of a PNG.
///
/// # Errors
///
/// Returns why there is none, as a clause.
pub(crate) fn read(bytes: &[u8]) -> Result<Pixmap, &'static str> {
	const DAMAGED: &str = "it is damaged";
	let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MAX_MEMORY });
	decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
	let (width, height) = decoder.read_header_info().map_err(|_| DAMAGED)?.size();
	if u64::from(width).saturating_mul(u64::from(height)) > MAX_LOGO_PIXELS {
		return Err("it has too many dots");
	}
	let mut reader = decoder.read_info().map_err(|_| DAMAGED)?;
	let mut data = vec![0; reader.output_buffer_size().ok_or(DAMAGED)?];
	let info = reader.next_frame(&mut data).map_err(|_| DAMAGED)?;
	let data = data.get(..info.buffer_size()).ok_or(DAMAGED)?;
	let channels = match info.color_type {
		ColorType::Rgba => 4,
		ColorType::GrayscaleAlpha => 2,
		_ => return Err(DAMAGED),
	};
	let pixels = data.chunks_exact(channels).flat_map(premultiplied).collect();
	let size = IntSize::from_wh(width, height).ok_or(DAMAGED)?;
	Pixmap::from_vec(pixels, size).ok_or(DAMAGED)
}

/// Returns a picture that is not much larger than its place needs, whose sides are at most `side`. It is halved
/// step by step, so that each pixel counts.
pub(crate) fn smaller(mut picture: Pixmap, side: u32) -> Option<Pixmap> {
	while picture.width().max(picture.height()) > side {
		let half = |side: u32| side.div_ceil(2);
		let mut halved = Pixmap::new(half(picture.width()), half(picture.height()))?;
		halved.draw_pixmap(
			0,
			0,
			picture.as_ref(),
			&smooth(),
			Transform::from_scale(0.5, 0.5),
			None,
		);
		picture = halved;
	}
	Some(picture)
}

/// Returns a pixel of a file, which is one of colour or of grey, as it is drawn.
fn premultiplied(pixel: &[u8]) -> [u8; 4] {
	let colour = match *pixel {
		[red, green, blue, alpha] => ColorU8::from_rgba(red, green, blue, alpha),
		[grey, alpha] => ColorU8::from_rgba(grey, grey, grey, alpha),
		_ => ColorU8::from_rgba(0, 0, 0, 0),
	};
	let colour = colour.premultiply();
	[colour.red(), colour.green(), colour.blue(), colour.alpha()]
}

fn smooth() -> PixmapPaint {
	PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() }
}

/// Returns a number of pixels as a length: there are few enough for it to be exact.
fn length(number: u32) -> f32 {
	number as f32
}
