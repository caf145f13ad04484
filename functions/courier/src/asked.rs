//! Invitations to answer a survey, in writing.

use contract::Moment;
use contract::message::{AskedAbout, AskedMail, MailStatus};
use credential::AppName;
use invite::Step;
use jiff::Timestamp;
use letter::{
    FirstQuestion, InvitationLink, Letter, MailAddress, MailName, Message, MessageKind, Occasion,
    Sending, Texts, Values, WebAddress, sms_count,
};
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{Locale, Palette, SurveyId, palettes};

use crate::{Settings, bounce};

/// Who runs the system, in words.
const OPERATOR: &str = "Nordsvar";

/// As how many text messages one is sent at most.
const MAX_SEGMENTS: usize = 10;

/// An address that no relay would take (X.1.3).
const NO_ADDRESS: &str = "5.1.3";

/// An address that is not ASCII (RFC 6531, X.6.7).
const NO_UTF8: &str = "5.6.7";

/// A message that is longer than may be (X.2.3).
const TOO_LONG: &str = "5.2.3";

fn never(status: &str) -> MailStatus {
    status.parse().unwrap_or(MailStatus::refused())
}

/// What the messages of one instance have in common, read once.
pub(crate) struct About {
    app: AppName,
    company: String,
    sender: Option<String>,
    reply_to: Option<MailAddress>,
    texts: Texts,
    definition: Definition,
    palettes: [Palette; 2],
    /// The question that is asked in the mail, if it is the first and fits.
    question: Option<String>,
    /// The site that respondents answer at.
    site: String,
    survey: SurveyId,
}

impl About {
    /// Reads what storage says. Whatever cannot be read will not be better tomorrow: it was checked when it
    /// was kept.
    pub(crate) fn read(about: &AskedAbout) -> Result<Self, MailStatus> {
        let unwritable = || MailStatus::UNWRITABLE;
        let definition = about.definition.value();
        let none = Map::new();
        let theme = definition.pointer("/nordsvar/theme").and_then(Value::as_object);
        let palettes = palettes(theme.unwrap_or(&none), "theme").map_err(|_| unwritable())?;
        let reply_to = about.reply_to.as_ref().map(|to| to.as_str().parse()).transpose();
        let vocabulary = letter::vocabulary(about.app.as_str());
        Ok(Self {
            app: about.app.clone(),
            company: about.organisation.clone(),
            sender: about.sender.as_ref().map(|name| name.as_str().to_owned()),
            reply_to: reply_to.map_err(|_| unwritable())?,
            texts: Texts::read(about.texts.value(), vocabulary).map_err(|_| unwritable())?,
            definition: Definition::load(definition).ok_or_else(unwritable)?,
            palettes,
            question: about.first_question.clone(),
            site: about.submit_url.trim_end_matches('/').to_owned(),
            survey: about.survey.clone(),
        })
    }

    /// The survey's own language.
    fn language(&self) -> Locale {
        self.definition.locales.first().cloned().unwrap_or_else(Locale::english)
    }
}

/// One message about it.
pub(crate) struct Asked<'a> {
    about: &'a About,
    occasion: Occasion,
    kind: MessageKind,
    language: Locale,
    link: InvitationLink,
    unsubscribe: WebAddress,
    linked: bool,
    values: Values,
}

impl<'a> Asked<'a> {
    /// Reads what storage says of one message.
    pub(crate) fn read(about: &'a About, asked: &AskedMail) -> Result<Self, MailStatus> {
        let unwritable = || MailStatus::UNWRITABLE;
        let link = [&*about.site, "/s/", about.survey.as_str(), "/i/", &asked.link_token].concat();
        let link: InvitationLink = link.parse().map_err(|_| unwritable())?;
        let unsubscribe = [&*about.site, "/u/", &asked.unsubscribe_token].concat();
        let occasion = Occasion::of(about.app.as_str(), asked.stage.as_str());
        let vocabulary = occasion.vocabulary();
        let own = [("company", &*about.company), ("link", link.as_str())];
        // What an event says is no word of the tenant's, and what texts cannot name is not needed.
        let given = asked.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let given =
            given.filter(|(name, _)| vocabulary.get(name).is_some_and(|known| !known.always));
        let values =
            Values::new(vocabulary, own.into_iter().chain(given)).map_err(|_| unwritable())?;
        Ok(Self {
            about,
            occasion,
            kind: if asked.test { MessageKind::Test } else { kind(asked.step) },
            language: asked.language.clone().unwrap_or_else(|| about.language()),
            unsubscribe: unsubscribe.parse().map_err(|_| unwritable())?,
            link,
            linked: asked.linked,
            values,
        })
    }

    /// The mail to one address, whose name is that of its row in storage.
    pub(crate) fn mail(
        &self,
        settings: &Settings,
        (mail, to): (&str, &str),
        now: Moment,
    ) -> Result<Message, MailStatus> {
        let status = if to.is_ascii() { NO_ADDRESS } else { NO_UTF8 };
        let to: MailAddress = to.parse().map_err(|_| never(status))?;
        let mail: MailName = mail.parse().map_err(|_| MailStatus::UNWRITABLE)?;
        let chosen =
            self.about.texts.choose(self.message(), &self.language, &self.about.language());
        let texts = chosen.template.fill(&chosen.language, &self.values);
        let texts = texts.sent_by(self.about.sender.as_deref());
        let question = FirstQuestion::of(&self.about.definition, &chosen.language);
        let question = question.filter(|first| self.about.question.as_ref() == Some(&first.name));
        let letter = Letter {
            occasion: self.occasion,
            kind: self.kind,
            texts: &texts,
            question: question.as_ref(),
            link: &self.link,
            unsubscribe: &self.unsubscribe,
            privacy: None,
            linked: self.linked,
            operator: OPERATOR,
            palettes: &self.about.palettes,
        };
        let second = i64::try_from(now.seconds().get()).unwrap_or(i64::MAX);
        let sending = Sending {
            mail: &mail,
            from: &settings.from,
            to: &to,
            reply_to: self.about.reply_to.as_ref(),
            bounces: &settings.bounces,
            at: Timestamp::from_second(second).unwrap_or(Timestamp::MAX),
        };
        let tag = bounce::tag(&settings.bounce_keys, &mail).ok_or(MailStatus::UNWRITABLE)?;
        letter.compose(&sending, |_| tag).map_err(|_| MailStatus::UNWRITABLE)
    }

    /// Which texts it has.
    const fn message(&self) -> (Occasion, MessageKind) {
        (self.occasion, self.kind)
    }

    /// The text message.
    pub(crate) fn text(&self) -> Result<String, MailStatus> {
        let languages = (&self.language, &self.about.language());
        let text = self.about.texts.sms(self.message(), languages, &self.values);
        let text = text.ok_or(MailStatus::UNWRITABLE)?;
        if sms_count(&text).segments > MAX_SEGMENTS { Err(never(TOO_LONG)) } else { Ok(text) }
    }
}

/// Which texts a message has.
const fn kind(step: Step) -> MessageKind {
    match step {
        Step::Invitation | Step::Resend(_) => MessageKind::Invitation,
        Step::Reminder(0 | 1) => MessageKind::Reminder1,
        Step::Reminder(2) => MessageKind::Reminder2,
        Step::Reminder(3..) => MessageKind::Reminder3,
    }
}

#[cfg(test)]
mod tests;
