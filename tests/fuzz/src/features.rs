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
    ($($(#[$doc:meta])* $name:ident: $core:literal $full:literal,)*) => {
        /// One switch for each construct, and a size.
        #[derive(Clone, Debug)]
        pub struct Features {
            $($(#[$doc])* pub $name: bool,)*
            /// Roughly the number of constructs in the first function of a program.
            pub size: usize,
            /// Programs of the other generator, of pieces of everyday code.
            pub ordinary: bool,
        }

        impl Features {
            /// The names of the switches.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Ordinary programs: no temporaries or borrows alive across a pause.
            pub fn core() -> Self {
                Self { $($name: $core,)* size: 60, ordinary: false }
            }

            /// All that `coro!` promises to take.
            pub fn full() -> Self {
                Self { $($name: $full,)* size: 60, ordinary: false }
            }

            /// Nothing but `let`, assignment, calls, `if` and the yields.
            pub fn least() -> Self {
                Self { $($name: false,)* size: 60, ordinary: false }
            }

            /// Pieces of everyday code, put together by another generator.
            pub fn ordinary() -> Self {
                Self { ordinary: true, size: 40, ..Self::full() }
            }

            /// Some of these, so that programs differ in kind: what is everywhere hides the rest.
            pub fn some(&self, node: &mut Node) -> Self {
                Self { $($name: self.$name && node.child().chance(80),)* size: self.size, ordinary: self.ordinary }
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
    shadowing: true true,
    /// `let x;` and the value later, in one or several branches.
    late_initialisation: true true,
    /// One field or element moved out, the other left behind.
    partial_moves: true true,
    /// Patterns in parameters.
    parameter_patterns: true true,
    /// `match`.
    matches: true true,
    /// Guards on arms.
    guards: true true,
    /// `let .. else`.
    let_else: true true,
    /// `if let` and `while let`.
    if_let: true true,
    /// Several conditions with `let`s among them.
    let_chains: true true,
    /// Loops.
    loops: true true,
    /// Labels on loops, and jumps to them across levels.
    labels: true true,
    /// Blocks with labels.
    labelled_blocks: true true,
    /// `return` before the end.
    early_return: true true,
    /// `?` on `Result` and `Option`.
    question_mark: true true,
    /// Closures.
    closures: true true,
    /// Variables whose type nobody can write: closures, iterators, paused machines.
    unnameable_types: true true,
    /// `format!`, `vec!`, `assert!` and `matches!` around yields.
    macros: true true,
    /// `yield_from!` of other generated functions.
    delegation: true true,
    /// `yield_from!` of iterators.
    iterator_delegation: true true,
    /// `yield_from!` of futures of the standard library.
    futures: true true,
    /// A function that delegates to itself through `.boxed()`.
    recursion: true true,
    /// `receives x: i64`.
    receives: true true,
    /// `async fn` and `.await`.
    asynchronous: true true,
    /// Panics at some step.
    panics: true true,
    /// Items inside of bodies.
    items: true true,
    /// Values that are inferred only by a later statement.
    late_inference: true true,
    /// `coro!(move || ..)` as an operand.
    inline_machines: true true,
    /// Parameters of a type that only the caller knows.
    generic_parameters: true true,
    /// Temporaries with a destructor alive across a pause.
    temporaries: false true,
    /// Borrows of places alive across a pause, which can be taken again after it.
    borrows: false true,
    /// Borrows of other kinds alive across a pause, which `coro!` may reject with a reason.
    odd_borrows: false false,
    /// Parts with a destructor that a pattern leaves in a value whose shape cannot be seen.
    leftovers: false false,
    /// Temporaries made by a call of a function, which only a type can tell to have a destructor.
    made_temporaries: false false,
    /// Methods of the user's that take a bare variable by value, which only rustc can know.
    consuming_methods: false false,
}
