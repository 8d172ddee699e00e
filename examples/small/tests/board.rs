//! The board in a `static`, and the bytes of its machines beside those of the same `async fn`.

use small::{Blink, Board, Debounce, Receive};
use std::cell::RefCell;
use std::mem::{size_of, size_of_val};
use std::rc::Rc;
use std::sync::Mutex;

static BOARD: Mutex<Board> = Mutex::new(Board::new());

#[test]
fn a_static_holds_three_machines() {
    let mut board = BOARD.lock().unwrap();
    let mut lights = Vec::new();
    for turn in 0..20u8 {
        // bounces in turn 2, is pressed from turn 5 to 10
        board.pins.contact = turn == 2 || (5..10).contains(&turn);
        board.pins.byte = [2, 40, 2, 3, 1, 2, 3].get(usize::from(turn)).copied();
        board.tick();
        lights.push(board.pins.light);
        if turn == 2 {
            assert_eq!(board.pins.sum, Some(42));
        }
    }
    assert_eq!(
        lights[..10],
        [
            true, true, true, false, false, true, true, true, false, false
        ]
    );
    assert_eq!(board.pins.presses, 1);
    assert_eq!(board.pins.sum, Some(6));
}

/// The same as an `async fn`: it cannot be lent the pins, so it holds a pointer to them.
mod with_async {
    use super::*;
    use small::Pins;
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    pub type Shared = Rc<RefCell<Pins>>;

    struct Turn(bool);

    impl Future for Turn {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            if std::mem::replace(&mut self.0, true) {
                return Poll::Ready(());
            }
            Poll::Pending
        }
    }

    pub async fn blink(pins: Shared, on: u8, off: u8) {
        loop {
            pins.borrow_mut().light = true;
            for _ in 0..on {
                Turn(false).await;
            }
            pins.borrow_mut().light = false;
            for _ in 0..off {
                Turn(false).await;
            }
        }
    }

    pub async fn debounce(pins: Shared) {
        loop {
            while !pins.borrow().contact {
                Turn(false).await;
            }
            let mut closed = 0u8;
            while pins.borrow().contact && closed < 3 {
                closed += 1;
                Turn(false).await;
            }
            if closed < 3 {
                continue;
            }
            pins.borrow_mut().presses += 1;
            while pins.borrow().contact {
                Turn(false).await;
            }
        }
    }

    pub async fn receive(pins: Shared) {
        loop {
            let length: u8 = loop {
                let byte = pins.borrow_mut().byte.take();
                if let Some(byte) = byte {
                    break byte;
                }
                Turn(false).await;
            };
            let mut sum = 0u16;
            let mut left = length;
            while left > 0 {
                let byte = pins.borrow_mut().byte.take();
                match byte {
                    Some(byte) => {
                        sum += u16::from(byte);
                        left -= 1;
                    }
                    None => Turn(false).await,
                }
            }
            pins.borrow_mut().sum = Some(sum);
            Turn(false).await;
        }
    }
}

#[test]
fn a_machine_is_smaller_than_the_future_of_the_same_text() {
    let pins = with_async::Shared::default();
    let sizes = [
        (
            "blink",
            size_of::<Blink>(),
            size_of_val(&with_async::blink(pins.clone(), 3, 2)),
        ),
        (
            "debounce",
            size_of::<Debounce>(),
            size_of_val(&with_async::debounce(pins.clone())),
        ),
        (
            "receive",
            size_of::<Receive>(),
            size_of_val(&with_async::receive(pins)),
        ),
    ];
    println!("bytes      coro!  async fn");
    for (name, machine, future) in sizes {
        println!("{name:<10} {machine:>5} {future:>9}");
        assert!(machine < future, "{name}: {machine} and {future} bytes");
    }
}
