//! What a body that rustc makes a future of waits for.
//!
//! ```text
//! [source]  println!("{}", fetch(1).await);   [output]  println!("{}", Awaited::new(fetch(1)).future().await);
//! ```
//!
//! What is waited for may be a coroutine that is no future. In the arguments of a macro, which only rustc can read, it is
//! told by its tokens: what stands before `.await` is one place, call or chain of them. An `async` block or closure inside
//! has futures of its own, as it has in any coroutine.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Macro};

use crate::emit::Site;
use crate::names::made_at;
use crate::syntax::is_punct;
use crate::waits::{bare, future_at};

/// Rewrites the `.await`s of a body.
pub struct Awaits;

impl VisitMut for Awaits {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if matches!(expr, Expr::Closure(_) | Expr::Async(_)) {
            return;
        }
        let text = matches!(expr, Expr::Await(_))
            .then(|| crate::lower::text_of(expr))
            .flatten();
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Await(awaited) = expr {
            let span = awaited.await_token.span;
            let place = Site::place(span, text.as_ref());
            let base = bare((*awaited.base).clone());
            *awaited.base = Expr::Verbatim(future_at(&base, place, made_at(span)));
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let tokens = crate::waits::of_futures(mac).unwrap_or_else(|| mac.tokens.clone());
        mac.tokens = in_tokens(tokens);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

fn in_tokens(tokens: TokenStream) -> TokenStream {
    let mut done: Vec<TokenTree> = Vec::new();
    let mut of_its_own = OfItsOwn::No;
    for tree in tokens {
        of_its_own = of_its_own.before(&tree);
        match tree {
            TokenTree::Group(group) if of_its_own == OfItsOwn::No => {
                let mut again = Group::new(group.delimiter(), in_tokens(group.stream()));
                again.set_span(group.span());
                done.push(TokenTree::Group(again));
            }
            TokenTree::Ident(word)
                if word == "await" && ends_with(&done, '.') && of_its_own == OfItsOwn::No =>
            {
                let dot = done.pop();
                if let Some(begin) = operand(&done) {
                    let base: TokenStream = done.drain(begin..).collect();
                    let base = match syn::parse2(base.clone()) {
                        Ok(expr @ Expr::Paren(_)) => bare(expr).into_token_stream(),
                        _ => base,
                    };
                    let span = word.span();
                    done.extend(future_at(&base, Site::place(span, None), made_at(span)));
                }
                done.extend(dot);
                done.push(TokenTree::Ident(word));
            }
            other => done.push(other),
        }
    }
    done.into_iter().collect()
}

/// How far an `async` block or closure has been read.
#[derive(Clone, Copy, PartialEq)]
enum OfItsOwn {
    No,
    Word,
    Parameters,
    /// Behind `async |..|`; if its body is no block, it ends with a `,`.
    Body,
    Block,
}

impl OfItsOwn {
    fn before(self, tree: &TokenTree) -> Self {
        let is_bar = is_punct(Some(tree), '|');
        match (self, tree) {
            (_, TokenTree::Ident(word)) if word == "async" => OfItsOwn::Word,
            (OfItsOwn::Word, TokenTree::Ident(word)) if word == "move" => OfItsOwn::Word,
            (OfItsOwn::Word, _) if is_bar => OfItsOwn::Parameters,
            (OfItsOwn::Parameters, _) if is_bar => OfItsOwn::Body,
            (OfItsOwn::Parameters, _) => OfItsOwn::Parameters,
            (OfItsOwn::Word | OfItsOwn::Body, TokenTree::Group(group))
                if group.delimiter() == Delimiter::Brace =>
            {
                OfItsOwn::Block
            }
            (OfItsOwn::Body, _) if !is_punct(Some(tree), ',') => OfItsOwn::Body,
            _ => OfItsOwn::No,
        }
    }
}

/// Where the operand of `.await` begins that these tokens end with; nothing if it is no chain of names and calls.
pub fn operand(trees: &[TokenTree]) -> Option<usize> {
    let mut begin = trees.len();
    loop {
        let last = begin.checked_sub(1)?;
        begin = last;
        let before = last.checked_sub(1).map(|before| &trees[before]);
        let goes_on = match &trees[last] {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                // of a macro; another block begins before its word
                is_punct(before, '!').then_some(())?;
                true
            }
            TokenTree::Group(_) => match before {
                Some(TokenTree::Ident(word)) => !is_keyword(&word.to_string()),
                Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Brace,
                Some(TokenTree::Punct(sign)) => {
                    let is_macro = sign.as_char() == '!'
                        && matches!(trees.get(last.wrapping_sub(2)), Some(TokenTree::Ident(word)) if !is_keyword(&word.to_string()));
                    sign.as_char() == '?' || sign.as_char() == '>' || is_macro
                }
                _ => false,
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                let is_path = is_punct(before, ':');
                let is_range = is_punct(before, '.')
                    && is_punct(last.checked_sub(2).and_then(|at| trees.get(at)), '.');
                (is_punct(before, '.') && !is_range) || is_path
            }
            TokenTree::Punct(sign) => match sign.as_char() {
                '?' | '.' | '!' => true,
                ':' => match before {
                    Some(TokenTree::Punct(colon)) if colon.as_char() == ':' => true,
                    Some(TokenTree::Ident(word)) => !is_keyword(&word.to_string()),
                    Some(TokenTree::Punct(sign)) => sign.as_char() == '>',
                    _ => false,
                },
                '>' => {
                    begin = opening(trees, last)?;
                    is_punct(begin.checked_sub(1).and_then(|at| trees.get(at)), ':')
                }
                _ => return None,
            },
        };
        if !goes_on {
            return Some(begin);
        }
    }
}

/// The `<` of the `>` at `end`.
fn opening(trees: &[TokenTree], end: usize) -> Option<usize> {
    let mut depth = 0usize;
    for at in (0..=end).rev() {
        let is_arrow = at > 0 && is_punct(trees.get(at - 1), '-');
        if is_punct(trees.get(at), '>') && !is_arrow {
            depth += 1;
        } else if is_punct(trees.get(at), '<') {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

fn ends_with(trees: &[TokenTree], sign: char) -> bool {
    is_punct(trees.last(), sign)
}

fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "break"
            | "else"
            | "if"
            | "in"
            | "let"
            | "match"
            | "move"
            | "mut"
            | "ref"
            | "return"
            | "while"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tokens: &str) -> String {
        let told = in_tokens(tokens.parse().expect("tokens")).to_string();
        told.replace("__coro_lib_Awaited :: new", "W")
            .replace(" . future () . await", " !")
    }

    #[test]
    fn what_is_waited_for_in_a_macro_is_one_chain() {
        for (source, output) in [
            ("\"{}\", f(1).await", "\"{}\" , W (f (1)) !"),
            (
                "a + self.b.c(x)?.d.await?",
                "a + W (self . b . c (x) ?. d) ! ?",
            ),
            ("&x.await, -y[0].await", "& W (x) ! , - W (y [0]) !"),
            (
                "m::f::<Vec<u8>>(a).await",
                "W (m :: f ::< Vec < u8 >> (a)) !",
            ),
            ("return (a).await", "return W (a) !"),
            ("(a, b).await", "W ((a , b)) !"),
            ("f(g().await).await", "W (f (W (g ()) !)) !"),
            (
                "v = a.next() => { b.await; c }",
                "v = a . next () => { W (b) ! ; c }",
            ),
            ("vec![a].pop().await", "W (vec ! [a] . pop ()) !"),
            ("a if a.await", "a if W (a) !"),
        ] {
            assert_eq!(told(source), output);
        }
    }

    #[test]
    fn futures_inside_wait_for_themselves() {
        for text in [
            "async move { a . await } , b",
            "async | n | n . await , b",
            "match a { } . await",
        ] {
            assert_eq!(told(text), text);
        }
    }
}
