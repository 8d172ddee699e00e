//! Who waits for one thing, in the order in which they came.
//!
//! Each waiting coroutine holds a [`Place`] and gives it back when it is dropped
//! or has what it waited for.

use core::mem::{forget, replace, take};
use std::boxed::Box;
use std::collections::VecDeque;

use super::context::{self, Target};
use super::parked::Parked;

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

/// A place in a [`WaitList`]: the number of whoever has it, or 0.
#[derive(Debug, Default)]
pub(crate) struct Place(u32);

impl Place {
    pub(crate) const fn new() -> Self {
        Place(0)
    }

    #[inline]
    pub(crate) fn is_taken(&self) -> bool {
        self.0 != 0
    }

    /// Gives it back to a list that is empty or gone.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.0 = 0;
    }

    /// What tells it from the other places that are taken.
    pub(crate) fn number(&self) -> Option<u32> {
        self.is_taken().then_some(self.0)
    }
}

impl WaitList {
    /// Has whoever is being resumed woken with the others, and parks it. Where
    /// there is nobody to wake the pause stays a bare one.
    #[inline]
    pub(crate) fn wait(&mut self, place: &mut Place, parked: Parked) {
        // The usual case: the first one, which is simply a task.
        if let Waiting::Nobody = self.waiting
            && let Some(task) = context::simply_a_task()
        {
            context::set_parked(parked);
            place.0 = self.number();
            let nobody = replace(
                &mut self.waiting,
                Waiting::One(place.0, Target::Task(task, None)),
            );
            // There is nothing to drop, which it need not find out again.
            return forget(nobody);
        }
        self.wait_with_others(place, parked);
    }

    /// A number for whoever comes now. A list would need as many waiting at once for one to come again.
    #[inline]
    fn number(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1).max(1);
        self.next
    }

    #[inline(never)]
    fn wait_with_others(&mut self, place: &mut Place, parked: Parked) {
        let Some(target) = context::target() else {
            return;
        };
        context::set_parked(parked);
        match self.find(place) {
            Some(old) => *old = target,
            None => {
                place.0 = self.number();
                self.push(place.0, target);
            }
        }
    }

    fn find(&mut self, place: &Place) -> Option<&mut Target> {
        let number = place.number()?;
        match &mut self.waiting {
            Waiting::One(first, target) if *first == number => Some(target),
            Waiting::Many(many) => {
                let index = many.position(number)?;
                many.waiting[index].1.as_mut()
            }
            _ => None,
        }
    }

    fn push(&mut self, number: u32, target: Target) {
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
                place.clear();
                None
            }
            _ => self.leave_others(place),
        }
    }

    #[inline(never)]
    fn leave_others(&mut self, place: &mut Place) -> Option<Target> {
        let number = take(&mut place.0);
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
        take(self)
    }

    /// Wakes all who wait, in the order in which they came.
    #[inline]
    pub(crate) fn wake(self) {
        match self.waiting {
            Waiting::Nobody => {}
            Waiting::One(_, Target::Task(task, None)) => task.wake(),
            others => others.wake(),
        }
    }
}

impl Waiting {
    #[inline(never)]
    fn wake(self) {
        match self {
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
