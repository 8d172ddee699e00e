//! `match`, `if let` and `let` with an `else` on a whole variable.
//!
//! What an arm takes is bound by `let`s behind the pattern, so that what it leaves stays in its own variable, as Rust
//! leaves it in the tuple. Where one field decides ([`super::choice`]), it is matched instead of the whole:
//!
//! ```text
//! [source]  match t { (Some(a), _) => f(a), (None, b) => g(b) }
//! [output]  match t_0 { Some(a) => f(a), None => { let b = t_1; g(b) } }
//! ```
//!
//! Where guards do, they name the fields themselves, before anything is bound:
//!
//! ```text
//! [source]  match t { (a, _) if a.is_good() => f(a), (_, b) => g(b) }
//! [output]  match () { _ if t_0.is_good() => { let a = t_0; f(a) }  _ => { let b = t_1; g(b) } }
//! ```
//!
//! Where several fields do, they are looked at first:
//!
//! ```text
//! [source]  match t { (Some(a), Some(b)) => f(a, b), (_, c) => g(c) }
//! [output]  match match (&t_0, &t_1) { (&Some(_), &Some(_)) => 0, _ => 1 } {
//!               0 => { let Some(a) = t_0 else { nowhere() }; let Some(b) = t_1 else { nowhere() }; f(a, b) }
//!               _ => { let c = t_1; g(c) }
//!           }
//! ```

mod guards;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Arm, Expr, ExprIf, ExprMatch, Local, Member, Pat, Stmt, Token, parse_quote_spanned};

use super::choice::{Bound, Choice, bound_by_arm, choice, inside, matches_always, without_guard};
use super::parts::is_name;
use super::rewrite::{Rewriter, binding};
use super::shape::Shape;
use crate::flow::bound;
use crate::lower::put_before;
use crate::names::{self, MentionId, VarId};
use crate::scope::Origin;
use guards::Looked;

/// The variable that is matched, and how.
struct Matched {
    mention: MentionId,
    var: VarId,
    shape: Shape,
    choice: Choice,
}

impl Rewriter<'_> {
    /// Writes a `match` anew.
    pub(super) fn arms(&mut self, choice: &mut ExprMatch) {
        let pats = choice.arms.iter().map(|arm| &arm.pat);
        let Some(matched) = self.matched(&choice.expr, pats) else {
            return;
        };
        let span = choice.match_token.span;
        let made = names::made_at(span);
        let count = choice.arms.len();
        let mut looks: Vec<Arm> = Vec::new();
        for (index, arm) in choice.arms.iter_mut().enumerate() {
            let Looked { parts, guard } = self.guard_anew(&arm.pat, &matched);
            let (pat, lets) = self.bind_arm(&arm.pat, &matched);
            arm.pat = match &matched.choice {
                Choice::Looked(members) => {
                    let pat = guarded(look(&parts, members, made), guard, made);
                    let (attrs, number) = (&arm.attrs, number(index, made));
                    looks.push(parse_quote_spanned!(made=> #(#attrs)* #pat => #number,));
                    match index + 1 == count {
                        true => wild(made),
                        false => Pat::Lit(syn::PatLit {
                            attrs: Vec::new(),
                            lit: number,
                        }),
                    }
                }
                _ => guarded(pat, guard, made),
            };
            put_before(&mut arm.body, lets);
        }
        *choice.expr = self.looked_at(&matched, span);
        if let Choice::Looked(_) = matched.choice {
            let value = &choice.expr;
            *choice.expr = parse_quote_spanned!(made=> match #value { #(#looks)* });
        }
    }

    /// `if let (Some(a), b) = t { .. }`
    pub(super) fn condition(&mut self, branch: &mut ExprIf) {
        let Expr::Let(condition) = &mut *branch.cond else {
            return;
        };
        let pats = [&*condition.pat].into_iter();
        let Some(matched) = self.matched(&condition.expr, pats) else {
            return;
        };
        let span = condition.let_token.span;
        let made = names::made_at(span);
        let (pat, lets) = self.bind_arm(&condition.pat, &matched);
        let value = self.looked_at(&matched, span);
        if let Choice::Looked(members) = &matched.choice {
            let parts = self.guard_anew(&condition.pat, &matched).parts;
            let pat = look(&parts, members, made);
            *branch.cond = parse_quote_spanned!(made=> match #value { #pat => true, _ => false });
        } else {
            *condition.pat = pat;
            *condition.expr = value;
        }
        branch.then_branch.stmts.splice(0..0, lets);
    }

    /// `let (Some(a), b) = t else { .. };` is `let Some(a) = t_0 else { .. };` and what is given here: `let b = t_1;`. Where
    /// several fields decide, it is `let true = (match ..) else { .. };`.
    pub(super) fn or_else(&mut self, local: &mut Local) -> Option<Vec<Stmt>> {
        let init = local.init.as_mut()?;
        let (otherwise, other) = init.diverge.as_mut()?;
        let span = otherwise.span;
        let matched = self.matched(&init.expr, [&local.pat].into_iter())?;
        self.visit_expr_mut(other);
        let made = names::made_at(span);
        let (pat, lets) = self.bind_arm(&local.pat, &matched);
        let value = self.looked_at(&matched, span);
        if let Choice::Looked(members) = &matched.choice {
            let parts = self.guard_anew(&local.pat, &matched).parts;
            let pat = look(&parts, members, made);
            local.pat = parse_quote_spanned!(made=> true);
            *init.expr = parse_quote_spanned!(made=> (match #value { #pat => true, _ => false }));
        } else {
            local.pat = match pat {
                sides @ Pat::Or(_) => in_parentheses(sides, made),
                pat => pat,
            };
            *init.expr = value;
        }
        Some(lets)
    }

    fn matched<'p>(&self, value: &Expr, pats: impl Iterator<Item = &'p Pat>) -> Option<Matched> {
        let (mention, var) = self.whole(value)?;
        let shape = self.found.get(&var)?.clone();
        let choice = choice(pats, &shape, self.tables)?;
        Some(Matched {
            mention,
            var,
            shape,
            choice,
        })
    }

    /// What is matched instead of the variable.
    fn looked_at(&mut self, matched: &Matched, span: Span) -> Expr {
        let made = names::made_at(span);
        let members = match &matched.choice {
            Choice::Guards => &[],
            Choice::Field(member) => std::slice::from_ref(member),
            Choice::Looked(members) => members.as_slice(),
        };
        let fields = members.iter();
        let fields: Vec<Expr> = fields
            .filter_map(|member| self.field(matched.var, member, matched.mention, span))
            .collect();
        match fields.as_slice() {
            [field] => field.clone(),
            fields => parse_quote_spanned!(made=> (#(&#fields),*)),
        }
    }

    /// What is left of an arm's pattern, and the `let`s of what it binds besides.
    fn bind_arm(&mut self, pat: &Pat, matched: &Matched) -> (Pat, Vec<Stmt>) {
        let (pat, guard) = without_guard(pat);
        let asked = guards::vars_in(guard, self.tables);
        let span = pat.span();
        let mut rest = wild(names::made_at(span));
        let mut lets = Vec::new();
        match bound_by_arm(pat, &matched.shape) {
            Some(Bound::Whole(whole)) => {
                let value = self.literal(matched.var, Some(matched.mention), span);
                lets.extend(value.map(|value| self.bind_part(whole, value, true, &asked)));
            }
            Some(Bound::Parts(parts)) => {
                for (member, part) in parts {
                    if matches!(&matched.choice, Choice::Field(decides) if *decides == member) {
                        rest = part;
                        continue;
                    }
                    // all that it does is to decide
                    let is_plain = matches_always(&part, inside(&matched.shape, &member));
                    if !is_plain && bound(&part).is_empty() {
                        continue;
                    }
                    let value = self.field(matched.var, &member, matched.mention, part.span());
                    lets.extend(value.map(|value| self.bind_part(part, value, is_plain, &asked)));
                }
            }
            None => {}
        }
        (rest, lets)
    }

    /// `let part = value;`. What the guard named is not unused.
    fn bind_part(&mut self, part: Pat, value: Expr, is_plain: bool, asked: &[VarId]) -> Stmt {
        let span = part.span();
        let made = names::made_at(span);
        let vars = bound(&part);
        let mut attrs: Vec<syn::Attribute> = Vec::new();
        if vars.iter().any(|var| asked.contains(var)) {
            attrs.push(parse_quote_spanned!(made=> #[allow(unused_variables)]));
        }
        if !is_plain {
            attrs.push(parse_quote_spanned!(made=> #[allow(irrefutable_let_patterns)]));
            let mut stmt = binding(attrs, in_parentheses(part, made), value, span);
            if let Stmt::Local(syn::Local {
                init: Some(init), ..
            }) = &mut stmt
            {
                let never: Expr = parse_quote_spanned!(made=> { __coro_lib_nowhere() });
                init.diverge = Some((Token![else](made), Box::new(never)));
            }
            return stmt;
        }
        if let (true, [var]) = (is_name(&part), vars.as_slice())
            && let Some(row) = self.tables.vars.get_mut(var.index())
            && row.origin == Origin::Pattern
        {
            row.origin = Origin::Let;
        }
        binding(attrs, part, value, span)
    }
}

/// A pattern that looks at the fields which decide.
fn look(parts: &[(Member, Pat)], members: &[Member], span: Span) -> Pat {
    let part = |member: &Member| {
        let mut parts = parts.iter();
        let found = parts.find(|(other, _)| other == member);
        found.map_or_else(|| wild(span), |(_, pat)| pat.clone())
    };
    if let [member] = members {
        return part(member);
    }
    let looked = members.iter().map(|member| match part(member) {
        Pat::Wild(wild) => Pat::Wild(wild),
        pat => Pat::Reference(syn::PatReference {
            attrs: Vec::new(),
            and_token: Token![&](span),
            mutability: None,
            pat: Box::new(in_parentheses(pat, span)),
        }),
    });
    Pat::Tuple(syn::PatTuple {
        attrs: Vec::new(),
        paren_token: syn::token::Paren(span),
        elems: looked.collect(),
    })
}

/// A pattern that can stand where others bind tighter.
fn in_parentheses(pat: Pat, span: Span) -> Pat {
    match pat {
        Pat::Ident(_) | Pat::Range(_) | Pat::Or(_) => Pat::Paren(syn::PatParen {
            attrs: Vec::new(),
            paren_token: syn::token::Paren(span),
            pat: Box::new(pat),
        }),
        pat => pat,
    }
}

/// A pattern with a guard, if there is one.
fn guarded(pat: Pat, guard: Option<Expr>, span: Span) -> Pat {
    match guard {
        None => pat,
        Some(guard) => Pat::Guard(syn::PatGuard {
            attrs: Vec::new(),
            pat: Box::new(pat),
            if_token: Token![if](span),
            guard: Box::new(guard),
        }),
    }
}

fn number(index: usize, span: Span) -> syn::Lit {
    let mut number = proc_macro2::Literal::usize_unsuffixed(index);
    number.set_span(span);
    syn::Lit::new(number)
}

fn wild(span: Span) -> Pat {
    Pat::Wild(syn::PatWild {
        attrs: Vec::new(),
        underscore_token: Token![_](span),
    })
}
