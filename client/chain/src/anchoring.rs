// SPDX-License-Identifier: Apache-2.0

//! The call that anchors a batch.

use codec::Encode;
use subxt::{
	dynamic::{transaction, Value},
	ext::scale_value::Composite,
	transactions::DynamicPayload,
};
use testamur_primitives::{records, AccreditationId, Moment, Root, TypeId};

/// The indices of the pallet and of its call, which no runtime of this chain changes.
pub(crate) const CALL: [u8; 2] = [20, 18];

/// The time for which the chain takes the credentials of a batch for valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
	/// They never expire on the chain.
	Never,
	/// They are valid until this moment, the first at which they no longer are.
	Until(Moment),
}

/// A batch that is to be anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchoring {
	/// The grant under which it is anchored.
	pub accreditation: AccreditationId,
	/// The type of all its credentials.
	pub type_id: TypeId,
	/// The root of its tree.
	pub root: Root,
	/// The number of its credentials.
	pub size: u32,
	/// The time for which they are valid.
	pub validity: Validity,
}

impl Anchoring {
	/// Returns the bytes of the call, which do not depend on what a node says about it.
	pub(crate) fn encoded(&self) -> Vec<u8> {
		let validity = match self.validity {
			Validity::Never => records::Validity::Never,
			Validity::Until(moment) => records::Validity::Until(moment),
		};
		let anchor = records::Anchor { root: self.root, size: self.size, validity };
		(CALL, self.accreditation, self.type_id, anchor).encode()
	}

	/// Returns the call, by its names in the metadata of the chain.
	pub(crate) fn call(&self) -> DynamicPayload<Composite<()>> {
		let number = |number: u32| Value::u128(number.into());
		let validity = match self.validity {
			Validity::Never => Value::unnamed_variant("Never", []),
			Validity::Until(moment) => {
				Value::unnamed_variant("Until", [Value::u128(moment.into())])
			},
		};
		let anchor = Value::named_composite([
			("root", Value::from_bytes(self.root.0)),
			("size", number(self.size)),
			("validity", validity),
		]);
		let arguments = [
			("accreditation", number(self.accreditation.0)),
			("type_id", number(self.type_id.0)),
			("anchor", anchor),
		];
		transaction("Credentials", "anchor", Composite::named(arguments))
	}
}
