//! Figures that are told apart by what is known of what happened.

use contract::Target;
use credential::{Function, InvitationClaims};
use serde_json::{Value, json};
use tests::{Person, Platform, Sample, Signed, eventually, link, now, platform, response_id};

use crate::room::{LEVERANSKONTROLL, Room, STAY_EVALUATOR, Visitor};
use crate::tool::says;

/// An app, and what it is asked about.
pub(crate) struct Of {
    room: Room,
    app: &'static str,
    function: Function,
    stage: &'static str,
}

pub(crate) const DELIVERIES: Of = Of {
    room: LEVERANSKONTROLL,
    app: "delivery-control",
    function: Function::DeliveryControl,
    stage: "after-delivery",
};

const STAYS: Of = Of {
    room: STAY_EVALUATOR,
    app: "stay-evaluator",
    function: Function::StayEvaluator,
    stage: "post-stay",
};

/// An instance that asks at once, at any hour.
pub(crate) struct Asking {
    of: Of,
    pub(crate) platform: &'static Platform,
    pub(crate) owner: Visitor,
    name: String,
    survey: String,
}

impl Asking {
    /// With what only its app has, if there is something.
    pub(crate) fn new(of: Of, own: Option<&Value>) -> Self {
        let platform = platform();
        let owner = of.room.visitor(&Person::new(platform));
        let name = format!("parts-{}", response_id());
        let fields = [
            ("title", "Havslast"),
            ("instance", &*name),
            ("stage", of.stage),
            ("language", "en"),
            ("reply_to", "hello@example.com"),
        ];
        let _ = owner.post(&format!("{}/new", of.room.home), &fields).expect(303);
        let place = format!("{}/instances/{name}", of.room.home);
        let page = owner.get(&place).expect(200);
        let survey = page.text().split("/tool/surveys/").nth(1).unwrap();
        let survey = survey.split('"').next().unwrap().to_owned();
        let policy = json!({
            "delay-minutes": 0, "quarantine": [], "channels": ["mail"],
            "window": {"from": "00:00", "to": "24:00", "holidays": []}
        });
        let asking = Self { of, platform, owner, name, survey };
        asking.set_with(&policy, own);
        asking
    }

    /// Says when it asks whom.
    pub(crate) fn set(&self, policy: &Value) {
        self.set_with(policy, None);
    }

    fn set_with(&self, policy: &Value, own: Option<&Value>) {
        let (policy, own) = (policy.to_string(), own.map(Value::to_string));
        let own = own.iter().map(|own| ("own", own.as_str()));
        let fields: Vec<_> =
            [("policy", &*policy), ("alerts", "[]")].into_iter().chain(own).collect();
        let place = format!("{}/instances/{}/settings/json", self.of.room.home, self.name);
        let _ = self.owner.post(&place, &fields).expect(303);
    }

    /// Tells of a delivery, and gives the invitation that follows from it.
    fn delivered(&self, members: &Value) -> String {
        let key = response_id();
        let email = format!("{key}@example.com");
        let mut told = json!({
            "order": key.to_string(), "status": "delivered", "recipient": {"email": email}
        });
        told.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        self.told(&told)
    }

    /// Tells of something, and gives the invitation that follows from it.
    fn told(&self, told: &Value) -> String {
        let path = self.events();
        let Platform { site, ready, .. } = self.platform;
        let answer = site.post(&path).bearer(&ready.api_key).json(told).send().expect(202);
        let invitation = answer.json()["items"][0]["invitation"].as_str().map(str::to_owned);
        invitation.unwrap_or_else(|| panic!("nobody was invited: {}", answer.text()))
    }

    /// Where what happened is told.
    pub(crate) fn events(&self) -> String {
        format!("/api/v1/apps/{}/events?instance={}", self.of.app, self.name)
    }

    /// How an invitation stands.
    pub(crate) fn state(&self, invitation: &str) -> String {
        let Platform { storage, keys, ready, .. } = self.platform;
        let app = self.of.app.parse().unwrap();
        let (name, id) = (self.name.parse().unwrap(), invitation.parse().unwrap());
        let signed = Signed::new(self.of.function, Target::ReadAsked(app, name, id));
        let request = signed.bearer(&ready.api_key).request(storage, keys);
        let read = storage.run(request).unwrap().expect(200).json();
        read.pointer("/item/state").and_then(Value::as_str).unwrap().to_owned()
    }

    /// Waits until messages are handed over.
    fn sent(&self, invitation: &str) {
        eventually("the courier", || {
            (!matches!(&*self.state(invitation), "scheduled" | "sending")).then_some(())
        });
    }

    fn answer(&self, invitation: &str, answers: &Value) {
        self.sent(invitation);
        let claims = InvitationClaims {
            jti: invitation.parse().unwrap(),
            survey: self.survey.parse().unwrap(),
            zone: self.platform.keys.zone().clone(),
            exp: now().saturating_add_seconds(60 * 60),
        };
        let path = format!("{}/responses", link(self.platform, &claims));
        let submission = Sample::submission(response_id(), answers);
        let _ = self.platform.site.post(&path).json(&submission).send().expect(201);
    }

    /// The report by a part, as a path.
    pub(crate) fn report(&self, file: &str, part: &str) -> String {
        let day = |seconds: u64| contract::Moment::from_unix_millis(seconds * 1000).rfc3339();
        let (from, to) = (day(now().get() - 86_400), day(now().get()));
        let days = format!("from={}&to={}&by=day", &from[..10], &to[..10]);
        format!("{}/instances/{}/{file}?{days}&part={part}", self.of.room.home, self.name)
    }

    /// The lines of a report's file, with its header.
    pub(crate) fn lines(&self, part: &str) -> Vec<String> {
        let file = self.owner.get(&self.report("report.csv", part)).expect(200);
        file.text().trim_start_matches('\u{feff}').lines().map(str::to_owned).collect()
    }
}

#[test]
fn deliveries_are_told_apart() {
    let asking = Asking::new(DELIVERIES, None);
    let late = json!({"from": "2026-01-01T08:00:00Z", "until": "2026-01-01T12:00:00Z"});
    let of_dhl = json!({"carrier": "DHL", "driver": "7", "promised": late});
    let answers = |stars: u8, received: &str, damaged: &str| json!({"received": received, "overall": stars, "damaged": damaged});
    for (stars, received, damaged) in [
        (5, "yes", "no"),
        (5, "yes", "no"),
        (5, "yes", "packaging"),
        (4, "part", "no"),
        (2, "yes", "goods"),
    ] {
        let invitation = asking.delivered(&of_dhl);
        asking.answer(&invitation, &answers(stars, received, damaged));
    }
    let of_bring = json!({"carrier": "=Bring", "driver": "8"});
    asking.answer(&asking.delivered(&of_bring), &answers(3, "yes", "no"));
    asking.sent(&asking.delivered(&of_bring));
    asking.answer(&asking.delivered(&json!({})), &answers(5, "yes", "no"));
    let tried = asking.delivered(&json!({"carrier": "DHL", "test": true}));
    asking.answer(&tried, &answers(1, "no", "goods"));

    let mut carriers = asking.lines("carrier");
    // How late what was promised long ago came, grows from day to day.
    let minutes = carriers[1].split(',').nth(15).unwrap().to_owned();
    assert!(minutes.parse::<f64>().unwrap() > 400_000.0, "{minutes}");
    carriers[1] = carriers[1].replace(&minutes, "minutes");
    assert_eq!(
        carriers,
        [
            "carrier,events,reached,answered,response rate,satisfied,answers of satisfied,\
             stars,answers of stars,missing,answers of missing,damaged,answers of damaged,in-time,answers of in-time,\
             late-minutes,answers of late-minutes,failed-attempts,answers of failed-attempts",
            "DHL,5,5,5,100.00,80.00,5,4.20,5,20.00,5,20.00,5,0.00,5,minutes,5,0.00,5",
            "'=Bring,2,2,1,50.00,0.00,1,3.00,1,0.00,1,0.00,1,,0,,0,0.00,2",
            ",1,1,1,100.00,100.00,1,5.00,1,0.00,1,0.00,1,,0,,0,0.00,1",
        ]
    );
    let drivers = asking.lines("driver");
    assert!(drivers[1].starts_with("7,5,5,5,100.00,80.00,5,4.20,5,20.00,5,20.00,5,0.00,5,"));
    assert_eq!(
        drivers[2], "8,2,2,1,50.00,,1,,1,,1,,1,,0,,0,,2",
        "one answer says nothing of a driver"
    );
    assert!(asking.lines("promise")[1].starts_with("late,5,5,5,"));
    assert_eq!(asking.lines("region").len(), 2, "nobody has told of any");

    let page = asking.owner.get(&asking.report("report", "carrier")).expect(200);
    says(&page, &["Told apart", "<th role=\"rowheader\" scope=\"row\">DHL</th>", "80%", "(5)"]);
    says(
        &page,
        &["Others, and those of which it was not told", "report.csv?from=", "part=carrier"],
    );
    let page = asking.owner.get(&asking.report("report", "driver")).expect(200);
    says(&page, &["Figures are told from 5 answers on.", "Unanswered"]);
    let page = asking.owner.get(&asking.report("report", "promise")).expect(200);
    says(&page, &["Late", "Promised and actual"]);
    let none = asking.owner.get(&asking.report("report", "plan")).expect(422);
    says(&none, &["These days cannot be shown"]);
}

/// What is told otherwise before it is sent is counted as it is told last.
#[test]
fn what_is_told_otherwise_is_counted_otherwise() {
    let asking = Asking::new(DELIVERIES, None);
    let later = [("policy", "{\"delay-minutes\": 28800}"), ("alerts", "[]")];
    let settings = format!("{}/instances/{}/settings/json", asking.of.room.home, asking.name);
    let _ = asking.owner.post(&settings, &later).expect(303);
    let order = response_id().to_string();
    let first = asking.delivered(&json!({"order": order, "carrier": "DHL"}));
    let path = asking.events();
    let Platform { site, ready, .. } = asking.platform;
    let again = json!({
        "order": order, "status": "delivered", "carrier": "PostNord",
        "recipient": {"email": format!("{order}@example.com")}
    });
    let answer = site.post(&path).bearer(&ready.api_key).json(&again).send().expect(202).json();
    assert_eq!(answer["items"][0]["result"], "changed", "{answer}");
    assert_eq!(answer["items"][0]["invitation"], first.as_str());
    let carriers = asking.lines("carrier");
    assert_eq!(carriers.len(), 2, "{carriers:?}");
    assert!(carriers[1].starts_with("PostNord,1,0,0,,"), "{carriers:?}");
    assert!(carriers[1].ends_with(",0.00,1"), "one attempt, and none that failed: {carriers:?}");
}

/// A stay at a property that is over, of somebody whom nothing else knows.
fn stay(property: &str) -> Value {
    let day = |seconds| contract::Moment::from_unix_millis(seconds * 1000).rfc3339();
    let (from, to) = (day(now().get() - 4 * 86_400), day(now().get()));
    let key = response_id();
    json!({
        "reservation": key.to_string(), "status": "departed", "property": {"id": property},
        "arrival": from[..10], "departure": to[..10],
        "guests": [{"email": format!("{key}@example.com")}]
    })
}

/// Groups of properties have all of their answers together; figures are low or good, each on its own scale.
#[test]
fn stays_are_told_by_group() {
    let rules = json!({
        "groups": {"Syd": ["MAL1", "LUN1"], "Norr": ["LUL1"]},
        "marks": {"low": 50, "good": 75}
    });
    let asking = Asking::new(STAYS, Some(&rules));
    let answer = |property, overall: u8, recommend: u8, reception: u8| {
        let answers = json!({"overall": overall, "recommend": recommend, "reception": reception});
        asking.answer(&asking.told(&stay(property)), &answers);
    };
    for recommend in [10, 10, 9, 9, 3] {
        answer("MAL1", 5, recommend, 4);
    }
    answer("LUN1", 1, 0, 1);
    answer("KIR1", 3, 8, 3);

    let lines = asking.lines("group");
    let header = "group,property,events,reached,answered,response rate,satisfied,";
    assert!(lines[0].starts_with(header), "{}", lines[0]);
    let starts: Vec<_> = lines[1..].iter().map(|line| &line[..line.len().min(38)]).collect();
    assert_eq!(
        starts,
        [
            "Norr,,0,0,0,,,0,,0,,0,,0,,0,,0,,0,,0",
            "Norr,LUL1,0,0,0,,,0,,0,,0,,0,,0,,0,,0,",
            "Syd,,6,6,6,100.00,83.33,6,33.33,6,,0,8",
            "Syd,LUN1,1,1,1,100.00,0.00,1,-100.00,1",
            "Syd,MAL1,5,5,5,100.00,100.00,5,60.00,5",
            ",,1,1,1,100.00,0.00,1,0.00,1,,0,5.00,1",
        ]
    );
    let page = asking.owner.get(&asking.report("report", "group")).expect(200);
    let row = "<th role=\"rowheader\" scope=\"row\">Syd › MAL1</th>";
    says(
        &page,
        &["Group of properties", row, "All together", "mark good", "Good", "mark bad", "Low"],
    );
    // NPS has both on its own scale.
    says(&page, &["Low below 0, good from 50 on.", "Low below 5.0, good from 7.5 on.", "+31"]);
    let page = asking.owner.get(&asking.report("report", "property")).expect(200);
    says(&page, &["<th role=\"rowheader\" scope=\"row\">KIR1</th>", "In between"]);
}

/// What cannot be is told, and nothing is changed.
#[test]
fn groups_that_cannot_be_are_refused() {
    let asking = Asking::new(STAYS, None);
    let settings = format!("{}/instances/{}/settings/json", asking.of.room.home, asking.name);
    let rules = json!({"groups": {"Syd": []}, "marks": {"low": 90, "good": 10}}).to_string();
    let fields = [("policy", "{}"), ("alerts", "[]"), ("own", &*rules)];
    let page = asking.owner.post(&settings, &fields).expect(422);
    says(&page, &["$.groups", "lists of one property at least", "$.marks", "not above good"]);
    let none = asking.lines("group");
    assert_eq!(none.len(), 1, "{none:?}");
}
