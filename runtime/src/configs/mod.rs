// SPDX-License-Identifier: Apache-2.0

//! Configuration of the pallets, by concern.

mod allowance;
mod consensus;
mod credentials;
mod governance;
mod pause;
mod system;
mod transactions;
mod validators;

pub use allowance::{Carriers, Governors};
pub use governance::{
	AbstentionIsNo, ByMotionOnly, CouncilCollective, CouncilRemoval, CouncilSeats, MotionSlot,
	SeatsForSomebody, ThreeQuartersOfCouncil, TwoThirdsOfCouncil,
};
pub use pause::AllButCallsOnCredentials;
pub use system::{RuntimeBlockLength, RuntimeBlockWeights, StepWeight, Steps};
pub use validators::{AuraAuthor, WhenGrandpaIsReady};
