//! Cases of personal data, which is sealed. What is sealed and by what is nothing to a store: here
//! it is other bytes.

use contract::message::{FileHead, Limit, NamedFile, ResponseState};
use credential::TenantId;
use personal::{Generation, SubjectId};
use store::{
    Append, LOOSE_MILLIS, Locked, NewFile, Own, PutFile, Record, SealedFile, SealedPart,
    SealedRecord, Sealing, StoredSubject, SubjectUse, TenantKeys, Withdraw, Withdrawable,
};
use survey::{FileId, ResponseId, SurveyId};

use super::partials::partial;
use super::responses::{append, record};
use super::{Store, at, tenant_id, with_published, with_tenants};

/// The subject of a response that nobody was asked for.
pub(super) fn own_subject(response: ResponseId) -> SubjectId {
    SubjectId::from_bytes(*response.as_bytes())
}

fn key(number: u8) -> StoredSubject {
    StoredSubject { generation: Generation::FIRST, sealed: vec![number; 8] }
}

fn new(response: ResponseId, number: u8) -> SubjectUse {
    SubjectUse { id: own_subject(response), key: key(number), is_new: true }
}

fn known(response: ResponseId, number: u8) -> SubjectUse {
    SubjectUse { is_new: false, ..new(response, number) }
}

/// A record that is kept sealed under a subject's key.
fn sealed(of: Record, subject: SubjectUse, digest: u8) -> Record {
    let part = Some(SealedPart { subject, sealed: b"sealed".to_vec() });
    let answers = r#"{"open":1}"#.to_owned();
    let file_names = of.files.iter().map(|_| [7; 32]).collect();
    let digest = [digest; 32];
    let sealed = Some(SealedRecord { answers, digest, part, file_names, tally: Vec::new() });
    Record { sealed, ..of }
}

async fn with_keys(store: &impl Store) -> (TenantId, SurveyId) {
    let (acme, sus) = with_published(store).await;
    assert_eq!(store.add_tenant_keys(&acme, "first", "secret", at(3)).await, Ok(true));
    (acme, sus)
}

/// Whoever comes second finds the keys of whoever came first.
pub async fn a_tenant_gets_its_keys_once(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let none = tenant_id("none");
    let keys = |key: &str, look_up: &str| TenantKeys {
        keys: vec![(Generation::FIRST, key.to_owned())],
        look_up: look_up.to_owned(),
    };
    assert!(store.tenant_keys(&acme).await.expect("read").is_none());
    assert_eq!(store.add_tenant_keys(&none, "k", "s", at(1)).await, Ok(false));
    assert_eq!(store.add_tenant_keys(&acme, "k", "s", at(1)).await, Ok(true));
    assert_eq!(store.add_tenant_keys(&acme, "l", "t", at(1)).await, Ok(false));
    assert!(store.tenant_keys(&acme).await.expect("read") == Some(keys("k", "s")));
    assert!(store.tenant_keys(&other).await.expect("read").is_none());

    let replace = async |old: TenantKeys, new: TenantKeys| {
        store.replace_tenant_keys(&acme, &old, &new).await.expect("the store answers")
    };
    assert!(!replace(keys("l", "s"), keys("m", "u")).await, "another key is there");
    assert!(!replace(keys("k", "t"), keys("m", "u")).await, "another secret is there");
    assert!(store.tenant_keys(&acme).await.expect("read") == Some(keys("k", "s")));
    assert!(replace(keys("k", "s"), keys("m", "u")).await);

    assert_eq!(store.add_tenant_keys(&other, "o", "p", at(1)).await, Ok(true));
    let listed = store.list_tenant_keys(5, None).await.expect("listed");
    let (one, two) = ((acme.clone(), keys("m", "u")), (other.clone(), keys("o", "p")));
    assert!(listed == [one.clone(), two.clone()]);
    assert!(store.list_tenant_keys(1, None).await.expect("listed") == [one]);
    let rest = store.list_tenant_keys(5, Some(acme.as_str())).await.expect("listed");
    assert!(rest == [two]);
}

/// What is sealed is read with the key that opens it, whoever reads.
pub async fn what_is_sealed_comes_with_its_key(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let first = record(1, r#"{"open":1,"why":"x"}"#, 5);
    let kept = sealed(first.clone(), new(first.id, 1), 1);
    assert_eq!(append(store, &sus, &kept).await, Append::Now(at(5)));
    let subject = own_subject(first.id);
    let found = store.find_subject(&acme, subject).await.expect("read");
    assert_eq!(found, Some(key(1)));
    let read = store.read_response(&acme, &sus, first.id).await.expect("read").expect("there");
    let locked =
        Locked { tenant: acme.clone(), subject, key: Some(key(1)), sealed: b"sealed".to_vec() };
    assert_eq!((&*read.answers, read.personal.as_deref()), (r#"{"open":1}"#, Some(&locked)));
    let own = store.read_own(&sus, first.id).await.expect("read");
    assert_eq!(own, Own::Response(read.clone()));
    let listed = store.list_responses(&acme, &sus, ResponseState::All, Limit::default(), None);
    assert_eq!(listed.await.expect("listed").expect("there"), [read]);

    // A repeat was sealed with another key, and is known by its hash.
    let again = sealed(record(1, "{}", 9), new(first.id, 2), 1);
    assert_eq!(append(store, &sus, &again).await, Append::Already(at(5)));
    let other = sealed(record(1, "{}", 9), known(first.id, 1), 2);
    assert_eq!(append(store, &sus, &other).await, Append::Conflict);
    // One that has nothing personal needs no key.
    let mut open = sealed(record(2, "{}", 6), new(first.id, 1), 3);
    open.sealed.as_mut().expect("sealed").part = None;
    assert_eq!(append(store, &sus, &open).await, Append::Now(at(6)));
    let read = store.read_response(&acme, &sus, open.id).await.expect("read").expect("there");
    assert_eq!((&*read.answers, read.personal), (r#"{"open":1}"#, None));
}

/// What nobody could open is not kept.
pub async fn another_key_keeps_nothing(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let revision = |number| partial(1, number, "{}", 5);
    let id = revision(1).id;
    let changed = async |record: Record| {
        assert_eq!(append(store, &sus, &record).await, Append::KeyChanged);
    };
    changed(sealed(revision(1), known(id, 1), 1)).await;
    let mut unknown = new(id, 1);
    unknown.key.generation = Generation::FIRST.next();
    changed(sealed(revision(1), unknown, 1)).await;
    assert!(store.find_subject(&acme, own_subject(id)).await.expect("read").is_none());
    let first = sealed(revision(1), new(id, 1), 1);
    assert_eq!(append(store, &sus, &first).await, Append::Now(at(5)));
    changed(sealed(revision(2), new(id, 2), 2)).await;
    changed(sealed(revision(2), known(id, 2), 2)).await;
    changed(sealed(record(1, "{}", 6), new(id, 2), 3)).await;
    let second = sealed(revision(2), known(id, 1), 2);
    assert_eq!(append(store, &sus, &second).await, Append::Now(at(5)));
    let whole = sealed(record(1, "{}", 6), known(id, 1), 3);
    assert_eq!(append(store, &sus, &whole).await, Append::Now(at(6)));
}

/// A response from before is known when it is sent again, before and after it is sealed.
pub async fn repeats_of_what_is_in_clear_are_known(store: &impl Store) {
    let (_, sus) = with_keys(store).await;
    let clear = record(1, r#"{"open":1,"why":"x"}"#, 5);
    append(store, &sus, &clear).await;
    let repeat = sealed(clear.clone(), new(clear.id, 1), 1);
    let other = sealed(record(1, r#"{"open":1,"why":"y"}"#, 9), new(clear.id, 2), 2);
    for _ in 0..2 {
        assert_eq!(append(store, &sus, &repeat).await, Append::Already(at(5)));
        assert_eq!(append(store, &sus, &other).await, Append::Conflict);
        for there in store.clear_responses(5).await.expect("listed") {
            let record = repeat.sealed.as_ref().expect("sealed");
            assert_eq!(store.seal_response(&there, record).await, Ok(Sealing::Done));
        }
    }
    assert!(store.clear_responses(5).await.expect("listed").is_empty());
    // In clear, it is no repeat of what is sealed.
    assert_eq!(append(store, &sus, &clear).await, Append::Conflict);
}

/// What is there is sealed by whoever comes first, and by a revision.
pub async fn what_is_in_clear_is_sealed_once(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let answers = r#"{"open":1,"why":"x"}"#;
    for number in 1..=3 {
        append(store, &sus, &partial(number, 1, answers, number.into())).await;
    }
    let clear = store.clear_responses(2).await.expect("listed");
    let [first, second] = clear.as_slice() else { panic!("two of three") };
    assert_eq!((&first.tenant, &first.survey, first.complete), (&acme, &sus, false));
    assert_eq!((&*first.answers, first.language.as_str()), (answers, "sv"));
    let as_sealed = |id, subject: SubjectUse| {
        let record = sealed(partial(1, 1, "{}", 0), subject, 1).sealed.expect("sealed");
        (id, record)
    };
    let (id, record) = as_sealed(first.id, known(first.id, 1));
    assert_eq!(store.seal_response(first, &record).await, Ok(Sealing::KeyChanged));
    let record = as_sealed(id, new(id, 1)).1;
    assert_eq!(store.seal_response(first, &record).await, Ok(Sealing::Done));
    assert_eq!(store.seal_response(first, &record).await, Ok(Sealing::Gone));
    let read = store.read_response(&acme, &sus, id).await.expect("read").expect("there");
    assert_eq!((&*read.answers, read.submitted_at), (r#"{"open":1}"#, at(1)));
    assert_eq!(read.personal.and_then(|locked| locked.key), Some(key(1)));

    let later = sealed(partial(2, 2, "{}", 9), new(second.id, 2), 2);
    assert_eq!(append(store, &sus, &later).await, Append::Now(at(9)));
    let (_, record) = as_sealed(second.id, known(second.id, 2));
    assert_eq!(store.seal_response(second, &record).await, Ok(Sealing::Gone));
    let left = store.clear_responses(5).await.expect("listed");
    assert_eq!(left.iter().map(|one| one.sequence).collect::<Vec<_>>().len(), 1);
}

fn file_id(number: u8) -> FileId {
    FileId::new(1_700_000_000_000, &[number; 10])
}

fn head() -> FileHead {
    FileHead { name: "cv.pdf".to_owned(), media_type: "application/pdf".to_owned() }
}

const CONTENT: &[u8] = b"a life";

fn sealed_file(subject: SubjectUse, digest: u8) -> SealedFile {
    SealedFile {
        subject,
        name: b"name".to_vec(),
        name_hash: [7; 32],
        content: b"content".to_vec(),
        digest: [digest; 32],
    }
}

async fn put(
    store: &impl Store,
    sus: &SurveyId,
    (response, number): (ResponseId, u8),
    sealed: Option<&SealedFile>,
    seconds: u64,
) -> PutFile {
    let (id, most_loose_bytes) = (file_id(number), u32::MAX.into());
    let head = &head();
    let file = NewFile { response, id, head, content: CONTENT, sealed, most_loose_bytes };
    store.put_file(sus, file, at(seconds)).await.expect("the store answers")
}

fn naming(of: Record, numbers: &[u8]) -> Record {
    let named = |number: &u8| NamedFile {
        question: "cv".to_owned(),
        id: file_id(*number),
        name: head().name,
        media_type: head().media_type,
        bytes: 6,
    };
    Record { files: numbers.iter().map(named).collect(), ..of }
}

/// A response names a file by the hash of what it is called.
pub async fn sealed_files_are_named_by_their_hash(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let whole = naming(record(1, "{}", 6), &[1, 2]);
    let id = whole.id;
    let first = sealed_file(new(id, 1), 1);
    assert_eq!(put(store, &sus, (id, 1), Some(&first), 5).await, PutFile::Now);
    let again = sealed_file(new(id, 3), 1);
    assert_eq!(put(store, &sus, (id, 1), Some(&again), 5).await, PutFile::Already);
    let other = sealed_file(known(id, 1), 2);
    assert_eq!(put(store, &sus, (id, 1), Some(&other), 5).await, PutFile::Conflict);
    assert_eq!(put(store, &sus, (id, 2), Some(&again), 5).await, PutFile::KeyChanged);
    assert_eq!(put(store, &sus, (id, 2), Some(&other), 5).await, PutFile::Now);
    let mut misnamed = sealed(whole.clone(), known(id, 1), 1);
    misnamed.sealed.as_mut().expect("sealed").file_names = vec![[7; 32], [8; 32]];
    assert_eq!(append(store, &sus, &misnamed).await, Append::FileMissing(1));
    let kept = sealed(whole, known(id, 1), 1);
    assert_eq!(append(store, &sus, &kept).await, Append::Now(at(6)));
    let read = store.read_file(&acme, &sus, id, file_id(1)).await.expect("read").expect("there");
    assert_eq!((&*read.head.name, &*read.content), ("", &b"content"[..]));
    let locked = read.locked.expect("sealed");
    assert_eq!(
        (locked.subject, locked.key, &*locked.sealed),
        (own_subject(id), Some(key(1)), &b"name"[..])
    );
}

/// A file from before is named by its name, and sealed by whoever comes first.
pub async fn files_are_sealed_once(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let whole = naming(record(1, "{}", 6), &[1]);
    let id = whole.id;
    assert_eq!(put(store, &sus, (id, 1), None, 5).await, PutFile::Now);
    let repeat = sealed_file(new(id, 1), 1);
    assert_eq!(put(store, &sus, (id, 1), Some(&repeat), 5).await, PutFile::Already);
    let kept = sealed(whole, new(id, 1), 1);
    assert_eq!(append(store, &sus, &kept).await, Append::Now(at(6)));
    let clear = store.clear_file().await.expect("read").expect("one is there");
    assert_eq!((&clear.tenant, clear.response, clear.id), (&acme, id, file_id(1)));
    assert_eq!((&*clear.name, &*clear.content), ("cv.pdf", CONTENT));
    assert_eq!(store.seal_file(&clear, &sealed_file(new(id, 2), 1)).await, Ok(Sealing::KeyChanged));
    let sealing = sealed_file(known(id, 1), 1);
    assert_eq!(store.seal_file(&clear, &sealing).await, Ok(Sealing::Done));
    assert_eq!(store.seal_file(&clear, &sealing).await, Ok(Sealing::Gone));
    assert!(store.clear_file().await.expect("read").is_none());
    let read = store.read_file(&acme, &sus, id, file_id(1)).await.expect("read").expect("there");
    assert_eq!((&*read.head.name, &*read.content), ("", &b"content"[..]));
    assert!(read.locked.is_some());
    assert_eq!(store.scrub().await, Ok(true));
}

/// The key of a response that is gone, or never came, is gone.
pub async fn keys_go_with_their_responses(store: &impl Store) {
    let (acme, sus) = with_keys(store).await;
    let has_key =
        async |id| store.find_subject(&acme, own_subject(id)).await.expect("read").is_some();
    let kept = record(1, "{}", 5);
    append(store, &sus, &sealed(kept.clone(), new(kept.id, 1), 1)).await;
    assert!(has_key(kept.id).await);
    let own = own_subject(kept.id);
    let withdrawn = store.withdraw(&sus, kept.id, own, Withdrawable::Complete, at(9)).await;
    assert_eq!(withdrawn, Ok(Withdraw::Done));
    assert!(!has_key(kept.id).await);

    let (loose, named) = (record(2, "{}", 5).id, partial(3, 1, "{}", 5));
    for id in [loose, named.id] {
        let file = sealed_file(new(id, 1), 1);
        assert_eq!(put(store, &sus, (id, 1), Some(&file), 5).await, PutFile::Now);
    }
    append(store, &sus, &sealed(named.clone(), known(named.id, 1), 1)).await;
    let later = 6 + LOOSE_MILLIS / 1000;
    let other = record(4, "{}", 5).id;
    let file = sealed_file(new(other, 1), 1);
    assert_eq!(put(store, &sus, (other, 1), Some(&file), later).await, PutFile::Now);
    assert!(!has_key(loose).await, "its response never came");
    assert!(has_key(named.id).await, "its response is there, though it names no file");
    assert!(has_key(other).await);
}
