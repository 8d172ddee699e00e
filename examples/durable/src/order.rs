//! An order, from the charge to the parcel, as one function.
//!
//! It reads like a script that runs without a break, and may take weeks: the machine is saved at each pause. What
//! it wants done it hands out as a [`Command`]; what became of it comes back as an [`Event`].

use coro_core::{Coroutine, CoroutineState, Restore, coro};
use serde::{Deserialize, Serialize};

/// What an order wants done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Take the money.
    Charge { price: u32, attempt: u32 },
    /// Put one aside.
    Reserve { item: String },
    /// Give the money back.
    Refund { price: u32 },
    /// Send it.
    Ship { item: String },
    /// Go on at this time, in milliseconds.
    Sleep { until: u64 },
}

/// What became of a command, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Milliseconds.
    pub now: u64,
    /// Whether it was done.
    pub is_done: bool,
}

coro! {
    /// Charges with three attempts, waits for stock until `deadline`, then ships or pays back.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub fn order(item: String, price: u32, patience: u64) receives mut event: Event yields Command -> String {
        let deadline = event.now + patience;
        let mut is_paid = false;
        for attempt in 1..=3 {
            #[state(Charging)]
            event = yield_value!(Command::Charge { price, attempt });
            if event.is_done {
                is_paid = true;
                break;
            }
            let until = event.now + 2 * u64::from(attempt);
            #[state(BackingOff)]
            event = yield_value!(Command::Sleep { until });
        }
        if !is_paid {
            return format!("{item}: not paid");
        }
        loop {
            #[state(Reserving)]
            event = yield_value!(Command::Reserve { item: item.clone() });
            if event.is_done {
                break;
            }
            if event.now >= deadline {
                #[state(Refunding)]
                yield_value!(Command::Refund { price });
                return format!("{item}: out of stock, paid back");
            }
            let until = event.now + 3;
            #[state(WaitingForStock)]
            event = yield_value!(Command::Sleep { until });
        }
        #[state(Shipping)]
        yield_value!(Command::Ship { item: item.clone() });
        format!("{item}: shipped")
    }
}

/// An order that has not begun, as it is saved.
pub fn placed(item: &str, price: u32, patience: u64) -> Vec<u8> {
    let machine = order(item.to_string(), price, patience);
    postcard::to_allocvec(&machine).expect("a machine that has not begun can be written")
}

/// What an order came to in one step.
#[derive(Debug)]
pub enum Stepped {
    /// The machine as it is saved now, and what it wants done.
    Wants(Vec<u8>, Command),
    /// It ended so.
    Ended(String),
}

/// Takes one step with a saved order.
///
/// # Errors
///
/// If it is of another version: `RestoreError` says of which state.
pub fn step(saved: &[u8], event: Event) -> Result<Stepped, String> {
    let mut machine = order(String::new(), 0, 0);
    machine
        .restore(&mut postcard::Deserializer::from_bytes(saved))
        .map_err(|error| error.to_string())?;
    match machine.resume(event) {
        CoroutineState::Yielded(command) => {
            let saved = postcard::to_allocvec(&machine).map_err(|error| error.to_string())?;
            Ok(Stepped::Wants(saved, command))
        }
        CoroutineState::Complete(end) => Ok(Stepped::Ended(end)),
    }
}

/// The world outside: a bank that fails at first, and a warehouse that is short of some things.
///
/// It depends on nothing but the command and how often the order asked for it, so a test knows what is right.
pub fn perform(id: u64, command: &Command, asked: u64) -> bool {
    match command {
        Command::Charge { attempt, .. } => match id % 5 {
            4 => false,
            fails => u64::from(*attempt) > fails % 3,
        },
        Command::Reserve { item } => match item.as_str() {
            "gone" => false,
            "rare" => asked >= 3,
            _ => true,
        },
        Command::Refund { .. } | Command::Ship { .. } | Command::Sleep { .. } => true,
    }
}
