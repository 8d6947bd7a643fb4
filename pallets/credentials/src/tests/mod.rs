// SPDX-License-Identifier: Apache-2.0

//! Behaviour of the pallet, by concern. Every test ends with a check of all invariants.

mod journey;
