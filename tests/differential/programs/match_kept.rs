//! Arms that bind by `ref` beside arms that move.
use crate::prelude::*;
#[derive(Clone, Debug)]
enum State { Idle, Running { ticks: u8 }, Stopped(String) }
coro! {
    fn visit_states(start: State) yields State -> u32 {
        let mut state = start;
        let mut visits = 0u32;
        loop {
            visits += 1;
            state = match state {
                State::Idle => State::Running { ticks: 0 },
                State::Running { ticks } if ticks >= 2 => State::Stopped(format!("after {ticks}")),
                State::Running { ticks } => State::Running { ticks: ticks + 1 },
                State::Stopped(ref why) if why.is_empty() => break,
                State::Stopped(why) => {
                    log(&why);
                    State::Stopped(String::new())
                }
            };
            yield_value!(state.clone());
        }
        visits
    }
    fn by_ref(mut text: Option<String>) yields usize -> Option<String> {
        for i in 0..3 {
            match text {
                Some(ref t) if t.len() > 3 => {
                    yield_value!(t.len());
                    log(t);
                }
                Some(ref mut t) if i == 0 => {
                    t.push('!');
                    yield_value!(t.len());
                    t.push('?');
                }
                Some(t) => {
                    yield_value!(t.len());
                    text = Some(t + "abc");
                }
                None => yield_value!(0),
            }
        }
        text
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("states", || visit_states(State::Idle));
    t.case("by ref", || by_ref(Some("a".into())));
    t.case("by ref none", || by_ref(None));
}
