//! The audit log: what is told in it, and how it is read.

use std::collections::BTreeSet;

use contract::Target;
use contract::message::AuditAction;
use credential::Function;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::identity::Browser;
use tests::passkey::{AddedPasskey, Ceremony};
use tests::{
    Answer, Client, Mail, Person, Platform, Sample, Signed, TwoStep, platform, response_id,
};

use crate::audit_app::{keep_contacts, see_to_an_alert, use_an_app};
use crate::database::Database;
use crate::passkeys::{options, show_passkey, sign_in};
use crate::room::{TOOL, Visitor};
use crate::{organisation, people};

/// A tenant of a test's own, with an owner.
pub(crate) struct Own {
    pub(crate) tenant: String,
    pub(crate) person: Person,
}

impl Own {
    pub(crate) fn new() -> Self {
        let tenant = format!("own-{}", response_id());
        let body = json!({"name": "Own AB", "zone": "se"}).to_string().into_bytes();
        let target = Target::PutTenant(tenant.parse().unwrap());
        let _ = operator(&Signed::new(Function::Operator, target).body(body)).expect(200);
        let person = Person::of(platform(), &tenant);
        Self { tenant, person }
    }

    /// A session for the API.
    pub(crate) fn token(&self) -> String {
        token(&self.person.email, &self.person.password).expect(200).json()["token"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

fn operator(signed: &Signed) -> Answer {
    let platform = platform();
    platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap()
}

fn token(email: &str, password: &str) -> Answer {
    let body = json!({"email": email, "password": password});
    platform().site.post("/login/token").json(&body).send()
}

pub(crate) fn get(token: &str, path: &str) -> Answer {
    platform().site.get(path).bearer(token).send()
}

/// The whole log, the oldest entry first, and how its chain stands.
fn exported(token: &str, limit: u16) -> (Vec<Value>, Value) {
    let mut path = format!("/api/v1/audit/export?limit={limit}");
    let (mut entries, mut head) = (Vec::new(), Value::Null);
    loop {
        let answer = get(token, &path).expect(200);
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        let mut lines: Vec<Value> =
            answer.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let last = lines.pop().unwrap();
        entries.append(&mut lines);
        head.clone_from(&last["head"]);
        let Some(next) = last["next"].as_str() else { break };
        let link = answer.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
        assert!(link.contains(next), "{link}");
        path = link;
    }
    (entries, head)
}

/// Actor, action, object and outcome of an entry.
fn told(entry: &Value) -> String {
    let field = |name: &str| entry[name].as_str().unwrap();
    format!("{} {} {} {}", field("actor"), field("action"), field("object"), field("outcome"))
}

/// Holds the chain of an export by what docs/audit.md says: SHA-256 over the hash before and the lines.
fn holds(entries: &[Value], head: &Value) {
    let mut before = vec![0; 32];
    for (entry, number) in entries.iter().zip(1_u64..) {
        assert_eq!(entry["sequence"], number);
        let mut bytes = before.clone();
        bytes.extend_from_slice(b"nordsvar-audit-1");
        for name in [
            "tenant", "sequence", "time", "actor", "action", "object", "origin", "request",
            "outcome",
        ] {
            let field = entry[name].as_str().map_or_else(|| number.to_string(), str::to_owned);
            bytes.push(b'\n');
            bytes.extend_from_slice(field.as_bytes());
        }
        before = Sha256::digest(&bytes).to_vec();
        let hex = before.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        assert_eq!(entry["hash"], hex, "{number}");
    }
    assert_eq!(
        (&head["sequence"], &head["hash"]),
        (&json!(entries.len()), &entries.last().unwrap()["hash"])
    );
}

fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let site: &Client = &platform().site;
    let call = site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", site.base()).send()
}

/// Does everything with a survey; gives it, and the response that was kept.
fn use_a_survey(platform: &Platform, (token, person): (&str, &Person)) -> (Sample, String) {
    let sample = Sample::publish(&platform.site, token);
    let kept = [(); 2].map(|()| {
        let submission = Sample::submission(response_id(), &Sample::answers());
        let told = sample.submit(&submission).expect(201).json();
        (submission["id"].as_str().unwrap().to_owned(), told["access"].as_str().unwrap().to_owned())
    });
    let _ = get(token, &sample.api_path("/responses")).expect(200);
    let _ = get(token, &sample.api_path(&format!("/responses/{}", kept[0].0))).expect(200);
    let path = format!("/tool/surveys/{}/responses/{}", sample.id, kept[0].0);
    let tool = TOOL.visitor(person);
    let _ = tool.post(&format!("{path}/set-aside"), &[("reason", "trial")]).expect(303);
    let _ = tool.post(&format!("{path}/count-again"), &[]).expect(303);
    for _ in 0..2 {
        let fields = [("token", &*kept[1].1), ("do", "withdraw-for-good")];
        let call = platform.site.post(&sample.path("/response")).form(&fields);
        let _ = call.header("accept", "text/html").send().expect(200);
    }
    let _ = sample.api_post("close").expect(200);
    let [(read, _), _] = kept;
    (sample, read)
}

/// What is told of orders, of figures that are shared, and of what else apps have.
fn of_what_apps_have(tenant: &str, asked: &str) -> [String; 7] {
    [
        format!("api-key:{tenant} list-leavers instance:why-cancel:shop done"),
        format!("api-key:{tenant} list-comments instance:store-evaluator:shown done"),
        format!("api-key:{tenant} share-figures app:store-evaluator done"),
        format!("api-key:{tenant} list-orders instance:store-evaluator:shop done"),
        format!("api-key:{tenant} read-order invitation:{asked} done"),
        format!("api-key:{tenant} read-alert-secret instance:store-evaluator:shop done"),
        format!("api-key:{tenant} erase-contact contact done"),
    ]
}

/// Changes everything of an account; the password is another then.
fn change_an_account(platform: &Platform, own: &mut Own) {
    let two_step = TwoStep::add(platform, &own.person);
    let [first, second, ..] = two_step.recovery.as_slice() else { panic!("there are codes") };
    let cookie = &two_step.cookie;
    let renew = |password: &str, code: &str| {
        post("/login/factor/codes", cookie, &[("password", password), ("code", code)])
    };
    let _ = renew("not the password", first).expect(422);
    let _ = renew(&own.person.password, "00000-00000-00000").expect(422);
    let _ = renew(&own.person.password, first).expect(200);
    let _ = second;
    let code = two_step.code();
    let fields = [("password", own.person.password.as_str()), ("code", &code)];
    let removed = post("/login/factor/remove", cookie, &fields).expect(303);
    let cookie = tests::cookie(&removed);
    let new = "fjorton gula båtar".to_owned();
    for (current, status) in [("a guess at it", 422), (&own.person.password, 303)] {
        let changed = post("/login/password", &cookie, &[("current", current), ("new", &new)]);
        let _ = changed.expect(status);
    }
    let _ = post("/login/recover", "", &[("email", &own.person.email)]).expect(200);
    // Beside the one that tells of the changed password.
    let (page, address) = (&platform.ready.mail, &own.person.email);
    let _ = Mail::wait(page, address, 2);
    let mails = Mail::all(page, address);
    let mail = mails.iter().find(|mail| mail.text.contains("/login/recover#")).unwrap();
    let new = "femton blå båtar".to_owned();
    let fields = [("code", mail.token()), ("new", new.clone())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let _ = post("/login/recover/password", "", &fields).expect(303);
    own.person.password = new;
    let _ = post("/login/end-sessions", &own.person.sign_in(platform), &[]).expect(303);
}

/// What the operator does for somebody, and to their tenant's key.
fn help_from_the_operator(own: &Own) {
    let body = json!({"email": own.person.email}).to_string().into_bytes();
    let _ =
        operator(&Signed::new(Function::Operator, Target::IssueRecovery).body(body)).expect(200);
    let (tenant, key) = (own.tenant.parse().unwrap(), own.tenant.parse().unwrap());
    let revoked = Signed::new(Function::Operator, Target::RevokeTenantKey(tenant, key));
    let _ = operator(&revoked).expect(200);
}

/// Adds a passkey, of which there seems to be a copy, names it and removes it.
fn use_a_passkey(platform: &Platform, own: &Own) {
    let session = own.person.sign_in(platform);
    let AddedPasskey { passkey, cookie, .. } = AddedPasskey::add(platform, &own.person, &session);
    let _ = sign_in(&passkey);
    let behind = Ceremony::on(&platform.site, "webauthn.get", &options(""));
    let behind = passkey.shown(&Ceremony { counter: passkey.counter.get(), ..behind });
    let _ = show_passkey("", &behind).expect(401);
    let id = behind["id"].as_str().unwrap();
    let renamed = post("/login/passkey/rename", &cookie, &[("passkey", id), ("name", "Min")]);
    assert_eq!(renamed.header("location"), "/login?passkey=renamed");
    let fields = [("passkey", id), ("password", own.person.password.as_str())];
    let _ = post("/login/passkey/remove", &cookie, &fields).expect(303);
}

/// Has people sign in by a provider, and one of them does so; another has no account.
fn use_a_provider(platform: &Platform, own: &Own) {
    let issuer = platform.ready.identity_provider.as_deref().unwrap();
    organisation::set_provider(&own.tenant, issuer, "nordsvar");
    for (login, status) in [(own.person.email.as_str(), 200), ("nobody@example.com", 403)] {
        let page = Browser::default().through_provider(platform, &own.tenant, login);
        let _ = page.expect(status);
    }
}

#[test]
fn what_is_done_is_told() {
    let platform = platform();
    let mut own = Own::new();
    let (user, tenant) = (own.person.user.to_string(), own.tenant.clone());
    let _ = token(&own.person.email, "not the password").expect(401);
    let body = json!({"id": tenant, "tenant": tenant, "expires_at": 4_000_000_000_u64,
        "grants": [{"role": "owner", "scope": "tenant"}]});
    let made = Signed::new(Function::Operator, Target::CreateApiKey);
    let key = operator(&made.body(body.to_string().into_bytes())).expect(201).json();
    let key = key["key"].as_str().unwrap();
    let (sample, read) = use_a_survey(platform, (key, &own.person));
    let asked = use_an_app(platform, key, &sample.id);
    let alert = see_to_an_alert(platform, key, (&sample.id, &own.person.email));
    let contact = keep_contacts(platform, key);
    help_from_the_operator(&own);
    change_an_account(platform, &mut own);
    use_a_passkey(platform, &own);
    people::do_everything(&Visitor::new(&own.person));
    use_a_provider(platform, &own);
    let session = own.token();
    let _ = get(&session, "/api/v1/audit/verify").expect(200);
    let _ = get(&session, "/api/v1/audit").expect(200);

    let (entries, head) = exported(&session, 7);
    holds(&entries, &head);
    let all: Vec<_> = entries.iter().map(told).collect();
    let account = |action: &str| format!("user:{user} {action} user:{user}");
    let survey = format!("survey:{}", sample.id);
    for want in [
        format!("operator put-tenant tenant:{tenant} done"),
        format!("operator create-user user:{user} done"),
        format!("operator create-api-key api-key:{tenant} done"),
        format!("operator issue-recovery user:{user} done"),
        format!("operator revoke-api-key api-key:{tenant} done"),
        format!("function:login sign-in user:{user} refused"),
        format!("api-key:{tenant} save-survey {survey} done"),
        format!("api-key:{tenant} publish-survey {survey} done"),
        format!("api-key:{tenant} close-survey {survey} done"),
        format!("api-key:{tenant} list-responses {survey} done"),
        format!("api-key:{tenant} put-instance instance:store-evaluator:shop done"),
        format!("api-key:{tenant} take-events app:store-evaluator done"),
        format!("api-key:{tenant} list-asked instance:store-evaluator:shop done"),
        format!("api-key:{tenant} read-asked invitation:{asked} done"),
        format!("api-key:{tenant} act-on-asked invitation:{asked} done"),
        format!("respondent opt-out invitation:{asked} done"),
        format!("api-key:{tenant} list-alerts instance:store-evaluator:shop done"),
        format!("api-key:{tenant} read-alert alert:{alert} done"),
        format!("api-key:{tenant} act-on-alert alert:{alert} done"),
        format!("api-key:{tenant} erase-contact contact:{contact} done"),
        format!("api-key:{tenant} list-contacts contact done"),
        format!("api-key:{tenant} read-contact contact:{contact} done"),
        format!("api-key:{tenant} put-contact contact:{contact} done"),
        format!("api-key:{tenant} merge-contacts contact:{contact} done"),
        format!("api-key:{tenant} import-contacts contact done"),
        account("add-factor") + " done",
        account("renew-recovery-codes") + " refused",
        account("renew-recovery-codes") + " done",
        account("remove-factor") + " done",
        format!("operator set-provider tenant:{tenant} done"),
        account("bind-identity") + " done",
        "function:identity bind-identity user refused".to_owned(),
        account("add-passkey") + " done",
        account("suspect-passkey") + " refused",
        account("rename-passkey") + " done",
        account("remove-passkey") + " done",
        account("change-password") + " refused",
        account("change-password") + " done",
        account("recover-password") + " done",
        account("end-sessions") + " done",
        account("sign-in") + " done",
        format!("user:{user} invite-person tenant:{tenant} done"),
        format!("user:{user} withdraw-invitation tenant:{tenant} done"),
        format!("user:{user} list-people tenant:{tenant} done"),
    ]
    .into_iter()
    .chain(of_what_apps_have(&tenant, &asked))
    {
        assert!(all.contains(&want), "{want}: {all:#?}");
    }
    for done in ["set-grants", "suspend-person", "restore-person", "remove-person", "join"] {
        let begun = format!(" {done} user:");
        let found = all.iter().filter(|entry| entry.contains(&begun)).collect::<Vec<_>>();
        let own = format!("user:{user} ");
        let [one] = found[..] else { panic!("{done}: {all:#?}") };
        assert!(one.ends_with(" done") && one.starts_with(&own) != (done == "join"), "{one}");
    }
    let told_of = |what: &str| all.iter().filter(|entry| entry.starts_with(what)).count();
    assert_eq!(
        told_of("respondent withdraw-response response:"),
        1,
        "once, however often it is asked"
    );
    assert_eq!(told_of(&format!("user:{user} export-audit audit done")), 1, "not page by page");
    let actions: BTreeSet<_> = entries.iter().map(|e| e["action"].as_str().unwrap()).collect();
    let known: BTreeSet<_> = AuditAction::ALL.iter().map(|action| action.as_str()).collect();
    assert_eq!(actions, known, "an action that nothing is told by");

    // A response is named by a hash, and found by its id.
    let path = format!("/api/v1/audit?object=response:{read}&action=read-response");
    let found = get(&session, &path).expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert!(!found.to_string().contains(&read));
    nothing_personal(&own, &[key, &session, &read]);
}

/// Holds that nobody's address, password, answer or token is in the log: of this tenant, and of all.
fn nothing_personal(own: &Own, secrets: &[&str]) {
    let texts = Database::open().texts();
    assert!(texts.contains(&own.tenant) && texts.contains(own.person.user.as_str()));
    let person = [own.person.email.as_str(), own.person.password.as_str()];
    for secret in
        secrets.iter().copied().chain(person).chain(["@", "Åsa", "eyJ", "127.0.0.1", "Own AB"])
    {
        assert!(!texts.contains(secret), "{secret}");
    }
}

#[test]
fn it_is_read_by_the_owner_of_the_tenant() {
    let (one, other) = (Own::new(), Own::new());
    let (session, others) = (one.token(), other.token());
    for path in ["/api/v1/audit", "/api/v1/audit/export", "/api/v1/audit/verify"] {
        assert!(get(&session, path).expect(200).text().contains(&one.tenant), "{path}");
        let theirs = get(&others, path).expect(200);
        assert!(!theirs.text().contains(&one.tenant), "{path}");
        assert_eq!(platform().site.get(path).send().status, 401, "{path}");
    }
}

#[test]
fn it_is_read_from_either_end() {
    let own = Own::new();
    let session = own.token();
    for _ in 0..3 {
        let _ = own.token();
    }
    let sequences = |answer: &Value| -> Vec<u64> {
        let items = answer["items"].as_array().unwrap().iter();
        items.map(|item| item["sequence"].as_u64().unwrap()).collect()
    };
    let path = "/api/v1/audit?action=sign-in&limit=3";
    let newest = get(&session, path).expect(200).json();
    assert_eq!(sequences(&newest), [6, 5, 4]);
    let next = newest["next"].as_str().unwrap();
    let rest = get(&session, &format!("{path}&cursor={next}")).expect(200).json();
    assert_eq!((sequences(&rest), &rest["next"]), (vec![3], &Value::Null));
    let (entries, head) = exported(&session, 2);
    holds(&entries, &head);
    assert_eq!(entries.len(), 8, "read-audit and export-audit are told of too");
    let time = entries[3]["time"].as_str().unwrap();
    for (query, want) in [
        (format!("until={time}"), 3),
        (format!("since={time}&until=2999"), 5),
        ("since=2999".to_owned(), 0),
        (format!("actor=user:{}", own.person.user), 6),
        ("actor=operator".to_owned(), 2),
    ] {
        let found = get(&session, &format!("/api/v1/audit?{query}")).expect(200).json();
        assert_eq!(sequences(&found).len(), want, "{query}: {found:#}");
    }
    for (query, name) in
        [("since=now", "since"), ("action=look", "action"), ("cursor=!", "cursor"), ("x=1", "x")]
    {
        let refused = get(&session, &format!("/api/v1/audit?{query}")).problem();
        assert_eq!(refused, ("parameter-rejected".to_owned(), vec![name.to_owned()]));
    }
}
