//! The list of workloads, and what a variant of one can do.
//!
//! In: a function that makes a fresh machine, for each variant. Out: the same function behind
//! three closures: run it where it is inlined, run it where it is opaque, say how large it is.

mod arrays;
mod counter;
mod delegation;
mod eight_strings;
mod fibonacci;
#[cfg(feature = "native")]
mod native;
mod nested_loops;
mod running_total;
mod strings_in_loops;
mod tokenizer;
mod tree_walk;

use std::fmt;

use crate::machine::{Machine, Tally, inlined, opaque};

/// Machines that live longer are resumed about this often, so that making one is no large part.
const TURNS: u64 = 1000;

/// The names of the variants.
pub(crate) const CORO: &str = "coro!";
#[cfg(feature = "native")]
pub(crate) const RUSTC: &str = "rustc";
pub(crate) const DIAPAUSE: &str = "diapause";
pub(crate) const GENAWAITER: &str = "genawaiter";
pub(crate) const BY_HAND: &str = "by hand";

/// All workloads.
pub fn workloads() -> Vec<Workload> {
    let mut all = vec![
        counter::workload(),
        fibonacci::workload(),
        nested_loops::workload(),
        running_total::workload(),
    ];
    all.extend(arrays::workloads());
    all.push(strings_in_loops::workload());
    all.extend(delegation::workloads());
    all.push(tree_walk::workload());
    all.push(eight_strings::workload());
    all.push(tokenizer::workload());
    all
}

/// One piece of work, in all its variants; the first is `coro!`.
#[derive(Debug)]
pub struct Workload {
    /// What it is called in tables.
    pub name: &'static str,
    /// The same work by different means.
    pub variants: Vec<Variant>,
}

impl Workload {
    fn new(name: &'static str) -> Self {
        Workload {
            name,
            variants: Vec::new(),
        }
    }

    /// Adds a variant. `make` must capture nothing: a function's own type is what lets the
    /// optimiser see through it.
    fn add<M: Machine>(
        &mut self,
        name: &'static str,
        make: impl Fn() -> M + Copy + Send + Sync + 'static,
    ) {
        self.variants.push(Variant {
            name,
            inlined: Box::new(move |runs| {
                let mut tally = Tally::default();
                for _ in 0..runs {
                    tally.add(inlined(make()));
                }
                tally
            }),
            opaque: Box::new(move |runs| {
                let mut tally = Tally::default();
                for _ in 0..runs {
                    tally.add(opaque(&mut make()));
                }
                tally
            }),
            size: Box::new(move || size_of_val(&make())),
        });
    }
}

type Run = Box<dyn Fn(u64) -> Tally + Send + Sync>;

/// A workload by one means.
pub struct Variant {
    /// By what means.
    pub name: &'static str,
    inlined: Run,
    opaque: Run,
    size: Box<dyn Fn() -> usize + Send + Sync>,
}

impl Variant {
    /// Makes a machine and runs it to its end, `runs` times, all in one function.
    pub fn inlined(&self, runs: u64) -> Tally {
        (self.inlined)(runs)
    }

    /// The same with the machine's place unknown before each resume.
    pub fn opaque(&self, runs: u64) -> Tally {
        (self.opaque)(runs)
    }

    /// The bytes of a fresh machine; what it keeps in boxes is not counted.
    pub fn size(&self) -> usize {
        (self.size)()
    }
}

impl fmt::Debug for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variant")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::workloads;

    #[test]
    fn all_variants_of_a_workload_do_the_same() {
        for workload in workloads() {
            let expected = workload.variants[0].inlined(1);
            assert!(expected.resumes > 1, "{} never pauses", workload.name);
            for variant in &workload.variants {
                let name = variant.name;
                assert_eq!(variant.inlined(1), expected, "{}, {name}", workload.name);
                assert_eq!(variant.opaque(1), expected, "{}, {name}", workload.name);
            }
        }
    }
}
