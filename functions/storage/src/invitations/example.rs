//! What a message of an instance is made of, for whoever looks at how it will be.

use bytes::Bytes;
use contract::message::AskedExample;
use credential::{AppName, InstanceName, InvitationId};
use host::json;
use http::Response;
use problem::{Kind, Problem};

use super::claim::{asked_about, link_token, unsubscribe_token};
use super::setup::Setups;
use crate::audit::Acting;
use crate::context::Context;

/// What a courier would get now, with links of an invitation that there is not, which are over.
pub(crate) async fn example(
    context: &Context<'_>,
    acting: &Acting,
    place: (&AppName, &InstanceName),
) -> Result<Response<Bytes>, Problem> {
    let tenant = &acting.tenant;
    let setup = Setups::default().find(context, tenant, place).await?.ok_or(Kind::NotFound)?;
    // A survey that takes no answers has no messages.
    let about = asked_about(context, &setup).await?.map_err(|_| Kind::SurveyState)?;
    let nobody: InvitationId = "0".repeat(32).parse().map_err(|_| Kind::Internal)?;
    // As long as those that are sent, so that text messages have as many parts.
    let over = context.now.seconds();
    Ok(json(&AskedExample {
        link_token: link_token(context, (&nobody, &about.survey), over)?,
        unsubscribe_token: unsubscribe_token(context, (&nobody, tenant), over)?,
        about,
        sms_price: context.settings.sms_price.clone(),
    }))
}
