//! Invitations of respondents: what staff see of them, what respondents do with them, and what is sent.

use std::collections::BTreeMap;

use ::survey::{Locale, StrictJson, SurveyId, Version};
use credential::{AppName, InvitationId, MailId};
use invite::{Entry, EventKey, StageName, State, Step, Unchanged};
use personal::{Email, PersonName, Phone};
use serde::{Deserialize, Serialize};

use super::{Cursor, Recipient, SmsPrice};
use crate::Moment;

/// Asks for invitations of an instance, the newest first.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListAsked {
    /// Those that stand so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Those of what the customer's system calls so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<EventKey>,
    /// Those of whoever has this address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Those of whoever has this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`Self::MOST`]; without it, 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ListAsked {
    /// The most that are listed at once.
    pub const MOST: u32 = 200;
}

/// An invitation, in a list.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedItem {
    /// Its name.
    pub invitation: InvitationId,
    /// What the customer's system calls what happened; nothing once the person was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<EventKey>,
    /// What happened.
    pub stage: StageName,
    /// How it stands.
    pub state: State,
    /// When the event came in.
    pub made_at: Moment,
    /// When it is looked at next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<Moment>,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
}

/// An invitation, with all that is known of it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedDetail {
    /// The invitation.
    pub item: AskedItem,
    /// Whom it is for; nothing once they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
    /// What happened to it, the first first; nothing once the person was erased.
    pub history: Vec<Entry>,
    /// From when on its link cannot be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_ends: Option<Moment>,
}

/// Does something with an invitation.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ActOnAsked {
    /// What.
    pub act: AskedAct,
}

/// What staff do with an invitation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskedAct {
    /// It is sent as soon as it may be.
    SendNow,
    /// It is sent once more.
    Resend,
    /// It is cancelled.
    Cancel,
}

/// What became of it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedActed {
    /// Why nothing has changed, if nothing has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Unchanged>,
    /// How the invitation stands.
    pub item: AskedItem,
}

/// Opens an invitation for whoever has its link.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OpenInvitation {
    /// The link's token.
    pub token: String,
    /// Whether the link was followed, and not a scanner's look at it.
    #[serde(default)]
    pub clicked: bool,
}

/// What an invitation leads to.
#[derive(Clone, Serialize)]
pub struct InvitationOpened {
    /// Whether it takes an answer.
    pub state: OpenedState,
    /// The language in which the person was written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// What the survey is told from the start, by question.
    pub known: BTreeMap<String, String>,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// Whether whoever asks sees the answers together with what they are about.
    pub linked: bool,
}

/// Whether an invitation takes an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenedState {
    /// It does.
    Open,
    /// It has one.
    Answered,
    /// It was cancelled.
    Cancelled,
    /// Its time is up.
    Expired,
    /// It does, though its person wants no more messages.
    OptedOut,
    /// The person was erased.
    Erased,
}

/// Sends whoever has the link no more messages.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OptOut {
    /// The link's token.
    pub token: String,
}

/// Somebody gets no more messages.
#[derive(Clone, Debug, Serialize)]
pub struct OptedOut {
    /// From whom.
    pub organisation: String,
    /// The language in which the person was written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// Whether it was not so before.
    pub changed: bool,
}

/// Erases what is kept of whoever has this address or number.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EraseContact {
    /// The address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

/// What was erased.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactErased {
    /// How many invitations nothing leads from to the person any more.
    pub invitations: u32,
}

/// Looks at invitations and alerts whose time has come.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RunDue {
    /// How many of each at most, 1 to [`Self::MOST`].
    pub limit: u32,
}

impl RunDue {
    /// The most that are looked at at once.
    pub const MOST: u32 = 50;
}

/// How many were looked at.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DueRun {
    /// How many.
    pub looked_at: u32,
    /// Whether there may be more.
    pub more: bool,
}

/// A message of an app, for whoever composes it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedMail {
    /// What it is about: a place in [`MailsClaimed::asked_about`](super::MailsClaimed::asked_about).
    pub about: u32,
    /// The stage of the app that it asks about.
    pub stage: StageName,
    /// Which message of its invitation it is.
    pub step: Step,
    /// Whether somebody only tries out how it goes.
    #[serde(default)]
    pub test: bool,
    /// Whether whoever asks sees the answers together with what they are about.
    #[serde(default)]
    pub linked: bool,
    /// The language of its person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// What the link to the survey ends with.
    pub link_token: String,
    /// What the link ends with by which somebody wants no more messages.
    pub unsubscribe_token: String,
    /// What texts may name.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What messages of an app are about: the same for all of an instance.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedAbout {
    /// The app.
    pub app: AppName,
    /// Who asks.
    pub organisation: String,
    /// Whom messages are from; without it, the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<PersonName>,
    /// Where answers by mail go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Email>,
    /// What messages say.
    pub texts: StrictJson,
    /// The survey.
    pub survey: SurveyId,
    /// The version of it that is answered now.
    pub version: Version,
    /// What it asks, compiled: a definition as [`Published`](super::Published) has it.
    pub definition: StrictJson,
    /// The question that a message asks by itself, if the app says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_question: Option<String>,
    /// Where respondents answer, as scheme and authority.
    pub submit_url: String,
}

/// Asks how messages of an instance will be.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadExample {
    /// The language of their texts.
    pub language: Locale,
}

/// What messages of an instance are made of, for whoever looks at how they will be.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedExample {
    /// Who asks.
    pub organisation: String,
    /// Whom messages are from; without it, the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<PersonName>,
    /// The survey's theme, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<StrictJson>,
    /// The question that a mail asks by itself, if one does, in the language that was asked for: what
    /// `letter::FirstQuestion` is as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<StrictJson>,
    /// The question that a call asks, if the survey's first has keys, in the language that was asked for: the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<StrictJson>,
    /// A link to the survey, as long as each that is sent. It leads to nothing.
    pub link: String,
    /// The same by which somebody wants no more messages.
    pub unsubscribe: String,
    /// Whether messages that are written now say that answers are linked to what they are about.
    #[serde(default)]
    pub linked: bool,
    /// What one text message costs, if the operator says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_price: Option<SmsPrice>,
}

/// A text message to send.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TextItem {
    /// Its name, the same at every attempt.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// To whom.
    pub to: Phone,
    /// What it says.
    pub asked: AskedMail,
}
