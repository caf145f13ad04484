//! Controls that one chooses with.

use maud::{Markup, html};
use survey::model::{Boolean, BooleanOrder, Dropdown, ImagePicker, Options, Ranking};
use survey::{json_text, part_field};

use super::field;
use super::offer::{Offer, offers, options_of};
use super::question::QuestionView;
use crate::words::Word;

/// What a radio button or a box to tick is for.
pub(crate) struct Tick<'t> {
    pub(crate) input_type: &'static str,
    pub(crate) field: &'t str,
    /// The field that has what was chosen.
    pub(crate) held: &'t str,
    pub(crate) required: bool,
    /// The row, in a matrix.
    pub(crate) row: Option<&'t str>,
    /// What is read out in the place of the label.
    pub(crate) spoken: Option<String>,
    /// What is seen in the place of the label.
    pub(crate) seen: Option<Markup>,
}

/// A radio button or a box to tick, with its label.
pub(crate) fn tick(of: &QuestionView<'_, '_>, offer: &Offer<'_>, tick: &Tick<'_>) -> Markup {
    let checked = of.filled().holds(tick.held, &offer.key);
    let hidden = tick.spoken.as_ref().and(tick.seen.as_ref()).map(|_| "true");
    html! {
        label.option data-if=[offer.conditional.then_some("")] {
            input type=(tick.input_type) name=(tick.field) value=(offer.key) data-row=[tick.row]
                data-json=(offer.json) required[tick.required] checked[checked]
                disabled[of.read_only] aria-label=[tick.spoken.as_deref()]
                aria-invalid=[of.invalid()];
            @if checked && of.read_only { (carried(tick, offer)) }
            span aria-hidden=[hidden] {
                @match &tick.seen { Some(seen) => (seen), None => (offer.shown(of.view)) }
            }
        }
    }
}

/// A disabled control sends nothing; this one sends what it holds.
fn carried(tick: &Tick<'_>, offer: &Offer<'_>) -> Markup {
    html! {
        input type="hidden" name=(tick.field) value=(offer.key) data-row=[tick.row]
            data-json=(offer.json);
    }
}

fn plain_tick<'t>(of: &'t QuestionView<'_, '_>, input_type: &'static str) -> Tick<'t> {
    // Which boxes to tick, no browser can be told to insist on.
    let required = of.required() && input_type == "radio";
    let (field, held) = (&*of.field, &*of.held);
    Tick { input_type, field, held, required, row: None, spoken: None, seen: None }
}

/// The choices, all of them in sight.
pub(crate) fn ticks(
    of: &QuestionView<'_, '_>,
    input_type: &'static str,
    options: &Options,
) -> Markup {
    let one = plain_tick(of, input_type);
    let columns = (options.columns != 1).then_some(options.columns);
    html! {
        div.options data-columns=[columns] {
            @for offer in of_options(of) {
                (tick(of, &offer, &one))
                @if offer.other { (field::other(of, of.text(&options.other_placeholder))) }
            }
        }
    }
}

fn of_options<'a>(of: &QuestionView<'a, '_>) -> Vec<Offer<'a>> {
    options_of(of.question).map(|options| offers(of, options)).unwrap_or_default()
}

/// Pictures, of which one or more are chosen.
pub(crate) fn pictures(of: &QuestionView<'_, '_>, pictures: &ImagePicker) -> Markup {
    let input_type = if pictures.multiple { "checkbox" } else { "radio" };
    html! {
        div.options.pictures {
            @for offer in of_options(of) {
                @let unseen = (!pictures.labels).then_some("unseen");
                @let seen = html! {
                    @if let Some(image) = offer.choice.and_then(|choice| of.text(&choice.image)) {
                        img src=(image) alt="" loading="lazy" referrerpolicy="no-referrer";
                    }
                    span class=[unseen] { (offer.label) }
                };
                (tick(of, &offer, &Tick { seen: Some(seen), ..plain_tick(of, input_type) }))
            }
        }
    }
}

/// One choice in a list that opens.
pub(crate) fn dropdown(of: &QuestionView<'_, '_>, dropdown: &Dropdown) -> Markup {
    let offers = of_options(of);
    let other = offers.iter().any(|offer| offer.other);
    html! {
        (select(of, &offers, of.text(&dropdown.placeholder)))
        @if other { (field::other(of, of.text(&dropdown.options.other_placeholder))) }
    }
}

/// A list that opens.
pub(crate) fn select(
    of: &QuestionView<'_, '_>,
    offers: &[Offer<'_>],
    placeholder: Option<String>,
) -> Markup {
    let name = &*of.field;
    let voice = &of.view.voice;
    let ours = placeholder.is_none();
    let placeholder = placeholder.unwrap_or_else(|| voice.word(Word::CHOOSE).to_owned());
    let held = offers.iter().find(|offer| of.read_only && of.filled().holds(&of.held, &offer.key));
    html! {
        select #{ "f-" (of.id) } name=(name) required[of.required()] disabled[of.read_only]
            aria-invalid=[of.invalid()] aria-describedby=[of.described_by()] {
            option value="" lang=[voice.lang().filter(|_| ours)] { (placeholder) }
            @for offer in offers {
                option value=(offer.key) data-json=(offer.json)
                    lang=[voice.lang().filter(|_| offer.ours)]
                    data-if=[offer.conditional.then_some("")]
                    selected[of.filled().holds(&of.held, &offer.key)] { (offer.label) }
            }
        }
        @if let Some(held) = held { (carried(&plain_tick(of, "hidden"), held)) }
    }
}

/// One of two.
pub(crate) fn boolean(of: &QuestionView<'_, '_>, boolean: &Boolean) -> Markup {
    let mut sides = [
        (&boolean.value_true, &boolean.label_true, Word::YES),
        (&boolean.value_false, &boolean.label_false, Word::NO),
    ];
    match boolean.order {
        BooleanOrder::TrueFirst => {}
        BooleanOrder::FalseFirst => sides.reverse(),
    }
    let one = plain_tick(of, "radio");
    html! {
        div.options {
            @for (value, label, ours) in sides {
                @let own = of.text(label);
                (tick(of, &Offer {
                    key: value.to_string(),
                    json: json_text(&value.to_json()),
                    ours: own.is_none(),
                    label: own.unwrap_or_else(|| of.view.voice.word(ours).to_owned()),
                    choice: None,
                    conditional: false,
                    other: false,
                }, &one))
            }
        }
    }
}

/// All choices, each with a place.
pub(crate) fn ranking(of: &QuestionView<'_, '_>, ranking: &Ranking) -> Markup {
    let offers = of_options(of);
    let (places, filled) = (offers.len(), of.filled());
    let required = of.required() && !ranking.select_to_rank;
    html! {
        div.options {
            @for offer in &offers {
                @let field = part_field(&of.field, &offer.key);
                @let from = part_field(&of.held, &offer.key);
                @let held = filled.value(&from).filter(|_| of.read_only);
                label.option data-if=[offer.conditional.then_some("")] {
                    span { (offer.shown(of.view)) }
                    select name=(field) data-choice=(offer.json)
                        required[required && !offer.conditional] disabled[of.read_only]
                        aria-invalid=[of.invalid()] {
                        option value="" lang=[of.view.voice.lang()] {
                            (of.view.voice.word(Word::PLACE))
                        }
                        @for place in 1..=places {
                            option selected[filled.holds(&from, &place.to_string())] { (place) }
                        }
                    }
                    @if let Some(held) = held {
                        input type="hidden" name=(field) value=(held) data-choice=(offer.json);
                    }
                }
            }
        }
    }
}
