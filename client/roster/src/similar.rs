// SPDX-License-Identifier: Apache-2.0

//! Words that were probably meant.

use crate::limits::MAX_HEADER;
use std::mem;

/// Returns the place of the word that is most like another, if one is alike at all. It is for
/// messages only: a word is never taken for another.
///
/// Letters are compared without their case, and nothing but letters and digits counts, so that
/// "Given Name " is like "given_name". Of the rest, a third may differ.
pub fn most_similar<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<usize> {
	let sought = essence(word)?;
	let near = |(place, other): (usize, &str)| {
		let other = essence(other)?;
		let distance = distance(&sought, &other);
		let most = (sought.len().max(other.len()) / 3).max(1);
		let alike = distance <= most && distance < sought.len().min(other.len());
		(alike || distance == 0).then_some((distance, place))
	};
	let nearest = words.into_iter().enumerate().filter_map(near).min()?;
	Some(nearest.1)
}

/// Returns the letters and digits of a word in lower case, unless there are none or too many.
fn essence(word: &str) -> Option<Vec<char>> {
	if word.len() > 8 * MAX_HEADER {
		return None;
	}
	let letters: Vec<_> = word
		.chars()
		.flat_map(char::to_lowercase)
		.filter(|c| c.is_alphanumeric())
		.collect();
	(!letters.is_empty() && letters.len() <= MAX_HEADER).then_some(letters)
}

/// Returns how many letters have to be inserted, deleted or exchanged to make one word of another
/// (the distance of Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
	let mut before: Vec<usize> = (0..=other.len()).collect();
	let mut row = before.clone();
	for (above, a) in one.iter().enumerate() {
		row[0] = above + 1;
		for (left, b) in other.iter().enumerate() {
			let exchanged = before[left] + usize::from(a != b);
			row[left + 1] = exchanged.min(before[left + 1] + 1).min(row[left] + 1);
		}
		mem::swap(&mut before, &mut row);
	}
	before[other.len()]
}
