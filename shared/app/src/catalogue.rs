//! The table of apps: what each is called, and how it stands until its owner says otherwise.

use core::fmt;
use core::str::FromStr;

use credential::AppName;

use crate::benchmark::{OF_DELIVERIES, OF_STAYS, OF_STORES, Standard};

/// An external app: what there is to know of it before any customer has it.
///
/// It is a pointer, so that the function of an app has in it what is that app's, and no other's surveys.
#[derive(Clone, Copy)]
pub struct App(&'static AppEntry);

/// What there is to know of an app. A new one is an entry: of the catalogue, or of its own function's.
#[derive(Debug)]
pub struct AppEntry {
    /// Its name in addresses and storage, which never changes: as credentials have it.
    pub name: &'static str,
    /// How it stands until its owner says otherwise.
    pub defaults: &'static Defaults,
    /// The questions by which its customers may be compared. Those that two of its surveys ask are not among them: how
    /// it is while somebody is there is another thing than how it was.
    pub standard: &'static [Standard],
}

/// There is no such app.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no such app")]
pub struct UnknownApp;

/// What an invitation is about: a part of an app, with a survey of its own.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Stage {
    /// The order is placed.
    Checkout,
    /// The goods should be there.
    AfterDelivery,
    /// Goods that a company bought should be there.
    AfterBusinessDelivery,
    /// The guest has been there for a while.
    InStay,
    /// The guest has left.
    PostStay,
    /// A subscription was cancelled.
    Cancelled,
    /// A subscription was cancelled some time ago.
    WinBack,
    /// One of an app that is not in the catalogue, by its name in storage and policies.
    Further(&'static str),
}

/// How an app stands until its owner says otherwise.
#[derive(Debug, Eq, PartialEq)]
pub struct Defaults {
    /// What it is called, where people read of it: an app may have a brand for each market.
    pub brands: &'static [Brand],
    /// Its stages, in the order in which they come.
    pub stages: &'static [StageDefaults],
    /// Which events are the same.
    pub duplicates: DuplicateRule,
    /// What its messages may say of an event.
    pub variables: &'static [Variable],
    /// Whom it alerts of what.
    pub alerts: &'static [AlertDefault],
}

/// A name under which people know an app.
#[derive(Debug, Eq, PartialEq)]
pub struct Brand {
    /// What it is called, in every language.
    pub title: &'static str,
    /// The last part of its pages' address, `/apps/{path}`.
    pub path: &'static str,
}

/// How a stage stands.
#[derive(Debug, Eq, PartialEq)]
pub struct StageDefaults {
    /// Which.
    pub stage: Stage,
    /// How long after what happened the invitation is sent, in minutes.
    pub delay_minutes: u32,
    /// Whether who does not answer is reminded.
    pub reminds: bool,
    /// The survey: SurveyJS JSON, in every language that respondents have.
    pub survey: &'static str,
    /// The question that a message may ask by itself.
    pub first_question: &'static str,
}

/// Which events are the same, so that nobody is asked twice about one thing.
#[derive(Debug, Eq, PartialEq)]
pub struct DuplicateRule {
    /// Whether stages of one event are different things to be asked about.
    pub by_stage: bool,
    /// For so many days a buyer is not asked again.
    pub same_buyer_days: u16,
    /// For so many days a buyer is not asked again about the same product.
    pub same_product_days: u16,
}

/// What a message may say of an event, by the name in its templates.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Variable {
    /// The recipient's name.
    Name,
    /// What the customer's system calls the event.
    Reference,
    /// The products' names, as one text.
    Products,
    /// The day on which it was bought.
    PurchasedOn,
}

/// Whom an app alerts of what, from the start.
#[derive(Debug, Eq, PartialEq)]
pub struct AlertDefault {
    /// Its name.
    pub name: &'static str,
    /// In which stage's responses.
    pub stage: Stage,
    /// The question that it looks at.
    pub question: &'static str,
    /// At which answers it goes off.
    pub when: When,
}

/// At which answers an alert goes off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// At a number that is at most so high.
    AtMost(u8),
    /// At one of these values, or at a list that has one of them.
    OneOf(&'static [&'static str]),
    /// At `true`.
    Yes,
}

impl App {
    /// How it was to buy in a web shop.
    pub const STORE_EVALUATOR: Self = Self(&AppEntry {
        name: "store-evaluator",
        defaults: &crate::store_evaluator::DEFAULTS,
        standard: &OF_STORES,
    });
    /// How deliveries went: Leveranskontroll, and Delivery Control Survey.
    pub const DELIVERY_CONTROL: Self = Self(&AppEntry {
        name: "delivery-control",
        defaults: &crate::delivery_control::DEFAULTS,
        standard: &OF_DELIVERIES,
    });
    /// How it is to stay.
    pub const STAY_EVALUATOR: Self = Self(&AppEntry {
        name: "stay-evaluator",
        defaults: &crate::stay_evaluator::DEFAULTS,
        standard: &OF_STAYS,
    });
    /// Why people leave a subscription.
    pub const WHY_CANCEL: Self = Self(&AppEntry {
        name: "why-cancel",
        defaults: &crate::why_cancel::INVITATIONS,
        standard: &[],
    });

    /// Those of the catalogue.
    pub const ALL: [Self; 4] =
        [Self::STORE_EVALUATOR, Self::DELIVERY_CONTROL, Self::STAY_EVALUATOR, Self::WHY_CANCEL];

    /// One that is not in the catalogue, as its function brings it.
    #[must_use]
    pub const fn further(entry: &'static AppEntry) -> Self {
        Self(entry)
    }

    /// Its name in addresses and storage, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0.name
    }

    /// The name, as credentials have it.
    ///
    /// # Errors
    ///
    /// Never of the catalogue's, which a test shows: every name in the table is one.
    pub fn name(self) -> Result<AppName, UnknownApp> {
        self.as_str().parse().map_err(|_| UnknownApp)
    }

    /// How it stands until its owner says otherwise.
    #[must_use]
    pub const fn defaults(self) -> &'static Defaults {
        self.0.defaults
    }

    /// The questions by which its customers may be compared.
    #[must_use]
    pub const fn standard(self) -> &'static [Standard] {
        self.0.standard
    }

    /// How one of its stages stands; nothing if it has no such stage.
    #[must_use]
    pub fn stage(self, stage: Stage) -> Option<&'static StageDefaults> {
        self.defaults().stages.iter().find(|defaults| defaults.stage == stage)
    }

    /// The stage of it that is called so.
    #[must_use]
    pub fn stage_named(self, name: &str) -> Option<Stage> {
        let mut stages = self.defaults().stages.iter().map(|defaults| defaults.stage);
        stages.find(|stage| stage.as_str() == name)
    }
}

impl FromStr for App {
    type Err = UnknownApp;

    fn from_str(raw: &str) -> Result<Self, UnknownApp> {
        Self::ALL.into_iter().find(|app| app.as_str() == raw).ok_or(UnknownApp)
    }
}

/// Names are what tells apps apart.
impl PartialEq for App {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for App {}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("App").field(&self.as_str()).finish()
    }
}

impl fmt::Display for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Stage {
    /// Its name in storage and policies, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checkout => "checkout",
            Self::AfterDelivery => "after-delivery",
            Self::AfterBusinessDelivery => "after-business-delivery",
            Self::InStay => "in-stay",
            Self::PostStay => "post-stay",
            Self::Cancelled => "cancelled",
            Self::WinBack => "win-back",
            Self::Further(name) => name,
        }
    }
}

impl Variable {
    /// Its name in templates, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Reference => "reference",
            Self::Products => "products",
            Self::PurchasedOn => "purchased-on",
        }
    }

    /// What it says of an event; nothing where the event does not tell. Names are as they were sent:
    /// whoever writes them into a message escapes them.
    #[must_use]
    pub fn of(self, event: &crate::Event) -> Option<String> {
        match self {
            Self::Name => event.recipient.name.as_ref().map(|name| name.as_str().to_owned()),
            Self::Reference => Some(event.key.as_str().to_owned()),
            Self::Products => {
                let names = event.products.iter().map(|product| product.name.as_str());
                let joined = names.collect::<Vec<_>>().join(", ");
                Some(joined).filter(|text| !text.is_empty())
            }
            // The day is that of UTC: shops tell the moment, and a mail needs no more.
            Self::PurchasedOn => {
                event.purchased_at.map(|moment| moment.to_string().chars().take(10).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names() {
        for app in App::ALL {
            assert_eq!(app.name().unwrap().as_str(), app.as_str());
            assert_eq!(app.to_string().parse(), Ok(app));
            let named = app.defaults().brands.iter().any(|brand| brand.path == app.as_str());
            assert!(named, "{app} has a page of its own name");
        }
        assert_eq!("other".parse::<App>(), Err(UnknownApp));
    }

    #[test]
    fn what_messages_may_say() {
        let received = "2026-11-27T12:00:00Z".parse().unwrap();
        let body = br#"[
            {"order": "7", "stage": "checkout", "buyer": {"email": "elsa@example.com"}},
            {"order": "7", "stage": "checkout", "buyer": {"email": "elsa@example.com", "name": "Elsa"},
             "purchased_at": "2026-11-26T23:30:00+01:00",
             "products": [{"id": "a", "name": "Mugg"}, {"id": "b", "name": "Fat"}]}
        ]"#;
        let events = crate::store_evaluator::read(body, received).unwrap();
        let said = |at: usize| -> Vec<_> {
            let event = events[at].as_ref().unwrap();
            let variables = App::STORE_EVALUATOR.defaults().variables.iter();
            variables.map(|variable| (variable.as_str(), variable.of(event))).collect()
        };
        let want = |name, reference: &str, products, day| {
            let text = |text: Option<&str>| text.map(str::to_owned);
            vec![
                ("name", text(name)),
                ("reference", Some(reference.to_owned())),
                ("products", text(products)),
                ("purchased-on", text(day)),
            ]
        };
        assert_eq!(said(0), want(None, "7", None, None));
        assert_eq!(said(1), want(Some("Elsa"), "7", Some("Mugg, Fat"), Some("2026-11-26")));
    }
}
