//! What a credential allows, and where.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use survey::SurveyId;

use crate::{AppName, Permission, Role};

/// Where a role was granted. As text: `tenant`, `survey:<id>` or `app:<name>`.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scope {
    /// Everything of the tenant.
    Tenant,
    /// One survey.
    Survey(SurveyId),
    /// One external app.
    App(AppName),
}

/// The text is not a [`Scope`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a scope is tenant, survey:<id> or app:<name>")]
pub struct InvalidScope;

impl Scope {
    /// Whether a grant here covers `survey`; `None` stands for an operation on the whole tenant,
    /// such as listing surveys or creating one.
    fn covers(&self, survey: Option<&SurveyId>) -> bool {
        match self {
            Self::Tenant => true,
            Self::Survey(own) => survey == Some(own),
            Self::App(_) => false,
        }
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;

    fn from_str(raw: &str) -> Result<Self, InvalidScope> {
        match raw.split_once(':') {
            None if raw == "tenant" => Ok(Self::Tenant),
            Some(("survey", id)) => id.parse().map(Self::Survey).map_err(|_| InvalidScope),
            Some(("app", name)) => name.parse().map(Self::App).map_err(|_| InvalidScope),
            None | Some(_) => Err(InvalidScope),
        }
    }
}

impl TryFrom<String> for Scope {
    type Error = InvalidScope;

    fn try_from(raw: String) -> Result<Self, InvalidScope> {
        raw.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant => f.write_str("tenant"),
            Self::Survey(id) => write!(f, "survey:{id}"),
            Self::App(name) => write!(f, "app:{name}"),
        }
    }
}

/// One role in one place.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// What may be done.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// All that one credential allows: up to 32 grants, in the order in which they were given.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "Vec<Grant>", into = "Vec<Grant>")]
pub struct Grants(Vec<Grant>);

/// There are more grants than one credential holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a credential holds at most 32 grants")]
pub struct TooManyGrants;

impl Grants {
    /// The most grants that one credential holds.
    pub const MAX: usize = 32;

    /// The grants.
    #[must_use]
    pub fn as_slice(&self) -> &[Grant] {
        &self.0
    }

    /// Whether some grant allows `permission` on `survey`.
    ///
    /// A tenant's grant covers all its surveys, a survey's grant covers that survey alone, an
    /// app's grant covers no survey. `None` stands for an operation on the whole tenant, such as
    /// listing surveys or creating one; only a tenant's grant covers that. That the survey is the
    /// tenant's own is for storage to see to.
    #[must_use]
    pub fn allows(&self, permission: Permission, survey: Option<&SurveyId>) -> bool {
        self.0.iter().any(|grant| grant.role.allows(permission) && grant.scope.covers(survey))
    }

    /// Whether some grant allows `permission` in `app`.
    ///
    /// A tenant's grant covers all its apps, an app's grant covers that app alone. `None` stands for an
    /// operation on what all apps share.
    #[must_use]
    pub fn allow_in_app(&self, permission: Permission, app: Option<&AppName>) -> bool {
        let covers = |scope: &Scope| match scope {
            Scope::Tenant => true,
            Scope::App(own) => app == Some(own),
            Scope::Survey(_) => false,
        };
        self.0.iter().any(|grant| grant.role.allows(permission) && covers(&grant.scope))
    }

    /// Whether whoever has `others` may do all that these allow.
    #[must_use]
    pub fn are_within(&self, others: &Self) -> bool {
        self.0.iter().all(|grant| others.cover(grant))
    }

    fn cover(&self, grant: &Grant) -> bool {
        let survey = match &grant.scope {
            Scope::Tenant => None,
            Scope::Survey(survey) => Some(survey),
            // What an app's grant allows is the app's to say: it goes as a whole.
            Scope::App(_) => {
                return self.0.iter().any(|own| {
                    own == grant || (own.role == Role::Owner && own.scope == Scope::Tenant)
                });
            }
        };
        let allowed = Permission::ALL.iter().filter(|permission| grant.role.allows(**permission));
        allowed.into_iter().all(|permission| self.allows(*permission, survey))
    }
}

impl TryFrom<Vec<Grant>> for Grants {
    type Error = TooManyGrants;

    fn try_from(grants: Vec<Grant>) -> Result<Self, TooManyGrants> {
        if grants.len() <= Self::MAX { Ok(Self(grants)) } else { Err(TooManyGrants) }
    }
}

impl From<Grant> for Grants {
    fn from(grant: Grant) -> Self {
        Self(vec![grant])
    }
}

impl From<Grants> for Vec<Grant> {
    fn from(grants: Grants) -> Self {
        grants.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(raw: &str) -> SurveyId {
        raw.parse().unwrap()
    }

    #[test]
    fn scopes() {
        for (name, raw, want) in [
            ("tenant", "tenant", Some(Scope::Tenant)),
            ("survey", "survey:sus", Some(Scope::Survey(id("sus")))),
            ("app", "app:why-cancel", Some(Scope::App("why-cancel".parse().unwrap()))),
            ("empty", "", None),
            ("no id", "survey:", None),
            ("bare kind", "survey", None),
            ("tenant with an id", "tenant:demo", None),
            ("two colons", "survey:a:b", None),
            ("capital", "Tenant", None),
            ("other kind", "zone:se", None),
            ("space", " tenant", None),
        ] {
            assert_eq!(raw.parse::<Scope>().ok(), want, "{name}");
        }
    }

    #[test]
    fn nobody_gives_more_than_they_have() {
        for (name, given, by, want) in [
            ("the same", (Role::Editor, "tenant"), (Role::Editor, "tenant"), true),
            ("less", (Role::Viewer, "tenant"), (Role::Editor, "tenant"), true),
            ("less, elsewhere", (Role::Viewer, "tenant"), (Role::Editor, "survey:a"), false),
            ("of one survey", (Role::Editor, "survey:a"), (Role::Editor, "tenant"), true),
            ("of another", (Role::Editor, "survey:a"), (Role::Editor, "survey:b"), false),
            ("more", (Role::Owner, "survey:a"), (Role::Administrator, "tenant"), false),
            ("other", (Role::Analyst, "tenant"), (Role::Editor, "tenant"), false),
            ("nothing", (Role::Billing, "tenant"), (Role::Viewer, "survey:a"), true),
            ("an app", (Role::Viewer, "app:a"), (Role::Owner, "tenant"), true),
            ("an app, by another", (Role::Viewer, "app:a"), (Role::Administrator, "tenant"), false),
        ] {
            let grants = |(role, scope): (Role, &str)| {
                Grants::from(Grant { role, scope: scope.parse().unwrap() })
            };
            assert_eq!(grants(given).are_within(&grants(by)), want, "{name}");
        }
    }

    #[test]
    fn what_grants_allow() {
        let both = [Permission::EditSurveys, Permission::ReadResponses];
        for (name, role, scope, survey, want) in [
            ("tenant, any survey", Role::Owner, "tenant", Some("a"), [true, true]),
            ("tenant, itself", Role::Owner, "tenant", None, [true, true]),
            ("survey, that one", Role::Owner, "survey:a", Some("a"), [true, true]),
            ("survey, another", Role::Owner, "survey:a", Some("b"), [false, false]),
            ("survey, the tenant", Role::Owner, "survey:a", None, [false, false]),
            ("app, a survey of its name", Role::Owner, "app:a", Some("a"), [false, false]),
            ("app, the tenant", Role::Owner, "app:a", None, [false, false]),
            ("editor", Role::Editor, "tenant", Some("a"), [true, false]),
            ("analyst", Role::Analyst, "survey:a", Some("a"), [false, true]),
            ("billing", Role::Billing, "tenant", None, [false, false]),
        ] {
            let grants = Grants::from(Grant { role, scope: scope.parse().unwrap() });
            let survey = survey.map(id);
            let got = both.map(|permission| grants.allows(permission, survey.as_ref()));
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn nothing_granted_allows_nothing() {
        for permission in Permission::ALL {
            assert!(!Grants::default().allows(*permission, None), "{permission}");
        }
    }

    #[test]
    fn grants_add_up_without_mixing() {
        let grants = Grants::try_from(vec![
            Grant { role: Role::Editor, scope: Scope::Survey(id("a")) },
            Grant { role: Role::Analyst, scope: Scope::Survey(id("b")) },
        ])
        .unwrap();
        for (name, permission, survey, want) in [
            ("edit a", Permission::EditSurveys, "a", true),
            ("edit b", Permission::EditSurveys, "b", false),
            ("read responses of a", Permission::ReadResponses, "a", false),
            ("read responses of b", Permission::ReadResponses, "b", true),
        ] {
            assert_eq!(grants.allows(permission, Some(&id(survey))), want, "{name}");
        }
    }

    #[test]
    fn at_most_32() {
        let grant = Grant { role: Role::Viewer, scope: Scope::Tenant };
        for (count, want) in [(0, true), (32, true), (33, false)] {
            let json = serde_json::to_string(&vec![grant.clone(); count]).unwrap();
            assert_eq!(serde_json::from_str::<Grants>(&json).is_ok(), want, "{count}");
        }
    }

    fn any_scope() -> impl Strategy<Value = Scope> {
        prop_oneof![
            Just(Scope::Tenant),
            "[a-z0-9-]{1,64}".prop_map(|raw| Scope::Survey(raw.parse().unwrap())),
            "[a-z0-9-]{1,64}".prop_map(|raw| Scope::App(raw.parse().unwrap())),
        ]
    }

    fn any_grant() -> impl Strategy<Value = Grant> {
        (prop::sample::select(Role::ALL), any_scope())
            .prop_map(|(role, scope)| Grant { role, scope })
    }

    proptest! {
        #[test]
        fn a_scope_is_read_as_it_was_printed(scope in any_scope()) {
            prop_assert_eq!(scope.to_string().parse::<Scope>(), Ok(scope));
        }

        #[test]
        fn what_is_no_scope_is_refused_or_printed_alike(raw in "(survey|app|tenant)?[:a-zA-Z]{0,8}") {
            if let Ok(scope) = raw.parse::<Scope>() {
                prop_assert_eq!(scope.to_string(), raw);
            }
        }

        #[test]
        fn grants_are_read_as_they_were_written(list in prop::collection::vec(any_grant(), 0..=32)) {
            let grants = Grants::try_from(list).unwrap();
            let json = serde_json::to_string(&grants).unwrap();
            prop_assert_eq!(serde_json::from_str::<Grants>(&json).unwrap(), grants);
        }
    }
}
