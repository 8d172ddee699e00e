//! The tasks of a loop, each in a place of its own until it ends.
//!
//! A [`TaskId`] is a place and a count of the tasks that had it, so that a
//! waker of a task long gone wakes nobody. It resumes nothing.

use std::rc::Rc;
use std::vec::Vec;

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
}

#[derive(Debug)]
struct Place {
    task: Option<SharedTask>,
    generation: u32,
    /// If it is free, the next one that is.
    next_free: u32,
}

const NO_PLACE: u32 = u32::MAX;

impl Tasks {
    pub(crate) const fn new() -> Self {
        Tasks {
            places: Vec::new(),
            free: NO_PLACE,
            count: 0,
            witness: 0,
            next_number: 1,
        }
    }

    /// Puts in the task that is made with its id and its number.
    #[inline]
    pub(crate) fn insert<B: Body + 'static>(
        &mut self,
        make: impl FnOnce(TaskId, u64) -> Rc<TaskCell<B>>,
    ) -> Rc<TaskCell<B>> {
        if self.free == NO_PLACE {
            self.add_place();
        }
        let index = self.free;
        let place = &mut self.places[index as usize];
        let id = TaskId {
            index,
            generation: place.generation,
        };
        let task = make(id, self.next_number);
        self.free = place.next_free;
        self.next_number += 1;
        self.count += 1;
        place.task = Some(task.clone());
        task
    }

    fn add_place(&mut self) {
        self.free = u32::try_from(self.places.len()).unwrap_or(NO_PLACE);
        assert!(self.free < NO_PLACE, "fewer than 2^32 tasks");
        self.places.push(Place {
            task: None,
            generation: 0,
            next_free: NO_PLACE,
        });
    }

    #[inline]
    pub(crate) fn get(&self, id: TaskId) -> Option<&SharedTask> {
        let place = &self.places[id.index as usize];
        match place.generation == id.generation {
            true => place.task.as_ref(),
            false => None,
        }
    }

    pub(crate) fn remove(&mut self, id: TaskId) -> Option<SharedTask> {
        let place = &mut self.places[id.index as usize];
        if place.generation != id.generation {
            return None;
        }
        let task = place.task.take()?;
        place.generation = place.generation.wrapping_add(1);
        place.next_free = self.free;
        self.free = id.index;
        self.count -= 1;
        Some(task)
    }

    /// All tasks, in the order in which they were spawned.
    pub(crate) fn in_order(&self) -> Vec<SharedTask> {
        let mut tasks: Vec<SharedTask> = Vec::new();
        tasks.extend(self.places.iter().filter_map(|place| place.task.clone()));
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
            let task = self.places[index].task.as_ref();
            if task.is_some_and(|task| task.header.has_outside_waker()) {
                self.witness = index;
                return true;
            }
        }
        false
    }
}
