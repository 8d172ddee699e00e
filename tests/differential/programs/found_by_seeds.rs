//! Programs that the fuzzer found.

use crate::prelude::*;

#[derive(Debug)]
pub struct Duo {
    pub left: D,
    pub right: D,
}

#[derive(Debug)]
pub enum Choice {
    Empty,
    One(D),
    Both { left: D, right: D },
    Counted(i64, D),
}

pub struct Point {
    pub x: i64,
    pub y: i64,
}

pub fn half(number: i64) -> Option<i64> {
    (number % 2 == 0).then_some(number / 2)
}

pub fn traced(number: i64) -> i64 {
    log(format!("traced {number}"));
    number
}

pub fn renew(tracer: D, number: i64) -> D {
    log(format!("renew {tracer:?} {number}"));
    if number % 4 == 1 { D("renewed") } else { tracer }
}

pub trait Used {
    fn rank(&self) -> i64;
}

impl Used for D {
    fn rank(&self) -> i64 {
        self.id() % 10
    }
}

pub fn first<A, B>(value: A, _other: B) -> A {
    log("first");
    value
}

pub fn after<P: std::fmt::Debug, T>(pause: P, value: T) -> T {
    log(format!("after {pause:?}"));
    value
}

// seed 75082 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod parts_of_a_tuple_in_a_tuple {
    use super::*;

    coro! {
        fn f2(mut z: D, mut h: Box<D>) yields String -> D {
            let (e, mut c) = (Choice::One(D("c3")), (D("c4"), D("c5")));
            if let None = Some(z) {
                drop(c.1);
            } else {}
            let f;
            'l1: {
                if let Choice::Counted(b, p) = e {
                    f = b;
                    break 'l1;
                }
                f = 8i64;
            }
            drop(h);
            match (9i64, 1i64) {
                (3..=6, q) => {
                    D("c6")
                }
                left => {
                    h = after(yield_value!("two".to_string()), Box::new(D("c7")));
                    c.0
                }
            }
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("parts_of_a_tuple_in_a_tuple f2", || f2(D("c1"), Box::new(D("c2"))));
    }
}

// seed 75088 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_first_value_behind_its_delegate {
    use super::*;

    coro! {
        fn f0() receives z: i64 yields i64 -> i64 {
            yield_from!(f1(2, if first(0i64 >= 3i64, D("a1")) || (9i64 > 6i64) {
                        D("a2")
                    } else {
                        D("a3")
                }), (Point { y: traced(z), x: 8 }).x);
            4
        }
    }

    coro! {
        fn f1(depth: i64, c: D) receives m: i64 yields i64 -> i64 {
            if depth <= 0 {
                return 1;
            }
            8
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.receiving("a_first_value_behind_its_delegate f0", || f0(), |k| k as i64 * 4 % 11);
    }
}

// seed 73058 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod variables_asked_beside_each_other {
    use super::*;

    coro! {
        fn f0() yields i64 -> Option<D> {
            let mut z = vec![D("a1"), D("a2")];
            loop {
                let m = match z.pop() {
                    None => break,
                    Some(m) => m,
                };
            }
            match 8i64 >= 4 {
                false => {}
                true => {
                    let (c, u) = (D("a3"), z.pop().unwrap_or(D("a4")));
                    log(format!("841 {z:?} {:?}", u));
                    let g = after(yield_value!(4), Duo { left: D("a5"), right: D("a6") });
                }
            }
            None
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("variables_asked_beside_each_other f0", || f0());
    }
}

// seed 84018 (full)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod no_match_of_a_delegate {
    use super::*;

    coro! {
        fn f0(q: D) yields i64 -> (D, D) {
            let None = yield_from!(f3(D("a2"))) else {
                return (D("a3"), D("a4"));
            };
            (D("a5"), D("a6"))
        }
    }

    coro! {
        fn f3(e: D) yields i64 -> Option<D> {
            Some(e)
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("no_match_of_a_delegate f0", || f0(D("a1")));
    }
}

// seed 321 (full)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_part_left_in_a_guarded_arm {
    use super::*;

    coro! {
        async fn f0(mut u: Duo) -> Result<i64, String> {
            if let Some(e @ 2..=5) = (match u {
                    Duo { left: k, .. } if u.right.id() % 10 != 3 => half(8),
                    mut m => None::<i64>,
            }) {}
            yield_wait!();
            Ok(6)
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("a_part_left_in_a_guarded_arm f0", || f0(Duo { left: D("a1"), right: D("a2") }));
    }
}

// seed 951009 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_field_of_one_of_a_tuple {
    use super::*;

    coro! {
        fn f0(q: D) yields i64 -> Result<i64, String> {
            let (item, mut k) = (Duo { left: D("a2"), right: D("a3") }, D("a4"));
            let z: Option<D> = Some(k);
            k = if q.rank() <= 4i64 {
                D("a5")
            } else {
                if after(yield_value!(2), (1i64 + q.rank()) >= 6i64) {
                    match &z {
                        Some(x) => {}
                        None => {
                            match &z {
                                Some(g) => {}
                                None => {
                                    k = item.left;
                                }
                            }
                        }
                    }
                } else {}
                D("a6")
            };
            Ok(5)
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("a_field_of_one_of_a_tuple f0", || f0(D("a1")));
    }
}

// seed 951042 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_part_of_what_a_loop_gives {
    use super::*;

    coro! {
        async fn f0() -> Result<i64, String> {
            let mut z = {
                let mut y = 0i64;
                loop {
                    y += 1;
                    if y > 2 {
                        break (D("a1"), D("a2"));
                    }
                    yield_wait!();
                }
            };
            let mut p: D = z.0;
            yield_wait!();
            Err("bad".to_string())
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("a_part_of_what_a_loop_gives f0", || f0());
    }
}

// seed 930030 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod parts_of_what_a_fn_hands_through {
    use super::*;

    coro! {
        fn f0() yields i64 -> Result<i64, String> {
            let mut d = if let Ok(u) = Ok::<D, String>(D("a1")) {
                first((D("a2"), D("a3")), ())
            } else {
                first(after(yield_value!(3), (D("a4"), D("a5"))), ())
            };
            let y;
            if let Ok(item) = Ok::<D, String>(d.1) {
                d.1 = renew(after(yield_value!(3), D("a6")), 1);
                y = d.1;
            } else {
                y = D("a7");
            }
            Ok(3)
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("parts_of_what_a_fn_hands_through f0", || f0());
    }
}

// seed 5088 (full)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_value_that_is_not_matched {
    use super::*;

    coro! {
        fn f0() receives i64 yields i64 -> Result<i64, String> {
            'l1: {
                let Choice::One(mut d) = after(yield_value!(D("a1").rank()), Choice::Both { right: D("a2"), left: D("a3") }) else {
                    return Ok(3);
                };
            }
            Ok(6)
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.receiving("a_value_that_is_not_matched f0", || f0(), |k| k as i64 * 3 % 11);
    }
}

// seed 971010 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod parts_that_pause_in_a_chain {
    use super::*;

    coro! {
        fn f3(depth: i64) yields i64 -> Result<i64, String> {
            if depth <= 0 {
                return Ok(1);
            }
            let mut a = vec![D("d1")];
            'l1: while let Some(v) = a.pop() {
                if let Ok(f) = after(yield_value!(depth), Ok::<i64, String>(8i64)) && let Ok(_) = (after(yield_value!(depth), Ok::<i64, String>(8i64)), after(yield_value!(depth), v.rank() >= v.rank())).0 && after(yield_value!(f), v.rank() <= 1) {} else {}
            }
            Err("bad".to_string())
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("parts_that_pause_in_a_chain f3", || f3(2));
    }
}

// seed 971032 (core)
#[allow(warnings, unconditional_panic, arithmetic_overflow, overflowing_literals)]
mod a_part_of_parts_that_pause {
    use super::*;

    coro! {
        fn f1() receives c: i64 yields i64 -> Option<i64> {
            let mut v = vec![D("b1")];
            while let Some(h) = v.pop() && (h.rank() >= 8i64) {
                if let (c @ (0 | 4 | 7), b) = (yield_value!(1) ^ yield_value!(c), after(yield_value!(5), 6i64)) && let [(..=2), _, mut f] = (after(yield_value!(yield_value!(c)), after(yield_value!(8), [9i64, 1, 7])), c).0 {}
            }
            None
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.receiving("a_part_of_parts_that_pause f1", || f1(), |k| k as i64 * 2 % 11);
    }
}

// seed 2300054 (ordinary)
#[allow(warnings)]
mod references_of_a_part_in_a_branch {
    use super::*;

    coro! {
        fn f1(n: i64) yields i64 -> i64 {
            let mut turn = 0i64;
            while turn < 3 {
                turn += 1;
                let value = D("q");
                let list = vec![4i64, 7, 1];
                let part = &list[..(({ yield_value!(turn); 2i64 }) as usize).min(list.len())];
                yield_value!(n);
                log(part.len());
                if n % 2 == 0 {
                    drop(value);
                    yield_value!(n);
                } else {
                    yield_value!(turn);
                }
                yield_value!(n);
            }
            n
        }
    }

    pub fn cases(t: &mut Tracer) {
        t.case("a reference of a part in a branch, 4", || f1(4));
        t.case("a reference of a part in a branch, 3", || f1(3));
    }
}

pub fn cases(t: &mut Tracer) {
    parts_of_a_tuple_in_a_tuple::cases(t);
    a_first_value_behind_its_delegate::cases(t);
    variables_asked_beside_each_other::cases(t);
    no_match_of_a_delegate::cases(t);
    a_part_left_in_a_guarded_arm::cases(t);
    a_field_of_one_of_a_tuple::cases(t);
    a_part_of_what_a_loop_gives::cases(t);
    parts_of_what_a_fn_hands_through::cases(t);
    a_value_that_is_not_matched::cases(t);
    parts_that_pause_in_a_chain::cases(t);
    a_part_of_parts_that_pause::cases(t);
    references_of_a_part_in_a_branch::cases(t);
}
