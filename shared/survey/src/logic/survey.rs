//! The survey as a whole: its settings, calculated values and triggers.

use serde_json::{Map, Value};

use super::{Part, Writer};
use crate::model::{Clearing, Effect, Numbering, PageMode, Trigger};

impl Writer<'_, '_> {
    pub(super) fn survey(&mut self) -> Map<String, Value> {
        let interview = self.interview;
        let definition = interview.definition();
        let settings = &definition.settings;
        let mut to = Part::default();
        to.put("now", interview.moment_ms());
        to.put("locale", interview.locale().as_str());
        let (yes, no) = interview.words_of_truth();
        to.put("yes", yes);
        to.put("no", no);
        to.some("clear", word_of(settings.clearing).filter(|word| *word != "onComplete"));
        to.flag("start", settings.start_page);
        to.flag("readOnly", settings.read_only);
        if settings.page_mode == PageMode::Single {
            to.put("single", true);
        }
        match settings.numbering {
            Numbering::Off => {}
            Numbering::Survey => to.put("numbers", "survey"),
            Numbering::Page => to.put("numbers", "page"),
        }
        to.text("index", &settings.start_index);
        let calculated = definition.calculated.iter().map(|calculated| {
            let mut to = Part::default();
            to.put("name", &*calculated.name);
            to.put("expression", self.tree(&calculated.expression));
            to.flag("kept", calculated.kept);
            to.done()
        });
        let calculated = calculated.collect();
        to.list("calculated", calculated);
        let triggers = definition.triggers.iter().map(|trigger| self.trigger(trigger)).collect();
        to.list("triggers", triggers);
        let pages = definition.pages.iter().map(|page| self.group(page)).collect();
        to.list("pages", pages);
        to.put("trees", core::mem::take(&mut self.trees));
        to.0
    }

    fn trigger(&mut self, trigger: &Trigger) -> Value {
        let mut to = Part::default();
        to.put("if", self.tree(&trigger.condition));
        let word = match &trigger.effect {
            Effect::Complete => "complete",
            Effect::SetValue { to: name, value, variable } => {
                to.put("to", &**name);
                to.put("value", value.clone());
                to.flag("variable", *variable);
                "set"
            }
            Effect::CopyValue { to: name, from } => {
                to.put("to", &**name);
                to.put("from", &**from);
                "copy"
            }
            Effect::Skip { to: name } => {
                to.put("to", &**name);
                "skip"
            }
            Effect::RunExpression { expression, to: name } => {
                self.expression(&mut to, "expression", expression.as_ref());
                to.some("to", name.as_deref());
                "run"
            }
            Effect::Visible { pages, questions } => {
                to.list("pages", pages.iter().map(|name| Value::from(&**name)).collect());
                to.list("questions", questions.iter().map(|name| Value::from(&**name)).collect());
                "show"
            }
        };
        to.put("type", word);
        to.done()
    }
}

/// When answers to what is hidden are dropped, unless nothing is said.
pub(super) const fn word_of(clearing: Clearing) -> Option<&'static str> {
    match clearing {
        Clearing::Default => None,
        Clearing::Never => Some("none"),
        Clearing::OnComplete => Some("onComplete"),
        Clearing::OnHidden => Some("onHidden"),
        Clearing::OnHiddenContainer => Some("onHiddenContainer"),
    }
}
