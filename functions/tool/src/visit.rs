//! Somebody in the Survey Tool, and what a page of it shows of them.

use credential::Permission;
use page::{Place, Share, SurveyMay, ToolDone, ToolView};
use problem::{Kind, Problem};
use survey::{Locale, SurveyId};

use crate::Settings;

/// Somebody in the Survey Tool, and where they may go from there.
pub(crate) struct Visit<'a> {
    pub(crate) room: room::Visit<'a>,
    settings: &'a Settings,
    styles: (String, String),
    zone: String,
    account: String,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(settings: &'a Settings, visit: room::Visit<'a>) -> Self {
        Self {
            settings,
            styles: visit.styles(),
            zone: format!("{}{}", settings.zone.as_str(), Place::Zone.home()),
            account: visit.account(),
            room: visit,
        }
    }

    /// What every page shows, with what became of what was asked.
    pub(crate) fn view(&self, done: Option<ToolDone>) -> ToolView<'_> {
        ToolView {
            language: self.room.language,
            style: &self.styles.0,
            staff_style: &self.styles.1,
            organisation: &self.room.person.organisation,
            email: self.room.person.email.as_str(),
            may_make: self.room.may(Permission::EditSurveys, None),
            zone: &self.zone,
            account: &self.account,
            done,
        }
    }

    /// What they may do with a survey. Storage decides; this only shows the way.
    pub(crate) fn may(&self, survey: &SurveyId) -> SurveyMay {
        let may = |permission| self.room.may(permission, Some(survey));
        SurveyMay {
            edit: may(Permission::EditSurveys),
            publish: may(Permission::PublishSurveys),
            read: may(Permission::ReadResponses),
        }
    }

    /// Refuses what asks nothing of storage that it would refuse.
    pub(crate) fn must(
        &self,
        permission: Permission,
        survey: Option<&SurveyId>,
    ) -> Result<(), Problem> {
        self.room.may(permission, survey).then_some(()).ok_or(Problem::new(Kind::NotPermitted))
    }

    /// What leads respondents to a survey.
    pub(crate) fn share<'b>(&'b self, survey: &'b SurveyId, is_open: bool) -> Share<'b> {
        Share { site: self.settings.submit.as_str(), survey: survey.as_str(), is_open }
    }

    /// The language that they read, as surveys have it.
    pub(crate) fn locale(&self) -> Locale {
        self.room.language.tag().parse().unwrap_or_else(|_| Locale::english())
    }
}
