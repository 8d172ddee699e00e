//! Values that borrow what the function owns, and are used over what is waited for; and who runs an `async fn`.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use coro_core::{EventLoop, coro};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, duplex};
use tokio::task::yield_now;

#[derive(Default)]
struct Store {
    values: BTreeMap<&'static str, i64>,
    ended: Vec<&'static str>,
}

struct Change<'a> {
    store: &'a mut Store,
    values: Vec<(&'static str, i64)>,
}

struct Cursor<'a>(std::slice::Iter<'a, i64>);

impl Store {
    async fn change(&mut self) -> Result<Change<'_>, String> {
        yield_now().await;
        Ok(Change {
            store: self,
            values: Vec::new(),
        })
    }
}

impl Change<'_> {
    async fn set(&mut self, name: &'static str, value: i64) -> Result<(), String> {
        yield_now().await;
        if value < 0 {
            return Err(format!("{name} is {value}"));
        }
        self.values.push((name, value));
        Ok(())
    }

    async fn commit(self) -> usize {
        yield_now().await;
        self.store.ended.push("committed");
        let count = self.values.len();
        self.store.values.extend(self.values);
        count
    }
}

impl Drop for Cursor<'_> {
    fn drop(&mut self) {}
}

impl Cursor<'_> {
    async fn next(&mut self) -> Option<i64> {
        yield_now().await;
        self.0.next().copied()
    }
}

struct Builder(Vec<u32>);

impl Builder {
    async fn with(&mut self, number: u32) -> &mut Self {
        yield_now().await;
        self.0.push(number);
        self
    }
}

/// Its methods are called as those of what is inside.
struct Counting<R> {
    inner: R,
    count: usize,
}

coro! {
    async fn transfer(from: i64, to: i64) -> Result<(usize, i64), String> {
        let mut store = Store::default();
        let mut change = store.change().await?;
        change.set("from", from).await?;
        change.set("to", to).await?;
        let count = change.commit().await;
        assert_eq!(store.ended, ["committed"]);
        Ok((count, store.values.values().sum()))
    }

    async fn sum(numbers: Vec<i64>) -> i64 {
        let mut cursor = Cursor(numbers.iter());
        let mut sum = 0;
        while let Some(number) = cursor.next().await {
            sum += number;
        }
        sum
    }

    async fn lines(text: String) -> std::io::Result<Vec<String>> {
        let mut lines = BufReader::new(text.as_bytes()).lines();
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().await? {
            yield_now().await;
            found.push(line);
        }
        Ok(found)
    }

    async fn number(number: u32) -> std::io::Result<String> {
        use std::io::Write;
        let mut buf = [0_u8; 20];
        let mut buf = std::io::Cursor::new(&mut buf[..]);
        write!(&mut buf, "{number}")?;
        let length = buf.position() as usize;
        let (mut near, mut far) = duplex(64);
        near.write_all(&buf.get_ref()[..length]).await?;
        drop(near);
        let mut text = String::new();
        far.read_to_string(&mut text).await?;
        Ok(text)
    }

    async fn built() -> Vec<u32> {
        let mut builder = Builder(Vec::new());
        builder.with(1).await.with(2).await;
        let count = builder.with(3).await.with(4).await.0.len() as u32;
        builder.0.push(count);
        builder.0
    }

    async fn of_a_variable(early: bool) -> &'static str {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        if early {
            sender.send("early").expect("it is received");
            yield_now().await;
        }
        tokio::select! {
            biased;
            word = receiver => word.unwrap_or("closed"),
            () = yield_now() => "late",
        }
    }

    impl<R: tokio::io::AsyncRead + Unpin> Counting<BufReader<R>> {
        async fn read_line(&mut self, line: &mut String) -> std::io::Result<usize> {
            let length = self.inner.read_line(line).await?;
            self.count += length;
            Ok(length)
        }
    }

    async fn counted() -> std::io::Result<(usize, String)> {
        let mut lines = Counting { inner: BufReader::new(&b"one\ntwo\n"[..]), count: 0 };
        let mut line = String::new();
        while lines.read_line(&mut line).await? > 0 {}
        Ok((lines.count, line))
    }

    /// The names are of that what is run in place of the fn.
    #[tokio::test]
    async fn tokio_runs_it() -> Result<(), String> {
        let first = tokio::spawn(sum(vec![1, 2]));
        let second = tokio::spawn(async move { transfer(1, 2).await });
        assert_eq!(first.await.map_err(|error| error.to_string())?, 3);
        assert_eq!(second.await.map_err(|error| error.to_string())?, Ok((2, 3)));
        Ok(())
    }
}

#[test]
fn what_borrows_a_local_is_used_over_waits() {
    assert_eq!(EventLoop::run(transfer(1, 2)), Ok((2, 3)));
    assert_eq!(EventLoop::run(transfer(1, -2)), Err("to is -2".to_string()));
    assert_eq!(EventLoop::run(sum(vec![1, 2, 3])), 6);
    let lines = EventLoop::run(lines("one\ntwo".to_string())).expect("no error");
    assert_eq!(lines, ["one", "two"]);
    assert_eq!(EventLoop::run(built()), [1, 2, 3, 4, 4]);
    assert_eq!(EventLoop::run(of_a_variable(true)), "early");
    assert_eq!(EventLoop::run(of_a_variable(false)), "late");
    assert_eq!(EventLoop::run(number(42)).expect("no error"), "42");
}

#[test]
fn a_field_may_have_methods_of_the_same_names() {
    let counted = EventLoop::run(counted()).expect("no error");
    assert_eq!(counted, (8, "one\ntwo\n".to_string()));
}

coro! {
    /// Lifetimes that an `async fn` need not name.
    async fn lengths(rows: impl IntoIterator<Item = (&str, Option<&usize>)>, other: &impl AsRef<str>) -> usize {
        let mut all = other.as_ref().len();
        for (name, row) in rows {
            std::future::ready(()).await;
            all += name.len() + row.copied().unwrap_or(100);
        }
        all
    }
}

#[test]
fn lifetimes_in_types_of_parameters_need_no_names() {
    let rows = vec![("ab", Some(&3)), ("c", None)];
    assert_eq!(coro_core::run(lengths(rows, &"xyz")), 109);
}
