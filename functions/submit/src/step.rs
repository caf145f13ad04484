//! Takes the page's form: a whole response, or one page of it.

use bytes::Bytes;
use host::{MediaType, form_fields, form_with_files, media_type, with_status};
use http::header::{HeaderValue, ORIGIN, RETRY_AFTER};
use http::{Request, Response};
use page::{Access, Attempt, Embedding, Scope};
use problem::{Kind, Problem};
use survey::model::Definition;
use survey::{
    AnswerProblem, AnswerReason, Circumstances, Interview, Locale, Outcome, STATE_FIELD,
    STEP_FIELD, SWITCH_FIELD, Standing, SurveyId, Turn, Upload, Walk, choose_locale,
};

use crate::context::Context;
use crate::invited::{self, Invitation};
use crate::pages::{self, Shown};
use crate::proof;
use crate::response::{kept, message};
use crate::route::MAX_SUBMISSION_BYTES;
use crate::sent_form::Form;
use crate::state::{MAX_STATE_BYTES, State};
use crate::submission::{Submission, from_form};
use crate::submit::{keep, version};
use crate::suspicion;
use crate::uploads;

/// How many bytes of files a state carries: they are in it in base64, and so is it itself.
const MAX_CARRIED_BYTES: usize = MAX_STATE_BYTES / 16 * 9;

/// Where a form says to go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Step {
    /// On: to the next page, or to the end.
    On,
    /// To the page before.
    Back,
    /// Nowhere: all pages are to be on the page, for its script.
    All,
    /// Nowhere: to another language.
    Switch,
}

/// What was sent, and what it is of.
struct Sent<'a> {
    context: &'a Context<'a>,
    survey: &'a SurveyId,
    submission: &'a Submission,
    definition: &'a Definition,
    circumstances: Circumstances,
    embedding: Embedding,
    /// The page's own origin, as its reader's browser named it.
    origin: &'a str,
    form: &'a Form,
}

/// `POST /s/{survey}`, or `/s/{survey}/i/{token}`: the page's form. Without a state it is a whole response. With one it is a
/// page of it: the page that is asked next comes back, or the same one with what is wrong beside
/// the questions.
pub(crate) async fn form(
    context: &Context<'_>,
    survey: &SurveyId,
    invitation: Option<Invitation>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let form = read_form(&request)?;
    let (mut submission, mut form) = from_form(form)?.apart();
    submission.invitation = invitation;
    let step = Step::of(&form)?;
    let keys = &context.settings.state_keys;
    let mut state = field(&form, STATE_FIELD)
        .map(|sealed| State::open(keys, survey, &submission, sealed))
        .transpose()?;
    let published = version(context, survey, &mut submission).await?;
    let definition = &published.definition;
    suspicion::weigh(context, (survey, definition), &mut submission, state.as_mut());
    invited::recall(context, &mut submission, state.as_ref()).await?;
    let of = (submission.id, definition);
    let refused = uploads::keep(context, survey, of, &mut form).await?;
    let sent = Sent {
        context,
        survey,
        submission: &submission,
        definition,
        circumstances: submission.circumstances(&language(definition, &submission, &form)),
        embedding: Embedding::of_query(request.uri().query()),
        origin: origin(&request),
        form: &form,
    };
    // Nothing is known of a response that is sent at once but what it says.
    let whole = || State { whole: true, ..sent.fresh() };
    let state = state.unwrap_or_else(whole);
    if step == Step::On && !refused.is_empty() {
        return sent.again(sent.walk(&state).interview(), state, &refused);
    }
    sent.step(step, state).await
}

/// The page's own origin, as its reader's browser named it.
fn origin(request: &Request<Bytes>) -> &str {
    let said = request.headers().get(ORIGIN).and_then(|value| value.to_str().ok());
    said.filter(|origin| origin.starts_with("http")).unwrap_or_default()
}

/// The form that was sent, in either of the two ways in which browsers send one.
fn read_form(request: &Request<Bytes>) -> Result<Form, Problem> {
    let (headers, body) = (request.headers(), request.body());
    let kind = media_type(headers);
    if kind != Some(MediaType::Multipart) && body.len() > MAX_SUBMISSION_BYTES {
        return Err(Problem::new(Kind::BodyTooLarge));
    }
    match kind {
        Some(MediaType::Form) => {
            let fields = form_fields(body).map_err(|_| Kind::BodyUnreadable)?;
            Ok(Form { fields, ..Form::default() })
        }
        Some(MediaType::Multipart) => {
            let form = form_with_files(headers, body).map_err(|_| Kind::BodyUnreadable)?;
            let bytes: usize = form.fields.iter().map(|(_, text)| text.len()).sum();
            if bytes > MAX_SUBMISSION_BYTES {
                return Err(Problem::new(Kind::BodyTooLarge));
            }
            Ok(form.into())
        }
        Some(MediaType::Json) | None => Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("The form is sent as browsers send forms.")),
    }
}

/// The text of a field of the page's own.
fn field<'f>(form: &'f Form, name: &str) -> Option<&'f str> {
    form.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// The language to go on in.
fn language(definition: &Definition, submission: &Submission, form: &Form) -> Locale {
    match field(form, SWITCH_FIELD) {
        Some(tag) => choose_locale(definition, Some(tag), None),
        None => submission.language.clone(),
    }
}

impl Step {
    fn of(form: &Form) -> Result<Self, Problem> {
        if field(form, SWITCH_FIELD).is_some() {
            return Ok(Self::Switch);
        }
        match field(form, STEP_FIELD) {
            None | Some("next" | "send") => Ok(Self::On),
            Some("back") => Ok(Self::Back),
            Some("all") => Ok(Self::All),
            Some(_) => Err(Problem::new(Kind::BodyUnreadable)
                .with_invalid(STEP_FIELD, "is next, back, send or all")),
        }
    }
}

impl<'a> Sent<'a> {
    /// The state of a response that nothing is known of yet.
    fn fresh(&self) -> State {
        let fresh = State::fresh(self.context.host.now().unix_millis(), Standing::default());
        let Submission { told, known, .. } = self.submission;
        State { told: *told, known: known.clone(), linked: self.submission.is_linked(), ..fresh }
    }

    /// The response, with what was sent.
    fn walk(&self, state: &State) -> Walk<'a> {
        let circumstances = self.circumstances.clone();
        let answers = state.answers.as_ref();
        let mut walk = Walk::new(self.definition, circumstances, &state.standing, answers);
        let (fields, uploads) = (&self.form.fields, &self.form.uploads);
        if state.whole || walk.interview().asks_all() {
            walk.give_all(fields, uploads, field(self.form, survey::AT_FIELD));
        } else {
            walk.give(fields, uploads);
        }
        walk
    }

    async fn step(&self, step: Step, state: State) -> Result<Response<Bytes>, Problem> {
        let mut walk = self.walk(&state);
        let before = walk.interview().standing();
        let shut = self.submission.shut;
        if let Some(kind) = shut.filter(|_| step != Step::On) {
            return Err(kind.into());
        }
        match step {
            Step::All => self.all(&walk, &state),
            Step::Switch => self.again(walk.interview(), state, &[]),
            Step::Back => {
                walk.back();
                self.moved(walk, (before, state), &[])
            }
            Step::On => {
                let turn = if state.whole { walk.send() } else { walk.forward() };
                match (turn, shut) {
                    (Turn::Complete(outcome), _) => self.complete(outcome, &walk, state).await,
                    (Turn::Asks | Turn::Stays(_), Some(kind)) => Err(kind.into()),
                    (Turn::Asks, None) => self.moved(walk, (before, state), &[]),
                    (Turn::Stays(problems), None) => {
                        if state.whole || walk.interview().standing() == before {
                            self.again(walk.interview(), state, &problems)
                        } else {
                            self.moved(walk, (before, state), &problems)
                        }
                    }
                }
            }
        }
    }

    /// All pages, for the script.
    fn all(&self, walk: &Walk<'_>, state: &State) -> Result<Response<Bytes>, Problem> {
        let standing = walk.interview().standing();
        let state = state.of_all(standing);
        let attempt = self.attempt(&[]);
        self.shown(walk.interview(), &state, (attempt, Scope::Whole))
    }

    /// The page that was sent, with what it held: in another language, or with what is wrong.
    fn again(
        &self,
        interview: &Interview<'_>,
        state: State,
        problems: &[AnswerProblem],
    ) -> Result<Response<Bytes>, Problem> {
        let state = if state.whole { state.at(interview) } else { state };
        self.shown(interview, &state, (self.attempt(problems), Scope::Asked))
    }

    /// The page that was sent, without the files that are not there.
    fn without(
        &self,
        interview: &Interview<'_>,
        state: State,
        problems: &[AnswerProblem],
    ) -> Result<Response<Bytes>, Problem> {
        let is_there = |upload: &&Upload| !problems.iter().any(|one| one.name == upload.field);
        let uploads: Vec<_> = self.form.uploads.iter().filter(is_there).cloned().collect();
        let attempt = Attempt::Refused { fields: &self.form.fields, uploads: &uploads, problems };
        let state = if state.whole { state.at(interview) } else { state };
        self.shown(interview, &state, (attempt, Scope::Asked))
    }

    /// Another page, with what is answered there so far.
    fn moved(
        &self,
        walk: Walk<'_>,
        (before, state): (Standing, State),
        problems: &[AnswerProblem],
    ) -> Result<Response<Bytes>, Problem> {
        let lacks = walk.lacks_something();
        let interview = walk.into_interview();
        let mut next = state.clone().at(&interview);
        let place = (before.page, before.element);
        next.written.retain(|(page, element, _)| (*page, *element) != place);
        if lacks {
            next.written.push((place.0, place.1, self.own_fields()));
        }
        if next.is_too_long(&self.context.settings.state_keys) {
            return self.too_long(state);
        }
        let here = |(page, element, _): &&(usize, usize, Vec<_>)| {
            (*page, *element) == (next.standing.page, next.standing.element)
        };
        let uploads = uploads(&interview);
        let attempt = match next.written.iter().find(here) {
            Some((.., fields)) if problems.is_empty() => {
                Attempt::Switched { fields, uploads: &uploads }
            }
            Some((.., fields)) => Attempt::Refused { fields, uploads: &uploads, problems },
            None if problems.is_empty() => Attempt::First,
            None => Attempt::Fault { problems },
        };
        self.shown(&interview, &next, (attempt, Scope::Asked))
    }

    /// The page that was sent, where what it holds is more than a state can carry.
    fn too_long(&self, state: State) -> Result<Response<Bytes>, Problem> {
        let largest = self.form.uploads.iter().max_by_key(|upload| upload.content.len());
        let Some(upload) = largest else { return Err(Problem::new(Kind::BodyTooLarge)) };
        let name = upload.field.split('[').next().unwrap_or_default().to_owned();
        let most = u32::try_from(MAX_CARRIED_BYTES).unwrap_or(u32::MAX);
        let problems = [AnswerProblem { name, reason: AnswerReason::FilesTooLarge(most) }];
        self.again(self.walk(&state).interview(), state, &problems)
    }

    async fn complete(
        &self,
        outcome: Outcome,
        walk: &Walk<'_>,
        state: State,
    ) -> Result<Response<Bytes>, Problem> {
        let (definition, survey) = (self.definition, self.survey);
        let message = message(definition, self.submission, outcome);
        let told = keep(self.context, (survey, self.submission), &message).await;
        let (status, received) = match told {
            Err(problem) if problem.kind() == Kind::TooManyResponses => {
                return self.waits(state, &problem);
            }
            Err(problem) if problem.kind() == Kind::FilesMissing => {
                return self.without(walk.interview(), state, &missing(&problem));
            }
            told => told?,
        };
        let kept = kept(definition, self.circumstances.clone(), &message);
        let link = received.links.response.as_deref().unwrap_or_default();
        let link = [self.origin, link].concat();
        let access = received.access.as_deref().map(|token| Access { token, link: &link });
        let told = (&*received.receipt, access);
        let page = pages::thanks((survey, message.version), &kept, told, self.embedding);
        Ok(with_status(page, status))
    }

    /// The page that was sent, with what it held, to be sent again in a while.
    fn waits(&self, state: State, problem: &Problem) -> Result<Response<Bytes>, Problem> {
        let walk = self.walk(&state);
        let state = if state.whole { state.at(walk.interview()) } else { state };
        let (fields, uploads) = (&*self.form.fields, &*self.form.uploads);
        let attempt = Attempt::Waits { fields, uploads };
        let mut page = self.shown(walk.interview(), &state, (attempt, Scope::Asked))?;
        let after = HeaderValue::from(problem.retry_after_seconds().unwrap_or_default());
        page.headers_mut().insert(RETRY_AFTER, after);
        Ok(page)
    }

    /// The form that was sent comes back.
    fn attempt<'p>(&'p self, problems: &'p [AnswerProblem]) -> Attempt<'p> {
        let (fields, uploads) = (&*self.form.fields, &*self.form.uploads);
        if problems.is_empty() {
            return Attempt::Switched { fields, uploads };
        }
        Attempt::Refused { fields, uploads, problems }
    }

    /// The fields that are the questions'.
    fn own_fields(&self) -> Vec<(String, String)> {
        let own = |(name, _): &&(String, String)| !name.starts_with("nordsvar.");
        self.form.fields.iter().filter(own).cloned().collect()
    }

    fn shown(
        &self,
        interview: &Interview<'_>,
        state: &State,
        (attempt, scope): (Attempt<'_>, Scope),
    ) -> Result<Response<Bytes>, Problem> {
        let (context, survey, submission) = (self.context, self.survey, self.submission);
        let work = proof::of_page(context, (survey, submission.id), self.definition, state.told)?;
        let state = state.seal(context, survey, submission.of())?;
        let embedding = self.embedding;
        let work = work.as_deref();
        let shown = Shown { interview, attempt, scope, embedding, state: &state, work };
        Ok(pages::asked(survey, submission, &shown))
    }
}

/// What is said of files that waited for too long to be named.
fn missing(problem: &Problem) -> Vec<AnswerProblem> {
    let questions = problem.invalid_params().iter().map(|param| param.name.clone());
    questions.map(|name| AnswerProblem { name, reason: AnswerReason::FileGone }).collect()
}

/// The files of what is asked, outside of rows.
fn uploads(interview: &Interview<'_>) -> Vec<Upload> {
    let mut all = Vec::new();
    for question in interview.asked_questions() {
        let Some(value) = interview.question_at(&question.name).and_then(|at| at.value()) else {
            continue;
        };
        let files = value.as_array().filter(|_| question.asks_for_files());
        let files = files.into_iter().flatten();
        all.extend(files.filter_map(|file| Upload::from_json(&question.name, file)));
    }
    all
}
