//! The operations: who may call each of them, what it needs, and where it stands. One table.

mod bounds;
mod needs;

use credential::{
    AlertId, ApiKeyId, AppName, FlowId, Function, HookId, InstanceName, InvitationId, MailId,
    Permission, TenantId, UserId,
};
use http::Method;
use personal::SubjectId;
use survey::{FileId, ResponseId, SurveyId};

use crate::message::{BadgeId, HookPlatform};
use crate::target::{Refusal, fill, names};

use bounds::{DEFINITION, EVENTS, FILE, INSTANCE, NO_BODY, PEOPLE, PERSON, RESPONSE, SMALL};
pub use needs::Needs;

// Each row: what it does; its name, with what its path names; its name in logs, its method and path; who calls it and what with; the largest body.
operations! {
    // What the respondent's page does.

    /// Keep one response.
    AppendResponse(survey: SurveyId) = "append-response", POST "/v1/surveys/{survey}/responses",
        Submit, Needs::FunctionOnly, RESPONSE;
    /// Keep a file of a response that will name it.
    PutFile(survey: SurveyId, response: ResponseId, file: FileId) = "put-file", PUT "/v1/surveys/{survey}/responses/{response}/files/{file}",
        Submit, Needs::FunctionOnly, FILE;
    /// A file of a respondent's own response.
    ReadOwnFile(survey: SurveyId) = "read-own-file", POST "/v1/surveys/{survey}/own-file",
        Submit, Needs::RespondentToken, SMALL;
    /// A respondent's own response.
    ReadOwnResponse(survey: SurveyId) = "read-own-response", POST "/v1/surveys/{survey}/own-response",
        Submit, Needs::RespondentToken, SMALL;
    /// A published definition, for answering it.
    ReadPublished(survey: SurveyId) = "read-published", GET "/v1/published/{survey}",
        Submit | Tool | WhyCancel, Needs::FunctionOnly, NO_BODY;
    /// What an invitation leads to, and how it stands.
    OpenInvitation = "open-invitation", POST "/v1/invitations/open",
        Submit, Needs::RespondentToken, SMALL;
    /// Send somebody who was written to no more messages.
    OptOut = "opt-out", POST "/v1/invitations/opt-out",
        Submit, Needs::RespondentToken, SMALL;
    /// Take a respondent's own response away.
    WithdrawResponse(survey: SurveyId) = "withdraw-response", POST "/v1/surveys/{survey}/withdraw",
        Submit, Needs::RespondentToken, SMALL;

    // Signing in.

    /// Ask what a browser needs to use a passkey.
    AskPasskey = "ask-passkey", POST "/v1/login/passkey/begin",
        Login, Needs::FunctionOnly, SMALL;
    /// Take an invitation up.
    Join = "join", POST "/v1/login/join/use",
        Login, Needs::FunctionOnly, SMALL;
    /// What a password is to be hashed with.
    LoginParameters = "login-parameters", POST "/v1/login/parameters",
        Login, Needs::FunctionOnly, SMALL;
    /// Whom a mail has invited, and to what.
    ReadJoin = "read-join", POST "/v1/login/join/read",
        Login, Needs::FunctionOnly, SMALL;
    /// Whose account a mail was for.
    ReadRecovery = "read-recovery", POST "/v1/login/recovery/read",
        Login, Needs::FunctionOnly, SMALL;
    /// Set a new password with what a mail brought.
    Recover = "recover", POST "/v1/login/recovery/use",
        Login, Needs::FunctionOnly, SMALL;
    /// Ask for a mail that leads to a new password.
    RequestRecovery = "request-recovery", POST "/v1/login/recovery",
        Login, Needs::FunctionOnly, SMALL;
    /// Check a second factor after the password, and say whose it is.
    VerifyFactor = "verify-factor", POST "/v1/login/factor",
        Login, Needs::FunctionOnly, SMALL;
    /// Check a hashed password and say whose it is.
    VerifyLogin = "verify-login", POST "/v1/login/verify",
        Login, Needs::FunctionOnly, SMALL;
    /// Sign in whom an identity provider has named.
    VerifyOrganisation = "verify-organisation", POST "/v1/login/organisation",
        Login, Needs::FunctionOnly, SMALL;
    /// Check a passkey, after the password or in its place, and say whose it is.
    VerifyPasskey = "verify-passkey", POST "/v1/login/passkey/verify",
        Login, Needs::FunctionOnly, SMALL;

    // What goes to identity providers and back.

    /// The identity provider of a tenant, for asking it.
    ReadProvider(tenant: TenantId) = "read-provider", GET "/v1/identity/{tenant}",
        Identity, Needs::FunctionOnly, NO_BODY;
    /// Say which of a tenant's people its identity provider has named.
    VerifyIdentity(tenant: TenantId) = "verify-identity", POST "/v1/identity/{tenant}/verify",
        Identity, Needs::FunctionOnly, SMALL;

    // One's own account.

    /// Ask for the secret of a second factor.
    BeginFactor = "begin-factor", POST "/v1/account/factor/begin",
        Login, Needs::AnySession, SMALL;
    /// Ask what a browser needs to make a passkey.
    BeginPasskey = "begin-passkey", POST "/v1/account/passkey/begin",
        Login, Needs::AnySession, SMALL;
    /// Change one's own password.
    ChangePassword = "change-password", POST "/v1/account/password",
        Login, Needs::Session, SMALL;
    /// Add one's second factor.
    ConfirmFactor = "confirm-factor", POST "/v1/account/factor/confirm",
        Login, Needs::AnySession, SMALL;
    /// Add a passkey.
    ConfirmPasskey = "confirm-passkey", POST "/v1/account/passkey/confirm",
        Login, Needs::AnySession, SMALL;
    /// End all of one's own sessions.
    EndSessions = "end-sessions", POST "/v1/account/end-sessions",
        Login, Needs::AnySession, NO_BODY;
    /// One's own account.
    ReadAccount = "read-account", GET "/v1/account",
        Login, Needs::AnySession, NO_BODY;
    /// Who is signed in, where, and what they may do by now.
    ReadPerson = "read-person", GET "/v1/account/person",
        CustomerZone | Tool | Apps, Needs::Session, NO_BODY;
    /// Take one's second factor away.
    RemoveFactor = "remove-factor", POST "/v1/account/factor/remove",
        Login, Needs::Session, SMALL;
    /// Take a passkey away.
    RemovePasskey = "remove-passkey", POST "/v1/account/passkey/remove",
        Login, Needs::Session, SMALL;
    /// Name a passkey anew.
    RenamePasskey = "rename-passkey", POST "/v1/account/passkey/rename",
        Login, Needs::Session, SMALL;
    /// Make new recovery codes.
    RenewRecoveryCodes = "renew-recovery-codes", POST "/v1/account/factor/recovery-codes",
        Login, Needs::Session, SMALL;
    /// Go on with one's own session, with what one may do now.
    RenewSession = "renew-session", POST "/v1/account/session",
        Login, Needs::AnySession, NO_BODY;

    // A tenant's surveys, responses and log.

    /// Take no more answers.
    CloseSurvey(survey: SurveyId) = "close-survey", POST "/v1/surveys/{survey}/close",
        Api | Tool, Needs::Credential(Permission::PublishSurveys), NO_BODY;
    /// Take a tenant's audit log out, oldest first.
    ExportAudit = "export-audit", GET "/v1/audit/export",
        Api, Needs::Credential(Permission::ReadAudit), NO_BODY;
    /// List a tenant's audit log, newest first.
    ListAudit = "list-audit", GET "/v1/audit",
        Api | CustomerZone, Needs::Credential(Permission::ReadAudit), NO_BODY;
    /// Have a response count again that was taken out of figures.
    CountAgain(survey: SurveyId, response: ResponseId) = "count-again", POST "/v1/surveys/{survey}/responses/{response}/count-again",
        Tool, Needs::Credential(Permission::EditSurveys), NO_BODY;
    /// List a survey's responses, oldest first.
    ListResponses(survey: SurveyId) = "list-responses", GET "/v1/surveys/{survey}/responses",
        Api | Tool, Needs::Credential(Permission::ReadResponses), NO_BODY;
    /// List a tenant's surveys.
    ListSurveys = "list-surveys", GET "/v1/surveys",
        Api, Needs::Credential(Permission::ReadSurveys), NO_BODY;
    /// How a tenant's surveys stand: what they are called, and how many responses they have.
    ListStandings = "list-standings", GET "/v1/survey-standings",
        Tool, Needs::Credential(Permission::ReadSurveys), NO_BODY;
    /// Publish a survey's draft.
    PublishSurvey(survey: SurveyId) = "publish-survey", POST "/v1/surveys/{survey}/publish",
        Api | Apps | Tool, Needs::Credential(Permission::PublishSurveys), NO_BODY;
    /// One file of a response.
    ReadFile(survey: SurveyId, response: ResponseId, file: FileId) = "read-file", GET "/v1/surveys/{survey}/responses/{response}/files/{file}",
        Api | Tool, Needs::Credential(Permission::ReadResponses), NO_BODY;
    /// One response.
    ReadResponse(survey: SurveyId, response: ResponseId) = "read-response", GET "/v1/surveys/{survey}/responses/{response}",
        Api | Tool, Needs::Credential(Permission::ReadResponses), NO_BODY;
    /// A survey with its draft.
    ReadSurvey(survey: SurveyId) = "read-survey", GET "/v1/surveys/{survey}",
        Api | Apps | Tool, Needs::Credential(Permission::ReadSurveys), NO_BODY;
    /// Make a survey, or replace its draft.
    SaveDraft(survey: SurveyId) = "save-draft", PUT "/v1/surveys/{survey}/draft",
        Api | Apps | Tool, Needs::Credential(Permission::EditSurveys), DEFINITION;
    /// Take a response out of figures.
    SetAside(survey: SurveyId, response: ResponseId) = "set-aside", POST "/v1/surveys/{survey}/responses/{response}/set-aside",
        Tool, Needs::Credential(Permission::EditSurveys), SMALL;
    /// Walk the chain of a tenant's audit log.
    VerifyAudit = "verify-audit", GET "/v1/audit/verify",
        Api | CustomerZone, Needs::Credential(Permission::ReadAudit), NO_BODY;

    // A tenant's people.

    /// Invite somebody by mail.
    InvitePerson = "invite-person", POST "/v1/tenant/invitations",
        CustomerZone, Needs::Credential(Permission::ManagePeople), SMALL;
    /// List who is invited.
    ListInvitations = "list-invitations", GET "/v1/tenant/invitations",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;
    /// List the tenant's people.
    ListPeople = "list-people", GET "/v1/tenant/people",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;
    /// Take somebody's account away.
    RemovePerson(user: UserId) = "remove-person", POST "/v1/tenant/people/{user}/remove",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;
    /// Let somebody in again who was suspended.
    RestorePerson(user: UserId) = "restore-person", POST "/v1/tenant/people/{user}/restore",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;
    /// Say what somebody may do.
    SetGrants(user: UserId) = "set-grants", PUT "/v1/tenant/people/{user}/grants",
        CustomerZone, Needs::Credential(Permission::ManagePeople), SMALL;
    /// Let somebody in no more, and end their sessions.
    SuspendPerson(user: UserId) = "suspend-person", POST "/v1/tenant/people/{user}/suspend",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;
    /// Take an invitation back.
    WithdrawInvitation(invitation: InvitationId) = "withdraw-invitation",
        POST "/v1/tenant/invitations/{invitation}/withdraw",
        CustomerZone, Needs::Credential(Permission::ManagePeople), NO_BODY;

    // A tenant's rules and keys.

    /// Have nobody sign in by the tenant's identity provider any more.
    ForgetProvider = "forget-provider", POST "/v1/tenant/identity/remove",
        CustomerZone, Needs::Credential(Permission::ManagePolicy), NO_BODY;
    /// List one's tenant's API keys.
    ListApiKeys = "list-api-keys", GET "/v1/tenant/api-keys",
        CustomerZone, Needs::Credential(Permission::ManageApiKeys), NO_BODY;
    /// Make an API key for one's tenant.
    MakeApiKey = "make-api-key", POST "/v1/tenant/api-keys",
        CustomerZone, Needs::Credential(Permission::ManageApiKeys), SMALL;
    /// By which identity provider the tenant's people may sign in.
    ReadOwnProvider = "read-own-provider", GET "/v1/tenant/identity",
        CustomerZone, Needs::Credential(Permission::ManagePolicy), NO_BODY;
    /// What the tenant asks of its people.
    ReadPolicy = "read-policy", GET "/v1/tenant/policy",
        CustomerZone, Needs::Credential(Permission::ManagePolicy), NO_BODY;
    /// End an API key of one's tenant.
    RevokeApiKey(key: ApiKeyId) = "revoke-api-key", POST "/v1/tenant/api-keys/{key}/revoke",
        CustomerZone, Needs::Credential(Permission::ManageApiKeys), NO_BODY;
    /// Change what the tenant asks of its people.
    SetPolicy = "set-policy", PUT "/v1/tenant/policy",
        CustomerZone, Needs::Credential(Permission::ManagePolicy), SMALL;

    /// Say by which identity provider the tenant's people may sign in.
    SetProvider = "set-provider", PUT "/v1/tenant/identity",
        CustomerZone, Needs::Credential(Permission::ManagePolicy), SMALL;

    // The external apps: their instances, what happened, and who was asked.

    /// Send an invitation at once or again, or cancel it.
    ActOnAsked(app: AppName, instance: InstanceName, asked: InvitationId) = "act-on-asked",
        POST "/v1/apps/{app}/instances/{instance}/asked/{asked}",
        Apps, Needs::Credential(Permission::ManageApps), SMALL;
    /// Erase what is kept of somebody who was asked.
    EraseContact = "erase-contact", POST "/v1/apps/contacts/erase",
        Apps, Needs::Credential(Permission::ErasePersons), SMALL;
    /// List an instance's invitations, newest first.
    ListAsked(app: AppName, instance: InstanceName) = "list-asked",
        POST "/v1/apps/{app}/instances/{instance}/asked-list",
        Apps, Needs::Credential(Permission::ReadAsked), SMALL;
    /// List a tenant's instances of an app, by name.
    ListInstances(app: AppName) = "list-instances", GET "/v1/apps/{app}/instances",
        Apps, Needs::Credential(Permission::ReadApps), NO_BODY;
    /// Set an instance up, or change how it is.
    PutInstance(app: AppName, instance: InstanceName) = "put-instance", PUT "/v1/apps/{app}/instances/{instance}", Apps, Needs::Credential(Permission::ManageApps), INSTANCE;
    /// One invitation, with its history and whom it is for.
    ReadAsked(app: AppName, instance: InstanceName, asked: InvitationId) = "read-asked",
        GET "/v1/apps/{app}/instances/{instance}/asked/{asked}",
        Apps, Needs::Credential(Permission::ReadAsked), NO_BODY;
    /// How the tenant's figures of an app stand among those of others who share theirs, too.
    ReadBenchmarks(app: AppName) = "read-benchmarks", GET "/v1/apps/{app}/benchmarks", Apps, Needs::Credential(Permission::ReadApps), NO_BODY;
    /// Say whether the tenant shares its figures of an app, to be compared.
    ShareFigures(app: AppName) = "share-figures", PUT "/v1/apps/{app}/benchmarks", Apps, Needs::Credential(Permission::ManagePolicy), SMALL;
    /// What everybody may see of an instance.
    ReadBadge(badge: BadgeId) = "read-badge", GET "/v1/badges/{badge}",
        Apps, Needs::FunctionOnly, NO_BODY;
    /// The comments that everybody may see of an instance.
    ReadBadgeComments(badge: BadgeId) = "read-badge-comments", GET "/v1/badges/{badge}/comments",
        Apps, Needs::FunctionOnly, NO_BODY;
    /// List the comments that an instance's badge shows or may show, newest first.
    ListComments(app: AppName, instance: InstanceName) = "list-comments", POST "/v1/apps/{app}/instances/{instance}/comments-list", Apps, Needs::Credential(Permission::ReadResponses), SMALL;
    /// Have the badge show a comment.
    ShowComment(app: AppName, instance: InstanceName, response: ResponseId) = "show-comment", POST "/v1/apps/{app}/instances/{instance}/comments/{response}/show", Apps, Needs::Credential(Permission::ManageApps), NO_BODY;
    /// Have it not show a comment.
    HoldComment(app: AppName, instance: InstanceName, response: ResponseId) = "hold-comment", POST "/v1/apps/{app}/instances/{instance}/comments/{response}/hold", Apps, Needs::Credential(Permission::ManageApps), SMALL;
    /// Take back what was decided about a comment.
    UndecideComment(app: AppName, instance: InstanceName, response: ResponseId) = "undecide-comment", POST "/v1/apps/{app}/instances/{instance}/comments/{response}/undecide", Apps, Needs::Credential(Permission::ManageApps), NO_BODY;
    /// What an instance's messages are made of now.
    ReadExample(app: AppName, instance: InstanceName) = "read-example", POST "/v1/apps/{app}/instances/{instance}/example",
        Apps, Needs::Credential(Permission::ReadApps), SMALL;
    /// How an instance is set up.
    ReadInstance(app: AppName, instance: InstanceName) = "read-instance", GET "/v1/apps/{app}/instances/{instance}", Apps, Needs::Credential(Permission::ReadApps), NO_BODY;
    /// What is needed of an app's instances to take events for them.
    ReadIntake(app: AppName) = "read-intake", POST "/v1/apps/{app}/intake",
        Apps, Needs::Credential(Permission::SendEvents), SMALL;
    /// List an instance's webhooks, with what they are signed with.
    ListHooks(app: AppName, instance: InstanceName) = "list-hooks", GET "/v1/apps/{app}/instances/{instance}/hooks", Apps, Needs::Credential(Permission::ManageApps), NO_BODY;
    /// Set a platform's webhook up, or change what it is signed with.
    PutHook(app: AppName, instance: InstanceName, platform: HookPlatform) = "put-hook", PUT "/v1/apps/{app}/instances/{instance}/hooks/{platform}", Apps, Needs::Credential(Permission::ManageApps), SMALL;
    /// Take no more webhooks of a platform.
    RemoveHook(app: AppName, instance: InstanceName, platform: HookPlatform) = "remove-hook", DELETE "/v1/apps/{app}/instances/{instance}/hooks/{platform}", Apps, Needs::Credential(Permission::ManageApps), NO_BODY;
    /// What a webhook is for, if it is signed.
    OpenHook(hook: HookId) = "open-hook", POST "/v1/hooks/{hook}/open", Apps, Needs::Webhook, EVENTS;
    /// Take what a webhook comes to.
    TakeHooked(hook: HookId) = "take-hooked", POST "/v1/hooks/{hook}/events", Apps, Needs::Webhook, EVENTS;
    /// An instance's figures.
    ReadReport(app: AppName, instance: InstanceName) = "read-report", POST "/v1/apps/{app}/instances/{instance}/report", Apps, Needs::Credential(Permission::ReadApps), SMALL;
    /// Take what happened, for which somebody may be invited.
    TakeEvents(app: AppName) = "take-events", POST "/v1/apps/{app}/events",
        Apps, Needs::Credential(Permission::SendEvents), EVENTS;

    // Those who are about to cancel a subscription.

    /// Tell a flow something.
    ActOnFlow = "act-on-flow", POST "/v1/flows/act", WhyCancel, Needs::RespondentToken, SMALL;
    /// List an instance's flows.
    ListFlows(app: AppName, instance: InstanceName) = "list-flows", POST "/v1/apps/{app}/instances/{instance}/flows-list", WhyCancel, Needs::Credential(Permission::ReadApps), SMALL;
    /// List who has cancelled, the last one first.
    ListLeavers(app: AppName, instance: InstanceName) = "list-leavers", POST "/v1/apps/{app}/instances/{instance}/leavers-list", WhyCancel, Needs::Credential(Permission::ReadApps), SMALL;
    /// What a token leads to.
    OpenFlow = "open-flow", POST "/v1/flows/open", WhyCancel, Needs::RespondentToken, SMALL;
    /// How a flow stands.
    ReadFlow(app: AppName, flow: FlowId) = "read-flow", GET "/v1/apps/{app}/flows/{flow}", WhyCancel, Needs::Credential(Permission::SendEvents), NO_BODY;
    /// Somebody is about to cancel a subscription.
    StartFlow(app: AppName, instance: InstanceName) = "start-flow", POST "/v1/apps/{app}/instances/{instance}/flows", WhyCancel, Needs::Credential(Permission::SendEvents), EVENTS;

    // Whom the tenant knows.

    /// Take people from a file, all of them or none.
    ImportContacts = "import-contacts", POST "/v1/contacts/import", Api | CustomerZone, Needs::Credential(Permission::ManageContacts), PEOPLE;
    /// List the groups that contacts are in.
    ListContactGroups = "list-contact-groups", GET "/v1/contacts/groups", Api | CustomerZone, Needs::Credential(Permission::ReadAsked), NO_BODY;
    /// List contacts, the newest first.
    ListContacts = "list-contacts", POST "/v1/contacts/list", Api | CustomerZone, Needs::Credential(Permission::ReadAsked), SMALL;
    /// Make one contact of two.
    MergeContacts(contact: SubjectId) = "merge-contacts", POST "/v1/contacts/{contact}/merge", Api | CustomerZone, Needs::Credential(Permission::ManageContacts), SMALL;
    /// Say what is known of somebody.
    PutContact(contact: SubjectId) = "put-contact", PUT "/v1/contacts/{contact}", Api | CustomerZone, Needs::Credential(Permission::ManageContacts), PERSON;
    /// What is known of somebody.
    ReadContact(contact: SubjectId) = "read-contact", GET "/v1/contacts/{contact}", Api | CustomerZone, Needs::Credential(Permission::ReadAsked), NO_BODY;
    /// Erase somebody.
    RemoveContact(contact: SubjectId) = "remove-contact", DELETE "/v1/contacts/{contact}", Api | CustomerZone, Needs::Credential(Permission::ErasePersons), NO_BODY;
    /// Say what is known of whoever the customer's own system calls so.
    SaveContact = "save-contact", PUT "/v1/contacts", Api | CustomerZone, Needs::Credential(Permission::ManageContacts), PERSON;

    // What staff are alerted to.

    /// See to an alert, have somebody else do so, or say that it is handled.
    ActOnAlert(app: AppName, instance: InstanceName, alert: AlertId) = "act-on-alert", POST "/v1/apps/{app}/instances/{instance}/alerts/{alert}", Apps, Needs::Credential(Permission::ReadResponses), SMALL;
    /// List an instance's alerts, those first that are not over.
    ListAlerts(app: AppName, instance: InstanceName) = "list-alerts", POST "/v1/apps/{app}/instances/{instance}/alerts-list", Apps, Needs::Credential(Permission::ReadResponses), SMALL;
    /// List an instance's invitations with their answers, newest first.
    ListOrders(app: AppName, instance: InstanceName) = "list-orders", POST "/v1/apps/{app}/instances/{instance}/orders-list", Apps, Needs::Credential(Permission::ReadResponses), SMALL;
    /// One invitation, with what was answered.
    ReadOrder(app: AppName, instance: InstanceName, asked: InvitationId) = "read-order", GET "/v1/apps/{app}/instances/{instance}/orders/{asked}", Apps, Needs::Credential(Permission::ReadResponses), NO_BODY;
    /// One alert, with what was answered.
    ReadAlert(app: AppName, instance: InstanceName, alert: AlertId) = "read-alert", GET "/v1/apps/{app}/instances/{instance}/alerts/{alert}", Apps, Needs::Credential(Permission::ReadResponses), NO_BODY;
    /// What shows a customer's program that an alert is ours.
    ReadAlertSecret(app: AppName, instance: InstanceName) = "read-alert-secret", GET "/v1/apps/{app}/instances/{instance}/alert-secret", Apps, Needs::Credential(Permission::ManageApps), NO_BODY;

    // Sending mail.

    /// Take mails in hand to send them.
    ClaimMail = "claim-mail", POST "/v1/outbox/claim", Courier, Needs::FunctionOnly, SMALL;
    /// A mail was not taken.
    MailFailed(mail: MailId) = "mail-failed", POST "/v1/outbox/{mail}/failed", Courier, Needs::FunctionOnly, SMALL;
    /// What became of a mail after it was taken.
    MailReturned = "mail-returned", POST "/v1/outbox/returned", Courier, Needs::FunctionOnly, SMALL;
    /// Somebody who was called has pressed a key.
    AnswerCall = "answer-call", POST "/v1/calls/answer", Courier, Needs::FunctionOnly, SMALL;
    /// Look at the invitations and the alerts whose time has come.
    RunDue = "run-due", POST "/v1/invitations/due", Courier, Needs::FunctionOnly, SMALL;
    /// A mail was taken.
    MailSent(mail: MailId) = "mail-sent", POST "/v1/outbox/{mail}/sent", Courier, Needs::FunctionOnly, NO_BODY;

    // What the operator does.

    /// Make an API key.
    CreateApiKey = "create-api-key", POST "/v1/api-keys", Operator, Needs::FunctionOnly, SMALL;
    /// Make a user.
    CreateUser = "create-user", POST "/v1/users", Operator, Needs::FunctionOnly, SMALL;
    /// Make what leads an account's owner to a new password, to be handed over.
    IssueRecovery = "issue-recovery", POST "/v1/users/recovery", Operator, Needs::FunctionOnly, SMALL;
    /// List a tenant's API keys.
    ListTenantKeys(tenant: TenantId) = "list-tenant-keys", GET "/v1/tenants/{tenant}/api-keys", Operator, Needs::FunctionOnly, NO_BODY;
    /// List the tenants, by name.
    ListTenants = "list-tenants", GET "/v1/tenants", Operator, Needs::FunctionOnly, NO_BODY;
    /// Say by which identity provider a tenant's people may sign in.
    PutProvider(tenant: TenantId) = "put-provider", PUT "/v1/tenants/{tenant}/identity", Operator, Needs::FunctionOnly, SMALL;
    /// Make a tenant, or rename it.
    PutTenant(tenant: TenantId) = "put-tenant", PUT "/v1/tenants/{tenant}", Operator, Needs::FunctionOnly, SMALL;
    /// By which identity provider a tenant's people may sign in.
    ReadTenantProvider(tenant: TenantId) = "read-tenant-provider", GET "/v1/tenants/{tenant}/identity", Operator, Needs::FunctionOnly, NO_BODY;
    /// Have nobody sign in by a tenant's identity provider any more.
    RemoveProvider(tenant: TenantId) = "remove-provider", POST "/v1/tenants/{tenant}/identity/remove", Operator, Needs::FunctionOnly, NO_BODY;
    /// Count what was answered before there were figures, and make all counts anew, a stretch at a time.
    RebuildRollups = "rebuild-rollups", POST "/v1/rollups/rebuild", Operator, Needs::FunctionOnly, NO_BODY;
    /// End an API key of a tenant.
    RevokeTenantKey(tenant: TenantId, key: ApiKeyId) = "revoke-tenant-key", POST "/v1/tenants/{tenant}/api-keys/{key}/revoke", Operator, Needs::FunctionOnly, NO_BODY;
    /// Seal the secrets of second factors with the current key, a stretch at a time.
    SealAnew = "seal-anew", POST "/v1/second-factors/seal-anew", Operator, Needs::FunctionOnly, NO_BODY;
    /// Seal a stretch of the personal data that was kept before it was sealed.
    SealPersonal = "seal-personal", POST "/v1/personal/seal", Operator, Needs::FunctionOnly, NO_BODY;
    /// Seal the keys of tenants with the current key, a stretch at a time.
    SealPersonalAnew = "seal-personal-anew", POST "/v1/personal/seal-anew", Operator, Needs::FunctionOnly, NO_BODY;
    /// Seal what identity providers know us by with the current key, a stretch at a time.
    SealProvidersAnew = "seal-providers-anew", POST "/v1/identity-secrets/seal-anew", Operator, Needs::FunctionOnly, NO_BODY;
}

#[cfg(test)]
mod tests;
