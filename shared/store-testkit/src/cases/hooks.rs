//! Cases of webhooks.

use contract::message::{HookPlatform, HookRefusal};
use credential::{AppName, HookId, InstanceName, TenantId};
use personal::{Generation, SubjectId};
use store::{NewHook, PutHook, StoredHook, StoredSubject, SubjectUse};

use super::asked::with_person;
use super::{Store, at, tenant_id};

fn place() -> (AppName, InstanceName) {
    ("store-evaluator".parse().expect("an app"), "shop".parse().expect("an instance"))
}

fn hook(name: &str) -> HookId {
    name.parse().expect("a webhook")
}

/// Under the key of the instance that [`with_person`] sets up.
async fn put(store: &impl Store, tenant: &TenantId, name: &str, sealed: &[u8]) -> PutHook {
    put_under(store, (tenant, "shop"), name, (sealed, 100)).await
}

async fn put_under(
    store: &impl Store,
    (tenant, instance): (&TenantId, &str),
    name: &str,
    (sealed, key): (&[u8], u8),
) -> PutHook {
    let (app, instance) = (place().0, instance.parse().expect("an instance"));
    let key_of = StoredSubject { generation: Generation::FIRST, sealed: vec![key; 8] };
    let subject = SubjectUse { id: SubjectId::from_bytes([100; 16]), key: key_of, is_new: false };
    let new = NewHook {
        id: &hook(name),
        app: &app,
        instance: &instance,
        platform: HookPlatform::Shopify,
        sealed,
        subject: &subject,
    };
    store.put_hook(tenant, new, at(30)).await.expect("put")
}

async fn found(store: &impl Store, name: &str) -> StoredHook {
    store.find_hook(&hook(name)).await.expect("asked").expect("there")
}

/// An instance has one webhook for each platform, whose address stays when its secret changes.
pub async fn a_webhook_keeps_its_address(store: &impl Store) {
    let ((acme, _), other, (app, shop)) = (with_person(store).await, tenant_id("other"), place());
    assert_eq!(put(store, &acme, "h", b"one").await, PutHook::Done);
    let kept = found(store, "h").await;
    assert_eq!((kept.made_at, kept.taken_at, kept.refused), (at(30), None, None));
    assert_eq!((&kept.instance, kept.platform), (&shop, HookPlatform::Shopify));
    assert_eq!(kept.locked.sealed, b"one");
    assert!(kept.locked.key.is_some());
    assert_eq!(put(store, &acme, "i", b"two").await, PutHook::Done);
    assert_eq!(found(store, "h").await.locked.sealed, b"two");
    assert_eq!(store.find_hook(&hook("i")).await.expect("asked"), None);
    let missing = put_under(store, (&acme, "club"), "j", (b"x", 100)).await;
    assert_eq!(missing, PutHook::NoInstance);
    assert_eq!(put(store, &other, "j", b"x").await, PutHook::NoInstance);
    let changed = put_under(store, (&acme, "shop"), "h", (b"three", 9)).await;
    assert_eq!(changed, PutHook::KeyChanged);
    assert_eq!(found(store, "h").await.locked.sealed, b"two");
    assert_eq!(store.list_hooks(&acme, &app, &shop).await.expect("listed").len(), 1);
    assert_eq!(store.list_hooks(&other, &app, &shop).await.expect("listed"), []);
    let remove = async |tenant, platform| {
        store.remove_hook(tenant, (&app, &shop), platform).await.expect("asked")
    };
    assert!(!remove(&other, HookPlatform::Shopify).await);
    assert!(!remove(&acme, HookPlatform::WooCommerce).await);
    assert!(remove(&acme, HookPlatform::Shopify).await);
    assert_eq!(store.find_hook(&hook("h")).await.expect("asked"), None);
}

/// It is known when one came that was in order, and how many were refused.
pub async fn webhooks_are_counted(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    assert_eq!(put(store, &acme, "h", b"one").await, PutHook::Done);
    for (refusal, now) in
        [(Some(HookRefusal::NotSigned), 40), (None, 41), (Some(HookRefusal::Unreadable), 42)]
    {
        store.note_hook(&hook("h"), refusal, at(now)).await.expect("noted");
    }
    let kept = found(store, "h").await;
    assert_eq!(kept.taken_at, Some(at(41)));
    assert_eq!(kept.refused, Some((2, at(42), HookRefusal::Unreadable)));
    assert_eq!(put(store, &acme, "h", b"two").await, PutHook::Done);
    assert_eq!(found(store, "h").await.refused, None, "they were of another secret");
    store.note_hook(&hook("none"), None, at(50)).await.expect("noted");
}
