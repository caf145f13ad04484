//! The rooms for staff, each with a host name of its own: what leads into one, and what is said when something fails.

use maud::html;

use crate::apps::AppPlace;
use crate::failure::plain;
use crate::hand_over::{HandOver, handing_over};
use crate::language::StaffLanguage;
use crate::refreshed::refreshed;
use crate::words::{PlaceTexts, StaffTexts};

/// A room for staff that login leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// The Customer Zone.
    Zone,
    /// The Survey Tool.
    Tool,
    /// An external app's.
    App(AppPlace),
}

impl Place {
    /// Where it begins, on its own host.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::Zone => "/zone",
            Self::Tool => "/tool",
            Self::App(app) => app.home(),
        }
    }

    /// Its name in addresses of login.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::Tool => "tool",
            Self::App(AppPlace::StoreEvaluator) => "store-evaluator",
            Self::App(AppPlace::Leveranskontroll) => "leveranskontroll",
            Self::App(AppPlace::DeliveryControl) => "delivery-control",
            Self::App(AppPlace::StayEvaluator) => "stay-evaluator",
            Self::App(AppPlace::WhyCancel) => "why-cancel",
            Self::App(AppPlace::Further(place)) => place.name,
        }
    }

    pub(crate) const fn texts(self, staff: &StaffTexts) -> &PlaceTexts {
        match self {
            Self::Zone => &staff.zone.place,
            Self::Tool => &staff.tool.place,
            Self::App(app) => &app.texts(staff).place,
        }
    }
}

/// What [`hand_over_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct HandOverPage<'a> {
    /// Where it leads.
    pub place: Place,
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Who is signed in.
    pub email: &'a str,
    /// Their company's name.
    pub organisation: &'a str,
    /// Where the form posts to.
    pub action: &'a str,
    /// What it brings there.
    pub token: &'a str,
}

/// A page with one form, which posts `token` to the room.
#[must_use]
pub fn hand_over_page(page: &HandOverPage<'_>) -> String {
    let staff = page.language.texts();
    let place = page.place.texts(staff);
    handing_over(&HandOver {
        language: page.language,
        style: page.style,
        title: place.name,
        who: (page.email, page.organisation),
        action: page.action,
        token: page.token,
        go_on: place.go_in,
        elsewhere: ("/login", staff.zone.own_account),
    })
}

/// What went wrong in a room.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RoomFailure {
    /// There is no such page.
    NotFound,
    /// Whoever is signed in may not do this.
    NotPermitted,
    /// Storage cannot be reached.
    Unavailable,
    /// It took too long, or came from elsewhere.
    Refused,
    /// Anything else.
    Failed,
}

/// A page that says what went wrong.
#[must_use]
pub fn room_failure_page(
    place: Place,
    (language, style): (StaffLanguage, &str),
    failure: RoomFailure,
    request_id: &str,
) -> String {
    let staff = language.texts();
    let (title, text) = match failure {
        RoomFailure::NotFound => staff.zone.not_found,
        RoomFailure::NotPermitted => staff.zone.not_permitted,
        RoomFailure::Unavailable => staff.zone.unavailable,
        RoomFailure::Refused => staff.zone.refused,
        RoomFailure::Failed => staff.zone.failed,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (title) }
        p.lead { (text) }
        div.actions { a.button href=(place.home()) { (place.texts(staff).to_home) } }
        footer { (staff.zone.request) ": " code { (request_id) } }
    };
    plain(staff.tag, &format!("{title} – Nordsvar"), style).around(&main)
}

/// A page that is followed by `path` at once. Whoever comes by a link on another site brings no cookie of ours; from a
/// page of our own they do.
#[must_use]
pub fn refreshed_page(
    place: Place,
    (language, style): (StaffLanguage, &str),
    path: &str,
) -> String {
    let texts = place.texts(language.texts());
    refreshed((language, style), (texts.name, texts.go_in), path)
}
