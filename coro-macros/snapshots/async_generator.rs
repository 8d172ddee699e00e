//! Yields `Poll<T>`: a value is ready, a wait is pending.

coro! {
    async fn ticks(every: Duration, times: u32) yields u32 {
        for tick in 0..times {
            sleep(every).await;
            yield_value!(tick);
            yield_wait!();
        }
    }
}
