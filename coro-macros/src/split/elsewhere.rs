//! The file of the crate in which a struct is declared, where it is not the file of the body.
//!
//! The order in which fields are dropped is that of their declaration, which may stand in another module. So the files
//! under `src` of the package are looked through for one that declares a struct of the name; only if there is one.
//!
//! ```text
//! src/main.rs      let pair = Pair { right: a, left: b };
//! src/pair.rs      pub struct Pair { pub left: D, pub right: D }
//! ```
//!
//! What has a `Drop` of its own cannot be taken apart, and is found by its name alone.
//!
//! Tells nothing outside of cargo, and nothing of other packages.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::Ident;

use super::near::Declared;

/// A package of more files is not looked through.
const MOST: usize = 1000;

/// What the files of the package declare.
#[derive(Default)]
struct Index {
    /// The files by their structs.
    structs: HashMap<String, Vec<PathBuf>>,
    /// Names of what has a `Drop` of its own.
    dropping: HashSet<String>,
}

thread_local! {
    static INDEX: RefCell<Option<Rc<Index>>> = const { RefCell::new(None) };
}

/// The file that declares the only struct of this name in the package.
pub fn declaring(name: &Ident) -> Option<Rc<Declared>> {
    match index()?.structs.get(&name.to_string())?.as_slice() {
        [path] => Some(Declared::at(path)),
        _ => None,
    }
}

/// Whether some file of the package has a `Drop` of something of this name.
pub fn drops(name: &Ident) -> bool {
    index().is_some_and(|index| index.dropping.contains(&name.to_string()))
}

fn index() -> Option<Rc<Index>> {
    if !proc_macro::is_available() {
        return None;
    }
    INDEX.with_borrow_mut(|index| {
        let made = index.get_or_insert_with(|| Rc::new(index_of(&root().unwrap_or_default())));
        Some(Rc::clone(made))
    })
}

/// The folder with the sources of the package that is compiled.
fn root() -> Option<PathBuf> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")?;
    Some(Path::new(&package).join("src"))
}

fn index_of(root: &Path) -> Index {
    let mut files = Vec::new();
    collect(root, &mut files);
    let mut index = Index::default();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for name in structs_of(&text) {
            let known = index.structs.entry(name.to_string()).or_default();
            known.push(path.clone());
        }
        let dropping = dropping_in(&text).map(str::to_string);
        index.dropping.extend(dropping);
    }
    index
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if files.len() >= MOST {
            return files.clear();
        }
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// The names behind the word `struct`.
fn structs_of(text: &str) -> impl Iterator<Item = &str> {
    text.split("struct ").skip(1).filter_map(first_name)
}

/// The names behind the words `Drop for`.
fn dropping_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("Drop for ").skip(1).filter_map(first_name)
}

fn first_name(text: &str) -> Option<&str> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = text.split(|letter: char| !is_name(letter)).next()?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn structs_are_found_by_their_names() {
        let text = "pub struct Pair<T> { a: T }\nstruct Unit;\n// a structure\nstruct  ;";
        let found: Vec<&str> = super::structs_of(text).collect();
        assert_eq!(found, ["Pair", "Unit"]);
    }

    #[test]
    fn what_drops_is_found_by_its_name() {
        let text =
            "impl<T> Drop for Guard<T> {}\nimpl core::ops::Drop for Way {}\n// Drop for  all";
        let found: Vec<&str> = super::dropping_in(text).collect();
        assert_eq!(found, ["Guard", "Way"]);
    }
}
