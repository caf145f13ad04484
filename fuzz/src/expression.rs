//! Expressions, as text and as trees.

use ::expression::{Expression, Scope, Value, find};
use serde_json::{Map, Value as Json, json};

/// Answers of every kind, at 2028-02-29T19:50Z.
struct Answers(Map<String, Json>);

impl Scope for Answers {
    fn value(&self, name: &str) -> Option<Value> {
        find(&self.0, name)
    }

    fn now(&self) -> f64 {
        1_835_466_600_000.0
    }

    fn display(&self, question: &str, value: Option<&Value>) -> Option<Value> {
        value.cloned().or_else(|| self.value(question))
    }

    fn is_ready(&self, container: &str, index: Option<usize>) -> bool {
        container.len() == index.unwrap_or(5)
    }
}

impl Answers {
    fn new() -> Self {
        let answers = json!({
            "a": 1, "b": "1,5", "c": [1, "b", null, [2]], "d": "2026-11-24", "e": "", "f": false,
            "r": [{"k": "a", "v": 1}, {"k": "b", "v": "2"}, {"v": 1e300}], "o": {"x": {"y": [1, 2]}},
            "a.b": 7, "big": 1e308, "tiny": 5e-324, "text": "Ångström \u{1F600}",
            "many": vec![json!("x"); 200],
        });
        Self(answers.as_object().cloned().unwrap_or_default())
    }
}

/// Text is read or refused; what was read survives being written as a tree, is evaluated within
/// its steps, and comes to the same thing each time. Trees from elsewhere are read or refused.
pub fn expression(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let answers = Answers::new();
    if let Ok(read) = Expression::parse(text) {
        let again = written_and_read(&read);
        assert_eq!(again, read, "it changed by being written");
        let value = |expression: &Expression| {
            expression.value(&answers).map(|value| value.to_json().to_string())
        };
        assert_eq!(value(&again), value(&read), "it comes to something else");
        assert_eq!(read.names().len() <= read.dependencies().len(), true, "a name is forgotten");
    }
    let tree = serde_json::from_str(text).ok();
    if let Some(read) = tree.and_then(|tree| Expression::from_json(text, &tree)) {
        assert_eq!(written_and_read(&read), read, "a tree changed by being written");
        let _ = read.value(&answers);
    }
}

fn written_and_read(expression: &Expression) -> Expression {
    let tree = expression.to_json().to_string();
    let tree = serde_json::from_str(&tree).expect("a tree is not nested too deeply");
    Expression::from_json(expression.text(), &tree).expect("what was written is read")
}
