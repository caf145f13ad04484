//! How a message looks.

use bytes::Bytes;
use credential::InstanceName;
use host::html;
use http::Response;
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use letter::{InvitationLink, Letter, Values, WebAddress, sms_count};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::palettes;

use super::{Shown, Which};
use crate::instance::Known;
use crate::visit::Visit;

/// What the examples of links lead to: nothing, wherever a preview is read.
const EXAMPLE_SITE: &str = "https://survey.example";

/// What a mail as it is sent may load: nothing. Its style stands in it, and it is apart from our pages.
const PREVIEW_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'none'",
);

/// How a message looks, with examples in place of what is known of a recipient.
pub(super) struct Looks {
    pub(super) subject: String,
    pub(super) sender: String,
    pub(super) text: String,
    html: String,
    /// The text message, and of how many messages and characters it is.
    pub(super) sms: Option<(String, usize, usize)>,
}

impl Looks {
    /// Nothing where it cannot be composed, which the form has told of.
    pub(super) fn of(visit: &Visit<'_>, shown: &Shown, which: &Which) -> Option<Self> {
        let chosen = shown.texts.choose(which.kind, &which.language, &shown.first());
        let values = examples(visit, &shown.known)?;
        let filled = chosen.template.fill(&chosen.language, &values);
        let link = values.get("link")?.parse::<InvitationLink>().ok()?;
        let unsubscribe = format!("{EXAMPLE_SITE}/u/Abc123").parse::<WebAddress>().ok()?;
        let none = Map::new();
        let theme = shown.survey.pointer("/nordsvar/theme").and_then(Value::as_object);
        let palettes = palettes(theme.unwrap_or(&none), "theme").ok()?;
        let letter = Letter {
            kind: which.kind,
            texts: &filled,
            // Whether a survey's first question can be asked in a mail, only its compiled definition says.
            question: None,
            link: &link,
            unsubscribe: &unsubscribe,
            privacy: None,
            operator: "Nordsvar",
            palettes: &palettes,
        };
        let sms = chosen.template.sms.as_ref().map(|sms| {
            let sms = sms.fill(&values);
            let count = sms_count(&sms);
            (sms, count.segments, count.units)
        });
        Some(Self {
            subject: letter.subject(),
            sender: filled.sender.clone(),
            text: letter.text(),
            html: letter.html(),
            sms,
        })
    }
}

/// Examples, with the name by which recipients know the instance.
fn examples(visit: &Visit<'_>, known: &Known) -> Option<Values> {
    let examples = visit.own.vocabulary.examples();
    let sender = known.0.setup.sender.name.as_ref().map(personal::PersonName::as_str);
    let company = sender.unwrap_or(&visit.room.person.organisation);
    let given = visit.own.vocabulary.variables().map(|one| match one.name {
        "company" => ("company", company),
        name => (name, examples.get(name).unwrap_or_default()),
    });
    Values::new(visit.own.vocabulary, given).ok()
}

/// `GET /texts/preview`: the mail as it is sent.
pub(crate) async fn preview(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name).await?;
    let which = Which::of_query(query, &shown.languages)?;
    let looks = Looks::of(visit, &shown, &which).ok_or(Kind::NotFound)?;
    let mut answer = html(looks.html);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, PREVIEW_POLICY);
    visit.room.answer(answer)
}
