//! Cases of invitations together with their answers.

use contract::message::{OrderAlert, OrdersWhich};
use invite::{AlertStanding, State};
use store::{
    AlertChange, Answering, Append, LinkedAnswer, OrderFilter, PersonChange, Record, StoredOrder,
    Withdraw, Withdrawable,
};
use survey::{Number, SurveyId};

use super::alerts::{alert, name};
use super::asked::{add, app, asked, change, done, instance, invitation, with_person};
use super::personal::own_subject;
use super::responses::record;
use super::{Store, at, tenant_id};

fn scored(number: u8) -> Record {
    Record { score: Number::new(f64::from(number)), ..record(number, "{}", 50) }
}

/// Has a response answer an invitation of a person with this revision.
pub(super) async fn answer(
    store: &impl Store,
    (survey, record): (&SurveyId, &Record),
    (of, revision): (&str, u32),
    is_linked: bool,
) {
    let (survey, response) = (survey.clone(), record.id);
    let linked = LinkedAnswer { asked: invitation(of), survey: survey.clone(), response };
    let change = PersonChange {
        changed: vec![asked(of, State::Answered, None)],
        linked: is_linked.then_some(linked),
        ..change(revision)
    };
    let done = store.answer(&survey, record, &change).await.expect("asked");
    assert_eq!(done, Answering::Response(Append::Now(at(50))));
}

/// Three invitations: the first one is answered and linked, the second answered alone, the third one not answered.
async fn with_orders(store: &impl Store) -> SurveyId {
    let (_, sus) = with_person(store).await;
    for (key, of) in (1..).zip(["a", "b", "c"]) {
        add(store, u32::from(key) - 1, of, key, None).await;
    }
    answer(store, (&sus, &scored(1)), ("a", 3), true).await;
    answer(store, (&sus, &scored(2)), ("b", 4), false).await;
    sus
}

async fn listed(
    store: &impl Store,
    (tenant, instance_name): (&str, &str),
    (which, before, limit): (OrdersWhich, Option<u64>, u32),
) -> Vec<StoredOrder> {
    let (app, instance) = (app(), instance(instance_name));
    let filter = OrderFilter { app: &app, instance: &instance, which, before, limit };
    store.list_orders(&tenant_id(tenant), filter).await.expect("listed")
}

async fn which(store: &impl Store, which: OrdersWhich) -> Vec<String> {
    let found = listed(store, ("acme", "shop"), (which, None, 9)).await;
    found.iter().map(|one| one.asked.id.to_string()).collect()
}

async fn find(store: &impl Store, of: &str) -> StoredOrder {
    store.find_order(&invitation(of)).await.expect("asked").expect("there")
}

/// Invitations are listed with the answers that are linked to them, and with how alerts of those stand.
pub async fn orders_are_listed(store: &impl Store) {
    let sus = with_orders(store).await;
    assert_eq!(which(store, OrdersWhich::All).await, ["c", "b", "a"]);
    assert_eq!(which(store, OrdersWhich::Answered).await, ["b", "a"]);
    assert_eq!(which(store, OrdersWhich::Open).await, [""; 0]);
    let first = listed(store, ("acme", "shop"), (OrdersWhich::All, None, 2)).await;
    let next = first.last().expect("two").asked.sequence;
    let rest = listed(store, ("acme", "shop"), (OrdersWhich::All, Some(next), 2)).await;
    assert_eq!((first.len(), rest.len()), (2, 1));
    for place in [("other", "shop"), ("acme", "club")] {
        assert_eq!(listed(store, place, (OrdersWhich::All, None, 9)).await, []);
    }
    for of in ["b", "c"] {
        assert_eq!(find(store, of).await.answer, None, "{of}");
    }
    let linked = find(store, "a").await;
    assert!(linked.asked.rest.is_some());
    let answer = linked.answer.expect("linked");
    assert_eq!((&answer.survey, answer.response, answer.at), (&sus, scored(1).id, at(50)));
    assert_eq!((answer.score, answer.alert), (Number::new(1.0), None));
    assert_eq!(store.find_order(&invitation("x")).await.expect("asked"), None);

    let two = [alert("one", scored(1).id, None), alert("two", scored(1).id, None)];
    store.raise(&two).await.expect("raised");
    store.raise(&[alert("of-b", scored(2).id, None)]).await.expect("raised");
    assert_eq!(which(store, OrdersWhich::Open).await, ["a"]);
    for (id, want) in [("one", OrderAlert::Open), ("two", OrderAlert::Handled)] {
        let handled = AlertChange {
            id: name(id),
            revision: 1,
            standing: AlertStanding::Handled,
            next_due: None,
            sealed: b"done".to_vec(),
            messages: Vec::new(),
        };
        assert!(store.change_alert(&handled).await.expect("asked"));
        let answer = find(store, "a").await.answer.expect("linked");
        assert_eq!(answer.alert, Some(want), "{id}");
    }
    assert_eq!(which(store, OrdersWhich::Open).await, [""; 0]);
    let of = store.alerts_of(&sus, scored(1).id).await.expect("asked");
    assert_eq!(of.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

/// Nothing leads from an invitation to a response that was taken away.
pub async fn links_go_with_their_response(store: &impl Store) {
    let sus = with_orders(store).await;
    let gone = scored(1).id;
    let own = own_subject(gone);
    let done = store.withdraw(&sus, gone, own, Withdrawable::Complete, at(60)).await;
    assert_eq!(done.expect("asked"), Withdraw::Done);
    let found = find(store, "a").await;
    assert_eq!((found.asked.state, found.answer), (State::Answered, None));
    assert_eq!(store.alerts_of(&sus, gone).await.expect("asked"), []);
}

/// Nothing leads from the invitation of somebody who was erased, or that is removed, to what they answered: the response
/// stays.
pub async fn links_go_with_their_person(store: &impl Store) {
    let sus = with_orders(store).await;
    done(store, &PersonChange { forget: true, ..change(5) }).await;
    let found = find(store, "a").await;
    assert_eq!((found.asked.state, found.answer), (State::Erased, None));
    assert_eq!(store.remove_asked(9, at(1_000_000)).await.expect("asked"), 3);
    assert_eq!(store.find_order(&invitation("a")).await.expect("asked"), None);
    let kept = store.read_response(&tenant_id("acme"), &sus, scored(1).id).await;
    assert!(kept.expect("asked").is_some());
}

/// An invitation that is over is removed with its link.
pub async fn links_go_with_their_invitation(store: &impl Store) {
    let sus = with_orders(store).await;
    assert_eq!(store.remove_asked(9, at(1_000_000)).await.expect("asked"), 3);
    assert_eq!(store.find_order(&invitation("a")).await.expect("asked"), None);
    let kept = store.read_response(&tenant_id("acme"), &sus, scored(1).id).await;
    assert!(kept.expect("asked").is_some());
}
