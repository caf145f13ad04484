//! People of an organisation: invited, changed, suspended, removed.

use credential::Role;
use tests::{Mail, Person, platform, response_id};

use crate::room::Visitor;
use crate::two_step::{is_signed_in, post};

/// An organisation of the test's own, and its owner.
fn organisation() -> (String, Person) {
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let owner = Person::of(platform(), &tenant);
    (tenant, owner)
}

/// The token that the newest mail to an address brought.
fn invited(email: &str, count: usize) -> String {
    let mail = Mail::wait(&platform().ready.mail, email, count);
    assert!(mail.html.contains("/login/join#"), "{}", mail.html);
    mail.token()
}

fn take_up(token: &str, password: &str) -> tests::Answer {
    post("/login/join", "", &[("code", token), ("new", password)])
}

#[test]
fn a_colleague_is_invited_and_comes_in() {
    let (_, owner) = organisation();
    let visitor = Visitor::new(&owner);
    let email = format!("anna-{}@example.com", response_id());
    for (address, role, told) in [
        ("no address", "editor", "This is no e-mail address"),
        (&*owner.email, "editor", "one of your people already"),
        (&*email, "none", "You may not give this role"),
    ] {
        let refused =
            visitor.post("/zone/people", &[("email", address), ("role", role), ("ends", "")]);
        assert!(refused.expect(422).text().contains(told), "{told}");
    }
    for _ in 0..2 {
        let _ = visitor
            .post("/zone/people", &[("email", &email), ("role", "editor"), ("ends", "")])
            .expect(303);
    }
    let page = visitor.get("/zone/people?invited").expect(200);
    assert!(page.text().contains("The invitation is on its way") && page.text().contains(&email));
    let token = invited(&email, 2);
    let mails = Mail::all(&platform().ready.mail, &email);
    let first = mails.iter().map(Mail::token).find(|other| *other != token).unwrap();
    let password = format!("fjorton gula båtar {email}");
    let stale = take_up(&first, &password).expect(422);
    assert!(stale.text().contains("This invitation does not hold"), "{}", stale.text());
    assert!(take_up(&token, "kort").expect(422).text().contains("12 characters"));
    let _ = take_up(&token, &password).expect(303);
    let _ = take_up(&token, &password).expect(422);

    let anna = Person { user: "anna".parse().unwrap(), email: email.clone(), password };
    assert!(is_signed_in(&anna.sign_in(platform())));
    let inside = Visitor::new(&anna);
    assert!(!inside.get("/zone").expect(200).text().contains("/zone/people"), "an editor");
    let page = visitor.get("/zone/people").expect(200);
    assert!(page.text().contains("Nobody is invited at the moment"), "{}", page.text());
}

#[test]
fn an_invitation_is_taken_back() {
    let (_, owner) = organisation();
    let visitor = Visitor::new(&owner);
    let email = format!("bo-{}@example.com", response_id());
    let _ = visitor
        .post("/zone/people", &[("email", &email), ("role", "viewer"), ("ends", "")])
        .expect(303);
    let page = visitor.get("/zone/people").expect(200);
    let path = first(&page, "/zone/people/invitations/", "/withdraw");
    let token = invited(&email, 1);
    let _ = visitor.post(&path, &[]).expect(303);
    let _ = take_up(&token, "fjorton gula båtar").expect(422);
    let _ = visitor.post(&path, &[]).expect(404);
}

/// Does everything that is done with people, as an owner who has just come in.
pub(crate) fn do_everything(visitor: &Visitor) {
    let email = format!("cilla-{}@example.com", response_id());
    let invite = [("email", &*email), ("role", "viewer"), ("ends", "")];
    let _ = visitor.post("/zone/people", &invite).expect(303);
    let page = visitor.get("/zone/people").expect(200);
    let _ = visitor.post(&first(&page, "/zone/people/invitations/", "/withdraw"), &[]).expect(303);
    let _ = visitor.post("/zone/people", &invite).expect(303);
    let _ = take_up(&invited(&email, 2), "fjorton gula båtar till").expect(303);
    let path = path_of(&visitor.get("/zone/people").expect(200), &email);
    for (what, fields) in [
        ("", &[("role", "editor"), ("ends", "")][..]),
        ("/suspend", &[]),
        ("/restore", &[]),
        ("/remove", &[]),
    ] {
        let _ = visitor.post(&format!("{path}{what}"), fields).expect(303);
    }
}

/// The first address of a page that begins and ends so.
fn first(page: &tests::Answer, begin: &str, end: &str) -> String {
    let id = page.text().split(begin).nth(1).unwrap().split('/').next().unwrap();
    format!("{begin}{id}{end}")
}

#[test]
fn who_is_suspended_is_out_until_it_is_taken_back() {
    let (tenant, owner) = organisation();
    let (visitor, bo) = (Visitor::new(&owner), Person::as_role(platform(), &tenant, Role::Editor));
    let session = bo.sign_in(platform());
    let path = format!("/zone/people/{}", bo.user.as_str());
    assert!(visitor.get(&path).expect(200).text().contains(&bo.email));
    let _ = visitor.post(&format!("{path}/suspend"), &[]).expect(303);
    assert!(!is_signed_in(&session));
    let refused = bo.give_password(platform(), &bo.password).expect(401);
    let wrong = bo.give_password(platform(), "not the password").expect(401);
    assert_eq!(refused.text(), wrong.text(), "nobody is told that there is an account");
    let _ = visitor.post(&format!("{path}/restore"), &[]).expect(303);
    assert!(is_signed_in(&bo.sign_in(platform())));
    let _ = visitor.get(&format!("{path}/remove")).expect(200);
    let _ = visitor.post(&format!("{path}/remove"), &[]).expect(303);
    let _ = bo.give_password(platform(), &bo.password).expect(401);
    let _ = visitor.get(&path).expect(404);
}

#[test]
fn support_is_let_in_for_a_time() {
    let (_, owner) = organisation();
    let visitor = Visitor::new(&owner);
    let email = format!("support-{}@example.com", response_id());
    let invite = |role: &str, ends: &str| {
        visitor.post("/zone/people", &[("email", &*email), ("role", role), ("ends", ends)])
    };
    for (role, ends) in [("support", ""), ("support", "365"), ("owner", "7")] {
        let refused = invite(role, ends).expect(422);
        assert!(refused.text().contains("for 30 days at most"), "{}", refused.text());
    }
    let _ = invite("support", "8").expect(400);
    let _ = invite("support", "7").expect(303);
    let open = visitor.get("/zone/people").expect(200);
    assert!(open.text().contains("Until <time"), "{}", open.text());
    let password = "fjorton gula båtar till".to_owned();
    let _ = take_up(&invited(&email, 1), &password).expect(303);
    let helper = Person { user: "support".parse().unwrap(), email: email.clone(), password };
    let inside = Visitor::new(&helper);
    let _ = inside.get("/zone").expect(200);

    let people = visitor.get("/zone/people").expect(200);
    assert!(people.text().contains("Until <time"), "everybody who sees the people sees it");
    let path = path_of(&people, &email);
    for (ends, status) in [("", 422), ("keep", 303), ("1", 303)] {
        let changed = visitor.post(&path, &[("role", "support"), ("ends", ends)]);
        assert_eq!(changed.status, status, "{ends}: {}", changed.text());
    }
}

/// The address of somebody's page, from the page of all people.
fn path_of(people: &tests::Answer, email: &str) -> String {
    let row = people.text().split("<tr").find(|row| row.contains(email)).unwrap();
    let id = row.split("/zone/people/").nth(1).unwrap().split('"').next().unwrap();
    format!("/zone/people/{id}")
}

#[test]
fn a_role_counts_at_once() {
    let (tenant, owner) = organisation();
    let (visitor, bo) = (Visitor::new(&owner), Person::as_role(platform(), &tenant, Role::Viewer));
    let other = Visitor::new(&bo);
    let _ = other.get("/zone/keys").expect(403);
    let path = format!("/zone/people/{}", bo.user.as_str());
    let _ = visitor.post(&path, &[("role", "administrator"), ("ends", "")]).expect(303);
    let _ = other.get("/zone/keys").expect(200);
    let own = format!("/zone/people/{}", owner.user.as_str());
    for (who, path, role, told) in
        [(&other, &own, "viewer", "only an owner"), (&other, &path, "owner", "only an owner")]
    {
        let refused = who.post(path, &[("role", role), ("ends", "")]).expect(403);
        assert!(refused.text().contains(told), "{}", refused.text());
    }
    // Somebody else's key does what its maker may do by then.
    let asked = [("label", "A"), ("role", "analyst"), ("survey", ""), ("days", "30")];
    let made = other.post("/zone/keys", &asked).expect(200);
    let key = tests::inner_text(made.text(), "textarea").unwrap().to_owned();
    let surveys = || platform().site.get("/api/v1/surveys").bearer(&key).send().status;
    assert_eq!(surveys(), 200);
    let _ = visitor.post(&path, &[("role", "billing"), ("ends", "")]).expect(303);
    assert_eq!(surveys(), 403);
    let _ = visitor.post(&format!("{path}/suspend"), &[]).expect(303);
    assert_eq!(surveys(), 401);
}
