//! Events of calls, method calls, closures and macros.
//!
//! Takes a call, tells [`Graph`] what becomes of each argument and of the receiver.
//!
//! ```text
//! list.push(item)        place list, value item
//! ```

use proc_macro2::{TokenStream, TokenTree};
use syn::Expr;

use super::expression::is_fields;
use super::graph::{Event, Graph};
use super::mentions::mentions_in;
use super::patterns::{mention_of, strip};
use crate::lower::call_consumes;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{ArgContext, ClosureKind, Origin};
use crate::split::is_pointer;

impl Graph<'_> {
    pub(super) fn call(&mut self, call: &syn::ExprCall) {
        let known = match &*call.func {
            Expr::Path(path) => path.path.get_ident().and_then(names::parse),
            _ => None,
        };
        match known {
            Some(Sentinel::Macro(id)) => {
                let contexts: Vec<ArgContext> = match self.tables.macro_call(id) {
                    Some(row) => row.args.iter().map(|arg| arg.context).collect(),
                    None => Vec::new(),
                };
                for (index, arg) in call.args.iter().enumerate() {
                    match contexts.get(index) {
                        Some(ArgContext::ByValue) => self.value(arg),
                        Some(ArgContext::ByRef) => {
                            self.only_read(arg);
                            self.place(arg);
                        }
                        _ => self.place(arg),
                    }
                }
                if self.tables.is_panic(id) {
                    self.jump(None);
                }
            }
            Some(Sentinel::Mention(mention)) => {
                self.callee(mention);
                self.values(&call.args);
            }
            _ if is_into_iter(&call.func) => {
                call.args.iter().for_each(|head| match mention_of(head) {
                    Some(_) => self.value(head),
                    None if matches!(head, Expr::Field(_)) => self.taken_part(head),
                    None => self.value(head),
                })
            }
            _ => {
                self.value(&call.func);
                self.values(&call.args);
            }
        }
    }

    /// A variable that is called: an `FnOnce` is moved by it.
    pub(super) fn callee(&mut self, mention: MentionId) {
        let row = self.tables.mention(mention);
        let is_once = row.is_some_and(|row| crate::lower::is_called_once(row.var, self.tables));
        if is_once || self.is_operand(mention) {
            self.mention(mention, Event::Value);
        } else {
            self.mention(mention, Event::Place);
        }
    }

    pub(super) fn method_call(&mut self, call: &syn::ExprMethodCall) {
        if crate::carry::only_reads(call) {
            self.only_read(&call.receiver);
        }
        match mention_of(&call.receiver) {
            // the last item of a list, not of an iterator
            Some(mention)
                if call.method == "last"
                    && crate::scope::owner_of(&call.receiver, self.tables)
                        .is_some_and(crate::scope::Owner::is_collection) =>
            {
                self.mention(mention, Event::Place);
            }
            Some(mention)
                if call_consumes(call, self.tables)
                    || self.tables.taken_if_asked.contains(&mention)
                    || self.ends_entry(mention, call)
                    || self.is_operand(mention)
                    || (self.is_builder(mention) && self.called != Some(mention)) =>
            {
                self.mention(mention, Event::Value);
            }
            Some(mention) if self.is_renewed(mention) => self.mention(mention, Event::Receiver),
            Some(mention) => self.mention(mention, Event::Place),
            None if call_consumes(call, self.tables) => self.taken_part(&call.receiver),
            // `(*x).send(..)` borrows through `x`
            None => self.place_or_value(strip(&call.receiver)),
        }
        let receiver = mention_of(&call.receiver).and_then(|mention| self.tables.mention(mention));
        let count = self.receivers.len();
        self.receivers.extend(receiver.map(|row| row.var));
        self.values(&call.args);
        self.receivers.truncate(count);
    }

    /// `slot.insert(value)` of `Vacant(slot)`, `slot.remove()` of `Occupied(slot)`: the entry of a map is taken. So is
    /// who sends one value.
    fn ends_entry(&self, mention: MentionId, call: &syn::ExprMethodCall) -> bool {
        let row = self.tables.mention(mention);
        let is_vacant = row.and_then(|row| self.tables.entries.get(&row.var));
        match call.method.to_string().as_str() {
            "send" => row.is_some_and(|row| self.tables.sends_once.contains(&row.var)),
            "insert" | "insert_entry" => is_vacant == Some(&true),
            "remove" | "remove_entry" => is_vacant == Some(&false),
            _ => false,
        }
    }

    /// `x = x.step()`: whether `step` takes `x` or borrows it, the old value ends here.
    pub(super) fn is_renewed(&self, mention: MentionId) -> bool {
        self.renewed == Some(mention)
    }

    /// A part of a variable is taken and the variable is not named again: what is left of it cannot be carried.
    pub(super) fn taken_part(&mut self, part: &Expr) {
        match crate::carry::root_of(part) {
            Some(root) if is_fields(part) => self.mention(root, Event::Value),
            _ => self.place_or_value(part),
        }
    }

    /// An operand of ours, which is named once.
    pub(super) fn is_operand(&self, mention: MentionId) -> bool {
        let row = self
            .tables
            .mention(mention)
            .and_then(|row| self.tables.var(row.var));
        let lives = [
            "iter",
            "guard",
            "scrutinee",
            "held",
            "item",
            "position",
            "owner",
            "received",
        ];
        row.is_some_and(|var| {
            let name = var.ident.to_string();
            var.origin == Origin::Hidden
                && !lives.contains(&name.as_str())
                && !name.starts_with("arg")
        })
    }

    /// What a closure mentions is captured when it is made.
    pub(super) fn closure(&mut self, expr: &Expr, is_move: bool) {
        let mut seen = Vec::new();
        let values = closure_values(expr, self.tables);
        let whole = whole_mentions(expr, self.tables);
        for mention in mentions_in(expr) {
            let Some(row) = self.tables.mention(mention) else {
                continue;
            };
            if !self.tracks(row.var) || row.in_closure.is_none() {
                continue;
            }
            let by_move = is_move || row.in_closure == Some(ClosureKind::Move);
            if by_move && seen.contains(&row.var) {
                continue;
            }
            seen.push(row.var);
            self.use_roots(mention, row.var);
            let takes_whole = by_move && (whole.contains(&row.var) || self.is_pointer(row.var));
            if takes_whole || (!by_move && values.contains(&mention)) {
                self.event(Event::Value(mention, row.var));
            } else {
                self.event(Event::Place(mention, row.var));
            }
        }
    }

    /// A pointer of std, as far as it is told: a closure captures it and no place behind it.
    fn is_pointer(&self, var: VarId) -> bool {
        let row = self.tables.var(var);
        let ty = row.and_then(|row| row.ty.as_ref().or_else(|| self.tables.hints.get(&row.id)));
        ty.is_some_and(is_pointer)
    }

    pub(super) fn opaque(&mut self, attrs: &[syn::Attribute]) {
        for mention in opaque_mentions(attrs) {
            self.mention(mention, Event::Place);
        }
    }
}

/// The `x` of `x.step().more()`.
pub fn first_receiver(expr: &Expr) -> Option<MentionId> {
    match expr {
        Expr::MethodCall(call) => {
            mention_of(&call.receiver).or_else(|| first_receiver(&call.receiver))
        }
        _ => None,
    }
}

/// The head of a `for`.
pub fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

/// The variables that a closure names as a whole, not only fields of them: a `move` closure captures single fields
/// (edition 2021).
pub fn whole_mentions(expr: &Expr, tables: &crate::scope::Tables) -> Vec<VarId> {
    fn walk(tokens: proc_macro2::TokenStream, tables: &crate::scope::Tables, out: &mut Vec<VarId>) {
        let trees: Vec<proc_macro2::TokenTree> = tokens.into_iter().collect();
        for (index, tree) in trees.iter().enumerate() {
            match tree {
                proc_macro2::TokenTree::Ident(ident) => {
                    if let Some(Sentinel::Mention(mention)) = names::parse(ident)
                        && !is_field_access(&trees[index + 1..])
                        && let Some(row) = tables.mention(mention)
                    {
                        out.push(row.var);
                    }
                }
                proc_macro2::TokenTree::Group(group) => walk(group.stream(), tables, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(quote::quote!(#expr), tables, &mut out);
    out
}

/// `.field`, and no call, nor `.await`.
pub fn is_field_access(after: &[proc_macro2::TokenTree]) -> bool {
    use proc_macro2::{Delimiter, TokenTree};
    let is_dot = matches!(after.first(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
    let is_name = match after.get(1) {
        Some(TokenTree::Ident(name)) => name != "await",
        other => matches!(other, Some(TokenTree::Literal(_))),
    };
    let is_call = matches!(after.get(2), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
        || matches!(after.get(2), Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    is_dot && is_name && !is_call
}

/// The arguments that a call takes by value: `format!` borrows its own.
fn given_by_value<'e>(call: &'e syn::ExprCall, tables: &crate::scope::Tables) -> Vec<&'e Expr> {
    let known = match &*call.func {
        Expr::Path(path) => path.path.get_ident().and_then(names::parse),
        _ => None,
    };
    let Some(Sentinel::Macro(id)) = known else {
        return call.args.iter().collect();
    };
    let contexts = tables.macro_call(id).map(|row| &row.args);
    let is_taken = |index: usize| {
        let arg = contexts.and_then(|args| args.get(index));
        arg.is_some_and(|arg| matches!(arg.context, ArgContext::ByValue))
    };
    let args = call.args.iter().enumerate();
    args.filter(|(index, _)| is_taken(*index))
        .map(|(_, arg)| arg)
        .collect()
}

/// `name + "x"`, `name + &more`: a text, which goes into the longer one. Of anything else it is not told whether it is
/// copied.
fn is_of_text(sum: &syn::ExprBinary, tables: &crate::scope::Tables) -> bool {
    let is_added = matches!(sum.op, syn::BinOp::Add(_));
    let is_literal =
        matches!(strip(&sum.right), Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)));
    is_added
        && (is_literal
            || crate::scope::owner_of(&sum.left, tables) == Some(crate::scope::Owner::Text))
}

/// The mentions in a closure's body whose value is taken there.
pub fn closure_values(expr: &Expr, tables: &crate::scope::Tables) -> Vec<MentionId> {
    struct Finder<'t>(Vec<MentionId>, &'t crate::scope::Tables, bool);
    impl<'ast> syn::visit::Visit<'ast> for Finder<'_> {
        fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
            // of a closure inside
            if closure.capture.is_some() && self.2 {
                self.0.extend(mentions_in(&closure.body));
            }
            let around = std::mem::replace(&mut self.2, true);
            syn::visit::visit_expr_closure(self, closure);
            self.2 = around;
        }
        fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
            if block.capture.is_some() && self.2 {
                self.0.extend(mentions_in(&block.block));
            }
            let around = std::mem::replace(&mut self.2, true);
            syn::visit::visit_expr_async(self, block);
            self.2 = around;
        }
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let taken: Vec<&Expr> = match expr {
                Expr::Await(awaited) => vec![&awaited.base],
                Expr::Try(tried) => vec![&tried.expr],
                Expr::ForLoop(repeat) => vec![&repeat.expr],
                Expr::Assign(assign) => vec![&assign.right],
                Expr::Break(jump) => jump.expr.as_deref().into_iter().collect(),
                Expr::Call(call) => given_by_value(call, self.1),
                Expr::MethodCall(call) => {
                    let receiver = call_consumes(call, self.1).then_some(&*call.receiver);
                    receiver.into_iter().chain(&call.args).collect()
                }
                Expr::Closure(closure) => vec![&closure.body],
                Expr::Struct(fields) => fields.fields.iter().map(|field| &field.expr).collect(),
                Expr::Tuple(tuple) => tuple.elems.iter().collect(),
                Expr::Array(array) => array.elems.iter().collect(),
                Expr::Return(value) => value.expr.as_deref().into_iter().collect(),
                Expr::Binary(sum) if is_of_text(sum, self.1) => vec![&sum.left],
                _ => Vec::new(),
            };
            self.0.extend(taken.into_iter().filter_map(mention_of));
            syn::visit::visit_expr(self, expr);
        }
        fn visit_block(&mut self, block: &'ast syn::Block) {
            if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last() {
                self.0.extend(mention_of(tail));
            }
            for stmt in &block.stmts {
                if let syn::Stmt::Local(local) = stmt
                    && let Some(init) = &local.init
                {
                    self.0.extend(mention_of(&init.expr));
                }
            }
            syn::visit::visit_block(self, block);
        }
    }
    let mut finder = Finder(Vec::new(), tables, false);
    syn::visit::Visit::visit_expr(&mut finder, expr);
    finder.0
}

/// The mentions listed on a macro of unknown grammar.
pub fn opaque_mentions(attrs: &[syn::Attribute]) -> Vec<MentionId> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(names::OPAQUE))
        .flat_map(|attr| mentions_in(&attr.meta))
        .collect()
}

/// The mentions of which the tokens of such a macro name a field: `join!(f(x.a), g())`.
pub fn opaque_fields(tokens: &TokenStream) -> Vec<MentionId> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let field = |at: usize| match (&trees[at], &trees[at + 1..]) {
        (TokenTree::Ident(name), [TokenTree::Punct(dot), member, behind @ ..]) => {
            let is_call = matches!(behind, [TokenTree::Group(_), ..]);
            let is_field = match member {
                TokenTree::Ident(member) => !is_call && member != "await",
                member => matches!(member, TokenTree::Literal(_)),
            };
            match names::parse(name) {
                Some(Sentinel::Mention(id)) if dot.as_char() == '.' && is_field => Some(id),
                _ => None,
            }
        }
        _ => None,
    };
    let inside = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => opaque_fields(&group.stream()),
        _ => Vec::new(),
    };
    let fields = (0..trees.len()).filter_map(field);
    fields.chain(trees.iter().flat_map(inside)).collect()
}

/// `coro!(|| ..)`, which captures by move.
pub fn is_machine(mac: &syn::Macro) -> bool {
    mac.path
        .segments
        .last()
        .is_some_and(|last| last.ident == "coro")
}
