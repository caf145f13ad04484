//! What an attacker puts into somebody's browser beforehand is worth nothing there afterwards
//! (session fixation), and shows the attacker nothing.

use tests::{Answer, PENDING, Person, TwoStep, cookie_named, platform};

use crate::room::{Room, TOOL, ZONE, get, post};

const SESSION: &str = "__Host-nordsvar_login";

/// Signs in on the page with a browser that has `cookie` already.
fn sign_in_with(cookie: &str, person: &Person) -> Answer {
    let fields = [("email", person.email.as_str()), ("password", &person.password)];
    post("/login", cookie, &fields)
}

fn account_is_of(cookie: &str, person: &Person) -> bool {
    get("/login", cookie).expect(200).text().contains(&person.email)
}

#[test]
fn a_planted_session_is_replaced_and_stays_its_owners() {
    let (attacker, victim) = (Person::new(platform()), Person::new(platform()));
    let planted = attacker.sign_in(platform());
    let signed_in = sign_in_with(&planted, &victim).expect(303);
    let own = cookie_named(&signed_in, SESSION).unwrap();
    let own = format!("{SESSION}={own}");
    assert_ne!(own, planted);
    assert!(account_is_of(&own, &victim) && !account_is_of(&own, &attacker));
    assert!(account_is_of(&planted, &attacker) && !account_is_of(&planted, &victim));
}

#[test]
fn what_is_no_session_does_not_become_one() {
    let victim = Person::new(platform());
    let planted = format!("{SESSION}=chosen-by-somebody-else");
    let signed_in = sign_in_with(&planted, &victim).expect(303);
    let own = cookie_named(&signed_in, SESSION).unwrap();
    assert_ne!(own, "chosen-by-somebody-else");
    let shown = get("/login", &planted).expect(200);
    assert!(!shown.text().contains(&victim.email), "a chosen name was taken as a session");
}

#[test]
fn every_sign_in_has_a_session_of_its_own() {
    let person = Person::new(platform());
    let first = person.sign_in(platform());
    // Sessions name the second in which they began.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_ne!(person.sign_in(platform()), first);
}

#[test]
fn a_planted_half_of_a_sign_in_is_not_made_whole_by_somebody_elses_password() {
    let (attacker, victim) = (Person::new(platform()), Person::new(platform()));
    let _factor = TwoStep::add(platform(), &attacker);
    let half = attacker.give_password(platform(), &attacker.password).expect(303);
    let half = format!("{PENDING}={}", cookie_named(&half, PENDING).unwrap());
    let signed_in = sign_in_with(&half, &victim).expect(303);
    let own = format!("{SESSION}={}", cookie_named(&signed_in, SESSION).unwrap());
    assert!(account_is_of(&own, &victim) && !account_is_of(&own, &attacker));
    let left = post("/login/code", &half, &[("code", "000000")]);
    assert_eq!(cookie_named(&left, SESSION), None, "{}", left.status);
}

/// What a room has given the attacker's browser to come in with is planted in the victim's, who then
/// comes in as themselves; nothing of that is in the attacker's browser.
fn a_planted_way_leads_its_owner_nowhere(room: Room) {
    let (attacker, victim) = (Person::new(platform()), Person::new(platform()));
    let (way, path) = room.begun();
    let victims = room.handed_over(&victim, &path);
    let session = format!("/{}/session", room.name);
    let inside = post(&session, &way, &[("token", &victims)]).expect(303);
    let cookie = format!("{}={}", room.session, cookie_named(&inside, room.session).unwrap());
    let page = get(&format!("/{}", room.name), &cookie).expect(200);
    assert!(page.text().contains(&victim.email) && !page.text().contains(&attacker.email));
    // The attacker's own token, in the browser of somebody who never asked for it.
    let (_, path) = room.begun();
    let attackers = room.handed_over(&attacker, &path);
    let (unasked, _) = room.begun();
    for cookie in [cookie.as_str(), &unasked] {
        let refused = post(&session, cookie, &[("token", &attackers)]);
        assert!((400..500).contains(&refused.status), "{}", refused.status);
        assert_eq!(cookie_named(&refused, room.session), None);
    }
    assert!(get(&format!("/{}", room.name), &cookie).expect(200).text().contains(&victim.email));
}

#[test]
fn a_planted_way_into_the_zone() {
    a_planted_way_leads_its_owner_nowhere(ZONE);
}

#[test]
fn a_planted_way_into_the_tool() {
    a_planted_way_leads_its_owner_nowhere(TOOL);
}
