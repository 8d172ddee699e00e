//! The types that can be seen, for a machine whose type has a name.
//!
//! Such a machine is an enum beside the fn, whose fields need types that are written somewhere: behind the variable, in
//! a literal, a cast, the path of a constructor, in a parameter. What goes through a loop follows from its head.
//!
//! ```text
//! let mut log = Vec::<String>::new();    Vec<String>
//! let limit = n as usize;                usize
//! for (i, line) in log.into_iter().enumerate() { .. }    i: usize, line: String
//! let stock = self.stock;                as the file declares it, where `self` is seen to be a struct of it
//! ```
//!
//! Takes the IR, gives the type of a variable or of a delegate, or `None`. It never guesses: where a type could
//! follow only from what a method returns, the user is asked to write it.

use std::cell::RefCell;

use proc_macro2::{Ident, Span};
use syn::{Expr, Lit, Member, Pat, Type, parse_quote_spanned};

use super::numbers::{Alike, Leaving, is_bare_number};
use crate::carry::{Visitor, walk_block};
use crate::flow::{mention_of, strip};
use crate::ir::{Block, Let, Node, Pause, PauseKind};
use crate::maps::HashMap;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Tables};
use crate::split::type_argument;

/// The fns of the same `coro!` whose machines have a name.
#[derive(Debug, Default)]
pub struct Machines {
    /// Those that are called by their name.
    pub fns: HashMap<String, Ident>,
    /// The methods of the `impl` around the fn.
    pub methods: HashMap<String, Type>,
    /// Its type.
    pub own_type: Option<Type>,
    /// `usize` of `const N: usize`.
    pub constants: HashMap<String, Type>,
}

/// What is known of the variables of a fn.
#[derive(Debug)]
pub struct Types<'a> {
    tables: &'a Tables,
    /// What resume is given.
    received: Option<Type>,
    machines: Machines,
    values: HashMap<VarId, Expr>,
    items: HashMap<VarId, Type>,
    /// What each is used with.
    uses: HashMap<VarId, Vec<Alike>>,
    /// Those that are asked for, since they may be used with each other.
    asking: RefCell<Vec<VarId>>,
    span: Span,
}

/// An iterator: its own type and that of its items.
struct Through {
    iterator: Type,
    item: Type,
    is_kept: bool,
}

impl<'a> Types<'a> {
    /// Looks at a body.
    pub fn of(
        body: &Block,
        tables: &'a Tables,
        received: Option<Type>,
        machines: Machines,
        leaving: &Leaving,
        span: Span,
    ) -> Self {
        let mut types = Types {
            tables,
            received,
            machines,
            values: HashMap::default(),
            items: HashMap::default(),
            uses: super::numbers::uses(body, tables, leaving),
            asking: RefCell::default(),
            span,
        };
        let mut finder = Finder {
            types: &mut types,
            iterator: None,
        };
        walk_block(body, &mut finder);
        types
    }

    /// The type of a variable.
    pub fn of_variable(&self, var: VarId) -> Option<Type> {
        let row = self.tables.var(var)?;
        if let Some(ty) = &row.ty {
            return Some(ty.clone());
        }
        if let Some(ty) = self.items.get(&var) {
            return Some(ty.clone());
        }
        let value = self.values.get(&var)?;
        match is_bare_number(value) {
            true => self.of_used(var).or_else(|| self.of_value(value)),
            false => self.of_value(value),
        }
    }

    /// The number that a variable is, by what it is used with.
    fn of_used(&self, var: VarId) -> Option<Type> {
        if self.asking.borrow().contains(&var) {
            return None;
        }
        self.asking.borrow_mut().push(var);
        let uses = self.uses.get(&var).into_iter().flatten();
        let mut found = uses.filter_map(|alike| self.of_alike(alike));
        let found = found.find(crate::carry::is_scalar_type);
        self.asking.borrow_mut().pop();
        found
    }

    fn of_alike(&self, alike: &Alike) -> Option<Type> {
        let value = match alike {
            Alike::Type(ty) => return Some(ty.clone()),
            Alike::Value(value) if is_bare_number(value) => return None,
            Alike::Value(value) => value,
        };
        let other = mention_of(strip(value)).and_then(|mention| self.tables.mention(mention));
        let other = other.map(|row| row.var).filter(|var| {
            let value = self.values.get(var);
            value.is_some_and(is_bare_number)
                && self.tables.var(*var).is_some_and(|row| row.ty.is_none())
        });
        match other {
            Some(other) => self.of_used(other),
            None => self.of_number(value),
        }
    }

    /// The type of an expression.
    pub fn of_value(&self, expr: &Expr) -> Option<Type> {
        let span = self.span;
        if let Some(mention) = mention_of(expr) {
            return self.of_variable(self.tables.mention(mention)?.var);
        }
        match strip(expr) {
            Expr::Lit(lit) => of_literal(&lit.lit, span),
            Expr::Cast(cast) => Some((*cast.ty).clone()),
            Expr::Path(path) => self.of_path(&path.path),
            Expr::Struct(made) => of_constructor(&made.path, true),
            Expr::Unary(unary) => match unary.op {
                syn::UnOp::Neg(_) | syn::UnOp::Not(_) => self.of_value(&unary.expr),
                _ => None,
            },
            Expr::Tuple(tuple) => {
                let all: Option<Vec<Type>> =
                    tuple.elems.iter().map(|elem| self.of_value(elem)).collect();
                let all = all?;
                Some(parse_quote_spanned!(span=> (#(#all,)*)))
            }
            Expr::Array(array) => {
                let (item, count) = (self.of_value(array.elems.first()?)?, array.elems.len());
                Some(parse_quote_spanned!(span=> [#item; #count]))
            }
            Expr::Repeat(repeat) => {
                let (item, count) = (self.of_value(&repeat.expr)?, &repeat.len);
                matches!(**count, Expr::Lit(_))
                    .then(|| parse_quote_spanned!(span=> [#item; #count]))
            }
            Expr::Binary(binary) if crate::lower::is_comparison(&binary.op) => {
                Some(parse_quote_spanned!(span=> bool))
            }
            Expr::Binary(binary) => {
                match (self.of_number(&binary.left), self.of_number(&binary.right)) {
                    (Some(ty), _) | (None, Some(ty)) => Some(ty),
                    (None, None) => None,
                }
            }
            Expr::Call(call) => self.of_call(call),
            Expr::Field(field) => self.of_field(&self.of_value(&field.base)?, &field.member),
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "to_string" | "to_uppercase" | "to_lowercase" => {
                    Some(parse_quote_spanned!(span=> ::std::string::String))
                }
                "len" | "count" => Some(parse_quote_spanned!(span=> usize)),
                "clone" => self.of_value(&call.receiver),
                name if let Some(machine) = self.machines.methods.get(name)
                    && self.is_self(&call.receiver) =>
                {
                    Some(machine.clone())
                }
                _ => self.through(expr).map(|through| through.iterator),
            },
            Expr::Range(_) => self.through(expr).map(|through| through.iterator),
            _ => None,
        }
    }

    /// `None::<u8>`, `Mood::Sad`, `u8::MAX`, `N`
    fn of_path(&self, path: &syn::Path) -> Option<Type> {
        let span = self.span;
        let last = path.segments.last()?;
        let name = last.ident.to_string();
        let before = path.segments.iter().rev().nth(1);
        if let (None, Some(ty)) = (before, self.machines.constants.get(&name)) {
            return Some(ty.clone());
        }
        if let (None, "None", syn::PathArguments::AngleBracketed(written)) =
            (before, &*name, &last.arguments)
        {
            let args = &written.args;
            return Some(parse_quote_spanned!(span=> ::core::option::Option<#args>));
        }
        let before = &before?.ident;
        let number: Type = parse_quote_spanned!(span=> #before);
        match crate::carry::is_scalar_type(&number) {
            true => {
                matches!(&*name, "MAX" | "MIN" | "EPSILON" | "INFINITY" | "NAN").then_some(number)
            }
            // a constant is written in capitals
            false if name.contains(char::is_lowercase) => of_constructor(path, false),
            false => None,
        }
    }

    /// The field of a struct that the file declares, or of a tuple.
    fn of_field(&self, base: &Type, member: &Member) -> Option<Type> {
        match (base, member) {
            (Type::Reference(reference), _) => self.of_field(&reference.elem, member),
            (Type::Tuple(tuple), Member::Unnamed(index)) => {
                tuple.elems.get(index.index as usize).cloned()
            }
            (Type::Path(path), _) => {
                let declared = crate::split::Declared::beside(self.span);
                declared.field_type(&path.path, member, self.span)
            }
            _ => None,
        }
    }

    /// Whether it is the fn's `self`.
    fn is_self(&self, expr: &Expr) -> bool {
        let row = mention_of(strip(expr)).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        var.is_some_and(|var| var.origin == Origin::SelfParam)
    }

    /// `Shop::<T>::visit(..)` in an `impl` of `Shop<T>`.
    fn of_own_fn(&self, path: &syn::Path) -> Option<Type> {
        let (last, own) = (path.segments.last()?, self.machines.own_type.as_ref()?);
        let machine = self.machines.methods.get(&last.ident.to_string())?;
        let Type::Path(own) = own else { return None };
        let mut own = own.path.segments.iter().map(|segment| &segment.ident);
        let mut before = path.segments.iter().map(|segment| &segment.ident);
        before.next_back();
        before.eq(own.by_ref()).then(|| machine.clone())
    }

    /// An operand that is surely a number.
    fn of_number(&self, expr: &Expr) -> Option<Type> {
        if matches!(strip(expr), Expr::Lit(_)) {
            return None;
        }
        let ty = self.of_value(expr)?;
        crate::carry::is_scalar_type(&ty).then_some(ty)
    }

    fn of_call(&self, call: &syn::ExprCall) -> Option<Type> {
        let span = self.span;
        let Expr::Path(path) = &*call.func else {
            return None;
        };
        if let Some(ident) = path.path.get_ident() {
            if let Some(Sentinel::Macro(id)) = names::parse(ident) {
                let row = self.tables.macro_call(id)?;
                let name = row.path.segments.last()?.ident.to_string();
                return match name.as_str() {
                    "format" => Some(parse_quote_spanned!(span=> ::std::string::String)),
                    "vec" => {
                        let item = self.of_value(call.args.first()?)?;
                        Some(parse_quote_spanned!(span=> ::std::vec::Vec<#item>))
                    }
                    _ => None,
                };
            }
            if let Some(machine) = self.machines.fns.get(&ident.to_string()) {
                return Some(parse_quote_spanned!(span=> #machine));
            }
        }
        if let Some(machine) = self.of_own_fn(&path.path) {
            return Some(machine);
        }
        let last = path.path.segments.last()?;
        let segments = path.path.segments.len();
        if last.ident == "into_iter" {
            return self
                .through(call.args.first()?)
                .map(|through| through.iterator);
        }
        let before = segments
            .checked_sub(2)
            .map(|index| &path.path.segments[index].ident);
        if before.is_some_and(|before| before == "Box") && last.ident == "new" {
            let inner = self.of_value(call.args.first()?)?;
            return Some(parse_quote_spanned!(span=> ::std::boxed::Box<#inner>));
        }
        if last.ident == "Some" && segments == 1 {
            let inner = self.of_value(call.args.first()?)?;
            return Some(parse_quote_spanned!(span=> ::core::option::Option<#inner>));
        }
        of_constructor(&path.path, false)
    }

    /// What goes through an iterator or a collection.
    fn through(&self, expr: &Expr) -> Option<Through> {
        let span = self.span;
        if let Some(mention) = mention_of(expr) {
            let var = self.tables.mention(mention)?.var;
            let value = self.values.get(&var);
            let value = value.filter(|_| self.tables.var(var).is_some_and(|row| row.ty.is_none()));
            if let Some(through) = value.and_then(|value| self.through(value)) {
                return Some(through);
            }
        }
        match strip(expr) {
            Expr::Range(range) => {
                let ends = [&range.start, &range.end].into_iter().flatten();
                let of_ends = ends.filter_map(|end| self.of_value(end).map(|ty| (end, ty)));
                let (mut literal, mut item) = (None, None);
                for (end, ty) in of_ends {
                    match **end {
                        Expr::Lit(_) => literal = Some(ty),
                        _ => item = Some(ty),
                    }
                }
                let item = item.or(literal)?;
                let iterator = match (&range.end, &range.limits) {
                    (None, _) => parse_quote_spanned!(span=> ::core::ops::RangeFrom<#item>),
                    (_, syn::RangeLimits::HalfOpen(_)) => {
                        parse_quote_spanned!(span=> ::core::ops::Range<#item>)
                    }
                    _ => parse_quote_spanned!(span=> ::core::ops::RangeInclusive<#item>),
                };
                Some(Through {
                    iterator,
                    item,
                    is_kept: false,
                })
            }
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => {
                    let last = &path.path.segments.last()?.ident;
                    let argument = call.args.first()?;
                    match last == "into_iter" || (last == "new" && is_keep(&path.path)) {
                        true => self.through(argument),
                        false => through_collection(self.of_call(call)?, span),
                    }
                }
                _ => None,
            },
            Expr::Reference(reference) => self.through(&reference.expr),
            Expr::MethodCall(call) => self.through_method(call),
            other => through_collection(self.of_value(other)?, span),
        }
    }

    fn through_method(&self, call: &syn::ExprMethodCall) -> Option<Through> {
        let span = self.span;
        let Through {
            iterator,
            item,
            is_kept,
        } = self.through(&call.receiver)?;
        let inside = match is_kept {
            true => type_argument(&iterator, 0)?.clone(),
            false => iterator.clone(),
        };
        let (name, item) = match call.method.to_string().as_str() {
            "keep" => {
                let kept = kept(&iterator, &item, span);
                let iterator = parse_quote_spanned!(span=> ::coro_core::machine::Kept<#kept>);
                return Some(Through {
                    iterator,
                    item,
                    is_kept: true,
                });
            }
            "into_iter" | "by_ref" | "clone" => {
                return Some(Through {
                    iterator,
                    item,
                    is_kept,
                });
            }
            "rev" => ("Rev", item),
            "skip" => ("Skip", item),
            "take" => ("Take", item),
            "step_by" => ("StepBy", item),
            "enumerate" => ("Enumerate", parse_quote_spanned!(span=> (usize, #item))),
            "filter" | "inspect" => {
                return Some(Through {
                    iterator,
                    item,
                    is_kept,
                });
            }
            _ => return None,
        };
        let name = Ident::new(name, span);
        let iterator = match is_kept {
            true => {
                parse_quote_spanned!(span=> ::coro_core::machine::Kept<::coro_core::machine::adapters::#name<#inside>>)
            }
            false => parse_quote_spanned!(span=> ::core::iter::#name<#inside>),
        };
        Some(Through {
            iterator,
            item,
            is_kept,
        })
    }

    fn bind(&mut self, pat: &Pat, ty: Type) {
        match (pat, ty) {
            (Pat::Ident(ident), ty) => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) {
                    self.items.insert(var, ty);
                }
            }
            (Pat::Struct(pat), ty) if !matches!(ty, Type::Reference(_)) => {
                for field in &pat.fields {
                    if let Some(ty) = self.of_field(&ty, &field.member) {
                        self.bind(&field.pat, ty);
                    }
                }
            }
            (Pat::Tuple(pats), Type::Tuple(types)) if pats.elems.len() == types.elems.len() => {
                for (pat, ty) in pats.elems.iter().zip(types.elems) {
                    self.bind(pat, ty);
                }
            }
            _ => {}
        }
    }
}

/// The values that variables begin with.
struct Finder<'t, 'a> {
    types: &'t mut Types<'a>,
    /// What the `match` at hand asks for its next item.
    iterator: Option<Expr>,
}

impl Visitor for Finder<'_, '_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        let syn::Stmt::Local(local) = stmt else {
            return;
        };
        let init = local.init.as_ref();
        let init = init.map(|init| self.end_of(&init.expr));
        if let (Pat::Tuple(pats), Some(Expr::Tuple(values))) = (&local.pat, init)
            && pats.elems.len() == values.elems.len()
            && pats.elems.iter().all(|pat| variable(pat).is_some())
        {
            let vars = pats.elems.iter().filter_map(variable);
            self.types
                .values
                .extend(vars.zip(values.elems.iter().cloned()));
        } else if let (Some(var), Some(init)) = (variable(&local.pat), init) {
            self.types.values.insert(var, init.clone());
        } else if let Some(init) = init
            && let Some(ty) = self.types.of_value(init)
        {
            self.types.bind(&local.pat, ty);
        }
    }

    fn binding(&mut self, binding: &Let) {
        let Some(var) = variable(&binding.pat) else {
            return;
        };
        match &binding.init {
            Node::Plain(expr) => {
                self.types.values.insert(var, expr.clone());
            }
            Node::Pause(pause) => self.received(var, pause),
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        self.iterator = match expr {
            Expr::Call(call) => match (&*call.func, call.args.first()) {
                (Expr::Path(path), Some(Expr::Reference(argument)))
                    if path
                        .path
                        .segments
                        .last()
                        .is_some_and(|last| last.ident == "next") =>
                {
                    Some((*argument.expr).clone())
                }
                _ => None,
            },
            _ => None,
        };
    }

    fn pat(&mut self, pat: &Pat) {
        let (Some(iterator), Pat::TupleStruct(some)) = (&self.iterator, pat) else {
            return;
        };
        let item = self.types.through(iterator).map(|through| through.item);
        if let (Some(item), Some(pat)) = (item, some.elems.first()) {
            self.types.bind(pat, item);
        }
    }
}

impl Finder<'_, '_> {
    /// What a plain block is worth, once what stands before is known: `{ let whole = self; (whole.a, whole.b) }`.
    fn end_of<'e>(&mut self, expr: &'e Expr) -> &'e Expr {
        match expr {
            Expr::Block(block) if block.label.is_none() => match block.block.stmts.split_last() {
                Some((syn::Stmt::Expr(end, None), before)) => {
                    before.iter().for_each(|stmt| self.stmt(stmt));
                    self.end_of(end)
                }
                _ => expr,
            },
            _ => expr,
        }
    }

    fn received(&mut self, var: VarId, pause: &Pause) {
        if let (PauseKind::Wait | PauseKind::Value(_), Some(ty)) =
            (&pause.kind, &self.types.received)
        {
            self.types.items.insert(var, ty.clone());
        }
    }
}

fn variable(pat: &Pat) -> Option<VarId> {
    match pat {
        Pat::Ident(ident) => match names::parse(&ident.ident)? {
            Sentinel::Variable(var) => Some(var),
            _ => None,
        },
        _ => None,
    }
}

fn is_keep(path: &syn::Path) -> bool {
    path.segments
        .iter()
        .any(|segment| segment.ident == "__coro_lib_Keep")
}

fn of_literal(lit: &Lit, span: Span) -> Option<Type> {
    let numeric = |suffix: &str, default: &str| {
        Ident::new(if suffix.is_empty() { default } else { suffix }, span)
    };
    Some(match lit {
        Lit::Int(int) => {
            let name = numeric(int.suffix(), "i32");
            parse_quote_spanned!(span=> #name)
        }
        Lit::Float(float) => {
            let name = numeric(float.suffix(), "f64");
            parse_quote_spanned!(span=> #name)
        }
        Lit::Bool(_) => parse_quote_spanned!(span=> bool),
        Lit::Char(_) => parse_quote_spanned!(span=> char),
        Lit::Byte(_) => parse_quote_spanned!(span=> u8),
        Lit::Str(_) => parse_quote_spanned!(span=> &'static str),
        _ => return None,
    })
}

/// Types of the standard library whose path says little without what they hold.
const GENERIC: &[&str] = &[
    "Vec",
    "VecDeque",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "LinkedList",
    "Box",
    "Rc",
    "Arc",
    "Cell",
    "RefCell",
    "Mutex",
    "RwLock",
    "Option",
    "Result",
];

/// `String` of `String::new`, `Foo` of `Foo { .. }` and `Foo(..)`, `Shape` of `Shape::Circle { .. }`.
fn of_constructor(path: &syn::Path, is_struct: bool) -> Option<Type> {
    let is_type =
        |segment: &syn::PathSegment| segment.ident.to_string().starts_with(char::is_uppercase);
    let mut path = path.clone();
    let mut segments: Vec<syn::PathSegment> = path.segments.iter().cloned().collect();
    let last = segments.last()?;
    let before = segments.len().checked_sub(2).map(|index| &segments[index]);
    let drops_last = match (before, is_type(last)) {
        (Some(before), _) if is_type(before) => true,
        (_, true) => false,
        _ => return None,
    };
    if drops_last {
        segments.pop();
    }
    let last = segments.last()?;
    let is_bare = matches!(last.arguments, syn::PathArguments::None);
    if is_bare && GENERIC.iter().any(|name| last.ident == name) {
        return None;
    }
    if !is_struct
        && !drops_last
        && matches!(
            last.ident.to_string().as_str(),
            "Ok" | "Err" | "None" | "Some"
        )
    {
        return None;
    }
    // `Vec::<u8>::new()` is of the type `Vec<u8>`
    path.segments = segments
        .into_iter()
        .map(|mut segment| {
            if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments.colon2_token = None;
            }
            segment
        })
        .collect();
    Some(Type::Path(syn::TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    }))
}

/// What a collection by value gives.
fn through_collection(ty: Type, span: Span) -> Option<Through> {
    let item = match &ty {
        Type::Array(array) => (*array.elem).clone(),
        Type::Path(path) => match path.path.segments.last()?.ident.to_string().as_str() {
            "Vec" | "VecDeque" | "BTreeSet" | "HashSet" | "BinaryHeap" | "LinkedList"
            | "Option" => type_argument(&ty, 0)?.clone(),
            _ => return None,
        },
        _ => return None,
    };
    let iterator = parse_quote_spanned!(span=> <#ty as ::core::iter::IntoIterator>::IntoIter);
    Some(Through {
        iterator,
        item,
        is_kept: false,
    })
}

/// What `Keep` makes of an iterator: see `coro-core/src/machine/kept.rs`.
fn kept(iterator: &Type, item: &Type, span: Span) -> Type {
    let Type::Path(path) = iterator else {
        return iterator.clone();
    };
    let Some(qself) = &path.qself else {
        return match path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "RangeInclusive")
        {
            true => parse_quote_spanned!(span=> ::coro_core::machine::Inclusive<#item>),
            false => iterator.clone(),
        };
    };
    match &*qself.ty {
        Type::Array(array) => {
            let len = &array.len;
            parse_quote_spanned!(span=> ::coro_core::machine::ArrayItems<#item, #len>)
        }
        Type::Path(of)
            if of
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "Option") =>
        {
            parse_quote_spanned!(span=> ::coro_core::machine::OneItem<#item>)
        }
        _ => parse_quote_spanned!(span=> ::coro_core::machine::Items<#item>),
    }
}
