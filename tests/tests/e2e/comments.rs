//! Comments in a badge: what is shown of them, who decides, and what takes them away.

use contract::Target;
use credential::Role;
use serde_json::{Value, json};
use tests::{Answer, Inviting, Person, Sample, platform, response_id};

use crate::alerts::owner;
use crate::room::{STORE_EVALUATOR, TOOL, Visitor};
use crate::tool::says;

const HOME: &str = "/apps/store-evaluator";

/// A shop that shows a badge from five answers on.
struct Shop {
    visitor: Visitor,
    path: String,
    survey: String,
}

/// What a respondent keeps of a response.
struct Kept {
    id: String,
    own: String,
}

impl Shop {
    /// Of which five have answered already, without a comment.
    fn new() -> Self {
        let (visitor, _, name) = owner();
        let path = format!("{HOME}/instances/{name}");
        let page = visitor.get(&path).expect(200);
        let survey = page.text().split("/tool/surveys/").nth(1).unwrap().split('"').next().unwrap();
        let shop = Self { visitor, path, survey: survey.to_owned() };
        for _ in 0..5 {
            let _ = shop.answer(&json!({"overall": 5}));
        }
        shop
    }

    fn answer(&self, answers: &Value) -> Kept {
        let sent = Sample::submission(response_id(), answers);
        let call = platform().site.post(&format!("/s/{}/responses", self.survey)).json(&sent);
        let told = call.send().expect(201).json();
        let own = told["access"].as_str().unwrap().to_owned();
        Kept { id: sent["id"].as_str().unwrap().to_owned(), own }
    }

    /// Sets the badge up, with comments or without; gives where it is.
    fn badge(&self, with_comments: bool) -> String {
        badge(&self.visitor, &self.path, with_comments)
    }

    fn comments(&self, query: &str) -> Answer {
        self.visitor.get(&format!("{}/badge/comments{query}", self.path)).expect(200)
    }

    fn decide(&self, kept: &Kept, decision: &str) -> Answer {
        decide(&self.visitor, &self.path, (&kept.id, decision))
    }
}

fn badge(visitor: &Visitor, instance: &str, with_comments: bool) -> String {
    let mut fields = vec![
        ("on", "yes"),
        ("shop", "Nordic Coffee"),
        ("page", "https://coffee.example/"),
        ("least", "5"),
    ];
    fields.extend(with_comments.then_some(("comments", "yes")));
    let saved = visitor.post(&format!("{instance}/badge"), &fields).expect(303);
    let shown = visitor.get(saved.header("location")).expect(200);
    let snippet = shown.text().contains(" data-comments=&quot;3&quot;");
    assert_eq!(snippet, with_comments, "{}", shown.text());
    let address = shown.text().split(&format!("{HOME}/badge/")).nth(1).unwrap();
    format!("{HOME}/badge/{}", &address[..16])
}

fn decide(visitor: &Visitor, instance: &str, (id, decision): (&str, &str)) -> Answer {
    let fields = [("response", id), ("decision", decision), ("which", "waiting")];
    visitor.post(&format!("{instance}/badge/comments"), &fields)
}

fn json_of(badge: &str) -> Answer {
    platform().site.get(&format!("{badge}.json")).send().expect(200)
}

/// What programs are told: how many are shown and held back, and the texts with their stars.
fn told(badge: &str) -> (u64, u64, Vec<(String, u64)>) {
    let comments = json_of(badge).json()["comments"].clone();
    let items = comments["items"].as_array().unwrap().iter().map(|item| {
        let month = item["month"].as_str().unwrap();
        assert!(month.len() == 7 && month.starts_with("20"), "{item}");
        assert_eq!(item.as_object().unwrap().len(), 3, "nothing else is told: {item}");
        (item["text"].as_str().unwrap().to_owned(), item["stars"].as_u64().unwrap())
    });
    let items = items.collect();
    (comments["shown"].as_u64().unwrap(), comments["held_back"].as_u64().unwrap(), items)
}

fn texts(of: &[(&str, u64)]) -> Vec<(String, u64)> {
    of.iter().map(|(text, stars)| ((*text).to_owned(), *stars)).collect()
}

/// Nothing is shown that its writer has not agreed to, nor before somebody has looked; a low rating is shown as a high one is.
#[test]
fn comments_are_shown_once_somebody_has_looked() {
    let shop = Shop::new();
    let badge = shop.badge(false);
    let praise = shop.answer(&json!({"overall": 5, "comment": "Snabbt <b>", "publish": true}));
    let complaint =
        shop.answer(&json!({"overall": 1, "comment": "Sent\noch kallt", "publish": true}));
    let silent = shop.answer(&json!({"overall": 4, "comment": "Inte sagt"}));
    let no = shop.answer(&json!({"overall": 4, "comment": "Helst inte", "publish": false}));
    assert!(json_of(&badge).json().get("comments").is_none());
    says(&shop.comments(""), &["The badge shows no comments"]);
    assert_eq!(shop.badge(true), badge);
    assert_eq!(told(&badge), (0, 0, vec![]), "nobody has looked");
    let waiting = shop.comments("?which=waiting");
    says(&waiting, &["Snabbt &lt;b&gt;", "Sent och kallt", "Rating 1 of 5", &praise.id]);
    for hidden in ["Inte sagt", "Helst inte", "does not ask"] {
        assert!(!waiting.text().contains(hidden), "{hidden}");
    }
    let tag = json_of(&badge).header("etag").to_owned();
    let done = shop.decide(&complaint, "shown").expect(303);
    says(&shop.visitor.get(done.header("location")).expect(200), &["It is saved", "Snabbt"]);
    assert_eq!(told(&badge), (1, 0, texts(&[("Sent och kallt", 1)])));
    let json = json_of(&badge);
    assert_ne!(json.header("etag"), tag);
    assert_eq!(json.header("cache-control"), "public, max-age=3600");
    let known = platform().site.get(&format!("{badge}.json"));
    let _ = known.header("if-none-match", json.header("etag")).send().expect(304);
    for form in ["svg", "jsonld"] {
        let other = platform().site.get(&format!("{badge}.{form}")).send().expect(200);
        assert!(!other.text().contains("kallt"), "{form}");
    }
    for other in [&silent, &no] {
        let done = shop.decide(other, "shown").expect(303);
        says(&shop.visitor.get(done.header("location")).expect(200), &["Nothing was changed"]);
    }
    assert_eq!(told(&badge).0, 1);
    let _ = shop.decide(&praise, "shown").expect(303);
    assert_eq!(told(&badge), (2, 0, texts(&[("Sent och kallt", 1), ("Snabbt <b>", 5)])));
    let _ = shop.badge(false);
    assert!(json_of(&badge).json().get("comments").is_none(), "they are switched off");
    says(&shop.comments(""), &["The badge shows no comments"]);
}

/// For a reason, of which a low rating is none; and that may be taken back. Who did what is in the log.
#[test]
fn comments_are_held_back_for_a_reason() {
    let shop = Shop::new();
    let badge = shop.badge(true);
    let kept = shop.answer(&json!({"overall": 2, "comment": "Anna var sur", "publish": true}));
    for wrong in ["", "low", "held", "held-back"] {
        let _ = shop.decide(&kept, wrong).expect(400);
    }
    let _ = shop.decide(&kept, "names-somebody").expect(303);
    assert_eq!(told(&badge), (0, 1, vec![]));
    let held = shop.comments("?which=held");
    says(&held, &["Anna var sur", "It says who somebody is", "<dt>Not shown</dt><dd>1</dd>"]);
    assert!(!shop.comments("?which=shown").text().contains("Anna"));
    let _ = shop.decide(&kept, "none").expect(303);
    assert_eq!(told(&badge), (0, 0, vec![]));
    says(&shop.comments("?which=waiting"), &["Anna var sur"]);
    let again = shop.decide(&kept, "none").expect(303);
    says(&shop.visitor.get(again.header("location")).expect(200), &["Nothing was changed"]);
    let _ = shop.decide(&kept, "shown").expect(303);
    assert_eq!(told(&badge).0, 1);

    let of = |object: &str, action: &str| {
        let path = format!("/api/v1/audit?object={object}&action={action}");
        let call = platform().site.get(&path).bearer(&platform().ready.api_key);
        let listed = call.send().expect(200);
        assert!(!listed.text().contains("Anna var"), "nothing that was written is in the log");
        listed.json()["items"].as_array().unwrap().len()
    };
    let response = format!("response:{}", kept.id);
    for (action, times) in [("show-comment", 1), ("hold-comment", 1), ("undecide-comment", 1)] {
        assert_eq!(of(&response, action), times, "{action}");
    }
    let instance = shop.path.rsplit('/').next().unwrap();
    assert!(of(&format!("instance:store-evaluator:{instance}"), "list-comments") >= 3);
}

/// What was withdrawn or taken out of figures, and what is a trial, is gone at once.
#[test]
fn what_is_gone_is_shown_no_more() {
    let shop = Shop::new();
    let badge = shop.badge(true);
    let [withdrawn, aside, stays] = ["Ett", "Två", "Tre"].map(|text| {
        let kept = shop.answer(&json!({"overall": 4, "comment": text, "publish": true}));
        let _ = shop.decide(&kept, "shown").expect(303);
        kept
    });
    assert_eq!(told(&badge), (3, 0, texts(&[("Tre", 4), ("Två", 4), ("Ett", 4)])));
    let fields = [("token", &*withdrawn.own), ("do", "withdraw-for-good")];
    let call = platform().site.post(&format!("/s/{}/response", shop.survey)).form(&fields);
    let _ = call.header("accept", "text/html").send().expect(200);
    assert_eq!(told(&badge), (2, 0, texts(&[("Tre", 4), ("Två", 4)])));
    let tool = TOOL.visitor(&Person::new(platform()));
    let response = format!("/tool/surveys/{}/responses/{}", shop.survey, aside.id);
    let _ = tool.post(&format!("{response}/set-aside"), &[("reason", "abusive")]).expect(303);
    assert_eq!(told(&badge), (1, 0, texts(&[("Tre", 4)])));
    for gone in [&withdrawn, &aside] {
        let done = shop.decide(gone, "shown").expect(303);
        assert!(done.header("location").ends_with("&as-before"));
    }
    let page = shop.comments("");
    assert!(page.text().contains(&stays.id) && !page.text().contains(&aside.id));
    let _ = tool.post(&format!("{response}/count-again"), &[]).expect(303);
    assert_eq!(told(&badge).0, 2, "it counts again");
}

/// Whoever may read no responses sees none of it; whoever may read them alone decides nothing; to another customer there is
/// nothing.
#[test]
fn others_neither_see_nor_decide() {
    let shop = Shop::new();
    let badge = shop.badge(true);
    let kept = shop.answer(&json!({"overall": 3, "comment": "Kallt kaffe", "publish": true}));
    let company = &platform().ready.company;
    let as_role = |role| STORE_EVALUATOR.visitor(&Person::as_role(platform(), company, role));
    let page = format!("{}/badge/comments", shop.path);
    for role in [Role::Editor, Role::Viewer, Role::Support] {
        let visitor = as_role(role);
        let _ = visitor.get(&page).expect(403);
        let _ = decide(&visitor, &shop.path, (&kept.id, "shown")).expect(403);
    }
    let analyst = as_role(Role::Analyst);
    let seen = analyst.get(&page).expect(200);
    says(&seen, &["Kallt kaffe"]);
    assert!(!seen.text().contains("name=\"decision\""));
    let _ = decide(&analyst, &shop.path, (&kept.id, "shown")).expect(403);
    let other = format!("t-{}", response_id());
    crate::operator::make_tenant(&other);
    let stranger = STORE_EVALUATOR.visitor(&Person::of(platform(), &other));
    let _ = stranger.get(&page).expect(404);
    let done = decide(&stranger, &shop.path, (&kept.id, "shown")).expect(303);
    assert!(done.header("location").ends_with("&as-before"));
    assert_eq!(told(&badge), (0, 0, vec![]));
}

/// Where the survey does not ask whether texts may be shown none is, and the page says what to do about it.
#[test]
fn a_survey_that_does_not_ask_has_nothing_to_show() {
    let definition = json!({"elements": [
        {"type": "rating", "name": "overall", "rateMax": 5},
        {"type": "comment", "name": "comment"},
        {"type": "text", "name": "publish"},
    ]});
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let inviting = Inviting::new(platform, &sample.id);
    for _ in 0..5 {
        let all = json!({"overall": 5, "comment": "Bra", "publish": "true"});
        let _ = sample.submit(&Sample::submission(response_id(), &all)).expect(201);
    }
    let owner = STORE_EVALUATOR.visitor(&Person::new(platform));
    let instance = format!("{HOME}/instances/{}", inviting.name());
    let badge = badge(&owner, &instance, true);
    let page = owner.get(&format!("{instance}/badge/comments")).expect(200);
    says(&page, &["does not ask whether comments may be shown", "type boolean"]);
    assert_eq!(told(&badge), (0, 0, vec![]));
}

/// Whoever is erased has agreed to nothing any more, where it is known what they wrote; a test is no comment.
#[test]
fn whoever_is_erased_is_shown_no_more() {
    let definition = json!({"elements": [
        {"type": "rating", "name": "overall", "rateMax": 5},
        {"type": "comment", "name": "comment", "nordsvar": {"personal": true}},
        {"type": "boolean", "name": "publish"},
    ]});
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let inviting = Inviting::new(platform, &sample.id);
    let (app, name) = (|| "store-evaluator".parse().unwrap(), inviting.name());
    let read = inviting.tell(Target::ReadInstance(app(), name.clone()), &Value::Null).expect(200);
    let mut setup = read.json()["setup"].clone();
    setup["policy"]["link-answers"] = json!(true);
    let _ = inviting.tell(Target::PutInstance(app(), name.clone()), &setup).expect(200);
    for _ in 0..5 {
        let _ =
            sample.submit(&Sample::submission(response_id(), &json!({"overall": 5}))).expect(201);
    }
    let owner = STORE_EVALUATOR.visitor(&Person::new(platform));
    let instance = format!("{HOME}/instances/{name}");
    let badge = badge(&owner, &instance, true);
    let guest = inviting.invite(&json!({}));
    let trial = inviting.invite(&json!({"event": {"test": true}}));
    let [_, id] = [&trial, &guest].map(|one| {
        let answers = json!({"overall": 4, "comment": "Varmt kaffe", "publish": true});
        let sent = Sample::submission(response_id(), &answers);
        let _ = one.submit(&sent).expect(201);
        let id = sent["id"].as_str().unwrap().to_owned();
        let _ = decide(&owner, &instance, (&id, "shown")).expect(303);
        id
    });
    assert_eq!(told(&badge), (1, 0, texts(&[("Varmt kaffe", 4)])));
    let asked = Target::ReadAsked(app(), name, guest.id.parse().unwrap());
    let asked = inviting.tell(asked, &Value::Null).expect(200).json();
    let email = json!({"email": asked["recipient"]["email"]});
    let _ = inviting.tell(Target::EraseContact, &email).expect(200);
    assert_eq!(told(&badge), (0, 0, vec![]));
    let again = decide(&owner, &instance, (&id, "shown")).expect(303);
    assert!(again.header("location").ends_with("&as-before"));
    assert!(!owner.get(&format!("{instance}/badge/comments")).expect(200).text().contains("Varmt"));
}
