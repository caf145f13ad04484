//! The survey's logic for the page's script, as a block of data.

use maud::{Markup, PreEscaped, html};
use serde_json::Value;
use survey::json_text;

use super::view::View;
use crate::words::Word;

/// The block of data, if the survey has logic; `source` is the module that reads it.
pub(crate) fn block(view: &View<'_>, source: &str) -> Option<Markup> {
    let mut logic = view.interview.logic()?;
    let voice = &view.voice;
    let mark = [&*view.definition.settings.required_mark, voice.word(Word::REQUIRED)];
    let mark: Vec<Value> = mark.into_iter().chain(voice.lang()).map(Value::from).collect();
    logic.insert("mark".to_owned(), Value::Array(mark));
    logic.insert("broken".to_owned(), Value::from(voice.word(Word::RULE_BROKEN)));
    // So that no text of it can end the block.
    let data = json_text(&Value::Object(logic)).replace('<', "\\u003c");
    Some(html! { script #logic type="application/json" data-src=(source) { (PreEscaped(data)) } })
}
