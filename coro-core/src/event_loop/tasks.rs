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
    free: Vec<u32>,
    /// Where the last task stood that had a waker outside.
    witness: usize,
    next_number: u64,
}

#[derive(Debug)]
struct Place {
    task: Option<SharedTask>,
    generation: u32,
}

impl Tasks {
    pub(crate) const fn new() -> Self {
        Tasks {
            places: Vec::new(),
            free: Vec::new(),
            witness: 0,
            next_number: 1,
        }
    }

    /// Puts in the task that is made with its id and its number.
    pub(crate) fn insert<B: Body + 'static>(
        &mut self,
        make: impl FnOnce(TaskId, u64) -> Rc<TaskCell<B>>,
    ) -> Rc<TaskCell<B>> {
        let index = self.free.pop().unwrap_or_else(|| {
            self.places.push(Place {
                task: None,
                generation: 0,
            });
            u32::try_from(self.places.len() - 1).expect("fewer than 2^32 tasks")
        });
        let place = &mut self.places[index as usize];
        let id = TaskId {
            index,
            generation: place.generation,
        };
        let task = make(id, self.next_number);
        self.next_number += 1;
        place.task = Some(task.clone());
        task
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
        self.free.push(id.index);
        Some(task)
    }

    /// All tasks, in the order in which they were spawned.
    pub(crate) fn in_order(&self) -> Vec<SharedTask> {
        let mut tasks: Vec<SharedTask> = Vec::new();
        tasks.extend(self.places.iter().filter_map(|place| place.task.clone()));
        tasks.sort_by_key(|task| task.header.number);
        tasks
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len() - self.free.len()
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
