//! Sessions, servers and state machines in the async manner.

use crate::prelude::*;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::sync::{Arc, Mutex, mpsc};

type Shared<T> = Rc<RefCell<T>>;

#[derive(Debug, Clone, PartialEq)]
enum Frame { Simple(String), Error(String), Integer(u64), Bulk(Vec<u8>), Null, Array(Vec<Frame>) }
#[derive(Debug)]
enum FrameError { Incomplete, Invalid(&'static str), Other(Box<dyn Error>) }
impl fmt::Display for FrameError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { match self { Self::Incomplete => "incomplete".fmt(f), Self::Invalid(s) => write!(f, "invalid {s}"), Self::Other(e) => e.fmt(f) } } }
impl Error for FrameError {}
impl From<std::num::ParseIntError> for FrameError { fn from(e: std::num::ParseIntError) -> Self { Self::Other(e.into()) } }
impl From<&'static str> for FrameError { fn from(e: &'static str) -> Self { Self::Invalid(e) } }

#[derive(Debug, Clone)]
enum Command { Get { key: String }, Set { key: String, value: String, ttl: Option<u32> }, Del(Vec<String>), Ping, Unknown(String) }
impl Command {
    fn parse(line: &str) -> Result<Command, String> {
        let mut parts = line.split_whitespace();
        let name = parts.next().ok_or("empty line")?;
        Ok(match (name.to_uppercase().as_str(), parts.next()) {
            ("GET", Some(key)) => Command::Get { key: key.into() },
            ("SET", Some(key)) => {
                let value = parts.next().ok_or_else(|| format!("no value for {key}"))?;
                Command::Set { key: key.into(), value: value.into(), ttl: parts.next().map(|t| t.parse()).transpose().map_err(|e| format!("{e}"))? }
            }
            ("DEL", Some(first)) => Command::Del(std::iter::once(first).chain(parts).map(String::from).collect()),
            ("PING", None) => Command::Ping,
            (other, _) => Command::Unknown(other.to_string()),
        })
    }
}

struct Connection { input: VecDeque<Vec<u8>>, buffer: Vec<u8>, output: Vec<String>, open: bool }
impl Connection {
    fn new(chunks: &[&str]) -> Self { Connection { input: chunks.iter().map(|c| c.as_bytes().to_vec()).collect(), buffer: Vec::new(), output: vec![], open: true } }
    fn fill(&mut self) -> usize { match self.input.pop_front() { Some(c) => { self.buffer.extend_from_slice(&c); c.len() } None => { self.open = false; 0 } } }
    fn take_line(&mut self) -> Option<String> {
        let end = self.buffer.iter().position(|b| *b == b'\n')?;
        let line: Vec<u8> = self.buffer.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim_end().to_string())
    }
}

struct Sensor { readings: Vec<i16>, at: usize }
impl Sensor { fn sample(&mut self) -> Option<i16> { let r = self.readings.get(self.at).copied(); self.at += 1; r } }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum State { Idle, Connecting { attempt: u8 }, Connected, Backoff(u16), Failed }
#[derive(Debug, Clone, Copy, PartialEq)]
enum Input { Start, Success, Failure, Tick, Reset }

struct Room { name: String, members: HashMap<u32, Shared<Vec<String>>> }
#[derive(Debug, Default, Clone)]
struct Stats { count: usize, bytes: u64, errors: Vec<String>, by_kind: BTreeMap<&'static str, usize> }

coro! {
    async fn yield_now() { yield_wait!(); }

    async fn ticks(n: u32) -> u32 {
        let mut done = 0;
        while done < n { yield_now().await; done += 1; }
        done
    }

    async fn serve(mut conn: Connection, db: Shared<HashMap<String, String>>) -> Result<Connection, String> {
        loop {
            let line = loop {
                if let Some(line) = conn.take_line() { break line }
                ticks(1).await;
                if conn.fill() == 0 {
                    if conn.buffer.is_empty() { return Ok(conn) }
                    return Err(format!("{} bytes left over", conn.buffer.len()));
                }
            };
            let reply = match Command::parse(&line) {
                Ok(Command::Get { key }) => db.borrow().get(&key).cloned().unwrap_or_else(|| "(nil)".to_string()),
                Ok(Command::Set { key, value, ttl }) => {
                    if let Some(ttl) = ttl { ticks(ttl).await; }
                    match db.borrow_mut().insert(key, value) { Some(old) => format!("OK {old}"), None => "OK".into() }
                }
                Ok(Command::Del(keys)) => {
                    let mut n = 0;
                    for key in keys {
                        ticks(1).await;
                        n += usize::from(db.borrow_mut().remove(&key).is_some());
                    }
                    n.to_string()
                }
                Ok(Command::Ping) => "PONG".to_owned(),
                Ok(Command::Unknown(name)) => format!("ERR unknown {name}"),
                Err(e) => { conn.output.push(format!("ERR {e}")); continue }
            };
            conn.output.push(reply);
        }
    }

    async fn read_frames(data: Vec<u8>) -> Result<Vec<Frame>, FrameError> {
        let mut at = 0;
        let mut frames = Vec::new();
        while at < data.len() {
            let rest = &data[at..];
            let end = rest.windows(2).position(|w| w == b"\r\n").ok_or(FrameError::Incomplete)?;
            let text = std::str::from_utf8(&rest[1..end]).map_err(|e| FrameError::Other(Box::new(e)))?;
            let frame = match rest[0] {
                b'+' => Frame::Simple(text.to_string()),
                b'-' => Frame::Error(text.to_owned()),
                b':' => Frame::Integer(text.parse()?),
                b'$' if text == "-1" => Frame::Null,
                b'$' => {
                    let len: usize = text.parse()?;
                    let start = at + end + 2;
                    let bytes = data.get(start..start + len).ok_or(FrameError::Incomplete)?.to_vec();
                    at += len + 2;
                    Frame::Bulk(bytes)
                }
                b'*' => Frame::Array(Vec::with_capacity(text.parse()?)),
                _ => return Err("frame type")?,
            };
            at += end + 2;
            ticks(1).await;
            frames.push(frame);
        }
        Ok(frames)
    }

    async fn machine(inputs: Vec<Input>) yields State -> (State, u32) {
        let mut state = State::Idle;
        let mut changes = 0;
        for input in inputs {
            let next = match (state, input) {
                (State::Idle, Input::Start) => State::Connecting { attempt: 1 },
                (State::Connecting { .. }, Input::Success) => State::Connected,
                (State::Connecting { attempt: a @ 1..=2 }, Input::Failure) => State::Backoff(100 << a),
                (State::Connecting { attempt }, Input::Failure) => { log(format!("gave up after {attempt}")); State::Failed }
                (State::Backoff(ms), Input::Tick) if ms > 200 => State::Connecting { attempt: 3 },
                (State::Backoff(_), Input::Tick) => State::Connecting { attempt: 2 },
                (_, Input::Reset) => State::Idle,
                (same, _) => same,
            };
            if next == state { yield_wait!(); continue; }
            changes += 1;
            state = next;
            yield_value!(state);
        }
        (state, changes)
    }

    async fn broadcast(rooms: Shared<BTreeMap<String, Room>>, messages: Vec<(u32, &str, String)>) -> Result<usize, Cow<'static, str>> {
        let mut sent = 0;
        for (from, room, text) in messages {
            let members: Vec<(u32, Shared<Vec<String>>)> = {
                let rooms = rooms.borrow();
                let Some(room) = rooms.get(room) else {
                    return Err(format!("no room {room}").into());
                };
                if !room.members.contains_key(&from) { return Err(Cow::Borrowed("not a member")); }
                let mut list: Vec<_> = room.members.iter().filter(|(id, _)| **id != from).map(|(id, inbox)| (*id, Rc::clone(inbox))).collect();
                list.sort_by_key(|(id, _)| *id);
                list
            };
            for (id, inbox) in members {
                yield_now().await;
                inbox.borrow_mut().push(format!("{from}->{id}: {text}"));
                sent += 1;
            }
        }
        Ok(sent)
    }

    async fn collect_stats(events: Vec<Result<(&'static str, u64), String>>) -> Stats {
        let mut stats = Stats::default();
        for (i, event) in events.into_iter().enumerate() {
            if i % 2 == 1 { yield_now().await }
            match event {
                Ok((kind, bytes)) => {
                    stats.count += 1;
                    stats.bytes += bytes;
                    *stats.by_kind.entry(kind).or_default() += 1;
                }
                Err(e) if e.is_empty() => break,
                Err(e) => {
                    yield_now().await;
                    stats.errors.push(e);
                }
            }
        }
        Stats { errors: stats.errors.into_iter().rev().collect(), ..stats }
    }

    async fn blink(mut sensor: Sensor, threshold: i16) -> (usize, Option<i16>) {
        let mut led = false;
        let mut toggles = 0;
        let mut max = None;
        while let Some(value) = sensor.sample() {
            max = max.max(Some(value));
            let on = value > threshold;
            if on != led {
                led = on;
                toggles += 1;
                ticks(if led { 2 } else { 1 }).await;
            }
            yield_now().await;
        }
        (toggles, max)
    }

    async fn smooth(samples: Vec<f32>, window: usize) yields f32 {
        let mut recent: VecDeque<f32> = VecDeque::with_capacity(window);
        for sample in samples {
            if recent.len() == window { recent.pop_front(); }
            recent.push_back(sample);
            yield_wait!();
            let sum: f32 = recent.iter().sum();
            yield_value!(sum / recent.len() as f32);
        }
    }

    async fn mpsc_worker(rx: mpsc::Receiver<Box<dyn FnOnce() -> i32>>, limit: usize) -> Vec<i32> {
        let mut results = vec![];
        while results.len() < limit {
            match rx.try_recv() {
                Ok(job) => {
                    let value = job();
                    yield_now().await;
                    results.push(value);
                }
                Err(mpsc::TryRecvError::Empty) => yield_now().await,
                Err(mpsc::TryRecvError::Disconnected) => break,
            }
        }
        results
    }

    async fn elect(nodes: Vec<(u32, bool)>) -> Option<u32> {
        let alive: HashSet<u32> = nodes.iter().filter(|(_, up)| *up).map(|(id, _)| *id).collect();
        let mut candidate = None;
        for (id, up) in nodes.iter().rev() {
            yield_now().await;
            if !up { continue }
            candidate = match candidate {
                None => Some(*id),
                Some(best) if *id > best => Some(*id),
                other => other,
            };
        }
        candidate.filter(|c| alive.contains(c))
    }

    async fn download(url: &str, sizes: &[usize], mut progress: impl FnMut(f64)) -> Result<Vec<u8>, String> {
        let total: usize = sizes.iter().sum();
        if total == 0 { return Err(format!("{url}: nothing there")); }
        let mut body = Vec::new();
        for (i, size) in sizes.iter().enumerate() {
            ticks(*size as u32).await;
            body.resize(body.len() + size, i as u8);
            progress(body.len() as f64 / total as f64);
        }
        Ok(body)
    }

    async fn first_ok(sources: Vec<(&'static str, Result<u32, String>)>) -> Result<(String, u32), Vec<String>> {
        let mut errors = Vec::with_capacity(sources.len());
        for (name, outcome) in sources {
            ticks(1).await;
            match outcome {
                Ok(value) => return Ok((name.to_string(), value)),
                Err(error) => errors.push(format!("{name}: {error}")),
            }
        }
        Err(errors)
    }

    async fn locked_total(cells: Vec<Arc<Mutex<i64>>>) -> i64 {
        let mut total = 0;
        for cell in &cells {
            total += *cell.lock().unwrap();
            yield_now().await;
            let mut guard = cell.lock().unwrap();
            *guard += 1;
            drop(guard);
            yield_now().await;
        }
        total + cells.len() as i64
    }

    async fn ordered(mut packets: Vec<(u32, &'static str)>) yields &'static str -> Vec<u32> {
        let mut expected = 0;
        let mut early = BTreeMap::new();
        let mut missing = Vec::new();
        packets.reverse();
        while let Some((seq, data)) = packets.pop() {
            if seq < expected { yield_wait!(); continue }
            early.insert(seq, data);
            while let Some(data) = early.remove(&expected) {
                expected += 1;
                yield_value!(data);
            }
        }
        while let Some((&next, _)) = early.first_key_value() {
            missing.extend(expected..next);
            if let Some((seq, data)) = early.pop_first() {
                expected = seq + 1;
                yield_value!(data);
            }
        }
        missing
    }

    async fn paginate(total: usize, per_page: usize) yields Vec<usize> -> usize {
        let fetch = |page: usize| -> Vec<usize> { (0..total).skip(page * per_page).take(per_page).collect() };
        let mut page = 0;
        loop {
            yield_wait!();
            let items = fetch(page);
            if items.is_empty() { break page }
            page += 1;
            yield_value!(items);
        }
    }

}

pub fn cases(t: &mut Tracer) {
    let db = || Rc::new(RefCell::new(HashMap::from([("a".to_string(), "1".to_string())])));
    let cn = |conn: Connection| conn.output;
    let _ = cn;
    t.case("serve", || Out(serve(Connection::new(&["GET a\nGE", "T b\nSET b 2 1\nPING\nDEL a x\nSET\n\nFOO\n", "GET b\n"]), db())));
    t.case("serve cut", || Out(serve(Connection::new(&["GET a\nGE"]), db())));
    t.case("frames", || read_frames(b"+OK\r\n:12\r\n$3\r\nabc\r\n$-1\r\n*2\r\n-e\r\n".to_vec()));
    t.case("frames bad", || read_frames(b"+OK\r\n:x\r\n".to_vec()));
    t.case("frames cut", || read_frames(b"+OK\r\n$9\r\nabc".to_vec()));
    t.case("frames odd", || read_frames(b"?\r\n".to_vec()));
    t.case("machine", || machine(vec![Input::Start, Input::Tick, Input::Failure, Input::Tick, Input::Failure, Input::Tick, Input::Failure, Input::Success, Input::Reset]));
    let rooms = || Rc::new(RefCell::new(BTreeMap::from([("r".to_string(), Room { name: "r".into(), members: HashMap::from([(1, Rc::default()), (2, Rc::default()), (3, Rc::default())]) })])));
    t.case("broadcast", || broadcast(rooms(), vec![(1, "r", "hi".into()), (2, "r", "yo".into())]));
    t.case("broadcast none", || broadcast(rooms(), vec![(1, "r", "hi".into()), (2, "q", "yo".into())]));
    t.case("broadcast not", || broadcast(rooms(), vec![(9, "r", "hi".into())]));
    t.case("stats", || collect_stats(vec![Ok(("a", 1)), Err("x".into()), Ok(("b", 2)), Ok(("a", 3)), Err("y".into()), Err(String::new()), Ok(("c", 1))]));
    t.case("blink", || blink(Sensor { readings: vec![1, 5, 6, 2, 9], at: 0 }, 4));
    t.case("smooth", || smooth(vec![1.0, 2.0, 6.0], 2));
    t.case("mpsc", || { let (tx, rx) = mpsc::channel::<Box<dyn FnOnce() -> i32>>(); tx.send(Box::new(|| 3)).unwrap(); tx.send(Box::new(|| 4)).unwrap(); mpsc_worker(rx, 3) });
    t.case("elect", || elect(vec![(3, true), (9, false), (5, true)]));
    t.case("download", || download("u", &[1, 2], |p| log(p)));
    t.case("download none", || download("u", &[], |p| log(p)));
    t.case("first ok", || first_ok(vec![("a", Err("x".into())), ("b", Ok(2))]));
    t.case("none ok", || first_ok(vec![("a", Err("x".into()))]));
    t.case("locked", || locked_total(vec![Arc::new(Mutex::new(1)), Arc::new(Mutex::new(5))]));
    t.case("ordered", || ordered(vec![(1, "b"), (0, "a"), (0, "a"), (4, "e"), (6, "g")]));
    t.case("paginate", || paginate(5, 2));
    let _ = Frame::Array(vec![]); let _ = State::Connected; let _ = |r: Room| r.name;
}
struct Out<C>(C);
impl<C: Coroutine<(), Return = Result<Connection, String>>> Coroutine for Out<C> {
    type Yield = C::Yield;
    type Return = Result<Vec<String>, String>;
    fn resume(&mut self, _: ()) -> CoroutineState<C::Yield, Self::Return> {
        match self.0.resume(()) { CoroutineState::Yielded(y) => CoroutineState::Yielded(y), CoroutineState::Complete(r) => CoroutineState::Complete(r.map(|c| c.output)) }
    }
}
