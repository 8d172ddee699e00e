//! What surely is a reference into a local, or holds one, wherever it refers to.
//!
//! ```text
//! for (name, jobs) in &queues { .. }              name, jobs
//! all.push((user.age, user))                      all, where `user` is one
//! let all: Vec<_> = queues.keys().collect();      all
//! ```
//!
//! It goes by the names of methods. A reference that comes from outside of the function is none, nor is what is copied
//! out of a reference; in doubt it is none.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, Pat, Stmt, Type};

use super::leaves::{copied, is_counted};
use crate::carry::root_of;
use crate::flow::{bound, strip};
use crate::lower::is_place;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Owner, Tables};

/// Such variables of one body.
#[derive(Debug, Default)]
pub struct References {
    vars: Vec<VarId>,
    /// Collections of such.
    holders: Vec<VarId>,
    /// Variables that surely own what they are.
    made: Vec<VarId>,
}

/// Methods that go through what they are called on by reference.
const THROUGH: &[&str] = &[
    "chunks",
    "chunks_exact",
    "difference",
    "intersection",
    "iter",
    "keys",
    "range",
    "symmetric_difference",
    "union",
    "values",
    "windows",
];

/// The same of texts.
const THROUGH_TEXT: &[&str] = &["lines", "split", "split_whitespace"];

/// Methods that go through what they are called on in other ways.
const THROUGH_ELSE: &[&str] = &[
    "bytes",
    "char_indices",
    "chars",
    "chunk_by",
    "chunk_by_mut",
    "chunks_exact_mut",
    "chunks_mut",
    "drain",
    "encode_utf16",
    "escape_ascii",
    "escape_debug",
    "escape_default",
    "escape_unicode",
    "extract_if",
    "iter_mut",
    "match_indices",
    "matches",
    "rchunks",
    "rchunks_exact",
    "rchunks_exact_mut",
    "rchunks_mut",
    "rmatch_indices",
    "rmatches",
    "rsplit",
    "rsplit_mut",
    "rsplit_terminator",
    "rsplitn",
    "split_ascii_whitespace",
    "split_inclusive",
    "split_inclusive_mut",
    "split_mut",
    "split_terminator",
    "splitn",
    "splitn_mut",
    "utf8_chunks",
    "values_mut",
];

/// Adapters that pass the items on.
const PASSING: &[&str] = &[
    "by_ref",
    "chain",
    "cycle",
    "enumerate",
    "filter",
    "flatten",
    "fuse",
    "inspect",
    "into_iter",
    "peekable",
    "rev",
    "skip",
    "skip_while",
    "step_by",
    "take",
    "take_while",
    "zip",
];

/// Methods whose closure makes items of items.
const MAPPING: &[&str] = &["filter_map", "find_map", "flat_map", "map", "map_while"];

/// Methods that give one of the items, or all.
const GIVING: &[&str] = &[
    "collect",
    "find",
    "last",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "next",
    "next_back",
    "nth",
    "nth_back",
    "partition",
    "rfind",
];

/// Methods that give a part of what they are called on.
const PARTS: &[&str] = &[
    "as_bytes",
    "as_deref",
    "as_ref",
    "as_slice",
    "as_str",
    "first",
    "first_key_value",
    "get",
    "get_key_value",
    "last",
    "last_key_value",
    "trim",
    "trim_end",
    "trim_start",
];

/// Methods that give parts of a text or of a list, perhaps several.
const SPLITTING: &[&str] = &[
    "split_at",
    "split_first",
    "split_last",
    "split_once",
    "rsplit_once",
    "strip_prefix",
    "strip_suffix",
];

/// Methods that give a part of a text or of a list, and nothing else.
const CUTTING: &[&str] = &[
    "as_bytes",
    "as_mut_slice",
    "as_slice",
    "as_str",
    "trim",
    "trim_ascii",
    "trim_ascii_end",
    "trim_ascii_start",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
];

/// Methods of what may have failed.
const SAME: &[&str] = &[
    "expect",
    "filter",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "unwrap",
    "unwrap_or",
];

/// What a collection is given something with.
const FILLING: &[&str] = &[
    "entry",
    "insert",
    "or_insert",
    "or_insert_with",
    "push",
    "push_back",
    "push_front",
];

impl References {
    /// Finds them.
    pub(super) fn of(body: &Block, tables: &Tables) -> References {
        let mut finder = Finder {
            tables,
            found: References::default(),
        };
        finder.visit_block(body);
        finder.found
    }

    /// Whether a variable is one, or holds one.
    pub(super) fn holds(&self, var: VarId) -> bool {
        self.vars.contains(&var)
    }

    /// Whether a method of an iterator gives another iterator over the same.
    pub(super) fn passes(name: &str) -> bool {
        PASSING.contains(&name)
            // which gives one item
            || MAPPING.contains(&name) && name != "find_map"
            || matches!(name, "copied" | "cloned" | "scan")
    }

    /// Whether a method gives a part of what it is called on, by reference.
    pub(super) fn gives_part(name: &str) -> bool {
        PARTS.contains(&name) || THROUGH.contains(&name)
    }

    /// Whether a method of an iterator gives one of the items, or all.
    pub(super) fn gives_item(name: &str) -> bool {
        GIVING.contains(&name)
    }

    /// Whether a method gives parts of a text or of a list.
    pub(super) fn splits(name: &str) -> bool {
        SPLITTING.contains(&name)
    }

    /// Whether a method gives what is in what it is called on.
    pub(super) fn gives_same(name: &str) -> bool {
        SAME.contains(&name) || PASSING.contains(&name)
    }

    /// Whether a method puts its arguments into what it is called on.
    pub(super) fn fills_by(name: &str) -> bool {
        FILLING.contains(&name) || name == "extend"
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = VarId> {
        self.vars.iter().chain(&self.holders).copied()
    }

    /// Whether the value of `expr` is one, or holds one.
    pub(super) fn gives(&self, expr: &Expr, tables: &Tables) -> bool {
        let gives = |expr: &Expr| self.gives(expr, tables);
        match strip(expr) {
            Expr::Path(_) => self.is_one(expr, tables),
            Expr::Reference(reference) => {
                reference.mutability.is_none() && self.is_in_local(&reference.expr, tables)
            }
            Expr::Tuple(tuple) => tuple.elems.iter().any(gives),
            Expr::Array(array) => array.elems.iter().any(gives),
            Expr::Struct(made) => made.fields.iter().any(|field| gives(&field.expr)),
            Expr::Try(tried) => gives(&tried.expr),
            // `words[..]`, of a list of such
            Expr::Index(index) if matches!(strip(&index.index), Expr::Range(_)) => {
                gives(&index.expr)
            }
            // `pair[0]`, of `for pair in words.windows(2)`
            Expr::Index(index) => self.is_holder(&index.expr, tables),
            Expr::Call(call) => {
                (is_made_of(call, tables) || reads_text(call)) && call.args.iter().any(gives)
            }
            Expr::MethodCall(call) => self.method_gives(call, tables),
            _ => false,
        }
    }

    fn method_gives(&self, call: &ExprMethodCall, tables: &Tables) -> bool {
        let name = call.method.to_string();
        let name = name.as_str();
        if GIVING.contains(&name) && self.items(&call.receiver, tables) {
            return true;
        }
        match name {
            _ if PARTS.contains(&name) => {
                let converts = name.starts_with("as_") || name.starts_with("trim");
                let is_found_in = match converts {
                    true => self.is_in_local(&call.receiver, tables),
                    // others have methods of these names too
                    false => self.is_collection(&call.receiver, tables),
                };
                is_found_in || self.gives(&call.receiver, tables)
            }
            _ if Self::splits(name) => {
                self.is_in_local(&call.receiver, tables) || self.gives(&call.receiver, tables)
            }
            _ if SAME.contains(&name) => self.gives(&call.receiver, tables),
            "find_map" => self.items(&call.receiver, tables) && self.mapped(call, tables),
            "map" | "and_then" => self.mapped(call, tables),
            _ => false,
        }
    }

    /// Whether the closure of a method gives one.
    fn mapped(&self, call: &ExprMethodCall, tables: &Tables) -> bool {
        call.args.iter().any(|func| match strip(func) {
            Expr::Closure(closure) => {
                self.gives(&closure.body, tables) || self.items(&closure.body, tables)
            }
            // `String::as_str`
            Expr::Path(path) => {
                let name = path.path.segments.last().map(|name| &name.ident);
                // one of the file's
                let borrows = |name: &proc_macro2::Ident| {
                    let declared = crate::split::Declared::beside(name.span());
                    declared.returns_borrowed(name, false) == Some(true)
                };
                name.is_some_and(|name| {
                    let text = name.to_string();
                    // `Result::ok` too
                    PARTS.contains(&text.as_str()) || Self::gives_same(&text) || borrows(name)
                }) && (self.items(&call.receiver, tables) || self.gives(&call.receiver, tables))
            }
            _ => false,
        })
    }

    /// Whether the items of an iterator are such.
    pub(super) fn items(&self, expr: &Expr, tables: &Tables) -> bool {
        match strip(expr) {
            Expr::Path(_) => self.is_one(expr, tables),
            // `&mut iter` gives what `iter` gives
            Expr::Reference(reference) if reference.mutability.is_some() => {
                self.is_collection(&reference.expr, tables)
            }
            Expr::Reference(reference) => self.is_in_local(&reference.expr, tables),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let name = name.as_str();
                let receiver = strip(&call.receiver);
                match name {
                    _ if THROUGH.contains(&name) => {
                        self.is_gone_through(receiver, tables) || self.gives(receiver, tables)
                    }
                    _ if THROUGH_TEXT.contains(&name) => {
                        let owner = crate::scope::owner_of(receiver, tables);
                        owner.is_none_or(|owner| owner == Owner::Text)
                            && (owner.is_some() || matches!(receiver, Expr::Field(_)))
                            && self.is_in_local(receiver, tables)
                            || self.is_one(receiver, tables)
                    }
                    // what is held by reference
                    "copied" | "cloned" | "into_keys" | "into_values" | "drain" => {
                        through(receiver).is_some_and(|held| self.is_holder(held, tables))
                    }
                    _ if PASSING.contains(&name) => {
                        self.items(receiver, tables)
                            || call.args.iter().any(|other| self.items(other, tables))
                            // `map.get(key).into_iter().flatten()`
                            || name == "into_iter"
                                && matches!(receiver, Expr::MethodCall(_))
                                && self.gives(receiver, tables)
                    }
                    _ if MAPPING.contains(&name) => self.mapped(call, tables),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether `expr` is an iterator over a local, whatever its items are.
    pub(super) fn goes_through(&self, expr: &Expr, tables: &Tables) -> bool {
        let goes = |expr: &Expr| self.goes_through(expr, tables);
        match strip(expr) {
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let name = name.as_str();
                if Self::goes(name) {
                    return self.is_in_local(cut_from(&call.receiver), tables)
                        && !crate::scope::is_read(call, tables);
                }
                Self::passes(name) && (goes(&call.receiver) || call.args.iter().any(goes))
                    // `map.get(key).into_iter()`
                    || name == "into_iter"
                        && matches!(strip(&call.receiver), Expr::MethodCall(_))
                        && self.gives(&call.receiver, tables)
            }
            Expr::Tuple(tuple) => tuple.elems.iter().any(goes),
            Expr::Array(array) => array.elems.iter().any(goes),
            Expr::Reference(reference) => {
                reference.mutability.is_none() && self.is_in_local(&reference.expr, tables)
            }
            Expr::Call(call) => is_made_of(call, tables) && call.args.iter().any(goes),
            _ => false,
        }
    }

    /// Whether what is copied out of a value is one: it is an item of a collection of such.
    pub(super) fn is_of_holder(&self, value: &Expr, tables: &Tables) -> bool {
        match strip(value) {
            Expr::Path(_) => self.is_holder(value, tables),
            Expr::Reference(reference) => self.is_of_holder(&reference.expr, tables),
            Expr::Unary(unary) => self.is_of_holder(&unary.expr, tables),
            Expr::Index(index) => self.is_of_holder(&index.expr, tables),
            Expr::MethodCall(call) => match call.method == "collect" {
                true => self.items(&call.receiver, tables),
                false => self.is_of_holder(&call.receiver, tables),
            },
            _ => false,
        }
    }

    /// Whether a method of this name gives an iterator that borrows what it is called on.
    pub fn goes(name: &str) -> bool {
        THROUGH.contains(&name) || THROUGH_TEXT.contains(&name) || THROUGH_ELSE.contains(&name)
    }

    /// A variable that is one.
    fn is_one(&self, expr: &Expr, tables: &Tables) -> bool {
        let row = crate::flow::mention_of(expr).and_then(|mention| tables.mention(mention));
        row.is_some_and(|row| self.vars.contains(&row.var))
    }

    /// A collection of such.
    fn is_holder(&self, expr: &Expr, tables: &Tables) -> bool {
        let row = crate::flow::mention_of(expr).and_then(|mention| tables.mention(mention));
        row.is_some_and(|row| self.holders.contains(&row.var))
    }

    /// Whether a place is one of a local, or one that is reached through a reference into a local.
    pub(super) fn is_in_local(&self, place: &Expr, tables: &Tables) -> bool {
        let row = root_of(place).filter(|_| is_place(place) && !leads_outside(place, tables));
        let Some(row) = row.and_then(|root| tables.mention(root)) else {
            return false;
        };
        if self.vars.contains(&row.var) {
            return true;
        }
        let Some(var) = tables.var(row.var) else {
            return false;
        };
        if tables.same_loans.contains(&row.var) {
            return true;
        }
        if tables.outer.contains(&row.var) || tables.lent.contains(&row.var) {
            return false;
        }
        let owns = |ty: &Type| matches!(ty, Type::Path(_) | Type::Array(_) | Type::Tuple(_));
        match var.origin {
            Origin::SelfParam if var.ty.is_none() => tables.self_is_value,
            Origin::Param | Origin::SelfParam | Origin::Let if var.ty.is_some() => {
                var.ty.as_ref().is_some_and(owns)
            }
            _ => {
                let hint = tables.hints.get(&row.var).filter(|_| !var.by_ref);
                self.made.contains(&row.var)
                    || tables.owners.contains_key(&row.var)
                    || hint.is_some_and(owns)
            }
        }
    }

    /// The same of what surely is a collection of the standard library, whose methods are known.
    fn is_collection(&self, place: &Expr, tables: &Tables) -> bool {
        let owner = crate::scope::owner_of(place, tables);
        owner.is_some_and(Owner::is_collection) && self.is_in_local(place, tables)
    }

    /// The same of what can be gone through: a field of which nothing is known too.
    fn is_gone_through(&self, place: &Expr, tables: &Tables) -> bool {
        let root = root_of(place).and_then(|root| tables.mention(root));
        let ty = root.and_then(|root| tables.var(root.var)?.ty.as_ref());
        let declared = ty.and_then(crate::scope::name_of);
        let is_declared = declared.is_some_and(|name| {
            crate::split::Declared::beside(name.span())
                .fields(&name)
                .is_some()
        });
        let may_be = match strip(place) {
            Expr::Path(_) => self.is_one(place, tables),
            _ => !is_declared,
        };
        let owner = crate::scope::owner_of(place, tables);
        match owner {
            Some(owner) => owner.is_collection() && self.is_in_local(place, tables),
            None => may_be && self.is_in_local(place, tables),
        }
    }

    /// Whether `stmt` puts one into `var`.
    pub(super) fn fills(&self, stmt: &Stmt, var: VarId, tables: &Tables) -> bool {
        let mut filled = Filled {
            references: self,
            tables,
            is_filled: |filled| filled == var,
            found: Vec::new(),
        };
        filled.visit_stmt(stmt);
        !filled.found.is_empty()
    }
}

/// Whether a field on the way to a place is a reference: `lexer.text[1..]`, where the file says `text: &'t str`.
pub fn leads_outside(place: &Expr, tables: &Tables) -> bool {
    match strip(place) {
        Expr::Field(field) => {
            let ty = crate::split::type_of(place, tables);
            let is_shared =
                |ty: &Type| matches!(ty, Type::Reference(ty) if ty.mutability.is_none());
            ty.as_ref().is_some_and(is_shared) || leads_outside(&field.base, tables)
        }
        Expr::Index(index) => leads_outside(&index.expr, tables),
        Expr::Unary(unary) => leads_outside(&unary.expr, tables),
        _ => false,
    }
}

/// `list` of `list.iter()`, or itself.
fn through(expr: &Expr) -> Option<&Expr> {
    match strip(expr) {
        Expr::MethodCall(call) if call.method == "iter" || call.method == "keys" => {
            Some(strip(&call.receiver))
        }
        Expr::Path(_) => Some(strip(expr)),
        _ => None,
    }
}

/// `Some(..)`, `vec![..]`, `BTreeMap::from(..)`
pub(super) fn is_made_of(call: &syn::ExprCall, tables: &Tables) -> bool {
    let Expr::Path(path) = strip(&call.func) else {
        return false;
    };
    if let Some(Sentinel::Macro(id)) = path.path.get_ident().and_then(names::parse) {
        let row = tables.macro_call(id);
        let last = row.and_then(|row| row.path.segments.last());
        return last.is_some_and(|last| last.ident == "vec");
    }
    let last = path.path.segments.last().map(|last| last.ident.to_string());
    last.is_some_and(|last| last == "from" || last.starts_with(char::is_uppercase))
}

/// `str::from_utf8(bytes)`
fn reads_text(call: &syn::ExprCall) -> bool {
    let Expr::Path(path) = strip(&call.func) else {
        return false;
    };
    let last = path.path.segments.last().map(|last| &last.ident);
    last.is_some_and(|last| last == "from_utf8" || last == "from_utf8_lossy")
}

/// Finds what collections are filled with.
struct Filled<'r, F> {
    references: &'r References,
    tables: &'r Tables,
    is_filled: F,
    found: Vec<VarId>,
}

impl<'ast, F: Fn(VarId) -> bool> Visit<'ast> for Filled<'_, F> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let (references, tables) = (self.references, self.tables);
        let fills = FILLING.contains(&name.as_str())
            && call.args.iter().any(|arg| references.gives(arg, tables))
            || name == "extend" && call.args.iter().any(|arg| references.items(arg, tables));
        if fills {
            self.note(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if self.references.gives(&assign.right, self.tables) {
            self.note(&assign.left);
        }
        visit::visit_expr_assign(self, assign);
    }
}

impl<F: Fn(VarId) -> bool> Filled<'_, F> {
    fn note(&mut self, place: &Expr) {
        let root = crate::carry::base_of(place).and_then(|root| self.tables.mention(root));
        if let Some(var) = root.map(|row| row.var)
            && (self.is_filled)(var)
        {
            self.found.push(var);
        }
    }
}

struct Finder<'t> {
    tables: &'t Tables,
    found: References,
}

impl Finder<'_> {
    fn bind(&mut self, pat: &Pat, value: &Expr, head: Option<&Expr>) {
        let copied = match self.found.is_of_holder(value, self.tables) {
            true => {
                self.found.holders.extend(bound(pat));
                Vec::new()
            }
            false => copied(pat),
        };
        let counted = match pat {
            Pat::Tuple(parts) if head.is_some_and(is_counted) => {
                parts.elems.first().map_or_else(Vec::new, bound)
            }
            _ => Vec::new(),
        };
        let vars = bound(pat).into_iter();
        let vars = vars.filter(|var| !copied.contains(var) && !counted.contains(var));
        self.found.vars.extend(vars);
    }

    fn matched(&mut self, pat: &Pat, value: &Expr) {
        // what is matched behind a `*` is copied
        let is_copied =
            matches!(strip(value), Expr::Unary(_)) && !self.found.is_of_holder(value, self.tables);
        let is_place = is_place(value)
            && !is_copied
            && !matches!(pat, Pat::Ident(_) | Pat::Type(_))
            && root_of(value)
                .and_then(|root| self.tables.mention(root))
                .is_some_and(|row| self.found.vars.contains(&row.var));
        if is_place || self.found.gives(value, self.tables) {
            self.bind(pat, value, None);
        }
    }

    /// `let P = E;`: what it makes.
    fn made(&mut self, pat: &Pat, value: &Expr) {
        if let (Pat::Tuple(pats), Expr::Tuple(values)) = (pat, strip(value))
            && pats.elems.len() == values.elems.len()
        {
            let parts = pats.elems.iter().zip(&values.elems);
            return parts.for_each(|(pat, value)| self.made(pat, value));
        }
        if makes(value) {
            self.found.made.extend(bound(pat));
            if self.found.gives(value, self.tables) {
                self.found.holders.extend(bound(pat));
            }
        }
    }

    /// `order` of `for order in orders`, where `orders: Vec<Order>`.
    fn owned_item(&mut self, repeat: &syn::ExprForLoop) {
        let row = crate::flow::mention_of(&repeat.expr).and_then(|it| self.tables.mention(it));
        let Some(Type::Path(path)) = row.and_then(|row| self.tables.var(row.var)?.ty.as_ref())
        else {
            return;
        };
        let Some(last) = path.path.segments.last() else {
            return;
        };
        if let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(syn::GenericArgument::Type(Type::Path(_))) = arguments.args.first()
            && (last.ident == "Vec" || last.ident == "VecDeque")
        {
            self.found.made.extend(bound(&repeat.pat));
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let Some(init) = &local.init {
            self.made(&local.pat, &init.expr);
            self.matched(&local.pat, &init.expr);
            // `let mut lines = all.iter();`
            if self.found.items(&init.expr, self.tables) {
                self.bind(&local.pat, &init.expr, None);
            }
        }
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, binding);
        self.matched(&binding.pat, &binding.expr);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        visit::visit_arm(self, arm);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.visit_expr(&choice.expr);
        for arm in &choice.arms {
            self.matched(&arm.pat, &choice.expr);
            self.visit_arm(arm);
        }
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        self.visit_expr(&repeat.expr);
        if self.found.items(&repeat.expr, self.tables) {
            self.bind(&repeat.pat, &repeat.expr, Some(&repeat.expr));
        } else {
            self.owned_item(repeat);
        }
        self.visit_block(&repeat.body);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.visit_expr(&call.receiver);
        let items = self.found.items(&call.receiver, self.tables)
            || self.found.gives(&call.receiver, self.tables);
        for arg in &call.args {
            if let Expr::Closure(closure) = strip(arg)
                && items
            {
                for pat in &closure.inputs {
                    self.bind(pat, &call.receiver, Some(&call.receiver));
                }
            }
            self.visit_expr(arg);
        }
        let mut filled = Filled {
            references: &self.found,
            tables: self.tables,
            is_filled: |_| true,
            found: Vec::new(),
        };
        filled.visit_expr_method_call(call);
        let found = filled.found;
        self.found.holders.extend(&found);
        self.found.vars.extend(found);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        if self.found.gives(&assign.right, self.tables)
            && let Some(row) = crate::flow::mention_of(&assign.left)
                .and_then(|mention| self.tables.mention(mention))
        {
            self.found.vars.push(row.var);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Whether `expr` makes a value, as far as can be told.
pub(super) fn makes(expr: &Expr) -> bool {
    match strip(expr) {
        Expr::Struct(_) | Expr::Call(_) | Expr::Array(_) | Expr::Repeat(_) => true,
        Expr::Try(tried) => makes(&tried.expr),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "collect" | "concat" | "into_boxed_slice" | "into_boxed_str" | "into_bytes"
            | "into_string" | "into_vec" | "join" | "partition" | "repeat"
            | "to_ascii_lowercase" | "to_ascii_uppercase" | "to_lowercase" | "to_owned"
            | "to_string" | "to_uppercase" | "to_vec" => true,
            "unwrap" | "expect" => makes(&call.receiver),
            _ => false,
        },
        _ => false,
    }
}

/// `text` of `text.trim().as_bytes()`.
fn cut_from(mut value: &Expr) -> &Expr {
    while let Expr::MethodCall(call) = strip(value)
        && CUTTING.contains(&call.method.to_string().as_str())
    {
        value = &call.receiver;
    }
    value
}
