use super::*;

fn names(text: &str, of: &str) -> Option<Vec<String>> {
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let of = Ident::new(of, Span::call_site());
    let fields = declared.fields(&of)?;
    Some(
        fields
            .iter()
            .filter_map(|field| field.name.clone())
            .collect(),
    )
}

#[test]
fn what_derives_copy_is_told() {
    let text = "#[derive(Clone, Copy)] pub(crate) enum Side { Left, Right }
        #[derive(Clone)] struct Copying(u8);
        struct Door { side: Side, name: Copying }";
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let door = Ident::new("Door", Span::call_site());
    let copy = |field: &Near| field.copy;
    let fields = declared
        .fields(&door)
        .map(|fields| fields.iter().map(copy).collect());
    assert_eq!(fields, Some(vec![true, false]));
}

#[test]
fn fields_stand_in_the_order_of_their_declaration() {
    let text = "mod m { pub struct Pair<T> where T: Copy { pub right: T, pub left: u8 } }";
    assert_eq!(names(text, "Pair").unwrap(), ["right", "left"]);
    assert_eq!(names(text, "Other"), None);
}

#[test]
fn what_a_method_takes_stands_behind_its_generics() {
    let text =
        "trait Ext { fn map<F: FnOnce(u8) -> u8>(self, f: F); fn look<F: Fn(u8)>(&self, f: F); }";
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let takes = |name| declared.takes(&Ident::new(name, Span::call_site()));
    assert_eq!((takes("map"), takes("look")), (Some(true), Some(false)));
}

#[test]
fn fns_tell_what_they_return() {
    let text =
        "fn pair<F: Fn(u8) -> u8>(f: F) -> (D, D) { } impl A { fn new() -> Self { } fn new_b() {} }
        coro! { fn duo() yields u8 -> Duo { } } fn two() -> u8 {} mod m { fn two() -> u16 {} }";
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let ident = |name: &str| Ident::new(name, Span::call_site());
    let told = |owner: Option<&str>, name, pauses| {
        let owner = owner.map(ident);
        let ty = declared.returned(owner.as_ref(), &ident(name), pauses)?;
        Some(quote::quote!(#ty).to_string())
    };
    assert_eq!(told(None, "pair", false).unwrap(), "(D , D)");
    assert_eq!(told(Some("A"), "new", false).unwrap(), "A");
    assert_eq!(told(None, "duo", true).unwrap(), "Duo");
    assert_eq!(told(None, "duo", false), None);
    assert_eq!(told(None, "two", false), None);
    assert_eq!(told(Some("A"), "new_b", false), None);
}

#[test]
fn methods_tell_whether_they_take_what_they_are_called_on() {
    let text =
        "impl A { fn all(self) {} fn some(&self, n: u8) {} fn both(mut self) {} fn none(n: u8) {} }
                impl B { fn both(&mut self) {} fn lent<'a>(&'a mut self) {} }";
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let names = ["all", "some", "both", "none", "lent", "other"];
    let takes = names.map(|name| declared.takes(&Ident::new(name, Span::call_site())));
    let expected = [Some(true), Some(false), None, None, Some(false), None];
    assert_eq!(takes, expected);
}

#[test]
fn the_impl_of_a_fn_is_found() {
    let text = "impl<T: Ord> Iterator for m::Tree<T> where T: Copy { coro! { fn walk(self) {} } fn new() {} }
                impl Other { fn new() {} }
                fn f(x: impl Fn()) { // fn f()
                }";
    let declared = Declared::of(text.parse().expect("the test's text has tokens"));
    let declared = Declared {
        text: text.to_string(),
        ..declared
    };
    let home = |name, line| declared.home_in(&Ident::new(name, Span::call_site()), line);
    assert_eq!(home("walk", 1).unwrap(), "Tree");
    assert_eq!(home("new", 1).unwrap(), "Tree");
    assert_eq!(home("new", 2).unwrap(), "Other");
    assert_eq!(home("f", 3), None);
}

#[test]
fn what_is_not_certain_is_not_known() {
    for text in [
        "struct S { a: u8 } mod m { struct S { b: u8 } }",
        "struct S { a: u8, #[cfg(test)] b: u8 }",
        "mod m { pub struct S { pub a: u8, b: u8 } }",
        "struct S<T> { a: T } impl<T> Drop for S<T> { fn drop(&mut self) {} }",
    ] {
        assert_eq!(names(text, "S"), None, "{text}");
    }
}
