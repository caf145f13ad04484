//! Answers: where they are kept, and what happens as they change.

use serde_json::{Map, Value};

use super::Interview;
use super::kinds::{is_unfilled, panels_of};
use super::node::{Key, value_name};
use super::triggers::Change;
use crate::compact::object;
use crate::model::{Boolean, Question, QuestionKind};

/// What the name of a text beside an answer ends with.
pub(super) const COMMENT: &str = "-Comment";

impl Interview<'_> {
    /// The answer to a question.
    pub(super) fn value(&self, id: usize) -> Option<&Value> {
        let name = value_name(self.question(id)?);
        self.members(self.node(id)?.record)?.get(name)
    }

    /// The text beside the answer to a question.
    pub(super) fn comment(&self, id: usize) -> Option<&str> {
        let name = comment_name(value_name(self.question(id)?));
        self.members(self.node(id)?.record)?.get(&name)?.as_str()
    }

    /// The answers of a row, or those outside of rows.
    pub(super) fn members(&self, record: Option<usize>) -> Option<&Map<String, Value>> {
        let Some(record) = record else { return Some(&self.values) };
        let whole = self.value(self.asker(record)?)?;
        let own = match self.key(record)? {
            Key::Place(place) => whole.get(place),
            Key::Row(row) => whole.get(&*row.key),
            Key::Whole => Some(whole),
        };
        own?.as_object()
    }

    /// Whether a question has no answer.
    pub(super) fn is_unanswered(&self, id: usize) -> bool {
        let Some(question) = self.question(id) else { return true };
        self.value(id).is_none_or(|value| is_blank(value) || is_unfilled(question, value))
    }

    /// Gives a question an answer; null takes it away. False if it had that answer before.
    pub(super) fn assign(&mut self, id: usize, value: Value) -> bool {
        let Some(question) = self.question(id) else { return false };
        let Some(record) = self.node(id).map(|node| node.record) else { return false };
        let name = value_name(question);
        let changed = match record {
            None => self.assign_root(name, value),
            Some(record) => self.assign_member(record, name, value),
        };
        if changed {
            self.change(id, |node| node.touched = true);
        }
        changed
    }

    /// Gives a question a default answer, which somebody may change.
    pub(super) fn assign_default(&mut self, id: usize, value: Value) {
        let touched = self.node(id).is_some_and(|node| node.touched);
        self.assign(id, value);
        self.change(id, |node| node.touched = touched);
    }

    /// Keeps an answer under a name outside of rows. False if it was kept there before.
    pub(super) fn assign_root(&mut self, name: &str, value: Value) -> bool {
        let value = if is_empty(&value) { Value::Null } else { value };
        let before = self.values.get(name).unwrap_or(&Value::Null);
        if same(before, &value) {
            return false;
        }
        let before = if value.is_null() {
            self.values.remove(name)
        } else {
            self.values.insert(name.to_owned(), value)
        };
        let before = before.unwrap_or(Value::Null);
        self.topics.touch_name(name);
        let shared: Vec<usize> = self.kept_under(name).collect();
        for id in shared {
            self.notice(id, &before);
        }
        self.note(name, before);
        true
    }

    /// Keeps an answer in a row, and drops what is empty then.
    pub(super) fn assign_member(&mut self, record: usize, name: &str, value: Value) -> bool {
        let value = if is_empty(&value) { Value::Null } else { value };
        let before = self.members(Some(record)).and_then(|members| members.get(name));
        let before = before.cloned().unwrap_or(Value::Null);
        if same(&before, &value) {
            return false;
        }
        let Some(members) = self.members_to_write(Some(record)) else { return false };
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.to_owned(), value);
        }
        self.drop_empty(record);
        for id in self.questions_of(record) {
            if self.question(id).is_some_and(|question| value_name(question) == name) {
                self.notice(id, &before);
                if let Some(topic) = self.node(id).map(|node| node.topic) {
                    self.topics.touch(topic);
                }
            }
        }
        self.touch_record(Some(record));
        self.touch_root_of(record);
        true
    }

    /// The questions that stand in a row or panel themselves, not in rows of another question.
    pub(super) fn questions_of(&self, record: usize) -> Vec<usize> {
        let mut questions = Vec::new();
        for child in self.children(record) {
            self.own_questions(*child, &mut questions);
        }
        questions
    }

    /// The questions under a node that are not in rows of another question.
    pub(super) fn own_questions(&self, id: usize, all: &mut Vec<usize>) {
        if self.question(id).is_some() {
            all.push(id);
            return;
        }
        for child in self.children(id) {
            self.own_questions(*child, all);
        }
    }

    /// The answers of a row, made if there are none.
    pub(super) fn members_to_write(
        &mut self,
        record: Option<usize>,
    ) -> Option<&mut Map<String, Value>> {
        let Some(record) = record else { return Some(&mut self.values) };
        let asker = self.asker(record)?;
        let key = self.key(record)?;
        let name = value_name(self.question(asker)?).to_owned();
        let count = self.node(asker)?.count;
        let outer = self.node(asker)?.record;
        let whole = self.members_to_write(outer)?.entry(name).or_insert(Value::Null);
        let own = match key {
            Key::Place(place) => {
                if !whole.is_array() {
                    *whole = Value::Array(Vec::new());
                }
                let list = whole.as_array_mut()?;
                let wanted = count.max(place + 1);
                if list.len() < wanted {
                    list.resize(wanted, Value::Object(Map::new()));
                }
                list.get_mut(place)?
            }
            Key::Row(row) => {
                if !whole.is_object() {
                    *whole = Value::Object(Map::new());
                }
                whole.as_object_mut()?.entry(&*row.key).or_insert(Value::Null)
            }
            Key::Whole => whole,
        };
        if !own.is_object() {
            *own = Value::Object(Map::new());
        }
        own.as_object_mut()
    }

    /// Drops what is empty around a row: the row where rows have keys, and the whole if all of it
    /// is, unless it is of panels, of which there are as many as there are.
    fn drop_empty(&mut self, record: usize) {
        let (Some(asker), Some(key)) = (self.asker(record), self.key(record)) else { return };
        let Some(question) = self.question(asker) else { return };
        let Some(outer) = self.node(asker).map(|node| node.record) else { return };
        let name = value_name(question).to_owned();
        let keeps_panels = panels_of(question).is_some();
        let Some(members) = self.members_to_write(outer) else { return };
        let Some(whole) = members.get_mut(&name) else { return };
        if let (Key::Row(row), Some(rows)) = (key, whole.as_object_mut())
            && rows.get(&*row.key).is_some_and(is_empty)
        {
            rows.remove(&*row.key);
        }
        let empty = whole
            .as_array()
            .map_or_else(|| is_empty(whole), |list| !keeps_panels && list.iter().all(is_empty));
        if empty {
            members.remove(&name);
            if let Some(outer) = outer {
                self.drop_empty(outer);
            }
        }
    }

    /// Something in the rows of a question outside of rows changed.
    fn touch_root_of(&mut self, record: usize) {
        let mut asker = self.asker(record);
        while let Some(id) = asker {
            let Some(node) = self.node(id) else { return };
            let Some(outer) = node.record else { break };
            asker = self.asker(outer);
        }
        let Some(question) = asker.and_then(|id| self.question(id)) else { return };
        let name = value_name(question);
        self.topics.touch_name(name);
        self.changes.push(Change { name: name.to_owned(), before: None });
    }

    /// Keeps an answer under a name, or as that of the nested question with a path.
    pub(super) fn assign_named(&mut self, name: &str, value: Value) -> bool {
        let own = name.strip_suffix(COMMENT).unwrap_or(name);
        let nested = own.contains(['.', '[']) && self.kept_under(own).next().is_none();
        let found = self.at_path(own).filter(|_| nested);
        let Some(id) = found else { return self.assign_root(name, value) };
        let inner = self.question(id).zip(self.node(id).and_then(|node| node.record));
        match inner {
            Some((question, record)) if own != name => {
                let name = comment_name(value_name(question));
                self.assign_member(record, &name, value)
            }
            Some(_) | None => self.assign(id, value),
        }
    }

    /// Remembers that the answer under a name changed, for triggers.
    pub(super) fn note(&mut self, name: &str, before: Value) {
        self.changes.push(Change { name: name.to_owned(), before: Some(before) });
    }

    /// Takes all answers from somewhere else.
    pub(super) fn take(&mut self, answers: &Map<String, Value>) {
        let before = core::mem::take(&mut self.values);
        self.values = object(answers.iter().filter(|(_, value)| !value.is_null()).map(owned));
        for name in before.keys().chain(answers.keys()) {
            self.topics.touch_name(name);
        }
        let mut questions = Vec::new();
        for page in self.pages.clone() {
            self.own_questions(page, &mut questions);
        }
        for id in questions {
            let Some(name) = self.question(id).map(value_name) else { continue };
            let before = before.get(name).unwrap_or(&Value::Null);
            if !same(before, self.values.get(name).unwrap_or(&Value::Null)) {
                self.notice(id, before);
            }
        }
    }

    /// Has a question, and those in its rows, take notice of an answer that came from elsewhere.
    pub(super) fn notice(&mut self, id: usize, before: &Value) {
        let Some(question) = self.question(id) else { return };
        self.change(id, |node| node.lost.clear());
        if let Some(expression) = &question.default_expression {
            let given = self.value(id).filter(|value| !is_empty(value));
            let touched = match given {
                Some(given) => !same(given, &self.compute(Some(id), expression).to_json()),
                None => self.node(id).is_some_and(|node| node.record.is_none()),
            };
            self.change(id, |node| node.touched |= touched);
        }
        self.fit_records(id);
        self.notice_within(id, before);
    }

    fn notice_within(&mut self, id: usize, before: &Value) {
        for record in self.children(id).to_vec() {
            let before = match self.key(record) {
                Some(Key::Place(place)) => before.get(place),
                Some(Key::Row(row)) => before.get(&*row.key),
                Some(Key::Whole) => Some(before),
                None => None,
            };
            let mut changed = false;
            for id in self.questions_of(record) {
                let Some(question) = self.question(id) else { continue };
                let before = before.and_then(|before| before.get(value_name(question)));
                let before = before.unwrap_or(&Value::Null);
                if !same(before, self.value(id).unwrap_or(&Value::Null)) {
                    changed = true;
                    self.notice(id, before);
                    if let Some(topic) = self.node(id).map(|node| node.topic) {
                        self.topics.touch(topic);
                    }
                }
            }
            if let (true, Some(topic)) = (changed, self.node(record).map(|node| node.topic)) {
                self.topics.touch(topic);
            }
        }
    }

    /// Gives all questions their default values.
    pub(super) fn set_defaults(&mut self) {
        for id in self.all_questions() {
            self.set_default(id);
            self.start_records(id);
        }
    }

    /// Gives a question its default value, if it has no answer.
    pub(super) fn set_default(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        if question.default_value.is_null() && question.default_expression.is_none() {
            return;
        }
        let hidden = self.clears_on_hidden(question) && !self.shows(id);
        if hidden || !self.is_unanswered(id) {
            return;
        }
        let value = self.default_of(id, question);
        self.assign_default(id, value);
    }

    /// The default value of a question.
    pub(super) fn default_of(&self, id: usize, question: &Question) -> Value {
        let computed = question
            .default_expression
            .as_ref()
            .map(|expression| self.compute(Some(id), expression).to_json());
        let value = computed.unwrap_or(Value::Null);
        let value = if value.is_null() { question.default_value.clone() } else { value };
        if let QuestionKind::Boolean(boolean) = &question.kind {
            return of_boolean(boolean, value);
        }
        value
    }
}

/// A boolean's default value: what it calls true or false.
fn of_boolean(boolean: &Boolean, value: Value) -> Value {
    let is = |truth: bool| {
        value.as_bool() == Some(truth)
            || value.as_str() == Some(if truth { "true" } else { "false" })
    };
    if is(true) {
        boolean.value_true.to_json()
    } else if is(false) {
        boolean.value_false.to_json()
    } else if value == "indeterminate" {
        Value::Null
    } else {
        value
    }
}

fn owned((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}

/// The name under which the text beside an answer is kept.
pub(super) fn comment_name(name: &str) -> String {
    let mut name = name.to_owned();
    name.push_str(COMMENT);
    name
}

/// Whether a value is no answer to a question: a text of blanks is none either.
pub(super) fn is_blank(value: &Value) -> bool {
    is_empty(value) || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Whether a value is nothing. False and 0 are something.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
    }
}

/// Whether two values are the same answer: 1 and 1.0 are, a missing one and an empty one are not.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}
