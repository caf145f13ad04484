//! What is played in an instance's calls, and what is to be read aloud for that.

use bytes::Bytes;
use contract::message::ReadExample;
use credential::InstanceName;
use http::{Request, Response};
use letter::{FirstQuestion, Keypad, MessageKind, Recordings, Texts};
use page::{AppDone, CallFields, CallScript, CallsPage};
use problem::{Kind, Problem};
use serde::Deserialize as _;
use serde_json::{Map, Value, json};
use survey::{Locale, StrictJson};

use super::looks::examples;
use super::{Shown, Which};
use crate::form::Fields;
use crate::instance::{Saved, meanwhile, rejected, strict};
use crate::visit::Visit;

const NAMES: [&str; 4] = ["question", "thanks", "closed", "no_more"];

/// `GET /calls`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name).await?;
    let language = Which::of_query(query, &shown.languages)?.language;
    let saved = query.is_some_and(|query| query.split('&').any(|part| part == "saved"));
    let fields = kept(&recordings(&shown)?, &language);
    let done = saved.then_some(AppDone::Saved);
    page(visit, &shown, (&language, &fields), (done, &[])).await
}

/// `POST /calls`: the recordings of one language.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut shown = Shown::read(visit, name).await?;
    let language = language_of(&fields)?;
    let sent = sent(&fields);
    let mut json = json(&shown);
    let languages = member(&mut json, "languages")?;
    languages.insert(language.to_string(), as_json(&sent));
    let members = json.as_object_mut().ok_or(Kind::Internal)?;
    if sent.is_default {
        members.insert("default".to_owned(), Value::from(language.as_str()));
    } else if members.get("default").and_then(Value::as_str) == Some(language.as_str()) {
        members.remove("default");
    }
    match Recordings::read(&json) {
        Ok(_) => save(visit, &mut shown, (&language, &json), (&fields, &sent)).await,
        Err(faults) => {
            let is_wrong = |name: &&&str| {
                faults.iter().any(|fault| fault.path.rsplit('.').next() == Some(**name))
            };
            let wrong: Vec<_> = NAMES.iter().filter(is_wrong).copied().collect();
            if wrong.is_empty() {
                return Err(Problem::new(Kind::InstanceRejected));
            }
            page(visit, &shown, (&language, &sent), (None, &wrong)).await.map(rejected)
        }
    }
}

/// `POST /calls/remove`: nothing is played in this language any more.
pub(crate) async fn remove(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut shown = Shown::read(visit, name).await?;
    let language = language_of(&fields)?;
    let mut json = json(&shown);
    member(&mut json, "languages")?.remove(language.as_str());
    let members = json.as_object_mut().ok_or(Kind::Internal)?;
    if members.get("default").and_then(Value::as_str) == Some(language.as_str()) {
        members.remove("default");
    }
    let kept = kept(&recordings(&shown)?, &language);
    save(visit, &mut shown, (&language, &json), (&fields, &kept)).await
}

/// Keeps the instance with these recordings.
async fn save(
    visit: &Visit<'_>,
    shown: &mut Shown,
    (language, json): (&Locale, &Value),
    (sent, fields): (&Fields, &CallFields),
) -> Result<Response<Bytes>, Problem> {
    let before = shown.known.0.setup.calls.replace(strict(json)?);
    match shown.known.save(visit, sent).await? {
        Saved::Done => {
            let path = shown.known.path(visit, &format!("/calls?language={language}&saved"));
            visit.room.to(&path)
        }
        // What staff say of recordings was checked here, and is not what storage refuses.
        Saved::Rejected(problem) => Err(problem),
        Saved::ChangedMeanwhile => {
            shown.known.0.setup.calls = before;
            let done = Some(AppDone::ChangedMeanwhile);
            page(visit, shown, (language, fields), (done, &[])).await.map(meanwhile)
        }
    }
}

async fn page(
    visit: &Visit<'_>,
    shown: &Shown,
    (language, fields): (&Locale, &CallFields),
    (done, wrong): (Option<AppDone>, &[&str]),
) -> Result<Response<Bytes>, Problem> {
    let recordings = recordings(shown)?;
    let there: Vec<_> = recordings.languages().collect();
    let mut languages = shown.languages.clone();
    for locale in there.iter().copied().chain([language]) {
        if !languages.contains(locale) {
            languages.push(locale.clone());
        }
    }
    let script = script(visit, shown, language).await?;
    visit.room.page(page::calls_page(
        &visit.view(done),
        &CallsPage {
            instance: shown.known.named(),
            language,
            languages: &languages,
            there: &there,
            default: recordings.fallback(),
            fields,
            wrong,
            script: script.as_ref(),
        },
    ))
}

/// What is to be read aloud; nothing where the survey takes no answers, or its first question has no keys.
async fn script(
    visit: &Visit<'_>,
    shown: &Shown,
    language: &Locale,
) -> Result<Option<CallScript>, Problem> {
    let asked = ReadExample { language: language.clone() };
    let name = &shown.known.0.instance;
    let example = match visit.room.storage.read_example(&visit.app()?, name, &asked).await {
        Ok(example) => example,
        Err(problem) if problem.kind() == Kind::SurveyState => return Ok(None),
        Err(problem) => return Err(problem),
    };
    let question = example.call.as_ref().map(|call| FirstQuestion::deserialize(call.value()));
    let question = question.transpose().map_err(|_| Kind::Internal)?;
    let Some(question) = question else { return Ok(None) };
    let Some(keypad) = Keypad::of(&question) else { return Ok(None) };
    let message = (shown.occasion(), MessageKind::Invitation);
    let voice = [&shown.texts, &Texts::default()].into_iter().find_map(|texts| {
        let chosen = texts.choose(message, language, &shown.first());
        Some((chosen.template.voice?, chosen.language))
    });
    let values = examples(visit.own.vocabulary(), &example.organisation, &example.link);
    let Some(((voice, language), values)) = voice.zip(values) else { return Ok(None) };
    let call = voice.call(&language, &values, &keypad);
    Ok(Some(CallScript {
        asked: question.title,
        question: call.prompt,
        thanks: call.thanks,
        no_more: keypad.no_more(),
    }))
}

fn recordings(shown: &Shown) -> Result<Recordings, Problem> {
    let calls = shown.known.0.setup.calls.as_ref().map(StrictJson::value);
    let read = calls.map(Recordings::read).transpose();
    Ok(read.map_err(|_| Kind::Internal)?.unwrap_or_default())
}

/// The recordings as JSON.
fn json(shown: &Shown) -> Value {
    shown.known.0.setup.calls.as_ref().map_or_else(|| json!({}), |calls| calls.value().clone())
}

fn member<'a>(json: &'a mut Value, name: &str) -> Result<&'a mut Map<String, Value>, Problem> {
    let members = json.as_object_mut().ok_or(Kind::Internal)?;
    let member = members.entry(name).or_insert_with(|| json!({}));
    member.as_object_mut().ok_or_else(|| Problem::new(Kind::Internal))
}

fn language_of(fields: &Fields) -> Result<Locale, Problem> {
    fields.value("language").parse().map_err(|_| Problem::new(Kind::ParameterRejected))
}

/// What stands in the form of a language.
fn kept(recordings: &Recordings, language: &Locale) -> CallFields {
    let is_default = recordings.fallback() == Some(language);
    let Some(own) = recordings.of(language) else { return CallFields::default() };
    let some = |address: &Option<letter::WebAddress>| {
        address.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    CallFields {
        question: own.question.to_string(),
        thanks: own.thanks.to_string(),
        closed: some(&own.closed),
        no_more: some(&own.no_more),
        is_default,
    }
}

fn sent(fields: &Fields) -> CallFields {
    let value = |name| fields.value(name).to_owned();
    CallFields {
        question: value("question"),
        thanks: value("thanks"),
        closed: value("closed"),
        no_more: value("no_more"),
        is_default: fields.has("default", "yes"),
    }
}

/// The JSON of what was written; what is empty is left out.
fn as_json(fields: &CallFields) -> Value {
    let CallFields { question, thanks, closed, no_more, is_default: _ } = fields;
    let values = NAMES.into_iter().zip([question, thanks, closed, no_more]);
    let there = values.filter(|(_, value)| !value.is_empty());
    there.map(|(name, value)| (name.to_owned(), Value::from(value.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_form_is_what_was_sent() {
        let fields = CallFields {
            question: "https://a.example/q".to_owned(),
            thanks: "https://a.example/t".to_owned(),
            no_more: "https://a.example/n".to_owned(),
            is_default: true,
            ..CallFields::default()
        };
        let json = json!({"default": "sv", "languages": {"sv": as_json(&fields)}});
        let recordings = Recordings::read(&json).unwrap();
        let language = "sv".parse().unwrap();
        assert_eq!(kept(&recordings, &language), fields);
        assert_eq!(kept(&recordings, &"en".parse().unwrap()), CallFields::default());
    }
}
