//! Submit's routes.

use host::Rule;
use http::Method;
use page::sheet_version;
use problem::Kind;
use survey::{FileId, MAX_FILE_BYTES, ResponseId, SurveyId, Version};

/// The largest submission, in bytes, without its files.
pub(crate) const MAX_SUBMISSION_BYTES: usize = 384 * 1024;

/// The largest form, in bytes: two of the largest files, beside what else is in it. A form is in
/// memory whole, of which a Worker has 128 MB for all that it does at once.
const MAX_FORM_BYTES: usize = 2 * MAX_FILE_BYTES as usize + 2 * MAX_SUBMISSION_BYTES;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// `GET /`.
    Landing,
    /// `GET /s/{survey}`, or `/s/{survey}/i/{token}` for who was invited: the page.
    Page(SurveyId, Option<String>),
    /// `POST` to the same: the page's form.
    Form(SurveyId, Option<String>),
    /// `GET /s/{survey}/theme-{version}.css`.
    Theme(SurveyId, Version),
    /// `GET /s/{survey}/definition`.
    Definition(SurveyId),
    /// `POST /s/{survey}/responses`, or `/s/{survey}/i/{token}/responses`: JSON.
    Responses(SurveyId, Option<String>),
    /// `GET /s/{survey}/challenge`: the work that it asks of browsers.
    Challenge(SurveyId),
    /// `PUT /s/{survey}/files/{response}/{file}`, or with `/i/{token}` before `files`: a file of a
    /// response that will name it.
    File(SurveyId, ResponseId, FileId),
    /// `GET /s/{survey}/receipt`: where a receipt is checked.
    ReceiptPage(SurveyId),
    /// `POST /s/{survey}/receipt`: checks one.
    CheckReceipt(SurveyId),
    /// `GET /s/{survey}/response`: where a respondent brings their own link.
    LinkPage(SurveyId),
    /// `POST /s/{survey}/response`: what it opens.
    OwnResponse(SurveyId),
    /// `GET /u/{token}`: where somebody says that they want no more invitations.
    AskUnsubscribe(String),
    /// `POST /u/{token}`: has it so.
    Unsubscribe(String),
}

impl Route {
    /// Which route a method and a path are.
    pub(crate) fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        let at = Self::at(path).ok_or(Kind::NotFound)?;
        at.into_iter().flatten().find(|r| r.method() == *method).ok_or(Kind::MethodNotAllowed)
    }

    fn at(path: &str) -> Option<[Option<Self>; 2]> {
        if path == "/" {
            return Some([Some(Self::Landing), None]);
        }
        if let Some(token) = path.strip_prefix("/u/") {
            let token = whole(token)?;
            return Some([
                Some(Self::AskUnsubscribe(token.clone())),
                Some(Self::Unsubscribe(token)),
            ]);
        }
        let mut segments = path.strip_prefix("/s/")?.split('/');
        let survey: SurveyId = segments.next()?.parse().ok()?;
        let mut inner = segments.next();
        let mut link = None;
        if inner == Some("i") {
            link = Some(whole(segments.next()?)?);
            inner = segments.next();
        }
        if inner == Some("files") {
            let (response, file) = (segments.next()?.parse().ok()?, segments.next()?.parse().ok()?);
            let last = segments.next().is_none();
            return last.then_some([Some(Self::File(survey, response, file)), None]);
        }
        if segments.next().is_some() {
            return None;
        }
        Some(match inner {
            None => {
                [Some(Self::Page(survey.clone(), link.clone())), Some(Self::Form(survey, link))]
            }
            Some("responses") => [Some(Self::Responses(survey, link)), None],
            Some(_) if link.is_some() => return None,
            Some("definition") => [Some(Self::Definition(survey)), None],
            Some("challenge") => [Some(Self::Challenge(survey)), None],
            Some("receipt") => {
                [Some(Self::ReceiptPage(survey.clone())), Some(Self::CheckReceipt(survey))]
            }
            Some("response") => {
                [Some(Self::LinkPage(survey.clone())), Some(Self::OwnResponse(survey))]
            }
            Some(name) => [Some(Self::Theme(survey, sheet_version(name)?)), None],
        })
    }

    const fn method(&self) -> Method {
        match self {
            Self::Landing
            | Self::Page(..)
            | Self::Theme(_, _)
            | Self::Definition(_)
            | Self::Challenge(_)
            | Self::ReceiptPage(_)
            | Self::LinkPage(_)
            | Self::AskUnsubscribe(_) => Method::GET,
            Self::File(..) => Method::PUT,
            Self::Form(..)
            | Self::Responses(..)
            | Self::CheckReceipt(_)
            | Self::OwnResponse(_)
            | Self::Unsubscribe(_) => Method::POST,
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::Landing => ("landing", 0),
            Self::Page(..) => ("page", 0),
            Self::Theme(_, _) => ("theme", 0),
            Self::Form(..) => ("form", MAX_FORM_BYTES),
            Self::Definition(_) => ("definition", 0),
            Self::Challenge(_) => ("challenge", 0),
            Self::Responses(..) => ("responses", MAX_SUBMISSION_BYTES),
            Self::File(..) => ("file", MAX_FILE_BYTES as usize),
            Self::ReceiptPage(_) => ("receipt-page", 0),
            Self::CheckReceipt(_) => ("check-receipt", 16 * 1024),
            Self::LinkPage(_) => ("link-page", 0),
            Self::OwnResponse(_) => ("own-response", 16 * 1024),
            Self::AskUnsubscribe(_) => ("ask-unsubscribe", 0),
            Self::Unsubscribe(_) => ("unsubscribe", 1024),
        };
        Rule { name, max_body_bytes }
    }
}

/// A token as it stands in a path: not empty, and in one piece.
fn whole(token: &str) -> Option<String> {
    (!token.is_empty() && !token.contains('/')).then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "/s/sus/files/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/\
        01932c07-209e-7cde-8c1d-3f2a1b4c5d6f";

    #[test]
    fn routes() {
        let sus = || "sus".parse().unwrap();
        let token = || Some("a.b".to_owned());
        let file = || {
            let [.., response, file] = FILE.split('/').collect::<Vec<_>>()[..] else {
                panic!("a path")
            };
            Route::File(sus(), response.parse().unwrap(), file.parse().unwrap())
        };
        for (method, path, want) in [
            (Method::GET, "/", Ok(Route::Landing)),
            (Method::GET, "/s/sus", Ok(Route::Page(sus(), None))),
            (Method::POST, "/s/sus", Ok(Route::Form(sus(), None))),
            (Method::GET, "/s/sus/i/a.b", Ok(Route::Page(sus(), token()))),
            (Method::POST, "/s/sus/i/a.b", Ok(Route::Form(sus(), token()))),
            (Method::POST, "/s/sus/i/a.b/responses", Ok(Route::Responses(sus(), token()))),
            (Method::GET, "/s/sus/i/a.b/responses", Err(Kind::MethodNotAllowed)),
            (Method::PUT, &FILE.replace("/files", "/i/a.b/files"), Ok(file())),
            (Method::GET, "/s/sus/i/a.b/definition", Err(Kind::NotFound)),
            (Method::GET, "/s/sus/i/a.b/responses/x", Err(Kind::NotFound)),
            (Method::GET, "/s/sus/i/", Err(Kind::NotFound)),
            (Method::GET, "/s/sus/i", Err(Kind::NotFound)),
            (Method::GET, "/u/a.b", Ok(Route::AskUnsubscribe("a.b".to_owned()))),
            (Method::POST, "/u/a.b", Ok(Route::Unsubscribe("a.b".to_owned()))),
            (Method::GET, "/u/", Err(Kind::NotFound)),
            (Method::GET, "/u/a/b", Err(Kind::NotFound)),
            (Method::PUT, "/s/sus", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/s/sus/challenge", Ok(Route::Challenge(sus()))),
            (Method::POST, "/s/sus/responses", Ok(Route::Responses(sus(), None))),
            (Method::GET, "/s/sus/responses", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/s/sus/receipt", Ok(Route::ReceiptPage(sus()))),
            (Method::GET, "/s/sus/response", Ok(Route::LinkPage(sus()))),
            (Method::POST, "/s/sus/response", Ok(Route::OwnResponse(sus()))),
            (Method::PUT, FILE, Ok(file())),
            (Method::GET, FILE, Err(Kind::MethodNotAllowed)),
            (Method::PUT, &FILE[..FILE.len() - 1], Err(Kind::NotFound)),
            (Method::PUT, "/s/sus/files", Err(Kind::NotFound)),
            (Method::GET, "/s/sus/receipt/x", Err(Kind::NotFound)),
            (Method::GET, "/s/sus/theme-2.css", Ok(Route::Theme(sus(), Version::FIRST.next()))),
            (Method::POST, "/s/sus/theme-2.css", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/s/sus/theme-0.css", Err(Kind::NotFound)),
            (Method::GET, "/s/", Err(Kind::NotFound)),
            (Method::GET, "/s/SUS", Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(&method, path), want, "{method} {path}");
        }
    }
}
