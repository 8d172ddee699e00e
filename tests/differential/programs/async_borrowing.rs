//! Futures from elsewhere that borrow what the function owns, and guards that are held over a pause.

use crate::prelude::*;
use std::cell::Cell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::Poll;

struct Socket { data: VecDeque<u8>, sent: Vec<u8>, name: D }
impl Socket {
    fn new(text: &str) -> Self { Socket { data: text.bytes().collect(), sent: vec![], name: D("socket") } }
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, String> {
        rest().await;
        let n = buf.len().min(self.data.len()).min(3);
        for slot in &mut buf[..n] { *slot = self.data.pop_front().ok_or("empty")?; }
        Ok(n)
    }
    async fn write(&mut self, bytes: &[u8]) -> usize { rest().await; self.sent.extend(bytes); bytes.len() }
}
fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
struct Permit<'a>(&'a Cell<u32>);
impl Drop for Permit<'_> { fn drop(&mut self) { self.0.set(self.0.get() + 1); log("given back"); } }
async fn acquire(permits: &Cell<u32>) -> Permit<'_> {
    while permits.get() == 0 { rest().await; }
    permits.set(permits.get() - 1);
    Permit(permits)
}

coro! {
    async fn lines(mut socket: Socket) -> Result<Vec<String>, String> {
        let mut pending = Vec::new();
        let mut lines = vec![];
        loop {
            let mut buf = [0u8; 4];
            let n = socket.read(&mut buf).await?;
            if n == 0 { break; }
            pending.extend_from_slice(&buf[..n]);
            while let Some(at) = pending.iter().position(|&b| b == b'\n') {
                let line: Vec<u8> = pending.drain(..=at).collect();
                let text = String::from_utf8_lossy(&line).trim_end().to_string();
                socket.write(&format!("{}:{text}", lines.len()).into_bytes()).await;
                lines.push(text);
            }
        }
        log(format!("{} {}", socket.name.0, String::from_utf8_lossy(&socket.sent)));
        Ok(lines)
    }
    async fn echo(socket: &mut Socket, times: usize) -> usize {
        let mut total = 0;
        for _ in 0..times {
            let mut buf = vec![0; 2];
            match socket.read(&mut buf).await {
                Ok(0) => break,
                Ok(n) => total += socket.write(&buf[..n]).await,
                Err(why) => log(why),
            }
        }
        total
    }
    async fn both() -> (usize, Vec<u8>) {
        let mut socket = Socket::new("abcdef");
        let n = echo(&mut socket, 2).await;
        (n, socket.sent)
    }
    async fn gathered(mut socket: Socket) -> Vec<Result<usize, String>> {
        let mut sizes = Vec::new();
        let mut buf = [0; 4];
        for _ in 0..3 { sizes.push(socket.read(&mut buf).await); }
        sizes[0] = socket.read(&mut buf[1..]).await;
        sizes
    }
    async fn measure(word: &str) -> usize { rest().await; word.len() }
    async fn counted(seen: Rc<Cell<u32>>) -> u32 {
        let add = async |n: u32| { seen.set(seen.get() + n); rest().await; seen.get() };
        let one = add(1).await;
        one + add(2).await
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("lines", || lines(Socket::new("one\ntwo\nthree")));
    t.case("gathered", || gathered(Socket::new("one two")));
    t.case("both", both);
    t.case("counted", || counted(Rc::new(Cell::new(0))));
}
