//! What the commands do.

use crate::cli::{Key, MakeKey, Owner, Rotate, SecondFactor, Tenant, Zone};
use crate::{configuration, identity};
use anyhow::{Context as _, Result, bail, ensure};
use contract::Moment;
use contract::message::{
    ApiKeyItem, CreateApiKey, CreateUser, Email, FactorRule, IssueRecovery, PersonalSealed,
    PutTenant, RollupsRebuilt, SealedAnew, Stretch,
};
use credential::{Grant, Grants, Role, Scope, TenantId, UnixSeconds};
use jiff::Timestamp;
use nordsvar::{Client, Keys, Operator, Stage, fresh_name, now, unknown_password};
use nordsvar::{finish, prepare, stage, switch};

const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Makes the master key.
pub(crate) fn init(zone: &Zone) -> Result<()> {
    let path = Keys::path(&zone.keys);
    ensure!(!path.exists(), "{} is there already; `config` writes the files anew", path.display());
    std::fs::create_dir_all(&zone.keys)
        .with_context(|| format!("cannot make {}", zone.keys.display()))?;
    let keys = Keys::open(&zone.keys, zone.name.clone())?;
    eprintln!("Made {}: keep a copy where only you can read it.", path.display());
    configuration::write_all(zone, &keys)
}

/// Writes the configuration again.
pub(crate) fn config(zone: &Zone) -> Result<()> {
    configuration::write_all(zone, &keys(zone)?)
}

/// Only `init` makes keys: a folder that is mistyped is no new zone.
fn keys(zone: &Zone) -> Result<Keys> {
    let path = Keys::path(&zone.keys);
    ensure!(path.exists(), "{} is not there; --keys names its folder", path.display());
    Keys::open(&zone.keys, zone.name.clone())
}

fn as_operator<A>(zone: &Zone, work: impl FnOnce(&Operator<'_>) -> Result<A>) -> Result<A> {
    let (keys, client) = (keys(zone)?, Client::new(zone.ca.as_deref())?);
    work(&Operator { client: &client, storage: &zone.storage, keys: &keys })
}

/// Tenants.
pub(crate) fn tenant(zone: &Zone, command: Tenant) -> Result<()> {
    as_operator(zone, |operator| match command {
        Tenant::Make { tenant, name, second_factor } => {
            let second_factor = second_factor.map(|rule| match rule {
                SecondFactor::Optional => FactorRule::Optional,
                SecondFactor::Required => FactorRule::Required,
            });
            let message = PutTenant { name, zone: zone.name.clone(), second_factor };
            operator.call(async |storage| storage.put_tenant(&tenant, &message).await)?;
            eprintln!("{tenant} is there. Its first owner: nordsvar owner make {tenant} ADDRESS");
            Ok(())
        }
        Tenant::List => list_tenants(operator),
        Tenant::Identity(command) => identity::run(operator, command),
    })
}

fn list_tenants(operator: &Operator<'_>) -> Result<()> {
    let mut stretch = Stretch::default();
    loop {
        let listing = operator.call(async |storage| storage.list_tenants(stretch.clone()).await)?;
        for tenant in &listing.items {
            let factor = match tenant.second_factor {
                FactorRule::Optional => "second factor optional",
                FactorRule::Required => "second factor required",
            };
            println!("{}\t{}\t{factor}\tsince {}", tenant.id, tenant.name, day(tenant.created_at));
        }
        let Some(next) = listing.next else { return Ok(()) };
        stretch.cursor = Some(next);
    }
}

/// Owners.
pub(crate) fn owner(zone: &Zone, command: Owner) -> Result<()> {
    as_operator(zone, |operator| match command {
        Owner::Make { tenant, email } => {
            make_owner(operator, tenant, email.clone())?;
            link(zone, operator, email)
        }
        Owner::Link { email } => link(zone, operator, email),
    })
}

fn make_owner(operator: &Operator<'_>, tenant: TenantId, email: Email) -> Result<()> {
    let (parameters, verifier) = unknown_password()?;
    let name =
        format!("{}-{}", tenant.as_str().chars().take(40).collect::<String>(), fresh_name()?);
    let user = name.parse().context("not a user's name")?;
    let grants = Grants::from(Grant { role: Role::Owner, scope: Scope::Tenant });
    let message = CreateUser { user, tenant, email, parameters, verifier, grants };
    let made = operator.call(async |storage| storage.create_user(&message).await)?;
    ensure!(
        made.user == message.user,
        "this address has an account, which stays as it is; `owner link` prints a link for it"
    );
    Ok(())
}

fn link(zone: &Zone, operator: &Operator<'_>, email: Email) -> Result<()> {
    let message = IssueRecovery { email };
    let issued = operator.call(async |storage| storage.issue_recovery(&message).await)?;
    eprintln!(
        "Hand this over so that only its owner sees it: whoever opens it chooses the password."
    );
    eprintln!("It works once, until {}.", time(issued.expires_at));
    println!("{}/login/recover#{}", zone.login.trim_end_matches('/'), issued.token);
    Ok(())
}

/// API keys.
pub(crate) fn api_key(zone: &Zone, command: Key) -> Result<()> {
    as_operator(zone, |operator| match command {
        Key::Make(wish) => make_key(operator, wish),
        Key::List { tenant } => {
            let keys = operator.call(async |storage| storage.list_tenant_keys(&tenant).await)?;
            keys.items.iter().for_each(print_key);
            Ok(())
        }
        Key::Revoke { tenant, key } => {
            operator.call(async |storage| storage.revoke_tenant_key(&tenant, &key).await)?;
            eprintln!("{key} works no more.");
            Ok(())
        }
    })
}

fn make_key(operator: &Operator<'_>, wish: MakeKey) -> Result<()> {
    let MakeKey { tenant, role, survey, days, label } = wish;
    let scopes: Vec<_> = survey.into_iter().map(Scope::Survey).collect();
    let scopes = if scopes.is_empty() { vec![Scope::Tenant] } else { scopes };
    let grants: Vec<_> = scopes.into_iter().map(|scope| Grant { role, scope }).collect();
    let now = now()?.seconds().get();
    let message = CreateApiKey {
        id: fresh_name()?.parse().context("not a key's name")?,
        tenant,
        label,
        grants: grants.try_into().context("a key is for at most 32 surveys")?,
        expires_at: UnixSeconds::new(now.saturating_add(days.saturating_mul(DAY_SECONDS))),
    };
    let made = operator.call(async |storage| storage.create_api_key(&message).await)?;
    eprintln!("{} works until {}.", message.id, time(message.expires_at));
    println!("{}", made.key);
    Ok(())
}

fn print_key(item: &ApiKeyItem) {
    let may = item.grants.as_slice().iter();
    let may = may.map(|grant| format!("{} of {}", grant.role, grant.scope)).collect::<Vec<_>>();
    let used = item.last_used_at.map_or("never used".to_owned(), |at| format!("used {}", day(at)));
    let ends = item.revoked_at.map_or_else(
        || format!("ends {}", time(item.expires_at)),
        |at| format!("revoked {}", day(at)),
    );
    let by = item.made_by.as_ref().map_or("operator", credential::UserId::as_str);
    println!("{}\t{}\tby {by}\t{used}\t{ends}\t{}", item.id, may.join(", "), item.label);
}

/// Rotates.
pub(crate) fn rotate(zone: &Zone, step: Rotate) -> Result<()> {
    let mut keys = keys(zone)?;
    let change = match step {
        Rotate::Status => None,
        Rotate::Prepare => Some(prepare(keys.master())?),
        Rotate::Switch => Some(switch(keys.master())?),
        Rotate::Finish => {
            let finished = finish(keys.master())?;
            seal_anew(zone, &keys)?;
            Some(finished)
        }
    };
    if let Some(master) = change {
        keys.replace(&zone.keys, master)?;
        configuration::write_all(zone, &keys)?;
    }
    let Stage { current, next, previous } = stage(keys.master())?;
    eprintln!("{current} signs.");
    if let Some(next) = next {
        eprintln!("{next} is prepared. Give every function its file, then run `rotate switch`.");
    } else if previous.is_empty() {
        eprintln!("No other key verifies. `rotate prepare` begins a rotation.");
    } else {
        eprintln!("What {} signed holds still. Give every function its file.", previous.join(", "));
        eprintln!(
            "Later, `rotate finish` ends that; docs/operator.md says what ends with it, and when."
        );
    }
    Ok(())
}

/// Has storage put what it keeps for long under the key that signs, before those before it go.
fn seal_anew(zone: &Zone, keys: &Keys) -> Result<()> {
    let client = Client::new(zone.ca.as_deref())?;
    let operator = Operator { client: &client, storage: &zone.storage, keys };
    let current = stage(keys.master())?.current;
    let factors = each_stretch(&current, |stretch| {
        operator.call(async |storage| storage.seal_anew(stretch.clone()).await)
    })?;
    let providers = each_stretch(&current, |stretch| {
        operator.call(async |storage| storage.seal_providers_anew(stretch.clone()).await)
    })?;
    let tenants = each_stretch(&current, |stretch| {
        operator.call(async |storage| storage.seal_personal_anew(stretch.clone()).await)
    })?;
    eprintln!("{factors} second factors were put under {current}; all are now.");
    eprintln!("{providers} secrets of identity providers were put under {current}; all are now.");
    eprintln!("The keys of {tenants} tenants were put under {current}; all are now.");
    Ok(())
}

/// Has storage seal the personal data that was kept before it was sealed, until nothing is left.
pub(crate) fn seal_personal(zone: &Zone) -> Result<()> {
    let keys = keys(zone)?;
    let client = Client::new(zone.ca.as_deref())?;
    let operator = Operator { client: &client, storage: &zone.storage, keys: &keys };
    let mut all = 0;
    loop {
        let PersonalSealed { sealed, done } =
            operator.call(async |storage| storage.seal_personal().await)?;
        all += sealed;
        if done {
            eprintln!(
                "{all} responses and files were sealed; all are now, and nothing is left of them in clear."
            );
            return Ok(());
        }
        if sealed == 0 {
            bail!("all is sealed, but others read the database just now; run this again");
        }
        eprintln!("{all} responses and files are sealed.");
    }
}

/// Has storage count what was answered before there were figures, and make all counts anew.
pub(crate) fn rebuild_rollups(zone: &Zone) -> Result<()> {
    let keys = keys(zone)?;
    let client = Client::new(zone.ca.as_deref())?;
    let operator = Operator { client: &client, storage: &zone.storage, keys: &keys };
    let mut all = 0;
    loop {
        let RollupsRebuilt { counted, done } =
            operator.call(async |storage| storage.rebuild_rollups().await)?;
        all += counted;
        if done {
            eprintln!("{all} responses were counted; all counts were made anew.");
            return Ok(());
        }
        eprintln!("{all} responses are counted.");
    }
}

/// How many secrets were put under the key `current`, a stretch after the other.
fn each_stretch(current: &str, seal: impl Fn(&Stretch) -> Result<SealedAnew>) -> Result<u32> {
    let (mut stretch, mut changed) = (Stretch::default(), 0);
    loop {
        let done = seal(&stretch)?;
        ensure!(
            done.key == current,
            "storage seals with {} still; give every function its file first",
            done.key
        );
        changed += done.changed;
        let Some(next) = done.next else { return Ok(changed) };
        stretch.cursor = Some(next);
    }
}

pub(crate) fn day(moment: Moment) -> String {
    time(moment.seconds())
}

fn time(at: UnixSeconds) -> String {
    let second = i64::try_from(at.get()).ok();
    let time = second.and_then(|second| Timestamp::from_second(second).ok());
    time.map_or_else(|| "?".to_owned(), |time| time.to_string())
}
