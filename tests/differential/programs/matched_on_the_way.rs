//! What is matched and only borrows: a drop flag of a reference, a tuple with a reference in it, what `find_map` finds.

use crate::prelude::*;
type Rule = Box<dyn Fn(&D<u8>) -> Option<u8>>;
#[derive(Clone, Copy, Debug, PartialEq)]
enum Frame { List, Key, Value }
coro! {
    fn best(lines: Vec<D<u8>>, rules: Vec<(String, Rule)>) yields String -> usize {
        let mut n = 0;
        for line in lines {
            let best = rules.iter().filter_map(|(name, rule)| Some((rule(&line)?, name))).max();
            let text = match best {
                Some((percent, name)) => { n += 1; format!("{name} {percent}%") }
                None => "none".into(),
            };
            yield_value!(text + &line.name());
        }
        n
    }
    fn sudoku(grid: &mut [[u8; 2]; 2]) yields [[u8; 2]; 2] -> bool {
        let empty = grid.iter().enumerate().find_map(|(r, row)| row.iter().position(|&v| v == 0).map(|c| (r, c)));
        let Some((r, c)) = empty else {
            yield_value!(*grid);
            return true;
        };
        let mut any = false;
        for v in 1..=2 {
            if grid[r].contains(&v) || grid.iter().any(|row| row[c] == v) { continue }
            grid[r][c] = v;
            any |= yield_from!(sudoku(grid).boxed());
            grid[r][c] = 0;
        }
        any
    }
    fn literal_inside(list: Vec<Option<D>>) yields &'static str -> usize {
        let mut n = 0;
        for item in list {
            match item {
                Some(D("stop")) => {
                    yield_value!("stop");
                    log("still there");
                }
                Some(d) => {
                    yield_value!("taken");
                    d.consume();
                }
                None => n += 1,
            }
        }
        n
    }
    fn frames(text: &str) yields Frame -> usize {
        let mut stack = vec![Frame::Key];
        let mut at = 0;
        'document: loop {
            let Some(frame) = stack.last_mut() else { break 'document };
            let c = text.as_bytes().get(at);
            at += 1;
            match (frame, c) {
                (frame @ Frame::Key, Some(b'v')) => { *frame = Frame::Value; continue }
                (Frame::List, Some(b']')) => { stack.pop(); at += 1; yield_value!(Frame::List); }
                (Frame::Value, Some(b'}')) => { stack.pop(); yield_value!(Frame::Value); }
                _ => return 99,
            }
        }
        at
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("best", || best(vec![D(1), D(2)], vec![("a".to_string(), Box::new(|d: &D<u8>| (d.0 > 1).then_some(3u8)) as Rule)]));
    t.scope("sudoku", |d| d.run(sudoku(&mut [[0, 0], [1, 0]])));
    t.case("literal inside", || literal_inside(vec![Some(D("a")), None, Some(D("stop"))]));
    t.case("frames", || frames("v}"));
}
