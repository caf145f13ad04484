//! What is wrong with the answers to what is in sight.

use expression::Expression;
use serde_json::Value;

use super::Interview;
use super::kinds::panels_of;
use super::node::{Key, Kind, value_name};
use super::values::is_empty;
use crate::answers::{AnswerProblem, AnswerReason};
use crate::judge::{self, Asked, Offer};
use crate::model::{Choice, Question, QuestionKind};

/// What a question asks at a moment, for the judge to look at.
pub(super) struct Moment<'d> {
    question: &'d Question,
    required: bool,
    pub offers: Vec<Offer<'d>>,
    rows: Vec<&'d Choice>,
    columns: Vec<&'d Choice>,
    min: Option<Value>,
    max: Option<Value>,
    comment: Option<String>,
}

impl Moment<'_> {
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked {
            question: self.question,
            required: self.required,
            offers: &self.offers,
            rows: &self.rows,
            columns: &self.columns,
            min: self.min.clone(),
            max: self.max.clone(),
            comment: self.comment.as_deref(),
        }
    }
}

impl<'d> Interview<'d> {
    /// What is wrong with the answers on all pages in sight, in the order asked. What is hidden
    /// has no problems, and neither has what cannot be changed.
    #[must_use]
    pub fn problems(&self) -> Vec<AnswerProblem> {
        self.problems_until(usize::MAX)
    }

    /// The same up to a page, by its place.
    pub(super) fn problems_until(&self, last: usize) -> Vec<AnswerProblem> {
        let mut found = Vec::new();
        if self.definition.settings.start_page {
            self.judge_node(self.pages.first().copied(), &mut found);
        }
        for page in self.visible_pages().filter(|page| *page <= last) {
            self.judge_node(self.pages.get(page).copied(), &mut found);
        }
        found
    }

    /// What is wrong on one page.
    pub(super) fn problems_on(&self, page: usize) -> Vec<AnswerProblem> {
        let mut found = Vec::new();
        self.judge_node(self.pages.get(page).copied(), &mut found);
        found
    }

    /// What is wrong with a part of a page.
    pub(super) fn problems_in(&self, id: usize) -> Vec<AnswerProblem> {
        let mut found = Vec::new();
        self.judge_node(Some(id), &mut found);
        found
    }

    fn judge_node(&self, id: Option<usize>, found: &mut Vec<AnswerProblem>) {
        let Some(id) = id.filter(|id| self.shows(*id)) else { return };
        let Some(node) = self.node(id) else { return };
        if let Kind::Question(question) = node.kind {
            self.judge_question(id, question, found);
        }
        if let Kind::Page(group) | Kind::Panel(group) = node.kind {
            let mut questions = Vec::new();
            self.own_questions(id, &mut questions);
            questions.retain(|id| self.in_sight(*id));
            let lacks = node.required
                && !self.is_read_only(id)
                && !questions.is_empty()
                && questions.iter().all(|id| self.is_unanswered(*id));
            if lacks {
                let reason = AnswerReason::OneRequired.told(&group.required_error_text);
                found.push(AnswerProblem { name: self.path(id), reason });
            }
        }
        for child in &node.children {
            self.judge_node(Some(*child), found);
        }
        if let Kind::Question(question) = node.kind {
            self.judge_rows(id, question, found);
        }
    }

    fn judge_question(&self, id: usize, question: &'d Question, found: &mut Vec<AnswerProblem>) {
        if self.is_read_only(id) {
            return;
        }
        let moment = self.moment(id, question);
        let value = self.value(id).filter(|value| !is_empty(value) || value.is_array());
        let mut holds = |expression: &Expression| self.compute(Some(id), expression).is_true();
        for reason in judge::rules(&moment.asked(), value, &mut holds) {
            found.push(AnswerProblem { name: self.path(id), reason });
        }
    }

    /// What is the same in two rows that each need an answer of their own. What is hidden is no
    /// answer: nobody could mend it.
    fn judge_rows(&self, id: usize, question: &'d Question, found: &mut Vec<AnswerProblem>) {
        if self.is_read_only(id) || !judge::compares_rows(question) {
            return;
        }
        let Some(mut value) = self.value(id).cloned() else { return };
        self.take_hidden_from(id, &mut value);
        for twice in judge::duplicates(question, &value) {
            let mut name = self.path(id);
            let listed = value.is_array();
            name.push_str(if listed { "[" } else { "." });
            name.push_str(&twice.row);
            name.push_str(if listed { "]." } else { "." });
            name.push_str(twice.question);
            found.push(AnswerProblem { name, reason: twice.reason });
        }
    }

    /// Takes the answers that are hidden from those of the rows of a question.
    fn take_hidden_from(&self, id: usize, value: &mut Value) {
        for record in self.children(id) {
            let members = match self.key(*record) {
                Some(Key::Place(place)) => value.get_mut(place),
                Some(Key::Row(row)) => value.get_mut(&*row.key),
                Some(Key::Whole) | None => None,
            };
            let Some(Value::Object(members)) = members else { continue };
            for cell in self.questions_of(*record) {
                if let Some(question) = self.question(cell).filter(|_| !self.in_sight(cell)) {
                    members.remove(value_name(question));
                }
            }
        }
    }

    /// What a question asks now.
    pub(super) fn moment(&self, id: usize, question: &'d Question) -> Moment<'d> {
        let mut bounds = (&None, &None);
        if let QuestionKind::Text(text) = &question.kind {
            bounds = (&text.min_expression, &text.max_expression);
        } else if let QuestionKind::Slider(slider) = &question.kind {
            bounds = (&slider.min_expression, &slider.max_expression);
        }
        let bound = |expression: &Option<Expression>| {
            let value = self.compute(Some(id), expression.as_ref()?).to_json();
            Some(value).filter(|value| !value.is_null())
        };
        Moment {
            question,
            required: self.node(id).is_some_and(|node| node.required),
            offers: self.offers(id),
            rows: self.rows(id),
            columns: self.columns(id),
            min: bound(bounds.0),
            max: bound(bounds.1),
            comment: self.comment(id).map(str::to_owned),
        }
    }

    /// The page or panel with a name.
    pub(super) fn container(&self, name: &str) -> Option<usize> {
        let mut groups = Vec::new();
        for page in &self.pages {
            self.groups_under(*page, &mut groups);
        }
        groups.into_iter().find(|id| self.group(*id).is_some_and(|group| *group.name == *name))
    }

    /// Whether all that is asked in a page, panel or repeated panel is answered without a problem.
    pub(super) fn is_ready(&self, container: &str, index: Option<usize>) -> bool {
        let nodes = if let Some(group) = self.container(container) {
            vec![group]
        } else {
            let panels = |id: &usize| self.question(*id).and_then(panels_of).is_some();
            let Some(id) = self.named(container).filter(panels) else { return false };
            let all = self.children(id);
            match index.map(|index| all.get(index)) {
                None => all.to_vec(),
                Some(Some(record)) => vec![*record],
                Some(None) => return false,
            }
        };
        let mut found = Vec::new();
        for node in nodes {
            self.judge_node(Some(node), &mut found);
        }
        found.is_empty()
    }

    fn groups_under(&self, id: usize, all: &mut Vec<usize>) {
        if self.group(id).is_some() {
            all.push(id);
            for child in self.children(id) {
                self.groups_under(*child, all);
            }
        }
    }

    /// The name of a question in problems: with the rows and panels that it stands in.
    pub(super) fn path(&self, id: usize) -> String {
        let Some(node) = self.node(id) else { return String::new() };
        let own = match node.kind {
            Kind::Question(question) => &*question.name,
            Kind::Page(group) | Kind::Panel(group) => &*group.name,
            Kind::Record(_) => "",
        };
        let Some(record) = node.record else { return own.to_owned() };
        let mut path = self.record_path(record);
        if !own.is_empty() {
            path.push('.');
            path.push_str(own);
        }
        path
    }

    /// The name of a row or repeated panel in problems.
    pub(super) fn record_path(&self, record: usize) -> String {
        let Some(asker) = self.asker(record) else { return String::new() };
        let mut path = self.path(asker);
        match self.key(record) {
            Some(Key::Place(place)) => {
                path.push('[');
                path.push_str(&place.to_string());
                path.push(']');
            }
            Some(Key::Row(row)) => {
                path.push('.');
                path.push_str(&row.key);
            }
            Some(Key::Whole) | None => {}
        }
        path
    }

    /// The question with a name or a path.
    pub(super) fn at_path(&self, path: &str) -> Option<usize> {
        let exact = self
            .named(path)
            .filter(|id| self.question(*id).is_some_and(|question| *question.name == *path));
        if exact.is_some() {
            return exact;
        }
        let view = super::scope::View { interview: self, node: None, item: None };
        let id = view.find_asked(path)?.answered()?;
        self.question(id).filter(|question| path.ends_with(value_name(question))).map(|_| id)
    }
}
