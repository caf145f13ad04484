//! A change and its entry in the audit log are one: neither is there without the other.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::fs;
use std::path::Path;

use contract::Moment;
use contract::message::{AuditAction, Limit};
use credential::{Function, KeyRing, TenantId};
use store::{
    AccountStore as _, AuditActor, AuditDraft, AuditObject, AuditOutcome, AuditStore as _,
    ResponseStore as _, SqlConnection as _, SqlStore, StoreError, Withdraw, migrate,
};
use store_sqlite::Connection;
use store_testkit::block_on;

const NOW: Moment = Moment::from_unix_millis(1_700_000_000_000);

fn keys() -> KeyRing {
    KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").expect("a key")
}

fn acme() -> TenantId {
    "acme".parse().expect("a tenant")
}

fn draft() -> AuditDraft {
    AuditDraft {
        tenant: Some(acme()),
        at: NOW,
        actor: AuditActor::Function(Function::Operator),
        action: AuditAction::PutTenant,
        object: AuditObject::Tenant(acme()),
        origin: None,
        request: "1".to_owned(),
        outcome: AuditOutcome::Done,
    }
}

/// Two connections to one new database: one to work with, one to look.
fn opened(test: &str) -> (SqlStore<Connection>, Connection) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // What an earlier run left behind is gone; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let [one, other] =
        [(); 2].map(|()| Connection::open(&folder.join("store.db")).expect("a database"));
    block_on(migrate(&one)).expect("a schema");
    (SqlStore::new(one), other)
}

fn rows(look: &Connection, table: &str) -> usize {
    let rows = block_on(look.run(&format!("SELECT 1 FROM {table}"), Vec::new()));
    rows.expect("rows").len()
}

#[test]
fn a_change_that_fails_later_is_undone() {
    let (store, look) = opened("a-change-that-fails-later");
    let failed = StoreError::Unreadable("no");
    let told = block_on(store.recorded(&keys(), async || {
        store.put_tenant(&acme(), "Acme AB", None, NOW).await?;
        assert_eq!(rows(&look, "tenants"), 0, "nobody sees it before its entry is there");
        Err::<((), _), _>(failed.clone())
    }));
    assert_eq!(told, Err(failed));
    assert_eq!((rows(&look, "tenants"), rows(&look, "audit_entries")), (0, 0));
    // The connection is as good as before.
    let told = block_on(store.recorded(&keys(), async || {
        store.put_tenant(&acme(), "Acme AB", None, NOW).await?;
        Ok(((), Some(draft())))
    }));
    assert_eq!(told, Ok(()));
    assert_eq!((rows(&look, "tenants"), rows(&look, "audit_entries")), (1, 1));
}

#[test]
fn what_cannot_be_told_is_not_done() {
    let (store, look) = opened("what-cannot-be-told");
    block_on(look.run("DROP TABLE audit_heads", Vec::new())).expect("dropped");
    let told = block_on(store.recorded(&keys(), async || {
        store.put_tenant(&acme(), "Acme AB", None, NOW).await?;
        Ok(((), Some(draft())))
    }));
    assert!(matches!(told, Err(StoreError::Unavailable(_))), "{told:?}");
    assert_eq!((rows(&look, "tenants"), rows(&look, "audit_entries")), (0, 0));
}

/// What has a transaction of its own, and undoes it, is a part of the whole.
#[test]
fn a_part_is_undone_by_itself() {
    let (store, look) = opened("a-part-is-undone");
    let told = block_on(store.recorded(&keys(), async || {
        store.put_tenant(&acme(), "Acme AB", None, NOW).await?;
        let survey = "sus".parse().expect("a survey");
        let response = survey::ResponseId::new(0, &[7; 10]);
        let what = store::Withdrawable::Complete;
        let own = personal::SubjectId::from_bytes([7; 16]);
        let withdrawn = store.withdraw(&survey, response, own, what, NOW).await?;
        Ok((withdrawn, Some(draft())))
    }));
    assert_eq!(told, Ok(Withdraw::NotFound));
    assert_eq!((rows(&look, "tenants"), rows(&look, "audit_entries")), (1, 1));
}

/// What nobody altered but the head: the chain goes on, and says so for good.
#[test]
fn a_head_from_elsewhere_is_not_made_good() {
    let (store, look) = opened("a-head-from-elsewhere");
    let add = || block_on(store.recorded(&keys(), async || Ok(((), Some(draft())))));
    let seal = || {
        let piece = block_on(store.read_audit_piece(&acme(), None, Limit::default()));
        piece.expect("read").head.expect("a head").seal
    };
    for _ in 0..3 {
        assert_eq!(add(), Ok(()));
    }
    assert_eq!(seal().len(), 64);
    for statement in [
        "DELETE FROM audit_entries WHERE sequence = 3",
        "UPDATE audit_heads SET sequence = 2, \
         hash = (SELECT hash FROM audit_entries WHERE sequence = 2)",
    ] {
        block_on(look.run(statement, Vec::new())).expect("done");
    }
    for sequence in [3, 4] {
        assert_eq!(add(), Ok(()));
        assert_eq!(seal(), "");
        assert_eq!(rows(&look, "audit_entries"), sequence);
    }
}

/// What says that it is old, and does not fit, is not let go.
#[test]
fn what_is_made_old_stays() {
    let (store, look) = opened("what-is-made-old");
    let add = || block_on(store.recorded(&keys(), async || Ok(((), Some(draft())))));
    for _ in 0..3 {
        assert_eq!(add(), Ok(()));
    }
    let older = "UPDATE audit_entries SET time = '2001-01-01T00:00:00.000Z' WHERE sequence < 3";
    block_on(look.run(older, Vec::new())).expect("done");
    assert_eq!(add(), Ok(()));
    assert_eq!(rows(&look, "audit_entries"), 4);
}
