//! `&mut self`, in an `impl` beside a fn that does not pause.

coro! {
    impl Parser {
        fn new() -> Self {
            Parser { depth: 0 }
        }

        pub fn blocks<'a>(&mut self, text: &'a str) yields &'a str -> usize {
            for line in text.lines() {
                self.depth += line.matches('{').count();
                if self.depth > 0 {
                    yield_value!(line);
                }
            }
            self.depth
        }
    }
}
