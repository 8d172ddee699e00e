//! References to locals are not stored but taken again, a loop over a borrowed local goes on by position.

coro! {
    fn retaken(user: User) yields usize -> usize {
        let name = &user.name;
        yield_value!(name.len());
        for tag in &user.tags {
            yield_value!(tag.len());
            log(name, tag);
        }
        name.len()
    }
}
