//! Messages that a courier takes in hand: made of what their invitations have.

use std::rc::Rc;

use contract::message::{
    AskedAbout, AskedMail, Mail, MailFailure, MailItem, MailLanguage, MailStatus, MailText,
    PublishedState, TextItem,
};
use credential::{
    InvitationClaims, InvitationId, MailId, TenantId, UnixSeconds, UnsubscribeClaims,
};
use invite::Channel;
use problem::{Kind, Problem};
use store::{ClaimedMessage, InvitationStore as _, MessageStore as _, SurveyStore as _};
use survey::{StrictJson, SurveyId};

use super::kept::Kept;
use super::person::PREFIX;
use super::setup::{Setup, Setups};
use super::time::moment;
use super::{addresses, fate};
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
    pub(crate) about: Vec<AskedAbout>,
}

/// Whether a mail's name is one of these messages.
pub(crate) fn is_ours(id: &MailId) -> bool {
    id.as_str().starts_with(PREFIX)
}

/// Takes messages in hand: up to so many mails, and so many text messages.
pub(crate) async fn claim(
    context: &Context<'_>,
    mails: u32,
    texts: u32,
) -> Result<Claimed, Problem> {
    let mut claiming = Claiming {
        context,
        setups: Setups::default(),
        about: Vec::new(),
        claimed: Claimed::default(),
    };
    for (channel, limit) in [(Channel::Mail, mails), (Channel::Sms, texts)] {
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
        let (kept, asked) = match self.asked(channel, &message).await? {
            Ok(made) => made,
            Err(status) => {
                let failure = MailFailure { attempt: *attempt, status };
                return fate::failed(self.context, id, failure).await.map(|_| ());
            }
        };
        let (id, attempt) = (id.clone(), *attempt);
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
                let failure = MailFailure { attempt, status: MailStatus::UNREADABLE };
                fate::failed(self.context, &id, failure).await?;
            }
        }
        Ok(())
    }

    /// What a message says, or why it does not go out, for good or now.
    async fn asked(
        &mut self,
        channel: Channel,
        message: &ClaimedMessage,
    ) -> Result<Result<(Kept, AskedMail), MailStatus>, Problem> {
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
        let Some(setup) = self.setups.find(context, &stored.tenant, place).await? else {
            return Ok(gone);
        };
        let about = match self.about(&setup).await? {
            Ok(about) => about,
            Err(status) => return Ok(Err(status)),
        };
        let Some(ends) = kept.invitation.link_ends() else { return Ok(gone) };
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
