//! What comes from personal answers by the survey's own logic is personal too.

use expression::{Dependency, Expression, heads};

use super::Members;
use super::rule::Rule;
use crate::model::{Definition, Effect, Question, QuestionKind};

/// That a value comes from others.
struct Flow<'d> {
    to: &'d str,
    from: Vec<Dependency<'d>>,
}

/// Takes the rules away of all that may come from what has none, until nothing more does. Answers
/// that are computed or set are readable only if everything is that they come from.
pub(super) fn keep_apart(definition: &Definition, members: &mut Members) {
    let is_asked = |name: &str| definition.questions().any(|question| key(question) == name);
    let computed = || definition.calculated.iter().filter(|one| !is_asked(&one.name));
    for calculated in computed() {
        members.insert(calculated.name.clone(), Rule::Computed);
    }
    let flows = flows(definition);
    loop {
        let before = members.len();
        for Flow { to, from } in &flows {
            if !from.iter().all(|from| is_readable(*from, definition, members)) {
                members.remove(*to);
            }
        }
        if members.len() == before {
            break;
        }
    }
    for calculated in computed().filter(|calculated| !calculated.kept) {
        members.remove(&calculated.name);
    }
}

fn key(question: &Question) -> &str {
    question.value_name.as_ref().unwrap_or(&question.name)
}

fn flows(definition: &Definition) -> Vec<Flow<'_>> {
    let mut flows = Vec::new();
    for question in definition.questions() {
        flows.extend(expressions(question).map(|from| of(key(question), from)));
    }
    flows.extend(definition.calculated.iter().map(|one| of(&one.name, &one.expression)));
    flows.extend(definition.triggers.iter().filter_map(|trigger| match &trigger.effect {
        Effect::CopyValue { to, from } => Some(Flow { to, from: vec![Dependency::Name(from)] }),
        Effect::RunExpression { expression, to } => Some(of(to.as_deref()?, expression.as_ref()?)),
        Effect::Complete
        | Effect::SetValue { .. }
        | Effect::Skip { .. }
        | Effect::Visible { .. } => None,
    }));
    flows
}

fn of<'d>(to: &'d str, from: &'d Expression) -> Flow<'d> {
    Flow { to, from: from.dependencies() }
}

/// The expressions from which a question's answer may come.
pub(super) fn expressions(question: &Question) -> impl Iterator<Item = &Expression> {
    let computed = match &question.kind {
        QuestionKind::Expression(computed) => computed.expression.as_ref(),
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Checkbox(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Tagbox(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Ranking(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_) => None,
    };
    let set = [&question.default_expression, &question.set_value_expression];
    computed.into_iter().chain(set.into_iter().filter_map(Option::as_ref))
}

/// Whether all of what an expression depends on is readable. Of questions that hold questions it
/// is not looked at which it depends on.
fn is_readable(from: Dependency<'_>, definition: &Definition, members: &Members) -> bool {
    let name = match from {
        Dependency::Name(name) => name,
        Dependency::Question(_) | Dependency::Container(_) | Dependency::Anything => return false,
    };
    let rule = |head: &str| {
        let is = |name: &str| name.to_lowercase() == head.to_lowercase();
        let mut asked = definition.questions();
        let asked = asked.find(|question| is(key(question)) || is(&question.name)).map(key);
        let computed = definition.calculated.iter().map(|one| &*one.name).find(|name| is(name));
        asked.or(computed).map(|name| members.get(name))
    };
    match heads(name).find_map(|(head, _)| rule(head)) {
        Some(Some(rule)) => rule.is_simple(),
        Some(None) | None => false,
    }
}
