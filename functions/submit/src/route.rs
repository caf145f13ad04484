//! Submit's routes.

use host::Rule;
use http::Method;
use page::sheet_version;
use problem::Kind;
use survey::{SurveyId, Version};

/// The largest submission, in bytes. With its files in base64 it is what storage takes.
const MAX_SUBMISSION_BYTES: usize = 384 * 1024;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// `GET /`.
    Landing,
    /// `GET /s/{survey}`: the page.
    Page(SurveyId),
    /// `POST /s/{survey}`: the page's form.
    Form(SurveyId),
    /// `GET /s/{survey}/theme-{version}.css`.
    Theme(SurveyId, Version),
    /// `GET /s/{survey}/definition`.
    Definition(SurveyId),
    /// `POST /s/{survey}/responses`: JSON.
    Responses(SurveyId),
    /// `GET /s/{survey}/challenge`: the work that it asks of browsers.
    Challenge(SurveyId),
    /// `GET /s/{survey}/receipt`: where a receipt is checked.
    ReceiptPage(SurveyId),
    /// `POST /s/{survey}/receipt`: checks one.
    CheckReceipt(SurveyId),
    /// `GET /s/{survey}/response`: where a respondent brings their own link.
    LinkPage(SurveyId),
    /// `POST /s/{survey}/response`: what it opens.
    OwnResponse(SurveyId),
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
        let mut segments = path.strip_prefix("/s/")?.split('/');
        let survey: SurveyId = segments.next()?.parse().ok()?;
        let inner = segments.next();
        if segments.next().is_some() {
            return None;
        }
        Some(match inner {
            None => [Some(Self::Page(survey.clone())), Some(Self::Form(survey))],
            Some("definition") => [Some(Self::Definition(survey)), None],
            Some("challenge") => [Some(Self::Challenge(survey)), None],
            Some("responses") => [Some(Self::Responses(survey)), None],
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
            | Self::Page(_)
            | Self::Theme(_, _)
            | Self::Definition(_)
            | Self::Challenge(_)
            | Self::ReceiptPage(_)
            | Self::LinkPage(_) => Method::GET,
            Self::Form(_) | Self::Responses(_) | Self::CheckReceipt(_) | Self::OwnResponse(_) => {
                Method::POST
            }
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::Landing => ("landing", 0),
            Self::Page(_) => ("page", 0),
            Self::Theme(_, _) => ("theme", 0),
            Self::Form(_) => ("form", MAX_SUBMISSION_BYTES),
            Self::Definition(_) => ("definition", 0),
            Self::Challenge(_) => ("challenge", 0),
            Self::Responses(_) => ("responses", MAX_SUBMISSION_BYTES),
            Self::ReceiptPage(_) => ("receipt-page", 0),
            Self::CheckReceipt(_) => ("check-receipt", 16 * 1024),
            Self::LinkPage(_) => ("link-page", 0),
            Self::OwnResponse(_) => ("own-response", 16 * 1024),
        };
        Rule { name, max_body_bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let sus = || "sus".parse().unwrap();
        for (method, path, want) in [
            (Method::GET, "/", Ok(Route::Landing)),
            (Method::GET, "/s/sus", Ok(Route::Page(sus()))),
            (Method::POST, "/s/sus", Ok(Route::Form(sus()))),
            (Method::PUT, "/s/sus", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/s/sus/challenge", Ok(Route::Challenge(sus()))),
            (Method::POST, "/s/sus/responses", Ok(Route::Responses(sus()))),
            (Method::GET, "/s/sus/responses", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/s/sus/receipt", Ok(Route::ReceiptPage(sus()))),
            (Method::GET, "/s/sus/response", Ok(Route::LinkPage(sus()))),
            (Method::POST, "/s/sus/response", Ok(Route::OwnResponse(sus()))),
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
