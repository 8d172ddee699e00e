//! No loop: the rest of the block is a level, so that the strings are not moved at each pause.

coro! {
    fn straight_line(name: String) yields usize -> String {
        let first = name.to_uppercase();
        yield_value!(first.len());
        let second = format!("{first} {name}");
        yield_value!(second.len());
        let third = first + &second;
        yield_value!(third.len());
        third
    }
}
