//! What roles may do: one table.

use serde::{Deserialize, Serialize};

use crate::named::named;

named! {
    /// What a person, or an API key, is to a tenant, a survey or an app.
    #[derive(Deserialize, Serialize)]
    #[serde(try_from = "String", into = "String")]
    Role {
        /// Answers for the tenant; may do everything.
        Owner = "owner",
        /// Runs the tenant for the owner.
        Administrator = "administrator",
        /// Makes surveys and sends them out.
        Editor = "editor",
        /// Reads responses and reports.
        Analyst = "analyst",
        /// Sees surveys and their published results, no single response.
        Viewer = "viewer",
        /// Translates the texts of surveys.
        Translator = "translator",
        /// Answers requests about personal data, so reads the responses that hold it.
        PersonalDataOfficer = "personal-data-officer",
        /// Sees contracts and invoices only.
        Billing = "billing",
        /// Helps the tenant's people with their surveys, without seeing responses.
        Support = "support",
    }
}

named! {
    /// An operation that a role may or may not do.
    Permission {
        /// Create surveys and change their drafts.
        EditSurveys = "edit-surveys",
        /// Publish a version of a survey, close it, open it again.
        PublishSurveys = "publish-surveys",
        /// Read definitions, drafts and states of surveys.
        ReadSurveys = "read-surveys",
        /// Read single responses.
        ReadResponses = "read-responses",
        /// Read, export and verify the audit log.
        ReadAudit = "read-audit",
        /// Invite people, change what they may do, suspend and remove them.
        ManagePeople = "manage-people",
        /// Make and revoke API keys.
        ManageApiKeys = "manage-api-keys",
        /// Change what the tenant asks of its people when they sign in, and say whether it shares figures to be compared.
        ManagePolicy = "manage-policy",
        /// Set up apps, and have invitations sent, sent again or cancelled.
        ManageApps = "manage-apps",
        /// See how apps are set up, and how many invitations stand how.
        ReadApps = "read-apps",
        /// Tell an app what happened, for which somebody may be invited.
        SendEvents = "send-events",
        /// Read single invitations, with whom they are for.
        ReadAsked = "read-asked",
        /// Erase what is kept of somebody who was invited.
        ErasePersons = "erase-persons",
        /// Change what is known of contacts, bring more along, make one of two.
        ManageContacts = "manage-contacts",
    }
}

impl Role {
    /// Whether this role may do `permission` where it was granted.
    #[must_use]
    pub fn allows(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }

    /// The table: what each role may do.
    const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Owner => Permission::ALL,
            Self::Administrator => &[
                Permission::EditSurveys,
                Permission::PublishSurveys,
                Permission::ReadSurveys,
                Permission::ReadResponses,
                Permission::ManagePeople,
                Permission::ManageApiKeys,
                Permission::ManageApps,
                Permission::ReadApps,
                Permission::SendEvents,
                Permission::ReadAsked,
                Permission::ErasePersons,
                Permission::ManageContacts,
            ],
            Self::Editor => &[
                Permission::EditSurveys,
                Permission::PublishSurveys,
                Permission::ReadSurveys,
                Permission::ManageApps,
                Permission::ReadApps,
                Permission::SendEvents,
                Permission::ReadAsked,
                Permission::ManageContacts,
            ],
            Self::Analyst => {
                &[Permission::ReadSurveys, Permission::ReadResponses, Permission::ReadApps]
            }
            Self::PersonalDataOfficer => &[
                Permission::ReadSurveys,
                Permission::ReadResponses,
                Permission::ReadApps,
                Permission::ReadAsked,
                Permission::ErasePersons,
                Permission::ManageContacts,
            ],
            Self::Viewer | Self::Support => &[Permission::ReadSurveys, Permission::ReadApps],
            Self::Translator => &[Permission::ReadSurveys],
            Self::Billing => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The published table: role, then permission, then whether it is allowed.
    const TABLE: &str = include_str!("../../../tests/vectors/credential/roles.json");

    #[test]
    fn the_table_is_the_published_one() {
        let table: BTreeMap<Role, BTreeMap<String, bool>> = serde_json::from_str(TABLE).unwrap();
        assert_eq!(table.len(), Role::ALL.len());
        for role in Role::ALL {
            let row = &table[role];
            assert_eq!(row.len(), Permission::ALL.len(), "{role}");
            for permission in Permission::ALL {
                assert_eq!(role.allows(*permission), row[permission.as_str()], "{role}");
            }
        }
    }

    #[test]
    fn names_are_read_again() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        for permission in Permission::ALL {
            assert_eq!(permission.as_str().parse(), Ok(*permission));
        }
        assert!("".parse::<Role>().is_err());
        assert!("Owner".parse::<Role>().is_err());
    }
}
