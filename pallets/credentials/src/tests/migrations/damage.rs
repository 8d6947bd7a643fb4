// SPDX-License-Identifier: Apache-2.0

//! Tests of values that are no records of layout 1: none is lost, and none is read as something else.

use super::*;
use crate::{AccountRecord, InstitutionOf};
use codec::Decode;
use testamur_primitives::{Accreditation, Batch, CredentialType};

/// Returns the keys of one record of each kind that is converted.
fn converted() -> [Vec<u8>; 5] {
	[
		keys::institution(UNIVERSITY),
		crate::Accounts::<Test>::hashed_key_for(REGISTRAR),
		keys::credential_type(COURSE),
		keys::accreditation(UNIVERSITY_GRANT),
		keys::batch(UNIVERSITY, root(1)),
	]
}

#[test]
fn what_is_damaged_is_kept_and_stays_damaged() {
	for key in converted() {
		ExtBuilder::default().with_batches(&[anchor(1, 1)]).build().execute_with(|| {
			end_block();
			downgrade();
			let value = unhashed::get_raw(&key).unwrap();
			let damaged = [&value[..], &[0]].concat();
			unhashed::put_raw(&key, &damaged);
			migrate();
			let kept = unhashed::get_raw(&key).unwrap();
			assert_eq!(kept, [&MARK[..], &damaged].concat(), "nothing is lost");
			let Event::RegisterTakenOver { damaged, .. } = events()[0] else {
				panic!("the first event")
			};
			assert_eq!(damaged, 1);
		});
	}
}

#[test]
fn a_damaged_record_is_reported_by_its_name() {
	let report = |id: RecordId, ask: fn() -> QueryError| {
		ExtBuilder::default().with_batches(&[anchor(1, 1)]).build().execute_with(|| {
			end_block();
			downgrade();
			unhashed::put_raw(&id.key(), &[]);
			migrate();
			assert_eq!(ask(), id.malformed().into());
		});
	};
	let root = root(1);
	report(RecordId::Institution(UNIVERSITY), || Credentials::institution(UNIVERSITY).unwrap_err());
	report(RecordId::CredentialType(COURSE), || Credentials::credential_type(COURSE).unwrap_err());
	report(RecordId::Accreditation(UNIVERSITY_GRANT), || {
		Credentials::accreditation(UNIVERSITY_GRANT).unwrap_err()
	});
	report(RecordId::Batch { institution: UNIVERSITY, root }, || {
		Credentials::batch(UNIVERSITY, self::root(1)).unwrap_err()
	});
}

/// Checks that a migration does not begin anew where its progress cannot be read, and goes on when it can.
#[test]
fn a_progress_that_cannot_be_read_stops_the_migration() {
	ExtBuilder::default().with_batches(&[anchor(1, 1)]).build().execute_with(|| {
		end_block();
		downgrade();
		Limit::set(Steps::least());
		step();
		Limit::set(Weight::MAX);
		let key = Migration::<Test>::hashed_key();
		let progress = unhashed::get_raw(&key).unwrap();
		unhashed::put_raw(&key, &[0xff]);
		let before = storage();
		step();
		step();
		assert_eq!(storage(), before);
		assert!(Credentials::is_migrating());
		unhashed::put_raw(&key, &progress);
		migrate();
		assert_ok!(Credentials::do_try_state());
		let Event::RegisterTakenOver { damaged, .. } = events()[0] else {
			panic!("the first event")
		};
		assert_eq!(damaged, 0);
	});
}

/// Checks that no record begins with the mark, however it is decoded.
#[test]
fn no_record_begins_with_the_mark() {
	for tail in [vec![], vec![0; 1_000], vec![1; 1_000], vec![0xff; 1_000]] {
		let value = [&MARK[..], &tail].concat();
		assert!(InstitutionOf::<Test>::decode(&mut &value[..]).is_err());
		assert!(AccountRecord::decode(&mut &value[..]).is_err());
		assert!(CredentialType::decode(&mut &value[..]).is_err());
		assert!(Accreditation::decode(&mut &value[..]).is_err());
		assert!(Batch::decode(&mut &value[..]).is_err());
	}
}
