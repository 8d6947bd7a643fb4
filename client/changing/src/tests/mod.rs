// SPDX-License-Identifier: Apache-2.0

//! Tests with a chain in memory, which fails when it is told to.

mod batches;
mod carrying;
mod fake;
mod plans;
