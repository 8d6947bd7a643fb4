// SPDX-License-Identifier: Apache-2.0

//! Mutations of the parts of evidence, with the parts of other evidence, and with signatures that are
//! made anew so that what comes after them is reached.
//!
//! All keys are known here, so anything can be signed but another state: no validator signs a state
//! that the chain never had.

use super::{
	bytes::mutate,
	world::{around_forced, office, other_header, World, BLOCKS},
};
use crate::{
	chain::{change, change_header, descendants, later_vote, of_chain, GENESIS},
	properties::Numbers,
};
use testamur_proof::{
	evidence::CompactProof, header::DigestItem, justification::LaterVote, AuthoritySet, Evidence,
	HandOff, HandOffs, Hash, Header, Justification, Past, Vote,
};

/// Changes up to three parts of evidence, and signs it anew every second time if that matters.
pub(crate) fn mutate_evidence(evidence: &mut Evidence, world: &World, numbers: &mut Numbers) {
	let (header, votes) = (evidence.header.clone(), evidence.justification.clone());
	for _ in 0..=numbers.below(3) {
		let other = numbers.one_of(&world.evidence);
		match numbers.below(10) {
			0 => evidence.set_id = numbers.below(u64::from(BLOCKS) + 2),
			1 => mutate_authorities(evidence, numbers),
			2 => mutate_header(&mut evidence.header, other, world, numbers),
			3 => mutate_votes(&mut evidence.justification, &other.justification, numbers),
			4 => add_later_vote(evidence, numbers),
			5 => mutate_items(&mut evidence.proof, &other.proof, numbers),
			6 => mutate_past(evidence, other, world, numbers),
			7 => evidence.justification = other.justification.clone(),
			8 => evidence.header = other.header.clone(),
			_ => evidence.proof = other.proof.clone(),
		}
	}
	let is_signed = header == evidence.header && votes == evidence.justification;
	if !is_signed && numbers.one_in(2) {
		sign(evidence, numbers);
	}
}

/// Signs the block of evidence with the keys of the set that it names, or now and then of another.
fn sign(evidence: &mut Evidence, numbers: &mut Numbers) {
	let set = match numbers.one_in(8) {
		true => numbers.below(u64::from(BLOCKS)),
		false => evidence.set_id,
	};
	evidence.justification = office(set).justify(&evidence.header);
}

fn mutate_authorities(evidence: &mut Evidence, numbers: &mut Numbers) {
	let mut authorities = office(numbers.below(u64::from(BLOCKS))).authorities();
	match numbers.below(5) {
		0 => authorities.reverse(),
		1 => authorities[0].weight = numbers.below(3),
		2 => drop(authorities.pop()),
		3 => authorities.push(authorities[0]),
		_ => (),
	}
	evidence.authorities = (!numbers.one_in(4)).then_some(authorities);
}

fn mutate_header(header: &mut Header, other: &Evidence, world: &World, numbers: &mut Numbers) {
	match numbers.below(8) {
		0 => header.number = u32::try_from(numbers.below(90)).unwrap(),
		1 => header.parent = other.header.hash(),
		2 => header.extrinsics_root = other.header.extrinsics_root,
		// Of the states that there were, any may have been voted for.
		3 => header.state_root = World::shown_root(numbers.one_of(&world.evidence)),
		4 => drop(header.digest.pop()),
		5 => header.digest.push(DigestItem::RuntimeEnvironmentUpdated),
		6 => header.digest.push(change(&office(1).authorities(), 0)),
		_ => {
			let count = usize::try_from(numbers.below(70)).unwrap();
			header.digest.extend(vec![DigestItem::Other(vec![7; 3]); count]);
		},
	}
}

fn mutate_votes(justification: &mut Justification, other: &Justification, numbers: &mut Numbers) {
	let votes = &mut justification.votes;
	let place = numbers.place(votes.len().max(1));
	match numbers.below(9) {
		0 => drop(votes.get(place).copied().map(|vote| votes.push(vote))),
		1 if place < votes.len() => drop(votes.remove(place)),
		2 => votes.reverse(),
		3 => votes.iter_mut().for_each(|vote| vote.voter = vote.voter.wrapping_add(1)),
		4 => votes.extend(other.votes.iter().copied()),
		5 => justification.round = numbers.below(9),
		6 => justification.later_votes.extend(other.later_votes.iter().copied()),
		7 => justification.ancestry.extend(other.ancestry.iter().cloned()),
		_ => {
			if let Some(Vote { signature, .. }) = votes.get_mut(place) {
				signature.0[numbers.place(64)] ^= 1 << numbers.below(8);
			}
		},
	}
}

/// Adds a vote for a descendant of the block, with headers that lead there or do not.
fn add_later_vote(evidence: &mut Evidence, numbers: &mut Numbers) {
	let voters = office(evidence.set_id);
	let mut headers = descendants(&evidence.header, 1 + u32::try_from(numbers.below(4)).unwrap());
	let voter = u32::try_from(numbers.place(voters.seeds.len())).unwrap();
	let vote = later_vote(&voters, voter, headers.last().unwrap());
	let justification = &mut evidence.justification;
	match numbers.below(6) {
		0 => drop(headers.remove(0)),
		1 => headers.push(other_header(evidence.header.number + 1)),
		2 => headers.reverse(),
		3 => headers[0].number += 1,
		_ => (),
	}
	justification.votes.retain(|direct| direct.voter != voter);
	justification.later_votes.push(vote);
	justification.ancestry.extend(headers);
	if numbers.one_in(4) {
		let Some(LaterVote { target, .. }) = justification.later_votes.last_mut() else { return };
		*target = Hash::of(&target.0);
	}
}

/// Changes the items of a proof: leaves some out, adds some of another proof, changes one.
pub(crate) fn mutate_items(proof: &mut CompactProof, other: &CompactProof, numbers: &mut Numbers) {
	let (one, two) = (numbers.place(proof.len().max(1)), numbers.place(proof.len().max(1)));
	match numbers.below(7) {
		0 if one < proof.len() => drop(proof.remove(one)),
		1 if one.max(two) < proof.len() => proof.swap(one, two),
		2 => drop(proof.get_mut(one).map(|item| mutate(item, numbers))),
		3 => drop(proof.get(two).cloned().map(|copy| proof.insert(one, copy))),
		4 => drop(other.get(two).cloned().map(|item| proof.insert(one, item))),
		5 => {
			let from = numbers.place(other.len().max(1)).min(one);
			proof.truncate(one);
			proof.extend(other.iter().skip(from).cloned());
		},
		_ => proof.truncate(one),
	}
}

fn mutate_past(evidence: &mut Evidence, other: &Evidence, world: &World, numbers: &mut Numbers) {
	let shown = || Past { header: other.header.clone(), proof: other.proof.clone() };
	match (&mut evidence.past, numbers.below(5)) {
		(past, 0) => *past = None,
		(past, 1) => *past = other.past.clone(),
		(Some(past), 2) => mutate_header(&mut past.header, other, world, numbers),
		(Some(past), 3) => mutate_items(&mut past.proof, &other.proof, numbers),
		(past, _) => *past = Some(shown()),
	}
}

/// Changes hand-offs. Returns whether some of them were signed anew: then validators may have handed
/// over to others than they did.
pub(crate) fn mutate_hand_offs(file: &mut HandOffs, world: &World, numbers: &mut Numbers) -> bool {
	let mut signed = false;
	for _ in 0..=numbers.below(3) {
		let place = numbers.place(file.hand_offs.len().max(1));
		let copy = file.hand_offs.get(place).cloned();
		let other = numbers.one_of(&world.evidence);
		match (copy, numbers.below(9)) {
			(_, 0) => file.first_set = numbers.below(u64::from(BLOCKS) + 1),
			(_, 1) => {
				let set = numbers.below(u64::from(BLOCKS));
				file.authorities = Some(office(set).authorities());
			},
			(Some(copy), 2) => file.hand_offs.insert(place, copy),
			(Some(_), 3) => drop(file.hand_offs.remove(place)),
			(Some(_), 4) => file.hand_offs.reverse(),
			(Some(_), 5) => {
				let votes = &mut file.hand_offs[place].justification;
				mutate_votes(votes, &other.justification, numbers);
			},
			(Some(_), 6) => {
				mutate_header(&mut file.hand_offs[place].header, other, world, numbers);
			},
			(Some(_), 7) => file.hand_offs[place].justification = other.justification.clone(),
			(Some(_), _) => signed |= sign_hand_off(file, place, numbers),
			(None, _) => (),
		}
	}
	signed
}

/// Signs a hand-off to others with the keys of the set that handed over there, or with those of the set
/// that a recovery forced upon the chain: before the block in which that was, its plans are void.
fn sign_hand_off(file: &mut HandOffs, place: usize, numbers: &mut Numbers) -> bool {
	let next = office(40 + numbers.below(5)).authorities();
	if numbers.one_in(2) {
		let mut header = change_header(around_forced(numbers), &next, 0);
		if numbers.one_in(8) {
			header.digest.retain(|item| *item != of_chain(GENESIS));
		}
		let forced = office(BLOCKS.into());
		file.first_set = forced.set_id;
		file.hand_offs = vec![HandOff { justification: forced.justify(&header), header }];
		return true;
	}
	let header = &mut file.hand_offs[place].header;
	header.digest.retain(|item| !matches!(item, DigestItem::Consensus(..)));
	header.digest.extend([change(&next, 0), of_chain(GENESIS)]);
	if numbers.one_in(2) {
		mutate_number(&mut header.number, numbers);
	}
	let set = file.first_set + place as u64;
	file.hand_offs[place].justification = office(set).justify(&file.hand_offs[place].header);
	true
}

fn mutate_number(number: &mut u32, numbers: &mut Numbers) {
	*number = u32::try_from(numbers.below(100)).unwrap();
}

/// Returns whether a list of authorities is one of the sets of the chain.
pub(crate) fn is_true_set(set: &AuthoritySet) -> bool {
	set.id() < u64::from(BLOCKS) && *set == office(set.id()).set()
}
