//! Loops and delegates over the receiving end of a channel.

use crate::prelude::*;
use std::sync::mpsc::{self, Receiver, Sender, channel, sync_channel};
coro! {
    fn by_iter(count: u32) yields u32 -> u32 {
        let (tx, rx) = mpsc::channel();
        for i in 0..count { tx.send(i).unwrap(); }
        drop(tx);
        let mut sum = 0;
        for n in rx.iter() { sum += n; yield_value!(n); }
        sum
    }
    fn by_try(rx: Receiver<u32>, tx: Sender<u32>) yields u32 -> usize {
        let mut n = 0;
        for x in rx.try_iter().take(4) {
            n += 1;
            yield_value!(x);
            if x > 1 { tx.send(x - 1).unwrap(); }
        }
        for x in rx.try_iter().enumerate().map(|(i, x)| x + i as u32) { yield_value!(x + 100); }
        n
    }
    fn by_ref(rx: &Receiver<u32>) yields u32 {
        for x in rx { yield_value!(x); }
    }
    fn by_own_ref(rx: Receiver<D>) yields &'static str -> bool {
        for x in &rx { let _x = x; yield_value!("d"); }
        rx.try_recv().is_err()
    }
    fn by_value() yields u32 {
        let (tx, rx) = sync_channel(4);
        tx.send(3).unwrap();
        tx.send(4).unwrap();
        drop(tx);
        for x in rx { yield_value!(x); }
    }
    fn delegated(n: u32) yields u32 -> u32 {
        let (tx, rx) = channel();
        for i in 0..n { tx.send(i).unwrap(); }
        yield_from!(rx.try_iter().map(|x| x * n));
        tx.send(7).unwrap();
        yield_from!(rx.try_iter());
        n
    }
}
/// Structs whose fields are receiving ends.
struct Inbox { from: std::sync::mpsc::Receiver<D>, read: u32 }
coro! {
    fn inbox(mut inbox: Inbox) yields String -> u32 {
        for letter in inbox.from.try_iter() { inbox.read += 1; yield_value!(letter.name()); }
        for letter in &inbox.from { letter.touch(); yield_value!(letter.name()); }
        inbox.read
    }
    impl Inbox { async fn all(&mut self) -> u32 { for letter in self.from.iter() { std::future::ready(()).await; letter.touch(); self.read += 1; } self.read } }
}
fn filled() -> Inbox {
    let (to, from) = std::sync::mpsc::channel();
    for name in ["a", "b", "c"] { let _ = to.send(D(name)); }
    Inbox { from, read: 0 }
}

pub fn cases(t: &mut Tracer) {
    t.case("iter", || by_iter(3));
    t.case("try", || { let (tx, rx) = channel(); tx.send(3).unwrap(); tx.send(5).unwrap(); by_try(rx, tx) });
    t.scope("ref", |d| { let (tx, rx) = channel(); tx.send(3).unwrap(); drop(tx); d.run(by_ref(&rx)) });
    t.case("own ref", || { let (tx, rx) = channel(); tx.send(D("a")).unwrap(); tx.send(D("b")).unwrap(); drop(tx); by_own_ref(rx) });
    t.case("value", by_value);
    t.case("delegated", || delegated(3));
    t.case("inbox", || inbox(filled()));
    t.case("inbox by a method", || Box::leak(Box::new(filled())).all());
}
