//! Where orders are kept, and the two transactions that move them on.
//!
//! | table | holds |
//! | --- | --- |
//! | orders | the saved machine, the event that it has not seen yet and when it may, how many steps it took |
//! | outbox | what an order wants done, by order and step |
//! | ledger | what was done |
//! | ends | what became of an order |
//!
//! [`Store::step`] resumes one order: the new machine, the command in the outbox and the event's end are one transaction.
//! [`Store::deliver`] does what stands in the outbox: the line in the ledger, the outbox without it and the event
//! for the order are one transaction. A process may be killed between any two instructions: either all of
//! a transaction is there afterwards or nothing.

use crate::order::{Command, Event};

pub mod embedded;
pub mod shared;

/// What goes wrong in a database.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// An order, as it is kept.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// The saved machine.
    pub machine: Vec<u8>,
    /// What it has not seen yet.
    pub event: Option<Event>,
    /// When it may see it.
    pub due: u64,
    /// How many steps it took.
    pub steps: u64,
}

/// What a transaction did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It moved something on.
    Something,
    /// Nothing is due now.
    Nothing,
    /// There is nothing left to do, now or later.
    All,
}

/// A database.
pub trait Store {
    /// Keeps a new order, once.
    fn place(&mut self, id: u64, machine: Vec<u8>) -> Result<(), Failure>;

    /// Resumes one order that is due.
    fn step(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure>;

    /// Does one thing of the outbox.
    fn deliver(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure>;

    /// The ledger in order, then the ends.
    fn report(&mut self) -> Result<Vec<String>, Failure>;
}

/// A line of the ledger.
pub fn line(command: &Command, is_done: bool) -> String {
    format!("{command:?} -> {is_done}")
}
