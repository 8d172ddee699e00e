//! No input makes a macro panic, and none is lost in silence: a corpus of right and wrong inputs, cut short, shuffled
//! and mixed by a generator of random numbers that gives the same ones each time.
//!
//! `mutated` does it with every coroutine of the workspace, for a few thousand inputs. By hand, for more of them:
//!
//! ```text
//! CORO_INPUTS=1000000 CORO_SEED=7 cargo test --release -p coro-macros mutated -- --nocapture
//! ```

mod corpus;

use crate::{expand_attribute, expand_coro, expand_outside};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

const CORPUS: [&str; 46] = [
    "",
    "fn f() {}",
    "pub(crate) fn countdown(from: u32) -> String { for i in (1..=from).rev() { println!(\"{i}\"); yield_wait!(); } \"OFF\".to_string() }",
    "fn fibonacci() yields u64 { let (mut a, mut b) = (0, 1); loop { yield_value!(a); (a, b) = (b, a + b); } }",
    "fn averager() receives mut sample: f64 yields f64 -> f64 { let mut sum = 0.0; let mut n = 0.0; loop { sum += sample; n += 1.0; sample = yield_value!(sum / n); } }",
    "async fn do_stuff() -> u32 { sleep(SECOND).await; do_more().await }",
    "async fn ticks<T>(every: T) yields u64 where T: Into<Duration> + 'static, { loop { sleep(every).await; yield_value!(1) } }",
    "fn script(n: u32) receives mut world: &mut World -> u32 { for _ in 0..n { world.hp -= 1; world = yield_wait!(); } world.hp }",
    "#[derive(Clone, Debug, PartialEq)] #[cfg(all(unix, test))] fn f<'a, T: ?Sized, const N: usize>(x: &'a [T; N]) yields &'a T {}",
    "fn f() receives Point { x, y: (a, _) }: Point -> Foo<{ N }> { 1 }",
    "impl<T> Foo<T> for Bar<{ 1 }> where T: Clone { const A: u8 = 1; fn new() -> Self { Bar } fn go(&mut self) yields u8 { yield_value!(self.x) } }",
    "pub unsafe trait Script: Sized { type X; fn run(self: Box<Self>) yields u8 -> u8; fn both() receives u8 { 1 } }",
    "mod inner { #![allow(unused)] use super::*; fn f() { yield_value!(1) } mod far; }",
    "use std::{fmt, io}; const A: T = T { x: 1 }; static mut B: u8 = 1; struct U; struct S(u8); enum E { A { x: u8 } } type T = u8;",
    "macro_rules! m { ($x:expr) => { $x }; } m!(1); thread_local! { static X: u8 = 1; }",
    "extern \"C\" { fn c(x: u8, ...); } extern crate std; union U { a: u8 }",
    "const unsafe extern \"C\" fn f(x: u8, ...) {}",
    "|| 1",
    "move |first: u8| yields Y -> T { yield_from!(x, first) }",
    "#[derive(Clone)] async move |(a, b): (u8, u8)| -> Result<u8, E> { a.await?; Ok(b) }",
    "|a, b| { a }",
    "static || 1",
    "async { 1 }",
    "yield_wait!(); 1",
    "let x = 1;",
    "fn f() yields {}",
    "fn f() receives mut x {}",
    "fn f() -> T yields u8 receives u8 yields u8 {}",
    "fn f(x u8) {} fn g() { let = 1; }",
    "fn f() fn g() -> Vec<u8 {",
    "fn f(list: &RefCell<Vec<u32> +>) yields u32 { for item in list.borrow().iter() { yield_value!(*item); } }",
    "fn f(n: u32) -> u32 { let v = vec![n; 3]; let Some(x) = v.first() else { return 0 }; 'a: loop { if let Some(y) = g() && y > *x { break 'a y } yield_from!(h(&mut *v)); } }",
    "fn f() { match yield_value!(1) { A | B if c => {}, x @ 1..=3 => { yield_wait!(); } _ => unreachable!(\"{x:?} {}\", 1) } }",
    "fn f() { let r#type = 1; let c = |x: u8| x + r#type; let _ = async move { 1 }; assert_eq!(c(1), 2, \"why {c}\"); dbg!(&c); matches!(x, Some(y) if y > 1); }",
    "fn f() { struct Inner { x: u8 } let Inner { x, .. } = Inner { x: 1 }; let s = Inner { x }; while let Some(z) = i.next() { if z { continue; } else { break; } } unsafe { yield_wait!() } }",
    "fn f() yields u8 { (D(\"one\"), { yield_value!(1); D(\"two\") }) = (b, { yield_value!(2); a }); }",
    "fn f() { (|| yield_wait!())(); const { yield_wait!() }; async { yield_wait!() }; foo!(yield_wait!()); }",
    "fn f() { yield_value!(a, b, c); yield_wait!(1); yield_from!(); yield_value! { 1 } yield_from![1,]; }",
    "fn f() { #[state(Name)] yield_wait!(); #[cfg(test)] let x = 1; #[allow(unused)] match x { #[cfg(a)] 1 => 2, _ => 3 } }",
    "fn f() { coro! { fn g() { yield_wait!(); } } macro_rules! m { ($a:ident) => { let $a = 1; } } m!(x); }",
    "fn f() { a[yield_wait!()] += *b.c(yield_value!(1))? as u8; return yield_wait!(); }",
    "fn f() { a. } fn g() { a.b(. ; c..; } fn h() { #[x] }",
    "fn f() { println!(\"{x} {y:?} {0:>width$.prec$} {{}}\", 1, z = 2); println!(\"{\"); format!(\"{}}\"); write!(w, \"{x\") }",
    "fn f() -> impl Iterator<Item = u8> + use<'_> { 'a: { break 'a } }",
    "yields receives fn where -> ; : :: < > => | || & && ! # $ 'a [] { } ( )",
    "fn yields(receives: u8) receives receives: receives yields yields -> yields { yields }",
];

/// xorshift: short, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn corpus() -> Vec<TokenStream> {
    CORPUS.iter().filter_map(|text| text.parse().ok()).collect()
}

/// Neither a panic, nor a fn that is gone without a word, nor a name of the passes' own in the output.
fn survives_as_fn(tokens: &TokenStream) {
    let attempt = catch_unwind(AssertUnwindSafe(|| expand_coro(tokens.clone())));
    let Ok(output) = attempt else {
        panic!("a macro panics on: {tokens}");
    };
    assert!(
        count(tokens.clone()) == groups_of_nothing(tokens.clone()) || !output.is_empty(),
        "nothing is left, and nothing said, of: {tokens}"
    );
    let is_refused = names(&output, &|word| word == "compile_error");
    let is_ours = |word: &str| {
        let word = word.trim_start_matches("r#");
        let sentinel = crate::names::parse(&Ident::new(word, Span::call_site()));
        sentinel.is_some() || word.starts_with(crate::names::LIBRARY)
    };
    if !is_refused && !names(tokens, &is_ours) {
        assert!(
            !names(&output, &is_ours),
            "a sentinel is left of: {tokens}\nin: {output}"
        );
    }
}

/// How many of the tokens are groups without delimiters and with nothing in them.
fn groups_of_nothing(tokens: TokenStream) -> usize {
    let inside = |tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let (all, nothing) = (count(group.stream()), groups_of_nothing(group.stream()));
            if all == nothing { 1 + nothing } else { 0 }
        }
        _ => 0,
    };
    tokens.into_iter().map(inside).sum()
}

/// Whether a word stands somewhere.
fn names(tokens: &TokenStream, is_it: &dyn Fn(&str) -> bool) -> bool {
    tokens.clone().into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => is_it(&word.to_string()),
        TokenTree::Group(group) => names(&group.stream(), is_it),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn survives(tokens: &TokenStream) {
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        expand_coro(tokens.clone());
        expand_attribute(TokenStream::new(), tokens.clone());
        expand_attribute(tokens.clone(), "fn f() {}".parse().unwrap_or_default());
        expand_outside("yield_wait", tokens.clone());
    }));
    assert!(attempt.is_ok(), "a macro panics on: {tokens}");
}

/// The tokens cut off after `end` of them, counted into the groups.
fn cut(tokens: TokenStream, end: &mut usize) -> TokenStream {
    let mut output = TokenStream::new();
    for tree in tokens {
        if *end == 0 {
            break;
        }
        *end -= 1;
        output.extend([inside(tree, |stream| cut(stream, end))]);
    }
    output
}

/// The tokens with some of them away, twice, exchanged with another or taken from elsewhere.
fn shuffled(tokens: TokenStream, other: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens
        .into_iter()
        .map(|tree| inside(tree, |stream| shuffled(stream, other, random)))
        .collect();
    if trees.is_empty() || random.below(3) > 0 {
        return trees.into_iter().collect();
    }
    let (here, there) = (random.below(trees.len()), random.below(trees.len()));
    match random.below(5) {
        0 => {
            trees.remove(here);
        }
        1 => trees.insert(here, trees[there].clone()),
        2 => trees.swap(here, there),
        3 => {
            let group = Group::new(Delimiter::None, trees.drain(here..).collect());
            trees.push(TokenTree::Group(group));
        }
        _ if other.is_empty() => {}
        _ => trees[here] = other[random.below(other.len())].clone(),
    }
    trees.into_iter().collect()
}

fn inside(tree: TokenTree, change: impl FnOnce(TokenStream) -> TokenStream) -> TokenTree {
    match tree {
        TokenTree::Group(group) => {
            let changed = Group::new(group.delimiter(), change(group.stream()));
            TokenTree::Group(changed)
        }
        other => other,
    }
}

fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|tree| match tree {
            TokenTree::Group(group) => 1 + count(group.stream()),
            _ => 1,
        })
        .sum()
}

#[test]
fn the_corpus() {
    let corpus = corpus();
    assert!(corpus.len() >= 40);
    corpus.iter().for_each(survives);
}

#[test]
fn cut_off_anywhere() {
    for tokens in corpus() {
        for mut end in 0..count(tokens.clone()) {
            survives(&cut(tokens.clone(), &mut end));
        }
    }
}

#[test]
fn shuffled_and_mixed() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let corpus = corpus();
    let everything: Vec<TokenTree> = corpus.iter().cloned().flatten().collect();
    for _ in 0..60 {
        for tokens in &corpus {
            let once = shuffled(tokens.clone(), &everything, &mut random);
            survives(&once);
            survives(&shuffled(once, &everything, &mut random));
        }
    }
}

/// Every coroutine of the workspace, changed at random.
#[test]
fn mutated() {
    let number = |name: &str, otherwise: u64| {
        let given = std::env::var(name).ok();
        given.map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let (inputs, seed) = (number("CORO_INPUTS", 3_000), number("CORO_SEED", 1));
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let corpus = corpus::workspace();
    assert!(
        corpus.len() > 500,
        "only {} coroutines were found",
        corpus.len()
    );
    let everything: Vec<TokenTree> = corpus.iter().cloned().flat_map(flat).collect();
    let begun = Instant::now();
    for input in 0..inputs {
        let mut tokens = corpus[random.below(corpus.len())].clone();
        for _ in 0..=random.below(3) {
            tokens = match random.below(4) {
                0 => cut(tokens.clone(), &mut random.below(count(tokens.clone()) + 1)),
                _ => changed(tokens, &everything, &mut random),
            };
        }
        survives_as_fn(&tokens);
        if input % 50_000 == 49_999 {
            println!("{} inputs, {:.0?}", input + 1, begun.elapsed());
        }
    }
}

/// All the tokens, those in groups too.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut found = Vec::new();
    for tree in tokens {
        if let TokenTree::Group(group) = &tree {
            found.extend(flat(group.stream()));
        }
        found.push(tree);
    }
    found
}

/// One place of the tokens changed, however deep it lies.
fn changed(tokens: TokenStream, other: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    let groups: Vec<usize> = (0..trees.len())
        .filter(|index| matches!(trees[*index], TokenTree::Group(_)))
        .collect();
    if !groups.is_empty() && random.below(5) > 0 {
        let here = groups[random.below(groups.len())];
        let tree = trees.remove(here);
        trees.insert(here, inside(tree, |stream| changed(stream, other, random)));
        return trees.into_iter().collect();
    }
    if trees.is_empty() {
        return other
            .get(random.below(other.len()))
            .cloned()
            .into_iter()
            .collect();
    }
    let (here, there) = (random.below(trees.len()), random.below(trees.len()));
    let new = other[random.below(other.len())].clone();
    match random.below(6) {
        0 => {
            trees.remove(here);
        }
        1 => trees.insert(here, trees[there].clone()),
        2 => trees.swap(here, there),
        3 => trees.insert(here, new),
        4 => {
            let group = Group::new(Delimiter::None, trees.drain(here..).collect());
            trees.push(TokenTree::Group(group));
        }
        _ => trees[here] = new,
    }
    trees.into_iter().collect()
}
