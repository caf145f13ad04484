//! Questions with a field or a scale.

use super::element::question;
use super::reader::{Reader, add_range};
use crate::LocalizedText;
use crate::answers::Format;
use crate::model::{
    Boolean, BooleanOrder, Choices, Comment, Input, LineInput, MomentInput, MultipleText,
    NumberControl, NumberInput, Question, Rating, RatingDisplay, RatingLook, Slider, SliderValue,
    Text,
};
use crate::scalar::{Number, Scalar};

pub(super) fn text(reader: &Reader<'_>) -> Text {
    let suggestions = reader.values("dataList").iter();
    Text {
        input: input(reader),
        placeholder: reader.text("placeholder"),
        max_units: reader.max_units(),
        autocomplete: reader.string("autocomplete"),
        min_expression: reader.expression("minValueExpression"),
        max_expression: reader.expression("maxValueExpression"),
        min_error_text: reader.text("minErrorText"),
        max_error_text: reader.text("maxErrorText"),
        step_error_text: reader.text("stepErrorText"),
        suggestions: suggestions.map(|text| LocalizedText::from_json(Some(text))).collect(),
    }
}

fn input(reader: &Reader<'_>) -> Input {
    let format = match reader.word("inputType") {
        "email" => return Input::Line(LineInput::Email),
        "url" => return Input::Line(LineInput::Url),
        "tel" => return Input::Line(LineInput::Tel),
        "color" => return Input::Line(LineInput::Color),
        "number" => return Input::Number(number(reader, NumberControl::Field)),
        "range" => return Input::Number(number(reader, NumberControl::Range)),
        "date" => Format::Date,
        "time" => Format::Time,
        "datetime-local" => Format::DateTime,
        "month" => Format::Month,
        "week" => Format::Week,
        _ => return Input::Line(LineInput::Text),
    };
    let (min, max) = (reader.string("min"), reader.string("max"));
    Input::Moment(MomentInput { format, min, max })
}

fn number(reader: &Reader<'_>, control: NumberControl) -> NumberInput {
    let (min, max, step) = match control {
        NumberControl::Field => (None, None, None),
        NumberControl::Range => (whole(0), whole(100), whole(1)),
    };
    NumberInput {
        control,
        min: reader.number("min").or(min),
        max: reader.number("max").or(max),
        step: reader.number("step").or(step),
    }
}

fn whole(number: u32) -> Option<Number> {
    Number::new(f64::from(number))
}

pub(super) fn comment(reader: &Reader<'_>) -> Comment {
    Comment {
        rows: reader.count("rows").unwrap_or(4),
        placeholder: reader.text("placeholder"),
        max_units: reader.max_units(),
        line_breaks: reader.unless_off("acceptCarriageReturn"),
    }
}

pub(super) fn multiple_text(reader: &Reader<'_>) -> MultipleText {
    MultipleText {
        items: reader.list("items").iter().filter_map(item).collect(),
        columns: reader.count("colCount").unwrap_or(1),
    }
}

fn item(reader: &Reader<'_>) -> Option<Question> {
    let mut members = reader.copy();
    members.insert("type".to_owned(), "text".into());
    question(&reader.with(&members), false)
}

pub(super) fn boolean(reader: &Reader<'_>) -> Boolean {
    let value = |name, otherwise| {
        let value = reader.get(name).and_then(Scalar::from_json);
        value.unwrap_or(Scalar::Boolean(otherwise))
    };
    Boolean {
        label_true: reader.text("labelTrue"),
        label_false: reader.text("labelFalse"),
        value_true: value("valueTrue", true),
        value_false: value("valueFalse", false),
        order: if reader.flag("swapOrder") {
            BooleanOrder::FalseFirst
        } else {
            BooleanOrder::TrueFirst
        },
    }
}

pub(super) fn rating(reader: &Reader<'_>) -> Rating {
    Rating {
        look: match reader.word("rateType") {
            "stars" => RatingLook::Stars,
            "smileys" => RatingLook::Smileys,
            _ => RatingLook::Labels,
        },
        scale: scale(reader),
        min_description: reader.text("minRateDescription"),
        max_description: reader.text("maxRateDescription"),
        display: match reader.word("displayMode") {
            "buttons" => RatingDisplay::Buttons,
            "dropdown" => RatingDisplay::Dropdown,
            _ => RatingDisplay::Auto,
        },
    }
}

/// `rateValues`, or the numbers from `rateMin` to `rateMax`.
fn scale(reader: &Reader<'_>) -> Choices {
    let mut scale = reader.choices("rateValues");
    if scale.is_empty()
        && let Some(min) = reader.number("rateMin").or(whole(1))
        && let Some(max) = reader.number("rateMax").or(whole(5))
        && let Some(step) = reader.number("rateStep").or(whole(1))
    {
        add_range(&mut scale, min, max, step);
    }
    scale
}

impl Rating {
    /// Whether the scale is the numbers 0 to 10.
    #[must_use]
    pub fn is_zero_to_ten(&self) -> bool {
        let values = self.scale.as_slice().iter().map(|choice| &choice.value);
        let numbers: Vec<_> = (0..=10).filter_map(whole).map(Scalar::Number).collect();
        values.eq(&numbers)
    }
}

pub(super) fn slider(reader: &Reader<'_>) -> Slider {
    let number = |name, otherwise| {
        let zero = Number::default();
        reader.number(name).or(whole(otherwise)).unwrap_or(zero)
    };
    Slider {
        value: if reader.word("sliderType") == "range" {
            SliderValue::Range {
                min_length: reader.number("minRangeLength"),
                max_length: reader.number("maxRangeLength"),
            }
        } else {
            SliderValue::Single
        },
        min: number("min", 0),
        max: number("max", 100),
        step: number("step", 1),
        min_expression: reader.expression("minValueExpression"),
        max_expression: reader.expression("maxValueExpression"),
        labels: reader.choices("customLabels"),
    }
}
