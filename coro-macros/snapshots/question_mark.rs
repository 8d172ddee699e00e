//! `?` in and out of a loop that pauses.

coro! {
    fn question_mark(lines: Vec<String>) yields i64 -> Result<i64, ParseIntError> {
        let mut sum = 0;
        for line in &lines {
            let number: i64 = line.trim().parse()?;
            sum += number;
            yield_value!(sum);
        }
        let last: i64 = lines[0].parse()?;
        Ok(sum + last)
    }
}
