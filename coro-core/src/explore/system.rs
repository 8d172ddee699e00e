//! What is explored: machines, and what they share.

use std::hash::Hash;
use std::string::{String, ToString};
use std::vec::Vec;

use crate::inspect::Backtrace;
use crate::{Coroutine, CoroutineState};

/// Several machines that take steps in any order.
///
/// [`Shared`] is one for most uses.
pub trait System: Clone + Eq + Hash {
    /// How many machines there are; those that returned count as well.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes a step with one of them. False if it has returned before.
    fn step(&mut self, machine: usize) -> bool;

    /// Where one of them stands, for people.
    fn place(&self, machine: usize) -> String;
}

/// Machines that are lent the same world, one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shared<W, M> {
    /// What they are lent.
    pub world: W,
    machines: M,
}

impl<W, M: Machines<W>> Shared<W, M> {
    /// A world and the machines that act in it.
    ///
    /// `machines` are a list or an array of machines of one fn, or a tuple of up to six of several.
    pub fn new<T: IntoMachines<W, Machines = M>>(world: W, machines: T) -> Self {
        let machines = machines.into_machines();
        Shared { world, machines }
    }

    /// Whether all of them have returned.
    pub fn is_done(&self) -> bool {
        (0..self.machines.len()).all(|machine| self.machines.is_done(machine))
    }
}

impl<W, M> System for Shared<W, M>
where
    W: Clone + Eq + Hash,
    M: Machines<W> + Clone + Eq + Hash,
{
    fn len(&self) -> usize {
        self.machines.len()
    }

    fn step(&mut self, machine: usize) -> bool {
        self.machines.step(machine, &mut self.world)
    }

    fn place(&self, machine: usize) -> String {
        self.machines.place(machine)
    }
}

/// What becomes the machines of a [`Shared`].
pub trait IntoMachines<W> {
    /// The machines.
    type Machines: Machines<W>;

    /// Turns into them.
    fn into_machines(self) -> Self::Machines;
}

/// Machines in a world.
pub trait Machines<W> {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes a step with one. False if it has returned before.
    fn step(&mut self, machine: usize, world: &mut W) -> bool;

    /// Whether it has returned.
    fn is_done(&self, machine: usize) -> bool;

    /// Where it stands.
    fn place(&self, machine: usize) -> String;
}

/// A machine that may have returned: then it is gone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot<C>(Option<C>);

impl<C> Slot<C> {
    fn step<W>(&mut self, world: &mut W) -> bool
    where
        C: for<'w> Coroutine<&'w mut W>,
    {
        let Some(machine) = &mut self.0 else {
            return false;
        };
        if let CoroutineState::Complete(_) = machine.resume(world) {
            self.0 = None;
        }
        true
    }

    fn place<W>(&self) -> String
    where
        C: for<'w> Coroutine<&'w mut W>,
    {
        let Some(machine) = &self.0 else {
            return "returned".to_string();
        };
        let backtrace = Backtrace::of::<&mut W, C>(machine);
        let frames = backtrace.frames().iter();
        let frames: Vec<String> = frames.map(ToString::to_string).collect();
        frames.join(" > ")
    }
}

impl<W, C: for<'w> Coroutine<&'w mut W>> Machines<W> for Vec<Slot<C>> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn step(&mut self, machine: usize, world: &mut W) -> bool {
        self[machine].step(world)
    }

    fn is_done(&self, machine: usize) -> bool {
        self[machine].0.is_none()
    }

    fn place(&self, machine: usize) -> String {
        self[machine].place()
    }
}

impl<W, C: for<'w> Coroutine<&'w mut W>> IntoMachines<W> for Vec<C> {
    type Machines = Vec<Slot<C>>;

    fn into_machines(self) -> Self::Machines {
        self.into_iter()
            .map(|machine| Slot(Some(machine)))
            .collect()
    }
}

impl<W, C: for<'w> Coroutine<&'w mut W>, const N: usize> Machines<W> for [Slot<C>; N] {
    fn len(&self) -> usize {
        N
    }

    fn step(&mut self, machine: usize, world: &mut W) -> bool {
        self[machine].step(world)
    }

    fn is_done(&self, machine: usize) -> bool {
        self[machine].0.is_none()
    }

    fn place(&self, machine: usize) -> String {
        self[machine].place()
    }
}

impl<W, C: for<'w> Coroutine<&'w mut W>, const N: usize> IntoMachines<W> for [C; N] {
    type Machines = [Slot<C>; N];

    fn into_machines(self) -> Self::Machines {
        self.map(|machine| Slot(Some(machine)))
    }
}

/// Implements both for tuples.
macro_rules! tuples {
    ($($count:literal: $($name:ident $index:tt),*;)*) => {
        $(
            impl<W, $($name: for<'w> Coroutine<&'w mut W>),*> Machines<W> for ($(Slot<$name>,)*) {
                fn len(&self) -> usize {
                    $count
                }

                fn step(&mut self, machine: usize, world: &mut W) -> bool {
                    match machine {
                        $($index => self.$index.step(world),)*
                        _ => false,
                    }
                }

                fn is_done(&self, machine: usize) -> bool {
                    match machine {
                        $($index => self.$index.0.is_none(),)*
                        _ => true,
                    }
                }

                fn place(&self, machine: usize) -> String {
                    match machine {
                        $($index => self.$index.place(),)*
                        _ => String::new(),
                    }
                }
            }

            impl<W, $($name: for<'w> Coroutine<&'w mut W>),*> IntoMachines<W> for ($($name,)*) {
                type Machines = ($(Slot<$name>,)*);

                fn into_machines(self) -> Self::Machines {
                    ($(Slot(Some(self.$index)),)*)
                }
            }
        )*
    };
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}
