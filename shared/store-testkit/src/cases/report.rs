//! Cases of figures.

use contract::Moment;
use contract::message::{AsideReason, BadgeId, Day, Suspicion};
use credential::TenantId;
use invite::State;
use personal::SubjectId;
use store::{Append, Days, PersonChange, Record, SealedRecord, Stage, Withdraw, Withdrawable};
use survey::SurveyId;

use super::asked::{add, app, asked, change, done, instance, new, with_instance, with_person};
use super::responses::{append, record};
use super::{Store, at, tenant_id, with_published};

/// A record that counts to these values of the question `overall`.
pub(super) fn counting(number: u8, values: &[&str], submitted_at: Moment) -> Record {
    let of = Record { submitted_at, ..record(number, "{}", 0) };
    let tally = values.iter().map(|value| ("overall".to_owned(), (*value).to_owned())).collect();
    let (answers, digest) = (of.answers.clone(), of.digest);
    let sealed = SealedRecord { answers, digest, part: None, file_names: Vec::new(), tally };
    Record { sealed: Some(sealed), ..of }
}

pub(super) fn always() -> Days {
    Days { from: Day::from_number(0), to: Day::from_number(u32::MAX) }
}

pub(super) const DAY_SECONDS: u64 = 24 * 60 * 60;

/// All figures of a survey, as `day value count`, days counted from that of `at(0)`.
async fn figures(store: &impl Store, survey: &SurveyId, days: Days) -> Vec<String> {
    let rollups = store.read_rollups(survey, days).await.expect("the store answers");
    let first = Day::of(at(0)).number();
    let told = rollups.iter().map(|one| {
        assert_eq!(one.question, "overall");
        format!("{} {} {}", one.day.number() - first, one.value, one.count)
    });
    told.collect()
}

/// What a response counts to is counted once, and no more once the response is gone.
pub async fn figures_follow_responses(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let own = SubjectId::from_bytes([9; 16]);
    let tomorrow = at(DAY_SECONDS);
    let (first, second) = (counting(1, &["5"], at(1)), counting(2, &["5", "4"], at(2)));
    for kept in [&first, &second, &counting(3, &["1"], tomorrow), &counting(4, &[], tomorrow)] {
        assert!(matches!(append(store, &sus, kept).await, Append::Now(_)));
    }
    assert!(matches!(append(store, &sus, &first).await, Append::Already(_)));
    assert_eq!(figures(store, &sus, always()).await, ["0 4 1", "0 5 2", "1 1 1"]);
    let day = Days { from: Day::of(tomorrow), to: Day::of(tomorrow) };
    assert_eq!(figures(store, &sus, day).await, ["1 1 1"]);
    let gone = store.withdraw(&sus, second.id, own, Withdrawable::Complete, at(9)).await;
    assert_eq!(gone, Ok(Withdraw::Done));
    assert_eq!(figures(store, &sus, always()).await, ["0 5 1", "1 1 1"]);
    store.recount().await.expect("counted");
    assert_eq!(figures(store, &sus, always()).await, ["0 5 1", "1 1 1"]);
    let other = "other".parse().expect("a survey's name");
    assert_eq!(figures(store, &other, always()).await, Vec::<String>::new());
}

/// What staff take out of figures is in none but that of what was taken out, and may come back; what counts to
/// nothing is not taken out, and whoever withdraws it takes it out of that one, too.
pub async fn what_is_set_aside_counts_nowhere(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let (first, second) = (counting(1, &["5"], at(1)), counting(2, &["4"], at(2)));
    for kept in [&first, &second, &counting(3, &[], at(3))] {
        assert!(matches!(append(store, &sus, kept).await, Append::Now(_)));
    }
    let all = async || {
        let rollups = store.read_rollups(&sus, always()).await.expect("the store answers");
        let told = rollups.into_iter().map(|one| (one.question, one.value, one.count));
        told.collect::<Vec<_>>()
    };
    let row = |question: &str, value: &str| (question.to_owned(), value.to_owned(), 1);
    let set = async |tenant: &TenantId, id| {
        store.set_aside(tenant, (&sus, id), AsideReason::Abusive).await.expect("the store answers")
    };
    let again = async |tenant: &TenantId, id| {
        store.count_again(tenant, (&sus, id)).await.expect("the store answers")
    };
    assert!(!set(&tenant_id("other"), first.id).await);
    assert!(!again(&acme, first.id).await);
    assert!(set(&acme, first.id).await);
    assert!(!set(&acme, first.id).await);
    assert!(!set(&acme, record(3, "{}", 0).id).await, "it counted to nothing");
    assert!(!set(&acme, record(9, "{}", 0).id).await, "there is none");
    let aside = row(AsideReason::COUNTED_AS, "abusive");
    assert_eq!(all().await, [aside.clone(), row("overall", "4")]);
    store.recount().await.expect("counted");
    assert_eq!(all().await, [aside, row("overall", "4")]);
    let read = store.read_response(&acme, &sus, first.id).await.expect("read").expect("there");
    assert_eq!(read.aside, Some(AsideReason::Abusive));
    assert!(!again(&tenant_id("other"), first.id).await);
    assert!(again(&acme, first.id).await);
    assert_eq!(all().await, [row("overall", "4"), row("overall", "5")]);
    assert!(set(&acme, second.id).await);
    let own = SubjectId::from_bytes([9; 16]);
    let gone = store.withdraw(&sus, second.id, own, Withdrawable::Complete, at(9)).await;
    assert_eq!(gone, Ok(Withdraw::Done));
    assert_eq!(all().await, [row("overall", "5")]);
}

/// Numbers that look like chance, and are the same every time (xorshift).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Whatever happens to responses, in any order: the counts are those of what is there, and counting anew
/// changes nothing.
pub async fn figures_are_what_is_there(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let own = SubjectId::from_bytes([9; 16]);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut there: std::collections::BTreeMap<u8, Record> = std::collections::BTreeMap::new();
    for _ in 0..300 {
        let number = u8::try_from(chance.below(60)).expect("few");
        let value = (1 + chance.below(5)).to_string();
        let moment = at(chance.below(3) * DAY_SECONDS + chance.below(60));
        if chance.below(3) > 0 {
            let stage = match chance.below(3) {
                0 => Stage::Partial(1.try_into().expect("a revision")),
                _ => Stage::Complete,
            };
            let made = counting(number, &[&value], moment);
            let kept = if stage.is_complete() { made } else { partial(made, stage) };
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
    let mut want = std::collections::BTreeMap::new();
    let first = Day::of(at(0)).number();
    for kept in there.values() {
        let day = Day::of(kept.submitted_at).number() - first;
        for (_, value) in kept.sealed.iter().flat_map(|sealed| &sealed.tally) {
            *want.entry((day, value.clone())).or_insert(0_u32) += 1;
        }
    }
    assert!(want.len() > 5, "there is something to count");
    let want: Vec<_> =
        want.iter().map(|((day, value), count)| format!("{day} {value} {count}")).collect();
    assert_eq!(figures(store, &sus, always()).await, want);
    store.recount().await.expect("counted");
    assert_eq!(figures(store, &sus, always()).await, want);
}

/// What is not complete counts to nothing.
pub(super) fn partial(of: Record, stage: Stage) -> Record {
    let sealed = of.sealed.map(|sealed| SealedRecord { tally: Vec::new(), ..sealed });
    let suspect: Vec<Suspicion> = Vec::new();
    Record { sealed, stage, suspect, ..of }
}

/// Invitations are counted by the day on which they were made, as they stand now; tests are not.
pub async fn invitations_are_counted_by_day(store: &impl Store) {
    let (acme, other) = (with_person(store).await.0, tenant_id("other"));
    add(store, 0, "a", 1, None).await;
    add(store, 1, "b", 2, None).await;
    let mut test = new(asked("c", State::Sent, None), 3);
    test.test = true;
    done(store, &PersonChange { added: Some(test), ..change(2) }).await;
    let mut later = new(asked("d", State::Scheduled, None), 4);
    later.made_at = at(DAY_SECONDS);
    done(store, &PersonChange { added: Some(later), ..change(3) }).await;
    let changed = vec![asked("a", State::Answered, None), asked("b", State::Scheduled, None)];
    done(store, &PersonChange { changed, ..change(4) }).await;
    let told = async |tenant, name| {
        let (app, instance) = (app(), instance(name));
        let days = store.read_asked_days(tenant, (&app, &instance), always()).await;
        let first = Day::of(at(0)).number();
        let days = days.expect("the store answers");
        let told = days
            .iter()
            .map(|one| format!("{} {} {}", one.day.number() - first, one.state.name(), one.count));
        told.collect::<Vec<_>>()
    };
    let want = ["0 answered 1", "0 scheduled 1", "1 scheduled 1"];
    assert_eq!(told(&acme, "shop").await, want);
    assert_eq!(told(&acme, "club").await, Vec::<String>::new());
    assert_eq!(told(&other, "shop").await, Vec::<String>::new());
    store.recount().await.expect("counted");
    assert_eq!(told(&acme, "shop").await, want);
}

/// An instance is found by its one public name, and nobody takes another's.
pub async fn a_badge_is_one_instances(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let (app, shop) = (app(), instance("shop"));
    let badge = |name: &str| name.parse::<BadgeId>().expect("a name");
    let (one, two) = (badge("aaaaaaaaaaaaaaa1"), badge("aaaaaaaaaaaaaaa2"));
    let put = async |badge| store.put_badge(&acme, (&app, &shop), badge).await;
    let find = async |badge| store.find_badge(badge).await.expect("the store answers");
    let found = Some((acme.clone(), app.clone(), shop.clone()));
    assert_eq!(find(&one).await, None);
    assert_eq!(put(Some(&one)).await, Ok(true));
    assert_eq!(put(Some(&one)).await, Ok(true));
    assert_eq!(find(&one).await, found);
    assert_eq!(put(Some(&two)).await, Ok(true));
    assert_eq!((find(&one).await, find(&two).await), (None, found.clone()));
    let club = instance("club");
    with_instance(store, &acme, "club").await;
    assert_eq!(store.put_badge(&acme, (&app, &club), Some(&two)).await, Ok(false));
    assert_eq!(find(&two).await, found);
    assert_eq!(put(None).await, Ok(true));
    assert_eq!(find(&two).await, None);
    assert_eq!(store.put_badge(&acme, (&app, &club), Some(&two)).await, Ok(true));
}
