//! Who waits for one thing, in the order in which they came.
//!
//! Each waiting coroutine holds a [`Place`] and gives it back when it is dropped
//! or has what it waited for.

use core::mem::take;
use std::boxed::Box;
use std::collections::VecDeque;

use super::context::{self, Parked, Target};

/// Those who wait. Mostly it is one, who takes no memory elsewhere.
#[derive(Debug, Default)]
pub(crate) struct WaitList {
    waiting: Waiting,
    next: u32,
}

#[derive(Debug, Default)]
enum Waiting {
    #[default]
    Nobody,
    One(u32, Target),
    /// By ascending number; `None` where somebody left.
    Many(Box<Many>),
}

/// Boxed, since many is the rare case and a list is large.
#[derive(Debug, Default)]
struct Many {
    waiting: VecDeque<(u32, Option<Target>)>,
}

/// A place in a [`WaitList`].
#[derive(Debug, Default)]
pub(crate) struct Place(Option<u32>);

impl Place {
    pub(crate) const fn new() -> Self {
        Place(None)
    }

    #[inline]
    pub(crate) fn is_taken(&self) -> bool {
        self.0.is_some()
    }

    /// What tells it from the other places that are taken.
    pub(crate) fn number(&self) -> Option<u32> {
        self.0
    }
}

impl WaitList {
    /// Has whoever is being resumed woken with the others, and parks it. Where
    /// there is nobody to wake the pause stays a bare one.
    pub(crate) fn wait(&mut self, place: &mut Place, parked: Parked) {
        let Some(target) = context::target() else {
            return;
        };
        context::set_parked(parked);
        if let (None, Waiting::Nobody) = (place.0, &self.waiting) {
            let number = self.next;
            self.next = number.wrapping_add(1);
            place.0 = Some(number);
            self.waiting = Waiting::One(number, target);
            return;
        }
        match self.find(place) {
            Some(old) => *old = target,
            None => {
                place.0 = Some(self.next);
                self.push(target);
            }
        }
    }

    fn find(&mut self, place: &Place) -> Option<&mut Target> {
        let number = place.0?;
        match &mut self.waiting {
            Waiting::One(first, target) if *first == number => Some(target),
            Waiting::Many(many) => {
                let index = many.position(number)?;
                many.waiting[index].1.as_mut()
            }
            _ => None,
        }
    }

    fn push(&mut self, target: Target) {
        let number = self.next;
        // A list would need as many waiting at once for a number to come again.
        self.next = number.wrapping_add(1);
        self.waiting = match take(&mut self.waiting) {
            Waiting::Nobody => Waiting::One(number, target),
            Waiting::One(first_number, first) => Waiting::Many(Box::new(Many {
                waiting: VecDeque::from([(first_number, Some(first)), (number, Some(target))]),
            })),
            Waiting::Many(mut many) => {
                many.waiting.push_back((number, Some(target)));
                Waiting::Many(many)
            }
        };
    }

    /// Takes one who waits off the list.
    #[inline]
    pub(crate) fn leave(&mut self, place: &mut Place) -> Option<Target> {
        match self.waiting {
            // As a rule it leaves because it was woken, with all the others.
            Waiting::Nobody => {
                place.0 = None;
                None
            }
            _ => self.leave_others(place),
        }
    }

    fn leave_others(&mut self, place: &mut Place) -> Option<Target> {
        let number = place.0.take()?;
        match &mut self.waiting {
            Waiting::Nobody => None,
            Waiting::One(first, _) => match *first == number {
                true => match take(&mut self.waiting) {
                    Waiting::One(_, target) => Some(target),
                    _ => None,
                },
                false => None,
            },
            Waiting::Many(many) => {
                let index = many.position(number)?;
                let waiting = &mut many.waiting;
                let target = waiting[index].1.take();
                while let Some((_, None)) = waiting.front() {
                    waiting.pop_front();
                }
                while let Some((_, None)) = waiting.back() {
                    waiting.pop_back();
                }
                target
            }
        }
    }

    /// Those who wait, for waking once nothing is borrowed.
    #[inline]
    pub(crate) fn take(&mut self) -> WaitList {
        WaitList {
            waiting: take(&mut self.waiting),
            next: 0,
        }
    }

    /// Wakes all who wait, in the order in which they came.
    #[inline]
    pub(crate) fn wake(self) {
        match self.waiting {
            Waiting::Nobody => {}
            Waiting::One(_, target) => target.wake(),
            Waiting::Many(many) => {
                let targets = many.waiting.into_iter().filter_map(|(_, target)| target);
                targets.for_each(Target::wake);
            }
        }
    }
}

impl Many {
    fn position(&self, number: u32) -> Option<usize> {
        let by_number = |(found, _): &(u32, Option<Target>)| *found;
        self.waiting.binary_search_by_key(&number, by_number).ok()
    }
}
