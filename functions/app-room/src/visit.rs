//! Somebody in an app's room, and what a page of it shows of them.

use contract::message::BadgeId;
use credential::{AppName, HookId, Permission};
use page::{AlertsMay, AppDone, AppMay, AppView, Place};
use problem::{Kind, Problem};
use survey::SurveyId;

use crate::{AppRoom, Settings};

/// Somebody in an app's room, and where they may go from there.
pub(crate) struct Visit<'a> {
    pub(crate) room: room::Visit<'a>,
    pub(crate) own: &'static AppRoom,
    settings: &'a Settings,
    styles: (String, String),
    zone: String,
    account: String,
    may: AppMay,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(
        (own, settings): (&'static AppRoom, &'a Settings),
        visit: room::Visit<'a>,
    ) -> Self {
        let app = own.app.name().ok();
        let grants = &visit.person.who.grants;
        let may = |permission| grants.allow_in_app(permission, app.as_ref());
        Self {
            own,
            settings,
            styles: visit.styles(),
            zone: format!("{}{}", settings.zone.as_str(), Place::Zone.home()),
            account: visit.account(),
            may: AppMay {
                manage: may(Permission::ManageApps),
                read: may(Permission::ReadAsked),
                erase: grants.allow_in_app(Permission::ErasePersons, None),
                alerts: if may(Permission::ReadResponses) {
                    AlertsMay::See
                } else {
                    AlertsMay::Not
                },
            },
            room: visit,
        }
    }

    /// The app, as storage names it.
    pub(crate) fn app(&self) -> Result<AppName, Problem> {
        self.own.app.name().map_err(|_| Problem::new(Kind::Internal))
    }

    /// What every page shows, with what became of what was asked.
    pub(crate) fn view(&self, done: Option<AppDone>) -> AppView<'_> {
        AppView {
            place: self.own.place,
            language: self.room.language,
            styles: (&self.styles.0, &self.styles.1),
            organisation: &self.room.person.organisation,
            email: self.room.person.email.as_str(),
            may: self.may,
            zone: &self.zone,
            account: &self.account,
            hooks: self.own.webhooks.is_some(),
            offers: self.own.offers.is_some(),
            done,
        }
    }

    /// Refuses what asks nothing of storage that it would refuse.
    pub(crate) fn must(&self, may: impl FnOnce(AppMay) -> bool) -> Result<(), Problem> {
        may(self.may).then_some(()).ok_or(Problem::new(Kind::NotPermitted))
    }

    /// An address in the room.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("{}{rest}", self.own.place.home())
    }

    /// Where a survey is changed.
    pub(crate) fn survey(&self, survey: &SurveyId) -> String {
        format!("{}{}/surveys/{survey}", self.settings.tool.as_str(), Place::Tool.home())
    }

    /// Where a shop's platform sends its webhooks.
    pub(crate) fn webhook(&self, platform: &str, hook: &HookId) -> String {
        let webhooks = self.own.webhooks.map_or("", |(at, _)| at);
        format!("{}{webhooks}/{platform}/{hook}", self.settings.site.as_str())
    }

    /// Where a badge is, without what says its form.
    pub(crate) fn badge(&self, badge: &BadgeId) -> String {
        format!("{}{}/badge/{badge}", self.settings.site.as_str(), self.own.place.home())
    }

    /// Where the app's events are sent.
    pub(crate) fn events(&self) -> String {
        format!("{}{}", self.settings.site.as_str(), self.own.events)
    }
}
