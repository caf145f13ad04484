//! From a submission to a response that can be kept.

use contract::message::{AppendResponse, NamedFile, Quota, QuotaName, Timing};
use problem::{InvalidParam, Kind, Problem};
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{AnswerProblem, Circumstances, FileNamed, Interview, Outcome, ResponseId};

use crate::hours::begun_at;
use crate::submission::Submission;

/// How far the moment in a response's id may lie ahead of our clock: clocks differ, and a survey's
/// own time is that moment.
const MAX_AHEAD_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// Refuses an id whose moment is more than a day ahead of our clock.
pub(crate) fn timely(id: ResponseId, now_millis: u64) -> Result<(), Problem> {
    if begun_at(id) <= now_millis.saturating_add(MAX_AHEAD_MILLIS) {
        return Ok(());
    }
    let reason = "names a moment more than a day ahead of our clock";
    Err(Problem::new(Kind::AnswersRejected).with_invalid("id", reason.to_owned()))
}

/// Problems in the respondent's language, for a client.
pub(crate) fn rejected(interview: &Interview<'_>, problems: &[AnswerProblem]) -> Problem {
    let faults = problems.iter().map(|problem| InvalidParam {
        reason: page::problem_text(interview, problem),
        name: problem.name.clone(),
    });
    Problem::new(Kind::AnswersRejected).with_invalid_params(faults.collect())
}

/// What storage is asked to keep.
pub(crate) fn message<A>(
    definition: &Definition,
    submission: &Submission<A>,
    outcome: Outcome,
) -> AppendResponse {
    let quota = |name: &str| {
        let limit = definition.quotas.iter().find(|quota| *quota.name == *name)?.limit;
        Some(Quota { name: name.parse::<QuotaName>().ok()?, limit })
    };
    let counted = outcome.quotas.iter().filter_map(|name| quota(name));
    let whole = definition.settings.limit;
    let whole = whole.map(|limit| Quota { name: QuotaName::whole_survey(), limit });
    let files = named_files(definition, outcome.answers.members());
    AppendResponse {
        id: submission.id,
        version: submission.version,
        language: submission.language.clone(),
        complete: true,
        quotas: whole.into_iter().chain(counted).collect(),
        score: outcome.score,
        answers: outcome.answers.into_json(),
        revision: None,
        suspect: submission.suspect.clone(),
        per_minute: definition.settings.per_minute,
        timing: timing(submission),
        files,
        invitation: None,
    }
}

/// Whether a submission comes when its survey takes responses.
pub(crate) const fn timing<A>(submission: &Submission<A>) -> Timing {
    if submission.shut.is_some() { Timing::Untimely } else { Timing::Timely }
}

/// The files that answers name.
pub(crate) fn named_files(definition: &Definition, answers: &Map<String, Value>) -> Vec<NamedFile> {
    let named = |file: FileNamed| {
        let FileNamed { question, id, name, media_type, bytes } = file;
        NamedFile { question, id, name, media_type, bytes }
    };
    definition.files_in(answers).into_iter().map(named).collect()
}

/// The response as it is kept.
pub(crate) fn kept<'d>(
    definition: &'d Definition,
    circumstances: Circumstances,
    message: &AppendResponse,
) -> Interview<'d> {
    let none = Map::new();
    let answers = message.answers.value().as_object().unwrap_or(&none);
    Interview::resume(definition, circumstances, answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLIS: u64 = 1_795_463_400_123;

    #[test]
    fn circumstances_are_those_of_the_id() {
        let id = ResponseId::new(MILLIS, &[7; 10]);
        let circumstances = Circumstances::of(id, &"sv".parse().unwrap());
        assert!((circumstances.now_ms - 1_795_463_400_123.0).abs() < 0.5);
        assert_eq!(circumstances.seed, 0x8707_0707_0707_0707);
        for (ahead, good) in [(0, true), (MAX_AHEAD_MILLIS, true), (MAX_AHEAD_MILLIS + 1, false)] {
            assert_eq!(timely(id, MILLIS - ahead).is_ok(), good, "{ahead}");
        }
        assert!(timely(id, u64::MAX).is_ok());
    }
}
