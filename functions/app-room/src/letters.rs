//! What an instance's messages say, and how they look.

use bytes::Bytes;
use credential::InstanceName;
use host::{html, query_pairs, with_status};
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use http::{Request, Response, StatusCode};
use letter::{
    FirstQuestion, InvitationLink, Letter, MessageKind, Pattern, Template, TextFault, Texts,
    Values, WebAddress, Whose, sms_count,
};
use page::{AppDone, LetterFields, LetterPreview, LettersPage, ReportedFault};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{Locale, palettes};

use crate::form::Fields;
use crate::instance::{Known, strict};
use crate::visit::Visit;

/// What the examples of links lead to: nothing, wherever a preview is read.
const EXAMPLE_SITE: &str = "https://survey.example";

/// What a mail as it is sent may load: nothing. Its style stands in it, and it is apart from our pages.
const PREVIEW_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'none'",
);

/// Which texts somebody looks at.
struct Which {
    kind: MessageKind,
    language: Locale,
}

impl Which {
    fn read(kind: &str, language: &str, known: &[Locale]) -> Result<Self, Problem> {
        let kind = if kind.is_empty() { Ok(MessageKind::Invitation) } else { kind.parse() };
        let kind = kind.map_err(|()| Problem::new(Kind::ParameterRejected))?;
        let language = match language {
            "" => known.first().cloned().unwrap_or_else(Locale::english),
            tag => tag.parse().map_err(|_| Kind::ParameterRejected)?,
        };
        Ok(Self { kind, language })
    }

    fn of_query(query: Option<&str>, known: &[Locale]) -> Result<Self, Problem> {
        let pairs = query_pairs(query).map_err(|_| Kind::ParameterRejected)?;
        let value = |name: &str| pairs.iter().find(|(known, _)| known == name);
        let value = |name| value(name).map_or("", |(_, value)| value);
        Self::read(value("kind"), value("language"), known)
    }

    fn query(&self) -> String {
        format!("kind={}&language={}", self.kind, self.language)
    }
}

/// An instance, its texts, and the survey that its messages lead to.
struct Shown {
    known: Known,
    texts: Texts,
    survey: Value,
    /// The survey's languages, its own first, and then those that there are further texts in.
    languages: Vec<Locale>,
    of_survey: usize,
}

impl Shown {
    async fn read(visit: &Visit<'_>, name: &InstanceName) -> Result<Self, Problem> {
        let known = Known::read(visit, name).await?;
        let detail = visit.room.storage.read_survey(&known.0.setup.survey).await?;
        let survey: Value = serde_json::from_str(detail.definition.get())
            .map_err(|_| Problem::new(Kind::Internal))?;
        let texts = Texts::read(known.0.setup.texts.value(), visit.own.vocabulary);
        let texts = texts.map_err(|_| Problem::new(Kind::Internal))?;
        let mut languages = languages_of(&survey).unwrap_or_else(|| vec![Locale::english()]);
        let of_survey = languages.len();
        for locale in texts.languages() {
            if !languages.contains(locale) {
                languages.push(locale.clone());
            }
        }
        Ok(Self { known, texts, survey, languages, of_survey })
    }

    /// The language that texts are in if nothing else is known.
    fn first(&self) -> Locale {
        self.languages.first().cloned().unwrap_or_else(Locale::english)
    }

    /// The texts of a message as they are written, and whether they are the instance's own.
    fn fields(&self, which: &Which) -> (LetterFields, bool) {
        let chosen = self.texts.choose(which.kind, &which.language, &which.language);
        let pointer = format!("/{}/{}", which.kind, which.language);
        let is_own = chosen.whose == Whose::Own
            && self.known.0.setup.texts.value().pointer(&pointer).is_some();
        (written(&chosen.template), is_own)
    }
}

/// The languages of a definition, its own first.
pub(crate) fn languages_of(survey: &Value) -> Option<Vec<Locale>> {
    let review = Definition::review(survey).ok()?;
    Definition::load(&review.compiled).map(|definition| definition.locales)
}

/// Texts as they are written.
fn written(template: &Template) -> LetterFields {
    let some =
        |pattern: &Option<Pattern>| pattern.as_ref().map(ToString::to_string).unwrap_or_default();
    let body: Vec<_> = template.body.iter().map(ToString::to_string).collect();
    LetterFields {
        sender: template.sender.to_string(),
        subject: template.subject.to_string(),
        preheader: some(&template.preheader),
        body: body.join("\n\n"),
        button: template.button.to_string(),
        sign_off: some(&template.sign_off),
        footer: some(&template.footer),
        sms: some(&template.sms),
    }
}

/// What was sent, as it was written.
fn sent(fields: &Fields) -> LetterFields {
    // Browsers send ends of lines as networks have them.
    let value = |name| fields.value(name).replace("\r\n", "\n");
    LetterFields {
        sender: value("sender"),
        subject: value("subject"),
        preheader: value("preheader"),
        body: value("body"),
        button: value("button"),
        sign_off: value("sign_off"),
        footer: value("footer"),
        sms: value("sms"),
    }
}

/// The JSON of texts as they are written. A line within a paragraph goes on in it.
fn as_json(fields: &LetterFields, before: Option<&Value>) -> Value {
    let line = |raw: &str| raw.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let line = |raw: &str| line(raw).trim().to_owned();
    let paragraphs = fields.body.split("\n\n").map(line).filter(|one| !one.is_empty());
    let mut members = Map::new();
    for (name, value) in [
        ("sender", &fields.sender),
        ("subject", &fields.subject),
        ("preheader", &fields.preheader),
        ("button", &fields.button),
        ("sign_off", &fields.sign_off),
        ("footer", &fields.footer),
        ("sms", &fields.sms),
    ] {
        members.insert(name.to_owned(), Value::from(line(value)));
    }
    members.insert("body".to_owned(), paragraphs.collect());
    // What is said on the telephone has no field.
    if let Some(voice) = before.and_then(|before| before.get("voice")) {
        members.insert("voice".to_owned(), voice.clone());
    }
    Value::Object(members)
}

/// `GET /texts`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = query.and_then(|query| {
        let is = |word: &str| query.split('&').any(|part| part == word);
        let saved = is("saved").then_some(AppDone::LettersSaved);
        saved.or(is("removed").then_some(AppDone::LettersRemoved))
    });
    let shown = Shown::read(visit, name).await?;
    let which = Which::of_query(query, &shown.languages)?;
    let (fields, is_own) = shown.fields(&which);
    visit.room.page(page(visit, &shown, &which, (&fields, is_own, &[], done)))
}

fn page(
    visit: &Visit<'_>,
    shown: &Shown,
    which: &Which,
    (fields, is_own, faults, done): (&LetterFields, bool, &[ReportedFault], Option<AppDone>),
) -> String {
    let mut languages = shown.languages.clone();
    if !languages.contains(&which.language) {
        languages.push(which.language.clone());
    }
    let variables: Vec<_> = visit.own.vocabulary.variables().map(|one| one.name).collect();
    let missing = missing(shown);
    let looks = if faults.is_empty() { Looks::of(visit, shown, which) } else { None };
    let place = format!("/texts/preview?{}", which.query());
    let place = shown.known.path(visit, &place);
    let preview = looks.as_ref().map(|looks| LetterPreview {
        subject: &looks.subject,
        sender: &looks.sender,
        text: &looks.text,
        page: Some(&place),
        sms: looks.sms.as_ref().map(|(sms, count, units)| (sms.as_str(), *count, *units)),
    });
    page::letters_page(
        &visit.view(done),
        &LettersPage {
            instance: shown.known.named(),
            kind: which.kind.as_str(),
            language: &which.language,
            languages: &languages,
            is_own,
            fields,
            faults,
            variables: &variables,
            preview,
            missing: &missing,
        },
    )
}

/// Where another language is sent than one of the survey's.
fn missing(shown: &Shown) -> Vec<(String, Locale, Locale)> {
    let of_survey = shown.languages.get(..shown.of_survey).unwrap_or_default();
    let falls = shown.texts.falling_back(of_survey, &shown.first());
    falls.into_iter().map(|one| (one.kind.to_string(), one.wanted, one.got)).collect()
}

/// `POST /texts`.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut shown = Shown::read(visit, name).await?;
    let which = Which::read(fields.value("kind"), fields.value("language"), &shown.languages)?;
    let sent = sent(&fields);
    let mut texts = shown.known.0.setup.texts.value().clone();
    let own = texts.as_object_mut().ok_or(Kind::Internal)?;
    let of_kind = own.entry(which.kind.as_str()).or_insert_with(|| Value::Object(Map::new()));
    let of_kind = of_kind.as_object_mut().ok_or(Kind::Internal)?;
    let tag = which.language.to_string();
    let json = as_json(&sent, of_kind.get(&tag));
    of_kind.insert(tag, json);
    match Texts::from_slice(texts.to_string().as_bytes(), visit.own.vocabulary) {
        Ok(_) => {
            shown.known.0.setup.texts = strict(&texts)?;
            shown.known.save(visit).await?;
            let path = format!("/texts?{}&saved", which.query());
            visit.room.to(&shown.known.path(visit, &path))
        }
        Err(faults) => {
            let (_, is_own) = shown.fields(&which);
            let faults: Vec<_> = faults.iter().map(reported).collect();
            let page = page(visit, &shown, &which, (&sent, is_own, &faults, None));
            Ok(with_status(visit.room.page(page)?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn reported(fault: &TextFault) -> ReportedFault {
    ReportedFault { path: fault.path.clone(), reason: fault.reason.to_string() }
}

/// `POST /texts/remove`: has ours sent.
pub(crate) async fn remove(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut known = Known::read(visit, name).await?;
    let which = Which::read(fields.value("kind"), fields.value("language"), &[])?;
    let mut texts = known.0.setup.texts.value().clone();
    let of_kind = texts.get_mut(which.kind.as_str()).and_then(Value::as_object_mut);
    if let Some(of_kind) = of_kind {
        of_kind.remove(which.language.as_str());
    }
    known.0.setup.texts = strict(&texts)?;
    known.save(visit).await?;
    let path = format!("/texts?{}&removed", which.query());
    visit.room.to(&known.path(visit, &path))
}

/// How a message looks, with examples in place of what is known of a recipient.
struct Looks {
    subject: String,
    sender: String,
    text: String,
    html: String,
    sms: Option<(String, usize, usize)>,
}

impl Looks {
    /// Nothing where it cannot be composed, which the form has told of.
    fn of(visit: &Visit<'_>, shown: &Shown, which: &Which) -> Option<Self> {
        let chosen = shown.texts.choose(which.kind, &which.language, &shown.first());
        let values = examples(visit, &shown.known)?;
        let filled = chosen.template.fill(&chosen.language, &values);
        let link = values.get("link")?.parse::<InvitationLink>().ok()?;
        let unsubscribe = format!("{EXAMPLE_SITE}/u/Abc123").parse::<WebAddress>().ok()?;
        let question = question(shown, &chosen.language);
        let none = Map::new();
        let theme = shown.survey.pointer("/nordsvar/theme").and_then(Value::as_object);
        let palettes = palettes(theme.unwrap_or(&none), "theme").ok()?;
        let letter = Letter {
            kind: which.kind,
            texts: &filled,
            question: question.as_ref(),
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

/// The first question, where the instance has it asked in the mail and it can be.
fn question(shown: &Shown, language: &Locale) -> Option<FirstQuestion> {
    let wanted = shown.known.0.setup.first_question.as_deref()?;
    let review = Definition::review(&shown.survey).ok()?;
    let definition = Definition::load(&review.compiled)?;
    FirstQuestion::of(&definition, language).filter(|question| question.name == wanted)
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

#[cfg(test)]
mod tests {
    use letter::SHOP;
    use serde_json::json;

    use super::*;

    #[test]
    fn our_texts_are_read_again_as_they_are_shown() {
        for tag in letter::LANGUAGES {
            let locale: Locale = tag.parse().unwrap();
            for kind in MessageKind::ALL {
                let chosen = Texts::default().choose(kind, &locale, &locale);
                let json = as_json(&written(&chosen.template), None);
                let mut texts = json!({ kind.as_str(): {} });
                texts[kind.as_str()][*tag] = json;
                let again = Texts::read(&texts, &SHOP).unwrap();
                let again = again.choose(kind, &locale, &locale);
                assert_eq!(again.whose, Whose::Own, "{tag} {kind}");
                let want = Template { voice: None, ..chosen.template };
                assert_eq!(again.template, want, "{tag} {kind}");
            }
        }
    }

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let fields = LetterFields {
            body: "One\ngoes on.\n\n\n Two. \n\n".to_owned(),
            ..LetterFields::default()
        };
        let json = as_json(&fields, Some(&json!({"voice": {"prompt": "x"}, "sms": "y"})));
        assert_eq!(json["body"], json!(["One goes on.", "Two."]));
        assert_eq!(json["voice"]["prompt"], "x");
        assert_eq!(json["sms"], "");
    }
}
