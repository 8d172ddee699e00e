//! References into a local that change while the function pauses are kept as their places.

coro! {
    fn paragraphs(doc: String) yields String {
        let mut title = "";
        let mut lines: Vec<&str> = Vec::new();
        for line in doc.lines() {
            if let Some(name) = line.strip_prefix('#') {
                title = name;
            } else if line.is_empty() {
                yield_value!(format!("{title}: {}", lines.join(" ")));
                lines.clear();
            } else {
                lines.push(line);
            }
        }
    }
}
