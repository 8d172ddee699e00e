//! The last step: from sentinels back to the user's words.
//!
//! Takes the tokens of the generated code and a decision for each mention, gives the same tokens
//! without any sentinel. All that the user wrote keeps its span; what is added has the place of
//! what it was added to, but is the macro's own.
//!
//! ```text
//! [source]  __coro_use_3.push(__coro_use_4); break '__coro_at_1;
//! [output]  (*log_).push(line); break;                    // mention 3 is Deref(log_)
//! ```
//!
//! What is not a sentinel, or names no row of the tables, is left as it is.

mod cursor;
mod macros;

use super::Tables;
use crate::names::{self, MentionId, Sentinel, TargetId, VarId, YieldKind};
use cursor::{Cursor, is_opaque_call};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

/// How a mention is printed.
#[derive(Debug, Clone)]
pub enum Rendering {
    /// As the user wrote it.
    Verbatim,
    /// Through so many references: `*log_`, `**log_`, in parentheses where something binds tighter.
    Deref(Ident, usize),
    /// As these tokens. In parentheses if need be: they are not looked at.
    Tokens(TokenStream),
}

/// Prints the user's words back; `decide` is asked once for each mention that is met.
pub fn print_back(
    tokens: TokenStream,
    tables: &Tables,
    decide: &mut dyn FnMut(MentionId) -> Rendering,
) -> TokenStream {
    let mut printer = Printer { tables, decide };
    printer.stream(tokens, false)
}

/// The printer at work.
struct Printer<'tables> {
    tables: &'tables Tables,
    decide: &'tables mut dyn FnMut(MentionId) -> Rendering,
}

impl Printer<'_> {
    /// Prints the tokens of one group.
    fn stream(&mut self, tokens: TokenStream, invisible: bool) -> TokenStream {
        let mut cursor = Cursor::new(tokens, invisible);
        let mut output = TokenStream::new();
        while let Some(tree) = cursor.trees.get(cursor.position).cloned() {
            match tree {
                TokenTree::Group(group) => self.group(&group, &mut cursor, &mut output),
                TokenTree::Ident(ident) => self.ident(&ident, &mut cursor, &mut output),
                TokenTree::Punct(punct) if punct.as_char() == '#' && cursor.opaque_follows() => {
                    cursor.position += 2;
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    self.label(punct, &mut cursor, &mut output);
                }
                tree => {
                    cursor.position += 1;
                    output.extend([tree]);
                }
            }
        }
        output
    }

    fn group(&mut self, group: &Group, cursor: &mut Cursor, output: &mut TokenStream) {
        cursor.position += 1;
        let invisible = group.delimiter() == Delimiter::None;
        let stream = self.stream(group.stream(), invisible);
        // Because of the attribute syn puts `(#[__coro_opaque(..)] m!(..)).method()`.
        if group.delimiter() == Delimiter::Parenthesis
            && cursor.postfix_follows()
            && is_opaque_call(group.stream())
        {
            output.extend(stream);
        } else {
            let mut printed = Group::new(group.delimiter(), stream);
            printed.set_span(group.span());
            output.extend([TokenTree::from(printed)]);
        }
    }

    fn ident(&mut self, ident: &Ident, cursor: &mut Cursor, output: &mut TokenStream) {
        if let Some(skip) = self.shorthand_pattern(ident, cursor, output) {
            cursor.position += skip;
            return;
        }
        cursor.position += 1;
        match names::parse(ident) {
            Some(Sentinel::Variable(id)) => output.extend([self.variable(id, ident)]),
            Some(Sentinel::Mention(id)) => self.mention(id, ident, cursor, output),
            Some(Sentinel::Macro(id)) => {
                let call = self.tables.macro_call(id);
                match (call, cursor.trees.get(cursor.position).cloned()) {
                    (Some(call), Some(TokenTree::Group(group))) => {
                        cursor.position += 1;
                        self.macro_call(call, ident.span(), &group, output);
                    }
                    _ => output.extend([TokenTree::from(ident.clone())]),
                }
            }
            Some(Sentinel::Yield(kind)) => output.extend(yield_macro(kind, ident.span())),
            Some(Sentinel::Target { .. }) => output.extend([TokenTree::from(ident.clone())]),
            None => self.other(ident, cursor, output),
        }
    }

    /// An identifier that is no sentinel. `x: __coro_use_n` may be the user's `x`.
    fn other(&mut self, ident: &Ident, cursor: &mut Cursor, output: &mut TokenStream) {
        output.extend([TokenTree::from(ident.clone())]);
        let Some(id) = cursor.field_of_mention() else {
            return;
        };
        let Some(mention) = self.tables.mention(id) else {
            return;
        };
        if !mention.shorthand || mention.ident != *ident {
            return;
        }
        let colon = cursor.trees.get(cursor.position).cloned();
        let Some(TokenTree::Ident(sentinel)) = cursor.trees.get(cursor.position + 1).cloned()
        else {
            return;
        };
        cursor.position += 2;
        match (self.decide)(id) {
            Rendering::Verbatim => {}
            rendering => {
                output.extend(colon);
                self.render(rendering, id, &sentinel, cursor, output);
            }
        }
    }

    /// `x: ref mut __coro_var_n` where the user wrote `ref mut x`. How many tokens that is.
    fn shorthand_pattern(
        &mut self,
        field: &Ident,
        cursor: &Cursor,
        output: &mut TokenStream,
    ) -> Option<usize> {
        if !cursor.colon_at(cursor.position + 1) {
            return None;
        }
        let mut end = cursor.position + 2;
        let mut words = Vec::new();
        while let Some(TokenTree::Ident(word)) = cursor.trees.get(end) {
            end += 1;
            if let Some(Sentinel::Variable(id)) = names::parse(word) {
                let var = self.tables.var(id)?;
                if !var.shorthand || var.ident != *field {
                    return None;
                }
                words.push(self.variable(id, word));
                output.extend(words);
                return Some(end - cursor.position);
            }
            if word != "ref" && word != "mut" {
                return None;
            }
            words.push(word.clone().into());
        }
        None
    }

    /// The user's name of a variable, where it is bound.
    fn variable(&self, id: VarId, sentinel: &Ident) -> TokenTree {
        let ident = self.tables.var(id).map_or(sentinel, |var| &var.ident);
        spanned(ident, sentinel.span())
    }

    fn mention(&mut self, id: MentionId, at: &Ident, cursor: &Cursor, output: &mut TokenStream) {
        let rendering = match self.tables.mention(id) {
            Some(_) => (self.decide)(id),
            None => Rendering::Tokens(TokenTree::from(at.clone()).into()),
        };
        self.render(rendering, id, at, cursor, output);
    }

    /// Prints mention `id`, whose sentinel is `at`, as decided. The cursor stands behind it.
    fn render(
        &mut self,
        rendering: Rendering,
        id: MentionId,
        at: &Ident,
        cursor: &Cursor,
        output: &mut TokenStream,
    ) {
        match rendering {
            Rendering::Verbatim => {
                let ident = self.tables.mention(id).map_or(at, |mention| &mention.ident);
                output.extend([spanned(ident, at.span())]);
            }
            Rendering::Tokens(tokens) => output.extend(tokens),
            Rendering::Deref(name, depth) => {
                let star = deref(name, depth, at.span());
                if cursor.invisible || cursor.postfix_follows() {
                    let mut group = Group::new(Delimiter::Parenthesis, star);
                    group.set_span(at.span());
                    output.extend([TokenTree::from(group)]);
                } else {
                    output.extend(star);
                }
            }
        }
    }

    /// How the mention of an argument that stands for `{x}` in a format string is printed:
    /// `None` if the format string says it all.
    fn inline(&mut self, tokens: TokenStream) -> Option<TokenStream> {
        let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let [TokenTree::Ident(ident)] = trees.as_slice() else {
            return Some(self.stream(tokens, false));
        };
        let Some(Sentinel::Mention(id)) = names::parse(ident) else {
            return Some(self.stream(tokens, false));
        };
        match (self.decide)(id) {
            Rendering::Verbatim => None,
            Rendering::Tokens(tokens) => Some(tokens),
            Rendering::Deref(name, depth) => Some(deref(name, depth, ident.span())),
        }
    }

    /// `'__coro_to_n` is the user's label, `'__coro_at_n` is nothing.
    fn label(&mut self, apostrophe: Punct, cursor: &mut Cursor, output: &mut TokenStream) {
        cursor.position += 1;
        let target = match cursor.trees.get(cursor.position) {
            Some(TokenTree::Ident(ident)) => match names::parse(ident) {
                Some(Sentinel::Target { id, written }) => Some((id, written, ident.span())),
                _ => None,
            },
            _ => None,
        };
        let Some((id, written, span)) = target else {
            output.extend([TokenTree::from(apostrophe)]);
            return;
        };
        match self.written_label(id).filter(|_| written) {
            Some(label) => {
                cursor.position += 1;
                output.extend([TokenTree::from(apostrophe), spanned(&label, span)]);
            }
            None => {
                cursor.position += 1;
                if cursor.colon_at(cursor.position) {
                    cursor.position += 1;
                }
            }
        }
    }

    fn written_label(&self, id: TargetId) -> Option<Ident> {
        let label = self.tables.target(id)?.label.as_ref()?;
        Some(label.ident.clone())
    }
}

/// `*name`, made at the place of the user's word.
fn deref(mut name: Ident, depth: usize, span: Span) -> TokenStream {
    let mut star = Punct::new('*', Spacing::Alone);
    star.set_span(span);
    name.set_span(name.span().located_at(span));
    let stars = std::iter::repeat_n(star, depth);
    quote!(#(#stars)* #name)
}

/// `yield_value!`, for what is printed before it is lowered.
fn yield_macro(kind: YieldKind, span: Span) -> TokenStream {
    let name = Ident::new(kind.macro_name(), span);
    quote!(#name!)
}

/// The user's name at the place of its sentinel.
fn spanned(ident: &Ident, span: Span) -> TokenTree {
    let mut ident = ident.clone();
    ident.set_span(span);
    ident.into()
}
