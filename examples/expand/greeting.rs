//! A straight line with an early return. `greeting_expanded.rs` is what `coro!` makes of it, commented.

use coro_core::{coro, run};

coro! {
    fn ask(question: &str) -> Result<String, String> {
        yield_wait!();
        match question {
            "name?" => Ok("Ada".to_string()),
            other => Err(format!("no answer to {other}")),
        }
    }
}

coro! {
    fn greeting(question: &str) -> Result<String, String> {
        let mut text = String::from("Hello, ");
        let name = ask(question).await?;
        text.push_str(&name);
        yield_wait!();
        text.push('!');
        Ok(text)
    }
}

fn main() {
    println!("{:?}", run(greeting("name?")));
    println!("{:?}", run(greeting("age?")));
}
