//! Three protothreads, as on a microcontroller: no `std`, no allocator, all machines in one `static`.
//!
//! A blinking light, a button that bounces, and a line that is received byte by byte. Each is a coroutine that is lent the
//! pins for one step; the interrupt of a timer would call [`Board::tick`]. `cargo test -p small -- --nocapture` prints the bytes of
//! each machine beside those of the same `async fn`.

#![no_std]
#![forbid(unsafe_code)]

use coro_core::{Coroutine, coro};

/// What the hardware shows and is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// The light is on.
    pub light: bool,
    /// The button's contact is closed.
    pub contact: bool,
    /// What came in on the wire.
    pub byte: Option<u8>,
    /// How often the button was pressed.
    pub presses: u32,
    /// The sum of the last line's bytes.
    pub sum: Option<u16>,
}

coro! {
    /// On for `on` ticks, off for `off` ticks.
    #[machine(pub Blink)]
    pub fn blink(on: u8, off: u8) receives pins: &mut Pins {
        loop {
            pins.light = true;
            for _ in 0..on {
                yield_wait!();
            }
            pins.light = false;
            for _ in 0..off {
                yield_wait!();
            }
        }
    }

    /// A press counts when the contact stayed closed for three ticks.
    #[machine(pub Debounce)]
    pub fn debounce() receives pins: &mut Pins {
        loop {
            while !pins.contact {
                yield_wait!();
            }
            let mut closed = 0u8;
            while pins.contact && closed < 3 {
                closed += 1;
                yield_wait!();
            }
            if closed < 3 {
                continue;
            }
            pins.presses += 1;
            while pins.contact {
                yield_wait!();
            }
        }
    }

    /// A line: its length, then so many bytes.
    #[machine(pub Receive)]
    pub fn receive() receives pins: &mut Pins {
        loop {
            let length: u8 = loop {
                if let Some(byte) = pins.byte.take() {
                    break byte;
                }
                yield_wait!();
            };
            let mut sum = 0u16;
            let mut left = length;
            while left > 0 {
                match pins.byte.take() {
                    Some(byte) => {
                        sum += u16::from(byte);
                        left -= 1;
                    }
                    None => {
                        yield_wait!();
                    }
                }
            }
            pins.sum = Some(sum);
            yield_wait!();
        }
    }
}

/// All that runs.
pub struct Board {
    /// The hardware.
    pub pins: Pins,
    blink: Blink,
    debounce: Debounce,
    receive: Receive,
}

impl Board {
    /// Nothing has begun. It is a constant, so that a `static` can hold it.
    pub const fn new() -> Board {
        Board {
            pins: Pins {
                light: false,
                contact: false,
                byte: None,
                presses: 0,
                sum: None,
            },
            blink: Blink::Start { on: 3, off: 2 },
            debounce: Debounce::Start,
            receive: Receive::Start,
        }
    }

    /// One step of each.
    pub fn tick(&mut self) {
        let pins = &mut self.pins;
        let _ = self.blink.resume(pins);
        let _ = self.debounce.resume(pins);
        let _ = self.receive.resume(pins);
    }
}

impl Default for Board {
    fn default() -> Board {
        Board::new()
    }
}
