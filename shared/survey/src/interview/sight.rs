//! What respondents see: pages, panels, questions, rows.

use std::borrow::Cow;

use serde_json::Value;

use super::Interview;
use super::kinds::{columns, panels_of, repeats};
use super::node::{Key, Kind};
use super::{moment_text, number_text};
use crate::answers::{AnswerProblem, AnswerReason, Bound};
use crate::judge::options_of;
use crate::model::{Choice, Column, Group, OptionsOrder, Question, QuestionKind, Special};

/// A part of the survey that is in sight.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'i, 'd> {
    pub(super) interview: &'i Interview<'d>,
    pub(super) node: usize,
}

/// What a part of the survey is.
#[derive(Clone, Copy, Debug)]
pub enum Part<'d> {
    /// A page.
    Page(&'d Group),
    /// A panel.
    Panel(&'d Group),
    /// A question.
    Question(&'d Question),
    /// A row or panel of a list, by its place from 0.
    Entry(usize),
    /// A row of the definition.
    Row(&'d Choice),
    /// The only one of its question: what the items of a `multipletext` are in.
    Whole,
}

/// A choice that is in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// What an answer holds when this is chosen.
    pub value: Value,
    /// The value as it stands in a form field; no two offers of a question share one.
    pub key: String,
    /// What respondents read, as plain text.
    pub text: String,
    /// Whether the survey says what respondents read, or where it is the value itself; if not it
    /// is one of SurveyJS's own choices, for which there are words of our own.
    pub named: bool,
    /// Whether what respondents read depends on answers or on the language.
    pub varies: bool,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Which of SurveyJS's own choices it is.
    pub special: Option<Special>,
}

impl<'d> Interview<'d> {
    /// The pages in sight, a start page first.
    pub fn pages(&self) -> impl Iterator<Item = Sight<'_, 'd>> {
        let start = self.pages.first().filter(|_| self.definition.settings.start_page);
        let others = self.visible_pages().filter_map(|page| self.pages.get(page));
        start.into_iter().chain(others).map(|node| Sight { interview: self, node: *node })
    }

    /// All pages, in sight or not.
    pub fn every_page(&self) -> impl Iterator<Item = Sight<'_, 'd>> {
        self.pages.iter().map(|node| Sight { interview: self, node: *node })
    }

    /// The page that is asked.
    #[must_use]
    pub fn current(&self) -> Option<Sight<'_, 'd>> {
        let node = *self.pages.get(self.page).filter(|_| !self.completed)?;
        Some(Sight { interview: self, node })
    }

    /// The questions in sight in the order asked, those in rows and repeated panels after their own.
    #[must_use]
    pub fn questions(&self) -> Vec<Sight<'_, 'd>> {
        let mut all = Vec::new();
        for page in self.pages() {
            page.add_questions(&mut all);
        }
        all
    }

    /// The question in sight with a path: `name`, `people[0].age`, `lines.row1.price`.
    #[must_use]
    pub fn question_at(&self, path: &str) -> Option<Sight<'_, 'd>> {
        let node = self.at_path(path).filter(|id| self.in_sight(*id))?;
        Some(Sight { interview: self, node })
    }

    /// The survey's own title.
    #[must_use]
    pub fn survey_title(&self) -> String {
        self.text(&self.definition.settings.title, None)
    }

    /// What stands under the survey's title.
    #[must_use]
    pub fn survey_description(&self) -> String {
        self.text(&self.definition.settings.description, None)
    }

    /// A text of the survey with answers in it, as plain text.
    #[must_use]
    pub fn survey_text(&self, text: &crate::LocalizedText) -> String {
        self.read_text(text, None)
    }

    /// What is shown at the end, as HTML: the first whose condition holds, or what is shown
    /// otherwise. Nothing if the survey does not say.
    #[must_use]
    pub fn completed_html(&self) -> Option<String> {
        let settings = &self.definition.settings;
        let found =
            settings.completed_html_if.iter().find(|item| self.holds_at(None, &item.condition));
        let html = found.map_or(&settings.completed_html, |item| &item.text);
        Some(self.markup(html, None)).filter(|html| !html.is_empty())
    }

    /// Where respondents go at the end. Answers in it are written as addresses have them.
    #[must_use]
    pub fn navigate_to(&self) -> Option<String> {
        let settings = &self.definition.settings;
        let found =
            settings.navigate_to_if.iter().find(|item| self.holds_at(None, &item.condition));
        let address = found.map_or(&settings.navigate_to, |item| &item.text);
        let address = address.pick(self.locale());
        Some(self.replace(address, None, false, &super::texts::in_address))
            .filter(|address| !address.is_empty())
    }

    /// What the survey's author says of a problem, as plain text; nothing if nothing is said.
    #[must_use]
    pub fn problem_text(&self, problem: &AnswerProblem) -> Option<String> {
        let text = problem.reason.text()?.pick(self.locale());
        let reason = problem.reason.plain();
        let bound =
            if let AnswerReason::BelowMinimum(bound) | AnswerReason::AboveMaximum(bound) = reason {
                Some(match bound {
                    Bound::Number(number) => number_text(*number, self.locale()),
                    Bound::Moment(moment) => moment_text(moment, self.locale()),
                })
            } else if let AnswerReason::NotAStep(step) = reason {
                Some(number_text(*step, self.locale()))
            } else {
                None
            };
        let text = match bound {
            Some(bound) => Cow::Owned(text.replace("{0}", &bound)),
            None => Cow::Borrowed(text),
        };
        Some(self.read(&text, self.at_path(&problem.name), true))
    }

    pub(super) fn title_of(&self, id: usize) -> String {
        let Some(question) = self.question(id) else { return String::new() };
        if question.title.is_empty() {
            return question.name.to_string();
        }
        self.text(&question.title, Some(id))
    }
}

impl<'i, 'd> Sight<'i, 'd> {
    /// What it is.
    #[must_use]
    pub fn part(&self) -> Part<'d> {
        match self.interview.node(self.node).map(|node| node.kind) {
            Some(Kind::Page(group)) => Part::Page(group),
            Some(Kind::Panel(group)) => Part::Panel(group),
            Some(Kind::Question(question)) => Part::Question(question),
            Some(Kind::Record(Key::Place(place))) => Part::Entry(place),
            Some(Kind::Record(Key::Row(row))) => Part::Row(row),
            Some(Kind::Record(Key::Whole)) | None => Part::Whole,
        }
    }

    /// The question, if it is one.
    #[must_use]
    pub fn question(&self) -> Option<&'d Question> {
        self.interview.question(self.node)
    }

    /// What stands in it and is in sight: of a question its rows or panels.
    pub fn children(&self) -> impl Iterator<Item = Self> + use<'i, 'd> {
        let interview = self.interview;
        let children = interview.children(self.node).iter();
        children.filter(|id| interview.shows(**id)).map(|node| Self { interview, node: *node })
    }

    /// All that stands in it, in sight or not.
    pub fn every_child(&self) -> impl Iterator<Item = Self> + use<'i, 'd> {
        let interview = self.interview;
        interview.children(self.node).iter().map(|node| Self { interview, node: *node })
    }

    fn add_questions(self, all: &mut Vec<Self>) {
        if self.question().is_some() {
            all.push(self);
        }
        for child in self.children() {
            child.add_questions(all);
        }
    }

    /// Its path: `name`, `people[0].age`, `lines.row1.price`, `contact.email`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.part() {
            Part::Entry(_) | Part::Row(_) | Part::Whole => self.interview.record_path(self.node),
            Part::Page(_) | Part::Panel(_) | Part::Question(_) => self.interview.path(self.node),
        }
    }

    /// Its title as plain text: of a question without one its name, of others nothing.
    #[must_use]
    pub fn title(&self) -> String {
        match self.part() {
            Part::Page(group) | Part::Panel(group) => self.text(&group.title),
            Part::Question(_) => self.interview.title_of(self.node),
            Part::Row(row) => {
                let asker = self.interview.asker(self.node).unwrap_or(self.node);
                self.interview.choice_text(row, asker)
            }
            Part::Entry(_) => match self.template() {
                Some(panel) => self.text(&panel.template_title),
                None => String::new(),
            },
            Part::Whole => String::new(),
        }
    }

    /// What stands under its title, as plain text.
    #[must_use]
    pub fn description(&self) -> String {
        match self.part() {
            Part::Page(group) | Part::Panel(group) => self.text(&group.description),
            Part::Question(question) => self.text(&question.description),
            Part::Entry(_) => match self.template() {
                Some(panel) => self.text(&panel.template_description),
                None => String::new(),
            },
            Part::Row(_) | Part::Whole => String::new(),
        }
    }

    fn template(&self) -> Option<&'d crate::model::PanelDynamic> {
        panels_of(self.interview.question(self.interview.asker(self.node)?)?)
    }

    /// Another text of it with answers in it, as plain text.
    #[must_use]
    pub fn text(&self, text: &crate::LocalizedText) -> String {
        self.interview.read_text(text, Some(self.node))
    }

    /// Markup of it with answers in it, which are escaped: of an `html` question.
    #[must_use]
    pub fn markup(&self, html: &crate::LocalizedText) -> String {
        self.interview.markup(html, Some(self.node))
    }

    /// Its number, with what stands around it: `1.`, `A)`.
    #[must_use]
    pub fn number(&self) -> Option<String> {
        self.interview.number(self.node)
    }

    /// Whether there must be an answer.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.interview.node(self.node).is_some_and(|node| node.required)
    }

    /// Whether it cannot be answered.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.interview.is_read_only(self.node)
    }

    /// The answer.
    #[must_use]
    pub fn value(&self) -> Option<&'i Value> {
        self.interview.value(self.node)
    }

    /// The text beside the answer.
    #[must_use]
    pub fn comment(&self) -> Option<&'i str> {
        self.interview.comment(self.node)
    }

    /// The choices in sight, special ones at the end.
    #[must_use]
    pub fn offers(&self) -> Vec<Offered> {
        let offers = self.interview.offers(self.node).into_iter();
        let offered = offers.map(|offer| Offered {
            text: self.interview.offer_text(&offer, self.node),
            varies: offer.text.varies(),
            named: offer.special.is_none() || !offer.text.is_empty(),
            value: offer.value,
            key: offer.key.into_owned(),
            enabled: offer.enabled,
            special: offer.special,
        });
        offered.collect()
    }

    /// Whether it is a question that offers choices, or the steps of a scale.
    #[must_use]
    pub fn has_offers(&self) -> bool {
        self.question().is_some_and(|question| {
            matches!(question.kind, QuestionKind::Rating(_)) || options_of(&question.kind).is_some()
        })
    }

    /// Whether its choices stand in an order of the response's own.
    #[must_use]
    pub fn is_shuffled(&self) -> bool {
        self.question()
            .and_then(|question| options_of(&question.kind))
            .is_some_and(|options| options.order == OptionsOrder::Random)
    }

    /// What respondents read for a row or a column.
    #[must_use]
    pub fn choice_text(&self, choice: &Choice) -> String {
        self.interview.choice_text(choice, self.node)
    }

    /// The rows in sight, of a matrix that has rows, in their order.
    #[must_use]
    pub fn rows(&self) -> Vec<&'d Choice> {
        self.interview.rows(self.node)
    }

    /// The columns in sight, of a `matrix`.
    #[must_use]
    pub fn columns(&self) -> Vec<&'d Choice> {
        self.interview.columns(self.node)
    }

    /// The columns in sight, of a matrix whose columns are questions: those that are in at least
    /// one row, or would be.
    #[must_use]
    pub fn cells(&self) -> Vec<&'d Column> {
        let Some(question) = self.question() else { return Vec::new() };
        let interview = self.interview;
        let rows = interview.children(self.node);
        let shows = |at: usize, column: &Column| {
            let cell = |row: &usize| interview.children(*row).get(at).copied();
            let mut cells = rows.iter().filter_map(cell);
            if rows.is_empty() {
                return column.question.visible;
            }
            cells.any(|cell| interview.shows(cell))
        };
        let all = columns(question).iter().enumerate();
        all.filter(|(at, column)| shows(*at, column)).map(|(_, column)| column).collect()
    }

    /// What respondents read under the columns of a matrix, by column.
    #[must_use]
    pub fn totals(&self) -> Vec<(&'i str, String)> {
        self.interview.shown_totals(self.node)
    }

    /// What `minValueExpression` and `maxValueExpression` have come to.
    #[must_use]
    pub fn bounds(&self) -> (Option<Value>, Option<Value>) {
        let Some(question) = self.question() else { return (None, None) };
        let moment = self.interview.moment(self.node, question);
        let asked = moment.asked();
        (asked.min, asked.max)
    }

    /// How many rows or panels there are, and whether there may be one more, or one less.
    #[must_use]
    pub fn repeats(&self) -> Option<(usize, bool, bool)> {
        let own = repeats(self.question()?)?;
        let count = self.interview.node(self.node)?.count;
        let bound = |bound: u32| usize::try_from(bound).unwrap_or(usize::MAX);
        let free = !self.is_read_only();
        let more = free && own.may_add && count < bound(own.max);
        let less = free && own.may_remove && count > bound(own.min);
        Some((count, more, less))
    }
}
