//! Attribute macros of other crates on coroutines in `coro!`: they find the `async fn` that they look for.

use std::collections::BTreeMap;

use async_trait::async_trait;
use coro_core::coro;

#[async_trait]
trait Store: Send + Sync {
    async fn find(&self, key: &str) -> Option<u32>;

    async fn sum(&self, keys: &[&str]) -> u32 {
        let mut all = 0;
        for key in keys {
            all += self.find(key).await.unwrap_or_default();
        }
        all
    }
}

struct Rows(BTreeMap<String, u32>);

coro! {
    #[async_trait]
    impl Store for Rows {
        async fn find(&self, key: &str) -> Option<u32> {
            tokio::task::yield_now().await;
            let found = self.0.get(key);
            tokio::task::yield_now().await;
            found.copied()
        }
    }

    async fn total(store: &dyn Store) -> u32 {
        store.sum(&["a", "b", "c"]).await + store.find("b").await.unwrap_or(100)
    }

    #[tokio::test]
    async fn a_trait_of_boxed_futures() {
        let rows = [("a", 1), ("b", 20)].map(|(key, value)| (key.to_string(), value));
        let store: Box<dyn Store> = Box::new(Rows(rows.into()));
        assert_eq!(total(&*store).await, 41);
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_test_of_its_own_runtime() {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        tokio::spawn(async move { sender.send(7) });
        assert_eq!(receiver.await, Ok(7));
    }
}

coro! {
    #[async_trait]
    trait Handler<S: Clone + Send + Sync + 'static>: Send + Sync {
        async fn call(&self, request: S) -> u32;

        async fn twice(&self, request: S) -> u32 {
            self.call(request.clone()).await + self.call(request).await
        }
    }

    #[async_trait]
    impl<S, F, Fut> Handler<S> for F
    where
        S: Clone + Send + Sync + 'static,
        F: Send + Sync + Fn(S) -> Fut,
        Fut: Future<Output = u32> + Send + 'static,
    {
        async fn call(&self, request: S) -> u32 {
            tokio::task::yield_now().await;
            self(request).await
        }
    }

    async fn length(text: &'static str) -> u32 {
        tokio::task::yield_now().await;
        text.len() as u32
    }

    #[tokio::test]
    async fn a_trait_and_what_has_it_together() {
        assert_eq!(length.twice("four").await, 8);
        let handler: Box<dyn Handler<u32>> = Box::new(|n| async move { n + 1 });
        assert_eq!(handler.twice(1).await, 4);
    }

    /// `Coroutine` has a `boxed` of its own.
    #[tokio::test]
    async fn what_boxes_a_future_is_what_the_user_has_in_scope() {
        use futures_lite::FutureExt;
        let lengths = ["a", "bcd"].map(|text| length(text).boxed());
        let mut sum = 0;
        for length in lengths {
            sum += length.await;
        }
        assert_eq!(sum, 4);
    }
}
