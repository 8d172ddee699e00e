//! Every program of `tests/differential/programs` behaves under `coro!` as under rustc's
//! own coroutines.
//!
//! `CORO_PROGRAMS=a,b cargo test -p tests --test differential` runs two of them.

use tests::harness::{self, Artifacts, Outcome};

#[test]
fn coro_behaves_like_the_coroutines_of_rustc() {
    let names = std::env::var("CORO_PROGRAMS").unwrap_or_default();
    let names: Vec<String> = names
        .split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_string)
        .collect();
    let programs = harness::programs(&harness::folders(), &names).unwrap();
    let artifacts = Artifacts::build().unwrap_or_else(|errors| panic!("{errors}"));
    let mut failures = Vec::new();
    harness::for_each(
        &programs,
        |program| harness::check(program, &artifacts),
        |program, outcome| match outcome {
            Outcome::Same(_) => {}
            Outcome::Different(difference) => {
                failures.push(format!("{}: {difference}", program.name));
            }
            Outcome::Fails(side, message) => {
                failures.push(format!(
                    "{} ({side:?}) does not run:\n{message}",
                    program.name
                ));
            }
        },
    );
    assert!(
        failures.is_empty(),
        "{} of {} programs fail:\n\n{}",
        failures.len(),
        programs.len(),
        failures.join("\n")
    );
}
