// A reference that is set anew on some way cannot be found again after a pause, and a machine that has traits keeps no borrow of a local.

use coro_core::coro;

coro! {
    #[derive(Debug)]
    fn either(left: Vec<u32>, right: Vec<u32>, flag: bool) yields u32 -> usize {
        let mut list = &left;
        if flag {
            list = &right;
        }
        yield_value!(1);
        list.len()
    }
}

fn main() {
    either(vec![], vec![], true);
}
