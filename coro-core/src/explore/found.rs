//! What an exploration gives.

use core::fmt;
use std::string::String;
use std::vec::Vec;

/// Nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explored {
    /// How many states there are, the first one included.
    pub states: usize,
    /// How many steps were taken from all of them.
    pub steps: usize,
    /// Whether these are all.
    pub is_complete: bool,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The invariant does not hold.
    Broken,
    /// Some machines have not returned, and no step of any changes anything.
    Deadlock,
}

/// One step of one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the list of machines.
    pub machine: usize,
    /// Where it stood, with file and line.
    pub from: String,
    /// Where it stands.
    pub to: String,
}

/// The shortest way to a problem. `{}` prints a line for each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub(super) problem: Problem,
    pub(super) steps: Vec<Step>,
    pub(super) standing: Vec<String>,
}

impl Found {
    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The way to it.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where each machine stands then.
    #[must_use]
    pub fn standing(&self) -> &[String] {
        &self.standing
    }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.problem {
            Problem::Broken => "the invariant does not hold",
            Problem::Deadlock => "deadlock",
        };
        let many = if self.steps.len() == 1 { "" } else { "s" };
        write!(formatter, "{what} after {} step{many}:", self.steps.len())?;
        for (number, step) in self.steps.iter().enumerate() {
            let (machine, to) = (step.machine, &step.to);
            write!(formatter, "\n{:3}. machine {machine}: {to}", number + 1)?;
        }
        formatter.write_str("\nthere they stand:")?;
        for (machine, place) in self.standing.iter().enumerate() {
            write!(formatter, "\n     machine {machine}: {place}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Found {}
