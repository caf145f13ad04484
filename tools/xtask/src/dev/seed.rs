//! Fills a platform with the demo tenant. All of it may be repeated.

use super::Client;
use super::Keys;
use super::account::{Account, ApiKey, MEMORY_KIB};
use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use contract::StorageClient;
use contract::message::{CreateApiKey, CreateUser, PutTenant};
use credential::{Grant, Grants, Role, Scope, TenantId};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use nordsvar::{Operator, fresh_name, now};
use problem::Problem;
use serde_json::Value;

/// The demo tenant.
pub(crate) const TENANT: &str = "demo";

/// The demo survey.
pub(crate) const SURVEY: &str = "sus";

/// Every survey of the demo tenant, with its definition. The second has a question of every type.
const SURVEYS: [(&str, &str); 2] = [
    (SURVEY, include_str!("../../demo/sus.json")),
    ("every-type", include_str!("../../demo/every-type.json")),
];

const COMPANY: &str = "Demobolaget";
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Where what is filled runs.
pub(crate) struct Seed<'a> {
    /// Calls both.
    pub(crate) client: &'a Client,
    /// The edge: scheme and authority.
    pub(crate) site: &'a str,
    /// Storage: scheme and authority.
    pub(crate) storage: &'a str,
    /// The keys.
    pub(crate) keys: &'a Keys,
}

impl Seed<'_> {
    /// Makes the demo tenant, its owner, an API key and the published demo surveys, where they are
    /// not there yet.
    pub(crate) fn run(&self, account: &mut Account) -> Result<()> {
        self.operator(account)?;
        let token = self.working_key(account)?;
        for (survey, definition) in SURVEYS {
            self.survey(&token, survey, definition)?;
        }
        Ok(())
    }

    /// The part that only the operator may do.
    fn operator(&self, account: &Account) -> Result<()> {
        let company = PutTenant {
            name: COMPANY.to_owned(),
            zone: self.keys.zone().clone(),
            second_factor: None,
        };
        let tenant = tenant()?;
        self.as_operator(async |storage| storage.put_tenant(&tenant, &company).await)
            .context("storage did not take the demo tenant")?;
        self.user("owner", account, MEMORY_KIB)
    }

    /// Makes a user of the demo tenant, whose password is hashed in as much memory.
    pub(crate) fn user(&self, name: &str, account: &Account, memory_kib: u32) -> Result<()> {
        let (parameters, verifier) = account.hashed(memory_kib)?;
        let user = CreateUser {
            user: format!("{TENANT}-{name}").parse().context("not a user's name")?,
            tenant: tenant()?,
            email: account.owner_email.parse().context("demo.json has no e-mail address")?,
            parameters,
            verifier,
            grants: owner()?,
        };
        self.as_operator(async |storage| storage.create_user(&user).await)
            .context("storage did not take the demo tenant's user")?;
        Ok(())
    }

    /// The account's API key, or a new one if that has stopped working or soon will.
    fn working_key(&self, account: &mut Account) -> Result<String> {
        let now = now()?.seconds().get();
        if let Some(key) = &account.api_key
            && key.expires_at > now.saturating_add(30 * DAY_SECONDS)
            && self.read_survey(&key.token)?.status() != StatusCode::UNAUTHORIZED
        {
            return Ok(key.token.clone());
        }
        let expires_at = now.saturating_add(365 * DAY_SECONDS);
        let message = CreateApiKey {
            id: format!("{TENANT}-{}", fresh_name()?).parse().context("not a key's name")?,
            tenant: tenant()?,
            label: "Development".to_owned(),
            grants: owner()?,
            expires_at: credential::UnixSeconds::new(expires_at),
        };
        let made = self.as_operator(async |storage| storage.create_api_key(&message).await);
        let token = made.context("storage did not make an API key")?.key;
        account.api_key = Some(ApiKey { token: token.clone(), expires_at });
        account.keep()?;
        Ok(token)
    }

    fn survey(&self, token: &str, survey: &str, definition: &'static str) -> Result<()> {
        let wanted: Value = serde_json::from_str(definition).context("a demo survey's JSON")?;
        let path = format!("/api/v1/surveys/{survey}");
        let there = self.call(token, Method::GET, &path, Bytes::new())?;
        if there.status().is_success() {
            let there: Value = serde_json::from_slice(there.body()).context("not JSON")?;
            let published = there.get("state").and_then(Value::as_str) == Some("published")
                && there.get("version") == there.get("published_version");
            if published && there.get("definition") == Some(&wanted) {
                return Ok(());
            }
        }
        let definition = Bytes::from_static(definition.as_bytes());
        self.done(&self.call(token, Method::PUT, &path, definition)?, "save")?;
        let publish = format!("{path}/publish");
        self.done(&self.call(token, Method::POST, &publish, Bytes::new())?, "publish")
    }

    fn read_survey(&self, token: &str) -> Result<Response<Bytes>> {
        self.call(token, Method::GET, &format!("/api/v1/surveys/{SURVEY}"), Bytes::new())
    }

    fn call(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<Response<Bytes>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.site));
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        self.client.send(request.body(body)?)
    }

    fn done(&self, answer: &Response<Bytes>, what: &str) -> Result<()> {
        if answer.status().is_success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(answer.body());
        bail!("{} did not {what} the demo survey: {}, {said}", self.site, answer.status())
    }

    fn as_operator<A>(
        &self,
        work: impl AsyncFnOnce(&StorageClient<'_, Client>) -> Result<A, Problem>,
    ) -> Result<A> {
        let Self { client, storage, keys, .. } = *self;
        Operator { client, storage, keys }.call(work)
    }
}

fn tenant() -> Result<TenantId> {
    TENANT.parse().context("not a tenant's name")
}

fn owner() -> Result<Grants> {
    let owner = Grant { role: Role::Owner, scope: Scope::Tenant };
    Grants::try_from(vec![owner]).context("one grant is too many")
}

#[cfg(test)]
mod tests {
    use super::*;
    use survey::model::Definition;

    #[test]
    fn the_demo_surveys_are_whole_and_in_two_languages() {
        for (survey, json) in SURVEYS {
            let source: Value = serde_json::from_str(json).unwrap();
            let definition = Definition::parse(&source).unwrap();
            assert_eq!(definition.locales.len(), 2, "{survey}");
            assert_eq!(json.matches("\"sv\": ").count(), json.matches("\"en\": ").count());
        }
    }

    #[test]
    fn the_first_demo_survey_is_the_usability_scale() {
        let source: Value = serde_json::from_str(SURVEYS[0].1).unwrap();
        let definition = Definition::parse(&source).unwrap();
        let names: Vec<_> = definition.questions().map(|question| &*question.name).collect();
        let ten = (1..=10).map(|number| format!("q{number}"));
        let want: Vec<String> = ten.chain(["recommend".to_owned(), "comment".to_owned()]).collect();
        assert_eq!(names, want);
    }
}
