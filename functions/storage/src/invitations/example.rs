//! What a message of an instance is made of, for whoever looks at how it will be.

use bytes::Bytes;
use contract::message::{AskedExample, ReadExample};
use credential::{AppName, InstanceName, InvitationId};
use host::json;
use http::Response;
use letter::{FirstQuestion, Keypad};
use problem::{Kind, Problem};
use survey::StrictJson;
use survey::model::Definition;

use super::claim::{asked_about, link_token, unsubscribe_token};
use super::setup::Setups;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::unreadable;

/// What a courier would compose now, with links of an invitation that there is not, which are over.
pub(crate) async fn example(
    context: &Context<'_>,
    acting: &Acting,
    place: (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ReadExample { language } = serde_json::from_slice(body).map_err(unreadable)?;
    let tenant = &acting.tenant;
    let setup = Setups::default().find(context, tenant, place).await?.ok_or(Kind::NotFound)?;
    // A survey that takes no answers has no messages.
    let about = asked_about(context, &setup).await?.map_err(|_| Kind::SurveyState)?;
    let definition = about.definition.value();
    let theme = definition.pointer("/nordsvar/theme").map(strict).transpose()?;
    let first = Definition::load(definition)
        .and_then(|definition| FirstQuestion::of(&definition, &language));
    let by_key = first.as_ref().filter(|first| Keypad::of(first).is_some());
    let call = by_key.map(strict).transpose()?;
    let first = first.filter(|first| about.first_question.as_ref() == Some(&first.name));
    let question = first.map(|first| strict(&first)).transpose()?;
    let nobody: InvitationId = "0".repeat(32).parse().map_err(|_| Kind::Internal)?;
    // As long as those that are sent, so that text messages have as many parts.
    let over = context.now.seconds();
    let link = link_token(context, (&nobody, &about.survey), over)?;
    let unsubscribe = unsubscribe_token(context, (&nobody, tenant), over)?;
    let site = about.submit_url.trim_end_matches('/');
    Ok(json(&AskedExample {
        theme,
        question,
        call,
        link: [site, "/s/", about.survey.as_str(), "/i/", &link].concat(),
        linked: setup.policy.link_answers,
        unsubscribe: [site, "/u/", &unsubscribe].concat(),
        organisation: about.organisation,
        sender: about.sender,
        sms_price: context.settings.sms_price.clone(),
    }))
}

fn strict(value: &impl serde::Serialize) -> Result<StrictJson, Problem> {
    let text = serde_json::to_vec(value).map_err(|_| Kind::Internal)?;
    StrictJson::from_slice(&text).map_err(|_| Problem::new(Kind::Internal))
}
