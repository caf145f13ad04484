//! What an instance offers those who would leave, as staff set it up.

use app::Fault;
use bytes::Bytes;
use credential::InstanceName;
use http::{Request, Response};
use page::{AppDone, Filled, OfferRow, OffersPage, WrongSetting};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::StrictJson;

use crate::form::Fields;
use crate::instance::{Known, Saved, meanwhile, rejected, strict};
use crate::visit::Visit;

/// A line for each offer, or everything that is wrong.
type ReadOffers = fn(&[u8]) -> Result<Vec<OfferLine>, Vec<Fault>>;

/// How an app reads what is offered, where it offers something.
#[derive(Clone, Copy, Debug)]
pub struct Offers {
    /// The member of an instance's settings that has it.
    pub member: &'static str,
    /// Reads it.
    pub read: ReadOffers,
}

/// An offer, as staff see it in a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfferLine {
    /// Its name.
    pub name: String,
    /// Of which kind it is: a word that never changes.
    pub kind: &'static str,
    /// To who says one of these.
    pub reasons: Vec<String>,
    /// What it reads, in the first of its languages.
    pub title: String,
    /// In which languages it is.
    pub languages: Vec<String>,
}

/// Where this app's own is; nothing is found where it offers nothing.
fn own(visit: &Visit<'_>) -> Result<Offers, Problem> {
    visit.own.offers.ok_or(Problem::new(Kind::NotFound))
}

/// `GET /offers`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let own = own(visit)?;
    let done = (query == Some("saved")).then_some(AppDone::Saved);
    let known = Known::read(visit, name).await?;
    let set_up = known.0.setup.settings.value().get(own.member);
    let text = set_up.map(|set_up| serde_json::to_string_pretty(set_up).unwrap_or_default());
    let lines = text.as_deref().map(|text| (own.read)(text.as_bytes()));
    let lines = lines.and_then(Result::ok).unwrap_or_default();
    let text = text.unwrap_or_default();
    page(visit, &known, (done, &lines), (&text, &[], false))
}

/// `POST /offers`: all of it, as text. Nothing is saved until nothing is wrong.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let own = own(visit)?;
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut known = Known::read(visit, name).await?;
    let text = fields.value("offers");
    if StrictJson::from_slice(text.as_bytes()).is_err() {
        return page(visit, &known, (None, &[]), (text, &[], true)).map(rejected);
    }
    if let Err(faults) = (own.read)(text.as_bytes()) {
        let wrong: Vec<_> = faults.iter().map(wrong).collect();
        return page(visit, &known, (None, &[]), (text, &wrong, false)).map(rejected);
    }
    let offers: Value = serde_json::from_str(text).map_err(|_| Kind::Internal)?;
    let mut settings = known.0.setup.settings.value().clone();
    let members = settings.as_object_mut().ok_or(Kind::Internal)?;
    members.insert(own.member.to_owned(), offers);
    known.0.setup.settings = strict(&settings)?;
    match known.save(visit, &fields).await? {
        Saved::Done => visit.room.to(&known.path(visit, "/offers?saved")),
        Saved::Rejected(problem) => {
            let params = problem.invalid_params().iter();
            let wrong: Vec<_> = params
                .map(|one| WrongSetting {
                    field: None,
                    path: one.name.clone(),
                    reason: one.reason.clone(),
                })
                .collect();
            page(visit, &known, (None, &[]), (text, &wrong, false)).map(rejected)
        }
        Saved::ChangedMeanwhile => {
            let done = Some(AppDone::ChangedMeanwhile);
            page(visit, &known, (done, &[]), (text, &[], false)).map(meanwhile)
        }
    }
}

fn wrong(fault: &Fault) -> WrongSetting {
    let (path, reason) = (fault.path.clone(), fault.reason.to_string());
    WrongSetting { field: None, path, reason }
}

fn page(
    visit: &Visit<'_>,
    known: &Known,
    (done, lines): (Option<AppDone>, &[OfferLine]),
    (text, faults, is_no_json): (&str, &[WrongSetting], bool),
) -> Result<Response<Bytes>, Problem> {
    let told: Vec<_> =
        lines.iter().map(|line| (line.reasons.join(", "), line.languages.join(", "))).collect();
    let rows: Vec<_> = lines
        .iter()
        .zip(&told)
        .map(|(line, (reasons, languages))| OfferRow {
            name: &line.name,
            kind: line.kind,
            reasons,
            title: &line.title,
            languages,
        })
        .collect();
    visit.room.page(page::offers_page(
        &visit.view(done),
        &OffersPage {
            instance: known.named(),
            rows: &rows,
            json: text,
            faults: Filled { fields: &[], faults },
            is_no_json,
        },
    ))
}
