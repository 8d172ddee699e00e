// What a loop goes through stays borrowed until the loop ends, as in a plain fn, though it goes on by position.

use coro_core::coro;

#[derive(Default)]
struct Shop {
    items: Vec<u32>,
    sold: u32,
}

impl Shop {
    fn order(&mut self) {
        self.items.push(1);
    }
}

coro! {
    fn pushed(mut list: Vec<u32>) yields u32 {
        for x in &list {
            yield_value!(*x);
            list.push(1);
        }
    }

    fn assigned(mut list: Vec<u32>) yields u32 {
        for x in list.iter() {
            yield_value!(*x);
            list[0] = 1;
        }
    }

    fn handed_out(mut list: Vec<u32>) yields Option<u32> {
        for _ in &list {
            yield_value!(list.pop());
        }
    }

    fn by_a_method(mut shop: Shop) yields u32 {
        for x in &shop.items {
            yield_value!(*x);
            shop.sold += 1;
            shop.order();
        }
    }

    fn while_changed(mut list: Vec<u32>) yields usize {
        for x in list.iter_mut() {
            *x += 1;
            yield_value!(list.len());
        }
    }
}

fn main() {}
