//! Variables that plainly own a collection of the standard library.
//!
//! Takes the body in sentinels, gives what each variable owns where its type or its value says so. What a method
//! like `get` borrows from such a variable is known to be a reference, and to be the same one each time.
//!
//! ```text
//! text: String               owns a text
//! let list = vec![1, 2];     owns a list
//! let map = HashMap::new();  owns a map
//! ```

use proc_macro2::Ident;

use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprForLoop, ExprLet, ExprMatch, GenericArgument, Local, Pat, Path, PathArguments,
    Type,
};

use super::elements::Items;
use super::{Origin, Tables};
use crate::carry::{found_in, root_of};
use crate::flow::{bound, strip};
use crate::lower::is_place;
use crate::maps::HashSet;
use crate::names::{self, Sentinel, VarId, YieldKind};
use crate::split::Declared;

/// What a variable owns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// A `String`.
    Text,
    /// A `Vec`, an array, a `VecDeque`.
    List,
    /// A map or a set.
    Map,
    /// An iterator: it goes on by itself.
    Iterator,
    /// A coroutine of this library.
    Machine,
    /// The receiving end of a channel: an iterator over it takes what has come.
    Channel,
}

impl Owner {
    /// Nothing that goes on by itself.
    pub fn is_collection(self) -> bool {
        !self.goes_on()
    }

    /// What is asked for the next item, whatever was asked before.
    pub fn goes_on(self) -> bool {
        matches!(self, Owner::Iterator | Owner::Machine | Owner::Channel)
    }
}

/// Writes down what the variables of a body own.
pub fn find_owners(body: &Block, tables: &mut Tables) {
    let written = |row: &super::Var| {
        let ty = row.ty.as_ref()?;
        if super::machines::is_machine_type(ty, tables) {
            return Some((row.id, Owner::Machine));
        }
        let is_iterator = || super::machines::is_iterator_type(ty, tables);
        let owner = owner_of_type(ty).or_else(|| is_iterator().then_some(Owner::Iterator));
        Some((row.id, owner?))
    };
    let known: Vec<(VarId, Owner)> = tables.vars.iter().filter_map(written).collect();
    tables.owners.extend(known);
    super::captured::note_owners(tables);
    super::readers::note_written(tables);
    let is_shared = |ty: &Type| matches!(ty, Type::Reference(ty) if ty.mutability.is_none());
    let is_param = |row: &&super::Var| matches!(row.origin, Origin::Param | Origin::SelfParam);
    let params = tables.vars.iter().filter(is_param);
    let outer = params.filter(|row| row.ty.as_ref().is_some_and(is_shared));
    tables.outer = outer.map(|row| row.id).collect();
    let looked_into = super::presumed::looked_into(body, tables);
    let mut finder = Finder {
        tables,
        items: Items::default(),
        looked_into,
    };
    finder.visit_block(body);
    // what only the file tells, or what is put in
    let is_told = |(var, ty): (&VarId, &Type)| {
        let is_known = tables.owners.contains_key(var)
            || tables.lent.contains(var)
            || tables.outer.contains(var)
            || tables
                .var(*var)
                .is_none_or(|row| row.ty.is_some() || row.by_ref);
        let is_reference = matches!(ty, Type::Reference(_));
        let owner = owner_of_type(ty).filter(|owner| owner.is_collection());
        Some((*var, owner.filter(|_| !is_known && !is_reference)?))
    };
    let told: Vec<(VarId, Owner)> = tables.hints.iter().filter_map(is_told).collect();
    tables.owners.extend(told);
    super::mutable::find(body, tables);
}

/// Writes down what a loan of type `ty` is, which is the same place at each step.
pub fn note_loan(var: VarId, ty: &Type, tables: &mut Tables) {
    let Type::Reference(reference) = ty else {
        return;
    };
    let owner = match &*reference.elem {
        Type::Path(path) if path.path.is_ident("str") => Some(Owner::Text),
        ty => owner_of_type(ty),
    };
    tables.owners.extend(owner.map(|owner| (var, owner)));
    if reference.mutability.is_none() {
        tables.lent.insert(var);
    }
}

struct Finder<'t> {
    tables: &'t mut Tables,
    items: Items,
    /// The variables of which a field is named, or what they refer to.
    looked_into: HashSet<VarId>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            self.note_made(&local.pat, &init.expr);
            self.note_entry(&local.pat, &init.expr);
            self.note_sender(&local.pat, &init.expr);
            super::readers::note_made(&local.pat, &init.expr, self.tables);
            self.found(&local.pat, &init.expr);
            if is_handed_over(&init.expr) {
                self.tables.handed_over.extend(bound(&local.pat));
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_pat_tuple_struct(&mut self, pat: &'ast syn::PatTupleStruct) {
        let name = pat.path.segments.last().map(|last| last.ident.to_string());
        if let Some("Vacant" | "Occupied") = name.as_deref() {
            let is_vacant = name.as_deref() == Some("Vacant");
            let entries = pat.elems.iter().flat_map(bound);
            self.tables
                .entries
                .extend(entries.map(|var| (var, is_vacant)));
        }
        visit::visit_pat_tuple_struct(self, pat);
    }

    fn visit_expr_let(&mut self, binding: &'ast ExprLet) {
        self.note_entry(&binding.pat, &binding.expr);
        self.found(&binding.pat, &binding.expr);
        visit::visit_expr_let(self, binding);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast ExprForLoop) {
        if is_of_text(&repeat.expr, self.tables) {
            let items = bound(&repeat.pat).into_iter();
            self.tables
                .owners
                .extend(items.map(|var| (var, Owner::Text)));
        }
        let owners = self.items.looped(&repeat.pat, &repeat.expr, self.tables);
        self.tables.owners.extend(owners);
        if super::elements::is_of_outer(&repeat.expr, self.tables) {
            self.tables.outer.extend(bound(&repeat.pat));
        } else if super::elements::lends(&repeat.expr, self.tables) {
            self.tables.lent.extend(bound(&repeat.pat));
            if super::elements::lends_mutably(&repeat.expr) {
                self.tables.lent_mutably.extend(bound(&repeat.pat));
            }
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_match(&mut self, choice: &'ast ExprMatch) {
        for arm in &choice.arms {
            self.note_entry(&arm.pat, &choice.expr);
            self.found(&arm.pat, &choice.expr);
        }
        visit::visit_expr_match(self, choice);
    }
}

impl Finder<'_> {
    /// `let list = vec![];`, `let (a, b) = (walk(1), walk(2));`
    fn note_made(&mut self, pat: &Pat, value: &Expr) {
        match (pat, value) {
            (Pat::Tuple(pats), Expr::Tuple(values)) if pats.elems.len() == values.elems.len() => {
                let parts = pats.elems.iter().zip(&values.elems);
                parts.for_each(|(pat, value)| self.note_made(pat, value));
            }
            (Pat::Ident(ident), value) => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                    && let Some(owner) = of_value(value, self.tables)
                {
                    self.tables.owners.insert(var, owner);
                }
            }
            _ => {}
        }
    }

    /// `let Some(mut slot) = map.first_entry() else { .. };`: an occupied entry of a map.
    fn note_entry(&mut self, pat: &Pat, expr: &Expr) {
        if super::entries::gives_entry(expr, self.tables) {
            let entries = bound(pat).into_iter();
            self.tables.entries.extend(entries.map(|var| (var, false)));
        }
    }

    /// `let (tx, rx) = oneshot::channel();`: `tx.send(value)` takes `tx`.
    fn note_sender(&mut self, pat: &Pat, expr: &Expr) {
        let Pat::Tuple(tuple) = pat else { return };
        let Expr::Call(call) = expr else { return };
        let Expr::Path(path) = &*call.func else {
            return;
        };
        if let (Some(receiver), true) = (tuple.elems.last(), makes_channel(&path.path)) {
            let receivers = bound(receiver).into_iter();
            let receivers = receivers.map(|var| (var, Owner::Channel));
            self.tables.owners.extend(receivers);
        }
        let mut segments = path.path.segments.iter();
        if let Some(sender) = tuple.elems.first()
            && segments.any(|segment| segment.ident.to_string().contains("oneshot"))
        {
            self.tables.sends_once.extend(bound(sender));
        }
    }

    /// What is found in a variable is a reference, and in a text a text:
    /// `let (key, value) = line.split_once(':').unwrap()`.
    fn found(&mut self, pat: &Pat, expr: &Expr) {
        self.presume(pat, expr);
        let taken = self.items.taken(pat, expr, self.tables);
        if !taken.is_empty() {
            return self.tables.owners.extend(taken);
        }
        let root = match expr {
            Expr::Reference(reference) if is_place(&reference.expr) => root_of(&reference.expr),
            _ => found_in(expr, self.tables)
                .or_else(|| crate::lower::found_by_arguments(expr, self.tables)),
        };
        let Some(row) = root.and_then(|root| self.tables.mention(root)) else {
            return self.taken_apart(pat, expr);
        };
        let (root, owner) = (row.var, self.tables.owners.get(&row.var).copied());
        if self.tables.outer.contains(&root) {
            self.tables.outer.extend(bound(pat));
        }
        self.tables.lent.extend(bound(pat));
        if changes(expr) || self.tables.lent_mutably.contains(&root) {
            self.tables.lent_mutably.extend(bound(pat));
        }
        let owners = self.items.found(pat, expr, root, self.tables);
        self.tables.owners.extend(owners);
        if matches!(expr, Expr::Reference(_)) {
            return;
        }
        if owner == Some(Owner::Text) && !ends_in(expr, "as_bytes") {
            let found = bound(pat).into_iter().map(|var| (var, Owner::Text));
            self.tables.owners.extend(found);
        }
    }
}

impl Finder<'_> {
    /// `if let Some(employee) = staff.get(at)`, where nothing says what `staff` is.
    fn presume(&mut self, pat: &Pat, expr: &Expr) {
        let Some(call) = search(expr) else { return };
        let is_looked_into = |var: &VarId| self.looked_into.contains(var);
        if super::presumed::may_find(call)
            && owner_of(&call.receiver, self.tables).is_none()
            && bound(pat).iter().any(is_looked_into)
            && let Some(var) = super::presumed::read_only(&call.receiver, self.tables)
        {
            self.tables.presumed.insert(var);
        }
    }

    /// What is matched in a reference is references: `let Order { lines, .. } = order;`
    fn taken_apart(&mut self, pat: &Pat, expr: &Expr) {
        let root = root_of(expr).filter(|_| is_place(expr));
        let root = root
            .and_then(|root| self.tables.mention(root))
            .map(|row| row.var);
        let is_whole = matches!(pat, Pat::Ident(_)) && !matches!(expr, Expr::Path(_));
        if root.is_some_and(|root| self.tables.outer.contains(&root)) && !is_whole {
            return self.tables.outer.extend(bound(pat));
        }
        let Some(root) = root.filter(|root| self.tables.lent.contains(root) && !is_whole) else {
            return;
        };
        self.tables.lent.extend(bound(pat));
        if self.tables.lent_mutably.contains(&root) {
            self.tables.lent_mutably.extend(bound(pat));
        }
    }
}

/// `staff.get(at)` of `staff.get(at).ok_or("nobody")?`.
fn search(expr: &Expr) -> Option<&syn::ExprMethodCall> {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" | "ok_or" | "ok_or_else" => search(&call.receiver),
            _ => Some(call),
        },
        Expr::Try(tried) => search(&tried.expr),
        Expr::Paren(paren) => search(&paren.expr),
        Expr::Group(group) => search(&group.expr),
        _ => None,
    }
}

/// Whether what is found may be changed: `&mut x`, `list.last_mut()`.
fn changes(expr: &Expr) -> bool {
    match expr {
        Expr::Reference(reference) => reference.mutability.is_some(),
        Expr::MethodCall(call) => {
            call.method.to_string().ends_with("_mut") || changes(&call.receiver)
        }
        Expr::Try(tried) => changes(&tried.expr),
        Expr::Paren(paren) => changes(&paren.expr),
        Expr::Group(group) => changes(&group.expr),
        _ => false,
    }
}

/// `read_line().await?`, `line?`: a value that comes from elsewhere.
fn is_handed_over(expr: &Expr) -> bool {
    match expr {
        Expr::Await(_) => true,
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Path(path) if path.path.get_ident().and_then(names::parse)
                == Some(Sentinel::Yield(YieldKind::From)))
        }
        Expr::Try(tried) => matches!(*tried.expr, Expr::Path(_)) || is_handed_over(&tried.expr),
        Expr::MethodCall(call) => {
            matches!(call.method.to_string().as_str(), "unwrap" | "expect")
                && is_handed_over(&call.receiver)
        }
        Expr::Paren(paren) => is_handed_over(&paren.expr),
        Expr::Group(group) => is_handed_over(&group.expr),
        _ => false,
    }
}

/// `text.lines()`, whose items are texts.
fn is_of_text(head: &Expr, tables: &Tables) -> bool {
    let Expr::MethodCall(call) = head else {
        return false;
    };
    match call.method.to_string().as_str() {
        "lines" | "split" | "split_whitespace" => {
            owner_of(&call.receiver, tables) == Some(Owner::Text)
        }
        "enumerate" | "filter" | "skip" | "take" => is_of_text(&call.receiver, tables),
        _ => false,
    }
}

fn ends_in(expr: &Expr, method: &str) -> bool {
    matches!(expr, Expr::MethodCall(call) if call.method == method)
}

/// What a value of this type owns, behind a mutable reference too.
pub fn owner_of_type(ty: &Type) -> Option<Owner> {
    match ty {
        Type::Array(_) | Type::Slice(_) => Some(Owner::List),
        Type::Path(path) if path.qself.is_none() => of_path(&path.path),
        Type::Reference(reference) if reference.mutability.is_some() => {
            owner_of_type(&reference.elem)
        }
        Type::Paren(paren) => owner_of_type(&paren.elem),
        Type::Group(group) => owner_of_type(&group.elem),
        _ => None,
    }
}

/// `mpsc::sync_channel(3)`
fn makes_channel(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| {
        let is_one = ["channel", "sync_channel", "bounded", "unbounded"]
            .iter()
            .any(|name| last.ident == name);
        is_one
            && Declared::beside(last.ident.span())
                .returned(None, &last.ident, false)
                .is_none()
    })
}

fn of_path(path: &Path) -> Option<Owner> {
    let last = path.segments.last()?;
    Some(match last.ident.to_string().as_str() {
        "Receiver" if !Declared::beside(last.ident.span()).declares(&last.ident) => Owner::Channel,
        "String" => Owner::Text,
        "Vec" | "VecDeque" => Owner::List,
        "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" => Owner::Map,
        "Box" | "Rc" | "Arc" => match &last.arguments {
            PathArguments::AngleBracketed(args) => match args.args.first()? {
                GenericArgument::Type(Type::Path(path)) if path.path.is_ident("str") => Owner::Text,
                GenericArgument::Type(ty) => return owner_of_type(ty),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// What a value made by `expr` owns.
pub fn of_value(expr: &Expr, tables: &Tables) -> Option<Owner> {
    if super::makes_machine(expr, tables) {
        return Some(Owner::Machine);
    }
    match expr {
        Expr::Array(_) | Expr::Repeat(_) => Some(Owner::List),
        // moved
        Expr::Path(_) => {
            let row = crate::flow::mention_of(expr).and_then(|mention| tables.mention(mention));
            let row = row.and_then(|row| tables.var(row.var));
            let is_owned = row.is_some_and(|row| matches!(row.ty, Some(Type::Path(_))));
            owner_of(expr, tables).filter(|owner| *owner == Owner::Machine || is_owned)
        }
        Expr::Paren(paren) => of_value(&paren.expr, tables),
        Expr::Group(group) => of_value(&group.expr, tables),
        Expr::Call(call) => {
            let Expr::Path(func) = &*call.func else {
                return None;
            };
            if let Some(Sentinel::Macro(id)) = func.path.get_ident().and_then(names::parse) {
                let row = tables.macro_call(id)?;
                return match row.path.segments.last()?.ident.to_string().as_str() {
                    "vec" => Some(Owner::List),
                    "format" => Some(Owner::Text),
                    _ => None,
                };
            }
            if func.path.segments.last()?.ident == "read_to_string" {
                return Some(Owner::Text);
            }
            // `Vec::with_capacity(8)`
            let mut made = func.path.clone();
            made.segments.pop();
            made.segments.pop_punct();
            of_path(&made)
        }
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "to_string" | "to_uppercase" | "to_lowercase" | "to_ascii_uppercase"
            | "to_ascii_lowercase" | "replace" => Some(Owner::Text),
            "to_vec" => Some(Owner::List),
            "repeat" | "to_owned" if is_text(&call.receiver, tables) => Some(Owner::Text),
            // `String::from_utf8(bytes).unwrap()`
            "unwrap" | "expect" | "unwrap_or_default" => {
                of_value(&call.receiver, tables).filter(|owner| owner.is_collection())
            }
            "collect" => match call.turbofish.as_ref()?.args.first()? {
                GenericArgument::Type(ty) => owner_of_type(ty),
                _ => None,
            },
            "clone" => owner_of(&call.receiver, tables),
            "into_iter" | "iter" | "chars" | "bytes" | "lines" | "split" | "split_whitespace"
            | "char_indices" | "enumerate" | "filter" | "filter_map" | "peekable" | "rev"
            | "skip" | "drain" => Some(Owner::Iterator),
            _ => None,
        },
        Expr::Try(tried) => of_value(&tried.expr, tables).filter(|owner| owner.is_collection()),
        // `text + "!"`
        Expr::Binary(sum) if matches!(sum.op, syn::BinOp::Add(_)) => of_value(&sum.left, tables)
            .or_else(|| owner_of(&sum.left, tables))
            .filter(|owner| *owner == Owner::Text),
        _ => None,
    }
}

/// A literal, or a variable that owns a text.
fn is_text(expr: &Expr, tables: &Tables) -> bool {
    matches!(expr, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
        || owner_of(expr, tables) == Some(Owner::Text)
}

/// What the variable or the field owns that `expr` is.
pub fn owner_of(expr: &Expr, tables: &Tables) -> Option<Owner> {
    if let Expr::Field(field) = strip(expr) {
        let item = item_of(&field.base, tables)?;
        return Declared::beside(item.span()).owner(&item, &field.member);
    }
    let mention = crate::flow::mention_of(expr)?;
    let row = tables.mention(mention)?;
    tables.owners.get(&row.var).copied()
}

/// Whether what is at this place goes on by itself: an iterator, as what is declared tells.
pub fn iterates(place: &Expr, tables: &Tables) -> bool {
    if let Expr::Field(field) = strip(place) {
        let Some(item) = item_of(&field.base, tables) else {
            return false;
        };
        let declared = Declared::beside(item.span()).field_declared(&item, &field.member);
        // a parameter that a loop can go through
        return declared.is_some_and(|(ty, is_param)| is_param || is_going(&ty, tables));
    }
    let row = crate::flow::mention_of(place).and_then(|mention| tables.mention(mention));
    let Some(row) = row else { return false };
    match tables.owners.get(&row.var) {
        Some(owner) => *owner == Owner::Iterator,
        None => {
            let written = tables.var(row.var).and_then(|row| row.ty.as_ref());
            let known = written.or_else(|| tables.hints.get(&row.var));
            known.is_some_and(|ty| is_going(ty, tables))
        }
    }
}

/// Whether a type is an iterator, of std or of the file.
fn is_going(ty: &Type, tables: &Tables) -> bool {
    let is_declared =
        || name_of(ty).is_some_and(|name| Declared::beside(name.span()).iterates(&name));
    super::machines::is_iterator_type(ty, tables) || is_declared()
}

/// The name of the struct that a variable is, if its type is written.
fn item_of(expr: &Expr, tables: &Tables) -> Option<Ident> {
    let mention = crate::flow::mention_of(strip(expr))?;
    let row = tables.var(tables.mention(mention)?.var)?;
    if row.origin == Origin::SelfParam || row.ident == "this" {
        return tables.self_type.clone();
    }
    name_inside(row.ty.as_ref()?)
}

/// `Doc` of `&Rc<Doc>`.
fn name_inside(ty: &Type) -> Option<Ident> {
    match ty {
        Type::Reference(reference) => name_inside(&reference.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            match &last.arguments {
                PathArguments::AngleBracketed(args) if crate::split::is_pointer(ty) => {
                    match args.args.first()? {
                        GenericArgument::Type(ty) => name_inside(ty),
                        _ => None,
                    }
                }
                _ => name_of(ty),
            }
        }
        _ => name_of(ty),
    }
}

/// `Doc` of `&mut Doc`.
pub fn name_of(ty: &Type) -> Option<Ident> {
    match ty {
        Type::Path(path) if path.qself.is_none() => Some(path.path.segments.last()?.ident.clone()),
        Type::Reference(reference) => name_of(&reference.elem),
        Type::Paren(paren) => name_of(&paren.elem),
        Type::Group(group) => name_of(&group.elem),
        _ => None,
    }
}
