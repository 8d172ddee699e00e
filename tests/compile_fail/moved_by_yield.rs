// What a pause hands out is gone, unless it is `Copy`: what names it afterwards is told of as in any fn.

use coro_core::coro;

fn line() -> String {
    "over the hills".to_string()
}

coro! {
    fn shown_again(lines: impl Iterator<Item = String>) yields String {
        for line in lines {
            yield_value!(line);
            println!("{line}");
        }
    }

    fn measured() yields String -> usize {
        let line = line();
        yield_value!(line);
        line.len()
    }

    async fn given(line: impl Future<Output = String>) -> String {
        let line = Box::pin(line);
        let text = line.await;
        drop(line);
        text
    }
}

fn main() {
    shown_again(std::iter::once(line()));
    measured();
    given(async { line() });
}
