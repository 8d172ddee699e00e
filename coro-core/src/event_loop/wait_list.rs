//! Who waits for one thing, in the order in which they came.
//!
//! Each waiting coroutine holds a [`Place`] and gives it back when it is dropped
//! or has what it waited for.

use core::mem::take;
use std::collections::VecDeque;

use super::context::{self, Parked, Target};

/// Those who wait.
#[derive(Debug, Default)]
pub(crate) struct WaitList {
    /// By ascending number; `None` where somebody left.
    waiting: VecDeque<(u64, Option<Target>)>,
    next: u64,
}

/// A place in a [`WaitList`].
#[derive(Debug, Default)]
pub(crate) struct Place(Option<u64>);

impl Place {
    pub(crate) const fn new() -> Self {
        Place(None)
    }

    pub(crate) fn is_taken(&self) -> bool {
        self.0.is_some()
    }
}

impl WaitList {
    /// Has whoever is being resumed woken with the others, and parks it. Where
    /// there is nobody to wake the pause stays a bare one.
    pub(crate) fn wait(&mut self, place: &mut Place, parked: Parked) {
        let Some(target) = context::target() else {
            return;
        };
        match place.0.and_then(|number| self.find(number)) {
            Some(index) => self.waiting[index].1 = Some(target),
            None => {
                place.0 = Some(self.next);
                self.waiting.push_back((self.next, Some(target)));
                self.next += 1;
            }
        }
        context::set_parked(parked);
    }

    /// Takes one who waits off the list.
    pub(crate) fn leave(&mut self, place: &mut Place) -> Option<Target> {
        let index = self.find(place.0.take()?)?;
        let target = self.waiting[index].1.take();
        while let Some((_, None)) = self.waiting.front() {
            self.waiting.pop_front();
        }
        while let Some((_, None)) = self.waiting.back() {
            self.waiting.pop_back();
        }
        target
    }

    /// Those who wait, for waking once nothing is borrowed.
    pub(crate) fn take_all(&mut self) -> impl Iterator<Item = Target> + use<> {
        take(&mut self.waiting)
            .into_iter()
            .filter_map(|(_, target)| target)
    }

    fn find(&self, number: u64) -> Option<usize> {
        self.waiting
            .binary_search_by_key(&number, |(found, _)| *found)
            .ok()
    }
}
