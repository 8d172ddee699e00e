//! The rules of a `macro_rules!`, and what a call of it becomes.
//!
//! ```text
//! macro_rules! pop { ($stack:expr) => { match $stack.pop() { Some(top) => top, None => return None } } }
//! pop!(values)           match values.pop() { Some(top) => top, None => return None }
//! ```
//!
//! Takes the tokens of the definition and of a call, gives tokens; `None` where no rule fits, or where it cannot be
//! certain. What the rule itself writes has the hygiene of a macro: `kept` says which of its names are variables around
//! the definition.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Pat, Type};

use crate::maps::HashMap;

/// One part of a matcher.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Token(TokenTree),
    Group(Delimiter, Vec<Part>),
    /// `$name:kind`
    Fragment(String, String),
    /// `$( .. ),*`
    Repeat(Vec<Part>, Option<TokenTree>, char),
}

/// What a fragment stands for.
#[derive(Debug, Clone)]
enum Bound {
    One(TokenStream),
    Many(Vec<Bindings>),
}

type Bindings = HashMap<String, Bound>;

/// A matcher and what it becomes.
type Rule = (Vec<Part>, Vec<TokenTree>);

/// The rules of a definition.
pub(super) fn rules(definition: TokenStream) -> Option<Vec<Rule>> {
    let trees: Vec<TokenTree> = definition.into_iter().collect();
    let mut rules = Vec::new();
    for rule in trees.split(|tree| is_mark(tree, ';')) {
        match rule {
            [] => {}
            [
                TokenTree::Group(matcher),
                equals,
                arrow,
                TokenTree::Group(made),
            ] if is_mark(equals, '=') && is_mark(arrow, '>') => {
                rules.push((
                    parts(matcher.stream())?,
                    made.stream().into_iter().collect(),
                ));
            }
            _ => return None,
        }
    }
    Some(rules)
}

/// What a call with these arguments becomes.
pub(super) fn expand(
    rules: &[Rule],
    arguments: TokenStream,
    at: Option<Span>,
    kept: &dyn Fn(&Ident) -> bool,
) -> Option<TokenStream> {
    let input: Vec<TokenTree> = arguments.into_iter().collect();
    for (matcher, made) in rules {
        let mut bindings = Bindings::default();
        if fits(matcher, &input, &mut bindings) == Some(input.len()) {
            return Writer { at, kept }.write(made, &bindings);
        }
    }
    None
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn parts(tokens: TokenStream) -> Option<Vec<Part>> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut parts = Vec::new();
    let mut rest = trees.as_slice();
    while let [tree, after @ ..] = rest {
        rest = after;
        parts.push(match (tree, after) {
            (dollar, [TokenTree::Group(group), ..]) if is_mark(dollar, '$') => {
                let (separator, sign, count) = repetition(&after[1..])?;
                rest = &after[1 + count..];
                Part::Repeat(parts_of(group)?, separator, sign)
            }
            (dollar, [TokenTree::Ident(name), colon, TokenTree::Ident(kind), ..])
                if is_mark(dollar, '$') && is_mark(colon, ':') =>
            {
                rest = &after[3..];
                Part::Fragment(name.to_string(), kind.to_string())
            }
            (dollar, _) if is_mark(dollar, '$') => return None,
            (TokenTree::Group(group), _) => Part::Group(group.delimiter(), parts_of(group)?),
            (tree, _) => Part::Token(tree.clone()),
        });
    }
    Some(parts)
}

fn parts_of(group: &Group) -> Option<Vec<Part>> {
    parts(group.stream())
}

/// `,*`: the separator, the sign, and how many tokens these are.
fn repetition(trees: &[TokenTree]) -> Option<(Option<TokenTree>, char, usize)> {
    let sign = |tree: &TokenTree| match tree {
        TokenTree::Punct(punct) => Some(punct.as_char()).filter(|sign| "*+?".contains(*sign)),
        _ => None,
    };
    let first = trees.first()?;
    match (sign(first), trees.get(1).and_then(sign)) {
        (Some(sign), _) => Some((None, sign, 1)),
        (None, Some(sign)) => Some((Some(first.clone()), sign, 2)),
        _ => None,
    }
}

/// How many tokens of `input` the parts take.
fn fits(parts: &[Part], input: &[TokenTree], bindings: &mut Bindings) -> Option<usize> {
    let mut taken = 0;
    for (index, part) in parts.iter().enumerate() {
        let rest = &input[taken..];
        taken += match part {
            Part::Token(token) => (rest.first()?.to_string() == token.to_string()).then_some(1)?,
            Part::Group(delimiter, inner) => match rest.first()? {
                TokenTree::Group(group) if group.delimiter() == *delimiter => {
                    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
                    (fits(inner, &trees, bindings)? == trees.len()).then_some(1)?
                }
                _ => return None,
            },
            Part::Fragment(name, kind) => {
                let (tokens, count) = fragment(kind, rest)?;
                bindings.insert(name.clone(), Bound::One(tokens));
                count
            }
            Part::Repeat(inner, separator, sign) => {
                let is_last = index + 1 == parts.len();
                repeated(inner, separator.as_ref(), *sign, rest, is_last, bindings)?
            }
        };
    }
    Some(taken)
}

fn repeated(
    inner: &[Part],
    separator: Option<&TokenTree>,
    sign: char,
    input: &[TokenTree],
    is_last: bool,
    bindings: &mut Bindings,
) -> Option<usize> {
    let mut rounds: Vec<Bindings> = Vec::new();
    let mut taken = 0;
    while taken < input.len() && (sign != '?' || rounds.is_empty()) {
        let between = match separator {
            Some(separator) if !rounds.is_empty() => {
                if input[taken].to_string() != separator.to_string() {
                    break;
                }
                1
            }
            _ => 0,
        };
        let mut round = Bindings::default();
        match fits(inner, &input[taken + between..], &mut round) {
            Some(count) if count > 0 => {
                taken += between + count;
                rounds.push(round);
            }
            _ => break,
        }
    }
    if sign == '+' && rounds.is_empty() || is_last && taken < input.len() {
        return None;
    }
    let mut names = Vec::new();
    names_in(inner, &mut names);
    for name in names {
        bindings.insert(name, Bound::Many(rounds.clone()));
    }
    Some(taken)
}

fn names_in(parts: &[Part], names: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Token(_) => {}
            Part::Group(_, inner) | Part::Repeat(inner, ..) => names_in(inner, names),
            Part::Fragment(name, _) => names.push(name.clone()),
        }
    }
}

/// The tokens of a fragment at the beginning of `input`, and how many they are.
fn fragment(kind: &str, input: &[TokenTree]) -> Option<(TokenStream, usize)> {
    let stream = || input.iter().cloned().collect::<TokenStream>();
    let parsed = |parser: fn(ParseStream) -> syn::Result<TokenStream>| {
        let whole = |input: ParseStream| {
            let tokens = parser(input)?;
            let rest: TokenStream = input.parse()?;
            Ok((tokens, rest.into_iter().count()))
        };
        let (tokens, rest) = whole.parse2(stream()).ok()?;
        let count = input.len() - rest;
        (count > 0).then_some((tokens, count))
    };
    match kind {
        "tt" => Some((input.first()?.to_token_stream(), 1)),
        "ident" => match input.first()? {
            TokenTree::Ident(name) => Some((name.to_token_stream(), 1)),
            _ => None,
        },
        "expr" => parsed(|input| {
            let expr: Expr = input.parse()?;
            let binds_loosely = matches!(
                expr,
                Expr::Assign(_)
                    | Expr::Binary(_)
                    | Expr::Cast(_)
                    | Expr::Closure(_)
                    | Expr::Range(_)
                    | Expr::Reference(_)
                    | Expr::Unary(_)
            );
            // groups without a delimiter do not come through every pass
            let mut group = Group::new(Delimiter::Parenthesis, expr.to_token_stream());
            group.set_span(Span::mixed_site());
            Ok(match binds_loosely {
                true => TokenTree::Group(group).to_token_stream(),
                false => expr.to_token_stream(),
            })
        }),
        "ty" => parsed(|input| Ok(input.parse::<Type>()?.to_token_stream())),
        "pat" => parsed(|input| Ok(Pat::parse_multi(input)?.to_token_stream())),
        "pat_param" => parsed(|input| Ok(Pat::parse_single(input)?.to_token_stream())),
        "path" => parsed(|input| Ok(input.parse::<syn::Path>()?.to_token_stream())),
        "literal" => parsed(|input| {
            let sign: Option<syn::Token![-]> = input.parse()?;
            let literal: syn::Lit = input.parse()?;
            Ok(quote::quote!(#sign #literal))
        }),
        "block" => parsed(|input| Ok(input.parse::<syn::Block>()?.to_token_stream())),
        "lifetime" => parsed(|input| Ok(input.parse::<syn::Lifetime>()?.to_token_stream())),
        _ => None,
    }
}

struct Writer<'k> {
    /// Where tokens stand whose own place is not known.
    at: Option<Span>,
    kept: &'k dyn Fn(&Ident) -> bool,
}

impl Writer<'_> {
    fn write(&self, made: &[TokenTree], bindings: &Bindings) -> Option<TokenStream> {
        let mut output = TokenStream::new();
        let mut rest = made;
        while let [tree, after @ ..] = rest {
            rest = after;
            match (tree, after.first()) {
                (dollar, Some(TokenTree::Ident(name))) if is_mark(dollar, '$') => {
                    rest = &after[1..];
                    match bindings.get(&name.to_string()) {
                        Some(Bound::One(tokens)) => output.extend(tokens.clone()),
                        None if name == "crate" => {
                            output.extend([TokenTree::Ident(Ident::new("crate", name.span()))]);
                        }
                        _ => return None,
                    }
                }
                (dollar, Some(TokenTree::Group(group))) if is_mark(dollar, '$') => {
                    let (separator, _, count) = repetition(&after[1..])?;
                    rest = &after[1 + count..];
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for (index, round) in rounds(&inner, bindings)?.iter().enumerate() {
                        let separator = separator.as_ref().filter(|_| index > 0);
                        output.extend(separator.map(|tree| self.own(tree)));
                        let mut all = bindings.clone();
                        all.extend(round.clone());
                        output.extend(self.write(&inner, &all)?);
                    }
                }
                (dollar, _) if is_mark(dollar, '$') => return None,
                (TokenTree::Group(group), _) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut made = Group::new(group.delimiter(), self.write(&inner, bindings)?);
                    made.set_span(self.span(group.span()));
                    output.extend([TokenTree::Group(made)]);
                }
                (tree, _) => output.extend([self.own(tree)]),
            }
        }
        Some(output)
    }

    /// A token that the rule writes.
    fn own(&self, tree: &TokenTree) -> TokenTree {
        let mut tree = tree.clone();
        let is_kept = matches!(&tree, TokenTree::Ident(name) if (self.kept)(name));
        if !is_kept {
            tree.set_span(self.span(tree.span()));
        }
        tree
    }

    fn span(&self, own: Span) -> Span {
        Span::mixed_site().located_at(self.at.unwrap_or(own))
    }
}

/// The rounds of a repetition: those of a fragment that it names.
fn rounds(inner: &[TokenTree], bindings: &Bindings) -> Option<Vec<Bindings>> {
    for (index, tree) in inner.iter().enumerate() {
        let found = match tree {
            TokenTree::Ident(name) if index > 0 && is_mark(&inner[index - 1], '$') => {
                match bindings.get(&name.to_string()) {
                    Some(Bound::Many(rounds)) => Some(rounds.clone()),
                    _ => None,
                }
            }
            TokenTree::Group(group) => {
                let trees: Vec<TokenTree> = group.stream().into_iter().collect();
                rounds(&trees, bindings)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(definition: &str, arguments: &str) -> Option<String> {
        let parse = |text: &str| {
            text.parse::<TokenStream>()
                .expect("the test's text has tokens")
        };
        let rules = rules(parse(definition))?;
        let made = expand(&rules, parse(arguments), None, &|_| false)?;
        Some(made.to_string().replace(' ', ""))
    }

    #[test]
    fn rules_are_tried_in_their_order() {
        let text = "() => { 0 }; ($a:expr) => { $a * 2 }; ($a:expr, $($more:tt)*) => { $a + m!($($more)*) };";
        assert_eq!(expanded(text, "").unwrap(), "0");
        assert_eq!(expanded(text, "x").unwrap(), "x*2");
        assert_eq!(expanded(text, "x.y(1), 2, 3").unwrap(), "x.y(1)+m!(2,3)");
        assert_eq!(expanded(text, "x y"), None);
    }

    #[test]
    fn repetitions_go_together() {
        let text = "($($k:literal => $v:expr),* $(,)?) => { vec![$(($k, $v)),*] }";
        assert_eq!(
            expanded(text, "1 => a, 2 => b,").unwrap(),
            "vec![(1,a),(2,b)]"
        );
        assert_eq!(expanded(text, "").unwrap(), "vec![]");
        let nested =
            "($($name:ident: [$($v:expr),*]);*) => { $(f(stringify!($name), [$($v),*]);)* }";
        assert_eq!(
            expanded(nested, "a: [1, 2]; b: []").unwrap(),
            "f(stringify!(a),[1,2]);f(stringify!(b),[]);"
        );
    }

    #[test]
    fn what_is_not_understood_is_left() {
        assert_eq!(expanded("($a:nonsense) => { 1 }", "1"), None);
        assert_eq!(expanded("$a => 1", ""), None);
    }
}
