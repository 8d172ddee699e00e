//! Closures that can be run again over the same items without anybody noticing.
//!
//! Takes an argument of an iterator's method, says whether it only looks at what it is given:
//!
//! ```text
//! |c| c.is_alphanumeric()     char::is_whitespace     |sum, x| { *sum += x; Some(*sum) }     yes
//! |line| { log(line); line }  |x| seen.push(x)                                               no
//! ```
//!
//! Where it cannot be certain it says no.

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall, Stmt};

use super::alias::root_of;
use super::chain::only_reads;
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{Origin, Tables};

/// Whether `expr` is a function or a closure of which another run cannot be noticed.
pub fn is_replayable(expr: &Expr, tables: &Tables) -> bool {
    match expr {
        Expr::Path(path) => is_quiet_function(&path.path),
        Expr::Closure(closure) => {
            let mut watcher = Watcher {
                tables,
                own: Vec::new(),
                loops: 0,
                is_quiet: closure.capture.is_none(),
            };
            watcher.visit_expr(&closure.body);
            watcher.is_quiet
        }
        Expr::Paren(paren) => is_replayable(&paren.expr, tables),
        Expr::Group(group) => is_replayable(&group.expr, tables),
        _ => false,
    }
}

/// Whether nobody can notice that `expr` is evaluated again.
/// `own`: variables that it may take, as they are made again as well.
pub fn is_quiet(expr: &Expr, own: &[VarId], tables: &Tables) -> bool {
    let mut watcher = Watcher {
        tables,
        own: own.to_vec(),
        loops: 0,
        is_quiet: true,
    };
    watcher.visit_expr(expr);
    watcher.is_quiet
}

/// Whether nobody can notice that `stmt` runs again on other `vars`: it changes those, and what it declares itself.
pub fn changes_only(stmt: &Stmt, vars: &[VarId], tables: &Tables) -> bool {
    let mut watcher = Watcher {
        tables,
        own: declared_in(std::slice::from_ref(stmt)),
        loops: 0,
        is_quiet: true,
    };
    watcher.own.extend(vars);
    watcher.visit_stmt(stmt);
    watcher.is_quiet
}

/// The variables that statements bind, anywhere.
pub fn declared_in(stmts: &[Stmt]) -> Vec<VarId> {
    struct Finder(Vec<VarId>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            if let Some(Sentinel::Variable(var)) = names::parse(&pat.ident) {
                self.0.push(var);
            }
            visit::visit_pat_ident(self, pat);
        }
    }
    let mut finder = Finder(Vec::new());
    stmts.iter().for_each(|stmt| finder.visit_stmt(stmt));
    finder.0
}

/// `char::is_alphabetic`, `str::trim`, `Some`: functions of the standard library and constructors.
fn is_quiet_function(path: &syn::Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    if path.segments.len() == 1 {
        return name.starts_with(char::is_uppercase);
    }
    const TYPES: &[&str] = &[
        "bool",
        "char",
        "str",
        "String",
        "Option",
        "Result",
        "Vec",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "f32",
        "f64",
        "Some",
        "Cow",
        "Ord",
        "Iterator",
        "BTreeMap",
        "BTreeSet",
        "HashMap",
        "HashSet",
        "VecDeque",
        "BinaryHeap",
        "Reverse",
        "Clone",
        "ToString",
        "ToOwned",
        "From",
        "Into",
        "cmp",
    ];
    let owner = path.segments.iter().rev().nth(1);
    owner.is_some_and(|owner| TYPES.contains(&owner.ident.to_string().as_str()))
}

struct Watcher<'t> {
    tables: &'t Tables,
    /// Variables of the code itself.
    own: Vec<VarId>,
    /// How many loops are around.
    loops: usize,
    is_quiet: bool,
}

impl Watcher<'_> {
    /// Whether a place is the closure's own.
    fn is_own(&self, place: &Expr) -> bool {
        let row = root_of(place).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        var.is_some_and(|var| var.origin == Origin::Closure || self.own.contains(&var.id))
    }

    /// Whether a variable of the code itself is what a chain of methods begins with.
    fn begins_with_own(&self, expr: &Expr) -> bool {
        let row = base_of(expr).and_then(|mention| self.tables.mention(mention));
        row.is_some_and(|row| self.own.contains(&row.var))
    }

    /// Whether a loop takes something of the outside apart.
    fn takes(&self, head: &Expr) -> bool {
        let row = crate::flow::mention_of(head).and_then(|mention| self.tables.mention(mention));
        let var = row.and_then(|row| self.tables.var(row.var));
        var.is_some_and(|var| {
            let is_reference = matches!(var.ty, Some(syn::Type::Reference(_)));
            !self.is_own(head) && !is_reference && !self.tables.lent.contains(&var.id)
        })
    }

    fn is_captured(&self, place: &Expr) -> bool {
        root_of(place).is_some() && !self.is_own(place)
    }
}

impl<'ast> Visit<'ast> for Watcher<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Assign(assign)
                if !self.is_own(&assign.left) && !self.begins_with_own(&assign.left) =>
            {
                self.is_quiet = false;
            }
            Expr::Binary(binary)
                if crate::lower::is_compound(&binary.op)
                    && !self.is_own(&binary.left)
                    && !self.begins_with_own(&binary.left) =>
            {
                self.is_quiet = false;
            }
            Expr::Reference(reference)
                if reference.mutability.is_some() && self.is_captured(&reference.expr) =>
            {
                self.is_quiet = false;
            }
            Expr::Return(_) | Expr::Try(_) | Expr::Async(_) | Expr::Unsafe(_) => {
                self.is_quiet = false;
            }
            Expr::Break(_) | Expr::Continue(_) if self.loops == 0 => self.is_quiet = false,
            Expr::Break(jump) if jump.label.is_some() => self.is_quiet = false,
            Expr::Continue(jump) if jump.label.is_some() => self.is_quiet = false,
            Expr::ForLoop(repeat) if self.takes(&repeat.expr) => self.is_quiet = false,
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => {
                self.loops += 1;
                visit::visit_expr(self, expr);
                self.loops -= 1;
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let quiet = match &*call.func {
            Expr::Path(path) => match path.path.get_ident().and_then(names::parse) {
                Some(Sentinel::Macro(id)) => self.tables.macro_call(id).is_some_and(|row| {
                    row.path.segments.last().is_some_and(|last| {
                        ["format", "matches", "vec", "assert", "concat"]
                            .iter()
                            .any(|name| last.ident == name)
                    })
                }),
                Some(_) => false,
                None => is_quiet_function(&path.path),
            },
            _ => false,
        };
        self.is_quiet &= quiet;
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let combines = matches!(
            name.as_str(),
            "difference" | "intersection" | "symmetric_difference" | "union"
        );
        let quiet = match self.is_captured(&call.receiver) {
            true => combines || only_reads(call),
            false => {
                let builds = BUILDING.contains(&name.as_str());
                QUIET.contains(&name.as_str())
                    || only_reads(call)
                    || builds && self.begins_with_own(&call.receiver)
            }
        };
        self.is_quiet &= quiet;
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_macro(&mut self, _: &'ast ExprMacro) {
        self.is_quiet = false;
    }

    fn visit_stmt_macro(&mut self, _: &'ast syn::StmtMacro) {
        self.is_quiet = false;
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// The mention that a place begins with, or what methods find in one: `counts` of `*counts.entry(word).or_default()`.
pub fn base_of(expr: &Expr) -> Option<MentionId> {
    match expr {
        Expr::MethodCall(call) => base_of(&call.receiver),
        Expr::Field(field) => base_of(&field.base),
        Expr::Index(index) => base_of(&index.expr),
        Expr::Unary(unary) => base_of(&unary.expr),
        Expr::Paren(paren) => base_of(&paren.expr),
        Expr::Group(group) => base_of(&group.expr),
        _ => root_of(expr),
    }
}

/// Methods that change a collection of the standard library and nothing beside.
const BUILDING: &[&str] = &[
    "and_modify",
    "append",
    "clear",
    "dedup",
    "dedup_by_key",
    "entry",
    "extend",
    "get_mut",
    "insert",
    "iter_mut",
    "last_mut",
    "or_default",
    "or_insert",
    "or_insert_with",
    "pop",
    "pop_back",
    "pop_front",
    "push",
    "push_back",
    "push_front",
    "push_str",
    "remove",
    "resize",
    "retain",
    "reverse",
    "rotate_left",
    "rotate_right",
    "sort",
    "sort_by",
    "sort_by_cached_key",
    "sort_by_key",
    "sort_unstable",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "swap",
    "truncate",
    "values_mut",
];

/// Methods of the standard library that change nothing beside what they are called on.
const QUIET: &[&str] = &[
    "abs",
    "all",
    "and",
    "and_then",
    "any",
    "as_bytes",
    "as_deref",
    "as_ref",
    "as_slice",
    "as_str",
    "bytes",
    "ceil",
    "chain",
    "char_indices",
    "chars",
    "checked_add",
    "checked_div",
    "checked_mul",
    "checked_sub",
    "chunks",
    "chunks_exact",
    "clone",
    "cloned",
    "cmp",
    "collect",
    "contains",
    "copied",
    "count",
    "cycle",
    "ends_with",
    "enumerate",
    "eq",
    "eq_ignore_ascii_case",
    "expect",
    "filter",
    "filter_map",
    "find",
    "first",
    "flat_map",
    "flatten",
    "floor",
    "fold",
    "get",
    "into_iter",
    "into_keys",
    "into_owned",
    "into_values",
    "is_alphabetic",
    "is_alphanumeric",
    "is_ascii_alphabetic",
    "is_ascii_alphanumeric",
    "is_ascii_digit",
    "is_ascii_hexdigit",
    "is_ascii_lowercase",
    "is_ascii_punctuation",
    "is_ascii_uppercase",
    "is_ascii_whitespace",
    "is_control",
    "is_digit",
    "is_empty",
    "is_err",
    "is_lowercase",
    "is_none",
    "is_none_or",
    "is_numeric",
    "is_ok",
    "is_some",
    "is_some_and",
    "is_sorted",
    "is_uppercase",
    "is_whitespace",
    "iter",
    "keys",
    "last",
    "len",
    "len_utf8",
    "lines",
    "map",
    "map_err",
    "map_while",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "next",
    "next_back",
    "nth",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "parse",
    "partial_cmp",
    "partition",
    "peekable",
    "pow",
    "product",
    "range",
    "rem_euclid",
    "repeat",
    "replace",
    "rev",
    "round",
    "rsplit",
    "saturating_add",
    "saturating_sub",
    "skip",
    "skip_while",
    "split",
    "split_at",
    "split_once",
    "split_whitespace",
    "sqrt",
    "starts_with",
    "step_by",
    "strip_prefix",
    "strip_suffix",
    "sum",
    "take",
    "take_while",
    "then",
    "then_some",
    "then_with",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_digit",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "to_vec",
    "total_cmp",
    "trim",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "unzip",
    "values",
    "windows",
    "wrapping_add",
    "wrapping_mul",
    "wrapping_sub",
    "zip",
];
