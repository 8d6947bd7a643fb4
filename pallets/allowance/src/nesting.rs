// SPDX-License-Identifier: Apache-2.0

//! The depth to which calls may carry other calls.
//!
//! A call such as a batch is weighed once when it is let in. When it is dispatched, it weighs each
//! call that it carries again, and those weigh theirs: a call at depth `n` is weighed `n + 1`
//! times, while its weight, and so its cost, counts it once. The bound on the depth bounds what an
//! author does without being paid for it.

/// The calls of a runtime that carry other calls.
pub trait CarriedCalls<Call> {
	/// Visits each call that `call` carries itself, and not those that these carry in turn.
	///
	/// A call that carries others and visits none is not seen here, and may be nested without bound.
	fn visit<'a>(call: &'a Call, visitor: &mut dyn FnMut(&'a Call));
}

/// A runtime without calls that carry others.
impl<Call> CarriedCalls<Call> for () {
	fn visit<'a>(_: &'a Call, _: &mut dyn FnMut(&'a Call)) {}
}

/// Returns whether calls are carried to a depth of at most `levels`: 0 for a call that carries
/// none, 1 for a batch of such calls.
///
/// This looks at every call once, and never goes deeper than `levels`.
pub fn is_nested_within<Calls: CarriedCalls<Call>, Call>(call: &Call, levels: u32) -> bool {
	let mut within = true;
	Calls::visit(call, &mut |carried| {
		within = within
			&& levels
				.checked_sub(1)
				.is_some_and(|rest| is_nested_within::<Calls, Call>(carried, rest));
	});
	within
}
