//! What happens to one variable, in the order of the source.
//!
//! Takes the statements in which it is alive, gives the place where it loses its first field.

use syn::visit::{self, Visit};
use syn::{Block, Expr, Local, Member, Pat, Stmt};

use crate::flow::{mention_of, mentions_in};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::Tables;
use crate::split::Found;
use crate::split::uses::{Judge, Step, Taken, overlap};

/// The fields of each variable that are named in a body: `p.left`, `let Pair { left, .. } = p`.
pub fn members(body: &Block, tables: &Tables) -> HashMap<VarId, Vec<Member>> {
    let mut finder = Members {
        tables,
        found: HashMap::default(),
    };
    finder.visit_block(body);
    finder.found
}

/// The variables of which a field is named, or which a pattern takes apart.
pub fn parts_named(body: &Block, tables: &Tables) -> Vec<VarId> {
    struct Matched<'t>(&'t Tables, Vec<VarId>);
    impl Matched<'_> {
        fn add(&mut self, pat: &Pat, value: &Expr) {
            let row = mention_of(value).and_then(|mention| self.0.mention(mention));
            if !matches!(pat, Pat::Ident(_) | Pat::Wild(_) | Pat::Type(_)) {
                self.1.extend(row.map(|row| row.var));
            }
        }
    }
    impl<'ast> Visit<'ast> for Matched<'_> {
        fn visit_local(&mut self, local: &'ast Local) {
            if let Some(init) = &local.init {
                self.add(&local.pat, &init.expr);
            }
            visit::visit_local(self, local);
        }
        fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
            self.add(&binding.pat, &binding.expr);
            visit::visit_expr_let(self, binding);
        }
        fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
            for arm in &choice.arms {
                self.add(&arm.pat, &choice.expr);
            }
            visit::visit_expr_match(self, choice);
        }
        // `Pair { left, ..p }`
        fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
            let rest = literal.rest.as_deref().and_then(mention_of);
            let row = rest.and_then(|mention| self.0.mention(mention));
            self.1.extend(row.map(|row| row.var));
            visit::visit_expr_struct(self, literal);
        }
    }
    let mut matched = Matched(tables, members(body, tables).into_keys().collect());
    matched.visit_block(body);
    matched.1
}

struct Members<'t> {
    tables: &'t Tables,
    found: HashMap<VarId, Vec<Member>>,
}

impl Members<'_> {
    fn add(&mut self, base: &Expr, member: &Member) {
        let Some(row) = mention_of(base).and_then(|mention| self.tables.mention(mention)) else {
            return;
        };
        let members = self.found.entry(row.var).or_default();
        if !members.contains(member) {
            members.push(member.clone());
        }
    }
}

impl<'ast> Visit<'ast> for Members<'_> {
    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        self.add(&field.base, &field.member);
        visit::visit_expr_field(self, field);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let (Pat::Struct(fields), Some(init)) = (&local.pat, &local.init)
            && init.diverge.is_none()
        {
            for field in &fields.fields {
                self.add(&init.expr, &field.member);
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// The steps, by statement.
pub struct Trail {
    steps: Vec<Step>,
}

impl Trail {
    /// What `stmts` do to `var`, `None` if they never pause or never lose a part of it.
    pub fn of(stmts: &[Stmt], var: VarId, found: &Found, tables: &Tables) -> Option<Trail> {
        let is_named = |stmt: &Stmt| {
            mentions_in(stmt)
                .into_iter()
                .filter_map(|mention| tables.mention(mention))
                .any(|row| row.var == var)
        };
        if !stmts.iter().any(is_named) {
            return None;
        }
        let mut judge = Judge::new(tables, found);
        for stmt in stmts {
            judge.trail.push(Step::Statement);
            judge.visit_stmt(stmt);
        }
        Some(Trail {
            steps: judge.finish_trail(),
        })
    }

    /// The statement in which the variable loses the first field while another is named after a pause, and whether
    /// it surely is moved. `is_owned`: the variable surely owns it; `is_whole`: what is not named is taken apart as well.
    pub fn loses_first(&self, is_owned: bool, is_whole: bool) -> Option<(usize, bool)> {
        let last_whole = self
            .steps
            .iter()
            .rposition(|step| matches!(step, Step::Whole(_)));
        let mut statement = 0;
        let mut first = None;
        let mut is_sure = false;
        for (index, step) in self.steps.iter().enumerate() {
            match step {
                Step::Statement => statement += 1,
                Step::Part { path, taken, .. } if *taken != Taken::No => {
                    let is_sure_here = *taken == Taken::Surely;
                    if (is_owned || is_sure_here) && self.is_lost(index, path, is_whole) {
                        is_sure |= is_sure_here;
                        first.get_or_insert((index, statement - 1));
                    }
                }
                _ => {}
            }
        }
        let (_, at) = first?;
        // a statement that names the whole after that needs it
        let whole = last_whole.map(|whole| {
            let before = self.steps.get(..whole).unwrap_or_default();
            before
                .iter()
                .filter(|step| matches!(step, Step::Statement))
                .count()
        });
        if whole.is_some_and(|whole| whole > at) {
            return None;
        }
        Some((at, is_sure))
    }

    /// The place is not read again, but another one is, or is only left, after a pause.
    fn is_lost(&self, index: usize, place: &[Member], is_whole: bool) -> bool {
        let after = self.steps.get(index + 1..).unwrap_or_default();
        let is_again = after.iter().find_map(|step| match step {
            Step::Part { path, .. } if overlap(path, place) => Some(true),
            Step::Assign { path } if place.starts_with(path) => Some(false),
            _ => None,
        });
        let Some(pause) = after.iter().position(|step| matches!(step, Step::Pause)) else {
            return false;
        };
        let is_other = |step: &Step| match step {
            Step::Part { path, .. } | Step::Assign { path } => !overlap(path, place),
            _ => false,
        };
        let later = after.get(pause..).unwrap_or_default();
        is_again != Some(true) && (is_whole || later.iter().any(is_other))
    }
}
