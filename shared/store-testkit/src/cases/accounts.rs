//! Cases of accounts.

use contract::message::{Email, FactorRule, Limit, PasswordParameters, Secret, SignIn, SignInWay};
use credential::Grants;
use store::{MAX_SIGN_INS, NewPassword, NewUser, Standing, UserMade};

use super::outbox::mail;
use super::{Store, at, tenant_id, with_tenants};

fn email(address: &str) -> Email {
    address.parse().expect("an address")
}

pub(super) fn grants() -> Grants {
    serde_json::from_str(r#"[{"role":"owner","scope":"tenant"}]"#).expect("grants")
}

pub(super) fn user(name: &str, tenant: &str, address: &str) -> NewUser {
    NewUser {
        user: name.parse().expect("a user's name"),
        tenant: tenant_id(tenant),
        email: email(address),
        parameters: PasswordParameters {
            salt: Secret::new([4; 16]),
            memory_kib: 19_456,
            passes: 2,
            lanes: 1,
        },
        verifier: Secret::new([5; 32]),
        grants: grants(),
    }
}

/// An account comes back as it was made; its epoch is its tenant's to read.
pub async fn accounts_are_found_by_address(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    assert_eq!(store.create_user(&anna, at(1)).await.expect("made"), UserMade::Now);
    let login = store.find_login(&email("Anna@Example.com")).await.expect("asked").expect("there");
    assert_eq!((login.user.as_str(), &login.tenant, login.epoch), ("anna", &acme, 1));
    assert_eq!(login.grants, grants());
    assert_eq!(login.parameters.salt.expose(), &[4; 16]);
    assert_eq!(login.verifier.expose(), &[5; 32]);
    assert_eq!(
        (login.parameters.memory_kib, login.parameters.passes, login.parameters.lanes),
        (19_456, 2, 1)
    );
    let standing =
        Standing { epoch: 1, lacks_factor: false, grants: anna.grants.clone(), until: None };
    assert_eq!(store.read_standing(&acme, &anna.user).await.expect("asked"), Some(standing));
    assert_eq!(store.read_standing(&other, &anna.user).await.expect("asked"), None);
    assert!(store.find_login(&email("bo@example.com")).await.expect("asked").is_none());
}

/// A second account for an address is the first one, unchanged.
pub async fn an_address_has_one_account(store: &impl Store) {
    with_tenants(store).await;
    store.create_user(&user("anna", "acme", "anna@example.com"), at(1)).await.expect("made");
    let mut second = user("bo", "other", "anna@example.com");
    second.verifier = Secret::new([6; 32]);
    let made = store.create_user(&second, at(2)).await.expect("asked");
    assert_eq!(made, UserMade::Already("anna".parse().expect("a name")));
    let login = store.find_login(&second.email).await.expect("asked").expect("there");
    assert_eq!(login.verifier.expose(), &[5; 32]);
}

/// Nobody has an account with a tenant that is not there.
pub async fn accounts_need_a_tenant(store: &impl Store) {
    let made = store.create_user(&user("anna", "none", "anna@example.com"), at(1)).await;
    assert_eq!(made.expect("asked"), UserMade::NoTenant);
}

/// Tenants are listed by name, stretch by stretch.
pub async fn tenants_are_listed_by_name(store: &impl Store) {
    with_tenants(store).await;
    let rule = Some(FactorRule::Required);
    store.put_tenant(&tenant_id("betty"), "Betty AB", rule, at(1)).await.expect("put");
    let one = "1".parse::<Limit>().expect("a limit");
    let (mut listed, mut after) = (Vec::new(), None::<String>);
    while let [item] = &store.list_tenants(one, after.as_deref()).await.expect("asked")[..] {
        listed.push((item.name.clone(), item.second_factor));
        after = Some(item.id.as_str().to_owned());
    }
    let want = [
        ("Acme AB", FactorRule::Optional),
        ("Betty AB", FactorRule::Required),
        ("Other AB", FactorRule::Optional),
    ];
    assert_eq!(listed, want.map(|(name, rule)| (name.to_owned(), rule)));
}

/// Ending sessions raises the epoch, for the tenant's own user alone.
pub async fn sessions_end(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    store.create_user(&anna, at(1)).await.expect("made");
    assert_eq!(store.end_sessions(&other, &anna.user).await.expect("asked"), None);
    assert_eq!(store.end_sessions(&acme, &anna.user).await.expect("asked"), Some(2));
    assert_eq!(store.end_sessions(&acme, &anna.user).await.expect("asked"), Some(3));
    let standing =
        Standing { epoch: 3, lacks_factor: false, grants: anna.grants.clone(), until: None };
    assert_eq!(store.read_standing(&acme, &anna.user).await.expect("asked"), Some(standing));
    let own = store.find_user(&acme, &anna.user).await.expect("asked").expect("there");
    assert_eq!((own.email, own.organisation.as_str()), (anna.email, "Acme AB"));
    assert_eq!(own.epoch, 3);
    assert!(store.find_user(&other, &anna.user).await.expect("asked").is_none());
}

/// Of two changes from the same epoch one counts; it raises the epoch.
pub async fn passwords_change_once(store: &impl Store) {
    let (acme, other) = with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    store.create_user(&anna, at(1)).await.expect("made");
    let password = |byte: u8| NewPassword {
        parameters: PasswordParameters { salt: Secret::new([byte; 16]), ..anna.parameters.clone() },
        verifier: Secret::new([byte; 32]),
    };
    let notice = mail("a", Some(&anna.user));
    let foreign =
        store.change_password((&other, &anna.user), 1, &password(7), (&notice, at(1))).await;
    assert_eq!(foreign.expect("asked"), None);
    for (byte, want) in [(8, Some(2)), (9, None)] {
        let changed =
            store.change_password((&acme, &anna.user), 1, &password(byte), (&notice, at(1))).await;
        assert_eq!(changed.expect("asked"), want);
    }
    let login = store.find_login(&anna.email).await.expect("asked").expect("there");
    let (salt, verifier) = (login.parameters.salt.expose(), login.verifier.expose());
    assert_eq!((login.epoch, salt, verifier), (2, &[8; 16], &[8; 32]));
}

/// A user's sign-ins come back the newest first, and as many as are kept.
pub async fn sign_ins_are_listed(store: &impl Store) {
    with_tenants(store).await;
    let (anna, bo) =
        (user("anna", "acme", "anna@example.com"), user("bo", "acme", "bo@example.com"));
    for user in [&anna, &bo] {
        store.create_user(user, at(1)).await.expect("made");
    }
    let firefox = "Firefox, Windows".parse().expect("short");
    let by_code = SignIn { at: at(2), agent: Some(firefox), way: SignInWay::Code };
    let by_recovery = SignIn { at: at(3), agent: None, way: SignInWay::RecoveryCode };
    let by_password = |second| SignIn { at: at(second), agent: None, way: SignInWay::Password };
    let want = [by_password(4), by_recovery, by_code];
    for sign_in in want.iter().rev() {
        store.record_sign_in(&anna.user, sign_in).await.expect("kept");
    }
    let listed = store.list_sign_ins(&anna.user).await.expect("asked");
    assert!(listed == want, "{}", listed.len());
    assert!(store.list_sign_ins(&bo.user).await.expect("asked").is_empty());
    for second in 5..50 {
        store.record_sign_in(&anna.user, &by_password(second)).await.expect("kept");
    }
    let listed = store.list_sign_ins(&anna.user).await.expect("asked");
    assert_eq!(listed.len(), MAX_SIGN_INS as usize);
    assert_eq!(listed.first().expect("the newest").at, at(49));
}
