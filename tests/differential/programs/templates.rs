//! A template engine: nodes behind references, chosen in an argument, and coroutines in boxes that borrow a local.

use crate::prelude::*;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

#[derive(Debug, Clone, PartialEq)]
enum Val { Str(String), Num(i64), List(Vec<Val>), Map(HashMap<String, Val>), Nil }
impl fmt::Display for Val { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { Val::Str(s) => f.write_str(s), Val::Num(n) => write!(f, "{n}"), Val::List(l) => write!(f, "[{}]", l.len()), Val::Map(m) => write!(f, "{{{}}}", m.len()), Val::Nil => Ok(()) } } }
#[derive(Debug, Clone, PartialEq)]
enum Node<'t> { Text(&'t str), Var { path: Vec<&'t str>, filters: Vec<(&'t str, Option<&'t str>)> }, For { var: &'t str, list: Vec<&'t str>, body: Vec<Node<'t>> }, If { cond: Vec<&'t str>, then: Vec<Node<'t>>, other: Vec<Node<'t>> } }
#[derive(Debug, PartialEq)]
enum TemplateError<'t> { Unclosed(&'t str), Unknown { name: &'t str }, NotAList(String), Filter(&'t str) }
impl fmt::Display for TemplateError<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self, f) } }

struct Scope<'s> { vars: HashMap<&'s str, Val>, outer: Option<&'s Scope<'s>> }
impl<'s> Scope<'s> {
    fn get(&self, name: &str) -> Option<&Val> { self.vars.get(name).or_else(|| self.outer.and_then(|o| o.get(name))) }
    fn path(&self, path: &[&str]) -> Option<&Val> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.get(first)?, |val, key| match val { Val::Map(m) => m.get(*key), Val::List(l) => l.get(key.parse::<usize>().ok()?), _ => None })
    }
}

coro! {
    fn tokens<'t>(source: &'t str) yields (bool, &'t str) -> Result<(), TemplateError<'t>> {
        let mut rest = source;
        while let Some(start) = rest.find("{") {
            let (text, after) = rest.split_at(start);
            if !text.is_empty() { yield_value!((false, text)); }
            let close = after.find('}').ok_or(TemplateError::Unclosed(after))?;
            yield_value!((true, after[1..close].trim()));
            rest = &after[close + 1..];
        }
        if !rest.is_empty() { yield_value!((false, rest)); }
        Ok(())
    }

    fn render<'t, 's>(nodes: &'t [Node<'t>], scope: &'s Scope<'s>) yields String -> Result<usize, TemplateError<'t>> {
        let mut bytes = 0;
        for node in nodes {
            match node {
                Node::Text(text) => { bytes += text.len(); yield_value!(text.to_string()); }
                Node::Var { path, filters } => {
                    let value = scope.path(path).ok_or(TemplateError::Unknown { name: path[0] })?;
                    let mut text = value.to_string();
                    for (name, arg) in filters {
                        text = match (*name, arg) {
                            ("upper", None) => text.to_uppercase(),
                            ("default", Some(d)) if text.is_empty() => d.to_string(),
                            ("default", Some(_)) => text,
                            ("repeat", Some(n)) => text.repeat(n.parse().map_err(|_| TemplateError::Filter(n))?),
                            (other, _) => return Err(TemplateError::Filter(other)),
                        };
                    }
                    bytes += text.len();
                    yield_value!(text);
                }
                Node::For { var, list, body } => {
                    let items = match scope.path(list) {
                        Some(Val::List(items)) => items,
                        Some(other) => return Err(TemplateError::NotAList(format!("{other:?}"))),
                        None => continue,
                    };
                    for (index, item) in items.iter().enumerate() {
                        let inner = Scope { vars: HashMap::from([(*var, item.clone()), ("index", Val::Num(index as i64))]), outer: Some(scope) };
                        let mut parts = Vec::new();
                        let mut machine = render(body, &inner).boxed();
                        let result = loop {
                            match machine.resume(()) { CoroutineState::Yielded(part) => parts.push(part), CoroutineState::Complete(r) => break r }
                        };
                        bytes += result?;
                        yield_value!(parts.concat());
                    }
                }
                Node::If { cond, then, other } => {
                    let truthy = match scope.path(cond) { None | Some(Val::Nil) | Some(Val::Num(0)) => false, Some(Val::Str(s)) => !s.is_empty(), Some(_) => true };
                    bytes += yield_from!(render(if truthy { then } else { other }, scope).boxed())?;
                }
            }
        }
        Ok(bytes)
    }

    fn lines(parts: Rc<[String]>, width: usize) yields String {
        let mut line = String::with_capacity(width);
        for part in parts.iter() {
            for piece in part.split_inclusive('\n') {
                line.push_str(piece.trim_end_matches('\n'));
                if piece.ends_with('\n') || line.len() >= width {
                    let full = std::mem::replace(&mut line, String::with_capacity(width));
                    yield_value!(full);
                }
            }
        }
        if !line.is_empty() { yield_value!(line); }
    }
}

fn scope() -> Scope<'static> {
    let user = |n: &str, age| Val::Map(HashMap::from([("name".to_string(), Val::Str(n.into())), ("age".to_string(), Val::Num(age))]));
    Scope { vars: HashMap::from([("users", Val::List(vec![user("ann", 3), user("bob", 0)])), ("title", Val::Str("hi".into())), ("none", Val::Nil)]), outer: None }
}
pub fn cases(t: &mut Tracer) {
    t.case("tokens", || tokens("a {b} c{ d }"));
    t.case("unclosed", || tokens("a {b} {c"));
    t.scope("render", |d| {
        let s = scope();
        let nodes = [Node::Var { path: vec!["title"], filters: vec![("upper", None), ("repeat", Some("2"))] }, Node::For { var: "u", list: vec!["users"], body: vec![Node::Var { path: vec!["u", "name"], filters: vec![] }, Node::If { cond: vec!["u", "age"], then: vec![Node::Text("!")], other: vec![Node::Var { path: vec!["none"], filters: vec![("default", Some("?"))] }] }] }];
        d.run(render(&nodes, &s));
    });
    t.scope("errors", |d| { let s = scope(); let nodes = [Node::Text("x"), Node::For { var: "u", list: vec!["title"], body: vec![] }]; d.run(render(&nodes, &s)); });
    t.scope("unknown", |d| { let s = scope(); let nodes = [Node::If { cond: vec!["title"], then: vec![Node::Var { path: vec!["users", "1", "zip"], filters: vec![] }], other: vec![] }]; d.run(render(&nodes, &s)); });
    t.case("lines", || lines(Rc::from(["ab\ncd".to_string(), "ef\n".into(), "g".into()]), 4));
}
