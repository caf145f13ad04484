//! `POST /login/token`: for programs.

use bytes::Bytes;
use contract::message::LoginVerified;
use credential::Audience;
use host::{Host, MediaType, json, media_type};
use http::{Request, Response};
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};
use survey::StrictJson;

use crate::session::{SESSION_SECONDS, issue};
use crate::{Settings, agent, attempt};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    email: String,
    password: String,
    /// The code of the second factor, for accounts that have one.
    #[serde(default)]
    code: Option<String>,
}

#[derive(Serialize)]
struct Token {
    token: String,
    expires_in: u64,
}

/// Answers a session's token, addressed to the API.
pub(crate) async fn answer(
    host: &Host,
    settings: &Settings,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("E-mail and password are sent as application/json."));
    }
    let Credentials { email, password, code } = read(request.body())?;
    let agent = agent::of(request.headers());
    let verified = attempt::sign_in(host, settings, &email, password, agent.clone()).await?;
    let who = match verified {
        LoginVerified::SignedIn(who) => who,
        LoginVerified::SecondFactor { token, .. } => {
            let code = code.ok_or_else(code_wanted)?;
            attempt::second_factor(host, settings, token, &code, agent).await?
        }
    };
    let now = host.now().seconds();
    let token = issue(settings, who, Audience::Api, (now, now))?;
    Ok(json(&Token { token, expires_in: SESSION_SECONDS }))
}

fn code_wanted() -> Problem {
    Problem::new(Kind::SecondFactorRequired)
        .with_detail("This account has a second factor. Send a code of it as code.")
}

fn read(body: &Bytes) -> Result<Credentials, Problem> {
    let unreadable = || {
        Problem::new(Kind::BodyUnreadable).with_detail(
            "The body is a JSON object with the texts email and password, and code where the \
                          account has a second factor.",
        )
    };
    let body = StrictJson::from_slice(body).map_err(|_| unreadable())?;
    // serde's words may quote what was sent, and what was sent is a password.
    serde_json::from_value(body.into_value()).map_err(|_| unreadable())
}
