//! Cases of app instances, people who are asked, their invitations and messages.

use std::thread;

use contract::Moment;
use contract::message::Parts;
use credential::{AppName, InstanceName, InvitationId, TenantId};
use invite::{Channel, MessageName, State, Step};
use personal::{Generation, SubjectId};
use pollster::block_on;
use store::{
    AddContact, Answering, Append, AskedChanged, AskedFilter, ChangedAsked, ContactKeys,
    MessageChange, MessageStep, NewAsked, NewInstance, PersonChange, PutInstance, Resend,
    StoredContact, StoredSubject, SubjectUse,
};
use survey::SurveyId;

use super::responses::record;
use super::{Store, at, survey_id, tenant_id, with_published};

pub(super) fn app() -> AppName {
    "store-evaluator".parse().expect("an app")
}

pub(super) fn instance(name: &str) -> InstanceName {
    name.parse().expect("an instance")
}

pub(super) fn invitation(name: &str) -> InvitationId {
    name.parse().expect("an invitation")
}

pub(super) fn subject(number: u8, is_new: bool) -> SubjectUse {
    let key = StoredSubject { generation: Generation::FIRST, sealed: vec![number; 8] };
    SubjectUse { id: SubjectId::from_bytes([number; 16]), key, is_new }
}

pub(super) fn contact(number: u8) -> StoredContact {
    let SubjectUse { id, key, .. } = subject(number, true);
    StoredContact { id, revision: 0, key }
}

pub(super) const fn keys(email: Option<u8>, phone: Option<u8>) -> ContactKeys {
    const fn hash(number: Option<u8>) -> Option<[u8; 32]> {
        match number {
            Some(number) => Some([number; 32]),
            None => None,
        }
    }
    ContactKeys { email: hash(email), phone: hash(phone) }
}

pub(super) async fn put(
    store: &impl Store,
    tenant: &TenantId,
    name: &str,
    paused: bool,
    key: SubjectUse,
) -> PutInstance {
    put_as_seen(store, tenant, (name, paused), key, None).await
}

/// Sets an instance up if it was changed last at that moment.
pub(super) async fn put_as_seen(
    store: &impl Store,
    tenant: &TenantId,
    (name, paused): (&str, bool),
    key: SubjectUse,
    seen: Option<Moment>,
) -> PutInstance {
    let (app, instance, survey) = (app(), instance(name), survey_id("sus"));
    let new = NewInstance {
        app: &app,
        instance: &instance,
        survey: &survey,
        title: name,
        paused,
        sealed: b"sealed",
        subject: &key,
        seen,
    };
    store.put_instance(tenant, new, 2, at(10)).await.expect("put")
}

/// A store where `acme` has an instance `shop`, and knows the person 1 by the address 1.
pub(super) async fn with_person(store: &impl Store) -> (TenantId, SurveyId) {
    let (acme, sus) = with_published(store).await;
    assert!(store.add_tenant_keys(&acme, "key", "look-up", at(3)).await.expect("added"));
    assert_eq!(put(store, &acme, "shop", false, subject(100, true)).await, PutInstance::Done);
    let added = store.add_contact(&acme, &contact(1), keys(Some(1), None), at(4)).await;
    assert_eq!(added.expect("added"), AddContact::Done);
    (acme, sus)
}

pub(super) fn asked(name: &str, state: State, next_due: Option<u64>) -> ChangedAsked {
    let sealed = format!("{name} {}", state.name()).into_bytes();
    let parts = Parts::default();
    ChangedAsked { id: invitation(name), state, next_due: next_due.map(at), parts, sealed }
}

pub(super) fn new(asked: ChangedAsked, key: u8) -> NewAsked {
    NewAsked {
        asked,
        app: app(),
        instance: instance("shop"),
        key: [key; 32],
        event: [key; 32],
        stage: "checkout".parse().expect("a stage"),
        test: false,
        made_at: at(20),
    }
}

pub(super) fn change(revision: u32) -> PersonChange {
    PersonChange {
        tenant: tenant_id("acme"),
        contact: contact(1).id,
        revision,
        changed: Vec::new(),
        added: None,
        removed: None,
        messages: Vec::new(),
        suppressed: Vec::new(),
        linked: None,
        forget: false,
    }
}

pub(super) async fn done(store: &impl Store, change: &PersonChange) {
    let changed = store.change_person(change).await.expect("changed");
    assert_eq!(changed, AskedChanged::Done);
}

/// Another instance of `acme`.
pub(super) async fn with_instance(store: &impl Store, tenant: &TenantId, name: &str) {
    assert_eq!(put(store, tenant, name, false, subject(101, true)).await, PutInstance::Done);
}

pub(super) async fn add(
    store: &impl Store,
    revision: u32,
    name: &str,
    key: u8,
    next_due: Option<u64>,
) {
    let added = Some(new(asked(name, State::Scheduled, next_due), key));
    done(store, &PersonChange { added, ..change(revision) }).await;
}

async fn state(store: &impl Store, name: &str) -> Option<State> {
    let found = store.find_asked(&invitation(name)).await.expect("found");
    found.map(|found| found.state)
}

/// The same event is there once.
pub async fn an_event_is_there_once(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, Some(30)).await;
    let again = Some(new(asked("b", State::Scheduled, None), 1));
    let again = store.change_person(&PersonChange { added: again, ..change(1) }).await;
    assert_eq!(again.expect("asked"), AskedChanged::Meanwhile);
    assert_eq!(state(store, "b").await, None);
    let same = store.find_same(&acme, &[1; 32]).await.expect("asked");
    assert_eq!(same.map(|same| same.id), Some(invitation("a")));
    assert_eq!(store.find_same(&acme, &[2; 32]).await.expect("asked"), None);
    add(store, 1, "b", 2, None).await;
}

/// Of two changes that have read the same, one counts; what does not fit changes nothing.
pub async fn a_persons_invitations_change_together(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, Some(30)).await;
    add(store, 1, "b", 2, Some(31)).await;
    let both = vec![asked("a", State::OptedOut, None), asked("b", State::OptedOut, None)];
    let late = PersonChange { changed: both.clone(), ..change(1) };
    assert_eq!(store.change_person(&late).await.expect("asked"), AskedChanged::Meanwhile);
    assert_eq!(state(store, "a").await, Some(State::Scheduled));
    let mut with_another = both.clone();
    with_another.push(asked("c", State::OptedOut, None));
    let wrong = PersonChange { changed: with_another, ..change(2) };
    assert_eq!(store.change_person(&wrong).await.expect("asked"), AskedChanged::Meanwhile);
    assert_eq!(state(store, "a").await, Some(State::Scheduled), "all, or nothing");
    done(store, &PersonChange { changed: both, ..change(2) }).await;
    let all = store.asked_of(&acme, contact(1).id, 10).await.expect("asked");
    let stand: Vec<_> = all.iter().map(|one| (one.id.as_str(), one.state)).collect();
    assert_eq!(stand, [("b", State::OptedOut), ("a", State::OptedOut)]);
    let rest = all.first().and_then(|one| one.rest.clone()).expect("sealed");
    assert_eq!((rest.revision, rest.sealed.as_slice()), (3, b"b opted-out".as_slice()));
}

/// An invitation becomes somebody else's, under its name, as long as nothing of it is written.
pub async fn an_invitation_becomes_somebody_elses(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, Some(30)).await;
    let added = store.add_contact(&acme, &contact(2), keys(Some(2), None), at(5)).await;
    assert_eq!(added.expect("added"), AddContact::Done);
    let other = |revision| PersonChange { contact: contact(2).id, ..change(revision) };
    let removed = Some(invitation("a"));
    let foreign = PersonChange { removed: removed.clone(), ..other(0) };
    assert_eq!(store.change_person(&foreign).await.expect("asked"), AskedChanged::Meanwhile);
    let again = || Some(new(asked("a", State::Scheduled, Some(40)), 1));
    done(store, &PersonChange { removed: removed.clone(), ..change(1) }).await;
    assert_eq!(state(store, "a").await, None);
    done(store, &PersonChange { added: again(), ..other(0) }).await;
    let found = store.find_same(&acme, &[1; 32]).await.expect("asked").expect("there");
    assert_eq!((found.id, found.next_due), (invitation("a"), Some(at(40))));
    assert_eq!(found.rest.map(|rest| rest.contact), Some(contact(2).id));
    assert_eq!(store.asked_of(&acme, contact(1).id, 9).await.expect("asked"), []);
    done(store, &PersonChange { messages: vec![write("m", 40, 90)], ..other(1) }).await;
    let written = PersonChange { removed, ..other(2) };
    assert_eq!(store.change_person(&written).await.expect("asked"), AskedChanged::Meanwhile);
    assert_eq!(state(store, "a").await, Some(State::Scheduled));
}

/// Invitations are listed by what is asked for, the newest first, and counted.
pub async fn invitations_are_listed(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    for (place, name) in (0_u8..).zip(["a", "b", "c"]) {
        add(store, place.into(), name, place, None).await;
    }
    let changed = vec![asked("b", State::Sent, None)];
    done(store, &PersonChange { changed, ..change(3) }).await;
    let (app, shop) = (app(), instance("shop"));
    let all = AskedFilter {
        app: &app,
        instance: &shop,
        state: None,
        event: None,
        contact: None,
        before: None,
        limit: 10,
    };
    let list = async |filter| {
        let listed = store.list_asked(&acme, filter).await.expect("listed");
        let named = listed.iter().map(|one| (one.id.to_string(), one.sequence));
        named.collect::<Vec<_>>()
    };
    let names =
        async |filter| list(filter).await.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(all).await, ["c", "b", "a"]);
    let two = list(AskedFilter { limit: 2, ..all }).await;
    let before = two.last().map(|(_, sequence)| *sequence);
    assert_eq!(names(AskedFilter { before, ..all }).await, ["a"]);
    assert_eq!(names(AskedFilter { state: Some(State::Sent), ..all }).await, ["b"]);
    assert_eq!(names(AskedFilter { event: Some([2; 32]), ..all }).await, ["c"]);
    assert_eq!(names(AskedFilter { contact: Some(contact(1).id), ..all }).await.len(), 3);
    assert_eq!(names(AskedFilter { contact: Some(contact(2).id), ..all }).await, [""; 0]);
    for one in [None, Some(&shop)] {
        let mut counts = store.count_asked(&acme, &app, one).await.expect("counted");
        counts.sort();
        let want = [(shop.clone(), State::Scheduled, 2), (shop.clone(), State::Sent, 1)];
        assert_eq!(counts, want);
    }
    let other = store.count_asked(&acme, &app, Some(&instance("club"))).await;
    assert_eq!(other.expect("counted"), []);
    assert_eq!(store.count_asked(&tenant_id("other"), &app, None).await.expect("counted"), []);
}

const INVITATION: MessageName = MessageName { step: Step::Invitation, channel: Channel::Mail };

fn message(change: MessageStep) -> MessageChange {
    MessageChange { asked: invitation("a"), name: INVITATION, change }
}

pub(super) fn write(name: &str, opens: u64, closes: u64) -> MessageChange {
    let id = name.parse().expect("a message's name");
    message(MessageStep::Write { id, opens: at(opens), closes: at(closes) })
}

/// A message is written once, and is in one hand, within its time.
pub async fn messages_are_in_one_hand(store: &impl Store) {
    with_person(store).await;
    add(store, 0, "a", 1, None).await;
    let messages = vec![write("m", 100, 10_000)];
    done(store, &PersonChange { messages, ..change(1) }).await;
    let messages = vec![write("n", 100, 10_000)];
    done(store, &PersonChange { messages, ..change(2) }).await;
    let claim = async |channel, now: Moment| {
        let claimed = store.claim_messages(channel, 9, now).await.expect("asked");
        claimed.into_iter().map(|one| (one.id.to_string(), one.attempt)).collect::<Vec<_>>()
    };
    let lease = u64::from(Resend::LEASE_MS) / 1000;
    assert_eq!(claim(Channel::Mail, at(99)).await, []);
    assert_eq!(claim(Channel::Sms, at(100)).await, []);
    assert_eq!(claim(Channel::Mail, at(100)).await, [("m".to_owned(), 1)]);
    assert_eq!(claim(Channel::Mail, at(101)).await, []);
    assert_eq!(claim(Channel::Mail, at(100 + lease)).await, [("m".to_owned(), 2)]);
    assert_eq!(claim(Channel::Mail, at(10_000)).await, [], "its time is over");
    let moved = MessageStep::Move { opens: at(20_000), closes: at(30_000) };
    done(store, &PersonChange { messages: vec![message(moved)], ..change(3) }).await;
    assert_eq!(claim(Channel::Mail, at(19_999)).await, []);
    assert_eq!(claim(Channel::Mail, at(20_000)).await, [("m".to_owned(), 3)]);
    let over = vec![message(MessageStep::End(at(20_001)))];
    done(store, &PersonChange { messages: over, ..change(4) }).await;
    assert_eq!(claim(Channel::Mail, at(29_000)).await, []);
    let found = store.find_message(&"m".parse().expect("a name")).await.expect("asked");
    let found = found.expect("there");
    assert!(found.is_over);
    assert_eq!((found.message.asked, found.message.name), (invitation("a"), INVITATION));
    assert_eq!(store.find_message(&"n".parse().expect("a name")).await.expect("asked"), None);
}

/// A response answers its invitation, or is not kept; a repeat answers nothing.
pub async fn a_response_answers_once(store: &impl Store) {
    let (_, sus) = with_person(store).await;
    add(store, 0, "a", 1, None).await;
    let answered = |revision| PersonChange {
        changed: vec![asked("a", State::Answered, None)],
        ..change(revision)
    };
    let (first, second) = (record(1, r#"{"a":1}"#, 50), record(2, r#"{"a":1}"#, 51));
    let answer = async |record, revision| {
        store.answer(&sus, record, &answered(revision)).await.expect("asked")
    };
    assert_eq!(answer(&first, 0).await, Answering::Meanwhile);
    assert_eq!(super::responses::count(store).await, 0, "nothing is kept");
    let now = Answering::Response(Append::Now(at(50)));
    assert_eq!(answer(&first, 1).await, now);
    assert_eq!(state(store, "a").await, Some(State::Answered));
    assert_eq!(answer(&first, 2).await, Answering::Response(Append::Already(at(50))));
    assert_eq!(answer(&second, 1).await, Answering::Meanwhile);
    assert_eq!(super::responses::count(store).await, 1);
}

/// Nothing leads to somebody who is forgotten; the same event is known all the same.
pub async fn who_is_forgotten_leaves_nothing(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, Some(30)).await;
    add(store, 1, "b", 2, Some(30)).await;
    let messages = vec![message(MessageStep::Write {
        id: "m".parse().expect("a name"),
        opens: at(10),
        closes: at(90),
    })];
    done(store, &PersonChange { messages, ..change(2) }).await;
    let changed = vec![asked("a", State::Erased, None)];
    done(store, &PersonChange { changed, forget: true, ..change(3) }).await;
    assert_eq!(store.find_message(&"m".parse().expect("a name")).await.expect("asked"), None);
    assert_eq!(store.holders(&acme, keys(Some(1), None)).await.expect("asked"), []);
    for name in ["a", "b"] {
        let found = store.find_asked(&invitation(name)).await.expect("asked").expect("there");
        assert_eq!((found.state, found.next_due, found.rest), (State::Erased, None, None));
    }
    assert_eq!(store.due_asked(9, at(99)).await.expect("asked"), []);
    assert_eq!(store.find_contact(&acme, keys(Some(1), None)).await.expect("asked"), None);
    assert_eq!(store.find_subject(&acme, contact(1).id).await.expect("asked"), None);
    assert_eq!(store.asked_of(&acme, contact(1).id, 9).await.expect("asked"), []);
    assert!(store.find_same(&acme, &[1; 32]).await.expect("asked").is_some());
    let gone = store.change_person(&change(4)).await.expect("asked");
    assert_eq!(gone, AskedChanged::Meanwhile);
}

/// Of changes at once that have read the same, one counts.
pub fn changes_at_once_are_one<S: Store>(open: impl Fn() -> S + Sync) {
    const CLIENTS: usize = 8;
    block_on(async { with_person(&open()).await });
    let open = &open;
    let done = thread::scope(|scope| {
        let clients = (0..CLIENTS).map(|client| {
            scope.spawn(move || {
                let name = format!("a{client}");
                let key = u8::try_from(client).expect("few");
                let added = Some(new(asked(&name, State::Scheduled, None), key));
                block_on(async {
                    open().change_person(&PersonChange { added, ..change(0) }).await.expect("asked")
                })
            })
        });
        let clients: Vec<_> = clients.collect();
        let ends = clients.into_iter().map(|client| client.join().expect("no panic"));
        ends.filter(|end| *end == AskedChanged::Done).count()
    });
    assert_eq!(done, 1);
}
