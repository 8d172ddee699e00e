//! Times at which somebody is woken, earliest first.
//!
//! A binary heap of `(time, order)`, and beside it a slot for each timer that
//! says who is woken. A timer that is cancelled leaves its slot at once and its
//! place in the heap when it comes to the top, or when half of the heap is dead:
//! starting costs O(log n) at most and O(1) as a rule, firing O(log n),
//! cancelling O(1) on the average. Timers of the same time fire in the order in
//! which they were started.
//!
//! Times are plain numbers; it reads no clock.

use core::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::vec::Vec;

/// A timer that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimerKey {
    slot: u32,
    generation: u32,
}

/// Times at which some `T` is woken.
#[derive(Debug)]
pub(crate) struct Timers<T> {
    heap: BinaryHeap<Reverse<Entry>>,
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    /// How many of the heap were cancelled.
    cancelled: usize,
    next_order: u32,
}

#[derive(Debug)]
struct Slot<T> {
    /// `None` once it fired or was cancelled.
    target: Option<T>,
    /// Counts the timers that had this slot.
    generation: u32,
}

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    time: u64,
    /// Wraps around: it only tells timers of the same time apart.
    order: u32,
    slot: u32,
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = |entry: &Entry| (entry.time, entry.order, entry.slot);
        order(self).cmp(&order(other))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Timers<T> {
    pub(crate) const fn new() -> Self {
        Timers {
            heap: BinaryHeap::new(),
            slots: Vec::new(),
            free: Vec::new(),
            cancelled: 0,
            next_order: 0,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.heap.len() == self.cancelled
    }

    pub(crate) fn start(&mut self, time: u64, target: T) -> TimerKey {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot {
                target: None,
                generation: 0,
            });
            u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 timers")
        });
        self.slots[slot as usize].target = Some(target);
        let order = self.next_order;
        self.next_order = order.wrapping_add(1);
        self.heap.push(Reverse(Entry { time, order, slot }));
        TimerKey {
            slot,
            generation: self.slots[slot as usize].generation,
        }
    }

    /// Who a timer wakes, if it has not fired.
    pub(crate) fn target(&mut self, key: TimerKey) -> Option<&mut T> {
        let slot = &mut self.slots[key.slot as usize];
        match slot.generation == key.generation {
            true => slot.target.as_mut(),
            false => None,
        }
    }

    /// Gives who would have been woken.
    pub(crate) fn cancel(&mut self, key: TimerKey) -> Option<T> {
        let slot = &mut self.slots[key.slot as usize];
        if slot.generation != key.generation {
            return None;
        }
        let target = slot.target.take()?;
        self.cancelled += 1;
        if self.cancelled > 32 && self.cancelled > self.heap.len() / 2 {
            self.purge();
        }
        Some(target)
    }

    /// The time of the next timer.
    pub(crate) fn next_time(&mut self) -> Option<u64> {
        loop {
            let Reverse(first) = self.heap.peek()?;
            let (slot, time) = (first.slot, first.time);
            if self.slots[slot as usize].target.is_some() {
                return Some(time);
            }
            self.heap.pop();
            self.cancelled -= 1;
            self.release(slot);
        }
    }

    /// Takes the next timer whose time has come.
    pub(crate) fn fire(&mut self, now: u64) -> Option<T> {
        if self.next_time()? > now {
            return None;
        }
        let Reverse(first) = self.heap.pop()?;
        let target = self.slots[first.slot as usize].target.take();
        self.release(first.slot);
        target
    }

    fn release(&mut self, slot: u32) {
        let released = &mut self.slots[slot as usize];
        released.generation = released.generation.wrapping_add(1);
        self.free.push(slot);
    }

    fn purge(&mut self) {
        let Timers {
            heap, slots, free, ..
        } = self;
        heap.retain(|Reverse(entry)| {
            let slot = &mut slots[entry.slot as usize];
            if slot.target.is_none() {
                slot.generation = slot.generation.wrapping_add(1);
                free.push(entry.slot);
            }
            slot.target.is_some()
        });
        self.cancelled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_fire_by_time_and_then_in_order() {
        let mut timers = Timers::new();
        for (time, name) in [(5, "c"), (1, "a"), (5, "d"), (2, "b")] {
            timers.start(time, name);
        }
        assert_eq!(timers.next_time(), Some(1));
        let mut fired = Vec::new();
        while let Some(name) = timers.fire(5) {
            fired.push(name);
        }
        assert_eq!(fired, ["a", "b", "c", "d"]);
        assert!(timers.is_empty());
    }

    #[test]
    fn a_cancelled_timer_does_not_fire_and_its_key_is_dead() {
        let mut timers = Timers::new();
        let first = timers.start(1, "first");
        let second = timers.start(2, "second");
        assert_eq!(timers.cancel(first), Some("first"));
        assert_eq!(timers.cancel(first), None);
        assert_eq!(timers.fire(1), None);
        assert_eq!(timers.fire(9), Some("second"));
        assert_eq!(timers.cancel(second), None);
        assert_eq!(timers.target(second), None);
    }

    #[test]
    fn cancelled_timers_do_not_pile_up() {
        let mut timers = Timers::new();
        for time in 0..100_000 {
            let key = timers.start(1_000_000 + time, time);
            timers.cancel(key);
        }
        assert!(timers.heap.len() < 100, "{} are left", timers.heap.len());
        assert!(timers.slots.len() < 100);
    }

    #[test]
    fn a_slot_is_not_mistaken_for_the_timer_that_had_it() {
        let mut timers = Timers::new();
        let old = timers.start(1, "old");
        assert_eq!(timers.fire(1), Some("old"));
        let new = timers.start(2, "new");
        assert_eq!(timers.cancel(old), None);
        assert_eq!(timers.target(new), Some(&mut "new"));
    }
}
