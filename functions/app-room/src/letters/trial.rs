//! A test mail, which goes the way of every other.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::message::{AskItem, EventItem, EventResult, Parts, Recipient, TakeEvents};
use credential::InstanceName;
use host::with_status;
use http::{Request, Response, StatusCode};
use invite::{Channel, Event, EventKey, StageName};
use letter::MessageKind;
use page::TrialFault;
use personal::Email;
use problem::{Kind, Problem};
use survey::Locale;

use super::{Shown, Told, Which, page};
use crate::events::moment_of;
use crate::form::Fields;
use crate::instance::Known;
use crate::visit::Visit;

/// `POST /texts/test`: has a test sent to one address, in a language. What is known of a recipient are examples.
pub(crate) async fn send(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let to = fields.value("to");
    let Ok(email) = to.parse::<Email>() else {
        return again(visit, name, &fields, TrialFault::Address).await;
    };
    let known = Known::read(visit, name).await?;
    if known.0.setup.paused {
        // The page says so, and has no form.
        return visit.room.to(&known.path(visit, "/texts#test"));
    }
    let language = fields.value("language").parse().map_err(|_| Kind::ParameterRejected)?;
    let item = item(visit, &known, (email, language))?;
    let items = vec![EventItem::Ask(Box::new(item))];
    let message = TakeEvents { dry_run: false, items };
    let taken = visit.room.storage.take_events(&visit.app()?, &message).await?;
    match taken.items.into_iter().next() {
        Some(EventResult::Scheduled { invitation: Some(id), .. }) => {
            visit.room.to(&known.path(visit, &format!("/invitations/{id}?tested")))
        }
        // Its page says why.
        Some(EventResult::Skipped { invitation: Some(id), .. }) => {
            visit.room.to(&known.path(visit, &format!("/invitations/{id}")))
        }
        Some(_) | None => again(visit, name, &fields, TrialFault::Nobody).await,
    }
}

/// The page once more, with what stands in the way.
async fn again(
    visit: &Visit<'_>,
    name: &InstanceName,
    fields: &Fields,
    fault: TrialFault,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name).await?;
    let kind = MessageKind::Invitation.as_str();
    let which = Which::read(kind, fields.value("language"), &shown.languages)?;
    let (written, is_own) = shown.fields(&which);
    let told = Told { trial: Some((fields.value("to"), fault)), ..Told::default() };
    let answer = page(visit, &shown, &which, (&written, is_own, told)).await?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

/// What storage is told: an event that nothing has happened for.
fn item(
    visit: &Visit<'_>,
    known: &Known,
    (email, language): (Email, Locale),
) -> Result<AskItem, Problem> {
    let now = visit.room.now();
    let internal = || Problem::new(Kind::Internal);
    let key: EventKey = format!("test-{}", now.unix_millis()).try_into().map_err(|_| internal())?;
    let stage: StageName = known.stage().parse().map_err(|_| internal())?;
    let vocabulary = visit.own.vocabulary();
    let examples = vocabulary.examples();
    let values: BTreeMap<_, _> = vocabulary
        .variables()
        .filter(|one| !one.always)
        .filter_map(|one| Some((one.name.to_owned(), examples.get(one.name)?.to_owned())))
        .collect();
    let event = Event {
        app: visit.app()?,
        instance: known.0.instance.clone(),
        key,
        stage,
        happened: moment_of(now)?,
        send_at: None,
        latest: None,
        channels: vec![Channel::Mail].try_into().unwrap_or_default(),
        language: Some(language),
        zone: None,
        country: None,
        products: invite::Products::default(),
        flags: invite::Flags::default(),
        test: true,
    };
    let recipient = Recipient { email: Some(email), ..Recipient::default() };
    let (known, parts) = (BTreeMap::new(), Parts::default());
    Ok(AskItem { event, recipient, values, known, parts, undated: false, left: None })
}
