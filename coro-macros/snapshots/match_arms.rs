//! Arms that pause, with bindings alive over the pause, and a value of the whole.

coro! {
    fn match_arms(command: Command) yields String -> u32 {
        let code = match command {
            Command::Say { text, loud } if loud => {
                yield_value!(text.to_uppercase());
                text.len() as u32
            }
            Command::Say { text, loud: _ } => {
                yield_value!(text);
                1
            }
            Command::Both(first, second) => {
                yield_value!(first);
                yield_value!(second);
                2
            }
            Command::Stop => return 0,
        };
        yield_value!("done".to_string());
        code
    }
}
