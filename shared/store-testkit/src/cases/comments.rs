//! Cases of comments that badges show.

use contract::Moment;
use contract::message::{AsideReason, CommentCounts, CommentDecision, CommentsWhich, HoldReason};
use credential::{InstanceName, TenantId};
use store::{
    Append, CommentFilter, CommentsOf, PersonChange, Record, SealedRecord, Stage, Withdraw,
    Withdrawable,
};
use survey::{ResponseId, SurveyId};

use super::asked::{add, app, change, done, instance, with_instance, with_person};
use super::orders::answer;
use super::personal::own_subject;
use super::responses::{append, record};
use super::{Store, at, tenant_id};

const SPAM: CommentDecision = CommentDecision::Held(HoldReason::Spam);

/// A response that counts to these pairs of a question and a value.
fn counting(number: u8, pairs: &[(&str, &str)], kept: u64) -> Record {
    let of = record(number, "{}", kept);
    let pair = |(question, value): &(&str, &str)| ((*question).to_owned(), (*value).to_owned());
    let (answers, digest) = (of.answers.clone(), of.digest);
    let tally = pairs.iter().map(pair).collect();
    let sealed = SealedRecord { answers, digest, part: None, file_names: Vec::new(), tally };
    Record { sealed: Some(sealed), ..of }
}

/// A response whose writer agreed.
fn agreed(number: u8, kept: u64) -> Record {
    counting(number, &[("overall", "5"), ("publish", "true")], kept)
}

fn id(number: u8) -> ResponseId {
    record(number, "{}", 0).id
}

/// An instance's comments, as a case asks for them.
struct Shop<'a, S> {
    store: &'a S,
    tenant: TenantId,
    instance: InstanceName,
    survey: SurveyId,
}

impl<'a, S: Store> Shop<'a, S> {
    fn new(store: &'a S, tenant: &TenantId, name: &str, survey: &SurveyId) -> Self {
        Self { store, tenant: tenant.clone(), instance: instance(name), survey: survey.clone() }
    }

    async fn decide(&self, number: u8, decision: Option<CommentDecision>) -> bool {
        let app = app();
        let of = self.of(&app);
        self.store.decide_comment(of, id(number), decision, at(99)).await.expect("decided")
    }

    fn of<'b>(&'b self, app: &'b credential::AppName) -> CommentsOf<'b> {
        let Self { tenant, instance, survey, .. } = self;
        CommentsOf { tenant, app, instance, survey }
    }

    /// Numbers of responses with what is decided of them.
    async fn list(&self, filter: CommentFilter) -> Vec<(ResponseId, Option<CommentDecision>)> {
        let app = app();
        let found = self.store.list_comments(self.of(&app), filter).await.expect("listed");
        found.into_iter().map(|one| (one.response.id, one.decision)).collect()
    }

    async fn which(&self, which: CommentsWhich) -> Vec<ResponseId> {
        let found = self.list(CommentFilter { which, ..all() }).await;
        found.into_iter().map(|(id, _)| id).collect()
    }

    async fn counts(&self, since: Moment) -> [u32; 3] {
        let app = app();
        let counts = self.store.count_comments(self.of(&app), since).await.expect("counted");
        let CommentCounts { agreed, shown, held_back } = counts;
        [agreed, shown, held_back]
    }
}

fn all() -> CommentFilter {
    CommentFilter { which: CommentsWhich::All, since: at(0), before: None, limit: 9 }
}

async fn keep(store: &impl Store, survey: &SurveyId, records: &[Record]) {
    for one in records {
        assert!(matches!(append(store, survey, one).await, Append::Now(_)));
    }
}

/// Comments are listed as they are decided about, the newest first, each instance by itself; a decision is changed, and
/// taken back.
pub async fn comments_are_decided_about(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    with_instance(store, &acme, "club").await;
    keep(store, &sus, &[agreed(1, 50), agreed(2, 60), agreed(3, 70), agreed(4, 80)]).await;
    let shop = Shop::new(store, &acme, "shop", &sus);
    assert_eq!(shop.counts(at(0)).await, [4, 0, 0]);
    assert!(shop.decide(1, Some(CommentDecision::Shown)).await);
    assert!(!shop.decide(1, Some(CommentDecision::Shown)).await, "it is so already");
    assert!(shop.decide(2, Some(SPAM)).await);
    assert!(shop.decide(3, Some(CommentDecision::Shown)).await);
    assert_eq!(shop.counts(at(0)).await, [4, 2, 1]);
    assert_eq!(shop.counts(at(60)).await, [3, 1, 1]);
    let decided = [(id(4), None), (id(3), Some(CommentDecision::Shown)), (id(2), Some(SPAM))];
    assert_eq!(shop.list(CommentFilter { limit: 3, ..all() }).await, decided);
    assert_eq!(shop.list(CommentFilter { since: at(60), ..all() }).await, decided);
    for (which, want) in [
        (CommentsWhich::All, vec![id(4), id(3), id(2), id(1)]),
        (CommentsWhich::Waiting, vec![id(4)]),
        (CommentsWhich::Shown, vec![id(3), id(1)]),
        (CommentsWhich::Held, vec![id(2)]),
    ] {
        assert_eq!(shop.which(which).await, want, "{}", which.name());
    }
    let app = app();
    let first = store.list_comments(shop.of(&app), CommentFilter { limit: 2, ..all() }).await;
    let before = first.expect("listed").last().map(|one| one.response.sequence);
    let rest = shop.list(CommentFilter { before, ..all() }).await;
    assert_eq!(rest.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(2), id(1)]);

    let club = Shop::new(store, &acme, "club", &sus);
    assert_eq!(club.counts(at(0)).await, [4, 0, 0]);
    let stranger = Shop::new(store, &tenant_id("other"), "shop", &sus);
    assert_eq!(stranger.counts(at(0)).await, [0, 0, 0]);
    assert_eq!(stranger.which(CommentsWhich::All).await, []);
    assert!(!stranger.decide(1, None).await);

    let unlawful = CommentDecision::Held(HoldReason::Unlawful);
    assert!(shop.decide(1, Some(unlawful)).await);
    assert!(shop.decide(2, None).await);
    assert!(!shop.decide(2, None).await, "nothing is decided");
    assert_eq!(shop.counts(at(0)).await, [4, 1, 1]);
    assert_eq!(shop.which(CommentsWhich::Held).await, [id(1)]);
}

/// Of a response whose writer has not agreed, that is not complete or that is taken out of figures nothing is listed, and
/// nothing decided; what was decided before holds again once it counts again.
pub async fn comments_need_their_writers_consent(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    let shop = Shop::new(store, &acme, "shop", &sus);
    let stage = Stage::Partial(1.try_into().expect("a revision"));
    let partial = Record { stage, ..counting(4, &[], 50) };
    let others = [
        counting(1, &[("overall", "5")], 50),
        counting(2, &[("publish", "false")], 50),
        counting(3, &[("published", "true"), ("overall", "publish")], 50),
        partial,
    ];
    keep(store, &sus, &others).await;
    for number in 1..=5 {
        assert!(!shop.decide(number, Some(CommentDecision::Shown)).await, "{number}");
    }
    assert_eq!(shop.which(CommentsWhich::All).await, []);
    keep(store, &sus, &[agreed(6, 60)]).await;
    assert!(shop.decide(6, Some(CommentDecision::Shown)).await);
    let set = store.set_aside(&acme, (&sus, id(6)), AsideReason::Abusive).await;
    assert_eq!(set, Ok(true));
    assert_eq!(shop.which(CommentsWhich::Shown).await, []);
    assert_eq!(shop.counts(at(0)).await, [0, 0, 0]);
    assert!(!shop.decide(6, Some(SPAM)).await);
    assert_eq!(store.count_again(&acme, (&sus, id(6))).await, Ok(true));
    assert_eq!(shop.counts(at(0)).await, [1, 1, 0]);
}

/// Nothing that was decided outlasts a response that was taken away.
pub async fn comments_go_with_their_response(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    let shop = Shop::new(store, &acme, "shop", &sus);
    keep(store, &sus, &[agreed(1, 50), agreed(2, 60)]).await;
    assert!(shop.decide(1, Some(CommentDecision::Shown)).await);
    assert!(shop.decide(2, Some(SPAM)).await);
    let own = own_subject(id(1));
    let gone = store.withdraw(&sus, id(1), own, Withdrawable::Complete, at(70)).await;
    assert_eq!(gone, Ok(Withdraw::Done));
    assert_eq!(shop.counts(at(0)).await, [1, 0, 1]);
    assert!(!shop.decide(1, None).await, "the decision is gone");
}

/// What somebody wrote who is known and erased is shown no more, and is not shown again. With their invitation alone
/// nothing goes.
pub async fn comments_go_with_their_writer(store: &impl Store) {
    let (acme, sus) = with_person(store).await;
    let shop = Shop::new(store, &acme, "shop", &sus);
    for (key, of) in (1..).zip(["a", "b"]) {
        add(store, u32::from(key) - 1, of, key, None).await;
    }
    answer(store, (&sus, &agreed(1, 50)), ("a", 2), true).await;
    answer(store, (&sus, &agreed(2, 50)), ("b", 3), false).await;
    for number in [1, 2] {
        assert!(shop.decide(number, Some(CommentDecision::Shown)).await);
    }
    done(store, &PersonChange { forget: true, ..change(4) }).await;
    assert_eq!(shop.which(CommentsWhich::All).await, [id(2)]);
    assert_eq!(shop.counts(at(0)).await, [1, 1, 0]);
    assert!(!shop.decide(1, None).await, "the decision is gone");
    assert!(!shop.decide(1, Some(CommentDecision::Shown)).await, "nobody agrees any more");
    assert_eq!(store.remove_asked(9, at(1_000_000)).await.expect("asked"), 2);
    assert_eq!(shop.counts(at(0)).await, [1, 1, 0]);
}
