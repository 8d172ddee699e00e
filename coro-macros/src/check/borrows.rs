//! What surely borrows a local is not kept over a pause.
//!
//! ```text
//! [source]  let text = String::from("a b");  let words: Vec<&str> = text.split(' ').collect();  yield_wait!();  f(words);
//! [output]  error: `words` borrows `text`, and cannot be kept beside it over a pause
//! ```
//!
//! rustc says it too, but of the machine's state. Told of a variable that is named after a pause, of a borrow of what
//! plainly is a local ([`crate::scope::Owner`]), where no pass found a way to make the borrow again. In doubt rustc
//! has the word.

use syn::visit::Visit;
use syn::{Expr, ExprMethodCall, GenericArgument, Pat, Type};

use crate::carry::{Aliases, Visitor, root_of, walk_block};
use crate::error::Errors;
use crate::flow::{Flow, bound, strip};
use crate::ir::{Block, Pause};
use crate::maps::HashMap;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Origin, Owner, Tables, owner_of};
use crate::split::Declared;

/// Methods of a collection that give a borrow of it.
const BORROWING: &[&str] = &[
    "as_bytes",
    "as_mut_slice",
    "as_slice",
    "as_str",
    "char_indices",
    "chars",
    "bytes",
    "chunks",
    "drain",
    "first",
    "get",
    "get_mut",
    "iter",
    "iter_mut",
    "keys",
    "last",
    "lines",
    "split",
    "split_whitespace",
    "trim",
    "trim_end",
    "trim_start",
    "values",
    "values_mut",
    "windows",
];

/// Methods that keep what a borrow borrows.
const KEEPING: &[&str] = &[
    "by_ref",
    "cycle",
    "enumerate",
    "expect",
    "filter",
    "fuse",
    "inspect",
    "peekable",
    "rev",
    "skip",
    "skip_while",
    "step_by",
    "take",
    "take_while",
    "trim",
    "unwrap",
];

/// Rule: a borrow of a local ends before the coroutine pauses.
pub fn check_borrows(
    body: &Block,
    aliases: &Aliases,
    flow: &Flow,
    tables: &Tables,
    errors: &mut Errors,
) {
    let mut borrows = Borrows {
        tables,
        flow,
        aliases,
        lists: Vec::new(),
        of: HashMap::default(),
        found: Vec::new(),
    };
    walk_block(body, &mut borrows);
    for (var, root, kind) in borrows.found {
        let (Some(var), Some(root)) = (tables.var(var), tables.mention(root)) else {
            continue;
        };
        let (name, owner) = (&var.ident, &root.ident);
        let help = match kind {
            Kind::Collected => {
                "collect what it finds by value, as with `.map(|part| part.to_string())`"
                    .to_string()
            }
            Kind::Plain => format!(
                "borrow `{owner}` again after the pause, or loop over it with `for`, which goes on by position"
            ),
            Kind::Held => format!(
                "let `{name}` own what it needs, or keep positions in `{owner}` in it instead of references"
            ),
        };
        errors
            .report(
                owner,
                format!("`{name}` borrows `{owner}`, and cannot be kept beside it over a pause"),
            )
            .help(help)
            .help(format!("or let the caller own `{owner}`, and take it as a reference: a borrow of that can be held"))
            .note("a paused machine can be moved, so it cannot hold a borrow of its own variable");
    }
}

/// Finds borrows that are alive where the function pauses.
struct Borrows<'b> {
    tables: &'b Tables,
    flow: &'b Flow,
    aliases: &'b Aliases,
    /// Lists that begin with nothing.
    lists: Vec<VarId>,
    /// What each variable borrows, and how.
    of: HashMap<VarId, (MentionId, Kind)>,
    found: Vec<(VarId, MentionId, Kind)>,
}

/// How a variable borrows.
#[derive(Clone, Copy)]
enum Kind {
    /// It is a reference or an iterator.
    Plain,
    /// It is a collection of what an iterator finds.
    Collected,
    /// A reference is in it: `Bits { data: &data }`, `vec![&tree]`.
    Held,
}

impl Visitor for Borrows<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let syn::Stmt::Expr(Expr::MethodCall(call), _) = stmt {
            return self.put_in(call);
        }
        let syn::Stmt::Local(local) = stmt else {
            return;
        };
        self.note_list(local);
        let (pat, ty) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pat => (pat, None),
        };
        if let (Pat::Ident(_), Some(init)) = (pat, &local.init)
            && let Some(var) = bound(pat).first()
            && self.aliases.get(*var).is_none()
            && let Some(borrow) = self.borrowed(&init.expr, ty)
        {
            self.of.insert(*var, borrow);
        }
    }

    fn pause(&mut self, pause: &Pause) {
        let Some(facts) = self.flow.at(pause.point) else {
            return;
        };
        let mut crossing: Vec<VarId> = self.of.keys().copied().collect();
        crossing.retain(|var| facts.live.has(*var) && facts.maybe.has(*var));
        crossing.sort();
        for var in crossing {
            if let Some((root, kind)) = self.of.remove(&var) {
                self.found.push((var, root, kind));
            }
        }
    }
}

impl Borrows<'_> {
    /// `let mut open = VecDeque::new();`
    fn note_list(&mut self, local: &syn::Local) {
        let Some(Expr::Call(call)) = local.init.as_ref().map(|init| strip(&init.expr)) else {
            return;
        };
        let Expr::Path(path) = &*call.func else {
            return;
        };
        let owner = path.path.segments.iter().rev().nth(1);
        let is_list = owner.is_some_and(|owner| owner.ident == "Vec" || owner.ident == "VecDeque");
        if is_list && call.args.is_empty() {
            self.lists.extend(bound(&local.pat));
        }
    }

    /// `open.push_back((0, &root));`
    fn put_in(&mut self, call: &ExprMethodCall) {
        let puts = matches!(
            call.method.to_string().as_str(),
            "push" | "push_back" | "push_front"
        );
        let list = crate::flow::mention_of(&call.receiver);
        let list = list.and_then(|list| self.tables.mention(list));
        let Some(var) = list.map(|row| row.var).filter(|_| puts) else {
            return;
        };
        if self.lists.contains(&var)
            && self.aliases.get(var).is_none()
            && let Some(root) = call.args.iter().find_map(|item| self.held(item))
        {
            self.of.insert(var, (root, Kind::Held));
        }
    }

    fn borrowed(&self, expr: &Expr, ty: Option<&Type>) -> Option<(MentionId, Kind)> {
        match strip(expr) {
            Expr::Reference(reference) if matches!(*reference.expr, Expr::Path(_)) => {
                self.owned(&reference.expr).map(|root| (root, Kind::Plain))
            }
            Expr::Struct(_) | Expr::Call(_) => Some((self.held(expr)?, Kind::Held)),
            Expr::MethodCall(call) if call.method == "collect" => {
                let root = self.iterated(&call.receiver, true)?;
                collects_references(call, ty).then_some((root, Kind::Collected))
            }
            expr => self.iterated(expr, false).map(|root| (root, Kind::Plain)),
        }
    }

    /// The local to which a reference is put into something: `Bits { data: &data, at: 0 }`, `vec![(&tree, 0)]`,
    /// `Some(&tree)`, and `Bits::new(&data)` where the file says that `Bits` borrows.
    fn held(&self, expr: &Expr) -> Option<MentionId> {
        match strip(expr) {
            Expr::Reference(reference) => self.local(&reference.expr),
            Expr::Struct(made) => made.fields.iter().find_map(|field| self.held(&field.expr)),
            Expr::Tuple(tuple) => tuple.elems.iter().find_map(|part| self.held(part)),
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else {
                    return None;
                };
                let segments: Vec<_> = path.path.segments.iter().map(|it| &it.ident).collect();
                if let ([ty, _], 1) = (segments.as_slice(), call.args.len()) {
                    let held = self.held(call.args.first()?)?;
                    return Declared::beside(ty.span()).has_lifetime(ty).then_some(held);
                }
                let name = path.path.get_ident()?;
                let is_list = match names::parse(name) {
                    Some(Sentinel::Macro(id)) => {
                        let row = self.tables.macro_call(id)?;
                        row.path.segments.last()?.ident == "vec"
                    }
                    _ => false,
                };
                let holds = is_list || name.to_string().starts_with(char::is_uppercase);
                holds.then(|| call.args.iter().find_map(|arg| self.held(arg)))?
            }
            _ => None,
        }
    }

    /// A variable of the function, of which a reference surely is a borrow.
    fn local(&self, place: &Expr) -> Option<MentionId> {
        let mention = crate::flow::mention_of(strip(place))?;
        let var = self.tables.mention(mention)?.var;
        let origin = self.tables.var(var)?.origin;
        let is_local = matches!(origin, Origin::Let | Origin::Param | Origin::Pattern);
        (is_local && self.aliases.get(var).is_none()).then_some(mention)
    }

    /// The local that a chain of methods borrows. `any`: whatever stands between may be there.
    fn iterated(&self, expr: &Expr, any: bool) -> Option<MentionId> {
        let Expr::MethodCall(call) = strip(expr) else {
            return None;
        };
        let name = call.method.to_string();
        if BORROWING.contains(&name.as_str())
            && let Some(root) = self.owned(&call.receiver)
        {
            return Some(root);
        }
        // what is copied out may refer to something else
        let maps = matches!(name.as_str(), "map" | "filter_map" | "flat_map");
        let is_copied = matches!(name.as_str(), "copied" | "cloned");
        if is_copied || (maps && call.args.iter().any(copies_out)) {
            return None;
        }
        (any || KEEPING.contains(&name.as_str())).then(|| self.iterated(&call.receiver, any))?
    }

    /// A variable that owns a collection itself.
    fn owned(&self, place: &Expr) -> Option<MentionId> {
        let root = root_of(place).filter(|_| matches!(strip(place), Expr::Path(_)))?;
        let var = self.tables.mention(root)?.var;
        let is_reference = matches!(self.tables.var(var)?.ty, Some(Type::Reference(_)));
        let owner = owner_of(place, self.tables)?;
        let owns = owner != Owner::Iterator
            && !is_reference
            && !self.tables.lent.contains(&var)
            && !self.tables.handed_over.contains(&var)
            && self.aliases.get(var).is_none();
        owns.then_some(root)
    }
}

/// `|word| *word`, `|(&name, _)| name`
fn copies_out(func: &Expr) -> bool {
    let Expr::Closure(closure) = strip(func) else {
        return false;
    };
    let dereferences = matches!(strip(&closure.body), Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)));
    dereferences || closure.inputs.iter().any(crate::carry::copies)
}

/// Whether what is collected has references whose lifetime is not written: `Vec<&str>`.
fn collects_references(call: &ExprMethodCall, ty: Option<&Type>) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
            self.0 |= reference.lifetime.is_none();
        }
    }
    let mut finder = Finder(false);
    let turbofish = call.turbofish.iter().flat_map(|turbofish| &turbofish.args);
    let written = turbofish.filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    written.chain(ty).for_each(|ty| finder.visit_type(ty));
    finder.0
}
