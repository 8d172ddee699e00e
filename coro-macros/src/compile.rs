//! The passes after parsing, over one function.
//!
//! Takes a parsed function, gives the tokens of a fn that makes its machine, or `None` and reported errors.

mod inputs;
mod places;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::{Expr, FnArg, Token};

use crate::anchored::{Anchoring, Whole};
use crate::carry::Carry;
use crate::check::Siblings;
use crate::derives::{self, Derives};
use crate::emit::{
    Leaving, Machines, Nameable, Plan, Printed, Program, Resume, Types, Yields, ours,
};
use crate::error::Errors;
use crate::flow::Flow;
use crate::ir::{Block, Loop, Part, PointId};
use crate::lower::{Doubt, Lowerer};
use crate::maps::{HashMap, HashSet};
use crate::names::VarId;
use crate::scope::{self, Tables};
use crate::syntax::{self, CoroExpr, CoroFn, ReceivesKind};
pub use inputs::Inputs;

/// What a fn becomes.
#[derive(Debug, Default, Clone)]
pub struct Compiled {
    /// The enum that has a name. It stands beside the fn, or beside the `impl` around it.
    pub beside: TokenStream,
    /// The fn.
    pub item: TokenStream,
}

/// One fn that pauses, as a fn that makes a machine.
pub fn function(
    function: &CoroFn,
    from: crate::lend::From<'_, '_>,
    siblings: &Siblings<'_>,
    errors: &mut Errors,
) -> Option<Compiled> {
    let may_anchor = !from.is_twin();
    function_of(function, may_anchor, from, siblings, errors)
}

/// `may_anchor`: where no states can be made of the body, it may be given to rustc.
fn function_of(
    function: &CoroFn,
    may_anchor: bool,
    from: crate::lend::From<'_, '_>,
    siblings: &Siblings<'_>,
    errors: &mut Errors,
) -> Option<Compiled> {
    let mark = errors.mark();
    let body = function.body.as_ref()?;
    let is_plain = function.derives.is_empty() && function.machine.is_none();
    // of a twin it is asked of the fn that it is one of
    let judged = match from.is_twin() {
        true => Some(from.function()),
        false => may_anchor.then_some(function),
    };
    // what waits can be given to rustc whole, which is never in doubt
    let waits = |judged: &CoroFn| judged.is_async || crate::anchored::is_waiting(judged);
    let may_hand_over = judged.is_some_and(waits)
        && judged.map(crate::anchored::possibility) == Some(Anchoring::Possible);
    let is_needed = |judged: &CoroFn| {
        crate::anchored::is_needed(
            judged,
            |name| from.borrows(name),
            |name| from.comes_back(name),
        )
    };
    if may_hand_over && judged.is_some_and(is_needed) {
        if from.is_twin() {
            errors.report_at(function.span, "this twin would be handed over");
            return None;
        }
        if !crate::anchored::is_waiting(function) {
            return crate::anchored::function(function, None);
        }
        let waiting = crate::anchored::waiting(function)?;
        return function_of(&waiting, false, from, siblings, errors);
    }
    let waiting = (function.is_async && is_plain).then(|| {
        let mut body = body.clone();
        let taken_out = crate::waits::find(&function.sig, &mut body, errors);
        (body, taken_out)
    });
    let (body, taken_out) = match &waiting {
        Some((body, taken_out)) => (body, Some(taken_out)),
        None => (body, None),
    };
    let received = function
        .receives
        .as_ref()
        .and_then(|receives| receives.pattern.as_ref());
    let resolved = scope::resolve(&function.sig, received, body, errors);
    let mut tables = resolved.tables;
    tables.self_type = from.self_type().or_else(|| match from.is_twin() {
        true => crate::split::Declared::beside(from.name().span()).home(from.name()),
        false => home(&function.sig),
    });
    tables.self_is_value = matches!(
        function.sig.inputs.first(),
        Some(FnArg::Receiver(receiver)) if matches!(receiver.kind, syn::ReceiverKind::Value)
    );
    tables.self_is_lent = matches!(
        function.sig.inputs.first(),
        Some(FnArg::Receiver(receiver))
            if matches!(receiver.kind, syn::ReceiverKind::Reference(_, _, Some(_)))
    );
    tables.machines.extend(from.names());
    let generics = &function.sig.generics;
    tables.machines.extend(scope::machine_types(generics));
    tables.iterators.extend(scope::iterator_types(generics));
    // rustc sees for itself what it was given as it is
    let mut as_written = match from.is_twin() || !may_anchor {
        true => TokenStream::new(),
        false => crate::check::as_written(
            // what an attribute names is used
            match syntax::stays_async(function) {
                true => &[],
                false => &resolved.params,
            },
            resolved.received.as_ref(),
            &resolved.body,
            &tables,
            function.span,
        ),
    };
    as_written.extend(taken_out.cloned());
    tables.once = bound_by(&function.sig.generics, "FnOnce");
    tables.read_types = bound_by(&function.sig.generics, "Read");
    tables.async_closures = bound_by(&function.sig.generics, "AsyncFn");
    // the call takes these
    for once in bound_by(&function.sig.generics, "AsyncFnOnce") {
        tables.async_closures.remove(&once);
    }
    let mut inputs = Inputs::default();
    let mut signature_inputs: Punctuated<FnArg, Token![,]> = Punctuated::new();
    for param in resolved.params {
        let param = inputs.param(param, function, &mut tables);
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
    tables.changing = crate::check::function(function, siblings, &resolved.body, &tables, errors);
    derives::check(&function.derives, errors);
    derives::check_migrate(function, errors);
    derives::check_owned(function, errors);
    crate::check::check_nameable(function, errors);
    errors.gate(mark)?;
    let derives = Derives::of(&function.derives);
    let stays_async = syntax::stays_async(function);
    let signature = match stays_async {
        true => syntax::signature_of_future(function, &signature_inputs),
        false => syntax::signature_with_inputs(function, &signature_inputs),
    };
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
        migrate: function.migrate.clone(),
        machines: siblings.machines(),
        methods: siblings.method_machines(),
        inside: function.inside.as_ref().map(|inside| inside.ty.clone()),
        constants: function
            .all_generics()
            .const_params()
            .map(|param| (param.ident.to_string(), param.ty.clone()))
            .collect(),
        derives,
        taken: {
            let (attrs, inputs, output) =
                (&function.attrs, &function.sig.inputs, &function.sig.output);
            let (generics, yields) = (&function.sig.generics, &function.yields);
            let receives = function.receives.as_ref().map(|receives| &receives.ty);
            looked_up(quote!(#(#attrs)* #inputs #output #generics #yields #receives #body))
        },
        as_written,
        is_expression: false,
        future: syntax::future_type(function),
        is_async_fn: function.is_async,
        anchored: may_anchor.then_some(Whole::Fn(function)),
        may_hand_over,
        is_whole: !may_anchor && !from.is_twin(),
        span: function.span,
    };
    let signature = match Nameable::of(function) {
        Some(nameable) => {
            let plain =
                syntax::signature_returning(function, &signature_inputs, &nameable.of_type());
            match &function.inside {
                // the trait says `impl Coroutine<..>`
                Some(inside) if inside.is_trait => {
                    quote_spanned!(ours(function.span)=> #[allow(refining_impl_trait)] #plain)
                }
                _ => plain,
            }
        }
        None => signature,
    };
    let Printed {
        beside,
        attributes,
        body,
        ..
    } = match job.compile(inputs, resolved.body, tables, Some(from), errors)? {
        Made::States(printed) => printed,
        Made::Anchored(_) if crate::anchored::is_waiting(function) => {
            let waiting = crate::anchored::waiting(function)?;
            return function_of(&waiting, false, from, siblings, errors);
        }
        Made::Anchored(reason) => return crate::anchored::function(function, reason),
    };
    let span = ours(function.span);
    let item = match stays_async {
        true => quote_spanned!(span=> #signature { #attributes { #body }.await }),
        false => quote_spanned!(span=> #signature { #attributes #body }),
    };
    Some(Compiled { beside, item })
}

/// One `coro!(|..| ..)`, as an expression that is a machine.
pub fn expression(expression: &CoroExpr, errors: &mut Errors) -> Option<TokenStream> {
    let mark = errors.mark();
    let pattern = expression
        .receives
        .as_ref()
        .map(|receives| &receives.pattern);
    let resolved = scope::resolve_expression(pattern, &expression.body, errors);
    let changing = crate::check::expression(&resolved.body, &resolved.tables, errors);
    derives::check(&expression.derives, errors);
    errors.gate(mark)?;
    let mut tables = resolved.tables;
    tables.changing = changing;
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
    let mut body = resolved.body;
    // they are dropped in the order in which they are named, so they are declared in the reverse of it
    for (var, place) in places::captured(&mut body, &mut tables).into_iter().rev() {
        inputs.params.push(var);
        inputs.fills.push(place);
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
    let body = match body {
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
        migrate: None,
        machines: HashMap::default(),
        methods: HashMap::default(),
        inside: None,
        constants: HashMap::default(),
        name: "expression".to_string(),
        taken: looked_up(body.to_token_stream()),
        as_written,
        is_expression: true,
        future: syntax::expression_future_type(expression),
        is_async_fn: false,
        anchored: Some(Whole::Expression(expression)),
        may_hand_over: false,
        is_whole: false,
        span: expression.span,
    };
    let (yields, yield_type) = (job.yields, job.yield_type.clone());
    let body = match job.compile(inputs, body, tables, None, errors)? {
        Made::States(printed) => printed.body,
        Made::Anchored(_) => crate::anchored::expression(expression, yields, yield_type.as_ref()),
    };
    let span = ours(expression.span);
    Some(quote_spanned!(span=> { #body }))
}

/// The type in whose `impl` a fn with a `self` stands, where the file tells it.
fn home(sig: &syn::Signature) -> Option<Ident> {
    let span = sig.ident.span();
    matches!(sig.inputs.first(), Some(FnArg::Receiver(_)))
        .then(|| crate::split::Declared::beside(span).home(&sig.ident))?
}

/// The type parameters that are bound by a trait of closures.
fn bound_by(generics: &syn::Generics, name: &str) -> HashSet<String> {
    let is_bound = |bounds: TokenStream| bounds.to_string().contains(name);
    let params = generics.type_params().filter_map(|param| {
        let bounds = &param.bounds;
        is_bound(quote!(#bounds)).then(|| param.ident.to_string())
    });
    let clauses = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    let bound = clauses.filter_map(|predicate| match predicate {
        syn::WherePredicate::Type(predicate) => {
            let (ty, bounds) = (&predicate.bounded_ty, &predicate.bounds);
            is_bound(quote!(#bounds)).then(|| quote!(#ty).to_string())
        }
        _ => None,
    });
    params.chain(bound).collect()
}

/// What the passes need to know of a function or an expression.
struct Job<'f> {
    resume: Resume,
    yields: Yields,
    yield_type: Option<TokenStream>,
    output: Option<TokenStream>,
    prints_values: bool,
    derives: Derives,
    program: Option<Program>,
    nameable: Option<Nameable>,
    /// Ways for older states.
    migrate: Option<Expr>,
    /// The fns of the same `coro!` whose machines have a name.
    machines: HashMap<String, Ident>,
    /// The same of the methods of the `impl` around it, by their types.
    methods: HashMap<String, syn::Type>,
    /// The type of that.
    inside: Option<syn::Type>,
    /// The types of the fn's parameters that are constants.
    constants: HashMap<String, syn::Type>,
    name: String,
    taken: HashSet<String>,
    as_written: TokenStream,
    is_expression: bool,
    /// What makes a future of it.
    future: Option<&'static str>,
    /// Its parameters are those of an `async fn`.
    is_async_fn: bool,
    /// The fn or expression, if its body may be given to rustc where no states can be made of it.
    anchored: Option<Whole<'f>>,
    /// It, or the fn that it is a twin of, is given to rustc whole wherever that is in doubt.
    may_hand_over: bool,
    /// Its body is a block that rustc makes a future of.
    is_whole: bool,
    span: Span,
}

/// What a body becomes.
enum Made {
    /// States, as always.
    States(Printed),
    /// A body of rustc's own, and why.
    Anchored(Option<String>),
}

impl Job<'_> {
    /// A delegate may be a block of rustc's own: what it is worth has to be a future, and its state no trait.
    fn can_keep(&self) -> bool {
        self.yields != Yields::Values
            && !(self.derives.writes || self.derives.reads)
            && self.derives.enums.is_empty()
    }

    fn compile(
        self,
        mut inputs: Inputs,
        mut body: syn::Block,
        mut tables: Tables,
        from: Option<crate::lend::From<'_, '_>>,
        errors: &mut Errors,
    ) -> Option<Made> {
        let mark = errors.mark();
        tables.written = tables.mentions.len();
        if let Resume::Value(Some(ty)) = &self.resume {
            tables.receives_scalar = crate::carry::is_scalar_type(ty);
            let is_number = tables.receives_scalar && matches!(ty, syn::Type::Path(_));
            tables.receives_number = is_number || crate::carry::is_named_text(ty);
        }
        body.stmts
            .splice(0..0, std::mem::take(&mut inputs.unpacked));
        // a body that was handed over is rustc's
        if !self.is_whole {
            crate::split::split(&mut body, &mut inputs.params, &mut tables);
        }
        let clashes = crate::anchored::clashes(&body);
        let taken = crate::check::taken(&body, &tables);
        let guards = crate::check::guards(&body, &tables);
        scope::find_owners(&body, &mut tables);
        if inputs.is_same {
            tables.same_loans.extend(inputs.loans.iter().copied());
        }
        let is_simple =
            self.is_whole || crate::lower::give_up(&mut body, self.yield_type.as_ref(), &tables);
        // what is handed out would live for a step
        let hands_out = !is_simple
            && matches!(self.anchored, Some(Whole::Fn(function)) if syntax::hands_out(function));
        let polls = self.yields == Yields::Polls;
        let mut lowerer = Lowerer::new(&mut tables, &inputs.loans, inputs.is_same, polls);
        lowerer.keeps = self.derives.keeps;
        let references = match self.is_whole {
            true => Default::default(),
            false => {
                lowerer.ask_called(&mut body);
                lowerer.ask_receivers(&mut body);
                lowerer.keep_entries(&mut body);
                let references = lowerer.keep_places(&mut body);
                if self.nameable.is_none() {
                    lowerer.keep_stepped(&mut body);
                }
                references
            }
        };
        let mut ir = lowerer.block(body);
        let mut points = lowerer.points;
        let outermost = std::mem::take(&mut lowerer.outermost);
        crate::lower::temporaries_first(&mut ir, &outermost, &mut tables);
        let mut sources = inputs.params.clone();
        sources.extend(inputs.received);
        crate::carry::find_adapters(&ir, &mut tables);
        crate::carry::own_copies(&mut ir, &mut tables);
        crate::carry::keep_indices(&mut ir, &mut tables);
        crate::carry::let_go(&mut ir, &sources, &mut tables);
        let mut aliases = crate::carry::Aliases::of(&ir, &tables);
        if aliases.has_found() {
            let before = Flow::of(&ir, &sources, &aliases, &tables);
            aliases.settle(&before, &tables);
        }
        let mut flow = Flow::of(&ir, &sources, &aliases, &tables);
        let mut is_handed_over = false;
        // the type of a twin has no name, so a machine that has one cannot hold it
        if let Some(from) = from.filter(|_| self.nameable.is_none()) {
            let can_keep = self.can_keep();
            let lent =
                crate::lend::lend(from, &mut ir, &flow, &aliases, &tables, &inputs, can_keep);
            if lent.changed {
                flow = Flow::of(&ir, &sources, &aliases, &tables);
            }
            // one box for all of it rather than one for each that takes something along
            is_handed_over = self.may_hand_over
                && (lent.blocked
                    || !lent.kept.is_empty()
                    || tables.finds_late
                    || tables.leaves_unseen
                    || tables.presumes_list
                    || tables.binds_unseen
                    || crate::lower::borrows_over_pauses(
                        &ir,
                        &references,
                        &aliases,
                        &flow,
                        &tables,
                    )
                    || Doubt::of(&aliases, &flow, &tables).is_in(&ir));
            // a block that waits, of `join!` or of a guard, may name what it was lent
            let waits_for_block = !tables.waiting.is_empty();
            if (lent.blocked || is_handed_over || waits_for_block) && from.is_twin() {
                // nobody is told: its callers do without
                errors.report_at(self.span, "this twin would hold what it is lent");
                return None;
            }
            if !lent.kept.is_empty() {
                crate::lend::keep(&mut ir, lent.kept, &aliases, &mut points, &mut tables);
                flow = Flow::of(&ir, &sources, &aliases, &tables);
            }
        }
        crate::check::check_moved(&taken, &ir, &flow, &tables, errors);
        crate::check::check_moved_in_part(&taken.1, &ir, &flow, &tables, errors);
        let unmoved = errors.mark();
        crate::check::check_guards(&ir, guards, &flow, &tables, self.is_async_fn, errors);
        if self.yields == Yields::Waits {
            // others run meanwhile, who may ask for the same cell
            errors.gate(mark)?;
        }
        crate::check::check_borrows(&ir, &aliases, &flow, &tables, errors);
        let borrows = || {
            clashes || crate::lower::borrows_over_pauses(&ir, &references, &aliases, &flow, &tables)
        };
        if from.is_some_and(|from| from.is_twin()) && borrows() {
            errors.report_at(self.span, "this twin would hold what it is lent");
            return None;
        }
        let held = self.anchored.filter(|_| {
            errors.gate(unmoved).is_none()
                || is_handed_over
                || tables.finds_late
                || tables.presumes_list
                || tables.leaves_unseen
                || hands_out
                || borrows()
        });
        match held.map(Whole::possibility) {
            Some(Anchoring::Possible) => {
                let reason = errors.first_since(unmoved).map(str::to_string);
                errors.forget(unmoved);
                errors.gate(mark)?;
                return Some(Made::Anchored(reason));
            }
            Some(Anchoring::WithoutTraits) => errors.help_since(
                unmoved,
                "or derive nothing: a machine without traits can hold it, in a box",
            ),
            Some(Anchoring::Impossible) | None => {}
        }
        errors.gate(mark)?;
        let mut carry = Carry::decide(&mut ir, &sources, &mut points, &mut flow, &aliases, &tables);
        crate::carry::distinct_names(&ir, &sources, &mut tables);
        carry.find_fleeting(&ir, inputs.received, &flow, &mut tables);
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
        let parsed = |tokens: &TokenStream| syn::parse2(tokens.clone()).ok();
        let leaving = Leaving {
            yielded: self.yield_type.as_ref().and_then(parsed),
            returned: self.output.as_ref().and_then(parsed),
        };
        let plan = Plan {
            tables: &tables,
            flow: &flow,
            carry: &carry,
            aliases: &aliases,
            yields: self.yields,
            yield_type: self.yield_type.map(Into::into),
            never_returns: self.output.as_ref().is_some_and(syntax::is_never),
            output: self.output.map(Into::into),
            params: inputs.params,
            received: inputs.received,
            loan: inputs.loan.map(Into::into),
            loans: inputs.loans,
            loan_again: inputs.loan_again.map(Into::into),
            level_points: level_points(&ir, &tables),
            named: crate::emit::named_points(&ir),
            ranges: crate::emit::ranges(&ir, &tables),
            places: crate::emit::places(&ir),
            program: self.program,
            types: self.nameable.is_some().then(|| {
                let received = match &self.resume {
                    Resume::Value(ty) => ty.clone(),
                    _ => None,
                };
                let machines = Machines {
                    fns: self.machines,
                    methods: self.methods,
                    own_type: self.inside,
                    constants: self.constants,
                };
                Types::of(&ir, &tables, received, machines, &leaving, self.span)
            }),
            nameable: self.nameable,
            migrate: self.migrate,
            resume: self.resume,
            delegates: crate::emit::delegates(&ir),
            derives: self.derives,
            prints_values: self.prints_values,
            name: self.name,
            taken: self.taken,
            as_written: self.as_written,
            is_expression: self.is_expression,
            future: self.future,
            is_async_fn: self.is_async_fn,
            span: self.span,
        };
        let fills: Vec<_> = inputs.fills.into_iter().map(Into::into).collect();
        let printed = crate::emit::machine(&plan, &ir, &fills);
        crate::emit::tell(printed.untyped.clone(), errors);
        errors.gate(mark)?;
        Some(Made::States(printed))
    }
}

/// The points where levels begin, and what is named in each.
fn level_points(body: &Block, tables: &Tables) -> HashMap<PointId, HashSet<VarId>> {
    struct Finder<'t> {
        tables: &'t Tables,
        open: Vec<PointId>,
        found: HashMap<PointId, HashSet<VarId>>,
    }
    impl Finder<'_> {
        fn enter(&mut self, point: PointId) {
            self.open.push(point);
            self.found.insert(point, HashSet::default());
        }
        fn named(&mut self, syntax: &impl crate::flow::Syntax) {
            for mention in crate::flow::mentions_in(syntax) {
                let var = self.tables.mention(mention).map(|row| row.var);
                for point in &self.open {
                    self.found.entry(*point).or_default().extend(var);
                }
            }
        }
    }
    impl crate::carry::Visitor for Finder<'_> {
        fn expr(&mut self, expr: &Expr) {
            self.named(expr);
        }
        fn stmt(&mut self, stmt: &syn::Stmt) {
            self.named(stmt);
        }
        fn enter_loop(&mut self, repeat: &Loop) {
            self.enter(repeat.point);
        }
        fn leave_loop(&mut self, _: &Loop) {
            self.open.pop();
        }
        fn enter_part(&mut self, part: &Part) {
            self.enter(part.point);
        }
        fn leave_part(&mut self, _: &Part) {
            self.open.pop();
        }
    }
    let mut finder = Finder {
        tables,
        open: Vec::new(),
        found: HashMap::default(),
    };
    crate::carry::walk_block(body, &mut finder);
    finder.found
}

/// Whether `Debug` is derived.
fn prints_values(derives: &[syn::Path]) -> bool {
    let last = |path: &syn::Path| path.segments.last().map(|last| last.ident.clone());
    derives.iter().filter_map(last).any(|name| name == "Debug")
}

/// The names that may be looked up in a scope: all but those of fields and methods.
fn looked_up(tokens: TokenStream) -> HashSet<String> {
    let mut names = HashSet::default();
    collect_names(tokens, &mut names, false);
    names
}

/// All names.
pub fn identifiers(tokens: TokenStream) -> HashSet<String> {
    let mut names = HashSet::default();
    collect_names(tokens, &mut names, true);
    names
}

/// `with_members`: those behind a `.` too.
fn collect_names(tokens: TokenStream, names: &mut HashSet<String>, with_members: bool) {
    let mut dots = 0;
    for token in tokens {
        match &token {
            TokenTree::Ident(ident) if with_members || dots != 1 => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect_names(group.stream(), names, with_members),
            _ => {}
        }
        let is_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
        dots = if is_dot { dots + 1 } else { 0 };
    }
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
