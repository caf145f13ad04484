//! The Survey Tool's routes.

use host::Rule;
use http::Method;
use page::Place;
use problem::Kind;
use room::File;
use survey::{ResponseId, SurveyId};

/// The largest form of a few fields, in bytes.
const FORM: usize = 16 * 1024;

/// The largest definition, in bytes: what storage takes.
pub(crate) const MAX_DEFINITION_BYTES: usize = 1_000_000;

/// The largest form with a definition: one that is pasted, and one in a file that counts instead of it.
const DEFINITION_FORM: usize = 2 * MAX_DEFINITION_BYTES + FORM;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// A file of the pages.
    File(File),
    /// `POST /tool/session`: comes in from login.
    ComeIn,
    /// `POST /tool/sign-out`: leaves, here and at login.
    SignOut,
    /// What only whoever is signed in sees.
    Inside(Inside),
}

/// A route for whoever is signed in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inside {
    /// `GET /tool`: the surveys.
    Surveys,
    /// `GET /tool/new`: the form that makes one.
    AskMake,
    /// `POST /tool/new`: makes it.
    Make,
    /// What is below `/tool/surveys/{survey}`.
    Of(SurveyId, OfSurvey),
}

/// A route of one survey, by what follows its name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OfSurvey {
    /// `GET`: its page.
    Show,
    /// `GET /definition`: the form that replaces its draft.
    AskReplace,
    /// `POST /definition`: replaces it.
    Replace,
    /// `GET /definition.json`: its definition as a file.
    Download,
    /// `POST /publish`: publishes its draft, or opens it again.
    Publish,
    /// `GET /close`: asks whether it is to be closed.
    AskClose,
    /// `POST /close`: closes it.
    Close,
    /// `GET /responses`: its responses.
    Responses,
    /// `GET /responses.csv`: the same as a file.
    Export,
    /// `GET /responses/{response}`: one of them.
    Response(ResponseId),
    /// `GET /responses/{response}/file`: a file of one.
    File(ResponseId),
    /// `POST /responses/{response}/set-aside`: takes one out of figures.
    SetAside(ResponseId),
    /// `POST /responses/{response}/count-again`: has it count again.
    CountAgain(ResponseId),
}

impl Route {
    /// Reads a method and a path.
    pub(crate) fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        if let Some(file) = room::file_at(Place::Tool, path) {
            let get = *method == Method::GET;
            return if get { Ok(Self::File(file)) } else { Err(Kind::MethodNotAllowed) };
        }
        let rest = path.strip_prefix(Place::Tool.home()).ok_or(Kind::NotFound)?;
        match rest {
            "/session" if *method == Method::POST => Ok(Self::ComeIn),
            "/sign-out" if *method == Method::POST => Ok(Self::SignOut),
            "/session" | "/sign-out" => Err(Kind::MethodNotAllowed),
            rest => Inside::read(method, rest.strip_suffix('/').unwrap_or(rest)).map(Self::Inside),
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::File(_) => ("asset", 0),
            Self::ComeIn => ("come-in", FORM),
            Self::SignOut => ("sign-out", FORM),
            Self::Inside(inside) => inside.rule(),
        };
        Rule { name, max_body_bytes }
    }
}

impl Inside {
    fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        let mut segments = path.split('/');
        if segments.next() != Some("") {
            return Err(Kind::NotFound);
        }
        let (get, post) = match (segments.next(), segments.next()) {
            (None, _) => (Some(Self::Surveys), None),
            (Some("new"), None) => (Some(Self::AskMake), Some(Self::Make)),
            (Some("surveys"), Some(survey)) => {
                let survey: SurveyId = survey.parse().map_err(|_| Kind::NotFound)?;
                let rest = [segments.next(), segments.next(), segments.next(), segments.next()];
                let (get, post) = OfSurvey::at(rest).ok_or(Kind::NotFound)?;
                let of = |what| Self::Of(survey.clone(), what);
                (get.map(of), post.map(of))
            }
            (Some(_), _) => return Err(Kind::NotFound),
        };
        let asked = match *method {
            Method::GET => get,
            Method::POST => post,
            _ => None,
        };
        asked.ok_or(Kind::MethodNotAllowed)
    }

    const fn rule(&self) -> (&'static str, usize) {
        match self {
            Self::Surveys => ("surveys", 0),
            Self::AskMake => ("ask-make", 0),
            Self::Make => ("make", DEFINITION_FORM),
            Self::Of(_, what) => what.rule(),
        }
    }
}

impl OfSurvey {
    /// What a path can be read for, and posted to for.
    fn at(path: [Option<&str>; 4]) -> Option<(Option<Self>, Option<Self>)> {
        let response = |raw: &str| raw.parse::<ResponseId>().ok();
        Some(match path {
            [None, ..] => (Some(Self::Show), None),
            [Some("definition"), None, ..] => (Some(Self::AskReplace), Some(Self::Replace)),
            [Some("definition.json"), None, ..] => (Some(Self::Download), None),
            [Some("publish"), None, ..] => (None, Some(Self::Publish)),
            [Some("close"), None, ..] => (Some(Self::AskClose), Some(Self::Close)),
            [Some("responses"), None, ..] => (Some(Self::Responses), None),
            [Some("responses.csv"), None, ..] => (Some(Self::Export), None),
            [Some("responses"), Some(id), None, _] => (Some(Self::Response(response(id)?)), None),
            [Some("responses"), Some(id), Some("file"), None] => {
                (Some(Self::File(response(id)?)), None)
            }
            [Some("responses"), Some(id), Some("set-aside"), None] => {
                (None, Some(Self::SetAside(response(id)?)))
            }
            [Some("responses"), Some(id), Some("count-again"), None] => {
                (None, Some(Self::CountAgain(response(id)?)))
            }
            _ => return None,
        })
    }

    const fn rule(self) -> (&'static str, usize) {
        match self {
            Self::Show => ("survey", 0),
            Self::AskReplace => ("ask-replace", 0),
            Self::Replace => ("replace", DEFINITION_FORM),
            Self::Download => ("download", 0),
            Self::Publish => ("publish", FORM),
            Self::AskClose => ("ask-close", 0),
            Self::Close => ("close", FORM),
            Self::Responses => ("responses", 0),
            Self::Export => ("export", 0),
            Self::Response(_) => ("response", 0),
            Self::File(_) => ("file", 0),
            Self::SetAside(_) => ("set-aside", FORM),
            Self::CountAgain(_) => ("count-again", FORM),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        const ID: &str = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e";
        let id: ResponseId = ID.parse().unwrap();
        let sus = |what| Ok(Route::Inside(Inside::Of("sus".parse().unwrap(), what)));
        let (get, post) = (Method::GET, Method::POST);
        for (method, path, want) in [
            (&get, "/tool", Ok(Route::Inside(Inside::Surveys))),
            (&get, "/tool/", Ok(Route::Inside(Inside::Surveys))),
            (&post, "/tool", Err(Kind::MethodNotAllowed)),
            (&post, "/tool/session", Ok(Route::ComeIn)),
            (&get, "/tool/session", Err(Kind::MethodNotAllowed)),
            (&post, "/tool/sign-out", Ok(Route::SignOut)),
            (&get, "/tool/new", Ok(Route::Inside(Inside::AskMake))),
            (&post, "/tool/new", Ok(Route::Inside(Inside::Make))),
            (&get, "/tool/surveys/sus", sus(OfSurvey::Show)),
            (&post, "/tool/surveys/sus", Err(Kind::MethodNotAllowed)),
            (&get, "/tool/surveys", Err(Kind::NotFound)),
            (&get, "/tool/surveys/S U S", Err(Kind::NotFound)),
            (&get, "/tool/surveys/sus/definition", sus(OfSurvey::AskReplace)),
            (&post, "/tool/surveys/sus/definition", sus(OfSurvey::Replace)),
            (&get, "/tool/surveys/sus/definition.json", sus(OfSurvey::Download)),
            (&post, "/tool/surveys/sus/publish", sus(OfSurvey::Publish)),
            (&get, "/tool/surveys/sus/publish", Err(Kind::MethodNotAllowed)),
            (&get, "/tool/surveys/sus/close", sus(OfSurvey::AskClose)),
            (&post, "/tool/surveys/sus/close", sus(OfSurvey::Close)),
            (&get, "/tool/surveys/sus/responses", sus(OfSurvey::Responses)),
            (&get, "/tool/surveys/sus/responses.csv", sus(OfSurvey::Export)),
            (&get, &format!("/tool/surveys/sus/responses/{ID}"), sus(OfSurvey::Response(id))),
            (&get, &format!("/tool/surveys/sus/responses/{ID}/file"), sus(OfSurvey::File(id))),
            (&get, &format!("/tool/surveys/sus/responses/{ID}/file/x"), Err(Kind::NotFound)),
            (&get, "/tool/surveys/sus/responses/1", Err(Kind::NotFound)),
            (&Method::DELETE, "/tool/surveys/sus/close", Err(Kind::MethodNotAllowed)),
            (&get, "/tool/none", Err(Kind::NotFound)),
            (&get, "/tools", Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(method, path), want, "{method} {path}");
        }
    }
}
