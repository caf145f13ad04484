//! Why Cancel's routes: those of all apps, and those of flows.

use app::why_cancel::MAX_START_BYTES;
use credential::FlowId;
use host::Rule;
use http::Method;
use problem::Kind;

use crate::function::OWN;

/// Where flows are started, and read.
pub(crate) const FLOWS: &str = "/api/v1/apps/why-cancel/flows";

/// Where a subscriber sees one.
pub(crate) const FLOW: &str = "/apps/why-cancel/flow/";

/// Where sellers' pages load what has a step before cancelling.
const STEP: &str = "/apps/why-cancel/step.js";

/// The largest form, in bytes.
const FORM: usize = 32 * 1024;

/// The longest token.
const MAX_TOKEN_BYTES: usize = 1000;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// One that all apps have.
    Room(app_room::Route),
    /// `POST /api/v1/apps/why-cancel/flows`: somebody is about to cancel.
    Start,
    /// `GET /api/v1/apps/why-cancel/flows/{flow}`: how that stands.
    Read(FlowId),
    /// `GET /apps/why-cancel/flow/{token}`: the page that the subscriber sees.
    Show(String),
    /// `POST` to the same: what they do there.
    Act(String),
    /// `GET /apps/why-cancel/step.js`: what sellers' own pages load.
    Script,
}

impl Route {
    pub(crate) fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        let only = |of: Method, route: Self| {
            if *method == of { Ok(route) } else { Err(Kind::MethodNotAllowed) }
        };
        if path == FLOWS {
            return only(Method::POST, Self::Start);
        }
        if let Some(flow) = path.strip_prefix(FLOWS).and_then(|rest| rest.strip_prefix('/')) {
            return only(Method::GET, Self::Read(flow.parse().map_err(|_| Kind::NotFound)?));
        }
        if path == STEP {
            return only(Method::GET, Self::Script);
        }
        let Some(token) = path.strip_prefix(FLOW) else {
            return app_room::Route::read(&OWN, method, path).map(Self::Room);
        };
        if token.is_empty() || token.len() > MAX_TOKEN_BYTES || token.contains('/') {
            return Err(Kind::NotFound);
        }
        match *method {
            Method::GET => Ok(Self::Show(token.to_owned())),
            Method::POST => Ok(Self::Act(token.to_owned())),
            _ => Err(Kind::MethodNotAllowed),
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::Room(route) => return route.rule(),
            Self::Start => ("start-flow", MAX_START_BYTES),
            Self::Read(_) => ("read-flow", 0),
            Self::Show(_) => ("flow", 0),
            Self::Act(_) => ("act-on-flow", FORM),
            Self::Script => ("step-script", 0),
        };
        Rule { name, max_body_bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let flow = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e";
        for (method, path, want) in [
            (Method::POST, FLOWS.to_owned(), Ok(Route::Start)),
            (Method::GET, FLOWS.to_owned(), Err(Kind::MethodNotAllowed)),
            (Method::GET, format!("{FLOWS}/{flow}"), Ok(Route::Read(flow.parse().unwrap()))),
            (Method::GET, format!("{FLOWS}/A"), Err(Kind::NotFound)),
            (Method::POST, format!("{FLOWS}/{flow}"), Err(Kind::MethodNotAllowed)),
            (Method::GET, format!("{FLOW}a.b"), Ok(Route::Show("a.b".to_owned()))),
            (Method::POST, format!("{FLOW}a.b"), Ok(Route::Act("a.b".to_owned()))),
            (Method::PUT, format!("{FLOW}a.b"), Err(Kind::MethodNotAllowed)),
            (Method::GET, FLOW.to_owned(), Err(Kind::NotFound)),
            (Method::GET, STEP.to_owned(), Ok(Route::Script)),
            (Method::POST, STEP.to_owned(), Err(Kind::MethodNotAllowed)),
            (Method::GET, format!("{FLOW}a/b"), Err(Kind::NotFound)),
            (Method::GET, format!("{FLOW}{}", "a".repeat(1001)), Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(&method, &path), want, "{method} {path}");
        }
    }
}
