//! Answers as staff read them, beside what was asked.

use contract::message::ResponseItem;
use page::StaffLanguage;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::model::{Definition, QuestionKind};
use survey::{Circumstances, Interview, Locale, Part, Sight, SurveyId, Version};

use crate::visit::Visit;

/// The longest text of a cell in a table, in characters.
const MAX_CELL_CHARS: usize = 120;

/// How many versions of a survey are read for one page.
const MAX_VERSIONS: usize = 4;

/// Versions of a survey that were published, as far as a page needs them.
pub(crate) struct Versions<'a> {
    visit: &'a Visit<'a>,
    survey: &'a SurveyId,
    known: Vec<(Version, Definition)>,
}

impl<'a> Versions<'a> {
    pub(crate) const fn new(visit: &'a Visit<'a>, survey: &'a SurveyId) -> Self {
        Self { visit, survey, known: Vec::new() }
    }

    /// The newest one, if the survey was ever published.
    pub(crate) async fn newest(&mut self) -> Result<Option<&Definition>, Problem> {
        match self.fetch(None).await {
            Ok(version) => Ok(self.at(version)),
            Err(problem) if problem.kind() == Kind::NotFound => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// Reads those that responses have answered. Of many, some are not read.
    pub(crate) async fn read(&mut self, responses: &[ResponseItem]) -> Result<(), Problem> {
        for response in responses {
            if self.at(response.version).is_none() && self.known.len() < MAX_VERSIONS {
                self.fetch(Some(response.version)).await?;
            }
        }
        Ok(())
    }

    /// One that was read.
    pub(crate) fn at(&self, version: Version) -> Option<&Definition> {
        self.known.iter().find(|(known, _)| *known == version).map(|(_, definition)| definition)
    }

    async fn fetch(&mut self, version: Option<Version>) -> Result<Version, Problem> {
        let storage = &self.visit.room.storage;
        let published = storage.read_published(self.survey, version, None).await?;
        let published = published.ok_or(Kind::Internal)?;
        let definition = published.read().ok_or(Kind::Internal)?;
        self.known.push((published.version, definition));
        Ok(published.version)
    }
}

/// The answers that a response holds.
pub(crate) fn answers_of(response: &ResponseItem) -> Map<String, Value> {
    serde_json::from_str(response.answers.get()).unwrap_or_default()
}

/// A response as it was made, to be read in the language of whoever reads it.
pub(crate) fn interview<'d>(
    definition: &'d Definition,
    response: &ResponseItem,
    (answers, locale): (&Map<String, Value>, &Locale),
) -> Interview<'d> {
    let circumstances = Circumstances::of(response.id, &response.language);
    let mut interview = Interview::resume(definition, circumstances, answers);
    interview.set_locale(locale.clone());
    interview
}

/// A question outside of rows and entries that can have an answer.
pub(crate) struct Asked {
    /// Where it is asked.
    pub(crate) path: String,
    /// What its answer is kept as: several questions may have one.
    pub(crate) key: String,
    /// What it asks.
    pub(crate) title: String,
}

/// The questions of a definition, whatever shows them.
pub(crate) fn questions(definition: &Definition, locale: &Locale) -> Vec<Asked> {
    let circumstances =
        Circumstances { locale: locale.clone(), now_ms: 0.0, seed: 0, known: Vec::new() };
    let interview = Interview::start(definition, circumstances);
    let mut found = Vec::new();
    for page in interview.every_page() {
        collect(page, &|group| group.every_child().collect(), &mut found);
    }
    found
}

/// The questions of a response that are in sight.
pub(crate) fn in_sight(interview: &Interview<'_>) -> Vec<Asked> {
    let mut found = Vec::new();
    for page in interview.pages() {
        collect(page, &|group| group.children().collect(), &mut found);
    }
    found
}

fn collect<'i, 'd>(
    group: Sight<'i, 'd>,
    below: &impl Fn(Sight<'i, 'd>) -> Vec<Sight<'i, 'd>>,
    found: &mut Vec<Asked>,
) {
    for at in below(group) {
        match at.part() {
            Part::Question(question) => {
                if !matches!(question.kind, QuestionKind::Html(_) | QuestionKind::Image(_)) {
                    let key = question.value_name.as_ref().unwrap_or(&question.name).to_string();
                    found.push(Asked { path: at.path(), key, title: at.title() });
                }
            }
            Part::Page(_) | Part::Panel(_) => collect(at, below, found),
            Part::Entry(_) | Part::Row(_) | Part::Whole => {}
        }
    }
}

/// The answer to a question, for a cell of a table.
pub(crate) fn cell(
    interview: Option<&Interview<'_>>,
    answers: &Map<String, Value>,
    (asked, language): (&Asked, StaffLanguage),
) -> String {
    let shown = interview.and_then(|interview| interview.question_at(&asked.path)).map(|at| {
        let comment = at.comment().unwrap_or_default();
        at.value().map_or_else(|| Value::from(comment), |_| at.shown())
    });
    let text = match &shown {
        Some(value) => brief(value, language),
        None => answers.get(&asked.key).map(|value| brief(value, language)).unwrap_or_default(),
    };
    match text.char_indices().nth(MAX_CELL_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A value in a line of text. Of a file it is its name, of a drawing that there is one.
fn brief(value: &Value, language: StaffLanguage) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => match (yes, language) {
            (true, StaffLanguage::Sv) => "ja".to_owned(),
            (false, StaffLanguage::Sv) => "nej".to_owned(),
            (true, StaffLanguage::En) => "yes".to_owned(),
            (false, StaffLanguage::En) => "no".to_owned(),
        },
        Value::Number(number) => number.to_string(),
        Value::String(text) => match text.strip_prefix("data:") {
            Some(data) => data.split([';', ',']).next().unwrap_or_default().to_owned(),
            None => text.clone(),
        },
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| brief(item, language)).collect();
            items.join(", ")
        }
        Value::Object(members) => {
            let file = members.get("content").and_then(|_| members.get("name")?.as_str());
            let member = |(name, value)| format!("{name}: {}", brief(value, language));
            let texts = || members.iter().map(member).collect::<Vec<_>>().join("; ");
            file.map_or_else(texts, str::to_owned)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_short_texts() {
        let [path, key, title] = ["q", "k", "Q"].map(str::to_owned);
        let asked = Asked { path, key, title };
        let long = "a".repeat(MAX_CELL_CHARS + 1);
        let cut = format!("{}…", "a".repeat(MAX_CELL_CHARS));
        let file = json!([{"name": "hej.txt", "type": "text/plain", "content": "file:1"}]);
        for (name, value, want) in [
            ("text", json!("å"), "å"),
            ("number", json!(3.5), "3.5"),
            ("yes", json!(true), "ja"),
            ("several", json!(["a", 2]), "a, 2"),
            ("rows", json!({"a": {"b": 1}}), "a: b: 1"),
            ("a file", file, "hej.txt"),
            ("a drawing", json!("data:image/png;base64,AAAA"), "image/png"),
            ("a long one", json!(long), &cut),
        ] {
            let mut answers = Map::new();
            answers.insert("k".to_owned(), value);
            assert_eq!(cell(None, &answers, (&asked, StaffLanguage::Sv)), want, "{name}");
        }
        assert_eq!(cell(None, &Map::new(), (&asked, StaffLanguage::Sv)), "");
    }
}
