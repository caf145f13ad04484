//! Rows and panels that repeat, each with questions of its own.

use expression::parse_number;
use serde_json::{Map, Value};

use super::Interview;
use super::kinds::{asks, columns, dropdowns_of, panels_of, repeats};
use super::node::{Key, Kind, value_name};
use super::order::{seed_of, shuffle};
use super::rules::Task;
use super::values::is_empty;
use crate::model::{Column, MatrixDropdown, Order, Question, QuestionKind, Repeats};

impl<'d> Interview<'d> {
    /// Builds the rows that a question has from the first.
    pub(super) fn build_records(&mut self, id: usize, question: &'d Question) {
        if let QuestionKind::MultipleText(multiple) = &question.kind {
            let record = self.build_record(id, Key::Whole);
            for item in &multiple.items {
                let child = self.build_question(item, record, Some(record));
                self.change(record, |node| node.children.push(child));
            }
        } else if let Some(matrix) = dropdowns_of(question) {
            self.build_rows(id, question, matrix);
        } else if let Some(repeats) = repeats(question) {
            self.set_length(id, question, first_count(question, repeats));
        }
        if columns(question).iter().any(|column| column.total.is_some()) {
            self.add_rule(Some(id), Task::Total);
        }
    }

    fn build_rows(&mut self, id: usize, question: &'d Question, matrix: &'d MatrixDropdown) {
        let mut rows: Vec<_> = matrix.rows.list.iter().collect();
        if matrix.order == Order::Random {
            shuffle(&mut rows, seed_of(self.circumstances.seed, value_name(question)));
        }
        for row in rows {
            if self.is_crowded() {
                return;
            }
            let record = self.build_record(id, Key::Row(row));
            self.build_columns(record, &matrix.columns);
            if let Some(expression) = &row.visible_if {
                self.add_rule(Some(record), Task::Show(expression));
            }
        }
    }

    fn build_record(&mut self, id: usize, key: Key<'d>) -> usize {
        let record = self.push_record(id, key);
        self.change(id, |node| node.children.push(record));
        record
    }

    fn build_columns(&mut self, record: usize, columns: &'d [Column]) {
        for column in columns {
            let child = self.build_question(&column.question, record, Some(record));
            self.change(record, |node| node.children.push(child));
        }
    }

    /// Makes a question have so many rows: new ones at the end, or the last ones gone.
    pub(super) fn set_length(&mut self, id: usize, question: &'d Question, count: usize) {
        if repeats(question).is_none() {
            return;
        }
        let children = self.children(id).to_vec();
        if children.len() == count {
            return;
        }
        for child in children.iter().skip(count) {
            self.remove_node(*child);
        }
        self.change(id, |node| {
            node.children.truncate(count);
            node.count = count;
        });
        for place in children.len()..count {
            if self.is_crowded() {
                break;
            }
            let record = self.build_record(id, Key::Place(place));
            self.build_columns(record, columns(question));
            if let Some(panel) = panels_of(question) {
                let built = self.build_elements(&panel.elements, record, Some(record));
                self.change(record, |node| node.children = built);
                if let Some(expression) = &panel.template_visible_if {
                    self.add_rule(Some(record), Task::Show(expression));
                }
            }
        }
        let Some((topic, outer)) = self.node(id).map(|node| (node.topic, node.record)) else {
            return;
        };
        self.topics.touch(topic);
        self.touch_record(outer);
    }

    /// A node and all that is in it are no more.
    fn remove_node(&mut self, id: usize) {
        for child in self.children(id).to_vec() {
            self.remove_node(child);
        }
        self.change(id, |node| node.alive = false);
    }

    /// Has a question as many rows as its answer has.
    pub(super) fn fit_records(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        let Some(repeats) = repeats(question) else { return };
        let Some(node) = self.node(id) else { return };
        let (count, answered) = (node.count, node.answered);
        let least = usize::try_from(repeats.min).unwrap_or(0);
        let most = usize::try_from(repeats.max).unwrap_or(usize::MAX).max(least);
        let panels = panels_of(question).is_some();
        let kept = self.value(id).and_then(Value::as_array).map(Vec::len);
        let count = match kept {
            Some(kept) => kept.clamp(least, most),
            // Without an answer there are as many as there were before there was one.
            None if answered && !panels => least,
            None => count,
        };
        self.change(id, |node| node.answered = kept.is_some());
        self.set_length(id, question, count);
    }

    /// Panels are kept even if nothing in them is answered.
    pub(super) fn keep_panels(&mut self, id: usize, question: &Question) {
        let Some(count) = self.node(id).map(|node| node.count) else { return };
        let kept = self.value(id).and_then(Value::as_array).map_or(0, Vec::len);
        if panels_of(question).is_none() || kept == count {
            return;
        }
        let mut list = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        list.resize(count, Value::Object(Map::new()));
        self.put(id, Value::Array(list));
    }

    /// Keeps the rows of a question as they are, without asking who changed them.
    fn put(&mut self, id: usize, value: Value) {
        let touched = self.node(id).is_some_and(|node| node.touched);
        self.assign(id, value);
        self.change(id, |node| node.touched = touched);
    }

    /// Keeps the panels that there are from the first, and answers what has a default in rows.
    pub(super) fn start_records(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        let Some(repeats) = repeats(question) else { return };
        if !repeats.default_value.is_null() && self.is_unanswered(id) {
            let count = self.node(id).map_or(0, |node| node.count);
            let list = vec![repeats.default_value.clone(); count];
            self.put(id, Value::Array(list));
        }
        self.keep_panels(id, question);
    }

    /// What an expression says of how many rows there are.
    pub(super) fn set_count(&mut self, id: usize, value: &Value) {
        let Some(question) = self.question(id) else { return };
        let Some(repeats) = repeats(question) else { return };
        let number = value.as_f64().or_else(|| parse_number(value.as_str()?.trim()));
        let number = number.unwrap_or(0.0);
        let bounded = number.floor().max(repeats.min.into()).min(repeats.max.into());
        let count = (0..=repeats.max).take_while(|count| f64::from(*count) <= bounded).last();
        let count = usize::try_from(count.unwrap_or(0)).unwrap_or(0);
        self.resize(id, question, count);
    }

    /// Makes a question have so many rows, with what they hold.
    fn resize(&mut self, id: usize, question: &'d Question, count: usize) {
        let before = self.node(id).map_or(0, |node| node.count);
        if before == count {
            return;
        }
        let mut list = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        list.truncate(count);
        self.set_length(id, question, count);
        self.keep_rows(id, question, list);
        self.greet(id, before);
    }

    /// Keeps rows: of a matrix, none if all are empty.
    fn keep_rows(&mut self, id: usize, question: &Question, mut list: Vec<Value>) {
        let count = self.node(id).map_or(0, |node| node.count);
        if panels_of(question).is_some() {
            list.resize(count, Value::Object(Map::new()));
        } else if list.iter().all(is_empty) {
            list.clear();
        }
        self.assign(id, Value::Array(list));
        // There are rows, whether answered or not.
        if let Some(question) = self.question(id) {
            self.set_length(id, question, count);
        }
    }

    /// Gives new rows, from a place on, their default values.
    fn greet(&mut self, id: usize, from: usize) {
        let records: Vec<_> = self.children(id).iter().skip(from).copied().collect();
        for record in records {
            let mut questions = Vec::new();
            self.questions_under(record, &mut questions);
            for question in questions {
                self.set_default(question);
                self.start_records(question);
            }
        }
    }

    /// Adds a row or panel at the end of a question's, if there may be one more. The question is
    /// named by its path.
    pub fn add(&mut self, question: &str) {
        let moment = self.topics.now();
        let Some(id) = self.at_path(question) else { return };
        let Some(question) = self.question(id) else { return };
        let Some(repeats) = repeats(question) else { return };
        let count = self.node(id).map_or(0, |node| node.count);
        let most = usize::try_from(repeats.max).unwrap_or(usize::MAX);
        if !repeats.may_add || count >= most || self.is_read_only(id) {
            return;
        }
        let mut list = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        let copied = list.last().filter(|_| repeats.copy_last).cloned();
        let fresh = copied.or_else(|| Some(repeats.default_value.clone()).filter(Value::is_object));
        if let Some(fresh) = fresh {
            list.resize(count, Value::Object(Map::new()));
            list.push(fresh);
        }
        self.set_length(id, question, count + 1);
        self.keep_rows(id, question, list);
        self.greet(id, count);
        self.go_to_row(id, count);
        self.follow(moment);
    }

    /// Goes to the page of a question that got a row in which something can be answered.
    fn go_to_row(&mut self, id: usize, place: usize) {
        let Some(record) = self.children(id).get(place) else { return };
        let mut questions = Vec::new();
        self.questions_under(*record, &mut questions);
        let answerable = |id: &usize| {
            let asked = self.question(*id).is_some_and(|question| asks(&question.kind));
            asked && self.in_sight(*id) && !self.is_read_only(*id)
        };
        if questions.iter().any(answerable) {
            self.go_to_question(id);
        }
    }

    /// Takes a row or panel away, if there may be one less. The question is named by its path.
    pub fn remove(&mut self, question: &str, index: usize) {
        let moment = self.topics.now();
        let Some(id) = self.at_path(question) else { return };
        let Some(question) = self.question(id) else { return };
        let Some(repeats) = repeats(question) else { return };
        let count = self.node(id).map_or(0, |node| node.count);
        let least = usize::try_from(repeats.min).unwrap_or(0);
        if !repeats.may_remove || count <= least || index >= count || self.is_read_only(id) {
            return;
        }
        let mut list = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        if index < list.len() {
            list.remove(index);
        }
        self.set_length(id, question, count - 1);
        self.keep_rows(id, question, list);
        self.follow(moment);
    }
}

fn first_count(question: &Question, repeats: &Repeats) -> usize {
    // A matrix may begin with fewer rows than are asked for in the end.
    let least = if panels_of(question).is_some() { repeats.min } else { 0 };
    usize::try_from(repeats.count.max(least).min(repeats.max.max(least))).unwrap_or(0)
}

impl<'d> Interview<'d> {
    fn push_record(&mut self, id: usize, key: Key<'d>) -> usize {
        let outer = self.node(id).and_then(|node| node.record);
        let record = self.push(Kind::Record(key), Some(id), outer);
        let topic = self.topics.fresh();
        self.change(record, |node| node.topic = topic);
        record
    }
}

/// The name under which the totals of a matrix are kept.
pub(super) fn totals_name(name: &str) -> String {
    let mut name = name.to_owned();
    name.push_str("-total");
    name
}
