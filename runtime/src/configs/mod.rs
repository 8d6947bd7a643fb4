// SPDX-License-Identifier: Apache-2.0

//! Configuration of the pallets, by concern.

mod consensus;
mod credentials;
mod governance;
mod system;

pub use credentials::Governors;
pub use governance::{
	AbstentionIsNo, CouncilCollective, CouncilRemoval, CouncilSeats, NoChangeOfKey,
	TwoThirdsOfCouncil,
};
pub use system::{RuntimeBlockLength, RuntimeBlockWeights};
