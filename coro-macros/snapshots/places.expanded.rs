fn paragraphs(
    doc: String,
) -> impl ::coro_core::Coroutine<(), Yield = String, Return = ()> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `doc` | `Yield3`, `Done` |\n| `Yield3` |  | `position`, `lines_at`, `title_at`, `doc` | `Yield3`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{cut, going, within, found, prelude::*};
    /// Where `paragraphs` can stand.
    enum State<Position, LinesAt, TitleAt, Doc> {
        With1 { at: With1<Position, LinesAt, TitleAt>, doc: Doc },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `paragraphs` can stand.
    enum With1<Position, LinesAt, TitleAt> {
        /// Just begun.
        Start,
        For2 { at: For2, position: Position, lines_at: LinesAt, title_at: TitleAt },
    }
    /// Where `paragraphs` can stand.
    enum For2 {
        Yield3,
    }
    impl<Position, LinesAt, TitleAt, Doc> Frame
    for State<Position, LinesAt, TitleAt, Doc> {
        const LAYOUT: &'static str = "paragraphs\t\t0\n0l With1\t0\t\t@at doc\t\n1s Start\t0\t\t\t3 5\n1l For2\t0\t\t@at position lines_at title_at\t\n2v Yield3\t0\t\t\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::With1 {
            at: With1::Start,
            doc,
        },
        || Body {
            step: |state, _: ()| -> CoroutineState<String, ()> {
                {
                    let State::With1 { at: with1, doc: doc_ } = state else {
                        stopped(state)
                    };
                    let mut at_for2 = false;
                    if let With1::Start = with1 {
                        let mut title_at = within(&(*doc_)[..], "");
                        let mut lines_at = within(
                            &(*doc_)[..],
                            ::core::convert::identity::<Vec<&str>>(Vec::new()),
                        );
                        let mut position = (0usize, 0usize);
                        let at = For2::Yield3;
                        put(
                            with1,
                            With1::For2 {
                                at,
                                position,
                                lines_at,
                                title_at,
                            },
                        );
                        at_for2 = true;
                    }
                    let With1::For2 {
                        position: position_,
                        lines_at: lines_at_,
                        title_at: title_at_,
                        ..
                    } = with1 else { nowhere() };
                    let mut _title_at;
                    let mut _lines_at;
                    'for2: loop {
                        if replace(&mut at_for2, true) {
                            loop {
                                let Some(line) = Iterator::next(
                                    &mut going(cut(&*doc_).lines(), &mut *position_),
                                ) else { break 'for2 };
                                if let Some(name) = line.strip_prefix('#') {
                                    *title_at_ = within(&(*doc_)[..], name);
                                } else if line.is_empty() {
                                    let value: String = format!(
                                        "{title}: {}", found(& (* doc_) [..], & * lines_at_)
                                        .join(" "), title = found(& (* doc_) [..], & * title_at_)
                                    );
                                    return Yielded(value);
                                } else {
                                    (*lines_at_).push(within(&(*doc_)[..], line));
                                }
                            }
                        }
                        (*lines_at_).clear();
                    }
                    (_title_at, _lines_at) = match replace(with1, With1::Start) {
                        With1::For2 { title_at, lines_at, .. } => (title_at, lines_at),
                        other => lost(other),
                    };
                }
                complete(state, ())
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Start => 1,
                        With1::For2 { .. } => 3,
                    }
                }
                _ => 0,
            },
        },
    )
}
