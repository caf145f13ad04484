//! The survey's first question, as it is asked in a mail already.

use serde::{Deserialize, Serialize};
use survey::model::{
    Boolean, BooleanOrder, Choices, Definition, Element, Options, OptionsOrder, Order, Question,
    QuestionKind, Rating, RatingLook, Sensitivity,
};
use survey::{Locale, LocalizedText};

use crate::plain::plain_line;

/// A question whose choices are links.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FirstQuestion {
    /// Its name in the survey, which a link names.
    pub name: String,
    /// What is asked.
    pub title: String,
    /// What the choices look like.
    pub look: Look,
    /// The choices, in their order.
    pub choices: Vec<Asked>,
    /// What the first choice means; may be empty.
    pub low: String,
    /// What the last choice means; may be empty.
    pub high: String,
}

/// A choice.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Its value as it stands in a form field, which a link names.
    pub value: String,
    /// What is read; empty for our own words.
    pub label: String,
}

/// What choices look like.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Their numbers beside each other, as from 0 to 10.
    Numbers,
    /// Stars.
    Stars,
    /// Five faces, from sad to happy.
    Smileys,
    /// Thumbs up and down.
    Thumbs,
    /// One line each.
    Reasons,
}

/// From 0 to 10.
const MAX_SCALE: usize = 11;
const MAX_STARS: usize = 10;
const FACES: usize = 5;
const MAX_REASONS: usize = 10;
/// How long what stands on a narrow tile may be.
const MAX_TILE_CHARS: usize = 4;
const MAX_TITLE_CHARS: usize = 300;
const MAX_LABEL_CHARS: usize = 80;
/// Longer values make the mail's links too long.
const MAX_VALUE_BYTES: usize = 100;

impl FirstQuestion {
    /// The first question of a survey in a language, where a mail can ask it: everybody is asked
    /// it, and in this form; it has one answer, of few; and it asks for nothing personal, for what
    /// is chosen stands in an address.
    #[must_use]
    pub fn of(definition: &Definition, locale: &Locale) -> Option<Self> {
        if definition.settings.read_only || definition.settings.order == Order::Random {
            return None;
        }
        let mut pages = definition.pages.iter().skip(usize::from(definition.settings.start_page));
        let question = pages.find_map(|page| {
            let plain = page.visible
                && page.visible_if.is_none()
                && page.enable_if.is_none()
                && !page.read_only
                && page.order != Order::Random;
            if plain { first(&page.elements) } else { Some(Found::Unfit) }
        });
        match question? {
            Found::Question(question) => asked(question, locale),
            Found::Unfit => None,
        }
    }
}

/// What the first element that asks something is.
enum Found<'a> {
    Question(&'a Question),
    /// It depends on something.
    Unfit,
}

fn first(elements: &[Element]) -> Option<Found<'_>> {
    elements.iter().find_map(|element| match element {
        Element::Question(question) => {
            let asks_nothing = matches!(
                question.kind,
                QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_)
            );
            let found = if is_plain(question) { Found::Question(question) } else { Found::Unfit };
            (!asks_nothing).then_some(found)
        }
        Element::Panel(panel) => {
            let plain = panel.visible
                && panel.visible_if.is_none()
                && panel.enable_if.is_none()
                && !panel.read_only
                && panel.order != Order::Random;
            if plain { first(&panel.elements) } else { Some(Found::Unfit) }
        }
    })
}

fn is_plain(question: &Question) -> bool {
    question.visible
        && question.visible_if.is_none()
        && question.enable_if.is_none()
        && !question.read_only
        && question.sensitivity == Sensitivity::Ordinary
        && question.name.len() <= MAX_VALUE_BYTES
}

fn asked(question: &Question, locale: &Locale) -> Option<FirstQuestion> {
    let (look, choices, ends) = match &question.kind {
        QuestionKind::Rating(rating) => of_rating(rating, locale)?,
        QuestionKind::Boolean(boolean) => {
            (Look::Thumbs, thumbs(boolean, locale)?, [const { None }; 2])
        }
        QuestionKind::Radiogroup(of) => {
            (Look::Reasons, reasons(&of.options, locale)?, [const { None }; 2])
        }
        QuestionKind::Buttongroup(of) => {
            (Look::Reasons, reasons(&of.options, locale)?, [const { None }; 2])
        }
        QuestionKind::Dropdown(of) => {
            (Look::Reasons, reasons(&of.options, locale)?, [const { None }; 2])
        }
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Checkbox(_)
        | QuestionKind::Tagbox(_)
        | QuestionKind::Ranking(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => return None,
    };
    let title = question.title.pick_some(locale).unwrap_or(&question.name);
    let [low, high] = ends.map(Option::unwrap_or_default);
    let fits = choices.iter().all(|choice: &Asked| choice.value.len() <= MAX_VALUE_BYTES);
    // What is piped in is not known yet.
    (fits && !title.contains('{')).then(|| FirstQuestion {
        name: question.name.to_string(),
        title: plain_line(title, MAX_TITLE_CHARS),
        look,
        choices,
        low,
        high,
    })
}

type Shown = (Look, Vec<Asked>, [Option<String>; 2]);

fn of_rating(rating: &Rating, locale: &Locale) -> Option<Shown> {
    let choices = listed(&rating.scale, locale)?;
    let short = choices.iter().all(|one| one.label.chars().nth(MAX_TILE_CHARS).is_none());
    let count = choices.len();
    let look = match rating.look {
        RatingLook::Stars if count <= MAX_STARS => Look::Stars,
        RatingLook::Smileys if count == FACES => Look::Smileys,
        RatingLook::Labels | RatingLook::Stars | RatingLook::Smileys if short => Look::Numbers,
        RatingLook::Labels | RatingLook::Stars | RatingLook::Smileys => Look::Reasons,
    };
    let fits = match look {
        Look::Numbers => count <= MAX_SCALE,
        Look::Stars | Look::Smileys | Look::Thumbs => true,
        Look::Reasons => count <= MAX_REASONS,
    };
    let end = |text: &LocalizedText| Some(line(text, locale)).filter(|text| !text.is_empty());
    (fits && count > 1)
        .then(|| (look, choices, [end(&rating.min_description), end(&rating.max_description)]))
}

fn thumbs(boolean: &Boolean, locale: &Locale) -> Option<Vec<Asked>> {
    let yes = (&boolean.value_true, &boolean.label_true);
    let no = (&boolean.value_false, &boolean.label_false);
    // Up is yes, wherever it stands.
    if boolean.order == BooleanOrder::FalseFirst {
        return None;
    }
    let asked = [yes, no]
        .map(|(value, label)| Asked { value: value.to_string(), label: line(label, locale) });
    asked.iter().all(|one| !one.label.contains('{')).then(|| asked.into())
}

fn reasons(options: &Options, locale: &Locale) -> Option<Vec<Asked>> {
    let plain = options.carried.is_none()
        && options.visible_if.is_none()
        && options.enable_if.is_none()
        && options.special.is_empty()
        && options.order == OptionsOrder::Initial;
    let choices = if plain { listed(&options.choices, locale)? } else { Vec::new() };
    (2..=MAX_REASONS).contains(&choices.len()).then_some(choices)
}

/// Choices that are there for everybody.
fn listed(choices: &Choices, locale: &Locale) -> Option<Vec<Asked>> {
    let choice = |choice: &survey::model::Choice| {
        let label = plain_line(choice.label(locale), MAX_LABEL_CHARS);
        let plain = choice.visible_if.is_none() && choice.enable_if.is_none();
        (plain && !label.contains('{') && !label.is_empty())
            .then(|| Asked { value: choice.key.to_string(), label })
    };
    choices.as_slice().iter().map(choice).collect()
}

fn line(text: &LocalizedText, locale: &Locale) -> String {
    plain_line(text.pick(locale), MAX_LABEL_CHARS)
}

#[cfg(test)]
mod tests;
