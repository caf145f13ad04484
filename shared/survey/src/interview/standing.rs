//! Where a respondent stands who is asked page by page.

use super::Interview;
use super::kinds::asks;
use super::node::Kind;
use super::reach::Reach;
use super::sight::Sight;
use crate::answers::AnswerProblem;
use crate::model::{PageMode, Question};

/// Where a respondent stands who is asked page by page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Standing {
    /// The page that is asked, by its place in the order asked.
    pub page: usize,
    /// Where one question is asked at a time, its place on the page.
    pub element: usize,
    /// Pages from which triggers led to other pages.
    pub skipped: Vec<(usize, usize)>,
}

impl<'d> Interview<'d> {
    /// Where the respondent stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let (page, element) = self.here();
        Standing { page, element, skipped: self.skipped.clone() }
    }

    /// Has the respondent stand where they stood; at the first page if that one is out of sight.
    pub fn stand_at(&mut self, standing: &Standing) {
        let in_sight = |page: usize| self.pages.get(page).is_some_and(|id| self.shows(*id));
        if in_sight(standing.page) {
            (self.page, self.element) = (standing.page, standing.element);
        } else {
            (self.page, self.element) = (self.first_page(), 0);
        }
        self.skipped.clone_from(&standing.skipped);
    }

    /// Whether all that is asked stands on one page, but for an introduction.
    fn is_single(&self) -> bool {
        self.definition.settings.page_mode == PageMode::Single
    }

    /// Whether one question is asked at a time.
    fn is_by_element(&self) -> bool {
        self.definition.settings.page_mode == PageMode::QuestionPerPage
    }

    /// The place where the respondent stands: what is asked first from there on.
    fn here(&self) -> (usize, usize) {
        let at = self.asked_element();
        let page = self.pages.get(self.page).map_or(&[][..], |page| self.children(*page));
        let element = at.and_then(|at| page.iter().position(|id| *id == at));
        (self.page, element.unwrap_or(0))
    }

    /// All places that are in sight, in the order asked; the introduction is the first.
    fn places(&self) -> Vec<(usize, usize)> {
        let start = self.definition.settings.start_page && !self.pages.is_empty();
        let mut places: Vec<_> = start.then_some((0, 0)).into_iter().collect();
        for page in self.visible_pages() {
            let Some(id) = self.pages.get(page).filter(|_| self.is_by_element()) else {
                places.push((page, 0));
                if self.is_single() {
                    break;
                }
                continue;
            };
            let elements = self.children(*id).iter().enumerate();
            places.extend(elements.filter(|(_, id)| self.shows(**id)).map(|(at, _)| (page, at)));
        }
        places
    }

    /// Which of how many parts is asked, from 1; nothing at an introduction, or where there is
    /// only one.
    #[must_use]
    pub fn part_asked(&self) -> Option<(usize, usize)> {
        let pages: Vec<_> = self.visible_pages().collect();
        let at = pages.iter().position(|page| *page == self.page)?;
        let counts = !self.is_starting() && !self.is_single() && pages.len() > 1;
        counts.then_some((at + 1, pages.len()))
    }

    /// Whether nothing comes after what is asked, as far as is known.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        let here = self.here();
        !self.places().into_iter().any(|place| place > here)
    }

    /// Whether all that the survey can ask is asked where the respondent stands.
    #[must_use]
    pub fn asks_all(&self) -> bool {
        let mut pages = self.pages.iter();
        pages.all(|page| self.children(*page).iter().all(|element| self.is_asked(*element)))
    }

    /// Whether something comes before what is asked to which one can go back.
    #[must_use]
    pub fn has_before(&self) -> bool {
        self.place_before(&mut self.skipped.clone()).is_some()
    }

    /// The place before: the page from which a trigger led here, or the one that stands before.
    fn place_before(&self, skipped: &mut Vec<(usize, usize)>) -> Option<(usize, usize)> {
        if self.completed || self.is_starting() {
            return None;
        }
        let here = self.here();
        let led = skipped.iter().rposition(|(_, to)| *to == here.0);
        let places = self.places();
        if let Some(at) = led.filter(|_| !self.is_by_element()) {
            let from = skipped.remove(at).0;
            if let Some(place) = places.iter().find(|place| place.0 == from) {
                return Some(*place);
            }
        }
        let first = usize::from(self.definition.settings.start_page);
        places.into_iter().rev().find(|place| *place < here && place.0 >= first)
    }

    /// Goes to the place before. False if there is none.
    pub(crate) fn step_back(&mut self) -> bool {
        let mut skipped = core::mem::take(&mut self.skipped);
        let found = self.place_before(&mut skipped);
        self.skipped = skipped;
        if let Some(place) = found {
            (self.page, self.element) = place;
        }
        found.is_some()
    }

    /// Goes to the next place, or to the page to which a trigger led. False if there is none.
    pub(crate) fn step_on(&mut self, led: Option<usize>) -> bool {
        let here = self.here();
        let places = self.places();
        let led = led.and_then(|page| places.iter().copied().find(|place| place.0 == page));
        if let Some(to) = led.filter(|to| to.0 != here.0) {
            self.skipped.push((here.0, to.0));
            (self.page, self.element) = to;
            return true;
        }
        let next = places.into_iter().find(|place| *place > here);
        if let Some(place) = next {
            (self.page, self.element) = place;
        }
        next.is_some()
    }

    /// The pages of which something is asked, by their places.
    fn asked_pages(&self) -> Vec<usize> {
        if self.is_single() && !self.is_starting() {
            let start = usize::from(self.definition.settings.start_page);
            return (start..self.pages.len()).collect();
        }
        vec![self.page]
    }

    /// Whether a page, or what stands on it, is asked where the respondent stands.
    pub(super) fn is_asked(&self, id: usize) -> bool {
        let Some(page) = self.page_of(id).filter(|page| self.asked_pages().contains(page)) else {
            return false;
        };
        let Some(element) = self.asked_element() else { return true };
        let root = self.pages.get(page).copied();
        Some(id) == root || id == element || self.around(id).any(|around| around == element)
    }

    /// The questions that are asked where the respondent stands, in sight or not: those in panels
    /// too, those in rows not.
    #[must_use]
    pub fn asked_questions(&self) -> Vec<&'d Question> {
        self.asked_ids().into_iter().filter_map(|id| self.question(id)).collect()
    }

    fn asked_ids(&self) -> Vec<usize> {
        let mut ids = Vec::new();
        for page in self.asked_pages() {
            if let Some(page) = self.pages.get(page) {
                self.own_questions(*page, &mut ids);
            }
        }
        ids.retain(|id| self.is_asked(*id));
        ids
    }

    /// The questions of which a page has fields, where the respondent stands: they are in sight, or
    /// may come into it with what is answered there, and are not locked. What others have been
    /// answered stays as it is.
    #[must_use]
    pub fn open_questions(&self) -> Vec<&'d Question> {
        let reach = self.reach();
        let mut ids = self.asked_ids();
        ids.retain(|id| {
            let shows = |id: usize| {
                self.node(id).is_some_and(|node| node.visible) || self.may_open(id, &reach)
            };
            shows(*id) && self.around(*id).all(shows) && !self.is_locked(*id, &reach)
        });
        let questions = ids.into_iter().filter_map(|id| self.question(id));
        questions.filter(|question| asks(&question.kind)).collect()
    }

    /// Whether a part may come into sight as answers change that reach so far.
    fn may_open(&self, id: usize, reach: &Reach) -> bool {
        let Some(kind) = self.node(id).map(|node| node.kind) else { return false };
        let (name, condition) = match kind {
            Kind::Question(question) => (&*question.name, &question.visible_if),
            Kind::Panel(group) | Kind::Page(group) => (&*group.name, &group.visible_if),
            Kind::Record(_) => return false,
        };
        reach.may_show(name) || condition.as_ref().is_some_and(|own| reach.touches(own))
    }

    /// Whether a part cannot be answered, whatever is answered that reaches so far.
    fn is_locked(&self, id: usize, reach: &Reach) -> bool {
        let may_unlock = |id: usize| {
            let condition = match self.node(id).map(|node| node.kind) {
                Some(Kind::Question(question)) => question.enable_if.as_ref(),
                Some(Kind::Panel(group) | Kind::Page(group)) => group.enable_if.as_ref(),
                Some(Kind::Record(_)) | None => None,
            };
            condition.is_some_and(|own| reach.touches(own))
        };
        self.is_read_only(id) && !may_unlock(id) && !self.around(id).any(may_unlock)
    }

    /// Whether a problem is one with what is asked where the respondent stands.
    #[must_use]
    pub fn is_of_asked(&self, problem: &AnswerProblem) -> bool {
        self.node_of(problem).is_some_and(|id| self.is_asked(id))
    }

    /// Goes to the page of a problem. False if it is none of a page in sight.
    pub(crate) fn go_to_problem(&mut self, problem: &AnswerProblem) -> bool {
        let Some(id) = self.node_of(problem).filter(|id| self.in_sight(*id)) else { return false };
        let Some(page) = self.page_of(id) else { return false };
        let mut elements = self.pages.get(page).map_or(&[][..], |page| self.children(*page)).iter();
        let element = elements
            .position(|child| *child == id || self.around(id).any(|around| around == *child));
        let single = self.is_single() && !self.is_starting();
        let first = self.visible_pages().next();
        self.page = if single { first.unwrap_or(page) } else { page };
        self.element = element.filter(|_| self.is_by_element()).unwrap_or(0);
        true
    }

    /// The question, panel or page that a problem names, or the question around it.
    fn node_of(&self, problem: &AnswerProblem) -> Option<usize> {
        let name = &*problem.name;
        let ends = name.match_indices(['[', '.', '-']).map(|(at, _)| at);
        let heads = ends.chain([name.len()]).filter_map(|at| name.get(..at));
        let mut heads: Vec<_> = heads.collect();
        heads.reverse();
        let exact = |id: &usize, head: &str| {
            self.question(*id).is_some_and(|question| *question.name == *head)
        };
        let question = |head: &&str| self.named(head).filter(|id| exact(id, head));
        let found = heads.iter().find_map(question);
        found.or_else(|| self.container(name))
    }
}

impl Sight<'_, '_> {
    /// Whether it is asked where the respondent stands.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.interview.is_asked(self.node)
    }

    /// Whether it is out of sight and may come into it, with something in it, as answers change
    /// that reach so far.
    #[must_use]
    pub fn may_show(&self, reach: &Reach) -> bool {
        let interview = self.interview;
        if interview.shows(self.node) {
            return false;
        }
        let mut parts = vec![self.node];
        while let Some(id) = parts.pop() {
            if interview.may_open(id, reach) {
                return true;
            }
            parts.extend(interview.children(id));
        }
        false
    }

    /// Whether its own condition shows it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.interview.node(self.node).is_some_and(|node| node.visible)
    }

    /// Its name in the definition; nothing for rows.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self.interview.node(self.node)?.kind {
            Kind::Question(question) => Some(&question.name),
            Kind::Panel(group) | Kind::Page(group) => Some(&group.name),
            Kind::Record(_) => None,
        }
    }
}
