//! What respondents see, as members of a state.

use serde_json::{Map, Value, json};
use survey::model::{Choice, Order, QuestionKind};
use survey::{Interview, Part, Sight};

use super::add;

/// Adds the questions and the titles of what is around them.
pub(crate) fn describe(interview: &Interview<'_>, state: &mut Map<String, Value>) {
    let mut seen = Seen { questions: Map::new(), panels: Map::new() };
    for page in interview.pages() {
        seen.add(&page);
    }
    add(state, "questions", seen.questions);
    add(state, "panels", seen.panels);
}

struct Seen {
    questions: Map<String, Value>,
    panels: Map<String, Value>,
}

impl Seen {
    fn add(&mut self, sight: &Sight<'_, '_>) {
        match sight.part() {
            Part::Question(_) => drop(self.questions.insert(sight.path(), question(sight))),
            Part::Page(group) | Part::Panel(group) => {
                if !group.title.is_empty() && !group.name.is_empty() {
                    self.panels.insert(sight.path(), json!(sight.title()));
                }
            }
            Part::Entry(_) => {
                let title = sight.title();
                if !title.is_empty() {
                    self.panels.insert(sight.path(), json!(title));
                }
            }
            Part::Row(_) | Part::Whole => {}
        }
        for child in sight.children() {
            self.add(&child);
        }
    }
}

fn question(sight: &Sight<'_, '_>) -> Value {
    let question = sight.question().unwrap();
    let mut said = Map::new();
    let mut say = |name: &str, value: Value| drop(said.insert(name.to_owned(), value));
    let title = sight.title();
    let html = matches!(question.kind, QuestionKind::Html(_));
    if title != *question.name && !html {
        say("title", json!(title));
    }
    if !question.description.is_empty() {
        say("description", json!(sight.description()));
    }
    if sight.is_required() {
        say("required", json!(true));
    }
    let shown = matches!(
        question.kind,
        QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_)
    );
    if sight.is_read_only() && !shown {
        say("readOnly", json!(true));
    }
    if let Some(number) = sight.number() {
        say("number", json!(number));
    }
    if let QuestionKind::Html(html) = &question.kind {
        say("html", json!(sight.markup(&html.html)));
    }
    if let QuestionKind::Image(image) = &question.kind {
        say("image", json!(sight.text(&image.link)));
    }
    if matches!(question.kind, QuestionKind::Expression(_)) && sight.value().is_some() {
        say("display", json!(sight.display()));
    }
    items(sight, &mut said);
    Value::Object(said)
}

/// Choices, steps, rows and columns.
fn items(sight: &Sight<'_, '_>, said: &mut Map<String, Value>) {
    if sight.has_offers() {
        let offers = sight.offers();
        let mut choices: Vec<Value> = offers.iter().map(|offer| offer.value.clone()).collect();
        if sight.is_shuffled() {
            choices.sort_by_key(Value::to_string);
        }
        said.insert("choices".to_owned(), Value::Array(choices));
        let disabled = offers.iter().filter(|offer| !offer.enabled).map(|offer| &offer.value);
        let disabled: Vec<Value> = disabled.cloned().collect();
        if !disabled.is_empty() {
            said.insert("disabled".to_owned(), Value::Array(disabled));
        }
        let varying = offers.iter().filter(|offer| offer.varies);
        add(said, "texts", varying.map(|offer| (offer.key.clone(), json!(offer.text))).collect());
    }
    let kind = &sight.question().unwrap().kind;
    if let QuestionKind::Matrix(matrix) = kind {
        choices(sight, &sight.rows(), ("rows", "rowTexts"), matrix.order, said);
        choices(sight, &sight.columns(), ("columns", "columnTexts"), Order::Initial, said);
    }
    if let QuestionKind::MatrixDropdown(matrix) = kind {
        choices(sight, &sight.rows(), ("rows", "rowTexts"), matrix.order, said);
    }
    let totals = sight.totals();
    let totals = totals.into_iter().map(|(name, text)| (name.to_owned(), json!(text)));
    add(said, "totals", totals.collect());
}

fn choices(
    sight: &Sight<'_, '_>,
    list: &[&Choice],
    (name, texts): (&str, &str),
    order: Order,
    said: &mut Map<String, Value>,
) {
    let mut values: Vec<Value> = list.iter().map(|choice| choice.value.to_json()).collect();
    if order == Order::Random {
        values.sort_by_key(Value::to_string);
    }
    said.insert(name.to_owned(), Value::Array(values));
    let varying = list.iter().filter(|choice| choice.text.varies());
    let varying = varying.map(|choice| (choice.key.to_string(), json!(sight.choice_text(choice))));
    add(said, texts, varying.collect());
}
