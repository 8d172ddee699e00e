//! `async fn` and `.await`: the same machine as `yield_from!`.

use crate::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

struct YieldNow(bool);

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

fn yield_now() -> YieldNow {
    log("yield now");
    YieldNow(false)
}

coro! {
    async fn sleep(turns: u32) {
        for _ in 0..turns {
            yield_wait!();
        }
    }

    async fn number(n: i32) -> i32 {
        let _d = D(n);
        sleep(1).await;
        n
    }

    async fn sequence(names: Vec<&str>) -> String {
        let mut text = String::new();
        for name in names {
            text += name;
            sleep(name.len() as u32).await;
            log(&text);
        }
        text
    }

    async fn operands(flag: bool) -> i32 {
        let a = number(1).await + number(2).await * 10;
        let b = if flag && number(3).await > 2 { number(4).await } else { -number(5).await };
        let list = [number(6).await, a];
        log(format!("{} {b} {:?}", number(7).await, list));
        match number(8).await {
            8 if flag => return number(9).await.pow(2),
            n => n + list.iter().sum::<i32>(),
        }
    }

    async fn fallible(text: &str) -> Result<i32, std::num::ParseIntError> {
        sleep(1).await;
        let n = text.parse::<i32>()?;
        sleep(1).await;
        Ok(n)
    }

    async fn question_marks(texts: [&str; 2]) -> Result<i32, Box<dyn std::error::Error>> {
        let first = fallible(texts[0]).await?;
        let second = fallible(texts[1]).await? + first;
        if second > 100 {
            return Err("too large".into());
        }
        Ok(fallible("1").await? + second)
    }

    async fn futures() -> (u32, String) {
        yield_now().await;
        let n = async { yield_now().await; 3 }.await;
        let text = std::future::ready("ready".to_string()).await;
        let boxed: Pin<Box<dyn Future<Output = u32>>> = Box::pin(async move { n + 1 });
        (boxed.await, text)
    }

    async fn held_across(d: D) -> D {
        let e = D("e");
        {
            let _f = D("f");
            sleep(1).await;
            drop(e);
            sleep(1).await;
        }
        sleep(1).await;
        d
    }

    async fn mixed() -> i32 {
        yield_wait!();
        let a = yield_from!(number(1));
        let b = number(2).await;
        a + b
    }

    fn not_async() -> i32 {
        let a = yield_from!(number(1));
        yield_wait!();
        a + yield_from!(mixed())
    }

    async fn loops(limit: i32) -> i32 {
        let mut sum = 0;
        'outer: while number(sum).await < limit {
            for i in 0.. {
                sum += number(i).await;
                if i == 2 {
                    continue 'outer;
                }
                if sum > 100 {
                    break 'outer;
                }
            }
        }
        loop {
            sum -= 1;
            if sum % 4 == 0 {
                break number(sum).await;
            }
            sleep(0).await;
        }
    }

    async fn recursive(n: u32) -> u32 {
        if n == 0 {
            sleep(1).await;
            return 1;
        }
        recursive(n - 1).boxed().await + recursive(n - 1).boxed().await
    }
}

struct Client {
    name: String,
    calls: u32,
}

impl Client {
    coro! {
        async fn call(&mut self, what: &str) -> String {
            self.calls += 1;
            sleep(self.calls).await;
            format!("{} {what} {}", self.name, self.calls)
        }

        async fn session(mut self) -> Vec<String> {
            let mut answers = Vec::new();
            for what in ["a", "b"] {
                sleep(1).await;
                self.calls += 1;
                answers.push(format!("{}{what}", self.name));
                if answers.len() + self.calls as usize > 9 {
                    sleep(9).await;
                }
            }
            answers
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("sequence", || sequence(vec!["a", "", "bc"]));
    t.case("operands", || operands(true));
    t.case("operands, not", || operands(false));
    t.case("question marks", || question_marks(["1", "2"]));
    t.case("question marks, first", || question_marks(["x", "2"]));
    t.case("question marks, second", || question_marks(["1", ""]));
    t.case("question marks, large", || question_marks(["1", "200"]));
    t.case("futures", futures);
    t.case("held across", || held_across(D("d")));
    t.case("mixed", mixed);
    t.case("not async", not_async);
    t.case("loops", || loops(7));
    t.case("recursive", || recursive(2));
    t.scope("client", |drive| {
        let mut client = Client { name: "client".to_string(), calls: 0 };
        drive.run(client.call("first"));
        drive.run(client.call("second"));
        drive.run(client.session());
    });
}
