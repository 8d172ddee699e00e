//! References found in a loan that are through before the loan is used again, on some ways before others.

use crate::prelude::*;

#[derive(Debug, Default)]
struct World {
    units: Vec<(u32, i32)>,
    lines: Vec<String>,
}

impl World {
    fn nearest(&self, not: u32) -> Option<(&u32, &i32)> {
        self.units.iter().find(|(id, _)| *id != not).map(|(id, hp)| (id, hp))
    }
    fn name(&self) -> &str {
        if self.units.len() > 1 { "many" } else { "one" }
    }
}

coro! {
    fn chase(id: u32) receives world: &mut World yields i32 -> usize {
        loop {
            let Some((&target, hp)) = world.nearest(id) else { return world.lines.len() };
            if *hp > 3 {
                let step = (*hp - 3).signum();
                world.lines.push(format!("step {step}"));
                world.units[1].1 -= 4;
                yield_value!(step);
                continue;
            }
            world.units.retain(|(id, _)| *id != target);
            yield_value!(target as i32);
        }
    }

    fn named() receives world: &mut World yields usize {
        let name = world.name();
        if name.len() > 3 {
            let line = format!("{name}!");
            world.lines.push(line.clone());
            yield_value!(line.len());
            return;
        }
        world.lines.push(name.to_uppercase());
        yield_value!(1);
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("chase", |_| {
        let mut world = World { units: vec![(1, 9), (2, 6)], lines: vec![] };
        let mut machine = chase(1);
        for _ in 0..3 {
            log(format_args!("{:?}", machine.resume(&mut world)));
        }
        log(format_args!("{world:?}"));
    });
    for count in [1, 2] {
        t.scope("named", |_| {
            let mut world = World { units: vec![(1, 9); count], lines: vec![] };
            let mut machine = named();
            for _ in 0..2 {
                log(format_args!("{:?}", machine.resume(&mut world)));
            }
            log(format_args!("{world:?}"));
        });
    }
}
