// SPDX-License-Identifier: Apache-2.0

//! Measured weights of the machine and its database, and of the pallets of the SDK. The weights of our
//! own pallets are in their crates.
//!
//! `scripts/bench-weights` writes all files but this one; each names the day and the machine.

pub mod frame_system;
pub mod frame_system_extensions;
pub mod machine;
pub mod pallet_collective;
pub mod pallet_grandpa;
pub mod pallet_membership;
pub mod pallet_timestamp;
pub mod pallet_tx_pause;
pub mod pallet_utility;
