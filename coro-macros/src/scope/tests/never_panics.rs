//! The pass and the printer on bodies that make no sense: truncated, shuffled, mixed.

use super::round_trip::BODIES;
use super::*;
use proc_macro2::{Group, TokenTree};

/// A small generator of numbers: xorshift, the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// `tokens` with something changed, at any depth.
fn disturb(tokens: TokenStream, numbers: &mut Numbers) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    if trees.is_empty() {
        return TokenStream::new();
    }
    let position = numbers.below(trees.len());
    let other = numbers.below(trees.len());
    if let (TokenTree::Group(group), true) = (&trees[position], numbers.below(3) > 0) {
        let inside = disturb(group.stream(), numbers);
        trees[position] = Group::new(group.delimiter(), inside).into();
    } else {
        match numbers.below(5) {
            0 => trees.truncate(position),
            1 => trees.swap(position, other),
            2 => drop(trees.remove(position)),
            3 => trees.insert(position, trees[other].clone()),
            _ => trees.rotate_left(position),
        }
    }
    trees.into_iter().collect()
}

#[test]
fn disturbed_bodies() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut parsed = 0;
    for round in 0..8000 {
        let first = BODIES[numbers.below(BODIES.len())];
        let second = BODIES[numbers.below(BODIES.len())];
        let mut tokens: TokenStream = format!("{first} ; {second}").parse().expect("tokens");
        for _ in 0..=numbers.below(3) {
            tokens = disturb(tokens, &mut numbers);
        }
        let Ok(block) = syn::parse2::<Block>(quote::quote!({ #tokens })) else {
            continue;
        };
        parsed += 1;
        let function: ItemFn = syn::parse_quote!(
            fn f(&self, a: u8, Foo { b, .. }: Foo) {}
        );
        let mut errors = Errors::new();
        let resolved = resolve(&function.sig, None, &block, &mut errors);
        let mut decide = |id: MentionId| match id.0 % 3 {
            0 => Rendering::Verbatim,
            1 => Rendering::Deref(quote::format_ident!("x_"), 1),
            _ => Rendering::Tokens(quote::quote!(y)),
        };
        let tokens = resolved.body.to_token_stream();
        let printed = print_back(tokens, &resolved.tables, &mut decide).to_string();
        assert!(!printed.contains("__coro_"), "round {round}: {printed}");
        let expression = syn::parse2::<Expr>(quote::quote!({ #block })).expect("a block");
        resolve_expression(None, &expression, &mut errors);
    }
    assert!(parsed > 1500, "only {parsed} parse");
}
