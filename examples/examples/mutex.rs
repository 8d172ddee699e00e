//! Peterson's algorithm, proved, and a broken variant of it, caught.
//!
//! Two machines want to be alone in their critical section, with nothing but variables that both can read and write.
//! Between any two accesses the other one may run: each is a step of its own. `explore` runs all orders.

use coro_core::coro;
use coro_core::explore::{Explored, Found, Shared, explore};

/// What both can read and write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Memory {
    wants: [bool; 2],
    turn: usize,
    inside: [bool; 2],
}

coro! {
    /// Says that it wants to go in, lets the other one go first, waits, goes in and comes out; three times.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub fn peterson(me: usize) receives memory: &mut Memory {
        let other = 1 - me;
        for _ in 0..3 {
            memory.wants[me] = true;
            yield_wait!();
            memory.turn = other;
            yield_wait!();
            loop {
                if !memory.wants[other] {
                    break;
                }
                yield_wait!();
                if memory.turn == me {
                    break;
                }
                yield_wait!();
            }
            memory.inside[me] = true;
            #[state(Critical)]
            yield_wait!();
            memory.inside[me] = false;
            memory.wants[me] = false;
            yield_wait!();
        }
    }

    /// The same, but it looks first and speaks then.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub fn hasty(me: usize) receives memory: &mut Memory {
        let other = 1 - me;
        for _ in 0..3 {
            while memory.wants[other] {
                yield_wait!();
            }
            yield_wait!();
            memory.wants[me] = true;
            yield_wait!();
            memory.inside[me] = true;
            #[state(Critical)]
            yield_wait!();
            memory.inside[me] = false;
            memory.wants[me] = false;
            yield_wait!();
        }
    }
}

fn prove_peterson() -> Result<Explored, Found> {
    let system = Shared::new(Memory::default(), [peterson(0), peterson(1)]);
    explore(system, |system| system.world.inside != [true, true])
}

fn try_hasty() -> Result<Explored, Found> {
    let system = Shared::new(Memory::default(), [hasty(0), hasty(1)]);
    explore(system, |system| system.world.inside != [true, true])
}

fn main() {
    match prove_peterson() {
        Ok(all) => println!("Peterson: never both inside, in {} states\n", all.states),
        Err(found) => println!("Peterson: {found}\n"),
    }
    match try_hasty() {
        Ok(all) => println!("hasty: never both inside, in {} states", all.states),
        Err(found) => println!("hasty: {found}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{prove_peterson, try_hasty};
    use coro_core::explore::Problem;

    #[test]
    fn peterson_keeps_them_apart() {
        let all = prove_peterson().unwrap();
        assert!(all.is_complete && all.states > 100, "{all:?}");
    }

    #[test]
    fn the_hasty_meet_inside() {
        let found = try_hasty().unwrap_err();
        assert_eq!(found.problem(), Problem::Broken);
        assert!(
            found
                .to_string()
                .contains("Critical at examples/examples/mutex.rs"),
            "{found}"
        );
    }
}
