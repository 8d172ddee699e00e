//! The passes after parsing, over one function.
//!
//! Takes a parsed function, gives the tokens of a fn that makes its machine, or `None` and reported errors.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::{Expr, FnArg, Pat, PatIdent, PatType, Token};

use crate::carry::Carry;
use crate::check::Siblings;
use crate::derives::{self, Derives};
use crate::emit::{Nameable, Plan, Printed, Program, Resume, Types, Yields, ours};
use crate::error::Errors;
use crate::flow::{Flow, bound};
use crate::ir::{Block, Loop, Part, PointId};
use crate::lower::Lowerer;
use crate::names::{self, VarId};
use crate::scope::{self, Origin, Tables};
use crate::syntax::{self, CoroExpr, CoroFn, ReceivesKind};

/// One fn that pauses, as a fn that makes a machine.
pub fn function(
    function: &CoroFn,
    from: crate::lend::From<'_, '_>,
    siblings: &Siblings<'_>,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let body = function.body.as_ref()?;
    let mark = errors.mark();
    let received = function
        .receives
        .as_ref()
        .and_then(|receives| receives.pattern.as_ref());
    let resolved = scope::resolve(&function.sig.inputs, received, body, errors);
    let mut tables = resolved.tables;
    tables.self_type = from.self_type();
    tables.machines.extend(from.names());
    let generics = &function.sig.generics;
    tables.machines.extend(scope::machine_types(generics));
    let as_written = match from.is_twin() {
        true => TokenStream::new(),
        false => crate::check::as_written(
            &resolved.params,
            resolved.received.as_ref(),
            &resolved.body,
            &tables,
            function.span,
        ),
    };
    tables.once = once(&function.sig.generics);
    let mut inputs = Inputs::default();
    let mut signature_inputs: Punctuated<FnArg, Token![,]> = Punctuated::new();
    for param in resolved.params {
        let param = inputs.param(param, &mut tables);
        signature_inputs.push(param);
    }
    let resume = match syntax::receives_kind(function) {
        ReceivesKind::Unit => Resume::Unit,
        ReceivesKind::Value(ty) => Resume::Value(Some(ty)),
        ReceivesKind::Lent(ty) => Resume::Lent(ty),
    };
    inputs.receive(resolved.received, &resume, &mut tables, function.span);
    if let (true, Resume::Lent(ty)) = (from.is_twin(), &resume) {
        inputs.same_loans(ty, &mut tables);
    }
    crate::check::function(function, siblings, &resolved.body, &tables, errors);
    derives::check(&function.derives, errors);
    crate::check::check_nameable(function, errors);
    errors.gate(mark)?;
    let derives = Derives::of(&function.derives);
    let signature = syntax::signature_with_inputs(function, &signature_inputs);
    let job = Job {
        resume,
        yields: match (&function.yields, function.is_async) {
            (None, _) => Yields::Waits,
            (Some(_), false) => Yields::Values,
            (Some(_), true) => Yields::Polls,
        },
        yield_type: Some(syntax::yield_type(function)),
        output: match &function.sig.output {
            syn::ReturnType::Type(_, ty) if has_impl(ty) => None,
            _ => Some(syntax::output_type(function)),
        },
        prints_values: prints_values(&function.derives),
        name: from.name().to_string(),
        program: (derives.reads && function.machine.is_none())
            .then(|| Program::of(function))
            .flatten(),
        nameable: Nameable::of(function),
        machines: siblings.machines(),
        derives,
        taken: {
            let (attrs, inputs, output) =
                (&function.attrs, &function.sig.inputs, &function.sig.output);
            let (generics, yields) = (&function.sig.generics, &function.yields);
            let receives = function.receives.as_ref().map(|receives| &receives.ty);
            identifiers(quote!(#(#attrs)* #inputs #output #generics #yields #receives #body))
        },
        as_written,
        is_expression: false,
        span: function.span,
    };
    let signature = match Nameable::of(function) {
        Some(nameable) => {
            syntax::signature_returning(function, &signature_inputs, &nameable.of_type())
        }
        None => signature,
    };
    let Printed { beside, body, .. } =
        job.compile(inputs, resolved.body, tables, Some(from), errors)?;
    let span = ours(function.span);
    Some(quote_spanned!(span=> #beside #signature { #body }))
}

/// One `coro!(|..| ..)`, as an expression that is a machine.
pub fn expression(expression: &CoroExpr, errors: &mut Errors) -> Option<TokenStream> {
    let mark = errors.mark();
    let pattern = expression
        .receives
        .as_ref()
        .map(|receives| &receives.pattern);
    let resolved = scope::resolve_expression(pattern, &expression.body, errors);
    crate::check::expression(&resolved.body, &resolved.tables, errors);
    derives::check(&expression.derives, errors);
    errors.gate(mark)?;
    let mut tables = resolved.tables;
    let as_written = match &resolved.body {
        Expr::Block(body) => crate::check::as_written(
            &[],
            resolved.received.as_ref(),
            &body.block,
            &tables,
            expression.span,
        ),
        _ => TokenStream::new(),
    };
    let mut inputs = Inputs::default();
    for var in tables
        .vars
        .iter()
        .filter(|var| var.origin == Origin::Captured)
    {
        inputs.params.push(var.id);
        inputs.fills.push(var.ident.to_token_stream());
    }
    let ty = expression
        .receives
        .as_ref()
        .map(|receives| receives.ty.clone());
    let resume = match ty {
        None => Resume::Unit,
        Some(Some(ty)) if is_lent(&ty) => Resume::Lent(ty),
        Some(ty) => Resume::Value(ty),
    };
    inputs.receive(resolved.received, &resume, &mut tables, expression.span);
    let body = match resolved.body {
        Expr::Block(block) if block.label.is_none() => block.block,
        other => syn::Block {
            brace_token: Default::default(),
            stmts: vec![syn::Stmt::Expr(other, None)],
        },
    };
    let job = Job {
        resume,
        yields: match (&expression.yields, expression.is_async) {
            (_, true) if expression.yields.is_some() => Yields::Polls,
            (None, _) if !contains(&body, "__coro_yield_value") => Yields::Waits,
            _ => Yields::Values,
        },
        yield_type: match &expression.yields {
            None if contains(&body, "__coro_yield_value")
                || !contains(&body, "__coro_yield_wait") =>
            {
                None
            }
            _ => Some(syntax::expression_yield_type(expression)),
        },
        output: syntax::expression_output_type(expression),
        prints_values: prints_values(&expression.derives),
        derives: Derives::of(&expression.derives),
        program: None,
        nameable: None,
        machines: HashMap::new(),
        name: "expression".to_string(),
        taken: identifiers(body.to_token_stream()),
        as_written,
        is_expression: true,
        span: expression.span,
    };
    let Printed { body, .. } = job.compile(inputs, body, tables, None, errors)?;
    let span = ours(expression.span);
    Some(quote_spanned!(span=> { #body }))
}

/// The type parameters that are bound by `FnOnce`.
fn once(generics: &syn::Generics) -> HashSet<String> {
    let is_once = |bounds: TokenStream| bounds.to_string().contains("FnOnce");
    let params = generics.type_params().filter_map(|param| {
        let bounds = &param.bounds;
        is_once(quote!(#bounds)).then(|| param.ident.to_string())
    });
    let clauses = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    let bound = clauses.filter_map(|predicate| match predicate {
        syn::WherePredicate::Type(predicate) => {
            let (ty, bounds) = (&predicate.bounded_ty, &predicate.bounds);
            is_once(quote!(#bounds)).then(|| quote!(#ty).to_string())
        }
        _ => None,
    });
    params.chain(bound).collect()
}

/// The variables that come from outside.
#[derive(Default)]
struct Inputs {
    params: Vec<VarId>,
    /// What each parameter is called in the fn's signature.
    fills: Vec<TokenStream>,
    received: Option<VarId>,
    loan: Option<TokenStream>,
    loan_again: Option<TokenStream>,
    loans: HashSet<VarId>,
    /// Each loan is the same place again, so that what was found in it can be found again.
    is_same: bool,
    /// `let (a, b) = arg1;` for parameters that are patterns.
    unpacked: Vec<syn::Stmt>,
}

impl Inputs {
    /// One parameter: its variable, and how it stands in the signature.
    fn param(&mut self, param: FnArg, tables: &mut Tables) -> FnArg {
        let mut typed = match param {
            FnArg::Receiver(mut receiver) => {
                let row = tables
                    .vars
                    .iter_mut()
                    .find(|var| var.origin == Origin::SelfParam);
                if let Some(row) = row {
                    self.params.push(row.id);
                    row.ident = Ident::new("this", ours(row.ident.span()));
                    row.ty = self_type(&receiver);
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
    fn receive(&mut self, pattern: Option<Pat>, resume: &Resume, tables: &mut Tables, span: Span) {
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
    fn same_loans(&mut self, ty: &syn::Type, tables: &mut Tables) {
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

/// `&Self` of `&self`.
fn self_type(receiver: &syn::Receiver) -> Option<syn::Type> {
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

/// What the passes need to know of a function or an expression.
struct Job {
    resume: Resume,
    yields: Yields,
    yield_type: Option<TokenStream>,
    output: Option<TokenStream>,
    prints_values: bool,
    derives: Derives,
    program: Option<Program>,
    nameable: Option<Nameable>,
    /// The fns of the same `coro!` whose machines have a name.
    machines: HashMap<String, Ident>,
    name: String,
    taken: HashSet<String>,
    as_written: TokenStream,
    is_expression: bool,
    span: Span,
}

impl Job {
    fn compile(
        self,
        mut inputs: Inputs,
        mut body: syn::Block,
        mut tables: Tables,
        from: Option<crate::lend::From<'_, '_>>,
        errors: &mut Errors,
    ) -> Option<Printed> {
        let mark = errors.mark();
        if let Resume::Value(Some(ty)) = &self.resume {
            tables.receives_scalar = crate::carry::is_scalar_type(ty);
            tables.receives_number = tables.receives_scalar && matches!(ty, syn::Type::Path(_));
        }
        body.stmts.splice(0..0, inputs.unpacked);
        crate::split::split(&mut body, &mut inputs.params, &mut tables);
        let taken = crate::check::taken(&body, &tables);
        let guards = crate::check::guards(&body, &tables);
        scope::find_owners(&body, &mut tables);
        if inputs.is_same {
            tables.same_loans.extend(inputs.loans.iter().copied());
        }
        let polls = self.yields == Yields::Polls;
        let mut lowerer = Lowerer::new(&mut tables, &inputs.loans, inputs.is_same, polls);
        lowerer.keeps = self.derives.keeps;
        lowerer.ask_called(&mut body);
        lowerer.keep_places(&mut body);
        let mut ir = lowerer.block(body);
        let mut points = lowerer.points;
        let mut sources = inputs.params.clone();
        sources.extend(inputs.received);
        crate::carry::own_copies(&mut ir, &mut tables);
        crate::carry::keep_indices(&mut ir, &mut tables);
        crate::carry::let_go(&mut ir, &sources, &mut tables);
        let mut aliases = crate::carry::Aliases::of(&ir, &tables);
        if aliases.has_found() {
            let before = Flow::of(&ir, &sources, &aliases, &tables);
            aliases.settle(&before, &tables);
        }
        let mut flow = Flow::of(&ir, &sources, &aliases, &tables);
        // the type of a twin has no name, so a machine that has one cannot hold it
        if let Some(from) = from.filter(|_| self.nameable.is_none())
            && crate::lend::lend(from, &mut ir, &flow, &aliases, &tables, &inputs.loans)
        {
            flow = Flow::of(&ir, &sources, &aliases, &tables);
        }
        crate::check::check_moved(&taken, &flow, &tables, errors);
        crate::check::check_guards(&ir, guards, &flow, &tables, errors);
        crate::check::check_borrows(&ir, &aliases, &flow, &tables, errors);
        errors.gate(mark)?;
        let mut carry = Carry::decide(&mut ir, &sources, &mut points, &mut flow, &aliases, &tables);
        crate::carry::distinct_names(&ir, &sources, &mut tables);
        carry.find_fleeting(&ir, inputs.received, &flow, &tables);
        crate::ir::print::Listing {
            name: &self.name,
            inputs: &sources,
            body: &ir,
            tables: &tables,
            flow: &flow,
            carry: &carry,
            aliases: &aliases,
        }
        .dump();
        let plan = Plan {
            tables: &tables,
            flow: &flow,
            carry: &carry,
            aliases: &aliases,
            yields: self.yields,
            yield_type: self.yield_type.map(Into::into),
            output: self.output.map(Into::into),
            params: inputs.params,
            received: inputs.received,
            loan: inputs.loan.map(Into::into),
            loans: inputs.loans,
            loan_again: inputs.loan_again.map(Into::into),
            level_points: level_points(&ir),
            named: crate::emit::named_points(&ir),
            places: crate::emit::places(&ir),
            program: self.program,
            types: self.nameable.is_some().then(|| {
                let received = match &self.resume {
                    Resume::Value(ty) => ty.clone(),
                    _ => None,
                };
                Types::of(&ir, &tables, received, self.machines, self.span)
            }),
            nameable: self.nameable,
            resume: self.resume,
            delegates: crate::emit::delegates(&ir),
            derives: self.derives,
            prints_values: self.prints_values,
            name: self.name,
            taken: self.taken,
            as_written: self.as_written,
            is_expression: self.is_expression,
            span: self.span,
        };
        let fills: Vec<_> = inputs.fills.into_iter().map(Into::into).collect();
        let printed = crate::emit::machine(&plan, &ir, &fills);
        crate::emit::tell(printed.untyped.clone(), errors);
        errors.gate(mark)?;
        Some(printed)
    }
}

fn level_points(body: &Block) -> HashSet<PointId> {
    struct Finder(HashSet<PointId>);
    impl crate::carry::Visitor for Finder {
        fn enter_loop(&mut self, repeat: &Loop) {
            self.0.insert(repeat.point);
        }
        fn enter_part(&mut self, part: &Part) {
            self.0.insert(part.point);
        }
    }
    let mut finder = Finder(HashSet::new());
    crate::carry::walk_block(body, &mut finder);
    finder.0
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

/// Whether `Debug` is derived.
fn prints_values(derives: &[syn::Path]) -> bool {
    let last = |path: &syn::Path| path.segments.last().map(|last| last.ident.clone());
    derives.iter().filter_map(last).any(|name| name == "Debug")
}

pub fn identifiers(tokens: TokenStream) -> HashSet<String> {
    fn walk(tokens: TokenStream, out: &mut HashSet<String>) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    out.insert(ident.to_string());
                }
                TokenTree::Group(group) => walk(group.stream(), out),
                _ => {}
            }
        }
    }
    let mut out = HashSet::new();
    walk(tokens, &mut out);
    out
}

pub fn has_impl(ty: &syn::Type) -> bool {
    identifiers(ty.to_token_stream()).contains("impl")
}

fn is_lent(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Reference(reference) => reference.lifetime.is_none(),
        syn::Type::Tuple(tuple) => tuple.elems.iter().any(is_lent),
        _ => false,
    }
}

/// Whether an identifier stands in a body.
fn contains(body: &syn::Block, name: &str) -> bool {
    identifiers(body.to_token_stream()).contains(name)
}
