//! What expressions and texts can see: answers by name.

use std::borrow::Cow;

use expression::{Scope, Value as Computed};
use serde_json::Value;

use super::Interview;
use super::kinds::{is_list, is_unfilled, is_whole, matrix_of, panels_of};
use super::node::{Key, Kind, value_name};
use super::path::{
    Step, item, item_of, longest, place, step, walk, walk_in, walk_length, walk_value,
};

/// What can be seen from a place.
#[derive(Clone, Copy)]
pub(super) struct View<'i, 'd> {
    pub interview: &'i Interview<'d>,
    /// The place; without one, that of the survey as a whole.
    pub node: Option<usize>,
    /// `{item}`: a choice, a row or a column whose condition it is.
    pub item: Option<&'i Value>,
}

/// What a name stands for.
pub(super) struct Found<'i> {
    pub value: Cow<'i, Value>,
    pub reading: Reading,
}

/// How respondents read what a name stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reading {
    /// As it is.
    Plain,
    /// Counted from 1, although expressions count it from 0.
    FromZero,
    /// As the answer to a question, or a part of it.
    Answer(usize),
    /// As the column that is chosen in a row of this matrix.
    Column(usize),
}

impl<'i> Found<'i> {
    const fn plain(value: Cow<'i, Value>) -> Self {
        Self { value, reading: Reading::Plain }
    }

    /// The question whose answer it is.
    pub(super) const fn answered(&self) -> Option<usize> {
        match self.reading {
            Reading::Answer(id) => Some(id),
            Reading::Plain | Reading::FromZero | Reading::Column(_) => None,
        }
    }

    fn owned(value: Value) -> Self {
        Self::plain(Cow::Owned(value))
    }
}

impl Scope for View<'_, '_> {
    fn value(&self, name: &str) -> Option<Computed> {
        self.find(name).map(|found| Computed::from_json(&found.value))
    }

    fn now(&self) -> f64 {
        self.interview.circumstances.now_ms
    }

    fn display(&self, question: &str, value: Option<&Computed>) -> Option<Computed> {
        let node = self.interview.beside(self.node, question)?;
        let shown = match value {
            Some(value) => self.interview.display_of(node, &value.to_json()),
            None => self.interview.display(node),
        };
        Some(Computed::from_json(&shown))
    }

    fn is_ready(&self, container: &str, index: Option<usize>) -> bool {
        self.interview.is_ready(container, index)
    }
}

impl<'i> View<'i, '_> {
    /// What a name stands for here.
    pub(super) fn find(&self, name: &str) -> Option<Found<'i>> {
        // SurveyJS knows of a whole that is made of parts once there is a part.
        let is_known = |id: usize| {
            let interview = self.interview;
            let whole = interview.question(id).is_some_and(|question| is_whole(&question.kind));
            !whole || interview.value(id).is_some()
        };
        self.find_asked(name).filter(|found| found.answered().is_none_or(is_known))
    }

    /// The same, and questions that are made of parts of which none is answered.
    pub(super) fn find_asked(&self, name: &str) -> Option<Found<'i>> {
        let steps: Vec<_> = name.split('.').map(step).collect();
        let first = steps.first()?.name.to_lowercase();
        if let (1, Some(value)) = (steps.len(), self.interview.built_in(&first)) {
            return Some(Found::owned(value));
        }
        if let Some(name) = name.strip_prefix('$') {
            return self.property(name).map(Found::owned);
        }
        if let (Some(item), true) = (self.item, first == "item" || first == "choice") {
            return Some(Found::plain(Cow::Borrowed(item)));
        }
        let around = self.node.and_then(|node| self.find_around(node, &first, &steps));
        around.or_else(|| self.interview.find_at_root(&steps))
    }

    /// `{$question.property}`.
    fn property(&self, name: &str) -> Option<Value> {
        let (of, property) = name.rsplit_once('.')?;
        let interview = self.interview;
        let id = match of.to_lowercase().as_str() {
            "self" => self.node?,
            "panel" => interview.node(self.node?)?.parent?,
            "parent" => interview.asker(interview.node(self.node?)?.record?)?,
            _ => {
                let found = self.find(of).and_then(|found| found.answered());
                found.or_else(|| interview.container(of))?
            }
        };
        interview.property_of(id, property)
    }

    /// What a name stands for in the rows and panels around a question.
    fn find_around(&self, node: usize, first: &str, steps: &[Step<'_>]) -> Option<Found<'i>> {
        let interview = self.interview;
        if let ("self", 1) = (first, steps.len()) {
            return interview.found_question(node, None, &[]);
        }
        if first == "panel" {
            let found = interview.find_in_panel(node, steps.get(1..)?);
            if found.is_some() {
                return found;
            }
        }
        let own = interview.node(node)?;
        let mut record = match own.kind {
            Kind::Record(_) => Some(node),
            Kind::Page(_) | Kind::Panel(_) | Kind::Question(_) => own.record,
        };
        while let Some(id) = record {
            let found = interview.find_in_record(id, first, steps);
            if found.is_some() {
                return found;
            }
            record = interview.asker(id).and_then(|id| interview.node(id))?.record;
        }
        None
    }
}

impl Interview<'_> {
    fn property_of(&self, id: usize, property: &str) -> Option<Value> {
        Some(match property {
            "name" => Value::from(self.path(id).rsplit(['.', ']']).next().unwrap_or_default()),
            "title" => Value::from(match self.group(id) {
                Some(group) => self.text(&group.title, None),
                None => self.title_of(id),
            }),
            "isVisible" | "visible" => Value::from(self.shows(id)),
            "isReadOnly" | "readOnly" => Value::from(self.is_read_only(id)),
            "isRequired" => Value::from(self.node(id)?.required),
            "value" => self.value(id)?.clone(),
            "displayValue" => self.display(id),
            "panelCount" | "rowCount" => Value::from(self.node(id)?.count),
            _ => return None,
        })
    }

    /// `{panel.x}` where the question stands in a panel that does not repeat.
    fn find_in_panel(&self, node: usize, rest: &[Step<'_>]) -> Option<Found<'_>> {
        let panel = self.node(node)?.parent?;
        let Kind::Panel(_) = self.node(panel)?.kind else { return None };
        self.find_among(panel, rest)
    }

    /// What a name stands for in a row: what the row is called and counted as, its own questions,
    /// those of the rows beside it.
    fn find_in_record(&self, id: usize, first: &str, steps: &[Step<'_>]) -> Option<Found<'_>> {
        let asker = self.asker(id)?;
        let panels = panels_of(self.question(asker)?).is_some();
        if steps.len() == 1 {
            return self.find_of_record(id, asker, panels, first);
        }
        let rest = steps.get(1..)?;
        match (first, panels) {
            ("panel", true) | ("row", false) => self.find_among(id, rest).or_else(|| {
                Some(Found::plain(Cow::Borrowed(walk(self.members(Some(id))?, rest)?)))
            }),
            ("prevpanel", true) | ("prevrow", false) => self.find_beside(id, asker, -1, rest),
            ("nextpanel", true) | ("nextrow", false) => self.find_beside(id, asker, 1, rest),
            ("parentpanel", true) => {
                let outer = self.node(asker)?.record?;
                self.find_among(outer, rest)
            }
            ("totalrow", false) => self.total(asker, rest.first()?.name).map(Found::owned),
            _ => None,
        }
    }

    fn find_of_record(
        &self,
        id: usize,
        asker: usize,
        panels: bool,
        first: &str,
    ) -> Option<Found<'_>> {
        let all = self.children(asker);
        let place = || all.iter().position(|other| *other == id).unwrap_or(0);
        let visible = || {
            let mut shown = all.iter().filter(|id| self.shows_itself(**id));
            shown.position(|other| *other == id)
        };
        let from_zero = |place: usize| Found {
            value: Cow::Owned(Value::from(place)),
            reading: Reading::FromZero,
        };
        match (first, panels) {
            ("panelindex", true) => Some(from_zero(place())),
            ("visiblepanelindex", true) => {
                Some(visible().map_or_else(|| Found::owned(Value::from(-1)), from_zero))
            }
            ("rowindex", false) => Some(Found::owned(Value::from(place() + 1))),
            ("visiblerowindex", false) => {
                Some(Found::owned(Value::from(visible().map_or(0, |place| place + 1))))
            }
            ("rowvalue" | "rowname" | "item", false) => match self.key(id)? {
                Key::Row(row) => Some(Found::owned(row.value.to_json())),
                Key::Place(_) | Key::Whole => None,
            },
            ("rowtitle", false) => match self.key(id)? {
                Key::Row(row) => Some(Found::owned(Value::from(self.choice_text(row, asker)))),
                Key::Place(_) | Key::Whole => None,
            },
            ("matrix", false) => self.found_question(asker, None, &[]),
            _ => None,
        }
    }

    fn find_beside(
        &self,
        id: usize,
        asker: usize,
        apart: i64,
        rest: &[Step<'_>],
    ) -> Option<Found<'_>> {
        let shown: Vec<_> =
            self.children(asker).iter().filter(|id| self.shows_itself(**id)).copied().collect();
        let place = i64::try_from(shown.iter().position(|other| *other == id)?).ok()?;
        let beside = usize::try_from(place + apart).ok().and_then(|place| shown.get(place));
        let nothing = || Some(Found::owned(Value::Null));
        beside.and_then(|beside| self.find_among(*beside, rest)).or_else(nothing)
    }

    /// What a name stands for among the questions of a row or panel.
    fn find_among(&self, id: usize, rest: &[Step<'_>]) -> Option<Found<'_>> {
        let mut questions = Vec::new();
        for child in self.children(id) {
            self.own_questions(*child, &mut questions);
        }
        longest(rest).find_map(|(name, index, rest)| {
            let found = questions.iter().find(|id| {
                self.question(**id).is_some_and(|own| value_name(own).to_lowercase() == name)
            });
            self.found_question(*found?, index, rest)
        })
    }

    /// What a name stands for in the survey as a whole: variables, questions, then whatever else
    /// there is an answer to.
    fn find_at_root(&self, steps: &[Step<'_>]) -> Option<Found<'_>> {
        let variable = longest(steps)
            .find_map(|(name, index, rest)| walk_value(self.variables.get(&name)?, index, rest));
        if let Some(value) = variable {
            return Some(Found::plain(Cow::Borrowed(value)));
        }
        let question = longest(steps).find_map(|(name, index, rest)| {
            let id = self.kept_under(&name).next()?;
            self.found_question(id, index, rest)
        });
        question.or_else(|| Some(Found::plain(walk_length(&self.values, steps)?)))
    }

    /// What is found in a question's answer.
    fn found_question(
        &self,
        id: usize,
        index: Option<i64>,
        rest: &[Step<'_>],
    ) -> Option<Found<'_>> {
        if rest.is_empty() {
            let question = self.question(id)?;
            let filled = self.value(id).filter(|value| !is_unfilled(question, value));
            let value = match (filled, index) {
                (None, _) if is_list(&question.kind) => Cow::Owned(Value::Array(Vec::new())),
                (None, _) => Cow::Owned(Value::Null),
                // From the end nothing is counted here.
                (Some(Value::Array(list)), Some(index)) if index >= 0 => {
                    item_of(list, index).map_or(Cow::Owned(Value::Null), Cow::Borrowed)
                }
                (Some(whole), _) => Cow::Borrowed(whole),
            };
            return Some(Found { value, reading: Reading::Answer(id) });
        }
        let nested = self.record_at(id, index, rest);
        let nested = nested.and_then(|(record, rest)| self.find_among(record, rest));
        if nested.is_some() {
            return nested;
        }
        if let (Some(matrix), [row]) = (matrix_of(self.question(id)?), rest) {
            let name = row.name.to_lowercase();
            let row = matrix.rows.list.iter().find(|row| row.key.to_lowercase() == name)?;
            let value = self.value(id).and_then(|value| value.get(&*row.key));
            let value = value.map_or(Cow::Owned(Value::Null), Cow::Borrowed);
            return Some(Found { value, reading: Reading::Column(id) });
        }
        let value = self.value(id)?;
        let value = match index {
            Some(index) => item(value, index)?,
            None => value,
        };
        Some(Found::plain(walk_in(value, rest)?))
    }

    /// The row that an index or a row's key names, and what is left of the name.
    fn record_at<'s, 'n>(
        &self,
        id: usize,
        index: Option<i64>,
        rest: &'s [Step<'n>],
    ) -> Option<(usize, &'s [Step<'n>])> {
        let records = self.children(id);
        if let Some(index) = index {
            return Some((*records.get(place(index, records.len())?)?, rest));
        }
        let first = rest.first()?;
        records.iter().find_map(|record| match self.key(*record)? {
            Key::Whole => Some((*record, rest)),
            Key::Row(row) if row.key.to_lowercase() == first.name.to_lowercase() => {
                Some((*record, rest.get(1..).filter(|rest| !rest.is_empty())?))
            }
            Key::Row(_) | Key::Place(_) => None,
        })
    }
}
