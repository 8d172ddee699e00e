//! Many pauses in a row, with much alive: no loops.

use crate::prelude::*;

coro! {
    fn six_strings() yields usize -> String {
        let a = String::from("a");
        yield_value!(a.len());
        let b = a.clone() + "b";
        yield_value!(b.len());
        let c = b.clone() + "c";
        yield_value!(c.len());
        let d = c.clone() + "d";
        yield_value!(d.len());
        let e = d.clone() + "e";
        yield_value!(e.len());
        let f = e.clone() + "f";
        yield_value!(f.len());
        a + &b + &c + &d + &e + &f
    }

    fn twenty_drops() {
        let _a = D(1);
        yield_wait!();
        let _b = D(2);
        let _c = D(3);
        yield_wait!();
        let d = D(4);
        yield_wait!();
        let _e = D(5);
        yield_wait!();
        drop(d);
        yield_wait!();
        let _f = D(6);
        yield_wait!();
        let g = D(7);
        let h = (g, D(8));
        yield_wait!();
        yield_wait!();
        let _i = D(9);
        yield_wait!();
        let (_j, _) = h;
        yield_wait!();
        let _k = D(10);
        yield_wait!();
        let _l = D(11);
        yield_wait!();
        let m = D(12);
        yield_wait!();
        let _n = m;
        yield_wait!();
        let _o = D(13);
        yield_wait!();
    }

    fn big_array(seed: u8) yields u32 -> u32 {
        let mut big = [seed; 1024];
        big[0] += 1;
        yield_value!(u32::from(big[0]));
        big[1] += 2;
        yield_value!(u32::from(big[1]));
        let more = big;
        big[2] = 9;
        yield_value!(u32::from(more[2]));
        yield_value!(u32::from(big[2]));
        let sum = |list: &[u8]| list.iter().map(|&b| u32::from(b)).sum::<u32>();
        yield_value!(sum(&big));
        sum(&more) - sum(&big)
    }

    fn late_uses(a: u32, b: String, c: Vec<u32>) yields u32 -> u32 {
        let x = a + 1;
        let y = x * 2;
        yield_value!(y);
        let z = y + c.len() as u32;
        yield_value!(z);
        let text = b + "!";
        yield_value!(text.len() as u32);
        let mut list = c;
        list.push(x);
        yield_value!(list.len() as u32);
        let all = list.iter().sum::<u32>();
        yield_value!(all);
        let w = text.len() as u32 + x + y + z;
        yield_value!(w);
        all + w
    }

    fn rebinding(mut x: u32) yields u32 -> u32 {
        yield_value!(x);
        x += 1;
        yield_value!(x);
        let x = x * 10;
        yield_value!(x);
        let mut x = x + 1;
        yield_value!(x);
        x -= 5;
        yield_value!(x);
        let y = x;
        x = 1;
        yield_value!(x + y);
        let x = vec![x; 3];
        yield_value!(x.len() as u32);
        let x = x.into_iter().sum::<u32>();
        yield_value!(x);
        let x = Some(x).map_or(0, |x| x + y);
        yield_value!(x);
        x
    }

    fn long_dialogue() receives first: i32 yields i32 -> Vec<i32> {
        let mut all = vec![first];
        let a = yield_value!(1);
        let b = yield_value!(a + 1);
        all.push(yield_value!(b));
        let c = yield_value!(a + b);
        let d = yield_value!(c) + yield_value!(c + 1);
        all.extend([a, b]);
        let e = yield_value!(d) - d;
        let f = yield_value!(e);
        all.push(yield_value!(f) + f);
        let g = [yield_value!(c), yield_value!(d), yield_value!(e)];
        all.extend(g);
        let (h, i) = (yield_value!(7), yield_value!(8));
        all.push(h * i);
        all
    }

    /// The number is only given anew in the pausing statements, never read.
    fn assigned_only(mut pair: (i64, i64)) yields &'static str -> usize {
        let kept: D = (yield_value!("one"), D("kept")).1;
        pair = (yield_value!("three"), (yield_value!("two"), (6, 2)).1).1;
        kept.0.len()
    }

    /// What a part hands on is dead, and handed on again by the part around it.
    fn handed_on_twice(value: impl Copy) yields i64 -> i64 {
        match (D("left"), D("right")) {
            (left, _right) => log(format_args!("{} {:?}", left.id(), yield_value!(3))),
        }
        yield_value!(7);
        yield_value!(8);
        yield_value!((yield_value!(9), 10).1);
        let numbers = [4i64, 3, 7];
        match numbers {
            [first, .., _last] => {
                let _d = (yield_value!(first), D("in the arm")).1;
            }
        }
        yield_value!(2);
        let _ = value;
        9
    }

    /// A variable that a statement between two runs of pauses moves away.
    fn moved_between_runs(given: Option<D>) yields i64 -> usize {
        let mut found: Option<D> = {
            let _boxed = Box::new((yield_value!(8), D("boxed")).1);
            yield_value!(3);
            given
        };
        yield_value!(1);
        found = Some(D("again"));
        if (yield_value!(2), 7).1 < 5 {
            yield_value!(4);
            yield_value!((yield_value!(5), 6).1);
            return found.map_or(0, |d| d.0.len());
        }
        {
            let moved = found;
            log(moved.is_some());
        }
        yield_value!((yield_value!(9), 10).1);
        yield_value!((yield_value!(11), 12).1);
        yield_value!((yield_value!(13), 14).1);
        1
    }

    /// A number that only some ways still name, with names of ours beside it.
    fn named_on_some_ways(first: i64, wide: bool) yields i64 -> String {
        let (number, _) = (first, 6);
        yield_value!(number);
        let (low @ 2..=5, _) = (first, 5i64) else {
            if number < 0 {
                yield_value!(number);
            } else {
                yield_value!(number + 1);
            }
            yield_value!(1);
            return String::new();
        };
        yield_value!(9);
        if low == 3 {
            return format!("{number}");
        }
        format!("{wide}")
            + &(if wide && let [(..=2), _, _d] = [first - 2, 1, 2] {
                yield_from!([0, 1]);
                (yield_value!(1), "one".to_string()).1
            } else {
                if wide {
                    yield_value!(8);
                } else if first > 4 {
                    return "five".to_string();
                }
                return (yield_value!(5), "three".to_string()).1;
            })
    }

    fn unnameable_parameter(mut value: impl Copy + std::fmt::Debug, other: D) yields i64 -> String {
        let text = format!("{value:?}");
        let copy = value;
        yield_value!(1);
        yield_value!(2);
        value = copy;
        yield_value!(3);
        text + other.0
    }

    /// What an inner part hands on is named later; what the outer one hands on is not.
    fn handed_on_and_dropped(found: Option<u32>) yields u32 -> String {
        let kept @ Some(_) = (yield_value!(1), found).1 else {
            return "none".to_string();
        };
        yield_value!(2);
        let (a, b) = {
            yield_value!(3);
            (D("a"), D("b"))
        };
        let p = a.id() + b.id();
        yield_value!(4);
        log(p);
        if let Some(n) = kept
            && let Some(wide) = (yield_value!(5), Some(n + 4)).1
        {
            yield_value!(wide);
            log(p);
        } else {
            yield_value!(6);
        }
        log(p + 1);
        yield_value!(7);
        yield_value!(8);
        yield_value!(9);
        yield_value!(10);
        "end".to_string()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("six strings", six_strings);
    t.case("twenty drops", twenty_drops);
    t.case("big array", || big_array(3));
    t.case("late uses", || late_uses(1, "b".to_string(), vec![1, 2]));
    t.case("rebinding", || rebinding(3));
    t.case("assigned only", || assigned_only((1, 2)));
    t.case("handed on twice", || handed_on_twice("value"));
    t.case("moved between runs", || moved_between_runs(Some(D("given"))));
    t.case("moved between runs, none", || moved_between_runs(None));
    for first in [1, 2, 3, 4, 5, -1] {
        t.case(&format!("named on some ways {first}"), || named_on_some_ways(first, false));
        t.case(&format!("named on some ways {first}, wide"), || named_on_some_ways(first, true));
    }
    t.case("unnameable parameter", || unnameable_parameter('x', D("other")));
    t.case("handed on and dropped", || handed_on_and_dropped(Some(3)));
    t.case("handed on and dropped, none", || handed_on_and_dropped(None));
    t.receiving("long dialogue", long_dialogue, |k| k as i32 * 3);
}
