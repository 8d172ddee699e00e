// A body that is being written is told of where it ends, and its fn can be called all the same.

use coro_core::coro;

coro! {
    fn dot(list: Vec<u32>) yields u32 {
        list.
    }

    fn value() yields u32 {
        let number = ;
        yield_value!(number);
    }

    fn argument(list: Vec<u32>) yields u32 {
        yield_value!(list.);
    }
}

fn main() {
    dot(vec![]);
    value();
    argument(vec![]);
}
