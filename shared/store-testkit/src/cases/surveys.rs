//! Cases of surveys.

use contract::message::{Limit, PublishedState, SurveyState};
use store::{Close, SaveDraft};
use survey::Version;

use super::{Store, at, survey_id, with_published, with_tenants};

const SECOND: Version = Version::FIRST.next();

/// Draft, published, draft of the next version, published.
pub async fn drafts_become_versions(store: &impl Store) {
    let (acme, _) = with_tenants(store).await;
    let sus = survey_id("sus");
    let SaveDraft::Created(made) = store.save_draft(&acme, &sus, "1", at(1)).await.expect("saved")
    else {
        panic!("a first draft makes the survey");
    };
    assert_eq!((made.version, made.state), (Version::FIRST, SurveyState::Draft));
    assert_eq!((made.published_version, made.updated_at), (None, at(1)));
    assert!(store.read_published(&sus, None).await.expect("read").is_none());

    let saved = store.save_draft(&acme, &sus, "2", at(2)).await.expect("saved");
    assert!(matches!(saved, SaveDraft::Replaced(summary) if summary.version == Version::FIRST));
    let published = store.publish(&acme, &sus, at(3)).await.expect("published").expect("there");
    assert_eq!(published.published_version, Some(Version::FIRST));
    assert_eq!(published.state, SurveyState::Published);

    let saved = store.save_draft(&acme, &sus, "3", at(4)).await.expect("saved");
    assert!(matches!(saved, SaveDraft::Replaced(summary) if summary.version == SECOND));
    let read = store.read_survey(&acme, &sus).await.expect("read").expect("there");
    assert_eq!((read.definition.as_str(), read.summary.state), ("3", SurveyState::Published));
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!((answered.definition.as_str(), answered.version), ("2", Version::FIRST));

    store.publish(&acme, &sus, at(5)).await.expect("published");
    let answered = store.read_published(&sus, None).await.expect("read").expect("there");
    assert_eq!((answered.definition.as_str(), answered.version), ("3", SECOND));
}

/// Publishing what is published makes no version.
pub async fn publishing_twice_changes_nothing(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let again = store.publish(&acme, &sus, at(9)).await.expect("published").expect("there");
    assert_eq!((again.version, again.updated_at), (Version::FIRST, at(2)));
}

/// A response names a version for good.
pub async fn a_published_version_never_changes(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    store.save_draft(&acme, &sus, "new", at(3)).await.expect("saved");
    store.publish(&acme, &sus, at(4)).await.expect("published");
    let first = store.read_published(&sus, Some(Version::FIRST)).await.expect("read");
    assert_eq!(first.expect("there").definition, r#"{"title":"one"}"#);
}

/// A draft has nothing to close; what was closed stays readable.
pub async fn only_published_surveys_close(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let sus = survey_id("sus");
    assert_eq!(store.close(&acme, &sus, at(1)).await.expect("asked"), Close::NotFound);
    store.save_draft(&acme, &sus, "1", at(1)).await.expect("saved");
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
    store.save_draft(&acme, &sus, "mine", at(1)).await.expect("saved");
    let stolen = store.save_draft(&other, &sus, "theirs", at(2)).await.expect("asked");
    assert_eq!(stolen, SaveDraft::NameTaken);
    let read = store.read_survey(&acme, &sus).await.expect("read").expect("there");
    assert_eq!(read.definition, "mine");
}

/// In the order of their names, from a place on.
pub async fn surveys_are_listed_by_name(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    for name in ["c", "a", "b"] {
        store.save_draft(&acme, &survey_id(name), "{}", at(1)).await.expect("saved");
    }
    store.save_draft(&other, &survey_id("aa"), "{}", at(1)).await.expect("saved");
    let two: Limit = "2".parse().expect("a limit");
    let names = |listed: Vec<contract::message::SurveySummary>| {
        listed.into_iter().map(|summary| summary.id.to_string()).collect::<Vec<_>>()
    };
    let first = store.list_surveys(&acme, two, None).await.expect("listed");
    assert_eq!(names(first), ["a", "b"]);
    let second = store.list_surveys(&acme, two, Some("b")).await.expect("listed");
    assert_eq!(names(second), ["c"]);
}

/// Another tenant can neither read nor publish a survey.
pub async fn surveys_are_the_tenants_own(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let sus = survey_id("sus");
    store.save_draft(&acme, &sus, "{}", at(1)).await.expect("saved");
    assert!(store.read_survey(&other, &sus).await.expect("asked").is_none());
    assert!(store.publish(&other, &sus, at(2)).await.expect("asked").is_none());
    assert!(store.read_published(&sus, None).await.expect("asked").is_none());
}
