//! The parts of a definition as they stand in a response.

use serde_json::Value;

use super::Interview;
use super::kinds::{offers_change, repeats};
use super::rules::Task;
use crate::model::{Choice, Element, Group, Presence, Question, QuestionKind};

/// How many parts a response may have: questions, rows, panels, and the questions in each of them.
/// It bounds the memory that a short answer of many empty rows takes.
const MAX_NODES: usize = 20_000;

/// A part of the survey as it stands in a response.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Node<'d> {
    pub kind: Kind<'d>,
    /// What it stands in.
    pub parent: Option<usize>,
    /// The row or repeated panel that it stands in.
    pub record: Option<usize>,
    /// What stands in it, in the order asked.
    pub children: Vec<usize>,
    /// Whether its own condition shows it.
    pub visible: bool,
    /// Whether its own condition locks it.
    pub read_only: bool,
    /// Whether there must be an answer.
    pub required: bool,
    /// Whether somebody answered it, as opposed to a default value.
    pub touched: bool,
    /// Whether it is still there: rows are removed.
    pub alive: bool,
    /// What changes when its answer does.
    pub topic: usize,
    /// Of a question whose choices depend on something: the keys of those in sight.
    pub offered: Option<String>,
    /// Of a question whose rows depend on something, or that has no choices left: whether it has
    /// nothing to show.
    pub bare: bool,
    /// Its place among the questions that have numbers, from 0.
    pub place: Option<usize>,
    /// Of a question with rows: whether how many there are came with its answer.
    pub answered: bool,
    /// Of a question with choices: what was chosen and is not offered for now.
    pub lost: Vec<Value>,
    /// Of a question with rows: how many there are, whether answered or not.
    pub count: usize,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'d> {
    Page(&'d Group),
    Panel(&'d Group),
    Question(&'d Question),
    Record(Key<'d>),
}

/// Which row or panel of a question's a record is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'d> {
    /// A row or panel of a list, by its place.
    Place(usize),
    /// A row of the definition.
    Row(&'d Choice),
    /// The only one: the items of a question with several fields.
    Whole,
}

impl<'d> Interview<'d> {
    /// Builds the nodes of the whole survey, and the indices.
    pub(super) fn build(&mut self) {
        for page in &self.definition.pages {
            let node = self.build_group(page, Kind::Page(page), None, None);
            self.pages.push(node);
        }
        for calculated in &self.definition.calculated {
            self.add_rule(None, Task::Calculate(calculated));
        }
        // Calculated values come first in each round.
        let count = self.definition.calculated.len();
        self.rules.rotate_right(count);
    }

    pub(super) fn push(
        &mut self,
        kind: Kind<'d>,
        parent: Option<usize>,
        record: Option<usize>,
    ) -> usize {
        self.nodes.push(Node {
            kind,
            parent,
            record,
            children: Vec::new(),
            visible: true,
            read_only: false,
            required: false,
            touched: false,
            alive: true,
            topic: 0,
            offered: None,
            bare: false,
            place: None,
            answered: false,
            lost: Vec::new(),
            count: 0,
        });
        self.nodes.len() - 1
    }

    /// Whether there are as many nodes as there may be; then what comes of the interview is not the
    /// last word.
    pub(super) fn is_crowded(&self) -> bool {
        let crowded = self.nodes.len() >= MAX_NODES;
        if crowded {
            self.costly.set(true);
        }
        crowded
    }

    pub(super) fn node(&self, id: usize) -> Option<&Node<'d>> {
        self.nodes.get(id)
    }

    pub(super) fn change(&mut self, id: usize, change: impl FnOnce(&mut Node<'d>)) {
        if let Some(node) = self.nodes.get_mut(id) {
            change(node);
        }
    }

    fn build_group(
        &mut self,
        group: &'d Group,
        kind: Kind<'d>,
        parent: Option<usize>,
        record: Option<usize>,
    ) -> usize {
        let id = self.push(kind, parent, record);
        let children = self.build_elements(&group.elements, id, record);
        self.change(id, |node| {
            node.children = children;
            node.visible = group.visible;
            node.read_only = group.read_only;
            node.required = group.presence == Presence::Required;
        });
        self.order_children(id);
        let tasks = [
            group.visible_if.as_ref().map(Task::Show),
            group.enable_if.as_ref().map(Task::Enable),
            group.required_if.as_ref().map(Task::Require),
        ];
        for task in tasks.into_iter().flatten() {
            self.add_rule(Some(id), task);
        }
        id
    }

    pub(super) fn build_elements(
        &mut self,
        elements: &'d [Element],
        parent: usize,
        record: Option<usize>,
    ) -> Vec<usize> {
        let mut children = Vec::with_capacity(elements.len());
        for element in elements {
            children.push(match element {
                Element::Question(question) => self.build_question(question, parent, record),
                Element::Panel(panel) => {
                    self.build_group(panel, Kind::Panel(panel), Some(parent), record)
                }
            });
        }
        children
    }

    pub(super) fn build_question(
        &mut self,
        question: &'d Question,
        parent: usize,
        record: Option<usize>,
    ) -> usize {
        let id = self.push(Kind::Question(question), Some(parent), record);
        let topic = match record {
            None => self.topics.of(value_name(question)),
            Some(_) => self.topics.fresh(),
        };
        self.change(id, |node| {
            node.visible = question.visible;
            node.read_only = question.read_only;
            node.required = question.presence == Presence::Required;
            node.topic = topic;
        });
        if record.is_none() {
            add(&mut self.by_value, value_name(question), id);
            add(&mut self.by_name, &question.name, id);
        }
        self.add_question_rules(id, question);
        self.add_setter(id, question);
        self.build_records(id, question);
        id
    }

    fn add_question_rules(&mut self, id: usize, question: &'d Question) {
        let own = if let QuestionKind::Expression(computed) = &question.kind {
            computed.expression.as_ref().map(Task::Compute)
        } else {
            let count = repeats(question).and_then(|repeats| repeats.count_expression.as_ref());
            count.map(Task::Count)
        };
        let tasks = [
            question.visible_if.as_ref().map(Task::Show),
            question.enable_if.as_ref().map(Task::Enable),
            question.required_if.as_ref().map(Task::Require),
            offers_change(question).then_some(Task::Offer),
            own,
            question.default_expression.as_ref().map(Task::Default),
        ];
        for task in tasks.into_iter().flatten() {
            self.add_rule(Some(id), task);
        }
    }

    /// The question that a node is.
    pub(super) fn question(&self, id: usize) -> Option<&'d Question> {
        match self.node(id)?.kind {
            Kind::Question(question) => Some(question),
            Kind::Page(_) | Kind::Panel(_) | Kind::Record(_) => None,
        }
    }

    /// The page or panel that a node is.
    pub(super) fn group(&self, id: usize) -> Option<&'d Group> {
        match self.node(id)?.kind {
            Kind::Page(group) | Kind::Panel(group) => Some(group),
            Kind::Question(_) | Kind::Record(_) => None,
        }
    }

    /// The question whose row or panel a record is.
    pub(super) fn asker(&self, record: usize) -> Option<usize> {
        self.node(record)?.parent
    }

    pub(super) fn children(&self, id: usize) -> &[usize] {
        self.node(id).map_or(&[], |node| &node.children)
    }

    /// The nodes around a node, from within.
    pub(super) fn around(&self, id: usize) -> impl Iterator<Item = usize> {
        let mut next = self.node(id).and_then(|node| node.parent);
        core::iter::from_fn(move || {
            let id = next?;
            next = self.node(id).and_then(|node| node.parent);
            Some(id)
        })
    }

    /// The questions under a node in the order asked, itself included, those in rows too.
    pub(super) fn questions_under(&self, id: usize, all: &mut Vec<usize>) {
        if self.question(id).is_some() {
            all.push(id);
        }
        for child in self.children(id) {
            self.questions_under(*child, all);
        }
    }

    /// All questions, in the order asked.
    pub(super) fn all_questions(&self) -> Vec<usize> {
        let mut all = Vec::new();
        for page in &self.pages {
            self.questions_under(*page, &mut all);
        }
        all
    }

    /// The questions outside of rows that share the name under which answers are kept; case does
    /// not count.
    pub(super) fn kept_under(&self, name: &str) -> impl Iterator<Item = usize> {
        ids(self.by_value.get(&name.to_lowercase()))
    }

    /// The question outside of rows that has a name.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let mut found = ids(self.by_name.get(&name.to_lowercase())).filter_map(|id| {
            let question = self.question(id)?;
            Some((id, *question.name == *name))
        });
        let first = found.next()?;
        let exact = if first.1 { Some(first) } else { found.find(|(_, exact)| *exact) };
        Some(exact.unwrap_or(first).0)
    }

    /// Whether its own condition shows it, and it has something to show.
    pub(super) fn shows(&self, id: usize) -> bool {
        let Some(node) = self.node(id) else { return false };
        let own = node.visible && node.alive && !node.bare;
        match node.kind {
            Kind::Question(_) | Kind::Record(_) => own,
            Kind::Page(_) | Kind::Panel(_) => {
                own && node.children.iter().any(|child| self.shows(*child))
            }
        }
    }

    /// Whether it is in sight: shown, and all that is around it too.
    pub(super) fn in_sight(&self, id: usize) -> bool {
        // What is around something that shows has something to show.
        self.shows(id) && self.around(id).all(|id| self.shows_itself(id))
    }

    /// Whether its own condition shows it, whatever it has to show.
    pub(super) fn shows_itself(&self, id: usize) -> bool {
        self.node(id).is_some_and(|node| node.visible && node.alive && !node.bare)
    }

    /// Whether it cannot be answered: locked, or in something that is.
    pub(super) fn is_read_only(&self, id: usize) -> bool {
        let locked = |id: usize| self.node(id).is_some_and(|node| node.read_only);
        self.definition.settings.read_only || locked(id) || self.around(id).any(locked)
    }

    /// The page that it stands on.
    pub(super) fn page_of(&self, id: usize) -> Option<usize> {
        let page = self.around(id).last().unwrap_or(id);
        self.pages.iter().position(|other| *other == page)
    }
}

/// The name under which a question's answers are kept.
pub(super) fn value_name(question: &Question) -> &str {
    question.value_name.as_ref().unwrap_or(&question.name)
}

/// Adds a node to those that a name stands for.
fn add(index: &mut serde_json::Map<String, Value>, name: &str, id: usize) {
    let ids = index.entry(name.to_lowercase()).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(ids) = ids {
        ids.push(Value::from(id));
    }
}

/// The nodes that a name stands for.
fn ids(entry: Option<&Value>) -> impl Iterator<Item = usize> {
    let ids = entry.and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(|id| usize::try_from(id.as_u64()?).ok())
}
