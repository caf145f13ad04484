//! Identity providers, and whom they name.

use std::sync::atomic::{AtomicU32, Ordering};

use contract::message::{ClientId, Issuer, Subject};
use credential::{TenantId, UserId};
use store::{Changer, NewProvider};

use super::accounts::user;
use super::factors::how_many;
use super::{Store, at, with_tenants};
use crate::block_on;

const ISSUER: &str = "https://id.example.com";

fn issuer(raw: &str) -> Issuer {
    raw.parse().expect("an issuer")
}

fn client(raw: &str) -> ClientId {
    raw.parse().expect("a client")
}

fn subject(raw: &str) -> Subject {
    raw.parse().expect("a subject")
}

/// Has a tenant's people sign in by a provider.
async fn put(
    store: &impl Store,
    tenant: &TenantId,
    named: (&str, &str),
    secret: Option<&str>,
) -> bool {
    let (issuer, client_id) = (issuer(named.0), client(named.1));
    let provider = NewProvider { issuer: &issuer, client_id: &client_id, secret };
    store.put_provider(tenant, provider, at(5)).await.expect("asked")
}

async fn bound(store: &impl Store, tenant: &TenantId, called: &str) -> Option<String> {
    let called = subject(called);
    let user = store.find_bound(tenant, &called).await.expect("asked");
    user.map(|user| user.as_str().to_owned())
}

/// A store where `anna` and `cy` are of `acme` and `bo` of `other`; both tenants have a provider.
async fn with_people(store: &impl Store) -> ((TenantId, TenantId), [UserId; 3]) {
    let (acme, other) = with_tenants(store).await;
    let mut users = Vec::new();
    for (name, tenant) in [("anna", "acme"), ("bo", "other"), ("cy", "acme")] {
        let new = user(name, tenant, &format!("{name}@example.com"));
        store.create_user(&new, at(1)).await.expect("made");
        users.push(new.user);
    }
    for tenant in [&acme, &other] {
        assert!(put(store, tenant, (ISSUER, "us"), None).await);
    }
    ((acme, other), users.try_into().expect("three were made"))
}

/// A tenant has one provider, whose secret comes back as it was given.
pub async fn a_tenant_has_one_provider(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    assert!(store.find_provider(&acme).await.expect("asked").is_none());
    assert!(!put(store, &"nobody".parse().expect("a name"), (ISSUER, "us"), None).await);
    assert!(put(store, &acme, (ISSUER, "us"), Some("sealed")).await);
    let there = store.find_provider(&acme).await.expect("asked").expect("there");
    assert_eq!(there.secret.as_deref(), Some("sealed"));
    assert_eq!((there.shown.issuer.as_str(), there.shown.client_id.as_str()), (ISSUER, "us"));
    assert!(there.shown.has_secret && there.shown.changed_at == at(5));
    assert!(put(store, &acme, ("https://b.example.com", "us2"), None).await);
    let there = store.find_provider(&acme).await.expect("asked").expect("there");
    assert_eq!((there.secret, there.shown.has_secret), (None, false));
    assert_eq!(there.shown.issuer.as_str(), "https://b.example.com");
    assert!(store.find_provider(&other).await.expect("asked").is_none());
    assert!(store.remove_provider(&acme).await.expect("asked"));
    assert!(!store.remove_provider(&acme).await.expect("asked"));
    assert!(store.find_provider(&acme).await.expect("asked").is_none());
}

/// Each of a tenant's people is one to its provider, and nobody of another tenant's.
pub async fn people_are_bound_once(store: &impl Store) {
    let ((acme, other), [anna, bo, cy]) = with_people(store).await;
    let bind = async |tenant, user, called: &str| {
        let called = subject(called);
        store.bind((tenant, user), &called, at(6)).await.expect("asked")
    };
    assert!(!bind(&acme, &bo, "s1").await, "another tenant's");
    let nobody: UserId = "nobody".parse().expect("a name");
    assert!(!bind(&acme, &nobody, "s1").await);
    assert!(bind(&acme, &anna, "s1").await);
    assert!(!bind(&acme, &anna, "s1").await, "she is bound");
    assert!(!bind(&acme, &anna, "s2").await, "somebody else has her address by now");
    assert!(!bind(&acme, &cy, "s1").await, "that is Anna");
    assert_eq!(bound(store, &acme, "s1").await.as_deref(), Some("anna"));
    assert_eq!(bound(store, &acme, "S1").await, None, "names are compared letter by letter");
    assert_eq!(bound(store, &other, "s1").await, None);
    assert!(bind(&other, &bo, "s1").await, "another provider may call him so");
    assert_eq!(bound(store, &other, "s1").await.as_deref(), Some("bo"));
    let suspended = store.suspend((&acme, &cy), Changer::Owner, at(7)).await;
    assert_eq!(suspended.expect("asked"), store::PersonChanged::Done);
    assert!(!bind(&acme, &cy, "s3").await, "he is let in no more");
    store.remove_provider(&acme).await.expect("asked");
    assert!(!bind(&acme, &anna, "s1").await, "by which provider?");
}

/// Bindings are of a provider and its name for us, and go with either, and with the person.
pub async fn bindings_go_with_their_provider(store: &impl Store) {
    let ((acme, other), [anna, bo, cy]) = with_people(store).await;
    let bind = async |tenant, user, called: &str| {
        let called = subject(called);
        assert!(store.bind((tenant, user), &called, at(6)).await.expect("asked"));
    };
    bind(&other, &bo, "s1").await;
    bind(&acme, &anna, "s1").await;
    assert!(put(store, &acme, (ISSUER, "us"), Some("another secret")).await);
    assert_eq!(bound(store, &acme, "s1").await.as_deref(), Some("anna"), "it is the same one");
    for named in [("https://b.example.com", "us"), ("https://b.example.com", "us2")] {
        assert!(put(store, &acme, named, None).await);
        assert_eq!(bound(store, &acme, "s1").await, None, "{named:?}");
        bind(&acme, &anna, "s1").await;
    }
    store.remove_provider(&acme).await.expect("asked");
    assert!(put(store, &acme, ("https://b.example.com", "us2"), None).await);
    assert_eq!(bound(store, &acme, "s1").await, None);
    bind(&acme, &cy, "s1").await;
    let removed = store.remove((&acme, &cy), Changer::Owner).await.expect("asked");
    assert_eq!(removed, store::PersonChanged::Done);
    assert_eq!(bound(store, &acme, "s1").await, None);
    assert_eq!(bound(store, &other, "s1").await.as_deref(), Some("bo"), "no business of others");
}

/// Whoever seals secrets anew goes through all of them, and puts none in the place of a later one.
pub async fn provider_secrets_are_sealed_anew(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let public: TenantId = "public".parse().expect("a name");
    store.put_tenant(&public, "Public", None, at(0)).await.expect("put");
    for (tenant, secret) in [(&acme, Some("one")), (&other, Some("two")), (&public, None)] {
        assert!(put(store, tenant, (ISSUER, "us"), secret).await);
    }
    let listed = async |limit: &str, after| {
        let limit = limit.parse().expect("a limit");
        let stretch = store.list_provider_secrets(limit, after).await.expect("listed");
        let named =
            stretch.into_iter().map(|(tenant, secret)| (tenant.as_str().to_owned(), secret));
        named.collect::<Vec<_>>()
    };
    let pair = |tenant: &str, secret: &str| (tenant.to_owned(), secret.to_owned());
    assert_eq!(listed("1", None).await, [pair("acme", "one")]);
    assert_eq!(listed("2", Some("acme")).await, [pair("other", "two")]);
    for (was, new, want) in [("one", "anew", true), ("one", "late", false)] {
        let replaced = store.replace_provider_secret(&acme, was, new).await;
        assert_eq!(replaced.expect("asked"), want);
    }
    assert_eq!(listed("9", None).await, [pair("acme", "anew"), pair("other", "two")]);
}

/// Of eight that bind the same person at the same moment, to names of their own, one does.
pub fn bindings_at_once_are_one<S: Store + Send>(open: impl Fn() -> S) {
    let ((acme, _), [anna, ..]) = block_on(with_people(&open()));
    let names = AtomicU32::new(0);
    let bind = |store: S| {
        let name = names.fetch_add(1, Ordering::Relaxed);
        let called = subject(&format!("s{name}"));
        block_on(store.bind((&acme, &anna), &called, at(6))).expect("asked")
    };
    assert_eq!(how_many(&open, bind), 1);
}
