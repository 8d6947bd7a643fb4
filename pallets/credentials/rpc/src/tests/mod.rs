// SPDX-License-Identifier: Apache-2.0

mod api;
mod at;
mod cannot_tell;
mod client;
mod methods;
mod mock;
mod native;
mod params;
mod prove;
mod prove_records;
mod prove_sets;
#[path = "../../../rpc-api/src/tests/samples.rs"]
mod samples;
mod signatures;
mod verdict;
mod voters;
