//! Choices, default values and texts.

use serde_json::{Value, json};

use super::known::Known;
use super::random::Random;

/// Values that differ from each other, also as texts.
pub(super) fn choices(random: &mut Random) -> Vec<Value> {
    let lists = [
        [json!("a"), json!("b"), json!("c"), json!("d")],
        [json!(1), json!(2), json!(3), json!(4)],
        [json!("x"), json!("y y"), json!("Z"), json!("10")],
        [json!(0), json!("none of it"), json!(2.5), json!("å")],
    ];
    let from = random.pick(&lists);
    let count = 1 + random.below(from.len());
    from.iter().take(count).cloned().collect()
}

/// A text with, at times, an answer in it, and at times in two languages.
pub(super) fn text(random: &mut Random, known: &[&Known], word: &str) -> Value {
    let said: Vec<&str> =
        known.iter().filter(|each| each.is_said()).map(|each| each.name.as_str()).collect();
    let one = |random: &mut Random| match said.first() {
        Some(_) if random.chance(40) => format!("{word} {{{}}}.", random.pick(&said)),
        _ => word.to_owned(),
    };
    if random.chance(15) {
        let (default, swedish) = (one(random), one(random));
        return json!({"default": default, "sv": format!("{swedish} på svenska")});
    }
    json!(one(random))
}
