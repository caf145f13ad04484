//! Cases of figures that are told apart by what is known of invitations.

use std::collections::BTreeMap;

use contract::message::{Day, PartName, Parts};
use invite::State;
use personal::SubjectId;
use store::{
    Answering, Append, ChangedAsked, Days, PartFigures, PartOf, PersonChange, Record, Stage,
    Withdraw, Withdrawable,
};
use survey::SurveyId;

use super::asked::{app, asked, change, done, instance, new, with_person};
use super::report::{Chance, DAY_SECONDS, always, counting, partial};
use super::responses::append;
use super::{Store, at, tenant_id, with_published};

fn part(name: &str) -> PartName {
    name.parse().expect("a part's name")
}

/// Parts of `name=value`.
fn parts(of: &[&str]) -> Parts {
    let pairs = of.iter().map(|one| {
        let (name, value) = one.split_once('=').expect("a pair");
        (part(name), value.to_owned())
    });
    pairs.collect::<BTreeMap<_, _>>().try_into().expect("a few")
}

fn told(figures: &PartFigures) -> String {
    let counts = figures.counts.iter().flat_map(|(question, answers)| {
        answers.iter().map(move |(answer, count)| format!("{question}={answer}:{count}"))
    });
    let asked = figures.asked.iter().map(|(state, count)| format!("{}:{count}", state.name()));
    let all: Vec<_> = counts.chain(asked).collect();
    format!("{}: {}", figures.value, all.join(" "))
}

/// What is counted by a part of `acme`'s instance `shop`, and of this survey.
async fn by(
    store: &impl Store,
    survey: &SurveyId,
    name: &str,
    (days, most): (Days, u32),
) -> Vec<String> {
    let (tenant, app, instance, part) = (tenant_id("acme"), app(), instance("shop"), part(name));
    let of = PartOf { tenant: &tenant, app: &app, instance: &instance, survey, part: &part };
    let read = store.read_part(of, days, most).await.expect("the store answers");
    read.iter().map(told).collect()
}

const ALL: u32 = 500;

fn with(record: Record, of: &[&str]) -> Record {
    Record { parts: parts(of), ..record }
}

/// What a response counts to is counted by each part of its invitation, and no more once the response is gone.
pub async fn figures_are_told_apart(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let own = SubjectId::from_bytes([9; 16]);
    let tomorrow = at(DAY_SECONDS);
    let second = with(counting(2, &["5", "4"], at(2)), &["carrier=DHL", "region=Skåne"]);
    for kept in [
        &with(counting(1, &["5"], at(1)), &["carrier=DHL", "region=Småland"]),
        &second,
        &with(counting(3, &["1"], tomorrow), &["carrier=Bring \"x\""]),
        &counting(4, &["1"], tomorrow),
        &with(counting(5, &[], tomorrow), &["carrier=DHL"]),
    ] {
        assert!(matches!(append(store, &sus, kept).await, Append::Now(_)));
    }
    assert!(matches!(append(store, &sus, &second).await, Append::Already(_)));
    let all = async |name| by(store, &sus, name, (always(), ALL)).await;
    let bring = "Bring \"x\": overall=1:1";
    assert_eq!(all("carrier").await, ["DHL: overall=4:1 overall=5:2", bring]);
    assert_eq!(all("region").await, ["Skåne: overall=4:1 overall=5:1", "Småland: overall=5:1"]);
    assert_eq!(all("driver").await, Vec::<String>::new());
    let day = Days { from: Day::of(tomorrow), to: Day::of(tomorrow) };
    assert_eq!(by(store, &sus, "carrier", (day, ALL)).await, [bring]);
    let most = by(store, &sus, "carrier", (always(), 1)).await;
    assert_eq!(most, ["DHL: overall=4:1 overall=5:2"]);
    let gone = store.withdraw(&sus, second.id, own, Withdrawable::Complete, at(9)).await;
    assert_eq!(gone, Ok(Withdraw::Done));
    let want = [bring, "DHL: overall=5:1"];
    assert_eq!(all("carrier").await, want);
    assert_eq!(all("region").await, ["Småland: overall=5:1"]);
    store.recount().await.expect("counted");
    assert_eq!(all("carrier").await, want);
    let other = "other".parse().expect("a survey's name");
    assert_eq!(by(store, &other, "carrier", (always(), ALL)).await, Vec::<String>::new());
}

/// Whatever happens to responses, in any order: what is counted by a part is what is there, and counting anew changes
/// nothing.
pub async fn figures_told_apart_are_what_is_there(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let own = SubjectId::from_bytes([9; 16]);
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut there: BTreeMap<u8, Record> = BTreeMap::new();
    for _ in 0..300 {
        let number = u8::try_from(chance.below(60)).expect("few");
        if chance.below(3) > 0 {
            let value = (1 + chance.below(5)).to_string();
            let made = counting(number, &[&value], at(chance.below(3) * DAY_SECONDS));
            let kept = match chance.below(4) {
                0 => partial(made, Stage::Partial(1.try_into().expect("a revision"))),
                1 => made,
                _ => {
                    let (carrier, region) = (chance.below(3), chance.below(2));
                    let (one, two) = (format!("carrier=c{carrier}"), format!("region=r{region}"));
                    with(made, &[&one, &two])
                }
            };
            if matches!(append(store, &sus, &kept).await, Append::Now(_)) {
                there.insert(number, kept);
            }
        } else if let Some(kept) = there.get(&number) {
            let what = match kept.stage {
                Stage::Complete => Withdrawable::Complete,
                Stage::Partial(_) => Withdrawable::Partial,
            };
            let gone = store.withdraw(&sus, kept.id, own, what, at(9)).await;
            assert_eq!(gone, Ok(Withdraw::Done));
            there.remove(&number);
        }
    }
    for name in ["carrier", "region"] {
        let mut want: BTreeMap<String, PartFigures> = BTreeMap::new();
        for kept in there.values() {
            let named = kept.parts.iter().find(|(part, _)| part.as_str() == name);
            let tally = kept.sealed.iter().flat_map(|sealed| &sealed.tally);
            for (question, answer) in tally {
                let Some((_, value)) = named else { continue };
                let figures = want.entry(value.to_owned()).or_default();
                let answers = figures.counts.entry(question.clone()).or_default();
                *answers.entry(answer.clone()).or_insert(0) += 1;
            }
        }
        let named = |(value, figures)| told(&PartFigures { value, ..figures });
        let want: Vec<_> = want.into_iter().map(named).collect();
        assert!(want.len() > 1, "there is something to count");
        let all = async || {
            let mut all = by(store, &sus, name, (always(), ALL)).await;
            all.sort();
            all
        };
        assert_eq!(all().await, want);
        store.recount().await.expect("counted");
        assert_eq!(all().await, want);
    }
}

/// An invitation that stands so, of which this is known.
fn known(name: &str, state: State, of: &[&str]) -> ChangedAsked {
    ChangedAsked { parts: parts(of), ..asked(name, state, None) }
}

/// Invitations are counted by each of their parts, as they stand and as they are known now, whoever is erased; tests
/// are not, nor what is removed.
pub async fn invitations_are_told_apart(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    let all = async |name| by(store, &sus, name, (always(), ALL)).await;
    let added = async |revision, asked: ChangedAsked, test, key| {
        let mut added = new(asked, key);
        added.test = test;
        done(store, &PersonChange { added: Some(added), ..change(revision) }).await;
    };
    added(0, known("a", State::Sent, &["carrier=DHL", "driver=7"]), false, 1).await;
    added(1, known("b", State::Scheduled, &["carrier=DHL"]), false, 2).await;
    added(2, known("c", State::Sent, &["carrier=DHL"]), true, 3).await;
    added(3, asked("d", State::Sent, None), false, 4).await;
    assert_eq!(all("carrier").await, ["DHL: scheduled:1 sent:1"]);
    let found = store.find_asked(&"a".parse().expect("a name")).await.expect("the store answers");
    assert_eq!(found.map(|found| found.parts), Some(parts(&["carrier=DHL", "driver=7"])));

    let changed = vec![
        known("a", State::Answered, &["carrier=DHL", "driver=7"]),
        known("b", State::Scheduled, &["carrier=Bring", "driver=8"]),
        known("d", State::Sent, &["carrier=Bring"]),
    ];
    done(store, &PersonChange { changed, ..change(4) }).await;
    let want = ["Bring: scheduled:1 sent:1", "DHL: answered:1"];
    assert_eq!(all("carrier").await, want);
    assert_eq!(all("driver").await, ["7: answered:1", "8: scheduled:1"]);
    store.recount().await.expect("counted");
    assert_eq!(all("carrier").await, want);

    let removed = Some("b".parse().expect("a name"));
    done(store, &PersonChange { removed, ..change(5) }).await;
    assert_eq!(all("driver").await, ["7: answered:1"]);
    done(store, &PersonChange { forget: true, ..change(6) }).await;
    let want = ["Bring: erased:1", "DHL: erased:1"];
    assert_eq!(all("carrier").await, want);
    store.recount().await.expect("counted");
    assert_eq!(all("carrier").await, want);

    let (app, shop, other, carrier) =
        (app(), instance("shop"), tenant_id("other"), part("carrier"));
    let of = PartOf { tenant: &other, app: &app, instance: &shop, survey: &sus, part: &carrier };
    let read = store.read_part(of, always(), ALL).await;
    assert_eq!(read.map(|read| read.len()), Ok(0), "another's");
    let club = instance("club");
    let of = PartOf { tenant: &acme, app: &app, instance: &club, survey: &sus, part: &carrier };
    assert_eq!(store.read_part(of, always(), ALL).await.map(|read| read.len()), Ok(0));

    assert_eq!(store.remove_asked(50, at(1000)).await, Ok(3));
    assert_eq!(all("carrier").await, Vec::<String>::new());
}

/// A response and what is known of its invitation come together.
pub async fn answers_and_invitations_are_told_apart_alike(store: &impl Store) {
    let (_, sus) = with_person(store).await;
    let added = Some(new(known("a", State::Sent, &["carrier=DHL"]), 1));
    done(store, &PersonChange { added, ..change(0) }).await;
    let record = with(counting(1, &["5"], at(30)), &["carrier=DHL"]);
    let changed = vec![known("a", State::Answered, &["carrier=DHL"])];
    let change = PersonChange { changed, ..change(1) };
    let answered = store.answer(&sus, &record, &change).await.expect("the store answers");
    assert_eq!(answered, Answering::Response(Append::Now(at(30))));
    let told = by(store, &sus, "carrier", (always(), ALL)).await;
    assert_eq!(told, ["DHL: overall=5:1 answered:1"]);
    let again = store.answer(&sus, &record, &change).await.expect("the store answers");
    assert_eq!(again, Answering::Response(Append::Already(at(30))));
    assert_eq!(by(store, &sus, "carrier", (always(), ALL)).await, told);
}
