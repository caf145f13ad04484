//! When answers are dropped: of what is hidden, and what is offered no more.

use serde_json::{Map, Value};

use super::Interview;
use super::kinds::{dropdowns_of, matrix_of, panels_of};
use super::node::{Kind, value_name};
use super::values::{comment_name, is_empty, same};
use crate::judge::options_of;
use crate::model::{Clearing, Question};

/// Why an answer may have to go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Occasion {
    /// The question was hidden.
    Hidden,
    /// What is around the question was hidden.
    HiddenAround,
    /// The response is complete.
    Complete,
}

impl Interview<'_> {
    /// When the answer to a question that is hidden goes.
    fn clearing(&self, question: &Question) -> Clearing {
        let own = question.clearing;
        if own == Clearing::Default { self.definition.settings.clearing } else { own }
    }

    /// Whether the answer to a question goes as soon as it is hidden.
    pub(super) fn clears_on_hidden(&self, question: &Question) -> bool {
        matches!(self.clearing(question), Clearing::OnHidden | Clearing::OnHiddenContainer)
    }

    /// What follows from a node being shown or hidden.
    pub(super) fn on_shown(&mut self, id: usize) {
        if let Some(question) = self.question(id) {
            let at_once = self.clears_on_hidden(question);
            if at_once && !self.shows_itself(id) {
                self.clear_if_hidden(id, Occasion::Hidden);
            }
            if at_once && self.in_sight(id) {
                self.set_default(id);
            }
            return;
        }
        let shown = self.shows(id);
        let mut questions = Vec::new();
        for child in self.children(id) {
            self.own_questions(*child, &mut questions);
        }
        for id in questions {
            if shown {
                self.set_default(id);
            } else {
                self.clear_if_hidden(id, Occasion::HiddenAround);
            }
        }
    }

    /// Drops the answer to a question if it is hidden and this is when such answers go.
    pub(super) fn clear_if_hidden(&mut self, id: usize, occasion: Occasion) {
        let Some(question) = self.question(id) else { return };
        if panels_of(question).is_some() {
            let within =
                if occasion == Occasion::Hidden { Occasion::HiddenAround } else { occasion };
            self.clear_in_panels(id, within);
        }
        let clearing = self.clearing(question);
        let goes = match occasion {
            Occasion::Hidden => self.clears_on_hidden(question),
            Occasion::HiddenAround => clearing == Clearing::OnHiddenContainer,
            Occasion::Complete => clearing != Clearing::Never,
        };
        if !goes {
            return;
        }
        if self.is_to_clear(id, question, occasion) {
            self.clear_value(id);
        }
        if matrix_of(question).is_some() {
            self.clear_hidden_cells(id);
        } else if dropdowns_of(question).is_some() {
            self.clear_hidden_rows(id);
        } else if options_of(&question.kind).is_some() {
            self.clear_incorrect(id);
        }
    }

    /// Drops the answers to what is hidden in repeated panels.
    fn clear_in_panels(&mut self, id: usize, occasion: Occasion) {
        for record in self.children(id).to_vec() {
            for id in self.questions_of(record) {
                if self.shows_itself(id) && !self.shows_itself(record) {
                    continue;
                }
                self.clear_if_hidden(id, occasion);
            }
        }
    }

    /// Drops what is chosen in rows, and of columns, that are hidden.
    fn clear_hidden_cells(&mut self, id: usize) {
        let Some(Value::Object(value)) = self.value(id) else { return };
        let (rows, columns) = (self.rows(id), self.columns(id));
        let is_shown =
            |value: &Value| columns.iter().any(|column| same(&column.value.to_json(), value));
        let mut kept = Map::new();
        for row in rows {
            let chosen = match value.get(&*row.key) {
                Some(Value::Array(list)) => {
                    Value::Array(list.iter().filter(|value| is_shown(value)).cloned().collect())
                }
                Some(chosen) if is_shown(chosen) => chosen.clone(),
                Some(_) | None => Value::Null,
            };
            if !is_empty(&chosen) {
                kept.insert(row.key.to_string(), chosen);
            }
        }
        self.assign(id, Value::Object(kept));
    }

    /// Drops the answers in rows that are hidden.
    pub(super) fn clear_hidden_rows(&mut self, id: usize) {
        for record in self.children(id).to_vec() {
            if self.shows_itself(record) {
                continue;
            }
            for id in self.questions_of(record) {
                self.assign(id, Value::Null);
            }
        }
    }

    fn is_to_clear(&self, id: usize, question: &Question, occasion: Occasion) -> bool {
        let around = || {
            self.around(id).all(|id| match self.node(id).map(|node| node.kind) {
                Some(Kind::Page(_) | Kind::Panel(_)) => self.shows(id),
                Some(Kind::Question(_) | Kind::Record(_)) | None => self.shows_itself(id),
            })
        };
        if occasion == Occasion::HiddenAround && !around() {
            return true;
        }
        if self.in_sight(id) || (self.definition.settings.start_page && self.page_of(id) == Some(0))
        {
            return false;
        }
        let shared = self.kept_under(value_name(question)).filter(|other| *other != id);
        let outside = self.node(id).is_some_and(|node| node.record.is_none());
        !(outside && shared.into_iter().any(|other| self.in_sight(other)))
    }

    /// Drops the answer to a question, and the text beside it.
    pub(super) fn clear_value(&mut self, id: usize) {
        let count = self.node(id).map_or(0, |node| node.count);
        self.assign(id, Value::Null);
        self.clear_comment(id);
        self.change(id, |node| node.touched = false);
        // There are as many rows as before, without answers.
        if let Some(question) = self.question(id) {
            self.set_length(id, question, count);
        }
    }

    fn clear_comment(&mut self, id: usize) {
        if self.comment(id).is_none() {
            return;
        }
        let Some(question) = self.question(id) else { return };
        let name = comment_name(value_name(question));
        match self.node(id).and_then(|node| node.record) {
            None => {
                self.assign_root(&name, Value::Null);
            }
            Some(record) => {
                self.assign_member(record, &name, Value::Null);
            }
        }
    }

    /// Drops what is chosen and not offered any more.
    pub(super) fn clear_incorrect(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        let outside = self.node(id).is_some_and(|node| node.record.is_none());
        if outside && self.kept_under(value_name(question)).nth(1).is_some() {
            return;
        }
        self.restore(id);
        let Some(value) = self.value(id) else { return };
        let offers = self.offers(id);
        let mut lost = self.node(id).map(|node| node.lost.clone()).unwrap_or_default();
        let is_offered = |value: &Value| offers.iter().any(|offer| same(&offer.value, value));
        let kept = if let Value::Array(list) = value {
            let (kept, gone): (Vec<_>, Vec<_>) =
                list.iter().cloned().partition(|value| is_offered(value));
            lost.extend(gone);
            Value::Array(kept)
        } else if is_offered(value) {
            return;
        } else {
            Value::Null
        };
        if same(&kept, value) {
            return;
        }
        if self.taking_answers {
            let path = self.path(id);
            self.refused.push(path);
        }
        self.assign(id, kept);
        // Not before: what was lost is forgotten when the answer changes.
        self.change(id, |node| node.lost = lost);
    }

    /// Chooses again what was chosen before it was offered no more, and is offered again.
    fn restore(&mut self, id: usize) {
        let lost = self.node(id).map(|node| node.lost.clone()).unwrap_or_default();
        if lost.is_empty() {
            return;
        }
        let offers = self.offers(id);
        let (back, still): (Vec<_>, Vec<_>) =
            lost.into_iter().partition(|value| offers.iter().any(|offer| offer.value == *value));
        let mut chosen = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        for value in back {
            if !chosen.contains(&value) {
                chosen.push(value);
            }
        }
        self.assign(id, Value::Array(chosen));
        self.change(id, |node| node.lost = still);
    }

    /// Drops what no longer counts now that the response is complete.
    pub(super) fn clear_on_complete(&mut self) {
        let mut outer = Vec::new();
        for page in &self.pages {
            self.own_questions(*page, &mut outer);
        }
        for id in &outer {
            self.clear_unused_comments(*id);
        }
        for id in outer {
            self.clear_if_hidden(id, Occasion::Complete);
        }
    }

    /// Drops texts beside choices that are not chosen.
    fn clear_unused_comments(&mut self, id: usize) {
        let mut all = Vec::new();
        self.questions_under(id, &mut all);
        for id in all {
            let Some(question) = self.question(id) else { continue };
            if options_of(&question.kind).is_some()
                && question.comment.is_none()
                && !self.is_other_chosen(id)
            {
                self.clear_comment(id);
            }
        }
    }

    pub(super) fn is_other_chosen(&self, id: usize) -> bool {
        match self.value(id) {
            Some(Value::Array(list)) => list.iter().any(|value| value == "other"),
            Some(value) => value == "other",
            None => false,
        }
    }
}
