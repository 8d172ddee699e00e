//! Temporaries among operands: what is only borrowed lives to the end of the statement, and what waits to be moved is
//! dropped before it.

coro! {
    fn temporaries(pool: Pool) receives u32 yields u32 -> usize {
        let weight = weigh(parcel(), pool.lease().size() + yield_value!(1));
        yield_value!(weight);
        pool.lease().size() + yield_value!(2)
    }
}
