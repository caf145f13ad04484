//! Answers as people read them.

use maud::{Markup, html};
use serde_json::{Map, Value};
use survey::model::{Input, QuestionKind, Text};
use survey::{FileNamed, Interview, Number, Part, Sight};

use super::{FILE_FIELD, FORM};

use crate::words::{Voice, Word};

/// What was asked, and what was answered.
pub(crate) fn answers(interview: &Interview<'_>, voice: &Voice) -> Markup {
    let mut asked = Vec::new();
    for page in interview.pages() {
        collect(page, &mut asked);
    }
    html! {
        dl.answers {
            @for at in asked {
                dt { (at.title()) }
                dd { (answer(at, voice)) }
            }
        }
    }
}

/// The questions that can have an answer, in the order in which they are asked. Those in rows and
/// entries stand in the answer of what holds them.
fn collect<'i, 'd>(group: Sight<'i, 'd>, asked: &mut Vec<Sight<'i, 'd>>) {
    for at in group.children() {
        match at.part() {
            Part::Question(question) => {
                if !matches!(question.kind, QuestionKind::Html(_) | QuestionKind::Image(_)) {
                    asked.push(at);
                }
            }
            Part::Page(_) | Part::Panel(_) => collect(at, asked),
            Part::Entry(_) | Part::Row(_) | Part::Whole => {}
        }
    }
}

fn answer(at: Sight<'_, '_>, voice: &Voice) -> Markup {
    let comment = at.comment();
    let Some(value) = at.value() else {
        return html! {
            @match comment {
                Some(comment) => (comment),
                None => span.description { (voice.own(voice.word(Word::NO_ANSWER))) },
            }
        };
    };
    let kind = at.question().map(|question| &question.kind);
    let shown = if let Some(QuestionKind::File(_)) = kind {
        files(value.as_array().map_or(&[], Vec::as_slice), voice)
    } else if let (Some(QuestionKind::Signature(_)), Some(drawn)) = (kind, value.as_str()) {
        html! { img src=(drawn) alt=(at.title()); }
    } else if let (Some(QuestionKind::Text(Text { input: Input::Moment(_), .. })), Some(moment)) =
        (kind, value.as_str())
    {
        html! { (voice.moment(moment)) }
    } else {
        readable(&at.shown(), &names(at), voice)
    };
    // A text of the respondent's own stands for the choice "other".
    let beside = comment.filter(|comment| at.shown().as_str().is_none_or(|s| !s.contains(comment)));
    html! { (shown) @if let Some(comment) = beside { br; (comment) } }
}

/// What rows and columns are called, in the order in which they are asked.
fn names(at: Sight<'_, '_>) -> Vec<String> {
    let rows = at.rows().into_iter().map(|row| at.choice_text(row));
    let columns = at.cells().into_iter().map(|column| at.text(&column.question.title));
    let inner = at.children().flat_map(|record| record.children()).map(|inner| inner.title());
    rows.chain(columns).chain(inner).collect()
}

/// Files with their sizes; those that are kept apart can be had by a button of the page's form.
fn files(files: &[Value], voice: &Voice) -> Markup {
    html! {
        ul {
            @for file in files {
                li {
                    @match FileNamed::from_json("", file) {
                        Some(kept) => {
                            button form=(FORM) name=(FILE_FIELD) value=(kept.id) {
                                (download(&kept.name, voice))
                            }
                            " (" (voice.size(kept.bytes)) ")"
                        }
                        None => {
                            bdi { (name(file)) }
                            " (" (voice.size(size(file))) ")"
                        }
                    }
                }
            }
        }
    }
}

/// What a button says that brings a file.
fn download(name: &str, voice: &Voice) -> Markup {
    let (before, after) = voice.around(Word::DOWNLOAD_FILE, "{name}");
    html! { (voice.own(before)) bdi { (name) } (voice.own(after)) }
}

fn name(file: &Value) -> &str {
    file.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// Whether these are files, as they stand in the answers of rows and entries.
fn are_files(items: &[Value]) -> bool {
    items.iter().all(|item| {
        let member = |name| item.get(name).and_then(Value::as_str);
        member("content").zip(member("name")).zip(member("type")).is_some()
    })
}

/// How many bytes a file has that is kept as a `data:` address.
fn size(file: &Value) -> u32 {
    let content = file.get("content").and_then(Value::as_str).unwrap_or_default();
    let base64 = content.split_once(',').map_or("", |(_, base64)| base64).trim_end_matches('=');
    u32::try_from(base64.len() / 4 * 3 + (base64.len() % 4).saturating_sub(1)).unwrap_or(u32::MAX)
}

/// What respondents read for an answer: texts, lists of them, and tables.
fn readable(value: &Value, order: &[String], voice: &Voice) -> Markup {
    match value {
        Value::Null => html! {},
        Value::Bool(yes) => {
            html! { (voice.own(voice.word(if *yes { Word::YES } else { Word::NO }))) }
        }
        Value::Number(number) => {
            let number = number.as_f64().and_then(Number::new);
            html! { (number.map(|number| voice.number(number)).unwrap_or_default()) }
        }
        Value::String(text) => html! { (text) },
        Value::Array(items) if !items.is_empty() && are_files(items) => files(items, voice),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let rows = items.iter().filter_map(Value::as_object);
            table(&rows.map(|row| (None, row)).collect::<Vec<_>>(), order, voice)
        }
        Value::Array(items) => html! {
            @for (index, item) in items.iter().enumerate() {
                @if index > 0 { ", " }
                (readable(item, order, voice))
            }
        },
        Value::Object(members) if members.values().all(Value::is_object) => {
            let rows = in_order(members.keys(), order);
            let rows = rows.into_iter().filter_map(|name| {
                Some((Some(name), members.get(name).and_then(Value::as_object)?))
            });
            table(&rows.collect::<Vec<_>>(), order, voice)
        }
        Value::Object(members) => html! {
            table {
                tbody {
                    @for name in in_order(members.keys(), order) {
                        tr {
                            th scope="row" { (name) }
                            td {
                                @if let Some(value) = members.get(name) {
                                    (readable(value, order, voice))
                                }
                            }
                        }
                    }
                }
            }
        },
    }
}

/// Names, each once: those of `order` first, and as they stand there.
fn in_order<'a>(names: impl Iterator<Item = &'a String>, order: &[String]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&&**name) {
            found.push(name);
        }
    }
    let place = |name: &&str| order.iter().position(|known| known == name);
    let (mut known, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|name| place(name).is_some());
    known.sort_by_key(place);
    known.extend(others);
    known
}

/// Rows, with a name or without, of named cells.
fn table(rows: &[(Option<&str>, &Map<String, Value>)], order: &[String], voice: &Voice) -> Markup {
    let columns = in_order(rows.iter().flat_map(|(_, cells)| cells.keys()), order);
    let named = rows.iter().any(|(name, _)| name.is_some());
    html! {
        div.wide {
            table {
                thead {
                    tr {
                        @if named { td {} }
                        @for column in &columns { th scope="col" { (column) } }
                    }
                }
                tbody {
                    @for (name, cells) in rows {
                        tr {
                            @if named { th scope="row" { (name.unwrap_or_default()) } }
                            @for column in &columns {
                                td {
                                    @if let Some(value) = cells.get(*column) {
                                        (readable(value, order, voice))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
