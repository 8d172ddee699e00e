//! What the layout draws on: SVG text.

use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::StyleAttr;
use std::fmt::Write as _;

const FONT_SIZE: f64 = 13.0;
/// How wide a character is in this font, a little more than it is.
const CHARACTER_WIDTH: f64 = 8.0;
const LINE_HEIGHT: f64 = 17.0;
/// Around a text, and around all.
const PADDING: f64 = 12.0;

/// The size of a box with these lines of text.
pub fn size_of(lines: &[String]) -> Point {
    let longest = lines.iter().map(|line| line.chars().count()).max();
    Point::new(
        longest.unwrap_or_default() as f64 * CHARACTER_WIDTH + 2.0 * PADDING,
        lines.len() as f64 * LINE_HEIGHT + PADDING,
    )
}

/// Boxes, arrows and texts, and how much room they take.
#[derive(Debug, Default)]
pub struct Canvas {
    shapes: String,
    right: f64,
    bottom: f64,
}

impl Canvas {
    /// The `<svg>` element.
    pub fn finish(self) -> String {
        let (width, height) = (self.right + PADDING, self.bottom + PADDING);
        let shapes = self.shapes;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
             style=\"max-width:100%;height:auto\" fill=\"none\" stroke=\"currentColor\" \
             font-family=\"monospace\" font-size=\"{FONT_SIZE}\">{shapes}</svg>"
        )
    }

    fn make_room(&mut self, point: Point) {
        self.right = self.right.max(point.x);
        self.bottom = self.bottom.max(point.y);
    }

    fn add(&mut self, shape: std::fmt::Arguments<'_>) {
        // A `String` takes all that is written to it.
        let _ = self.shapes.write_fmt(shape);
    }

    /// The point of an arrow that comes from `from`.
    fn head(&mut self, from: Point, to: Point) {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x.hypot(y).max(0.001);
        let (x, y) = (x / length * 9.0, y / length * 9.0);
        let (left, right) = (
            (to.x - x - y * 0.4, to.y - y + x * 0.4),
            (to.x - x + y * 0.4, to.y - y - x * 0.4),
        );
        self.add(format_args!(
            "<path d=\"M{:.1} {:.1} L{:.1} {:.1} L{:.1} {:.1}Z\" fill=\"currentColor\" stroke=\"none\"/>",
            to.x, to.y, left.0, left.1, right.0, right.1
        ));
    }
}

impl RenderBackend for Canvas {
    fn draw_rect(
        &mut self,
        xy: Point,
        size: Point,
        _: &StyleAttr,
        properties: Option<String>,
        _: Option<ClipHandle>,
    ) {
        self.make_room(Point::new(xy.x + size.x, xy.y + size.y));
        let properties = properties.unwrap_or_default();
        self.add(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\" {properties}/>",
            xy.x, xy.y, size.x, size.y
        ));
    }

    fn draw_line(&mut self, start: Point, stop: Point, _: &StyleAttr, _: Option<String>) {
        self.make_room(start);
        self.make_room(stop);
        self.add(format_args!(
            "<path d=\"M{:.1} {:.1} L{:.1} {:.1}\"/>",
            start.x, start.y, stop.x, stop.y
        ));
    }

    fn draw_circle(&mut self, xy: Point, size: Point, _: &StyleAttr, _: Option<String>) {
        self.make_room(Point::new(xy.x + size.x / 2.0, xy.y + size.y / 2.0));
        self.add(format_args!(
            "<ellipse cx=\"{:.1}\" cy=\"{:.1}\" rx=\"{:.1}\" ry=\"{:.1}\"/>",
            xy.x,
            xy.y,
            size.x / 2.0,
            size.y / 2.0
        ));
    }

    fn draw_text(&mut self, xy: Point, text: &str, _: &StyleAttr) {
        let count = text.lines().count();
        let top = xy.y - LINE_HEIGHT * (count as f64 - 1.0) / 2.0 + FONT_SIZE * 0.35;
        for (number, line) in text.lines().enumerate() {
            let weight = if number == 0 {
                " font-weight=\"bold\""
            } else {
                ""
            };
            self.add(format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\"{weight}>{}</text>",
                xy.x,
                top + LINE_HEIGHT * number as f64,
                escaped(line)
            ));
        }
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        (at_start, at_end): (bool, bool),
        _: &StyleAttr,
        properties: Option<String>,
        _text: &str,
    ) {
        let [first, second, rest @ ..] = path else {
            return;
        };
        for (one, other) in path {
            self.make_room(*one);
            self.make_room(*other);
        }
        // the first pair is a point and where the curve leaves it to, the others where it comes from and a point
        let mut curve = format!(
            "M{:.1} {:.1} C{:.1} {:.1},{:.1} {:.1},{:.1} {:.1}",
            first.0.x,
            first.0.y,
            first.1.x,
            first.1.y,
            second.0.x,
            second.0.y,
            second.1.x,
            second.1.y
        );
        for (control, point) in rest {
            let _ = write!(
                curve,
                " S{:.1} {:.1},{:.1} {:.1}",
                control.x, control.y, point.x, point.y
            );
        }
        self.add(format_args!(
            "<g {}><path d=\"{curve}\"/>",
            properties.unwrap_or_default()
        ));
        if at_start {
            self.head(first.1, first.0);
        }
        if at_end {
            let last = rest.last().unwrap_or(second);
            self.head(last.0, last.1);
        }
        self.add(format_args!("</g>"));
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
