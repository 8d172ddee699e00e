//! What a coroutine is called: as the function that made it.

/// The name of a coroutine by that of its type: of `fn name` in `coro!` the type
/// is `Machine<path::name<..>::{{closure}}>`, of a lending one
/// `Machine<Step<path::name<..>::{{closure}}, path::name<..>::{{closure}}>>`, of an `async fn` `Async` of that, and of one
/// whose body is in a box `Anchored<.., path::name<..>::{{closure}}::{{closure}}>`. One that is written as an expression
/// is called after the fn where it stands, `name::{{closure}}`.
pub(crate) fn short_name(type_name: &str) -> &str {
    let mut inside = type_name;
    for around in [
        "core::pin::Pin<",
        "alloc::boxed::Box<",
        "coro_core::adapt::asynchronous::Async<",
        "coro_core::adapt::asynchronous::AsyncGenerator<",
    ] {
        inside = within(inside, around).unwrap_or(inside);
    }
    let machine = within(inside, "coro_core::machine::Machine<");
    let made = machine.map(|step| within(step, "coro_core::machine::Step<").unwrap_or(step));
    let made = made.or(within(inside, "coro_core::machine::anchored::Anchored<"));
    // the last of its types, the code, is told by where it stands
    let code = made.and_then(|types| types.strip_suffix("::{{closure}}"));
    let Some(code) = code else {
        let path = inside.split('<').next().unwrap_or(inside);
        // an `async` block is called after the fn where it stands
        let outside = path.trim_end_matches("::{{closure}}").len();
        let end = (outside + "::{{closure}}".len()).min(path.len());
        return last_of(&path[..end], outside);
    };
    let code = match machine {
        Some(_) => code,
        None => code.strip_suffix("::{{closure}}").unwrap_or(code),
    };
    let mut function = code;
    while let Some(outer) = function.strip_suffix("::{{closure}}") {
        function = outer;
    }
    let function = without_arguments(function);
    match function.len() == without_arguments(code).len() {
        true => last_of(function, function.len()),
        false => last_of(code, function.len()),
    }
}

/// What is between `around` and the `>` that ends it.
fn within<'n>(type_name: &'n str, around: &str) -> Option<&'n str> {
    type_name.strip_prefix(around)?.strip_suffix('>')
}

/// From the last name of the first `end` bytes of the path on.
fn last_of(path: &str, end: usize) -> &str {
    let start = path[..end].rfind([':', ' ']).map_or(0, |at| at + 1);
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
        let asynchronous =
            |inside: &str| alloc::format!("coro_core::adapt::asynchronous::Async<{inside}>");
        assert_eq!(short_name(&asynchronous(&machine("a::fetch<u8>"))), "fetch");
        let boxed = alloc::format!(
            "alloc::boxed::Box<{}>",
            asynchronous(&machine("a::S::method"))
        );
        assert_eq!(short_name(&boxed), "method");
        let block = "core::pin::Pin<alloc::boxed::Box<a::read::{{closure}}>>";
        assert_eq!(short_name(block), "read::{{closure}}");
        let anchored = "coro_core::machine::anchored::Anchored<(), u8, a::walk::{{closure}}, \
                        a::walk::{{closure}}::{{closure}}>";
        assert_eq!(short_name(anchored), "walk");
    }
}
