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
//! A test, example or bench has the files of its folder as well, where a `mod common;` may stand.
//!
//! Tells nothing outside of cargo, and nothing of other packages.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::Ident;

use super::near::Declared;
use crate::maps::{HashMap, HashSet};

/// A package of more files is not looked through.
const MOST: usize = 1000;

/// What the files of the package declare.
#[derive(Default)]
struct Index {
    /// The files by their structs and enums.
    types: HashMap<String, Vec<PathBuf>>,
    /// The files by their fns.
    functions: HashMap<String, Vec<PathBuf>>,
    /// The files by their `macro_rules!`.
    macros: HashMap<String, Vec<PathBuf>>,
    /// Names of what has a `Drop` of its own.
    dropping: HashSet<String>,
    /// Names of what is made when it is found for the first time.
    lazy: HashSet<String>,
    /// Files with a `Deref` or an `Index` of something.
    finding: Vec<PathBuf>,
    /// Names of files and folders: what a path of the package's own may begin with.
    modules: HashSet<String>,
}

thread_local! {
    static INDEX: RefCell<Option<Rc<Index>>> = const { RefCell::new(None) };
}

/// The file that declares the only struct or enum of this name in the package.
pub fn declaring(name: &Ident) -> Option<Rc<Declared>> {
    match index()?.types.get(&name.to_string())?.as_slice() {
        [path] => Some(Declared::at(path)),
        _ => None,
    }
}

/// The file that declares the struct which is called `name` in another file of the package; nothing where that one may
/// mean something else.
pub fn named(name: &Ident) -> Option<Rc<Declared>> {
    let (own, declared) = (Declared::beside(name.span()), declaring(name)?);
    let is_other = own.declares(name) || index()?.is_from_outside(own.text(), &name.to_string());
    (!is_other).then_some(declared)
}

/// The file that declares the only fn of this name in the package, where the file of the body means that one.
/// `module`: what stands before it in its path.
pub fn with_function(name: &Ident, module: Option<&Ident>) -> Option<Rc<Declared>> {
    let index = index()?;
    let [path] = index.functions.get(&name.to_string())?.as_slice() else {
        return None;
    };
    let own = Declared::beside(name.span());
    let is_outside = match module {
        Some(module) => !index.is_module(own.text(), &module.to_string()),
        None => index.is_from_outside(own.text(), &name.to_string()),
    };
    (!is_outside).then(|| Declared::at(path))
}

/// All files of the package with a fn of this name.
pub fn with_functions(name: &Ident) -> Vec<Rc<Declared>> {
    let found = index().and_then(|index| {
        let paths = index.functions.get(&name.to_string())?;
        Some(paths.iter().map(|path| Declared::at(path)).collect())
    });
    found.unwrap_or_default()
}

/// The file that declares the only macro of this name in the package, where the file of the body means that one.
pub fn with_macro(name: &Ident) -> Option<Rc<Declared>> {
    let index = index()?;
    let [path] = index.macros.get(&name.to_string())?.as_slice() else {
        return None;
    };
    let own = Declared::beside(name.span());
    let is_outside = index.is_from_outside(own.text(), &name.to_string());
    (!is_outside).then(|| Declared::at(path))
}

impl Index {
    /// Whether a `use` of another crate brings `name` into a file.
    fn is_from_outside(&self, text: &str, name: &str) -> bool {
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        // and not in a sentence of the docs
        let is_item = |before: &str| {
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            line.is_empty() || line.starts_with("pub") || line.ends_with(['{', '}', ';'])
        };
        let mut uses = text.match_indices("use ").filter_map(|(at, words)| {
            let rest = &text[at + words.len()..];
            let item = rest.split(';').next().filter(|_| is_item(&text[..at]))?;
            let mut words = item.split(|letter| !is_letter(letter));
            words.any(|word| word == name).then_some(item)
        });
        uses.any(|item| {
            first_name(item.trim_start_matches(':'))
                .is_none_or(|first| !self.is_module(text, first))
        })
    }

    /// Whether a path of the package's own may begin with `name` in a file.
    fn is_module(&self, text: &str, name: &str) -> bool {
        let package = std::env::var("CARGO_PKG_NAME").unwrap_or_default();
        matches!(name, "crate" | "self" | "super")
            || self.modules.contains(name)
            || package.replace('-', "_") == name
            || text.contains(&format!("mod {name} "))
    }
}

/// Whether some file of the package has a `Drop` of something of this name.
pub fn drops(name: &Ident) -> bool {
    index().is_some_and(|index| index.dropping.contains(&name.to_string()))
}

/// Whether some file of the package has a `static` of this name that is made when it is found for the first time.
pub fn is_lazy(name: &Ident) -> bool {
    index().is_some_and(|index| index.lazy.contains(&name.to_string()))
}

/// The names of those in a file: `static NAMES: LazyLock<..> = ..`.
pub fn lazy_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("static ").skip(1).filter_map(|rest| {
        let (name, ty) = rest.split_once('=')?.0.split_once(':')?;
        ty.contains("Lazy").then_some(name.trim())
    })
}

/// Whether some file of the package has a `deref` or an `index` that may do something else as well.
pub fn finds_with_effects() -> bool {
    index().is_some_and(|index| {
        let mut files = index.finding.iter().map(|path| Declared::at(path));
        files.any(|declared| declared.finds_with_effects(None))
    })
}

fn index() -> Option<Rc<Index>> {
    if !proc_macro::is_available() {
        return None;
    }
    INDEX.with_borrow_mut(|index| {
        let made = index.get_or_insert_with(|| Rc::new(index_of(&roots())));
        Some(Rc::clone(made))
    })
}

/// The folders with the sources of the package that is compiled, and of the test, example or bench that it may be.
fn roots() -> Vec<PathBuf> {
    let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        return Vec::new();
    };
    let mut roots = vec![package.join("src")];
    let file = proc_macro::Span::call_site().local_file();
    let file = file.and_then(|file| file.canonicalize().ok());
    let own = file.as_deref().and_then(|file| {
        let inside = file.strip_prefix(package.canonicalize().ok()?).ok()?;
        let first = inside.components().next()?.as_os_str().to_owned();
        let is_beside = ["tests", "examples", "benches"]
            .iter()
            .any(|folder| first == *folder);
        is_beside.then(|| package.join(first))
    });
    roots.extend(own);
    roots
}

fn index_of(roots: &[PathBuf]) -> Index {
    let mut files = Vec::new();
    roots.iter().for_each(|root| collect(root, &mut files));
    let mut index = Index::default();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let types = names_behind("struct ", &text).chain(names_behind("enum ", &text));
        for name in types {
            let known = index.types.entry(name.to_string()).or_default();
            known.push(path.clone());
        }
        for name in names_behind("fn ", &text) {
            let known = index.functions.entry(name.to_string()).or_default();
            known.push(path.clone());
        }
        for name in names_behind("macro_rules! ", &text) {
            let known = index.macros.entry(name.to_string()).or_default();
            known.push(path.clone());
        }
        if ["Deref for ", "DerefMut for ", "Index<", "IndexMut<"]
            .iter()
            .any(|name| text.contains(name))
        {
            index.finding.push(path.clone());
        }
        let parts = path.iter().filter_map(|part| part.to_str());
        let modules = parts.map(|part| part.trim_end_matches(".rs").to_string());
        index.modules.extend(modules);
        let dropping = names_behind("Drop for ", &text).map(str::to_string);
        index.dropping.extend(dropping);
        index.lazy.extend(lazy_in(&text).map(str::to_string));
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

/// The names behind some words.
fn names_behind<'t>(words: &'static str, text: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(words).skip(1).filter_map(first_name)
}

fn first_name(text: &str) -> Option<&str> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = text.split(|letter: char| !is_name(letter)).next()?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Index, names_behind};

    #[test]
    fn structs_are_found_by_their_names() {
        let text = "pub struct Pair<T> { a: T }\nstruct Unit;\n// a structure\nstruct  ;";
        let found: Vec<&str> = names_behind("struct ", text).collect();
        assert_eq!(found, ["Pair", "Unit"]);
    }

    #[test]
    fn what_is_made_when_it_is_found_is_known() {
        let text = "static A: LazyLock<u8> = LazyLock::new(make);\nstatic B: u8 = 1;\npub static C: once_cell::sync::Lazy<u8> = Lazy::new(|| 1);";
        let found: Vec<&str> = super::lazy_in(text).collect();
        assert_eq!(found, ["A", "C"]);
    }

    #[test]
    fn what_drops_is_found_by_its_name() {
        let text =
            "impl<T> Drop for Guard<T> {}\nimpl core::ops::Drop for Way {}\n// Drop for  all";
        let found: Vec<&str> = names_behind("Drop for ", text).collect();
        assert_eq!(found, ["Guard", "Way"]);
    }

    #[test]
    fn what_another_crate_declares_is_from_outside() {
        let mut index = Index::default();
        index.modules.insert("model".to_string());
        let text = "use crate::{doc, line};\nuse model::Pair;\nuse ::other::{make as made, Guard};\nuse inner::x;\nmod inner { }";
        for name in ["doc", "line", "Pair", "nowhere", "x"] {
            assert!(!index.is_from_outside(text, name), "{name}");
        }
        for name in ["make", "made", "Guard"] {
            assert!(index.is_from_outside(text, name), "{name}");
        }
    }
}
