//! Carrying saved machines over into a new version of their fn, one state at a time, while they are restored.
//!
//! The old state is read as what it held, in whatever format it was saved, and turned into what the new one holds. A
//! state that no edit touched is read as it is, without a question.
//!
//! ```
//! use coro_core::saving::{Migration, Moved};
//! use coro_core::{Coroutine, CoroutineState::Yielded, Restore, coro};
//! use serde::{Deserialize, Serialize};
//!
//! coro! {
//!     /// Version 1 held `pounds` in the state `Paid`, and had a state `Packing` before it.
//!     #[derive(Serialize, Deserialize)]
//!     fn order(cents: u32) yields u32 {
//!         #[state(Paid)]
//!         yield_value!(cents / 100);
//!         yield_value!(cents);
//!     }
//! }
//!
//! /// What both held in version 1.
//! #[derive(Deserialize)]
//! struct Old { pounds: u32 }
//!
//! /// What `Paid` holds now; in the order of the names.
//! #[derive(Serialize)]
//! struct Paid { cents: u32 }
//!
//! let to_paid = |old: Old| Moved::to("Paid", Paid { cents: old.pounds * 100 });
//! let migration = Migration::of("Paid", to_paid).and("Packing", to_paid);
//!
//! let mut machine = order(0);
//! for saved in [
//!     r#"{"layout":4294967297,"standing":{"Paid":{"pounds":7}}}"#,
//!     r#"{"layout":4294967297,"standing":{"Packing":{"pounds":7}}}"#,
//! ] {
//!     machine.restore_with(&mut serde_json::Deserializer::from_str(saved), &migration).unwrap();
//!     assert_eq!(machine.resume(()), Yielded(700));
//! }
//! ```

//!
//! A fn can have its ways itself. Then its machine is carried over wherever it is read: as a delegate inside of another
//! one, in a list, by `Deserialize`.
//!
//! ```
//! use coro_core::saving::{Migration, Moved};
//! use coro_core::{Coroutine, CoroutineState::Yielded, Restore, coro};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize)]
//! struct InPounds { pounds: u32 }
//!
//! #[derive(Serialize)]
//! struct InCents { cents: u32 }
//!
//! coro! {
//!     #[derive(Serialize, Deserialize)]
//!     #[migrate(Migration::of("Paid", |old: InPounds| Moved::to("Paid", InCents { cents: old.pounds * 100 })))]
//!     fn pay(cents: u32) yields u32 {
//!         #[state(Paid)]
//!         yield_value!(cents);
//!         yield_value!(cents + 1);
//!     }
//!
//!     #[derive(Serialize, Deserialize)]
//!     fn order(cents: u32) yields u32 {
//!         #[state(Paying)]
//!         yield_from!(pay(cents));
//!     }
//! }
//!
//! let mut machine = order(1);
//! assert_eq!(machine.resume(()), Yielded(1));
//! let mut saved = serde_json::to_value(&machine).unwrap();
//! let of_version_1 = r#"{"layout":4294967297,"standing":{"Paid":{"pounds":7}}}"#;
//! saved["standing"]["Paying"]["inner"] = serde_json::from_str(of_version_1).unwrap();
//! machine.restore(saved).unwrap();
//! assert_eq!(machine.resume(()), Yielded(701));
//! ```

use core::fmt;
use core::marker::PhantomData;

use alloc::string::{String, ToString};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serialize;

use super::data::Data;

/// How states of older versions are carried over. [`Migration`] makes one of closures.
pub trait Migrate {
    /// Whether there is a way for a state of this name, if its layout is not that of today.
    fn knows(&self, state: &str) -> bool;

    /// Reads what a state that it [knows](Migrate::knows) held, and says where the machine stands now.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn migrate<'de, D: Deserializer<'de>>(&self, state: &str, holds: D) -> Result<Moved, D::Error>;
}

/// No state is carried over.
impl Migrate for () {
    fn knows(&self, _: &str) -> bool {
        false
    }

    fn migrate<'de, D: Deserializer<'de>>(&self, state: &str, _: D) -> Result<Moved, D::Error> {
        Err(Error::custom(format_args!(
            "nothing is known of the state `{state}`"
        )))
    }
}

/// Ways that were given for this once, before those that the fn has itself.
pub(super) struct Either<'m, M, N>(pub(super) &'m M, pub(super) N);

impl<M: Migrate, N: Migrate> Migrate for Either<'_, M, N> {
    fn knows(&self, state: &str) -> bool {
        self.0.knows(state) || self.1.knows(state)
    }

    fn migrate<'de, D: Deserializer<'de>>(&self, state: &str, holds: D) -> Result<Moved, D::Error> {
        match self.0.knows(state) {
            true => self.0.migrate(state, holds),
            false => self.1.migrate(state, holds),
        }
    }
}

/// Where a machine stands now, and what it holds there.
#[derive(Clone, Debug)]
pub struct Moved {
    pub(super) state: String,
    pub(super) holds: Result<Data, String>,
}

impl Moved {
    /// In the state of this name, which holds the fields of `holds`: a struct whose fields are called as the
    /// variables are.
    pub fn to(state: impl Into<String>, holds: impl Serialize) -> Moved {
        Moved {
            state: state.into(),
            holds: Data::of(&holds).map_err(|error| error.to_string()),
        }
    }
}

/// Ways for states by their names, the one that was made last first.
pub struct Migration<H, F, Rest = ()> {
    state: &'static str,
    migrate: F,
    rest: Rest,
    holds: PhantomData<fn(H)>,
}

impl<H, F: Fn(H) -> Moved> Migration<H, F> {
    /// A way for the state of this name, which held an `H`.
    pub const fn of(state: &'static str, migrate: F) -> Self
    where
        H: for<'de> Deserialize<'de>,
    {
        Migration {
            state,
            migrate,
            rest: (),
            holds: PhantomData,
        }
    }
}

impl<H, F, Rest> Migration<H, F, Rest> {
    /// And one for another state.
    pub const fn and<I, G>(self, state: &'static str, migrate: G) -> Migration<I, G, Self>
    where
        G: Fn(I) -> Moved,
        I: for<'de> Deserialize<'de>,
    {
        Migration {
            state,
            migrate,
            rest: self,
            holds: PhantomData,
        }
    }
}

impl<H, F, Rest> Migrate for Migration<H, F, Rest>
where
    H: for<'de> Deserialize<'de>,
    F: Fn(H) -> Moved,
    Rest: Migrate,
{
    fn knows(&self, state: &str) -> bool {
        self.state == state || self.rest.knows(state)
    }

    fn migrate<'de, D: Deserializer<'de>>(&self, state: &str, holds: D) -> Result<Moved, D::Error> {
        match self.state == state {
            true => H::deserialize(holds).map(&self.migrate),
            false => self.rest.migrate(state, holds),
        }
    }
}

impl<H, F, Rest: fmt::Debug> fmt::Debug for Migration<H, F, Rest> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Migration")
            .field("state", &self.state)
            .field("rest", &self.rest)
            .finish_non_exhaustive()
    }
}
