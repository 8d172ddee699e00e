//! Which expressions give a reference into a local.
//!
//! Takes expressions in sentinels, gives the local that their value surely refers into:
//!
//! ```text
//! text.trim()    &text[1..]    lines.next()?    match line.split_once(' ') { Some((word, _)) => word, None => line }
//! ```
//!
//! It goes by the names of methods and by what is known of variables ([`super::found::Places`]).

use syn::{Expr, ExprMethodCall, Pat, Stmt};

use super::found::{Owned, Places};
use crate::carry::{Finds, finds, is_replayable, root_of};
use crate::flow::{bound, mention_of, strip};
use crate::lower::is_place;
use crate::names::{self, Sentinel};
use crate::scope::{Owner, owner_of};

/// What an expression gives.
pub(super) enum Leaf {
    /// A reference into this local, or an `Option` or tuple of them.
    In(Owned),
    /// No reference, or one to nothing: `None`, `""`, a number; a way that does not come back.
    Nothing,
    /// One of these texts.
    Literal(Vec<syn::LitStr>),
    /// It is not known.
    Other,
}

impl Leaf {
    pub(super) fn and(self, other: Leaf) -> Leaf {
        match (self, other) {
            (Leaf::In(mut left), Leaf::In(right)) if left.root == right.root => {
                left.literals.extend(right.literals);
                Leaf::In(left)
            }
            (Leaf::In(mut owned), Leaf::Literal(texts))
            | (Leaf::Literal(texts), Leaf::In(mut owned)) => {
                owned.literals.extend(texts);
                Leaf::In(owned)
            }
            (Leaf::Literal(mut left), Leaf::Literal(right)) => {
                left.extend(right);
                Leaf::Literal(left)
            }
            (leaf, Leaf::Nothing) | (Leaf::Nothing, leaf) => leaf,
            _ => Leaf::Other,
        }
    }
}

impl Leaf {
    /// What is found in an item of a list has its own memory, of which the list knows nothing.
    fn of_text(self) -> Leaf {
        match self {
            Leaf::In(owned) if owned.owner != Owner::Text => Leaf::Other,
            leaf => leaf,
        }
    }
}

impl Places<'_, '_> {
    /// Notes what the variables of `pat` refer to when they are bound to `value`.
    pub(super) fn assign(&mut self, pat: &Pat, value: &Expr) {
        if let (Pat::Tuple(pats), Some(leaves)) = (pat, tuples(value)) {
            for (index, pat) in pats.elems.iter().enumerate() {
                let mut of_element = Leaf::Nothing;
                for leaf in &leaves {
                    let value = leaf.elems.iter().nth(index);
                    of_element =
                        of_element.and(value.map_or(Leaf::Other, |value| self.leaf(value)));
                }
                self.note(pat, of_element);
            }
            return;
        }
        let leaf = self.leaf(value);
        self.note(pat, leaf);
    }

    /// Notes what the items of a loop refer to; the numbers of `enumerate` refer to nothing.
    pub(super) fn note_items(&mut self, pat: &Pat, head: &Expr, owned: Owned) {
        if owned.owner == Owner::List && gives_slices(head) {
            self.slices.extend(bound(match pat {
                Pat::Tuple(parts) if is_counted(head) => parts.elems.last().unwrap_or(pat),
                pat => pat,
            }));
        }
        match pat {
            Pat::Tuple(parts) if is_counted(head) => {
                for part in parts.elems.iter().skip(1) {
                    self.note(part, Leaf::In(owned.clone()));
                }
            }
            pat => self.note(pat, Leaf::In(owned)),
        }
    }

    pub(super) fn note(&mut self, pat: &Pat, leaf: Leaf) {
        let Leaf::In(owned) = leaf else { return };
        let copied = copied(pat);
        for var in bound(pat) {
            if copied.contains(&var) {
                continue;
            }
            self.derived.insert(var, owned.clone());
            self.lowerer.tables.lent.insert(var);
            if owned.owner == Owner::Text {
                self.lowerer.tables.owners.insert(var, Owner::Text);
            }
        }
    }

    /// What `expr` gives.
    pub(super) fn leaf(&self, expr: &Expr) -> Leaf {
        match expr {
            Expr::Paren(paren) => self.leaf(&paren.expr),
            Expr::Group(group) => self.leaf(&group.expr),
            Expr::Try(tried) => self.leaf(&tried.expr),
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => Leaf::Nothing,
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Str(text) if !text.value().is_empty() => {
                    Leaf::Literal(vec![text.clone()])
                }
                syn::Lit::ByteStr(_) | syn::Lit::CStr(_) => Leaf::Other,
                _ => Leaf::Nothing,
            },
            Expr::Path(path) => {
                if path.path.is_ident("None") {
                    return Leaf::Nothing;
                }
                self.variable(expr).map_or(Leaf::Other, Leaf::In)
            }
            Expr::Reference(reference) if reference.mutability.is_none() => {
                match strip(&reference.expr) {
                    Expr::Index(index) => self.within(&index.expr, false),
                    Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                        self.variable(&unary.expr).map_or(Leaf::Other, Leaf::In)
                    }
                    _ => Leaf::Other,
                }
            }
            Expr::Call(call) => match (&*call.func, call.args.first()) {
                (Expr::Path(path), Some(value)) if path.path.is_ident("Some") => self.leaf(value),
                // a copy of a reference ([`super::entered`])
                (Expr::Path(path), Some(Expr::Reference(copied))) if is_clone(&path.path) => {
                    self.variable(&copied.expr).map_or(Leaf::Other, Leaf::In)
                }
                // a variable that is its place ([`super::rest`])
                (Expr::Path(path), Some(Expr::Reference(from)))
                    if path.path.is_ident("__coro_lib_found") =>
                {
                    match &*from.expr {
                        Expr::Index(index) => self.within(&index.expr, false),
                        _ => Leaf::Other,
                    }
                }
                _ => Leaf::Other,
            },
            Expr::Tuple(tuple) => {
                let leaves = tuple.elems.iter().map(|value| self.leaf(value));
                leaves.fold(Leaf::Nothing, Leaf::and)
            }
            Expr::If(branch) => {
                let then = self.tail(&branch.then_branch);
                let otherwise = branch.else_branch.as_ref();
                then.and(otherwise.map_or(Leaf::Other, |(_, other)| self.leaf(other)))
            }
            Expr::Match(choice) => {
                let leaves = choice.arms.iter().map(|arm| self.leaf(&arm.body));
                leaves.fold(Leaf::Nothing, Leaf::and)
            }
            Expr::Block(block) if block.label.is_none() => self.tail(&block.block),
            Expr::MethodCall(call) => self.call(call),
            _ => Leaf::Other,
        }
    }

    fn tail(&self, block: &syn::Block) -> Leaf {
        match block.stmts.last() {
            Some(Stmt::Expr(value, None)) => self.leaf(value),
            Some(Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), _)) => {
                Leaf::Nothing
            }
            _ => Leaf::Other,
        }
    }

    /// A reference that a variable holds.
    fn variable(&self, expr: &Expr) -> Option<Owned> {
        let row = self.lowerer.tables.mention(mention_of(expr)?)?;
        self.derived.get(&row.var).cloned()
    }

    /// The list that `expr` is a part of.
    fn slice_of(&self, expr: &Expr) -> Option<Owned> {
        let var = |expr: &Expr| {
            let mention = self.lowerer.tables.mention(mention_of(expr)?)?;
            self.slices.contains(&mention.var).then_some(mention.var)
        };
        match strip(expr) {
            Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("__coro_lib_found")) =>
            {
                match call.args.get(1)? {
                    Expr::Reference(at) => var(&at.expr)?,
                    _ => return None,
                };
                match self.leaf(expr) {
                    Leaf::In(owned) => Some(owned),
                    _ => None,
                }
            }
            expr => self.derived.get(&var(expr)?).cloned(),
        }
    }

    /// The local that what a collection holds refers into.
    fn holding(&self, expr: &Expr) -> Option<Owned> {
        let mention = self.lowerer.tables.mention(mention_of(strip(expr))?)?;
        self.holders.get(&mention.var).cloned()
    }

    /// What is a part of `place`: of what a local owns, or of what a reference refers to.
    fn within(&self, place: &Expr, as_text: bool) -> Leaf {
        if let Some(owned) = self.slice_of(place) {
            return Leaf::In(owned);
        }
        match self.variable(place).or_else(|| self.owned(place, as_text)) {
            // a text that is an item of a list has its own memory
            Some(owned) if owned.owner == Owner::List && self.variable(place).is_some() => {
                let row = mention_of(place).and_then(|it| self.lowerer.tables.mention(it));
                match row {
                    Some(row) if as_text => Leaf::In(Owned {
                        place: strip(place).clone(),
                        root: row.var,
                        owner: Owner::Text,
                        literals: Vec::new(),
                    }),
                    _ => Leaf::Other,
                }
            }
            Some(owned) => Leaf::In(owned),
            None => Leaf::Other,
        }
    }

    /// A local that owns a text or a list.
    pub(super) fn owned(&self, place: &Expr, as_text: bool) -> Option<Owned> {
        let place = strip(place);
        let tables = &self.lowerer.tables;
        let field = matches!(place, Expr::Field(_)) && as_text;
        let owner = owner_of(place, tables).or(field.then_some(Owner::Text))?;
        let root = tables.mention(root_of(place)?)?.var;
        let is_own = matches!(owner, Owner::Text | Owner::List)
            && !tables.lent.contains(&root)
            && !self.lowerer.is_loan(root)
            && !self.lowerer.is_shared(root);
        is_own.then(|| Owned {
            place: place.clone(),
            root,
            owner,
            literals: Vec::new(),
        })
    }

    fn call(&self, call: &ExprMethodCall) -> Leaf {
        let receiver = strip(&call.receiver);
        let is_walked = || {
            let row = mention_of(receiver).and_then(|it| self.lowerer.tables.mention(it));
            row.and_then(|row| self.walked.get(&row.var)).cloned()
        };
        match finds(call) {
            Finds::Item => match is_walked() {
                Some(owned) => Leaf::In(owned),
                None => self.items_of(receiver).map_or(Leaf::Other, Leaf::In),
            },
            Finds::Part if is_place(receiver) || self.slice_of(receiver).is_some() => {
                self.within(receiver, is_of_text(call))
            }
            Finds::Part => self.leaf(receiver).of_text(),
            Finds::Same => self.leaf(receiver),
            Finds::Or => {
                let other = call.args.iter().map(|other| self.leaf(other));
                self.leaf(receiver)
                    .and(other.fold(Leaf::Nothing, Leaf::and))
            }
            Finds::Mapped => match call.args.first().map(|arg| self.mapped(arg)) {
                Some(true) => self.leaf(receiver).of_text(),
                _ => Leaf::Other,
            },
            Finds::Unknown => Leaf::Other,
        }
    }

    /// `str::trim`, `|line| line.trim()`: gives a part of what it is given.
    fn mapped(&self, func: &Expr) -> bool {
        match strip(func) {
            Expr::Path(path) => {
                let mut segments = path.path.segments.iter().rev();
                let (name, owner) = (segments.next(), segments.next());
                owner.is_some_and(|owner| owner.ident == "str")
                    && name.is_some_and(|name| name.ident.to_string().starts_with("trim"))
            }
            Expr::Closure(closure) => {
                let mut inner = strip(&closure.body);
                while let Expr::MethodCall(call) = inner {
                    if !matches!(finds(call), Finds::Part) {
                        return false;
                    }
                    inner = strip(&call.receiver);
                }
                let row = mention_of(inner).and_then(|it| self.lowerer.tables.mention(it));
                let bound = closure.inputs.iter().flat_map(bound).collect::<Vec<_>>();
                !matches!(strip(&closure.body), Expr::Path(_))
                    && row.is_some_and(|row| bound.contains(&row.var))
                    && is_replayable(func, self.lowerer.tables)
            }
            _ => false,
        }
    }

    /// The local whose items an iterator gives references to: `text.lines().filter(..)`, `&list`.
    pub(super) fn items_of(&self, head: &Expr) -> Option<Owned> {
        match strip(head) {
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                match name.as_str() {
                    "iter"
                    | "lines"
                    | "split"
                    | "split_whitespace"
                    | "splitn"
                    | "rsplit"
                    | "rsplitn"
                    | "split_terminator"
                    | "split_inclusive"
                    | "chunks"
                    | "windows"
                    | "split_ascii_whitespace"
                    | "chunks_exact" => {
                        let held = self.holding(&call.receiver);
                        let leaf = match is_place(strip(&call.receiver)) {
                            true => self.within(&call.receiver, is_of_text(call)),
                            false => self.leaf(&call.receiver).of_text(),
                        };
                        match leaf {
                            _ if held.is_some() => held,
                            Leaf::In(owned) => Some(owned),
                            _ => None,
                        }
                    }
                    "into_iter" | "keys" | "values" | "into_keys" | "into_values" | "drain" => {
                        self.holding(&call.receiver)
                    }
                    "filter" | "skip" | "take" | "rev" | "peekable" | "skip_while"
                    | "take_while" | "step_by" | "enumerate" | "by_ref" | "inspect" => {
                        self.items_of(&call.receiver)
                    }
                    "map"
                        if call.args.first().is_some_and(|func| {
                            leaves_item(func, &call.receiver, self.lowerer.tables)
                        }) =>
                    {
                        self.items_of(&call.receiver)
                    }
                    "map" => {
                        let maps = call.args.first().is_some_and(|func| self.mapped(func));
                        let items = maps.then(|| self.items_of(&call.receiver))??;
                        (items.owner == Owner::Text).then_some(items)
                    }
                    _ => None,
                }
            }
            Expr::Reference(reference) if reference.mutability.is_none() => self
                .owned(&reference.expr, false)
                .filter(|owned| owned.owner == Owner::List),
            // `&mut iter`
            Expr::Reference(reference) => self.walked_by(&reference.expr),
            Expr::Path(_) => self.walked_by(head).or_else(|| self.holding(head)),
            _ => None,
        }
    }

    /// The same of an iterator that is a variable.
    fn walked_by(&self, iter: &Expr) -> Option<Owned> {
        let row = mention_of(strip(iter)).and_then(|it| self.lowerer.tables.mention(it))?;
        self.walked.get(&row.var).cloned()
    }
}

/// `Clone::clone`
fn is_clone(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev();
    let (name, owner) = (names.next(), names.next());
    name.is_some_and(|name| name.ident == "clone")
        && owner.is_some_and(|owner| owner.ident == "Clone")
}

/// Whether the items of an iterator are parts of a list.
fn gives_slices(head: &Expr) -> bool {
    match strip(head) {
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            matches!(name.as_str(), "windows" | "chunks" | "chunks_exact")
                || gives_slices(&call.receiver)
        }
        _ => false,
    }
}

/// `|(_, item)| item` of numbered items.
fn leaves_item(func: &Expr, items: &Expr, tables: &crate::scope::Tables) -> bool {
    let Expr::Closure(closure) = strip(func) else {
        return false;
    };
    let Some(Pat::Tuple(parts)) = closure.inputs.first() else {
        return false;
    };
    let row = mention_of(&closure.body).and_then(|it| tables.mention(it));
    let mut others = parts.elems.iter().skip(1).flat_map(bound);
    is_counted(items) && row.is_some_and(|row| others.any(|var| var == row.var))
}

/// Whether the items of an iterator have numbers.
pub(super) fn is_counted(head: &Expr) -> bool {
    match strip(head) {
        Expr::MethodCall(call) => call.method == "enumerate" || is_counted(&call.receiver),
        _ => false,
    }
}

/// Whether only a text has the method.
fn is_of_text(call: &ExprMethodCall) -> bool {
    let is_text = |arg: &Expr| matches!(arg, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_) | syn::Lit::Char(_)));
    match call.method.to_string().as_str() {
        "as_str"
        | "lines"
        | "rsplit_once"
        | "split_ascii_whitespace"
        | "split_once"
        | "split_whitespace" => true,
        "rsplit" | "rsplitn" | "split" | "splitn" | "strip_prefix" | "strip_suffix" => {
            call.args.iter().any(is_text)
        }
        name => name.starts_with("trim"),
    }
}

/// The tuples that an expression gives, if it gives nothing else.
fn tuples(expr: &Expr) -> Option<Vec<&syn::ExprTuple>> {
    match expr {
        Expr::Tuple(tuple) => Some(vec![tuple]),
        Expr::Paren(paren) => tuples(&paren.expr),
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => Some(Vec::new()),
        Expr::Match(choice) => {
            let arms = choice.arms.iter().map(|arm| tuples(&arm.body));
            let all: Option<Vec<_>> = arms.collect();
            Some(all?.into_iter().flatten().collect())
        }
        Expr::If(branch) => {
            let mut all = in_block(&branch.then_branch)?;
            all.extend(tuples(&branch.else_branch.as_ref()?.1)?);
            Some(all)
        }
        Expr::Block(block) => in_block(&block.block),
        _ => None,
    }
}

fn in_block(block: &syn::Block) -> Option<Vec<&syn::ExprTuple>> {
    match block.stmts.last()? {
        Stmt::Expr(value, None) => tuples(value),
        Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), _) => Some(Vec::new()),
        _ => None,
    }
}

/// The variables that a pattern copies out of a reference: `x` of `&x`.
pub(super) fn copied(pat: &Pat) -> Vec<crate::names::VarId> {
    struct Finder(Vec<crate::names::VarId>);
    impl<'ast> syn::visit::Visit<'ast> for Finder {
        fn visit_pat_reference(&mut self, pat: &'ast syn::PatReference) {
            self.0.extend(bound(&pat.pat));
        }

        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            // `ref x` refers to the variable that is matched
            if let (Some(_), Some(Sentinel::Variable(var))) =
                (&pat.by_ref, names::parse(&pat.ident))
            {
                self.0.push(var);
            }
            syn::visit::visit_pat_ident(self, pat);
        }
    }
    let mut finder = Finder(Vec::new());
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}
