//! Tuples and structs that are moved out in parts.
//!
//! Takes the body in sentinels ([`crate::scope`]), before it is lowered; gives the same body in which a
//! variable that loses a part to a move, while the machine may pause, is one variable for each field. A
//! machine's state holds a whole variable or none, so what is left of it has to be a variable by itself.
//!
//! ```text
//! [source]  let t = (a, b);  drop(t.0);  yield_wait!();  t.1.touch();
//! [output]  let (part1, t_1) = (a, b);  let t_0 = part1;
//!           drop(t_0);  yield_wait!();  t_1.touch();
//! ```
//!
//! Rust drops fields in the order of their declaration and variables in the reverse of theirs (reference,
//! "Destructors"), so the last field is bound first. A whole variable that is moved or assigned is written as
//! a literal, `(t_0, t_1)`, which is a place to assign to as well.
//!
//! The shape has to be seen: a literal, a tuple type, or `struct` in the body. What is borrowed as a whole,
//! mentioned in a macro of unknown grammar, or captured as a whole stays as it is. A struct that may have a
//! `Drop` of its own must not be taken apart: it is only where a part of it surely is moved, which rustc
//! allows for no such struct (E0509).

mod arms;
mod behind;
mod chains;
mod choice;
mod declare;
mod elsewhere;
mod ends;
mod field_types;
mod functions;
mod given;
mod hints;
mod items;
mod jumps;
mod kept;
mod leftovers;
mod near;
mod open;
mod operations;
mod pairs;
mod parameters;
mod parts;
mod rebound;
mod renewed;
mod rests;
mod rewrite;
mod shape;
mod silent;
#[cfg(test)]
mod tests;
mod texts;
mod textual;
mod types;
mod unseen;
mod uses;
mod value;

use std::rc::Rc;

use syn::{Block, Type};

use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::{Origin, Tables, Var, name_of};
pub use behind::{blocks_of, pauses_behind};
pub use elsewhere::named as file_declaring;
pub use elsewhere::with_function as file_with_function;
pub use functions::Finding;
pub use hints::{is_named, is_pointer, type_of};
pub use near::Declared;
pub use shape::Shape;
pub use types::argument as type_argument;
pub use value::{is_copy_type, is_made_owned, is_owned_type};

/// The order in which the fields of a literal are dropped, by their positions in it, where the struct is declared in another
/// file; `None` if it has a `Drop`, `Some(None)` if nothing is known.
fn order_elsewhere(literal: &syn::ExprStruct) -> Option<Option<Vec<usize>>> {
    let name = &literal.path.segments.last()?.ident;
    let Some(declared) = elsewhere::declaring(name) else {
        return Some(None);
    };
    if declared.drops(name) {
        return None;
    }
    Some(order_in(&declared, literal))
}

/// The rules of the `macro_rules!` that this name means in its file, or else of the only one in the package.
pub fn rules_of_macro(name: &proc_macro2::Ident) -> Option<proc_macro2::TokenStream> {
    let own = Declared::beside(name.span());
    match own.rules_for_call(name) {
        Some(rules) => rules.parse().ok(),
        None if crate::std_macros::is_known(name) => None,
        None => elsewhere::with_macro(name)?.rules(name)?.parse().ok(),
    }
}

/// Whether the method of this name returns something with a lifetime of its arguments, as far as the files of the package
/// tell.
pub fn returns_borrowed(method: &proc_macro2::Ident) -> Option<bool> {
    let own = Declared::beside(method.span()).returns_borrowed(method, false);
    own.or_else(|| elsewhere::with_function(method, None)?.returns_borrowed(method, false))
}

/// Whether a trait in a `coro!` has a fn of this name, as far as the files of the package tell.
pub fn is_of_coro_trait(function: &proc_macro2::Ident) -> bool {
    Declared::beside(function.span()).is_of_coro_trait(function)
        || elsewhere::with_functions(function)
            .iter()
            .any(|file| file.is_of_coro_trait(function))
}

/// Whether a type of this name has a lifetime, as far as the files of the package tell.
pub fn has_lifetime(name: &proc_macro2::Ident) -> bool {
    let own = Declared::beside(name.span());
    match own.declares(name) {
        true => own.has_lifetime(name),
        false => elsewhere::named(name).is_some_and(|it| it.has_lifetime(name)),
    }
}

/// The file that tells what fields a pattern of this path has, of those of the package.
pub fn declaring(path: &syn::Path) -> Option<Rc<Declared>> {
    let (last, owner) = crate::flow::last_names(path)?;
    let own = Declared::beside(last.span());
    if own.matched(path).is_some() {
        return Some(own);
    }
    let owner = owner.filter(|owner| owner.to_string().starts_with(char::is_uppercase));
    let other = elsewhere::named(owner.unwrap_or(last))?;
    other.matched(path).is_some().then_some(other)
}

/// Whether what `name` stands for has a `Drop` of its own, as far as the files of the package tell.
pub fn drops(name: &proc_macro2::Ident) -> bool {
    let declared = Declared::beside(name.span());
    declared.drops(name) || !declared.declares(name) && elsewhere::drops(name)
}

/// Whether a `static` of this name is a `LazyLock` or the like, as far as the files of the package tell.
pub fn is_lazy(name: &proc_macro2::Ident) -> bool {
    let own = Declared::beside(name.span());
    elsewhere::lazy_in(own.text()).any(|lazy| name == lazy) || elsewhere::is_lazy(name)
}

/// Whether a `deref` or an `index` of the type of this name may do something else as well, as far as the files of the
/// package tell.
pub fn finds_with_effects(name: &proc_macro2::Ident) -> bool {
    let own = Declared::beside(name.span());
    match own.declares(name) {
        true => own.finds_with_effects(Some(name)),
        false => elsewhere::named(name).is_some_and(|it| it.finds_with_effects(Some(name))),
    }
}

/// The same of any type that is declared in the package.
pub fn any_finds_with_effects(span: proc_macro2::Span) -> bool {
    Declared::beside(span).finds_with_effects(None) || elsewhere::finds_with_effects()
}

/// What a value that is made consists of, where all of it is known and it can be taken apart; what is in a box is that of
/// the box.
pub fn shape_of(value: &syn::Expr, tables: &Tables) -> Option<Shape> {
    let items = items::Items::default();
    let by_hint = || {
        let hint = type_of(value, tables)?;
        let inside = boxed(&hint).unwrap_or(&hint);
        shape::of_hint(inside, &items)
    };
    let mut shape = shape::of_value(value, &items, tables).or_else(by_hint)?;
    with_parts_of_fields(&mut shape, &items, DEPTH);
    let is_taken_apart = !matches!(shape.kind, shape::Kind::Array);
    (shape.plain && is_taken_apart).then_some(shape)
}

/// Adds what is told of the types of the fields where the struct is declared.
fn with_parts_of_fields(shape: &mut Shape, items: &items::Items, depth: usize) {
    if depth == 0 {
        return;
    }
    let path = match &shape.kind {
        shape::Kind::Struct(path) => Some(path.clone()),
        _ => None,
    };
    for field in &mut shape.fields {
        let told = path.as_ref().and_then(|path| {
            let span = path.segments.last()?.ident.span();
            Declared::beside(span).field_type(path, &field.member, span)
        });
        let told = told.and_then(|ty| shape::of_hint(&ty, items));
        field.shape = field.shape.take().or(told.filter(|told| told.plain));
        if let Some(shape) = &mut field.shape {
            with_parts_of_fields(shape, items, depth - 1);
        }
    }
}

/// Whether a value is a `Box`, as far as can be seen.
pub fn is_boxed(value: &syn::Expr, tables: &Tables) -> bool {
    type_of(value, tables).is_some_and(|ty| boxed(&ty).is_some())
}

/// What is in the box of this type.
pub fn boxed(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path
        .path
        .segments
        .last()
        .filter(|last| last.ident == "Box")?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(args) => match args.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

fn order_in(declared: &Declared, literal: &syn::ExprStruct) -> Option<Vec<usize>> {
    let name = &literal.path.segments.last()?.ident;
    let fields = declared.fields(name)?;
    let at = |(index, field): (usize, &near::Near)| {
        let member = field.member(index, name.span());
        let mut given = literal.fields.iter();
        given.position(|given| given.member == member)
    };
    let order: Option<Vec<usize>> = fields.iter().enumerate().map(at).collect();
    order.filter(|order| order.len() == literal.fields.len())
}

/// How deep tuples in tuples are looked into.
const DEPTH: usize = 8;

/// Splits what has to be split in `body`. `params` are the variables of the parameters, in order; one that
/// has to be bound again in the body gets another variable for the parameter itself.
pub fn split(body: &mut Block, params: &mut [VarId], tables: &mut Tables) {
    let told = tell_self(tables);
    split_all(body, params, tables);
    tables.hints = hints::of(body, tables);
    if let Some((told, written)) = told {
        // as a field's type it would lack its parameters
        let all = tables.vars.iter_mut();
        all.filter(|row| row.ty.as_ref() == Some(&told))
            .for_each(|row| row.ty = written.clone());
    }
}

/// Notes the type of a `self` that is a parameter by value or in a box, in parentheses that nobody writes; gives it, and
/// what is written.
fn tell_self(tables: &mut Tables) -> Option<(Type, Option<Type>)> {
    let name = tables.self_type.clone()?;
    let is_value = tables.self_is_value;
    let is_told = |row: &&mut Var| match &row.ty {
        Some(ty) => boxed(ty).and_then(name_of).is_some_and(|it| it == "Self"),
        None => is_value,
    };
    let mut receivers = tables.vars.iter_mut();
    let row = receivers.find(|row| row.origin == Origin::SelfParam && is_told(row))?;
    let written = row.ty.take();
    let ty: Type = match written {
        Some(_) => syn::parse_quote_spanned!(name.span()=> (Box<#name>)),
        None => syn::parse_quote_spanned!(name.span()=> (#name)),
    };
    row.ty = Some(ty.clone());
    Some((ty, written))
}

fn split_all(body: &mut Block, params: &mut [VarId], tables: &mut Tables) {
    chains::split(body);
    pairs::split(body, tables);
    rests::split(body, tables);
    rebound::split(body, tables);
    let mut known = HashMap::default();
    parameters::split(body, params, tables, &mut known, false);
    rounds(body, tables, &mut known, Round::default());
    open::split(body, params, tables);
    let guessing = Round {
        guesses: true,
        keeps: false,
    };
    rounds(body, tables, &mut known, guessing);
    parameters::split(body, params, tables, &mut known, true);
    let keeping = Round {
        guesses: true,
        keeps: true,
    };
    rounds(body, tables, &mut known, keeping);
    if given::split(body, params, tables) {
        rounds(body, tables, &mut known, keeping);
    }
    leftovers::split(body, params, tables);
}

/// What may be split this time.
#[derive(Clone, Copy, Default)]
struct Round {
    /// Also a struct of which the order of the fields is a guess.
    guesses: bool,
    /// Also what some statements need whole.
    keeps: bool,
}

/// Splits what is seen whole, then what was inside, and so on.
fn rounds(body: &mut Block, tables: &mut Tables, known: &mut HashMap<VarId, Shape>, round: Round) {
    for _ in 0..DEPTH {
        if open::parts_named(body, tables).is_empty() {
            break;
        }
        let mut found = shape::find(body, tables, known, round.guesses);
        if round.keeps {
            texts::apart(body, &found, tables);
        }
        uses::judge(body, tables, &mut found, round.keeps);
        if found.is_empty() {
            break;
        }
        rewrite::rewrite(body, tables, &found, known);
    }
}

/// The variables that may be split.
type Found = HashMap<VarId, Shape>;
