//! A collection that borrows locals and is built before a pause: it is built again after it.
//!
//! What a list of references into a map holds has no place that could be kept ([`super::collected`]). But the statements
//! that build the list give the same list, as long as nothing that they read was changed and nothing but the list is
//! changed by them:
//!
//! ```text
//! [source]  let mut all: Vec<_> = map.iter().collect();  all.sort_by_key(|(_, n)| **n);
//!           for (name, n) in all { yield_value!(n + name.len()); }
//! [output]  let all = replayed({ let mut all: Vec<_> = map.iter().collect();  all.sort_by_key(|(_, n)| **n);  all });
//!           for (name, n) in all.iter().cloned() { yield_value!(n + name.len()); }
//! ```
//!
//! It is an alias ([`crate::carry::Aliases`]), which counts where the locals surely stay as they are. A map that is
//! hashed is built with the same hasher each time, or its items would come in another order. Building it again takes as
//! long as it took first.

use proc_macro2::{Ident, Span};
use syn::visit::Visit;
use syn::{Expr, Pat, Stmt, Type, parse_quote_spanned};

use super::collected::{Reads, by_value, is_list, replayed_by_reference, written_type};
use super::found::Places;
use super::pauses::stmt_pauses;
use super::statement::local;
use crate::carry::{changes_only, declared_in, is_quiet};
use crate::flow::{bound, mentions_in, strip};
use crate::names::{self, VarId};
use crate::scope::Tables;
use crate::syntax::made;

impl Places<'_, '_> {
    /// Makes one statement of those that build the variable of the `let` at `index`, and what is built of it.
    pub(super) fn keep_replayed(&mut self, stmts: &mut Vec<Stmt>, index: usize) -> bool {
        let Some(built) = self.built(stmts, index) else {
            return false;
        };
        let mut before = Vec::new();
        let mut building = Vec::new();
        let mut after = Vec::new();
        for (at, stmt) in stmts.drain(index..=built.last).enumerate() {
            match index + at {
                at if built.included.contains(&at) => building.push(stmt),
                at if built.readers.contains(&at) => after.push(stmt),
                _ => before.push(stmt),
            }
        }
        stmts.splice(index..index, after);
        for stmt in &mut building {
            if let Stmt::Local(binding) = stmt {
                before.extend(self.same_hasher(binding));
            }
        }
        let mut names = Vec::new();
        let mut values = Vec::new();
        for (var, is_listed) in built.outputs {
            let Some((name, again)) = self.same_name(var) else {
                continue;
            };
            let span = Span::mixed_site().located_at(name);
            let value = self.lowerer.mention_as(var, span, name);
            values.push(match is_listed {
                true => parse_quote_spanned!(span=> __coro_lib_items(#value)),
                false => value,
            });
            names.push(names::variable(again, name));
            self.rename(var, again, stmts[index..].iter().flat_map(mentions_in));
            for stmt in &mut stmts[index..] {
                replayed_by_reference(self, again, stmt);
            }
        }
        let span = names.first().map_or_else(Span::mixed_site, Ident::span);
        let span = Span::mixed_site().located_at(span);
        let (pat, value): (Pat, Expr) = match (names.as_slice(), values.as_slice()) {
            ([name], [value]) => (made::name(name.clone()), value.clone()),
            _ => {
                let names = names.iter().cloned().map(made::name);
                let pat = parse_quote_spanned!(span=> (#(#names),*));
                (pat, parse_quote_spanned!(span=> (#(#values),*)))
            }
        };
        let made: Expr = parse_quote_spanned!(span=> __coro_lib_replayed({ #(#building)* #value }));
        before.push(Stmt::Local(local(pat, made)));
        stmts.splice(index..index, before);
        true
    }

    /// What is found in a local by other means than a place is looked for again.
    ///
    /// ```text
    /// [source]  let best = map.iter().max_by_key(|(_, n)| **n);
    /// [output]  let best = replayed(map.iter().max_by_key(|(_, n)| **n));       // an alias
    /// ```
    pub(super) fn find_again(&mut self, pat: &Pat, value: &mut Expr, rest: &[Stmt]) {
        let tables = &*self.lowerer.tables;
        let vars = bound(pat);
        let is_plain = |var: &VarId| {
            let row = tables.var(*var);
            row.is_some_and(|row| !row.mutable && !row.by_ref) && !self.derived.contains_key(var)
        };
        let looks = match strip(value) {
            Expr::MethodCall(call) => call.method != "collect",
            Expr::Tuple(tuple) => tuple
                .elems
                .iter()
                .all(|part| matches!(part, Expr::MethodCall(_))),
            _ => false,
        };
        let is_found = looks
            && vars.iter().all(is_plain)
            && vars
                .iter()
                .any(|var| self.lowerer.crosses_through(*var, rest))
            && crate::carry::found_in(value, tables).is_none()
            && self.references.gives(value, tables)
            && is_quiet(value, &[], tables);
        if is_found {
            let span = Span::mixed_site().located_at(syn::spanned::Spanned::span(value));
            *value = parse_quote_spanned!(span=> __coro_lib_replayed(#value));
        }
    }

    /// Which statements build something that surely borrows locals, if nobody can notice that they run again.
    fn built(&self, stmts: &[Stmt], index: usize) -> Option<Built> {
        let Some(Stmt::Local(binding)) = stmts.get(index) else {
            return None;
        };
        let pauses = stmts.iter().skip(index).position(stmt_pauses)? + index;
        if pauses == index {
            return None;
        }
        let mut group = Group {
            places: self,
            stmts,
            own: Vec::new(),
            included: Vec::new(),
            readers: Vec::new(),
            borrows: false,
            is_quiet: true,
        };
        group.join(binding, index)?;
        if group.own.iter().any(|(_, kind)| *kind == Kind::Value) {
            return None;
        }
        let starts = group.own.iter().map(|(var, _)| *var).collect::<Vec<_>>();
        for (at, stmt) in stmts.iter().enumerate().take(pauses).skip(index + 1) {
            group.look_at(stmt, at)?;
        }
        let last = *group.included.last()?;
        group.readers.retain(|at| *at < last);
        let is_other = |at: &usize| !group.included.contains(at) && !group.readers.contains(at);
        let between = (index..last).filter(is_other);
        let is_apart = |at: usize| match &stmts[at] {
            Stmt::Local(local) => {
                let declared = bound(&local.pat);
                let var = declared.first().copied();
                var.is_some_and(|var| changes_only(&stmts[at], &[var], self.lowerer.tables))
            }
            _ => false,
        };
        if !group.borrows || !group.is_quiet || !between.into_iter().all(is_apart) {
            return None;
        }
        let readers: Vec<&Stmt> = group.readers.iter().map(|at| &stmts[*at]).collect();
        let readers = readers.into_iter();
        let after = &stmts[last + 1..];
        let named = |var: VarId| {
            let mut all = readers.clone().chain(after);
            all.any(|stmt| self.names(stmt, var))
        };
        let outputs = group.own.iter().filter(|(var, _)| named(*var));
        let outputs: Vec<(VarId, Kind)> = outputs.copied().collect();
        let crosses = |var: VarId| self.lowerer.crosses_pause(var, after);
        let is_kept = |var: &VarId| !crosses(*var) && self.holders.contains_key(var);
        let stays = |(var, kind): &(VarId, Kind)| {
            let only_reads = |stmt: &Stmt| self.only_reads(stmt, *var, *kind == Kind::List);
            match kind {
                Kind::Value => true,
                _ => after.iter().all(only_reads),
            }
        };
        // a map that is only gone through by value is a list of its items
        let is_listed = |(var, kind): &(VarId, Kind)| {
            let goes = |stmt: &Stmt| self.only_goes_through(stmt, *var);
            *kind == Kind::Other && readers.clone().chain(after).all(goes)
        };
        let is_built = outputs.iter().any(|(var, _)| crosses(*var))
            && outputs
                .iter()
                .all(|output| stays(output) || is_listed(output))
            && !starts.iter().any(is_kept);
        is_built.then(|| Built {
            outputs: outputs
                .iter()
                .map(|output| (output.0, is_listed(output)))
                .collect(),
            last,
            included: group.included,
            readers: group.readers,
        })
    }

    fn only_reads(&self, stmt: &Stmt, var: VarId, is_list: bool) -> bool {
        let mut reads = Reads {
            tables: self.lowerer.tables,
            var,
            is_list,
            only_reads: true,
        };
        reads.visit_stmt(stmt);
        reads.only_reads
    }

    /// Whether the variable is named at the heads of loops only, which take its items. An item that is taken out of the
    /// list again after each pause is no place that a loop could go through.
    fn only_goes_through(&self, stmt: &Stmt, var: VarId) -> bool {
        struct Heads<'t> {
            tables: &'t Tables,
            var: VarId,
            items: Vec<VarId>,
            others: usize,
        }
        impl Heads<'_> {
            fn is_it(&self, mention: names::MentionId) -> bool {
                self.tables.is_mention_of(mention, self.var)
            }
        }
        impl<'ast> Visit<'ast> for Heads<'_> {
            fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
                let head = crate::flow::mention_of(by_value(&repeat.expr));
                let head = head.and_then(|head| self.tables.mention(head));
                match head.map(|row| row.var) {
                    Some(var) if var == self.var => self.items.extend(bound(&repeat.pat)),
                    Some(var) if self.items.contains(&var) => {
                        self.others += usize::from(super::block_pauses(&repeat.body));
                    }
                    _ => self.visit_expr(&repeat.expr),
                }
                self.visit_block(&repeat.body);
            }

            fn visit_ident(&mut self, ident: &'ast Ident) {
                if let Some(names::Sentinel::Mention(mention)) = names::parse(ident) {
                    self.others += usize::from(self.is_it(mention));
                }
            }

            fn visit_macro(&mut self, made: &'ast syn::Macro) {
                for mention in mentions_in(&Expr::Macro(syn::ExprMacro {
                    attrs: Vec::new(),
                    mac: made.clone(),
                })) {
                    self.others += usize::from(self.is_it(mention));
                }
            }
        }
        let mut heads = Heads {
            tables: self.lowerer.tables,
            var,
            items: Vec::new(),
            others: 0,
        };
        heads.visit_stmt(stmt);
        heads.others == 0
    }

    fn names(&self, stmt: &Stmt, var: VarId) -> bool {
        self.is_among(mentions_in(stmt), var)
    }

    /// The first statement that builds something by reference of what `var` holds, which is alive over a pause.
    pub(super) fn built_upon(&self, var: VarId, rest: &[Stmt]) -> Option<usize> {
        let mut before = rest.iter().take_while(|stmt| !stmt_pauses(stmt));
        before.position(|stmt| {
            let Stmt::Local(binding) = stmt else {
                return false;
            };
            let Some(init) = &binding.init else {
                return false;
            };
            self.goes_through(&init.expr, var)
                && self.references.gives(&init.expr, self.lowerer.tables)
                && bound(&binding.pat)
                    .into_iter()
                    .any(|built| self.lowerer.crosses_pause(built, rest))
        })
    }

    /// `HashMap::new()` is `HashMap::with_hasher(Clone::clone(&hasher))`.
    fn same_hasher(&mut self, binding: &mut syn::Local) -> Option<Stmt> {
        if let Some(ty) = written_type(&binding.pat, &binding.init.as_ref()?.expr)
            && is_hashed_type(ty)
            && let Expr::MethodCall(call) = strip(&binding.init.as_ref()?.expr)
            && call.method == "collect"
        {
            let (ty, items) = (ty.clone(), call.receiver.clone());
            let span = Span::mixed_site().located_at(call.method.span());
            let (hasher, made) = self.hasher(span);
            binding.init.as_mut()?.expr =
                parse_quote_spanned!(span=> __coro_lib_collected::<#ty, _>(&#hasher, #items));
            return Some(made);
        }
        let init = binding.init.as_mut()?;
        let Expr::Call(call) = &mut *init.expr else {
            return None;
        };
        let Expr::Path(path) = &mut *call.func else {
            return None;
        };
        if !is_hashed(&path.path) {
            return None;
        }
        let last = path.path.segments.last_mut()?;
        let span = Span::mixed_site().located_at(last.ident.span());
        let (hasher, made) = self.hasher(span);
        let name = match last.ident == "with_capacity" {
            true => "with_capacity_and_hasher",
            false => "with_hasher",
        };
        last.ident = Ident::new(name, last.ident.span());
        call.args
            .push(parse_quote_spanned!(span=> ::core::clone::Clone::clone(&#hasher)));
        Some(made)
    }

    /// A mention of a hasher, and the statement that makes it.
    fn hasher(&mut self, span: Span) -> (Expr, Stmt) {
        let hasher = self.lowerer.hidden("hasher", false, span);
        let made: Expr = parse_quote_spanned!(span=> ::std::hash::RandomState::new());
        let made = local(self.lowerer.binding(hasher, span), made);
        (self.lowerer.mention(hasher, span), Stmt::Local(made))
    }
}

struct Built {
    /// What is named after it, and whether as a list of its items.
    outputs: Vec<(VarId, bool)>,
    included: Vec<usize>,
    /// Statements among them that only read what they build.
    readers: Vec<usize>,
    /// The last of them.
    last: usize,
}

/// Statements that build variables of their own.
struct Group<'g, 'l, 'a> {
    places: &'g Places<'l, 'a>,
    stmts: &'g [Stmt],
    own: Vec<(VarId, Kind)>,
    included: Vec<usize>,
    readers: Vec<usize>,
    /// A reference into a local is put into one of them.
    borrows: bool,
    is_quiet: bool,
}

impl Group<'_, '_, '_> {
    /// A `let` that belongs to it.
    fn join(&mut self, binding: &syn::Local, at: usize) -> Option<()> {
        let tables = &*self.places.lowerer.tables;
        let init = binding.init.as_ref()?;
        if init.diverge.is_some() {
            return None;
        }
        self.own.extend(kinds(&binding.pat, &init.expr, tables)?);
        self.included.push(at);
        self.borrows |= self.places.references.gives(&init.expr, tables);
        let own: Vec<VarId> = self.own.iter().map(|(var, _)| *var).collect();
        self.is_quiet &= is_quiet(&init.expr, &own, tables);
        Some(())
    }

    /// A later statement, which may belong to it; `None` if it spoils it.
    fn look_at(&mut self, stmt: &Stmt, at: usize) -> Option<()> {
        let named = self
            .own
            .iter()
            .filter(|(var, _)| self.places.names(stmt, *var));
        let named: Vec<VarId> = named.map(|(var, _)| *var).collect();
        if named.is_empty() {
            return Some(());
        }
        let only_reads = |var: &VarId| self.places.only_reads(stmt, *var, false);
        if self.joins(stmt) {
            let Stmt::Local(binding) = stmt else {
                return None;
            };
            // what refers into the group itself cannot leave it
            self.borrows.then_some(())?;
            self.stays_in_order(&named, stmt)?;
            self.borrows_from_others(&named)?;
            return self.join(binding, at);
        }
        if named.iter().all(only_reads) {
            self.readers.push(at);
            return Some(());
        }
        if !matches!(stmt, Stmt::Expr(..)) {
            return None;
        }
        self.stays_in_order(&named, stmt)?;
        let tables = &*self.places.lowerer.tables;
        let own: Vec<VarId> = self.own.iter().map(|(var, _)| *var).collect();
        self.is_quiet &= changes_only(stmt, &own, tables);
        let fills = |var: &VarId| self.places.references.fills(stmt, *var, tables);
        if named.iter().any(fills) {
            self.borrows_from_others(&named)?;
            self.borrows = true;
        }
        self.included.push(at);
        Some(())
    }

    /// What it builds must not borrow what it builds: that is gone when the rest of it is given.
    fn borrows_from_others(&self, named: &[VarId]) -> Option<()> {
        let owns = |(var, kind): &(VarId, Kind)| {
            *kind != Kind::Value && named.contains(var) && !self.places.references.holds(*var)
        };
        (!self.own.iter().any(owns)).then_some(())
    }

    /// A `let` of something that borrows as well.
    fn joins(&self, stmt: &Stmt) -> bool {
        let tables = &*self.places.lowerer.tables;
        let Stmt::Local(binding) = stmt else {
            return false;
        };
        let Some(init) = &binding.init else {
            return false;
        };
        let references = &self.places.references;
        let borrows = references.gives(&init.expr, tables)
            || bound(&binding.pat).iter().all(|var| references.holds(*var));
        let kinds = kinds(&binding.pat, &init.expr, tables).unwrap_or_default();
        let fits = |(var, kind): &(VarId, Kind)| {
            let row = tables.var(*var);
            *kind != Kind::Value || row.is_some_and(|row| !row.mutable)
        };
        borrows && !kinds.is_empty() && kinds.iter().all(fits)
    }

    /// Those that only read come after it, so it must not change what they read, nor need what they make. A value that
    /// is read too early for that is built again as well.
    fn stays_in_order(&mut self, named: &[VarId], stmt: &Stmt) -> Option<()> {
        let is_apart = |at: &usize| {
            let reader = &self.stmts[*at];
            let declared = declared_in(std::slice::from_ref(reader));
            let needs = declared.iter().any(|var| self.places.names(stmt, *var));
            let changes = |var: &&VarId| {
                self.places.names(reader, **var) && !self.places.only_reads(stmt, **var, false)
            };
            !needs && !named.iter().any(|var| changes(&var))
        };
        let (apart, others): (Vec<usize>, Vec<usize>) =
            self.readers.iter().partition(|at| is_apart(at));
        self.readers = apart;
        let stmts = self.stmts;
        for at in others {
            let Stmt::Local(binding) = &stmts[at] else {
                return None;
            };
            let tables = &*self.places.lowerer.tables;
            let kinds = kinds(&binding.pat, &binding.init.as_ref()?.expr, tables)?;
            let is_value = |(var, kind): &(VarId, Kind)| {
                *kind == Kind::Value && tables.var(*var).is_some_and(|row| !row.mutable)
            };
            if !kinds.iter().all(is_value) {
                return None;
            }
            self.join(binding, at)?;
        }
        self.included.sort_unstable();
        Some(())
    }
}

/// What is built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    /// A map or a set.
    Other,
    /// No collection.
    Value,
}

/// The variables of a `let`, if their values come out the same each time.
fn kinds(pat: &Pat, init: &Expr, tables: &Tables) -> Option<Vec<(VarId, Kind)>> {
    let vars = bound(pat);
    let is_plain = |var: &VarId| tables.var(*var).is_some_and(|row| !row.by_ref);
    if vars.is_empty() || !vars.iter().all(is_plain) {
        return None;
    }
    let name = match pat {
        Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    if let (Pat::Tuple(parts), Pat::Type(typed)) = (name, pat)
        && let Type::Tuple(types) = &*typed.ty
        && types
            .elems
            .iter()
            .all(|ty| kind_of_type(ty) == Some(Kind::List))
        && parts.elems.iter().all(|part| matches!(part, Pat::Ident(_)))
    {
        return Some(vars.into_iter().map(|var| (var, Kind::List)).collect());
    }
    match (name, vars.as_slice()) {
        (Pat::Ident(_), [var]) => Some(vec![(*var, kind(pat, init, tables)?)]),
        _ => None,
    }
}

fn kind(pat: &Pat, init: &Expr, tables: &Tables) -> Option<Kind> {
    if is_list(pat, init, tables) {
        return Some(Kind::List);
    }
    let path = match strip(init) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => Some(&path.path),
            _ => None,
        },
        _ => None,
    };
    let makes_hashed = path.is_some_and(is_hashed);
    if let Some(ty) = written_type(pat, init) {
        return match kind_of_type(ty) {
            Some(kind) => Some(kind),
            None if makes_hashed => Some(Kind::Other),
            None => {
                let collects =
                    matches!(strip(init), Expr::MethodCall(call) if call.method == "collect");
                (collects && is_hashed_type(ty)).then_some(Kind::Other)
            }
        };
    }
    let is_sorted = path.is_some_and(|path| {
        let owner = path.segments.iter().rev().nth(1);
        owner.is_some_and(|owner| owner.ident == "BTreeMap" || owner.ident == "BTreeSet")
    });
    if makes_hashed || is_sorted {
        return Some(Kind::Other);
    }
    let is_value = match strip(init) {
        Expr::MethodCall(call) => !matches!(
            call.method.to_string().as_str(),
            "collect" | "into" | "partition" | "unzip"
        ),
        Expr::Binary(_) | Expr::Index(_) | Expr::Unary(_) | Expr::Field(_) => true,
        _ => false,
    };
    is_value.then_some(Kind::Value)
}

/// Of a type that is written; `None` where it would come out in another order, or is not known.
fn kind_of_type(ty: &Type) -> Option<Kind> {
    match ty {
        Type::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            match name.as_str() {
                "Vec" | "VecDeque" => Some(Kind::List),
                "BTreeMap" | "BTreeSet" => Some(Kind::Other),
                "usize" | "u8" | "u16" | "u32" | "u64" | "u128" | "isize" | "i8" | "i16"
                | "i32" | "i64" | "i128" | "f32" | "f64" | "bool" | "char" => Some(Kind::Value),
                _ => None,
            }
        }
        Type::Reference(_) => Some(Kind::Value),
        _ => None,
    }
}

/// `HashMap<_, _>`, with the hasher that it has if nobody says another.
fn is_hashed_type(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| {
        let arguments = match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => arguments.args.len(),
            _ => 0,
        };
        last.ident == "HashMap" && arguments == 2 || last.ident == "HashSet" && arguments == 1
    })
}

/// `HashMap::new`
fn is_hashed(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev();
    let (name, owner) = (names.next(), names.next());
    name.is_some_and(|name| name.ident == "new" || name.ident == "with_capacity")
        && owner.is_some_and(|owner| owner.ident == "HashMap" || owner.ident == "HashSet")
}
