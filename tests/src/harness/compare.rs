//! Compares the traces of two sides, run by run.
//!
//! Takes what both printed: sections that begin with `# case | how`. Gives the number of
//! runs, or the first one that differs, with the lines around the place. Cases of one name are told apart by their order.

use std::collections::HashMap;
use std::fmt;

/// Where two traces part.
#[derive(Debug)]
pub struct Difference {
    /// `case | how` of the first run that differs.
    pub run: String,
    /// How many runs differ, of how many.
    pub differing: (usize, usize),
    /// The lines before, in both.
    before: Vec<String>,
    /// What `coro!` does from there on.
    coro: Vec<String>,
    /// What rustc's coroutine does from there on.
    native: Vec<String>,
}

/// A run, the how manyth of its name it is, and its lines.
type Section<'a> = (Run<'a>, Vec<&'a str>);
type Run<'a> = (&'a str, usize);

/// The number of runs, if all of them are equal.
pub fn compare(coro: &str, native: &str) -> Result<usize, Difference> {
    let coro = sections(coro);
    let native = sections(native);
    let surplus = coro
        .iter()
        .filter(|section| !native.iter().any(|other| other.0 == section.0));
    let runs = native.iter().chain(surplus);
    let differing: Vec<Run<'_>> = runs
        .map(|section| section.0)
        .filter(|run| lines_of(&coro, *run) != lines_of(&native, *run))
        .collect();
    let Some(&run) = differing.first() else {
        return Ok(native.len());
    };
    let (coro_lines, native_lines) = (lines_of(&coro, run), lines_of(&native, run));
    let same = coro_lines
        .iter()
        .zip(&native_lines)
        .take_while(|(a, b)| a == b)
        .count();
    let owned = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    Err(Difference {
        run: run.0.to_string(),
        differing: (differing.len(), native.len()),
        before: owned(&native_lines[..same]),
        coro: owned(&coro_lines[same..]),
        native: owned(&native_lines[same..]),
    })
}

/// The lines of a run; none if it did not happen.
fn lines_of<'a>(sections: &[Section<'a>], run: Run<'_>) -> Vec<&'a str> {
    let found = sections.iter().find(|section| section.0 == run);
    found.map(|section| section.1.clone()).unwrap_or_default()
}

fn sections(trace: &str) -> Vec<Section<'_>> {
    let mut found: Vec<Section<'_>> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in trace.lines() {
        match (line.strip_prefix("# "), found.last_mut()) {
            (Some(run), _) => {
                let count = counts.entry(run).or_default();
                found.push(((run, *count), Vec::new()));
                *count += 1;
            }
            (None, Some(section)) => section.1.push(line.trim_start()),
            (None, None) => {}
        }
    }
    found
}

impl Difference {
    /// One line.
    pub fn summary(&self) -> String {
        let line = |lines: &[String]| lines.first().map_or("nothing", String::as_str).to_string();
        format!(
            "{}: `{}` should be `{}` ({} of {} runs differ)",
            self.run,
            line(&self.coro),
            line(&self.native),
            self.differing.0,
            self.differing.1
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} of {} runs differ; the first: {}",
            self.differing.0, self.differing.1, self.run
        )?;
        for line in &self.before {
            writeln!(f, "      {line}")?;
        }
        for line in self.coro.iter().take(8) {
            writeln!(f, "coro  {line}")?;
        }
        for line in self.native.iter().take(8) {
            writeln!(f, "rustc {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    const NATIVE: &str = "# a | to the end\n  one\n  two\n# a | dropped after 0\n  --\n# end\n";

    #[test]
    fn equal_traces_are_counted() {
        assert_eq!(compare(NATIVE, NATIVE).unwrap(), 3);
    }

    #[test]
    fn a_difference_is_shown_with_what_came_before() {
        let difference = compare(&NATIVE.replace("two", "three"), NATIVE).unwrap_err();
        assert_eq!(
            difference.summary(),
            "a | to the end: `three` should be `two` (1 of 3 runs differ)"
        );
        assert!(
            difference
                .to_string()
                .contains("      one\ncoro  three\nrustc two\n")
        );
    }

    #[test]
    fn runs_of_one_name_are_compared_each_with_its_own() {
        let twice = format!("{NATIVE}{NATIVE}");
        assert_eq!(compare(&twice, &twice).unwrap(), 6);
        let other = format!("{NATIVE}{}", NATIVE.replace("two", "three"));
        assert_eq!(compare(&other, &twice).unwrap_err().differing, (1, 6));
    }

    #[test]
    fn a_missing_or_additional_run_is_a_difference() {
        let fewer = NATIVE.replace("# a | dropped after 0\n  --\n", "");
        assert_eq!(
            compare(&fewer, NATIVE).unwrap_err().run,
            "a | dropped after 0"
        );
        assert_eq!(
            compare(NATIVE, &fewer).unwrap_err().run,
            "a | dropped after 0"
        );
    }
}
