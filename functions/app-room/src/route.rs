//! An app's routes.

mod of_instance;

use app::Platform;
use contract::message::BadgeId;
use credential::{AlertId, HookId, InvitationId};
use host::Rule;
use http::Method;
use invite::InstanceName;
use page::Place;
use problem::Kind;
use room::File;

use crate::badge::BadgeForm;
use crate::flows::OfFlows;
use crate::{AppRoom, rows};

/// The largest form that is taken, in bytes.
const FORM: usize = 16 * 1024;

/// The largest form with settings as text, or with texts of messages, in bytes.
const LARGE_FORM: usize = 512 * 1024;

/// The largest file with rows, with what a form has around it, in bytes.
const FILE_FORM: usize = rows::MAX_FILE_BYTES + 16 * 1024;

/// The largest file as text, with what is said of up to 200 columns and of all rows.
const PLAN_FORM: usize = rows::MAX_FILE_BYTES / 3 * 4 + 64 * 1024;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// A file of the pages.
    File(File),
    /// `POST {home}/session`: comes in from login.
    ComeIn,
    /// `POST {home}/sign-out`: leaves, here and at login.
    SignOut,
    /// `POST /api/v1/apps/{app}/events`: what happened, from a customer's system.
    Events,
    /// `POST /api/v1/apps/{app}/webhooks/{platform}/{hook}`: what a shop's platform sends.
    Webhook(Platform, HookId),
    /// `GET {home}`: the instances, and for whoever is not signed in what the app is.
    Home,
    /// `GET {home}/badge.js`: the script that shows it on other pages.
    BadgeScript,
    /// `GET {home}/badge/{badge}.{form}`: what everybody may see of an instance.
    Badge(BadgeId, BadgeForm),
    /// What only whoever is signed in sees.
    Inside(Inside),
}

/// A route for whoever is signed in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inside {
    /// `GET /instances`: the instances.
    Instances,
    /// `GET /new`: the form that sets one up.
    AskMake,
    /// `POST /new`: sets it up.
    Make,
    /// `GET /erase`: the form that erases a person.
    AskErase,
    /// `POST /erase`: erases them.
    Erase,
    /// `GET /benchmarks`: how the customer stands among others.
    Benchmarks,
    /// `POST /benchmarks/share` and `/benchmarks/keep`: whether figures are shared.
    ShareFigures(bool),
    /// What is below `/instances/{instance}`.
    Of(InstanceName, OfInstance),
}

/// A route of one instance, by what follows its name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OfInstance {
    /// `GET`: its page.
    Show,
    /// `POST /pause`: sends nothing more for now.
    Pause,
    /// `POST /resume`: goes on.
    Resume,
    /// `GET /settings`: when it asks whom.
    Settings,
    /// `POST /settings`: changes that.
    SetSettings,
    /// `POST /settings/json`: the same as text.
    SetJson,
    /// `GET /texts`: what its messages say.
    Letters,
    /// `POST /texts`: changes that.
    SetLetters,
    /// `POST /texts/remove`: has ours sent.
    RemoveLetters,
    /// `GET /texts/preview`: a mail as it is sent.
    Preview,
    /// `POST /texts/test`: sends a mail to try them out.
    TryLetters,
    /// `GET /calls`: what is played in calls.
    Calls,
    /// `POST /calls`: changes that.
    SetCalls,
    /// `POST /calls/remove`: plays nothing in a language.
    RemoveCalls,
    /// `GET /webhooks`: the webhooks of shops' platforms.
    Hooks,
    /// `POST /webhooks/{platform}`: sets one up, or changes its secret.
    SetHook(Platform),
    /// `POST /webhooks/{platform}/remove`: takes no more of one.
    RemoveHook(Platform),
    /// `GET /table`: a form for a file with rows.
    AskRows,
    /// `POST /table`: reads it.
    ReadRows,
    /// `POST /table/plan`: what it would come to, and that it is done.
    PlanRows,
    /// `GET /offers`: what it offers those who would leave.
    Offers,
    /// `POST /offers`: changes that.
    SetOffers,
    /// `GET /flows`, `/leavers`, and both as files: what became of those who were about to leave, and those who have.
    Flows(OfFlows),
    /// `GET /invitations`: the invitations.
    Invitations,
    /// `POST /invitations`: looks for some.
    Search,
    /// `GET /invitations/{invitation}`: one of them.
    Invitation(InvitationId),
    /// `POST /invitations/{invitation}/send-now`.
    SendNow(InvitationId),
    /// `POST /invitations/{invitation}/resend`.
    Resend(InvitationId),
    /// `GET /invitations/{invitation}/cancel`: asks whether it is to be cancelled.
    AskCancel(InvitationId),
    /// `POST /invitations/{invitation}/cancel`.
    Cancel(InvitationId),
    /// `GET /report`: its figures.
    Report,
    /// `GET /report.csv`: the same as a file.
    ExportReport,
    /// `GET /badge`: whether it has one.
    AskBadge,
    /// `POST /badge`: changes that.
    SetBadge,
    /// `GET /badge/comments`: the comments that it may show.
    Comments,
    /// `POST /badge/comments`: decides about one.
    Decide,
    /// `GET /orders`: what it has asked about, with what was answered.
    Orders,
    /// `GET /orders/{invitation}`: one of it.
    Order(InvitationId),
    /// `GET /alerts`: what staff are alerted to.
    Alerts,
    /// `GET /alerts/{alert}`: one of them.
    Alert(AlertId),
    /// `POST /alerts/{alert}/take`, `/assign` and `/handle`.
    ActOnAlert(AlertId, AlertStep),
    /// `GET /alert-rules`: the rule that most have.
    AlertRules,
    /// `POST /alert-rules`: changes it.
    SetAlertRules,
}

/// What somebody does about an alert.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AlertStep {
    /// They see to it.
    Take,
    /// A colleague does.
    Assign,
    /// They have handled it.
    Handle,
}

/// A platform by its name in addresses.
fn platform(name: &str) -> Option<Platform> {
    Platform::ALL.into_iter().find(|platform| platform.as_str() == name)
}

/// The webhook that a path names.
fn webhook(own: &AppRoom, path: &str) -> Option<(Platform, HookId)> {
    let rest = path.strip_prefix(own.webhooks?.0)?.strip_prefix('/')?;
    let (name, hook) = rest.split_once('/')?;
    Some((platform(name)?, hook.parse().ok()?))
}

/// What a path can be read for, and posted to for.
type Ways<T> = (Option<T>, Option<T>);

fn chosen<T>(method: &Method, (get, post): Ways<T>) -> Result<T, Kind> {
    let asked = match *method {
        Method::GET => get,
        Method::POST => post,
        _ => None,
    };
    asked.ok_or(Kind::MethodNotAllowed)
}

impl Route {
    /// Reads a method and a path.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], [`Kind::MethodNotAllowed`].
    pub fn read(own: &AppRoom, method: &Method, path: &str) -> Result<Self, Kind> {
        if path == own.events {
            return chosen(method, (None, Some(Self::Events)));
        }
        if let Some((platform, hook)) = webhook(own, path) {
            return chosen(method, (None, Some(Self::Webhook(platform, hook))));
        }
        if let Some(file) = room::file_at(Place::App(own.place), path) {
            return chosen(method, (Some(Self::File(file)), None));
        }
        let rest = path.strip_prefix(own.place.home()).ok_or(Kind::NotFound)?;
        match rest.strip_suffix('/').unwrap_or(rest) {
            "" => chosen(method, (Some(Self::Home), None)),
            "/session" => chosen(method, (None, Some(Self::ComeIn))),
            "/sign-out" => chosen(method, (None, Some(Self::SignOut))),
            "/badge.js" if own.badge.is_some() => chosen(method, (Some(Self::BadgeScript), None)),
            rest => match rest.strip_prefix("/badge/") {
                Some(badge) if own.badge.is_some() => {
                    let (badge, form) = BadgeForm::read(badge).ok_or(Kind::NotFound)?;
                    chosen(method, (Some(Self::Badge(badge, form)), None))
                }
                Some(_) | None => Inside::read(method, rest).map(Self::Inside),
            },
        }
    }

    /// What it is called in logs, and how much it takes.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::File(_) => ("asset", 0),
            Self::ComeIn => ("come-in", FORM),
            Self::SignOut => ("sign-out", FORM),
            Self::Events => ("events", app::MAX_BATCH_BYTES),
            Self::Webhook(..) => ("webhook", app::MAX_WEBHOOK_BYTES),
            Self::Home => ("home", 0),
            Self::BadgeScript => ("badge-script", 0),
            Self::Badge(..) => ("badge", 0),
            Self::Inside(inside) => inside.rule(),
        };
        Rule { name, max_body_bytes }
    }
}

impl Inside {
    fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        let mut segments = path.split('/');
        if segments.next() != Some("") {
            return Err(Kind::NotFound);
        }
        let ways = match (segments.next(), segments.next()) {
            (Some("instances"), None) => (Some(Self::Instances), None),
            (Some("new"), None) => (Some(Self::AskMake), Some(Self::Make)),
            (Some("erase"), None) => (Some(Self::AskErase), Some(Self::Erase)),
            (Some("benchmarks"), None) => (Some(Self::Benchmarks), None),
            (Some("benchmarks"), Some(step)) if segments.next().is_none() => match step {
                "share" => (None, Some(Self::ShareFigures(true))),
                "keep" => (None, Some(Self::ShareFigures(false))),
                _ => return Err(Kind::NotFound),
            },
            (Some("instances"), Some(instance)) => {
                let instance: InstanceName = instance.parse().map_err(|_| Kind::NotFound)?;
                let rest = [segments.next(), segments.next(), segments.next(), segments.next()];
                let (get, post) = OfInstance::at(rest).ok_or(Kind::NotFound)?;
                let of = |what| Self::Of(instance.clone(), what);
                (get.map(of), post.map(of))
            }
            (None | Some(_), _) => return Err(Kind::NotFound),
        };
        chosen(method, ways)
    }

    const fn rule(&self) -> (&'static str, usize) {
        match self {
            Self::Instances => ("instances", 0),
            Self::AskMake => ("ask-make", 0),
            Self::Make => ("make", FORM),
            Self::AskErase => ("ask-erase", 0),
            Self::Erase => ("erase", FORM),
            Self::Benchmarks => ("benchmarks", 0),
            Self::ShareFigures(_) => ("share-figures", FORM),
            Self::Of(_, what) => what.rule(),
        }
    }
}
