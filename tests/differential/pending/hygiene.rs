//! Macros of the user that use or bind names.

use crate::prelude::*;

macro_rules! twice {
    ($e:expr) => {{
        let x = $e;
        x + x
    }};
}

macro_rules! bail {
    ($($text:tt)*) => {
        return Err(format!($($text)*))
    };
}

macro_rules! define {
    ($name:ident, $value:expr) => {
        let mut $name = $value;
        $name.push('!');
    };
}

coro! {


    fn macros_of_the_user(x: u32, words: Vec<&str>) yields u32 -> Result<String, String> {
        let y = twice!(x + 1);
        yield_value!(y + x);
        let x = twice!(x) + twice!({ let x = 3; x * y });
        yield_value!(x);
        define!(text, String::from("text"));
        yield_value!(text.len() as u32);
        define!(text, text + "?");
        yield_value!(text.len() as u32);
        for word in words {
            if word.is_empty() {
                bail!("empty after {text} and {}", x);
            }
            yield_value!(twice!(word.len() as u32));
            text.push_str(word);
        }
        Ok(text)
    }

}

pub fn cases(t: &mut Tracer) {
    t.case("macros of the user", || macros_of_the_user(5, vec!["a", "bc"]));
    t.case("macros of the user, bail", || macros_of_the_user(5, vec!["a", "", "b"]));
}
