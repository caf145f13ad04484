//! Somebody with an account.

use argon2::{Algorithm, Argon2, Params, Version};
use contract::Target;
use contract::message::{CreateUser, PasswordParameters, Secret};
use credential::{Audience, Function, Grant, Grants, Role, Scope, SessionClaims, UserId};
use sha2::{Digest as _, Sha256};

use crate::keys::now;
use crate::{Answer, Client, Keys, Platform, Signed, response_id};

/// Somebody with an account of the demo tenant, which nobody else uses.
#[derive(Debug)]
pub struct Person {
    /// Their name.
    pub user: UserId,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

impl Person {
    /// Somebody new, who may do everything.
    #[must_use]
    pub fn new(platform: &Platform) -> Self {
        Self::of(platform, &platform.ready.company)
    }

    /// Somebody new of a tenant, who may do everything there.
    #[must_use]
    pub fn of(platform: &Platform, tenant: &str) -> Self {
        Self::as_role(platform, tenant, Role::Owner)
    }

    /// Somebody new of a tenant, who has a role there.
    #[must_use]
    pub fn as_role(platform: &Platform, tenant: &str, role: Role) -> Self {
        Self::at((&platform.storage, &platform.keys), tenant, role)
    }

    /// Somebody new of a tenant that a storage keeps.
    #[must_use]
    pub fn at((storage, keys): (&Client, &Keys), tenant: &str, role: Role) -> Self {
        let user: UserId = format!("person-{}", response_id()).parse().expect("a user's name");
        let email = format!("{}@example.com", user.as_str());
        let password = format!("kanel {} bulle", response_id());
        // As weak as Argon2id may be: what is tested is not its strength.
        let parameters =
            PasswordParameters { salt: Secret::new([7; 16]), memory_kib: 8, passes: 1, lanes: 1 };
        let grant = Grant { role, scope: Scope::Tenant };
        let message = CreateUser {
            user: user.clone(),
            tenant: tenant.parse().expect("a tenant's name"),
            email: email.parse().expect("an address"),
            verifier: verifier(&password, &parameters),
            parameters,
            grants: Grants::from(grant),
        };
        let body = serde_json::to_vec(&message).expect("messages are JSON");
        let signed = Signed::new(Function::Operator, Target::CreateUser).body(body);
        let made = storage.run(signed.request(storage, keys));
        let _ = made.expect("storage answers").expect(201);
        Self { user, email, password }
    }

    /// Signs in on the page with Firefox on Windows; gives the cookie.
    #[must_use]
    pub fn sign_in(&self, platform: &Platform) -> String {
        cookie(&self.give_password(platform, &self.password).expect(303))
    }

    /// Gives a password on the page.
    #[must_use]
    pub fn give_password(&self, platform: &Platform, password: &str) -> Answer {
        self.give_password_at(&platform.site, password)
    }

    /// Gives a password on the page of a site.
    #[must_use]
    pub fn give_password_at(&self, site: &Client, password: &str) -> Answer {
        let fields = [("email", self.email.as_str()), ("password", password)];
        let call = site.post("/login").form(&fields).header("origin", site.base());
        let agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";
        call.header("user-agent", agent).send()
    }

    /// What a session of theirs for the sign-in pages says, `age_seconds` after it was issued and
    /// `since_password_seconds` after they gave their password.
    #[must_use]
    pub fn session(
        &self,
        platform: &Platform,
        age_seconds: u64,
        since_password_seconds: u64,
    ) -> String {
        let before = |seconds: u64| credential::UnixSeconds::new(now().get() - seconds);
        let claims = SessionClaims {
            sub: self.user.clone(),
            ten: platform.ready.company.parse().expect("a tenant's name"),
            zone: platform.keys.zone().clone(),
            aud: Audience::Login,
            epoch: 1,
            grants: Grants::default(),
            auth: before(since_password_seconds),
            iat: before(age_seconds),
            exp: now().saturating_add_seconds(900 - age_seconds),
        };
        let token = platform.keys.session(Audience::Login).sign(&claims).expect("claims are JSON");
        format!("__Host-nordsvar_login={token}")
    }
}

/// The cookie that an answer sets, as it is sent back.
#[must_use]
pub fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

fn verifier(password: &str, parameters: &PasswordParameters) -> Secret<32> {
    let PasswordParameters { salt, memory_kib, passes, lanes } = parameters;
    let params = Params::new(*memory_kib, *passes, *lanes, Some(32)).expect("parameters");
    let mut proof = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt.expose(), &mut proof)
        .expect("a short password");
    Secret::new(Sha256::digest(proof).into())
}
