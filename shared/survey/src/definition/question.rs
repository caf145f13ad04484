//! A question.

use super::reader::{Limits, Reader};
use super::{DefinitionReason, LocalizedText, QuestionKind};

/// What a score is counted as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Metric {
    /// Customer effort score.
    Ces,
    /// Customer satisfaction.
    Csat,
    /// Net promoter score.
    Nps,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its name: what its answer is kept under, and its field in the form.
    pub name: String,
    /// What it asks; its name, if it says nothing else.
    pub title: Option<LocalizedText>,
    /// What stands under it.
    pub description: Option<LocalizedText>,
    /// Whether it must be answered.
    pub required: bool,
    /// What is said when it is not.
    pub required_text: Option<LocalizedText>,
    /// What its answer is counted as.
    pub metric: Option<Metric>,
    /// Whether its answer is about a person who can be known by it.
    pub personal: bool,
    /// What it asks for.
    pub kind: QuestionKind,
}

impl Question {
    /// What it asks, in `language`.
    #[must_use]
    pub fn title(&self, language: &str) -> &str {
        self.title.as_ref().map_or(self.name.as_str(), |title| title.pick(language))
    }

    pub(super) fn read(mut reader: Reader<'_>, kind: &str, limits: &mut Limits) -> Option<Self> {
        let name = reader.required_text("name").unwrap_or_default();
        if !is_name(&name) {
            reader.refuse("name", DefinitionReason::InvalidName);
        }
        limits.count_question(&reader, &name);
        let title = reader.words("title");
        let description = reader.words("description");
        let required = reader.flag("isRequired").unwrap_or(false);
        let required_text = reader.words("requiredErrorText");
        let (metric, personal) = ours(&mut reader);
        // Without its type nothing can be said about the rest, so the rest is not reported.
        let kind = QuestionKind::read(kind, &mut reader, limits)?;
        reader.finish();
        Some(Self { name, title, description, required, required_text, metric, personal, kind })
    }
}

/// Our own additions, under `nordsvar`.
fn ours(reader: &mut Reader<'_>) -> (Option<Metric>, bool) {
    let Some(mut reader) = reader.inner("nordsvar") else { return (None, false) };
    let metrics = [("ces", Metric::Ces), ("csat", Metric::Csat), ("nps", Metric::Nps)];
    let metric = reader.one_of("metric", &metrics);
    let personal = reader.flag("personal").unwrap_or(false);
    reader.finish();
    (metric, personal)
}

/// A name stands in expressions between braces, and in forms before brackets; ours begin with
/// `nordsvar.`.
fn is_name(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && !matches!(c, '{' | '}' | '[' | ']');
    (1..=128).contains(&name.len()) && name.chars().all(plain) && !name.starts_with("nordsvar.")
}
