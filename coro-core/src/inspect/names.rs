//! What a coroutine is called: as the function that made it.

/// The name of a coroutine by that of its type: of `fn name` in `coro!` the type
/// is `Machine<path::name<..>::{{closure}}>`, of a lending one
/// `Machine<Step<path::name<..>::{{closure}}, path::name<..>::{{closure}}>>`.
pub(crate) fn short_name(type_name: &str) -> &str {
    let machine = type_name.starts_with("coro_core::machine::Machine<");
    let function = type_name.strip_suffix("::{{closure}}>");
    let path = match function.or(type_name.strip_suffix("::{{closure}}>>")) {
        Some(function) if machine => without_arguments(function),
        _ => type_name.split('<').next().unwrap_or(type_name),
    };
    let start = path.rfind([':', ' ']).map_or(0, |at| at + 1);
    &path[start..]
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

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::short_name;

    #[test]
    fn a_coroutine_is_called_as_its_function() {
        let machine = |function: &str| {
            alloc::format!("coro_core::machine::Machine<{function}::{{{{closure}}}}>")
        };
        let lending = |function: &str| {
            alloc::format!(
                "coro_core::machine::Machine<coro_core::machine::Step<\
                 {function}::{{{{closure}}}}, {function}::{{{{closure}}}}>>"
            )
        };
        assert_eq!(short_name(&machine("a::countdown")), "countdown");
        assert_eq!(short_name(&lending("a::script<u8>")), "script");
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
