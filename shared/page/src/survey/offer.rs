//! What a question offers to choose from.

use maud::{Markup, html};
use survey::json_text;
use survey::model::{Choice, Choices, Element, Options, Question, QuestionKind, Special};

use super::question::QuestionView;
use super::view::View;
use crate::words::Word;

/// A choice as the page shows it.
pub(crate) struct Offer<'a> {
    /// The value as it stands in a form field.
    pub(crate) key: String,
    /// The value's JSON text.
    pub(crate) json: String,
    pub(crate) label: String,
    /// Whether the label is our own.
    pub(crate) ours: bool,
    /// The choice of the definition, if it is one.
    pub(crate) choice: Option<&'a Choice>,
    /// Whether it is offered only if it applies.
    pub(crate) conditional: bool,
    /// Whether a text goes with it.
    pub(crate) other: bool,
}

impl<'a> Offer<'a> {
    fn of_choice(of: &QuestionView<'a, '_>, choice: &'a Choice) -> Self {
        Self {
            key: choice.key.to_string(),
            json: json_text(&choice.value.to_json()),
            label: of.text(&choice.text).unwrap_or_else(|| choice.key.to_string()),
            ours: false,
            choice: Some(choice),
            conditional: depends(of, choice),
            other: false,
        }
    }

    /// The label, marked with its language where that is not the page's.
    pub(crate) fn shown(&self, view: &View<'_>) -> Markup {
        if self.ours {
            view.voice.own(&self.label)
        } else {
            html! { (self.label) }
        }
    }
}

/// Whether a choice is offered only if it applies.
fn depends(of: &QuestionView<'_, '_>, choice: &Choice) -> bool {
    let mut own = choice.visible_if.iter().chain(&choice.enable_if);
    own.any(|condition| of.at.is_none() || of.view.reach.touches(condition))
}

/// Choices, rows or columns: those that are in sight in their order, then all others.
pub(crate) fn plain<'a>(
    of: &QuestionView<'a, '_>,
    choices: &'a Choices,
    in_sight: &[&Choice],
) -> Vec<Offer<'a>> {
    let all = choices.as_slice();
    let find = |key: &str| all.iter().find(|choice| *choice.key == *key);
    let shown = in_sight.iter().filter_map(|choice| find(&choice.key));
    let hidden = all.iter().filter(|choice| !in_sight.iter().any(|seen| seen.key == choice.key));
    shown.chain(hidden).map(|choice| Offer::of_choice(of, choice)).collect()
}

/// All that can come to be offered: what is, then the other choices, or those of the question they
/// are taken over from, then SurveyJS's own.
pub(crate) fn offers<'a>(of: &QuestionView<'a, '_>, options: &'a Options) -> Vec<Offer<'a>> {
    let stock = source(of.view, options).as_slice();
    let reach = &of.view.reach;
    let own = options.visible_if.iter().chain(&options.enable_if);
    let maybe = options.carried.as_ref().is_some_and(|from| reach.reaches(&from.question))
        || own.into_iter().any(|condition| of.at.is_none() || reach.touches(condition));
    let mut all = Vec::new();
    let mut special = Vec::new();
    for offered in of.at.map(|at| at.offers()).unwrap_or_default() {
        let choice = stock.iter().find(|choice| *choice.key == *offered.key);
        let offer = Offer {
            json: json_text(&offered.value),
            ours: offered.special.is_some() && !offered.named,
            label: match offered.special {
                Some(special) if !offered.named => word_of(of.view, special).to_owned(),
                Some(_) | None => offered.text,
            },
            choice,
            conditional: offered.special.is_none()
                && (maybe || choice.is_some_and(|choice| depends(of, choice))),
            other: offered.special == Some(Special::Other),
            key: offered.key,
        };
        if offered.special.is_some() { special.push(offer) } else { all.push(offer) }
    }
    let unseen = |choice: &&Choice| !all.iter().any(|offer: &Offer<'_>| *offer.key == *choice.key);
    // What is out of sight and cannot come into it is not there.
    let open = |choice: &&Choice| of.at.is_none() || maybe || depends(of, choice);
    let rest: Vec<_> = stock.iter().filter(unseen).filter(open).collect();
    all.extend(rest.into_iter().map(|choice| {
        let offer = Offer::of_choice(of, choice);
        Offer { conditional: offer.conditional || maybe, ..offer }
    }));
    if of.at.is_none() {
        special.extend(options.special.iter().map(|own| special_of(of, own.special, &own.text)));
    }
    all.extend(special);
    all
}

fn special_of<'a>(
    of: &QuestionView<'a, '_>,
    special: Special,
    text: &survey::LocalizedText,
) -> Offer<'a> {
    let key = match special {
        Special::Other => "other",
        Special::None => "none",
        Special::Refused => "refused",
        Special::DontKnow => "dontknow",
    };
    let own = of.text(text);
    let ours = own.is_none();
    let label = own.unwrap_or_else(|| word_of(of.view, special).to_owned());
    let json = ["\"", key, "\""].concat();
    let other = special == Special::Other;
    Offer { key: key.to_owned(), json, label, ours, choice: None, conditional: false, other }
}

fn word_of(view: &View<'_>, special: Special) -> &'static str {
    view.voice.word(match special {
        Special::Other => Word::OTHER,
        Special::None => Word::NONE,
        Special::Refused => Word::REFUSED,
        Special::DontKnow => Word::DONT_KNOW,
    })
}

/// The choices of the definition, or those of the question they are taken over from.
fn source<'a>(view: &View<'a>, options: &'a Options) -> &'a Choices {
    let mut options = options;
    // A question takes over from another, and that from a third; a circle ends here too.
    for _ in 0..16 {
        let Some(carried) = &options.carried else { break };
        let mut pages = view.definition.pages.iter();
        let found = pages.find_map(|page| find(&page.elements, &carried.question));
        match found.and_then(options_of) {
            Some(others) => options = others,
            None => break,
        }
    }
    &options.choices
}

fn find<'a>(elements: &'a [Element], name: &str) -> Option<&'a Question> {
    elements.iter().find_map(|element| match element {
        Element::Question(question) => (*question.name == *name).then_some(&**question),
        Element::Panel(panel) => find(&panel.elements, name),
    })
}

/// What a question of several choices offers.
pub(crate) const fn options_of(question: &Question) -> Option<&Options> {
    match &question.kind {
        QuestionKind::Radiogroup(radio) => Some(&radio.options),
        QuestionKind::Checkbox(checkbox) => Some(&checkbox.options),
        QuestionKind::Dropdown(dropdown) => Some(&dropdown.options),
        QuestionKind::Tagbox(tagbox) => Some(&tagbox.checkbox.options),
        QuestionKind::Buttongroup(buttons) => Some(&buttons.options),
        QuestionKind::Ranking(ranking) => Some(&ranking.options),
        QuestionKind::ImagePicker(pictures) => Some(&pictures.options),
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => None,
    }
}
