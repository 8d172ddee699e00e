//! The event loop beside its peers, one table: `cargo bench -p benches --bench event_loop`.
//!
//! In each round each runtime does a workload once, one after the other, so that whatever else
//! the machine does meets all of them; the least of all rounds counts. A workload that sleeps is
//! measured by the processor time of the whole process, where the system tells it.
//!
//! Then the memory of sleeping tasks, each runtime in a process of its own.
//!
//! Arguments after `--`: `--rounds N` (default 20), `--sleeping N` tasks (default 1000000),
//! `--only NAME` of a runtime (to profile it), and words of which a workload's name must contain one. Outside `cargo bench` it does a little of
//! everything, to see that it runs.

#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use benches::runtimes::{Counter, Runtime, runtimes};

struct Workload {
    name: &'static str,
    /// What one item is.
    per: &'static str,
    items: u32,
    sleeps: bool,
    run: fn(&Runtime, u32),
}

const WORKLOADS: &[Workload] = &[
    Workload {
        name: "yield_now",
        per: "300 tasks, a step",
        items: 90_000,
        sleeps: false,
        run: |runtime, items| (runtime.yield_now)(300, items / 300),
    },
    Workload {
        name: "spawn and join",
        per: "a task",
        items: 25_000,
        sleeps: false,
        run: |runtime, items| (runtime.spawn_and_join)(items),
    },
    Workload {
        name: "ping-pong",
        per: "a pass",
        items: 20_000,
        sleeps: false,
        run: |runtime, items| (runtime.ring)(2, items / 2),
    },
    Workload {
        name: "ring",
        per: "1000 tasks, a pass",
        items: 50_000,
        sleeps: false,
        run: |runtime, items| (runtime.ring)(1000, items / 1000),
    },
    Workload {
        name: "join_all",
        per: "of 100, each",
        items: 50_000,
        sleeps: false,
        run: |runtime, items| (runtime.join_all)(items / 100),
    },
    Workload {
        name: "timeouts",
        per: "a pause with a timeout",
        items: 20_000,
        sleeps: false,
        run: |runtime, items| (runtime.timeouts)(items),
    },
    Workload {
        name: "set and wait",
        per: "a value",
        items: 50_000,
        sleeps: false,
        run: |runtime, items| (runtime.set_and_wait)(items),
    },
    Workload {
        name: "timers",
        per: "a timer",
        items: 100_000,
        sleeps: true,
        run: |runtime, items| (runtime.timers)(items, 100),
    },
    Workload {
        name: "wakes",
        per: "a wake from a thread",
        items: 50_000,
        sleeps: false,
        run: |runtime, items| {
            let counter = Counter::default();
            thread::scope(|scope| {
                let counter = &counter;
                scope.spawn(move || (0..items).for_each(|_| counter.add()));
                (runtime.wakes)(counter, u64::from(items));
            });
        },
    },
    Workload {
        name: "wakes of all",
        per: "100 tasks in rounds, a wake",
        items: 50_000,
        sleeps: false,
        run: |runtime, items| {
            let counters: Vec<Counter> = (0..100).map(|_| Counter::default()).collect();
            let rounds = u64::from(items / 100);
            thread::scope(|scope| {
                let counters = &counters;
                scope.spawn(move || {
                    for round in 1..=rounds {
                        counters.iter().for_each(Counter::add);
                        counters
                            .iter()
                            .for_each(|counter| counter.wait_until_seen(round));
                    }
                });
                (runtime.wake_all)(counters, rounds);
            });
        },
    },
];

fn main() {
    let options = Options::from(env::args().skip(1));
    if let Some(name) = &options.look_at {
        return look_at(name, options.sleeping);
    }
    let mut runtimes = Vec::from(runtimes());
    if let Some(only) = &options.only {
        runtimes.retain(|runtime| runtime.name == only);
    }
    println!("\nnanoseconds\n");
    heading(&runtimes, "workload");
    for workload in WORKLOADS
        .iter()
        .filter(|workload| options.chooses(workload.name))
    {
        let items = (workload.items / options.share).max(1000);
        let mut least = vec![f64::INFINITY; runtimes.len()];
        for _ in 0..options.rounds {
            for (runtime, least) in runtimes.iter().zip(&mut least) {
                let run = || (workload.run)(runtime, items);
                let time = match workload.sleeps {
                    true => processor_time_of(run),
                    false => time_of(run),
                };
                *least = least.min(time.as_nanos() as f64 / f64::from(items));
            }
        }
        print!(
            "| {:<38} |",
            format!("{} ({})", workload.name, workload.per)
        );
        for time in least {
            print!(" {time:>9.1} |");
        }
        println!();
    }
    if options.chooses("memory") {
        println!("\nbytes of a sleeping task, of {}\n", options.sleeping);
        heading(&runtimes, "");
        print!("| {:<38} |", "memory");
        for runtime in &runtimes {
            match memory_of(runtime, options.sleeping) {
                Some(bytes) => print!(" {bytes:>9} |"),
                None => print!(" {:>9} |", "-"),
            }
        }
        println!();
    }
}

struct Options {
    rounds: u32,
    /// What part of the items are done.
    share: u32,
    sleeping: u32,
    look_at: Option<String>,
    only: Option<String>,
    words: Vec<String>,
}

impl Options {
    fn from(mut arguments: impl Iterator<Item = String>) -> Self {
        let mut options = Options {
            rounds: 1,
            share: 50,
            sleeping: 1000,
            look_at: None,
            only: None,
            words: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut number = || arguments.next().and_then(|number| number.parse().ok());
            match argument.as_str() {
                "--bench" => (options.rounds, options.share, options.sleeping) = (20, 1, 1_000_000),
                "--rounds" => options.rounds = number().unwrap_or(20),
                "--sleeping" => options.sleeping = number().unwrap_or(1_000_000),
                "--only" => options.only = arguments.next(),
                "--look-at" => options.look_at = arguments.next(),
                word => options.words.push(word.to_owned()),
            }
        }
        options
    }

    fn chooses(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }
}

fn heading(runtimes: &[Runtime], first: &str) {
    print!("| {first:<38} |");
    for runtime in runtimes {
        print!(" {:>9} |", runtime.name);
    }
    print!("\n| {} |", "-".repeat(38));
    for _ in runtimes {
        print!(" {}: |", "-".repeat(8));
    }
    println!();
}

fn time_of(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// How much processor time `work` took, of all threads; or how much time, where
/// the system does not tell.
fn processor_time_of(work: impl FnOnce()) -> Duration {
    let (start, before) = (Instant::now(), processor_time());
    work();
    match (before, processor_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

/// The processor time of the threads that are alive, and of those that ended.
#[cfg(target_os = "linux")]
fn processor_time() -> Option<Duration> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task").ok()? {
        let path = thread.ok()?.path().join("schedstat");
        let time = fs::read_to_string(path).ok()?;
        sum += time.split_whitespace().next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(sum))
}

#[cfg(not(target_os = "linux"))]
fn processor_time() -> Option<Duration> {
    None
}

/// The bytes per task, measured in a process of its own.
fn memory_of(runtime: &Runtime, tasks: u32) -> Option<u64> {
    let itself = env::current_exe().ok()?;
    let tasks = tasks.to_string();
    let output = Command::new(itself)
        .args(["--look-at", runtime.name, "--sleeping", &tasks])
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Prints the bytes per sleeping task of one runtime.
fn look_at(name: &str, tasks: u32) {
    let runtimes = runtimes();
    let runtime = runtimes
        .iter()
        .find(|runtime| runtime.name == name)
        .expect("its name");
    let before = resident();
    (runtime.sleeping)(tasks, &mut || {
        println!("{}", (resident() - before) / u64::from(tasks));
    });
}

/// The bytes of memory in use; 0 where the system does not tell.
fn resident() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm
        .split_whitespace()
        .nth(1)
        .and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}
