//! The keys of tenants, and those of their subjects.

use std::cell::RefCell;
use std::rc::Rc;

use ::personal::{Generation, LookUpSecret, NotSealed, SubjectId, SubjectKey, TenantKey};
use bytes::Bytes;
use contract::message::{Cursor, SealedAnew, Stretch};
use credential::{KeyRing, NONCE_BYTES, TenantId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{PersonalStore as _, StoredSubject, SubjectUse, TenantKeys};

use crate::context::Context;
use crate::failure::store_failed;
use crate::second_factor::random;

/// The most tenants whose keys an instance remembers. When there are more it forgets them all, which
/// costs a statement for each that is asked for again.
const MAX_REMEMBERED: usize = 256;

thread_local! {
    /// Opened keys. A key never changes; that there is another is found where one is missing.
    static REMEMBERED: RefCell<Vec<Rc<Secrets>>> = const { RefCell::new(Vec::new()) };
}

/// What a tenant's personal data is sealed with.
pub(crate) struct Secrets {
    tenant: TenantId,
    current: TenantKey,
    previous: Vec<TenantKey>,
    look_up: LookUpSecret,
}

impl Secrets {
    pub(crate) const fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    pub(crate) const fn look_up(&self) -> &LookUpSecret {
        &self.look_up
    }

    fn open(zone: &KeyRing, tenant: &TenantId, kept: &TenantKeys) -> Result<Self, NotSealed> {
        let open = |(generation, sealed): &(Generation, String)| {
            TenantKey::open(zone, tenant.clone(), *generation, sealed)
        };
        let mut keys = kept.keys.iter().map(open);
        let current = keys.next().ok_or(NotSealed)??;
        Ok(Self {
            tenant: tenant.clone(),
            current,
            previous: keys.collect::<Result<_, _>>()?,
            look_up: LookUpSecret::open(zone, tenant, &kept.look_up)?,
        })
    }

    fn key(&self, generation: Generation) -> Option<&TenantKey> {
        let mut all = core::iter::once(&self.current).chain(&self.previous);
        all.find(|key| key.generation() == generation)
    }
}

/// What a tenant's personal data is sealed with. A tenant that has nothing yet is given it.
pub(crate) async fn secrets(
    context: &Context<'_>,
    tenant: &TenantId,
) -> Result<Rc<Secrets>, Problem> {
    let remembered = REMEMBERED
        .with_borrow(|all| all.iter().find(|secrets| secrets.tenant == *tenant).map(Rc::clone));
    match remembered {
        Some(secrets) => Ok(secrets),
        None => read(context, tenant).await,
    }
}

async fn read(context: &Context<'_>, tenant: &TenantId) -> Result<Rc<Secrets>, Problem> {
    let kept = match context.store.tenant_keys(tenant).await.map_err(store_failed)? {
        Some(kept) => kept,
        None => first(context, tenant).await?,
    };
    let secrets = Secrets::open(&context.settings.personal_keys, tenant, &kept);
    let secrets = Rc::new(secrets.map_err(|_| closed("keys of a tenant"))?);
    REMEMBERED.with_borrow_mut(|all| {
        if all.len() >= MAX_REMEMBERED {
            all.clear();
        }
        all.retain(|other| other.tenant != *tenant);
        all.push(Rc::clone(&secrets));
    });
    Ok(secrets)
}

/// Gives a tenant its first keys. Whoever comes first decides which they are.
async fn first(context: &Context<'_>, tenant: &TenantId) -> Result<TenantKeys, Problem> {
    let zone = &context.settings.personal_keys;
    let key = TenantKey::new(tenant.clone(), Generation::FIRST, random(context)?);
    let key = key.seal(zone, random(context)?).map_err(|_| Kind::Internal)?;
    let look_up = LookUpSecret::new(random(context)?);
    let look_up = look_up.seal(zone, tenant, random(context)?).map_err(|_| Kind::Internal)?;
    let added = context.store.add_tenant_keys(tenant, &key, &look_up, context.now).await;
    added.map_err(store_failed)?;
    let kept = context.store.tenant_keys(tenant).await.map_err(store_failed)?;
    kept.ok_or_else(|| Problem::new(Kind::Internal).with_cause("a tenant without keys"))
}

/// Something that none of our keys opens.
pub(crate) fn closed(what: &'static str) -> Problem {
    Problem::new(Kind::Internal).with_cause(format!("{what} that no key opens"))
}

/// The key of a subject.
pub(crate) async fn subject_key(
    context: &Context<'_>,
    tenant: &TenantId,
    id: SubjectId,
    kept: &StoredSubject,
) -> Result<SubjectKey, Problem> {
    let mut secrets = secrets(context, tenant).await?;
    if secrets.key(kept.generation).is_none() {
        // The tenant has got another since.
        secrets = read(context, tenant).await?;
    }
    let key = secrets.key(kept.generation).ok_or_else(|| closed("a subject's key"))?;
    key.open_subject(id, &kept.sealed).map_err(|_| closed("a subject's key"))
}

/// The key of a subject, to seal with: the one that is there, if `there` may be one; else a new one.
pub(crate) async fn sealing_key(
    context: &Context<'_>,
    secrets: &Secrets,
    id: SubjectId,
    there: Known,
) -> Result<(SubjectKey, SubjectUse), Problem> {
    let tenant = secrets.tenant();
    let found = match there {
        Known::Perhaps => context.store.find_subject(tenant, id).await.map_err(store_failed)?,
        Known::Hardly => None,
    };
    if let Some(kept) = found {
        let key = subject_key(context, tenant, id, &kept).await?;
        return Ok((key, SubjectUse { id, key: kept, is_new: false }));
    }
    let key = SubjectKey::new(tenant.clone(), id, random(context)?);
    let nonce = random::<NONCE_BYTES>(context)?;
    let sealed = secrets.current.seal_subject(&key, nonce).map_err(|_| Kind::Internal)?;
    let generation = secrets.current.generation();
    let kept = StoredSubject { generation, sealed };
    Ok((key, SubjectUse { id, key: kept, is_new: true }))
}

/// Whether a subject may have a key. Whether it has is said by the statement that keeps it.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    /// It is to be looked for.
    Perhaps,
    /// It is not: its response is likely to be new.
    Hardly,
}

/// Puts a stretch of tenants' keys under the zone's current one, so that a previous one can be
/// dropped. Nothing that they have sealed is touched.
pub(crate) async fn seal_anew(
    context: &Context<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let zone = &context.settings.personal_keys;
    let after = cursor.as_ref().map(Cursor::key);
    let listed = context.store.list_tenant_keys(limit.number().into(), after).await;
    let listed = listed.map_err(store_failed)?;
    let full = listed.len() == usize::from(limit.number());
    let next = listed.last().filter(|_| full).map(|(tenant, _)| Cursor::after(tenant.as_str()));
    let mut changed = 0;
    for (tenant, kept) in &listed {
        let mut texts = kept.keys.iter().map(|(_, text)| text).chain([&kept.look_up]);
        if texts.all(|text| zone.is_current(text)) {
            continue;
        }
        let secrets = Secrets::open(zone, tenant, kept).map_err(|_| closed("keys of a tenant"))?;
        let anew = sealed(context, &secrets)?;
        let replaced = context.store.replace_tenant_keys(tenant, kept, &anew).await;
        changed += u32::from(replaced.map_err(store_failed)?);
    }
    Ok(json(&SealedAnew { key: zone.current_name().to_owned(), changed, next }))
}

/// A tenant's keys as they are kept.
fn sealed(context: &Context<'_>, secrets: &Secrets) -> Result<TenantKeys, Problem> {
    let zone = &context.settings.personal_keys;
    let mut keys = Vec::new();
    for key in core::iter::once(&secrets.current).chain(&secrets.previous) {
        let sealed = key.seal(zone, random(context)?).map_err(|_| Kind::Internal)?;
        keys.push((key.generation(), sealed));
    }
    let look_up = secrets.look_up.seal(zone, &secrets.tenant, random(context)?);
    Ok(TenantKeys { keys, look_up: look_up.map_err(|_| Kind::Internal)? })
}
