//! Macro calls: yields, the std macros, and all others.
//!
//! ```text
//! [source]  println!("{x} {}", x + 1);            other!(x => 1);
//! [output]  __coro_macro_0("{x} {}", __coro_use_0 + 1, __coro_use_1);
//!           #[__coro_opaque(__coro_use_2)] other!(__coro_use_2 => 1);
//! ```
//!
//! `{x}` in a format string becomes one more argument, named `x`: the printer leaves it out again
//! where the variable still goes by its own name. `matches!` becomes the `match` it stands for.

use super::{ArgContext, How, MacroArg, MacroCall, Resolver};
use crate::names::{self, MacroId, YieldKind};
use crate::std_macros::{self, Arguments, Known};
use proc_macro2::{Group, Ident, Span};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Arm, Attribute, Expr, ExprCall, ExprGroup, ExprLit, ExprMacro, ExprMatch, ExprPath, Lit,
    LitBool, LitStr, Macro, MacroDelimiter, Pat, PatWild, Stmt, StmtMacro, Token, token,
};

impl Resolver<'_> {
    /// A macro call in an expression.
    pub(super) fn macro_expression(&mut self, expr: &mut Expr) {
        let Expr::Macro(call) = expr else { return };
        if call.attrs.is_empty()
            && let Some(mut made) = self.expanded_expression(&call.mac)
        {
            self.expression(&mut made);
            *expr = made;
            return;
        }
        let attrs = std::mem::take(&mut call.attrs);
        *expr = self.macro_call(attrs, &call.mac);
    }

    /// A macro call that is a statement. As an expression it is easier to take apart; only what
    /// may expand to several statements or to items stays a macro statement: an unknown one in
    /// braces without a semicolon.
    pub(super) fn macro_statement(&mut self, stmt: &mut Stmt, last: bool) {
        let Stmt::Macro(StmtMacro {
            attrs,
            mac,
            semi_token,
        }) = stmt
        else {
            return;
        };
        let mut semi = *semi_token;
        match self.macro_call(std::mem::take(attrs), mac) {
            Expr::Macro(ExprMacro { attrs, mac }) if semi.is_none() => {
                *stmt = Stmt::Macro(StmtMacro {
                    attrs,
                    mac,
                    semi_token: None,
                });
            }
            expr => {
                // As a statement `println! { .. }` needs no semicolon, but a call does.
                if semi.is_none() && !last {
                    semi = Some(Token![;](names::made_at(closing(&mac.delimiter))));
                }
                *stmt = Stmt::Expr(expr, semi);
            }
        }
    }

    /// What a macro call becomes.
    fn macro_call(&mut self, attrs: Vec<Attribute>, mac: &Macro) -> Expr {
        let yields = mac
            .path
            .segments
            .last()
            .and_then(|segment| YieldKind::of_macro(&segment.ident));
        if let Some(kind) = yields {
            return self.yield_call(kind, mac, attrs);
        }
        match std_macros::recognise(mac) {
            Known::Call(arguments) => self.known_call(attrs, mac, arguments),
            Known::Matches { expr, pat } => self.matches(attrs, mac, expr, *pat),
            Known::Verbatim => Expr::Macro(ExprMacro {
                attrs,
                mac: mac.clone(),
            }),
            Known::Unknown => self.unknown_macro(attrs, mac),
        }
    }

    /// A std macro, as a call of `__coro_macro_n`.
    fn known_call(&mut self, attrs: Vec<Attribute>, mac: &Macro, known: Arguments) -> Expr {
        let path_span = names_span(mac);
        let id = MacroId::new(self.tables.macros.len());
        let mut call = MacroCall {
            id,
            path: mac.path.clone(),
            bang: mac.bang_token,
            delimiter: mac.delimiter.clone(),
            args: Vec::new(),
            semi: known.semi,
            trailing: known.trailing,
        };
        // The row stands before those of the macros inside the arguments.
        self.tables.macros.push(call.clone());
        let mut commas = known.commas.into_iter();
        let mut args: Punctuated<Expr, Token![,]> = Punctuated::new();
        let mut named = Vec::new();
        for mut argument in known.args {
            self.expression(&mut argument.expr);
            push_argument(&mut args, commas.next(), argument.expr, path_span);
            named.extend(argument.name);
            call.args.push(MacroArg {
                prefix: argument.prefix,
                context: argument.context,
                inline: false,
                quoted: argument.quoted,
            });
        }
        if let Some(format) = known.format {
            for (mention, arg) in self.inline_arguments(&format, &named) {
                push_argument(&mut args, None, mention, path_span);
                call.args.push(arg);
            }
        }
        if let Some(row) = self.tables.macros.get_mut(id.index()) {
            *row = call;
        }
        Expr::Call(ExprCall {
            attrs,
            func: Box::new(Expr::Path(ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: names::macro_call(id, path_span).into(),
            })),
            paren_token: parentheses(&mac.delimiter),
            args,
        })
    }

    /// The variables that a format string names itself and no argument of that name gives.
    fn inline_arguments(&mut self, format: &LitStr, named: &[String]) -> Vec<(Expr, MacroArg)> {
        let mut found = Vec::new();
        for name in std_macros::format_names(&format.value()) {
            if named.contains(&name) {
                continue;
            }
            let Some(sentinel) = self.mention_text(&name, format.span(), How::Inline) else {
                if let Ok(mut ident) = syn::parse_str::<Ident>(&name) {
                    ident.set_span(format.span());
                    self.not_found(&ident);
                }
                continue;
            };
            let span = names::made_at(format.span());
            let mut prefix = Ident::new(&name, span).into_token_stream();
            Token![=](span).to_tokens(&mut prefix);
            let expr = Expr::Path(ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: sentinel.into(),
            });
            let arg = MacroArg {
                prefix,
                context: ArgContext::ByRef,
                inline: true,
                quoted: None,
            };
            found.push((expr, arg));
        }
        found
    }

    /// A mention of the variable named `text` in the string literal at `span`.
    pub(super) fn mention_text(&mut self, text: &str, span: Span, how: How) -> Option<Ident> {
        let var = self.environment.find_name(text, span)?;
        // The name as it was bound says whether it is raw.
        let mut ident = self.tables.var(var)?.ident.clone();
        ident.set_span(span);
        self.mention(&ident, how)
    }

    /// `matches!(expr, pat)` as `match expr { pat => true, _ => false }`.
    fn matches(&mut self, attrs: Vec<Attribute>, mac: &Macro, expr: Box<Expr>, pat: Pat) -> Expr {
        let span = names::made_at(names_span(mac));
        let mut brace = Group::new(proc_macro2::Delimiter::Brace, Default::default());
        brace.set_span(names::made_at(closing(&mac.delimiter)));
        let arm = |pat, value| Arm {
            attrs: Vec::new(),
            pat,
            fat_arrow_token: Token![=>](span),
            body: Box::new(Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit: Lit::Bool(LitBool::new(value, span)),
            })),
            comma: Some(Token![,](span)),
        };
        let otherwise = Pat::Wild(PatWild {
            attrs: Vec::new(),
            underscore_token: Token![_](span),
        });
        let mut made = Expr::Match(ExprMatch {
            attrs,
            match_token: Token![match](span),
            expr,
            brace_token: token::Brace {
                span: brace.delim_span(),
            },
            arms: vec![arm(pat, true), arm(otherwise, false)],
        });
        self.expression(&mut made);
        made
    }
}

/// Adds an argument, wrapped so that the printer finds its ends.
fn push_argument(
    args: &mut Punctuated<Expr, Token![,]>,
    comma: Option<Token![,]>,
    expr: Expr,
    span: Span,
) {
    args.push_value(Expr::Group(ExprGroup {
        attrs: Vec::new(),
        group_token: token::Group { span },
        expr: Box::new(expr),
    }));
    args.push_punct(comma.unwrap_or(Token![,](names::made_at(span))));
}

/// The span of the macro's name.
fn names_span(mac: &Macro) -> Span {
    mac.path
        .segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}

/// Where the macro call ends.
fn closing(delimiter: &MacroDelimiter) -> Span {
    delimiter.span().close()
}

/// The parentheses of the call that stands for a macro call.
fn parentheses(delimiter: &MacroDelimiter) -> token::Paren {
    token::Paren {
        span: *delimiter.span(),
    }
}
