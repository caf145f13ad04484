//! Operations on tenants and users.

use bytes::Bytes;
use contract::message::{
    AuditAction, CreateUser, Cursor, Email, HashingCost, Listing, LoginParameters, LoginVerified,
    PasswordParameters, PutTenant, Secret, SignIn, SignInWay, SignedIn, Stretch, ToHash,
    UserCreated, VerifyLogin,
};
use credential::{Function, Grants, TenantId};
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use store::{AccountStore as _, AuditActor, AuditObject, Login, NewUser, UserMade};
use subtle::ConstantTimeEq as _;

use crate::audit::{Acting, draft, tell_refused, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::{Settings, attempts, second_factor};

/// What new passwords are hashed with: the first of the OWASP password storage cheat sheet's
/// equal-strength Argon2id settings that fits an edge isolate's memory.
pub(crate) const COST: HashingCost = HashingCost { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

const MAX_NAME_CHARS: usize = 200;

/// How an address's password is hashed; whoever asks has made an attempt to sign in. An address without an account gets parameters of the same
/// kind with a salt that is always the same for it, so the answer tells nothing.
pub(crate) async fn login_parameters(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let LoginParameters { email, network } = serde_json::from_slice(body).map_err(unreadable)?;
    let login = context.store.find_login(&email).await.map_err(store_failed)?;
    let fake = fake_parameters(context.settings, &email);
    let parameters = login.as_ref().map_or(fake, |login| login.parameters.clone());
    let to_hash = (login.as_ref(), Some(&parameters));
    let wait_ms = attempts::count(context, &email, to_hash, network.as_ref()).await?;
    Ok(json(&ToHash { parameters, wait_ms }))
}

fn fake_parameters(settings: &Settings, email: &Email) -> PasswordParameters {
    let drawn = settings.fake_salt_key.mac("salt", email.as_str().as_bytes());
    let mut salt = [0; 16];
    for (byte, drawn) in salt.iter_mut().zip(drawn) {
        *byte = drawn;
    }
    COST.with_salt(Secret::new(salt))
}

/// Whose a hashed password is. Who has a second factor is not signed in by it; only who gives the
/// right password learns that they have one.
pub(crate) async fn verify_login(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let VerifyLogin { email, proof, network, agent } =
        serde_json::from_slice(body).map_err(unreadable)?;
    let login = context.store.find_login(&email).await.map_err(store_failed)?;
    let same = matches(&proof, login.as_ref());
    // Who is let in no more is told what everybody is told whose password is wrong.
    let Some(login) = login.as_ref().filter(|login| same && login.is_let_in(context.now)) else {
        return Err(refused(context, login.as_ref(), Kind::SignInRefused).await);
    };
    let login = login.clone();
    attempts::succeeded(context, &email, network.as_ref()).await?;
    if let Some(ways) = second_factor::ways(context, &login.user).await? {
        let token = second_factor::pending(context, &login, second_factor::First::Password)?;
        return Ok(json(&LoginVerified::SecondFactor { token, ways }));
    }
    let sign_in = SignIn { at: context.now, agent, way: SignInWay::Password };
    let note = Acting::owner(&login).does_to(context, AuditAction::SignIn, &login.user);
    told(context, note, context.store.record_sign_in(&login.user, &sign_in), |()| true).await?;
    Ok(json(&LoginVerified::SignedIn(signed_in(context.settings, login))))
}

/// Tells that a password, or a passkey in its place, was refused; of who has no account nobody's log,
/// which takes as long.
pub(crate) async fn refused(context: &Context<'_>, login: Option<&Login>, kind: Kind) -> Problem {
    let tenant = login.map(|login| login.tenant.clone());
    let object = AuditObject::User(login.map(|login| login.user.clone()));
    let who = (tenant, AuditActor::Function(Function::Login));
    let told = tell_refused(context, draft(context, who, AuditAction::SignIn, object)).await;
    told.err().unwrap_or_else(|| Problem::new(kind))
}

/// The operator, who acts for a tenant.
pub(crate) fn operator(tenant: &TenantId) -> Acting {
    let (actor, grants) = (AuditActor::Function(Function::Operator), Grants::default());
    Acting { tenant: tenant.clone(), actor, grants }
}

/// Who an account is, and what it may do.
pub(crate) fn signed_in(settings: &Settings, login: Login) -> SignedIn {
    let Login { user, tenant, epoch, grants, .. } = login;
    SignedIn { user, tenant, zone: settings.zone.clone(), epoch, grants }
}

/// Whether a hashed password is the one that an account is checked against. The comparison takes
/// the same time for accounts that do not exist.
pub(crate) fn matches(proof: &Secret<32>, login: Option<&Login>) -> bool {
    let offered: [u8; 32] = Sha256::digest(proof.expose()).into();
    let kept = login.map_or([0; 32], |login| *login.verifier.expose());
    bool::from(offered.ct_eq(&kept))
}

/// Makes or renames a tenant. A zone takes only tenants that are at home in it.
pub(crate) async fn put_tenant(
    context: &Context<'_>,
    tenant: &TenantId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: PutTenant = serde_json::from_slice(body).map_err(unreadable)?;
    if message.zone != context.settings.zone {
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("zone", "this zone is not the tenant's home"));
    }
    if !(1..=MAX_NAME_CHARS).contains(&message.name.chars().count()) {
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("name", "a company's name has 1 to 200 characters"));
    }
    let PutTenant { name, second_factor, .. } = &message;
    let object = AuditObject::Tenant(tenant.clone());
    let note = operator(tenant).does(context, AuditAction::PutTenant, object);
    let putting = context.store.put_tenant(tenant, name, *second_factor, context.now);
    told(context, note, putting, |()| true).await?;
    Ok(json(&message))
}

/// Makes a user; an address that has an account keeps it as it is.
pub(crate) async fn create_user(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: CreateUser = serde_json::from_slice(body).map_err(unreadable)?;
    let CreateUser { user, tenant, email, parameters, verifier, grants } = message;
    let new = NewUser { user: user.clone(), tenant, email, parameters, verifier, grants };
    let note = operator(&new.tenant).does_to(context, AuditAction::CreateUser, &new.user);
    let creating = context.store.create_user(&new, context.now);
    match told(context, note, creating, |made| *made == UserMade::Now).await? {
        UserMade::Now => Ok(with_status(json(&UserCreated { user }), StatusCode::CREATED)),
        UserMade::Already(user) => Ok(json(&UserCreated { user })),
        UserMade::NoTenant => Err(Problem::new(Kind::NotFound)),
    }
}

/// The tenants, by name.
pub(crate) async fn list_tenants(
    context: &Context<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let after = cursor.as_ref().map(Cursor::key);
    let items = context.store.list_tenants(limit, after).await.map_err(store_failed)?;
    let full = items.len() == usize::from(limit.number());
    let next = items.last().filter(|_| full).map(|last| Cursor::after(last.id.as_str()));
    Ok(json(&Listing { items, next }))
}
