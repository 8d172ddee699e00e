//! Which variables hold a closure that is written in the function, and whether a call takes it away.
//!
//! rustc does not know of a closure how it can be called before it has seen the whole function: so it cannot be asked
//! (`lower/called.rs`), and what the closure does with what it captures tells it here.
//!
//! ```text
//! let f = move || drop(item);             f() takes f away
//! let (g, n) = (|| item.touch(), 3);      g() leaves it
//! let h = make();                         not told
//! ```

use syn::visit::{self, Visit};
use syn::{Expr, ExprClosure, Pat};

use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::maps::HashSet;
use crate::names::{MentionId, VarId};
use crate::scope::Tables;
use crate::split::Declared;

/// Variables that hold closures of the function.
#[derive(Debug, Default)]
pub struct Holders {
    /// All of them.
    pub all: HashSet<VarId>,
    /// Those of closures that give away what they capture.
    pub once: HashSet<VarId>,
    /// Those of them whose closures own that.
    pub owning: HashSet<VarId>,
}

impl Holders {
    /// Of a body.
    pub fn of(body: &syn::Block, tables: &Tables) -> Holders {
        let mut finder = Finder {
            tables,
            found: Holders::default(),
        };
        finder.visit_block(body);
        finder.found
    }
}

struct Finder<'t> {
    tables: &'t Tables,
    found: Holders,
}

impl Finder<'_> {
    /// `pat` is bound to the value of `expr`, or to what it holds.
    fn bind(&mut self, pat: &Pat, expr: &Expr) {
        if let (Pat::Tuple(pats), Expr::Tuple(values)) = (pat, strip(expr))
            && pats.elems.len() == values.elems.len()
            && !pats.elems.iter().any(|pat| matches!(pat, Pat::Rest(_)))
        {
            let pairs = pats.elems.iter().zip(&values.elems);
            return pairs.for_each(|(pat, value)| self.bind(pat, value));
        }
        let untyped = |var: &VarId| self.tables.var(*var).is_some_and(|row| row.ty.is_none());
        let vars: Vec<VarId> = bound(pat).into_iter().filter(untyped).collect();
        let mut held = Held::default();
        held.by(expr);
        let mut sources = HashSet::default();
        while let Some(other) = held.others.pop() {
            match mention_of(other).and_then(|mention| self.tables.mention(mention)) {
                Some(row) => sources.extend(self.found.all.get(&row.var)),
                None if matches!(other, Expr::Path(_)) => {}
                None => held.by(other),
            }
        }
        if held.closures.is_empty() && sources.is_empty() {
            return;
        }
        let gives = |closure: &&ExprClosure| gives_away(closure, self.tables);
        let is_once = held.closures.iter().any(gives)
            || sources.iter().any(|var| self.found.once.contains(var));
        let owns = |closure: &&ExprClosure| {
            closure.capture.is_some() || surely_gives(closure, self.tables)
        };
        let owns = held.closures.iter().any(owns)
            || sources.iter().any(|var| self.found.owning.contains(var));
        self.found.all.extend(&vars);
        if is_once && owns {
            self.found.owning.extend(&vars);
        }
        if is_once {
            self.found.once.extend(vars);
        }
    }
}

/// The closures that are written in the value of `expr`.
pub fn closures_in(expr: &Expr) -> Vec<&ExprClosure> {
    let mut held = Held::default();
    held.by(expr);
    held.closures
}

/// What a value holds.
#[derive(Default)]
struct Held<'e> {
    /// Closures that are written there.
    closures: Vec<&'e ExprClosure>,
    /// Values that it is, holds, or is made of.
    others: Vec<&'e Expr>,
}

impl<'e> Held<'e> {
    fn by(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Closure(closure) => self.closures.push(closure),
            Expr::Paren(paren) => self.by(&paren.expr),
            Expr::Group(group) => self.by(&group.expr),
            Expr::Block(block) => self.by_tail(&block.block),
            Expr::Unsafe(block) => self.by_tail(&block.block),
            Expr::If(branch) => {
                self.by_tail(&branch.then_branch);
                branch
                    .else_branch
                    .iter()
                    .for_each(|(_, other)| self.by(other));
            }
            Expr::Match(choice) => choice.arms.iter().for_each(|arm| self.by(&arm.body)),
            Expr::Tuple(tuple) => self.by_all(&tuple.elems),
            Expr::Array(array) => self.by_all(&array.elems),
            Expr::Repeat(repeat) => self.by(&repeat.expr),
            Expr::Struct(made) => self.by_all(made.fields.iter().map(|field| &field.expr)),
            Expr::Call(call) if wraps(&call.func) => self.by_all(&call.args),
            Expr::Call(call) => self.by_results(&call.args),
            Expr::MethodCall(call) => {
                self.others.push(&call.receiver);
                self.by_results(&call.args);
            }
            Expr::Reference(reference) => self.others.push(&reference.expr),
            Expr::Try(tried) => self.others.push(&tried.expr),
            Expr::Field(field) => self.others.push(&field.base),
            Expr::Index(index) => self.others.push(&index.expr),
            Expr::Path(_) => self.others.push(expr),
            _ => {}
        }
    }

    fn by_all(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.by(expr));
    }

    fn by_tail(&mut self, block: &'e syn::Block) {
        if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last() {
            self.by(tail);
        }
    }

    /// A closure that is given to a function hands on what it returns.
    fn by_results(&mut self, args: impl IntoIterator<Item = &'e Expr>) {
        for arg in args {
            if let Expr::Closure(closure) = strip(arg) {
                self.by(&closure.body);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
        }
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, binding);
        self.bind(&binding.pat, &binding.expr);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        self.bind(&repeat.pat, &repeat.expr);
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        for arm in &choice.arms {
            self.bind(&arm.pat, &choice.expr);
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `Some`, `Box::new`, `vec!`: what has its arguments in its value.
fn wraps(func: &Expr) -> bool {
    let Expr::Path(func) = func else { return false };
    func.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name == "new"
            || name == "from"
            || name.starts_with(char::is_uppercase)
            || func
                .path
                .get_ident()
                .and_then(crate::names::parse)
                .is_some()
    })
}

/// Whether a closure gives away all that it captures, or what surely is not `Copy`: the call takes it away, or it
/// holds nothing that could be missed.
pub fn gives_away(closure: &ExprClosure, tables: &Tables) -> bool {
    let captured = |mention: &MentionId| {
        let row = tables.mention(*mention)?;
        row.in_closure.map(|_| row.var)
    };
    let given = given_by(closure, tables);
    let all = mentions_in(&Expr::Closure(closure.clone()));
    let all: HashSet<VarId> = all.iter().filter_map(captured).collect();
    !given.is_empty() && (given == all || surely_gives(closure, tables))
}

/// Whether a closure gives away something that it captures and that surely is not `Copy`: `move` or not, it owns that.
pub fn surely_gives(closure: &ExprClosure, tables: &Tables) -> bool {
    let is_owned = |var: &VarId| {
        let ty = tables.var(*var).and_then(|row| row.ty.as_ref());
        ty.or_else(|| tables.hints.get(var))
            .is_some_and(|ty| crate::split::is_owned_type(ty) || is_declared_owned(ty))
    };
    let dropped = dropped_in(closure, tables);
    let mut given = given_by(closure, tables).into_iter();
    given.any(|var| is_owned(&var) || dropped.contains(&var))
}

/// Whether the file declares a type so that it cannot be `Copy`: with a `Drop`, or a field that owns something.
fn is_declared_owned(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else {
        return false;
    };
    path.path.segments.last().is_some_and(|last| {
        let declared = crate::split::Declared::beside(last.ident.span());
        let fields = declared.fields(&last.ident).unwrap_or_default();
        declared.drops(&last.ident) || fields.iter().any(|field| field.owned)
    })
}

/// What a closure gives away of what it captures.
fn given_by(closure: &ExprClosure, tables: &Tables) -> HashSet<VarId> {
    let whole = Expr::Closure(closure.clone());
    let given = crate::flow::closure_values(&whole, tables);
    let rows = given.iter().filter_map(|mention| tables.mention(*mention));
    rows.filter(|row| row.in_closure.is_some())
        .map(|row| row.var)
        .collect()
}

/// What a closure gives to `drop`, which rustc would complain of if it were `Copy`.
fn dropped_in(closure: &ExprClosure, tables: &Tables) -> HashSet<VarId> {
    struct Dropped<'t>(&'t Tables, HashSet<VarId>);
    impl<'ast> Visit<'ast> for Dropped<'_> {
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            let is_drop = matches!(&*call.func, Expr::Path(func) if func.path.is_ident("drop"));
            let given = call.args.first().filter(|_| is_drop).and_then(mention_of);
            let row = given.and_then(|mention| self.0.mention(mention));
            self.1.extend(row.map(|row| row.var));
            visit::visit_expr_call(self, call);
        }
    }
    let mut dropped = Dropped(tables, HashSet::default());
    dropped.visit_expr_closure(closure);
    dropped.1
}

/// Whether calling a variable takes it away, or leaves nothing that could be missed.
pub fn is_called_once(var: VarId, tables: &Tables) -> bool {
    is_of_once_type(var, tables) || tables.once_closures.contains(&var)
}

/// Whether a call of a variable surely takes it, before its arguments are evaluated.
pub(super) fn is_taken(var: VarId, tables: &Tables) -> bool {
    is_of_once_type(var, tables) || tables.owning_once.contains(&var)
}

fn is_of_once_type(var: VarId, tables: &Tables) -> bool {
    let ty = tables.var(var).and_then(|row| row.ty.as_ref());
    ty.is_some_and(|ty| {
        let text = quote::quote!(#ty).to_string();
        text.contains("FnOnce") || tables.once.contains(&text) || is_alias_of_once(ty)
    })
}

/// `Next<'_>`, where the file says `type Next<'a> = Box<dyn FnOnce(..) -> .. + 'a>;`
fn is_alias_of_once(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else {
        return false;
    };
    let name = path.path.segments.last().map(|last| &last.ident);
    name.is_some_and(|name| Declared::beside(name.span()).is_alias_of(name, "FnOnce"))
}
