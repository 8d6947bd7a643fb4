// SPDX-License-Identifier: Apache-2.0

//! The drawn parts of a line: its runs of one font each, from the left to the right, and their glyphs.

use crate::fonts::is_ignorable;
use parley::{Cluster, GlyphRun, Line, PositionedLayoutItem, Run};
use std::ops::Range;

/// Some letters of a text, and the glyphs for them.
pub(crate) type Letters<'a> = (Range<usize>, Cluster<'a, ()>);

/// Returns the runs of a line from the left to the right, with what each has to be moved.
///
/// The space at which a line is broken hangs over its end (Unicode Standard Annex 9, rule L1). The layout leaves
/// it within the line if the last words run against the direction of the text; then they take its place.
pub(crate) fn displaced_runs<'a>(
	line: &Line<'a, ()>,
	is_rtl: bool,
) -> Vec<(GlyphRun<'a, ()>, f32)> {
	let runs: Vec<GlyphRun<'_, ()>> = line
		.items()
		.filter_map(|item| match item {
			PositionedLayoutItem::GlyphRun(run) => Some(run),
			PositionedLayoutItem::InlineBox(_) => None,
		})
		.collect();
	let end = line.text_range().end;
	let is_last = |run: &GlyphRun<'_, ()>| run.run().text_range().end == end;
	let against = runs
		.iter()
		.position(is_last)
		.filter(|place| runs.get(*place).is_some_and(|run| run.run().is_rtl() != is_rtl));
	let hanging = against.and_then(|place| runs.get(place)).map_or(0.0, width_of_end);
	let displacement = |place: usize| match against {
		Some(last) if is_rtl && place <= last => hanging,
		Some(last) if !is_rtl && place >= last => -hanging,
		_ => 0.0,
	};
	runs.into_iter()
		.enumerate()
		.map(|(place, run)| (run, displacement(place)))
		.collect()
}

/// Returns how wide the white space at the end of a run is.
fn width_of_end(run: &GlyphRun<'_, ()>) -> f32 {
	let clusters: Vec<Cluster<'_, ()>> = run.run().clusters().collect();
	let end = clusters.iter().rev().take_while(|cluster| cluster.is_space_or_nbsp());
	end.map(Cluster::advance).sum()
}

/// Returns the clusters of a run that have something to draw, from the left to the right.
pub(crate) fn shown_clusters<'a>(run: &Run<'a, ()>, text: &str) -> Vec<Letters<'a>> {
	let mut clusters = clusters(run);
	if run.is_rtl() {
		clusters.reverse();
	}
	clusters.retain(|(range, _)| {
		let letters = text.get(range.clone()).unwrap_or_default();
		!letters.chars().all(is_ignorable)
	});
	clusters
}

/// Returns the clusters of a run in the order of the letters, with the part of the text that each stands for.
/// The letters of a ligature have their glyph in common.
pub(crate) fn clusters<'a>(run: &Run<'a, ()>) -> Vec<Letters<'a>> {
	let mut clusters: Vec<Letters<'a>> = Vec::new();
	for cluster in run.clusters() {
		let range = cluster.text_range();
		match clusters.last_mut() {
			Some((before, _)) if cluster.is_ligature_continuation() => before.end = range.end,
			_ => clusters.push((range, cluster)),
		}
	}
	clusters
}
