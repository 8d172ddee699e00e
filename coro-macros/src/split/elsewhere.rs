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
//! Tells nothing outside of cargo, and nothing of other packages.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::Ident;

use super::near::Declared;

/// A package of more files is not looked through.
const MOST: usize = 1000;

/// The files by the structs that they declare.
type Index = Rc<HashMap<String, Vec<PathBuf>>>;

thread_local! {
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
}

/// The file that declares the only struct of this name in the package.
pub fn declaring(name: &Ident) -> Option<Rc<Declared>> {
    if !proc_macro::is_available() {
        return None;
    }
    let index = INDEX.with_borrow_mut(|index| {
        let made = index.get_or_insert_with(|| Rc::new(index_of(&root().unwrap_or_default())));
        Rc::clone(made)
    });
    match index.get(&name.to_string())?.as_slice() {
        [path] => Some(Declared::at(path)),
        _ => None,
    }
}

/// The folder with the sources of the package that is compiled.
fn root() -> Option<PathBuf> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")?;
    Some(Path::new(&package).join("src"))
}

fn index_of(root: &Path) -> HashMap<String, Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(root, &mut files);
    let mut index: HashMap<String, Vec<PathBuf>> = HashMap::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for name in structs_of(&text) {
            index
                .entry(name.to_string())
                .or_default()
                .push(path.clone());
        }
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
    let behind = text.split("struct ").skip(1);
    behind.filter_map(|rest| {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let name = rest.split(|letter: char| !is_name(letter)).next()?;
        (!name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn structs_are_found_by_their_names() {
        let text = "pub struct Pair<T> { a: T }\nstruct Unit;\n// a structure\nstruct  ;";
        let found: Vec<&str> = super::structs_of(text).collect();
        assert_eq!(found, ["Pair", "Unit"]);
    }
}
