//! A loop that delegates, parks a variable and can return early (the first of the functions lowered by hand).

coro! {
    #[derive(Clone, Debug)]
    fn collect(from: u32, limit: usize) -> Vec<String> {
        let mut log = Vec::new();
        for i in (1..=from).rev() {
            let line = format!("{i}");
            yield_from!(sleep(i));
            log.push(line);
            if log.len() == limit {
                return log;
            }
        }
        log.push("TAKE OFF".to_string());
        log
    }
}
