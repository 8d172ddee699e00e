//! The tasks of a loop, each in a place of its own until it ends.
//!
//! A [`TaskId`] is a place and a part of the task's number, so that a
//! waker of a task long gone wakes nobody. It resumes nothing.

use core::mem::replace;
use core::panic::Location;
use std::rc::Rc;
use std::vec::Vec;

use super::sites::{Site, Sites};
use super::task::{Body, SharedTask, TaskCell, TaskId};

/// The tasks of a loop.
#[derive(Debug)]
pub(crate) struct Tasks {
    places: Vec<Place>,
    /// The first place that is free, if not [`NO_PLACE`].
    free: u32,
    count: usize,
    /// Where the last task stood that had a waker outside.
    witness: usize,
    next_number: u64,
    pub(super) sites: Sites,
}

/// As large as a pointer to a task: there may be a million.
#[derive(Debug)]
enum Place {
    Taken(SharedTask),
    /// And the next one that is free, if not [`NO_PLACE`].
    Free(u32),
}

const NO_PLACE: u32 = u32::MAX;

impl Place {
    fn task(&self) -> Option<&SharedTask> {
        match self {
            Place::Taken(task) => Some(task),
            Place::Free(_) => None,
        }
    }
}

impl Tasks {
    pub(crate) const fn new() -> Self {
        Tasks {
            places: Vec::new(),
            free: NO_PLACE,
            count: 0,
            witness: 0,
            next_number: 1,
            sites: Sites::new(),
        }
    }

    /// Puts in the task that is made with its place, its number and its site.
    #[inline]
    pub(crate) fn insert<B: Body + 'static>(
        &mut self,
        spawned_at: &'static Location<'static>,
        make: impl FnOnce(u32, u64, Site) -> Rc<TaskCell<B>>,
    ) -> Rc<TaskCell<B>> {
        if self.free == NO_PLACE {
            self.add_place();
        }
        let index = self.free;
        let place = &mut self.places[index as usize];
        if let Place::Free(next) = *place {
            self.free = next;
        }
        let task = make(index, self.next_number, self.sites.site(spawned_at));
        *place = Place::Taken(task.clone());
        self.next_number += 1;
        self.count += 1;
        task
    }

    #[inline]
    fn add_place(&mut self) {
        self.free = u32::try_from(self.places.len()).unwrap_or(NO_PLACE);
        assert!(self.free < NO_PLACE, "fewer than 2^32 tasks");
        self.places.push(Place::Free(NO_PLACE));
    }

    #[inline]
    pub(crate) fn get(&self, id: TaskId) -> Option<&SharedTask> {
        match self.places.get(id.index() as usize) {
            Some(Place::Taken(task)) if task.header.id == id => Some(task),
            _ => None,
        }
    }

    pub(crate) fn remove(&mut self, id: TaskId) -> Option<SharedTask> {
        let place = self.places.get_mut(id.index() as usize)?;
        match place {
            Place::Taken(task) if task.header.id == id => {}
            _ => return None,
        }
        let taken = replace(place, Place::Free(self.free));
        self.free = id.index();
        self.count -= 1;
        match taken {
            Place::Taken(task) => Some(task),
            Place::Free(_) => None,
        }
    }

    /// All tasks, in the order in which they were spawned.
    pub(crate) fn in_order(&self) -> Vec<SharedTask> {
        let mut tasks: Vec<SharedTask> = Vec::new();
        tasks.extend(self.places.iter().filter_map(Place::task).cloned());
        tasks.sort_by_key(|task| task.header.number());
        tasks
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.count
    }

    /// Whether anybody but the tasks themselves holds one's waker. The task that
    /// last had one is looked at first: where tasks wait for sockets it is
    /// found at once.
    pub(crate) fn has_outside_waker(&mut self) -> bool {
        let count = self.places.len();
        for step in 0..count {
            let index = (self.witness + step) % count;
            let task = self.places[index].task();
            if task.is_some_and(|task| task.header.has_outside_waker()) {
                self.witness = index;
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, SharedTask};

    #[test]
    fn a_place_is_as_large_as_its_task() {
        assert_eq!(size_of::<Place>(), size_of::<SharedTask>());
    }
}
