//! Labelled jumps over levels, also from a loop that does not pause.

coro! {
    fn labelled_loops(rows: Vec<Vec<u32>>, limit: u32) yields u32 -> u32 {
        let mut total = 0;
        'rows: for row in rows {
            for cell in row {
                if cell == 0 {
                    continue 'rows;
                }
                total += cell;
                yield_value!(total);
                for step in 0..cell {
                    if total + step > limit {
                        break 'rows;
                    }
                }
            }
            yield_value!(0);
        }
        total
    }
}
