//! What is kept of somebody who was invited, and what is left once they are erased.

use std::fs;

use contract::Target;
use serde_json::{Value, json};
use tests::Role;

use crate::invited::{DAY, Shop, app, at, scheduled, shop_name};

/// Whether one of storage's files holds this text.
fn holds(shop: &Shop, text: &str) -> bool {
    let folder = shop.system.folder(Role::Storage);
    let mut folders = vec![folder];
    let mut found = false;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(path).unwrap();
                found |= bytes.windows(text.len()).any(|window| window == text.as_bytes());
            }
        }
    }
    found
}

#[test]
fn nothing_of_anybody_is_kept_in_clear() {
    let shop = Shop::open();
    let person =
        json!({"name": "Annika Exempel", "email": "annika@example.com", "phone": "+46701740605"});
    let _ = scheduled(&shop.order("Order-10023", &person));
    let _ = shop.send();
    for text in ["Annika", "annika@example", "701740605", "10023", "Helmet", "svar@butik"] {
        assert!(!holds(&shop, text), "{text}");
    }
    assert!(holds(&shop, "store-evaluator"), "the files are those of the database");
}

#[test]
fn who_was_erased_is_asked_no_more_and_nothing_leads_to_them() {
    let shop = Shop::with(&json!({"quarantine": []}));
    let person =
        json!({"name": "Annika Exempel", "email": "a@example.com", "phone": "+46701740605"});
    let invitation = scheduled(&shop.order("1", &person));
    let claimed = shop.send();
    let asked = &claimed["items"][0]["mail"]["text"]["asked"];
    let waiting = scheduled(&shop.order("2", &person));
    let erase = |body: &Value| shop.ask(Target::EraseContact, body);
    assert_eq!(erase(&json!({})).expect(400).problem().0, "parameter-rejected");
    let by = json!({"email": "a@example.com"});
    assert_eq!(erase(&by).expect(200).json(), json!({"invitations": 2}));
    assert_eq!(erase(&by).expect(200).json(), json!({"invitations": 0}));
    for id in [&invitation, &waiting] {
        let read = shop.read(id);
        assert_eq!((&read["item"]["state"], &read["history"]), (&json!("erased"), &json!([])));
        assert_eq!((&read["recipient"], &read["item"]["key"]), (&Value::Null, &Value::Null));
    }
    assert_eq!(shop.send()["items"], json!([]));
    let link = asked["link_token"].as_str().unwrap();
    assert_eq!(shop.open_link(link)["state"], "erased");
    assert_eq!(shop.answer(link).expect(410).problem().0, "invitation-cancelled");
    let out = json!({"token": asked["unsubscribe_token"]});
    let told = shop.submit(Target::OptOut, &out).expect(200).json();
    assert_eq!(told["changed"], json!(false));
    assert_eq!(
        shop.returned(claimed["items"][0]["id"].as_str().unwrap(), "permanent"),
        json!({"changed": false})
    );
    for recipient in [at("a@example.com"), json!({"phone": "+46701740605"})] {
        let skipped = shop.order("3", &recipient);
        assert_eq!(skipped["skipped"]["reason"]["cause"], "erased", "{skipped}");
        assert_eq!(skipped["skipped"]["invitation"], Value::Null, "not even that is kept");
    }
}

#[test]
fn what_is_over_is_removed_in_the_end() {
    let mut shop = Shop::with(&json!({"quarantine": []}));
    let answered = scheduled(&shop.order("1", &at("a@example.com")));
    let sent = shop.send();
    let link = &sent["items"][0]["mail"]["text"]["asked"]["link_token"];
    let _ = shop.answer(link.as_str().unwrap()).expect(201);
    let out = scheduled(&shop.order("2", &at("b@example.com")));
    let sent = shop.send();
    let token = &sent["items"][0]["mail"]["text"]["asked"]["unsubscribe_token"];
    let _ = shop.submit(Target::OptOut, &json!({"token": token})).expect(200);
    shop.later(1099 * DAY);
    shop.renew_key("later");
    shop.run_due();
    assert_eq!((&*shop.state(&answered), &*shop.state(&out)), ("answered", "opted-out"));
    let young = scheduled(&shop.order("3", &at("a@example.com")));
    shop.later(2 * DAY);
    shop.run_due();
    let left: Vec<_> =
        shop.list(&json!({})).into_iter().map(|one| one["invitation"].clone()).collect();
    assert_eq!(left, [json!(young)]);
    let gone = Target::ReadAsked(app(), shop_name(), answered.parse().unwrap());
    assert_eq!(shop.ask(gone, &Value::Null).expect(404).problem().0, "not-found");
    // Nobody knows of it any more, but that somebody wants no messages stays.
    let again = shop.order("1", &at("c@example.com"));
    assert!(again["scheduled"].is_object(), "{again}");
    let never = shop.order("2", &at("b@example.com"));
    assert_eq!(never["skipped"]["reason"]["cause"], "opted-out", "{never}");
}
