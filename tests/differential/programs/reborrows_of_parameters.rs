//! What a `&mut` parameter points to is borrowed across pauses, and the parameter is not
//! named again afterwards.

use crate::prelude::*;

coro! {
    fn doubled(list: &mut Vec<u32>) yields u32 -> usize {
        let mut count = 0;
        for x in list.iter_mut() {
            *x += 1;
            yield_value!(*x);
            *x *= 2;
            count += 1;
        }
        count
    }

    fn first_of(list: &mut [String]) yields usize -> &mut String {
        let first = &mut list[0];
        first.push('!');
        yield_value!(first.len());
        first.push('?');
        first
    }

    fn slices_of_parameters(data: &[u8], buffer: &mut [u8]) yields usize -> usize {
        let (head, tail) = data.split_at(2);
        yield_value!(head.len());
        let target = &mut buffer[..tail.len()];
        target.copy_from_slice(tail);
        yield_value!(target.len());
        target[0] = head[0];
        let view: &[u8] = target;
        yield_value!(view.len());
        view.iter().filter(|&&b| b == head[0]).count()
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("doubled", |drive| {
        let mut list = vec![1, 2, 3];
        drive.run(doubled(&mut list));
        log(format_args!("{list:?}"));
    });
    t.scope("first of", |drive| {
        let mut list = ["a".to_string(), "b".to_string()];
        drive.run(first_of(&mut list));
        log(format_args!("{list:?}"));
    });
    t.scope("slices of parameters", |drive| {
        let mut buffer = [0; 4];
        drive.run(slices_of_parameters(&[7, 8, 7, 9], &mut buffer));
        log(format_args!("{buffer:?}"));
    });
}
