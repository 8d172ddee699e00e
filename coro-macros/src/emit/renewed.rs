//! Variables whose old value no pause holds, and that are given a new one behind it.
//!
//! Each arm that gives one a value declares it for itself. rustc is told that it is one variable of one type, in code
//! that never runs, so that nothing is borrowed by it:
//!
//! ```text
//! [source]  let mut n = first_byte();  yield_value!(n);  n = 200;  yield_value!(!n);
//! [output]  let n_type1 = TypeOf::new();
//!           ..  let mut n = first_byte();  if false { nowhere(); n_type1.is(&n); }  ..
//!           ..  let mut n;                 if false { nowhere(); n_type1.is(&n); }  n = 200;  ..
//! ```

use proc_macro2::Ident;
use quote::format_ident;

use super::{Emitter, Plan, ours};
use crate::flow::Use;
use crate::ir::PointId;
use crate::maps::HashMap;
use crate::names::VarId;
use crate::tokens::{TokenStream, quote_spanned};

/// What stands for the type of each such variable.
pub fn renewed<'p>(
    plan: &Plan<'_>,
    points: impl Iterator<Item = &'p PointId> + Clone,
) -> HashMap<VarId, Ident> {
    let mut names = HashMap::default();
    let mut times_assigned: HashMap<VarId, usize> = HashMap::default();
    for mention in &plan.tables.mentions {
        if plan.flow.use_of(mention.id) == Use::Assign {
            *times_assigned.entry(mention.var).or_default() += 1;
        }
    }
    for row in &plan.tables.vars {
        let carry = plan.carry;
        let Some(&assigned) = times_assigned.get(&row.id) else {
            continue;
        };
        if row.ty.is_some()
            || plan.loans.contains(&row.id)
            || carry.is_of_step(row.id)
            || plan.aliases.get(row.id).is_some()
        {
            continue;
        }
        let mut facts = points.clone().filter_map(|point| plan.flow.at(*point));
        let is_renewed = facts.any(|facts| {
            let is_dead = facts.later.has(row.id) && !facts.live.has(row.id);
            is_dead && (assigned > 1 || row.mutable || facts.maybe.has(row.id))
        });
        if is_renewed {
            let span = ours(row.ident.span());
            let text = row.ident.to_string();
            let number = names.len() + 1;
            let name = format_ident!(
                "{}_type{number}",
                text.trim_start_matches("r#"),
                span = span
            );
            names.insert(row.id, name);
        }
    }
    names
}

impl Emitter<'_> {
    /// `let n_type = TypeOf::new();`
    pub(super) fn types_of_renewed(&self) -> TokenStream {
        let vars = self.plan.tables.vars.iter();
        let names = vars.filter_map(|row| self.renewed.get(&row.id));
        names
            .map(|name| quote_spanned!(name.span()=> let #name = __coro_lib_TypeOf::new();))
            .collect()
    }

    /// Says behind a declaration that it is of the variable's type.
    pub(super) fn of_one_type(&self, var: VarId) -> TokenStream {
        let Some(known) = self.renewed.get(&var) else {
            return TokenStream::new();
        };
        let name = self.own_name(var, true);
        let span = ours(name.span());
        quote_spanned! {span=>
            #[allow(unreachable_code)]
            if false { __coro_lib_nowhere(); #known.is(&#name); }
        }
    }
}
