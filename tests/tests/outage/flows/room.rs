//! What staff set up for those who are about to cancel, and see of them.

use credential::{Audience, Grants, Role, SessionClaims, UnixSeconds, UserId};
use serde_json::json;
use tests::{Answer, Person, System, now};

use super::{CANCEL, Seller, offers, shows};

/// Somebody who runs the seller's organisation, in the app's room: their cookie.
pub(crate) fn staff(system: &System) -> String {
    cookie(system, &somebody(system, Role::Owner), 0)
}

/// Somebody of the seller's organisation. Storage's clock is not moved yet.
pub(super) fn somebody(system: &System, role: Role) -> UserId {
    Person::at((&system.storage(), &system.keys), "acme", role).user
}

/// Their cookie in the app's room, when clocks are so many seconds ahead.
pub(super) fn cookie(system: &System, user: &UserId, ahead: i64) -> String {
    let now = UnixSeconds::new(now().get().saturating_add_signed(ahead));
    let claims = SessionClaims {
        sub: user.clone(),
        ten: "acme".parse().unwrap(),
        zone: system.keys.zone().clone(),
        aud: Audience::WhyCancel,
        epoch: 1,
        grants: Grants::default(),
        auth: now,
        iat: now,
        exp: UnixSeconds::new(now.get() + 900),
    };
    let token = system.keys.session(Audience::WhyCancel).sign(&claims).unwrap();
    format!("__Host-nordsvar_why_cancel={token}")
}

#[test]
fn staff_set_up_offers_and_see_what_became_of_flows() {
    const ROOM: &str = "/apps/why-cancel/instances/cancel";
    let seller = Seller::open();
    let cookie = staff(&seller.system);
    let get = |rest: &str| {
        let call = seller.site().get(&format!("{ROOM}{rest}")).header("cookie", &cookie);
        call.header("accept-language", "en").send().expect(200)
    };
    let post = |text: &str| {
        let call = seller.site().post(&format!("{ROOM}/offers")).header("cookie", &cookie);
        call.header("origin", seller.site().base()).form(&[("offers", text)]).send()
    };
    let has = |answer: &Answer, all: &[&str]| {
        for one in all {
            assert!(answer.text().contains(one), "{one}: {}", answer.text());
        }
    };
    has(&get(""), &[&format!("{ROOM}/offers"), &format!("{ROOM}/flows")]);
    has(&get("/offers"), &["half-price", "Half the price", "Discount", "STAY50", "Pause"]);
    // Nothing is saved until nothing is wrong, and all that is wrong is told.
    has(&post("no JSON").expect(422), &["no JSON"]);
    let wrong = json!({"offers": [{"id": "Half", "reasons": [], "contact": {}}], "more": 1});
    let told = post(&wrong.to_string()).expect(422);
    has(&told, &["$.offers[0].id", "$.offers[0].reasons", "$.offers[0].texts", "$.more"]);
    has(&get("/offers"), &["STAY50"]);
    let mut offers = offers();
    offers["offers"][0]["texts"]["en"]["title"] = "A third off".into();
    let saved = post(&offers.to_string()).expect(303);
    assert_eq!(saved.header("location"), format!("{ROOM}/offers?saved"));
    let flow = seller.start("S-1");
    seller.tell(&flow, "too-expensive", "");
    shows(&seller.page(&flow).expect(200), &["A third off"]);

    let _ = seller.act(&flow, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    let stays = seller.start("S-2");
    let _ = seller.act(&stays, &[("step", "stay")]).expect(303);
    let figures = get("/flows?days=30");
    has(&figures, &["too-expensive", "half-price", "Plus", "99.00 SEK", "50% (9\u{2013}91)"]);
    has(&figures, &["Age of the subscription", "Over 2 years", "SEK 50-100", "Day", "100% (1)"]);
    let file = get("/flows.csv?days=30");
    assert!(file.header("content-disposition").contains("cancel-flows.csv"));
    has(&file, &["all,,saved,1", "all,,cancelled,1", "all,,lost SEK,99.00", "all,,kept SEK,99.00"]);
    has(&file, &["age,over-2-years,cancelled,1", "reason too-expensive,1", "value,SEK 50-100,"]);
    assert_eq!(
        seller.site().get(&format!("{ROOM}/flows")).send().status,
        303,
        "who is not signed in"
    );
}
