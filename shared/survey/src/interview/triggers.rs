//! What follows from a change by the author's triggers: the survey's, and those of a question.

use expression::{Dependency, Expression, Value as Computed};
use serde_json::Value;

use super::Interview;
use super::values::same;
use crate::model::{Effect, Question, Trigger};

/// How often triggers may set each other off.
const MAX_ROUNDS: usize = 3;

/// How often questions may set each other.
const MAX_SETS: usize = 10;

/// An answer or a variable that changed.
#[derive(Debug)]
pub(super) struct Change {
    pub name: String,
    /// What it was; nothing where only a part of it changed.
    pub before: Option<Value>,
}

/// A question that is set or reset by an expression.
#[derive(Debug)]
pub(super) struct Setter<'d> {
    pub node: usize,
    question: &'d Question,
    known: bool,
    reset: Looks,
    condition: Looks,
    value: Looks,
}

/// What an expression looks at.
#[derive(Debug, Default)]
struct Looks {
    topics: Vec<usize>,
    /// Whether it looks at nothing.
    constant: bool,
}

impl<'d> Interview<'d> {
    /// Remembers a question that is set or reset by an expression.
    pub(super) fn add_setter(&mut self, node: usize, question: &'d Question) {
        let all =
            [&question.reset_value_if, &question.set_value_if, &question.set_value_expression];
        if all.iter().all(|expression| expression.is_none()) {
            return;
        }
        let [reset, condition, value] = all.map(|_| Looks::default());
        self.setters.push(Setter { node, question, known: false, reset, condition, value });
    }

    /// Finds out what the expressions of a question look at, once all of the survey is there.
    fn know_setter(&mut self, at: usize) {
        let Some(setter) = self.setters.get(at).filter(|setter| !setter.known) else { return };
        let (node, question) = (setter.node, setter.question);
        let all =
            [&question.reset_value_if, &question.set_value_if, &question.set_value_expression];
        let [reset, condition, value] = all.map(|expression| {
            let mut looks = Looks::default();
            if let Some(expression) = expression {
                self.look_at(Some(node), expression, &mut looks.topics);
                looks.constant = looks.topics.is_empty();
            }
            looks
        });
        if let Some(setter) = self.setters.get_mut(at) {
            *setter = Setter { node, question, known: true, reset, condition, value };
        }
    }

    /// Sets and resets the questions whose expressions look at something that changed after a
    /// moment.
    pub(super) fn run_setters(&mut self, mut moment: u64) {
        for _ in 0..MAX_SETS {
            let now = self.topics.now();
            let mut at = 0;
            while at < self.setters.len() {
                self.run_setter(at, moment);
                at += 1;
            }
            if self.topics.now() == now || self.is_costly() {
                return;
            }
            self.settle();
            moment = now;
        }
    }

    fn run_setter(&mut self, at: usize, moment: u64) {
        self.know_setter(at);
        let Some(setter) = self.setters.get(at) else { return };
        let (id, question) = (setter.node, setter.question);
        if !self.node(id).is_some_and(|node| node.alive) {
            return;
        }
        let changed = |looks: &Looks| self.topics.changed_since(&looks.topics, moment);
        let reset = changed(&setter.reset) || setter.reset.constant;
        let by_value = changed(&setter.value) || setter.value.constant;
        let by_condition = changed(&setter.condition)
            || if question.set_value_expression.is_some() {
                by_value
            } else {
                setter.condition.constant
            };
        if let Some(condition) = question.reset_value_if.as_ref()
            && reset
            && !self.is_unanswered(id)
            && self.compute(Some(id), condition) == Computed::Boolean(true)
        {
            self.reset(id, question);
        }
        let sets = match &question.set_value_if {
            Some(condition) => by_condition && self.compute(Some(id), condition).is_true(),
            None => by_value,
        };
        if sets {
            self.set_by_expression(id, question);
        }
    }

    fn reset(&mut self, id: usize, question: &Question) {
        if question.default_value.is_null() && question.default_expression.is_none() {
            self.clear_value(id);
        } else {
            let value = self.default_of(id, question);
            self.assign_default(id, value);
        }
    }

    fn set_by_expression(&mut self, id: usize, question: &Question) {
        match &question.set_value_expression {
            Some(expression) => {
                let value = self.compute(Some(id), expression).to_json();
                self.assign(id, value);
            }
            None if question.set_value_if.is_some() => self.clear_value(id),
            None => {}
        }
    }

    /// Runs the survey's triggers that look at something that has changed.
    pub(super) fn fire(&mut self) {
        let definition = self.definition;
        if definition.triggers.is_empty() || self.completed {
            self.changes.clear();
            return;
        }
        let mut keys = core::mem::take(&mut self.changes);
        for _ in 0..MAX_ROUNDS {
            let first = keys.len();
            for trigger in &definition.triggers {
                self.check(trigger, &keys);
                keys.append(&mut self.changes);
            }
            if keys.len() == first || self.completed || self.is_costly() {
                return;
            }
            keys.drain(..first);
        }
    }

    /// Shows and keeps what triggers had shown and kept when what is answered was answered: none of
    /// it is among the answers.
    pub(crate) fn replay(&mut self) {
        let definition = self.definition;
        if definition.triggers.is_empty() {
            return;
        }
        let change = |name: &String| Change { name: name.clone(), before: None };
        let keys: Vec<_> = self.values.keys().map(change).collect();
        for trigger in &definition.triggers {
            match &trigger.effect {
                Effect::Visible { .. } | Effect::SetValue { variable: true, .. } => {
                    self.check(trigger, &keys);
                }
                Effect::SetValue { variable: false, .. }
                | Effect::CopyValue { .. }
                | Effect::RunExpression { .. }
                | Effect::Complete
                | Effect::Skip { .. } => {}
            }
        }
        self.changes.clear();
    }

    /// Runs a trigger if it looks at one of the changes and its condition holds.
    fn check(&mut self, trigger: &'d Trigger, keys: &[Change]) {
        let own = match &trigger.effect {
            Effect::SetValue { to, .. } | Effect::CopyValue { to, .. } => Some(to),
            Effect::Complete
            | Effect::Skip { .. }
            | Effect::RunExpression { .. }
            | Effect::Visible { .. } => None,
        };
        let to_itself = matches!(keys, [key] if own.is_some_and(|own| **own == key.name));
        if to_itself || keys.is_empty() || !self.looks_at(trigger, keys) {
            return;
        }
        let holds = self.compute(None, &trigger.condition) == Computed::Boolean(true);
        if let Effect::Visible { pages, questions } = &trigger.effect {
            for name in pages {
                self.show_page(name, holds);
            }
            for id in questions.iter().filter_map(|name| self.named(name)).collect::<Vec<_>>() {
                self.show(id, holds);
            }
            self.settle();
        } else if holds {
            self.run_effect(&trigger.effect);
        }
    }

    fn run_effect(&mut self, effect: &'d Effect) {
        let moment = self.topics.now();
        match effect {
            Effect::SetValue { to, value, variable: true } => self.set_variable(to, value.clone()),
            Effect::SetValue { to, value, variable: false } => self.set_to(to, value.clone()),
            Effect::CopyValue { to, from } => {
                let view = super::scope::View { interview: self, node: None, item: None };
                let found = view.find(from).map(|found| found.value.into_owned());
                if let Some(value) = found {
                    self.set_to(to, value);
                }
            }
            Effect::Skip { to } => self.skip_to(to),
            Effect::RunExpression { expression, to } => {
                let value = expression.as_ref().map(|expression| self.compute(None, expression));
                if let (Some(value), Some(to)) = (value, to) {
                    self.set_to(to, value.to_json());
                }
            }
            // The one ends the survey when the page is left, the other was seen to.
            Effect::Complete | Effect::Visible { .. } => {}
        }
        if self.topics.now() > moment {
            self.settle();
            self.run_setters(moment);
        }
    }

    /// Sets what a name stands for: a question, in rows too, or else an answer to no question.
    fn set_to(&mut self, name: &str, value: Value) {
        let found = {
            let view = super::scope::View { interview: self, node: None, item: None };
            view.find(name).and_then(|found| found.answered())
        };
        match found {
            Some(id) => {
                self.assign(id, value);
            }
            None if !name.contains('.') => {
                self.assign_root(name, value);
            }
            None => {}
        }
    }

    /// Whether a trigger looks at one of the changes.
    fn looks_at(&self, trigger: &Trigger, keys: &[Change]) -> bool {
        let copied =
            if let Effect::CopyValue { from, .. } = &trigger.effect { Some(&**from) } else { None };
        let mut names: Vec<&str> = copied.into_iter().collect();
        for dependency in trigger.condition.dependencies() {
            match dependency {
                Dependency::Name(name) => names.push(name),
                Dependency::Question(_) | Dependency::Container(_) | Dependency::Anything => {
                    return true;
                }
            }
        }
        let constant = copied.is_none() && names.is_empty();
        constant || names.iter().any(|name| keys.iter().any(|key| self.is_of(name, key)))
    }

    /// Whether what a name stands for is changed by a change.
    fn is_of(&self, name: &str, key: &Change) -> bool {
        let (lower, key_lower) = (name.to_lowercase(), key.name.to_lowercase());
        if lower == key_lower || lower.starts_with('$') {
            return true;
        }
        let Some(rest) = lower.strip_prefix(&*key_lower) else { return false };
        if !rest.starts_with(['.', '[']) {
            return false;
        }
        let Some(before) = &key.before else { return true };
        let now = self.values.get(&key.name).unwrap_or(&Value::Null);
        let part = |value: &Value| {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            expression::find_in(value, rest).map(|value| value.to_json())
        };
        let (before, now) = (part(before), part(now));
        !same(&before.unwrap_or(Value::Null), &now.unwrap_or(Value::Null))
    }

    /// The last page that is asked, by its place, where a trigger has ended the survey: the first on
    /// which all was known that it looks at.
    pub(super) fn last_page(&self) -> usize {
        let ends = |trigger: &&Trigger| {
            matches!(trigger.effect, Effect::Complete) && self.holds_at(None, &trigger.condition)
        };
        let ended = self.definition.triggers.iter().filter(ends);
        let last = ended.map(|trigger| self.page_known(&trigger.condition, 0)).min();
        let first = self.visible_pages().next().unwrap_or(0);
        last.map_or(usize::MAX, |last| last.max(first))
    }

    /// The page on which all is known that an expression looks at.
    fn page_known(&self, expression: &Expression, depth: usize) -> usize {
        let pages = expression.dependencies().into_iter().map(|dependency| match dependency {
            Dependency::Name(name) => self.page_of_name(name, depth),
            Dependency::Question(name) => {
                self.named(name).and_then(|id| self.page_of(id)).unwrap_or(usize::MAX)
            }
            Dependency::Container(name) => {
                self.container(name).and_then(|id| self.page_of(id)).unwrap_or(usize::MAX)
            }
            Dependency::Anything => usize::MAX,
        });
        pages.max().unwrap_or(0)
    }

    fn page_of_name(&self, name: &str, depth: usize) -> usize {
        let name = name.strip_suffix(super::values::COMMENT).unwrap_or(name);
        let calculated = |head: &str| {
            let mut all = self.definition.calculated.iter();
            all.find(|own| own.name.eq_ignore_ascii_case(head)).filter(|_| depth < MAX_SETS)
        };
        for (head, _) in expression::heads(name) {
            if let Some(own) = calculated(head) {
                return self.page_known(&own.expression, depth + 1);
            }
            let ids = self.kept_under(head).chain(self.named(head));
            if let Some(page) = ids.filter_map(|id| self.page_of(id)).max() {
                return page;
            }
        }
        0
    }

    /// Whether a trigger ends the survey now that a page is left.
    pub(crate) fn is_ended(&self) -> bool {
        let ends = |trigger: &&Trigger| matches!(trigger.effect, Effect::Complete);
        let mut ending = self.definition.triggers.iter().filter(ends);
        ending.any(|trigger| self.holds_at(None, &trigger.condition))
    }

    /// Whether a condition holds at a node: comes to true, and not only to something.
    pub(super) fn holds_at(&self, node: Option<usize>, condition: &Expression) -> bool {
        self.compute(node, condition) == Computed::Boolean(true)
    }
}
