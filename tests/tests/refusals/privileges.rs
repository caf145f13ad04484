//! Every operation that needs a permission, for every role, and for people of another tenant: from the
//! contract's table and the roles' one, straight at storage.

use contract::{Needs, Operation, Target};
use credential::{ApiKeyClaims, Audience, Function, Grants, Permission, Role, SessionClaims};
use serde_json::{Value, json};
use tests::{Answer, Person, Platform, Sample, Signed, now, platform, response_id};

use crate::alone;
use crate::bodies::{body, nothing};
use crate::shop::{APP, INSTANCE, ask_somebody, start_flow};

/// The operations that need a permission, with it.
fn permitted() -> Vec<(Operation, Permission)> {
    let needs = |operation: &Operation| match operation.needs() {
        Needs::Credential(permission) => Some((*operation, permission)),
        Needs::AnySession
        | Needs::FunctionOnly
        | Needs::RespondentToken
        | Needs::Session
        | Needs::Webhook => None,
    };
    Operation::ALL.iter().filter_map(needs).collect()
}

/// Whose sessions a function presents, if it presents any.
fn audience(function: Function) -> Option<Audience> {
    match function {
        Function::Api => Some(Audience::Api),
        Function::CustomerZone => Some(Audience::Zone),
        Function::Login => Some(Audience::Login),
        Function::Tool => Some(Audience::Tool),
        Function::StoreEvaluator => Some(Audience::StoreEvaluator),
        Function::DeliveryControl => Some(Audience::DeliveryControl),
        Function::StayEvaluator => Some(Audience::StayEvaluator),
        Function::WhyCancel => Some(Audience::WhyCancel),
        Function::Submit
        | Function::Courier
        | Function::Identity
        | Function::Timer
        | Function::Operator
        | Function::Clinic => None,
    }
}

fn send(signed: &Signed) -> Answer {
    let platform = platform();
    platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap()
}

fn operator(target: Target, body: &Value) -> Answer {
    send(&Signed::new(Function::Operator, target).body(body.to_string().into_bytes()))
}

fn grants(role: Role) -> Value {
    json!([{"role": role.as_str(), "scope": "tenant"}])
}

/// A tenant of the test's own.
fn tenant() -> String {
    let tenant = format!("t-{}", response_id());
    let target = Target::PutTenant(tenant.parse().unwrap());
    let _ = operator(target, &json!({"name": "Aktiebolaget", "zone": "se"})).expect(200);
    tenant
}

/// A session of somebody, for what one function presents. It says that they may do everything: what
/// they may do is not the token's to say.
fn session(platform: &Platform, (tenant, person): (&str, &Person), audience: Audience) -> String {
    let claims = SessionClaims {
        sub: person.user.clone(),
        ten: tenant.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        aud: audience,
        epoch: 1,
        grants: serde_json::from_value(grants(Role::Owner)).unwrap(),
        auth: now(),
        iat: now(),
        exp: now().saturating_add_seconds(900),
    };
    platform.keys.session(audience).sign(&claims).unwrap()
}

/// An API key that the operator made.
fn api_key(tenant: &str, role: Role) -> String {
    let id = format!("k-{}", response_id());
    let body = json!({"id": id, "tenant": tenant, "expires_at": now().get() + 900, "grants": grants(role)});
    let made = operator(Target::CreateApiKey, &body).expect(201).json();
    made["key"].as_str().unwrap().to_owned()
}

/// What each name in an operation's path stands for.
type Names<'a> = &'a dyn Fn(&str) -> String;

/// The operation on what `names` say.
fn target(operation: Operation, names: Names<'_>) -> Target {
    let segment = |segment: &str| match segment.strip_prefix('{') {
        Some(name) => names(name.trim_end_matches('}')),
        None => segment.to_owned(),
    };
    let path = operation.pattern().split('/').map(segment).collect::<Vec<_>>().join("/");
    Target::read(&operation.method(), &path).unwrap_or_else(|_| panic!("{path}"))
}

/// `names`, but for the app: that is the function's own, if it has one.
fn of_own(function: Function, names: Names<'_>) -> impl Fn(&str) -> String {
    move |name| match function.app().filter(|_| name == "app") {
        Some(own) => own.to_owned(),
        None => names(name),
    }
}

pub(crate) fn call(
    function: Function,
    target: Target,
    token: &str,
    body: Option<&Value>,
) -> Answer {
    let signed = Signed::new(function, target).bearer(token);
    send(&match body {
        Some(body) => signed.body(body.to_string().into_bytes()),
        None => signed,
    })
}

/// The functions of an operation that present somebody's session, each with the session.
fn sessions(
    platform: &Platform,
    operation: Operation,
    who: (&str, &Person),
) -> Vec<(Function, String)> {
    let open = Function::deployed().filter(|function| operation.open_to(*function));
    open.map(|function| {
        let audience = audience(function);
        let audience = audience.unwrap_or_else(|| panic!("{function} presents no session"));
        (function, session(platform, who, audience))
    })
    .collect()
}

#[test]
fn each_role_does_what_its_row_says_and_nothing_else() {
    let _alone = alone();
    let (platform, tenant) = (platform(), tenant());
    for role in Role::ALL {
        let person = Person::as_role(platform, &tenant, *role);
        let key = api_key(&tenant, *role);
        for (operation, permission) in permitted() {
            let mut tries = sessions(platform, operation, (&tenant, &person));
            if operation.open_to(Function::Api) {
                tries.push((Function::Api, key.clone()));
            }
            for (function, token) in tries {
                let what = format!("{role} at {} by {function}", operation.as_str());
                let body = body(operation, "none");
                let target = target(operation, &of_own(function, &nothing));
                let answer = call(function, target, &token, body.as_ref());
                let refused = answer.status == 403 && answer.problem().0 == "not-permitted";
                assert_eq!(refused, !role.allows(permission), "{what}: {}", answer.text());
                assert!(![401, 500].contains(&answer.status), "{what}: {}", answer.text());
            }
        }
    }
}

/// A tenant with something of each kind.
struct Full {
    tenant: String,
    owner: Person,
    sample: Sample,
    response: String,
    file: String,
    key: String,
    invitation: String,
    /// Of a respondent.
    asked: String,
    alert: String,
    contact: String,
    /// Of a subscriber.
    flow: String,
}

impl Full {
    fn new(platform: &Platform) -> Self {
        let tenant = tenant();
        let owner = Person::of(platform, &tenant);
        let definition = json!({"elements": [
            {"type": "text", "name": "who"}, {"type": "file", "name": "papers"}
        ]});
        let sample =
            Sample::publish_as(&platform.site, &api_key(&tenant, Role::Owner), &definition);
        let (response, file) = (response_id(), response_id().to_string());
        let about = "field=papers&version=1&name=hej.txt";
        let put = platform.site.put(&sample.path(&format!("/files/{response}/{file}")));
        let put = put.header("nordsvar-file", about).body("text/plain", b"hej".to_vec());
        let kept = put.send().expect(201).json();
        let answers = json!({"who": "Åsa på Ön", "papers": [kept]});
        let _ = sample.submit(&Sample::submission(response, &answers)).expect(201);
        let mut full = Self {
            tenant,
            owner,
            sample,
            response: response.to_string(),
            file,
            key: String::new(),
            invitation: String::new(),
            asked: String::new(),
            alert: String::new(),
            contact: String::new(),
            flow: String::new(),
        };
        let invite = json!({"email": format!("i-{response}@example.com"), "language": "en",
            "grants": grants(Role::Viewer)});
        let id = |answer: Answer| answer.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let _ = full.ask(Target::InvitePerson, Some(&invite)).expect(201);
        full.invitation = id(full.ask(Target::ListInvitations, None).expect(200));
        let provider = json!({"issuer": "https://own.example", "client_id": "a-client"});
        let _ = full.ask(Target::SetProvider, Some(&provider)).expect(200);
        let make = json!({"label": "Kassan", "grants": grants(Role::Viewer), "days": 30});
        let _ = full.ask(Target::MakeApiKey, Some(&make)).expect(201);
        full.key = id(full.ask(Target::ListApiKeys, None).expect(200));
        let by = session(platform, (&full.tenant, &full.owner), Audience::StoreEvaluator);
        full.asked = ask_somebody(&by, &full.sample.id);
        let names = |name: &str| full.name(name);
        let hook = target(Operation::PutHook, &names);
        let _ = call(Function::StoreEvaluator, hook, &by, Some(&json!({}))).expect(200);
        let contact = json!({"contact": {"email": "x@example.com", "key": "1"}});
        let told = full.ask(Target::SaveContact, Some(&contact)).expect(200).json();
        told["item"]["id"].as_str().unwrap().clone_into(&mut full.contact);
        let by_canceller = session(platform, (&full.tenant, &full.owner), Audience::WhyCancel);
        full.flow = start_flow(&by_canceller, &full.sample.id);
        full.alert = tests::alerted(platform, &by, (&full.sample.id, INSTANCE), &json!({}));
        full
    }

    /// What the owner is answered, by the Customer Zone.
    fn ask(&self, target: Target, body: Option<&Value>) -> Answer {
        let token = session(platform(), (&self.tenant, &self.owner), Audience::Zone);
        call(Function::CustomerZone, target, &token, body)
    }

    fn name(&self, name: &str) -> String {
        match name {
            "survey" => self.sample.id.clone(),
            "response" => self.response.clone(),
            "file" => self.file.clone(),
            "user" => self.owner.user.to_string(),
            "key" => self.key.clone(),
            "invitation" => self.invitation.clone(),
            "app" => APP.to_owned(),
            "instance" => INSTANCE.to_owned(),
            "asked" => self.asked.clone(),
            "alert" => self.alert.clone(),
            "contact" => self.contact.clone(),
            "flow" => self.flow.clone(),
            "platform" => "shopify".to_owned(),
            other => panic!("{other} is new in a path: make one"),
        }
    }

    /// All that the owner sees of it, but for the audit log.
    fn seen(&self, platform: &Platform) -> Vec<String> {
        let reads = permitted().into_iter().filter(|(operation, permission)| {
            operation.method() == http::Method::GET && *permission != Permission::ReadAudit
        });
        let see = |(operation, _): (Operation, Permission)| {
            let names = |name: &str| self.name(name);
            let by = sessions(platform, operation, (&self.tenant, &self.owner));
            let (function, token) = &by[0];
            let target = target(operation, &of_own(*function, &names));
            let answer = call(*function, target, token, None);
            format!("{}: {}", operation.as_str(), answer.expect(200).text())
        };
        reads.map(see).collect()
    }
}

#[test]
fn nobody_reaches_what_is_another_tenants() {
    let _alone = alone();
    let platform = platform();
    let (theirs, tenant) = (Full::new(platform), tenant());
    let person = Person::of(platform, &tenant);
    let key = api_key(&tenant, Role::Owner);
    let before = theirs.seen(platform);
    let names = |name: &str| theirs.name(name);
    for (operation, _) in permitted() {
        let mut tries = sessions(platform, operation, (&tenant, &person));
        if operation.open_to(Function::Api) {
            tries.push((Function::Api, key.clone()));
        }
        for (function, token) in tries {
            let what = format!("{} by {function}", operation.as_str());
            let body = body(operation, &theirs.name("survey"));
            let target = |names: Names<'_>| target(operation, &of_own(function, names));
            let answer = call(function, target(&names), &token, body.as_ref());
            // An app is everybody's; its instances are somebody's.
            if operation.pattern().replace("{app}", "").contains('{') {
                if operation.as_str() == "save-draft" {
                    // It would make a survey; that a name is taken can be seen at its address, too.
                    assert_eq!(answer.problem().0, "survey-name-taken", "{what}");
                    continue;
                }
                assert_eq!(answer.status, 404, "{what}: {}", answer.text());
                let absent = call(function, target(&nothing), &token, body.as_ref());
                assert_eq!(answer.problem(), absent.problem(), "{what}");
            } else {
                assert!(answer.status < 300, "{what}: {}", answer.text());
                let own = [&theirs.tenant, &theirs.owner.email, &theirs.key, &theirs.invitation];
                let told = own.into_iter().find(|own| answer.text().contains(own.as_str()));
                assert_eq!(told, None, "{what}");
                assert!(!answer.text().contains(theirs.owner.user.as_str()), "{what}");
            }
        }
    }
    assert_eq!(theirs.seen(platform), before);
}

/// Who may do nothing with all surveys may do it with one, and with no other.
#[test]
fn what_is_granted_for_one_survey_is_for_that_one() {
    let _alone = alone();
    let platform = platform();
    let theirs = Full::new(platform);
    let other = theirs.ask_for_another();
    let granted: Grants = serde_json::from_value(json!([
        {"role": "owner", "scope": format!("survey:{}", theirs.name("survey"))}
    ]))
    .unwrap();
    let id = format!("k-{}", response_id());
    let make = json!({"id": id, "tenant": theirs.tenant, "expires_at": now().get() + 900,
        "grants": granted});
    let _ = operator(Target::CreateApiKey, &make).expect(201);
    let claims = ApiKeyClaims {
        jti: id.parse().unwrap(),
        ten: theirs.tenant.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        grants: granted,
        iat: now(),
        exp: now().saturating_add_seconds(900),
    };
    let key = platform.keys.api_key().sign(&claims).unwrap();
    let (on_it, on_other) = (
        |name: &str| theirs.name(name),
        |name: &str| match name {
            "survey" => other.clone(),
            name => theirs.name(name),
        },
    );
    for (operation, _) in permitted().into_iter().filter(|(one, _)| one.open_to(Function::Api)) {
        let what = operation.as_str();
        let body = body(operation, "none");
        let refused = call(Function::Api, target(operation, &on_other), &key, body.as_ref());
        assert_eq!(refused.problem().0, "not-permitted", "{what}");
        if operation.pattern().contains("{survey}") {
            let done = call(Function::Api, target(operation, &on_it), &key, body.as_ref());
            assert!(done.status < 300, "{what}: {}", done.text());
        }
    }
}

/// Whoever is let in for a time is out at its end, wherever they are signed in.
#[test]
fn access_ends_at_its_moment() {
    let _alone = alone();
    let (platform, tenant) = (platform(), tenant());
    let owner = Person::of(platform, &tenant);
    let helper = Person::as_role(platform, &tenant, Role::Support);
    let ends = contract::Moment::from_unix_millis((now().get() + 30) * 1000);
    let set = json!({"grants": grants(Role::Support), "until": ends});
    let by = session(platform, (&tenant, &owner), Audience::Zone);
    let set = call(Function::CustomerZone, Target::SetGrants(helper.user.clone()), &by, Some(&set));
    let _ = set.expect(200);
    let api = session(platform, (&tenant, &helper), Audience::Api);
    let surveys = || call(Function::Api, Target::ListSurveys, &api, None);
    let _ = surveys().expect(200);
    let clock = platform.clock();
    clock.set(40);
    assert_eq!(surveys().expect(401).problem().0, "credential-refused");
    let refused = helper.give_password(platform, &helper.password).expect(401);
    let wrong = helper.give_password(platform, "not the password").expect(401);
    assert_eq!(refused.text(), wrong.text(), "nobody is told that there was an account");
    clock.set(0);
    let _ = surveys().expect(200);
}

impl Full {
    /// The name of another survey of the tenant.
    fn ask_for_another(&self) -> String {
        let sample = Sample::publish(&platform().site, &api_key(&self.tenant, Role::Owner));
        sample.id
    }
}
