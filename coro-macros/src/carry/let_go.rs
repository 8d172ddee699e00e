//! Values that are asked whether they have a drop before what they may borrow is used again.
//!
//! A variable that nothing names again is dropped at the end of its scope, so a machine that pauses before has to
//! keep it, unless it has no drop at all: only rustc can say. It is asked where the state is written down. That is too
//! late where what the value borrows is used in between, which a plain function may do with a reference:
//!
//! ```text
//! [source]  let enemy = world.enemy(name);  enemy.health -= 3;  world.time += 1;  yield_wait!();
//! [output]  let enemy = world.enemy(name);  let held;  enemy.health -= 3;  held = Dead::new(enemy).keep();
//!           world.time += 1;  yield_wait!();
//! ```
//!
//! `held` is declared right behind the variable, so that it is dropped in its place.
//!
//! Takes the IR, gives it with these statements. It leaves alone what the macro knows the drop of.

mod branches;
mod order;
mod sight;
mod value;

use proc_macro2::{Ident, Span};
use sight::Sight;
use syn::{Expr, Pat, parse_quote_spanned};
use value::{makes_its_own, reads_a_field};

use super::alias::Aliases;
use super::owners::mutable_references;
use super::scalars::scalars;
use crate::flow::{Flow, Held, VarSet, bound, mentions_in};
use crate::ir::{Block, Node, Stmt};
use crate::names::{self, VarId};
use crate::scope::{Owner, Tables};

/// Adds the statements to `body`, whose variables `sources` come from outside.
pub fn let_go(body: &mut Block, sources: &[VarId], tables: &mut Tables) {
    let aliases = Aliases::of(body, tables);
    let mut seeker = Seeker {
        scalars: scalars(body, tables),
        references: mutable_references(body, tables),
        aliases,
        flow: None,
        tables,
        found: false,
    };
    seeker.block(body, &[]);
    if !seeker.found {
        return;
    }
    let before = Flow::of(body, sources, &seeker.aliases, seeker.tables);
    if seeker.aliases.has_found() {
        seeker.aliases.settle(&before, seeker.tables);
        let flow = Flow::of(body, sources, &seeker.aliases, seeker.tables);
        seeker.flow = Some(flow);
    } else {
        seeker.flow = Some(before);
    }
    seeker.block(body, &[]);
}

/// A variable and what its value was made with.
#[derive(Clone)]
struct Made {
    var: VarId,
    of: Vec<VarId>,
}

/// A variable that can be asked earlier.
struct Early {
    var: VarId,
    /// The statement that declares it; none for what is bound around the block.
    declared: Option<usize>,
    /// The last statement before the pause that may need it.
    last: usize,
    /// The branches of that statement ask it.
    in_branches: bool,
}

/// Why a variable is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// What it may borrow is named before the pause.
    Needed,
    /// One that is bound in front of it is asked.
    ForOrder,
}

struct Seeker<'t> {
    scalars: VarSet,
    references: VarSet,
    aliases: Aliases,
    /// Once there is a candidate.
    flow: Option<Flow>,
    tables: &'t mut Tables,
    found: bool,
}

impl Seeker<'_> {
    fn block(&mut self, block: &mut Block, around: &[Made]) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise, &[]);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body, &[]),
            }
        }
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
        let early = self.early(block, around);
        self.found |= !early.is_empty();
        if self.flow.is_some() {
            self.apply(block, early);
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) | Node::Pause(_) => {}
            Node::If(branch) => {
                self.node(&mut branch.cond);
                let made = match &branch.cond {
                    Node::Plain(Expr::Let(binding)) => self.made(&binding.pat, &binding.expr),
                    _ => Vec::new(),
                };
                self.block(&mut branch.then, &made);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise, &[]);
                }
            }
            Node::Match(choice) => {
                for arm in &mut choice.arms {
                    let made = self.made(&arm.pat, &choice.scrutinee);
                    match &mut arm.body {
                        Node::Block(block) => self.block(block, &made),
                        node => self.node(node),
                    }
                }
            }
            Node::Loop(repeat) => self.block(&mut repeat.body, &[]),
            Node::Block(block) => self.block(block, &[]),
        }
    }

    /// What a pattern binds, if it may borrow.
    fn made(&self, pat: &Pat, value: &Expr) -> Vec<Made> {
        if reads_a_field(value) || makes_its_own(value) {
            return Vec::new();
        }
        let rows = mentions_in(value).into_iter();
        let rows = rows.filter_map(|mention| self.tables.mention(mention));
        let of: Vec<VarId> = rows
            .map(|row| row.var)
            .filter(|var| !self.scalars.has(*var))
            .collect();
        if of.is_empty() {
            return Vec::new();
        }
        let vars = bound(pat).into_iter().filter(|var| self.is_unknown(*var));
        vars.map(|var| Made {
            var,
            of: of.clone(),
        })
        .collect()
    }

    /// Whether only rustc knows if the variable has a drop.
    fn is_unknown(&self, var: VarId) -> bool {
        let owns = self.tables.owners.get(&var);
        self.may_drop(var) && owns.is_none_or(|owner| *owner == Owner::Iterator)
    }

    fn early(&self, block: &Block, around: &[Made]) -> Vec<Early> {
        let pauses = |stmt: &Stmt| stmt.pauses();
        let tail_pauses = block.tail.as_ref().is_some_and(|tail| tail.pauses());
        if !(tail_pauses || block.stmts.iter().skip(1).any(pauses)) {
            return Vec::new();
        }
        let around = around.iter().map(|made| (made.clone(), None));
        let own = block.stmts.iter().enumerate().flat_map(|(index, stmt)| {
            let made = match stmt {
                Stmt::Plain(syn::Stmt::Local(local)) => match &local.init {
                    Some(init) if !matches!(*init.expr, Expr::Closure(_)) => {
                        self.made(&local.pat, &init.expr)
                    }
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            made.into_iter().map(move |made| (made, Some(index)))
        });
        let made: Vec<_> = around.chain(own).collect();
        if made.is_empty() {
            return Vec::new();
        }
        let mut sights: Vec<Sight> = block.stmts.iter().map(|stmt| self.sight(stmt)).collect();
        sights.extend(block.tail.as_ref().map(|tail| self.node_sight(tail)));
        let places = made.iter().map(|(made, declared)| {
            self.place(&sights, made, *declared, Asked::Needed)
                .or_else(|| self.place_in_branches(block, &sights, made, *declared))
        });
        let mut places: Vec<Option<Early>> = places.collect();
        self.ask_those_behind(block, &sights, &made, &mut places);
        places.into_iter().flatten().collect()
    }

    /// Whether the variable is no number and no reference.
    fn may_drop(&self, var: VarId) -> bool {
        !self.scalars.has(var)
            && !self.references.has(var)
            && self.aliases.get(var).is_none()
            && self.tables.var(var).is_some_and(|row| !row.by_ref)
    }

    /// Where the variable would be asked.
    fn place(
        &self,
        sights: &[Sight],
        made: &Made,
        declared: Option<usize>,
        asked: Asked,
    ) -> Option<Early> {
        let names = |sight: &Sight| sight.named.contains(&made.var);
        let first = declared.map_or(0, |index| index + 1);
        let last = sights.iter().rposition(names).or(declared)?;
        let pause_at = (last + 1..sights.len()).find(|index| sights[*index].pause.is_some())?;
        let crosses = sights.iter().take(last + 1).skip(first.min(last + 1));
        if crosses.clone().any(|sight| sight.pause.is_some()) {
            return None;
        }
        // what was made of it may borrow through it
        let mut derived = vec![made.var];
        let mut last = last;
        for (index, sight) in sights.iter().enumerate().skip(first) {
            let uses = derived.iter().skip(1).any(|var| sight.named.contains(var));
            if uses && index < pause_at {
                last = last.max(index);
            }
            if uses && index >= pause_at {
                let is_taken_again = |var: &&VarId| self.aliases.get(**var).is_some();
                let named = |var: &&VarId| sight.named.contains(*var);
                if derived.iter().filter(named).any(|var| is_taken_again(&var)) {
                    return None;
                }
            }
            if sight.named.iter().any(|var| derived.contains(var)) {
                derived.extend(&sight.declares);
            }
        }
        let is_needed = sights[last + 1..=pause_at]
            .iter()
            .any(|sight| sight.named.iter().any(|var| made.of.contains(var)));
        let pause = sights[pause_at].pause?;
        let is_kept = self.flow.as_ref().is_none_or(|flow| {
            let facts = flow.at(pause);
            facts.is_some_and(|facts| {
                facts.held(made.var) == Held::Yes && !facts.later.has(made.var)
            })
        });
        let is_asked = is_needed || asked == Asked::ForOrder;
        (is_asked && is_kept && last < pause_at).then_some(Early {
            var: made.var,
            declared,
            last,
            in_branches: false,
        })
    }

    /// The same where the last statement that names the variable pauses.
    fn place_in_branches(
        &self,
        block: &Block,
        sights: &[Sight],
        made: &Made,
        declared: Option<usize>,
    ) -> Option<Early> {
        let first = declared.map_or(0, |index| index + 1);
        let names = |sight: &Sight| sight.named.contains(&made.var);
        let last = sights.iter().rposition(names)?;
        let earlier = sights.iter().take(last).skip(first);
        let sight = sights.get(last)?;
        let is_needed = sight.named.iter().any(|var| made.of.contains(var));
        if sight.pause.is_none() || !is_needed || earlier.clone().any(|sight| sight.pause.is_some())
        {
            return None;
        }
        let node = match block.stmts.get(last) {
            Some(Stmt::Node(stmt)) => &stmt.node,
            Some(_) => return None,
            None => block.tail.as_deref()?,
        };
        self.can_ask(node, made).then_some(Early {
            var: made.var,
            declared,
            last,
            in_branches: true,
        })
    }

    fn apply(&mut self, block: &mut Block, early: Vec<Early>) {
        let mut inserted: Vec<(usize, syn::Stmt)> = Vec::new();
        for early in early {
            let span = match self.tables.var(early.var) {
                Some(row) => names::made_at(row.ident.span()),
                None => Span::mixed_site(),
            };
            let held = self.hidden(span);
            let name = names::variable(held, span);
            let declaration: syn::Stmt = parse_quote_spanned!(span=> let #name;);
            inserted.push((early.declared.map_or(0, |at| at + 1), declaration));
            if early.in_branches {
                let node = match block.stmts.get_mut(early.last) {
                    Some(Stmt::Node(stmt)) => Some(&mut stmt.node),
                    Some(_) => None,
                    None => block.tail.as_deref_mut(),
                };
                if let Some(node) = node {
                    self.ask(node, &[early.var], held);
                }
                continue;
            }
            inserted.push((early.last + 1, self.holding(early.var, held, span)));
        }
        // the first of those that come to one place stays the first
        inserted.sort_by_key(|(at, _)| *at);
        for (at, stmt) in inserted.into_iter().rev() {
            block.stmts.insert(at, Stmt::Plain(stmt));
        }
    }

    /// `held = Dead::new(guard).keep();`
    fn holding(&mut self, var: VarId, held: VarId, span: Span) -> syn::Stmt {
        let (value, left) = (self.mention(var, span), self.mention(held, span));
        let asks = self.tables.asks(var, span);
        parse_quote_spanned!(span=> #left = __coro_lib_Dead::#asks(#value).keep();)
    }

    fn hidden(&mut self, span: Span) -> VarId {
        self.tables.hide(Ident::new("held", span), false)
    }

    fn mention(&mut self, var: VarId, span: Span) -> Expr {
        let row = self.tables.var(var);
        let ident = row.map_or_else(|| Ident::new("held", span), |row| row.ident.clone());
        // of the variable's own hygiene
        let span = ident.span();
        self.tables.mention_again(var, ident, span)
    }
}
