//! The comments that a badge shows or may show, and what is decided about them.

use bytes::Bytes;
use contract::message::{
    CommentDecision, CommentItem, CommentsListed, CommentsSetup, CommentsWhich, Cursor,
    ListComments, UnknownDecision,
};
use credential::InstanceName;
use http::{Request, Response};
use page::{AlertsMay, AppDone, CommentRow, CommentsPage};
use problem::{Kind, Problem};
use survey::ResponseId;

use crate::form::Fields;
use crate::instance::Known;
use crate::questions::{self, Question};
use crate::visit::Visit;

/// What a query looks for: which of them, after a cursor of storage; and what was done just now.
fn looked_for(query: Option<&str>) -> Option<(ListComments, Option<AppDone>)> {
    let (mut asked, mut done) = (ListComments::default(), None);
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("which", name)) => asked.which = which(name)?,
            Some(("after", raw)) => asked.cursor = Some(raw.parse::<Cursor>().ok()?),
            None if pair == "decided" => done = Some(AppDone::CommentDecided),
            None if pair == "as-before" => done = Some(AppDone::CommentAsBefore),
            Some(_) | None => return None,
        }
    }
    Some((asked, done))
}

fn which(name: &str) -> Option<CommentsWhich> {
    CommentsWhich::ALL.into_iter().find(|one| one.name() == name)
}

/// `GET /badge/comments`: the newest first. The query says which of them, and after which one.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    visit.own.badge.ok_or(Kind::NotFound)?;
    let (asked, done) = looked_for(query).ok_or(Kind::NotFound)?;
    let known = Known::read(visit, name).await?;
    let listed = visit.room.storage.list_comments(&visit.app()?, name, &asked).await?;
    let CommentsListed { survey, on, counts, items, next } = listed;
    let asks = asks(&questions::of(visit, &survey).await);
    let responses = format!("{}/responses", visit.survey(&survey));
    let ids: Vec<_> = items.iter().map(|item| item.response.to_string()).collect();
    let rows: Vec<_> = items.iter().zip(&ids).map(|(item, id)| row(item, id)).collect();
    let which = asked.which.name();
    let next =
        next.map(|next| known.path(visit, &format!("/badge/comments?which={which}&after={next}")));
    let page = CommentsPage {
        instance: known.named(),
        on,
        asks,
        counts: [counts.agreed, counts.shown, counts.held_back, counts.waiting()],
        which,
        rows: &rows,
        responses: &responses,
        next: next.as_deref(),
    };
    visit.room.page(page::comments_page(&visit.view(done), &page))
}

fn row<'a>(item: &'a CommentItem, id: &'a str) -> CommentRow<'a> {
    let shown = item.shown.as_ref();
    CommentRow {
        id,
        text: shown.map(|shown| shown.text.as_str()),
        stars: shown.and_then(|shown| shown.stars),
        month: shown.map(|shown| shown.month.as_str()),
        decision: item.decision.map(CommentDecision::as_str),
    }
}

/// Whether a survey asks its respondents whether what they write may be shown.
fn asks(questions: &[Question]) -> bool {
    let consent = questions.iter().find(|one| one.name == CommentsSetup::CONSENT);
    consent.is_some_and(|one| one.values.iter().any(|(value, _)| value == "true"))
}

/// `POST /badge/comments`. What is so already, and what is gone, is shown as it is.
pub(crate) async fn decide(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage && may.alerts == AlertsMay::See)?;
    visit.own.badge.ok_or(Kind::NotFound)?;
    let response: ResponseId = fields.value("response").parse().map_err(|_| Kind::NotFound)?;
    let decision = decided(fields.value("decision"));
    let decision = decision.map_err(|_| Kind::ParameterRejected)?;
    let app = visit.app()?;
    let done = match visit.room.storage.decide_comment((&app, name), response, decision).await {
        Ok(()) => "decided",
        Err(problem) if problem.kind() == Kind::NotFound => "as-before",
        Err(problem) => return Err(problem),
    };
    let which = which(fields.value("which")).unwrap_or_default().name();
    visit.room.to(&visit.path(&format!("/instances/{name}/badge/comments?which={which}&{done}")))
}

/// What a form decides: a decision by its name, or none.
fn decided(name: &str) -> Result<Option<CommentDecision>, UnknownDecision> {
    if name == "none" { Ok(None) } else { name.parse().map(Some) }
}

#[cfg(test)]
mod tests {
    use contract::message::HoldReason;

    use super::*;

    #[test]
    fn what_is_looked_for_is_read() {
        let after = format!("after={}", Cursor::after("7"));
        for (query, want) in [
            (None, Some((CommentsWhich::All, false, None))),
            (Some(""), Some((CommentsWhich::All, false, None))),
            (Some("which=waiting"), Some((CommentsWhich::Waiting, false, None))),
            (
                Some("which=held&decided"),
                Some((CommentsWhich::Held, false, Some(AppDone::CommentDecided))),
            ),
            (Some("as-before"), Some((CommentsWhich::All, false, Some(AppDone::CommentAsBefore)))),
            (Some(&*after), Some((CommentsWhich::All, true, None))),
            (Some("which=low"), None),
            (Some("which"), None),
            (Some("after=7"), None),
            (Some("stars=1"), None),
        ] {
            let got = looked_for(query);
            let got = got.map(|(asked, done)| (asked.which, asked.cursor.is_some(), done));
            assert_eq!(got, want, "{query:?}");
        }
    }

    #[test]
    fn decisions_are_read() {
        for (name, want) in [
            ("none", Ok(None)),
            ("shown", Ok(Some(CommentDecision::Shown))),
            ("spam", Ok(Some(CommentDecision::Held(HoldReason::Spam)))),
            ("", Err(UnknownDecision)),
            ("low", Err(UnknownDecision)),
        ] {
            assert_eq!(decided(name), want, "{name}");
        }
    }

    #[test]
    fn who_agrees_is_asked_by_one_question() {
        let one = |name: &str, values: &[&str]| Question {
            name: name.to_owned(),
            title: String::new(),
            values: values.iter().map(|value| ((*value).to_owned(), String::new())).collect(),
            scale: None,
        };
        for (name, questions, want) in [
            ("nothing", vec![], false),
            ("yes or no", vec![one("overall", &["1"]), one("publish", &["true", "false"])], true),
            ("another", vec![one("contact", &["true", "false"])], false),
            ("a text", vec![one("publish", &[])], false),
            ("other values", vec![one("publish", &["yes", "no"])], false),
        ] {
            assert_eq!(asks(&questions), want, "{name}");
        }
    }
}
