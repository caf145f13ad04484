//! The instances, and the first page of one.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::Moment;
use contract::message::{InstanceItem, PutInstance};
use credential::InstanceName;
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use invite::State;
use page::{AppDone, InstancePage, InstanceRow, NamedInstance};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::StrictJson;

use crate::form::Fields;
use crate::visit::Visit;

/// The member of an instance's settings that names its stage.
pub(crate) const STAGE: &str = "stage";

/// `GET {home}`: the instances.
pub(crate) async fn list(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("erased")).then_some(AppDone::Erased);
    let items = visit.room.storage.list_instances(&visit.app()?).await?.items;
    let rows: Vec<_> = items
        .iter()
        .map(|one| InstanceRow {
            name: one.instance.as_str(),
            title: &one.title,
            paused: one.paused,
            counts: grouped(&one.counts),
        })
        .collect();
    visit.room.page(page::instances_page(&visit.view(done), &rows))
}

/// How many wait, were sent, were answered.
pub(crate) fn grouped(counts: &BTreeMap<State, u64>) -> [u64; 3] {
    let mut groups = [0; 3];
    let [waiting, sent, answered] = &mut groups;
    for (state, count) in counts {
        match state {
            State::Scheduled | State::Sending => *waiting += count,
            State::Answered => {
                *sent += count;
                *answered += count;
            }
            State::Sent
            | State::Delivered
            | State::Opened
            | State::Clicked
            | State::OptedOut
            | State::Complained
            | State::Expired => *sent += count,
            State::Skipped | State::Cancelled | State::Erased | State::Bounced | State::Refused => {
            }
        }
    }
    groups
}

/// What pages call an instance.
pub(crate) fn named<'a>(name: &'a InstanceName, title: &'a str) -> NamedInstance<'a> {
    NamedInstance { name: name.as_str(), title, seen: None }
}

/// What became of a form that changes an instance.
pub(crate) enum Saved {
    /// It is so.
    Done,
    /// Storage says what is wrong: nothing is changed.
    Rejected(Problem),
    /// Somebody else has changed it since the form was shown: nothing is changed.
    ChangedMeanwhile,
}

/// A page with what was sent and what is wrong with it.
pub(crate) fn rejected(page: Response<Bytes>) -> Response<Bytes> {
    with_status(page, StatusCode::UNPROCESSABLE_ENTITY)
}

/// A page with what was sent, where somebody else was first.
pub(crate) fn meanwhile(page: Response<Bytes>) -> Response<Bytes> {
    with_status(page, StatusCode::CONFLICT)
}

/// How often a change is tried that others' changes come in between of.
const TRIES: usize = 4;

/// An instance as it is set up.
pub(crate) struct Known(pub(crate) InstanceItem);

impl Known {
    pub(crate) async fn read(visit: &Visit<'_>, name: &InstanceName) -> Result<Self, Problem> {
        visit.room.storage.read_instance(&visit.app()?, name).await.map(Self)
    }

    /// What its pages call it.
    pub(crate) fn named(&self) -> NamedInstance<'_> {
        let seen = Some(self.0.changed_at.unix_millis());
        NamedInstance { seen, ..named(&self.0.instance, &self.0.setup.title) }
    }

    /// The name of its stage.
    pub(crate) fn stage(&self) -> &str {
        stage_of(self.0.setup.settings.value())
    }

    /// Keeps what a form says, if nobody has changed the instance since the form was shown.
    pub(crate) async fn save(&self, visit: &Visit<'_>, sent: &Fields) -> Result<Saved, Problem> {
        let seen = sent.value("seen").parse().map(Moment::from_unix_millis);
        match self.put(visit, seen.unwrap_or(self.0.changed_at)).await {
            Ok(()) => Ok(Saved::Done),
            Err(problem) if problem.kind() == Kind::InstanceChanged => Ok(Saved::ChangedMeanwhile),
            Err(problem) if problem.kind() == Kind::InstanceRejected => {
                Ok(Saved::Rejected(problem))
            }
            Err(problem) => Err(problem),
        }
    }

    /// Keeps it as it is set up now, if nobody has changed it since that moment.
    async fn put(&self, visit: &Visit<'_>, seen: Moment) -> Result<(), Problem> {
        let setup = PutInstance { seen: Some(seen), ..self.0.setup.clone() };
        visit.room.storage.put_instance(&visit.app()?, &self.0.instance, &setup).await.map(|_| ())
    }

    /// Changes something that no form was filled in for, whatever else is changed at the same time.
    ///
    /// # Errors
    ///
    /// [`Kind::InstanceChanged`] where that happens again and again.
    pub(crate) async fn change(
        visit: &Visit<'_>,
        name: &InstanceName,
        change: impl Fn(&mut PutInstance) -> Result<(), Problem>,
    ) -> Result<Self, Problem> {
        for _ in 0..TRIES {
            let mut known = Self::read(visit, name).await?;
            change(&mut known.0.setup)?;
            match known.put(visit, known.0.changed_at).await {
                Ok(()) => return Ok(known),
                Err(problem) if problem.kind() == Kind::InstanceChanged => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(Problem::new(Kind::InstanceChanged))
    }

    /// The address of a part of it.
    pub(crate) fn path(&self, visit: &Visit<'_>, rest: &str) -> String {
        visit.path(&format!("/instances/{}{rest}", self.0.instance))
    }
}

/// The name of the stage of an instance.
pub(crate) fn stage_of(settings: &Value) -> &str {
    settings.get(STAGE).and_then(Value::as_str).unwrap_or_default()
}

/// JSON as storage takes it.
pub(crate) fn strict(value: &Value) -> Result<StrictJson, Problem> {
    StrictJson::from_slice(value.to_string().as_bytes()).map_err(|_| Problem::new(Kind::Internal))
}

/// `GET /instances/{instance}`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("made") => Some(AppDone::Made),
        Some("paused") => Some(AppDone::Paused),
        Some("resumed") => Some(AppDone::Resumed),
        Some(_) | None => None,
    };
    let known = Known::read(visit, name).await?;
    let counts = known.0.counts.iter().map(|(state, count)| (state.name(), *count));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let (made, survey) = (known.0.made_at.rfc3339(), &known.0.setup.survey);
    let (least, command) = examples(visit, &known);
    let alerts = crate::alerts::open(visit, name).await?;
    visit.room.page(page::instance_page(
        &visit.view(done),
        &InstancePage {
            instance: known.named(),
            stage: known.stage(),
            paused: known.0.setup.paused,
            made: &made,
            survey: (survey.as_str(), &visit.survey(survey)),
            counts: &counts,
            alerts,
            examples: (&least, &command),
        },
    ))
}

/// The least that an event has, and a command for a shell that sends a test.
fn examples(visit: &Visit<'_>, known: &Known) -> (String, String) {
    let least = (visit.own.example)(known.stage());
    let mut test = least.clone();
    if let Value::Object(members) = &mut test {
        members.insert("test".to_owned(), Value::Bool(true));
    }
    let command = format!(
        "curl '{}?instance={}' \\\n  -H 'Authorization: Bearer YOUR-API-KEY' \\\n  \
         -H 'Content-Type: application/json' \\\n  -d '{test}'",
        visit.events(),
        known.0.instance,
    );
    (least.to_string(), command)
}

/// `POST /pause` and `/resume`.
pub(crate) async fn set_paused(
    visit: &Visit<'_>,
    name: &InstanceName,
    paused: bool,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.must(|may| may.manage)?;
    let change = |setup: &mut PutInstance| {
        setup.paused = paused;
        Ok(())
    };
    let known = Known::change(visit, name, change).await?;
    visit.room.to(&known.path(visit, if paused { "?paused" } else { "?resumed" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_was_sent() {
        let counts = State::ALL.into_iter().map(|state| (state, 1)).collect();
        assert_eq!(grouped(&counts), [2, 8, 1]);
        assert_eq!(grouped(&BTreeMap::new()), [0, 0, 0]);
    }
}
