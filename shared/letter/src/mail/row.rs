//! The choices of a question, as a row of links.

use maud::{Markup, html};
use survey::filled;

use super::Letter;
use super::look::{Ink, Style};
use crate::ours::Words;
use crate::question::{FirstQuestion, Look};

/// Faces, from sad to happy: they stand in every mail program's own font.
const FACES: [&str; 5] = ["😞", "🙁", "😐", "🙂", "😀"];

/// What each choice is called, for those who hear it and for those who read text.
pub(super) fn names(question: &FirstQuestion, words: &Words) -> Vec<String> {
    let count = question.choices.len().to_string();
    let label = |at: usize| question.choices.get(at).map_or("", |choice| &*choice.label);
    let last = question.choices.len().saturating_sub(1);
    let name = |at: usize| match question.look {
        Look::Numbers => {
            let ends = [("value", label(at)), ("low", label(0)), ("high", label(last))];
            filled(&words.scale, &ends)
        }
        Look::Stars => {
            filled(&words.stars, &[("value", &*(at + 1).to_string()), ("count", &count)])
        }
        Look::Smileys => words.faces.split('|').nth(at).unwrap_or_default().to_owned(),
        Look::Thumbs if label(at).is_empty() => {
            if at == 0 {
                words.yes.clone()
            } else {
                words.no.clone()
            }
        }
        Look::Thumbs | Look::Reasons => label(at).to_owned(),
    };
    (0..question.choices.len()).map(name).collect()
}

/// What the ends mean, for those who see numbers alone.
pub(super) fn ends(question: &FirstQuestion) -> Option<String> {
    let value = |at: usize| question.choices.get(at).map(|choice| choice.label.as_str());
    let last = question.choices.len().checked_sub(1)?;
    let end = |at: usize, meaning: &str| {
        (!meaning.is_empty()).then(|| [value(at).unwrap_or_default(), " = ", meaning].concat())
    };
    let ends: Vec<_> =
        [end(0, &question.low), end(last, &question.high)].into_iter().flatten().collect();
    (!ends.is_empty()).then(|| ends.join("\u{a0}\u{a0} "))
}

/// The question and its choices.
pub(super) fn of(letter: &Letter<'_>, question: &FirstQuestion, words: &Words) -> Markup {
    let style = Style::of(letter);
    let names = names(question, words);
    let choices: Vec<_> = question.choices.iter().zip(&names).enumerate().collect();
    html! {
        h2.t style=(style.title()) { (question.title) }
        div style="margin:0 0 4px" {
            @for (at, (choice, name)) in choices {
                a.b.i href=(letter.link.choosing(&question.name, &choice.value))
                    aria-label=[is_shown_otherwise(question.look).then_some(name)]
                    title=[is_shown_otherwise(question.look).then_some(name)]
                    style=(style.choice(question.look)) {
                    (seen(question, at, name))
                }
                " "
            }
        }
        @if let Some(ends) = ends(question) {
            p.q style=(style.paragraph(Ink::Quiet)) { (ends) }
        }
        p.q style=(style.paragraph(Ink::Quiet)) { (words.choose) }
    }
}

/// Whether what is seen says less than the choice's name.
const fn is_shown_otherwise(look: Look) -> bool {
    match look {
        Look::Numbers | Look::Stars | Look::Smileys => true,
        Look::Thumbs | Look::Reasons => false,
    }
}

fn seen(question: &FirstQuestion, at: usize, name: &str) -> Markup {
    let label = question.choices.get(at).map_or("", |choice| &*choice.label);
    match question.look {
        Look::Numbers => html! { (label) },
        // The number stands there for whoever hears no name but what is written.
        Look::Stars => html! { (at + 1) "\u{a0}★" },
        Look::Smileys => html! { (FACES.get(at).copied().unwrap_or_default()) },
        Look::Thumbs => html! { @if at == 0 { "👍" } @else { "👎" } "\u{a0}" (name) },
        Look::Reasons => html! { (name) },
    }
}
