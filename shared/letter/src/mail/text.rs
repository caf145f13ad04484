//! The part for programs that show text.

use survey::filled;

use super::Letter;
use crate::ours::{Words, why};
use crate::question::FirstQuestion;

/// So many choices have a link each; more would be a wall of addresses.
const MAX_LINKS: usize = 5;

/// The text, in lines that end in CRLF.
pub(super) fn of(letter: &Letter<'_>, words: &Words) -> String {
    let texts = letter.texts;
    let mut blocks = texts.body.clone();
    if let Some(question) = letter.question {
        blocks.push(asked(letter, question, words));
    }
    let few = letter.question.is_some_and(|question| question.choices.len() <= MAX_LINKS);
    if few {
        blocks.push(words.choose.clone());
    } else {
        blocks.push([&*texts.button, ":\r\n", letter.link.as_str()].concat());
    }
    blocks.push(texts.sign_off.clone());
    blocks.push("--".to_owned());
    blocks.push(texts.footer.clone());
    blocks.push(foot(letter, words).join("\r\n"));
    blocks.push([&*words.unsubscribe, ":\r\n", letter.unsubscribe.as_str()].concat());
    if let Some(privacy) = letter.privacy {
        blocks.push([&*words.privacy, ":\r\n", privacy.as_str()].concat());
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\r\n\r\n") + "\r\n"
}

/// Why somebody gets it, who sends it, and that answers are linked where they are.
pub(super) fn foot(letter: &Letter<'_>, words: &Words) -> Vec<String> {
    let values = [("company", &*letter.texts.company), ("operator", letter.operator)];
    let mut lines = vec![
        filled(&why(letter.occasion, &letter.texts.language), &values),
        filled(&words.sent_by, &values),
    ];
    if letter.linked {
        lines.push(filled(&words.linked, &values));
    }
    lines
}

/// The question, with its choices.
fn asked(letter: &Letter<'_>, question: &FirstQuestion, words: &Words) -> String {
    let mut lines = vec![question.title.clone()];
    let names = super::row::names(question, words);
    if question.choices.len() <= MAX_LINKS {
        for (choice, name) in question.choices.iter().zip(names) {
            let link = letter.link.choosing(&question.name, &choice.value);
            lines.push([&*name, ":\r\n  ", &link].concat());
        }
    } else {
        let labels: Vec<_> = question.choices.iter().map(|choice| &*choice.label).collect();
        lines.push(labels.join("  "));
        lines.extend(super::row::ends(question));
    }
    lines.join("\r\n")
}
