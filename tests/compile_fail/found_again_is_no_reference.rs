// What `get` finds in a local is found again after a pause; where it makes a value, write the value's type.

use coro_core::coro;

struct Config;

// of a method that stands in the same file it would be seen what it gives
macro_rules! looked_up_by {
    ($name:ident) => {
        impl Config {
            fn $name(&self, key: &str) -> String {
                key.to_uppercase()
            }
        }
    };
}

looked_up_by!(get);

coro! {
    fn shown(configs: Vec<Config>) -> usize {
        let mut length = 0;
        for config in &configs {
            let name = config.get("name");
            yield_wait!();
            length += name.len();
        }
        length
    }

    fn typed(configs: Vec<Config>) -> usize {
        let mut length = 0;
        for config in &configs {
            let name: String = config.get("name");
            yield_wait!();
            length += name.len();
        }
        length
    }
}

fn main() {}
