//! Questions that offer choices: `radiogroup`, `dropdown`, `checkbox`, `ranking`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::choice::Choices;
use super::family::Family;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::LocalizedText;
use crate::answers::{AnswerReason, Shape};
use crate::form::{Fields, part_field};

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
    reader.only(&[(order, json!("none")), ("choicesFromQuestionMode", json!("all"))]);
    for names in [["showOtherItem", "hasOther"], ["showNoneItem", "hasNone"]] {
        let name = reader.name_in_use(&names);
        reader.only(&[(name, json!(false))]);
    }
    reader.only(&[
        ("showRefuseItem", json!(false)),
        ("showDontKnowItem", json!(false)),
        ("hideIfChoicesEmpty", json!(false)),
        ("separateSpecialChoices", json!(false)),
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
    fields: &mut Fields<'_>,
) -> Result<Option<Value>, AnswerReason> {
    fields.take(name)?.map(|key| choices.chosen(key)).transpose()
}

/// Choices' values from a list in which each is at most once.
fn check_list(choices: &Choices, value: &Value) -> Result<Vec<Value>, AnswerReason> {
    let items = value.as_array().ok_or(AnswerReason::WrongType(Shape::Choices))?;
    let mut checked = Vec::new();
    let mut seen = BTreeSet::new();
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

    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
        write_columns(self.columns, members);
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.choices.check(value)
    }

    fn take_from(
        &self,
        name: &str,
        fields: &mut Fields<'_>,
    ) -> Result<Option<Value>, AnswerReason> {
        chosen(&self.choices, name, fields)
    }
}

impl Dropdown {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let placeholder = reader.name_in_use(&["placeholder", "placeHolder", "optionsCaption"]);
        let clear = reader.name_in_use(&["allowClear", "showOptionsCaption"]);
        reader.looks(&[clear, "searchEnabled", "searchMode", "textWrapEnabled"]);
        reader.looks(&["inputFieldComponent"]);
        reader.only(&[
            ("allowCustomChoices", json!(false)),
            ("choicesLazyLoadEnabled", json!(false)),
        ]);
        Self { choices: read_choices(reader), placeholder: reader.text(placeholder) }
    }
}

impl Family for Dropdown {
    fn shape(&self) -> Shape {
        Shape::Scalar
    }

    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
        write_text("placeholder", &self.placeholder, members);
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.choices.check(value)
    }

    fn take_from(
        &self,
        name: &str,
        fields: &mut Fields<'_>,
    ) -> Result<Option<Value>, AnswerReason> {
        chosen(&self.choices, name, fields)
    }
}

impl Checkbox {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let all = reader.name_in_use(&["showSelectAllItem", "hasSelectAll"]);
        reader.only(&[(all, json!(false))]);
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

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let checked = check_list(&self.choices, value)?;
        let count = u32::try_from(checked.len()).unwrap_or(u32::MAX);
        match (self.min_selected, self.max_selected) {
            (Some(min), _) if count < min => Err(AnswerReason::TooFewChoices(min)),
            (_, Some(max)) if count > max => Err(AnswerReason::TooManyChoices(max)),
            _ => Ok(Value::Array(checked)),
        }
    }

    fn take_from(
        &self,
        name: &str,
        fields: &mut Fields<'_>,
    ) -> Result<Option<Value>, AnswerReason> {
        let keys = fields.take_all(name).into_iter();
        let values: Vec<_> = keys.map(|key| self.choices.chosen(key)).collect::<Result<_, _>>()?;
        Ok((!values.is_empty()).then_some(Value::Array(values)))
    }
}

impl Ranking {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.only(&[("selectToRankEnabled", json!(false))]);
        reader.looks(&["selectToRankSwapAreas", "selectToRankAreasLayout", "longTap"]);
        Self { choices: read_choices(reader) }
    }
}

impl Family for Ranking {
    fn shape(&self) -> Shape {
        Shape::Choices
    }

    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("choices".to_owned(), self.choices.to_json());
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
    fn take_from(
        &self,
        name: &str,
        fields: &mut Fields<'_>,
    ) -> Result<Option<Value>, AnswerReason> {
        let choices = self.choices.as_slice().iter();
        let taken: Vec<_> =
            choices.map(|choice| (choice, fields.take(&part_field(name, &choice.key)))).collect();
        let mut places = Vec::new();
        for (choice, taken) in taken {
            if let Some(place) = taken? {
                let place: usize = place.parse().map_err(|_| AnswerReason::NotARanking)?;
                places.push((place, choice.value.to_json()));
            }
        }
        places.sort_by_key(|(place, _)| *place);
        let ranked = places.iter().map(|(place, _)| *place).eq(1..=self.choices.len());
        match places.is_empty() {
            true => Ok(None),
            false if !ranked => Err(AnswerReason::NotARanking),
            false => Ok(Some(places.into_iter().map(|(_, value)| value).collect())),
        }
    }
}
