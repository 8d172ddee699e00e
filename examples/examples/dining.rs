//! Philosophers at a round table, each run in every order with the others.
//!
//! Each takes the fork on the left, then the one on the right, eats, and lays them down, for ever. `explore` finds the
//! shortest way in which all of them wait for each other. Where the last one takes the right fork first, it
//! goes through all states and finds no deadlock, which proves that there is none.
//!
//! `cargo run --release --example dining -- 8` seats as many as you like.

use coro_core::coro;
use coro_core::explore::{Explored, Found, Shared, explore};
use std::time::Instant;

/// Which forks lie on the table, and how many eat.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    free: Vec<bool>,
    eating: Vec<bool>,
}

impl Table {
    pub fn laid_for(seats: usize) -> Table {
        Table {
            free: vec![true; seats],
            eating: vec![false; seats],
        }
    }

    /// Two neighbours never eat at once: they share a fork.
    fn is_fair(&self) -> bool {
        let next = self.eating.iter().cycle().skip(1);
        self.eating
            .iter()
            .zip(next)
            .all(|(one, other)| !(*one && *other))
    }
}

coro! {
    /// Takes `first` before `second`, and eats at `seat`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub fn philosopher(seat: usize, first: usize, second: usize) receives table: &mut Table {
        loop {
            while !table.free[first] {
                #[state(WaitsForFirst)]
                yield_wait!();
            }
            table.free[first] = false;
            #[state(HoldsOne)]
            yield_wait!();
            while !table.free[second] {
                #[state(WaitsForSecond)]
                yield_wait!();
            }
            table.free[second] = false;
            table.eating[seat] = true;
            #[state(Eats)]
            yield_wait!();
            table.eating[seat] = false;
            table.free[first] = true;
            table.free[second] = true;
            #[state(Thinks)]
            yield_wait!();
        }
    }
}

/// All take the left fork first, but for the last one where it is repaired.
fn dine(seats: usize, is_repaired: bool) -> Result<Explored, Found> {
    let philosophers = (0..seats).map(|seat| {
        let (left, right) = (seat, (seat + 1) % seats);
        match is_repaired && seat + 1 == seats {
            true => philosopher(seat, right, left),
            false => philosopher(seat, left, right),
        }
    });
    let system = Shared::new(Table::laid_for(seats), philosophers.collect::<Vec<_>>());
    explore(system, |system| system.world.is_fair())
}

fn main() {
    let seats = std::env::args().nth(1).map(|seats| seats.parse());
    let seats = match seats {
        None => 3,
        Some(Ok(seats)) if seats > 1 => seats,
        Some(_) => {
            eprintln!("how many philosophers? `dining 5`");
            std::process::exit(2);
        }
    };
    match dine(seats, false) {
        Ok(_) => unreachable!("all of them can take their left fork"),
        Err(found) => println!("{seats} philosophers: {found}\n"),
    }
    let started = Instant::now();
    match dine(seats, true) {
        Ok(all) => println!(
            "the last one takes the right fork first: no deadlock in {} states",
            all.states
        ),
        Err(found) => println!("the last one takes the right fork first: {found}"),
    }
    eprintln!("{:.2} s", started.elapsed().as_secs_f64());
}

#[cfg(test)]
mod tests {
    use super::dine;
    use coro_core::explore::Problem;

    #[test]
    fn three_philosophers_wait_for_each_other() {
        let found = dine(3, false).unwrap_err();
        assert_eq!(found.problem(), Problem::Deadlock);
        let waiting = found.standing();
        assert!(
            waiting.iter().all(|place| place.contains("dining.rs")),
            "{found}"
        );
        let mut machines: Vec<usize> = found.steps().iter().map(|step| step.machine).collect();
        machines.sort_unstable();
        machines.dedup();
        assert_eq!(machines, [0, 1, 2], "each took a fork");
    }

    #[test]
    fn one_who_begins_on_the_right_saves_them() {
        for seats in 2..6 {
            let all = dine(seats, true).unwrap();
            assert!(all.is_complete && all.states > seats, "{all:?}");
        }
    }
}
