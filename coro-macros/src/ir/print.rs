//! The IR prints itself.
//!
//! Takes the IR of one function after all passes, with what they found; gives text with the names of the output:
//! variables by name, pauses and levels by the state that stands for them. `CORO_DUMP=ir cargo build` shows it
//! for every function that the macro expands.
//!
//! ```text
//! fn collect(from, limit)
//!     let mut log = Vec::new();
//!     let mut iter = IntoIterator::into_iter((1..=from).rev());
//!     For1: loop                                       // p1 parks limit, log, iter
//!         match Iterator::next(&mut iter)
//!             Some(i) =>
//!                 let line = format!("{i}");
//!                 From2: yield_from!(sleep(i))         // p4 holds line
//! ```
//!
//! `p4` is a point ([`PointId`]). A comment tells of the variables of the point's own level: `holds a` (used
//! later), `drops a` (kept only to be dropped at the end of its scope), `retakes a` (a reference that is not kept but
//! taken again), `a?` (an `Option`, a drop flag made visible). What the emitter makes of that is not shown: see the expansions beside this text in `snapshots/`.

mod text;
mod words;

use std::fmt;

use proc_macro2::Ident;
use quote::ToTokens;

use super::{Block, If, Let, Loop, Match, Node, Part, Pass, Pause, PauseKind, PointId, Stmt};
use crate::carry::{Aliases, Carry, bound_by_let, declared};
use crate::flow::{Flow, bound};
use crate::maps::HashMap;
use crate::names::{TargetId, VarId};
use crate::scope::Tables;

/// Where the comments begin.
const COMMENTS: usize = 72;

/// One function, ready to be printed.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The fn's name.
    pub name: &'a str,
    /// What holds a value from the start.
    pub inputs: &'a [VarId],
    /// The body, with its levels made.
    pub body: &'a Block,
    /// The names.
    pub tables: &'a Tables,
    /// The facts at each point.
    pub flow: &'a Flow,
    /// The decisions.
    pub carry: &'a Carry,
    /// References that are taken again after a pause.
    pub aliases: &'a Aliases,
}

impl Listing<'_> {
    /// Prints it to the compiler's error output, if the environment asks for it.
    pub fn dump(&self) {
        if std::env::var_os("CORO_DUMP").is_some_and(|what| what == "ir") {
            eprintln!("{self}");
        }
        #[cfg(test)]
        observed::keep(self.to_string());
    }
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printer = Printer {
            listing: self,
            out: String::new(),
            depth: 0,
            number: 0,
            scope: self.inputs.to_vec(),
            level: 0,
            labels: HashMap::default(),
        };
        let inputs: Vec<String> = self.inputs.iter().map(|var| printer.name(*var)).collect();
        printer.line(&format!("fn {}({})", self.name, inputs.join(", ")), "");
        printer.inside(|printer| printer.block(self.body));
        formatter.write_str(&printer.out)
    }
}

struct Printer<'a> {
    listing: &'a Listing<'a>,
    out: String,
    depth: usize,
    /// The number of the last pause or level, as in the names of the states.
    number: u32,
    /// The variables in scope.
    scope: Vec<VarId>,
    /// Where in `scope` those of the present level begin.
    level: usize,
    /// What `break` and `continue` name.
    labels: HashMap<TargetId, String>,
}

impl Printer<'_> {
    fn line(&mut self, text: &str, comment: &str) {
        let text = format!("{:indent$}{text}", "", indent = self.depth * 4);
        if comment.is_empty() {
            self.out.push_str(&text);
        } else {
            self.out.push_str(&format!("{text:COMMENTS$} // {comment}"));
        }
        self.out.push('\n');
    }

    fn inside(&mut self, print: impl FnOnce(&mut Self)) {
        let mark = self.scope.len();
        self.depth += 1;
        print(self);
        self.depth -= 1;
        self.scope.truncate(mark);
    }

    fn inside_level(&mut self, print: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.level, self.scope.len());
        self.inside(print);
        self.level = outer;
    }

    /// `Wait3`
    fn state(&mut self, word: &str, given: Option<&Ident>) -> String {
        self.number += 1;
        let number = self.number;
        given.map_or_else(
            || format!("{}{number}", crate::emit::camel(word)),
            Ident::to_string,
        )
    }

    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        if let Some(tail) = &block.tail {
            self.node("", tail, "");
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Plain(plain) => {
                let text = self.text(plain);
                self.line(&text, "");
                self.scope.extend(declared(stmt));
            }
            Stmt::Let(binding) => self.binding(binding),
            Stmt::Node(stmt) => {
                self.node("", &stmt.node, ";");
                self.after(&stmt.node, stmt.after);
            }
            Stmt::Part(part) => self.part(part),
        }
    }

    fn binding(&mut self, binding: &Let) {
        let ty = binding
            .ty
            .as_ref()
            .map(|ty| format!(": {}", text::line(ty.to_token_stream())));
        let pat = self.text(&binding.pat);
        let end = if binding.otherwise.is_some() { "" } else { ";" };
        self.node(
            &format!("let {pat}{} = ", ty.unwrap_or_default()),
            &binding.init,
            end,
        );
        if let Some(otherwise) = &binding.otherwise {
            self.line("else", "");
            self.inside(|printer| printer.block(otherwise));
        }
        self.scope.extend(bound(&binding.pat));
        self.after(&binding.init, binding.after);
    }

    /// Where the ways through a statement meet again.
    fn after(&mut self, node: &Node, point: PointId) {
        if matches!(node, Node::If(_) | Node::Match(_) | Node::Block(_)) {
            let held = self.held(point, "holds");
            self.line("", &held);
        }
    }

    fn part(&mut self, part: &Part) {
        let name = self.state("with", None);
        let outputs: Vec<String> = part.outputs.iter().map(|var| self.name(*var)).collect();
        let outputs = if outputs.is_empty() {
            String::new()
        } else {
            format!(" gives {}", outputs.join(", "))
        };
        let held = self.held(part.point, "parks");
        self.line(&format!("{name}: part{outputs}"), &held);
        self.inside_level(|printer| printer.block(&part.body));
        self.scope.extend(&part.outputs);
    }

    /// `head` stands before the node, `end` after it where it is on one line.
    fn node(&mut self, head: &str, node: &Node, end: &str) {
        match node {
            Node::Plain(expr) => {
                let text = self.text(expr);
                self.line(&format!("{head}{text}{end}"), "");
            }
            Node::Pause(pause) => self.pause(head, pause, end),
            Node::If(branch) => self.branch(head, branch),
            Node::Match(choice) => self.choice(head, choice),
            Node::Loop(repeat) => self.repeat(head, repeat),
            Node::Block(block) => {
                let mut label = String::new();
                if let Some(target) = block.target {
                    let name = format!("block{target}");
                    label = format!("'{name}: ");
                    self.labels.insert(target, name);
                }
                self.line(&format!("{head}{label}block"), "");
                self.inside(|printer| printer.block(block));
            }
        }
    }

    fn pause(&mut self, head: &str, pause: &Pause, end: &str) {
        let (word, written) = match &pause.kind {
            PauseKind::Wait => ("Wait", "yield_wait!()".to_string()),
            PauseKind::Value(None) => ("Yield", "yield_value!()".to_string()),
            PauseKind::Value(Some(value)) => {
                ("Yield", format!("yield_value!({})", self.text(value)))
            }
            PauseKind::From { delegate, pass } => {
                let pass = match pass {
                    Pass::Unit => String::new(),
                    Pass::First(first) => format!(", first {}", self.text(first)),
                    Pass::Lend(place) => format!(", lend {}", self.text(place)),
                    Pass::Through { place, first } => {
                        let first = first
                            .iter()
                            .map(|first| format!(", first {}", self.text(first)));
                        format!(
                            ", through {}{}",
                            self.text(place),
                            first.collect::<String>()
                        )
                    }
                };
                (
                    "From",
                    format!("yield_from!({}{pass})", self.text(delegate)),
                )
            }
        };
        let state = self.state(word, pause.name.as_ref());
        let held = self.held(pause.point, "holds");
        self.line(&format!("{head}{state}: {written}{end}"), &held);
    }

    fn branch(&mut self, head: &str, branch: &If) {
        self.node(&format!("{head}if "), &branch.cond, "");
        self.inside(|printer| {
            if let Node::Plain(cond) = &branch.cond {
                printer.scope.extend(bound_by_let(cond));
            }
            printer.block(&branch.then);
        });
        if let Some(otherwise) = &branch.otherwise {
            self.line("else", "");
            self.inside(|printer| printer.block(otherwise));
        }
    }

    fn choice(&mut self, head: &str, choice: &Match) {
        let scrutinee = self.text(&choice.scrutinee);
        self.line(&format!("{head}match {scrutinee}"), "");
        self.inside(|printer| {
            for arm in &choice.arms {
                let pat = printer.text(&arm.pat);
                printer.inside_arm(&pat, &bound(&arm.pat), &arm.body);
            }
        });
    }

    fn inside_arm(&mut self, pat: &str, vars: &[VarId], body: &Node) {
        let mark = self.scope.len();
        self.scope.extend(vars);
        match body {
            Node::Block(block) if block.target.is_none() => {
                self.line(&format!("{pat} =>"), "");
                self.inside(|printer| printer.block(block));
            }
            body => self.node(&format!("{pat} => "), body, ""),
        }
        self.scope.truncate(mark);
    }

    fn repeat(&mut self, head: &str, repeat: &Loop) {
        let name = self.state(repeat.word, None);
        let held = self.held(repeat.point, "parks");
        self.line(&format!("{head}{name}: loop"), &held);
        self.labels.insert(repeat.target, name.to_lowercase());
        self.inside_level(|printer| printer.block(&repeat.body));
    }
}

/// What tests see of a function that was compiled.
#[cfg(test)]
pub mod observed {
    use std::cell::RefCell;

    thread_local! {
        static LISTINGS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// Keeps the text of one more function.
    pub fn keep(listing: String) {
        LISTINGS.with_borrow_mut(|listings| listings.push(listing));
    }

    /// The functions compiled in this thread since the last call.
    pub fn take() -> Vec<String> {
        LISTINGS.take()
    }
}
