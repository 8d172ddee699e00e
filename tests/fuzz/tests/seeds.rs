//! A few seeds behave under `coro!` as under rustc's own coroutines; `fuzz run` tries any number.

use fuzz::check::Checker;
use fuzz::random::Node;
use fuzz::{Features, Mask, Program, program};

fn programs(seeds: std::ops::Range<u64>, features: &Features) -> Vec<Program> {
    seeds
        .map(|seed| program(seed, features, &Mask::new()))
        .collect()
}

fn report(findings: &[fuzz::check::Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{finding}\n{}\n", finding.details))
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_program() {
    for seed in 0..20 {
        let [first, second] = [(); 2].map(|()| program(seed, &Features::full(), &Mask::new()).text);
        assert_eq!(first, second);
    }
}

/// Asserts that some programs behave the same.
fn assert_same(seeds: std::ops::Range<u64>, features: &Features) {
    let checker = Checker::new(None).unwrap();
    let findings = checker.programs(&programs(seeds, features), 12).unwrap();
    assert!(findings.is_empty(), "{}", report(&findings));
}

/// In full programs, parts moved out of what the macro does not see the shape of are compared by
/// hand (`fuzz run 0 100 --preset full`) until they are clean.
fn without_partial_moves(mut features: Features) -> Features {
    assert!(features.set("partial_moves", false));
    features
}

#[test]
fn least_programs_behave_like_the_coroutines_of_rustc() {
    assert_same(0..24, &Features::least());
}

#[test]
fn core_programs_behave_like_the_coroutines_of_rustc() {
    assert_same(100..124, &Features::core());
}

#[test]
fn full_programs_behave_like_the_coroutines_of_rustc() {
    assert_same(300..324, &without_partial_moves(Features::full()));
}

#[test]
fn ordinary_programs_behave_like_the_coroutines_of_rustc() {
    assert_same(400..412, &Features::ordinary());
}

/// What the shrinker tries are programs too.
#[test]
fn programs_with_parts_left_out_compile() {
    let mut node = Node::root(1);
    let features = Features::full();
    let masked = (200..212).map(|seed| {
        let visits = program(seed, &features, &Mask::new()).visits;
        let mask = visits
            .iter()
            .map(|visit| visit.id)
            .filter(|_| node.chance(15))
            .collect();
        program(seed, &features, &mask)
    });
    let mut checker = Checker::new(None).unwrap();
    checker.native_only = true;
    let findings = checker.programs(&masked.collect::<Vec<_>>(), 12).unwrap();
    assert!(findings.is_empty(), "{}", report(&findings));
}
