// SPDX-License-Identifier: Apache-2.0

mod definitions;
mod reference;
mod samples;
mod verdict;
mod words;
