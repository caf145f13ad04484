//! The rooms of the external apps. What is one app's own is words: `crate::words` has them by the app.

mod about;
mod alert_rules;
mod alerts;
mod badge;
mod benchmarks;
mod calls;
mod comments;
mod done;
mod erase;
mod filled;
mod flows;
mod hooks;
mod instance;
mod instances;
mod invitation;
mod invitations;
mod leavers;
mod letters;
mod make;
mod offers;
mod orders;
mod report;
mod report_aside;
mod report_marks;
mod report_parts;
mod settings;
mod table;

pub use about::{AppAboutPage, app_about_page};
pub use alert_rules::{ALERT_TELLINGS, AlertRulesPage, alert_rules_page};
pub use alerts::{
    AlertFault, AlertMessageRow, AlertPage, AlertRow, AlertsPage, alert_page, alerts_page,
};
pub use badge::{BadgePage, badge_page, badge_picture};
pub use benchmarks::{
    BenchmarkKind, BenchmarkPlace, BenchmarkRow, BenchmarksPage, benchmarks_page,
};
pub use calls::{CallFields, CallScript, CallsPage, calls_page};
pub use comments::{CommentRow, CommentsPage, comments_page};
pub use done::AppDone;
pub use erase::{EraseFault, erase_page};
pub use filled::{Filled, WrongSetting};
pub use flows::{FlowPeriod, FlowRow, FlowsPage, flows_page};
pub use hooks::{HookRow, HooksPage, hooks_page};
pub use instance::{InstancePage, instance_page};
pub use instances::{InstanceRow, instances_page};
pub use invitation::{AskedPage, AskedStep, asked_page, cancel_asked_page};
pub use invitations::{AskedListPage, AskedRow, AskedSearch, asked_list_page};
pub use leavers::{LeaverRow, LeaversPage, leavers_page};
pub use letters::{
    LetterFields, LetterPreview, LettersPage, SmsPreview, TrialFault, TrialForm, letters_page,
};
pub use make::{MakeFault, MakeForm, MakePage, make_page};
pub use offers::{OfferRow, OffersPage, offers_page};
pub use orders::{OrderPage, OrderRow, OrderRowAnswer, OrdersPage, order_page, orders_page};
pub use report::{
    FigureKind, ReportAsked, ReportFigure, ReportPage, ReportPoint, ReportQuestion, fixed,
    report_page,
};
pub use report_marks::{FigureMark, FigureThresholds};
pub use report_parts::{ReportPart, ReportPartRow, ReportParts};
pub use settings::{SETTINGS_DAYS, SETTINGS_FLAGS, SettingsPage, settings_page};
pub use table::{
    MOST_TABLE_ROWS, TableAll, TableColumn, TableFile, TableOutcome, TableReport, TableRow,
    table_columns_page, table_page, table_report_page, table_row_headers,
};

use maud::{Markup, html};

use crate::frame::{Frame, Link};
use crate::language::StaffLanguage;
use crate::words::{AppTexts, AppsTexts, StaffTexts};

/// An app that has a room.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AppPlace {
    /// Store Evaluator.
    StoreEvaluator,
    /// Leveranskontroll: the Swedish name of Delivery Control Survey.
    Leveranskontroll,
    /// Delivery Control Survey.
    DeliveryControl,
    /// Stay Evaluator.
    StayEvaluator,
    /// Why Cancel.
    WhyCancel,
    /// One that is not in the catalogue: its function brings what its pages say. Login leads to none of them.
    Further(&'static FurtherPlace),
}

/// The room of an app that is not in the catalogue.
#[derive(Debug, Eq, PartialEq)]
pub struct FurtherPlace {
    /// Where its room begins, on its own host.
    pub home: &'static str,
    /// Its name in addresses.
    pub name: &'static str,
    /// What its pages say of its own, whatever the language.
    pub texts: AppTexts,
}

impl AppPlace {
    /// Where its room begins, on its own host.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::StoreEvaluator => "/apps/store-evaluator",
            Self::Leveranskontroll => "/apps/leveranskontroll",
            Self::DeliveryControl => "/apps/delivery-control",
            Self::StayEvaluator => "/apps/stay-evaluator",
            Self::WhyCancel => "/apps/why-cancel",
            Self::Further(place) => place.home,
        }
    }

    pub(crate) const fn texts(self, staff: &StaffTexts) -> &AppTexts {
        match self {
            Self::StoreEvaluator => &staff.apps.own.store_evaluator,
            Self::Leveranskontroll => &staff.apps.own.leveranskontroll,
            Self::DeliveryControl => &staff.apps.own.delivery_control,
            Self::StayEvaluator => &staff.apps.own.stay_evaluator,
            Self::WhyCancel => &staff.apps.own.why_cancel,
            Self::Further(place) => &place.texts,
        }
    }
}

/// What every page of an app's room shows.
#[derive(Clone, Copy, Debug)]
pub struct AppView<'a> {
    /// Which app.
    pub place: AppPlace,
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the pages' style sheet is, and the staff's.
    pub styles: (&'a str, &'a str),
    /// The company's name.
    pub organisation: &'a str,
    /// Who is signed in.
    pub email: &'a str,
    /// What they may do.
    pub may: AppMay,
    /// Where the Customer Zone is.
    pub zone: &'a str,
    /// Where they see to their own account.
    pub account: &'a str,
    /// Whether platforms of customers send the app webhooks.
    pub hooks: bool,
    /// Whether it makes offers to those who would leave.
    pub offers: bool,
    /// What was done just now.
    pub done: Option<AppDone>,
}

/// What somebody may do in an app's room. Storage decides; this only shows the way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AppMay {
    /// Set up and change instances, and act on invitations.
    pub manage: bool,
    /// See who was invited.
    pub read: bool,
    /// Erase persons.
    pub erase: bool,
    /// See alerts, and see to them; see answers with what they are about.
    pub alerts: AlertsMay,
}

/// Whether somebody may see alerts, and see to them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AlertsMay {
    /// They may.
    See,
    /// They may not.
    Not,
}

/// Where somebody is in an app's room.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum At {
    /// At the list.
    Instances,
    /// Where instances are made.
    Make,
    /// Where persons are erased.
    Erase,
    /// With one instance.
    Instance,
}

/// A part of what is said of an instance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Overview,
    Settings,
    Letters,
    Invitations,
    Orders,
    Alerts,
    Report,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Overview,
        Self::Settings,
        Self::Letters,
        Self::Invitations,
        Self::Orders,
        Self::Alerts,
        Self::Report,
    ];

    /// What follows the instance's address.
    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Settings => "/settings",
            Self::Letters => "/texts",
            Self::Invitations => "/invitations",
            Self::Orders => "/orders",
            Self::Alerts => "/alerts",
            Self::Report => "/report",
        }
    }
}

/// An instance, as its pages name it.
#[derive(Clone, Copy, Debug)]
pub struct NamedInstance<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// When it was changed last, in milliseconds since 1970: what its forms bring back in the field
    /// `seen`, so that nobody undoes what somebody else has changed meanwhile.
    pub seen: Option<u64>,
}

impl NamedInstance<'_> {
    fn seen(&self) -> Markup {
        html! { @if let Some(seen) = self.seen { input type="hidden" name="seen" value=(seen); } }
    }
}

impl<'a> AppView<'a> {
    const fn texts(&self) -> &'static AppsTexts {
        &self.language.texts().apps
    }

    const fn own(&self) -> &'static AppTexts {
        self.place.texts(self.language.texts())
    }

    /// An address in the room.
    fn path(&self, rest: &str) -> String {
        format!("{}{rest}", self.place.home())
    }

    /// An instance's address, or one below it.
    fn path_of(&self, instance: &str, rest: &str) -> String {
        format!("{}/instances/{instance}{rest}", self.place.home())
    }

    fn around(&self, at: At, title: &str, content: &Markup) -> String {
        let staff = self.language.texts();
        let texts = self.texts();
        let (make, erase) = (self.path("/new"), self.path("/erase"));
        let sign_out = self.path("/sign-out");
        let link = |path: &'a str, label, is_here| Link { path, label, is_here };
        let mut links = vec![link(self.place.home(), texts.instances.title, at == At::Instances)];
        if self.may.manage {
            let is_here = at == At::Make;
            links.push(Link { path: &make, label: texts.make.title, is_here });
        }
        if self.may.erase {
            let is_here = at == At::Erase;
            links.push(Link { path: &erase, label: texts.erase.title, is_here });
        }
        links.push(link(self.zone, staff.zone.place.name, false));
        links.push(link(self.account, staff.zone.own_account, false));
        let frame = Frame {
            language: self.language,
            style: self.styles.0,
            staff_style: self.styles.1,
            room: self.own().place.name,
            home: self.place.home(),
            organisation: self.organisation,
            email: self.email,
            links: &links,
            sign_out: &sign_out,
            done: match self.done {
                // That is no success: it is told where the page's own faults are.
                None | Some(AppDone::ChangedMeanwhile) => None,
                Some(done) => Some(done.text(texts)),
            },
        };
        frame.around(title, content)
    }

    /// What follows the instance's address. Who sets the app up without reading responses has the rules of alerts alone.
    fn way_to(&self, part: Part) -> &'static str {
        match (part, self.may.alerts) {
            (Part::Alerts, AlertsMay::Not) => "/alert-rules",
            (_, AlertsMay::See | AlertsMay::Not) => part.path(),
        }
    }

    /// A page of one instance, with the way to its other parts.
    fn within(&self, instance: NamedInstance<'_>, part: Part, content: &Markup) -> String {
        let texts = &self.texts().one;
        let shown = |part: &Part| match part {
            Part::Overview | Part::Settings | Part::Letters | Part::Report => true,
            Part::Invitations => self.may.read,
            Part::Orders => self.may.alerts == AlertsMay::See,
            Part::Alerts => self.may.alerts == AlertsMay::See || self.may.manage,
        };
        let [overview, settings, letters, invitations, alerts, report] = texts.parts;
        let things = self.own().things;
        let labels = [overview, settings, letters, invitations, things, alerts, report];
        let parts = Part::ALL.iter().zip(labels).filter(|(part, _)| shown(part));
        let content = html! {
            nav.filters aria-label=(texts.parts_label) {
                ul {
                    @for (one, label) in parts {
                        li {
                            a href=(self.path_of(instance.name, self.way_to(*one)))
                                aria-current=[(*one == part).then_some("page")] { (label) }
                        }
                    }
                }
            }
            @if let Some(AppDone::ChangedMeanwhile) = self.done {
                (alert(AppDone::ChangedMeanwhile.text(self.texts())))
            }
            (content)
        };
        self.around(At::Instance, instance.title, &content)
    }
}

/// What is wrong with what was sent.
fn alert(text: &str) -> Markup {
    html! { div.notice.error role="alert" { p { (text) } } }
}

/// A button that posts to `action`, with what it does.
fn act(action: &str, (button, help): (&str, &str)) -> Markup {
    html! {
        form.card method="post" action=(action) {
            p { (help) }
            div.actions { button.secondary type="submit" { (button) } }
        }
    }
}
