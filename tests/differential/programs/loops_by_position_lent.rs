//! Loops that go on by position while something is called on what they go through.

use crate::prelude::*;

struct Shop { items: Vec<i64>, sold: i64 }
impl Shop { fn order(&mut self) { self.items.push(1); } fn count(&self) -> i64 { self.items.len() as i64 } }
coro! {
    fn broken(mut list: Vec<i64>) yields i64 -> usize {
        for x in &list {
            yield_value!(*x);
            if *x == 2 {
                list.push(1);
                yield_value!(7);
                break;
            }
        }
        'outer: for x in 0..2 {
            for y in list.iter_mut() {
                *y += x;
                yield_value!(*y);
                if *y == 2 { list.push(1); continue 'outer; }
            }
            list.push(5);
        }
        list.len()
    }
    fn beside(mut shop: Shop) yields i64 -> i64 {
        for x in &shop.items {
            yield_value!(*x + shop.count());
            shop.sold += 1;
            if shop.items.iter().any(|y| *y > 2) && *x > 1 { yield_value!(shop.items[0]); }
        }
        shop.order();
        for x in shop.items.iter_mut() { *x += shop.sold; shop.sold += 1; yield_value!(*x); }
        shop.count()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("broken", || broken(vec![1, 2, 3]));
    t.case("beside", || beside(Shop { items: vec![1, 2, 3], sold: 1 }));
}
