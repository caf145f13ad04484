#![doc = include_str!("../README.md")]

mod account;
mod apps;
mod asset;
mod brand;
mod cancel;
mod document;
mod failure;
mod frame;
mod hand_over;
mod join;
mod landing;
mod language;
mod organisation;
mod own;
mod passkey;
mod place;
mod qr;
mod receipt;
mod recover;
mod refreshed;
mod staff;
mod survey;
mod tool;
mod two_step;
mod unsubscribe;
mod words;
mod zone;

pub use account::{AccountPage, PasswordChange, SignedInAt, SignedInBy, account_page};
pub use apps::{
    ALERT_TELLINGS, AlertFault, AlertMessageRow, AlertPage, AlertRow, AlertRulesPage, AlertsMay,
    AlertsPage, AppAboutPage, AppDone, AppMay, AppPlace, AppView, AskedListPage, AskedPage,
    AskedRow, AskedSearch, AskedStep, BadgePage, BenchmarkKind, BenchmarkPlace, BenchmarkRow,
    BenchmarksPage, CallFields, CallScript, CallsPage, CommentRow, CommentsPage, EraseFault,
    FigureKind, FigureMark, FigureThresholds, Filled, FlowPeriod, FlowRow, FlowsPage, FurtherPlace,
    HookRow, HooksPage, InstancePage, InstanceRow, LeaverRow, LeaversPage, LetterFields,
    LetterPreview, LettersPage, MOST_TABLE_ROWS, MakeFault, MakeForm, MakePage, NamedInstance,
    OfferRow, OffersPage, OrderPage, OrderRow, OrderRowAnswer, OrdersPage, ReportAsked,
    ReportFigure, ReportPage, ReportPart, ReportPartRow, ReportParts, ReportPoint, ReportQuestion,
    SETTINGS_DAYS, SETTINGS_FLAGS, SettingsPage, SmsPreview, TableAll, TableColumn, TableFile,
    TableOutcome, TableReport, TableRow, TrialFault, TrialForm, WrongSetting, alert_page,
    alert_rules_page, alerts_page, app_about_page, asked_list_page, asked_page, badge_page,
    badge_picture, benchmarks_page, calls_page, cancel_asked_page, comments_page, erase_page,
    fixed, flows_page, hooks_page, instance_page, instances_page, leavers_page, letters_page,
    make_page, offers_page, order_page, orders_page, report_page, settings_page,
    table_columns_page, table_page, table_report_page, table_row_headers,
};
pub use asset::Asset;
pub use brand::sheet_version;
pub use cancel::{
    CANCEL_STEP, CancelOffer, CancelPage, CancelQuestions, CancelStep, CancelWays, cancel_page,
};
pub use document::{Assets, Embedding};
pub use failure::{ClosedPage, FailurePage, Shut, closed_page, failure_page};
pub use join::{JoinPage, JoinStep, join_page};
pub use landing::{LandingPage, landing_page};
pub use language::{StaffLanguage, UiLanguage};
pub use organisation::{
    NamedPage, OrganisationFailure, OrganisationPage, named_page, organisation_failure_page,
    organisation_page, to_organisation_page,
};
pub use own::{
    DO_FIELD, FILE_FIELD, LinkPage, OwnPage, Wish, WithdrawnPage, link_page, own_page,
    withdraw_page, withdrawn_page,
};
pub use passkey::{AddPasskeyPage, ListedPasskey, PasskeyChange, add_passkey_page};
pub use place::{
    HandOverPage, Place, RoomFailure, hand_over_page, refreshed_page, room_failure_page,
};
pub use receipt::{
    Access, ReceiptCheck, ReceiptPage, ThanksPage, onward, receipt_page, thanks_page,
};
pub use recover::{RecoverPage, RecoverStep, recover_page};
pub use staff::{LoginPage, SignIn, login_page};
pub use survey::{Attempt, Invited, Scope, SurveyPage, problem_text, survey_page};
pub use tool::{
    Checked, DEFINITION_FIELD, DEFINITION_FILE_FIELD, EditFault, EditPage, REPLACE_FIELD,
    ReportedFault, ResponsePage, ResponseRow, ResponsesPage, Share, SurveyMay, SurveyRow,
    SurveysPage, ToolDone, ToolState, ToolSurvey, ToolView, close_survey_page, edit_page,
    response_page, responses_page, surveys_page, too_many_responses_page, tool_survey_page,
};
pub use two_step::{
    AddTwoStepPage, AskedCode, CodeAttempt, CodePage, CodeWays, RecoveryCodesPage, TwoStep,
    TwoStepChange, add_two_step_page, code_page, recovery_codes_page,
};
pub use unsubscribe::{ONE_CLICK, UnsubscribePage, UnsubscribeStep, unsubscribe_page};
pub use words::{AppTexts, PlaceTexts};
pub use zone::{
    ACCESS_DAYS, AuditPage, AuditRow, AuditWalk, ContactFacts, ContactForm, ContactPage,
    ContactRow, ContactSearch, ContactsPage, ImportAll, ImportFile, ImportOutcome, ImportReport,
    ImportRow, ImportTold, InvitationRow, InviteFault, InviteForm, KeyFault, KeyForm, KeyMaker,
    KeyRow, KeyState, KeysPage, MOST_SHOWN_ROWS, MergePreview, PeoplePage, PersonAccess,
    PersonFault, PersonRow, ProviderFault, ProviderForm, ProviderPart, ProviderRow, Room, ZoneDone,
    ZonePage, ZoneView, audit_page, contact_form_page, contact_page, contacts_page, end_key_page,
    erase_contact_page, home_page, import_columns_page, import_page, import_report_page,
    key_made_page, keys_page, merge_contact_page, people_page, person_page, remove_person_page,
    remove_provider_page, security_page,
};
