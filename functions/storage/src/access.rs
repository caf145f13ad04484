//! Who may do what, decided before anything else is read.

use contract::{Needs, Operation};
use credential::{
    AppName, Audience, CredentialError, Function, Grants, Permission, Presented, SessionClaims,
};
use http::Request;
use problem::{Kind, Problem};
use store::{AccountStore, ApiKeyBounds, ApiKeyStore as _, AuditActor, Standing};
use survey::SurveyId;

use bytes::Bytes;
use contract::Moment;

use crate::Settings;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::store_failed;

/// Checks the calling function: its signature, then its row of the table function x operation.
pub(crate) fn admit_function(
    settings: &Settings,
    operation: Operation,
    request: Request<Bytes>,
    now: Moment,
) -> Result<(Function, Request<Bytes>), Problem> {
    let (parts, body) = request.into_parts();
    let function = settings
        .function_keys
        .verify_request(&parts, &body, now.seconds())
        .map_err(|error| Problem::new(Kind::SignatureRefused).with_cause(error))?;
    if operation.open_to(function) {
        Ok((function, Request::from_parts(parts, body)))
    } else {
        Err(Problem::new(Kind::NotPermitted).with_detail("This function may not do this."))
    }
}

/// What was asked, by a function that may ask it.
pub(crate) struct Call<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) function: Function,
    pub(crate) operation: Operation,
    pub(crate) request: &'a Request<Bytes>,
}

impl Call<'_> {
    /// Checks the user's or API key's credential, and says whose data the call is about and who acts.
    /// The edge has checked the credential too; what only storage knows, the account's epoch and the
    /// key's revocation, is checked here.
    pub(crate) async fn acting(&self, survey: Option<&SurveyId>) -> Result<Acting, Problem> {
        self.acting_where(|grants, permission| grants.allows(permission, survey)).await
    }

    /// The same for what is done in an app, or in all of them.
    pub(crate) async fn acting_in(&self, app: Option<&AppName>) -> Result<Acting, Problem> {
        self.acting_where(|grants, permission| grants.allow_in_app(permission, app)).await
    }

    async fn acting_where(
        &self,
        allow: impl Fn(&Grants, Permission) -> bool,
    ) -> Result<Acting, Problem> {
        let Needs::Credential(permission) = self.operation.needs() else {
            return Err(Problem::new(Kind::Internal));
        };
        let (store, now) = (self.context.store, self.context.now);
        let presented = self.presented()?;
        let (actor, grants) = match &presented {
            // What the session says of its user's grants may be a quarter of an hour old.
            Presented::Session(claims) => {
                let standing = has_factor(standing(store, claims, now).await?)?;
                (AuditActor::User(claims.sub.clone()), standing.grants)
            }
            Presented::ApiKey(claims) => {
                let bounds = store.use_api_key(&claims.ten, &claims.jti, now).await;
                let bounds = bounds.map_err(store_failed)?.ok_or(Kind::CredentialRefused)?;
                // A key never does more than whoever made it may do now.
                if let ApiKeyBounds::Maker(grants) = bounds {
                    let may = allow(&grants, permission);
                    may.then_some(()).ok_or(Kind::NotPermitted)?;
                }
                (AuditActor::ApiKey(claims.jti.clone()), claims.grants.clone())
            }
        };
        allow(&grants, permission).then_some(()).ok_or(Kind::NotPermitted)?;
        Ok(Acting { tenant: presented.tenant().clone(), actor, grants })
    }

    /// Checks the session of a person who asks about their own account.
    pub(crate) async fn person(&self) -> Result<SessionClaims, Problem> {
        let Presented::Session(claims) = self.presented()? else {
            return Err(Problem::new(Kind::CredentialRefused));
        };
        let standing = standing(self.context.store, &claims, self.context.now).await?;
        match self.operation.needs() {
            Needs::AnySession => {}
            Needs::Session => {
                has_factor(standing)?;
            }
            Needs::Credential(_)
            | Needs::FunctionOnly
            | Needs::RespondentToken
            | Needs::Webhook => {
                return Err(Problem::new(Kind::Internal));
            }
        }
        Ok(claims)
    }

    fn presented(&self) -> Result<Presented, Problem> {
        let refused = Problem::new(Kind::CredentialRefused);
        let settings = self.context.settings;
        // A session is addressed to the function that presents it; API keys are for `api`, and for apps.
        let (audience, api_keys) = match self.function {
            Function::Login => (Audience::Login, None),
            Function::CustomerZone => (Audience::Zone, None),
            Function::Tool => (Audience::Tool, None),
            Function::StoreEvaluator => (Audience::StoreEvaluator, Some(&settings.api_key_keys)),
            Function::DeliveryControl => (Audience::DeliveryControl, Some(&settings.api_key_keys)),
            Function::StayEvaluator => (Audience::StayEvaluator, Some(&settings.api_key_keys)),
            Function::WhyCancel => (Audience::WhyCancel, Some(&settings.api_key_keys)),
            // Nobody signs in to it: whoever has a session has it elsewhere.
            Function::Clinic | Function::Api => (Audience::Api, Some(&settings.api_key_keys)),
            Function::Submit
            | Function::Courier
            | Function::Identity
            | Function::Timer
            | Function::Operator => {
                return Err(refused);
            }
        };
        let token = host::bearer(self.request.headers()).ok_or(refused)?;
        let (to, now) = ((&settings.zone, audience), self.context.now.seconds());
        let presented =
            Presented::verify(token, to, settings.session_keys(audience), api_keys, now);
        presented.map_err(|error| match error {
            CredentialError::Expired => Problem::new(Kind::CredentialExpired),
            CredentialError::Forged | CredentialError::Malformed => {
                Problem::new(Kind::CredentialRefused)
            }
        })
    }
}

/// How the account of a session stands, if the session has not ended.
async fn standing(
    accounts: &impl AccountStore,
    claims: &SessionClaims,
    now: Moment,
) -> Result<Standing, Problem> {
    let standing = accounts.read_standing(&claims.ten, &claims.sub).await.map_err(store_failed)?;
    let lasts = |standing: &Standing| {
        standing.epoch == claims.epoch && standing.until.is_none_or(|until| now < until)
    };
    standing.filter(lasts).ok_or_else(|| Problem::new(Kind::CredentialRefused))
}

/// Whoever lacks a second factor that their tenant wants may do nothing but add it. It is asked at
/// each call: what a tenant wants counts for sessions that are there, too.
fn has_factor(standing: Standing) -> Result<Standing, Problem> {
    if standing.lacks_factor {
        Err(Problem::new(Kind::SecondFactorRequired)
            .with_detail("This organisation wants a second factor. Add one at /login."))
    } else {
        Ok(standing)
    }
}
