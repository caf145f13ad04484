//! A submission, read strictly from JSON or from the page's form.

use bytes::Bytes;
use contract::message::{OwnResponse, Revision, Suspicion};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::{
    Answers, BrokenBound, Circumstances, ID_FIELD, InvalidJson, KEPT_FIELD, LANGUAGE_FIELD, Locale,
    PROOF_FIELD, ResponseId, StrictJson, TRAP_FIELD, Upload, VERSION_FIELD, Version,
};

use crate::invited::{Invitation, Known};
use crate::sent_form::Form;
use crate::state::Of;
use crate::suspicion::Told;

/// What names a submission: the response, what it answers, and in which language.
type Named = (ResponseId, Version, Locale);

/// What a respondent sent, before its answers are checked.
pub(crate) struct Submission<A = ()> {
    pub(crate) id: ResponseId,
    pub(crate) version: Version,
    pub(crate) language: Locale,
    /// How often it was sent so far, of a response that is not complete.
    pub(crate) revision: Option<Revision>,
    /// What it tells of whoever answers.
    pub(crate) told: Told,
    /// Why it may be a machine's; nothing is known before it is weighed.
    pub(crate) suspect: Vec<Suspicion>,
    /// Why its survey takes no answers at this moment, by its own times: only what was kept before
    /// is told of then.
    pub(crate) shut: Option<Kind>,
    /// The proof that a browser has worked for it, as it was sent.
    pub(crate) proof: Option<String>,
    /// What its page carried, sealed, where JSON brings it along.
    pub(crate) state: Option<String>,
    /// The invitation that it answers, if it is one.
    pub(crate) invitation: Option<Invitation>,
    /// What is known of its respondent, who was invited.
    pub(crate) known: Known,
    answers: A,
}

impl Submission {
    /// Whether whoever asks sees the answers together with what they are about.
    pub(crate) fn is_linked(&self) -> bool {
        self.invitation.as_ref().is_some_and(|invitation| invitation.linked)
    }

    /// What a respondent goes on with.
    pub(crate) fn resumed(own: &OwnResponse, invitation: Option<Invitation>) -> Self {
        let OwnResponse { id, version, ref language, revision, .. } = *own;
        let named = (id, version, language.clone());
        Self { revision, invitation, ..Self::new(named, Told::default(), ()) }
    }
}

impl<A> Submission<A> {
    /// The submission, and its answers.
    pub(crate) fn apart(self) -> (Submission, A) {
        let Self { id, version, language, told, answers, .. } = self;
        let Self { revision, suspect, shut, proof, state, invitation, known, .. } = self;
        let empty = Submission::new((id, version, language), told, ());
        (Submission { revision, suspect, shut, proof, state, invitation, known, ..empty }, answers)
    }

    /// What its state is of.
    pub(crate) fn of(&self) -> Of<'_> {
        (self.id, self.version, self.invitation.as_ref())
    }

    /// The token of the invitation that it answers.
    pub(crate) fn link(&self) -> Option<&str> {
        self.invitation.as_ref().map(|invitation| &*invitation.token)
    }

    /// What it is made in, in a language.
    pub(crate) fn circumstances(&self, language: &Locale) -> Circumstances {
        Circumstances::of(self.id, language).with_known(self.known.clone())
    }

    /// What is said of it instead of this: that it came at the wrong time, if it did.
    pub(crate) fn refused(&self, other: impl FnOnce() -> Problem) -> Problem {
        self.shut.map_or_else(other, Problem::new)
    }

    fn new((id, version, language): Named, told: Told, answers: A) -> Self {
        Self {
            id,
            version,
            language,
            revision: None,
            told,
            suspect: Vec::new(),
            shut: None,
            proof: None,
            state: None,
            invitation: None,
            known: Known::new(),
            answers,
        }
    }
}

/// Reads `{"id", "version", "language", "answers", "complete": true}`, or `"complete": false` with
/// a `"revision"`.
pub(crate) fn from_json(body: &Bytes) -> Result<Submission<Answers>, Problem> {
    let json = StrictJson::from_slice(body).map_err(|error| unreadable(&error))?;
    let Value::Object(mut members) = json.into_value() else {
        return Err(Problem::new(Kind::BodyUnreadable).with_detail("The body is a JSON object."));
    };
    let mut read = Members { members: &mut members, problem: None };
    let id =
        read.take("id", "a UUID of version 7, in lower case", |value| value.as_str()?.parse().ok());
    let version = read.take("version", "a number from 1", |value| {
        value.as_u64().and_then(|number| u32::try_from(number).ok()).and_then(Version::new)
    });
    let language =
        read.take("language", "a BCP 47 language tag", |value| value.as_str()?.parse().ok());
    let answers = read.take("answers", "an object, by question name", |value| {
        if let Value::Object(answers) = value { Some(Answers::from(answers)) } else { None }
    });
    let complete = read.take("complete", "true or false", |value| value.as_bool());
    let revision = match complete {
        Some(false) => read.take("revision", "a number from 1, if complete is false", |value| {
            Revision::try_from(u32::try_from(value.as_u64()?).ok()?).ok()
        }),
        Some(true) | None => None,
    };
    let state = read
        .optional("state", "the form's field as it is", |value| value.as_str().map(str::to_owned));
    let trapped = read.optional("more", "a text", |value| value.as_str().map(|t| !t.is_empty()));
    let proof =
        read.optional("proof", "a text in base64", |value| value.as_str().map(str::to_owned));
    let problem = read.finish();
    let told = Told { trapped: trapped == Some(true), proved: false };
    match (id, version, language, answers, problem) {
        (Some(id), Some(version), Some(language), Some(answers), None) => {
            let named = (id, version, language);
            Ok(Submission { revision, proof, state, ..Submission::new(named, told, answers) })
        }
        (.., problem) => Err(problem.unwrap_or_else(|| Problem::new(Kind::Internal))),
    }
}

/// The members of an object, taken one by one; what is wrong is collected.
struct Members<'a> {
    members: &'a mut Map<String, Value>,
    problem: Option<Problem>,
}

impl Members<'_> {
    fn take<T>(
        &mut self,
        name: &str,
        wanted: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<T> {
        let taken = self.members.remove(name).and_then(read);
        if taken.is_none() {
            self.refuse(name, format!("must be {wanted}"));
        }
        taken
    }

    /// A member that may be left out.
    fn optional<T>(
        &mut self,
        name: &str,
        wanted: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<T> {
        if self.members.contains_key(name) { self.take(name, wanted, read) } else { None }
    }

    fn refuse(&mut self, name: &str, reason: String) {
        let problem = self.problem.take().unwrap_or_else(|| Problem::new(Kind::AnswersRejected));
        self.problem = Some(problem.with_invalid(name, reason));
    }

    fn finish(mut self) -> Option<Problem> {
        let unknown: Vec<_> = self.members.keys().take(20).cloned().collect();
        for name in unknown {
            self.refuse(&name, "is not a member of a submission".to_owned());
        }
        self.problem
    }
}

/// Why a body is no JSON of ours. Where it stands is told; what stands there is the respondent's.
fn unreadable(error: &InvalidJson) -> Problem {
    let problem = Problem::new(Kind::BodyUnreadable).with_detail(error.to_string());
    match error {
        InvalidJson::Bound { reason: BrokenBound::DuplicateMember, .. } => {
            problem.with_invalid("body", "an object names a member twice")
        }
        InvalidJson::Bound { .. } | InvalidJson::Syntax { .. } => problem,
    }
}

/// Reads the page's form: its own fields, files that came before, and the questions' fields as they
/// are.
pub(crate) fn from_form(mut form: Form) -> Result<Submission<Form>, Problem> {
    let own = |name: &str| {
        let mut values = form.fields.iter().filter(|(field, _)| field == name);
        let value = values.next().map(|(_, value)| value.as_str());
        if values.next().is_none() { value } else { None }
    };
    let refused = |name: &str| {
        Problem::new(Kind::BodyUnreadable)
            .with_detail("The form is not one of our pages'.")
            .with_invalid(name, "is missing or not as the page had it")
    };
    let id = own(ID_FIELD).and_then(|id| id.parse().ok());
    let version = own(VERSION_FIELD).and_then(|number| number.parse().ok()).and_then(Version::new);
    let language = own(LANGUAGE_FIELD).and_then(|tag| tag.parse().ok());
    let id = id.ok_or_else(|| refused(ID_FIELD))?;
    let version = version.ok_or_else(|| refused(VERSION_FIELD))?;
    let language = language.ok_or_else(|| refused(LANGUAGE_FIELD))?;
    let mut kept = Vec::new();
    for (field, file) in &form.fields {
        if let Some(field) = field.strip_prefix(KEPT_FIELD) {
            kept.push(kept_file(field, file).ok_or_else(|| refused(KEPT_FIELD))?);
        }
    }
    kept.append(&mut form.uploads);
    form.uploads = kept;
    let trapped = form.fields.iter().any(|(name, value)| name == TRAP_FIELD && !value.is_empty());
    let told = Told { trapped, proved: false };
    let proof = own(PROOF_FIELD).map(str::to_owned);
    Ok(Submission { proof, ..Submission::new((id, version, language), told, form) })
}

/// A file that came with the form before, as the page had it.
fn kept_file(field: &str, file: &str) -> Option<Upload> {
    Upload::from_json(field, StrictJson::from_slice(file.as_bytes()).ok()?.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"01932c07-209e-7cde-8c1d-3f2a1b4c5d6e","version":1,
        "language":"sv","answers":{"q":1},"complete":true}"#;

    fn check(name: &str, json: &str, want: Result<(), (Kind, &[&str])>) {
        let read = from_json(&Bytes::copy_from_slice(json.as_bytes()));
        match (read, want) {
            (Ok(_), Ok(())) => {}
            (Err(problem), Err((kind, fields))) => {
                let named: Vec<_> =
                    problem.invalid_params().iter().map(|param| param.name.as_str()).collect();
                assert_eq!((problem.kind(), named.as_slice()), (kind, fields), "{name}");
            }
            (read, want) => panic!("{name}: taken {}, wanted {}", read.is_ok(), want.is_ok()),
        }
    }

    #[test]
    fn submissions() {
        fn rejected<'a>(fields: &'a [&'a str]) -> Result<(), (Kind, &'a [&'a str])> {
            Err((Kind::AnswersRejected, fields))
        }
        check("good", GOOD, Ok(()));
        check("wrong id", &GOOD.replace("-7cde-", "-4cde-"), rejected(&["id"]));
        check("version 0", &GOOD.replace(":1,", ":0,"), rejected(&["version"]));
        check("no language", &GOOD.replace("\"sv\"", "null"), rejected(&["language"]));
        check("list", &GOOD.replace(r#"{"q":1}"#, "[]"), rejected(&["answers"]));
        check("half", &GOOD.replace("true", "1"), rejected(&["complete"]));
        let partial = |revision: &str| GOOD.replace("true", &format!("false{revision}"));
        check("partial", &partial(",\"revision\":1"), Ok(()));
        check("no revision", &partial(""), rejected(&["revision"]));
        check("revision 0", &partial(",\"revision\":0"), rejected(&["revision"]));
        check("both", &GOOD.replace("true", "true,\"revision\":1"), rejected(&["revision"]));
        check("state", &GOOD.replace("\"version\"", "\"state\":\"k1.x\",\"version\""), Ok(()));
        let number = GOOD.replace("\"version\"", "\"state\":1,\"version\"");
        check("state that is no text", &number, rejected(&["state"]));
        check("proof", &GOOD.replace("\"version\"", "\"proof\":\"x\",\"version\""), Ok(()));
        check("more", &GOOD.replace("\"version\"", "\"x\":1,\"version\""), rejected(&["x"]));
        check("empty", "{}", rejected(&["id", "version", "language", "answers", "complete"]));
        check("not an object", "[]", Err((Kind::BodyUnreadable, &[])));
        check("not JSON", "{", Err((Kind::BodyUnreadable, &[])));
        let twice = GOOD.replace(r#"{"q":1}"#, r#"{"q":1,"q":2}"#);
        check("twice", &twice, Err((Kind::BodyUnreadable, &["body"])));
    }
}
