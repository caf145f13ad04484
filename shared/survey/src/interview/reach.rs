//! How far the answers that are asked for now reach: what may change with them.

use expression::{Dependency, Expression, heads};
use serde_json::{Map, Value};

use super::Interview;
use super::kinds::columns;
use super::node::value_name;
use super::rules::is_of_records;
use crate::model::{Effect, Element, Question, QuestionKind};

/// What may change with the answers to some questions: what depends on nothing else can be decided
/// before they are given.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The names whose values may change, in lower case; nothing if any may.
    names: Option<Map<String, Value>>,
    /// The pages and questions that a trigger may show.
    shown: Map<String, Value>,
}

/// Something with a value of its own that an expression may change.
struct Link<'d> {
    from: Vec<&'d Expression>,
    to: &'d str,
}

impl<'d> Interview<'d> {
    /// What may change with any answer.
    #[must_use]
    pub fn whole_reach(&self) -> Reach {
        let mut reach = Reach { names: None, shown: Map::new() };
        self.add_shown(&mut reach);
        reach
    }

    /// What may change with the answers that are asked for where the respondent stands.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let mut names = Map::new();
        for question in self.asked_questions() {
            for name in [&*question.name, value_name(question)] {
                names.insert(name.to_lowercase(), Value::Null);
            }
        }
        let mut reach = Reach { names: Some(names), shown: Map::new() };
        let mut links = self.links();
        loop {
            let before = links.len();
            links.retain(|link| {
                let touched = link.from.iter().any(|expression| reach.touches(expression));
                if let (true, Some(names)) = (touched, &mut reach.names) {
                    names.insert(link.to.to_lowercase(), Value::Null);
                }
                !touched
            });
            if links.len() == before {
                break;
            }
        }
        self.add_shown(&mut reach);
        reach
    }

    fn links(&self) -> Vec<Link<'d>> {
        let definition = self.definition;
        let mut links = Vec::new();
        for calculated in &definition.calculated {
            links.push(Link { from: vec![&calculated.expression], to: &calculated.name });
        }
        for question in definition.questions() {
            let mut from = Vec::new();
            expressions(question, &mut from);
            if !from.is_empty() {
                links.push(Link { from: from.clone(), to: &question.name });
                links.push(Link { from, to: value_name(question) });
            }
        }
        for trigger in &definition.triggers {
            let mut from = vec![&trigger.condition];
            let to = match &trigger.effect {
                Effect::SetValue { to, .. } | Effect::CopyValue { to, .. } => Some(to),
                Effect::RunExpression { expression, to } => {
                    from.extend(expression);
                    to.as_ref()
                }
                Effect::Complete | Effect::Skip { .. } | Effect::Visible { .. } => None,
            };
            links.extend(to.map(|to| Link { from, to }));
        }
        links
    }

    fn add_shown(&self, reach: &mut Reach) {
        for trigger in &self.definition.triggers {
            let Effect::Visible { pages, questions } = &trigger.effect else { continue };
            if reach.touches(&trigger.condition) {
                for name in pages.iter().chain(questions) {
                    reach.shown.insert(name.to_string(), Value::Null);
                }
            }
        }
    }
}

impl Reach {
    /// Whether what an expression comes to may change.
    #[must_use]
    pub fn touches(&self, expression: &Expression) -> bool {
        let Some(names) = &self.names else { return true };
        expression.dependencies().into_iter().any(|dependency| match dependency {
            Dependency::Name(name) => {
                let name = name.to_lowercase();
                let name = name.strip_suffix("-comment").unwrap_or(&name);
                name.starts_with('$')
                    || is_of_records(name)
                    || heads(name).any(|(head, _)| names.contains_key(head))
            }
            Dependency::Question(name) => names.contains_key(&name.to_lowercase()),
            Dependency::Container(_) | Dependency::Anything => true,
        })
    }

    /// Whether the answers to the question with this name may change.
    #[must_use]
    pub fn reaches(&self, question: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains_key(&question.to_lowercase()))
    }

    /// Whether a trigger may show the page or the question with this name.
    #[must_use]
    pub fn may_show(&self, name: &str) -> bool {
        self.shown.contains_key(name)
    }
}

/// The expressions that may give a question an answer, or take one away.
fn expressions<'d>(question: &'d Question, all: &mut Vec<&'d Expression>) {
    all.extend(&question.visible_if);
    all.extend(&question.default_expression);
    all.extend(&question.set_value_if);
    all.extend(&question.set_value_expression);
    all.extend(&question.reset_value_if);
    if let QuestionKind::Expression(computed) = &question.kind {
        all.extend(&computed.expression);
    }
    for column in columns(question) {
        expressions(&column.question, all);
    }
    if let QuestionKind::PanelDynamic(panels) = &question.kind {
        in_elements(&panels.elements, all);
    }
}

fn in_elements<'d>(elements: &'d [Element], all: &mut Vec<&'d Expression>) {
    for element in elements {
        match element {
            Element::Question(question) => expressions(question, all),
            Element::Panel(panel) => in_elements(&panel.elements, all),
        }
    }
}
