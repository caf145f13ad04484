//! Who may do what, decided before anything else is read.

use contract::{Needs, Operation};
use credential::{
    Audience, CredentialError, Function, Permission, Presented, SessionClaims, TenantId,
};
use http::Request;
use problem::{Kind, Problem};
use store::AccountStore;
use survey::SurveyId;

use bytes::Bytes;
use contract::Moment;

use crate::Settings;
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

/// Checks the user's or API key's credential for an operation that needs one, and says whose data
/// the operation is about. The edge has checked the credential too; what only storage knows, the
/// account's epoch and the key's revocation, is checked here.
pub(crate) async fn admit_tenant(
    settings: &Settings,
    accounts: &impl AccountStore,
    (function, operation): (Function, Operation),
    survey: Option<&SurveyId>,
    request: &Request<Bytes>,
    now: Moment,
) -> Result<TenantId, Problem> {
    let permission = match operation.needs() {
        Needs::Credential(permission) => permission,
        Needs::FunctionOnly | Needs::RespondentToken | Needs::Session => {
            return Err(Problem::new(Kind::Internal));
        }
    };
    let presented = presented(settings, function, request, now)?;
    if !still_holds(accounts, &presented).await? {
        return Err(Problem::new(Kind::CredentialRefused));
    }
    allowed(&presented, permission, survey)?;
    Ok(presented.tenant().clone())
}

/// Checks the session of a person who asks about their own account.
pub(crate) async fn admit_person(
    settings: &Settings,
    accounts: &impl AccountStore,
    function: Function,
    request: &Request<Bytes>,
    now: Moment,
) -> Result<SessionClaims, Problem> {
    let presented = presented(settings, function, request, now)?;
    if !still_holds(accounts, &presented).await? {
        return Err(Problem::new(Kind::CredentialRefused));
    }
    match presented {
        Presented::Session(claims) => Ok(claims),
        Presented::ApiKey(_) => Err(Problem::new(Kind::CredentialRefused)),
    }
}

fn presented(
    settings: &Settings,
    function: Function,
    request: &Request<Bytes>,
    now: Moment,
) -> Result<Presented, Problem> {
    let refused = Problem::new(Kind::CredentialRefused);
    // A session is addressed to the function that presents it; API keys are for `api` alone.
    let (audience, api_keys) = match function {
        Function::Login => (Audience::Login, None),
        Function::Api => (Audience::Api, Some(&settings.api_key_keys)),
        Function::Submit | Function::Operator => return Err(refused),
    };
    let token = host::bearer(request.headers()).ok_or(refused)?;
    let to = (&settings.zone, audience);
    Presented::verify(token, to, settings.session_keys(audience), api_keys, now.seconds()).map_err(
        |error| match error {
            CredentialError::Expired => Problem::new(Kind::CredentialExpired),
            CredentialError::Forged | CredentialError::Malformed => {
                Problem::new(Kind::CredentialRefused)
            }
        },
    )
}

async fn still_holds(accounts: &impl AccountStore, presented: &Presented) -> Result<bool, Problem> {
    match presented {
        Presented::Session(claims) => {
            let epoch = accounts.read_epoch(&claims.ten, &claims.sub).await;
            Ok(epoch.map_err(store_failed)? == Some(claims.epoch))
        }
        Presented::ApiKey(claims) => {
            accounts.api_key_is_live(&claims.ten, &claims.jti).await.map_err(store_failed)
        }
    }
}

fn allowed(
    presented: &Presented,
    permission: Permission,
    survey: Option<&SurveyId>,
) -> Result<(), Problem> {
    if presented.grants().allows(permission, survey) {
        Ok(())
    } else {
        Err(Problem::new(Kind::NotPermitted))
    }
}
