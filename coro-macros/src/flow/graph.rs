//! The control flow graph.
//!
//! Takes events from [`super::walk`] one after another, gives the graph that [`super::solve`] reads. A node has
//! one event. After a jump the graph goes on from a node without a predecessor: code that is never reached.

use crate::carry::Aliases;
use crate::ir::PointId;
use crate::maps::{HashMap, HashSet};
use crate::names::{MentionId, TargetId, VarId};
use crate::scope::{Origin, Tables};

/// What happens at a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// Nothing.
    Pass,
    /// Facts are asked for here.
    Point(PointId),
    /// The variable begins to exist, with a value or without.
    Declare(VarId, bool),
    /// Borrowed, or a part of it read.
    Place(MentionId, VarId),
    /// Its value is taken: copied or moved.
    Value(MentionId, VarId),
    /// The receiver of a method that may take it by value if the variable gets a new one before it is read.
    Receiver(MentionId, VarId),
    /// It gets a new value.
    Assign(MentionId, VarId),
}

/// The place of a node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NodeId(pub usize);

/// A node.
#[derive(Debug)]
pub struct GraphNode {
    /// What happens.
    pub event: Event,
    /// Where control goes.
    pub next: Vec<NodeId>,
}

/// Where `break` and `continue` go.
#[derive(Clone, Copy, Debug)]
pub struct Exits {
    /// After the loop or block.
    pub leave: NodeId,
    /// The loop's head.
    pub head: Option<NodeId>,
}

/// The graph while it is built.
pub struct Graph<'t> {
    /// The tables of the function.
    pub tables: &'t Tables,
    /// References that are taken again: a use of one is a use of what it refers to.
    pub aliases: &'t Aliases,
    /// Numbers and the like, which are never moved.
    pub copied: VarSet,
    /// Its nodes.
    pub nodes: Vec<GraphNode>,
    /// The node that what comes next follows.
    pub current: NodeId,
    /// Mentions that only read, and receivers of methods that do by their names.
    pub reads: HashSet<MentionId>,
    /// The mention that the assignment at hand ends the old value of.
    pub renewed: Option<MentionId>,
    /// The receivers of the method calls around.
    pub receivers: Vec<VarId>,
    /// The mention of a `&mut` that the delegate at hand goes through.
    pub handed: Option<MentionId>,
    /// Where a pattern takes parts of a variable, with the first that it binds.
    pub taken_by: Vec<(NodeId, VarId)>,
    /// Variables whose value is a guard, as far as names can say.
    pub guards: HashSet<VarId>,
    /// Variables whose value is a builder, as far as names can say.
    pub builders: HashSet<VarId>,
    /// The variable that an expression statement calls a method of: its value is not used.
    pub called: Option<MentionId>,
    /// Where control may leave the function: `return`, `?`, its end.
    pub exits: Vec<NodeId>,
    /// Loops and labelled blocks around the current node.
    pub targets: HashMap<TargetId, Exits>,
}

impl<'t> Graph<'t> {
    /// A graph with an entry.
    pub fn new(aliases: &'t Aliases, copied: VarSet, tables: &'t Tables) -> Self {
        let entry = GraphNode {
            event: Event::Pass,
            next: Vec::new(),
        };
        Graph {
            tables,
            aliases,
            copied,
            nodes: vec![entry],
            current: NodeId(0),
            reads: Default::default(),
            renewed: None,
            receivers: Vec::new(),
            handed: None,
            taken_by: Vec::new(),
            guards: Default::default(),
            builders: Default::default(),
            called: None,
            exits: Vec::new(),
            targets: HashMap::default(),
        }
    }

    /// A node that nothing leads to yet.
    pub fn fresh(&mut self, event: Event) -> NodeId {
        self.nodes.push(GraphNode {
            event,
            next: Vec::new(),
        });
        NodeId(self.nodes.len() - 1)
    }

    /// A way from one node to another.
    pub fn edge(&mut self, from: NodeId, to: NodeId) {
        if let Some(node) = self.nodes.get_mut(from.0) {
            node.next.push(to);
        }
    }

    /// The next thing that happens.
    pub fn event(&mut self, event: Event) -> NodeId {
        let node = self.fresh(event);
        self.edge(self.current, node);
        self.current = node;
        node
    }

    /// A mention of a reference that is taken again uses what it is taken from.
    pub fn use_roots(&mut self, mention: MentionId, var: VarId) {
        let mut todo = vec![var];
        let mut seen = Vec::new();
        while let Some(var) = todo.pop() {
            if seen.contains(&var) {
                continue;
            }
            seen.push(var);
            let aliases = self.aliases;
            let Some(alias) = aliases.get(var) else {
                continue;
            };
            let roots: Vec<VarId> = alias
                .roots
                .iter()
                .copied()
                .filter(|root| self.tracks(*root))
                .collect();
            for root in roots {
                self.event(Event::Place(mention, root));
                todo.push(root);
            }
        }
    }

    /// Control goes elsewhere; what follows is not reached from here.
    pub fn jump(&mut self, to: Option<NodeId>) {
        if let Some(to) = to {
            self.edge(self.current, to);
        }
        self.current = self.fresh(Event::Pass);
    }

    /// Whether the variable is one that can be carried.
    pub fn tracks(&self, var: VarId) -> bool {
        self.tables
            .var(var)
            .is_some_and(|var| var.origin != Origin::Closure)
    }
}

/// A set of variables. Most fns have no more than the first word has bits: so the usual set is plain data, which
/// matters in a macro that is built without optimisation.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct VarSet {
    first: u64,
    rest: Vec<u64>,
}

impl Clone for VarSet {
    fn clone(&self) -> Self {
        let rest = match self.rest.is_empty() {
            true => Vec::new(),
            false => self.rest.clone(),
        };
        VarSet {
            first: self.first,
            rest,
        }
    }

    fn clone_from(&mut self, other: &Self) {
        self.first = other.first;
        if !other.rest.is_empty() {
            self.rest.clone_from(&other.rest);
        }
    }
}

impl VarSet {
    /// An empty set with room for `count` variables.
    pub fn with_room(count: usize) -> Self {
        let rest = match count {
            0..=64 => Vec::new(),
            _ => vec![0; count.div_ceil(64) - 1],
        };
        VarSet { first: 0, rest }
    }

    /// Every variable.
    pub fn full(count: usize) -> Self {
        let mut all = VarSet::with_room(count);
        all.fill(true);
        all
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.fill(false);
    }

    /// Every variable, or none.
    pub fn fill(&mut self, all: bool) {
        let word = if all { u64::MAX } else { 0 };
        self.first = word;
        if !self.rest.is_empty() {
            self.rest.fill(word);
        }
    }

    /// Whether `var` is in it.
    pub fn has(&self, var: VarId) -> bool {
        let (word, bit) = (var.index() / 64, var.index() % 64);
        match word {
            0 => self.first & (1 << bit) != 0,
            _ => self
                .rest
                .get(word - 1)
                .is_some_and(|bits| bits & (1 << bit) != 0),
        }
    }

    fn word(&mut self, var: VarId) -> Option<&mut u64> {
        match var.index() / 64 {
            0 => Some(&mut self.first),
            word => self.rest.get_mut(word - 1),
        }
    }

    /// Puts `var` in.
    pub fn add(&mut self, var: VarId) {
        if let Some(bits) = self.word(var) {
            *bits |= 1 << (var.index() % 64);
        }
    }

    /// Takes `var` out.
    pub fn remove(&mut self, var: VarId) {
        if let Some(bits) = self.word(var) {
            *bits &= !(1 << (var.index() % 64));
        }
    }

    /// Adds all of `other`; whether that changed anything.
    pub fn unite(&mut self, other: &VarSet) -> bool {
        let mut changed = other.first & !self.first != 0;
        self.first |= other.first;
        if !self.rest.is_empty() {
            for (mine, theirs) in self.rest.iter_mut().zip(&other.rest) {
                changed |= *theirs & !*mine != 0;
                *mine |= theirs;
            }
        }
        changed
    }

    /// Keeps what is in `other` too; whether that changed anything.
    pub fn intersect(&mut self, other: &VarSet) -> bool {
        let mut changed = self.first & !other.first != 0;
        self.first &= other.first;
        if !self.rest.is_empty() {
            for (mine, theirs) in self.rest.iter_mut().zip(&other.rest) {
                changed |= *mine & !*theirs != 0;
                *mine &= theirs;
            }
        }
        changed
    }
}
