//! Cases of benchmarks.

use contract::message::Day;
use credential::AppName;
use store::{Append, Days};

use super::asked::{app, with_instance, with_person};
use super::report::{DAY_SECONDS, always, counting};
use super::responses::append;
use super::{Store, at, tenant_id};

async fn shared(store: &impl Store, app: &AppName, days: Days) -> Vec<String> {
    let read = store.read_shared(app, &["overall"], days).await.expect("the store answers");
    let told = read
        .into_iter()
        .map(|one| format!("{} {} {} {}", one.tenant, one.question, one.value, one.count));
    told.collect()
}

/// Whether a tenant shares is as it has said last, of each app by itself.
pub async fn figures_are_shared_by_who_says_so(store: &impl Store) {
    let (acme, app) = (with_person(store).await.0, app());
    let other: AppName = "other-app".parse().expect("an app's name");
    let shares = async |app: &AppName| store.shares_figures(&acme, app).await;
    assert_eq!(shares(&app).await, Ok(false), "nobody shares by itself");
    for (share, changed) in [(false, false), (true, true), (true, false), (false, true)] {
        let was = store.share_figures(&acme, &app, share, at(1)).await;
        assert_eq!(was, Ok(changed), "{share}");
        assert_eq!(shares(&app).await, Ok(share));
        assert_eq!(shares(&other).await, Ok(false));
    }
    let other = tenant_id("other");
    assert_eq!(store.share_figures(&acme, &app, true, at(1)).await, Ok(true));
    assert_eq!(store.shares_figures(&other, &app).await, Ok(false));
}

/// Only what is shared is counted, once for each survey, as long as it is shared.
pub async fn only_what_is_shared_is_counted(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    with_instance(store, &acme, "second").await;
    let tomorrow = at(DAY_SECONDS);
    for kept in [
        &counting(1, &["5"], at(1)),
        &counting(2, &["5", "4"], at(2)),
        &counting(3, &["5"], tomorrow),
    ] {
        assert!(matches!(append(store, &sus, kept).await, Append::Now(_)));
    }
    let app = app();
    let nothing = Vec::<String>::new();
    assert_eq!(shared(store, &app, always()).await, nothing, "nobody shares");
    assert_eq!(store.share_figures(&acme, &app, true, at(1)).await, Ok(true));
    assert_eq!(shared(store, &app, always()).await, ["acme overall 4 1", "acme overall 5 3"]);
    let day = Days { from: Day::of(tomorrow), to: Day::of(tomorrow) };
    assert_eq!(shared(store, &app, day).await, ["acme overall 5 1"]);
    let none = store.read_shared(&app, &["again"], always()).await;
    assert_eq!(none, Ok(Vec::new()), "another question");
    let other: AppName = "other-app".parse().expect("an app's name");
    assert_eq!(shared(store, &other, always()).await, nothing, "another app");
    assert_eq!(store.share_figures(&acme, &app, false, at(2)).await, Ok(true));
    assert_eq!(shared(store, &app, always()).await, nothing, "nobody shares any more");
}
