//! What may borrow a local over a wait, for all that can be told without types.
//!
//! ```text
//! let mut incoming = listener.incoming();    incoming.next().await;  ..      `incoming` may refer to `listener`
//! let chunk = reader.fill_buf().await?;      chunk.len()                     what is waited for may be a part of `reader`
//! ```
//!
//! In an `async fn` whose machine needs no trait that costs a box at most: its body is given to rustc
//! ([`crate::anchored`]), which is never wrong. So there, and only there, a method of which nothing is known is presumed
//! to lend what it is called on. Takes the IR and, once it is known, what each delegate takes along; says whether there is
//! such a doubt. The names below are those of std and of the usual runtimes; methods of the user's file are told by their
//! signatures.

mod late;
mod parts;

use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, Pat, Type};

use self::parts::{Parts, Whole};
use super::borrowing::{is_never_named, temporary_of};
use super::leaves::copied;
use crate::carry::{Aliases, Visitor, root_of, walk_block};
use crate::flow::{Flow, bound, last_names, last_of, mention_of, mentions_in, strip};
use crate::ir::{Block, Let, Node, Pause, PauseKind};
use crate::maps::HashSet;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{ClosureKind, Origin, Tables, Var};
use crate::split::Declared;

/// What is known where it is asked.
pub struct Doubt<'a> {
    aliases: &'a Aliases,
    flow: &'a Flow,
    tables: &'a Tables,
}

impl<'a> Doubt<'a> {
    /// Of one body.
    pub fn of(aliases: &'a Aliases, flow: &'a Flow, tables: &'a Tables) -> Self {
        Doubt {
            aliases,
            flow,
            tables,
        }
    }

    /// Whether a variable that is held over a wait may refer into another.
    pub fn is_in(&self, body: &Block) -> bool {
        let mut whole = Whole(self.tables, HashSet::default());
        walk_block(body, &mut whole);
        let mut finder = self.finder();
        finder.whole = whole.1;
        walk_block(body, &mut finder);
        finder.is_found
    }

    fn finder(&self) -> Finder<'_> {
        Finder {
            known: self,
            own: HashSet::default(),
            doubted: HashSet::default(),
            late: HashSet::default(),
            of_late: HashSet::default(),
            parted: HashSet::default(),
            whole: HashSet::default(),
            sent: HashSet::default(),
            is_found: false,
        }
    }
}

/// Methods whose result refers to nothing.
const GIVES_ITS_OWN: &[&str] = &[
    "abs",
    "all",
    "any",
    "as_millis",
    "as_nanos",
    "as_secs",
    "as_secs_f64",
    "available_permits",
    "capacity",
    "ceil",
    "checked_add",
    "checked_div",
    "checked_mul",
    "checked_sub",
    "clone",
    "cloned",
    "cmp",
    "concat",
    "contains",
    "contains_key",
    "copied",
    "count",
    "count_ones",
    "display",
    "downgrade",
    "duration_since",
    "elapsed",
    "ends_with",
    "eq",
    "eq_ignore_ascii_case",
    "extend",
    "finish",
    "floor",
    "ge",
    "gt",
    "id",
    "is_some_and",
    "join",
    "kind",
    "le",
    "leading_zeros",
    "len",
    "local_addr",
    "lt",
    "max_capacity",
    "ne",
    "now",
    "num_days",
    "parse",
    "partial_cmp",
    "peer_addr",
    "position",
    "pow",
    "powf",
    "powi",
    "product",
    "push",
    "push_str",
    "read_line",
    "read_to_end",
    "read_to_string",
    "repeat",
    "resubscribe",
    "round",
    "saturating_add",
    "saturating_mul",
    "saturating_sub",
    "spawn",
    "spawn_local",
    "sqrt",
    "starts_with",
    "strong_count",
    "subscribe",
    "sum",
    "trailing_zeros",
    "try_recv",
    "try_send",
    "upgrade",
    "wrapping_add",
    "wrapping_mul",
    "wrapping_sub",
];

/// Methods that go on with what they are called on, or with what is in it.
const GOES_ON: &[&str] = &[
    "and_then",
    "by_ref",
    "chain",
    "chunks",
    "collect",
    "context",
    "enumerate",
    "err",
    "expect",
    "expect_err",
    "filter",
    "filter_map",
    "flat_map",
    "flatten",
    "fold",
    "fuse",
    "insert",
    "inspect",
    "into_inner",
    "into_iter",
    "last",
    "map",
    "map_err",
    "map_or",
    "map_or_else",
    "max",
    "min",
    "nth",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "or_else",
    "peekable",
    "pop",
    "pop_back",
    "pop_first",
    "pop_front",
    "pop_last",
    "remove",
    "replace",
    "rev",
    "skip",
    "split_off",
    "step_by",
    "swap_remove",
    "take",
    "take_while",
    "then",
    "unwrap",
    "unwrap_err",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "with_context",
    "zip",
];

/// How what a method is called on goes into what it gives.
enum Gives {
    Nothing,
    OfItsReceiver,
    PartOfIt,
}

fn gives(name: &str) -> Gives {
    let is_question = ["is_", "has_", "to_", "contains_", "gen_", "num_", "count_"];
    if GIVES_ITS_OWN.contains(&name)
        || is_question.iter().any(|it| name.starts_with(it))
        || name.ends_with("_owned")
    {
        Gives::Nothing
    } else if GOES_ON.contains(&name) || name.starts_with("into_") {
        Gives::OfItsReceiver
    } else {
        Gives::PartOfIt
    }
}

struct Finder<'a> {
    known: &'a Doubt<'a>,
    /// Variables that own what they are, as far as it can be seen.
    own: HashSet<VarId>,
    doubted: HashSet<VarId>,
    /// Variables that a closure was given to, which borrows: if they are futures, it is called when they are waited for.
    late: HashSet<VarId>,
    /// Lists and iterators of such.
    of_late: HashSet<VarId>,
    /// Variables of which a part may have been given away: `send(request.body)`.
    parted: HashSet<VarId>,
    /// Those that are named other than by their fields somewhere: nothing was taken out of them, most likely.
    whole: HashSet<VarId>,
    /// Those that something was sent by.
    sent: HashSet<VarId>,
    is_found: bool,
}

impl Finder<'_> {
    fn bind(&mut self, value: &Expr, pat: &Pat) {
        if self.is_late(value) {
            self.late.extend(bound(pat));
        }
        if self.has_late(value) {
            self.of_late.extend(bound(pat));
        }
        if typed(pat).is_some_and(is_owned) {
            return;
        }
        if self.may_refer(value) {
            let copied = copied(pat);
            let vars = bound(pat).into_iter();
            self.doubted
                .extend(vars.filter(|var| !copied.contains(var)));
        } else if match pat {
            Pat::Ident(_) | Pat::Type(_) => self.is_made(value),
            // `Request { body, .. }: Request`
            Pat::Struct(_) | Pat::TupleStruct(_) | Pat::Tuple(_) => {
                mention_of(value).is_some() && self.is_own_place(value)
            }
            _ => false,
        } {
            self.own.extend(bound(pat));
        }
    }

    /// `Type::new(..)`, `Type { .. }`, what was waited for: it is a value of its own, and no reference.
    fn is_made(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Call(_) | Expr::Struct(_) | Expr::Array(_) | Expr::Repeat(_) | Expr::Tuple(_) => {
                true
            }
            Expr::Try(tried) => self.is_made(&tried.expr),
            Expr::MethodCall(call) => match gives(&call.method.to_string()) {
                Gives::Nothing => true,
                _ => self.is_made(&call.receiver),
            },
            other => self.var(other).is_some_and(|var| self.own.contains(&var)),
        }
    }

    fn var(&self, expr: &Expr) -> Option<VarId> {
        let row = self.known.tables.mention(mention_of(expr)?)?;
        Some(row.var)
    }

    /// A place in a variable that cannot be stored beside what refers to it.
    fn is_own_place(&self, place: &Expr) -> bool {
        let tables = self.known.tables;
        if super::leads_outside(place, tables) {
            return false;
        }
        let row = root_of(place).and_then(|root| tables.mention(root));
        let Some(var) = row.and_then(|row| tables.var(row.var)) else {
            return false;
        };
        if tables.outer.contains(&var.id) || tables.lent.contains(&var.id) {
            return false;
        }
        match (var.origin, &var.ty) {
            (Origin::SelfParam, None) => tables.self_is_value,
            (Origin::Param | Origin::SelfParam | Origin::Let, Some(ty)) => match ty {
                Type::Reference(reference) => reference.mutability.is_some(),
                _ => true,
            },
            _ => self.own.contains(&var.id),
        }
    }

    fn may_refer(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Try(tried) => self.may_refer(&tried.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().any(|elem| self.may_refer(elem)),
            Expr::Path(_) => self
                .var(value)
                .is_some_and(|var| self.doubted.contains(&var)),
            Expr::Field(_) | Expr::Index(_) => {
                let row = root_of(value).and_then(|root| self.known.tables.mention(root));
                row.is_some_and(|row| self.doubted.contains(&row.var))
            }
            Expr::MethodCall(call) => {
                let lends = |value: &Expr| self.lends(value);
                let told =
                    Declared::beside(call.method.span()).returns_borrowed(&call.method, false);
                match (told, gives(&call.method.to_string())) {
                    (Some(told), _) => {
                        told && (lends(&call.receiver) || call.args.iter().any(lends))
                    }
                    (None, Gives::Nothing) => false,
                    (None, _) if is_of_closure(call) => false,
                    (None, Gives::OfItsReceiver) => self.may_refer(&call.receiver),
                    (None, Gives::PartOfIt) => lends(&call.receiver),
                }
            }
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else {
                    return false;
                };
                let Some((name, owner)) = last_names(&path.path) else {
                    return false;
                };
                if let Some(known) = names::parse(name) {
                    // `vec![async { count }]`
                    return matches!(known, Sentinel::Macro(_))
                        && call
                            .args
                            .iter()
                            .any(|arg| self.may_refer(arg) || self.captures(arg));
                }
                if name.to_string().starts_with("__coro") {
                    return false;
                }
                // `IntoIterator::into_iter(head)`, `Iterator::next(&mut iter)`
                if owner.is_some_and(|owner| owner == "IntoIterator" || owner == "Iterator") {
                    return call.args.iter().any(|arg| match strip(arg) {
                        Expr::Reference(reference) => self.may_refer(&reference.expr),
                        arg => self.may_refer(arg),
                    });
                }
                let declared = Declared::beside(name.span());
                // what it is given it holds until it is waited for
                if owner.is_none() && declared.is_async(&name.to_string()) {
                    return call.args.iter().any(|arg| self.is_lent(arg));
                }
                let keeps = match declared.returns_borrowed(name, false) {
                    Some(told) => told,
                    None => owner.is_some_and(|owner| {
                        declared.has_lifetime(owner)
                            || declared.fields(owner).is_none()
                                && crate::waits::makes_borrower(&owner.to_string())
                    }),
                };
                let is_variant = name.to_string().starts_with(char::is_uppercase);
                let is_given = |arg: &Expr| match is_variant {
                    true => self.may_refer(arg) || self.captures(arg),
                    false => self.is_lent(arg),
                };
                (keeps || is_variant) && call.args.iter().any(is_given)
            }
            Expr::Async(_) => self.captures(value),
            Expr::If(branch) => {
                let otherwise = branch.else_branch.as_ref();
                last_of(&branch.then_branch).is_some_and(|value| self.may_refer(value))
                    || otherwise.is_some_and(|(_, other)| self.may_refer(other))
            }
            Expr::Match(choice) => choice.arms.iter().any(|arm| self.may_refer(&arm.body)),
            Expr::Block(block) => last_of(&block.block).is_some_and(|value| self.may_refer(value)),
            Expr::Unsafe(block) => last_of(&block.block).is_some_and(|value| self.may_refer(value)),
            _ => false,
        }
    }

    /// An argument: a variable is moved, unless it is a `&mut`.
    fn is_lent(&self, arg: &Expr) -> bool {
        match strip(arg) {
            Expr::Reference(reference) => self.lends_place(&reference.expr),
            Expr::Path(_) => {
                let var = self.var(arg).and_then(|var| self.known.tables.var(var));
                let is_reference = |var: &Var| matches!(&var.ty, Some(Type::Reference(it)) if it.mutability.is_some());
                self.may_refer(arg) || var.is_some_and(is_reference)
            }
            arg => self.may_refer(arg) || self.captures(arg),
        }
    }

    /// A closure or `async` block that is not `move` and names a variable.
    fn captures(&self, value: &Expr) -> bool {
        let is_by_ref = match strip(value) {
            Expr::Async(block) => block.capture.is_none(),
            Expr::Closure(closure) => closure.capture.is_none(),
            _ => return false,
        };
        is_by_ref
            && mentions_in(value).into_iter().any(|mention| {
                let row = self.known.tables.mention(mention);
                row.is_some_and(|row| row.in_closure == Some(ClosureKind::ByRef))
            })
    }

    /// What a method is called on.
    fn lends(&self, value: &Expr) -> bool {
        match strip(value) {
            Expr::Reference(reference) => self.lends_place(&reference.expr),
            _ => self.lends_place(value),
        }
    }

    fn lends_place(&self, place: &Expr) -> bool {
        let place = strip(place);
        match place {
            Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => {
                self.is_own_place(place) || self.may_refer(place)
            }
            _ => self.may_refer(place),
        }
    }
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &Expr) {
        Parts(self).visit_expr(expr);
    }

    fn binding(&mut self, binding: &Let) {
        if let (Node::Plain(value), Pat::Ident(_)) = (&binding.init, &binding.pat) {
            self.part(value);
        }
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        Parts(self).visit_stmt(stmt);
        match stmt {
            syn::Stmt::Local(local) => match &local.init {
                Some(init) => self.bind(&init.expr, &local.pat),
                // a part of what was taken apart
                None if matches!(local.pat, Pat::Ident(_)) => self.own.extend(bound(&local.pat)),
                None => {}
            },
            syn::Stmt::Expr(Expr::Assign(given), _) => {
                if let Some(pat) = temporary_of(&given.left, self.known.tables) {
                    self.bind(&given.right, &pat);
                }
            }
            _ => {}
        }
    }

    fn arm(&mut self, value: &Expr, pat: &Pat) {
        self.bind(value, pat);
    }

    fn bound(&mut self, binding: &Let) {
        match ending(&binding.init) {
            Some(Node::Pause(_)) => self.own.extend(bound(&binding.pat)),
            Some(Node::Plain(value)) => self.bind(value, &binding.pat),
            _ => {}
        }
    }

    fn pause(&mut self, pause: &Pause) {
        let Some(facts) = self.known.flow.at(pause.point) else {
            return;
        };
        let is_stored = |var: &VarId| {
            (facts.live.has(*var) || facts.later.has(*var))
                && facts.maybe.has(*var)
                && self.known.aliases.get(*var).is_none()
        };
        // one that nobody names again may wait to be dropped
        let is_held = |var: &VarId| {
            let tables = self.known.tables;
            let is_temporary = tables
                .var(*var)
                .is_some_and(|row| row.origin == Origin::Hidden);
            (is_temporary || is_never_named(*var, tables))
                && facts.maybe.has(*var)
                && !tables.released.contains(var)
        };
        // it can be dropped only as what is left of it
        let is_left =
            |var: &VarId| facts.maybe.has(*var) && !facts.live.has(*var) && !facts.later.has(*var);
        // what is left of it cannot be stored, either
        let is_left_in_part = |var: &VarId| facts.maybe.has(*var) && !self.whole.contains(var);
        let mut parted = self.parted.iter();
        self.is_found |= parted.any(|var| is_left(var) || is_left_in_part(var));
        let mut taken = self.known.tables.maybe_taken.iter();
        self.is_found |= taken.any(|var| facts.maybe.has(*var));
        if let PauseKind::From { delegate, .. } = &pause.kind
            && let Expr::MethodCall(call) = strip(delegate)
            && let Some(var) = self.var(&call.receiver)
        {
            self.sent.remove(&var);
        }
        let mut sent = self.sent.iter();
        self.is_found |= sent.any(is_left);
        let mut doubted = self.doubted.iter();
        self.is_found |= doubted.any(|var| is_stored(var) || is_held(var));
        // `next.await`
        if let PauseKind::From { delegate, .. } = &pause.kind {
            let vars = mentions_in(delegate).into_iter();
            let mut vars = vars.filter_map(|it| Some(self.known.tables.mention(it)?.var));
            self.is_found |= vars.any(|var| self.doubted.contains(&var));
            self.is_found |= self.waits_late(delegate);
            self.is_found |= self.may_call_async(delegate);
        }
    }
}

impl Finder<'_> {
    /// `(self.f)(1)`: what it gives refers to a closure that is an `AsyncFn`, or has taken it, which none that is
    /// an `FnOnce` as well tells.
    fn may_call_async(&self, delegate: &Expr) -> bool {
        let is_told = |call: &Expr| {
            let span = syn::spanned::Spanned::span(call);
            Declared::beside(span).mentions("AsyncFn")
        };
        match strip(delegate) {
            Expr::Call(call) => match strip(&call.func) {
                func @ Expr::Field(_) => is_told(func),
                func => {
                    let row = self.var(func).and_then(|var| self.known.tables.var(var));
                    row.is_some_and(|row| row.ty.is_none() && !self.is_named_type(row.id))
                        && is_told(func)
                }
            },
            Expr::MethodCall(call) => {
                let asked = mentions_in(&*call.receiver).into_iter();
                let mut asked = asked.filter_map(|it| Some(self.known.tables.mention(it)?.var));
                crate::lend::is_asked_call(call)
                    && !asked.any(|var| self.is_named_type(var))
                    && is_told(delegate)
            }
            _ => false,
        }
    }

    /// Whether a variable seems to be a pointer or of a type with a name of its own, which no `AsyncFn` is.
    fn is_named_type(&self, var: VarId) -> bool {
        let is_alias = |name: proc_macro2::Ident| {
            Declared::beside(name.span()).mentions(&format!("type {name}"))
        };
        self.known.tables.hints.get(&var).is_some_and(|ty| {
            let name = crate::scope::name_of(ty).filter(|_| matches!(ty, Type::Path(_)));
            crate::split::is_pointer(ty) || name.is_some_and(is_alias)
        })
    }
}

/// Whether a method gives what its closure gives, which refers to nothing: `list.get(at).map(|name| name.len())`.
fn is_of_closure(call: &ExprMethodCall) -> bool {
    // `list.get(at).ok_or_else(|| format!("no {at}"))`: these give what they are called on
    const ASIDE: &[&str] = &[
        "chunk_by",
        "extract_if",
        "filter",
        "find",
        "get_or_insert_with",
        "inspect",
        "inspect_err",
        "map_err",
        "matches",
        "max_by",
        "max_by_key",
        "min_by",
        "min_by_key",
        "ok_or_else",
        "or_else",
        "or_insert_with",
        "partition",
        "pop_if",
        "reduce",
        "rfind",
        "rsplit",
        "rsplit_once",
        "rsplitn",
        "skip_while",
        "split",
        "split_inclusive",
        "split_once",
        "split_terminator",
        "splitn",
        "take_if",
        "take_while",
        "trim_end_matches",
        "trim_matches",
        "trim_start_matches",
        "unwrap_or_else",
        "with_context",
    ];
    !ASIDE.iter().any(|name| call.method == name) && call.args.iter().any(makes_its_own)
}

/// A closure whose result refers to nothing: `|name| name.to_string()`, `String::from`.
fn makes_its_own(func: &Expr) -> bool {
    let is_own = |name: &str| {
        matches!(gives(name), Gives::Nothing) || matches!(name, "from" | "into" | "parse")
    };
    match strip(func) {
        Expr::Closure(closure) => match strip(&closure.body) {
            Expr::MethodCall(call) => is_own(&call.method.to_string()),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => {
                    let name = path.path.get_ident().and_then(names::parse);
                    matches!(name, Some(Sentinel::Macro(_))) || makes_its_own(&call.func)
                }
                _ => false,
            },
            Expr::Binary(_) | Expr::Unary(_) | Expr::Lit(_) | Expr::Cast(_) => true,
            _ => false,
        },
        Expr::Path(path) => {
            let last = path.path.segments.last().map(|last| last.ident.to_string());
            path.path.segments.len() > 1 && last.is_some_and(|last| is_own(&last))
        }
        _ => false,
    }
}

/// What a block is worth.
fn ending(node: &Node) -> Option<&Node> {
    match node {
        Node::Block(block) => ending(block.tail.as_deref()?),
        other => Some(other),
    }
}

/// The type written beside a pattern.
fn typed(pat: &Pat) -> Option<&Type> {
    match pat {
        Pat::Type(typed) => Some(&typed.ty),
        _ => None,
    }
}

/// A type that names no reference and leaves nothing open.
fn is_owned(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type(&mut self, ty: &'ast Type) {
            match ty {
                Type::Reference(_) | Type::ImplTrait(_) | Type::Infer(_) | Type::TraitObject(_) => {
                    self.0 = false;
                }
                _ => visit::visit_type(self, ty),
            }
        }
        fn visit_lifetime(&mut self, _: &'ast syn::Lifetime) {
            self.0 = false;
        }
        fn visit_path(&mut self, path: &'ast syn::Path) {
            if let Some(name) = path.segments.last()
                && Declared::beside(name.ident.span()).has_lifetime(&name.ident)
            {
                self.0 = false;
            }
            visit::visit_path(self, path);
        }
    }
    let mut finder = Finder(true);
    finder.visit_type(ty);
    finder.0
}
