//! Which variables can be split, and have to be.
//!
//! Takes the variables whose shape is known, leaves those which lose a part to a move somewhere and whose
//! mentions are all of a kind that [`super::rewrite`] can write anew:
//!
//! ```text
//! t.0   t.0.len()   &t.0   t.0 = x       a field
//! f(t)   let u = t;   t = f();           the whole, moved or assigned
//! let (a, _) = t;   Pair { left, ..p }   parts
//! match t { (Some(a), b) => .. }         parts
//! let (Some(a), b) = t else { .. };      parts
//! &t   t.len()   t == u                  not these
//! ```

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprField, Local, Member, Pat, Stmt};

use super::Found;
use super::choice::{Choice, choice};
use super::shape::{Kind, Shape};
use super::value::{field_chain, field_path};
use crate::flow::{bound, mention_of, mentions_in, opaque_mentions, strip};
use crate::lower::{Bindings, bindings};
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, VarId};
use crate::scope::{ClosureKind, Tables};

/// Takes out of `found` what cannot be split or need not be.
pub fn judge(body: &Block, tables: &Tables, found: &mut Found, keeps: bool) {
    if found.is_empty() {
        return;
    }
    if keeps {
        for (var, shape) in found.iter_mut() {
            shape.kept = super::kept::find(body, *var, shape, tables).unwrap_or_default();
        }
    }
    let mut judge = Judge::new(tables, found);
    judge.visit_block(body);
    for (alias, var, _) in &judge.aliases {
        if judge.dropped.contains(alias) {
            judge.cases.entry(*var).or_default().dropped = true;
        }
    }
    let cases = std::mem::take(&mut judge.cases);
    let trail = judge.finish_trail();
    let mut mentions: HashMap<VarId, (usize, MentionId)> = HashMap::default();
    for row in mentions_in(body)
        .into_iter()
        .filter_map(|id| tables.mention(id))
    {
        let (count, last) = mentions.entry(row.var).or_insert((0, row.id));
        (*count, *last) = (*count + 1, row.id);
    }
    found.retain(|var, shape| {
        let Some(case) = cases.get(var) else {
            return false;
        };
        let Some((count, last)) = mentions.get(var) else {
            return false;
        };
        // `leftovers` has nothing to look at twice
        let is_left = case.looked.contains(last) && !case.assigned && !case.refilled;
        let all = *count == case.accepted && !is_left;
        shape.taken.clone_from(&case.taken);
        shape.is_guess = !shape.plain && !case.dropped;
        let is_array = matches!(shape.kind, Kind::Array);
        let taken = trail.iter().filter_map(|step| step.taken_of(*var));
        let matched = case.emptied.iter().chain(&case.opened);
        let taken: Vec<MentionId> = taken.chain(matched.copied()).collect();
        let is_late = (is_array || !shape.kept.is_empty())
            && !super::behind::pauses_behind(body, *var, &taken);
        let moved =
            case.loses() || case.reordered && super::behind::pauses_before(body, *var, &taken);
        all && !is_late && !case.refused && moved && (!shape.is_guess || is_lost(*var, &trail))
    });
}

/// Whether a field of `var` is perhaps moved and not read again: the guess that it is moved.
fn is_lost(var: VarId, trail: &[Step]) -> bool {
    let named = |step: &Step| match step {
        Step::Part {
            var: of,
            path,
            taken,
            ..
        } if *of == var => Some((path.clone(), *taken)),
        Step::Whole(of) if *of == var => None,
        _ => None,
    };
    let parts: Vec<(Vec<Member>, Taken)> = trail.iter().filter_map(named).collect();
    parts.iter().enumerate().any(|(index, (path, taken))| {
        let after = parts.get(index + 1..).unwrap_or_default();
        *taken != Taken::No && after.iter().all(|(other, _)| !overlap(path, other))
    })
}

/// Whether one of two places is inside the other.
pub fn overlap(one: &[Member], other: &[Member]) -> bool {
    one.iter().zip(other).all(|(one, other)| one == other)
}

/// What is known of a variable.
#[derive(Default)]
pub struct Case {
    /// How many of its mentions can be written anew.
    pub(super) accepted: usize,
    /// There is one that cannot.
    pub(super) refused: bool,
    /// A part may be moved out.
    pub(super) moved: bool,
    /// A part surely is moved out.
    pub(super) dropped: bool,
    /// Where a pattern takes all parts, one by one.
    emptied: Vec<MentionId>,
    /// Where the pattern of a `match` takes some of them.
    opened: Vec<MentionId>,
    /// All items of an array are taken: until then they are dropped in another order than those of an array that nothing
    /// takes apart.
    reordered: bool,
    /// A part is assigned.
    refilled: bool,
    /// The whole is.
    assigned: bool,
    /// Where several parts decide what a pattern takes.
    looked: Vec<MentionId>,
    /// The parts that are moved by patterns.
    taken: Vec<Member>,
}

impl Case {
    /// What lost all of its parts may be given one of them again.
    fn loses(&self) -> bool {
        self.moved || (!self.emptied.is_empty() && self.refilled)
    }
}

/// The pass. What operations take is told in `operations`.
pub struct Judge<'a> {
    pub(super) tables: &'a Tables,
    pub(super) found: &'a Found,
    pub(super) cases: HashMap<VarId, Case>,
    /// `let left = p.left;`
    aliases: Vec<(VarId, VarId, MentionId)>,
    /// `drop(left)`
    pub(super) dropped: HashSet<VarId>,
    /// What happens, in the order of the source.
    pub(super) trail: Vec<Step>,
    /// Variables that the statement at hand needs whole.
    skipped: Vec<VarId>,
    taken: HashMap<MentionId, Taken>,
    paths: HashMap<MentionId, Vec<Member>>,
}

/// One thing that happens to a variable.
#[derive(Debug)]
pub enum Step {
    /// A statement begins.
    Statement,
    /// The machine may pause.
    Pause,
    /// A field is named.
    Part {
        /// Where.
        mention: MentionId,
        /// Of which variable.
        var: VarId,
        /// The field, the field of the field that is named, and so on.
        path: Vec<Member>,
        /// Whether it is moved.
        taken: Taken,
    },
    /// A field is assigned.
    Assign {
        /// The place.
        path: Vec<Member>,
    },
    /// The variable is named as a whole.
    Whole(VarId),
}

impl Step {
    /// The mention with which it may move a part of a variable.
    fn taken_of(&self, of: VarId) -> Option<MentionId> {
        match self {
            Step::Part {
                mention,
                var,
                taken,
                ..
            } => (*var == of && *taken != Taken::No).then_some(*mention),
            _ => None,
        }
    }
}

/// Whether a field is moved out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Taken {
    /// It is borrowed.
    No,
    /// Unless it is `Copy`.
    Perhaps,
    /// It is.
    Surely,
}

impl<'a> Judge<'a> {
    /// A judge of these variables.
    pub fn new(tables: &'a Tables, found: &'a Found) -> Self {
        Judge {
            tables,
            found,
            cases: HashMap::default(),
            skipped: Vec::new(),
            aliases: Vec::new(),
            dropped: HashSet::default(),
            trail: Vec::new(),
            taken: HashMap::default(),
            paths: HashMap::default(),
        }
    }

    /// The variables that lose a part and are named in a way that cannot be written anew.
    pub fn whole_and_lost(&self) -> Vec<VarId> {
        let is_one = |(_, case): &(&VarId, &Case)| case.refused && case.loses();
        let mut vars: Vec<VarId> = self
            .cases
            .iter()
            .filter(is_one)
            .map(|(var, _)| *var)
            .collect();
        vars.sort();
        vars
    }

    /// What happened, each part with whether it is moved.
    pub fn finish_trail(mut self) -> Vec<Step> {
        for (alias, _, mention) in &self.aliases {
            if self.dropped.contains(alias) {
                self.taken.insert(*mention, Taken::Surely);
            }
        }
        for step in &mut self.trail {
            if let Step::Part { mention, taken, .. } = step
                && let Some(found) = self.taken.get(mention)
            {
                *taken = *found;
            }
        }
        self.trail
    }

    /// A field is moved in this way.
    pub(super) fn take(&mut self, expr: &Expr, how: Taken) {
        if let Some((mention, _)) = field_chain(expr) {
            let taken = self.taken.entry(mention).or_insert(how);
            *taken = how.max(*taken);
        }
    }

    fn var_of(&self, mention: MentionId) -> Option<VarId> {
        let var = self.tables.mention(mention)?.var;
        (self.found.contains_key(&var) && !self.skipped.contains(&var)).then_some(var)
    }

    /// The whole variable that `expr` is.
    pub(super) fn whole(&mut self, expr: &Expr) -> Option<VarId> {
        let mention = mention_of(expr)?;
        let row = self.tables.mention(mention)?;
        if row.in_closure.is_some() || row.opaque {
            return None;
        }
        let var = self.var_of(mention)?;
        self.trail.push(Step::Whole(var));
        Some(var)
    }

    /// The variable whose field `t.0` is. A closure that is `move` takes it.
    fn field(&mut self, field: &ExprField) -> Option<VarId> {
        let mention = mention_of(&field.base)?;
        let var = self.var_of(mention)?;
        let part = self.found.get(&var)?.field(&field.member)?;
        if !part.copy && self.tables.mention(mention)?.in_closure == Some(ClosureKind::Move) {
            self.cases.entry(var).or_default().moved = true;
            self.taken.entry(mention).or_insert(Taken::Perhaps);
        }
        self.trail.push(Step::Part {
            mention,
            var,
            path: self.paths.get(&mention).cloned().unwrap_or_default(),
            taken: Taken::No,
        });
        Some(var)
    }

    /// The variables that a statement needs whole, which are put together for it.
    fn kept_in(&mut self, stmt: &Stmt) -> Vec<VarId> {
        let mut vars = Vec::new();
        for (var, shape) in self.found {
            if self.skipped.contains(var) {
                continue;
            }
            if let Some(kept) = super::kept::needs_whole(stmt, *var, shape, self.tables) {
                let case = self.cases.entry(*var).or_default();
                case.accepted += kept.mentions.len();
                if kept.empties {
                    case.emptied.extend(&kept.mentions);
                }
                self.trail.push(Step::Whole(*var));
                vars.push(*var);
            }
        }
        vars
    }

    fn accept(&mut self, var: VarId) {
        self.cases.entry(var).or_default().accepted += 1;
    }

    pub(super) fn refuse(&mut self, mention: MentionId) {
        if let Some(var) = self.var_of(mention) {
            self.cases.entry(var).or_default().refused = true;
            self.trail.push(Step::Whole(var));
        }
    }

    /// The value of `expr` is taken.
    pub(super) fn value(&mut self, expr: &Expr) {
        match self.whole(expr) {
            Some(var) => self.accept(var),
            None => {
                self.moved(expr);
                self.visit_expr(expr);
            }
        }
    }

    pub(super) fn values<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.value(expr));
    }

    /// Notes that a field, if `expr` is one, may be moved out of its variable. Gives the variable.
    pub(super) fn moved(&mut self, expr: &Expr) -> Option<VarId> {
        let (mention, member) = field_chain(expr)?;
        let var = self.var_of(mention)?;
        let field = self.found.get(&var)?.field(member)?;
        if !field.copy {
            self.cases.entry(var).or_default().moved = true;
            self.take(expr, Taken::Perhaps);
        }
        Some(var)
    }

    /// Like [`Self::value`] where only what surely is not `Copy` would be moved: `t.0 + 1`.
    fn operand(&mut self, expr: &Expr) {
        if let Some((mention, member)) = field_chain(expr)
            && let Some(var) = self.var_of(mention)
            && self
                .found
                .get(&var)
                .and_then(|shape| shape.field(member))
                .is_some_and(|field| field.owned)
        {
            self.cases.entry(var).or_default().moved = true;
        }
        self.visit_expr(expr);
    }

    /// `expr` is matched with these patterns.
    fn matched<'p>(&mut self, expr: &Expr, pats: impl IntoIterator<Item = &'p Pat>) {
        let takes = |pat| matches!(bindings(pat), Bindings::All | Bindings::Some);
        if pats.into_iter().any(takes) {
            self.moved(expr);
        }
        self.visit_expr(expr);
    }

    /// What a `match` or an `if let` looks at.
    fn scrutinee(&mut self, expr: &Expr, pats: &[&Pat]) {
        let var = self.whole(expr);
        let shape = var
            .and_then(|var| self.found.get(&var))
            .filter(|shape| !matches!(shape.kind, Kind::Open));
        if let (Some(var), Some(shape)) = (var, shape)
            && let Some(choice) = choice(pats.iter().copied(), shape, self.tables)
        {
            let case = self.cases.entry(var).or_default();
            case.accepted += 1;
            if let Choice::Looked(_) = choice {
                case.looked.extend(mention_of(expr));
            }
            if pats.iter().any(|pat| bindings(pat) == Bindings::Some) {
                case.moved = true;
                case.opened.extend(mention_of(expr));
            }
            case.reordered |= pats.iter().any(|pat| is_reordered(pat, shape));
            if pats.iter().any(|pat| bindings(pat) == Bindings::All) {
                case.emptied.extend(mention_of(expr));
            }
            return;
        }
        self.matched(expr, pats.iter().copied());
    }

    /// The left side of `=`.
    fn assignee(&mut self, expr: &Expr) {
        match strip(expr) {
            Expr::Path(_) => match self.whole(expr) {
                Some(var) => {
                    self.accept(var);
                    self.cases.entry(var).or_default().assigned = true;
                }
                None => self.visit_expr(expr),
            },
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Struct(literal) => literal
                .fields
                .iter()
                .for_each(|field| self.assignee(&field.expr)),
            Expr::Call(call) => call.args.iter().for_each(|arg| self.assignee(arg)),
            place => {
                self.visit_expr(place);
                if let Expr::Field(field) = place
                    && let Some(Step::Part { mention, path, .. }) = self.trail.last()
                    && mention_of(&field.base) == Some(*mention)
                {
                    let path = path.clone();
                    if let Some(var) = self.var_of(*mention) {
                        self.cases.entry(var).or_default().refilled = true;
                    }
                    self.trail.pop();
                    self.trail.push(Step::Assign { path });
                }
            }
        }
    }

    fn binding(&mut self, pat: &Pat, init: &Expr) {
        let mark = self.trail.len();
        if let Some(var) = self.whole(init)
            && let Some(shape) = self.found.get(&var)
            && let Some(parts) = super::parts::parts(pat, shape)
        {
            self.trail.truncate(mark);
            for (member, pat) in &parts {
                let taken = match bindings(pat) {
                    Bindings::Some => Taken::Surely,
                    Bindings::All => Taken::Perhaps,
                    _ => Taken::No,
                };
                self.trail
                    .extend(mention_of(init).map(|mention| Step::Part {
                        mention,
                        var,
                        path: vec![member.clone()],
                        taken,
                    }));
            }
            let case = self.cases.entry(var).or_default();
            case.reordered |= is_reordered(pat, shape);
            let takes =
                |(_, pat): &(Member, Pat)| matches!(bindings(pat), Bindings::All | Bindings::Some);
            case.taken
                .extend(parts.into_iter().filter(takes).map(|(member, _)| member));
            case.accepted += 1;
            case.moved |= bindings(pat) == Bindings::Some;
            if bindings(pat) == Bindings::All {
                case.emptied.extend(mention_of(init));
            }
            return;
        }
        let is_whole = matches!(untyped(pat), Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none());
        if is_whole {
            if let ([alias], Some(var)) = (
                bound(pat).as_slice(),
                field_chain(init).and_then(|(mention, _)| self.var_of(mention)),
            ) {
                let mention = field_chain(init).map(|(mention, _)| mention);
                self.aliases
                    .extend(mention.map(|mention| (*alias, var, mention)));
            }
            return self.value(init);
        }
        match strip(init) {
            Expr::Path(_) | Expr::Field(_) => self.matched(init, [pat]),
            _ => self.value(init),
        }
    }
}

/// Whether a pattern takes all items of an array.
fn is_reordered(pat: &Pat, shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Array)
        && bindings(pat) == Bindings::All
        && shape.fields.iter().filter(|item| !item.copy).count() > 1
}

/// A pattern without its type.
fn untyped(pat: &Pat) -> &Pat {
    match pat {
        Pat::Type(typed) => untyped(&typed.pat),
        Pat::Paren(paren) => untyped(&paren.pat),
        pat => pat,
    }
}

impl<'ast> Visit<'ast> for Judge<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Path(_) => {
                if let Some(mention) = mention_of(expr) {
                    self.refuse(mention);
                }
            }
            Expr::Field(field) => {
                if let Some((mention, path)) = field_path(expr) {
                    self.paths.entry(mention).or_insert(path);
                }
                match self.field(field) {
                    Some(var) => self.accept(var),
                    None => self.visit_expr(&field.base),
                }
            }
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                if crate::lower::call_consumes(call, self.tables) {
                    self.moved(&call.receiver);
                }
                if method.starts_with("into_") {
                    self.take(&call.receiver, Taken::Surely);
                }
                self.visit_expr(&call.receiver);
                self.values(&call.args);
            }
            Expr::Assign(assign) => {
                self.value(&assign.right);
                self.assignee(&assign.left);
            }
            Expr::Binary(binary) => {
                self.operand(&binary.left);
                self.operand(&binary.right);
            }
            Expr::Tuple(tuple) => self.values(&tuple.elems),
            Expr::Array(array) => self.values(&array.elems),
            Expr::Repeat(repeat) => self.value(&repeat.expr),
            Expr::Struct(literal) => self.literal(literal),
            Expr::Return(leave) => self.values(leave.expr.as_deref()),
            Expr::Break(leave) => self.values(leave.expr.as_deref()),
            Expr::Try(tried) => self.value(&tried.expr),
            Expr::Closure(closure) => self.value(&closure.body),
            Expr::Macro(call) => opaque_mentions(&call.attrs)
                .into_iter()
                .for_each(|mention| self.refuse(mention)),
            Expr::Await(wait) => {
                self.value(&wait.base);
                self.trail.push(Step::Pause);
            }
            Expr::ForLoop(repeat) => {
                self.moved(&repeat.expr);
                self.take(&repeat.expr, Taken::Surely);
                visit::visit_expr_for_loop(self, repeat);
            }
            Expr::Let(condition) => self.matched(&condition.expr, [&*condition.pat]),
            Expr::If(branch) => {
                if let Expr::Let(condition) = &*branch.cond {
                    self.scrutinee(&condition.expr, &[&*condition.pat]);
                } else {
                    self.visit_expr(&branch.cond);
                }
                self.visit_block(&branch.then_branch);
                self.values(branch.else_branch.as_ref().map(|(_, other)| &**other));
            }
            Expr::Match(choice) => {
                let pats: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pat).collect();
                self.scrutinee(&choice.expr, &pats);
                for arm in &choice.arms {
                    self.visit_pat(&arm.pat);
                    self.value(&arm.body);
                }
            }
            expr => visit::visit_expr(self, expr),
        }
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        let kept = self.kept_in(stmt);
        self.skipped.extend(&kept);
        match stmt {
            Stmt::Local(local) => self.visit_local(local),
            Stmt::Expr(expr, _) => self.value(expr),
            Stmt::Macro(call) => opaque_mentions(&call.attrs)
                .into_iter()
                .for_each(|mention| self.refuse(mention)),
            Stmt::Item(_) => {}
        }
        self.skipped.retain(|var| !kept.contains(var));
    }

    fn visit_local(&mut self, local: &'ast Local) {
        self.visit_pat(&local.pat);
        let Some(init) = &local.init else { return };
        match &init.diverge {
            None => self.binding(&local.pat, &init.expr),
            Some((_, other)) => {
                self.scrutinee(&init.expr, &[&local.pat]);
                self.visit_expr(other);
            }
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
