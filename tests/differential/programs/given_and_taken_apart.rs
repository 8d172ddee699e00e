//! Variables that are given another value of which a part is lost later, or a value made of their own parts.

use crate::prelude::*;
type T = D<String>;
fn t(s: &str) -> T { D(s.to_string()) }
#[derive(Debug)]
struct Item { name: String, weight: i64, tag: T }
impl Item {
    fn new(name: &str, weight: i64) -> Self { Item { name: name.to_string(), weight, tag: D(name.to_string()) } }
    fn add(&mut self, n: i64) -> i64 { self.weight += n; self.weight }
    fn into_tag(self) -> T { self.tag }
}
coro! {
    fn f3(p: i64) yields i64 -> Option<T> {
        let mut last: Item = Item { name: String::new(), weight: p, tag: t("a") };
        yield_value!(last.add(p));
        let late;
        if p % 2 == 1 {
            yield_value!(4);
            late = Item::new("d18", 3);
        } else {
            late = last;
        }
        log(format!("{:?}", &late));
        last = Item::new("d19", 8);
        Some(last.tag)
    }
    fn f3b(p: i64) yields i64 -> Option<T> {
        let mut last = Item { name: String::new(), weight: p, tag: t("a") };
        yield_value!(last.weight);
        if p % 2 == 1 {
            drop(last);
            yield_value!(4);
            last = Item::new("d19", 8);
        }
        Some(last.tag)
    }
    fn f3c(p: i64) yields i64 -> Option<T> {
        let mut last = (t("a"), 4);
        yield_value!(last.1);
        if p % 2 == 1 {
            drop(last);
            yield_value!(4);
            last = (t("b"), 5);
        }
        Some(last.0)
    }
    fn f1(mut p0: Item) yields i64 {
        let mut w = 0;
        while w < 2 {
            w += 1;
            yield_value!(p0.weight);
            p0.weight += 1;
        }
        p0 = Item { weight: 1, tag: t("d13"), ..p0 };
        let r6 = &mut p0;
        yield_value!(r6.add(2));
        log(format!("{:?}", &p0));
    }
    fn f2(mut p0: Item) yields i64 {
        yield_value!(0);
        if p0.weight % 4 == 0 {
            drop(p0);
            yield_value!(1);
        }
        p0 = Item { name: 3.to_string(), weight: 9, tag: t("d30") };
        yield_value!(2);
        {
            let best = vec![p0.tag];
            yield_value!(best.len() as i64);
        }
        yield_value!(3);
        if true {
            p0 = Item { name: 3.to_string(), weight: 9, tag: t("d30") };
        }
    }
}
coro! {
    fn g1(mut p0: Item) yields i64 {
        if p0.weight % 4 == 0 {
            if p0.weight > 4 {
                let rest = vec![p0];
                yield_value!(1);
            } else {
                yield_value!(2);
                p0 = Item { name: String::from("s"), weight: 2, tag: p0.tag };
                drop(p0);
            }
        }
        p0 = Item { name: 3.to_string(), weight: 9, tag: t("d30") };
        let best = p0.into_tag();
        yield_value!(3);
        p0 = Item { name: 3.to_string(), weight: 9, tag: t("d31") };
        yield_value!(4);
    }
    fn g2(mut p0: Item) yields i64 {
        yield_value!(2);
        if p0.weight > 4 {
            p0.tag = t("new");
        }
        {
            let best = p0.into_tag();
            yield_value!(3);
        }
        if no() {
            yield_value!(4);
        } else {
            p0 = Item { name: 3.to_string(), weight: 9, tag: t("d31") };
        }
        yield_value!(4);
    }
    fn g3(mut p0: Item) yields i64 {
        yield_value!(2);
        if p0.weight > 4 {
            p0 = Item { name: String::from("s"), weight: 2, tag: p0.tag };
        }
        {
            let best = p0.into_tag();
            yield_value!(3);
        }
        if no() {
            yield_value!(4);
        } else {
            p0 = Item { name: 3.to_string(), weight: 9, tag: t("d31") };
        }
        yield_value!(4);
    }
}
fn no() -> bool { false }

pub fn cases(t: &mut Tracer) {
    t.case("f3", || f3(2));
    t.case("f3, odd", || f3(3));
    t.case("f3b", || f3b(2));
    t.case("f3b, odd", || f3b(3));
    t.case("f3c", || f3c(2));
    t.case("f3c, odd", || f3c(3));
    t.case("f1", || f1(Item::new("d19", 8)));
    t.case("f2", || f2(Item::new("d19", 8)));
    for k in [1i64, 4, 8] { t.case(&format!("g1 {k}"), || g1(Item::new("d", k))); }
    for k in [1i64, 4, 8] { t.case(&format!("g2 {k}"), || g2(Item::new("d", k))); }
    for k in [1i64, 4, 8] { t.case(&format!("g3 {k}"), || g3(Item::new("d", k))); }
}
