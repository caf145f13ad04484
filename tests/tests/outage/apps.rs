//! The story of each external app that is not Store Evaluator: something is told, and becomes messages, an answer, an alert and a
//! report; and whoever must not be asked is not. The clock is moved for all of them at once.

use contract::Target;
use contract::message::Day;
use credential::{AppName, Function};
use serde_json::{Value, json};
use tests::{Answer, Sample, Signed, Story, StoryMail, now, response_id};

use crate::invited::DAY;

const STAFF: &str = "staff@example.com";

/// An app at one of its stages: those of the catalogue, and one that is in none.
struct Known {
    /// What the instance is called.
    name: &'static str,
    function: Function,
    stage: &'static str,
    survey: &'static str,
    first_question: &'static str,
    /// What its messages say, where ours say nothing of such things.
    texts: &'static str,
    /// What is set up of it beside its stage.
    settings: fn() -> Value,
    /// Something for which the person with this address is asked, under this key.
    asks: fn(key: &str, email: &str) -> Value,
    /// Something that calls it off.
    calls_off: fn(key: &str) -> Value,
    /// What somebody chooses in the mail who is not content.
    poor: (&'static str, fn() -> Value),
    /// What somebody answers who is.
    good: fn() -> Value,
    /// What staff are told of.
    alert: fn() -> Value,
    /// Where staff read on.
    room: &'static str,
}

/// Ours.
const OURS: &str = "{}";

const APPS: [Known; 7] = [
    Known {
        name: "consumers",
        function: Function::DeliveryControl,
        stage: "after-delivery",
        survey: include_str!("../../../shared/app/surveys/delivery-control/after-delivery.json"),
        first_question: "received",
        texts: OURS,
        settings: || json!({}),
        asks: |key, email| json!({"order": key, "status": "delivered", "recipient": {"email": email}, "language": "en"}),
        calls_off: |key| json!({"order": key, "status": "returned"}),
        poor: ("no", || json!({"received": "no"})),
        good: || json!({"received": "yes", "overall": 5, "damaged": "no"}),
        alert: || json!({"equals": {"question": "received", "value": "no"}}),
        // The policy's country is Sweden, and staff there know it by its Swedish name.
        room: "/apps/leveranskontroll/instances/consumers/alerts/",
    },
    Known {
        name: "companies",
        function: Function::DeliveryControl,
        stage: "after-business-delivery",
        survey: include_str!(
            "../../../shared/app/surveys/delivery-control/after-business-delivery.json"
        ),
        first_question: "received",
        texts: OURS,
        settings: || json!({}),
        asks: |key, email| json!({"order": key, "status": "delivered", "business": true, "recipient": {"email": email}, "language": "en"}),
        calls_off: |key| json!({"order": key, "status": "returned"}),
        poor: ("part", || json!({"received": "part", "overall": 3, "damaged": "goods"})),
        good: || json!({"received": "yes", "overall": 5, "damaged": "no"}),
        alert: || json!({"equals": {"question": "damaged", "value": "goods"}}),
        room: "/apps/leveranskontroll/instances/companies/alerts/",
    },
    Known {
        name: "guests",
        function: Function::StayEvaluator,
        stage: "in-stay",
        survey: include_str!("../../../shared/app/surveys/stay-evaluator/in-stay.json"),
        first_question: "overall",
        texts: OURS,
        settings: || json!({}),
        asks: |key, email| stay(key, "arrived", email),
        calls_off: |key| stay(key, "cancelled", "nobody@example.com"),
        poor: ("2", || json!({"overall": 2})),
        good: || json!({"overall": 5}),
        alert: || json!({"number": {"question": "overall", "from": 0, "to": 2}}),
        room: "/apps/stay-evaluator/instances/guests/alerts/",
    },
    Known {
        name: "left",
        function: Function::StayEvaluator,
        stage: "post-stay",
        survey: include_str!("../../../shared/app/surveys/stay-evaluator/post-stay.json"),
        first_question: "overall",
        texts: OURS,
        settings: || json!({}),
        asks: |key, email| stay(key, "departed", email),
        calls_off: |key| stay(key, "cancelled", "nobody@example.com"),
        poor: ("1", || json!({"overall": 1})),
        good: || json!({"overall": 5, "again": "yes"}),
        alert: || json!({"number": {"question": "overall", "from": 0, "to": 2}}),
        room: "/apps/stay-evaluator/instances/left/alerts/",
    },
    Known {
        name: "leavers",
        function: Function::WhyCancel,
        stage: "cancelled",
        survey: include_str!("../../../shared/app/surveys/why-cancel/cancel.json"),
        first_question: "reason",
        texts: OURS,
        settings: || json!({}),
        asks: |key, email| json!({"stage": "cancelled", "subscription": key, "subscriber": {"email": email}, "language": "en"}),
        calls_off: |key| json!({"stage": "resumed", "subscription": key}),
        poor: ("technical", || json!({"reason": "technical"})),
        good: || json!({"reason": "too-expensive", "come-back": true}),
        alert: || json!({"equals": {"question": "reason", "value": "technical"}}),
        room: "/apps/why-cancel/instances/leavers/alerts/",
    },
    Known {
        name: "gone",
        function: Function::WhyCancel,
        stage: "win-back",
        survey: include_str!("../../../shared/app/surveys/why-cancel/win-back.json"),
        first_question: "bring-back",
        texts: OURS,
        settings: || json!({"cancel": {"ask_back": {"basis": "legitimate-interest"}}}),
        asks: |key, email| json!({"stage": "cancelled", "subscription": key, "subscriber": {"email": email}, "language": "en"}),
        calls_off: |key| json!({"stage": "resumed", "subscription": key}),
        poor: ("lower-price", || json!({"bring-back": "lower-price"})),
        good: || json!({"bring-back": "later"}),
        alert: || json!({"equals": {"question": "bring-back", "value": "lower-price"}}),
        room: "/apps/why-cancel/instances/gone/alerts/",
    },
    Known {
        name: "visits",
        function: Function::Clinic,
        stage: "after-visit",
        survey: include_str!("../../clinic/surveys/after-visit.json"),
        first_question: "overall",
        texts: include_str!("../../clinic/texts.json"),
        settings: || json!({}),
        asks: |key, email| json!({"visit": key, "status": "seen", "email": email, "language": "en"}),
        calls_off: |key| json!({"visit": key, "status": "cancelled"}),
        poor: ("1", || json!({"overall": 1})),
        good: || json!({"overall": 5}),
        alert: || json!({"number": {"question": "overall", "from": 0, "to": 2}}),
        room: "/apps/clinic/instances/visits/alerts/",
    },
];

/// The day that is so many days from now.
fn day(away: i64) -> Day {
    let today = i64::try_from(now().get() / 86_400).unwrap();
    Day::from_number(u32::try_from(today + away).unwrap())
}

/// A stay of a week around now, of one guest.
fn stay(key: &str, status: &str, email: &str) -> Value {
    json!({"reservation": key, "status": status, "property": {"id": "hotel"},
           "arrival": day(-1), "departure": day(if status == "departed" { 0 } else { 30 }),
           "guests": [{"email": email, "language": "en"}]})
}

/// An app with its instance in the story.
struct Told<'a> {
    story: &'a Story,
    known: &'a Known,
    survey: Sample,
}

impl<'a> Told<'a> {
    fn open(story: &'a Story, known: &'a Known) -> Self {
        let survey: Value = serde_json::from_str(known.survey).unwrap();
        let survey = Sample::publish_as(&story.system.site, &story.system.api_key, &survey);
        let told = Self { story, known, survey };
        let mut settings = (known.settings)();
        settings["stage"] = known.stage.into();
        let setup = json!({
            "survey": told.survey.id, "title": "Nordens", "first_question": known.first_question,
            "settings": settings,
            "texts": serde_json::from_str::<Value>(known.texts).unwrap(),
            "policy": {
                "delay-minutes": 24 * 60, "same-buyer-days": 0, "same-product-days": 0,
                "window": {"from": "00:00", "to": "24:00", "holidays": []},
                "quarantine": [{"among": "person", "at-most": 1, "days": 14, "action": "block"}],
                "reminders": [5], "link-days": 30, "channels": ["mail"]
            },
            "alerts": [{"name": "poor", "when": (known.alert)(), "to": [{"mail": STAFF}], "tell": "at-once"}]
        });
        let (app, instance) = told.place();
        let _ = told.ask(Target::PutInstance(app, instance), &setup).expect(200);
        told
    }

    fn place(&self) -> (AppName, credential::InstanceName) {
        (self.known.function.as_str().parse().unwrap(), self.known.name.parse().unwrap())
    }

    /// What the app's function asks of storage.
    fn ask(&self, target: Target, body: &Value) -> Answer {
        let system = &self.story.system;
        let at = now().saturating_add_seconds(self.story.ahead().try_into().unwrap());
        let signed = Signed::new(self.known.function, target).created(at).bearer(&system.api_key);
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let storage = system.storage();
        storage.run(signed.body(body).request(&storage, &system.keys)).unwrap()
    }

    /// The address of somebody whom no other app knows.
    fn email(&self, person: &str) -> String {
        format!("{person}-{}@example.com", self.known.name)
    }

    fn key(&self, person: &str) -> String {
        format!("{}/{person}", self.known.name)
    }

    /// Tells the app as a customer's system does; gives what becomes of it.
    fn tell(&self, event: &Value) -> Value {
        let system = &self.story.system;
        let Known { function, name, .. } = self.known;
        let path = format!("/api/v1/apps/{function}/events?instance={name}");
        let answer = system.site.post(&path).bearer(&system.api_key).json(event).send().expect(202);
        answer.json()["items"][0].clone()
    }

    fn asks(&self, person: &str) -> Value {
        self.tell(&(self.known.asks)(&self.key(person), &self.email(person)))
    }

    #[track_caller]
    fn mail(&self, person: &str, count: usize) -> StoryMail {
        let mut mails = self.story.mails_to(&self.email(person));
        assert_eq!(mails.len(), count, "mails to {}", self.email(person));
        mails.pop().unwrap()
    }

    fn path(&self, link: &str) -> String {
        link.strip_prefix(self.story.system.site.base()).unwrap().to_owned()
    }

    /// Answers as the page of a link does.
    fn answer(&self, mail: &StoryMail, answers: &Value) {
        let link = mail.link(&["/s/", "/i/"]);
        let path = self.path(link.split('?').next().unwrap());
        let sent = Sample::submission(response_id(), answers);
        let site = &self.story.system.site;
        let _ = site.post(&format!("{path}/responses")).json(&sent).send().expect(201);
    }

    /// What comes in on the first day.
    fn begins(&self) {
        let name = self.known.name;
        for person in ["poor", "leaves", "called-off", "reminded", "erased"] {
            assert_eq!(self.asks(person)["result"], "scheduled", "{name} {person}");
        }
        assert_eq!(self.asks("poor")["result"], "duplicate", "{name}");
        let other = (self.known.asks)(&self.key("other"), &self.email("reminded"));
        let told = self.tell(&other);
        assert_eq!(told["why"]["reason"], "quarantine", "{name}: {told}");
        let off = self.tell(&(self.known.calls_off)(&self.key("called-off")));
        assert_eq!(off["result"], "cancelled", "{name}: {off}");
        let erased = json!({"email": self.email("erased")});
        let erased = self.ask(Target::EraseContact, &erased).expect(200).json();
        assert_eq!(erased, json!({"invitations": 1}), "{name}");
    }

    /// The mail came: one of them answers from it, another wants no more.
    fn is_answered(&self) {
        let (choice, poor) = self.known.poor;
        let mail = self.mail("poor", 1);
        let chosen = format!("q={}&v={choice}", self.known.first_question);
        let link = mail.link(&["/s/", "/i/", &chosen]);
        let site = &self.story.system.site;
        let page = site.get(&self.path(&link)).header("accept", "text/html").send().expect(200);
        assert!(page.text().contains("checked"), "the link chooses: {}", page.text());
        assert_eq!(self.survey.responses(10).len(), 0, "and answers nothing");
        self.answer(&mail, &poor());

        let header = self.mail("leaves", 1).text;
        let header = header.lines().find(|line| line.starts_with("List-Unsubscribe: <")).unwrap();
        let link = header.split(['<', '>']).nth(1).unwrap();
        let one_click = site.post(&self.path(link)).form(&[("List-Unsubscribe", "One-Click")]);
        let _ = one_click.send().expect(200);
        let again = (self.known.asks)(&self.key("again"), &self.email("leaves"));
        let told = self.tell(&again);
        assert_eq!(told["why"]["cause"], "opted-out", "{}: {told}", self.known.name);
    }

    /// Staff are told where to read on, and nothing of what was answered.
    fn is_alerted(&self) {
        let alerts = self.story.mails_to(STAFF);
        let own = alerts.iter().filter(|mail| mail.text.contains(self.known.room));
        let own: Vec<_> = own.collect();
        let [alert] = own[..] else { panic!("{}: {alerts:?}", self.known.name) };
        assert!(!alert.text.contains(&self.email("poor")), "{}", alert.text);
        let id = alert.link(&[self.known.room]);
        let id = id.rsplit('/').next().unwrap().parse().unwrap();
        let (app, instance) = self.place();
        let read = self.ask(Target::ReadAlert(app, instance, id), &Value::Null).expect(200).json();
        assert_eq!(read["response"]["answers"], (self.known.poor.1)(), "{}", self.known.name);
    }

    fn is_reported(&self) {
        let asked = json!({"from": day(-1), "to": day(20), "period": "month"});
        let (app, instance) = self.place();
        let report = self.ask(Target::ReadReport(app, instance), &asked).expect(200).json();
        let sum = |rows: &Value, question: Option<&str>, value: &str| -> u64 {
            let rows = rows.as_array().unwrap().iter();
            let is_it = |row: &&Value| question.is_none_or(|question| row["question"] == question);
            rows.filter(is_it).filter_map(|row| row["counts"][value].as_u64()).sum()
        };
        for answers in [(self.known.poor.1)(), (self.known.good)()] {
            let value = &answers[self.known.first_question];
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let counted = sum(&report["rows"], Some(self.known.first_question), &value);
            assert_eq!(counted, 1, "{}: {value}: {report}", self.known.name);
        }
        for (state, count) in [("answered", 2), ("opted-out", 1), ("cancelled", 1), ("erased", 1)] {
            let counted = sum(&report["asked"], None, state);
            assert_eq!(counted, count, "{}: {state}: {report}", self.known.name);
        }
    }
}

/// The apps as the story goes on, each with its survey.
fn all<'a>(story: &'a Story, surveys: &[Sample]) -> Vec<Told<'a>> {
    let known = APPS.iter().zip(surveys);
    known.map(|(known, survey)| Told { story, known, survey: survey.clone() }).collect()
}

#[test]
fn each_app_asks_is_answered_alerts_and_reports() {
    let mut story = Story::beside_clinic(&crate::compiled());
    let apps: Vec<_> = APPS.iter().map(|known| Told::open(&story, known).survey).collect();
    let count = APPS.len();
    for told in all(&story, &apps) {
        told.begins();
    }
    assert_eq!(story.round(), json!({"sent": 0, "waiting": 0, "failed": 0}));
    story.later(DAY + 60);
    assert_eq!(story.round(), json!({"sent": 3 * count, "waiting": 0, "failed": 0}));
    for told in all(&story, &apps) {
        told.is_answered();
    }
    assert_eq!(story.round(), json!({"sent": count, "waiting": 0, "failed": 0}));
    for told in all(&story, &apps) {
        told.is_alerted();
    }
    story.later(5 * DAY + 60);
    assert_eq!(story.round(), json!({"sent": count, "waiting": 0, "failed": 0}));
    for told in all(&story, &apps) {
        told.answer(&told.mail("reminded", 2), &(told.known.good)());
    }
    for told in all(&story, &apps) {
        told.is_reported();
    }
    for told in ["@example.com", "consumers/", "hotel"] {
        assert!(!story.log().contains(told), "{told}");
    }
}
