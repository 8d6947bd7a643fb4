// SPDX-License-Identifier: Apache-2.0

mod api;
mod at;
mod client;
mod definitions;
mod methods;
mod mock;
mod params;
mod records;
mod trouble;
mod verdict;
