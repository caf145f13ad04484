//! Cases of API keys.

use credential::{ApiKeyId, UnixSeconds};
use store::{ApiKeyBounds, ApiKeyMade, MAX_API_KEYS, NewApiKey};

use super::accounts::{grants, user};
use super::{Store, at, tenant_id, with_tenants};

fn id(name: &str) -> ApiKeyId {
    name.parse().expect("a key's name")
}

pub(super) fn key(name: &str, tenant: &str, made_by: Option<&str>) -> NewApiKey {
    NewApiKey {
        id: id(name),
        tenant: tenant_id(tenant),
        label: format!("what {name} is for"),
        grants: grants(),
        made_by: made_by.map(|user| user.parse().expect("a user's name")),
        expires_at: UnixSeconds::new(2_000_000_000),
    }
}

/// A key works for the tenant it was made for, and for no other.
pub async fn keys_are_live_for_their_tenant(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    for (tenant, seconds, want) in [
        ("none", 1, ApiKeyMade::Not),
        ("acme", 1, ApiKeyMade::There),
        ("acme", 2, ApiKeyMade::There),
        ("other", 3, ApiKeyMade::Not),
    ] {
        let made = store.create_api_key(&key("key-1", tenant, None), at(seconds)).await;
        assert_eq!(made.expect("asked"), want, "{tenant}");
    }
    let used = async |tenant| store.use_api_key(tenant, &id("key-1"), at(4)).await.expect("asked");
    assert_eq!(used(&acme).await, Some(ApiKeyBounds::Own));
    assert_eq!(used(&other).await, None);
    assert!(store.list_api_keys(&other).await.expect("asked").is_empty());
}

/// A key is bounded by what its maker may do; of one who is not the tenant's it does nothing.
pub async fn keys_are_bounded_by_their_makers(store: &impl Store) {
    let (acme, _) = with_tenants(store).await;
    store.create_user(&user("anna", "acme", "anna@example.com"), at(1)).await.expect("made");
    store.create_user(&user("bo", "other", "bo@example.com"), at(1)).await.expect("made");
    for (name, maker, want) in [
        ("annas", Some("anna"), Some(ApiKeyBounds::Maker(grants()))),
        ("bos", Some("bo"), None),
        ("nobodys", Some("carin"), None),
        ("operators", None, Some(ApiKeyBounds::Own)),
    ] {
        store.create_api_key(&key(name, "acme", maker), at(2)).await.expect("made");
        let used = store.use_api_key(&acme, &id(name), at(3)).await;
        assert_eq!(used.expect("asked"), want, "{name}");
    }
}

/// A revoked key does nothing from then on, and nothing makes it work again.
pub async fn revoked_keys_stay_so(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    store.create_api_key(&key("key-1", "acme", None), at(1)).await.expect("made");
    let revoke = async |tenant, seconds| {
        let revoked = store.revoke_api_key(tenant, &id("key-1"), at(seconds)).await;
        revoked.expect("asked").map(|item| item.revoked_at)
    };
    assert_eq!(revoke(&other, 2).await, None);
    assert!(store.use_api_key(&acme, &id("key-1"), at(2)).await.expect("asked").is_some());
    assert_eq!(revoke(&acme, 3).await, Some(Some(at(3))));
    assert_eq!(revoke(&acme, 4).await, Some(Some(at(3))), "as it was");
    assert_eq!(store.use_api_key(&acme, &id("key-1"), at(5)).await.expect("asked"), None);
    let again = store.create_api_key(&key("key-1", "acme", None), at(6)).await;
    assert_eq!(again.expect("asked"), ApiKeyMade::Not);
}

/// The newest come first, with what is known of them; a use is seen once in some minutes.
pub async fn keys_are_listed_with_their_last_use(store: &impl Store) {
    let (acme, _) = with_tenants(store).await;
    store.create_api_key(&key("b", "acme", None), at(1)).await.expect("made");
    store.create_api_key(&key("a", "acme", Some("anna")), at(2)).await.expect("made");
    let listed = store.list_api_keys(&acme).await.expect("asked");
    let names: Vec<_> = listed.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    let newest = listed.first().expect("two");
    assert_eq!((newest.label.as_str(), newest.created_at), ("what a is for", at(2)));
    assert_eq!(newest.made_by.as_ref().map(credential::UserId::as_str), Some("anna"));
    assert_eq!((newest.last_used_at, newest.revoked_at), (None, None));
    assert_eq!(newest.grants, grants());
    for (seconds, want) in [(10, 10), (20, 10), (309, 10), (311, 311), (312, 311)] {
        store.use_api_key(&acme, &id("b"), at(seconds)).await.expect("asked");
        let listed = store.list_api_keys(&acme).await.expect("asked");
        let used = listed.last().expect("two").last_used_at;
        assert_eq!(used, Some(at(want)), "{seconds}");
    }
}

/// A tenant has so many keys that work; what has ended takes no place.
pub async fn a_tenant_has_so_many_keys(store: &impl Store) {
    let (acme, _) = with_tenants(store).await;
    let make = async |name: &str, tenant: &str| {
        store.create_api_key(&key(name, tenant, None), at(1)).await.expect("asked")
    };
    let ended = NewApiKey { expires_at: at(1).seconds(), ..key("ended", "acme", None) };
    store.create_api_key(&ended, at(0)).await.expect("made");
    for number in 0..MAX_API_KEYS {
        assert_eq!(make(&format!("key-{number}"), "acme").await, ApiKeyMade::There, "{number}");
    }
    assert_eq!(make("more", "acme").await, ApiKeyMade::TooMany);
    assert_eq!(make("key-1", "acme").await, ApiKeyMade::There, "it is there");
    assert_eq!(make("more", "other").await, ApiKeyMade::There, "another's are their own");
    store.revoke_api_key(&acme, &id("key-1"), at(2)).await.expect("asked");
    assert_eq!(make("one-more", "acme").await, ApiKeyMade::There);
}
