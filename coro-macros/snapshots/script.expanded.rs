fn script(
    n: u32,
) -> impl for<'lent> ::coro_core::Coroutine<
    &'lent mut World,
    Yield = ::coro_core::Wait,
    Return = u32,
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `n` | `Wait2`, `Done` |\n| `Wait2` |  | `iter` | `Wait2`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{
        lending, States, replace, Yielded, Complete, CoroutineState, Frame, stopped, wait,
    };
    /// Where `script` can stand.
    enum State<Iter> {
        For1 { at: For1, iter: Iter },
        /// Not started.
        Start { n: u32 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `script` can stand.
    enum For1 {
        /// About to go round.
        Next,
        Wait2,
    }
    impl<Iter> Frame for State<Iter> {
        const LAYOUT: &'static str = "script\t\t0\n0s Start\t0\t\tn\t3 5\n0l For1\t0\t\t@at iter\t\n1n Next\t0\t\t\t\n1w Wait2\t0\t\t\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        fn poison(&mut self) {
            *self = State::Running;
        }
        fn is_done(&self) -> bool {
            matches!(self, State::Done)
        }
    }
    let start = State::Start { n };
    let states = States::of(&start);
    lending(
        start,
        move |
            state: &mut State<_>,
            mut world: &mut World,
        | -> CoroutineState<::coro_core::Wait, u32> {
            states.are(state);
            let value: u32 = 'complete: {
                if let State::Start { .. } = state {
                    let State::Start { n } = *state else { stopped(state) };
                    let mut iter = IntoIterator::into_iter(0..n);
                    *state = State::For1 {
                        at: For1::Next,
                        iter,
                    };
                }
                let State::For1 { at: for1, iter: iter_ } = state else {
                    stopped(state)
                };
                {
                    let mut next = matches!(for1, For1::Next);
                    'for1: loop {
                        if replace(&mut next, true) {
                            match Iterator::next(&mut *iter_) {
                                Some(_) => {
                                    world.hp -= 1;
                                    *for1 = For1::Wait2;
                                    return Yielded(wait());
                                }
                                None => break 'for1,
                            };
                        }
                        match for1 {
                            For1::Wait2 => {
                                {
                                    let mut sent = &mut *world;
                                    world = sent;
                                };
                                continue 'for1;
                            }
                            For1::Next => unreachable!(),
                        }
                    }
                }
                *state = State::Running;
                break 'complete world.hp;
            };
            *state = State::Done;
            Complete(value)
        },
        || |state, _| match state {
            State::Start { .. } => 0,
            State::For1 { at: For1::Wait2, .. } => 3,
            State::Done => 5,
            _ => 4,
        },
    )
}
