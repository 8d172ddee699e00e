//! What a coroutine is called: as the function that made it.

use std::string::{String, ToString};

/// The name of a coroutine by that of its type: of `fn name` in `coro!` the type
/// is `Machine<path::name::State<..>, path::name<..>::{{closure}}>`.
pub(crate) fn short_name(type_name: &str) -> String {
    let machine = type_name.starts_with("coro_core::machine::Machine<");
    let path = match type_name.strip_suffix("::{{closure}}>") {
        Some(function) if machine => without_arguments(function),
        _ => type_name.split('<').next().unwrap_or(type_name),
    };
    let start = path.rfind([':', ' ']).map_or(0, |at| at + 1);
    path[start..].to_string()
}

/// `path::name<T, U>` without its last `<T, U>`.
fn without_arguments(path: &str) -> &str {
    if !path.ends_with('>') {
        return path;
    }
    let mut depth = 0;
    let mut after = ' ';
    for (at, character) in path.char_indices().rev() {
        match character {
            '>' => depth += 1,
            // The arrow of `Fn() -> T`.
            '-' if after == '>' => depth -= 1,
            '<' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &path[..at];
        }
        after = character;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn a_coroutine_is_called_as_its_function() {
        let machine = |function: &str| {
            std::format!(
                "coro_core::machine::Machine<a::b::State<u8>, {function}::{{{{closure}}}}>"
            )
        };
        assert_eq!(short_name(&machine("a::countdown")), "countdown");
        assert_eq!(short_name(&machine("a::busy<impl Fn() -> u8>")), "busy");
        assert_eq!(
            short_name(&machine("a::both<alloc::vec::Vec<u8>, u8>")),
            "both"
        );
        assert_eq!(
            short_name("coro_core::event_loop::promise::Promise<u8>"),
            "Promise"
        );
        assert_eq!(short_name("u8"), "u8");
    }
}
