//! A step of a scale.

use serde_json::Number;

use super::reader::Reader;
use super::{Choice, ChoiceValue, DefinitionReason, LocalizedText};

/// The most steps a scale has.
const MAX_STEPS: i64 = 100;

/// How a scale's steps are shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RatingStyle {
    /// As numbers or words.
    Labels,
    /// As faces, from sad to glad.
    Smileys,
    /// As stars.
    Stars,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingQuestion {
    /// The steps, from the first to the last.
    pub steps: Vec<Choice>,
    /// How they are shown.
    pub style: RatingStyle,
    /// What the first step means.
    pub min_description: Option<LocalizedText>,
    /// What the last step means.
    pub max_description: Option<LocalizedText>,
}

impl RatingQuestion {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let styles = [
            ("labels", RatingStyle::Labels),
            ("smileys", RatingStyle::Smileys),
            ("stars", RatingStyle::Stars),
        ];
        let style = reader.one_of("rateType", &styles).unwrap_or(RatingStyle::Labels);
        // How wide a scale is shown is the page's to decide.
        let _ = reader.one_of("displayMode", &[("auto", ()), ("buttons", ()), ("dropdown", ())]);
        let named = reader.choices("rateValues");
        let counted = scale(reader);
        let steps = if named.is_empty() {
            counted
        } else {
            named.into_iter().map(|(value, text)| Choice { value, text }).collect()
        };
        if steps.len() < 2 {
            reader.refuse("rateMax", DefinitionReason::EmptyRange);
        }
        Self {
            steps,
            style,
            min_description: reader.words("minRateDescription"),
            max_description: reader.words("maxRateDescription"),
        }
    }
}

/// The steps from `rateMin` to `rateMax` by `rateStep`, or `rateCount` of them.
fn scale(reader: &mut Reader<'_>) -> Vec<Choice> {
    let whole = |reader: &mut Reader<'_>, name: &'static str, usual: i64| {
        let number = reader.number(name)?;
        let whole = number.as_i64();
        if whole.is_none() {
            reader.refuse(name, DefinitionReason::WrongType("a whole number"));
        }
        Some(whole.unwrap_or(usual))
    };
    let min = whole(reader, "rateMin", 1).unwrap_or(1);
    let step = whole(reader, "rateStep", 1).unwrap_or(1);
    let max = whole(reader, "rateMax", 5);
    let count = whole(reader, "rateCount", 5);
    if step < 1 {
        reader.refuse("rateStep", DefinitionReason::WrongType("a whole number above 0"));
        return Vec::new();
    }
    let last = max
        .or_else(|| {
            count.map(|count| min.saturating_add((count.saturating_sub(1)).saturating_mul(step)))
        })
        .unwrap_or(5);
    let number = (last.saturating_sub(min)) / step + 1;
    if number > MAX_STEPS {
        reader.refuse("rateMax", DefinitionReason::TooManySteps);
        return Vec::new();
    }
    let steps = (0..number).map(|index| min + index * step);
    steps
        .map(|step| Choice { value: ChoiceValue::Number(Number::from(step)), text: None })
        .collect()
}
