// SPDX-License-Identifier: Apache-2.0

//! Tests of successors that are taken away again.

use super::*;

#[test]
fn a_revoked_credential_loses_its_successor_again() {
	with_four(|| {
		succeeds(change(1, &[(0, supersede(2, 0)), (1, REVOKE), (1, name(2, 1))]));
		let position = 0;
		let refused = |index, error| fails(change(1, &[(index, ForgetSuccessor)]), error);
		// A superseded credential has a successor always, and it can be a better one.
		refused(0, Error::<Test>::TransitionNotAllowed { position });
		succeeds(change(1, &[(1, ForgetSuccessor)]));
		let revoked = Status::Revoked(RevocationReason::Misconduct);
		assert_eq!((status(1, 1), successor(1, 1)), (revoked, None));
		refused(1, Error::<Test>::NoSuccessor { position });
		succeeds(change(1, &[(1, name(2, 1)), (1, ForgetSuccessor), (1, name(2, 2))]));
		assert_eq!(successor(1, 1), Some(credential(2, 2)));
		// Whatever has not ended has none.
		succeeds(change(1, &[(2, Suspend)]));
		for index in [2, 3] {
			refused(index, Error::<Test>::TransitionNotAllowed { position });
		}
		// Once it is revoked, a superseded one can lose its successor too.
		succeeds(change(1, &[(0, REVOKE), (0, ForgetSuccessor)]));
		assert_eq!((status(1, 0), successor(1, 0)), (revoked, None));
		// All changes are made, or none.
		let position = 1;
		let list = [(1, ForgetSuccessor), (0, ForgetSuccessor)];
		fails(change(1, &list), Error::<Test>::NoSuccessor { position });
	});
}

#[test]
fn a_credential_of_a_revoked_batch_loses_its_successor_again() {
	with_four(|| {
		succeeds(change(1, &[(0, supersede(2, 0)), (1, REVOKE), (2, Suspend)]));
		succeeds(revoke(1, None));
		let all: Vec<_> = (0..4).map(|index| (index, name(4, index))).collect();
		succeeds(change(1, &all));
		for index in 1..4 {
			let before = status(1, index);
			succeeds(change(1, &[(index, ForgetSuccessor)]));
			assert_eq!((status(1, index), successor(1, index)), (before, None));
			let position = 0;
			let again = change(1, &[(index, ForgetSuccessor)]);
			fails(again, Error::<Test>::NoSuccessor { position });
		}
		let position = 0;
		let superseded = change(1, &[(0, ForgetSuccessor)]);
		fails(superseded, Error::<Test>::TransitionNotAllowed { position });
		let never_named = change(1, &[(4, ForgetSuccessor)]);
		fails(never_named, Error::<Test>::NoSuccessor { position });
	});
}

/// Checks that no false successor lasts: not that of a superseded credential of a revoked batch, whose
/// honest successor has ended since and is not named again.
#[test]
fn a_superseded_credential_of_a_revoked_batch_loses_a_false_successor() {
	with_four(|| {
		succeeds(change(1, &[(0, supersede(2, 0)), (1, REVOKE)]));
		succeeds(change(2, &[(0, REVOKE)]));
		succeeds(revoke(1, None));
		succeeds(change(1, &[(0, name(4, 0))]));
		let position = 0;
		let honest = change(1, &[(0, name(2, 0))]);
		fails(honest, Error::<Test>::SuccessorNotActive { position });

		// Its reason is that of the batch, and nobody states another one.
		fails(change(1, &[(0, REVOKE)]), Error::<Test>::BatchRevoked);
		let as_batch = || Revoke(REASON);
		succeeds(change(1, &[(0, as_batch()), (0, ForgetSuccessor)]));
		let revoked = Status::Revoked(REASON);
		assert_eq!((status(1, 0), successor(1, 0)), (revoked, None));
		for index in [0, 1, 2] {
			for revoke in [REVOKE, as_batch()] {
				fails(change(1, &[(index, revoke)]), Error::<Test>::BatchRevoked);
			}
		}
	});
}
