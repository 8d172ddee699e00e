//! What cannot be a coroutine, and what the compiler says then.
//!
//! In: `compile_fail/NAME.rs`, whose first comment says what it teaches, and `NAME.stderr`, what
//! is printed. After a message was changed, and read:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p tests --test compile_fail
//! ```

#![forbid(unsafe_code)]

use std::fs;
use std::path::Path;

/// One project for all of the cases: trybuild checks them in one run of cargo.
#[test]
fn mistakes_teach() {
    trybuild::TestCases::new().compile_fail("compile_fail/*.rs");
}

#[test]
fn every_case_says_what_it_teaches() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile_fail");
    for entry in fs::read_dir(folder).expect("the folder is part of the repository") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("the case can be read");
            assert!(
                text.starts_with("// "),
                "{} begins with code",
                path.display()
            );
            let record = path.with_extension("stderr");
            assert!(record.exists(), "{} has no record", path.display());
        }
    }
}
