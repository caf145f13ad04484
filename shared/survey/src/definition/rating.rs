//! `rating`: a place on a scale.

use serde_json::{Map, Value, json};

use super::choice::{Choice, Choices};
use super::family::{Family, Written};
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::LocalizedText;
use crate::answers::{AnswerReason, Shape};
use crate::form::Fields;
use crate::scalar::{Number, Scalar};

/// `rating`: one value of a scale.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rating {
    /// What the values look like.
    pub look: RatingLook,
    /// The scale, from its low end.
    pub scale: Choices,
    /// Whether the scale was listed value by value.
    source: Source,
    /// What the low end means.
    pub min_description: LocalizedText,
    /// What the high end means.
    pub max_description: LocalizedText,
    /// Whether the scale is in sight or in a list that opens.
    pub display: RatingDisplay,
}

/// What a rating's values look like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RatingLook {
    /// Their numbers or texts.
    Labels,
    /// Stars.
    Stars,
    /// Faces, from sad to happy.
    Smileys,
}

/// Where a rating's values stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RatingDisplay {
    /// Beside each other, as many as fit.
    Auto,
    /// Beside each other, always.
    Buttons,
    /// In a list that opens.
    Dropdown,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Source {
    Listed,
    Range { min: Number, max: Number, step: Number },
}

const LOOKS: [(&str, RatingLook); 3] = [
    ("labels", RatingLook::Labels),
    ("stars", RatingLook::Stars),
    ("smileys", RatingLook::Smileys),
];

const DISPLAYS: [(&str, RatingDisplay); 3] = [
    ("auto", RatingDisplay::Auto),
    ("buttons", RatingDisplay::Buttons),
    ("dropdown", RatingDisplay::Dropdown),
];

/// The most values of a scale.
const MAX_LABELS: u32 = 101;

/// The most stars or faces of a scale, as in SurveyJS.
const MAX_PICTURES: u32 = 10;

const ONE: f64 = 1.0;

impl Rating {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.looks(&["scaleColorMode", "rateColorMode", "rateDescriptionLocation"]);
        reader.looks(&["displayRateDescriptionsAsExtremeItems", "itemComponent"]);
        let look = reader.name_in_use(&["rateType", "rateDisplayMode"]);
        let look = reader.word(look, &LOOKS).unwrap_or(RatingLook::Labels);
        let max_values = match look {
            RatingLook::Labels => MAX_LABELS,
            RatingLook::Stars | RatingLook::Smileys => MAX_PICTURES,
        };
        let (scale, source) = read_scale(reader, max_values);
        let min = reader.name_in_use(&["minRateDescription", "mininumRateDescription"]);
        let max = reader.name_in_use(&["maxRateDescription", "maximumRateDescription"]);
        Self {
            look,
            scale,
            source,
            min_description: reader.text(min),
            max_description: reader.text(max),
            display: reader.word("displayMode", &DISPLAYS).unwrap_or(RatingDisplay::Auto),
        }
    }

    /// Whether the scale is the numbers 0 to 10.
    #[must_use]
    pub fn is_zero_to_ten(&self) -> bool {
        let values = self.scale.as_slice().iter().map(|choice| &choice.value);
        values.eq((0..=10)
            .filter_map(|value| Number::new(value.into()).map(Scalar::Number))
            .collect::<Vec<_>>()
            .iter())
    }
}

/// Reads `rateValues`, or what SurveyJS makes of `rateMin`, `rateMax`, `rateStep`, `rateCount`.
fn read_scale(reader: &mut Reader<'_, '_>, max_values: u32) -> (Choices, Source) {
    let generated = reader.flag("autoGenerate");
    let listed = Choices::read_optional(reader, "rateValues");
    let max = usize::try_from(max_values).unwrap_or(usize::MAX);
    if listed.len() > max {
        reader.refuse("rateValues", DefinitionReason::TooMany { max, what: "values" });
    }
    let range = read_range(reader, max_values);
    match generated {
        Some(true) if listed.len() > 0 => {
            reader.refuse("autoGenerate", DefinitionReason::Disagrees { other: "rateValues" });
        }
        Some(false) if listed.len() == 0 => {
            reader.refuse("autoGenerate", DefinitionReason::Disagrees { other: "rateValues" });
        }
        None | Some(_) => {}
    }
    if listed.len() > 0 { (listed, Source::Listed) } else { range }
}

fn read_range(reader: &mut Reader<'_, '_>, max_values: u32) -> (Choices, Source) {
    let one = Number::new(ONE);
    let min = reader.number("rateMin").or(one);
    let step = reader.number("rateStep").or(one);
    let max = reader.number("rateMax");
    let count = reader.count("rateCount", 2, max_values);
    let nothing = (Choices::default(), Source::Listed);
    let (Some(min), Some(step)) = (min, step) else { return nothing };
    if step.value() <= 0.0 {
        reader.refuse("rateStep", DefinitionReason::WrongType { wanted: "a number above 0" });
        return nothing;
    }
    // Without either, a scale has five values; one value more than there may be shows an overrun.
    let at_most = count.or(max.is_none().then_some(5)).unwrap_or(max_values + 1);
    let values: Vec<_> = (0..at_most)
        .map_while(|steps| min.stepped(steps, step))
        .take_while(|value| max.is_none_or(|max| *value <= max))
        .collect();
    let found = u32::try_from(values.len()).unwrap_or(u32::MAX);
    if max.is_some_and(|max| max <= min) {
        reader.refuse("rateMin", DefinitionReason::AboveMaximum { other: "rateMax" });
    } else if found > max_values {
        let max = usize::try_from(max_values).unwrap_or(usize::MAX);
        reader.refuse("rateMax", DefinitionReason::TooMany { max, what: "values" });
    } else if max.is_some_and(|max| values.last() != Some(&max)) {
        let other = if count.is_some() { "rateCount" } else { "rateStep" };
        reader.refuse("rateMax", DefinitionReason::Disagrees { other });
    }
    let Some(max) = values.last().copied() else { return nothing };
    let choice = |value| Choice::new(Scalar::Number(value), LocalizedText::default());
    (Choices::new(values.into_iter().map(choice)), Source::Range { min, max, step })
}

impl Family for Rating {
    fn shape(&self) -> Shape {
        Shape::Scalar
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.scale.check(value)
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        fields.take(name)?.map(|key| self.scale.chosen(&key)).transpose()
    }
}

impl Written for Rating {
    fn write(&self, members: &mut Map<String, Value>) {
        let word = LOOKS.iter().find(|(_, look)| *look == self.look).map(|(word, _)| *word);
        members.insert("rateType".to_owned(), json!(word));
        let word = DISPLAYS.iter().find(|(_, is)| *is == self.display).map(|(word, _)| *word);
        members.insert("displayMode".to_owned(), json!(word));
        match self.source {
            Source::Listed => {
                members.insert("rateValues".to_owned(), self.scale.to_json());
            }
            Source::Range { min, max, step } => {
                members.insert("rateMin".to_owned(), min.to_json());
                members.insert("rateMax".to_owned(), max.to_json());
                members.insert("rateStep".to_owned(), step.to_json());
            }
        }
        for (name, text) in [
            ("minRateDescription", &self.min_description),
            ("maxRateDescription", &self.max_description),
        ] {
            members.extend(text.to_json().map(|text| (name.to_owned(), text)));
        }
    }
}
