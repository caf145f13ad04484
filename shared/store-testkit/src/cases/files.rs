//! Cases of files that responses name.

use std::thread;

use contract::message::{FileHead, NamedFile, Quota};
use pollster::block_on;
use store::{
    Append, FILE_OVERHEAD_BYTES, LOOSE_MILLIS, MAX_SENT_BYTES, MAX_SENT_FILES, NewFile, PutFile,
    Record, Withdraw, Withdrawable,
};
use survey::{FileId, SurveyId};

use super::partials::partial;
use super::personal::own_subject;
use super::responses::{append, count, record};
use super::{Store, at, save, survey_id, tenant_id, with_published};

fn file_id(number: u8) -> FileId {
    FileId::new(1_700_000_000_000, &[number; 10])
}

fn head() -> FileHead {
    FileHead { name: "å.png".to_owned(), media_type: "image/png".to_owned() }
}

/// Puts a file for the response of this number, at a second.
async fn put(
    store: &impl Store,
    sus: &SurveyId,
    names: (u8, u8),
    content: &[u8],
    seconds: u64,
) -> PutFile {
    put_among(store, (sus, u32::MAX.into()), names, content, seconds).await
}

/// Puts a file where those that no response names may have so many bytes.
async fn put_among(
    store: &impl Store,
    (sus, most_loose_bytes): (&SurveyId, u64),
    (response, file): (u8, u8),
    content: &[u8],
    seconds: u64,
) -> PutFile {
    let (response, id) = (record(response, "{}", 0).id, file_id(file));
    let file = NewFile { response, id, head: &head(), content, sealed: None, most_loose_bytes };
    store.put_file(sus, file, at(seconds)).await.expect("the store answers")
}

fn naming(of: Record, files: &[(u8, u32)]) -> Record {
    let named = |(number, bytes): &(u8, u32)| NamedFile {
        question: "photo".to_owned(),
        id: file_id(*number),
        name: head().name,
        media_type: head().media_type,
        bytes: *bytes,
    };
    Record { files: files.iter().map(named).collect(), ..of }
}

async fn content(
    store: &impl Store,
    sus: &SurveyId,
    (response, file): (u8, u8),
) -> Option<Vec<u8>> {
    let response = record(response, "{}", 0).id;
    let found = store.read_own_file(sus, response, file_id(file)).await.expect("read");
    if let Some(found) = &found {
        assert!(found.head == head());
    }
    found.map(|found| found.content)
}

/// A file is kept once, whatever is sent under its id, and read only once a response names it.
pub async fn a_file_is_kept_once(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    assert_eq!(put(store, &sus, (1, 1), b"abc", 5).await, PutFile::Now);
    assert_eq!(put(store, &sus, (1, 1), b"abc", 6).await, PutFile::Already);
    assert_eq!(put(store, &sus, (1, 1), b"abd", 6).await, PutFile::Conflict);
    assert_eq!(put(store, &sus, (2, 1), b"abd", 6).await, PutFile::Now);
    assert_eq!(content(store, &sus, (1, 1)).await, None);
    let kept = naming(record(1, "{}", 7), &[(1, 3)]);
    assert_eq!(append(store, &sus, &kept).await, Append::Now(at(7)));
    assert_eq!(content(store, &sus, (1, 1)).await.as_deref(), Some(&b"abc"[..]));
    let read = store.read_file(&acme, &sus, kept.id, file_id(1)).await.expect("read");
    assert_eq!(read.expect("there").content, b"abc");
    let other = store.read_file(&tenant_id("other"), &sus, kept.id, file_id(1)).await;
    assert!(other.expect("read").is_none());
    assert_eq!(put(store, &sus, (1, 1), b"abc", 8).await, PutFile::Already);
    assert_eq!(put(store, &sus, (1, 2), b"abc", 8).await, PutFile::Complete);
    assert_eq!(append(store, &sus, &kept).await, Append::Already(at(7)));
}

/// What a response names and is not there, or not as it says, or another's, keeps it from being
/// kept.
pub async fn a_response_names_only_its_own_files(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let nps = survey_id("nps");
    save(store, &tenant_id("acme"), &nps, "{}", at(3)).await;
    store.publish(&tenant_id("acme"), &nps, at(4)).await.expect("published");
    put(store, &sus, (1, 1), b"abc", 5).await;
    put(store, &sus, (2, 2), b"abc", 5).await;
    put(store, &nps, (1, 3), b"abc", 5).await;
    let quotas = vec![Quota { name: "all".parse().expect("a name"), limit: 1 }];
    for (name, files, missing) in [
        ("another response's", &[(1, 3), (2, 3)][..], 1),
        ("another survey's", &[(3, 3)], 0),
        ("of another size", &[(1, 4)], 0),
    ] {
        let refused = Record { quotas: quotas.clone(), ..record(1, "{}", 6) };
        let refused = naming(refused, files);
        assert_eq!(append(store, &sus, &refused).await, Append::FileMissing(missing), "{name}");
    }
    let mut misnamed = naming(record(1, "{}", 6), &[(1, 3)]);
    for file in &mut misnamed.files {
        "b.png".clone_into(&mut file.name);
    }
    assert_eq!(append(store, &sus, &misnamed).await, Append::FileMissing(0));
    let partly = naming(partial(1, 1, "{}", 6), &[(2, 3)]);
    assert_eq!(append(store, &sus, &partly).await, Append::FileMissing(0));
    assert_eq!(count(store).await, 0);
    let good = naming(Record { quotas, ..record(1, "{}", 6) }, &[(1, 3)]);
    assert_eq!(append(store, &sus, &good).await, Append::Now(at(6)));
}

/// A later revision, and the completion, name anew; a completion leaves nothing beside.
pub async fn a_response_has_exactly_its_files(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    for file in [1, 2, 3] {
        put(store, &sus, (1, file), b"abc", 5).await;
    }
    put(store, &sus, (2, 1), b"abc", 5).await;
    append(store, &sus, &naming(partial(1, 1, "{}", 6), &[(1, 3), (2, 3)])).await;
    append(store, &sus, &naming(partial(1, 2, "{}", 7), &[])).await;
    assert_eq!(content(store, &sus, (1, 2)).await, None);
    append(store, &sus, &naming(partial(1, 3, "{}", 7), &[(2, 3)])).await;
    assert_eq!(content(store, &sus, (1, 1)).await, None);
    assert!(content(store, &sus, (1, 2)).await.is_some());
    let complete = naming(record(1, "{}", 8), &[(1, 3)]);
    assert_eq!(append(store, &sus, &complete).await, Append::Now(at(8)));
    append(store, &sus, &naming(partial(2, 1, "{}", 8), &[(1, 3)])).await;
    assert_eq!(append(store, &sus, &record(2, "{}", 9)).await, Append::Now(at(9)));
    assert_eq!(content(store, &sus, (2, 1)).await, None);
    assert_eq!(put(store, &sus, (2, 1), b"abc", 9).await, PutFile::Complete);
    assert!(content(store, &sus, (1, 1)).await.is_some());
    for file in [2, 3] {
        assert_eq!(put(store, &sus, (1, file), b"abc", 9).await, PutFile::Complete);
    }
}

/// So many files and bytes may be sent of a response, whether it names them or not.
pub async fn files_have_room_for_so_many(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let most = u8::try_from(MAX_SENT_FILES).expect("a small number");
    for file in 1..=most {
        assert_eq!(put(store, &sus, (1, file), b"", 5).await, PutFile::Now);
    }
    assert_eq!(put(store, &sus, (1, most + 1), b"", 5).await, PutFile::Full);
    assert_eq!(put(store, &sus, (1, most), b"", 5).await, PutFile::Already);
    let half = vec![7; usize::try_from(MAX_SENT_BYTES / 2).expect("it fits")];
    assert_eq!(put(store, &sus, (2, 1), &half, 5).await, PutFile::Now);
    let less = half.split_last().map(|(_, less)| less).unwrap_or_default();
    assert_eq!(put(store, &sus, (2, 2), less, 5).await, PutFile::Now);
    assert_eq!(put(store, &sus, (2, 3), b"ab", 5).await, PutFile::Full);
    assert_eq!(put(store, &sus, (2, 3), b"a", 5).await, PutFile::Now);
}

/// So many files, and bytes, of a survey may be in no response, whoever sent them: those that one
/// names are not counted, nor are those of another survey.
pub async fn loose_files_have_a_bound(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let nps = survey_id("nps");
    save(store, &acme, &nps, "{}", at(3)).await;
    store.publish(&acme, &nps, at(4)).await.expect("published");
    let bound = (&sus, 2 * (FILE_OVERHEAD_BYTES + 3));
    assert_eq!(put_among(store, bound, (1, 1), b"abc", 5).await, PutFile::Now);
    assert_eq!(put_among(store, bound, (2, 1), b"abcd", 5).await, PutFile::Crowded);
    assert_eq!(put_among(store, bound, (2, 1), b"abc", 5).await, PutFile::Now);
    assert_eq!(put_among(store, bound, (3, 1), b"", 5).await, PutFile::Crowded);
    assert_eq!(put_among(store, bound, (2, 1), b"abc", 5).await, PutFile::Already);
    assert_eq!(put_among(store, (&nps, bound.1), (3, 1), b"", 5).await, PutFile::Now);
    append(store, &sus, &naming(partial(1, 1, "{}", 6), &[(1, 3)])).await;
    assert_eq!(put_among(store, bound, (3, 1), b"", 7).await, PutFile::Now);
    let later = 8 + LOOSE_MILLIS / 1000;
    assert_eq!(put_among(store, bound, (4, 1), b"", later).await, PutFile::Now);
}

/// What no response names is removed two days later, when the next file comes; what one names
/// stays.
pub async fn loose_files_are_removed(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    for file in [1, 2] {
        put(store, &sus, (1, file), b"abc", 5).await;
    }
    append(store, &sus, &naming(partial(1, 1, "{}", 6), &[(1, 3)])).await;
    let last = 5 + LOOSE_MILLIS / 1000;
    put(store, &sus, (9, 1), b"", last).await;
    assert_eq!(put(store, &sus, (1, 2), b"other", last).await, PutFile::Conflict);
    put(store, &sus, (9, 2), b"", last + 1).await;
    let both = naming(record(1, "{}", last + 2), &[(1, 3), (2, 3)]);
    assert_eq!(append(store, &sus, &both).await, Append::FileMissing(1));
    assert_eq!(put(store, &sus, (1, 2), b"abc", last + 3).await, PutFile::Now);
    assert_eq!(append(store, &sus, &both).await, Append::Now(at(last + 2)));
}

/// Who withdraws takes the files along, and sends no more.
pub async fn files_go_with_their_response(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    for file in [1, 2] {
        put(store, &sus, (1, file), b"abc", 5).await;
    }
    let kept = naming(partial(1, 1, "{}", 6), &[(1, 3)]);
    append(store, &sus, &kept).await;
    let withdrawn =
        store.withdraw(&sus, kept.id, own_subject(kept.id), Withdrawable::Partial, at(7)).await;
    assert_eq!(withdrawn.expect("the store answers"), Withdraw::Done);
    assert_eq!(content(store, &sus, (1, 1)).await, None);
    for file in [1, 2, 3] {
        assert_eq!(put(store, &sus, (1, file), b"abc", 8).await, PutFile::Withdrawn);
    }
}

/// Only a survey that takes answers takes files.
pub async fn closed_surveys_take_no_files(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let (draft, none) = (survey_id("draft"), survey_id("none"));
    save(store, &acme, &draft, "{}", at(3)).await;
    put(store, &sus, (1, 1), b"abc", 5).await;
    store.close(&acme, &sus, at(6)).await.expect("closed");
    assert_eq!(put(store, &sus, (1, 1), b"abc", 7).await, PutFile::Already);
    assert_eq!(put(store, &sus, (1, 2), b"abc", 7).await, PutFile::Closed);
    assert_eq!(put(store, &draft, (1, 2), b"abc", 7).await, PutFile::NotFound);
    assert_eq!(put(store, &none, (1, 2), b"abc", 7).await, PutFile::NotFound);
}

/// However 8 clients send 80 files of one response at once, it has as many as it may have. `open`
/// gives a client's own way into the one store.
pub fn files_hold_among_clients<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let (_, sus) = block_on(with_published(&store));
    let (clients, sus): ([S; 8], _) = ([(); 8].map(|()| open()), &sus);
    let sent = |(client, store): (u8, S)| {
        let outcomes =
            (0..10).map(|file| block_on(put(&store, sus, (1, client * 10 + file), b"a", 5)));
        outcomes.filter(|outcome| *outcome == PutFile::Now).count()
    };
    let kept: usize = thread::scope(|scope| {
        let threads = (0..).zip(clients).map(|client| scope.spawn(move || sent(client)));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().expect("a client ends")).sum()
    });
    assert_eq!(kept, usize::try_from(MAX_SENT_FILES).expect("it fits"));
}

/// However one client's revisions without a file and another's with one meet, the last revision has
/// its file. `open` gives a client's own way into the one store.
pub fn files_stay_with_the_last_revision<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let (_, sus) = block_on(with_published(&store));
    let (clients, sus): ([S; 2], _) = ([(); 2].map(|()| open()), &sus);
    for response in 1..=20 {
        assert_eq!(block_on(put(&store, sus, (response, 1), b"abc", 5)), PutFile::Now);
    }
    let revise = |(client, store): (u32, &S), response| {
        let files: &[_] = if client == 0 { &[] } else { &[(1, 3)] };
        let revised = naming(partial(response, client + 1, "{}", 6), files);
        // One may find the other's in its way, and says so; then it is sent again.
        while block_on(store.append(sus, &revised)).is_err() {}
    };
    thread::scope(|scope| {
        for (client, store) in (0..).zip(clients) {
            scope.spawn(move || (1..=20).for_each(|response| revise((client, &store), response)));
        }
    });
    for response in 1..=20 {
        assert!(block_on(content(&store, sus, (response, 1))).is_some());
    }
}
