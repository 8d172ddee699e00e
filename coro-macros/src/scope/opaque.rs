//! Macros of unknown grammar.
//!
//! ```text
//! [source]  other!(x, "{y}", y.x, x: 1, x!());
//! [output]  #[__coro_opaque(__coro_use_0, __coro_use_1, __coro_use_2)]
//!           other!(__coro_use_0, "{y}", __coro_use_2.x, x: 1, x!());
//! ```
//!
//! Such a macro can do anything with its tokens, so each one that could be a variable is a mention,
//! and so is each name in a string that reads like a format string. Taking too much for a mention
//! only makes a variable live a little longer; later passes leave these variables their own names
//! there. The attribute lists the mentions, for passes that do not look at tokens.
//!
//! A `macro_rules!` in the body sees the variables around its definition, so each call of it mentions
//! those that its rules name: they are in the attribute only, and the definition stays as it is.
//!
//! Where the grammar of `tracing` takes a name for that of a field too, the token stays what it is, and is a mention like a
//! name in a string: `info!(?user, count, "..")`; `?self.id` is `self.id = ?self.id`.
//!
//! What a `let` among the tokens binds is no mention, and hides the variable of that name to the end of its block.
//!
//! A pause among the tokens is an error: what the macro would make of it nobody knows.

use super::{ClosureKind, How, Place, Resolver};
use crate::error::Errors;
use crate::names::{self, VarId, YieldKind};
use crate::std_macros;
use crate::syntax;
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprMacro, ItemMacro, Lit, Macro, Path, parse_quote};

/// What is found in the tokens of one macro call.
struct Walk {
    /// The name of the macro, for messages.
    macro_name: String,
    /// Sentinels of the mentions, in order.
    mentions: Vec<Ident>,
    /// Whether a pause in the tokens is the macro's own business: a nested `coro!`.
    pauses: bool,
    /// Behind `let`, before `=`.
    in_pattern: bool,
    /// Names that a `let` among the tokens binds, from the end of its statement on.
    bound: Vec<String>,
    /// Those of the `let` at hand.
    binding: Vec<String>,
    /// The macro takes fields, as those of `tracing` do, and these tokens are its own.
    takes_fields: bool,
}

/// Macros whose arguments may be fields.
const TAKING_FIELDS: &[&str] = &[
    "debug",
    "debug_span",
    "error",
    "error_span",
    "event",
    "info",
    "info_span",
    "span",
    "trace",
    "trace_span",
    "warn",
    "warn_span",
];

/// A `macro_rules!` of the body.
#[derive(Debug)]
pub struct LocalMacro {
    pub name: Ident,
    /// The variables that its rules name.
    pub uses: Vec<(VarId, Ident)>,
    /// What stands in its braces.
    pub rules: TokenStream,
}

/// Where a token stands.
#[derive(Clone, Copy)]
struct Around<'trees> {
    trees: &'trees [TokenTree],
    position: usize,
    /// Directly inside braces, but not those of the macro call itself.
    braces: bool,
}

impl Resolver<'_> {
    /// Any macro that is not known.
    pub(super) fn unknown_macro(&mut self, mut attrs: Vec<Attribute>, mac: &Macro) -> Expr {
        let mut mac = mac.clone();
        let nested = mac
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "coro");
        if nested && !is_coro_expression(&mac.tokens) {
            // Its functions are items: they see nothing of this one.
            return Expr::Macro(ExprMacro { attrs, mac });
        }
        let mut walk = Walk {
            macro_name: path_text(&mac.path),
            mentions: Vec::new(),
            pauses: nested,
            in_pattern: false,
            bound: Vec::new(),
            binding: Vec::new(),
            takes_fields: takes_fields(&mac.path),
        };
        if nested {
            self.captured_inside(&mac.tokens);
            // The expression form captures by move.
            self.environment.open_closure(ClosureKind::Move);
        }
        mac.tokens = self.opaque_tokens(mac.tokens, false, &mut walk);
        if nested {
            self.environment.close_closure();
        }
        self.mention_hidden(&mac.path, &mut walk);
        self.check_hidden(&mac.path);
        if !walk.mentions.is_empty() {
            let span = mac.bang_token.spans[0];
            let name = names::opaque(span);
            let mentions = walk.mentions;
            attrs.push(parse_quote!(#[#name(#(#mentions),*)]));
        }
        Expr::Macro(ExprMacro { attrs, mac })
    }

    /// What a nested `coro!` captures is captured by the one around it.
    fn captured_inside(&mut self, tokens: &TokenStream) {
        if self.free.is_none() {
            return;
        }
        // Mistakes are reported where it is expanded.
        let Some(nested) = syntax::expression(tokens.clone(), &mut Errors::new()) else {
            return;
        };
        let received = nested.receives.as_ref().map(|first| &first.pattern);
        for ident in super::free_variables(received, &nested.body) {
            if self.environment.find(&ident).is_none() {
                self.not_found(&ident);
            }
        }
    }

    /// Notes the variables that a `macro_rules!` of the body names.
    pub(super) fn local_macro(&mut self, item: &ItemMacro) {
        let Some(name) = item.ident.clone() else {
            return;
        };
        let before = self.tables.mentions.len();
        let mut walk = Walk {
            macro_name: path_text(&item.mac.path),
            mentions: Vec::new(),
            // it is looked for where the macro is called
            pauses: true,
            in_pattern: false,
            bound: Vec::new(),
            binding: Vec::new(),
            takes_fields: false,
        };
        self.opaque_tokens(item.mac.tokens.clone(), false, &mut walk);
        // The definition itself uses nothing.
        let mentions = self.tables.mentions.split_off(before);
        let uses = mentions
            .into_iter()
            .map(|mention| (mention.var, mention.ident));
        self.local_macros.push(LocalMacro {
            name,
            uses: uses.collect(),
            rules: item.mac.tokens.clone(),
        });
    }

    /// Mentions what a macro of the body, called by `path`, names in its definition.
    fn mention_hidden(&mut self, path: &Path, walk: &mut Walk) {
        let Some(name) = path.get_ident() else { return };
        let called = self
            .local_macros
            .iter()
            .rev()
            .find(|local| local.name == *name);
        let uses = called.map_or_else(Vec::new, |local| local.uses.clone());
        for (var, ident) in uses {
            let sentinel = self.mention_variable(var, &ident, How::OpaqueInline);
            walk.mentions.push(sentinel);
        }
    }

    /// Reports a pause in the definition of a macro of the body whose call could not be replaced.
    fn check_hidden(&mut self, path: &Path) {
        let Some(name) = path.get_ident() else { return };
        let mut locals = self.local_macros.iter().rev();
        let Some(local) = locals.find(|local| local.name == *name) else {
            return;
        };
        if super::expansion::pauses(&local.rules) {
            self.errors
                .report(
                    name,
                    format!("`{name}!` pauses, and none of its rules fits this call"),
                )
                .help("write the pause where the macro is called")
                .note("`coro!` reads the body before its macros are expanded");
        }
    }

    /// Puts the mentions among these tokens into sentinels.
    fn opaque_tokens(&mut self, tokens: TokenStream, braces: bool, walk: &mut Walk) -> TokenStream {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut output = TokenStream::new();
        let known = walk.bound.len();
        for (position, tree) in trees.iter().enumerate() {
            let around = Around {
                trees: &trees,
                position,
                braces,
            };
            if walk.takes_fields
                && let Some(path) = around.field_of_self()
            {
                output.extend(path.iter().cloned());
                output.extend(quote!(=));
            }
            let replaced = match tree {
                TokenTree::Group(group) => self.opaque_group(group, around, walk),
                TokenTree::Ident(ident) => self.opaque_ident(ident, around, walk),
                TokenTree::Literal(literal) => {
                    if let Ok(Lit::Str(text)) = syn::parse2(literal.to_token_stream()) {
                        for name in std_macros::format_names(&text.value()) {
                            let mention = self.mention_text(&name, text.span(), How::OpaqueInline);
                            walk.mentions.extend(mention);
                        }
                    }
                    tree.clone()
                }
                TokenTree::Punct(punct) => {
                    match punct.as_char() {
                        '=' => walk.in_pattern = false,
                        ';' => walk.bound.append(&mut walk.binding),
                        _ => {}
                    }
                    tree.clone()
                }
            };
            output.extend([replaced]);
        }
        walk.bound.truncate(known);
        output
    }

    fn opaque_group(&mut self, group: &Group, around: Around, walk: &mut Walk) -> TokenTree {
        let outside = walk.pauses;
        // In an `async` block `.await` is fine, and yields are reported where it is expanded.
        let own_function = around.after_word("async")
            || around.after_word("move")
                && around.back(2).is_some_and(|tree| is_word(tree, "async"));
        walk.pauses |= own_function || around.after_coro();
        let braces = group.delimiter() == Delimiter::Brace;
        let takes_fields = std::mem::replace(&mut walk.takes_fields, false);
        let stream = self.opaque_tokens(group.stream(), braces, walk);
        walk.takes_fields = takes_fields;
        walk.pauses = outside;
        let mut replaced = Group::new(group.delimiter(), stream);
        replaced.set_span(group.span());
        replaced.into()
    }

    fn opaque_ident(&mut self, ident: &Ident, around: Around, walk: &mut Walk) -> TokenTree {
        if !walk.pauses {
            self.check_opaque(ident, around, walk);
        }
        let name = ident.to_string();
        if name == "let" {
            walk.in_pattern = true;
            walk.binding.clear();
        }
        if walk.in_pattern {
            self.handed_in.insert(name.clone());
            walk.binding.push(name);
            return ident.clone().into();
        }
        if !around.may_be_variable() || walk.bound.contains(&name) {
            return ident.clone().into();
        }
        let is_field = walk.takes_fields && around.is_field() && name != "self";
        let how = match is_field {
            true => How::OpaqueInline,
            false => How::Opaque,
        };
        match self.mention(ident, how) {
            Some(sentinel) => {
                walk.mentions.push(sentinel.clone());
                match is_field {
                    true => ident.clone().into(),
                    false => sentinel.into(),
                }
            }
            None => {
                self.handed_in.insert(name);
                ident.clone().into()
            }
        }
    }

    /// Reports a pause among the tokens of a macro.
    fn check_opaque(&mut self, ident: &Ident, around: Around, walk: &Walk) {
        let (written, call) = match YieldKind::of_macro(ident) {
            Some(kind) if around.next_is('!') => (format!("{}!", kind.macro_name()), kind.call()),
            None if ident == "await" && around.after('.') && self.place != Place::Async => {
                (".await".to_string(), "future.await")
            }
            _ => return,
        };
        let name = &walk.macro_name;
        self.errors
            .report(
                ident,
                format!("`{written}` cannot stand in the arguments of `{name}!`"),
            )
            .help(format!(
                "pause before it: `let value = {call}; {name}!(.. value ..)`"
            ))
            .note(format!(
                "only rustc knows what `{name}!` makes of its arguments"
            ));
    }
}

impl<'trees> Around<'trees> {
    fn back(&self, steps: usize) -> Option<&TokenTree> {
        self.trees.get(self.position.checked_sub(steps)?)
    }

    fn ahead(&self, steps: usize) -> Option<&TokenTree> {
        self.trees.get(self.position + steps)
    }

    fn after(&self, mark: char) -> bool {
        self.back(1).is_some_and(|tree| is_mark(tree, mark))
    }

    fn after_word(&self, word: &str) -> bool {
        self.back(1).is_some_and(|tree| is_word(tree, word))
    }

    /// `coro ! {`: what follows is another coroutine.
    fn after_coro(&self) -> bool {
        self.after('!') && self.back(2).is_some_and(|tree| is_word(tree, "coro"))
    }

    fn next_is(&self, mark: char) -> bool {
        self.ahead(1).is_some_and(|tree| is_mark(tree, mark))
    }

    /// The next token is `mark` and not the beginning of a longer operator.
    fn next_is_just(&self, mark: char) -> bool {
        let joint = matches!(self.ahead(2), Some(TokenTree::Punct(next)) if "=>:".contains(next.as_char()))
            && matches!(self.ahead(1), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint);
        self.next_is(mark) && !joint
    }

    /// `?x`, `%x.y`, `x`, between commas.
    fn is_field(&self) -> bool {
        let begins = |steps: usize| self.back(steps).is_none_or(|tree| is_mark(tree, ','));
        let is_shown = (self.after('?') || self.after('%')) && begins(2);
        (is_shown || begins(1)) && self.path_of_field().is_some()
    }

    /// `self.x.y`, if nothing but a comma follows.
    fn path_of_field(&self) -> Option<&'trees [TokenTree]> {
        let path = &self.trees[self.position..];
        let end = path.iter().position(|tree| is_mark(tree, ','));
        let path = &path[..end.unwrap_or(path.len())];
        let fits = |(index, tree): (usize, &TokenTree)| match index % 2 {
            0 => matches!(tree, TokenTree::Ident(_)),
            _ => is_mark(tree, '.'),
        };
        (path.len() % 2 == 1 && path.iter().enumerate().all(fits)).then_some(path)
    }

    /// `self.x` of `?self.x`, which is a field of that name: inside of a machine `self` has another.
    fn field_of_self(&self) -> Option<&'trees [TokenTree]> {
        let begins = self.back(1).is_none_or(|tree| is_mark(tree, ','));
        let is_shown = self
            .ahead(0)
            .is_some_and(|tree| is_mark(tree, '?') || is_mark(tree, '%'));
        let path = Around {
            position: self.position + usize::from(is_shown),
            ..*self
        };
        let is_text = |tree: &TokenTree| matches!(tree, TokenTree::Literal(_));
        // behind the message it is an argument
        let is_argument = !is_shown && self.trees[..self.position].iter().any(is_text);
        let is_self = path.ahead(0).is_some_and(|tree| is_word(tree, "self"));
        (begins && is_self && !is_argument).then(|| path.path_of_field())?
    }

    /// Whether an identifier here can name a variable: it is no field, method, label, path, macro
    /// or name of an argument.
    fn may_be_variable(&self) -> bool {
        let doubled = |mark| {
            self.after(mark)
                && matches!(self.back(2), Some(TokenTree::Punct(punct))
                    if punct.as_char() == mark && punct.spacing() == Spacing::Joint)
        };
        let member = self.after('.') && !doubled('.');
        let path = doubled(':') || self.next_is(':');
        let label = self.after('\'');
        let macro_name = self.next_is_just('!');
        // `name = value` after a comma is an argument, in a block it is an assignment.
        let first = self.back(1).is_none() || self.after(',');
        let argument_name = self.next_is_just('=') && first && !self.braces;
        let parameter = self.after('$');
        !(parameter || member || path || label || macro_name || argument_name)
    }
}

fn takes_fields(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| TAKING_FIELDS.iter().any(|name| last.ident == name))
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

/// Whether the arguments of a nested `coro!` are the expression form, which sees variables.
fn is_coro_expression(tokens: &TokenStream) -> bool {
    for tree in tokens.clone() {
        match tree {
            // Attributes stand before either form.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {}
            TokenTree::Ident(ident) if ident == "async" => {}
            TokenTree::Ident(ident) => return ident == "move",
            TokenTree::Punct(punct) => return punct.as_char() == '|',
            _ => return false,
        }
    }
    false
}

/// A path without the spaces that printing tokens puts between its segments.
fn path_text(path: &Path) -> String {
    quote!(#path).to_string().replace(' ', "")
}
