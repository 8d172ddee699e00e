//! What comes into a function from outside: its parameters, what it captures, what it receives.
//!
//! - Takes: the parameters and the pattern behind `receives`, resolved.
//! - Gives: a variable for each of them, and the statements that take those apart which are patterns.
//!
//! ```text
//! [source] fn f((a, b): (u8, u8)) receives world: &mut World { .. }
//! [output] fn f(arg1: (u8, u8)) .. { let (a, b) = arg1; .. }      `world` is a loan, lent again as `&mut *world`
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, FnArg, Pat, PatIdent, PatType, Token};

use crate::emit::{Resume, ours};
use crate::flow::bound;
use crate::maps::HashSet;
use crate::names::{self, VarId};
use crate::scope::{self, Origin, Tables};
use crate::syntax::CoroFn;

/// The variables that come from outside.
#[derive(Default)]
pub struct Inputs {
    pub params: Vec<VarId>,
    /// What each parameter is called in the fn's signature.
    pub fills: Vec<TokenStream>,
    pub received: Option<VarId>,
    pub loan: Option<TokenStream>,
    pub loan_again: Option<TokenStream>,
    pub loans: HashSet<VarId>,
    /// Each loan is the same place again, so that what was found in it can be found again.
    pub is_same: bool,
    /// `let (a, b) = arg1;` for parameters that are patterns.
    pub unpacked: Vec<syn::Stmt>,
}

impl Inputs {
    /// One parameter: its variable, and how it stands in the signature.
    pub fn param(&mut self, param: FnArg, function: &CoroFn, tables: &mut Tables) -> FnArg {
        let mut typed = match param {
            FnArg::Receiver(mut receiver) => {
                let row = tables
                    .vars
                    .iter_mut()
                    .find(|var| var.origin == Origin::SelfParam);
                if let Some(row) = row {
                    self.params.push(row.id);
                    row.ident = Ident::new("this", ours(row.ident.span()));
                    row.ty = match &function.inside {
                        Some(inside) if function.machine.is_some() => {
                            Some(inside.receiver_type(&receiver))
                        }
                        _ => self_type(&receiver),
                    };
                }
                self.fills.push(quote!(self));
                receiver.mutability = None;
                return FnArg::Receiver(receiver);
            }
            FnArg::Typed(typed) => typed,
        };
        let (var, ident) = match &*typed.pat {
            Pat::Ident(PatIdent {
                ident,
                by_ref: None,
                subpat: None,
                ..
            }) => match bound(&typed.pat).first() {
                Some(var) => (
                    *var,
                    tables
                        .var(*var)
                        .map_or_else(|| ident.clone(), |row| row.ident.clone()),
                ),
                None => return FnArg::Typed(typed),
            },
            _ => self.unpack(&typed, tables),
        };
        self.params.push(var);
        self.fills.push(ident.to_token_stream());
        *typed.pat = Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident,
            subpat: None,
        });
        FnArg::Typed(typed)
    }

    fn unpack(&mut self, typed: &PatType, tables: &mut Tables) -> (VarId, Ident) {
        let span = ours(typed.colon_token.span);
        let ident = format_ident!("arg{}", self.params.len() + 1, span = span);
        let (var, value) = hidden(tables, ident.clone(), span);
        if let Some(row) = tables.vars.get_mut(var.index()) {
            row.ty = Some((*typed.ty).clone());
        }
        self.unpacked
            .push(let_stmt((*typed.pat).clone(), value, span));
        (var, ident)
    }

    /// The first value received.
    pub fn receive(
        &mut self,
        pattern: Option<Pat>,
        resume: &Resume,
        tables: &mut Tables,
        span: Span,
    ) {
        let Some(pattern) = pattern else {
            if let Resume::Lent(ty) = resume {
                let name = Ident::new("loan", ours(span));
                self.loan_again = Some(again(ty, &name.to_token_stream()));
                self.loan = Some(name.to_token_stream());
            }
            return;
        };
        match resume {
            Resume::Unit => {}
            Resume::Lent(ty) => self.lend(&pattern, ty, tables),
            Resume::Value(_) => match &pattern {
                Pat::Ident(PatIdent {
                    by_ref: None,
                    subpat: None,
                    ..
                }) => {
                    self.received = bound(&pattern).first().copied();
                    let row = self
                        .received
                        .and_then(|var| tables.vars.get_mut(var.index()));
                    if let (Some(row), Resume::Value(ty)) = (row, resume) {
                        row.ty = ty.clone();
                    }
                }
                _ => {
                    let span = ours(span);
                    let (var, value) = hidden(tables, Ident::new("received", span), span);
                    if let (Some(row), Resume::Value(ty)) =
                        (tables.vars.get_mut(var.index()), resume)
                    {
                        row.ty = ty.clone();
                    }
                    self.received = Some(var);
                    self.unpacked.push(let_stmt(pattern, value, span));
                }
            },
        }
    }

    fn lend(&mut self, pattern: &Pat, ty: &syn::Type, tables: &mut Tables) {
        self.loans.extend(bound(pattern));
        note_types(pattern, ty, tables);
        let pattern = &receiver_renamed(pattern.clone(), tables);
        let printed = scope::print_back(pattern.to_token_stream(), tables, &mut |_| {
            scope::Rendering::Verbatim
        });
        self.loan_again = Some(match (pattern, ty) {
            (Pat::Tuple(pats), syn::Type::Tuple(types))
                if pats.elems.len() == types.elems.len() =>
            {
                let parts = pats
                    .elems
                    .iter()
                    .zip(&types.elems)
                    .map(|(pat, ty)| again(ty, &name_in(pat, tables)));
                quote!((#(#parts),*))
            }
            _ => again(ty, &name_in(pattern, tables)),
        });
        self.loan = Some(printed);
    }
}

impl Inputs {
    /// What is known of loans that are the same places at each step.
    pub fn same_loans(&mut self, ty: &syn::Type, tables: &mut Tables) {
        self.is_same = true;
        let types: Vec<&syn::Type> = match ty {
            syn::Type::Tuple(tuple) => tuple.elems.iter().collect(),
            one => vec![one],
        };
        let mut loans: Vec<VarId> = self.loans.iter().copied().collect();
        loans.sort();
        for (var, ty) in loans.into_iter().zip(types) {
            scope::note_loan(var, ty, tables);
        }
    }
}

/// The receiver of a method that is lent its object is `this`.
fn receiver_renamed(mut pattern: Pat, tables: &mut Tables) -> Pat {
    struct Renamer<'t>(&'t mut Tables);
    impl syn::visit_mut::VisitMut for Renamer<'_> {
        fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
            let Some(names::Sentinel::Variable(var)) = names::parse(&pat.ident) else {
                return;
            };
            let row = self.0.vars.get_mut(var.index());
            if let Some(row) = row.filter(|row| row.ident == "self") {
                row.ident = Ident::new("this", ours(row.ident.span()));
                pat.ident.set_span(row.ident.span());
            }
        }
    }
    syn::visit_mut::VisitMut::visit_pat_mut(&mut Renamer(tables), &mut pattern);
    pattern
}

/// Notes what type each loan has.
fn note_types(pattern: &Pat, ty: &syn::Type, tables: &mut Tables) {
    match (pattern, ty) {
        (Pat::Tuple(pats), syn::Type::Tuple(types)) if pats.elems.len() == types.elems.len() => {
            let parts = pats.elems.iter().zip(&types.elems);
            parts.for_each(|(pat, ty)| note_types(pat, ty, tables));
        }
        (Pat::Ident(_), ty) => {
            let vars = bound(pattern).into_iter();
            tables.loans.extend(vars.map(|var| (var, ty.clone())));
        }
        _ => {}
    }
}

/// `&Self` of `&self`, `Rc<Self>` of `self: Rc<Self>`.
fn self_type(receiver: &syn::Receiver) -> Option<syn::Type> {
    if let syn::ReceiverKind::Typed(_, ty) = &receiver.kind {
        let is_pinned = crate::split::is_named(ty, "Pin");
        return (!is_pinned).then(|| (**ty).clone());
    }
    let tokens = receiver.to_token_stream();
    let text = tokens.to_string();
    if !text.starts_with('&') {
        return None;
    }
    Some(if text.contains("mut") {
        syn::parse_quote!(&mut Self)
    } else {
        syn::parse_quote!(&Self)
    })
}

/// The name that a pattern binds.
fn name_in(pat: &Pat, tables: &Tables) -> TokenStream {
    bound(pat)
        .first()
        .and_then(|var| tables.var(*var))
        .map_or_else(TokenStream::new, |row| row.ident.to_token_stream())
}

/// The loan again: `&mut *world`.
fn again(ty: &syn::Type, name: &TokenStream) -> TokenStream {
    match ty {
        syn::Type::Reference(reference) if reference.mutability.is_some() => quote!(&mut *#name),
        syn::Type::Tuple(tuple) => {
            let parts = tuple.elems.iter().enumerate().map(|(index, ty)| {
                let index = syn::Index::from(index);
                again(ty, &quote!(#name.#index))
            });
            quote!((#(#parts),*))
        }
        syn::Type::Paren(paren) => again(&paren.elem, name),
        syn::Type::Group(group) => again(&group.elem, name),
        _ => name.clone(),
    }
}

/// A variable that the user did not write, and a mention of it.
fn hidden(tables: &mut Tables, ident: Ident, span: Span) -> (VarId, Expr) {
    let id = tables.hide(ident.clone(), false);
    (id, tables.mention_again(id, ident, span))
}

fn let_stmt(pat: Pat, value: Expr, span: Span) -> syn::Stmt {
    syn::Stmt::Local(syn::Local {
        attrs: Vec::new(),
        let_token: Token![let](span),
        modifiers: Default::default(),
        pat,
        init: Some(syn::LocalInit {
            eq_token: Token![=](span),
            expr: Box::new(value),
            diverge: None,
        }),
        semi_token: Token![;](span),
    })
}
