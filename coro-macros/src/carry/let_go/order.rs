//! The order in which what one pattern binds is dropped, where it is asked before the pause.
//!
//! Takes where each variable would be asked, gives the same without what would be dropped too early or too late.

use super::sight::Sight;
use super::{Asked, Early, Made, Seeker};
use crate::flow::bound;
use crate::ir::{Block, Stmt};
use crate::names::VarId;

impl Seeker<'_> {
    /// What one pattern binds is dropped from the last to the first. `held` is declared behind all of them, so where
    /// one is asked, those that are bound behind it have to be asked as well:
    ///
    /// ```text
    /// [source]  let (first, second) = (make(), list.pop());
    /// [output]  let (first, second) = ..;  let held1;  let held2;  held1 = Dead::new(first).keep();
    /// ```
    pub(super) fn ask_those_behind(
        &self,
        block: &Block,
        sights: &[Sight],
        made: &[(Made, Option<usize>)],
        places: &mut [Option<Early>],
    ) {
        for index in 0..made.len() {
            if places[index].is_none() {
                continue;
            }
            let (first, declared) = &made[index];
            let together = made.iter().enumerate().skip(index + 1);
            let together: Vec<usize> = together
                .filter(|(_, (_, other))| other == declared)
                .map(|(at, _)| at)
                .collect();
            let mut others = Vec::new();
            for at in &together {
                if places[*at].is_none() {
                    let place = self.place(sights, &made[*at].0, *declared, Asked::ForOrder);
                    others.push((*at, place));
                }
            }
            let asked = together.iter().map(|at| made[*at].0.var).collect();
            let is_last = self.is_last_with_a_drop(block, first.var, *declared, asked);
            if is_last && others.iter().all(|(_, place)| place.is_some()) {
                others
                    .into_iter()
                    .for_each(|(at, place)| places[at] = place);
            } else {
                places[index] = None;
            }
        }
    }

    /// Whether none but the variables `asked` that may have a drop are bound behind `var` by the same statement.
    fn is_last_with_a_drop(
        &self,
        block: &Block,
        var: VarId,
        declared: Option<usize>,
        asked: Vec<VarId>,
    ) -> bool {
        let Some(Stmt::Plain(syn::Stmt::Local(local))) =
            declared.and_then(|declared| block.stmts.get(declared))
        else {
            return true;
        };
        let vars = bound(&local.pat).into_iter();
        let mut behind = vars.skip_while(|other| *other != var).skip(1);
        behind.all(|other| asked.contains(&other) || !self.may_drop(other))
    }
}
