use fuzz::{Features, Mask, batch, program};
fn main() {
    let args: Vec<u64> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let f = if std::env::args().any(|a| a == "full") { Features::full() } else { Features::core() };
    let programs: Vec<_> = (args[0]..args[0] + args[1]).map(|s| program(s, &f, &Mask::new())).collect();
    print!("{}", batch::file(&programs));
}
