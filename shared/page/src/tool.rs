//! The Survey Tool.

mod edit;
mod list;
mod responses;
mod share;
mod survey;

pub use edit::{DEFINITION_FIELD, DEFINITION_FILE_FIELD, EditFault, EditPage, edit_page};
pub use edit::{REPLACE_FIELD, ReportedFault};
pub use list::{SurveyRow, SurveysPage, surveys_page};
pub use responses::{
    ResponsePage, ResponseRow, ResponsesPage, response_page, responses_page,
    too_many_responses_page,
};
pub use share::Share;
pub use survey::{Checked, SurveyMay, ToolSurvey, close_survey_page, tool_survey_page};

use maud::Markup;

use crate::frame::{Frame, Link};
use crate::language::StaffLanguage;
use crate::place::Place;
use crate::words::ToolTexts;

/// Where somebody is in the Survey Tool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum At {
    /// At the list of surveys.
    Surveys,
    /// Where surveys are made.
    Make,
    /// With one survey.
    Survey,
}

/// How a survey stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ToolState {
    /// It was never published.
    Draft,
    /// It takes answers.
    Published,
    /// It takes no more answers.
    Closed,
}

impl ToolState {
    const fn text(self, texts: &ToolTexts) -> &'static str {
        let [draft, published, closed] = texts.states;
        match self {
            Self::Draft => draft,
            Self::Published => published,
            Self::Closed => closed,
        }
    }
}

/// What every page of the Survey Tool shows.
#[derive(Clone, Copy, Debug)]
pub struct ToolView<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the pages' style sheet is.
    pub style: &'a str,
    /// Where the staff's style sheet is.
    pub staff_style: &'a str,
    /// The company's name.
    pub organisation: &'a str,
    /// Who is signed in.
    pub email: &'a str,
    /// Whether they may make surveys.
    pub may_make: bool,
    /// Where the Customer Zone is.
    pub zone: &'a str,
    /// Where they see to their own account.
    pub account: &'a str,
    /// What was done just now.
    pub done: Option<ToolDone>,
}

/// What was done just now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ToolDone {
    /// A draft was saved.
    Saved,
    /// A survey was published.
    Published,
    /// A survey was closed.
    Closed,
    /// A response was taken out of figures.
    SetAside,
    /// It counts again.
    CountsAgain,
    /// Nothing was done with it: it is as it should be, or counts to nothing.
    CountsNowhere,
}

impl ToolDone {
    const fn text(self, texts: &ToolTexts) -> &'static str {
        match self {
            Self::Saved => texts.edit.saved,
            Self::Published => texts.survey.was_published,
            Self::Closed => texts.survey.was_closed,
            Self::SetAside => texts.responses.aside.was_set,
            Self::CountsAgain => texts.responses.aside.counts_again,
            Self::CountsNowhere => texts.responses.aside.counts_nowhere,
        }
    }
}

impl ToolView<'_> {
    const fn texts(&self) -> &'static ToolTexts {
        &self.language.texts().tool
    }

    fn around(&self, at: At, title: &str, content: &Markup) -> String {
        let staff = self.language.texts();
        let texts = &staff.tool;
        let link = |path, label, is_here| Link { path, label, is_here };
        let mut links = vec![link(Place::Tool.home(), texts.surveys, at == At::Surveys)];
        if self.may_make {
            links.push(link("/tool/new", texts.edit.make, at == At::Make));
        }
        links.push(link(self.zone, staff.zone.place.name, false));
        links.push(link(self.account, staff.zone.own_account, false));
        let frame = Frame {
            language: self.language,
            style: self.style,
            staff_style: self.staff_style,
            room: texts.place.name,
            home: Place::Tool.home(),
            organisation: self.organisation,
            email: self.email,
            links: &links,
            sign_out: "/tool/sign-out",
            done: self.done.map(|done| done.text(texts)),
        };
        frame.around(title, content)
    }
}
