//! Borrows whose last use is before a pause, followed by other borrows of the same local.

use crate::prelude::*;

coro! {
    fn dead_references(n: u32) yields u32 -> String {
        let mut list = vec![n];
        let mut text = String::new();
        let last = list.last_mut().unwrap();
        *last += 1;
        yield_value!(*list.last().unwrap());
        let view = text.as_str();
        log(view.len());
        yield_value!(0);
        text.push('x');
        let (head, tail) = list.split_at_mut(1);
        head[0] += tail.len() as u32;
        yield_value!(head[0]);
        text += &list.len().to_string();
        text
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("dead references", || dead_references(3));
}
