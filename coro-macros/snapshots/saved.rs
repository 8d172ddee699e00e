//! A machine that is written and read.

coro! {
    #[derive(Clone, Serialize, Deserialize)]
    fn orders(list: Vec<Order>) -> u32 {
        let mut sum = 0;
        for order in list.into_iter().filter(|order| order.is_open()) {
            #[state(Waiting)]
            yield_from!(payment(&order));
            sum += order.price;
        }
        sum
    }
}
