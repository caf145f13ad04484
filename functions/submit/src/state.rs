//! What a page carries from one page of the survey to the next: sealed, in a field of its form.
//! Nothing of it is kept here.

use credential::{KeyRing, NONCE_BYTES};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::{Interview, ResponseId, Standing, SurveyId, Version, json_text};

use crate::context::Context;
use crate::invited::{Invitation, Known};
use crate::submission::Submission;
use crate::suspicion::Told;

/// What the state is about begins with this; the number is that of its format.
const FORMAT: &str = "nordsvar/state/2";

/// The longest state, in bytes: what it holds has to fit into a form beside what is asked.
pub(crate) const MAX_STATE_BYTES: usize = 352 * 1024;

/// What a page carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    /// When the response was begun: when its first page was served, in milliseconds since 1970.
    pub(crate) served_ms: u64,
    /// What is asked.
    pub(crate) standing: Standing,
    /// Whether the form has all pages, for a script.
    pub(crate) whole: bool,
    /// Whether whoever asks sees the answers together with what they are about.
    pub(crate) linked: bool,
    /// What earlier pages have told of whoever answers.
    pub(crate) told: Told,
    /// What is known of an invited respondent.
    pub(crate) known: Known,
    /// What is answered; nothing if nothing was sent yet.
    pub(crate) answers: Option<Map<String, Value>>,
    /// What was written on pages from which one went back, where not all of it is an answer.
    pub(crate) written: Vec<Written>,
}

/// The fields of a page, by the places of page and element.
pub(crate) type Written = (usize, usize, Vec<(String, String)>);

/// What a state is of: the response, the version that it answers, and by which invitation.
pub(crate) type Of<'a> = (ResponseId, Version, Option<&'a Invitation>);

/// What a state is about: it counts for nothing else.
fn about(survey: &SurveyId, (response, version, invitation): Of<'_>) -> String {
    let invited = invitation.map_or("", |invitation| invitation.id.as_str());
    [&*format!("{FORMAT} {survey} {response} {version}"), invited].join(" ").trim_end().to_owned()
}

impl State {
    /// That of a page that is served for the first time.
    pub(crate) fn fresh(served_ms: u64, standing: Standing) -> Self {
        Self { served_ms, standing, ..Self::default() }
    }

    /// That of a form with all pages, in whose fields all is that is answered.
    pub(crate) fn of_all(&self, standing: Standing) -> Self {
        let (known, linked) = (self.known.clone(), self.linked);
        Self {
            whole: true,
            linked,
            told: self.told,
            known,
            ..Self::fresh(self.served_ms, standing)
        }
    }

    /// The state where the respondent stands now. What is in the page's own fields is not in it
    /// twice: files, which are large.
    pub(crate) fn at(self, interview: &Interview<'_>) -> Self {
        let mut answers = interview.answers();
        for question in interview.open_questions() {
            if question.asks_for_files() {
                answers.remove(&**question.value_name.as_ref().unwrap_or(&question.name));
            }
        }
        let standing = interview.standing();
        Self { standing, whole: false, answers: Some(answers), ..self }
    }

    /// The state that a form of a submission holds.
    pub(crate) fn open(
        keys: &KeyRing,
        survey: &SurveyId,
        submission: &Submission,
        sealed: &str,
    ) -> Result<Self, Problem> {
        let refused = || Problem::new(Kind::StateRefused);
        let about = about(survey, submission.of());
        let json = keys.unseal(sealed, about.as_bytes()).map_err(|_| refused())?;
        let json = serde_json::from_slice(&json).map_err(|_| refused())?;
        Self::from_json(json).ok_or_else(refused)
    }

    /// The state sealed, for a form of the response.
    pub(crate) fn seal(
        &self,
        context: &Context<'_>,
        survey: &SurveyId,
        of: Of<'_>,
    ) -> Result<String, Problem> {
        let nonce = context.host.random::<NONCE_BYTES>().map_err(|_| Kind::Internal)?;
        let about = about(survey, of);
        let sealed =
            context.settings.state_keys.seal(nonce, about.as_bytes(), self.json().as_bytes());
        sealed.map_err(|_| Problem::new(Kind::Internal))
    }

    /// Whether the state is too long to be carried.
    pub(crate) fn is_too_long(&self, keys: &KeyRing) -> bool {
        keys.sealed_length(self.json().len()) > MAX_STATE_BYTES
    }

    /// The state as JSON, without names: when, page, element, skipped, whole, told, answers, what is known,
    /// if something is, written. It is put together and taken apart by hand: what `serde` makes of it is
    /// more code.
    fn json(&self) -> String {
        let Standing { page, element, skipped } = &self.standing;
        let mut all = vec![self.served_ms.into(), (*page).into(), (*element).into()];
        let skipped = skipped.iter().map(|(from, to)| Value::from(vec![*from, *to]));
        all.push(skipped.collect());
        // Pages of before linked nothing, and have a truth in its place.
        let whole = if self.linked { 2 + u8::from(self.whole) } else { u8::from(self.whole) };
        all.extend([whole.into(), self.told.bits().into()]);
        all.push(self.answers.clone().map_or(Value::Null, Value::Object));
        let texts = |pairs: &Known| pairs.iter().flat_map(|(name, text)| [&**name, text]).collect();
        if !self.known.is_empty() {
            all.push(texts(&self.known));
        }
        for (page, element, fields) in &self.written {
            all.extend([(*page).into(), (*element).into(), texts(fields)]);
        }
        json_text(&Value::Array(all))
    }

    fn from_json(json: Value) -> Option<Self> {
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let Value::Array(mut all) = json else { return None };
        let mut written = if all.len() < 7 { return None } else { all.split_off(7) };
        // What is written comes by threes.
        let known = (written.len() % 3 == 1).then(|| written.remove(0));
        let answers = all.pop()?;
        let [served_ms, page, element, skipped, whole, told] = all.as_slice() else { return None };
        let whole = whole.as_u64().or_else(|| whole.as_bool().map(u64::from))?;
        let pair = |pair: &Value| Some((number(pair.get(0)?)?, number(pair.get(1)?)?));
        let skipped = skipped.as_array()?.iter().map(pair).collect::<Option<_>>()?;
        let text = |text: &Value| text.as_str().map(str::to_owned);
        let fields = |texts: &Value| -> Option<Vec<_>> {
            let texts = texts.as_array()?.chunks(2);
            texts.map(|pair| Some((text(pair.first()?)?, text(pair.get(1)?)?))).collect()
        };
        let one = |one: &[Value]| {
            Some((number(one.first()?)?, number(one.get(1)?)?, fields(one.get(2)?)?))
        };
        Some(Self {
            served_ms: served_ms.as_u64()?,
            standing: Standing { page: number(page)?, element: number(element)?, skipped },
            whole: whole & 1 != 0,
            linked: whole & 2 != 0,
            told: Told::of_bits(told.as_u64()?),
            known: known.map_or_else(|| Some(Known::new()), |known| fields(&known))?,
            answers: if let Value::Object(answers) = answers { Some(answers) } else { None },
            written: written.chunks(3).map(one).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn states_are_read_as_they_were_written() {
        let fields = vec![("a".to_owned(), "x".to_owned()), ("b".to_owned(), String::new())];
        let answers = json!({ "q": ["å", 1] }).as_object().cloned();
        let standing = Standing { page: 2, element: 3, skipped: vec![(0, 2)] };
        let written = vec![(1, 0, fields), (2, 1, Vec::new())];
        let told = Told { trapped: true, proved: false };
        let known = Known::new();
        let linked = false;
        let full =
            State { served_ms: 7, standing, whole: true, linked, told, known, answers, written };
        let text = r#"[7,2,3,[[0,2]],1,1,{"q":["å",1]},1,0,["a","x","b",""],2,1,[]]"#;
        assert_eq!(full.json(), text);
        let known = vec![("order".to_owned(), "7-1".to_owned())];
        let invited = State { known, ..full.clone() };
        assert_eq!(invited.json(), text.replace("},1,0,", r#"},["order","7-1"],1,0,"#));
        let linked = State { linked: true, ..full.clone() };
        assert_eq!(linked.json(), text.replace("]],1,1,", "]],3,1,"));
        let before = serde_json::from_str(&text.replace("]],1,1,", "]],true,1,")).unwrap();
        assert_eq!(State::from_json(before).as_ref(), Some(&full), "a page of before");
        for state in [full, invited, linked, State::default()] {
            let json = serde_json::from_str(&state.json()).unwrap();
            assert_eq!(State::from_json(json), Some(state));
        }
        for json in [
            json!([]),
            json!({}),
            json!([1, 2, 3, [[1]], true, 0, null]),
            json!([1, 2, 3, [], true, 0, null, 1]),
        ] {
            assert_eq!(State::from_json(json), None);
        }
    }
}
