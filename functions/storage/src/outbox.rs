//! Mails: written sealed beside what causes them, handed to the courier, forgotten when they are over.

use bytes::Bytes;
use contract::message::{
    ClaimMail, Email, Mail, MailFailure, MailItem, MailLanguage, MailSettled, MailStatus, MailText,
    MailsClaimed,
};
use credential::{KeyRing, MailId, NONCE_BYTES};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AlertMessageStore as _, ClaimedMail, Login, MailKind, NewMail, OutboxStore as _, Resend,
};
use zeroize::Zeroizing;

use crate::alerts;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations;
use crate::personal;
use crate::second_factor::random;

/// How long a notice is worth sending, in seconds. Who is told a week later is told nothing.
const NOTICE_SECONDS: i64 = 3 * 24 * 60 * 60;

/// How long somebody who was told of attempts is not told again, in milliseconds.
const ATTEMPTS_QUIET_MS: u32 = 24 * 60 * 60_000;

/// Tells an account's owner that the password was changed.
pub(crate) fn password_changed(
    context: &Context<'_>,
    login: &Login,
    language: MailLanguage,
) -> Result<NewMail, Problem> {
    let text = MailText::PasswordChanged;
    let mail = Mail { to: login.email.clone(), language, text };
    let written = Written { kind: MailKind::PasswordChanged, quiet_ms: 0, seconds: NOTICE_SECONDS };
    new_mail(context, Some(login), &mail, written)
}

/// Tells an account's owner that somebody tries to guess. Of an address without an account the same
/// is written, to nobody.
pub(crate) fn sign_in_attempts(
    context: &Context<'_>,
    email: &Email,
    login: Option<&Login>,
) -> Result<NewMail, Problem> {
    // Whoever guesses has a browser of their own: its language says nothing of the owner's.
    let language = MailLanguage::Both;
    let mail = Mail { to: email.clone(), language, text: MailText::SignInAttempts };
    let written = Written {
        kind: MailKind::SignInAttempts,
        quiet_ms: ATTEMPTS_QUIET_MS,
        seconds: NOTICE_SECONDS,
    };
    new_mail(context, login, &mail, written)
}

/// How a mail is written.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    pub(crate) kind: MailKind,
    /// How long after one like it there is no other.
    pub(crate) quiet_ms: u32,
    /// How long it is worth sending.
    pub(crate) seconds: i64,
}

/// A mail, sealed; to nobody without an account.
pub(crate) fn new_mail(
    context: &Context<'_>,
    login: Option<&Login>,
    mail: &Mail,
    written: Written,
) -> Result<NewMail, Problem> {
    let Written { kind, quiet_ms, seconds } = written;
    let id = new_id(context)?;
    let text = serde_json::to_vec(mail).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
    let nonce = random::<NONCE_BYTES>(context)?;
    let keys = &context.settings.outbox_keys;
    let sealed = keys.seal(nonce, about(&id).as_bytes(), &text).map_err(|_| Kind::Internal)?;
    let expires_at = context.now.moved_by_seconds(seconds);
    let user = login.map(|login| login.user.clone());
    Ok(NewMail { id, user, kind, content: sealed, quiet_ms, expires_at })
}

/// Hands mails to the courier.
pub(crate) async fn claim(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let ClaimMail { limit, texts, calls, hooks } =
        serde_json::from_slice(body).map_err(unreadable)?;
    if !(1..=ClaimMail::MOST).contains(&limit) {
        let most = ClaimMail::MOST;
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("limit", format!("1 to {most} mails are claimed at once")));
    }
    for (name, number) in [("texts", texts), ("calls", calls), ("hooks", hooks)] {
        if number > ClaimMail::MOST {
            let most = ClaimMail::MOST;
            return Err(Problem::new(Kind::ParameterRejected)
                .with_invalid(name, format!("up to {most} of them are claimed at once")));
        }
    }
    // Whoever sends mail asks again and again, and so brings this on.
    personal::some_before(context).await;
    let claimed = context.store.claim_mail(limit, context.now).await.map_err(store_failed)?;
    let mut items = Vec::with_capacity(claimed.len());
    for ClaimedMail { id, attempt, content } in claimed {
        if let Some(mail) = opened(&context.settings.outbox_keys, &id, &content) {
            items.push(MailItem { id, attempt, mail });
        } else {
            let failure = MailFailure { attempt, status: MailStatus::UNREADABLE };
            let given_up = context.store.mail_failed(&id, failure, context.now, context.now).await;
            given_up.map_err(store_failed)?;
        }
    }
    // Whoever waits for a mail of their account waits for nobody's survey, and staff who are alerted go before
    // those who are asked.
    let left =
        |limit: u32, taken: usize| limit.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX));
    let told = alerts::claim(context, (left(limit, items.len()), texts, hooks)).await?;
    items.extend(told.mails);
    let texts = left(texts, told.texts.len());
    let asked = invitations::claim(context, left(limit, items.len()), texts, calls).await?;
    items.extend(asked.mails);
    Ok(json(&MailsClaimed {
        items,
        asked_about: asked.about,
        texts: asked.texts,
        calls: asked.calls,
        alert_texts: told.texts,
        hooks: told.hooks,
    }))
}

/// The relay has taken a mail.
pub(crate) async fn sent(context: &Context<'_>, id: &MailId) -> Result<Response<Bytes>, Problem> {
    let changed = if invitations::is_ours(id) {
        invitations::sent(context, id).await?
    } else if alerts::is_ours(id) {
        context.store.alert_message_sent(id, context.now).await.map_err(store_failed)?
    } else {
        context.store.mail_sent(id, context.now).await.map_err(store_failed)?
    };
    Ok(json(&MailSettled { changed }))
}

/// The relay has not taken a mail.
pub(crate) async fn failed(
    context: &Context<'_>,
    id: &MailId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let failure: MailFailure = serde_json::from_slice(body).map_err(unreadable)?;
    if invitations::is_ours(id) {
        let changed = invitations::failed(context, id, failure).await?;
        return Ok(json(&MailSettled { changed }));
    }
    let [chance] = random::<1>(context)?;
    let again_at = Resend::after(failure.attempt, chance, context.now);
    let changed = if alerts::is_ours(id) {
        context.store.alert_message_failed(id, failure, again_at, context.now).await
    } else {
        context.store.mail_failed(id, failure, again_at, context.now).await
    };
    Ok(json(&MailSettled { changed: changed.map_err(store_failed)? }))
}

/// What was sealed, under the current key or a previous one.
fn opened(keys: &KeyRing, id: &MailId, content: &str) -> Option<Mail> {
    let text = keys.unseal(content, about(id).as_bytes()).ok()?;
    serde_json::from_slice(&text).ok()
}

/// What a sealed mail is about: another's is not opened in its place.
fn about(id: &MailId) -> String {
    format!("mail {id}")
}

/// A name of 128 random bits.
fn new_id(context: &Context<'_>) -> Result<MailId, Problem> {
    let drawn = u128::from_be_bytes(random(context)?);
    format!("{drawn:032x}").parse().map_err(|_| Problem::new(Kind::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_mail_is_opened_under_its_own_name_alone() {
        let ring = KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
        let to = "anna@example.com".parse().unwrap();
        let mail = Mail { to, language: MailLanguage::Sv, text: MailText::PasswordChanged };
        let (one, other): (MailId, MailId) = ("one".parse().unwrap(), "other".parse().unwrap());
        let text = serde_json::to_vec(&mail).unwrap();
        let sealed = ring.seal([1; 24], about(&one).as_bytes(), &text).unwrap();
        assert!(!sealed.contains("anna"));
        assert_eq!(opened(&ring, &one, &sealed).unwrap().to.as_str(), "anna@example.com");
        assert!(opened(&ring, &other, &sealed).is_none());
    }
}
