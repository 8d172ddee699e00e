//! Source text that a macro sees: `stringify!`.

use crate::prelude::*;

coro! {
    fn concatenating() yields &'static str -> String {
        yield_value!(concat!("a", 1, true));
        yield_value!(stringify!(yield_value!(1)));
        let here = line!();
        yield_value!("line");
        log(line!() - here);
        module_path!().rsplit("::").next().unwrap_or_default().to_string()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("concatenating", concatenating);
}
