//! What a delegate borrows of the variables of its caller, and of the statement that makes it.
//!
//! ```text
//! stream.read(&mut buf[..n])       stream, buf
//! client.post(&format!("{id}"))    client, and a temporary
//! fetch(url)                       nothing
//! ```
//!
//! Takes the expression of a delegate, gives the variables that could not be stored beside it. Without types it goes by
//! what the user wrote: `&x`, the receiver of a method, a `&mut` that is named again later, a closure that is not
//! `move`. What it takes for borrowed and is not costs a box, and nothing else.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall};

use super::call::{Calls, Kind, is_fixed};
use crate::carry::found_in;
use crate::compile::identifiers;
use crate::flow::{Facts, Flow, VarSet, last_names, mention_of, mentions_in, strip};
use crate::lower::{call_consumes, leads_outside, lends_a_part};
use crate::maps::HashSet;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{ClosureKind, Origin};
use crate::split::Declared;

/// What a delegate holds that its caller would have to hold as well.
#[derive(Debug, Default)]
pub struct Held {
    /// Variables that come home when it is over.
    pub vars: BTreeSet<VarId>,
    /// Variables that it may have taken: the receiver of a method that nothing names later.
    pub taken: BTreeSet<VarId>,
    /// Some of those may be borrowed only, which nobody could tell.
    pub unsure: bool,
    /// It refers to a temporary of its own statement.
    pub temporary: bool,
    /// It can be made nowhere else: control leaves it, or it refers to what is there for one step.
    pub blocked: bool,
    /// What is in scope, in the order of its declaration.
    pub order: Vec<VarId>,
    /// Those of the variables that are named later.
    pub later: BTreeSet<VarId>,
}

impl Held {
    /// What `delegate` holds, where `later` is named after it.
    pub fn by(
        delegate: &Expr,
        calls: &Calls<'_>,
        flow: &Flow,
        later: &VarSet,
        ends_with: Option<VarId>,
    ) -> Held {
        let mut finder = Finder {
            calls,
            flow,
            later,
            ends_with,
            held: Held::default(),
        };
        finder.value(delegate, true);
        let mut held = finder.held;
        if !held.is_empty() {
            held.vars
                .extend(named_places(delegate, calls, flow, &held.taken));
        }
        held.later = held
            .vars
            .iter()
            .copied()
            .filter(|var| later.has(*var))
            .collect();
        let vars = mentions_in(delegate).into_iter();
        let mut vars = vars.filter_map(|mention| Some(calls.tables.mention(mention)?.var));
        let mut aliases = held.vars.iter().filter_map(|var| calls.aliases.get(*var));
        let is_simple = |alias: &crate::carry::Alias| {
            !identifiers(alias.again.to_token_stream()).contains(names::AGAIN)
        };
        held.blocked = leaves(delegate)
            || !aliases.all(is_simple)
            || vars.any(|var| calls.loans.contains(&var));
        held
    }

    /// What an argument of a call holds.
    pub fn by_argument(arg: &Expr, calls: &Calls<'_>, flow: &Flow, later: &VarSet) -> Held {
        let mut finder = Finder {
            calls,
            flow,
            later,
            ends_with: None,
            held: Held::default(),
        };
        finder.value(arg, false);
        finder.held
    }

    /// With what is declared after them: it is dropped before them, also where all of it is dropped midway.
    pub fn add_younger(
        &mut self,
        in_scope: &[VarId],
        gone: &HashSet<VarId>,
        calls: &Calls<'_>,
        facts: &Facts,
    ) {
        let oldest = in_scope.iter().position(|var| self.vars.contains(var));
        let Some(oldest) = oldest.filter(|_| !self.blocked) else {
            return;
        };
        let is_dropped = |var: &&VarId| {
            facts.surely.has(**var)
                && !gone.contains(*var)
                && !calls.scalars.has(**var)
                && !calls.is_within(**var)
                && calls.kind_of_type(**var).is_none()
        };
        let younger = in_scope[oldest..].iter().filter(is_dropped);
        self.vars
            .extend(younger.filter(|var| !self.taken.contains(*var)));
        self.later
            .extend(self.vars.iter().filter(|var| facts.later.has(**var)));
        self.order = in_scope.to_vec();
    }

    /// Everything can be stored.
    pub fn is_empty(&self) -> bool {
        self.vars.is_empty() && self.taken.is_empty() && !self.temporary
    }
}

struct Finder<'f> {
    calls: &'f Calls<'f>,
    flow: &'f Flow,
    later: &'f VarSet,
    /// Nothing happens after the delegate but that this one is dropped, and what was declared before it.
    ends_with: Option<VarId>,
    held: Held,
}

impl Finder<'_> {
    /// An expression whose value is part of the delegate. `is_made`: it is the delegate itself, or what it is made of.
    fn value(&mut self, expr: &Expr, is_made: bool) {
        match expr {
            Expr::Paren(paren) => self.value(&paren.expr, is_made),
            Expr::Group(group) => self.value(&group.expr, is_made),
            Expr::Reference(borrow) => self.borrow(&borrow.expr, borrow.mutability.is_some()),
            Expr::Path(_) => self.named(expr),
            Expr::MethodCall(call) => self.method(call, is_made),
            Expr::Call(call) => self.call(call, is_made),
            Expr::Async(_) if self.is_waiting(expr) => self.waiting(expr),
            Expr::Closure(_) | Expr::Async(_) => self.closure(expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.value(elem, false)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.value(elem, false)),
            Expr::Struct(fields) => {
                fields
                    .fields
                    .iter()
                    .for_each(|field| self.value(&field.expr, false));
            }
            Expr::If(_) | Expr::Match(_) | Expr::Block(_) => self.branches(expr),
            _ => {}
        }
    }

    /// The borrows in the branches.
    fn branches(&mut self, expr: &Expr) {
        struct Tails<'t, 'f>(&'t mut Finder<'f>);
        impl<'ast> Visit<'ast> for Tails<'_, '_> {
            fn visit_expr_reference(&mut self, borrow: &'ast syn::ExprReference) {
                self.0.borrow(&borrow.expr, borrow.mutability.is_some());
                visit::visit_expr_reference(self, borrow);
            }
            fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
                self.0.method(call, true);
            }
        }
        Tails(self).visit_expr(expr);
    }

    fn borrow(&mut self, place: &Expr, is_mutable: bool) {
        let place = strip(place);
        if !is_fixed_or_indexed(place) {
            match place {
                Expr::Lit(_) => {}
                Expr::Array(array)
                    if array.elems.iter().all(|elem| matches!(elem, Expr::Lit(_))) => {}
                Expr::Path(_) => {}
                other => {
                    self.held.temporary |= is_mutable || !is_constant(other);
                    self.value(other, false);
                }
            }
            return;
        }
        let Some(root) = self.calls.root(place) else {
            return;
        };
        if leads_outside(place, self.calls.tables) && !matches!(place, Expr::Field(_)) {
            return;
        }
        match self.calls.kind(root, is_mutable) {
            Kind::Within => self.hold(root),
            Kind::Mutable if self.later.has(root) => self.hold(root),
            Kind::Mutable | Kind::Shared => {}
        }
    }

    /// A variable by itself: a `&mut` that is named again was borrowed anew.
    fn named(&mut self, expr: &Expr) {
        let Some(root) = self.calls.root(expr) else {
            return;
        };
        if self.calls.scalars.has(root) {
            return;
        }
        if self.calls.is_within(root) {
            return self.hold(root);
        }
        if self.later.has(root) && self.calls.kind_of_type(root) == Some(Kind::Mutable) {
            self.hold(root);
        }
    }

    fn method(&mut self, call: &ExprMethodCall, is_made: bool) {
        if let Expr::Call(made) = &*call.receiver
            && is_awaited(&made.func)
        {
            return made.args.iter().for_each(|arg| self.value(arg, true));
        }
        for arg in &call.args {
            self.value(arg, false);
        }
        let name = call.method.to_string();
        let receiver = strip(&call.receiver);
        if is_asked_call(call) {
            return;
        }
        // what `stream.count()` is waited for may borrow, what `promise.into_value()` is has taken
        let lends_nothing = match is_made {
            true => {
                name.starts_with("into_")
                    || name == "clone"
                    || Declared::beside(call.method.span()).returns_its_own(&call.method)
            }
            false => gives_its_own(&name),
        };
        let is_place = is_fixed_or_indexed(receiver);
        if lends_nothing {
            // `Retry(|n| log.push(n)).run()`: it holds what it takes
            let takes = Declared::beside(call.method.span()).takes(&call.method) == Some(true);
            if is_made && takes && !is_place {
                self.made_by(receiver, true);
            }
            return;
        }
        if !is_place {
            self.held.temporary |= match is_made {
                true => lends_a_temporary(receiver, call),
                false => lends_a_part(call),
            };
            return self.made_by(receiver, is_made);
        }
        let Some(root) = self.calls.root(receiver) else {
            return;
        };
        let is_future = || Declared::beside(call.method.span()).is_async(&name);
        // what a field of `&'a Client` lends lives for `'a`
        if leads_outside(receiver, self.calls.tables) {
            return;
        }
        if !is_made
            && !is_future()
            && found_in(&Expr::MethodCall(call.clone()), self.calls.tables).is_none()
            && crate::split::returns_borrowed(&call.method) != Some(true)
        {
            return;
        }
        match self.calls.kind_of_receiver(root) {
            Kind::Shared => {}
            Kind::Mutable if self.later.has(root) => self.hold(root),
            Kind::Mutable => {}
            Kind::Within => self.receive(receiver, root, call),
        }
    }

    /// What a method is called on, which is made in the same statement: `locks.get(id)?.lock()`.
    fn made_by(&mut self, receiver: &Expr, is_made: bool) {
        match receiver {
            Expr::Try(tried) => self.made_by(strip(&tried.expr), is_made),
            Expr::MethodCall(inner) => self.method(inner, is_made),
            other => self.value(other, is_made),
        }
    }

    /// The receiver of a method is a place of the caller's own. One that is named again was borrowed; of the others
    /// the signature says it, where it is at hand, or the name.
    fn receive(&mut self, receiver: &Expr, root: VarId, call: &ExprMethodCall) {
        let Some(mention) = mention_of(receiver) else {
            return self.hold(root);
        };
        if self.calls.is_within(root) || self.later.has(root) {
            return self.hold(root);
        }
        // all that stands in a block of ours counts as moved
        let is_moved = self.flow.use_of(mention) != crate::flow::Use::Place;
        if is_moved && !self.calls.tables.waiting.contains(&mention) {
            return;
        }
        match Declared::beside(call.method.span()).takes(&call.method) {
            Some(true) => self.take(root),
            None if call_consumes(call, self.calls.tables) || sends(call) => self.take(root),
            None if self.ends_with == Some(root) => {
                self.held.unsure = true;
                self.take(root);
            }
            _ => self.hold(root),
        }
    }

    fn take(&mut self, root: VarId) {
        if self.is_own(root) {
            self.held.taken.insert(root);
        }
    }

    fn call(&mut self, call: &syn::ExprCall, is_made: bool) {
        let known = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        match known {
            // what a std macro gives is its own, but for these: `vec![async { log.touch() }]`
            Some(Sentinel::Macro(id)) => {
                let path = self.calls.tables.macro_call(id).map(|row| &row.path);
                let last = path.and_then(|path| path.segments.last());
                if last.is_some_and(|last| last.ident == "vec") {
                    return call.args.iter().for_each(|arg| self.value(arg, false));
                }
                let lends = ["format_args", "write", "writeln"];
                self.held.temporary |=
                    last.is_some_and(|last| lends.iter().any(|name| last.ident == name));
                return;
            }
            Some(Sentinel::Mention(mention)) => {
                let root = self.calls.tables.mention(mention).map(|row| row.var);
                if let Some(root) = root.filter(|root| self.calls.owns_call(*root)) {
                    self.hold(root);
                }
            }
            _ => {}
        }
        if !is_made && makes_its_own(&call.func) {
            return;
        }
        for arg in &call.args {
            self.value(arg, is_made && (is_box(&call.func) || combines(&call.func)));
        }
    }

    /// A closure or an `async` block that is not `move` refers to what it names; one that is, to what a reference refers to.
    fn closure(&mut self, expr: &Expr) {
        for mention in mentions_in(expr) {
            let Some(row) = self.calls.tables.mention(mention) else {
                continue;
            };
            match row.in_closure {
                Some(ClosureKind::ByRef) => self.hold(row.var),
                Some(ClosureKind::Move) if self.calls.is_within(row.var) => self.hold(row.var),
                _ => {}
            }
        }
    }

    fn is_waiting(&self, expr: &Expr) -> bool {
        let waiting = &self.calls.tables.waiting;
        mentions_in(expr).iter().any(|it| waiting.contains(it))
    }

    /// A block that we made ([`crate::waits`]) takes what it names: what is named later comes home, and what is
    /// surely borrowed; of the rest nobody could say that it is still there.
    fn waiting(&mut self, expr: &Expr) {
        let moved = moved_in(expr, self.calls.tables);
        struct Borrows<'b, 'f>(&'b mut Finder<'f>);
        impl<'ast> Visit<'ast> for Borrows<'_, '_> {
            fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
                self.0.method(call, true);
                visit::visit_expr_method_call(self, call);
            }
            fn visit_expr_reference(&mut self, borrow: &'ast syn::ExprReference) {
                self.0.borrow(&borrow.expr, borrow.mutability.is_some());
                visit::visit_expr_reference(self, borrow);
            }
            fn visit_macro(&mut self, mac: &'ast syn::Macro) {
                for expr in crate::waits::waited_for(mac) {
                    self.visit_expr(&expr);
                }
            }
        }
        Borrows(self).visit_expr(expr);
        self.held.temporary = false;
        for mention in mentions_in(expr) {
            let Some(row) = self.calls.tables.mention(mention) else {
                continue;
            };
            let var = row.var;
            let is_mutable = self.calls.tables.var(var).is_some_and(|row| row.mutable);
            let is_named = self.later.has(var) && (is_mutable || !self.calls.scalars.has(var));
            if moved.contains(&var) && !is_named {
                self.held.vars.remove(&var);
                self.take(var);
            } else if is_named || self.calls.is_within(var) {
                self.hold(var);
            } else if !self.held.vars.contains(&var) && !self.calls.scalars.has(var) {
                self.take(var);
            }
        }
    }

    /// A variable of the function, not of a closure or a block inside.
    fn is_own(&self, var: VarId) -> bool {
        let row = self.calls.tables.var(var);
        row.is_some_and(|row| row.origin != Origin::Closure)
    }

    fn hold(&mut self, var: VarId) {
        if self.is_own(var) {
            self.held.vars.insert(var);
        }
    }
}

/// The variables that are handed on as they are: they may be moved.
fn moved_in(expr: &Expr, tables: &crate::scope::Tables) -> HashSet<VarId> {
    struct Finder<'t>(HashSet<VarId>, &'t crate::scope::Tables);
    impl Finder<'_> {
        fn value(&mut self, expr: &Expr) {
            let row = mention_of(expr).and_then(|mention| self.1.mention(mention));
            self.0.extend(row.map(|row| row.var));
        }
    }
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            match expr {
                Expr::Call(call) => call.args.iter().for_each(|arg| self.value(arg)),
                Expr::MethodCall(call) => call.args.iter().for_each(|arg| self.value(arg)),
                Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.value(elem)),
                Expr::Array(array) => array.elems.iter().for_each(|elem| self.value(elem)),
                Expr::Struct(made) => made.fields.iter().for_each(|it| self.value(&it.expr)),
                Expr::Assign(assign) => self.value(&assign.right),
                Expr::Return(jump) => jump.expr.iter().for_each(|value| self.value(value)),
                Expr::ForLoop(repeat) => self.value(&repeat.expr),
                Expr::Await(awaited) => self.value(&awaited.base),
                _ => {}
            }
            visit::visit_expr(self, expr);
        }
        fn visit_local(&mut self, local: &'ast syn::Local) {
            local.init.iter().for_each(|init| self.value(&init.expr));
            visit::visit_local(self, local);
        }
        fn visit_block(&mut self, block: &'ast syn::Block) {
            if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last() {
                self.value(tail);
            }
            visit::visit_block(self, block);
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            for expr in crate::waits::waited_for(mac) {
                self.visit_expr(&expr);
            }
        }
    }
    let mut finder = Finder(HashSet::default(), tables);
    finder.visit_expr(expr);
    finder.0
}

/// A place, whatever has to be run for its indices.
fn is_fixed_or_indexed(place: &Expr) -> bool {
    match place {
        Expr::Index(index) => is_fixed_or_indexed(&index.expr),
        Expr::Field(field) => is_fixed_or_indexed(&field.base),
        Expr::Paren(paren) => is_fixed_or_indexed(&paren.expr),
        Expr::Group(group) => is_fixed_or_indexed(&group.expr),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
            is_fixed_or_indexed(&unary.expr)
        }
        other => is_fixed(other),
    }
}

/// What rustc makes a constant of where it is borrowed.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Const(_) => true,
        Expr::Path(_) => mention_of(expr).is_none(),
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        Expr::Repeat(repeat) => is_constant(&repeat.expr),
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Reference(borrow) => is_constant(&borrow.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Group(group) => is_constant(&group.expr),
        _ => false,
    }
}

/// `Box::pin`, `Box::new`: what they are given is what is waited for.
pub fn is_box(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let mut names = path
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    let last = names.next();
    matches!(last.as_deref(), Some("__coro_lib_erased"))
        || matches!(last.as_deref(), Some("pin" | "new"))
            && matches!(names.next().as_deref(), Some("Box" | "__coro_lib_Box"))
}

/// `Awaited::new`, which is ours.
fn is_awaited(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let first = path.path.segments.first();
    first.is_some_and(|first| first.ident == "__coro_lib_Awaited")
}

/// `timeout(d, f)`, `join(a, b)`: what is waited for is made of the arguments.
fn combines(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let last = path.path.segments.last().map(|last| last.ident.to_string());
    let names = [
        "join",
        "join_all",
        "join_array",
        "race",
        "race_ok",
        "select",
        "select_all",
        "select_array",
        "select_ok",
        "timeout",
        "timeout_at",
        "try_join",
        "try_join_all",
        "with_timeout",
        "try_zip",
        "zip",
        "or",
    ];
    // `join3`
    last.is_some_and(|last| names.contains(&last.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// `(&mut &mut Called::new(&mut job)).call0()`: what a call gives does not refer to the closure.
pub fn is_asked_call(call: &ExprMethodCall) -> bool {
    let inner = |expr: &Expr| match strip(expr) {
        Expr::Reference(borrow) => Some((*borrow.expr).clone()),
        _ => None,
    };
    let asked = inner(&call.receiver).and_then(|expr| inner(&expr));
    asked.is_some_and(|asked| {
        matches!(strip(&asked), Expr::Call(made)
        if made.func.to_token_stream().to_string().starts_with("__coro_lib_Called"))
    })
}

/// The usual names of `async` methods that take what they are called on: the request is sent, the response read, the
/// lock that somebody shares is held by its guard.
fn sends(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    let is_owned = name.ends_with("_owned") && name != "to_owned";
    is_owned || call.args.is_empty() && ["send", "text", "json", "bytes"].contains(&&*name)
}

/// The variables that `delegate` names as places: a block that is `move` takes them whole.
fn named_places(
    delegate: &Expr,
    calls: &Calls<'_>,
    flow: &Flow,
    taken: &BTreeSet<VarId>,
) -> Vec<VarId> {
    let places = mentions_in(delegate).into_iter().filter_map(|mention| {
        let row = calls.tables.mention(mention)?;
        let is_own = calls.tables.var(row.var)?.origin != Origin::Closure;
        let is_place = flow.use_of(mention) == crate::flow::Use::Place;
        (is_own && is_place && !calls.scalars.has(row.var)).then_some(row.var)
    });
    places.filter(|var| !taken.contains(var)).collect()
}

/// `String::from(..)` and the like.
fn makes_its_own(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let mut names = path
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    names.next();
    let owned = [
        "String", "Vec", "Duration", "Instant", "Rc", "Arc", "PathBuf",
    ];
    names
        .next()
        .is_some_and(|name| owned.contains(&name.as_str()))
}

/// `Client::new().fetch(url)`: what the method is called on is there for this statement alone, and lent to what it makes.
fn lends_a_temporary(receiver: &Expr, call: &ExprMethodCall) -> bool {
    const TAKING: &[&str] = &[
        "abortable",
        "and_then",
        "boxed",
        "boxed_local",
        "catch_unwind",
        "flatten",
        "fuse",
        "inspect",
        "map",
        "map_err",
        "map_ok",
        "or_else",
        "shared",
        "then",
    ];
    // what these give of a reader, a sink or a stream is waited for by methods that borrow it
    const ADAPTS: &[&str] = &[
        "buffer",
        "by_ref",
        "chain",
        "lines",
        "peekable",
        "sink_err_into",
        "sink_map_err",
        "take",
        "with",
    ];
    let told = |name: &proc_macro2::Ident| Declared::beside(name.span());
    // `self.out.into_inner().shutdown()`
    let is_turned = matches!(receiver, Expr::MethodCall(inner) if inner.args.is_empty() && inner.method.to_string().starts_with("into_"));
    let is_made = is_turned
        || match receiver {
            Expr::Call(made) => match &*made.func {
                Expr::Path(path) => last_names(&path.path).is_some_and(|(name, owner)| {
                    let is_type = |owner: &proc_macro2::Ident| {
                        owner.to_string().starts_with(char::is_uppercase)
                    };
                    // `io::stdout()`, but for what the file declares
                    let is_elsewhere = || told(name).returned(None, name, false).is_none();
                    owner.is_some_and(|owner| is_type(owner) || is_elsewhere())
                }),
                _ => false,
            },
            // `(&self.socket).read(buf)`: of a reference it may borrow that
            Expr::Struct(_) | Expr::Reference(_) => true,
            Expr::MethodCall(inner) => {
                let given = told(&inner.method).returned_by_method(&inner.method);
                match given {
                    Some(ty) => !ty.to_token_stream().to_string().contains(['&', '\'']),
                    // `reader.take(n).read_to_string(&mut text)`, `sink.sink_map_err(f).send(item)`
                    None => ADAPTS.iter().any(|name| inner.method == name),
                }
            }
            _ => false,
        };
    let is_awaited = matches!(receiver, Expr::Call(made) if is_awaited(&made.func));
    is_made
        && !is_awaited
        && match told(&call.method).takes(&call.method) {
            Some(takes) => !takes,
            None => {
                let name = call.method.to_string();
                (is_turned
                    || matches!(
                        receiver,
                        Expr::Call(_) | Expr::Reference(_) | Expr::MethodCall(_)
                    ))
                    && !TAKING.contains(&name.as_str())
                    && !sends(call)
                    && !name.starts_with("into_")
            }
        }
}

/// Methods whose result refers to nothing.
fn gives_its_own(method: &str) -> bool {
    method.starts_with("to_")
        || method.starts_with("into_")
        || method.starts_with("is_")
        || matches!(
            method,
            "clone" | "len" | "cloned" | "copied" | "elapsed" | "take" | "replace" | "count"
        )
}

/// Control may leave from within.
fn leaves(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            match expr {
                Expr::Closure(_) | Expr::Async(_) => {}
                Expr::Try(_) | Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                    self.0 = true
                }
                _ => visit::visit_expr(self, expr),
            }
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}
