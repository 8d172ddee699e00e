//! A field of `self` moved out, another used after a pause.

use crate::prelude::*;

#[derive(Debug)]
struct Stack {
    items: Vec<u32>,
    name: &'static str,
    limit: usize,
}

impl Stack {
    fn new(items: &[u32]) -> Self {
        Stack { items: items.to_vec(), name: "stack", limit: 5 }
    }

    coro! {
        fn consume(self) yields u32 -> &'static str {
            let limit = self.limit;
            for (i, x) in self.items.into_iter().enumerate() {
                if i == limit {
                    break;
                }
                yield_value!(x);
            }
            self.name
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("consume", || Stack::new(&[1, 2, 3, 4, 5, 6, 7]).consume());
}
