//! Which values borrow a local, or hold what does.
//!
//! ```text
//! vec![(0, node)]    Lexer::new(&text)    tree.nodes()    walk(&tree)    match parsed { Some(Entry { to, .. }) => to, .. }
//! ```
//!
//! Takes expressions in sentinels. It goes by the names of methods, by what the file declares, and by what is known of
//! variables.

use quote::ToTokens;
use syn::Expr;

use super::super::is_place;
use super::super::references::{References, is_made_of};
use super::{Finder, closures};
use crate::carry::root_of;
use crate::flow::{last_names, last_of, mention_of, mentions_in, strip};
use crate::ir::{Block, Node};
use crate::names::VarId;
use crate::scope::{Origin, Tables, owner_of};
use crate::split::Declared;

/// Methods of cells that give a guard.
const GUARDS: &[&str] = &["borrow", "borrow_mut", "lock", "read", "write"];

/// Methods of entries of maps that give a reference to the value.
const FILLED: &[&str] = &[
    "insert",
    "into_mut",
    "or_default",
    "or_insert",
    "or_insert_with",
];

/// Methods that find a part of what they are called on.
const FINDING: &[&str] = &[
    "as_deref",
    "as_deref_mut",
    "as_mut",
    "as_ref",
    "back",
    "back_mut",
    "first",
    "first_key_value",
    "first_mut",
    "front",
    "front_mut",
    "last",
    "last_key_value",
    "last_mut",
    "peek",
    "peek_mut",
];

impl Finder<'_> {
    /// `&mut list`: of a variable, whatever it is; of a place, if that is one of a variable's own.
    pub(super) fn is_borrow(&self, value: &Expr) -> bool {
        match strip(value) {
            // `&&list`
            Expr::Reference(reference) if self.is_borrow(&reference.expr) => true,
            Expr::Reference(reference) => {
                mention_of(&reference.expr).is_some()
                    || self.references.is_in_local(&reference.expr, self.tables)
                    || crate::lower::is_found_with_effects(&reference.expr, self.tables)
            }
            _ => false,
        }
    }

    /// `&x` of a variable that is no reference, as far as is known.
    pub(super) fn is_borrow_of_own(&self, value: &Expr) -> bool {
        let Expr::Reference(reference) = strip(value) else {
            return false;
        };
        let row = mention_of(&reference.expr).and_then(|value| self.tables.mention(value));
        row.is_some_and(|row| {
            let ty = self.tables.var(row.var).and_then(|var| var.ty.as_ref());
            let is_reference = matches!(ty, Some(syn::Type::Reference(_)));
            !is_reference
                && !self.tables.outer.contains(&row.var)
                && !self.tables.lent.contains(&row.var)
        })
    }

    /// What each step lends anew.
    fn is_loan(&self, value: &Expr) -> bool {
        let row = mention_of(value).and_then(|value| self.tables.mention(value));
        row.is_some_and(|row| self.tables.same_loans.contains(&row.var))
    }

    /// A variable that borrows, or that is lent anew at each step.
    pub(super) fn is_borrowing(&self, value: &Expr) -> bool {
        let row = mention_of(value).and_then(|value| self.tables.mention(value));
        row.is_some_and(|row| self.borrowing.contains(&row.var)) || self.is_loan(value)
    }

    /// A variable that borrows, what is made of one, or what is found in one.
    pub(super) fn holds_borrowing(&self, value: &Expr) -> bool {
        let holds = |value: &Expr| self.holds_borrowing(value);
        match strip(value) {
            Expr::Tuple(tuple) => tuple.elems.iter().any(holds),
            Expr::Array(array) => array.elems.iter().any(holds),
            Expr::Struct(made) => made.fields.iter().any(|field| holds(&field.expr)),
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                last_of(&branch.then_branch).is_some_and(holds)
                    || otherwise.is_some_and(|(_, other)| holds(other))
            }
            Expr::Match(choice) => choice.arms.iter().any(|arm| holds(&arm.body)),
            Expr::Block(block) => last_of(&block.block).is_some_and(holds),
            Expr::Try(tried) => holds(&tried.expr),
            // `move || found.len()`
            Expr::Closure(closure) if closure.capture.is_some() => {
                let rows = mentions_in(closure).into_iter();
                let mut rows = rows.filter_map(|it| self.tables.mention(it));
                rows.any(|row| row.in_closure.is_some() && self.borrowing.contains(&row.var))
            }
            Expr::Reference(reference) => self.leads_into(&reference.expr),
            Expr::Call(call) => is_made_of(call, self.tables) && call.args.iter().any(holds),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let goes = References::gives_part(&name) || References::goes(&name);
                match goes {
                    true => self.leads_into(&call.receiver) || holds(&call.receiver),
                    // `guard.iter().max()`
                    false if References::gives_item(&name) => {
                        matches!(strip(&call.receiver), Expr::MethodCall(_))
                            && holds(&call.receiver)
                    }
                    false if FILLED.contains(&name.as_str()) => self.is_entry(&call.receiver),
                    false => References::gives_same(&name) && holds(&call.receiver),
                }
            }
            _ => self.is_borrowing(value),
        }
    }

    /// Whether a place is one behind a variable that borrows, or behind what is found in what the function made:
    /// `guard.list`, `open.as_ref().unwrap().list`.
    fn leads_into(&self, place: &Expr) -> bool {
        let root = root_of(place).filter(|_| is_place(place));
        let row = root.and_then(|root| self.tables.mention(root));
        row.is_some_and(|row| self.borrowing.contains(&row.var))
            || found_through(place).is_some_and(|found| self.is_found_in_made(found))
    }

    /// A variable that borrows and is no collection of references: `entry` of `map.entry(key)`.
    fn is_entry(&self, value: &Expr) -> bool {
        let row = mention_of(value).and_then(|value| self.tables.mention(value));
        row.is_some_and(|row| self.borrowing.contains(&row.var) && !self.references.holds(row.var))
    }

    /// The same of what pauses before it has its value.
    pub(super) fn node_holds(&self, node: &Node) -> bool {
        let tail = |block: &Block| {
            let mut tail = block.tail.iter();
            tail.any(|tail| self.node_holds(tail))
        };
        match node {
            Node::Plain(value) => self.holds_borrowing(value),
            Node::If(branch) => tail(&branch.then) || branch.otherwise.as_ref().is_some_and(tail),
            Node::Match(choice) => choice.arms.iter().any(|arm| self.node_holds(&arm.body)),
            Node::Block(block) => {
                tail(block) || block.target.is_some() && self.node_breaks_with_borrow(node)
            }
            Node::Loop(_) => self.node_breaks_with_borrow(node),
            Node::Pause(_) => false,
        }
    }

    pub(super) fn keeps_a_borrow(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                return self.ends_borrowing(&branch.then_branch)
                    || otherwise.is_some_and(|(_, other)| self.keeps_a_borrow(other));
            }
            Expr::Match(choice) => {
                return choice.arms.iter().any(|arm| self.keeps_a_borrow(&arm.body));
            }
            Expr::Block(block) if block.label.is_none() => {
                return self.ends_borrowing(&block.block);
            }
            Expr::Block(block) => {
                return self.ends_borrowing(&block.block) || self.breaks_with_borrow(value);
            }
            Expr::Loop(_) => return self.breaks_with_borrow(value),
            // `Box::new(list.iter()) as Box<dyn Iterator<Item = &u32>>`
            Expr::Cast(cast) => return self.keeps_a_borrow(&cast.expr),
            Expr::Array(array) => {
                return array.elems.iter().any(|elem| self.keeps_a_borrow(elem));
            }
            // `Drain { bag: &mut bag }`
            Expr::Struct(made) => {
                return made.fields.iter().any(|field| {
                    self.is_borrow_of_own(&field.expr) || self.keeps_a_borrow(&field.expr)
                });
            }
            // `Box::new(list.iter())`
            Expr::Call(call) if is_box(&call.func) => {
                return self.is_borrowing_item(value)
                    || call.args.iter().any(|arg| self.keeps_a_borrow(arg));
            }
            // `Ref::map(cell.borrow(), |it| &it.name)`
            Expr::Call(call) if maps_a_guard(&call.func) => {
                return call.args.first().is_some_and(|guard| self.is_lent(guard));
            }
            _ => {}
        }
        borrows_a_temporary(value)
            || self.refers_to_temporary(value)
            || closures::are_stored(value, self.tables)
            || self.is_folded(value)
            || self.is_got_or_inserted(value)
            || self.is_found_in_made(value)
            || self.is_borrowing_item(value)
            || self.collects_borrowing(value)
            || self.is_lent(value)
            || self.references.goes_through(value, self.tables)
    }

    /// `(&held, 2)`: of a temporary that has a variable.
    fn refers_to_temporary(&self, value: &Expr) -> bool {
        let refers = |value: &Expr| self.refers_to_temporary(value);
        match strip(value) {
            Expr::Reference(reference) => {
                let row = mention_of(&reference.expr).and_then(|held| self.tables.mention(held));
                let var = row.and_then(|row| self.tables.var(row.var));
                var.is_some_and(|var| var.origin == Origin::Hidden && var.ident == "held")
            }
            Expr::Cast(cast) => refers(&cast.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().any(refers),
            Expr::Array(array) => array.elems.iter().any(refers),
            Expr::Struct(made) => made.fields.iter().any(|field| refers(&field.expr)),
            Expr::Call(call) => call.args.iter().any(refers),
            _ => false,
        }
    }

    /// `words.fold("", |a, b| if b.len() > a.len() { b } else { a })`
    fn is_folded(&self, value: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(value) else {
            return false;
        };
        let begins = match call.args.first().map(strip) {
            Some(Expr::Lit(literal)) => matches!(literal.lit, syn::Lit::Str(_)),
            Some(start) => self.references.gives(start, self.tables),
            None => false,
        };
        (call.method == "fold" && begins || call.method == "reduce")
            && self.references.items(&call.receiver, self.tables)
    }

    /// `shelf.first()`, `shelf.books.last_mut().unwrap()`: what methods of these names find in what the function made is a
    /// part of it, whatever it is.
    pub(super) fn is_found_in_made(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Try(tried) => self.is_found_in_made(&tried.expr),
            // `&self.open.as_ref().unwrap().name`
            Expr::Reference(reference) => {
                found_through(&reference.expr).is_some_and(|found| self.is_found_in_made(found))
            }
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let finds = match FINDING.contains(&name.as_str()) {
                    true => call.args.is_empty(),
                    false => matches!(name.as_str(), "get" | "get_mut") && call.args.len() == 1,
                };
                let told = || {
                    let told = Declared::beside(call.method.span());
                    told.returns_borrowed(&call.method, false).unwrap_or(true)
                };
                finds && is_place(&call.receiver) && self.is_own(&call.receiver) && told()
                    || References::gives_same(&name) && self.is_found_in_made(&call.receiver)
            }
            _ => false,
        }
    }

    /// `name.get_or_insert_with(String::new)`, `name.insert(text)` of an `Option`
    fn is_got_or_inserted(&self, value: &Expr) -> bool {
        let Expr::MethodCall(call) = strip(value) else {
            return false;
        };
        self.inserts(call)
            && is_place(&call.receiver)
            && (self.is_own(&call.receiver) || self.is_let(&call.receiver))
    }

    /// Whether a method gives what it has put into an `Option`.
    fn inserts(&self, call: &syn::ExprMethodCall) -> bool {
        let is_insert = call.method == "insert" && call.args.len() == 1;
        is_insert && crate::scope::is_option(&call.receiver, self.tables)
            || call.method.to_string().starts_with("get_or_")
    }

    /// A variable that the function declares, and of which nobody says that it is a reference.
    fn is_let(&self, value: &Expr) -> bool {
        let row = mention_of(value).and_then(|value| self.tables.mention(value));
        let var = row.and_then(|row| self.tables.var(row.var));
        var.is_some_and(|var| var.origin == Origin::Let && !var.by_ref && var.ty.is_none())
            && row.is_some_and(|row| !self.is_mutable_reference(row.var))
    }

    pub(super) fn ends_borrowing(&self, block: &syn::Block) -> bool {
        last_of(block).is_some_and(|value| self.keeps_a_borrow(value))
    }

    /// Whether a value surely keeps a local that is lent to what makes it: `tree.nodes()`, `Lexer::new(&text)`, where the
    /// file or the name of the type tells it.
    pub(super) fn is_lent(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Try(tried) => self.is_lent(&tried.expr),
            Expr::Reference(reference) => self.is_lent(&reference.expr),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let is_guard = call.args.is_empty() && GUARDS.contains(&name.as_str());
                // of a collection of std the file tells nothing
                let is_known = owner_of(&call.receiver, self.tables).is_some();
                let told = Declared::beside(call.method.span());
                let ty = crate::split::type_of(&call.receiver, self.tables);
                let ty = ty.as_ref().and_then(crate::scope::name_of);
                let refers = told
                    .returned_of(ty.as_ref(), &call.method)
                    .is_some_and(|ty| ty.to_token_stream().to_string().contains('&'));
                let told = match refers {
                    true => Some(true),
                    false => told.returns_borrowed(&call.method, false),
                };
                let takes = Declared::beside(call.method.span()).takes(&call.method) == Some(true);
                let told = told.filter(|_| !is_known).map(|told| told && !takes);
                let is_part = References::splits(&name) || name == "entry" && call.args.len() == 1;
                let is_own = || self.is_own(&call.receiver);
                let goes_on = matches!(name.as_str(), "boxed" | "by_ref" | "map_err")
                    || References::gives_same(&name)
                    || References::passes(&name);
                let goes = References::goes(&name) && self.is_made(&call.receiver);
                (told.unwrap_or(is_guard || is_part || goes) && is_own())
                    || goes_on && self.is_lent(&call.receiver)
                    || holds_receiver(call) && self.keeps_a_borrow(&call.receiver)
            }
            // `vec![room.enter()]`, `Some(room.enter())`
            Expr::Call(call)
                if is_made_of(call, self.tables)
                    && call.args.iter().any(|arg| self.is_lent(arg)) =>
            {
                true
            }
            Expr::Tuple(tuple) => tuple.elems.iter().any(|elem| self.is_lent(elem)),
            Expr::Array(array) => array.elems.iter().any(|elem| self.is_lent(elem)),
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else {
                    return false;
                };
                let Some((name, owner)) = last_names(&path.path) else {
                    return false;
                };
                let declared = Declared::beside(name.span());
                let told = declared.returns_borrowed(name, false);
                let keeps = match (told, owner) {
                    (_, Some(owner)) if declared.has_lifetime(owner) => true,
                    // `Named(name)`
                    (_, None) if declared.has_lifetime(name) => true,
                    (Some(told), _) => told,
                    (None, Some(owner)) => {
                        declared.fields(owner).is_none()
                            && crate::waits::makes_borrower(&owner.to_string())
                    }
                    (None, None) => false,
                };
                let is_given = |arg: &Expr| {
                    self.references.gives(arg, self.tables)
                        || self.references.goes_through(arg, self.tables)
                        || self.is_loan(arg)
                        || told == Some(true) && self.is_borrow_of_own(arg)
                        // `through(source, lines_of(&mut text))`
                        || matches!(strip(arg), Expr::Call(_)) && self.is_lent(arg)
                };
                keeps && call.args.iter().any(is_given)
            }
            _ => false,
        }
    }

    /// `relay(store.restock(2))`: a delegate that is given another one, which borrows a local.
    pub(super) fn is_given_lent(&self, delegate: &Expr) -> bool {
        let is_one = |arg: &Expr| {
            let arg = match strip(arg) {
                Expr::Reference(reference) => strip(&reference.expr),
                arg => arg,
            };
            makes_coroutine(arg) && self.is_lent(arg) || self.is_given_lent(arg)
        };
        match strip(delegate) {
            Expr::Call(call) => call.args.iter().any(is_one),
            Expr::MethodCall(call) => is_one(&call.receiver) || call.args.iter().any(is_one),
            _ => false,
        }
    }

    /// `walk(left)`: a delegate that holds what is found in what each step lends.
    pub(super) fn is_given_loan(&self, delegate: &Expr) -> bool {
        let is_given = |arg: &Expr| mention_of(arg).is_some() && self.is_borrowing(arg);
        match strip(delegate) {
            Expr::Call(call) if !self.tables.same_loans.is_empty() => {
                makes_coroutine(delegate) && call.args.iter().any(is_given)
            }
            _ => false,
        }
    }

    /// `self.items`, which is taken, of something that is not taken apart: whether what is left may have a drop that
    /// somebody sees.
    pub(super) fn leaves_others(&self, taken: &Expr) -> bool {
        let Expr::Field(field) = strip(taken) else {
            return false;
        };
        let mut base = strip(&field.base);
        while let Expr::Field(field) = base {
            base = strip(&field.base);
        }
        let ty = crate::split::type_of(base, self.tables);
        let inside = ty.as_ref().map(|ty| crate::split::boxed(ty).unwrap_or(ty));
        let is_silent = inside
            .and_then(crate::scope::name_of)
            .is_some_and(|name| Declared::beside(name.span()).drops_in_silence(&name));
        mention_of(base).is_some() && self.is_own(taken) && !is_silent
    }

    /// Whether a place is one of a local, or of a temporary.
    pub(super) fn is_own(&self, place: &Expr) -> bool {
        self.references.is_in_local(place, self.tables) || self.is_made(place)
    }

    /// Whether a place is one of a temporary.
    fn is_made(&self, place: &Expr) -> bool {
        let root = root_of(place).and_then(|root| self.tables.mention(root));
        is_place(place) && root.is_some_and(|root| self.made.contains(&root.var))
    }

    /// The `&mut`s in which a value is found, on one way or another.
    pub(super) fn reborrowed(&self, value: &Expr) -> Vec<VarId> {
        let root = |place: &Expr| {
            let root = root_of(place).filter(|_| is_place(place))?;
            Some(self.tables.mention(root)?.var)
        };
        let all = |values: &mut dyn Iterator<Item = &Expr>| {
            let found: Vec<_> = values.map(|value| self.reborrowed(value)).collect();
            found.concat()
        };
        match strip(value) {
            Expr::Path(_) => root(value).map_or_else(Vec::new, |root| self.found_in(root)),
            Expr::Reference(reference) if reference.mutability.is_some() => {
                let Some(root) = root(&reference.expr) else {
                    return Vec::new();
                };
                let lent = self.found_in(root);
                match lent.is_empty() && self.is_mutable_reference(root) {
                    true => vec![root],
                    false => lent,
                }
            }
            Expr::Try(tried) => self.reborrowed(&tried.expr),
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref().map(|(_, other)| &**other);
                all(&mut last_of(&branch.then_branch).into_iter().chain(otherwise))
            }
            Expr::Match(choice) => all(&mut choice.arms.iter().map(|arm| &*arm.body)),
            Expr::Block(block) => all(&mut last_of(&block.block).into_iter()),
            Expr::Tuple(tuple) => all(&mut tuple.elems.iter()),
            Expr::Array(array) => all(&mut array.elems.iter()),
            Expr::Struct(made) => all(&mut made.fields.iter().map(|field| &field.expr)),
            Expr::Call(call) if is_made_of(call, self.tables) => all(&mut call.args.iter()),
            Expr::Call(call) => self.reborrowed_by(call),
            Expr::Cast(cast) => self.reborrowed(&cast.expr),
            Expr::MethodCall(call) if call.method == "boxed" => self.reborrowed(&call.receiver),
            // `self.walk()` of a `&mut self`
            Expr::MethodCall(call) if makes_coroutine(value) => {
                let takes = Declared::beside(call.method.span()).takes(&call.method) == Some(true);
                let lent = root(&call.receiver).filter(|root| self.is_mutable_reference(*root));
                lent.filter(|_| !takes).into_iter().collect()
            }
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let Some(root) = root(&call.receiver) else {
                    return match References::gives_same(&name) || gives_on(&call.method) {
                        true => self.reborrowed(&call.receiver),
                        false => Vec::new(),
                    };
                };
                let lent = self.found_in(root);
                match gives_parts(call) || gives_on(&call.method) || self.inserts(call) {
                    true if !lent.is_empty() => lent,
                    true if self.is_mutable_reference(root) => vec![root],
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    /// The variable into which a plain `&mut` surely refers, through whatever methods found it:
    /// `list.iter_mut().max_by_key(|x| x.n).unwrap()`
    pub(super) fn searched(&self, value: &Expr) -> Option<VarId> {
        match strip(value) {
            Expr::Try(tried) => self.searched(&tried.expr),
            Expr::MethodCall(call) => match self.searched(&call.receiver) {
                Some(found) => Some(found),
                None if call.method.to_string().ends_with("_mut") => {
                    let root = root_of(&call.receiver).filter(|_| is_place(&call.receiver));
                    Some(self.tables.mention(root?)?.var)
                }
                None => None,
            },
            _ => None,
        }
    }

    /// What a variable is found in.
    fn found_in(&self, var: VarId) -> Vec<VarId> {
        let found = self.reborrowing.iter().filter(|(other, _)| *other == var);
        found.map(|(_, lent)| *lent).collect()
    }

    /// `Box::new(walk(tree))`, of a `tree: &mut Tree`: a coroutine of the file keeps what it is given.
    fn reborrowed_by(&self, call: &syn::ExprCall) -> Vec<VarId> {
        let Expr::Path(func) = &*call.func else {
            return Vec::new();
        };
        let Some((name, owner)) = last_names(&func.path) else {
            return Vec::new();
        };
        let is_box = owner.is_some_and(|owner| owner == "Box") && (name == "new" || name == "pin");
        if is_box {
            let found = call.args.iter().map(|arg| self.reborrowed(arg));
            return found.flatten().collect();
        }
        let declared = Declared::beside(name.span());
        let gives_on = || match declared.returned(owner, name, false) {
            // `add(game, 2)`
            Some(syn::Type::Reference(given)) => given.mutability.is_some(),
            _ => false,
        };
        if !declared.makes_coroutine(name) && !gives_on() {
            return Vec::new();
        }
        let found = call.args.iter().map(|arg| {
            let row = mention_of(arg).and_then(|arg| self.tables.mention(arg));
            match row.filter(|row| self.is_mutable_reference(row.var)) {
                Some(row) => vec![row.var],
                None => self.reborrowed(arg),
            }
        });
        found.flatten().collect()
    }

    pub(super) fn is_mutable_reference(&self, var: VarId) -> bool {
        self.tables.is_mutable_reference(var)
            || self.tables.same_loans.contains(&var) && !self.tables.lent.contains(&var)
    }
}

/// Whether a value is a coroutine that is made here.
pub(super) fn makes_coroutine(value: &Expr) -> bool {
    let name = match strip(value) {
        Expr::Cast(cast) => return makes_coroutine(&cast.expr),
        Expr::MethodCall(call) if call.method == "boxed" => return makes_coroutine(&call.receiver),
        Expr::Call(call) if is_box(&call.func) => return call.args.iter().any(makes_coroutine),
        Expr::MethodCall(call) => &call.method,
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => match path.path.segments.last() {
                Some(last) => &last.ident,
                None => return false,
            },
            _ => return false,
        },
        _ => return false,
    };
    Declared::beside(name.span()).makes_coroutine(name)
}

/// Whether a method gives a part of what it is called on by reference, as far as its name and the file tell.
fn gives_parts(call: &syn::ExprMethodCall) -> bool {
    let name = call.method.to_string();
    let by_name = name.ends_with("_mut")
        || matches!(name.as_str(), "as_mut" | "drain" | "as_deref" | "as_ref")
        || References::gives_part(&name) && (name != "get" || call.args.len() == 1);
    let told = Declared::beside(call.method.span());
    by_name && told.returns_borrowed(&call.method, false).unwrap_or(true)
}

/// `fn by(&mut self, k: i32) -> &mut Self`: whether the file tells of a method that it gives a `&mut`.
fn gives_on(method: &syn::Ident) -> bool {
    let given = Declared::beside(method.span()).returned_by_method(method);
    matches!(given, Some(syn::Type::Reference(given)) if given.mutability.is_some())
}

/// `fn every(self, n: usize) -> Every<Self>`: whether the file tells of a method that what it gives holds what it takes.
fn holds_receiver(call: &syn::ExprMethodCall) -> bool {
    let declared = Declared::beside(call.method.span());
    // a trait's stands where those of no type do
    let told = || declared.returned(None, &call.method, false);
    let given = declared.returned_by_method(&call.method).or_else(told);
    declared.takes(&call.method) == Some(true)
        && given.is_some_and(|ty| match ty {
            syn::Type::Path(path) => path.path.segments.last().is_some_and(|last| {
                last.ident == "Self" || !last.arguments.is_none() && declared.declares(&last.ident)
            }),
            syn::Type::ImplTrait(_) => true,
            _ => false,
        })
}

/// The call in which a place is found: `open.as_ref().unwrap()` of `open.as_ref().unwrap().name`.
pub(super) fn found_through(place: &Expr) -> Option<&Expr> {
    match strip(place) {
        Expr::Field(field) => found_through(&field.base),
        Expr::Index(index) => found_through(&index.expr),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => found_through(&unary.expr),
        call @ Expr::MethodCall(_) => Some(call),
        _ => None,
    }
}

/// `pairs(numbers().iter())`: an iterator that is given what borrows a temporary.
fn borrows_a_temporary(value: &Expr) -> bool {
    let is_borrow = |arg: &Expr| match strip(arg) {
        Expr::MethodCall(call) => {
            matches!(
                call.method.to_string().as_str(),
                "iter" | "iter_mut" | "by_ref"
            ) && matches!(strip(&call.receiver), Expr::Call(_))
        }
        _ => false,
    };
    match strip(value) {
        Expr::Call(call) => call
            .args
            .iter()
            .any(|arg| is_borrow(arg) || borrows_a_temporary(arg)),
        Expr::MethodCall(call) => borrows_a_temporary(&call.receiver),
        _ => false,
    }
}

/// Whether a value is a list, or a struct or enum of the file that refers to nothing.
pub(super) fn is_owned(value: &Expr, tables: &Tables) -> bool {
    let Some(syn::Type::Path(ty)) = crate::split::type_of(value, tables) else {
        return false;
    };
    let name = ty.path.segments.last().map(|last| &last.ident);
    name.is_some_and(|name| {
        let declared = Declared::beside(name.span());
        let is_list = ["Vec", "VecDeque", "String", "Items"]
            .iter()
            .any(|list| name == list);
        is_list || declared.declares(name) && !declared.has_lifetime(name)
    })
}

/// `Ref::map`
fn maps_a_guard(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    last_names(&path.path).is_some_and(|(name, owner)| {
        let is_guard = owner.is_some_and(|owner| {
            owner == "Ref" || owner.to_string().ends_with("Guard") || owner == "RefMut"
        });
        is_guard && matches!(name.to_string().as_str(), "map" | "filter_map" | "clone")
    })
}

/// `Box::new`
pub(super) fn is_box(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    last_names(&path.path).is_some_and(|(name, owner)| {
        (name == "new" || name == "pin") && owner.is_some_and(|owner| owner == "Box")
    })
}
