//! How a message looks.

use bytes::Bytes;
use contract::message::{AskedExample, ReadExample};
use credential::InstanceName;
use host::html;
use http::Response;
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use letter::{
    Chosen, FirstQuestion, InvitationLink, Letter, SmsCount, Values, Vocabulary, WebAddress,
    sms_count,
};
use personal::PersonName;
use problem::{Kind, Problem};
use serde::Deserialize as _;
use serde_json::Map;
use survey::palettes;

use super::{Shown, Which};
use crate::visit::Visit;

/// What a mail as it is sent may load: nothing. Its style stands in it, and it is apart from our pages, which show it
/// in a frame.
const PREVIEW_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'self'",
);

/// How a message looks, with examples in place of what is known of a recipient: as a courier composes it.
pub(super) struct Looks {
    pub(super) subject: String,
    pub(super) sender: String,
    pub(super) text: String,
    html: String,
    pub(super) sms: Option<Sms>,
}

/// A text message.
pub(super) struct Sms {
    pub(super) text: String,
    pub(super) count: SmsCount,
    /// What it costs, if the operator says.
    pub(super) cost: Option<String>,
}

impl Looks {
    /// Nothing where there are no messages, since the survey takes no answers.
    pub(super) async fn of(
        visit: &Visit<'_>,
        shown: &Shown,
        which: &Which,
    ) -> Result<Option<Self>, Problem> {
        let message = (shown.occasion(), which.kind);
        let chosen = shown.texts.choose(message, &which.language, &shown.first());
        let (name, language) = (&shown.known.0.instance, chosen.language.clone());
        let asked = ReadExample { language };
        match visit.room.storage.read_example(&visit.app()?, name, &asked).await {
            Ok(example) => {
                Ok(Self::composed(visit.own.vocabulary(), (shown, which), &chosen, &example))
            }
            Err(problem) if problem.kind() == Kind::SurveyState => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    fn composed(
        vocabulary: &'static Vocabulary,
        (shown, which): (&Shown, &Which),
        chosen: &Chosen,
        example: &AskedExample,
    ) -> Option<Self> {
        let link: InvitationLink = example.link.parse().ok()?;
        let unsubscribe: WebAddress = example.unsubscribe.parse().ok()?;
        let values = examples(vocabulary, &example.organisation, link.as_str())?;
        let texts = chosen.template.fill(&chosen.language, &values);
        let texts = texts.sent_by(example.sender.as_ref().map(PersonName::as_str));
        let question = example.question.as_ref().map(|one| FirstQuestion::deserialize(one.value()));
        let question = question.transpose().ok()?;
        let none = Map::new();
        let theme = example.theme.as_ref().and_then(|theme| theme.value().as_object());
        let palettes = palettes(theme.unwrap_or(&none), "theme").ok()?;
        let letter = Letter {
            occasion: shown.occasion(),
            kind: which.kind,
            texts: &texts,
            question: question.as_ref(),
            link: &link,
            unsubscribe: &unsubscribe,
            privacy: None,
            linked: example.linked,
            operator: "Nordsvar",
            palettes: &palettes,
        };
        let message = (shown.occasion(), which.kind);
        let sms =
            shown.texts.sms(message, (&which.language, &shown.first()), &values).map(|text| {
                let count = sms_count(&text);
                let cost = example.sms_price.as_ref().map(|price| price.of(count.segments));
                Sms { text, count, cost }
            });
        Some(Self {
            subject: letter.subject(),
            sender: texts.sender.clone(),
            text: letter.text(),
            html: letter.html(),
            sms,
        })
    }
}

/// Examples of what is known of a recipient, with what is known of the instance.
pub(super) fn examples(
    vocabulary: &'static Vocabulary,
    company: &str,
    link: &str,
) -> Option<Values> {
    let examples = vocabulary.examples();
    let given = vocabulary.variables().map(|one| match one.name {
        "company" => ("company", company),
        "link" => ("link", link),
        name => (name, examples.get(name).unwrap_or_default()),
    });
    Values::new(vocabulary, given).ok()
}

/// `GET /texts/preview`: the mail as it is sent.
pub(crate) async fn preview(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name).await?;
    let which = Which::of_query(query, &shown.languages)?;
    let looks = Looks::of(visit, &shown, &which).await?.ok_or(Kind::NotFound)?;
    let mut answer = html(looks.html);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, PREVIEW_POLICY);
    visit.room.answer(answer)
}
