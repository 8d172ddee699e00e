//! One table of all variants, measured interleaved: `cargo bench -p benches --bench side_by_side`.
//!
//! In each round every variant of a workload runs for a short while, one after the other, so that
//! whatever else the machine does meets all of them; the least time of all rounds counts. The ratio
//! is to rustc's own coroutine (`RUSTC_BOOTSTRAP=1` and `--features native`), or, without it, to the
//! code by hand. Then the bytes of each machine.
//!
//! Arguments after `--`: `--rounds N` (default 60), and words of which a workload's name must
//! contain one. Outside `cargo bench` it runs one short round, to see that it runs.

#![forbid(unsafe_code)]

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use benches::{Tally, Variant, Workload, workloads};

/// How long a variant runs in one round.
const WHILE: Duration = Duration::from_micros(400);

fn main() {
    let options = Options::from(env::args().skip(1));
    let all = workloads();
    let chosen: Vec<&Workload> = all.iter().filter(|w| options.chooses(w.name)).collect();
    let Some(first) = chosen.first() else {
        println!("no workload has such a name");
        return;
    };

    let names: Vec<&str> = first.variants.iter().map(|variant| variant.name).collect();
    let baseline = if names.contains(&"rustc") {
        "rustc"
    } else {
        "by hand"
    };

    for (title, run) in [
        ("opaque", Variant::opaque as Run),
        ("inlined", Variant::inlined),
    ] {
        println!("\nns per resume, {title}\n");
        heading(&names, &format!("coro! / {baseline}"));
        for workload in &chosen {
            let times = measure(workload, run, options.rounds);
            let row = names.iter().map(|name| time_of(&times, name));
            print_row(workload.name, row.map(|time| cell(time, 2)));
            let ratio = time_of(&times, "coro!")
                .zip(time_of(&times, baseline))
                .map(|(coro, other)| coro / other);
            println!(" {:>15} |", cell(ratio, 2));
        }
    }

    println!("\nbytes of a machine\n");
    heading(&names, &format!("coro! - {baseline}"));
    for workload in &chosen {
        let size = |name: &str| {
            let mut variants = workload.variants.iter();
            let variant = variants.find(|variant| variant.name == name)?;
            Some(variant.size() as f64)
        };
        let row = names.iter().map(|name| cell(size(name), 0));
        print_row(workload.name, row);
        let more = size("coro!")
            .zip(size(baseline))
            .map(|(coro, other)| coro - other);
        println!(" {:>15} |", cell(more, 0));
    }
}

struct Options {
    rounds: u32,
    words: Vec<String>,
}

impl Options {
    fn from(mut arguments: impl Iterator<Item = String>) -> Self {
        let mut rounds = None;
        let mut benching = false;
        let mut words = Vec::new();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" => benching = true,
                "--rounds" => rounds = arguments.next().and_then(|number| number.parse().ok()),
                word => words.push(word.to_owned()),
            }
        }
        Options {
            rounds: rounds.unwrap_or(if benching { 60 } else { 1 }),
            words,
        }
    }

    fn chooses(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }
}

type Run = fn(&Variant, u64) -> Tally;

/// The least nanoseconds per resume of each variant.
fn measure(workload: &Workload, run: Run, rounds: u32) -> Vec<(&'static str, f64)> {
    let mut times = Vec::new();
    for variant in &workload.variants {
        times.push((variant.name, f64::INFINITY, runs_for(variant, run)));
    }
    for _ in 0..rounds {
        for (variant, (_, least, runs)) in workload.variants.iter().zip(&mut times) {
            let started = Instant::now();
            let tally = run(variant, black_box(*runs));
            let time = started.elapsed().as_nanos() as f64;
            *least = least.min(time / tally.resumes as f64);
        }
    }
    times
        .into_iter()
        .map(|(name, least, _)| (name, least))
        .collect()
}

/// How many runs take about `WHILE`; the search warms the caches as well.
fn runs_for(variant: &Variant, run: Run) -> u64 {
    let mut runs = 1;
    loop {
        let started = Instant::now();
        black_box(run(variant, black_box(runs)));
        if started.elapsed() >= WHILE {
            return runs;
        }
        runs *= 2;
    }
}

fn time_of(times: &[(&'static str, f64)], name: &str) -> Option<f64> {
    let found = times.iter().find(|(found, _)| *found == name)?;
    Some(found.1)
}

/// A number with so many decimals, or a dash where a peer does not accept the workload.
fn cell(number: Option<f64>, decimals: usize) -> String {
    match number {
        Some(number) => format!("{number:.decimals$}"),
        None => "-".to_owned(),
    }
}

fn heading(names: &[&str], last: &str) {
    print!("| {:<22} |", "workload");
    for name in names {
        print!(" {name:>10} |");
    }
    println!(" {last:>15} |");
    print!("| {} |", "-".repeat(22));
    for _ in names {
        print!(" {}: |", "-".repeat(9));
    }
    println!(" {}: |", "-".repeat(14));
}

/// A row but for its last cell.
fn print_row(name: &str, cells: impl Iterator<Item = String>) {
    print!("| {name:<22} |");
    for cell in cells {
        print!(" {cell:>10} |");
    }
}
