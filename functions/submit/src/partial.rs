//! Responses that are not complete yet.

use bytes::Bytes;
use contract::Answered;
use contract::message::{AppendResponse, Appended, Revision};
use host::with_status;
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use serde::Serialize;
use survey::model::{Definition, PartialResponses};
use survey::{Answers, Circumstances, Interview, ResponseId, SurveyId};

use crate::context::Context;
use crate::response::{named_files, rejected, timing};
use crate::submission::Submission;
use crate::submit::{append, response_link};

/// What a respondent's client is told of a response that is not complete.
#[derive(Serialize)]
struct Received {
    id: ResponseId,
    /// The revision that is kept. A greater one than was sent says that what was sent came too
    /// late, and changed nothing.
    revision: Option<Revision>,
    /// Whether what is kept is what was sent.
    kept: bool,
    /// What leads the respondent on with the response; for whoever sent what is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    resume: Option<String>,
    links: Links,
}

#[derive(Serialize)]
struct Links {
    #[serde(skip_serializing_if = "Option::is_none")]
    resume: Option<String>,
}

/// A response that is not complete, as it was sent.
pub(crate) struct Partial<'a> {
    pub(crate) survey: &'a SurveyId,
    pub(crate) submission: &'a Submission,
    pub(crate) revision: Revision,
    pub(crate) answers: &'a Answers,
}

impl Partial<'_> {
    /// Has storage keep it: 201 when it is new, 200 when it, or a later revision, had been kept.
    /// Nothing is computed of it: it has no score, and counts to no quota.
    pub(crate) async fn keep(
        &self,
        context: &Context<'_>,
        definition: &Definition,
    ) -> Result<Response<Bytes>, Problem> {
        let message = self.message(definition)?;
        let (status, appended) =
            match append(context, (self.survey, self.submission), &message).await? {
                Answered::Now(appended) => (StatusCode::CREATED, appended),
                Answered::Already(appended) => (StatusCode::OK, appended),
            };
        let Appended { token, revision, .. } = appended;
        let resume = token.as_deref().map(|token| response_link(self.survey, token));
        let (id, kept, links) = (message.id, token.is_some(), Links { resume });
        let received = Received { id, revision, kept, resume: token, links };
        Ok(with_status(host::json(&received), status))
    }

    fn message(&self, definition: &Definition) -> Result<AppendResponse, Problem> {
        match definition.settings.partial {
            PartialResponses::Kept => {}
            PartialResponses::Refused => {
                let reason = "must be true: this survey keeps no responses that are not complete";
                let refused =
                    || Problem::new(Kind::AnswersRejected).with_invalid("complete", reason);
                return Err(self.submission.refused(refused));
            }
        }
        let Submission { id, version, language, .. } = self.submission;
        let now = Circumstances::of(*id, language);
        let checked = definition.check_partial(self.answers, now.clone());
        let checked = checked.map_err(|problems| {
            let interview = Interview::resume(definition, now, self.answers.members());
            self.submission.refused(|| rejected(&interview, &problems))
        })?;
        let files = named_files(definition, checked.members());
        Ok(AppendResponse {
            id: *id,
            version: *version,
            language: language.clone(),
            complete: false,
            answers: checked.into_json(),
            quotas: Vec::new(),
            score: None,
            revision: Some(self.revision),
            suspect: self.submission.suspect.clone(),
            per_minute: None,
            timing: timing(self.submission),
            files,
            invitation: None,
        })
    }
}
