//! `#[cfg(..)]` on the statements and parameters of a function that pauses.
//!
//! Only rustc knows which conditions hold, and it decides on whole items before it looks into them. So a function
//! whose body has such attributes is compiled once for each case, and rustc takes the one that holds:
//!
//! ```text
//! [source]  fn f() { #[cfg(unix)] yield_wait!();  work(); }
//! [output]  #[cfg(all(unix))] fn f() { yield_wait!();  work(); }
//!           #[cfg(all(not(unix)))] fn f() { work(); }
//! ```
//!
//! Takes a function, gives one for each case with the condition that it is for. It looks at parameters, statements, match
//! arms, fields, elements and arguments; `cfg` on an item in the body is rustc's own affair. More than [`MOST`] different conditions are too many
//! cases: then the attributes stay where they are.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, FnArg, Meta, Stmt, Token};

use crate::syntax::CoroFn;

/// The most different conditions in one function.
const MOST: usize = 3;

/// One case.
pub struct Case {
    /// When it holds; `None` if it always does.
    pub condition: Option<TokenStream>,
    /// The parameters.
    inputs: Punctuated<FnArg, Token![,]>,
    /// The body.
    body: Block,
}

impl Case {
    /// The function as it is in this case.
    pub fn of(self, function: &CoroFn) -> CoroFn {
        let mut function = function.clone();
        let all = self.condition;
        let cfg = all.map(|all| syn::parse_quote!(#[cfg(#all)]));
        function.attrs.extend::<Option<Attribute>>(cfg);
        function.sig.inputs = self.inputs;
        function.body = Some(self.body);
        function
    }
}

/// The cases of a function; none if it has no such attribute.
pub fn cases(function: &CoroFn) -> Vec<Case> {
    let (inputs, body) = (&function.sig.inputs, &function.body);
    let Some(body) = body else { return Vec::new() };
    let mut found = Conditions::default();
    found.parameters(&mut inputs.clone());
    found.visit_block_mut(&mut body.clone());
    let conditions = found.0;
    if !found.1 || conditions.len() > MOST {
        return Vec::new();
    }
    let count = 1usize << conditions.len();
    let case = |bits: usize| {
        let holds = |index: usize| bits >> index & 1 == 0;
        let (mut inputs, mut body) = (inputs.clone(), body.clone());
        let mut choose = Choose {
            conditions: &conditions,
            holds: &holds,
        };
        choose.parameters(&mut inputs);
        choose.visit_block_mut(&mut body);
        let all = conditions.iter().enumerate().map(|(index, condition)| {
            let tokens = &condition.1;
            match holds(index) {
                true => quote!(#tokens),
                false => quote!(not(#tokens)),
            }
        });
        let condition = (!conditions.is_empty()).then(|| quote!(all(#(#all),*)));
        Case {
            condition,
            inputs,
            body,
        }
    };
    (0..count).map(case).collect()
}

/// A condition without the `not` around it, and whether there was one.
fn condition(attr: &Attribute) -> Option<(TokenStream, bool)> {
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    if !list.path.is_ident("cfg") {
        return None;
    }
    match syn::parse2::<Meta>(list.tokens.clone()) {
        Ok(Meta::List(inner)) if inner.path.is_ident("not") => Some((inner.tokens, true)),
        _ => Some((list.tokens.clone(), false)),
    }
}

/// What `any()` and `all()` say by themselves.
fn known(text: &str) -> Option<bool> {
    match text.replace(' ', "").as_str() {
        "any()" | "false" => Some(false),
        "all()" | "true" => Some(true),
        _ => None,
    }
}

/// Where an attribute can take something away.
trait Places: VisitMut {
    /// Whether what has these attributes stays; takes off what is decided.
    fn stays(&mut self, attrs: &mut Vec<Attribute>) -> bool;

    fn parameters(&mut self, inputs: &mut Punctuated<FnArg, Token![,]>) {
        let all = std::mem::take(inputs).into_iter();
        let kept = all.filter_map(|mut input| {
            let stays = self.stays(match &mut input {
                FnArg::Receiver(receiver) => &mut receiver.attrs,
                FnArg::Typed(typed) => &mut typed.attrs,
            });
            stays.then_some(input)
        });
        *inputs = kept.collect();
    }

    fn elements(&mut self, elements: &mut Punctuated<Expr, Token![,]>) {
        let all = std::mem::take(elements).into_iter();
        let kept = all.filter_map(|mut element| {
            let attrs = crate::lower::attributes(&mut element);
            attrs
                .is_none_or(|attrs| self.stays(attrs))
                .then_some(element)
        });
        *elements = kept.collect();
    }

    fn patterns(&mut self, pat: &mut syn::PatStruct) {
        let fields = std::mem::take(&mut pat.fields).into_iter();
        let kept = fields.filter_map(|mut field| self.stays(&mut field.attrs).then_some(field));
        pat.fields = kept.collect();
        // `Config { name, .. }`
        if pat.rest.is_some() && !pat.fields.is_empty() {
            pat.fields.push_punct(syn::token::Comma::default());
        }
        visit_mut::visit_pat_struct_mut(self, pat);
    }

    fn statements(&mut self, block: &mut Block) {
        block.stmts.retain_mut(|stmt| match stmt {
            Stmt::Local(local) => self.stays(&mut local.attrs),
            Stmt::Macro(call) => self.stays(&mut call.attrs),
            Stmt::Expr(expr, _) => match crate::lower::attributes(expr) {
                Some(attrs) => self.stays(attrs),
                None => true,
            },
            Stmt::Item(_) => true,
        });
        visit_mut::visit_block_mut(self, block);
    }

    fn arms(&mut self, choice: &mut syn::ExprMatch) {
        choice.arms.retain_mut(|arm| self.stays(&mut arm.attrs));
        visit_mut::visit_expr_match_mut(self, choice);
    }

    fn fields(&mut self, literal: &mut syn::ExprStruct) {
        let fields = std::mem::take(&mut literal.fields);
        let kept = fields.into_iter().filter_map(|mut field| {
            let stays = self.stays(&mut field.attrs);
            stays.then_some(field)
        });
        literal.fields = kept.collect();
        // `Config { name, ..rest }`
        if literal.dot2_token.is_some() && !literal.fields.is_empty() {
            literal.fields.push_punct(syn::token::Comma::default());
        }
        visit_mut::visit_expr_struct_mut(self, literal);
    }
}

/// Lists the conditions; whether there is any attribute at all.
#[derive(Default)]
struct Conditions(Vec<(String, TokenStream)>, bool);

impl Places for Conditions {
    fn stays(&mut self, attrs: &mut Vec<Attribute>) -> bool {
        for (tokens, _) in attrs.iter().filter_map(condition) {
            self.1 = true;
            let text = tokens.to_string();
            if known(&text).is_none() && !self.0.iter().any(|(other, _)| *other == text) {
                self.0.push((text, tokens));
            }
        }
        true
    }
}

/// Keeps what belongs to one case.
struct Choose<'c> {
    conditions: &'c [(String, TokenStream)],
    holds: &'c dyn Fn(usize) -> bool,
}

impl Places for Choose<'_> {
    fn stays(&mut self, attrs: &mut Vec<Attribute>) -> bool {
        let mut stays = true;
        attrs.retain(|attr| {
            let Some((tokens, is_not)) = condition(attr) else {
                return true;
            };
            let text = tokens.to_string();
            let index = self.conditions.iter().position(|(other, _)| *other == text);
            let holds = known(&text).or_else(|| index.map(self.holds));
            stays &= holds.unwrap_or(true) != is_not;
            false
        });
        stays
    }
}

/// The visits, which are the same for both.
macro_rules! visits {
    ($($type:ty),*) => {
        $(impl VisitMut for $type {
            fn visit_block_mut(&mut self, block: &mut Block) {
                self.statements(block);
            }

            fn visit_expr_match_mut(&mut self, choice: &mut syn::ExprMatch) {
                self.arms(choice);
            }

            fn visit_expr_struct_mut(&mut self, literal: &mut syn::ExprStruct) {
                self.fields(literal);
            }

            fn visit_pat_struct_mut(&mut self, pat: &mut syn::PatStruct) {
                self.patterns(pat);
            }

            fn visit_expr_array_mut(&mut self, array: &mut syn::ExprArray) {
                self.elements(&mut array.elems);
                visit_mut::visit_expr_array_mut(self, array);
            }

            fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
                self.elements(&mut call.args);
                visit_mut::visit_expr_call_mut(self, call);
            }

            fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
                self.elements(&mut call.args);
                visit_mut::visit_expr_method_call_mut(self, call);
            }

            fn visit_item_mut(&mut self, _: &mut syn::Item) {}

            // rustc decides there
            fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
        })*
    };
}

visits!(Conditions, Choose<'_>);

#[cfg(test)]
mod tests {
    use super::{Case, cases};
    use crate::syntax::only_coroutine;
    use quote::ToTokens;

    fn shown(body: &str) -> Vec<(String, String)> {
        let function = only_coroutine(&format!("fn f() {body}"));
        let text = |tokens: proc_macro2::TokenStream| tokens.to_string().replace(' ', "");
        let shown = |case: Case| {
            let condition = case.condition.map(text).unwrap_or_default();
            (condition, text(case.body.into_token_stream()))
        };
        cases(&function).into_iter().map(shown).collect()
    }

    #[test]
    fn each_case_has_its_statements() {
        let cases = shown(
            "{ #[cfg(a)] f(); #[cfg(not(a))] g(); match x { #[cfg(a)] 1 => h(), _ => i() } }",
        );
        assert_eq!(
            cases,
            [
                (
                    "all(a)".to_string(),
                    "{f();matchx{1=>h(),_=>i()}}".to_string()
                ),
                (
                    "all(not(a))".to_string(),
                    "{g();matchx{_=>i()}}".to_string()
                ),
            ]
        );
    }

    #[test]
    fn each_case_has_its_parameters() {
        let function = only_coroutine("fn f(#[cfg(a)] n: u32, #[cfg(not(a))] n: u64, m: u8) { }");
        let inputs = |case: Case| case.of(&function).sig.inputs.to_token_stream().to_string();
        let cases: Vec<_> = cases(&function).into_iter().map(inputs).collect();
        assert_eq!(cases, ["n : u32 , m : u8", "n : u64 , m : u8"]);
    }

    #[test]
    fn each_case_has_its_elements() {
        let cases =
            shown("{ let P { #[cfg(a)] x, y } = p; f(#[cfg(a)] x, [y, #[cfg(not(a))] z]) }");
        let bodies: Vec<_> = cases.iter().map(|(_, body)| &**body).collect();
        assert_eq!(bodies, ["{letP{x,y}=p;f(x,[y])}", "{letP{y}=p;f([y,z])}"]);
    }

    #[test]
    fn what_is_known_is_no_case() {
        let cases = shown("{ #[cfg(any())] f(); #[cfg(all())] g(); #[allow(x)] h(); }");
        assert_eq!(
            cases,
            [(String::new(), "{g();#[allow(x)]h();}".to_string())]
        );
    }

    #[test]
    fn too_many_conditions_stay() {
        let body = "{#[cfg(a)]f();#[cfg(b)]f();#[cfg(c)]f();#[cfg(d)]f();}";
        assert_eq!(shown(body), []);
    }
}
