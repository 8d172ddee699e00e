//! A loop in an arm of a loop, whose own match leaves `None` and moves the rest.

use crate::prelude::*;

pub enum Event { Quit, Key(i64), Open(D) }
pub fn event(n: i64) -> Event { match n % 3 { 0 => Event::Quit, 1 => Event::Key(n), _ => Event::Open(D("o")) } }

coro! {
    async fn f0(n: i64) -> D {
        let d = 'l1: {
            for k2 in 0..4 {
                if matches!(k2, 1 | 3 | 4..=9) && n != k2 {
                    match event(k2) {
                        Event::Open(held) => { held.touch(); }
                        Event::Key(1 | 2) | Event::Quit => {
                            let mut list5 = vec![Some(0), Some(5i64), None, Some(3), Some(5)];
                            'outer4: while let Some(top) = list5.pop() {
                                let held = D("a1");
                                match top {
                                    None => { yield_wait!(); continue 'outer4; }
                                    Some(k) => match k {
                                        0 => break 'outer4,
                                        k if k > 2 => loop {
                                            let e = D("a2");
                                            yield_wait!();
                                            if k > 4 { continue 'outer4; }
                                            drop(e);
                                            break;
                                        },
                                        k => { yield_wait!(); log(k); }
                                    }
                                }
                                log(format!("{held:?}"));
                            }
                        }
                        _ => {}
                    }
                } else if n % 2 == 0 {} else {}
                if n % 2 == 0 { break 'l1 D("a3"); }
            }
            D("a4")
        };
        d
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("two", || f0(2));
    t.case("five", || f0(5));
}
