//! `let .. else` with a pause on either side, and a `let` chain that pauses.

coro! {
    fn let_else(source: &Source) -> u32 {
        let Some(first) = yield_from!(source.next()) else {
            yield_wait!();
            return 0;
        };
        if let Some(second) = yield_from!(source.next()) && second > first {
            yield_wait!();
            second
        } else {
            first
        }
    }
}
