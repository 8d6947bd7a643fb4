// SPDX-License-Identifier: Apache-2.0

//! Tests of dispatching as root.

use super::*;
use frame_support::dispatch::GetDispatchInfo;
use sp_runtime::DispatchError::{self, BadOrigin};

type Call = crate::Call<Test>;

fn as_root(call: impl Into<RuntimeCall>) -> RuntimeCall {
	Call::dispatch_as_root { call: Box::new(call.into()) }.into()
}

/// Returns a call that only root may make.
fn set_storage(value: u8) -> RuntimeCall {
	frame_system::Call::set_storage { items: vec![(b"key".to_vec(), vec![value])] }.into()
}

fn stored() -> Option<Vec<u8>> {
	frame_support::storage::unhashed::get_raw(b"key")
}

#[test]
fn the_consortium_acts_as_root() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::dispatch_as_root(assembly(), Box::new(set_storage(7))));
		assert_eq!(stored(), Some(vec![7]));
		assert_eq!(last_event(), Event::DispatchedAsRoot { result: Ok(()) });
	});
}

#[test]
fn nobody_else_does() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [council(), signed(1), RuntimeOrigin::none()] {
			let call = Box::new(set_storage(7));
			assert_noop!(Consortium::dispatch_as_root(origin, call), BadOrigin);
		}
		assert_eq!(stored(), None);
	});
}

#[test]
fn a_call_that_fails_is_reported_and_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::admit_validator { validator: 4 };
		assert_ok!(Consortium::dispatch_as_root(assembly(), Box::new(call.into())));
		let error: DispatchError = Error::<Test>::AlreadyValidator.into();
		assert_eq!(last_event(), Event::DispatchedAsRoot { result: Err(error) });
		assert_eq!(decided(), [1, 2, 3, 4]);
	});
}

#[test]
fn root_is_not_the_consortium() {
	ExtBuilder::default().build_and_execute(|| {
		let RuntimeCall::Consortium(nested) = as_root(as_root(set_storage(7))) else {
			unreachable!()
		};
		assert_ok!(dispatch(nested, assembly()));
		assert_eq!(last_event(), Event::DispatchedAsRoot { result: Err(BadOrigin) });
		assert_eq!(stored(), None);
	});
}

#[test]
fn the_weight_includes_the_dispatched_call() {
	let inner = set_storage(7).get_dispatch_info();
	let outer = as_root(set_storage(7)).get_dispatch_info();
	assert!(outer.call_weight.ref_time() > inner.call_weight.ref_time());
	assert_eq!(outer.class, inner.class);
	let twice = as_root(as_root(set_storage(7))).get_dispatch_info();
	assert!(twice.call_weight.ref_time() > outer.call_weight.ref_time());
}
