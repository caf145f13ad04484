//! What a definition comes to.

use serde_json::json;

use super::*;
use crate::model::{Order, QuestionKind, TitleDisplay};

fn keys(choices: &crate::model::Choices) -> Vec<&str> {
    choices.as_slice().iter().map(|choice| &*choice.key).collect()
}

#[test]
fn what_is_no_definition_is_none() {
    for json in [json!(null), json!([]), json!({}), json!({ "pages": 1 }), json!({ "pages": [] })] {
        assert_eq!(Definition::load(&json), None, "{json}");
    }
    let odd = json!({ "pages": [1, { "elements": [1, {}, { "type": "text" }] }], "nordsvar": [] });
    let loaded = Definition::load(&odd).unwrap();
    assert_eq!(loaded.pages.len(), 2);
    assert_eq!(loaded.questions().count(), 1);
}

#[test]
fn defaults_are_those_of_surveyjs() {
    let types = [
        "text",
        "comment",
        "multipletext",
        "radiogroup",
        "checkbox",
        "dropdown",
        "tagbox",
        "buttongroup",
        "boolean",
        "rating",
        "ranking",
        "slider",
        "imagepicker",
        "matrix",
        "matrixdropdown",
        "matrixdynamic",
        "paneldynamic",
        "file",
        "signaturepad",
        "html",
        "image",
        "expression",
    ];
    let elements: Vec<_> = types.iter().map(|word| json!({ "type": word, "name": word })).collect();
    let definition = Definition::load(&json!({ "pages": [{ "elements": elements }] })).unwrap();
    assert_eq!(definition.questions().count(), types.len());
    assert_eq!(&*definition.pages.first().unwrap().name, "page1");
    let kind = |name| &definition.question(name).unwrap().kind;
    let QuestionKind::Rating(rating) = kind("rating") else { panic!() };
    assert_eq!(keys(&rating.scale), ["1", "2", "3", "4", "5"]);
    let QuestionKind::MatrixDynamic(matrix) = kind("matrixdynamic") else { panic!() };
    assert_eq!((matrix.repeats.count, matrix.repeats.min, matrix.repeats.max), (2, 0, 1000));
    let QuestionKind::PanelDynamic(panel) = kind("paneldynamic") else { panic!() };
    assert_eq!((panel.repeats.count, panel.repeats.min, panel.repeats.max), (0, 0, 100));
}

#[test]
fn what_holds_for_more_than_one() {
    let definition = Definition::load(&json!({
        "maxTextLength": 7,
        "questionOrder": "random",
        "pages": [{
            "questionTitleLocation": "hidden",
            "elements": [
                { "type": "text", "name": "a" },
                { "type": "text", "name": "b", "maxLength": 0, "titleLocation": "top" },
                { "type": "dropdown", "name": "c", "choices": ["x"], "choicesMin": 1,
                  "choicesMax": 5, "choicesStep": 2 },
                { "type": "matrixdynamic", "name": "d", "choices": [1, 2], "columns": [
                    { "name": "e" },
                    { "name": "f", "cellType": "checkbox", "choices": [3] },
                    { "name": "g", "cellType": "text" },
                ] },
            ],
        }],
    }))
    .unwrap();
    assert_eq!(definition.settings.order, Order::Random);
    let question = |name| definition.question(name).unwrap();
    let text = |name| {
        let QuestionKind::Text(text) = &question(name).kind else { panic!("{name}") };
        text.max_units
    };
    assert_eq!((text("a"), text("b")), (Some(7), None));
    assert_eq!(question("a").title_display, TitleDisplay::Hidden);
    assert_eq!(question("b").title_display, TitleDisplay::Shown);
    let QuestionKind::Dropdown(dropdown) = &question("c").kind else { panic!() };
    assert_eq!(keys(&dropdown.options.choices), ["x", "1", "3", "5"]);
    let QuestionKind::MatrixDynamic(matrix) = &question("d").kind else { panic!() };
    let cell = |index: usize| &matrix.columns.get(index).unwrap().question.kind;
    let QuestionKind::Dropdown(inherited) = cell(0) else { panic!() };
    assert_eq!(keys(&inherited.options.choices), ["1", "2"]);
    let QuestionKind::Checkbox(own) = cell(1) else { panic!() };
    assert_eq!(keys(&own.options.choices), ["3"]);
    assert!(matches!(cell(2), QuestionKind::Text(_)));
}
