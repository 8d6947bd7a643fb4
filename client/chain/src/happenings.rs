// SPDX-License-Identifier: Apache-2.0

//! What a transaction brought about, by its events.

use crate::{calls::COUNCIL, DispatchFailure};
use subxt::{error::DispatchError, metadata::ArcMetadata};

/// The length of the hash before the result in the event of a motion that was carried out.
const HASH: usize = 32;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
	pallet: String,
	name: String,
	/// The first field, read as a number.
	number: Option<u32>,
}

impl Event {
	fn new(pallet: &str, name: &str, number: Option<u32>) -> Self {
		Self { pallet: pallet.to_owned(), name: name.to_owned(), number }
	}

	fn is(&self, pallet: &str, name: &str) -> bool {
		self.pallet == pallet && self.name == name
	}
}

/// The events of a transaction whose call succeeded.
///
/// That a call succeeded does not say that it did what it is for: where grave acts take two accounts, the first
/// call proposes only, and a motion that was carried may have failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happenings {
	events: Vec<Event>,
	motion: Option<Result<(), DispatchFailure>>,
}

impl Happenings {
	/// Returns happenings by the pallets and the names of events, as a chain that a test makes up has them.
	#[must_use]
	pub fn of(events: &[(&str, &str)]) -> Self {
		let event = |(pallet, name): &(&str, &str)| Event::new(pallet, name, None);
		Self { events: events.iter().map(event).collect(), motion: None }
	}

	/// Returns whether there was an event of a pallet with this name.
	#[must_use]
	pub fn has(&self, pallet: &str, name: &str) -> bool {
		self.events.iter().any(|event| event.is(pallet, name))
	}

	/// Returns the number with which an event of a pallet begins, as that of a record which was made.
	#[must_use]
	pub fn number(&self, pallet: &str, name: &str) -> Option<u32> {
		self.events.iter().find(|event| event.is(pallet, name))?.number
	}

	/// Returns whether the call waits for a second account, as grave acts do where two are demanded.
	#[must_use]
	pub fn is_proposed_only(&self) -> bool {
		let mut of_pallet = self.events.iter().filter(|event| event.pallet == "Credentials");
		of_pallet.next_back().is_some_and(|event| event.name == "ActProposed")
	}

	/// Returns how the call of a motion ended, if one was dispatched.
	#[must_use]
	pub const fn motion(&self) -> Option<&Result<(), DispatchFailure>> {
		self.motion.as_ref()
	}

	/// Adds an event by its name and the bytes of its fields.
	pub(crate) fn push(&mut self, pallet: &str, name: &str, fields: &[u8], metadata: ArcMetadata) {
		if pallet == COUNCIL && (name == "Executed" || name == "MemberExecuted") {
			self.motion = Some(match fields.get(HASH..) {
				Some([0, ..]) => Ok(()),
				Some([_, error @ ..]) => Err(match DispatchError::decode_from(error, metadata) {
					Ok(error) => DispatchFailure::of(&error),
					Err(error) => DispatchFailure::new("", &error.to_string()),
				}),
				_ => Err(DispatchFailure::new("", "an event without its result")),
			});
		}
		let number = fields.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
		self.events.push(Event::new(pallet, name, number));
	}
}

#[cfg(test)]
mod tests {
	use super::Happenings;

	#[test]
	fn an_act_that_was_carried_out_is_not_one_that_waits() {
		let events = |names: &[&'static str]| {
			let events: Vec<_> = names.iter().map(|name| ("Credentials", *name)).collect();
			Happenings::of(&events)
		};
		assert!(events(&["ActProposed"]).is_proposed_only());
		assert!(!events(&["ActProposed", "BatchRevoked"]).is_proposed_only());
		assert!(!events(&[]).is_proposed_only());
		assert!(events(&["BatchRevoked"]).has("Credentials", "BatchRevoked"));
		assert!(!events(&["BatchRevoked"]).has("Council", "BatchRevoked"));
	}
}
