//! Events in the order of execution.
//!
//! Takes the IR and the user's expressions in it, tells [`Graph`] what happens. The order is that of the
//! reference; where an operation borrows a variable the event is `Place`, where it takes the value, `Value`.

use syn::{Expr, Pat, UnOp};

use super::graph::{Event, Exits, Graph, NodeId};
use super::mentions::mentions_in;
use super::patterns::{matched_mention, mention_of};
use crate::ir::{Block, If, Let, Loop, Match, Node, Pass, Pause, PauseKind, Stmt};
use crate::lower::consumes;
use crate::names::{self, MentionId, Sentinel, TargetId, VarId};
use crate::scope::{ArgContext, ClosureKind, Origin};

impl Graph<'_> {
    /// A block of the IR.
    pub fn block(&mut self, block: &Block) {
        let leave = block.target.map(|target| self.enter(target, None));
        for stmt in &block.stmts {
            match stmt {
                Stmt::Plain(stmt) => self.plain_stmt(stmt),
                Stmt::Let(binding) => self.binding(binding),
                Stmt::Node(stmt) => {
                    self.event(Event::Point(stmt.before));
                    self.node(&stmt.node);
                    self.event(Event::Point(stmt.after));
                }
                Stmt::Part(part) => {
                    self.event(Event::Point(part.point));
                    self.block(&part.body);
                    self.event(Event::Point(part.after));
                }
            }
        }
        if let Some(tail) = &block.tail {
            self.node(tail);
        }
        if let Some(leave) = leave {
            self.edge(self.current, leave);
            self.current = leave;
        }
    }

    fn enter(&mut self, target: TargetId, head: Option<NodeId>) -> NodeId {
        let leave = self.fresh(Event::Pass);
        self.targets.insert(target, Exits { leave, head });
        leave
    }

    fn binding(&mut self, binding: &Let) {
        self.event(Event::Point(binding.before));
        let of = match &binding.init {
            Node::Plain(expr) => matched_mention(expr),
            _ => None,
        };
        match &binding.init {
            Node::Plain(expr) => self.scrutinee(expr, [&binding.pat]),
            node => self.node(node),
        }
        if let Some(otherwise) = &binding.otherwise {
            let fork = self.current;
            self.current = self.fresh(Event::Pass);
            self.edge(fork, self.current);
            self.block(otherwise);
            self.current = self.fresh(Event::Pass);
            self.edge(fork, self.current);
        }
        self.matched(&binding.pat, of);
        self.event(Event::Point(binding.after));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Plain(expr) => {
                self.value(expr);
            }
            Node::Pause(pause) => self.pause(pause),
            Node::If(branch) => self.branch(branch),
            Node::Match(choice) => self.choice(choice),
            Node::Loop(repeat) => self.repeat(repeat),
            Node::Block(block) => self.block(block),
        }
    }

    fn pause(&mut self, pause: &Pause) {
        match &pause.kind {
            PauseKind::Wait | PauseKind::Value(None) => {}
            PauseKind::Value(Some(value)) => self.value(value),
            PauseKind::From { delegate, pass } => {
                self.handed = self.handed_to(delegate);
                self.value(delegate);
                self.handed = None;
                match pass {
                    Pass::Unit => {}
                    Pass::First(first) => self.value(first),
                    Pass::Lend(place) => {
                        // lent again at each step, so used before and after
                        self.value(place);
                        self.event(Event::Point(pause.point));
                        return self.value(place);
                    }
                }
            }
        }
        self.event(Event::Point(pause.point));
    }

    fn branch(&mut self, branch: &If) {
        let mut misses = Vec::new();
        match &branch.cond {
            Node::Plain(cond) => self.cond(cond, &mut misses),
            cond => {
                self.node(cond);
                misses.push(self.current);
            }
        }
        self.fork_after(
            misses,
            |graph| graph.block(&branch.then),
            |graph| {
                if let Some(otherwise) = &branch.otherwise {
                    graph.block(otherwise);
                }
            },
        );
    }

    fn fork_after(
        &mut self,
        misses: Vec<NodeId>,
        then: impl FnOnce(&mut Self),
        otherwise: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Pass);
        then(self);
        let end = self.fresh(Event::Pass);
        self.edge(self.current, end);
        self.current = self.fresh(Event::Pass);
        for miss in misses {
            self.edge(miss, self.current);
        }
        otherwise(self);
        self.edge(self.current, end);
        self.current = end;
    }

    fn choice(&mut self, choice: &Match) {
        self.scrutinee(&choice.scrutinee, choice.arms.iter().map(|arm| &arm.pat));
        let of = matched_mention(&choice.scrutinee);
        self.arms(
            choice.arms.iter().map(|arm| &arm.pat),
            of,
            |graph, index| {
                if let Some(arm) = choice.arms.get(index) {
                    graph.node(&arm.body);
                }
            },
        );
    }

    fn arms<'p>(
        &mut self,
        pats: impl Iterator<Item = &'p Pat>,
        of: Option<MentionId>,
        mut body: impl FnMut(&mut Self, usize),
    ) {
        let end = self.fresh(Event::Pass);
        let mut ways = vec![self.current];
        for (index, pat) in pats.enumerate() {
            self.current = self.fresh(Event::Pass);
            for &way in &ways {
                self.edge(way, self.current);
            }
            if let Some(guard) = self.guard_of(pat) {
                // bindings are references until the guard has decided
                for var in super::patterns::bound(pat) {
                    self.event(Event::Declare(var, true));
                }
                self.value(guard);
                ways.push(self.current);
            }
            self.matched(pat, of);
            body(self, index);
            self.edge(self.current, end);
        }
        self.current = end;
    }

    fn repeat(&mut self, repeat: &Loop) {
        self.event(Event::Point(repeat.point));
        let head = self.event(Event::Pass);
        let leave = self.enter(repeat.target, Some(head));
        self.block(&repeat.body);
        self.edge(self.current, head);
        self.current = leave;
    }

    // ---- the user's own syntax ----

    fn plain_stmt(&mut self, stmt: &syn::Stmt) {
        match stmt {
            syn::Stmt::Local(local) => self.local(local),
            syn::Stmt::Expr(expr, end) => {
                self.called = end.and_then(|_| first_receiver(expr));
                self.value(expr);
            }
            syn::Stmt::Macro(stmt) => self.opaque(&stmt.attrs),
            syn::Stmt::Item(_) => {}
        }
    }

    fn local(&mut self, local: &syn::Local) {
        let Some(init) = &local.init else {
            for var in super::patterns::bound(&local.pat) {
                self.event(Event::Declare(var, false));
            }
            return;
        };
        if crate::lower::makes_guard(&init.expr) {
            self.guards.extend(super::patterns::bound(&local.pat));
        }
        if self.makes_builder(&init.expr) {
            self.builders.extend(super::patterns::bound(&local.pat));
        }
        self.scrutinee(&init.expr, [&local.pat]);
        if let Some((_, other)) = &init.diverge {
            let fork = self.current;
            self.value(other);
            self.current = self.fresh(Event::Pass);
            self.edge(fork, self.current);
        }
        self.matched(&local.pat, matched_mention(&init.expr));
    }

    /// Evaluates what is matched: a variable is left to the patterns, a value is made.
    fn scrutinee<'p>(&mut self, expr: &Expr, pats: impl IntoIterator<Item = &'p Pat>) {
        let reads = pats.into_iter().any(|pat| !matches!(pat, Pat::Wild(_)));
        match mention_of(expr) {
            Some(mention) if reads => self.mention(mention, Event::Place),
            Some(_) => {}
            None => self.place_or_value(expr),
        }
    }

    fn place_or_value(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) => self.place(expr),
            _ => self.value(expr),
        }
    }

    fn mention(&mut self, mention: MentionId, event: impl FnOnce(MentionId, VarId) -> Event) {
        if let Some(row) = self.tables.mention(mention)
            && self.tracks(row.var)
        {
            self.use_roots(mention, row.var);
            // the delegate has the reference, if nothing needs it later
            self.event(match self.handed {
                Some(handed) if handed == mention => Event::Value(mention, row.var),
                _ => event(mention, row.var),
            });
        }
    }

    /// `self.reader.read_line()`, where `self` is a `&mut`: the delegate borrows through it for as long as it runs.
    fn handed_to(&self, delegate: &Expr) -> Option<MentionId> {
        let root = match delegate {
            Expr::MethodCall(call) => match mention_of_place(&call.receiver) {
                Some(root) => root,
                None => return self.handed_to(&call.receiver),
            },
            Expr::Call(call) => call.args.iter().find_map(|arg| match arg {
                Expr::Reference(reference) => mention_of_place(&reference.expr),
                _ => None,
            })?,
            Expr::Paren(paren) => return self.handed_to(&paren.expr),
            Expr::Group(group) => return self.handed_to(&group.expr),
            _ => return None,
        };
        let var = self.tables.mention(root)?.var;
        let row = self.tables.var(var)?;
        let is_reference =
            matches!(&row.ty, Some(syn::Type::Reference(ty)) if ty.mutability.is_some());
        let is_param = matches!(row.origin, Origin::Param | Origin::SelfParam);
        let is_other = |mention: &MentionId| {
            let row = self.tables.mention(*mention);
            *mention != root && row.is_some_and(|row| row.var == var)
        };
        let again = mentions_in(delegate).iter().any(is_other);
        (is_reference && is_param && !again).then_some(root)
    }

    fn cond(&mut self, cond: &Expr, misses: &mut Vec<NodeId>) {
        match cond {
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                self.cond(&binary.left, misses);
                self.cond(&binary.right, misses);
            }
            Expr::Let(binding) => {
                self.scrutinee(&binding.expr, [&*binding.pat]);
                misses.push(self.event(Event::Pass));
                self.event(Event::Pass);
                self.matched(&binding.pat, matched_mention(&binding.expr));
            }
            Expr::Paren(paren) => self.cond(&paren.expr, misses),
            Expr::Group(group) => self.cond(&group.expr, misses),
            other => {
                self.value(other);
                misses.push(self.event(Event::Pass));
            }
        }
    }

    /// `expr` is borrowed, or read through.
    pub fn place(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.mention(mention, Event::Place);
                }
            }
            Expr::Paren(paren) => self.place(&paren.expr),
            Expr::Group(group) => self.place(&group.expr),
            Expr::Field(field) => self.place(&field.base),
            Expr::Index(index) => {
                self.place(&index.expr);
                self.value(&index.index);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.place(&unary.expr),
            other => self.value(other),
        }
    }

    /// `*x` as a value: out of a box it moves, unless the variable is a guard.
    fn dereferenced(&mut self, expr: &Expr) {
        match mention_of(expr) {
            Some(mention) if !self.is_guard(mention) => self.mention(mention, Event::Value),
            _ => self.place(expr),
        }
    }

    fn is_guard(&self, mention: MentionId) -> bool {
        let row = self.tables.mention(mention);
        row.is_some_and(|row| self.guards.contains(&row.var))
    }

    /// `ConfigBuilder::new()`, `Config::builder()`, and what a method makes of a builder: `b.name("x")`.
    fn makes_builder(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.segments.iter().any(|segment| {
                    let name = segment.ident.to_string();
                    name.ends_with("Builder") || name == "builder"
                }),
                _ => false,
            },
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                let makes_more = !consumes(&method) && method != "clone";
                makes_more
                    && match mention_of(&call.receiver) {
                        Some(mention) => self.is_builder(mention),
                        None => self.makes_builder(&call.receiver),
                    }
            }
            Expr::Paren(paren) => self.makes_builder(&paren.expr),
            _ => mention_of(expr).is_some_and(|mention| self.is_builder(mention)),
        }
    }

    fn is_builder(&self, mention: MentionId) -> bool {
        let Some(row) = self.tables.mention(mention) else {
            return false;
        };
        let ty = self.tables.var(row.var).and_then(|var| var.ty.as_ref());
        let is_written = matches!(ty, Some(syn::Type::Path(path)) if path.path.segments.last().is_some_and(|last| {
            last.ident.to_string().ends_with("Builder")
        }));
        is_written || self.builders.contains(&row.var)
    }

    /// The place is read, not changed.
    fn only_read(&mut self, place: &Expr) {
        self.reads.extend(crate::carry::root_of(place));
    }

    fn values<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        for expr in exprs {
            self.value(expr);
        }
    }

    /// `expr` is evaluated to a value.
    pub fn value(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.mention(mention, Event::Value);
                }
            }
            Expr::Array(e) => self.values(&e.elems),
            Expr::Tuple(e) => self.values(&e.elems),
            Expr::Repeat(e) => self.value(&e.expr),
            Expr::Assign(e) if matches!(*e.left, Expr::Infer(_)) => {
                if mention_of(&e.right).is_none() {
                    self.place_or_value(&e.right);
                }
            }
            Expr::Assign(e) => {
                let renewed = renewed_by(&e.left, &e.right, self.tables);
                let before = std::mem::replace(&mut self.renewed, renewed);
                self.value(&e.right);
                self.renewed = before;
                self.assignee(&e.left);
            }
            Expr::Binary(e) => self.binary(e),
            Expr::Break(e) => self.leave(e.expr.as_deref(), e.label.as_ref(), true),
            Expr::Continue(e) => self.leave(None, e.label.as_ref(), false),
            Expr::Return(e) => {
                self.values(e.expr.as_deref());
                self.exits.push(self.current);
                self.jump(None);
            }
            Expr::Call(e) => self.call(e),
            Expr::MethodCall(e) => self.method_call(e),
            Expr::Cast(e) => self.value(&e.expr),
            Expr::Field(_) | Expr::Index(_) => {
                self.only_read(expr);
                self.place(expr);
            }
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.dereferenced(&e.expr),
            Expr::Unary(e) => self.value(&e.expr),
            Expr::Reference(e) => {
                if e.mutability.is_none() {
                    self.only_read(&e.expr);
                }
                self.place(&e.expr);
            }
            Expr::RawAddr(e) => self.place(&e.expr),
            Expr::Group(e) => self.value(&e.expr),
            Expr::Paren(e) => self.value(&e.expr),
            Expr::Range(e) => {
                self.values(e.start.as_deref());
                self.values(e.end.as_deref());
            }
            Expr::Struct(e) => {
                self.values(e.fields.iter().map(|field| &field.expr));
                if let Some(rest) = &e.rest {
                    self.place(rest);
                }
            }
            Expr::Try(e) => {
                self.value(&e.expr);
                self.exits.push(self.current);
            }
            Expr::Await(e) => self.value(&e.base),
            Expr::Closure(e) => self.closure(expr, e.capture.is_some()),
            Expr::Async(e) => self.closure(expr, e.capture.is_some()),
            Expr::Macro(e) if is_machine(&e.mac) => self.closure(expr, true),
            Expr::Macro(e) => self.opaque(&e.attrs),
            _ => self.control(expr),
        }
    }

    fn control(&mut self, expr: &Expr) {
        match expr {
            Expr::Block(e) => {
                let target = e
                    .label
                    .as_ref()
                    .and_then(|label| names::parse_target(&label.name));
                self.plain_block(&e.block, target);
            }
            Expr::Unsafe(e) => self.plain_block(&e.block, None),
            Expr::If(e) => {
                let mut misses = Vec::new();
                self.cond(&e.cond, &mut misses);
                self.fork_after(
                    misses,
                    |graph| graph.plain_block(&e.then_branch, None),
                    |graph| graph.values(e.else_branch.as_ref().map(|(_, other)| &**other)),
                );
            }
            Expr::Match(e) => {
                self.scrutinee(&e.expr, e.arms.iter().map(|arm| &arm.pat));
                let of = matched_mention(&e.expr);
                self.arms(e.arms.iter().map(|arm| &arm.pat), of, |graph, index| {
                    graph.values(e.arms.get(index).map(|arm| &*arm.body));
                });
            }
            Expr::Loop(e) => self.plain_loop(e.label.as_ref(), |graph, _| {
                graph.plain_block(&e.body, None)
            }),
            Expr::While(e) => self.plain_loop(e.label.as_ref(), |graph, leave| {
                let mut misses = Vec::new();
                graph.cond(&e.cond, &mut misses);
                for miss in misses {
                    graph.edge(miss, leave);
                }
                graph.plain_block(&e.body, None);
            }),
            Expr::ForLoop(e) => {
                self.value(&e.expr);
                self.plain_loop(e.label.as_ref(), |graph, leave| {
                    graph.edge(graph.current, leave);
                    graph.event(Event::Pass);
                    graph.matched(&e.pat, None);
                    graph.plain_block(&e.body, None);
                });
            }
            Expr::Let(_) => self.cond(expr, &mut Vec::new()),
            _ => {}
        }
    }

    fn plain_loop(&mut self, label: Option<&syn::Label>, body: impl FnOnce(&mut Self, NodeId)) {
        let head = self.event(Event::Pass);
        let leave = match label.and_then(|label| names::parse_target(&label.name)) {
            Some(target) => self.enter(target, Some(head)),
            None => self.fresh(Event::Pass),
        };
        body(self, leave);
        self.edge(self.current, head);
        self.current = leave;
    }

    fn plain_block(&mut self, block: &syn::Block, target: Option<TargetId>) {
        let leave = target.map(|target| self.enter(target, None));
        for stmt in &block.stmts {
            self.plain_stmt(stmt);
        }
        if let Some(leave) = leave {
            self.edge(self.current, leave);
            self.current = leave;
        }
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        use syn::BinOp;
        match &binary.op {
            BinOp::And(_) | BinOp::Or(_) => {
                self.value(&binary.left);
                let short = self.event(Event::Pass);
                self.value(&binary.right);
                let end = self.event(Event::Pass);
                self.edge(short, end);
            }
            op if crate::lower::is_comparison(op) => {
                self.only_read(&binary.left);
                self.only_read(&binary.right);
                self.place(&binary.left);
                self.place(&binary.right);
            }
            op if crate::lower::is_compound(op) => {
                self.value(&binary.right);
                self.place(&binary.left);
            }
            _ => {
                self.value(&binary.left);
                self.value(&binary.right);
            }
        }
    }

    fn assignee(&mut self, left: &Expr) {
        match left {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(left) {
                    self.mention(mention, Event::Assign);
                }
            }
            Expr::Tuple(e) => e.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Array(e) => e.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Struct(e) => e.fields.iter().for_each(|field| self.assignee(&field.expr)),
            Expr::Call(e) => e.args.iter().for_each(|arg| self.assignee(arg)),
            Expr::Paren(e) => self.assignee(&e.expr),
            Expr::Group(e) => self.assignee(&e.expr),
            other => self.place(other),
        }
    }

    fn leave(&mut self, value: Option<&Expr>, label: Option<&syn::Lifetime>, is_break: bool) {
        self.values(value);
        let exits = label
            .and_then(names::parse_target)
            .and_then(|target| self.targets.get(&target).copied());
        let to = exits.and_then(|exits| {
            if is_break {
                Some(exits.leave)
            } else {
                exits.head
            }
        });
        self.jump(to);
    }

    fn call(&mut self, call: &syn::ExprCall) {
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
    fn callee(&mut self, mention: MentionId) {
        let is_once = self
            .tables
            .mention(mention)
            .and_then(|row| self.tables.var(row.var))
            .and_then(|var| var.ty.as_ref())
            .is_some_and(|ty| quote::quote!(#ty).to_string().contains("FnOnce"));
        if is_once || self.is_operand(mention) {
            self.mention(mention, Event::Value);
        } else {
            self.mention(mention, Event::Place);
        }
    }

    fn method_call(&mut self, call: &syn::ExprMethodCall) {
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
                if consumes(&call.method.to_string())
                    || self.is_operand(mention)
                    || (self.is_builder(mention) && self.called != Some(mention)) =>
            {
                self.mention(mention, Event::Value);
            }
            Some(mention) if self.is_renewed(mention) => self.mention(mention, Event::Receiver),
            Some(mention) => self.mention(mention, Event::Place),
            None if consumes(&call.method.to_string()) => self.taken_part(&call.receiver),
            None => self.place_or_value(&call.receiver),
        }
        self.values(&call.args);
    }

    /// `x = x.step()`: whether `step` takes `x` or borrows it, the old value ends here.
    fn is_renewed(&self, mention: MentionId) -> bool {
        self.renewed == Some(mention)
    }

    /// A part of a variable is taken and the variable is not named again: what is left of it cannot be carried.
    fn taken_part(&mut self, part: &Expr) {
        match crate::carry::root_of(part) {
            Some(root) if is_fields(part) => self.mention(root, Event::Value),
            _ => self.place_or_value(part),
        }
    }

    /// An operand of ours, which is named once.
    fn is_operand(&self, mention: MentionId) -> bool {
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
    fn closure(&mut self, expr: &Expr, is_move: bool) {
        let mut seen = Vec::new();
        let values = closure_values(expr);
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
            let takes_whole = by_move && whole.contains(&row.var);
            if takes_whole || (!by_move && values.contains(&mention)) {
                self.event(Event::Value(mention, row.var));
            } else {
                self.event(Event::Place(mention, row.var));
            }
        }
    }

    fn opaque(&mut self, attrs: &[syn::Attribute]) {
        for mention in opaque_mentions(attrs) {
            self.mention(mention, Event::Place);
        }
    }
}

/// The `x` of `x.step().more()`.
fn first_receiver(expr: &Expr) -> Option<MentionId> {
    match expr {
        Expr::MethodCall(call) => {
            mention_of(&call.receiver).or_else(|| first_receiver(&call.receiver))
        }
        _ => None,
    }
}

/// The `x` that `x = x.step().more()` begins with.
fn renewed_by(left: &Expr, right: &Expr, tables: &crate::scope::Tables) -> Option<MentionId> {
    fn first(expr: &Expr) -> Option<MentionId> {
        match expr {
            Expr::MethodCall(call) => mention_of(&call.receiver).or_else(|| first(&call.receiver)),
            Expr::Try(tried) => first(&tried.expr),
            Expr::Paren(paren) => first(&paren.expr),
            _ => None,
        }
    }
    let var = |mention: MentionId| tables.mention(mention).map(|row| row.var);
    let first = first(right)?;
    (var(first) == var(mention_of(left)?)).then_some(first)
}

/// `coro!(|| ..)`, which captures by move.
pub fn is_machine(mac: &syn::Macro) -> bool {
    mac.path
        .segments
        .last()
        .is_some_and(|last| last.ident == "coro")
}

/// The variable that a place begins with.
fn mention_of_place(place: &Expr) -> Option<MentionId> {
    if crate::lower::is_place(place) {
        crate::carry::root_of(place)
    } else {
        None
    }
}

/// Fields of a variable, without going through a reference.
fn is_fields(expr: &Expr) -> bool {
    match expr {
        Expr::Field(field) => is_fields(&field.base),
        Expr::Paren(paren) => is_fields(&paren.expr),
        Expr::Group(group) => is_fields(&group.expr),
        Expr::Path(_) => true,
        _ => false,
    }
}

/// The head of a `for`.
fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

/// The mentions listed on a macro of unknown grammar.
pub fn opaque_mentions(attrs: &[syn::Attribute]) -> Vec<MentionId> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(names::OPAQUE))
        .flat_map(|attr| mentions_in(&attr.meta))
        .collect()
}

/// The variables that a closure names as a whole, not only fields of them: a `move` closure captures single fields
/// (edition 2021).
fn whole_mentions(expr: &Expr, tables: &crate::scope::Tables) -> Vec<VarId> {
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

/// `.field`, and no call.
fn is_field_access(after: &[proc_macro2::TokenTree]) -> bool {
    use proc_macro2::{Delimiter, TokenTree};
    let is_dot = matches!(after.first(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
    let is_name = matches!(
        after.get(1),
        Some(TokenTree::Ident(_) | TokenTree::Literal(_))
    );
    let is_call = matches!(after.get(2), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
        || matches!(after.get(2), Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    is_dot && is_name && !is_call
}

/// The mentions in a closure's body whose value is taken there.
pub fn closure_values(expr: &Expr) -> Vec<MentionId> {
    struct Finder(Vec<MentionId>);
    impl<'ast> syn::visit::Visit<'ast> for Finder {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let taken: Vec<&Expr> = match expr {
                Expr::Call(call) => call.args.iter().collect(),
                Expr::MethodCall(call) => {
                    let receiver = consumes(&call.method.to_string()).then_some(&*call.receiver);
                    receiver.into_iter().chain(&call.args).collect()
                }
                Expr::Closure(closure) => vec![&closure.body],
                Expr::Struct(fields) => fields.fields.iter().map(|field| &field.expr).collect(),
                Expr::Tuple(tuple) => tuple.elems.iter().collect(),
                Expr::Array(array) => array.elems.iter().collect(),
                Expr::Return(value) => value.expr.as_deref().into_iter().collect(),
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
    let mut finder = Finder(Vec::new());
    syn::visit::Visit::visit_expr(&mut finder, expr);
    finder.0
}
