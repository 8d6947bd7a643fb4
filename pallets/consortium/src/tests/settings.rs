// SPDX-License-Identifier: Apache-2.0

//! Tests of the settings of the set, and of settings that do not fit together.

use super::*;
use crate::CurrentSettings;
use crate::MAX_SESSION_LENGTH;

#[test]
fn the_council_changes_the_settings() {
	ExtBuilder::default().build_and_execute(|| {
		let settings = Settings { session_length: 200, floor: 4, ceiling: 10, absent_sessions: 1 };
		assert_ok!(Consortium::configure(council(), settings));
		assert_eq!(CurrentSettings::<Test>::get(), settings);
		assert_eq!(last_event(), Event::SettingsChanged { settings });
	});
}

#[test]
fn settings_that_do_not_fit_together_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = [
			Settings { floor: 0, ..SETTINGS },
			Settings { floor: 8, ..SETTINGS },
			Settings { ceiling: 0, floor: 0, ..SETTINGS },
			Settings { ceiling: MAX_VALIDATORS + 1, session_length: 100, ..SETTINGS },
			Settings { ceiling: u32::MAX, session_length: u32::MAX, ..SETTINGS },
			Settings { session_length: 0, ..SETTINGS },
			Settings { session_length: MAX_SESSION_LENGTH + 1, ..SETTINGS },
			Settings { session_length: 13, ..SETTINGS },
			Settings { session_length: 9, ceiling: 4, ..SETTINGS },
			Settings { absent_sessions: 0, ..SETTINGS },
		];
		for settings in bad {
			let refused = Consortium::configure(council(), settings);
			assert_eq!(refused, Err(Error::<Test>::BadSettings.into()), "{settings:?}");
		}
		let good = [
			Settings { session_length: 14, ..SETTINGS },
			Settings { session_length: 10, ceiling: 4, ..SETTINGS },
			Settings { session_length: 10, ceiling: 5, floor: 4, ..SETTINGS },
			Settings { session_length: 20, ceiling: MAX_VALIDATORS, floor: 1, ..SETTINGS },
			Settings { session_length: MAX_SESSION_LENGTH, absent_sessions: u32::MAX, ..SETTINGS },
		];
		for settings in good {
			assert_ok!(Consortium::configure(council(), settings));
		}
	});
}

#[test]
fn settings_that_do_not_fit_the_validators_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let of = |floor, ceiling| Settings { floor, ceiling, ..SETTINGS };
		let configure = |settings| Consortium::configure(council(), settings);
		assert_noop!(configure(of(3, 3)), Error::<Test>::AboveCeiling);
		assert_noop!(configure(of(5, 7)), Error::<Test>::BelowFloor);
		assert_ok!(configure(of(4, 4)));
		assert_noop!(Consortium::admit_validator(council(), 5), Error::<Test>::AboveCeiling);

		// A validator without keys counts for the ceiling and not for the floor.
		assert_ok!(configure(of(3, 5)));
		assert_ok!(Consortium::admit_validator(council(), 5));
		assert_noop!(configure(of(3, 4)), Error::<Test>::AboveCeiling);
		assert_noop!(configure(of(5, 7)), Error::<Test>::BelowFloor);
		assert_ok!(set_keys(5, 0));
		assert_ok!(configure(of(5, 7)));
	});
}

#[test]
fn the_default_settings_fit_together() {
	assert!(Settings::default().are_consistent(7));
	assert!(!Settings::default().are_consistent(6));
}
