//! Values out of the fields of a form.

use serde_json::{Map, Value};

use super::fields::Fields;
use super::names::{COMMENT, comment_field, part_field};
use super::offered::Offered;
use crate::answers::{AnswerReason, Shape};
use crate::judge::other_of;
use crate::model::{
    Column, Element, Input, Matrix, MatrixCell, Question, QuestionKind, Repeats, Slider,
    SliderValue,
};
use crate::scalar::{Number, Scalar};

/// A value that fields make, if they hold anything, or why they make none.
type Taken = Result<Option<Value>, AnswerReason>;

/// Where a question's fields are, and what it is called in problems.
#[derive(Clone, Debug)]
pub(super) struct Place {
    field: String,
    path: String,
}

impl Place {
    pub(super) fn of(question: &Question) -> Self {
        Self { field: question.name.to_string(), path: question.name.to_string() }
    }

    /// A question in a row, a panel or a `multipletext`.
    fn member(&self, name: &str) -> Self {
        Self { field: part_field(&self.field, name), path: [&self.path, ".", name].concat() }
    }

    /// A panel or a row that is known by its place: in the form, and in the answer.
    fn entry(&self, place: u32, index: usize) -> Self {
        Self {
            field: part_field(&self.field, &place.to_string()),
            path: part_field(&self.path, &index.to_string()),
        }
    }
}

/// Takes answers out of a form's fields.
pub(super) struct Taking<'a> {
    pub(super) fields: Fields<'a>,
    pub(super) offered: Offered<'a>,
    /// Questions whose fields are no value.
    pub(super) refused: Vec<(String, AnswerReason)>,
}

impl Taking<'_> {
    /// Takes a question's fields, and those of the text beside it, into the answers around it.
    pub(super) fn take(
        &mut self,
        question: &Question,
        place: &Place,
        into: &mut Map<String, Value>,
    ) {
        let name = question.value_name.as_ref().unwrap_or(&question.name);
        match self.value(question, place) {
            Ok(None) => {}
            Ok(Some(value)) => {
                into.insert(name.to_string(), value);
            }
            Err(reason) => self.refused.push((place.path.clone(), reason)),
        }
        if question.comment.is_none() && !other_of(&question.kind) {
            return;
        }
        match self.fields.take(&comment_field(&place.field)) {
            Ok(None) => {}
            Ok(Some(text)) => {
                into.insert([name, COMMENT].concat(), with_line_feeds(&text));
            }
            Err(reason) => self.refused.push((place.path.clone(), reason)),
        }
    }

    fn value(&mut self, question: &Question, place: &Place) -> Taken {
        let field = place.field.as_str();
        match &question.kind {
            QuestionKind::Text(text) => match text.input {
                Input::Number(_) => self.number(field),
                Input::Line(_) | Input::Moment(_) => Ok(self.fields.take(field)?.map(Value::from)),
            },
            QuestionKind::Comment(_) => Ok(self.fields.take(field)?.map(|t| with_line_feeds(&t))),
            QuestionKind::Checkbox(_) | QuestionKind::Tagbox(_) => self.several(question, field),
            QuestionKind::ImagePicker(picker) if picker.multiple => self.several(question, field),
            QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Buttongroup(_)
            | QuestionKind::ImagePicker(_) => self.one(question, field),
            QuestionKind::Boolean(boolean) => {
                let both = [&boolean.value_true, &boolean.value_false];
                self.of_scalars(both.into_iter(), field)
            }
            QuestionKind::Rating(rating) => {
                let scale = rating.scale.as_slice();
                self.of_scalars(scale.iter().map(|choice| &choice.value), field)
            }
            QuestionKind::Ranking(_) => self.ranking(question, field),
            QuestionKind::Slider(slider) => self.slider(slider, field),
            QuestionKind::Matrix(matrix) => self.matrix(matrix, field),
            QuestionKind::MultipleText(_)
            | QuestionKind::MatrixDropdown(_)
            | QuestionKind::MatrixDynamic(_)
            | QuestionKind::PanelDynamic(_) => Ok(self.nested(question, place)),
            QuestionKind::File(_) => self.files(field),
            QuestionKind::Signature(_) => self.drawing(field),
            QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_) => {
                Ok(None)
            }
        }
    }

    /// The answers of questions that a question holds.
    fn nested(&mut self, question: &Question, place: &Place) -> Option<Value> {
        if let QuestionKind::MultipleText(multiple) = &question.kind {
            let mut answers = Map::new();
            for item in &multiple.items {
                self.take(item, &place.member(&item.name), &mut answers);
            }
            return filled(answers);
        }
        if let QuestionKind::MatrixDropdown(matrix) = &question.kind {
            let mut rows = Map::new();
            for row in matrix.rows.as_slice() {
                let cells = self.cells(&matrix.columns, &place.member(&row.key));
                rows.extend(filled(cells).map(|cells| (row.key.to_string(), cells)));
            }
            return filled(rows);
        }
        if let QuestionKind::MatrixDynamic(matrix) = &question.kind {
            return self.entries(&matrix.repeats, place, &|taking, place| {
                taking.cells(&matrix.columns, place)
            });
        }
        let QuestionKind::PanelDynamic(panel) = &question.kind else { return None };
        self.entries(&panel.repeats, place, &|taking, place| {
            let mut answers = Map::new();
            taking.elements(&panel.elements, place, &mut answers);
            answers
        })
    }

    fn files(&mut self, field: &str) -> Taken {
        let (uploads, texts) = self.fields.take_uploads(field);
        if !texts.is_empty() {
            return Err(AnswerReason::WrongType(Shape::Files));
        }
        let files: Vec<_> = uploads.into_iter().map(super::Upload::to_json).collect();
        Ok((!files.is_empty()).then_some(Value::Array(files)))
    }

    fn drawing(&mut self, field: &str) -> Taken {
        let (uploads, mut urls) = self.fields.take_uploads(field);
        urls.extend(uploads.into_iter().map(|upload| upload.content.clone()));
        let url = urls.pop();
        if urls.is_empty() { Ok(url.map(Value::from)) } else { Err(AnswerReason::Repeated) }
    }

    fn number(&mut self, field: &str) -> Taken {
        let text = self.fields.take(field)?.filter(|text| !text.trim().is_empty());
        let Some(text) = text else { return Ok(None) };
        let number = Number::from_text(&text).ok_or(AnswerReason::WrongType(Shape::Number))?;
        Ok(Some(number.to_json()))
    }

    /// Each end of a range has a field of its own.
    fn slider(&mut self, slider: &Slider, field: &str) -> Taken {
        match slider.value {
            SliderValue::Single => self.number(field),
            SliderValue::Range { .. } => {
                let low = self.number(&part_field(field, "0"));
                let high = self.number(&part_field(field, "1"));
                match (low?, high?) {
                    (None, None) => Ok(None),
                    (Some(low), Some(high)) => Ok(Some(Value::Array(vec![low, high]))),
                    (None, Some(_)) | (Some(_), None) => Err(AnswerReason::NotARange),
                }
            }
        }
    }

    fn one(&mut self, question: &Question, field: &str) -> Taken {
        let key = self.fields.take(field)?;
        key.map(|key| self.offered.chosen(question, &key)).transpose()
    }

    fn several(&mut self, question: &Question, field: &str) -> Taken {
        let keys = self.fields.take_all(field)?;
        let chosen = |key: &String| self.offered.chosen(question, key);
        let values: Vec<_> = keys.iter().map(chosen).collect::<Result<_, _>>()?;
        Ok((!values.is_empty()).then_some(Value::Array(values)))
    }

    fn of_scalars<'s>(
        &mut self,
        mut scalars: impl Iterator<Item = &'s Scalar>,
        field: &str,
    ) -> Taken {
        let Some(key) = self.fields.take(field)? else { return Ok(None) };
        let found = scalars.find(|scalar| scalar.to_string() == key);
        found.map(|scalar| Some(scalar.to_json())).ok_or(AnswerReason::NotAChoice)
    }

    /// Each choice has a field with its place, from 1.
    fn ranking(&mut self, question: &Question, field: &str) -> Taken {
        let keys = self.offered.keys(question, self.fields.parts(field));
        let texts = keys.iter().map(|key| self.fields.take(&part_field(field, key)));
        let texts: Vec<_> = texts.collect();
        let mut places = vec![None; keys.len()];
        for (key, text) in keys.iter().zip(texts) {
            let Some(place) = text? else { continue };
            let index = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
            let free = index.and_then(|index| places.get_mut(index));
            let free = free.filter(|place| place.is_none()).ok_or(AnswerReason::NotARanking)?;
            *free = Some(self.offered.chosen(question, key)?);
        }
        let ranked: Vec<_> = places.into_iter().flatten().collect();
        Ok((!ranked.is_empty()).then_some(Value::Array(ranked)))
    }

    /// Each row has a field with its column, or its columns.
    fn matrix(&mut self, matrix: &Matrix, field: &str) -> Taken {
        let chosen = |key: &String| {
            let column = matrix.columns.by_key(key).ok_or(AnswerReason::NotAChoice)?;
            Ok(column.value.to_json())
        };
        let mut rows = Map::new();
        let mut wrong = None;
        for row in matrix.rows.as_slice() {
            let field = part_field(field, &row.key);
            let keys = self.fields.take_all(&field);
            let cell = keys.and_then(|keys| keys.iter().map(chosen).collect::<Result<Vec<_>, _>>());
            match (matrix.cell, cell) {
                (_, Err(reason)) => wrong = Some(reason),
                (_, Ok(cell)) if cell.is_empty() => {}
                (MatrixCell::Checkbox, Ok(cell)) => {
                    rows.insert(row.key.to_string(), Value::Array(cell));
                }
                (MatrixCell::Radio, Ok(cell)) if cell.len() > 1 => {
                    wrong = Some(AnswerReason::Repeated);
                }
                (MatrixCell::Radio, Ok(cell)) => {
                    rows.extend(cell.into_iter().map(|value| (row.key.to_string(), value)));
                }
            }
        }
        wrong.map_or_else(|| Ok(filled(rows)), Err)
    }

    fn cells(&mut self, columns: &[Column], place: &Place) -> Map<String, Value> {
        let mut answers = Map::new();
        for column in columns {
            self.take(&column.question, &place.member(&column.question.name), &mut answers);
        }
        answers
    }

    fn elements(&mut self, elements: &[Element], place: &Place, into: &mut Map<String, Value>) {
        for element in elements {
            match element {
                Element::Question(question) => {
                    self.take(question, &place.member(&question.name), into);
                }
                Element::Panel(panel) => self.elements(&panel.elements, place, into),
            }
        }
    }

    /// Rows or panels. Those that hold nothing are left out, beyond the fewest that there must be.
    fn entries(
        &mut self,
        repeats: &Repeats,
        place: &Place,
        take: &dyn Fn(&mut Self, &Place) -> Map<String, Value>,
    ) -> Option<Value> {
        let places = self.fields.places(&place.field, repeats.min);
        let any = places.iter().any(|(_, filled)| *filled);
        let mut entries = Vec::new();
        for (number, filled) in places {
            let answers = take(self, &place.entry(number, entries.len()));
            if filled || number < repeats.min {
                entries.push(Value::Object(answers));
            }
        }
        any.then_some(Value::Array(entries))
    }
}

/// The line breaks of a form are CRLF (URL, section 5.2); those of a script are LF.
fn with_line_feeds(text: &str) -> Value {
    Value::from(text.replace("\r\n", "\n"))
}

/// Answers, if there are any.
fn filled(answers: Map<String, Value>) -> Option<Value> {
    (!answers.is_empty()).then_some(Value::Object(answers))
}
