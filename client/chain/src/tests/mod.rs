// SPDX-License-Identifier: Apache-2.0

//! Tests of what needs no node. `tests/e2e/issue.test.js` has those with one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod faults;
mod refusals;
