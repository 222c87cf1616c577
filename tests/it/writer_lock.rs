//! The writer lock under everything that windows and browsers do (see [`crate::lock_simulation`]), and the moments that are
//! too rare for it.

use crate::lock_simulation::{Act, Simulation, World};
use mingchou::state::writer_lock::{LockAnswer, LockEffect, LockEvent, LockState, WindowRole, Word, step};
use proptest::collection::vec;
use proptest::prelude::*;

fn acts(polite: bool) -> impl Strategy<Value = Vec<Act>> {
    let rude = u32::from(!polite);
    let act = prop_oneof![
        4 => (0..200_u64).prop_map(Act::Wait),
        3 => (0..4_000_u64).prop_map(Act::Wait),
        1 => (0..40_000_u64).prop_map(Act::Wait),
        6 => (0..4_usize).prop_map(Act::Edit),
        4 => (0..4_usize).prop_map(Act::Ask),
        4 * rude => (0..4_usize).prop_map(Act::Press),
        2 * rude => (0..4_usize, 0..20_000_u64).prop_map(|(w, ms)| Act::Sleep(w, ms)),
        rude => (0..4_usize).prop_map(Act::Die),
        2 => (0..=u8::MAX).prop_map(Act::Open),
        1 => (0..4_usize, any::<bool>()).prop_map(|(w, fails)| Act::Fail(w, fails)),
    ];
    vec(act, 1..60)
}

fn simulated(world: World, seed: u64, acts: &[Act]) -> Simulation {
    let mut simulation = Simulation::new(world, seed);
    simulation.open(false);
    simulation.run(1_000);
    simulation.open(false);
    for act in acts {
        simulation.act(*act);
    }
    simulation.ends_well();
    simulation
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words may be lost, storage is slow; nobody takes over by force, and nobody dies who might have said what was saved. No
    /// entry is written over, and nobody who lets another edit is left with one that can't be saved.
    #[test]
    fn whoever_asks_costs_nobody_an_entry(seed: u64, acts in acts(true), lost_words in 0..40_u32) {
        let world = World { locks: true, lost_words, slow_words: 150, slow_locks: 20, slow_storage: 2_500, slow_user: 0 };
        let simulation = simulated(world, seed, &acts);
        prop_assert_eq!(simulation.stranded, 0);
    }

    /// Everything at once. What is written over without being seen is the fault; that of a window from which the lock was
    /// taken by force stays on its screen.
    #[test]
    fn whatever_happens_no_entry_is_written_over(seed: u64, acts in acts(false), lost_words in 0..60_u32) {
        let world = World { locks: true, lost_words, slow_words: 6_000, slow_locks: 1_500, slow_storage: 300, slow_user: 500 };
        simulated(world, seed, &acts);
    }

    /// A browser that refuses its locks.
    #[test]
    fn without_locks_everyone_edits(seed: u64, acts in acts(false)) {
        let world = World { locks: false, lost_words: 0, slow_words: 100, slow_locks: 20, slow_storage: 300, slow_user: 0 };
        simulated(world, seed, &acts);
    }
}

/// The simulation does what it is for: windows hand over, and by force some are left with what can't be saved.
#[test]
fn the_simulation_reaches_what_it_is_about() {
    let world = World { locks: true, lost_words: 0, slow_words: 100, slow_locks: 20, slow_storage: 300, slow_user: 0 };
    let polite = [Act::Wait(2_000), Act::Edit(0), Act::Ask(1), Act::Wait(8_000), Act::Edit(1), Act::Wait(8_000)];
    let simulation = simulated(world, 1, &polite);
    assert_eq!((simulation.entries, simulation.stranded), (2, 0));
    assert!(simulation.handed_over >= 1);
    let rude = [
        Act::Wait(2_000),
        Act::Edit(0),
        Act::Sleep(0, 20_000),
        Act::Press(1),
        Act::Wait(5_000),
        Act::Press(1),
        Act::Wait(5_000),
        Act::Edit(1),
        Act::Wait(20_000),
    ];
    let simulation = simulated(world, 1, &rude);
    assert_eq!(simulation.entries, 2);
    assert!(simulation.stranded >= 1, "what the one that slept had not saved is told");
}

fn steps(lock: LockState, events: impl IntoIterator<Item = LockEvent>) -> (LockState, Vec<LockEffect>) {
    events.into_iter().fold((lock, Vec::new()), |(lock, _), event| step(lock, event))
}

/// A window that has just got the lock, and the number of its first look for saves.
fn taker() -> (LockState, u64) {
    let (lock, effects) = LockState::open("w".into(), false, true);
    let [LockEffect::Request { number, steal: false }, LockEffect::LookForHolder(..)] = effects[..] else {
        panic!("{effects:?}")
    };
    let (lock, effects) = step(lock, LockEvent::Got(number));
    let [LockEffect::LookForSaves(look, 0)] = effects[..] else { panic!("{effects:?}") };
    (lock, look)
}

fn read(number: u64, saves: u64, changed: bool) -> LockEvent {
    LockEvent::Read { number, saves, changed, unsaved: false }
}

#[test]
fn what_is_saved_or_changed_while_it_is_read_is_read_again() {
    let (lock, look) = taker();
    let (lock, effects) = step(lock, LockEvent::Counted(look, 0));
    let [LockEffect::Read { number, recover: true }] = effects[..] else { panic!("{effects:?}") };
    let (_, effects) = step(lock.clone(), read(number, 0, true));
    let [LockEffect::Read { number: again, recover: false }] = effects[..] else { panic!("{effects:?}") };
    assert_ne!(again, number);
    let late = [LockEvent::Heard(Word::Saved { saves: 1 }), read(number, 0, false)];
    let (waits, effects) = steps(lock.clone(), late);
    assert!(matches!(effects[..], [LockEffect::LookForSaves(_, 0)]), "{effects:?}");
    assert!(!waits.role().writes());
    // What is there already is not waited for.
    let seen = [LockEvent::Heard(Word::Saved { saves: 1 }), read(number, 1, false)];
    assert_eq!(steps(lock, seen).0.role(), WindowRole::Writer);
}

#[test]
fn only_the_one_that_was_given_the_lock_takes_it() {
    let (lock, effects) = LockState::open("w".into(), false, true);
    let Some(LockEffect::LookForHolder(look, _)) = effects.last() else { panic!("{effects:?}") };
    let (lock, effects) = step(lock, LockEvent::Held(*look, true));
    let Some(LockEffect::Read { number, .. }) = effects.last() else { panic!("{effects:?}") };
    let given = |to: &str| LockEvent::Heard(Word::Given { to: to.into(), saves: 0 });
    let (lock, _) = step(lock, read(*number, 0, false));
    assert_eq!(steps(lock.clone(), [given("w")]).0.role(), WindowRole::Reader(LockAnswer::None), "it has not asked");
    let (lock, _) = step(lock, LockEvent::Asks);
    assert_eq!(steps(lock.clone(), [given("x")]).0.role(), WindowRole::Waiting);
    let (_, effects) = steps(lock.clone(), [given("w")]);
    assert!(matches!(effects[..], [LockEffect::Request { steal: true, .. }]), "{effects:?}");
    // A third window was faster: its entries are not taken from it by a word from before.
    let edits = LockEvent::Heard(Word::Edits);
    assert_eq!(steps(lock, [edits, given("w")]).0.role(), WindowRole::Reader(LockAnswer::Taken));
}

#[test]
fn a_number_that_storage_never_has_keeps_nobody_from_editing() {
    let (lock, look) = taker();
    let mut at = (step(lock, LockEvent::Heard(Word::Saved { saves: 9 })).0, look);
    let mut looks = 0;
    let read_at = loop {
        let (lock, effects) = step(at.0, LockEvent::Counted(at.1, 0));
        match effects[..] {
            [LockEffect::LookForSaves(look, _)] => at = (lock, look),
            [LockEffect::Read { number, .. }] => break step(lock, read(number, 0, false)).0,
            _ => panic!("{effects:?}"),
        }
        looks += 1;
        assert!(looks < 100, "it looks for ever");
    };
    assert_eq!(read_at.role(), WindowRole::Writer);
}

#[test]
fn a_window_that_loses_the_lock_before_it_shows_anything_opens_what_is_stored() {
    let (lock, _) = taker();
    let request = lock.holds().unwrap();
    let (lock, effects) = step(lock, LockEvent::Ended(request));
    assert_eq!(lock.role(), WindowRole::Asking);
    let Some(LockEffect::Read { number, recover: false }) = effects.last() else { panic!("{effects:?}") };
    let (lock, effects) = step(lock, read(*number, 0, false));
    assert_eq!((lock.role(), effects.first()), (WindowRole::Reader(LockAnswer::None), Some(&LockEffect::Show)));
}
