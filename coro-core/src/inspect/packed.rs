//! What the macro writes down of a function: one text, read only when somebody asks.
//!
//! A line for the function, then one for each state in the order of their numbers; the
//! states of a level follow the state that holds the level, one deeper. Columns are
//! separated by tabs:
//!
//! ```text
//! collect ⇥ src/main.rs ⇥ 5
//! 0s Start ⇥ 0 ⇥ ⇥ limit from ⇥ 3 5
//! 0l For1 ⇥ 9 ⇥ for i in (1..=from).rev() ⇥ @at iter log? limit ⇥
//! 1n Next ⇥ 0 ⇥ ⇥ ⇥
//! 1f From2 ⇥ 11 ⇥ yield_from!(sleep(i)) ⇥ >inner line ⇥ 3 5
//! 0r Running ⇥ 0 ⇥ ⇥ ⇥
//! 0d Done ⇥ 0 ⇥ ⇥ ⇥
//! ```
//!
//! The columns of a state: depth, kind and name; line (0: none); what is written there;
//! fields as they stand in the enum (`>` a delegate, `@` the states of a level, `~` kept
//! only to be dropped, `?` with a drop flag); the numbers of the states it can go to.
//! `coro-macros/src/emit/graph.rs` writes it.

use core::fmt;

/// A function in `coro!` and its states, as the macro wrote them down.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layout {
    packed: &'static str,
}

/// A state of a function in `coro!`, or a level: several states inside of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateInfo {
    number: usize,
    line: &'static str,
}

/// What kind of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing has run yet.
    Start,
    /// `yield_wait!()`
    Wait,
    /// `yield_value!(..)`
    Value,
    /// `yield_from!(..)` or `.await`
    Delegate,
    /// It holds the states of a level: a loop, or some statements.
    Level,
    /// The beginning of a level.
    Begin,
    /// The code is running, or panicked while it ran.
    Running,
    /// Returned.
    Done,
}

impl Layout {
    /// Reads the text that the macro wrote. `None` for one that it did not write.
    #[must_use]
    pub(crate) fn new(packed: &'static str) -> Option<Self> {
        (!packed.is_empty()).then_some(Layout { packed })
    }

    fn column(self, number: usize) -> &'static str {
        let first = self.packed.lines().next().unwrap_or_default();
        first.split('\t').nth(number).unwrap_or_default()
    }

    /// The name of the function.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.column(0)
    }

    /// The file it stands in, as the compiler names it.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.column(1)
    }

    /// The line of its name, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.column(2).parse().unwrap_or_default()
    }

    /// The states, each at the position that is its number. The states of a level
    /// follow the one that holds it.
    pub fn states(self) -> impl Iterator<Item = StateInfo> {
        let lines = self.packed.lines().skip(1).enumerate();
        lines.map(|(number, line)| StateInfo { number, line })
    }

    /// The state with this number.
    #[must_use]
    pub fn state(self, number: usize) -> Option<StateInfo> {
        self.states().nth(number)
    }

    /// Whether a field of some state is a delegate (`>`), the states of a level (`@`) or only kept to be
    /// dropped (`~`).
    #[cfg(feature = "alloc")]
    pub(super) fn mark_of(self, name: &str) -> Option<char> {
        let mut fields = self.states().flat_map(StateInfo::marked_fields);
        let found = fields.find(|field| field.trim_start_matches(['>', '@', '~']) == name)?;
        found
            .chars()
            .next()
            .filter(|mark| ['>', '@', '~'].contains(mark))
    }

    /// All of it as the macro wrote it: the same text, the same states, names and fields.
    #[must_use]
    pub fn packed(self) -> &'static str {
        self.packed
    }
}

impl StateInfo {
    fn column(self, number: usize) -> &'static str {
        self.line.split('\t').nth(number).unwrap_or_default()
    }

    fn head(self) -> (&'static str, &'static str) {
        self.column(0).split_once(' ').unwrap_or_default()
    }

    /// Its number, from 0.
    #[must_use]
    pub fn number(self) -> usize {
        self.number
    }

    /// How many levels it stands in.
    #[must_use]
    pub fn depth(self) -> usize {
        let digits = self
            .head()
            .0
            .trim_end_matches(|end: char| !end.is_ascii_digit());
        digits.parse().unwrap_or_default()
    }

    /// What kind of state it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.head().0.chars().next_back() {
            Some('s') => Kind::Start,
            Some('w') => Kind::Wait,
            Some('v') => Kind::Value,
            Some('f') => Kind::Delegate,
            Some('l') => Kind::Level,
            Some('n') => Kind::Begin,
            Some('r') => Kind::Running,
            _ => Kind::Done,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.head().1
    }

    /// The line it stands at, from 1; 0 where no line of the source is its own.
    #[must_use]
    pub fn line(self) -> u32 {
        self.column(1).parse().unwrap_or_default()
    }

    /// What is written there.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.column(2)
    }

    /// The fields of its variant, in order, as they are called there.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        self.marked_fields().map(|field| {
            field
                .trim_start_matches(['>', '@', '~'])
                .trim_end_matches('?')
        })
    }

    /// The variables of the user's that its own variant holds, in order. Those of the states
    /// around it are alive as well.
    pub fn holds(self) -> impl Iterator<Item = &'static str> {
        self.marked_fields()
            .filter(|field| !field.starts_with(['>', '@', '~']))
            .map(|field| field.trim_end_matches('?'))
    }

    fn marked_fields(self) -> impl Iterator<Item = &'static str> {
        self.column(3).split(' ').filter(|field| !field.is_empty())
    }

    /// The numbers of the states in which it can stand when it paused next, or ended.
    pub fn goes_to(self) -> impl Iterator<Item = usize> {
        let numbers = self.column(4).split(' ');
        numbers.filter_map(|number| number.parse().ok())
    }
}

impl fmt::Debug for Layout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Layout of {}", self.name())
    }
}

impl fmt::Debug for StateInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number, self.name())
    }
}
