//! Cases of the audit log.

use std::collections::BTreeSet;
use std::thread;

use contract::Moment;
use contract::message::{AuditAction, AuditEntry, AuditQuery, Limit, Stretch};
use credential::{Function, KeyRing, TenantId};
use pollster::block_on;
use store::{
    AUDIT_FORGOTTEN_AT_ONCE, AuditActor, AuditDraft, AuditMark, AuditObject, AuditOrder,
    AuditOutcome, AuditPiece, StoreError, head_fits, walk,
};

use super::{Store, at, survey_id, tenant_id, with_published};

const DAY: u64 = 24 * 60 * 60;

fn keys() -> KeyRing {
    KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").expect("a key")
}

fn draft(tenant: &str, user: &str, action: AuditAction, when: Moment) -> AuditDraft {
    AuditDraft {
        tenant: Some(tenant_id(tenant)),
        at: when,
        actor: AuditActor::User(user.parse().expect("a user's name")),
        action,
        object: AuditObject::Survey(survey_id("sus")),
        origin: Some("192.0.2.0/24".parse().expect("an origin")),
        request: "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".to_owned(),
        outcome: AuditOutcome::Done,
    }
}

async fn add(store: &impl Store, draft: AuditDraft) {
    store.recorded(&keys(), async || Ok(((), Some(draft)))).await.expect("added");
}

async fn save(store: &impl Store, tenant: &str, second: u64) {
    add(store, draft(tenant, "anna", AuditAction::SaveSurvey, at(second))).await;
}

async fn piece(store: &impl Store, tenant: &str, after: Option<u64>) -> AuditPiece {
    let read = store.read_audit_piece(&tenant_id(tenant), after, Limit::default()).await;
    read.expect("read")
}

/// Holds that a whole log fits: gives its entries' numbers.
async fn numbers(store: &impl Store, tenant: &str) -> Vec<u64> {
    let (mut numbers, mut after) = (Vec::new(), None);
    loop {
        let AuditPiece { head, before, entries } = piece(store, tenant, after).await;
        let head = head.expect("a head");
        assert!(head_fits(&head, &keys()), "{head:?}");
        let last = walk(before.expect("a beginning"), &entries).expect("all fit");
        numbers.extend(entries.iter().map(|entry| entry.sequence));
        if entries.is_empty() {
            assert_eq!(last, AuditMark::newest(&head));
            return numbers;
        }
        after = Some(last.sequence);
    }
}

/// Each tenant's entries are a chain of their own, numbered from 1, with a head.
pub async fn entries_are_a_tenants_own_chain(store: &impl Store) {
    for tenant in ["acme", "other", "acme", "acme"] {
        save(store, tenant, 1).await;
    }
    assert_eq!(numbers(store, "acme").await, [1, 2, 3]);
    assert_eq!(numbers(store, "other").await, [1]);
    let [entry] = <[AuditEntry; 1]>::try_from(piece(store, "other", None).await.entries)
        .expect("there is one entry");
    assert_eq!(
        (entry.actor.as_str(), entry.action.as_str(), entry.object.as_str()),
        ("user:anna", "save-survey", "survey:sus")
    );
    assert_eq!(
        (entry.time.as_str(), entry.origin.as_str()),
        ("2023-11-14T22:13:21.000Z", "192.0.2.0/24")
    );
    let rest = piece(store, "acme", Some(2)).await;
    assert!(walk(rest.before.expect("the second"), &rest.entries).is_ok());
    assert_eq!(rest.entries.len(), 1);
    let none = piece(store, "none", None).await;
    assert_eq!((none.head, none.entries), (None, Vec::new()));
}

/// What fails, or changes nothing, leaves no entry.
pub async fn what_is_not_done_is_not_told(store: &impl Store) {
    let failed = StoreError::Unavailable("no".to_owned());
    let told = store.recorded(&keys(), async || Err::<((), _), _>(failed.clone())).await;
    assert_eq!(told, Err(failed));
    assert_eq!(store.recorded(&keys(), async || Ok((7, None))).await, Ok(7));
    assert_eq!(piece(store, "acme", None).await.entries, []);
    let (acme, sus) = with_published(store).await;
    assert_eq!(store.tenant_of(&sus).await, Ok(Some(acme)));
    assert_eq!(store.tenant_of(&survey_id("none")).await, Ok(None));
}

async fn found(store: &impl Store, query: &str, order: AuditOrder) -> Vec<u64> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let query = AuditQuery::from_pairs(pairs).expect("a query");
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let listed = store.list_audit(&tenant_id("acme"), &query, order, after).await;
        let listed = listed.expect("listed");
        assert!(listed.entries.len() <= usize::from(query.stretch.limit.number()));
        found.extend(listed.entries.iter().map(|entry| entry.sequence));
        after = listed.next;
        if after.is_none() {
            return found;
        }
    }
}

/// Entries are found by when, who, what and with what, page by page, in either order.
pub async fn entries_are_found(store: &impl Store) {
    for (second, user, action) in [
        (0, "anna", AuditAction::SaveSurvey),
        (1, "anna", AuditAction::PublishSurvey),
        (2, "bo", AuditAction::SaveSurvey),
        (3, "anna", AuditAction::SaveSurvey),
    ] {
        add(store, draft("acme", user, action, at(second))).await;
        save(store, "other", second).await;
    }
    for (query, want) in [
        ("", vec![1, 2, 3, 4]),
        ("limit=1", vec![1, 2, 3, 4]),
        ("limit=2", vec![1, 2, 3, 4]),
        ("since=2023-11-14T22:13:21.000Z", vec![2, 3, 4]),
        ("until=2023-11-14T22:13:21.000Z", vec![1]),
        ("since=2023-11-14T22:13:21&until=2023-11-14T22:13:23&limit=1", vec![2, 3]),
        ("since=2024", vec![]),
        ("actor=user:anna&limit=1", vec![1, 2, 4]),
        ("actor=user:anna&action=save-survey", vec![1, 4]),
        ("object=survey:sus&actor=user:bo", vec![3]),
        ("object=survey:nps", vec![]),
    ] {
        assert_eq!(found(store, query, AuditOrder::OldestFirst).await, want, "{query}");
        let newest: Vec<_> = want.into_iter().rev().collect();
        assert_eq!(found(store, query, AuditOrder::NewestFirst).await, newest, "{query}");
    }
}

/// Who reads the log page by page is told of once an hour.
pub async fn reads_of_the_log_are_told_once_an_hour(store: &impl Store) {
    for (user, second, want) in [
        ("anna", 0, 1),
        ("anna", 10, 1),
        ("bo", 20, 2),
        ("anna", 3599, 2),
        ("anna", 3600, 3),
        ("bo", 3601, 3),
    ] {
        add(store, draft("acme", user, AuditAction::ReadAudit, at(second))).await;
        assert_eq!(numbers(store, "acme").await.len(), want, "{user} {second}");
    }
    add(store, draft("acme", "anna", AuditAction::ExportAudit, at(3602))).await;
    assert_eq!(numbers(store, "acme").await.len(), 4);
}

/// What is older than two years goes from the old end, a bounded number at a time; the rest fits.
pub async fn old_entries_go(store: &impl Store) {
    let many = u64::from(AUDIT_FORGOTTEN_AT_ONCE) + 20;
    for second in 0..many {
        save(store, "acme", second).await;
    }
    save(store, "acme", 700 * DAY).await;
    save(store, "acme", 730 * DAY + 10).await;
    assert_eq!(numbers(store, "acme").await.first(), Some(&11));
    for (second, first) in [(730 * DAY + many, 111), (730 * DAY + many, 121), (731 * DAY, 121)] {
        save(store, "acme", second).await;
        assert_eq!(numbers(store, "acme").await.first(), Some(&first), "{second}");
    }
    let after: Vec<_> = found(store, "limit=2", AuditOrder::OldestFirst).await;
    assert_eq!(after.first(), Some(&121));
    let newest = found(store, "limit=2", AuditOrder::NewestFirst).await;
    assert_eq!((newest.len(), newest.last()), (after.len(), Some(&121)));
}

/// What is written for nobody takes as long as what is written for somebody, and does not stay.
pub async fn nobodys_log_does_not_grow(store: &impl Store) {
    for second in 0..5 {
        let somebody = draft("acme", "anna", AuditAction::SignIn, at(second));
        let actor = AuditActor::Function(Function::Login);
        add(store, AuditDraft { tenant: None, actor, object: AuditObject::User(None), ..somebody })
            .await;
    }
    save(store, "acme", 9).await;
    assert_eq!(numbers(store, "acme").await, [1]);
}

/// Eight clients that add entries to one log at the same time leave one chain without a gap. `open`
/// gives a client's own way into the one store.
pub fn entries_at_once_are_one_chain<S: Store + Send>(open: impl Fn() -> S) {
    const EACH: u64 = 10;
    let _ = open();
    thread::scope(|scope| {
        for client in 0..8_u64 {
            let store = open();
            scope.spawn(move || {
                for second in 0..EACH {
                    block_on(save(&store, "acme", client * EACH + second));
                }
            });
        }
    });
    let store = open();
    assert_eq!(block_on(numbers(&store, "acme")), (1..=8 * EACH).collect::<Vec<_>>());
    let acme: TenantId = tenant_id("acme");
    let query = AuditQuery { stretch: Stretch::default(), ..AuditQuery::default() };
    let listed = block_on(store.list_audit(&acme, &query, AuditOrder::OldestFirst, None));
    let times: BTreeSet<_> = listed.expect("listed").entries.into_iter().map(|e| e.time).collect();
    assert_eq!(times.len(), 80, "each is there once");
}
