//! Branches that meet again: a join state, and no code printed twice.

coro! {
    fn if_join(eager: bool, items: Vec<u32>) yields u32 -> usize {
        let label = items.len();
        if eager {
            yield_value!(1);
        } else {
            yield_value!(2);
            yield_value!(3);
        }
        yield_value!(4);
        drop(items);
        label
    }
}
