//! Cases of surveys.

use contract::message::{Limit, PublishedState, SurveyStanding, SurveyState, Suspicion};
use store::{Close, Draft, Publish, Record, SaveDraft, StoredDefinition};
use survey::Version;

use super::partials::partial;
use super::responses::{append, record};
use super::{Store, at, opened, save, survey_id, with_published, with_tenants};

const SECOND: Version = Version::FIRST.next();

/// What `save` has a source compile to.
fn compiled(source: &str) -> StoredDefinition {
    StoredDefinition::Compiled(format!("compiled {source}"))
}

/// Draft, published, draft of the next version, published.
pub async fn drafts_become_versions(store: &impl Store) {
    let (acme, _) = with_tenants(store).await;
    let sus = survey_id("sus");
    let SaveDraft::Created(made) = save(store, &acme, &sus, "1", at(1)).await else {
        panic!("a first draft makes the survey");
    };
    assert_eq!((made.version, made.state), (Version::FIRST, SurveyState::Draft));
    assert_eq!((made.published_version, made.updated_at), (None, at(1)));
    assert!(store.read_published(&sus, None).await.expect("read").is_none());

    let saved = save(store, &acme, &sus, "2", at(2)).await;
    assert!(matches!(saved, SaveDraft::Replaced(summary) if summary.version == Version::FIRST));
    let published = opened(store.publish(&acme, &sus, at(3)).await);
    assert_eq!(published.published_version, Some(Version::FIRST));
    assert_eq!(published.state, SurveyState::Published);

    let saved = save(store, &acme, &sus, "3", at(4)).await;
    assert!(matches!(saved, SaveDraft::Replaced(summary) if summary.version == SECOND));
    let read = store.read_survey(&acme, &sus).await.expect("read").expect("there");
    assert_eq!((read.definition.as_str(), read.summary.state), ("3", SurveyState::Published));
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!((answered.definition, answered.version), (compiled("2"), Version::FIRST));

    store.publish(&acme, &sus, at(5)).await.expect("published");
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!((answered.definition, answered.version), (compiled("3"), SECOND));
}

/// Publishing what is published makes no version.
pub async fn publishing_twice_changes_nothing(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let again = opened(store.publish(&acme, &sus, at(9)).await);
    assert_eq!((again.version, again.updated_at), (Version::FIRST, at(2)));
}

/// A response names a version for good.
pub async fn a_published_version_never_changes(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    save(store, &acme, &sus, "new", at(3)).await;
    store.publish(&acme, &sus, at(4)).await.expect("published");
    let first = store.read_published(&sus, Some(Version::FIRST)).await.expect("read");
    assert_eq!(first.expect("there").definition, compiled("one"));
}

/// A draft that may not be published is not, and says why; one that replaces it is.
pub async fn a_barred_draft_is_not_published(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let barred = Some("[1]");
    let barred =
        Draft { source: "two", compiled: "compiled two", barred, title: None, limit: None };
    store.save_draft(&acme, &sus, barred, at(3)).await.expect("saved");
    store.close(&acme, &sus, at(4)).await.expect("closed");
    for moment in [5, 6] {
        let asked = store.publish(&acme, &sus, at(moment)).await.expect("asked");
        assert_eq!(asked, Publish::Barred("[1]".to_owned()));
    }
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!((answered.version, answered.state), (Version::FIRST, PublishedState::Closed));
    save(store, &acme, &sus, "three", at(7)).await;
    let published = opened(store.publish(&acme, &sus, at(8)).await);
    assert_eq!(published.published_version, Some(Version::FIRST.next()));
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!(answered.definition, StoredDefinition::Compiled("compiled three".to_owned()));
}

/// A draft has nothing to close; what was closed stays readable.
pub async fn only_published_surveys_close(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let sus = survey_id("sus");
    assert_eq!(store.close(&acme, &sus, at(1)).await.expect("asked"), Close::NotFound);
    save(store, &acme, &sus, "1", at(1)).await;
    assert_eq!(store.close(&acme, &sus, at(2)).await.expect("asked"), Close::NeverPublished);
    store.publish(&acme, &sus, at(3)).await.expect("published");
    assert_eq!(store.close(&other, &sus, at(4)).await.expect("asked"), Close::NotFound);
    let closed = store.close(&acme, &sus, at(5)).await.expect("asked");
    assert!(matches!(closed, Close::Closed(summary) if summary.state == SurveyState::Closed));
    let published = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!(published.state, PublishedState::Closed);
}

/// A name that is taken is not taken over.
pub async fn names_belong_to_one_tenant(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let sus = survey_id("sus");
    save(store, &acme, &sus, "mine", at(1)).await;
    let stolen = save(store, &other, &sus, "theirs", at(2)).await;
    assert_eq!(stolen, SaveDraft::NameTaken);
    let read = store.read_survey(&acme, &sus).await.expect("read").expect("there");
    assert_eq!(read.definition, "mine");
}

/// In the order of their names, from a place on.
pub async fn surveys_are_listed_by_name(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    for name in ["c", "a", "b"] {
        save(store, &acme, &survey_id(name), "{}", at(1)).await;
    }
    save(store, &other, &survey_id("aa"), "{}", at(1)).await;
    let two: Limit = "2".parse().expect("a limit");
    let names = |listed: Vec<contract::message::SurveySummary>| {
        listed.into_iter().map(|summary| summary.id.to_string()).collect::<Vec<_>>()
    };
    let first = store.list_surveys(&acme, two, None).await.expect("listed");
    assert_eq!(names(first), ["a", "b"]);
    let second = store.list_surveys(&acme, two, Some("b")).await.expect("listed");
    assert_eq!(names(second), ["c"]);
}

/// What they are called, how many responses they have of each kind, and when the newest came.
pub async fn surveys_tell_how_they_stand(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let blank = Draft {
        source: "{}",
        compiled: "{}",
        barred: None,
        title: Some(r#"{"en":"Tea","sv":"Te"}"#),
        limit: None,
    };
    store.save_draft(&acme, &survey_id("tea"), blank, at(3)).await.expect("saved");
    let suspect = vec![Suspicion::Honeypot];
    for kept in [
        record(1, "{}", 5),
        record(2, "{}", 7),
        partial(3, 1, "{}", 8),
        Record { suspect: suspect.clone(), ..record(4, "{}", 9) },
        Record { suspect, ..partial(5, 1, "{}", 9) },
    ] {
        append(store, &sus, &kept).await;
    }
    let read = async |limit: &str, after| {
        let limit = limit.parse().expect("a limit");
        store.list_standings(&acme, limit, after).await.expect("listed")
    };
    let told = |one: &SurveyStanding| {
        let counts = (one.complete.exactly(), one.partial.exactly());
        (one.survey.id.to_string(), one.title.as_ref().map(|t| t.value().to_string()), counts)
    };
    let all = read("9", None).await;
    let [first, second] = all.as_slice() else { panic!("two surveys") };
    assert_eq!(told(first), ("sus".to_owned(), None, (Some(2), Some(1))));
    assert_eq!((first.survey.state, first.last_response_at), (SurveyState::Published, Some(at(7))));
    let title = Some(r#"{"en":"Tea","sv":"Te"}"#.to_owned());
    assert_eq!(told(second), ("tea".to_owned(), title, (Some(0), Some(0))));
    assert_eq!((second.survey.state, second.last_response_at), (SurveyState::Draft, None));
    assert_eq!(read("1", None).await.len(), 1);
    assert_eq!(read("9", Some("sus")).await.len(), 1);
    let other = super::tenant_id("other");
    let theirs = store.list_standings(&other, Limit::default(), None).await.expect("listed");
    assert!(theirs.is_empty());
}

/// Another tenant can neither read nor publish a survey.
pub async fn surveys_are_the_tenants_own(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let sus = survey_id("sus");
    save(store, &acme, &sus, "{}", at(1)).await;
    assert!(store.read_survey(&other, &sus).await.expect("asked").is_none());
    assert_eq!(store.publish(&other, &sus, at(2)).await.expect("asked"), Publish::NotFound);
    assert!(store.read_published(&sus, None).await.expect("asked").is_none());
}
