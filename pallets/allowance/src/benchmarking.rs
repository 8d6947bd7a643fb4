// SPDX-License-Identifier: Apache-2.0

//! The benchmark of the check that every transaction passes.

use crate::{BenchmarkHelper, Config, Pallet, Usages};
use frame_benchmarking::v2::*;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Measures the check for an account of a member, which searches all governors first.
	#[benchmark]
	fn check_membership() -> Result<(), BenchmarkError> {
		let who = T::BenchmarkHelper::member();
		let (payer, _) = Pallet::<T>::payer(&who).map_err(|_| "a member; qed")?;
		#[block]
		{
			let (payer, allowance) = Pallet::<T>::payer(&who).map_err(|_| "a member; qed")?;
			let usage = Pallet::<T>::spend(&payer, allowance, 1).map_err(|_| "within; qed")?;
			let usage = usage.ok_or("within; qed")?;
			Usages::<T>::insert(payer, usage);
		}
		assert_eq!(Usages::<T>::get(payer).operations, 1);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
