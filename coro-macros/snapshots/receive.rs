//! A resume argument: a running mean.

coro! {
    fn averager() receives mut sample: f64 yields f64 -> f64 {
        let (mut total, mut count) = (0.0, 0.0);
        while sample >= 0.0 {
            total += sample;
            count += 1.0;
            sample = yield_value!(total / count);
        }
        total
    }
}
