//! What the parts of the page need to know, and what the page remembers of its parts.

use core::cell::{Cell, RefCell};

use maud::{Markup, html};
use survey::model::{Definition, Expression, Group, Question};
use survey::{AnswerProblem, Interview, LocalizedText, Reach, Sight, Upload};

use super::filled::Filled;
use super::{Attempt, Scope, SurveyPage};
use crate::words::{Voice, Word, answer};

/// What the parts of the page need to know.
pub(crate) struct View<'a> {
    pub(crate) interview: &'a Interview<'a>,
    pub(crate) definition: &'a Definition,
    /// Our own words.
    pub(crate) voice: Voice,
    /// What a form held that comes back.
    pub(crate) filled: Option<Filled>,
    /// The files that came with it.
    pub(crate) uploads: &'a [Upload],
    pub(crate) problems: &'a [AnswerProblem],
    /// What may change with what the page asks.
    pub(crate) reach: Reach,
    /// How much of the survey is on the page.
    pub(crate) scope: Scope,
    /// How many parts have an id, from which the next one's is made: names may hold what ids may
    /// not.
    placed: Cell<usize>,
    /// The parts that a problem can name, in the order of the page.
    seen: RefCell<Vec<Seen>>,
}

/// A part that a problem can name.
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) title: Markup,
    pub(crate) required: bool,
}

impl<'a> View<'a> {
    pub(crate) fn new(page: &SurveyPage<'a>) -> Self {
        let (filled, uploads, problems): (_, &[_], &[_]) = match page.attempt {
            Attempt::First => (None, &[], &[]),
            Attempt::Switched { fields, uploads } | Attempt::Waits { fields, uploads } => {
                (Some(Filled::new(fields)), uploads, &[])
            }
            Attempt::Refused { fields, uploads, problems } => {
                (Some(Filled::new(fields)), uploads, problems)
            }
            Attempt::Fault { problems } => (None, &[], problems),
        };
        let interview = page.interview;
        let reach = match page.scope {
            Scope::Asked => interview.reach(),
            Scope::Whole => interview.whole_reach(),
        };
        Self {
            interview,
            definition: interview.definition(),
            voice: Voice::on(interview.locale()),
            filled,
            uploads,
            problems,
            reach,
            scope: page.scope,
            placed: Cell::new(0),
            seen: RefCell::new(Vec::new()),
        }
    }

    /// One of our own words.
    pub(crate) fn own(&self, word: Word) -> Markup {
        self.voice.own(self.voice.word(word))
    }

    /// What stands between a name and what is said of it.
    pub(crate) fn colon(&self) -> &'static str {
        self.voice.word(Word::COLON)
    }

    /// `dir` of a field whose texts are written from left to right in every language, on a page
    /// that is not.
    pub(crate) fn left_to_right(&self) -> Option<&'static str> {
        self.interview.locale().is_right_to_left().then_some("ltr")
    }

    /// A text of the survey's where it stands, if there is one.
    pub(crate) fn text(&self, at: Option<Sight<'_, '_>>, text: &LocalizedText) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        Some(at.map_or_else(|| self.interview.survey_text(text), |at| at.text(text)))
    }

    /// The mark of what needs an answer.
    pub(crate) fn required_mark(&self) -> Markup {
        html! {
            span.required role="img" aria-label=(self.voice.word(Word::REQUIRED))
                lang=[self.voice.lang()] {
                (self.definition.settings.required_mark)
            }
        }
    }

    /// The number of the next part, of which its ids are made.
    pub(crate) fn place(&self) -> usize {
        self.placed.replace(self.placed.get() + 1)
    }

    /// Keeps where a part is, for the list of what is wrong.
    pub(crate) fn remember(&self, seen: Seen) {
        self.seen.borrow_mut().push(seen);
    }

    /// The parts that a problem can name, once they are on the page.
    pub(crate) fn into_seen(self) -> Vec<Seen> {
        self.seen.into_inner()
    }

    /// What is wrong with the part that problems name so.
    pub(crate) fn problem(&self, path: &str) -> Option<Markup> {
        let problem = self.problems.iter().find(|problem| concerns(problem, path))?;
        Some(said_of(self.interview, &self.voice, problem))
    }
}

/// What is wrong with an answer: the survey's own words where it has some, else ours.
pub(crate) fn said_of(interview: &Interview<'_>, voice: &Voice, problem: &AnswerProblem) -> Markup {
    match interview.problem_text(problem) {
        Some(text) => html! { (text) },
        None => voice.own(answer(voice, &problem.reason)),
    }
}

/// Whether a problem is one with the part of this path, or with the text beside its answer.
pub(crate) fn concerns(problem: &AnswerProblem, path: &str) -> bool {
    let rest = problem.name.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest == "-Comment")
}

/// Whether something is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Showing {
    /// It is.
    Always,
    /// It is if it applies, which the page without a script leaves to its reader.
    Conditional,
    /// It never is.
    Never,
}

impl Showing {
    /// What the server can decide it decides. What depends on what the page itself asks may come
    /// into sight; so may what stands in a row that is not there yet.
    fn of(
        view: &View<'_>,
        (name, visible, condition): (&str, bool, Option<&Expression>),
        at: Option<Sight<'_, '_>>,
    ) -> Self {
        let open = |condition: &Expression| at.is_none() || view.reach.touches(condition);
        if condition.is_some_and(open) || (!visible && view.reach.may_show(name)) {
            Self::Conditional
        } else if at.map_or(visible, |at| at.is_shown()) {
            Self::Always
        } else {
            Self::Never
        }
    }

    pub(crate) fn of_question(
        view: &View<'_>,
        question: &Question,
        at: Option<Sight<'_, '_>>,
    ) -> Self {
        let own = (&*question.name, question.visible, question.visible_if.as_ref());
        Self::of(view, own, at)
    }

    pub(crate) fn of_group(view: &View<'_>, group: &Group, at: Option<Sight<'_, '_>>) -> Self {
        Self::of(view, (&group.name, group.visible, group.visible_if.as_ref()), at)
    }

    /// The mark of what is shown only if it applies.
    pub(crate) fn mark(self) -> Option<&'static str> {
        (self == Self::Conditional).then_some("")
    }
}

/// Whether something cannot be answered, as far as is known: what may be unlocked by what the page
/// asks is open.
pub(crate) fn locked(
    view: &View<'_>,
    read_only: bool,
    enable_if: Option<&Expression>,
    at: Option<Sight<'_, '_>>,
) -> bool {
    match (enable_if, at) {
        (None, _) => read_only,
        (Some(condition), Some(at)) if !view.reach.touches(condition) => at.is_read_only(),
        (Some(_), _) => false,
    }
}
