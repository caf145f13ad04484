//! Questions that offer choices: `radiogroup`, `dropdown`, `checkbox`, `ranking`.

use serde_json::{Map, Value};

use super::choice::Choices;
use super::family::{Family, Written};
use super::only::Only;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::LocalizedText;
use crate::answers::{AnswerReason, Shape};
use crate::form::{Fields, part_field};
use crate::text_set::TextSet;

/// `radiogroup`: one of the choices, all of them in sight.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Radiogroup {
    /// The choices.
    pub choices: Choices,
    /// How many stand beside each other; 0 is as many as fit.
    pub columns: u32,
}

/// `dropdown`: one of the choices, in a list that opens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dropdown {
    /// The choices.
    pub choices: Choices,
    /// What stands there before something is chosen.
    pub placeholder: LocalizedText,
}

/// `checkbox`: any number of the choices.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkbox {
    /// The choices.
    pub choices: Choices,
    /// How many stand beside each other; 0 is as many as fit.
    pub columns: u32,
    /// The fewest that an answer has.
    pub min_selected: Option<u32>,
    /// The most that an answer has.
    pub max_selected: Option<u32>,
}

/// `ranking`: all of the choices, in the respondent's order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ranking {
    /// The choices.
    pub choices: Choices,
}

/// Reads the choices, and refuses what SurveyJS can do with them and we cannot yet.
fn read_choices(reader: &mut Reader<'_, '_>) -> Choices {
    let order = reader.name_in_use(&["choicesOrder"]);
    reader.only(&[(order, Only::Word("none")), ("choicesFromQuestionMode", Only::Word("all"))]);
    for names in [["showOtherItem", "hasOther"], ["showNoneItem", "hasNone"]] {
        let name = reader.name_in_use(&names);
        reader.only(&[(name, Only::Flag(false))]);
    }
    reader.only(&[
        ("showRefuseItem", Only::Flag(false)),
        ("showDontKnowItem", Only::Flag(false)),
        ("hideIfChoicesEmpty", Only::Flag(false)),
        ("separateSpecialChoices", Only::Flag(false)),
    ]);
    reader.looks(&["itemComponent"]);
    Choices::read(reader, "choices")
}

fn read_columns(reader: &mut Reader<'_, '_>) -> u32 {
    reader.count("colCount", 0, 5).unwrap_or(1)
}

fn write_columns(columns: u32, members: &mut Map<String, Value>) {
    if columns != 1 {
        members.insert("colCount".to_owned(), columns.into());
    }
}

fn write_text(name: &str, text: &LocalizedText, members: &mut Map<String, Value>) {
    if let Some(text) = text.to_json() {
        members.insert(name.to_owned(), text);
    }
}

/// The one choice that the field `name` holds.
fn chosen(
    choices: &Choices,
    name: &str,
    fields: &mut Fields,
) -> Result<Option<Value>, AnswerReason> {
    fields.take(name)?.map(|key| choices.chosen(&key)).transpose()
}

/// Choices' values from a list in which each is at most once.
fn check_list(choices: &Choices, value: &Value) -> Result<Vec<Value>, AnswerReason> {
    let items = value.as_array().ok_or(AnswerReason::WrongType(Shape::Choices))?;
    let mut checked = Vec::new();
    let mut seen = TextSet::default();
    for item in items {
        let item = choices.check(item)?;
        if !seen.insert(item.to_string()) {
            return Err(AnswerReason::ChoiceTwice);
        }
        checked.push(item);
    }
    Ok(checked)
}

impl Radiogroup {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let clear = reader.name_in_use(&["allowClear", "showClearButton"]);
        reader.looks(&[clear]);
        Self { choices: read_choices(reader), columns: read_columns(reader) }
    }
}

impl Family for Radiogroup {
    fn shape(&self) -> Shape {
        Shape::Scalar
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.choices.check(value)
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        chosen(&self.choices, name, fields)
    }
}

impl Written for Radiogroup {
    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
        write_columns(self.columns, members);
    }
}

impl Dropdown {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let placeholder = reader.name_in_use(&["placeholder", "placeHolder", "optionsCaption"]);
        let clear = reader.name_in_use(&["allowClear", "showOptionsCaption"]);
        reader.looks(&[clear, "searchEnabled", "searchMode", "textWrapEnabled"]);
        reader.looks(&["inputFieldComponent"]);
        reader.only(&[
            ("allowCustomChoices", Only::Flag(false)),
            ("choicesLazyLoadEnabled", Only::Flag(false)),
        ]);
        Self { choices: read_choices(reader), placeholder: reader.text(placeholder) }
    }
}

impl Family for Dropdown {
    fn shape(&self) -> Shape {
        Shape::Scalar
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.choices.check(value)
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        chosen(&self.choices, name, fields)
    }
}

impl Written for Dropdown {
    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
        write_text("placeholder", &self.placeholder, members);
    }
}

impl Checkbox {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let all = reader.name_in_use(&["showSelectAllItem", "hasSelectAll"]);
        reader.only(&[(all, Only::Flag(false))]);
        let choices = read_choices(reader);
        let columns = read_columns(reader);
        // SurveyJS writes 0 for "no bound".
        let min_selected = reader.count("minSelectedChoices", 0, 10_000).filter(|min| *min > 0);
        let max_selected = reader.count("maxSelectedChoices", 0, 10_000).filter(|max| *max > 0);
        if min_selected.zip(max_selected).is_some_and(|(min, max)| min > max) {
            let other = "maxSelectedChoices";
            reader.refuse("minSelectedChoices", DefinitionReason::AboveMaximum { other });
        }
        let offered = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        if offered > 0 && min_selected.is_some_and(|min| min > offered) {
            let other = "choices";
            reader.refuse("minSelectedChoices", DefinitionReason::Disagrees { other });
        }
        Self { choices, columns, min_selected, max_selected }
    }
}

impl Family for Checkbox {
    fn shape(&self) -> Shape {
        Shape::Choices
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let checked = check_list(&self.choices, value)?;
        let count = u32::try_from(checked.len()).unwrap_or(u32::MAX);
        match (self.min_selected, self.max_selected) {
            (Some(min), _) if count < min => Err(AnswerReason::TooFewChoices(min)),
            (_, Some(max)) if count > max => Err(AnswerReason::TooManyChoices(max)),
            _ => Ok(Value::Array(checked)),
        }
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        let keys = fields.take_all(name).into_iter();
        let values: Vec<_> = keys.map(|key| self.choices.chosen(&key)).collect::<Result<_, _>>()?;
        Ok((!values.is_empty()).then_some(Value::Array(values)))
    }
}

impl Written for Checkbox {
    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
        write_columns(self.columns, members);
        for (name, bound) in
            [("minSelectedChoices", self.min_selected), ("maxSelectedChoices", self.max_selected)]
        {
            if let Some(bound) = bound {
                members.insert(name.to_owned(), bound.into());
            }
        }
    }
}

impl Ranking {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.only(&[("selectToRankEnabled", Only::Flag(false))]);
        reader.looks(&["selectToRankSwapAreas", "selectToRankAreasLayout", "longTap"]);
        Self { choices: read_choices(reader) }
    }
}

impl Family for Ranking {
    fn shape(&self) -> Shape {
        Shape::Choices
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let checked = check_list(&self.choices, value)?;
        if checked.len() == self.choices.len() {
            Ok(Value::Array(checked))
        } else {
            Err(AnswerReason::NotARanking)
        }
    }

    /// Each choice has a field with its place, from 1.
    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        let choices = self.choices.as_slice().iter();
        let taken: Vec<_> =
            choices.map(|choice| (choice, fields.take(&part_field(name, &choice.key)))).collect();
        let mut places = vec![None; self.choices.len()];
        for (choice, taken) in taken {
            let Some(place) = taken? else { continue };
            let place: usize = place.parse().map_err(|_| AnswerReason::NotARanking)?;
            let free = place.checked_sub(1).and_then(|index| places.get_mut(index));
            let free = free.filter(|place| place.is_none()).ok_or(AnswerReason::NotARanking)?;
            *free = Some(choice.value.to_json());
        }
        let ranked: Vec<_> = places.into_iter().flatten().collect();
        match ranked.len() {
            0 => Ok(None),
            count if count < self.choices.len() => Err(AnswerReason::NotARanking),
            _ => Ok(Some(Value::Array(ranked))),
        }
    }
}

impl Written for Ranking {
    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
    }
}
