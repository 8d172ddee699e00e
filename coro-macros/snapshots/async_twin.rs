//! `async fn`: the same machine as with `yield_from!` (a test compares the two).

coro! {
    async fn async_twin(urls: Vec<String>) -> Result<usize, Error> {
        let mut size = 0;
        for url in urls {
            let page = fetch(url).await?;
            size += read(page).await.len();
        }
        Ok(size)
    }
}
