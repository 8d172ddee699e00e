fn big_array(seed: u8) -> impl ::coro_core::Coroutine<(), Yield = u8, Return = u8> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `seed` | `Yield2` |\n| `Yield2` |  | `block` | `Yield3` |\n| `Yield3` |  | `block` | `Yield4` |\n| `Yield4` |  | `block` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `big_array` can stand.
    enum State<Block> {
        With1 { at: With1, block: Block },
        /// Not started.
        Start { seed: u8 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `big_array` can stand.
    enum With1 {
        Yield2,
        Yield3,
        Yield4,
    }
    impl<Block> Frame for State<Block> {
        const LAYOUT: &'static str = "big_array\t\t0\n0s Start\t0\t\tseed\t2\n0l With1\t0\t\t@at block\t\n1v Yield2\t0\t\t\t3\n1v Yield3\t0\t\t\t4\n1v Yield4\t0\t\t\t6\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { seed },
        || Body {
            step: |state, _: ()| -> CoroutineState<u8, u8> {
                let value: u8 = {
                    if let State::Start { seed } = *state {
                        let mut block = [seed; 1024];
                        block[0] += 1;
                        let value: u8 = block[0];
                        let at = With1::Yield2;
                        put(state, State::With1 { at, block });
                        return Yielded(value);
                    }
                    let State::With1 { at: with1, block: block_ } = state else {
                        stopped(state)
                    };
                    match with1 {
                        With1::Yield2 => {
                            (*block_)[1] += (*block_)[0];
                            let value: u8 = (*block_)[1];
                            *with1 = With1::Yield3;
                            return Yielded(value);
                        }
                        With1::Yield3 => {
                            (*block_)[2] += (*block_)[1];
                            let value: u8 = (*block_)[2];
                            *with1 = With1::Yield4;
                            return Yielded(value);
                        }
                        With1::Yield4 => (*block_)[1023],
                    }
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Yield2 => 2,
                        With1::Yield3 => 3,
                        With1::Yield4 => 4,
                    }
                }
                _ => 0,
            },
        },
    )
}
