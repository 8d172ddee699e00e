//! What is kept of a reference into a local is its place, and a place can be written.

use coro_core::{Coroutine, CoroutineState::Yielded, Restore, coro};

coro! {
    #[derive(Serialize, Deserialize)]
    fn words(text: String, names: Vec<String>) yields String -> String {
        let mut words = text.split(' ').peekable();
        let mut names = names.iter();
        let mut out = String::new();
        while let Some(word) = words.next() {
            let Some(name) = names.next() else { break };
            yield_value!(word.to_uppercase());
            out += word;
            yield_value!(name.to_uppercase());
            out += name;
        }
        out
    }
}

#[test]
fn a_restored_machine_finds_its_references_again() {
    let made = || {
        words(
            "a bc d".to_string(),
            vec!["x".to_string(), "yz".to_string()],
        )
    };
    for pauses in 0..4 {
        let (mut machine, mut whole) = (made(), made());
        for _ in 0..pauses {
            assert_eq!(machine.resume(()), whole.resume(()));
        }
        let text = serde_json::to_string(&machine).expect("it can be written");
        let mut restored = words(String::new(), Vec::new());
        restored
            .restore(&mut serde_json::Deserializer::from_str(&text))
            .expect("it can be read");
        loop {
            let (left, right) = (restored.resume(()), whole.resume(()));
            assert_eq!(left, right);
            if !matches!(left, Yielded(_)) {
                break;
            }
        }
    }
}
