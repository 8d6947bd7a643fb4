// SPDX-License-Identifier: Apache-2.0

mod api;
mod at;
mod cannot_tell;
mod client;
mod methods;
mod mock;
mod native;
mod params;
#[path = "../../../rpc-api/src/tests/samples.rs"]
mod samples;
mod signatures;
mod verdict;
