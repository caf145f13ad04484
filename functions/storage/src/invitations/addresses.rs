//! By which addresses somebody is reached, and which of them are not written to.

use contract::message::Recipient;
use credential::TenantId;
use invite::{Channel, Few, Suppression, SuppressionCause};
use letter::Recordings;
use problem::Problem;
use store::{ContactStore as _, Suppressed};

use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::secrets;

/// By which kind of address a channel reaches somebody.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum By {
    Email,
    Phone,
}

pub(super) fn reaches(by: By, channel: Channel) -> bool {
    match channel {
        Channel::Mail => by == By::Email,
        Channel::Sms | Channel::Voice => by == By::Phone,
    }
}

/// The channels of an event by which there is an address. Nobody is called who would hear nothing.
pub(super) fn channels(
    event: &invite::Event,
    recipient: &Recipient,
    recordings: &Recordings,
) -> invite::Channels {
    let is_heard = |channel: &&Channel| match channel {
        Channel::Voice => recordings.choose(event.language.as_ref()).is_some(),
        Channel::Mail | Channel::Sms => true,
    };
    let has = |channel: &&Channel| {
        let of = |by| reaches(by, **channel);
        (recipient.email.is_some() && of(By::Email)) || (recipient.phone.is_some() && of(By::Phone))
    };
    let there =
        event.channels.as_slice().iter().filter(has).filter(is_heard).copied().collect::<Vec<_>>();
    Few::try_from(there).unwrap_or_default()
}

/// The hashes by which a recipient's addresses are not written to, if they are not.
pub(super) async fn addresses(
    context: &Context<'_>,
    tenant: &TenantId,
    recipient: &Recipient,
) -> Result<Vec<(By, [u8; 32])>, Problem> {
    let secrets = secrets(context, tenant).await?;
    let look_up = secrets.look_up();
    let email = recipient.email.as_ref().map(|email| (By::Email, look_up.suppressed_email(email)));
    let phone = recipient.phone.as_ref().map(|phone| (By::Phone, look_up.suppressed_phone(phone)));
    Ok(email.into_iter().chain(phone).collect())
}

/// Writes to a recipient no more, whoever they are.
pub(super) async fn suppress(
    context: &Context<'_>,
    tenant: &TenantId,
    recipient: &Recipient,
    cause: SuppressionCause,
) -> Result<(), Problem> {
    let addresses = addresses(context, tenant, recipient).await?;
    let one = |(_, hash)| Suppressed { hash, cause, channel: None };
    let all: Vec<_> = addresses.into_iter().map(one).collect();
    context.store.suppress_all(tenant, &all).await.map_err(store_failed)
}

/// Which of a recipient's addresses are not written to.
pub(crate) async fn suppressed(
    context: &Context<'_>,
    tenant: &TenantId,
    recipient: &Recipient,
) -> Result<Vec<Suppression>, Problem> {
    let addresses = addresses(context, tenant, recipient).await?;
    let hashes: Vec<_> = addresses.into_iter().map(|(_, hash)| hash).collect();
    let found = context.store.suppressed(tenant, &hashes).await.map_err(store_failed)?;
    Ok(found.iter().map(|one| Suppression { cause: one.cause, channel: one.channel }).collect())
}
