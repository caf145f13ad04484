//! Messages that a courier takes in hand: made of what their invitations have.

use std::rc::Rc;

use contract::message::{
    AskedAbout, AskedMail, CallItem, Mail, MailFailure, MailItem, MailLanguage, MailStatus,
    MailText, PublishedState, TextItem,
};
use credential::{
    InvitationClaims, InvitationId, MailId, TenantId, UnixSeconds, UnsubscribeClaims,
};
use invite::Channel;
use problem::{Kind, Problem};
use store::{
    ClaimedMessage, InvitationStore as _, MessageStore as _, StoredAsked, SurveyStore as _,
};
use survey::{StrictJson, SurveyId};

use super::kept::Kept;
use super::person::PREFIX;
use super::setup::{Setup, Setups};
use super::time::moment;
use super::{addresses, calls, fate};
use crate::context::Context;
use crate::failure::store_failed;
use crate::surveys::compiled;

/// How long somebody can say that they want no more messages, in seconds: two years.
const UNSUBSCRIBE_SECONDS: u64 = 2 * 365 * 24 * 60 * 60;

/// The survey takes no answers now (RFC 3463, X.3.2).
const CLOSED: MailStatus = MailStatus::passing(3, 2);

/// What a courier gets besides the mails of accounts.
#[derive(Default)]
pub(crate) struct Claimed {
    pub(crate) mails: Vec<MailItem>,
    pub(crate) texts: Vec<TextItem>,
    pub(crate) calls: Vec<CallItem>,
    pub(crate) about: Vec<AskedAbout>,
}

/// Whether a mail's name is one of these messages.
pub(crate) fn is_ours(id: &MailId) -> bool {
    id.as_str().starts_with(PREFIX)
}

/// Takes messages in hand: up to so many mails, so many text messages, and so many calls.
pub(crate) async fn claim(
    context: &Context<'_>,
    mails: u32,
    texts: u32,
    calls: u32,
) -> Result<Claimed, Problem> {
    let mut claiming = Claiming {
        context,
        setups: Setups::default(),
        about: Vec::new(),
        claimed: Claimed::default(),
    };
    let limits = [(Channel::Mail, mails), (Channel::Sms, texts), (Channel::Voice, calls)];
    for (channel, limit) in limits {
        if limit == 0 {
            continue;
        }
        let messages = context.store.claim_messages(channel, limit, context.now).await;
        for message in messages.map_err(store_failed)? {
            match claiming.take(channel, message).await {
                // One that nobody can read holds up no other; it is tried again once its lease is over.
                Err(problem) if problem.kind() == Kind::Internal => {}
                taken => taken?,
            }
        }
    }
    Ok(claiming.claimed)
}

/// What a message is of: its invitation, what is kept of that, and its instance.
type Found = (StoredAsked, Kept, Rc<Setup>);

struct Claiming<'a> {
    context: &'a Context<'a>,
    setups: Setups,
    /// The instances of what is said to be about, in that order.
    about: Vec<Rc<Setup>>,
    claimed: Claimed,
}

impl Claiming<'_> {
    /// Makes a message. One that cannot be made any more is given up.
    async fn take(&mut self, channel: Channel, message: ClaimedMessage) -> Result<(), Problem> {
        let ClaimedMessage { id, attempt, .. } = &message;
        let made = match self.found(channel, &message).await? {
            Ok(found) if channel == Channel::Voice => self.call(&message, found).await?,
            Ok(found) => self.asked(channel, &message, found).await?,
            Err(status) => Err(status),
        };
        if let Err(status) = made {
            let failure = MailFailure { attempt: *attempt, status };
            fate::failed(self.context, id, failure).await?;
        }
        Ok(())
    }

    /// Makes a call, or says why it is not made.
    async fn call(
        &mut self,
        message: &ClaimedMessage,
        (_, kept, setup): Found,
    ) -> Result<Result<(), MailStatus>, Problem> {
        let Some(to) = kept.recipient.phone.clone() else {
            return Ok(Err(MailStatus::UNREADABLE));
        };
        let asking = calls::asking(self.context, &setup, kept.event().language.as_ref()).await?;
        let Some(asking) = asking else { return Ok(Err(MailStatus::UNWRITABLE)) };
        if !asking.is_open {
            return Ok(Err(CLOSED));
        }
        let ClaimedMessage { id, attempt, .. } = message;
        let (id, attempt, asks) = (id.clone(), *attempt, asking.asks());
        self.claimed.calls.push(CallItem { id, attempt, to, asks });
        Ok(Ok(()))
    }

    /// Makes a mail or a text message, or says why it does not go out.
    async fn asked(
        &mut self,
        channel: Channel,
        message: &ClaimedMessage,
        found: Found,
    ) -> Result<Result<(), MailStatus>, Problem> {
        let (kept, asked) = match self.written(message, found).await? {
            Ok(written) => written,
            Err(status) => return Ok(Err(status)),
        };
        let (id, attempt) = (message.id.clone(), message.attempt);
        match (channel, kept.recipient.email, kept.recipient.phone) {
            (Channel::Mail, Some(to), _) => {
                // The texts say in which language; that of staff is none of theirs.
                let (language, text) = (MailLanguage::Both, MailText::Asked(asked));
                let mail = Mail { to, language, text };
                self.claimed.mails.push(MailItem { id, attempt, mail });
            }
            (Channel::Sms, _, Some(to)) => {
                self.claimed.texts.push(TextItem { id, attempt, to, asked });
            }
            (Channel::Mail | Channel::Sms | Channel::Voice, _, _) => {
                return Ok(Err(MailStatus::UNREADABLE));
            }
        }
        Ok(Ok(()))
    }

    /// What a message is of, or why it does not go out.
    async fn found(
        &mut self,
        channel: Channel,
        message: &ClaimedMessage,
    ) -> Result<Result<Found, MailStatus>, Problem> {
        let context = self.context;
        let gone = Err(MailStatus::UNREADABLE);
        let stored = context.store.find_asked(&message.asked).await.map_err(store_failed)?;
        let Some(stored) = stored else { return Ok(gone) };
        let Some(kept) = Kept::of(context, &stored).await? else { return Ok(gone) };
        let suppressions = addresses::suppressed(context, &stored.tenant, &kept.recipient).await?;
        if suppressions.iter().any(|one| one.channel.is_none_or(|by| by == channel)) {
            return Ok(Err(MailStatus::refused()));
        }
        let place = (&stored.app, &stored.instance);
        let setup = self.setups.find(context, &stored.tenant, place).await?;
        Ok(setup.map_or(gone, |setup| Ok((stored, kept, setup))))
    }

    /// What a message says, or why it does not go out, for good or now.
    async fn written(
        &mut self,
        message: &ClaimedMessage,
        (stored, kept, setup): Found,
    ) -> Result<Result<(Kept, AskedMail), MailStatus>, Problem> {
        let context = self.context;
        let about = match self.about(&setup).await? {
            Ok(about) => about,
            Err(status) => return Ok(Err(status)),
        };
        let Some(ends) = kept.invitation.link_ends() else {
            return Ok(Err(MailStatus::UNREADABLE));
        };
        let asked = AskedMail {
            about,
            stage: kept.event().stage.clone(),
            step: message.name.step,
            test: stored.test,
            linked: kept.invitation.is_linked(),
            language: kept.event().language.clone(),
            link_token: link_token(
                context,
                (&stored.id, &setup.config.survey),
                moment(ends).seconds(),
            )?,
            unsubscribe_token: unsubscribe_token(
                context,
                (&stored.id, &stored.tenant),
                context.now.seconds().saturating_add_seconds(UNSUBSCRIBE_SECONDS),
            )?,
            values: kept.values.clone(),
        };
        Ok(Ok((kept, asked)))
    }

    /// The place of what a message is about. A survey that is closed may be opened again.
    async fn about(&mut self, setup: &Rc<Setup>) -> Result<Result<u32, MailStatus>, Problem> {
        let placed = |place: usize| u32::try_from(place).map_err(|_| MailStatus::UNREADABLE);
        let known = self.about.iter().position(|known| Rc::ptr_eq(known, setup));
        if let Some(place) = known {
            return Ok(placed(place));
        }
        let about = match asked_about(self.context, setup).await? {
            Ok(about) => about,
            Err(status) => return Ok(Err(status)),
        };
        self.claimed.about.push(about);
        self.about.push(Rc::clone(setup));
        Ok(placed(self.about.len() - 1))
    }
}

/// What an instance's messages are about.
pub(super) async fn asked_about(
    context: &Context<'_>,
    setup: &Setup,
) -> Result<Result<AskedAbout, MailStatus>, Problem> {
    let survey = &setup.config.survey;
    let published = context.store.read_published(survey, None).await.map_err(store_failed)?;
    let Some(published) = published else { return Ok(Err(MailStatus::UNREADABLE)) };
    if published.state != PublishedState::Open {
        return Ok(Err(CLOSED));
    }
    let broken = |_| Problem::new(Kind::Internal).with_cause("a stored definition");
    let compiled = compiled(published.definition)?;
    let definition = StrictJson::from_slice(compiled.as_bytes()).map_err(broken)?;
    Ok(Ok(AskedAbout {
        app: setup.stored.app.clone(),
        organisation: setup.stored.organisation.clone(),
        sender: setup.config.sender.name.clone(),
        reply_to: setup.config.sender.reply_to.clone(),
        texts: setup.config.texts.clone(),
        survey: survey.clone(),
        version: published.version,
        definition,
        first_question: setup.config.first_question.clone(),
        submit_url: context.settings.submit_url.as_str().to_owned(),
    }))
}

/// What the link to a survey ends with.
pub(super) fn link_token(
    context: &Context<'_>,
    (id, survey): (&InvitationId, &SurveyId),
    exp: UnixSeconds,
) -> Result<String, Problem> {
    let settings = context.settings;
    let (jti, survey, zone) = (id.clone(), survey.clone(), settings.zone.clone());
    let claims = InvitationClaims { jti, survey, zone, exp };
    settings.invitation_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}

/// What the link ends with by which somebody wants no more messages.
pub(super) fn unsubscribe_token(
    context: &Context<'_>,
    (id, tenant): (&InvitationId, &TenantId),
    exp: UnixSeconds,
) -> Result<String, Problem> {
    let settings = context.settings;
    let (jti, ten, zone) = (id.clone(), tenant.clone(), settings.zone.clone());
    let claims = UnsubscribeClaims { jti, ten, zone, exp };
    settings.unsubscribe_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}
