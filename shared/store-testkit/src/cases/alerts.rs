//! Cases of alerts and of their messages.

use contract::message::{AlertWay, MailFailure, MailStatus};
use credential::{AlertId, AppName, InstanceName, MailId};
use invite::AlertStanding;
use store::{
    AlertChange, AlertFilter, ClaimedAlertMessage, NewAlert, NewAlertMessage, Resend, StoredAlert,
    Withdraw, Withdrawable,
};
use survey::{ResponseId, SurveyId};

use super::asked::with_person;
use super::personal::own_subject;
use super::responses::{append, record};
use super::{Store, at, survey_id, tenant_id};

fn app() -> AppName {
    "store-evaluator".parse().expect("an app")
}

fn instance() -> InstanceName {
    "shop".parse().expect("an instance")
}

pub(super) fn name(raw: &str) -> AlertId {
    raw.parse().expect("an alert")
}

fn mail(raw: &str) -> MailId {
    raw.parse().expect("a message")
}

pub(super) fn alert(id: &str, response: ResponseId, next_due: Option<u64>) -> NewAlert {
    NewAlert {
        id: name(id),
        tenant: tenant_id("acme"),
        app: app(),
        instance: instance(),
        rule: "unhappy".to_owned().try_into().expect("a rule"),
        survey: survey_id("sus"),
        response,
        test: false,
        raised: at(20),
        next_due: next_due.map(at),
        sealed: id.as_bytes().to_vec(),
    }
}

fn message(id: &str, way: AlertWay, bundle: Option<&str>) -> NewAlertMessage {
    NewAlertMessage {
        id: mail(id),
        way,
        escalated: false,
        sealed: b"whom".to_vec(),
        bundle: bundle.map(str::to_owned),
        made_at: at(30),
        opens: at(30),
        closes: at(100_000),
    }
}

fn change(id: &str, revision: u32, standing: AlertStanding) -> AlertChange {
    let (next_due, messages) = (None, Vec::new());
    AlertChange { id: name(id), revision, standing, next_due, sealed: b"x".to_vec(), messages }
}

async fn write(store: &impl Store, id: &str, revision: u32, messages: Vec<NewAlertMessage>) {
    let change = AlertChange { messages, ..change(id, revision, AlertStanding::Open) };
    assert!(store.change_alert(&change).await.expect("asked"), "{id}");
}

async fn find(store: &impl Store, id: &str) -> StoredAlert {
    store.find_alert(&name(id)).await.expect("asked").expect("there")
}

/// A store with alerts by the first responses, of which each has one.
async fn with_alerts(store: &impl Store, alerts: &[(&str, Option<u64>)]) -> SurveyId {
    let (_, sus) = with_person(store).await;
    let mut raised = Vec::new();
    for (number, (id, due)) in (1..).zip(alerts) {
        let kept = record(number, "{}", 20);
        append(store, &sus, &kept).await;
        raised.push(alert(id, kept.id, *due));
    }
    store.raise(&raised).await.expect("raised");
    sus
}

async fn listed(
    store: &impl Store,
    standing: Option<AlertStanding>,
    after: Option<(bool, u64)>,
    limit: u32,
) -> (Vec<StoredAlert>, u64) {
    let (app, instance) = (app(), instance());
    let filter = AlertFilter { app: &app, instance: &instance, standing, after, limit };
    store.list_alerts(&tenant_id("acme"), filter).await.expect("listed")
}

fn names(alerts: &[StoredAlert]) -> Vec<&str> {
    alerts.iter().map(|one| one.id.as_str()).collect()
}

/// Those that are not over come first, of each the newest; stretches meet.
pub async fn alerts_are_listed(store: &impl Store) {
    with_alerts(store, &[("a", None), ("b", None), ("c", None), ("d", None)]).await;
    for (id, standing) in [("b", AlertStanding::Handled), ("c", AlertStanding::Assigned)] {
        assert!(store.change_alert(&change(id, 1, standing)).await.expect("asked"));
    }
    let (all, open) = listed(store, None, None, 9).await;
    assert_eq!((names(&all), open), (vec!["d", "c", "a", "b"], 3));
    let mut after = None;
    for want in [&["d", "c"][..], &["a", "b"], &[]] {
        let (some, _) = listed(store, None, after, 2).await;
        assert_eq!(names(&some), want);
        after = some.last().map(|last| (last.standing.is_over(), last.sequence));
    }
    let (some, open) = listed(store, Some(AlertStanding::Handled), None, 9).await;
    assert_eq!((names(&some), open), (vec!["b"], 3));
    let (app, other) = (app(), "other".parse().expect("an instance"));
    let filter = AlertFilter { app: &app, instance: &other, standing: None, after: None, limit: 9 };
    let of_other = store.list_alerts(&tenant_id("acme"), filter).await.expect("listed");
    assert_eq!(of_other, (Vec::new(), 0));
}

/// Of two changes to the same alert one counts.
pub async fn an_alert_changes_once(store: &impl Store) {
    with_alerts(store, &[("a", Some(40)), ("b", Some(30)), ("c", None)]).await;
    let due = store.due_alerts(9, at(40)).await.expect("asked");
    assert_eq!(names(&due), ["b", "a"]);
    assert_eq!(names(&store.due_alerts(9, at(39)).await.expect("asked")), ["b"]);
    let changed = AlertChange {
        next_due: Some(at(90)),
        messages: vec![message("m", AlertWay::Mail, None)],
        ..change("a", 1, AlertStanding::Open)
    };
    assert!(store.change_alert(&changed).await.expect("asked"));
    let lost = AlertChange {
        messages: vec![message("n", AlertWay::Mail, None)],
        ..change("a", 1, AlertStanding::Handled)
    };
    assert!(!store.change_alert(&lost).await.expect("asked"));
    let found = find(store, "a").await;
    assert_eq!((found.standing, found.revision), (AlertStanding::Open, 2));
    assert_eq!((found.next_due, found.raised), (Some(at(90)), at(20)));
    assert_eq!(found.rest.expect("there").sealed, b"x");
    assert_eq!(store.messages_of_alert(&name("a")).await.expect("asked").len(), 1);
    store.look_at_alert_later(&name("b"), at(70)).await.expect("asked");
    store.look_at_alert_later(&name("c"), at(1)).await.expect("asked");
    assert_eq!(names(&store.due_alerts(9, at(80)).await.expect("asked")), ["b"]);
    assert_eq!(store.find_alert(&name("x")).await.expect("asked"), None);
}

/// Nothing leads from an alert to a response that was taken away, and nothing is told of it.
pub async fn alerts_go_with_their_response(store: &impl Store) {
    let sus = with_alerts(store, &[("a", Some(30)), ("b", Some(30))]).await;
    write(store, "a", 1, vec![message("m", AlertWay::Mail, None)]).await;
    let gone = record(1, "{}", 20).id;
    let own = own_subject(gone);
    let done = store.withdraw(&sus, gone, own, Withdrawable::Complete, at(40)).await;
    assert_eq!(done.expect("asked"), Withdraw::Done);
    let found = find(store, "a").await;
    assert_eq!((found.standing, found.next_due), (AlertStanding::Gone, None));
    assert_eq!(found.rest, None);
    assert_eq!(names(&store.due_alerts(9, at(90)).await.expect("asked")), ["b"]);
    assert_eq!(claim(store, AlertWay::Mail, 90).await, []);
    assert_eq!(store.messages_of_alert(&name("a")).await.expect("asked"), []);
    assert!(find(store, "b").await.rest.is_some());
}

async fn claim(store: &impl Store, way: AlertWay, seconds: u64) -> Vec<ClaimedAlertMessage> {
    store.claim_alert_messages(way, 9, at(seconds)).await.expect("claimed")
}

/// A message of alerts is in one hand, waits if it was not taken, and is forgotten once it is over.
pub async fn messages_of_alerts_are_in_one_hand(store: &impl Store) {
    with_alerts(store, &[("a", None)]).await;
    let messages = vec![message("m", AlertWay::Mail, None), message("t", AlertWay::Sms, None)];
    write(store, "a", 1, messages).await;
    assert_eq!(claim(store, AlertWay::Mail, 29).await, []);
    let claimed = claim(store, AlertWay::Mail, 30).await;
    let want = ClaimedAlertMessage {
        id: mail("m"),
        attempt: 1,
        way: AlertWay::Mail,
        escalated: false,
        sealed: b"whom".to_vec(),
        alerts: vec![name("a")],
        count: 1,
    };
    assert_eq!(claimed, std::slice::from_ref(&want));
    assert_eq!(claim(store, AlertWay::Mail, 31).await, []);
    let after = 30 + u64::from(Resend::LEASE_MS) / 1000;
    let again = claim(store, AlertWay::Mail, after).await;
    assert_eq!(again, [ClaimedAlertMessage { attempt: 2, ..want }]);
    let failed = async |id: &str, attempt, status: &str| {
        let failure = MailFailure { attempt, status: status.parse().expect("a status") };
        let told = store.alert_message_failed(&mail(id), failure, at(after + 60), at(after)).await;
        told.expect("asked")
    };
    assert!(!failed("m", 1, "4.4.1").await, "an attempt that is over");
    assert!(failed("m", 2, "4.4.1").await);
    assert_eq!(claim(store, AlertWay::Mail, after + 59).await, []);
    assert_eq!(claim(store, AlertWay::Mail, after + 60).await.len(), 1);
    let sent = async || store.alert_message_sent(&mail("m"), at(after + 61)).await.expect("asked");
    assert!(sent().await);
    assert!(!sent().await);
    assert_eq!(claim(store, AlertWay::Sms, after).await.len(), 1);
    assert!(failed("t", 1, "5.1.1").await);
    let standing = store.messages_of_alert(&name("a")).await.expect("asked");
    let standing: Vec<_> =
        standing.iter().map(|one| (one.way, one.ended_at, one.failure)).collect();
    let refused: MailStatus = "5.1.1".parse().expect("a status");
    assert_eq!(
        standing,
        [
            (AlertWay::Mail, Some(at(after + 61)), None),
            (AlertWay::Sms, Some(at(after)), Some(refused))
        ]
    );
}

/// Those of one bundle go together until somebody has them in hand; who is told of none is not written to.
pub async fn alerts_go_together(store: &impl Store) {
    with_alerts(store, &[("a", None), ("b", None), ("c", None), ("d", None)]).await;
    for (alert, id) in [("a", "m"), ("b", "n"), ("c", "o")] {
        write(store, alert, 1, vec![message(id, AlertWay::Mail, Some("day"))]).await;
    }
    let over = change("b", 2, AlertStanding::Handled);
    assert!(store.change_alert(&over).await.expect("asked"));
    let [one] = &claim(store, AlertWay::Mail, 40).await[..] else { panic!("one message") };
    assert_eq!((one.id.as_str(), one.count), ("m", 2));
    assert_eq!(one.alerts, [name("a"), name("c")]);
    write(store, "d", 1, vec![message("p", AlertWay::Mail, Some("day"))]).await;
    let [next] = &claim(store, AlertWay::Mail, 40).await[..] else { panic!("another message") };
    assert_eq!((next.id.as_str(), &next.alerts), ("p", &vec![name("d")]));
}

/// What nobody could take is given up in the end.
pub async fn messages_of_alerts_are_given_up(store: &impl Store) {
    with_alerts(store, &[("a", None)]).await;
    write(store, "a", 1, vec![message("m", AlertWay::Webhook, None)]).await;
    assert_eq!(claim(store, AlertWay::Webhook, 100_000).await, []);
    let standing = store.messages_of_alert(&name("a")).await.expect("asked");
    let over = MailStatus::passing(4, 7);
    assert_eq!(standing.first().and_then(|one| one.failure), Some(over));
    assert_eq!(standing.first().and_then(|one| one.ended_at), Some(at(100_000)));
}
