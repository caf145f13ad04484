//! Numbers on a line.

use maud::{Markup, html};
use survey::model::{Input, NumberControl, Slider, SliderValue, Text};
use survey::{Number, part_field};

use super::question::QuestionView;
use crate::words::Word;

/// A number on a line, or two.
pub(crate) fn slider(of: &QuestionView<'_, '_>, slider: &Slider) -> Markup {
    let (id, line) = (of.id, Line::of_slider(slider));
    html! {
        @match slider.value {
            SliderValue::Single => {
                (line.markup(of, (&of.field, &of.held), &format!("f-{id}"), of.described_by()))
            }
            SliderValue::Range { .. } => {
                div.pair {
                    @for (part, label) in [("0", Word::FROM), ("1", Word::TO)] {
                        @let inner = format!("f-{id}-{part}");
                        @let field = part_field(&of.field, part);
                        @let held = part_field(&of.held, part);
                        div {
                            label for=(inner) { (of.view.own(label)) }
                            (line.markup(of, (&field, &held), &inner, None))
                        }
                    }
                }
            }
        }
        @if !slider.labels.as_slice().is_empty() {
            p.ends {
                @for label in slider.labels.as_slice() {
                    span { (of.text(&label.text).unwrap_or_else(|| label.key.to_string())) }
                }
            }
        }
    }
}

/// A line on which a number is chosen.
pub(crate) struct Line {
    ends: [Number; 2],
    step: Option<Number>,
    /// Whether the ends are bounds, and not what an expression may come to.
    bound: [bool; 2],
}

impl Line {
    fn of_slider(slider: &Slider) -> Self {
        let bound = [slider.min_expression.is_none(), slider.max_expression.is_none()];
        Self { ends: [slider.min, slider.max], step: Some(slider.step), bound }
    }

    /// That of a text whose number is chosen on a range.
    pub(crate) fn of_text(text: &Text) -> Option<Self> {
        let Input::Number(number) = &text.input else { return None };
        let ends = [number.min?, number.max?];
        let bound = [text.min_expression.is_none(), text.max_expression.is_none()];
        let line = Self { ends, step: number.step, bound };
        (number.control == NumberControl::Range).then_some(line)
    }

    /// The line, and the field that is sent, since a line cannot be left empty. The script shows
    /// the line and has both say the same.
    pub(crate) fn markup(
        &self,
        of: &QuestionView<'_, '_>,
        (name, held): (&str, &str),
        id: &str,
        described: Option<String>,
    ) -> Markup {
        let [low, high] = self.ends;
        let [min, max] = self.bound;
        let between = [low, high].map(|end| of.view.voice.number(end)).join("–");
        let step = self.step.map_or_else(|| "any".to_owned(), |step| step.to_string());
        html! {
            div.slide {
                input type="range" data-slide hidden min=(low) max=(high) step=(step) tabindex="-1"
                    aria-hidden="true" autocomplete="off";
                input #(id) type="number" name=(name) value=[of.filled().value(held)]
                    required[of.required()] readonly[of.read_only] min=[min.then_some(low)]
                    max=[max.then_some(high)] step=(step) placeholder=(between)
                    dir=[of.view.left_to_right()]
                    aria-invalid=[of.invalid()] aria-describedby=[described];
            }
        }
    }
}
