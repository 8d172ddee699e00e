//! Patterns that bind by `ref`, and by value beside it.
//!
//! What is bound by value is a variable as any other, and the state has it. What is bound by `ref` borrows the place that is
//! matched, and is taken again alone:
//!
//! ```text
//! [source]  match job { Job::Named(ref name, count) => { yield_wait!(); log(name, count) } .. }
//! [output]  State::Wait1 { job, count } ..  let Job::Named(ref name, _) = job else { nowhere() };  log(name, count)
//! ```

use std::borrow::Cow;

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Pat, PatIdent, parse_quote_spanned};

use crate::names;

/// Whether something is bound by `ref`.
pub fn binds(pat: &Pat) -> bool {
    count(pat).by_ref > 0
}

/// The pattern without what it binds by value.
pub fn alone(pat: &Pat) -> Cow<'_, Pat> {
    if count(pat).by_value == 0 {
        return Cow::Borrowed(pat);
    }
    let mut alone = pat.clone();
    Alone.visit_pat_mut(&mut alone);
    Cow::Owned(alone)
}

#[derive(Default)]
struct Count {
    by_ref: usize,
    by_value: usize,
}

fn count(pat: &Pat) -> Count {
    let mut count = Count::default();
    count.visit_pat(pat);
    count
}

impl<'ast> Visit<'ast> for Count {
    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        if pat.by_ref.is_some() {
            self.by_ref += 1;
        } else if names::parse(&pat.ident).is_some() {
            self.by_value += 1;
        }
        visit::visit_pat_ident(self, pat);
    }
}

struct Alone;

impl VisitMut for Alone {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        visit_mut::visit_pat_mut(self, pat);
        let Pat::Ident(ident) = pat else { return };
        if ident.by_ref.is_some() || names::parse(&ident.ident).is_none() {
            return;
        }
        *pat = match ident.subpat.take() {
            Some((_, inner)) => *inner,
            None => {
                let span = names::made_at(ident.ident.span());
                parse_quote_spanned!(span=> _)
            }
        };
    }
}
