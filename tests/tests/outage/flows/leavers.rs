//! Who has cancelled, as staff see it: what became of each, and what they have answered only where they were told that it is seen.

use contract::Target;
use credential::{Function, Role, UserId};
use serde_json::{Value, json};
use tests::{Answer, Sample, Signed, Story, now, response_id};

use super::room::{cookie, somebody};
use super::{CANCEL, EVENTS, FLOWS, KEEP, SURVEY};

const ROOM: &str = "/apps/why-cancel/instances/cancel";
const LINKED: &str = "Your answers are not anonymous.";

/// A seller, whose instance links answers or does not, with those who work there.
struct Seller {
    story: Story,
    survey: String,
    owner: UserId,
    /// Sees who is asked, and no responses.
    editor: UserId,
    /// Sees responses, and nobody's name.
    analyst: UserId,
}

impl Seller {
    fn open(links: bool) -> Self {
        let story = Story::begin(&crate::compiled());
        let system = &story.system;
        let [owner, editor, analyst] =
            [Role::Owner, Role::Editor, Role::Analyst].map(|role| somebody(system, role));
        let definition = serde_json::from_str(SURVEY).unwrap();
        let survey = Sample::publish_as(&system.site, &system.api_key, &definition);
        let survey = survey.id.clone();
        let seller = Self { story, survey, owner, editor, analyst };
        seller.set_up(links);
        seller
    }

    /// Sets the instance up so that it links answers, or does not.
    fn set_up(&self, links: bool) {
        let setup = json!({
            "survey": self.survey, "title": "Tidningen", "texts": {}, "alerts": [],
            "settings": {"stage": "cancelled"},
            "policy": {
                "delay-minutes": 60, "reminders": [], "channels": ["mail"], "quarantine": [],
                "same-buyer-days": 0, "link-answers": links,
                "window": {"from": "00:00", "to": "24:00", "holidays": []}
            }
        });
        let place = Target::PutInstance("why-cancel".parse().unwrap(), "cancel".parse().unwrap());
        let _ = self.ask(place, &setup).expect(200);
    }

    /// What the app's function asks of storage.
    fn ask(&self, target: Target, body: &Value) -> Answer {
        let system = &self.story.system;
        let at = now().saturating_add_seconds(self.story.ahead().try_into().unwrap());
        let signed = Signed::new(Function::WhyCancel, target).created(at).bearer(&system.api_key);
        let storage = system.storage();
        let body = body.to_string().into_bytes();
        storage.run(signed.body(body).request(&storage, &system.keys)).unwrap()
    }

    /// Tells what became of somebody's subscription.
    fn tell(&self, person: &str, more: &Value) -> Value {
        let mut event = json!({
            "stage": "cancelled", "subscription": format!("sub-{person}"), "plan": "Plus",
            "term": "month", "amount": {"value": "99", "currency": "SEK"}, "language": "en",
            "started_on": "2020-03-01",
            "subscriber": {"email": format!("{person}@example.com"), "name": format!("Name {person}")},
        });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let call = self.story.system.site.post(EVENTS).bearer(&self.story.system.api_key);
        call.json(&event).send().expect(202).json()["items"][0].clone()
    }

    /// Says why in a flow, and goes on to cancel. Gives the page that asked.
    fn goes_through_a_flow(&self, person: &str, reason: &str) -> Answer {
        let site = &self.story.system.site;
        let start = json!({"subscription": format!("sub-{person}"), "plan": "Plus", "language": "en",
            "cancel_url": CANCEL, "keep_url": KEEP});
        let call = site.post(FLOWS).bearer(&self.story.system.api_key).json(&start);
        let url = call.send().expect(201).json()["url"].as_str().unwrap().to_owned();
        let path = url.strip_prefix(site.base()).unwrap();
        let page = site.get(path).send().expect(200);
        for fields in
            [&[("step", "tell"), ("reason", reason)], &[("step", "cancel"), ("to", CANCEL)]]
        {
            let post = site.post(path).header("origin", site.base());
            let _ = post.form(fields).send().expect(303);
        }
        page
    }

    /// Answers from the mail that somebody has.
    fn answers(&self, person: &str, reason: &str) {
        let mut mails = self.story.mails_to(&format!("{person}@example.com"));
        let link = mails.pop().unwrap().link(&["/s/", "/i/"]);
        let site = &self.story.system.site;
        let path = link.strip_prefix(site.base()).unwrap().split('?').next().unwrap();
        let sent = Sample::submission(response_id(), &json!({"reason": reason}));
        let _ = site.post(&format!("{path}/responses")).json(&sent).send().expect(201);
    }

    fn get(&self, user: &UserId, rest: &str) -> Answer {
        let cookie = cookie(&self.story.system, user, self.story.ahead());
        let call = self.story.system.site.get(&format!("{ROOM}{rest}")).header("cookie", &cookie);
        call.header("accept-language", "en").send().expect(200)
    }

    /// The file that somebody gets, a line each: without when it was.
    fn file(&self, user: &UserId, query: &str) -> Vec<String> {
        let file = self.get(user, &format!("/leavers.csv{query}"));
        assert!(file.header("content-disposition").contains("cancel-leavers.csv"));
        let lines = file.text().lines().skip(1).map(|line| {
            let mut cells: Vec<_> = line.split(',').collect();
            assert!(cells.remove(4).contains('T'), "{line}");
            cells.join(",")
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort();
        lines
    }

    /// Six who cancel: one answers a mail, one has told in a flow, of the others nobody is asked.
    fn six_cancel(&mut self) -> Answer {
        assert_eq!(self.tell("anna", &json!({}))["result"], "scheduled");
        assert_eq!(self.tell("bo", &json!({"reason": "technical"}))["result"], "passed");
        assert_eq!(
            self.tell("carl", &json!({"by": "payment", "plan": "Basic"}))["result"],
            "passed"
        );
        let told =
            json!({"consent": false, "by": "staff", "subscriber": {"phone": "+46701740605"}});
        assert_eq!(self.tell("dora", &told)["result"], "passed");
        let page = self.goes_through_a_flow("eva", "too-expensive");
        assert_eq!(self.tell("eva", &json!({}))["why"]["reason"], "told-in-flow");
        assert_eq!(
            self.tell("fia", &json!({"test": true, "reason": "service"}))["result"],
            "passed"
        );
        // Told again, each stands once.
        let _ = self.tell("bo", &json!({"reason": "technical"}));
        self.story.later(3660);
        assert_eq!(self.story.round(), json!({"sent": 1, "waiting": 0, "failed": 0}));
        self.answers("anna", "service");
        let _ = self.tell("anna", &json!({}));
        let on = json!({"stage": "resumed", "subscription": "sub-bo"});
        let call = self.story.system.site.post(EVENTS).bearer(&self.story.system.api_key);
        let _ = call.json(&on).send().expect(202);
        page
    }
}

/// What is told of them, to whoever sees names or not, and answers or not.
fn lines(names: bool, [anna, eva]: [&str; 2]) -> Vec<String> {
    let who = |key: &str, phone: &str| match (names, phone) {
        (false, _) => ",,,".to_owned(),
        (true, "") => format!("sub-{key},Name {key},{key}@example.com,"),
        (true, phone) => format!("sub-{key},,,{phone}"),
    };
    let plus = "Plus,99.00,SEK,over-2-years";
    let mut lines = vec![
        format!("{},{plus},subscriber,answered,,,{anna},,", who("anna", "")),
        format!("{},{plus},subscriber,,reason-known,technical,,yes,", who("bo", "")),
        format!("{},Basic,99.00,SEK,over-2-years,payment,,payment,,,,", who("carl", "")),
        format!("{},{plus},staff,,no-consent,,,,", who("dora", "'+46701740605")),
        format!("{},{plus},subscriber,,told-in-flow,,{eva},,", who("eva", "")),
        format!("{},{plus},subscriber,,reason-known,service,,,yes", who("fia", "")),
    ];
    lines.sort();
    lines
}

#[test]
fn what_was_answered_stands_beside_those_who_were_told_so() {
    let mut seller = Seller::open(true);
    let asked = seller.six_cancel();
    assert!(asked.text().contains(LINKED), "who is asked in a flow is told: {}", asked.text());
    let said = ["service", "too-expensive"];
    assert_eq!(seller.file(&seller.owner, ""), lines(true, said));
    assert_eq!(seller.file(&seller.analyst, ""), lines(false, said));
    assert_eq!(seller.file(&seller.editor, ""), lines(true, ["", ""]));
    for (query, want) in [
        ("?which=answered", 1),
        ("?which=asked", 1),
        ("?which=not-asked", 5),
        ("?which=came-back", 1),
        ("?plan=Basic", 1),
        ("?reason=service", 2),
        ("?reason=too-expensive", 1),
        ("?plan=Plus&reason=technical", 1),
        ("?reason=temporary", 0),
    ] {
        assert_eq!(seller.file(&seller.owner, query).len(), want, "{query}");
    }
    let page = seller.get(&seller.owner, "/leavers");
    for shown in
        ["sub-anna", "Name anna", "anna@example.com", "I am not happy", "99.00 SEK", "Came back"]
    {
        assert!(page.text().contains(shown), "{shown}: {}", page.text());
    }
    let page = seller.get(&seller.analyst, "/leavers");
    for hidden in ["sub-", "Name ", "anna@", "bo@", "+4670", "/invitations/"] {
        assert!(!page.text().contains(hidden), "{hidden}: {}", page.text());
    }
    assert!(page.text().contains("You do not see whose"), "{}", page.text());
    // Whoever is erased is in it no more, whether they were asked or not.
    for person in [json!({"email": "anna@example.com"}), json!({"phone": "+46701740605"})] {
        let _ = seller.ask(Target::EraseContact, &person).expect(200);
    }
    let left = seller.file(&seller.owner, "");
    assert_eq!(left.len(), 4);
    assert!(!left.iter().any(|line| line.contains("anna") || line.contains("dora")), "{left:?}");
    let _ = seller.tell("anna", &json!({}));
    assert_eq!(seller.file(&seller.owner, "").len(), 4, "nothing is kept of who was erased");
    let log = seller.story.system.site.get("/api/v1/audit?action=list-leavers");
    let log = log.bearer(&seller.story.system.api_key).send().expect(200).json();
    let count = log["items"].as_array().unwrap().len();
    assert!(count >= 15, "each reading is told of: {count}");
}

#[test]
fn nothing_that_was_answered_stands_beside_those_who_were_not_told() {
    let mut seller = Seller::open(false);
    assert_eq!(seller.file(&seller.owner, ""), Vec::<String>::new());
    let page = seller.get(&seller.owner, "/leavers");
    assert!(page.text().contains("No cancellation has been told of yet"), "{}", page.text());
    let asked = seller.six_cancel();
    assert!(!asked.text().contains(LINKED), "{}", asked.text());
    assert_eq!(seller.file(&seller.owner, ""), lines(true, ["", ""]));
    assert_eq!(seller.file(&seller.owner, "?reason=too-expensive").len(), 0);
    // Nor where it is switched on later: they were not told.
    seller.set_up(true);
    assert_eq!(seller.file(&seller.owner, ""), lines(true, ["", ""]));
}
