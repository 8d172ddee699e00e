//! Builders: a variable that is moved into a method and comes back under the same name or another.

use crate::prelude::*;

#[derive(Debug, Default, Clone)]
struct Config {
    name: String,
    tags: Vec<String>,
    depth: u32,
}

impl Config {
    fn builder(guard: D) -> ConfigBuilder {
        ConfigBuilder { config: Config::default(), guard }
    }
}

struct ConfigBuilder {
    config: Config,
    guard: D,
}

impl ConfigBuilder {
    fn new() -> Self {
        Config::builder(D("new"))
    }

    fn name(mut self, name: impl Into<String>) -> Self {
        self.config.name = name.into();
        self
    }

    fn tag(mut self, tag: &str) -> Self {
        self.config.tags.push(tag.to_string());
        self
    }

    fn deepen(&mut self, by: u32) -> &mut Self {
        self.config.depth += by;
        self
    }

    fn done(self) -> (Config, D) {
        (self.config, self.guard)
    }
}

coro! {
    fn shadowed() yields String -> Config {
        let b = ConfigBuilder::new();
        yield_value!("empty".to_string());
        let b = b.name("x");
        yield_value!(format!("{:?}", b.config));
        let b = b.tag("a").tag("b");
        yield_value!(b.config.tags.join(","));
        let (config, guard) = b.done();
        yield_value!(config.name.clone());
        guard.touch();
        config
    }

    fn under_other_names(count: u32) -> Config {
        let start = Config::builder(D("start"));
        yield_wait!();
        let named = start.name("named");
        yield_wait!();
        let mut deep = named.tag("t");
        for i in 0..count {
            deep.deepen(i).deepen(1);
            yield_wait!();
        }
        let finished = deep.done().0;
        yield_wait!();
        finished
    }

    fn as_a_parameter(b: ConfigBuilder, tags: Vec<&'static str>) -> Config {
        let mut b = b;
        for tag in tags {
            b = b.tag(tag);
            yield_wait!();
        }
        yield_wait!();
        b.done().0
    }

    // a step of another name than the library's, which only the file knows
    fn of_the_file(n: u32) yields String -> usize {
        struct Query {
            filters: Vec<String>,
            most: Option<u32>,
            seen: D<&'static str>,
        }
        impl Query {
            fn filtered(mut self, filter: String) -> Self {
                self.filters.push(filter);
                self
            }
            fn at_most(mut self, n: u32) -> Self {
                self.most = Some(n);
                self
            }
            fn text(&self) -> String {
                format!("{:?} {:?} {}", self.filters, self.most, self.seen.id())
            }
        }
        let mut query = Query { filters: vec![], most: None, seen: D("query") };
        for i in 0..n {
            query = query.filtered(format!("a > {i}"));
            yield_value!(query.text());
        }
        let query = query.at_most(n);
        yield_value!(query.text());
        query.filters.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of the file", || of_the_file(2));
    t.case("shadowed", || shadowed());
    t.case("under other names", || under_other_names(3));
    t.case("as a parameter", || as_a_parameter(ConfigBuilder::new(), vec!["p", "q"]));
}
