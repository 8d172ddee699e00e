fn async_twin(
    urls: Vec<String>,
) -> ::coro_core::Async<
    impl ::coro_core::Coroutine<
        (),
        Yield = ::coro_core::Wait,
        Return = Result<usize, Error>,
    >,
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `urls` | `From2`, `Done` |\n| `From2` |  | `iter`, `size` | `From2`, `From3`, `Done` |\n| `From3` |  | `iter`, `size` | `From2`, `From3`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{future, From, dispatch::*, prelude::*};
    /// Where `async_twin` can stand.
    enum State<Urls, Inner2, Inner3, Iter, Size> {
        For1 { at: For1<Inner2, Inner3>, iter: Iter, size: Size },
        /// Not started.
        Start { urls: Urls },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `async_twin` can stand.
    enum For1<Inner2, Inner3> {
        /// About to go round.
        Next,
        From2 { inner: Inner2 },
        From3 { inner: Inner3 },
    }
    impl<Urls, Inner2, Inner3, Iter, Size> Frame
    for State<Urls, Inner2, Inner3, Iter, Size> {
        const LAYOUT: &'static str = "async_twin\t\t0\n0s Start\t0\t\turls\t3 6\n0l For1\t0\t\t@at iter size\t\n1n Next\t0\t\t\t\n1f From2\t0\t\t>inner\t3 4 6\n1f From3\t0\t\t>inner\t3 4 6\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    future(
        State::Start { urls },
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, Result<usize, Error>> {
                let value: Result<usize, Error> = 'complete: {
                    if let State::Start { .. } = state {
                        let urls = match replace(state, State::Running) {
                            State::Start { urls } => urls,
                            other => lost(other),
                        };
                        let mut size = 0;
                        let mut iter = IntoIterator::into_iter(urls);
                        let at = For1::Next;
                        put(state, State::For1 { at, iter, size });
                    }
                    let State::For1 { at: for1, iter: iter_, size: size_ } = state else {
                        stopped(state)
                    };
                    let mut next = if let For1::Next = for1 { true } else { false };
                    'for1: loop {
                        if replace(&mut next, true) {
                            let Some(url) = Iterator::next(iter_) else { break 'for1 };
                            let inner = From::new(fetch(url)).delegate();
                            put(for1, For1::From2 { inner });
                        }
                        if let For1::From2 { inner, .. } = for1 {
                            match resume(inner, ()) {
                                Yielded(yielded) => return Yielded(yielded),
                                Complete(value) => {
                                    *for1 = For1::Next;
                                    let page = match Try::branch(value) {
                                        Continue(value) => value,
                                        Break(residual) => {
                                            break 'complete FromResidual::from_residual(residual);
                                        }
                                    };
                                    let inner = From::new(read(page)).delegate();
                                    put(for1, For1::From3 { inner });
                                }
                            }
                        }
                        let For1::From3 { inner, .. } = for1 else { nowhere() };
                        match resume(inner, ()) {
                            Yielded(yielded) => return Yielded(yielded),
                            Complete(value) => {
                                *for1 = For1::Next;
                                {
                                    let mut guard = value;
                                    *size_ += guard.len();
                                };
                            }
                        }
                    };
                    let mut size = *size_;
                    *state = State::Running;
                    Ok(size)
                };
                complete(state, value)
            },
            look: |state, look| match state {
                State::For1 { at, .. } => {
                    match at {
                        For1::From2 { inner } => look.inside(3, inner),
                        For1::From3 { inner } => look.inside(4, inner),
                        _ => 0,
                    }
                }
                _ => 0,
            },
        },
    )
}
