//! All workloads through divan: `cargo bench -p benches --bench resume [FILTER]`.
//!
//! Each line is one variant of one workload; a sample is machines made and run to their end, and
//! the items are resumes. Add `RUSTC_BOOTSTRAP=1` and `--features native` for rustc's own
//! coroutines. For ratios use `side_by_side`, which runs the variants interleaved.

#![forbid(unsafe_code)]

use std::fmt;

use benches::{Variant, workloads};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// A variant of a workload, by its places in the lists.
struct Case {
    workload: usize,
    variant: usize,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let workload = &workloads()[self.workload];
        write!(
            f,
            "{}, {}",
            workload.name, workload.variants[self.variant].name
        )
    }
}

impl Case {
    fn variant(&self) -> Variant {
        workloads()
            .swap_remove(self.workload)
            .variants
            .swap_remove(self.variant)
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (workload, found) in workloads().iter().enumerate() {
        for variant in 0..found.variants.len() {
            cases.push(Case { workload, variant });
        }
    }
    cases
}

#[divan::bench(args = cases(), max_time = 0.2)]
fn inlined(bencher: Bencher<'_, '_>, case: &Case) {
    let variant = case.variant();
    bencher
        .counter(ItemsCount::new(variant.inlined(1).resumes))
        .bench(|| variant.inlined(1));
}

#[divan::bench(args = cases(), max_time = 0.2)]
fn opaque(bencher: Bencher<'_, '_>, case: &Case) {
    let variant = case.variant();
    bencher
        .counter(ItemsCount::new(variant.opaque(1).resumes))
        .bench(|| variant.opaque(1));
}
