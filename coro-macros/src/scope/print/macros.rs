//! Prints the call that stands for a std macro as the macro call it was.
//!
//! ```text
//! [source]  __coro_macro_0("{x} {}", __coro_use_0 + 1, __coro_use_1)
//! [output]  println!("{x} {}", n + 1)              // where x goes by its name
//!           println!("{x} {}", n + 1, x = *x_)     // where it is Deref(x_)
//! ```
//!
//! `assert!(c)` and `dbg!(c)` quote `c`. Where `c` is printed in other words than the user's, the
//! quotation is given as text, so that what the program says still reads as its source does.

use super::Printer;
use crate::names;
use crate::scope::{MacroArg, MacroCall};
use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::MacroDelimiter;

/// An argument in its final words.
struct Printed<'tables> {
    arg: Option<&'tables MacroArg>,
    content: TokenStream,
    /// The comma after it.
    comma: TokenTree,
}

impl Printer<'_> {
    /// `group` are the arguments of the call, `span` is its place.
    pub(super) fn macro_call(
        &mut self,
        call: &MacroCall,
        span: Span,
        group: &Group,
        output: &mut TokenStream,
    ) {
        let args = self.arguments(call, span, group);
        let is_dbg = call
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "dbg");
        if is_dbg && args.iter().any(|arg| arg.changed().is_some()) {
            output.extend(debug_values(call, span, &args));
            return;
        }
        let mut tokens = TokenStream::new();
        for (position, printed) in args.iter().enumerate() {
            if let Some(before) = position.checked_sub(1).and_then(|before| args.get(before)) {
                match &call.semi {
                    Some(semi) => semi.to_tokens(&mut tokens),
                    None => before.comma.to_tokens(&mut tokens),
                }
            }
            tokens.extend(printed.arg.map(|arg| arg.prefix.clone()));
            tokens.extend(printed.content.clone());
        }
        match args.iter().find_map(Printed::changed) {
            Some(quoted) => {
                let text = quoted.replace('{', "{{").replace('}', "}}");
                made_comma(span).to_tokens(&mut tokens);
                made_string(&format!("assertion failed: {text}"), span).to_tokens(&mut tokens);
            }
            None => call.trailing.to_tokens(&mut tokens),
        }
        output.extend(invocation(call, tokens));
    }

    /// The arguments in their final words, without those that the format string says itself.
    fn arguments<'tables>(
        &mut self,
        call: &'tables MacroCall,
        span: Span,
        group: &Group,
    ) -> Vec<Printed<'tables>> {
        let mut printed = Vec::new();
        for (position, (content, comma)) in split(group.stream()).into_iter().enumerate() {
            let arg = call.args.get(position);
            let content = if arg.is_some_and(|arg| arg.inline) {
                self.inline(content)
            } else {
                Some(self.stream(content, false))
            };
            printed.extend(content.map(|content| Printed {
                arg,
                content,
                comma: comma.unwrap_or_else(|| made_comma(span)),
            }));
        }
        printed
    }
}

impl Printed<'_> {
    /// What the user wrote, if the macro quotes it and it is printed in other words.
    fn changed(&self) -> Option<&str> {
        let quoted = self.arg?.quoted.as_ref()?;
        let compact = |text: &str| text.replace(char::is_whitespace, "");
        (compact(quoted) != compact(&self.content.to_string())).then_some(quoted)
    }
}

/// `dbg!` in what it stands for, with the user's words in the message.
fn debug_values(call: &MacroCall, span: Span, args: &[Printed]) -> TokenStream {
    let made = names::made_at(span);
    let value = names::debug_value(span);
    let values = args.iter().map(|printed| {
        let content = &printed.content;
        let Some(quoted) = printed.changed() else {
            return invocation(call, content.clone());
        };
        let quoted = made_string(quoted, span);
        // These three say where they stand themselves, so they stand at the user's place.
        let place = quote_spanned!(span=> ::core::file!(), ::core::line!(), ::core::column!());
        quote_spanned! {made=>
            (match (#content) {
                #value => {
                    ::std::eprintln!("[{}:{}:{}] {} = {:#?}", #place, #quoted, &#value);
                    #value
                }
            })
        }
    });
    match args {
        [_] => quote!(#(#values)*),
        _ => quote_spanned!(made=> (#(#values),*)),
    }
}

/// `path!(arguments)`
fn invocation(call: &MacroCall, arguments: TokenStream) -> TokenStream {
    let mut group = Group::new(delimiter(&call.delimiter), arguments);
    group.set_span(call.delimiter.span().join());
    let (path, bang) = (&call.path, &call.bang);
    quote!(#path #bang #group)
}

/// The arguments of a call, with the comma after each. Each is in invisible delimiters, which are
/// taken off, so a comma inside of one is not seen here.
fn split(tokens: TokenStream) -> Vec<(TokenStream, Option<TokenTree>)> {
    let mut arguments = Vec::new();
    let mut current: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        match &tree {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                arguments.push((unwrap(std::mem::take(&mut current)), Some(tree)));
            }
            _ => current.push(tree),
        }
    }
    if !current.is_empty() {
        arguments.push((unwrap(current), None));
    }
    arguments
}

/// The tokens of one argument without the invisible delimiters around it.
fn unwrap(trees: Vec<TokenTree>) -> TokenStream {
    match trees.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => group.stream(),
        _ => trees.into_iter().collect(),
    }
}

fn made_comma(span: Span) -> TokenTree {
    let mut comma = Punct::new(',', Spacing::Alone);
    comma.set_span(names::made_at(span));
    comma.into()
}

fn made_string(text: &str, span: Span) -> Literal {
    let mut literal = Literal::string(text);
    literal.set_span(names::made_at(span));
    literal
}

fn delimiter(delimiter: &MacroDelimiter) -> Delimiter {
    match delimiter {
        MacroDelimiter::Paren(_) => Delimiter::Parenthesis,
        MacroDelimiter::Brace(_) => Delimiter::Brace,
        MacroDelimiter::Bracket(_) => Delimiter::Bracket,
    }
}
