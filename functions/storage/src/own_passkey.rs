//! Operations on the passkeys of whoever is signed in.

use bytes::Bytes;
use contract::message::{
    AuditAction, BeginPasskey, ConfirmPasskey, PasskeyAdded, PasskeyBegun, PasskeyRenamed,
    RemovePasskey, RenamePasskey,
};
use credential::SessionClaims;
use host::json;
use http::Response;
use passkey::{ALGORITHMS, ClientData, Registration};
use problem::{Kind, Problem};
use store::{AddedPasskey, AnsweredChallenge, Login, MAX_PASSKEYS, NewPasskey, PasskeyStore as _};

use crate::accounts::signed_in;
use crate::audit::{Acting, tell_refused, told};
use crate::challenge::{self, Purpose};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::own_account::{find, prove_password};
use crate::own_factor::new_codes;
use crate::passkeys::{handle, relying_party};

/// Gives what a browser needs to make a passkey, to who knows the password. Nothing is kept yet.
pub(crate) async fn begin(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let BeginPasskey { password } = serde_json::from_slice(body).map_err(unreadable)?;
    let relying_party = relying_party(context)?.id().to_owned();
    let login = find(context, claims).await?;
    prove_password(context, &login, (AuditAction::AddPasskey, &password)).await?;
    let own = context.store.list_passkeys(&login.user).await.map_err(store_failed)?;
    if own.len() >= MAX_PASSKEYS as usize {
        return Err(Problem::new(Kind::FactorState));
    }
    Ok(json(&PasskeyBegun {
        relying_party,
        challenge: challenge::new(context, Purpose::Add(&login))?,
        user: handle(&login.user).into(),
        algorithms: ALGORITHMS.to_vec(),
        there: own.into_iter().map(|passkey| passkey.id).collect(),
    }))
}

/// Adds a passkey. That the password was given is known by the challenge, which is this account's.
pub(crate) async fn confirm(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: ConfirmPasskey = serde_json::from_slice(body).map_err(unreadable)?;
    let mut login = find(context, claims).await?;
    let note = Acting::owner(&login).does_to(context, AuditAction::AddPasskey, &login.user);
    let Some((challenge, made)) = registered(context, &login, &message)? else {
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::PasskeyRefused));
    };
    let (codes, hashes) = new_codes(context)?;
    let Registration { id, key, counter } = &made;
    let (counter, name) = (*counter, &message.name);
    let new = NewPasskey { id, key, counter, name, recovery_codes: &hashes };
    let (who, at) = ((&login.tenant, &login.user), (challenge, context.now));
    let adding = context.store.add_passkey(who, login.epoch, new, at);
    let added = told(context, note, adding, Option::is_some).await?;
    let AddedPasskey { epoch, with_codes } = added.ok_or(Kind::FactorState)?;
    login.epoch = epoch;
    let recovery_codes = if with_codes { codes } else { Vec::new() };
    Ok(json(&PasskeyAdded { who: signed_in(context.settings, login), recovery_codes }))
}

/// What the browser has made for an account, and what it has answered with that, if it is as it must be.
fn registered(
    context: &Context<'_>,
    login: &Login,
    message: &ConfirmPasskey,
) -> Result<Option<(AnsweredChallenge, Registration)>, Problem> {
    let party = relying_party(context)?;
    let ConfirmPasskey { id, client_data, attestation, .. } = message;
    let Ok(client) = ClientData::read(client_data.as_slice()) else { return Ok(None) };
    let made = party.registered(&client, id.as_slice(), attestation.as_slice()).ok();
    let challenge = challenge::answered(context, Purpose::Add(login), &client);
    Ok(challenge.zip(made))
}

/// Names a passkey anew, which changes nothing of what it is good for.
pub(crate) async fn rename(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let RenamePasskey { id, name } = serde_json::from_slice(body).map_err(unreadable)?;
    let login = find(context, claims).await?;
    let note = Acting::owner(&login).does_to(context, AuditAction::RenamePasskey, &login.user);
    let who = (&login.tenant, &login.user);
    let renaming = context.store.rename_passkey(who, login.epoch, id.as_slice(), &name);
    if told(context, note, renaming, |renamed| *renamed).await? {
        Ok(json(&PasskeyRenamed {}))
    } else {
        Err(Problem::new(Kind::FactorState))
    }
}

/// Takes a passkey away, which ends all other sessions.
pub(crate) async fn remove(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let RemovePasskey { id, password } = serde_json::from_slice(body).map_err(unreadable)?;
    let mut login: Login = find(context, claims).await?;
    prove_password(context, &login, (AuditAction::RemovePasskey, &password)).await?;
    let note = Acting::owner(&login).does_to(context, AuditAction::RemovePasskey, &login.user);
    let who = (&login.tenant, &login.user);
    let removing = context.store.remove_passkey(who, login.epoch, id.as_slice());
    login.epoch = told(context, note, removing, Option::is_some).await?.ok_or(Kind::FactorState)?;
    Ok(json(&signed_in(context.settings, login)))
}
