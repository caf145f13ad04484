//! What the messages of each app say, as staff see them and as they are sent.

use tests::{Mail, Person, platform, response_id};

use crate::room::{
    DELIVERY_CONTROL, LEVERANSKONTROLL, Room, STAY_EVALUATOR, STORE_EVALUATOR, Visitor, WHY_CANCEL,
};
use crate::tool::says;

/// An instance of a stage, by its path.
fn made(room: Room, visitor: &Visitor, stage: &str) -> String {
    let name = format!("letters-{}", response_id());
    let fields = [
        ("title", "Norra Hamnen"),
        ("instance", &*name),
        ("stage", stage),
        ("language", "sv"),
        ("language", "en"),
    ];
    let _ = visitor.post(&format!("{}/new", room.home), &fields).expect(303);
    format!("{}/instances/{name}", room.home)
}

#[test]
fn each_stage_says_what_it_asks_about() {
    for (room, stage, subject, reminder, variable) in [
        (STORE_EVALUATOR, "after-delivery", "How was your order", "about your order", "product"),
        (
            LEVERANSKONTROLL,
            "after-delivery",
            "How was your delivery",
            "about your delivery",
            "carrier",
        ),
        (
            DELIVERY_CONTROL,
            "after-business-delivery",
            "How was the delivery",
            "to your company",
            "delivered_on",
        ),
        (STAY_EVALUATOR, "in-stay", "How is your stay", "is going", "property"),
        (STAY_EVALUATOR, "post-stay", "How was your stay", "about your stay", "departure"),
        (WHY_CANCEL, "cancelled", "Why did you leave", "why you left", "plan"),
    ] {
        let visitor = room.visitor(&Person::new(platform()));
        let place = made(room, &visitor, stage);
        let texts = |kind: &str| format!("{place}/texts?kind={kind}&language=en");
        let shown = visitor.get(&texts("invitation")).expect(200);
        says(&shown, &["These are our texts", subject, variable]);
        says(&visitor.get(&texts("reminder-1")).expect(200), &[reminder]);

        let to = format!("{}@example.com", response_id());
        let test = [("language", "en"), ("to", &*to)];
        let _ = visitor.post(&format!("{place}/texts/test"), &test).expect(303);
        let mail = Mail::wait(&platform().ready.mail, &to, 1);
        assert!(mail.subject.starts_with(&format!("[Test] {subject}")), "{}", mail.subject);
        let ordered = mail.text.contains("because you ordered");
        assert_eq!(ordered, room.name == "store-evaluator", "{stage}: {}", mail.text);
    }
}

#[test]
fn texts_name_what_their_app_knows_and_nothing_else() {
    let visitor = STAY_EVALUATOR.visitor(&Person::new(platform()));
    let place = made(STAY_EVALUATOR, &visitor, "post-stay");
    let fields = [
        ("kind", "invitation"),
        ("language", "en"),
        ("sender", "{company}"),
        ("subject", "Your days at {property|ours}"),
        ("preheader", ""),
        ("body", "From {arrival|your arrival} to {departure|your departure}."),
        ("button", "Tell us"),
        ("sign_off", ""),
        ("footer", ""),
        ("sms", "Tell us: {link}"),
    ];
    let texts = format!("{place}/texts");
    let of_a_shop =
        fields.map(|(name, value)| (name, if name == "button" { "{product|It}" } else { value }));
    says(&visitor.post(&texts, &of_a_shop).expect(422), &["invitation.en.button", "reservation"]);
    let saved = visitor.post(&texts, &fields).expect(303);
    let shown = visitor.get(saved.header("location")).expect(200);
    says(&shown, &["Your days at Hotel Norra Hamnen", "From 2026-11-24 to 2026-11-27."]);
}
