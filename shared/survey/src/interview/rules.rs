//! Conditions and expressions, and when they run again.

use expression::{Dependency, Expression, Value as Computed};
use serde_json::Value;

use super::Interview;
use super::node::{Key, Kind, value_name};
use super::scope::View;
use super::topics::ANYTHING;
use crate::compact::in_order;
use crate::model::{Calculated, Question, QuestionKind};

/// How often all rules may run for one change. Rules that depend on each other in a circle are
/// refused when a survey is published; hiding and clearing can still go round.
const MAX_ROUNDS: usize = 100;

/// What a rule does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Task<'d> {
    /// `calculatedValues`.
    Calculate(&'d Calculated),
    /// `visibleIf`.
    Show(&'d Expression),
    /// `enableIf`.
    Enable(&'d Expression),
    /// `requiredIf`.
    Require(&'d Expression),
    /// The conditions of choices, rows and columns.
    Offer,
    /// The expression of a question that shows what it comes to.
    Compute(&'d Expression),
    /// `rowCountExpression`, `panelCountExpression`.
    Count(&'d Expression),
    /// `defaultValueExpression`.
    Default(&'d Expression),
    /// What stands under a matrix's columns.
    Total,
}

/// A condition or expression at its place.
#[derive(Debug)]
pub(super) struct Rule<'d> {
    /// Where it stands; nowhere for calculated values.
    pub node: Option<usize>,
    pub task: Task<'d>,
    /// What it looks at; known once it has run.
    topics: Vec<usize>,
    /// The moment in which it ran last.
    ran: Option<u64>,
}

impl<'d> Interview<'d> {
    /// Adds a rule.
    pub(super) fn add_rule(&mut self, node: Option<usize>, task: Task<'d>) {
        self.rules.push(Rule { node, task, topics: Vec::new(), ran: None });
    }

    /// What a rule looks at.
    fn topics_of(&mut self, node: Option<usize>, task: Task<'d>) -> Vec<usize> {
        let mut topics = Vec::new();
        match task {
            Task::Calculate(calculated) => self.look_at(node, &calculated.expression, &mut topics),
            Task::Show(expression)
            | Task::Enable(expression)
            | Task::Require(expression)
            | Task::Count(expression) => self.look_at(node, expression, &mut topics),
            Task::Compute(expression) | Task::Default(expression) => {
                self.look_at(node, expression, &mut topics);
                topics.extend(node.and_then(|id| self.node(id)).map(|node| node.topic));
            }
            Task::Offer => {
                if let Some(question) = node.and_then(|id| self.question(id)) {
                    self.look_at_offers(node, question, &mut topics);
                }
            }
            Task::Total => topics.push(ANYTHING),
        }
        let mut topics = in_order(topics);
        topics.dedup();
        topics
    }

    /// Adds what an expression looks at.
    pub(super) fn look_at(
        &mut self,
        node: Option<usize>,
        expression: &Expression,
        topics: &mut Vec<usize>,
    ) {
        for dependency in expression.dependencies() {
            match dependency {
                Dependency::Name(name) => {
                    if name.starts_with('$') {
                        topics.push(ANYTHING);
                    }
                    self.look_at_name(node, name, topics);
                }
                Dependency::Question(_) | Dependency::Container(_) | Dependency::Anything => {
                    topics.push(ANYTHING);
                }
            }
        }
    }

    fn look_at_name(&mut self, node: Option<usize>, name: &str, topics: &mut Vec<usize>) {
        // What stands in a row is changed with the row.
        let mut record = match node.and_then(|id| Some((id, self.node(id)?))) {
            Some((id, node)) if matches!(node.kind, Kind::Record(_)) => Some(id),
            Some((_, node)) => node.record,
            None => None,
        };
        if let Some(topic) = record.and_then(|record| self.topic_within(record, name)) {
            topics.push(topic);
            return;
        }
        if !is_of_records(name) {
            record = None;
        }
        while let Some(id) = record {
            topics.extend(self.node(id).map(|node| node.topic));
            let asker = self.asker(id);
            if is_of_neighbours(name) {
                topics.extend(asker.and_then(|id| self.node(id)).map(|node| node.topic));
            }
            record = asker.and_then(|id| self.node(id)).and_then(|node| node.record);
        }
        let lower = name.to_lowercase();
        let rest = lower.strip_prefix("panel.").map(str::to_owned);
        for name in core::iter::once(lower).chain(rest) {
            let head = name.split('[').next().unwrap_or_default();
            topics.push(self.topics.of(head));
            for (at, _) in head.match_indices('.') {
                topics.push(self.topics.of(head.get(..at).unwrap_or_default()));
            }
        }
    }

    /// What changes with the question of the same row that a name stands for, if it is one:
    /// `{row.name}`, `{panel.name}`.
    fn topic_within(&self, record: usize, name: &str) -> Option<usize> {
        let (head, rest) = name.split_once('.')?;
        let own = matches!(&*head.to_lowercase(), "row" | "panel");
        let name = rest.to_lowercase();
        let is_it = |id: &usize| {
            self.question(*id).is_some_and(|question| value_name(question).to_lowercase() == name)
        };
        let found = self.questions_of(record).into_iter().filter(|_| own).find(is_it)?;
        self.node(found).map(|node| node.topic)
    }

    /// Runs the rules that look at something that has changed, until nothing changes.
    pub(super) fn settle(&mut self) {
        self.run_rules();
        self.count_questions();
    }

    fn run_rules(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let mut quiet = true;
            let mut at = 0;
            while at < self.rules.len() {
                if self.is_due(at) {
                    quiet = false;
                    self.run(at);
                }
                at += 1;
            }
            self.sweep();
            if quiet || self.is_costly() {
                return;
            }
        }
    }

    fn is_due(&self, at: usize) -> bool {
        let Some(rule) = self.rules.get(at) else { return false };
        let alive = rule.node.is_none_or(|id| self.node(id).is_some_and(|node| node.alive));
        let changed = rule.ran.is_none_or(|ran| self.topics.changed_since(&rule.topics, ran));
        alive && changed && !self.is_costly()
    }

    fn run(&mut self, at: usize) {
        let moment = self.topics.now();
        let Some(rule) = self.rules.get_mut(at) else { return };
        let (node, task, first) = (rule.node, rule.task, rule.ran.is_none());
        rule.ran = Some(moment);
        if first {
            let topics = self.topics_of(node, task);
            if let Some(rule) = self.rules.get_mut(at) {
                rule.topics = topics;
            }
        }
        match (task, node) {
            (Task::Calculate(calculated), _) => {
                let value = self.compute(None, &calculated.expression).to_json();
                self.set_variable(&calculated.name, value);
            }
            (Task::Show(expression), Some(id)) => {
                let visible = self.compute(node, expression) == Computed::Boolean(true);
                self.show(id, visible);
            }
            (Task::Enable(expression), Some(id)) => {
                let locked = self.compute(node, expression) == Computed::Boolean(false);
                self.lock(id, locked);
            }
            (Task::Require(expression), Some(id)) => {
                let required = self.compute(node, expression) == Computed::Boolean(true);
                self.change(id, |node| node.required = required);
            }
            (Task::Offer, Some(id)) => self.offer(id),
            (Task::Compute(expression), Some(id)) => self.run_computed(id, expression),
            (Task::Count(expression), Some(id)) => {
                let count = self.compute(node, expression).to_json();
                self.set_count(id, &count);
            }
            (Task::Default(expression), Some(id)) => self.run_default(id, expression),
            (Task::Total, Some(id)) => self.add_up(id),
            (_, None) => {}
        }
    }

    /// Locks a node or not. What is computed in it is not while it is locked.
    fn lock(&mut self, id: usize, locked: bool) {
        if self.node(id).is_none_or(|node| node.read_only == locked) {
            return;
        }
        self.change(id, |node| node.read_only = locked);
        self.topics.touch(ANYTHING);
        let mut within = Vec::new();
        self.questions_under(id, &mut within);
        let within = in_order(within);
        for rule in &mut self.rules {
            let computes = matches!(rule.task, Task::Compute(_));
            if computes && rule.node.is_some_and(|node| within.binary_search(&node).is_ok()) {
                rule.ran = None;
            }
        }
    }

    fn run_computed(&mut self, id: usize, expression: &Expression) {
        if self.is_read_only(id) {
            return;
        }
        let Some(Question { kind: QuestionKind::Expression(computed), .. }) = self.question(id)
        else {
            return;
        };
        let value = self.compute(Some(id), expression);
        let value = match (value, computed.precision) {
            (Computed::Number(number), Some(digits)) => {
                Computed::Number(super::display::rounded(number, digits))
            }
            (value, _) => value,
        };
        self.assign(id, value.to_json());
    }

    fn run_default(&mut self, id: usize, expression: &Expression) {
        let Some(question) = self.question(id) else { return };
        let touched = self.node(id).is_some_and(|node| node.touched);
        if touched || (self.clears_on_hidden(question) && !self.in_sight(id)) {
            return;
        }
        let value = self.compute(Some(id), expression).to_json();
        let value = if value.is_null() { question.default_value.clone() } else { value };
        self.assign_default(id, value);
    }

    /// What an expression comes to at a node; nothing where it takes too many steps.
    pub(super) fn compute(&self, node: Option<usize>, expression: &Expression) -> Computed {
        self.compute_for(View { interview: self, node, item: None }, expression)
    }

    /// What an expression comes to for what it can see.
    pub(super) fn compute_for(&self, view: View<'_, '_>, expression: &Expression) -> Computed {
        expression.value_within(&view, &self.steps).unwrap_or_else(|_| {
            self.costly.set(true);
            Computed::Null
        })
    }

    /// Drops the rules of rows that are no more.
    fn sweep(&mut self) {
        let nodes = &self.nodes;
        let alive = |id: usize| nodes.get(id).is_some_and(|node| node.alive);
        self.rules.retain(|rule| rule.node.is_none_or(alive));
        self.setters.retain(|setter| alive(setter.node));
    }

    /// Shows or hides a node, with what follows for answers.
    pub(super) fn show(&mut self, id: usize, visible: bool) {
        if self.node(id).is_none_or(|node| node.visible == visible) {
            return;
        }
        let before = self.shown_groups(id);
        self.change(id, |node| node.visible = visible);
        self.topics.touch(ANYTHING);
        self.on_shown(id);
        for (group, shown) in before {
            if self.shows(group) != shown {
                self.on_shown(group);
            }
        }
        if let Some(record) = self.node(id).filter(|node| matches!(node.kind, Kind::Record(_))) {
            let topic = record.topic;
            self.topics.touch(topic);
        }
    }

    /// The panels and pages around a node, and whether they have something to show.
    fn shown_groups(&self, id: usize) -> Vec<(usize, bool)> {
        let groups = self.around(id).filter(|id| self.group(*id).is_some());
        groups.map(|id| (id, self.shows(id))).collect()
    }

    /// Keeps a variable; the answer that was kept under its name is no more.
    pub(super) fn set_variable(&mut self, name: &str, value: Value) {
        let lower = name.to_lowercase();
        let before = self.variables.get(&lower);
        if before.unwrap_or(&Value::Null) == &value {
            return;
        }
        let before = self.variables.insert(lower, value).unwrap_or(Value::Null);
        self.values.remove(name);
        self.topics.touch_name(name);
        self.note(name, before);
    }

    /// What a row's topic is, and those of the rows around it.
    pub(super) fn touch_record(&mut self, mut record: Option<usize>) {
        while let Some(id) = record {
            if let Some(topic) = self.node(id).map(|node| node.topic) {
                self.topics.touch(topic);
            }
            let asker = self.asker(id);
            if let Some(topic) = asker.and_then(|id| self.node(id)).map(|node| node.topic) {
                self.topics.touch(topic);
            }
            record = asker.and_then(|id| self.node(id)).and_then(|node| node.record);
        }
    }

    /// The key of a record.
    pub(super) fn key(&self, record: usize) -> Option<Key<'d>> {
        match self.node(record)?.kind {
            Kind::Record(key) => Some(key),
            Kind::Page(_) | Kind::Panel(_) | Kind::Question(_) => None,
        }
    }
}

/// Whether a name is of the row or panel that it is used in, or of others there.
pub(super) fn is_of_records(name: &str) -> bool {
    matches!(
        &*head_of(name),
        "row"
            | "panel"
            | "parentpanel"
            | "rowindex"
            | "panelindex"
            | "rowname"
            | "rowvalue"
            | "rowtitle"
            | "item"
    ) || is_of_neighbours(name)
}

/// Whether a name is of other rows than its own.
fn is_of_neighbours(name: &str) -> bool {
    matches!(
        &*head_of(name),
        "prevrow"
            | "nextrow"
            | "prevpanel"
            | "nextpanel"
            | "totalrow"
            | "matrix"
            | "visiblerowindex"
            | "visiblepanelindex"
    )
}

/// What stands before the first step of a name, without regard to case.
fn head_of(name: &str) -> String {
    name.split(['.', '[']).next().unwrap_or_default().to_lowercase()
}
