//! The pages of the Survey Tool, with hostile texts wherever texts come from outside.

use page::{
    Checked, EditFault, EditPage, ReportedFault, ResponsePage, ResponseRow, ResponsesPage, Share,
    StaffLanguage, SurveyMay, SurveyRow, SurveysPage, ToolDone, ToolState, ToolSurvey, ToolView,
};
use survey::Interview;

use super::HOSTILE;

const AT: &str = "2026-11-27T02:16:13.000Z";

pub(super) fn all(
    language: StaffLanguage,
    style: &str,
    interview: &Interview<'_>,
) -> Vec<(&'static str, String)> {
    let view = ToolView {
        language,
        style,
        staff_style: "/tool/assets/staff.css",
        organisation: HOSTILE,
        email: HOSTILE,
        may_make: true,
        zone: HOSTILE,
        account: HOSTILE,
        done: Some(ToolDone::Published),
    };
    let mut all = of_surveys(&view);
    all.extend(of_responses(&view, interview));
    all
}

fn of_surveys(view: &ToolView<'_>) -> Vec<(&'static str, String)> {
    let row = SurveyRow {
        id: "sus",
        title: HOSTILE,
        state: ToolState::Draft,
        complete: None,
        partial: Some(7),
        last: Some(AT),
    };
    let list = SurveysPage { surveys: &[row], more: Some("/tool?cursor=a"), may_read: true };
    let fault = ReportedFault { path: HOSTILE.to_owned(), reason: HOSTILE.to_owned() };
    let faults = [fault];
    let edit = |fault| {
        let survey = Some(("sus", HOSTILE));
        page::edit_page(view, &EditPage { survey, has_draft: true, text: HOSTILE, fault })
    };
    let survey = ToolSurvey {
        id: "sus",
        title: HOSTILE,
        state: ToolState::Published,
        published: Some(1),
        draft: Some(2),
        changed: AT,
        checked: Checked {
            barring: &faults,
            untranslated: &[(HOSTILE.to_owned(), HOSTILE.to_owned())],
        },
        may: SurveyMay { edit: true, publish: true, read: true },
        share: Some(Share { site: "https://a.example", survey: "sus", is_open: false }),
    };
    vec![
        ("tool, surveys", page::surveys_page(view, &list)),
        ("tool, form", edit(None)),
        ("tool, faults", edit(Some(EditFault::Definition(&faults, 3)))),
        ("tool, no JSON", edit(Some(EditFault::NoJson(HOSTILE)))),
        ("tool, not confirmed", edit(Some(EditFault::NotConfirmed))),
        ("tool, survey", page::tool_survey_page(view, &survey)),
        ("tool, close", page::close_survey_page(view, ("sus", HOSTILE))),
    ]
}

fn of_responses(view: &ToolView<'_>, interview: &Interview<'_>) -> Vec<(&'static str, String)> {
    let hostile = [HOSTILE.to_owned()];
    let row = ResponseRow {
        id: "r",
        received: AT,
        is_complete: false,
        is_suspect: true,
        is_aside: true,
        cells: &hostile,
    };
    let responses = ResponsesPage {
        id: "sus",
        title: HOSTILE,
        state: "all",
        columns: &hostile,
        rows: &[row],
        next: Some("/tool/surveys/sus/responses?cursor=a"),
    };
    let one = ResponsePage {
        survey: ("sus", HOSTILE),
        id: "r",
        received: AT,
        version: 1,
        language: "sv",
        is_complete: true,
        suspect: &["too-fast", HOSTILE],
        aside: Some(HOSTILE),
        may_edit: true,
        score: Some("7"),
        interview,
        others: &[(HOSTILE.to_owned(), HOSTILE.to_owned())],
    };
    vec![
        ("tool, responses", page::responses_page(view, &responses)),
        ("tool, response", page::response_page(view, &one)),
        ("tool, too many", page::too_many_responses_page(view, ("sus", HOSTILE))),
    ]
}
