//! Sets an instance up.

use bytes::Bytes;
use contract::message::{InstanceSender, PutInstance};
use credential::InstanceName;
use host::{fresh_name, with_status};
use http::{Request, Response, StatusCode};
use page::{MakeFault, MakeForm, MakePage};
use personal::{Email, PersonName};
use problem::{Kind, Problem};
use serde_json::{Map, Value, json};
use survey::{Locale, SurveyId};

use crate::form::Fields;
use crate::instance::{STAGE, strict};
use crate::visit::Visit;
use crate::{AppRoom, defaults};

/// The longest name by which recipients know an instance, in characters: it is the sender of mails.
const MAX_TITLE_CHARS: usize = 60;

/// `GET /new`.
pub(crate) fn ask(visit: &Visit<'_>) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.manage)?;
    let languages = defaults::languages(visit.room.language.tag());
    let stages = stages(visit.own);
    let form = MakeForm {
        title: &visit.room.person.organisation,
        name: "",
        stage: stages.first().copied().unwrap_or_default(),
        languages: languages.get(..2).unwrap_or(&languages),
        reply_to: visit.room.person.email.as_str(),
        fault: None,
    };
    visit.room.page(page(visit, &languages, form))
}

fn stages(own: &AppRoom) -> Vec<&'static str> {
    own.app.defaults().stages.iter().map(|one| one.stage.as_str()).collect()
}

fn page(visit: &Visit<'_>, languages: &[Locale], form: MakeForm<'_>) -> String {
    let stages = stages(visit.own);
    page::make_page(&visit.view(None), &MakePage { stages: &stages, languages, form })
}

/// What somebody wants to set up.
struct Wish {
    title: String,
    name: InstanceName,
    stage: &'static app::StageDefaults,
    languages: Vec<Locale>,
    sender: InstanceSender,
}

impl Wish {
    fn read(own: &AppRoom, fields: &Fields, languages: &[Locale]) -> Result<Self, MakeFault> {
        let title = fields.value("title");
        let chars = title.chars().count();
        if !(1..=MAX_TITLE_CHARS).contains(&chars) || title.chars().any(char::is_control) {
            return Err(MakeFault::Title);
        }
        let sender: PersonName = title.parse().map_err(|_| MakeFault::Title)?;
        let name = fields.value("instance").parse().map_err(|_| MakeFault::Name)?;
        let mut stages = own.app.defaults().stages.iter();
        let stage = stages.find(|one| one.stage.as_str() == fields.value("stage"));
        let chosen = chosen(fields, languages);
        if chosen.is_empty() {
            return Err(MakeFault::Languages);
        }
        let reply_to = Some(fields.value("reply_to")).filter(|raw| !raw.is_empty());
        let reply_to = reply_to.map(str::parse::<Email>).transpose();
        Ok(Self {
            title: title.to_owned(),
            name,
            stage: stage.ok_or(MakeFault::Stage)?,
            languages: chosen,
            sender: InstanceSender {
                name: Some(sender),
                reply_to: reply_to.map_err(|_| MakeFault::ReplyTo)?,
            },
        })
    }

    /// The instance: the app's own stage, in a survey of its own.
    fn setup(self, visit: &Visit<'_>, survey: SurveyId) -> Result<PutInstance, Problem> {
        let own = visit.own.app.defaults();
        let mail = visit.room.person.email.as_str();
        let settings: Map<_, _> =
            [(STAGE.to_owned(), Value::from(self.stage.stage.as_str()))].into_iter().collect();
        Ok(PutInstance {
            survey,
            title: self.title,
            paused: false,
            policy: strict(&defaults::policy(own, self.stage))?,
            texts: strict(&json!({}))?,
            alerts: strict(&defaults::alerts(own, self.stage, mail))?,
            calls: None,
            sender: self.sender,
            first_question: Some(self.stage.first_question.to_owned()),
            badge: None,
            settings: settings.into(),
            seen: None,
        })
    }
}

/// The languages that are chosen, in the order in which they were offered.
fn chosen(fields: &Fields, languages: &[Locale]) -> Vec<Locale> {
    let is_chosen = |one: &&Locale| fields.has("language", one.as_str());
    languages.iter().filter(is_chosen).cloned().collect()
}

/// `POST /new`: publishes the survey, and then sets up what invites to it. Whoever sends the form twice has two
/// surveys, of which one is nobody's: a survey is easily closed, and an instance without one asks nothing.
pub(crate) async fn make(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let languages = defaults::languages(visit.room.language.tag());
    let wish = match Wish::read(visit.own, &fields, &languages) {
        Ok(wish) => wish,
        Err(fault) => return again(visit, &fields, &languages, fault),
    };
    let (app, name) = (visit.app()?, wish.name.clone());
    let storage = &visit.room.storage;
    match storage.read_instance(&app, &name).await {
        Ok(_) => return again(visit, &fields, &languages, MakeFault::Taken),
        Err(problem) if problem.kind() == Kind::NotFound => {}
        Err(problem) => return Err(problem),
    }
    let survey: SurveyId = fresh_name(visit.room.host())?.parse().map_err(|_| Kind::Internal)?;
    let definition = defaults::survey(wish.stage, &wish.languages, &wish.title);
    let definition = definition.ok_or(Kind::Internal)?.to_string();
    storage.save_draft(&survey, Bytes::from(definition)).await?;
    storage.publish_survey(&survey).await?;
    storage.put_instance(&app, &name, &wish.setup(visit, survey)?).await?;
    visit.room.to(&visit.path(&format!("/instances/{name}?made")))
}

/// The form again, with what was sent and what is wrong with it.
fn again(
    visit: &Visit<'_>,
    fields: &Fields,
    languages: &[Locale],
    fault: MakeFault,
) -> Result<Response<Bytes>, Problem> {
    let form = MakeForm {
        title: fields.value("title"),
        name: fields.value("instance"),
        stage: fields.value("stage"),
        languages: &chosen(fields, languages),
        reply_to: fields.value("reply_to"),
        fault: Some(fault),
    };
    let answer = visit.room.page(page(visit, languages, form))?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}
