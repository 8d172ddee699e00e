//! Events of the IR, in the order of execution.
//!
//! Takes the IR, for the user's expressions in it see [`super::expression`], tells [`Graph`] what happens. The order is that of the
//! reference; where an operation borrows a variable the event is `Place`, where it takes the value, `Value`.

use syn::{Expr, Pat};

use super::call::first_receiver;
use super::expression::mention_of_place;
use super::graph::{Event, Exits, Graph, NodeId};
use super::mentions::mentions_in;
use super::patterns::{is_std_variant, matched_mention, mention_of};
use crate::ir::{Block, If, Let, Loop, Match, Node, Pass, Pause, PauseKind, Stmt};
use crate::lower::Bindings;
use crate::names::{self, MentionId, TargetId, VarId};
use crate::scope::Origin;

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

    pub(super) fn enter(&mut self, target: TargetId, head: Option<NodeId>) -> NodeId {
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
                    Pass::Lend(place) | Pass::Through { place, .. } => {
                        if let Pass::Through {
                            first: Some(first), ..
                        } = pass
                        {
                            self.value(first);
                        }
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

    pub(super) fn fork_after(
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

    pub(super) fn arms<'p>(
        &mut self,
        pats: impl Iterator<Item = &'p Pat>,
        of: Option<MentionId>,
        mut body: impl FnMut(&mut Self, usize),
    ) {
        let pats: Vec<&Pat> = pats.collect();
        let ends = of.and_then(|of| self.ended_by(of, &pats));
        let end = self.fresh(Event::Pass);
        let mut ways = vec![self.current];
        for (index, pat) in pats.into_iter().enumerate() {
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
            if let Some(var) = ends.filter(|_| has_no_parts(pat)) {
                self.event(Event::Declare(var, false));
            }
            body(self, index);
            self.edge(self.current, end);
        }
        self.current = end;
    }

    /// The variable that is matched, if nothing else names it and an arm takes parts of it: of `None` nothing is left then,
    /// since a type with a drop of its own lets nobody take parts.
    fn ended_by(&self, of: MentionId, pats: &[&Pat]) -> Option<VarId> {
        let var = self.tables.mention(of)?.var;
        let mut others = self.tables.mentions.iter().filter(|row| row.var == var);
        let takes = |pat: &&Pat| !matches!(crate::lower::bindings(pat), Bindings::None { .. });
        let is_ended = self.tracks(var) && pats.iter().any(takes);
        (is_ended && others.all(|row| row.id == of)).then_some(var)
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

    pub(super) fn plain_stmt(&mut self, stmt: &syn::Stmt) {
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
        match (&local.pat, &*init.expr) {
            (syn::Pat::Ident(name), part @ Expr::Field(_)) if name.by_ref.is_none() => {
                self.value(part);
            }
            (pat, value) => self.scrutinee(value, [pat]),
        }
        if let Some((_, other)) = &init.diverge {
            let fork = self.current;
            self.value(other);
            self.current = self.fresh(Event::Pass);
            self.edge(fork, self.current);
        }
        self.matched(&local.pat, matched_mention(&init.expr));
    }

    /// Evaluates what is matched: a variable is left to the patterns, a value is made.
    pub(super) fn scrutinee<'p>(&mut self, expr: &Expr, pats: impl IntoIterator<Item = &'p Pat>) {
        let reads = looks(pats);
        match mention_of(expr) {
            Some(mention) if reads => self.mention(mention, Event::Place),
            Some(_) => {}
            None => self.place_or_value(expr),
        }
    }

    pub(super) fn place_or_value(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) => self.place(expr),
            _ => self.value(expr),
        }
    }

    pub(super) fn mention(
        &mut self,
        mention: MentionId,
        event: impl FnOnce(MentionId, VarId) -> Event,
    ) {
        if let Some(row) = self.tables.mention(mention)
            && self.tracks(row.var)
        {
            self.use_roots(mention, row.var);
            // the delegate has the reference, if nothing needs it later
            self.event(match self.handed {
                Some(handed) if handed == mention => Event::Value(mention, row.var),
                _ => match event(mention, row.var) {
                    // `x.min(x)`: what the call has of it as its receiver cannot be moved away meanwhile
                    Event::Value(..) if self.receivers.contains(&row.var) => {
                        Event::Place(mention, row.var)
                    }
                    event => event,
                },
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

    pub(super) fn cond(&mut self, cond: &Expr, misses: &mut Vec<NodeId>) {
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
}

/// Whether what a pattern matches has no part that could be left: `None`, `Some(0)`. What is a struct or a variant inside
/// may have a drop of its own.
fn has_no_parts(pat: &Pat) -> bool {
    match pat {
        Pat::Path(_) => true,
        Pat::Ident(ident) => ident.subpat.is_none() && names::parse(&ident.ident).is_none(),
        Pat::Or(sides) => sides.cases.iter().all(has_no_parts),
        Pat::Paren(paren) => has_no_parts(&paren.pat),
        Pat::TupleStruct(tuple) => {
            tuple.elems.iter().all(is_literal) && !may_be_dropping(&tuple.path)
        }
        pat => is_literal(pat),
    }
}

/// Whether what is matched may be a struct with a drop of its own: one of a single name that this file does not declare.
fn may_be_dropping(path: &syn::Path) -> bool {
    path.get_ident().is_some_and(|name| {
        !is_std_variant(name)
            && crate::split::Declared::beside(name.span())
                .matched(path)
                .is_none()
    })
}

/// `0`, `'a'..='z'`, and tuples of such.
fn is_literal(pat: &Pat) -> bool {
    match pat {
        Pat::Lit(_) | Pat::Range(_) => true,
        Pat::Or(sides) => sides.cases.iter().all(is_literal),
        Pat::Paren(paren) => is_literal(&paren.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(is_literal),
        _ => false,
    }
}

/// Whether a `match` with these patterns looks at its value: with none it says that there can be none.
pub fn looks<'p>(pats: impl IntoIterator<Item = &'p Pat>) -> bool {
    let mut pats = pats.into_iter().peekable();
    pats.peek().is_none() || pats.any(|pat| !matches!(pat, Pat::Wild(_)))
}
