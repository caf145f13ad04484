//! One response in the making: what is asked, what is answered, and what follows from it.
//!
//! The parts of the definition become *nodes*: pages, panels, questions, and the rows and panels
//! that repeat, each with questions of its own. The conditions and expressions of nodes become
//! *rules*, which run again when something that they look at has changed.

mod choices;
mod clearing;
mod display;
mod figures;
mod kinds;
mod known;
mod node;
mod order;
mod outcome;
mod pages;
mod path;
mod problems;
mod reach;
mod records;
mod rules;
mod scope;
mod sight;
mod sorted;
mod standing;
#[cfg(test)]
mod tests;
mod texts;
mod topics;
mod totals;
mod triggers;
mod values;

use core::cell::Cell;

use expression::Steps;
use serde_json::{Map, Value};

pub use figures::{moment_text, number_text};
pub(crate) use kinds::{is_list, offers_change};
pub use outcome::Outcome;
pub use reach::Reach;
pub use sight::{Offered, Part, Sight};
pub use standing::Standing;

use crate::model::Definition;
use crate::{Locale, ResponseId};
use node::Node;
use rules::Rule;
use topics::Topics;
use triggers::{Change, Setter};

/// What a response is made in.
#[derive(Clone, Debug, PartialEq)]
pub struct Circumstances {
    /// The language in which respondents read the survey.
    pub locale: Locale,
    /// The present moment, in milliseconds since 1970 in UTC. Where a response has an id that
    /// tells when it was made it is that moment, so that a repeat comes to the same.
    pub now_ms: f64,
    /// What random orders come from; the same for all of a response.
    pub seed: u64,
    /// What is known of whoever answers: names of questions, with what their fields would say.
    pub known: Vec<(String, String)>,
}

impl Circumstances {
    /// Those of the response with this id: its moment and its random bits, so that a repeat comes
    /// to the same.
    #[must_use]
    pub fn of(response: ResponseId, locale: &Locale) -> Self {
        let [m0, m1, m2, m3, m4, m5, _, _, random @ ..] = *response.as_bytes();
        let (high, low) = (u16::from_be_bytes([m0, m1]), u32::from_be_bytes([m2, m3, m4, m5]));
        let now_ms = f64::from(high) * 4_294_967_296.0 + f64::from(low);
        let (locale, seed) = (locale.clone(), u64::from_be_bytes(random));
        Self { locale, now_ms, seed, known: Vec::new() }
    }

    /// The same, where something is known of whoever answers.
    #[must_use]
    pub fn with_known(self, known: Vec<(String, String)>) -> Self {
        Self { known, ..self }
    }
}

/// How many steps all expressions of an interview may take.
const MAX_STEPS: usize = 2_000_000;

/// One response in the making.
///
/// It is a pure function of the definition, the circumstances and what was answered: it looks at no
/// clock and draws no lots.
#[derive(Debug)]
pub struct Interview<'d> {
    definition: &'d Definition,
    circumstances: Circumstances,
    /// What was answered, and what follows from it: by `valueName`.
    values: Map<String, Value>,
    /// Calculated values and what triggers keep, by names in lower case.
    variables: Map<String, Value>,
    nodes: Vec<Node<'d>>,
    /// The pages, in the order asked.
    pages: Vec<usize>,
    /// The questions outside of rows and repeated panels, by their `valueName` in lower case: the
    /// first one, and those that share the name.
    by_value: Map<String, Value>,
    /// The same by their own names.
    by_name: Map<String, Value>,
    rules: Vec<Rule<'d>>,
    topics: Topics,
    /// The questions that are set and reset by expressions.
    setters: Vec<Setter<'d>>,
    /// What has changed since triggers ran.
    changes: Vec<Change>,
    /// The page that is asked, by its place in `pages`.
    page: usize,
    /// Where one question is asked at a time, its place on the page.
    element: usize,
    completed: bool,
    /// Pages from which triggers went to other pages.
    skipped: Vec<(usize, usize)>,
    /// Whether what follows is of answers from somewhere else.
    taking_answers: bool,
    /// What was answered that no control could have made, and was therefore dropped: paths.
    refused: Vec<String>,
    steps: Steps,
    /// Whether an expression took more steps than there were.
    costly: Cell<bool>,
    /// How deep texts stand in texts.
    depth: Cell<usize>,
}

impl<'d> Interview<'d> {
    /// A new response: with the default values.
    #[must_use]
    pub fn start(definition: &'d Definition, circumstances: Circumstances) -> Self {
        let mut interview = Self {
            definition,
            circumstances,
            values: Map::new(),
            variables: Map::new(),
            nodes: Vec::new(),
            pages: Vec::new(),
            by_value: Map::new(),
            by_name: Map::new(),
            rules: Vec::new(),
            topics: Topics::default(),
            changes: Vec::new(),
            page: 0,
            element: 0,
            completed: false,
            skipped: Vec::new(),
            taking_answers: false,
            refused: Vec::new(),
            steps: Steps::new(MAX_STEPS),
            costly: Cell::new(false),
            depth: Cell::new(0),
            setters: Vec::new(),
        };
        interview.build();
        let moment = interview.topics.now();
        interview.set_defaults();
        interview.take_known();
        if !interview.changes.is_empty() {
            interview.run_setters(moment);
        }
        interview.settle();
        interview.fire();
        interview.page = interview.first_page();
        interview
    }

    /// A response with the answers that it had. Questions that have none among them have none,
    /// default values included.
    #[must_use]
    pub fn resume(
        definition: &'d Definition,
        circumstances: Circumstances,
        answers: &Map<String, Value>,
    ) -> Self {
        let mut interview = Self::start(definition, circumstances);
        interview.load(answers);
        interview
    }

    /// A response with the answers that it had, and with what triggers had shown and kept then.
    #[must_use]
    pub fn take_up(
        definition: &'d Definition,
        circumstances: Circumstances,
        answers: &Map<String, Value>,
    ) -> Self {
        let mut interview = Self::resume(definition, circumstances, answers);
        interview.replay();
        interview
    }

    /// Takes answers instead of those that there are.
    pub fn load(&mut self, answers: &Map<String, Value>) {
        self.refused.clear();
        self.taking_answers = true;
        self.take(answers);
        self.settle();
        if self.hold_known() {
            self.settle();
        }
        self.taking_answers = false;
        self.changes.clear();
    }

    /// One change by the respondent: the answer kept under a name, or the text under
    /// `NAME-Comment`. Null is no answer. What stands in rows and panels is named by its path.
    pub fn set(&mut self, name: &str, value: Value) {
        if self.completed {
            return;
        }
        let moment = self.topics.now();
        if self.assign_named(name, value) {
            self.follow(moment);
        }
    }

    /// Whether the response is complete.
    #[must_use]
    pub const fn is_completed(&self) -> bool {
        self.completed
    }

    /// What is answered, by the name under which it is kept, with the calculated values that are
    /// kept beside it.
    #[must_use]
    pub fn answers(&self) -> Map<String, Value> {
        self.result()
    }

    /// Calculated values and what triggers keep, by names in lower case.
    #[must_use]
    pub const fn variables(&self) -> &Map<String, Value> {
        &self.variables
    }

    /// What is asked.
    #[must_use]
    pub const fn definition(&self) -> &'d Definition {
        self.definition
    }

    /// The language in which it is asked.
    #[must_use]
    pub const fn locale(&self) -> &Locale {
        &self.circumstances.locale
    }

    /// The present moment, in milliseconds since 1970.
    pub(crate) const fn moment_ms(&self) -> f64 {
        self.circumstances.now_ms
    }

    /// Asks in another language.
    pub fn set_locale(&mut self, locale: Locale) {
        self.circumstances.locale = locale;
    }

    /// Everything that follows from what has changed since a moment.
    fn follow(&mut self, moment: u64) {
        self.settle();
        self.run_setters(moment);
        self.fire();
        self.stay_in_sight();
    }

    /// Whether it took more steps than there are: what came of it is not the last word.
    const fn is_costly(&self) -> bool {
        self.costly.get()
    }
}
