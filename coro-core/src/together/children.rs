//! A set of coroutines of one type, of which only those are resumed that were
//! woken.

use core::mem::take;
use std::sync::Arc;
use std::vec::Vec;

use crate::event_loop::{Child, Marked, Parked, Who, again, resume_child, set_parked};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// A set of coroutines. A place in it is used again once its coroutine returned.
pub(super) struct Children<C> {
    places: Vec<Place<C>>,
    free: Vec<usize>,
    marked: Arc<Marked>,
    /// Those that paused barely.
    bare: Vec<usize>,
    /// Who resumed the set last.
    who: Who,
    /// The list of the marked that is not in use.
    spare: Vec<usize>,
}

struct Place<C> {
    coroutine: Option<C>,
    /// What the caller calls it.
    name: usize,
    child: Arc<Child>,
}

impl<C: Coroutine<Yield = Wait>> Children<C> {
    pub(super) fn new() -> Self {
        Children {
            places: Vec::new(),
            free: Vec::new(),
            marked: Arc::default(),
            bare: Vec::new(),
            who: Who::default(),
            spare: Vec::new(),
        }
    }

    /// A set whose coroutines are called by their place in the list.
    pub(super) fn of(coroutines: impl IntoIterator<Item = C>) -> Self {
        let mut children = Children::new();
        for (name, coroutine) in coroutines.into_iter().enumerate() {
            children.insert(name, coroutine);
        }
        children
    }

    pub(super) fn insert(&mut self, name: usize, coroutine: C) {
        match self.free.pop() {
            Some(index) => {
                let place = &mut self.places[index];
                place.coroutine = Some(coroutine);
                place.name = name;
                // Not only marked: who woke the coroutine before it shall not wake this one.
                place.child = Child::new(index, &self.marked);
            }
            None => {
                let child = Child::new(self.places.len(), &self.marked);
                self.places.push(Place {
                    coroutine: Some(coroutine),
                    name,
                    child,
                });
            }
        }
    }

    /// How many have yet to return.
    /// Shows each of them.
    pub(super) fn inspect(&self, inspector: &mut Inspector<'_>) {
        for coroutine in self
            .places
            .iter()
            .filter_map(|place| place.coroutine.as_ref())
        {
            coroutine.inspect(inspector);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len() - self.free.len()
    }

    /// Drops those that have yet to return, in their order.
    pub(super) fn clear(&mut self) {
        self.free.clear();
        let places = take(&mut self.places);
        drop(places);
    }

    /// Resumes those that were woken, in that order, until `returned` says to
    /// stop. It is given what one returned, and its name.
    pub(super) fn resume(&mut self, mut returned: impl FnMut(usize, C::Return) -> Next) {
        self.find_who_resumes();
        let mut marked = self.marked.take(take(&mut self.spare));
        marked.append(&mut self.bare);
        let mut left = marked.drain(..);
        for index in &mut left {
            let Some(place) = self.places.get_mut(index) else {
                continue;
            };
            let Some(coroutine) = &mut place.coroutine else {
                continue;
            };
            place.child.unmark();
            match resume_child(&place.child, || coroutine.resume(())) {
                (CoroutineState::Yielded(Wait), true) => {}
                (CoroutineState::Yielded(Wait), false) => self.bare.push(index),
                (CoroutineState::Complete(value), _) => {
                    place.coroutine = None;
                    self.free.push(index);
                    if let Next::Stop = returned(place.name, value) {
                        break;
                    }
                }
            }
        }
        // Those that were not come to stay in line.
        self.bare.extend(left);
        self.spare = marked;
    }

    /// The pause of the set, after a `resume`.
    pub(super) fn pause<T>(&self) -> CoroutineState<Wait, T> {
        if self.bare.is_empty() && self.marked.is_empty() {
            set_parked(Parked::several());
        } else {
            again();
        }
        CoroutineState::Yielded(Wait)
    }

    /// Under somebody new all are resumed, since they would wake who was before.
    fn find_who_resumes(&mut self) {
        let who = Who::present();
        if !who.is_same(&self.who) {
            self.marked.owned_by(who.child().cloned());
            self.who = who;
            for place in &self.places {
                place.child.mark();
            }
        }
    }
}

/// Whether to go on resuming.
pub(super) enum Next {
    GoOn,
    Stop,
}
