//! The Customer Zone: who comes in, and what they do there.

use credential::Role;
use tests::{Answer, Person, cookie, cookie_named, fields, platform, response_id};

use crate::two_step::is_signed_in;

const SESSION: &str = "__Host-nordsvar_zone";
const WAY: &str = "__Host-nordsvar_zone_way";

/// Somebody in the Customer Zone, with a browser of their own.
pub(crate) struct Visitor {
    cookie: String,
}

fn get(path: &str, cookie: &str) -> Answer {
    platform().site.get(path).header("cookie", cookie).send()
}

fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let site = &platform().site;
    let call = site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", site.base()).send()
}

/// The way from the zone to login: what this browser keeps, and where it goes.
fn begun() -> (String, String) {
    let sent = get("/zone", "").expect(303);
    let way = format!("{WAY}={}", cookie_named(&sent, WAY).unwrap());
    let site = platform().site.base();
    let path = sent.header("location").strip_prefix(site).unwrap().to_owned();
    assert!(path.starts_with("/login/zone?for="), "{path}");
    (way, path)
}

/// What login's page hands over to a browser that asks at `path`.
fn handed_over(person: &Person, path: &str) -> String {
    let page = get(path, &person.sign_in(platform())).expect(200);
    assert!(page.text().contains("/zone/session"), "{}", page.text());
    fields(page.text()).into_iter().find(|field| field.name == "token").unwrap().value
}

impl Visitor {
    pub(crate) fn new(person: &Person) -> Self {
        let (way, path) = begun();
        let token = handed_over(person, &path);
        let inside = post("/zone/session", &way, &[("token", &token)]).expect(303);
        assert_eq!(inside.header("location"), "/zone");
        assert_eq!(cookie_named(&inside, WAY).as_deref(), Some(""), "the way is forgotten");
        Self { cookie: format!("{SESSION}={}", cookie_named(&inside, SESSION).unwrap()) }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        get(path, &self.cookie)
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        post(path, &self.cookie, fields)
    }
}

#[test]
fn whoever_is_signed_in_comes_in_by_login() {
    let person = Person::new(platform());
    let visitor = Visitor::new(&person);
    let home = visitor.get("/zone").expect(200);
    for part in [&*person.email, "/zone/keys", "/zone/security", "/zone/audit", "/login\""] {
        assert!(home.text().contains(part), "{part}: {}", home.text());
    }
    assert_eq!(home.header("cache-control"), "no-store");
    assert!(home.header("content-security-policy").contains("frame-ancestors 'none'"));
    // It is good nowhere else, and nothing else is good here.
    let token = visitor.cookie.split_once('=').unwrap().1;
    assert!(!is_signed_in(&format!("__Host-nordsvar_login={token}")));
    let _ = platform().site.get("/api/v1/surveys").bearer(token).send().expect(401);
    let login = person.sign_in(platform());
    let login = login.split_once('=').unwrap().1;
    let _ = get("/zone", &format!("{SESSION}={login}")).expect(303);
}

#[test]
fn whoever_must_sign_in_first_goes_on_from_there() {
    let person = Person::new(platform());
    let (_, path) = begun();
    let sent = get(&path, "").expect(303);
    assert_eq!(sent.header("location"), "/login");
    let way = cookie(&sent);
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let signed_in = post("/login", &way, &fields).expect(303);
    assert_eq!(signed_in.header("location"), path);
}

#[test]
fn what_login_hands_over_is_good_in_one_browser() {
    let person = Person::new(platform());
    let ((way, path), (other, _)) = (begun(), begun());
    let token = handed_over(&person, &path);
    for (name, cookie, token) in [
        ("no secret", "", token.as_str()),
        ("another browser's", &other, &token),
        ("a session's token", &way, &person.session(platform(), 0, 0)),
        ("nothing", &way, ""),
    ] {
        let refused = post("/zone/session", cookie, &[("token", token)]);
        assert!((400..500).contains(&refused.status), "{name}: {}", refused.status);
        assert_eq!(cookie_named(&refused, SESSION), None, "{name}");
        assert!(refused.text().contains("This did not work"), "{name}: {}", refused.text());
    }
    let _ = post("/zone/session", &way, &[("token", &token)]).expect(303);
}

#[test]
fn a_link_on_another_site_leads_in() {
    let call = platform().site.get("/zone/keys").header("sec-fetch-site", "cross-site");
    let page = call.send().expect(200);
    assert!(page.text().contains("url=/zone/keys"), "{}", page.text());
    assert_eq!(page.header("set-cookie"), "");
}

#[test]
fn who_signs_out_is_out_everywhere() {
    let person = Person::new(platform());
    let visitor = Visitor::new(&person);
    let site = platform().site.base();
    let left = visitor.post("/zone/sign-out", &[]).expect(307);
    assert_eq!(left.header("location"), format!("{site}/login/logout"));
    assert_eq!(cookie_named(&left, SESSION).as_deref(), Some(""));
    let out = post("/login/logout", &person.sign_in(platform()), &[]).expect(303);
    assert_eq!(cookie_named(&out, "__Host-nordsvar_login").as_deref(), Some(""));
}

#[test]
fn other_sites_change_nothing() {
    let visitor = Visitor::new(&Person::new(platform()));
    let make = [("label", "A"), ("role", "viewer"), ("survey", ""), ("days", "30")];
    for (path, fields) in [
        ("/zone/keys", &make[..]),
        ("/zone/security", &[("second_factor", "required")]),
        ("/zone/sign-out", &[]),
    ] {
        let call = platform().site.post(path).form(fields).header("cookie", &visitor.cookie);
        let refused = call.header("sec-fetch-site", "cross-site").send();
        // Whoever comes from elsewhere brings no cookie; a browser that brings it all the same is refused.
        assert_eq!(refused.status, 403, "{path}: {}", refused.text());
    }
}

#[test]
fn an_api_key_is_made_used_and_ended() {
    let person = Person::new(platform());
    let visitor = Visitor::new(&person);
    let label = format!("Kassan {}", response_id());
    let make = |label: &str, role: &str, survey: &str| {
        let fields = [("label", label), ("role", role), ("survey", survey), ("days", "30")];
        visitor.post("/zone/keys", &fields)
    };
    for (label, role, survey, told) in [
        ("", "viewer", "", "Say in one line"),
        (&*"x".repeat(101), "viewer", "", "Say in one line"),
        ("A", "viewer", "No Name", "cannot be the name of a survey"),
        ("A", "none", "", "no more than you may do"),
    ] {
        let refused = make(label, role, survey).expect(422);
        assert!(refused.text().contains(told), "{told}: {}", refused.text());
    }
    let shown = make(&label, "viewer", "").expect(200);
    let key = tests::inner_text(shown.text(), "textarea").unwrap();
    let surveys = || platform().site.get("/api/v1/surveys").bearer(key).send().status;
    assert_eq!(surveys(), 200);
    let listed = visitor.get("/zone/keys").expect(200);
    assert!(listed.text().contains(&label) && !listed.text().contains(key));
    let place = listed.text().split(&label).nth(1).unwrap();
    let id = place.split("<code>").nth(1).unwrap().split('<').next().unwrap();

    let path = format!("/zone/keys/{id}/end");
    assert!(visitor.get(&path).expect(200).text().contains(id));
    assert_eq!(surveys(), 200, "nothing was ended by asking");
    let _ = visitor.post(&path, &[]).expect(303);
    assert_eq!(surveys(), 401);
    assert!(visitor.get("/zone/keys?ended").expect(200).text().contains("The key was ended"));
    let _ = visitor.post("/zone/keys/no-such-key/end", &[]).expect(404);
}

#[test]
fn who_may_not_is_told_so_and_shown_no_way() {
    let company = &platform().ready.company;
    let viewer = Visitor::new(&Person::as_role(platform(), company, Role::Viewer));
    let home = viewer.get("/zone").expect(200);
    for path in ["/zone/keys", "/zone/security", "/zone/audit"] {
        assert!(!home.text().contains(path), "{path}");
        assert!(viewer.get(path).expect(403).text().contains("You may not do this"), "{path}");
    }
    let make = [("label", "A"), ("role", "viewer"), ("survey", ""), ("days", "30")];
    let _ = viewer.post("/zone/keys", &make).expect(403);
    let _ = viewer.post("/zone/security", &[("second_factor", "required")]).expect(403);
    let administrator = Visitor::new(&Person::as_role(platform(), company, Role::Administrator));
    let more = [("label", "A"), ("role", "owner"), ("survey", ""), ("days", "30")];
    assert!(administrator.post("/zone/keys", &more).expect(422).text().contains("no more than"));
    let _ = administrator.get("/zone/security").expect(403);
}

#[test]
fn lists_go_on_where_they_ended() {
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let owner = Person::of(platform(), &tenant);
    let others: Vec<_> = (0..100).map(|_| Person::of(platform(), &tenant)).collect();
    let visitor = Visitor::new(&owner);
    // The owner was made first, and so the last one stands on the second page.
    for (path, first, second) in [
        ("/zone/people", &*owner.email, others.last().unwrap().email.as_str()),
        ("/zone/audit", "sign-in", "put-tenant"),
    ] {
        let page = visitor.get(path).expect(200);
        assert!(page.text().contains(first), "{path}: {}", page.text());
        let next = page.text().split(" rel=\"next\"").next().unwrap();
        let next = next.rsplit("href=\"").next().unwrap().trim_end_matches('"');
        assert!(next.starts_with(&format!("{path}?cursor=")), "{next}");
        let next = visitor.get(next).expect(200);
        assert!(next.text().contains(second), "{path}: {}", next.text());
        let rows = next.text().matches("role=\"rowheader\"").count();
        assert!((1..20).contains(&rows), "{path}: {rows} rows");
    }
}

#[test]
fn an_owner_sees_that_the_log_is_whole() {
    let visitor = Visitor::new(&Person::new(platform()));
    let log = visitor.get("/zone/audit").expect(200);
    assert!(log.text().contains("sign-in"), "{}", log.text());
    let walked = visitor.get("/zone/audit/verify").expect(200);
    assert!(walked.text().contains("The log is whole"), "{}", walked.text());
}

/// A passkey is a second factor as an app is.
#[test]
fn whoever_has_a_passkey_where_a_second_factor_is_wanted_comes_in() {
    let own = crate::audit::Own::new();
    let visitor = Visitor::new(&own.person);
    let _ = visitor.post("/zone/security", &[("second_factor", "required")]).expect(303);
    let session = own.person.sign_in(platform());
    let (_, path) = begun();
    assert_eq!(get(&path, &session).expect(303).header("location"), "/login");
    let added = tests::passkey::AddedPasskey::add(platform(), &own.person, &session);
    let page = get(&path, &added.cookie).expect(200);
    assert!(page.text().contains("/zone/session"), "{}", page.text());
}
