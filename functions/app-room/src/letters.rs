//! What an instance's messages say, and how they look.

mod calls;
mod looks;
mod trial;
mod written;

pub(crate) use calls::{remove as remove_calls, set as set_calls, show as show_calls};
pub(crate) use looks::preview;
pub(crate) use trial::send as send_trial;

use bytes::Bytes;
use contract::message::PutInstance;
use credential::InstanceName;
use host::query_pairs;
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use http::{Request, Response};
use letter::{MessageKind, Occasion, TextFault, Texts, Whose};
use page::{
    AppDone, LetterFields, LetterPreview, LettersPage, ReportedFault, SmsPreview, TrialFault,
    TrialForm,
};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::Locale;

use self::looks::Looks;
use self::written::{as_json, sent, written};
use crate::form::Fields;
use crate::instance::{Known, Saved, meanwhile, rejected, strict};
use crate::visit::Visit;

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

/// An instance, its texts, and the languages of the survey that its messages lead to.
struct Shown {
    about: fn(&str) -> Occasion,
    known: Known,
    texts: Texts,
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
        let texts = Texts::read(known.0.setup.texts.value(), visit.own.vocabulary());
        let texts = texts.map_err(|_| Problem::new(Kind::Internal))?;
        let mut languages = languages_of(&survey);
        let of_survey = languages.len();
        for locale in texts.languages() {
            if !languages.contains(locale) {
                languages.push(locale.clone());
            }
        }
        Ok(Self { about: visit.own.about, known, texts, languages, of_survey })
    }

    /// The language that texts are in if nothing else is known.
    fn first(&self) -> Locale {
        self.languages.first().cloned().unwrap_or_else(Locale::english)
    }

    /// What its messages are about.
    fn occasion(&self) -> Occasion {
        (self.about)(self.known.stage())
    }

    /// The texts of a message as they are written, and whether they are the instance's own.
    fn fields(&self, which: &Which) -> (LetterFields, bool) {
        let chosen =
            self.texts.choose((self.occasion(), which.kind), &which.language, &which.language);
        let pointer = format!("/{}/{}", which.kind, which.language);
        let is_own = chosen.whose == Whose::Own
            && self.known.0.setup.texts.value().pointer(&pointer).is_some();
        (written(&chosen.template), is_own)
    }
}

/// The languages that a survey's title is in, its own first. That all other texts are in them is for the Survey Tool to
/// tell, where definitions are compiled.
pub(crate) fn languages_of(survey: &Value) -> Vec<Locale> {
    let own = survey.get("locale").and_then(Value::as_str).unwrap_or_default();
    let titles = survey.get("title").and_then(Value::as_object);
    let tags = titles.into_iter().flat_map(Map::keys).map(String::as_str);
    let tags = tags.filter(|tag| *tag != "default");
    let mut languages: Vec<Locale> = Vec::new();
    for locale in [own].into_iter().chain(tags).filter_map(|tag| tag.parse().ok()) {
        if !languages.contains(&locale) {
            languages.push(locale);
        }
    }
    if languages.is_empty() {
        languages.push(Locale::english());
    }
    languages
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
    let told = Told { done, ..Told::default() };
    page(visit, &shown, &which, (&fields, is_own, told)).await
}

/// What is told of what was sent.
#[derive(Clone, Copy, Default)]
struct Told<'a> {
    done: Option<AppDone>,
    faults: &'a [ReportedFault],
    /// To whom no test is sent, and why.
    trial: Option<(&'a str, TrialFault)>,
}

async fn page(
    visit: &Visit<'_>,
    shown: &Shown,
    which: &Which,
    (fields, is_own, told): (&LetterFields, bool, Told<'_>),
) -> Result<Response<Bytes>, Problem> {
    let Told { done, faults, trial } = told;
    let mut languages = shown.languages.clone();
    if !languages.contains(&which.language) {
        languages.push(which.language.clone());
    }
    let variables: Vec<_> = visit.own.vocabulary().variables().map(|one| one.name).collect();
    let missing = missing(shown);
    let looks = if faults.is_empty() { Looks::of(visit, shown, which).await? } else { None };
    let place = format!("/texts/preview?{}", which.query());
    let place = shown.known.path(visit, &place);
    let preview = looks.as_ref().map(|looks| LetterPreview {
        subject: &looks.subject,
        sender: &looks.sender,
        text: &looks.text,
        page: Some(&place),
        sms: looks.sms.as_ref().map(|sms| SmsPreview {
            text: &sms.text,
            messages: sms.count.segments,
            characters: sms.count.units,
            cost: sms.cost.as_deref(),
        }),
    });
    let to = trial.map_or(visit.room.person.email.as_str(), |(to, _)| to);
    let page = page::letters_page(
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
            trial: TrialForm {
                to,
                paused: shown.known.0.setup.paused,
                fault: trial.map(|(_, fault)| fault),
            },
            missing: &missing,
        },
    );
    framed(visit.room.page(page)?)
}

/// A page that shows another of ours within it.
fn framed(mut page: Response<Bytes>) -> Result<Response<Bytes>, Problem> {
    if let Some(policy) = page.headers_mut().get_mut(CONTENT_SECURITY_POLICY) {
        let more = [policy.as_bytes(), b"; frame-src 'self'"].concat();
        *policy = HeaderValue::from_bytes(&more).map_err(|_| Kind::Internal)?;
    }
    Ok(page)
}

/// Where another language is sent than one of the survey's.
fn missing(shown: &Shown) -> Vec<(String, Locale, Locale)> {
    let of_survey = shown.languages.get(..shown.of_survey).unwrap_or_default();
    let falls = shown.texts.falling_back(shown.occasion(), of_survey, &shown.first());
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
    match Texts::from_slice(texts.to_string().as_bytes(), visit.own.vocabulary()) {
        Ok(_) => {
            let (_, is_own) = shown.fields(&which);
            shown.known.0.setup.texts = strict(&texts)?;
            match shown.known.save(visit, &fields).await? {
                Saved::Done => {
                    let path = format!("/texts?{}&saved", which.query());
                    visit.room.to(&shown.known.path(visit, &path))
                }
                // What staff write of texts was checked here, and is not what storage refuses.
                Saved::Rejected(problem) => Err(problem),
                Saved::ChangedMeanwhile => {
                    let told = Told { done: Some(AppDone::ChangedMeanwhile), ..Told::default() };
                    page(visit, &shown, &which, (&sent, is_own, told)).await.map(meanwhile)
                }
            }
        }
        Err(faults) => {
            let (_, is_own) = shown.fields(&which);
            let faults: Vec<_> = faults.iter().map(reported).collect();
            let told = Told { faults: &faults, ..Told::default() };
            page(visit, &shown, &which, (&sent, is_own, told)).await.map(rejected)
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
    let which = Which::read(fields.value("kind"), fields.value("language"), &[])?;
    let change = |setup: &mut PutInstance| {
        let mut texts = setup.texts.value().clone();
        let of_kind = texts.get_mut(which.kind.as_str()).and_then(Value::as_object_mut);
        if let Some(of_kind) = of_kind {
            of_kind.remove(which.language.as_str());
        }
        setup.texts = strict(&texts)?;
        Ok(())
    };
    let known = Known::change(visit, name, change).await?;
    let path = format!("/texts?{}&removed", which.query());
    visit.room.to(&known.path(visit, &path))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_survey_is_in_the_languages_of_its_title() {
        for (survey, want) in [
            (
                json!({"title": {"default": "T", "sv": "T", "de": "T"}, "locale": "en"}),
                &["en", "de", "sv"][..],
            ),
            (json!({"title": "T", "locale": "sv"}), &["sv"]),
            (json!({}), &["en"]),
        ] {
            let got = languages_of(&survey);
            assert_eq!(got.iter().map(Locale::as_str).collect::<Vec<_>>(), want, "{survey}");
        }
    }
}
