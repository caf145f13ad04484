//! A survey of so many questions, one third as many expressions, and answers to it.

use serde_json::{Map, Value, json};

/// The questions of a page.
const PAGE: usize = 10;

/// A survey of `questions` questions, in SurveyJS's JSON. Of ten, four have an expression; the last
/// three of thirty are a dynamic panel with its two questions, and have none.
#[must_use]
pub fn survey(questions: usize) -> Value {
    let all: Vec<usize> = (0..questions).collect();
    let pages: Vec<Value> = all
        .chunks(PAGE)
        .enumerate()
        .map(|(index, chunk)| {
            let own = chunk.iter().filter(|index| !is_inside(**index));
            let elements: Vec<Value> = own.map(|index| question(*index)).collect();
            json!({"name": format!("page{index}"), "title": "A page", "elements": elements})
        })
        .collect();
    json!({"title": {"default": "A survey", "sv": "En undersökning"}, "pages": pages})
}

/// Whether a question is one of the dynamic panel before it.
const fn is_inside(index: usize) -> bool {
    index % 30 > 27
}

/// The question that stands `back` before this one.
fn name(index: usize, back: usize) -> String {
    format!("question{}", index.saturating_sub(back))
}

fn question(index: usize) -> Value {
    let own = name(index, 0);
    let mut question = match index % 10 {
        0 => json!({"type": "text", "maxLength": 200}),
        1 => json!({"type": "text", "inputType": "number", "min": 0, "max": 1000, "validators": [
            {"type": "expression", "expression": format!("{{{own}}} < 900"), "text": "Too many"},
        ]}),
        2 => json!({"type": "radiogroup", "choices": choices(5)}),
        3 => json!({"type": "checkbox", "choices": choices(6), "showOtherItem": true}),
        4 => json!({"type": "dropdown", "choices": choices(12), "visibleIf":
            format!("{{{}}} = 'b' or {{{}}} contains 'c'", name(index, 2), name(index, 1))}),
        5 => json!({"type": "rating", "rateMax": 10}),
        6 => json!({"type": "boolean"}),
        7 if index % 30 == 27 => json!({"type": "paneldynamic", "templateElements": [
            {"type": "text", "name": "who"},
            {"type": "text", "name": "years", "inputType": "number"},
        ]}),
        7 => json!({"type": "comment", "requiredIf":
            format!("{{{}}} <= 6 and {{{}}} notempty", name(index, 2), name(index, 7))}),
        8 => json!({"type": "matrix", "columns": ["x", "y", "z"], "rows": choices(3)}),
        _ => json!({"type": "expression", "expression":
            format!("iif({{{}}} > 10, {{{0}}} * 2 + {{{1}}}, 0)", name(index, 8), name(index, 4))}),
    };
    if let Some(members) = question.as_object_mut() {
        members.insert("name".to_owned(), own.into());
        members.insert("title".to_owned(), format!("What about the {index}th?").into());
    }
    question
}

fn choices(count: usize) -> Vec<Value> {
    let letters = 'a'..='z';
    let choice =
        |letter: char| json!({"value": letter.to_string(), "text": format!("Choice {letter}")});
    letters.take(count).map(choice).collect()
}

/// Answers to all of them that are in sight.
#[must_use]
pub fn answers(questions: usize) -> Map<String, Value> {
    let asked = (0..questions).filter(|index| !is_inside(*index));
    asked.filter_map(|index| Some((name(index, 0), answer(index)?))).collect()
}

fn answer(index: usize) -> Option<Value> {
    Some(match index % 10 {
        0 => json!("A few words"),
        1 => json!(index % 900),
        2 => json!("b"),
        3 => json!(["a", "c"]),
        4 => json!("k"),
        5 => json!(index % 10 + 1),
        6 => json!(true),
        7 if index % 30 == 27 => {
            json!([{"who": "Anna", "years": 40}, {"who": "Bo", "years": 4}])
        }
        7 => json!("Some more words than a few"),
        8 => json!({"a": "x", "b": "y", "c": "z"}),
        _ => return None,
    })
}
