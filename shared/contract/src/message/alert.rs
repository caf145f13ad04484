//! Alerts: what staff are told of responses, and what they do about it.

use ::survey::{Number, ResponseId, SurveyId};
use credential::{AlertId, AppName, InstanceName, MailId};
use invite::{AlertStanding, AlertUnchanged, Channel, Note, RuleName, WebhookTarget};
use personal::Phone;
use serde::{Deserialize, Serialize};

use super::{Cursor, Email, MailStatus, ResponseItem, Secret};
use crate::Moment;

/// Asks for alerts of an instance: those first that are not over, of each the newest first.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListAlerts {
    /// Those that stand so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AlertStanding>,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`Self::MOST`]; without it, 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ListAlerts {
    /// The most that are listed at once.
    pub const MOST: u32 = 200;
}

/// A stretch of an instance's alerts.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertsListed {
    /// The stretch.
    pub items: Vec<AlertItem>,
    /// Where the next one begins, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// How many of the instance's alerts are not over.
    pub open: u64,
}

/// An alert, in a list.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertItem {
    /// Its name.
    pub alert: AlertId,
    /// The rule that raised it.
    pub rule: RuleName,
    /// How it stands.
    pub state: AlertStanding,
    /// The address of whoever sees to it, or has; nothing if they have no account any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<Email>,
    /// When it was raised.
    pub raised: Moment,
    /// What the response scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
}

/// An alert, with all that is known of it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertDetail {
    /// The alert.
    pub item: AlertItem,
    /// The survey that was answered.
    pub survey: SurveyId,
    /// What was answered, for whoever may read responses of the survey; nothing once it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseItem>,
    /// What was said when it was handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Who was told, or is going to be: no address is named.
    pub messages: Vec<AlertMessageItem>,
}

/// A message of an alert.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertMessageItem {
    /// How it goes.
    pub way: AlertWay,
    /// Whether it is to those to whom it escalates.
    pub escalated: bool,
    /// When it was written.
    pub made_at: Moment,
    /// When it was handed over, or given up; nothing while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// Why it was not handed over, or not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<MailStatus>,
}

/// How a message of an alert goes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertWay {
    /// By mail.
    Mail,
    /// By text message.
    Sms,
    /// To a program of the customer's.
    Webhook,
}

impl AlertWay {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Webhook];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => Channel::Mail.as_str(),
            Self::Sms => Channel::Sms.as_str(),
            Self::Webhook => "webhook",
        }
    }
}

/// Does something about an alert.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActOnAlert {
    /// Whoever asks sees to it.
    Take,
    /// Somebody of the same tenant does.
    Assign {
        /// How they sign in.
        to: Email,
    },
    /// Whoever asks has handled it.
    Handle {
        /// What they say of it.
        note: Note,
    },
}

/// What became of it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertActed {
    /// Why nothing has changed, if nothing has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<AlertUnchanged>,
    /// How the alert stands.
    pub item: AlertItem,
}

/// What shows a customer's program that an alert is ours.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertSecret {
    /// The secret: its text, base64url, is what signs.
    pub secret: Secret<32>,
}

/// What a message says of alerts. The words are the courier's.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertNotice {
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// What staff call that.
    pub title: String,
    /// The survey that was answered.
    pub survey: SurveyId,
    /// The rule.
    pub rule: RuleName,
    /// Whether nobody has handled them in time.
    pub escalated: bool,
    /// Whether somebody only tries out how it goes.
    #[serde(default)]
    pub test: bool,
    /// How many there are, of which no more are told than [`Self::MOST`].
    pub count: u32,
    /// The alerts: at least one.
    pub alerts: Vec<AlertTold>,
}

impl AlertNotice {
    /// The most alerts that a message tells one by one.
    pub const MOST: usize = 20;
}

/// An alert, as a message tells it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertTold {
    /// Its name.
    pub alert: AlertId,
    /// The response.
    pub response: ResponseId,
    /// When it was raised.
    pub raised: Moment,
    /// What the response scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
}

/// A text message about alerts.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertText {
    /// Its name, the same at every attempt.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// To whom.
    pub to: Phone,
    /// In Swedish, or else in English.
    pub swedish: bool,
    /// What it says.
    pub notice: AlertNotice,
}

/// An alert for a program of the customer's.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlertHook {
    /// Its name, the same at every attempt.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// Where it goes.
    pub to: WebhookTarget,
    /// What signs it.
    pub secret: Secret<32>,
    /// What it says, of one alert.
    pub notice: AlertNotice,
}
