fn retaken(
    user: User,
) -> impl ::coro_core::Coroutine<(), Yield = usize, Return = usize> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `retaken` can stand.
    enum State<User, Position> {
        /// Not started.
        Start { user: User },
        With1 { at: With1<Position>, user: User },
        Running,
        Done,
    }
    /// Where `retaken` can stand.
    enum With1<Position> {
        Start,
        Yield2,
        For3 { at: For3, position: Position },
        Running,
    }
    /// Where `retaken` can stand.
    enum For3 {
        Next,
        Yield4,
        Running,
    }
    impl<User, Position> Frame for State<User, Position> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { user },
        |state: &mut State<_, _>, _: ()| -> CoroutineState<usize, usize> {
            let value: usize = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { user } = replace(state, State::Running) else {
                            unreachable!()
                        };
                        let name = &user.name;
                        {
                            *state = State::With1 {
                                at: With1::Start,
                                user,
                            };
                            continue 'complete;
                        }
                    }
                    State::With1 { at: with1, user: user_ } => {
                        'with1: loop {
                            match with1 {
                                With1::Start => {
                                    let name = &(*user_).name;
                                    {
                                        let value: usize = name.len();
                                        *with1 = With1::Yield2;
                                        return Yielded(value);
                                    };
                                }
                                With1::Yield2 => {
                                    {
                                        let mut position = 0usize;
                                        {
                                            *with1 = With1::For3 {
                                                at: For3::Next,
                                                position,
                                            };
                                            continue 'with1;
                                        }
                                    };
                                }
                                With1::For3 { at: for3, position: position_ } => {
                                    'for3: loop {
                                        match for3 {
                                            For3::Next => {
                                                match nth(&(*user_).tags, *position_) {
                                                    Some(tag) => {
                                                        *position_ += 1;
                                                        {
                                                            let value: usize = tag.len();
                                                            *for3 = For3::Yield4;
                                                            return Yielded(value);
                                                        };
                                                    }
                                                    None => break 'for3,
                                                };
                                            }
                                            For3::Yield4 => {
                                                let name = &(*user_).name;
                                                {
                                                    let Some(tag) = nth(&(*user_).tags, *position_ - 1) else {
                                                        unreachable!()
                                                    };
                                                    log(name, tag);
                                                };
                                                *for3 = For3::Next;
                                            }
                                            For3::Running => panicked(),
                                        }
                                    }
                                    *with1 = With1::Running;
                                    break 'with1 ();
                                }
                                With1::Running => panicked(),
                            }
                        }
                        let State::With1 { user, .. } = replace(state, State::Running)
                        else { unreachable!() };
                        let name = &user.name;
                        break 'complete name.len();
                    }
                    State::Running => panicked(),
                    State::Done => finished(),
                }
            };
            *state = State::Done;
            Complete(value)
        },
    )
}
