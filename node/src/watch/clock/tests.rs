// SPDX-License-Identifier: Apache-2.0

//! Tests of the clock against those of other validators.

use super::{super::authors::tests::block, *};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};

const SLOT: Duration = Duration::from_secs(3);

/// Validators that write in turn, each with a clock of its own, as this machine observes them.
struct Scene {
	offsets: Offsets,
	now: Instant,
	slot: u64,
}

impl Scene {
	fn new() -> Self {
		Self { offsets: Offsets::new(SLOT), now: Instant::now(), slot: 1_000 }
	}

	fn observes(&mut self, author: Sr25519Keyring, offset: i64) -> ClockState {
		self.now += SLOT;
		self.slot += 1;
		self.offsets
			.observe(&author.public().into(), self.slot.into(), offset, self.now);
		self.state()
	}

	/// Observes three validators in turn, for so many slots.
	fn observes_all(&mut self, slots: usize, offset: i64) -> ClockState {
		for author in [Bob, Charlie, Dave].into_iter().cycle().take(slots) {
			self.observes(author, offset);
		}
		self.state()
	}

	fn state(&self) -> ClockState {
		self.offsets.state(self.now)
	}
}

#[test]
fn a_right_clock_is_left_alone() {
	let mut scene = Scene::new();
	for offset in [0, 100, 900, 2_000, 2_900, -300] {
		assert_eq!(scene.observes_all(30, offset), ClockState::Right, "{offset} ms");
	}
	assert_eq!(scene.offsets.next_event(scene.now), None);
}

#[test]
fn a_clock_that_is_behind_is_noticed_with_the_second_author() {
	let mut scene = Scene::new();
	assert_eq!(scene.observes(Bob, -8_000), ClockState::Unknown);
	assert_eq!(scene.observes(Bob, -8_000), ClockState::Unknown);
	assert_eq!(scene.observes(Charlie, -7_900), ClockState::Behind(7_900));
}

#[test]
fn a_clock_that_is_ahead_is_noticed_after_ten_slots() {
	let mut scene = Scene::new();
	assert_eq!(scene.observes_all(11, 8_000), ClockState::Right);
	assert_eq!(scene.observes_all(1, 8_000), ClockState::Ahead(8_000));
}

#[test]
fn the_last_blocks_before_a_node_came_do_not_make_its_clock_wrong() {
	let mut scene = Scene::new();
	for late in [15_000, 12_000, 9_000, 6_000, 3_000] {
		assert!(!matches!(scene.observes_all(1, late), ClockState::Ahead(_)));
	}
	assert_eq!(scene.observes_all(30, 200), ClockState::Right);
}

#[test]
fn a_clock_that_jumps_is_noticed_and_so_is_its_mending() {
	let mut scene = Scene::new();
	scene.observes_all(30, 200);
	scene.observes_all(1, -8_000);
	assert_eq!(scene.state(), ClockState::Right);
	assert_eq!(scene.observes(Charlie, -8_000), ClockState::Behind(8_000));
	assert_eq!(
		scene.offsets.next_event(scene.now),
		Some(ClockEvent::Off(ClockState::Behind(8_000)))
	);
	scene.observes_all(3, 200);
	assert_eq!(scene.state(), ClockState::Right);
	assert_eq!(scene.offsets.next_event(scene.now), Some(ClockEvent::RightAgain));
	assert_eq!(scene.offsets.next_event(scene.now), None);
}

#[test]
fn one_liar_among_three_convinces_nobody() {
	for lie in [i64::MIN + 1, -60_000, 60_000, i64::MAX] {
		let mut scene = Scene::new();
		for _ in 0..20 {
			assert!(matches!(scene.observes(Bob, lie), ClockState::Unknown | ClockState::Right));
			scene.observes(Charlie, 100);
			assert_eq!(scene.observes(Dave, 100), ClockState::Right);
		}
	}
}

#[test]
fn an_author_speaks_once_and_not_about_the_past() {
	let mut scene = Scene::new();
	scene.observes_all(30, 200);
	let author = Bob.public().into();
	for _ in 0..100 {
		scene.offsets.observe(&author, (scene.slot - 50).into(), -60_000, scene.now);
	}
	assert_eq!(scene.state(), ClockState::Right);
	assert_eq!(scene.offsets.samples.len(), 3);
}

#[test]
fn few_are_remembered_and_not_for_long() {
	let mut scene = Scene::new();
	for index in 0..100u8 {
		let author = sp_core::sr25519::Public::from_raw([index; 32]).into();
		scene.offsets.observe(&author, 1.into(), 0, scene.now);
	}
	assert_eq!(scene.offsets.samples.len(), MAX_SAMPLES);
	scene.now += SAMPLE_LIFETIME;
	assert_eq!(scene.observes(Bob, -8_000), ClockState::Unknown);
}

#[test]
fn the_same_is_said_once_a_minute() {
	let mut scene = Scene::new();
	let mut said = 0;
	for author in [Bob, Charlie].into_iter().cycle().take(100) {
		scene.observes(author, -8_000);
		said += usize::from(scene.offsets.next_event(scene.now).is_some());
	}
	assert_eq!(said, 100 * 3 / 60);
}

#[test]
fn a_block_is_early_until_the_slot_before_its_own() {
	let clock = Clock::new(SLOT, None).unwrap();
	let early = |now| clock.time_until_due(10.into(), Timestamp::new(now));
	assert_eq!(early(30_000), None);
	assert_eq!(early(27_000), None);
	assert_eq!(early(26_999), Some(Duration::from_millis(1)));
	assert_eq!(early(22_000), Some(Duration::from_secs(5)));
	assert_eq!(clock.time_until_due(0.into(), Timestamp::new(0)), None);
	assert!(clock.time_until_due(u64::MAX.into(), Timestamp::new(0)).is_some());
}

#[test]
fn only_a_clock_known_to_be_behind_is_waited_for_and_not_for_long() {
	let clock = Clock::new(SLOT, None).unwrap();
	let five = Duration::from_secs(5);
	assert_eq!(clock.grace(five), None);
	// The blocks come eight seconds before their slots begin.
	clock.observe(&block(11, Bob, 0), Timestamp::new(25_000));
	assert_eq!(clock.grace(five), None);
	clock.observe(&block(12, Charlie, 0), Timestamp::new(28_000));
	assert_eq!(clock.grace(five), Some(five));
	assert_eq!(clock.grace(Duration::from_secs(12)), Some(Duration::from_secs(12)));
	assert_eq!(clock.grace(Duration::from_secs(13)), None);
	assert_eq!(clock.grace(Duration::MAX), None);
	// The clock is set right.
	clock.observe(&block(13, Alice, 0), Timestamp::new(39_100));
	clock.observe(&block(15, Bob, 0), Timestamp::new(45_100));
	assert_eq!(clock.grace(five), None);
}

#[test]
fn what_is_said_names_the_clock_the_direction_and_the_way_out() {
	for (text, direction) in [(behind(8_200), "behind"), (ahead(8_200), "ahead")] {
		for word in ["clock", direction, "8.2 s", "NTP"] {
			assert!(text.contains(word), "{word}: {text}");
		}
	}
}

#[test]
fn any_two_moments_have_a_difference() {
	assert_eq!(difference(5, 8), -3);
	assert_eq!(difference(u64::MAX, 0), i64::MAX);
	assert_eq!(difference(0, u64::MAX), -i64::MAX);
}
