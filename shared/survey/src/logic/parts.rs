//! Pages, panels, questions, choices.

use serde_json::Value;

use super::survey::word_of;
use super::{Part, Writer};
use crate::interview::offers_change;
use crate::judge::options_of;
use crate::model::{
    Choice, Choices, Element, Group, Options, OptionsOrder, Presence, Question, Special,
    SpecialChoice, ValidatorRule,
};

impl<'d> Writer<'_, 'd> {
    pub(super) fn group(&mut self, group: &'d Group) -> Value {
        let mut to = Part::default();
        to.text("name", &group.name);
        self.spoken(&mut to, "title", &group.title);
        self.piped(&mut to, "description", &group.description);
        if !group.visible {
            to.put("visible", false);
        }
        self.expression(&mut to, "visibleIf", group.visible_if.as_ref());
        self.expression(&mut to, "enableIf", group.enable_if.as_ref());
        self.expression(&mut to, "requiredIf", group.required_if.as_ref());
        to.flag("readOnly", group.read_only);
        to.flag("required", group.presence == Presence::Required);
        to.flag("unnumbered", !group.numbered);
        let elements = self.elements(&group.elements);
        to.put("elements", elements);
        to.done()
    }

    pub(super) fn elements(&mut self, elements: &'d [Element]) -> Vec<Value> {
        let mut written = Vec::with_capacity(elements.len());
        for element in elements {
            written.push(match element {
                Element::Question(question) => self.question(question),
                Element::Panel(panel) => self.group(panel),
            });
        }
        written
    }

    pub(super) fn question(&mut self, question: &'d Question) -> Value {
        self.question_part(question).done()
    }

    pub(super) fn question_part(&mut self, question: &'d Question) -> Part {
        let mut to = Part::default();
        to.put("name", &*question.name);
        to.some("key", question.value_name.as_deref());
        self.spoken(&mut to, "title", &question.title);
        self.piped(&mut to, "description", &question.description);
        if !question.visible {
            to.put("visible", false);
        }
        for (name, expression) in [
            ("visibleIf", &question.visible_if),
            ("enableIf", &question.enable_if),
            ("requiredIf", &question.required_if),
            ("defaultExpression", &question.default_expression),
            ("setIf", &question.set_value_if),
            ("setTo", &question.set_value_expression),
            ("resetIf", &question.reset_value_if),
        ] {
            self.expression(&mut to, name, expression.as_ref());
        }
        to.flag("readOnly", question.read_only);
        to.flag("required", question.presence == Presence::Required);
        if !question.default_value.is_null() {
            self.logical |= self.repeats;
            to.put("default", question.default_value.clone());
        }
        // What is hidden has no control to say it.
        if let Some(known) = self.interview.known_answer(question) {
            to.put("default", known.clone());
        }
        to.some("clear", word_of(question.clearing));
        to.flag("raw", !question.piped_as_display);
        to.flag("unnumbered", !question.numbered || is_untitled(question));
        to.flag("comment", question.comment.is_some());
        let rules = self.rules(question);
        to.list("rules", rules);
        self.kind(&mut to, question);
        to
    }

    /// The validators that are expressions; the page itself has the others.
    fn rules(&mut self, question: &Question) -> Vec<Value> {
        let mut rules = Vec::new();
        for validator in &question.validators {
            if let ValidatorRule::Expression(expression) = &validator.rule {
                let mut to = Part::default();
                to.put("if", self.tree(expression));
                to.text("text", validator.text.pick(self.interview.locale()));
                rules.push(to.done());
            }
        }
        rules
    }

    /// What a question offers.
    pub(super) fn options(&mut self, to: &mut Part, question: &'d Question) {
        let Some(options) = options_of(&question.kind) else { return };
        self.expression(to, "choicesVisibleIf", options.visible_if.as_ref());
        self.expression(to, "choicesEnableIf", options.enable_if.as_ref());
        let conditional = |choice: &Choice| choice.enable_if.is_some();
        let varies = offers_change(question)
            || options.enable_if.is_some()
            || options.choices.as_slice().iter().any(conditional);
        if let Some(carried) = &options.carried {
            // What the other question offers is looked at, with its texts.
            (self.logical, self.speaks) = (true, true);
            let mut from = Part::default();
            from.put("question", &*carried.question);
            match carried.which {
                crate::model::Carried::All => {}
                crate::model::Carried::Selected => from.put("which", "selected"),
                crate::model::Carried::Unselected => from.put("which", "unselected"),
            }
            from.some("value", carried.value_from.as_deref());
            from.some("text", carried.text_from.as_deref());
            to.put("carried", from.done());
        }
        match options.order {
            OptionsOrder::Ascending => to.put("order", "asc"),
            OptionsOrder::Descending => to.put("order", "desc"),
            // What is drawn stays as it was drawn.
            OptionsOrder::Initial | OptionsOrder::Random => {}
        }
        if options.hide_if_empty {
            self.logical = true;
            to.put("hideIfEmpty", true);
        }
        let choices = self.choices(&options.choices);
        if varies || self.speaks {
            self.offered(to, options, choices);
        }
    }

    fn offered(&mut self, to: &mut Part, options: &Options, choices: Vec<Value>) {
        to.list("choices", choices);
        let special = options.special.iter().map(|special| self.special(special)).collect();
        to.list("special", special);
    }

    fn special(&mut self, choice: &SpecialChoice) -> Value {
        let own = choice.text.pick_some(self.interview.locale());
        let text = own.unwrap_or_else(|| self.interview.word_of(choice.special));
        if !self.speaks {
            return Value::from(choice.special.value());
        }
        let mut to = Part::default();
        to.put("value", choice.special.value());
        to.put("text", text);
        to.flag("other", choice.special == Special::Other);
        to.done()
    }

    /// Choices, rows or columns: each its value, or an object where there is more to it.
    pub(super) fn choices(&mut self, choices: &'d Choices) -> Vec<Value> {
        let mut written = Vec::with_capacity(choices.len());
        for choice in choices.as_slice() {
            let mut to = Part::default();
            self.spoken(&mut to, "text", &choice.text);
            self.expression(&mut to, "visibleIf", choice.visible_if.as_ref());
            self.expression(&mut to, "enableIf", choice.enable_if.as_ref());
            let value = choice.value.to_json();
            if to.0.is_empty() {
                written.push(value);
                continue;
            }
            to.put("value", value);
            written.push(to.done());
        }
        written
    }
}

/// Whether a question has no title in sight, and no number therefore.
fn is_untitled(question: &Question) -> bool {
    use crate::model::{QuestionKind, TitleDisplay};
    question.title_display == TitleDisplay::Hidden
        || matches!(question.kind, QuestionKind::Html(_) | QuestionKind::Image(_))
}
