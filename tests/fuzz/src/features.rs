//! What the generator may use.
//!
//! Takes a preset and changes by name, gives [`Features`]: one switch a construct, and a size.
//!
//! ```
//! use fuzz::features::Features;
//!
//! let mut features = Features::core();
//! assert!(features.set("panics", false));
//! assert!(!features.set("telepathy", true));
//! ```
//!
//! It says nothing about how often a construct is chosen; the tables of rules do.

use crate::random::Node;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident: $core:literal,)*) => {
        /// One switch for each construct, and a size.
        #[derive(Clone, Debug)]
        pub struct Features {
            $($(#[$doc])* pub $name: bool,)*
            /// Roughly the number of constructs in the first function of a program.
            pub size: usize,
        }

        impl Features {
            /// The names of the switches.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Ordinary programs: no temporaries or borrows alive across a pause.
            pub fn core() -> Self {
                Self { $($name: $core,)* size: 60 }
            }

            /// Everything.
            pub fn full() -> Self {
                Self { $($name: true,)* size: 60 }
            }

            /// Nothing but `let`, assignment, calls, `if` and the yields.
            pub fn least() -> Self {
                Self { $($name: false,)* size: 60 }
            }

            /// Some of these, so that programs differ in kind: what is everywhere hides the rest.
            pub fn some(&self, node: &mut Node) -> Self {
                Self { $($name: self.$name && node.child().chance(80),)* size: self.size }
            }

            /// Turns the switch called `name` on or off; false if there is none.
            pub fn set(&mut self, name: &str, on: bool) -> bool {
                match name {
                    $(stringify!($name) => self.$name = on,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

features! {
    /// A name used again for another variable.
    shadowing: true,
    /// `let x;` and the value later, in one or several branches.
    late_initialisation: true,
    /// One field or element moved out, the other left behind.
    partial_moves: true,
    /// Patterns in parameters.
    parameter_patterns: true,
    /// `match`.
    matches: true,
    /// Guards on arms.
    guards: true,
    /// `let .. else`.
    let_else: true,
    /// `if let` and `while let`.
    if_let: true,
    /// Several conditions with `let`s among them.
    let_chains: true,
    /// Loops.
    loops: true,
    /// Labels on loops, and jumps to them across levels.
    labels: true,
    /// Blocks with labels.
    labelled_blocks: true,
    /// `return` before the end.
    early_return: true,
    /// `?` on `Result` and `Option`.
    question_mark: true,
    /// Closures.
    closures: true,
    /// Variables whose type nobody can write: closures, iterators, paused machines.
    unnameable_types: true,
    /// `format!`, `vec!`, `assert!` and `matches!` around yields.
    macros: true,
    /// `yield_from!` of other generated functions.
    delegation: true,
    /// `yield_from!` of iterators.
    iterator_delegation: true,
    /// `yield_from!` of futures of the standard library.
    futures: true,
    /// A function that delegates to itself through `.boxed()`.
    recursion: true,
    /// `receives x: i64`.
    receives: true,
    /// `async fn` and `.await`.
    asynchronous: true,
    /// Panics at some step.
    panics: true,
    /// Items inside of bodies.
    items: true,
    /// Values that are inferred only by a later statement.
    late_inference: true,
    /// `coro!(move || ..)` as an operand.
    inline_machines: true,
    /// Parameters of a type that only the caller knows.
    generic_parameters: true,
    /// Temporaries with a destructor alive across a pause.
    temporaries: false,
    /// Borrows of locals alive across a pause.
    borrows: false,
}
