//! Cases of flows.

use credential::{AppName, FlowId, InstanceName};
use store::{FlowFilter, StoredFlow};

use super::asked::with_person;
use super::{Store, at, tenant_id};

fn place() -> (AppName, InstanceName) {
    ("store-evaluator".parse().expect("an app"), "shop".parse().expect("an instance"))
}

fn flow(name: &str, subscription: u8, made_at: u64) -> StoredFlow {
    let (app, instance) = place();
    StoredFlow {
        id: name.parse().expect("a flow"),
        tenant: tenant_id("acme"),
        app,
        instance,
        subscription: [subscription; 32],
        sealed: Some(vec![1; 3]),
        facts: "{}".to_owned(),
        state: "{\"seen\":false}".to_owned(),
        made_at: at(made_at),
        changed_at: at(made_at),
        revision: 0,
    }
}

fn names(flows: &[StoredFlow]) -> Vec<&str> {
    flows.iter().map(|flow| flow.id.as_str()).collect()
}

/// A flow is of an instance that is there, and changes from what was read alone.
pub async fn a_flow_changes_once(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let kept = flow("a", 1, 30);
    assert!(store.add_flow(&kept).await.expect("added"));
    let nowhere = StoredFlow { instance: "club".parse().expect("a name"), ..flow("b", 1, 30) };
    assert!(!store.add_flow(&nowhere).await.expect("asked"));
    let others = StoredFlow { tenant: tenant_id("other"), ..flow("b", 1, 30) };
    assert!(!store.add_flow(&others).await.expect("asked"));
    let found = async |name: &str| {
        let id: FlowId = name.parse().expect("a flow");
        store.find_flow(&id).await.expect("asked")
    };
    assert_eq!(found("a").await.as_ref(), Some(&kept));
    assert_eq!(found("b").await, None);
    let change = async |revision, state: &str| {
        store.change_flow(&kept.id, (revision, state), at(31)).await.expect("asked")
    };
    assert!(change(0, "{}").await);
    assert!(!change(0, "[]").await, "somebody else was there before");
    let changed =
        StoredFlow { state: "{}".to_owned(), changed_at: at(31), revision: 1, ..kept.clone() };
    assert_eq!(found("a").await, Some(changed.clone()));
    assert_eq!(store.flows_of(&acme, &[1; 32], 9).await.expect("asked"), [changed]);
}

/// Flows are found by their subscription, the last one first, and listed in their order.
pub async fn flows_are_found(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    for (name, subscription, made_at) in [("a", 1, 30), ("d", 2, 31), ("c", 1, 31), ("b", 1, 40)] {
        assert!(store.add_flow(&flow(name, subscription, made_at)).await.expect("added"));
    }
    let of = async |tenant, subscription, limit| {
        store.flows_of(tenant, &[subscription; 32], limit).await.expect("asked")
    };
    assert_eq!(names(&of(&acme, 1, 9).await), ["b", "c", "a"]);
    assert_eq!(names(&of(&acme, 1, 1).await), ["b"]);
    assert_eq!(of(&tenant_id("other"), 1, 9).await, []);
    let (app, instance) = place();
    let list = async |(from, before), after: Option<(u64, &str)>, limit| {
        let id: Option<FlowId> = after.map(|(_, name)| name.parse().expect("a flow"));
        let after = after.map(|(made_at, _)| at(made_at)).zip(id.as_ref());
        let (from, before) = (at(from), at(before));
        let filter = FlowFilter { app: &app, instance: &instance, from, before, after, limit };
        store.list_flows(&acme, filter).await.expect("listed")
    };
    assert_eq!(names(&list((30, 41), None, 9).await), ["a", "c", "d", "b"]);
    assert_eq!(names(&list((31, 40), None, 9).await), ["c", "d"]);
    assert_eq!(names(&list((30, 41), None, 2).await), ["a", "c"]);
    assert_eq!(names(&list((30, 41), Some((31, "c")), 9).await), ["d", "b"]);
}

/// What a flow was started with goes before the flow does, a few at a time.
pub async fn flows_are_forgotten(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    for (name, made_at) in [("a", 30), ("b", 31), ("c", 40)] {
        assert!(store.add_flow(&flow(name, 1, made_at)).await.expect("added"));
    }
    let tidy = async |limit, settled, before| {
        store.tidy_flows(limit, (at(settled), at(before))).await.expect("tidied");
        let left = store.flows_of(&acme, &[1; 32], 9).await.expect("asked");
        left.into_iter()
            .map(|flow| (flow.id.to_string(), flow.sealed.is_some()))
            .collect::<Vec<_>>()
    };
    let told = |all: &[(&str, bool)]| {
        all.iter().map(|(name, sealed)| ((*name).to_owned(), *sealed)).collect::<Vec<_>>()
    };
    assert_eq!(tidy(9, 30, 30).await, told(&[("c", true), ("b", true), ("a", true)]));
    assert_eq!(tidy(9, 32, 30).await, told(&[("c", true), ("b", false), ("a", false)]));
    assert_eq!(tidy(1, 32, 31).await, told(&[("c", true), ("b", false)]));
    assert_eq!(tidy(9, 41, 41).await, told(&[]));
}
