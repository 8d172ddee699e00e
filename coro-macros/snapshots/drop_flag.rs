//! Moved on one way only: an `Option` is the drop flag.

coro! {
    fn drop_flag(early: bool) -> usize {
        let guard = Guard::new();
        if early {
            drop(guard);
        }
        yield_wait!();
        let log;
        loop {
            if yield_from!(ready()) {
                log = Vec::new();
                break;
            }
        }
        log.len()
    }
}
