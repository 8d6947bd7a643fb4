// SPDX-License-Identifier: Apache-2.0

//! Tests of what the crate does not show.

mod names;
mod numbers;
