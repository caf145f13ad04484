//! Definitions: a survey is made of one, or its draft replaced.

use bytes::Bytes;
use credential::Permission;
use host::{fresh_name, own_form_with_files, with_status};
use http::{Request, Response, StatusCode};
use page::{
    DEFINITION_FIELD, DEFINITION_FILE_FIELD, EditFault, EditPage, REPLACE_FIELD, ReportedFault,
};
use problem::{Kind, Problem};
use survey::model::Definition;
use survey::{StrictJson, SurveyId};

use crate::route::MAX_DEFINITION_BYTES;
use crate::surveys::{Known, draft_of, reported};
use crate::visit::Visit;

/// How many faults of a definition are told at once.
const MAX_FAULTS: usize = 100;

/// What the form holds.
struct Sent {
    /// The definition; of a file, if one was chosen.
    text: String,
    /// Whether the draft that is there is to be replaced.
    replaces: bool,
    /// Whether the file that was chosen is no text.
    is_broken: bool,
}

/// Why nothing was saved.
enum Fault {
    Empty,
    TooLarge,
    NoText,
    NoJson(String),
    Definition(Vec<ReportedFault>),
    NotConfirmed,
}

impl Sent {
    fn read(request: Request<Bytes>) -> Result<Self, Problem> {
        let form = own_form_with_files(request)?;
        let field = |name: &str| form.fields.iter().find(|(field, _)| field == name);
        let pasted = field(DEFINITION_FIELD).map_or("", |(_, text)| text);
        // Browsers send ends of lines as networks have them.
        let pasted = pasted.replace("\r\n", "\n");
        let replaces = field(REPLACE_FIELD).is_some();
        let file = form.files.iter().find(|file| file.field == DEFINITION_FILE_FIELD);
        let file = file.filter(|file| !file.content.is_empty());
        Ok(match file.map(|file| core::str::from_utf8(&file.content)) {
            None => Self { text: pasted, replaces, is_broken: false },
            Some(Ok(text)) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                Self { text, replaces, is_broken: false }
            }
            Some(Err(_)) => Self { text: pasted, replaces, is_broken: true },
        })
    }

    /// Looks for what storage would refuse, to tell all of it at once.
    fn check(&self, has_draft: bool) -> Result<(), Fault> {
        if self.is_broken {
            return Err(Fault::NoText);
        }
        if self.text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        if self.text.len() > MAX_DEFINITION_BYTES {
            return Err(Fault::TooLarge);
        }
        let definition = StrictJson::from_slice(self.text.as_bytes())
            .map_err(|error| Fault::NoJson(error.to_string()))?;
        let review = Definition::review(definition.value());
        review.map_err(|problems| Fault::Definition(problems.iter().map(reported).collect()))?;
        if has_draft && !self.replaces { Err(Fault::NotConfirmed) } else { Ok(()) }
    }

    /// Saves it under this name. What is wrong with it comes back, if whoever sent it can mend it.
    async fn save(
        &self,
        visit: &Visit<'_>,
        survey: &SurveyId,
        has_draft: bool,
    ) -> Result<Result<(), Fault>, Problem> {
        if let Err(fault) = self.check(has_draft) {
            return Ok(Err(fault));
        }
        let definition = Bytes::copy_from_slice(self.text.as_bytes());
        match visit.room.storage.save_draft(survey, definition).await {
            Ok(_) => Ok(Ok(())),
            Err(problem) if problem.kind() == Kind::DefinitionRejected => {
                let told = problem.invalid_params().iter().map(|one| ReportedFault {
                    path: one.name.clone(),
                    reason: one.reason.clone(),
                });
                Ok(Err(Fault::Definition(told.collect())))
            }
            Err(problem) => Err(problem),
        }
    }
}

/// `GET /tool/new`.
pub(crate) fn ask_make(visit: &Visit<'_>) -> Result<Response<Bytes>, Problem> {
    visit.must(Permission::EditSurveys, None)?;
    let empty = EditPage { survey: None, has_draft: false, text: "", fault: None };
    visit.room.page(page::edit_page(&visit.view(None), &empty))
}

/// `POST /tool/new`: makes a survey under a name of our choice.
pub(crate) async fn make(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let sent = Sent::read(request)?;
    visit.must(Permission::EditSurveys, None)?;
    let survey: SurveyId = fresh_name(visit.room.host())?.parse().map_err(|_| Kind::Internal)?;
    match sent.save(visit, &survey, false).await? {
        Ok(()) => visit.room.to(&format!("/tool/surveys/{survey}?saved")),
        Err(fault) => again(visit, None, &sent, &fault),
    }
}

/// `GET /tool/surveys/{survey}/definition`: the form, with the definition that is there.
pub(crate) async fn ask_replace(
    visit: &Visit<'_>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    visit.must(Permission::EditSurveys, Some(survey))?;
    let known = Known::read(visit, survey).await?;
    let shown = EditPage {
        survey: Some((survey.as_str(), known.title(visit))),
        has_draft: draft_of(&known.detail.survey).is_some(),
        text: known.detail.definition.get(),
        fault: None,
    };
    visit.room.page(page::edit_page(&visit.view(None), &shown))
}

/// `POST /tool/surveys/{survey}/definition`: replaces the draft. One that is there is lost, so it is to be said
/// that it may be.
pub(crate) async fn replace(
    visit: &Visit<'_>,
    survey: &SurveyId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let sent = Sent::read(request)?;
    visit.must(Permission::EditSurveys, Some(survey))?;
    let known = Known::read(visit, survey).await?;
    let has_draft = draft_of(&known.detail.survey).is_some();
    match sent.save(visit, survey, has_draft).await? {
        Ok(()) => visit.room.to(&format!("/tool/surveys/{survey}?saved")),
        Err(fault) => again(visit, Some((&known, has_draft)), &sent, &fault),
    }
}

/// The form again, with what was sent and what is wrong with it.
fn again(
    visit: &Visit<'_>,
    known: Option<(&Known, bool)>,
    sent: &Sent,
    fault: &Fault,
) -> Result<Response<Bytes>, Problem> {
    let fault = match fault {
        Fault::Empty => EditFault::Empty,
        Fault::TooLarge => EditFault::TooLarge,
        Fault::NoText => EditFault::NoText,
        Fault::NoJson(reason) => EditFault::NoJson(reason),
        Fault::NotConfirmed => EditFault::NotConfirmed,
        Fault::Definition(faults) => {
            let (told, more) = faults.split_at(faults.len().min(MAX_FAULTS));
            EditFault::Definition(told, more.len())
        }
    };
    let shown = EditPage {
        survey: known.map(|(known, _)| (known.detail.survey.id.as_str(), known.title(visit))),
        has_draft: known.is_some_and(|(_, has_draft)| has_draft),
        text: &sent.text,
        fault: Some(fault),
    };
    let answer = visit.room.page(page::edit_page(&visit.view(None), &shown))?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_looked_at_before_anything_is_saved() {
        const GOOD: &str = r#"{"elements":[{"type":"text","name":"q"}]}"#;
        let large = format!("\"{}\"", "a".repeat(MAX_DEFINITION_BYTES));
        for (name, text, has_draft, replaces, want) in [
            ("good", GOOD, false, false, "saved"),
            ("a draft is there", GOOD, true, false, "not confirmed"),
            ("and may be lost", GOOD, true, true, "saved"),
            ("empty", " \n", false, false, "empty"),
            ("large", &large, false, false, "too large"),
            ("cut", "{\"elements\":[", false, false, "no JSON"),
            ("no definition", "{\"elements\":[{\"type\":\"none\"}]}", false, false, "faults"),
        ] {
            let sent = Sent { text: text.to_owned(), replaces, is_broken: false };
            let got = match sent.check(has_draft) {
                Ok(()) => "saved",
                Err(Fault::Empty) => "empty",
                Err(Fault::TooLarge) => "too large",
                Err(Fault::NoText) => "no text",
                Err(Fault::NoJson(reason)) => {
                    assert!(reason.starts_with("line 1, column "), "{reason}");
                    "no JSON"
                }
                Err(Fault::Definition(faults)) => {
                    assert!(faults.iter().all(|fault| fault.path.starts_with('$')), "{faults:?}");
                    "faults"
                }
                Err(Fault::NotConfirmed) => "not confirmed",
            };
            assert_eq!(got, want, "{name}");
        }
    }
}
