//! What questions offer at a moment: choices, rows and columns.

use std::borrow::Cow;

use expression::{Expression, Value as Computed};
use serde_json::{Map, Value};

use super::Interview;
use super::kinds::{dropdowns_of, matrix_of};
use super::node::{Key, value_name};
use super::order::{seed_of, shuffle};
use super::scope::View;
use super::sorted::Sorted;
use super::topics::ANYTHING;
use super::values::{is_empty, same};
use crate::LocalizedText;
use crate::compact::{in_order_of, json_text};
use crate::judge::{Offer, options_of, other_of};
use crate::model::{
    Carried, CarryForward, Choice, Choices, MatrixDropdown, Options, OptionsOrder, Question,
    QuestionKind, Special,
};

/// How far choices are taken over from question to question.
const MAX_CARRIED: usize = 16;

impl<'d> Interview<'d> {
    /// Adds what the conditions of a question's choices, rows and columns look at.
    pub(super) fn look_at_offers(
        &mut self,
        node: Option<usize>,
        question: &'d Question,
        topics: &mut Vec<usize>,
    ) {
        let mut all: Vec<&'d Expression> = Vec::new();
        let mut lists: Vec<&'d Choices> = Vec::new();
        if let Some(options) = options_of(&question.kind) {
            all.extend(&options.visible_if);
            lists.push(&options.choices);
            if let Some(carried) = &options.carried {
                // What the other offers may depend on anything.
                topics.push(self.topics.of(&carried.question));
                topics.push(ANYTHING);
            }
        }
        if let Some(matrix) = matrix_of(question) {
            all.extend(&matrix.rows_visible_if);
            all.extend(&matrix.columns_visible_if);
            lists.extend([&matrix.rows, &matrix.columns]);
        }
        if let Some(matrix) = dropdowns_of(question) {
            all.extend(&matrix.rows_visible_if);
            lists.push(&matrix.rows);
        }
        let conditions = lists.iter().flat_map(|list| &list.list);
        all.extend(conditions.filter_map(|choice| choice.visible_if.as_ref()));
        for expression in all {
            self.look_at(node, expression, topics);
        }
    }

    /// Takes notice of what a question offers now: answers that it offers no more are dropped.
    pub(super) fn offer(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        if let Some(matrix) = matrix_of(question) {
            let bare = matrix.hide_if_empty && self.rows(id).is_empty();
            self.set_bare(id, bare);
        } else if let Some(matrix) = dropdowns_of(question) {
            self.offer_rows(id, question, matrix);
        } else {
            self.offer_choices(id);
        }
    }

    fn offer_rows(&mut self, id: usize, question: &Question, matrix: &MatrixDropdown) {
        if let Some(condition) = &matrix.rows_visible_if {
            for record in self.children(id).to_vec() {
                let Some(Key::Row(row)) = self.key(record) else { continue };
                let visible = self.holds_for(record, row, Some(condition))
                    && self.holds_for(record, row, row.visible_if.as_ref());
                self.show(record, visible);
            }
            if self.clears_on_hidden(question) {
                self.clear_hidden_rows(id);
            }
        }
        let any = self.children(id).iter().any(|record| self.shows_itself(*record));
        self.set_bare(id, matrix.hide_if_empty && !any);
    }

    fn offer_choices(&mut self, id: usize) {
        let Some(options) = self.question(id).and_then(|question| options_of(&question.kind))
        else {
            return;
        };
        let offers = self.offers(id);
        let mut keys = String::new();
        for offer in &offers {
            keys.push_str(&offer.key);
            keys.push('\n');
        }
        let plain = offers.iter().any(|offer| offer.special.is_none());
        drop(offers);
        self.set_bare(id, options.hide_if_empty && !plain);
        let known = self.node(id).and_then(|node| node.offered.as_deref());
        if known == Some(&*keys) {
            return;
        }
        let first = known.is_none();
        self.change(id, |node| node.offered = Some(keys));
        self.clear_incorrect(id);
        if !first {
            self.complete_ranking(id);
        }
    }

    /// Ranks what came to be offered behind all else, where everything is ranked.
    fn complete_ranking(&mut self, id: usize) {
        let Some(QuestionKind::Ranking(ranking)) = self.question(id).map(|question| &question.kind)
        else {
            return;
        };
        let Some(Value::Array(ranked)) = self.value(id).filter(|_| !ranking.select_to_rank) else {
            return;
        };
        let mut ranked = ranked.clone();
        for offer in self.offers(id) {
            if !ranked.contains(&offer.value) {
                ranked.push(offer.value);
            }
        }
        self.assign(id, Value::Array(ranked));
    }

    fn set_bare(&mut self, id: usize, bare: bool) {
        if self.node(id).is_some_and(|node| node.bare != bare) {
            self.change(id, |node| node.bare = bare);
            self.topics.touch(ANYTHING);
            self.on_shown(id);
        }
    }

    /// Whether a condition of a choice, a row or a column holds; one that is not there does.
    fn holds_for(&self, id: usize, choice: &Choice, condition: Option<&Expression>) -> bool {
        condition.is_none_or(|_| self.holds_of(id, &choice.value.to_json(), condition))
    }

    fn holds_of(&self, id: usize, item: &Value, condition: Option<&Expression>) -> bool {
        let Some(condition) = condition else { return true };
        let view = View { interview: self, node: Some(id), item: Some(item) };
        self.compute_for(view, condition) == Computed::Boolean(true)
    }

    /// What a question offers: of one with choices, those in sight, special ones at the end.
    pub(super) fn offers(&self, id: usize) -> Vec<Offer<'d>> {
        self.offers_within(id, MAX_CARRIED)
    }

    fn offers_within(&self, id: usize, depth: usize) -> Vec<Offer<'d>> {
        let Some(question) = self.question(id) else { return Vec::new() };
        let Some(options) = options_of(&question.kind) else {
            let QuestionKind::Rating(rating) = &question.kind else { return Vec::new() };
            return rating.scale.list.iter().map(of_choice).collect();
        };
        let carried = options.carried.as_ref();
        let offers = match carried.and_then(|carried| self.carried(id, carried, depth)) {
            Some(mut offers) => {
                offers.retain(|offer| self.holds_of(id, &offer.value, options.visible_if.as_ref()));
                for offer in &mut offers {
                    offer.enabled = self.holds_of(id, &offer.value, options.enable_if.as_ref());
                }
                offers
            }
            None => self.own_choices(id, options),
        };
        let mut offers = self.sort(id, question, options, offers);
        offers.extend(options.special.iter().map(|special| Offer {
            value: Value::from(special.special.value()),
            key: Cow::Borrowed(special.special.value()),
            text: Cow::Borrowed(&special.text),
            enabled: true,
            special: Some(special.special),
            score: None,
        }));
        offers
    }

    /// The choices of the definition that are in sight: a choice's own condition counts before that
    /// of all.
    fn own_choices(&self, id: usize, options: &'d Options) -> Vec<Offer<'d>> {
        let mut offers = Vec::new();
        for choice in &options.choices.list {
            let visible = choice.visible_if.as_ref().or(options.visible_if.as_ref());
            if self.holds_for(id, choice, visible) {
                let enabled = choice.enable_if.as_ref().or(options.enable_if.as_ref());
                let enabled = self.holds_for(id, choice, enabled);
                offers.push(Offer { enabled, ..of_choice(choice) });
            }
        }
        offers
    }

    fn sort(
        &self,
        id: usize,
        question: &Question,
        options: &Options,
        mut offers: Vec<Offer<'d>>,
    ) -> Vec<Offer<'d>> {
        let text = |offer: &Offer<'d>| Sorted::new(&self.offer_text(offer, id));
        match options.order {
            OptionsOrder::Initial => offers,
            OptionsOrder::Ascending => in_order_of(offers, text),
            // Choices that are read alike stay as they are.
            OptionsOrder::Descending => {
                offers.reverse();
                let mut offers = in_order_of(offers, text);
                offers.reverse();
                offers
            }
            OptionsOrder::Random => {
                let seed = seed_of(self.circumstances.seed, value_name(question));
                shuffle(&mut offers, seed);
                offers
            }
        }
    }

    /// The choices taken over from another question.
    fn carried(
        &self,
        id: usize,
        carried: &'d CarryForward,
        depth: usize,
    ) -> Option<Vec<Offer<'d>>> {
        let depth = depth.checked_sub(1)?;
        let source = match carried.question.split_once('.') {
            Some(("panel" | "row", name)) => self.beside(Some(id), name),
            Some(_) | None => self.named(&carried.question),
        }?;
        let question = self.question(source)?;
        if options_of(&question.kind).is_none() {
            return Some(self.carried_rows(source, carried));
        }
        let chosen = self.value(source);
        let is_chosen = |offer: &Offer<'_>| match chosen {
            Some(Value::Array(list)) => list.iter().any(|value| same(value, &offer.value)),
            Some(value) => same(value, &offer.value),
            None => false,
        };
        let mut offers = self.offers_within(source, depth);
        offers.retain(|offer| {
            offer.special.is_none()
                && match carried.which {
                    Carried::All => true,
                    Carried::Selected => is_chosen(offer),
                    Carried::Unselected => !is_chosen(offer),
                }
        });
        if let (Carried::Selected, Some(text)) = (carried.which, self.own_text(id, source)) {
            offers.push(offer_of(Value::from("other"), Some(text.into())));
        }
        Some(offers)
    }

    /// What is written beside `other` where it is chosen, if it is taken over.
    fn own_text(&self, id: usize, source: usize) -> Option<&str> {
        let own = other_of(&self.question(id)?.kind);
        self.comment(source).filter(|_| !own && self.is_other_chosen(source))
    }

    /// A question by its name, in the same row first.
    pub(super) fn beside(&self, id: Option<usize>, name: &str) -> Option<usize> {
        let mut record = id.and_then(|id| self.node(id)).and_then(|node| node.record);
        while let Some(row) = record {
            let mut questions = Vec::new();
            for child in self.children(row) {
                self.own_questions(*child, &mut questions);
            }
            let found = questions
                .into_iter()
                .find(|id| self.question(*id).is_some_and(|question| *question.name == *name));
            if found.is_some() {
                return found;
            }
            record = self.asker(row).and_then(|id| self.node(id))?.record;
        }
        self.named(name)
    }

    /// The choices that a question's rows are.
    fn carried_rows(&self, source: usize, carried: &CarryForward) -> Vec<Offer<'d>> {
        let rows = self.value(source).and_then(Value::as_array);
        let mut offers = Vec::new();
        for row in rows.into_iter().flatten().filter_map(Value::as_object) {
            let value = match &carried.value_from {
                Some(name) => row.get(&**name),
                None => row.values().next(),
            };
            let Some(value) = value.filter(|value| !is_empty(value)) else { continue };
            let text = carried.text_from.as_ref().and_then(|name| row.get(&**name));
            let text = text.map(|text| expression::Value::from_json(text).to_text().into());
            offers.push(offer_of(value.clone(), text));
        }
        offers
    }

    /// The rows of a matrix that are in sight, in their order.
    pub(super) fn rows(&self, id: usize) -> Vec<&'d Choice> {
        let Some(question) = self.question(id) else { return Vec::new() };
        if let Some(matrix) = matrix_of(question) {
            let mut rows = self.shown(id, &matrix.rows, matrix.rows_visible_if.as_ref());
            if matrix.order == crate::model::Order::Random {
                shuffle(&mut rows, seed_of(self.circumstances.seed, value_name(question)));
            }
            return rows;
        }
        let records = self.children(id).iter().filter(|id| self.shows_itself(**id));
        let row = |id: &usize| match self.key(*id)? {
            Key::Row(row) => Some(row),
            Key::Place(_) | Key::Whole => None,
        };
        records.filter_map(row).collect()
    }

    /// The columns of a `matrix` that are in sight.
    pub(super) fn columns(&self, id: usize) -> Vec<&'d Choice> {
        let Some(matrix) = self.question(id).and_then(matrix_of) else { return Vec::new() };
        self.shown(id, &matrix.columns, matrix.columns_visible_if.as_ref())
    }

    fn shown(&self, id: usize, list: &'d Choices, all: Option<&Expression>) -> Vec<&'d Choice> {
        let shows = |choice: &&Choice| {
            let own = choice.visible_if.as_ref();
            self.holds_for(id, choice, own.or(all))
        };
        list.list.iter().filter(shows).collect()
    }
}

fn of_choice(choice: &Choice) -> Offer<'_> {
    Offer {
        value: choice.value.to_json(),
        key: Cow::Borrowed(&choice.key),
        text: Cow::Borrowed(&choice.text),
        enabled: true,
        special: None,
        score: choice.score,
    }
}

/// A choice that is none of the definition's.
fn offer_of(value: Value, text: Option<Box<str>>) -> Offer<'static> {
    let key = value.as_str().map_or_else(|| json_text(&value), str::to_owned);
    Offer {
        value,
        key: Cow::Owned(key),
        text: Cow::Owned(LocalizedText::new(text, Map::new())),
        enabled: true,
        special: None,
        score: None,
    }
}

impl Special {
    /// The value that it has in answers.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::None => "none",
            Self::Refused => "refused",
            Self::DontKnow => "dontknow",
        }
    }
}
