//! Pages: which is asked, and which comes next.

use serde_json::Value;

use super::Interview;
use super::kinds::{asks, holds_others};
use super::node::Kind;
use crate::model::{Numbering, PageMode, ProgressDisplay, QuestionKind, TitleDisplay};

impl Interview<'_> {
    /// The page that is asked.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        if self.completed {
            return None;
        }
        if self.definition.settings.page_mode == PageMode::Single && !self.is_starting() {
            return Some("single-page");
        }
        let page = *self.pages.get(self.page).filter(|id| self.shows(**id))?;
        self.group(page).map(|page| &*page.name)
    }

    /// Whether the page that is asked is an introduction, outside of the count.
    #[must_use]
    pub fn is_starting(&self) -> bool {
        self.definition.settings.start_page && self.page == 0 && !self.completed
    }

    /// The page that is asked first.
    pub(super) fn first_page(&self) -> usize {
        let first = (0..self.pages.len()).find(|page| self.shows_page(*page));
        first.unwrap_or(0)
    }

    fn shows_page(&self, page: usize) -> bool {
        self.pages.get(page).is_some_and(|id| self.shows(*id))
    }

    /// The pages in sight, by their places; a start page is none of them.
    pub(super) fn visible_pages(&self) -> impl Iterator<Item = usize> {
        let from = usize::from(self.definition.settings.start_page);
        (from..self.pages.len()).filter(|page| self.shows_page(*page))
    }

    /// What is asked of the page where one question is asked at a time: a question or a panel.
    #[must_use]
    pub fn element(&self) -> Option<&str> {
        match self.node(self.asked_element()?)?.kind {
            Kind::Question(question) => Some(&question.name),
            Kind::Panel(group) | Kind::Page(group) => Some(&group.name),
            Kind::Record(_) => None,
        }
    }

    pub(super) fn asked_element(&self) -> Option<usize> {
        let single = self.definition.settings.page_mode == PageMode::QuestionPerPage;
        if !single || self.completed || self.is_starting() {
            return None;
        }
        let elements = self.children(*self.pages.get(self.page)?);
        let mut shown = elements.iter().skip(self.element).filter(|id| self.shows(**id));
        shown.next().copied()
    }

    /// Goes to the next question or the one before, where one is asked at a time.
    fn step(&mut self, forward: bool) -> bool {
        let mut all = Vec::new();
        for page in self.visible_pages() {
            let Some(id) = self.pages.get(page) else { continue };
            let elements = self.children(*id).iter().enumerate();
            all.extend(elements.filter(|(_, id)| self.shows(**id)).map(|(at, _)| (page, at)));
        }
        let here = (self.page, self.element);
        let found = if forward {
            let asked = self.asked_element();
            let problems = asked.map(|id| self.problems_in(id)).unwrap_or_default();
            all.into_iter().find(|place| *place > here && problems.is_empty())
        } else {
            all.into_iter().rev().find(|place| *place < here)
        };
        if let Some((page, element)) = found {
            (self.page, self.element) = (page, element);
        }
        found.is_some()
    }

    /// Goes to the next page, if nothing is wrong with this one. False if it stays.
    #[expect(clippy::should_implement_trait, reason = "an interview is no list of pages")]
    pub fn next(&mut self) -> bool {
        if self.asked_element().is_some() {
            return self.step(true);
        }
        if self.completed || !self.problems_on(self.page).is_empty() {
            return false;
        }
        if !self.is_starting() && self.is_ended() {
            self.end();
            return true;
        }
        let next = self.visible_pages().find(|page| *page > self.page);
        match next {
            Some(page) => {
                self.page = page;
                true
            }
            None => false,
        }
    }

    /// Goes to the page before. False if there is none.
    pub fn previous(&mut self) -> bool {
        if self.completed || self.is_starting() {
            return false;
        }
        if self.asked_element().is_some() {
            return self.step(false);
        }
        let skipped = self.skipped.iter().position(|(_, to)| *to == self.page);
        let from =
            skipped.map(|at| self.skipped.remove(at).0).filter(|page| self.shows_page(*page));
        let before = || self.visible_pages().filter(|page| *page < self.page).last();
        match from.or_else(before) {
            Some(page) => {
                self.page = page;
                true
            }
            None => false,
        }
    }

    /// Goes to the page with this name, if it is in sight.
    pub fn go_to(&mut self, name: &str) -> bool {
        let named = |page: &usize| {
            let page = self.pages.get(*page).and_then(|id| self.group(*id));
            page.is_some_and(|page| *page.name == *name)
        };
        let page = (0..self.pages.len()).filter(|page| self.shows_page(*page)).find(named);
        if let Some(page) = page {
            self.page = page;
        }
        page.is_some()
    }

    /// Goes to the page of a question.
    pub(super) fn skip_to(&mut self, name: &str) {
        let Some(id) = self.named(name).filter(|id| self.in_sight(*id)) else { return };
        self.go_to_question(id);
    }

    /// Goes to the page of a question, and back from there to this one.
    pub(super) fn go_to_question(&mut self, id: usize) {
        if let Some(page) = self.page_of(id).filter(|page| *page != self.page) {
            self.skipped.push((self.page, page));
            self.page = page;
        }
    }

    /// Goes to the first page if the one that is asked is hidden.
    pub(super) fn stay_in_sight(&mut self) {
        if !self.is_starting() && !self.shows_page(self.page) {
            let first = self.visible_pages().next();
            self.page = first.unwrap_or(self.page);
        }
    }

    pub(super) fn show_page(&mut self, name: &str, visible: bool) {
        let named = |id: &&usize| self.group(**id).is_some_and(|page| *page.name == *name);
        let page = self.pages.iter().find(named).copied();
        if let Some(page) = page {
            self.show(page, visible);
        }
    }

    /// Completes the response if nothing is wrong with it: answers that no longer count are
    /// dropped. False if something is.
    pub fn complete(&mut self) -> bool {
        if self.completed || !self.problems().is_empty() {
            return false;
        }
        self.end();
        true
    }

    /// Completes the response.
    pub(super) fn end(&mut self) {
        self.completed = true;
        self.clear_on_complete();
        self.changes.clear();
    }

    /// How far the response has come, in percent: by pages, or by questions, as the survey says.
    #[must_use]
    pub fn progress(&self) -> u32 {
        if self.visible_pages().next().is_none() {
            return 0;
        }
        match self.definition.settings.progress {
            ProgressDisplay::Hidden | ProgressDisplay::Pages => {
                let pages: Vec<_> = self.visible_pages().collect();
                let at = pages.iter().position(|page| *page == self.page).unwrap_or(0);
                percent(at, pages.len(), true)
            }
            ProgressDisplay::Questions => {
                let count = self.counted();
                share(count.answered, count.all)
            }
            ProgressDisplay::RequiredQuestions => {
                let count = self.counted();
                share(count.required_answered, count.required)
            }
        }
    }

    /// How many questions there are on the pages in sight.
    fn counted(&self) -> Count {
        let mut count = Count::default();
        for page in self.visible_pages() {
            if let Some(page) = self.pages.get(page) {
                count.add(self.count(*page));
            }
        }
        count
    }

    /// How many questions there are in something. Of a question that holds others, those count.
    fn count(&self, id: usize) -> Count {
        let Some(node) = self.node(id).filter(|_| self.shows(id)) else { return Count::default() };
        let mut count = Count::default();
        for child in &node.children {
            count.add(self.count(*child));
        }
        let own = self.question(id).filter(|question| !holds_others(&question.kind));
        match own {
            Some(question) if asks(&question.kind) => {
                let answered = usize::from(!self.is_unanswered(id));
                let required = usize::from(node.required);
                Count { all: 1, answered, required, required_answered: answered * required }
            }
            Some(_) => Count::default(),
            None => {
                if node.required && count.all > 0 {
                    count.required = count.required.max(1);
                    if count.answered > 0 {
                        count.required_answered = 1;
                    }
                }
                count
            }
        }
    }

    /// Counts the questions that have numbers.
    pub(super) fn count_questions(&mut self) {
        let by_page = match self.definition.settings.numbering {
            Numbering::Off => return,
            Numbering::Page => true,
            Numbering::Survey => false,
        };
        let mut count = 0;
        for page in self.pages.clone() {
            let mut questions = Vec::new();
            self.own_questions(page, &mut questions);
            if by_page {
                count = 0;
            }
            for id in questions {
                let counts = self.is_numbered(id) && self.in_sight(id);
                self.change(id, |node| node.place = counts.then_some(count));
                count += usize::from(counts);
            }
        }
    }

    /// The number of a question, if it has one.
    pub(super) fn number(&self, id: usize) -> Option<String> {
        let place = self.node(id)?.place?;
        Some(written(place, &self.definition.settings.start_index))
    }

    fn is_numbered(&self, id: usize) -> bool {
        let Some(question) = self.question(id) else { return false };
        let shown = question.title_display == TitleDisplay::Shown
            && !matches!(question.kind, QuestionKind::Html(_) | QuestionKind::Image(_));
        let groups = self.around(id).filter_map(|id| self.group(id)).all(|group| group.numbered);
        shown && question.numbered && groups
    }

    /// What a name stands for that SurveyJS has of its own.
    pub(super) fn built_in(&self, name: &str) -> Option<Value> {
        Some(match name {
            "pageno" => {
                let at = self.visible_pages().position(|page| page == self.page);
                Value::from(at.map_or(0, |at| at + 1))
            }
            "pagecount" => Value::from(self.visible_pages().count()),
            "locale" => Value::from(self.locale().as_str()),
            _ => return None,
        })
    }
}

/// How many questions there are, and how many are answered.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: usize,
    answered: usize,
    required: usize,
    required_answered: usize,
}

impl Count {
    const fn add(&mut self, other: Self) {
        self.all += other.all;
        self.answered += other.answered;
        self.required += other.required;
        self.required_answered += other.required_answered;
    }
}

fn share(part: usize, whole: usize) -> u32 {
    if whole == 0 { 100 } else { percent(part, whole, false) }
}

fn percent(part: usize, whole: usize, up: bool) -> u32 {
    let scaled = part.saturating_mul(100);
    let percent = if up { scaled.div_ceil(whole.max(1)) } else { scaled / whole.max(1) };
    u32::try_from(percent).unwrap_or(100)
}

/// The number of a place from 0, where the first is written as `start`: `1`, `A.`, `#10)`.
fn written(place: usize, start: &str) -> String {
    let start = if start.is_empty() { "1." } else { start };
    let digits = start.bytes().any(|byte| byte.is_ascii_digit());
    let counts = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
    let end = start.rfind(counts).map_or(0, |at| at + start.get(at..).map_or(1, first_length));
    let (head, after) = start.split_at_checked(end).unwrap_or((start, ""));
    let begin = if digits {
        head.rfind(|c: char| !counts(c)).map_or(0, |at| at + head.get(at..).map_or(1, first_length))
    } else {
        head.char_indices().next_back().map_or(0, |(at, _)| at)
    };
    let (before, first) = head.split_at_checked(begin).unwrap_or(("", head));
    let mut text = before.to_owned();
    if let Ok(number) = first.parse::<usize>() {
        let number = number.saturating_add(place).to_string();
        text.push_str(&"0".repeat(first.len().saturating_sub(number.len())));
        text.push_str(&number);
    } else {
        let letter = first.chars().next().unwrap_or('A');
        let code = u32::from(letter).saturating_add(u32::try_from(place).unwrap_or(0));
        text.push(char::from_u32(code).unwrap_or(letter));
    }
    text.push_str(after);
    text
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (start, place, want) in [
            ("", 0, "1."),
            ("1", 1, "2"),
            ("1.", 1, "2."),
            ("A", 1, "B"),
            ("(a)", 2, "(c)"),
            ("#10.", 5, "#15."),
            ("001", 9, "010"),
        ] {
            assert_eq!(written(place, start), want, "{start}");
        }
    }
}
