//! Patterns whose sides leave different parts of what they match.
//!
//! A part that is left gets a variable ([`super::left`]), but which parts those are depends on the side of `|` that
//! matches. So each side is matched by itself, and hands what it binds on:
//!
//! ```text
//! [source]  if let A(x, _) | B(_, x) = pop() { yield_wait!(); send(x) }
//! [output]  let scrutinee = pop();  let left2;  let left1;
//!           if let Some(x) = match scrutinee {
//!               A(x, part1) => { left1 = part1; Some(x) }
//!               B(part2, x) => { left2 = part2; Some(x) }
//!               _ => None,
//!           } { yield_wait!(); send(x) }
//! ```
//!
//! In a `match` it is a jump that hands them on, so that the other arms stay where they are:
//!
//! ```text
//! [source]  match v { A(x, _) | B(_, x) => t, C => e }
//! [output]  'merged: { let x = 'arm: { match v { A(x, part1) => { left1 = part1; break 'arm x }
//!               B(part2, x) => { left2 = part2; break 'arm x }  C => break 'merged e } };  t }
//! ```

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Expr, ExprMatch, Label, Lifetime, Pat, Stmt, parse_quote_spanned};

use super::chain::parse_wild;
use super::control::{parse_quote_pat, some_pattern};
use super::hold::{Bindings, bindings};
use super::left::{Left, assignments, bind_left, lends};
use crate::flow::{bound, mentions_in};
use crate::maps::HashMap;
use crate::names::{self, MentionId, Sentinel, TargetId, VarId};
use crate::scope::{Tables, Target, TargetKind};

/// Patterns of more sides are left as they are.
const MOST: usize = 16;

/// Whether the sides of a `|` in `pat` leave different parts.
pub fn differ(pat: &Pat) -> bool {
    bindings(pat) == Bindings::Some
        && !lends(pat)
        && first_or(&mut pat.clone()).is_some()
        && sides(pat).is_some()
}

/// What one side binds.
struct Side {
    pat: Pat,
    vars: Vec<VarId>,
    assigned: Vec<Stmt>,
}

/// `let pat = scrutinee` with the sides of `pat` by themselves; gives what they leave.
pub fn let_sides(
    pat: &mut Pat,
    scrutinee: &mut Expr,
    is_refutable: bool,
    tables: &mut Tables,
) -> Vec<Left> {
    let span = names::made_at(scrutinee.span());
    let vars = bound(pat);
    let (mut lefts, mut arms) = (Vec::new(), Vec::new());
    for side in sides(pat).unwrap_or_default() {
        let Side {
            pat,
            vars,
            assigned,
        } = bind_side(side, &vars, false, &mut lefts, tables, span);
        let value = values(&vars, tables, span);
        let value: Expr = match is_refutable {
            true => parse_quote_spanned!(span=> Some(#value)),
            false => value,
        };
        arms.push(arm(
            pat,
            parse_quote_spanned!(span=> { #(#assigned)* #value }),
        ));
    }
    let handed_on = patterns(&vars, tables, span);
    *pat = match is_refutable {
        true => some_pattern(handed_on, span),
        false => handed_on,
    };
    if is_refutable {
        arms.push(arm(parse_wild(span), parse_quote_spanned!(span=> { None })));
    }
    let value = std::mem::replace(scrutinee, super::operands::empty());
    *scrutinee = matching(value, arms, span);
    lefts
}

/// `match scrutinee { Some(x) => Some(x), _ => None }`, of which `pat` takes what it bound of the scrutinee; of a
/// pattern that matches always `match scrutinee { (x, _) => x }`.
pub fn handed_on(pat: &mut Pat, scrutinee: Expr, is_refutable: bool, tables: &mut Tables) -> Expr {
    let span = names::made_at(scrutinee.span());
    let vars = bound(pat);
    let (inner, own) = renamed(pat.clone(), &vars, tables);
    let value = values(&own, tables, span);
    *pat = patterns(&vars, tables, span);
    if !is_refutable {
        let arms = vec![arm(inner, parse_quote_spanned!(span=> { #value }))];
        return matching(scrutinee, arms, span);
    }
    let taken = std::mem::replace(pat, parse_wild(span));
    *pat = some_pattern(taken, span);
    let arms = vec![
        arm(inner, parse_quote_spanned!(span=> { Some(#value) })),
        arm(parse_wild(span), parse_quote_spanned!(span=> { None })),
    ];
    matching(scrutinee, arms, span)
}

/// A `match` in which the sides of those arms that `is_merged` names are by themselves; gives what they leave.
/// `asks`: see [`Left::asked`].
pub fn merge_arms(
    choice: ExprMatch,
    is_merged: &[bool],
    asks: bool,
    tables: &mut Tables,
) -> (Expr, Vec<Left>) {
    let span = names::made_at(choice.match_token.span);
    let merged = target("merged", tables, span);
    let (mut lefts, mut arms, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    let any_falls = choice.arms.iter().any(|arm| !diverges(&arm.body));
    // what leaves by itself is no value of a jump; but then some jump has to name the label
    let leave_merged = |body: Expr| match any_falls && diverges(&body) {
        true => body,
        false => leave(&merged, body, span),
    };
    for (old, is_merged) in choice.arms.into_iter().zip(is_merged) {
        let Arm {
            attrs, pat, body, ..
        } = old;
        if !is_merged {
            let leave = leave_merged(*body);
            arms.push(Arm {
                attrs,
                ..arm(pat, parse_quote_spanned!(span=> { #leave }))
            });
            continue;
        }
        let (vars, end) = (bound(&pat), target("side", tables, span));
        for side in sides(&pat).unwrap_or_default() {
            let side = bind_side(side, &vars, asks, &mut lefts, tables, span);
            let value = values(&side.vars, tables, span);
            let leave = self::leave(&end, value, span);
            let assigned = side.assigned;
            arms.push(Arm {
                attrs: attrs.clone(),
                ..arm(
                    side.pat,
                    parse_quote_spanned!(span=> { #(#assigned)* #leave }),
                )
            });
        }
        // the guard names it, perhaps nothing else
        let named: Vec<VarId> = mentions_in(&*body)
            .into_iter()
            .filter_map(|mention| Some(tables.mention(mention)?.var))
            .collect();
        let is_unnamed = vars.iter().any(|var| !named.contains(var));
        ends.push((end, patterns(&vars, tables, span), is_unnamed, *body));
    }
    let mut inside = vec![Stmt::Expr(matching(*choice.expr, arms, span), None)];
    for (end, pat, is_unnamed, body) in ends {
        let value = labelled(&end, inside, span);
        inside = vec![
            match is_unnamed {
                true => parse_quote_spanned!(span=> #[allow(unused_variables)] let #pat = #value;),
                false => parse_quote_spanned!(span=> let #pat = #value;),
            },
            Stmt::Expr(leave_merged(body), None),
        ];
    }
    (labelled(&merged, inside, span), lefts)
}

fn matching(expr: Expr, arms: Vec<Arm>, span: Span) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: syn::Token![match](span),
        expr: Box::new(expr),
        brace_token: syn::token::Brace(span),
        arms,
    })
}

fn arm(mut pat: Pat, body: Expr) -> Arm {
    let span = body.span();
    // a `let` needs them around its sides, an arm does not
    while let Pat::Paren(paren) = pat {
        pat = *paren.pat;
    }
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: syn::Token![=>](span),
        body: Box::new(body),
        comma: None,
    }
}

fn labelled(target: &Lifetime, stmts: Vec<Stmt>, span: Span) -> Expr {
    Expr::Block(syn::ExprBlock {
        attrs: Vec::new(),
        label: Some(Label {
            name: target.clone(),
            colon_token: syn::Token![:](span),
        }),
        block: syn::Block {
            brace_token: syn::token::Brace(span),
            stmts,
        },
    })
}

/// A label that is printed, also where nothing pauses.
fn target(word: &str, tables: &mut Tables, span: Span) -> Lifetime {
    let id = TargetId::new(tables.targets.len());
    let label = Lifetime::new(&format!("'{word}{}", tables.targets.len() + 1), span);
    let written = names::written_target(id, &label);
    tables.targets.push(Target {
        id,
        label: Some(label),
        kind: TargetKind::Block,
        in_closure: false,
    });
    written
}

/// Whether control plainly does not come to the end of an arm.
fn diverges(body: &Expr) -> bool {
    match body {
        Expr::Block(block) if block.label.is_none() => match block.block.stmts.last() {
            Some(Stmt::Expr(last, _)) => diverges(last),
            _ => false,
        },
        body => crate::check::never_ends(body),
    }
}

/// `break 'target value`
fn leave(target: &Lifetime, value: Expr, span: Span) -> Expr {
    let is_nothing = match &value {
        Expr::Block(block) => block.label.is_none() && block.block.stmts.is_empty(),
        Expr::Tuple(tuple) => tuple.elems.is_empty(),
        _ => false,
    };
    Expr::Break(syn::ExprBreak {
        attrs: Vec::new(),
        break_token: syn::Token![break](span),
        label: Some(target.clone()),
        expr: (!is_nothing).then(|| Box::new(value)),
    })
}

/// A side with variables of its own for what it binds, and for what it leaves.
fn bind_side(
    pat: Pat,
    vars: &[VarId],
    asks: bool,
    lefts: &mut Vec<Left>,
    tables: &mut Tables,
    span: Span,
) -> Side {
    let (mut pat, vars) = renamed(pat, vars, tables);
    let mut left = bind_left(&mut pat, tables);
    if asks {
        left = left.into_iter().map(Left::asked).collect();
    }
    let assigned = assignments(&left, tables, span);
    lefts.extend(left);
    Side {
        pat,
        vars,
        assigned,
    }
}

/// A pattern that binds variables of its own for `vars`, and those.
fn renamed(mut pat: Pat, vars: &[VarId], tables: &mut Tables) -> (Pat, Vec<VarId>) {
    let mut own = HashMap::default();
    for var in vars {
        let id = VarId::new(tables.vars.len());
        if let Some(row) = tables.var(*var).cloned() {
            tables.vars.push(crate::scope::Var {
                id,
                mutable: false,
                ..row
            });
            own.insert(*var, id);
        }
    }
    Renamer { own: &own, tables }.visit_pat_mut(&mut pat);
    let vars = vars.iter().filter_map(|var| own.get(var).copied());
    (pat, vars.collect())
}

/// `x`, or `(x, y)`.
fn values(vars: &[VarId], tables: &mut Tables, span: Span) -> Expr {
    let values: Vec<Expr> = vars
        .iter()
        .filter_map(|var| {
            let ident = tables.var(*var)?.ident.clone();
            Some(tables.mention_again(*var, ident.clone(), ident.span()))
        })
        .collect();
    match values.as_slice() {
        [value] => value.clone(),
        values => parse_quote_spanned!(span=> (#(#values),*)),
    }
}

fn patterns(vars: &[VarId], tables: &Tables, span: Span) -> Pat {
    let pats: Vec<Pat> = vars
        .iter()
        .filter_map(|var| {
            let row = tables.var(*var)?;
            Some(Pat::Ident(syn::PatIdent {
                attrs: Vec::new(),
                by_ref: None,
                mutability: row.mutable.then(|| syn::Token![mut](span)),
                ident: names::variable(*var, row.ident.span()),
                subpat: None,
            }))
        })
        .collect();
    match pats.as_slice() {
        [pat] => pat.clone(),
        pats => parse_quote_pat(quote::quote_spanned!(span=> (#(#pats),*))),
    }
}

/// Binds other variables, in the pattern and in its guard.
struct Renamer<'t> {
    own: &'t HashMap<VarId, VarId>,
    tables: &'t mut Tables,
}

impl VisitMut for Renamer<'_> {
    fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
        if let Some(Sentinel::Variable(var)) = names::parse(&pat.ident)
            && let Some(own) = self.own.get(&var)
        {
            pat.ident = names::variable(*own, pat.ident.span());
            pat.mutability = None;
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }

    fn visit_ident_mut(&mut self, ident: &mut proc_macro2::Ident) {
        if let Some(Sentinel::Mention(mention)) = names::parse(ident)
            && let Some(row) = self.tables.mention(mention).cloned()
        {
            let id = MentionId::new(self.tables.mentions.len());
            let var = self.own.get(&row.var).copied().unwrap_or(row.var);
            self.tables
                .mentions
                .push(crate::scope::Mention { id, var, ..row });
            *ident = names::mention(id, ident.span());
        }
    }
}

/// The sides of a pattern, unless there are too many.
fn sides(pat: &Pat) -> Option<Vec<Pat>> {
    let (mut open, mut done) = (vec![pat.clone()], Vec::new());
    while let Some(pat) = open.pop() {
        let mut whole = pat.clone();
        let Some(Pat::Or(or)) = first_or(&mut whole) else {
            done.push(pat);
            continue;
        };
        for case in or.cases.iter().rev() {
            let mut side = pat.clone();
            if let Some(place) = first_or(&mut side) {
                *place = case.clone();
            }
            open.push(side);
        }
        if open.len() + done.len() > MOST {
            return None;
        }
    }
    Some(done)
}

/// The first `|` in a pattern of which a side binds something and leaves something.
fn first_or(pat: &mut Pat) -> Option<&mut Pat> {
    if let Pat::Or(_) = pat {
        return (bindings(pat) == Bindings::Some).then_some(pat);
    }
    match pat {
        Pat::Guard(guard) => first_or(&mut guard.pat),
        Pat::Paren(paren) => first_or(&mut paren.pat),
        Pat::Type(typed) => first_or(&mut typed.pat),
        Pat::Tuple(tuple) => tuple.elems.iter_mut().find_map(first_or),
        Pat::TupleStruct(tuple) => tuple.elems.iter_mut().find_map(first_or),
        Pat::Struct(fields) => {
            let mut fields = fields.fields.iter_mut();
            fields.find_map(|field| first_or(&mut field.pat))
        }
        _ => None,
    }
}
