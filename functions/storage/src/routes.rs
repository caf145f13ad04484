//! What each operation comes to.

use bytes::Bytes;
use contract::Target;
use contract::message::AuditAction;
use http::Response;
use problem::Problem;
use store::AuditOrder;

use crate::access::Call;
use crate::people::Change;
use crate::{
    accounts, alerts, api_keys, audit_log, contacts, files, flows, identity, invitations, join,
    leavers, outbox, own, own_account, own_factor, own_passkey, passkeys, people, personal, policy,
    provider, recovery, reports, responses, second_factor, surveys,
};

/// Does what is asked. Who asks, and for which tenant, are values that only admission gives: what is
/// done with anybody's data takes one of them.
#[expect(clippy::too_many_lines, reason = "a row for each operation")]
pub(crate) async fn answer(call: &Call<'_>, target: Target) -> Result<Response<Bytes>, Problem> {
    let &Call { context, request, .. } = call;
    let (body, query) = (request.body(), request.uri().query());
    match target {
        // The respondent's page.
        Target::AppendResponse(survey) => responses::append(context, &survey, body).await,
        Target::PutFile(survey, response, file) => {
            files::put(context, &survey, (response, file), body).await
        }
        Target::ReadOwnFile(survey) => own::file(context, &survey, body).await,
        Target::ReadOwnResponse(survey) => own::read(context, &survey, body).await,
        Target::ReadPublished(survey) => surveys::published(context, &survey, request).await,
        Target::OpenInvitation => invitations::open(context, body).await,
        Target::OptOut => invitations::opt_out(context, body).await,
        Target::WithdrawResponse(survey) => own::withdraw(context, &survey, body).await,

        // Signing in.
        Target::AskPasskey => passkeys::ask(context, body).await,
        Target::Join => join::take_up(context, body).await,
        Target::LoginParameters => accounts::login_parameters(context, body).await,
        Target::ReadJoin => join::read(context, body).await,
        Target::ReadRecovery => recovery::read(context, body).await,
        Target::Recover => recovery::recover(context, body).await,
        Target::RequestRecovery => recovery::request(context, body).await,
        Target::VerifyFactor => second_factor::verify(context, body).await,
        Target::VerifyLogin => accounts::verify_login(context, body).await,
        Target::VerifyOrganisation => identity::sign_in(context, body).await,
        Target::VerifyPasskey => passkeys::verify(context, body).await,

        // To identity providers and back.
        Target::ReadProvider(tenant) => provider::to_ask(context, &tenant).await,
        Target::VerifyIdentity(tenant) => identity::verify(context, &tenant, body).await,

        // One's own account.
        Target::BeginFactor => own_factor::begin(context, &call.person().await?, body).await,
        Target::BeginPasskey => own_passkey::begin(context, &call.person().await?, body).await,
        Target::ChangePassword => {
            own_account::change_password(context, &call.person().await?, body).await
        }
        Target::ConfirmFactor => own_factor::confirm(context, &call.person().await?, body).await,
        Target::ConfirmPasskey => own_passkey::confirm(context, &call.person().await?, body).await,
        Target::EndSessions => own_account::end_sessions(context, &call.person().await?).await,
        Target::ReadAccount => own_account::read(context, &call.person().await?).await,
        Target::ReadPerson => own_account::person(context, &call.person().await?).await,
        Target::RemoveFactor => own_factor::remove(context, &call.person().await?, body).await,
        Target::RemovePasskey => own_passkey::remove(context, &call.person().await?, body).await,
        Target::RenamePasskey => own_passkey::rename(context, &call.person().await?, body).await,
        Target::RenewRecoveryCodes => {
            own_factor::renew_codes(context, &call.person().await?, body).await
        }
        Target::RenewSession => own_account::renew_session(context, &call.person().await?).await,

        // A tenant's surveys, responses and log.
        Target::CloseSurvey(survey) => {
            surveys::close(context, &call.acting(Some(&survey)).await?, &survey).await
        }
        Target::CountAgain(survey, response) => {
            let acting = call.acting(Some(&survey)).await?;
            responses::count_again(context, &acting, (&survey, response)).await
        }
        Target::SetAside(survey, response) => {
            let acting = call.acting(Some(&survey)).await?;
            responses::set_aside(context, &acting, (&survey, response), body).await
        }
        Target::ExportAudit => {
            let what = (AuditAction::ExportAudit, AuditOrder::OldestFirst);
            audit_log::list(context, &call.acting(None).await?, what, query).await
        }
        Target::ListAudit => {
            let what = (AuditAction::ReadAudit, AuditOrder::NewestFirst);
            audit_log::list(context, &call.acting(None).await?, what, query).await
        }
        Target::ListResponses(survey) => {
            responses::list(context, &call.acting(Some(&survey)).await?, &survey, query).await
        }
        Target::ListSurveys => {
            surveys::list(context, &call.acting(None).await?.tenant, query).await
        }
        Target::ListStandings => {
            surveys::standings(context, &call.acting(None).await?.tenant, query).await
        }
        Target::PublishSurvey(survey) => {
            surveys::publish(context, &call.acting(Some(&survey)).await?, &survey).await
        }
        Target::ReadFile(survey, response, file) => {
            let acting = call.acting(Some(&survey)).await?;
            files::read(context, &acting, &survey, (response, file)).await
        }
        Target::ReadResponse(survey, response) => {
            let acting = call.acting(Some(&survey)).await?;
            responses::read(context, &acting, &survey, response).await
        }
        Target::ReadSurvey(survey) => {
            surveys::read(context, &call.acting(Some(&survey)).await?.tenant, &survey).await
        }
        Target::SaveDraft(survey) => {
            surveys::save_draft(context, &call.acting(Some(&survey)).await?, &survey, body).await
        }
        Target::VerifyAudit => audit_log::verify(context, &call.acting(None).await?, query).await,

        // A tenant's people.
        Target::InvitePerson => people::invite(context, &call.acting(None).await?, body).await,
        Target::ListInvitations => people::invitations(context, &call.acting(None).await?).await,
        Target::ListPeople => people::list(context, &call.acting(None).await?, query).await,
        Target::RemovePerson(user) => {
            people::change(context, &call.acting(None).await?, &user, Change::Remove).await
        }
        Target::RestorePerson(user) => {
            people::change(context, &call.acting(None).await?, &user, Change::Restore).await
        }
        Target::SetGrants(user) => {
            people::set_grants(context, &call.acting(None).await?, &user, body).await
        }
        Target::SuspendPerson(user) => {
            people::change(context, &call.acting(None).await?, &user, Change::Suspend).await
        }
        Target::WithdrawInvitation(invitation) => {
            people::withdraw(context, &call.acting(None).await?, &invitation).await
        }

        // A tenant's rules and keys.
        Target::ForgetProvider => provider::remove(context, &call.acting(None).await?).await,
        Target::ListApiKeys => api_keys::list(context, &call.acting(None).await?.tenant).await,
        Target::MakeApiKey => api_keys::make_own(context, &call.acting(None).await?, body).await,
        Target::ReadOwnProvider => provider::show(context, &call.acting(None).await?.tenant).await,
        Target::ReadPolicy => policy::read(context, &call.acting(None).await?).await,
        Target::RevokeApiKey(key) => {
            api_keys::revoke(context, &call.acting(None).await?, &key).await
        }
        Target::SetPolicy => policy::set(context, &call.acting(None).await?, body).await,
        Target::SetProvider => provider::set(context, &call.acting(None).await?, body).await,

        // Sending mail.
        Target::ClaimMail => outbox::claim(context, body).await,
        Target::MailFailed(mail) => outbox::failed(context, &mail, body).await,
        Target::AnswerCall => invitations::answer_call(context, body).await,
        Target::MailReturned => invitations::returned(context, body).await,
        Target::RunDue => invitations::run_due(context, body).await,
        Target::MailSent(mail) => outbox::sent(context, &mail).await,

        // Alerts of staff.
        Target::ActOnAlert(app, instance, alert) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            alerts::act(context, &acting, place, &alert, body).await
        }
        Target::ListAlerts(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            alerts::list(context, &acting, place, body).await
        }
        Target::ReadAlert(app, instance, alert) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            alerts::read(context, &acting, place, &alert).await
        }
        Target::ReadAlertSecret(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            alerts::read_secret(context, &acting, place).await
        }

        // What was answered, with what it is about.
        Target::ListLeavers(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            leavers::list(context, &acting, place, body).await
        }
        Target::ListOrders(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::list_orders(context, &acting, place, body).await
        }
        Target::ReadOrder(app, instance, asked) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::read_order(context, &acting, place, &asked).await
        }

        // Those who are about to cancel a subscription.
        Target::ActOnFlow => flows::act(context, body).await,
        Target::ListFlows(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            flows::list(context, &acting, place, body).await
        }
        Target::OpenFlow => flows::open(context, body).await,
        Target::ReadFlow(app, flow) => {
            flows::read(context, &call.acting_in(Some(&app)).await?, &app, &flow).await
        }
        Target::StartFlow(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            flows::start(context, &acting, place, body).await
        }

        // Whom the tenant knows.
        Target::ImportContacts => {
            contacts::import(context, &call.acting_in(None).await?, body).await
        }
        Target::ListContactGroups => contacts::groups(context, &call.acting_in(None).await?).await,
        Target::ListContacts => contacts::list(context, &call.acting_in(None).await?, body).await,
        Target::MergeContacts(contact) => {
            contacts::merge(context, &call.acting_in(None).await?, contact, body).await
        }
        Target::PutContact(contact) => {
            contacts::put(context, &call.acting_in(None).await?, contact, body).await
        }
        Target::ReadContact(contact) => {
            contacts::read(context, &call.acting_in(None).await?, contact).await
        }
        Target::RemoveContact(contact) => {
            invitations::remove(context, &call.acting_in(None).await?, contact).await
        }
        Target::SaveContact => contacts::save(context, &call.acting_in(None).await?, body).await,

        // The external apps.
        Target::ActOnAsked(app, instance, invitation) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::act(context, &acting, place, &invitation, body).await
        }
        Target::EraseContact => {
            invitations::erase(context, &call.acting_in(None).await?, body).await
        }
        Target::ListAsked(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::list(context, &acting, place, body).await
        }
        Target::ListInstances(app) => {
            invitations::list_instances(context, &call.acting_in(Some(&app)).await?, &app).await
        }
        Target::PutInstance(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::put_instance(context, &acting, place, body).await
        }
        Target::ReadAsked(app, instance, invitation) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::read(context, &acting, place, &invitation).await
        }
        Target::ReadInstance(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::read_instance(context, &acting, place).await
        }
        Target::ReadExample(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::example(context, &acting, place, body).await
        }
        Target::ListHooks(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::list_hooks(context, &acting, place).await
        }
        Target::PutHook(app, instance, platform) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::put_hook(context, &acting, place, platform, body).await
        }
        Target::RemoveHook(app, instance, platform) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            invitations::remove_hook(context, &acting, place, platform).await
        }
        Target::OpenHook(hook) => {
            invitations::open_hook((context, call.function), &hook, body).await
        }
        Target::TakeHooked(hook) => {
            invitations::take_hooked((context, call.function), &hook, body).await
        }
        Target::ReadIntake(app) => {
            invitations::intake(context, &call.acting_in(Some(&app)).await?, &app, body).await
        }
        Target::ReadBadge(badge) => reports::badge(context, &badge).await,
        Target::ReadBadgeComments(badge) => reports::shown_comments(context, &badge).await,
        Target::ListComments(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            reports::list_comments(context, &acting, place, body).await
        }
        Target::ShowComment(app, instance, response) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            reports::show_comment(context, &acting, place, response).await
        }
        Target::HoldComment(app, instance, response) => {
            let (acting, of) = (call.acting_in(Some(&app)).await?, ((&app, &instance), response));
            reports::hold_comment(context, &acting, of, body).await
        }
        Target::UndecideComment(app, instance, response) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            reports::undecide_comment(context, &acting, place, response).await
        }
        Target::ReadBenchmarks(app) => {
            reports::benchmarks(context, &call.acting_in(Some(&app)).await?, &app).await
        }
        Target::ShareFigures(app) => {
            reports::share(context, &call.acting_in(Some(&app)).await?, &app, body).await
        }
        Target::ReadReport(app, instance) => {
            let (acting, place) = (call.acting_in(Some(&app)).await?, (&app, &instance));
            reports::read(context, &acting, place, body).await
        }
        Target::TakeEvents(app) => {
            invitations::take(context, &call.acting_in(Some(&app)).await?, &app, body).await
        }

        // The operator.
        Target::CreateApiKey => api_keys::create(context, body).await,
        Target::CreateUser => accounts::create_user(context, body).await,
        Target::IssueRecovery => recovery::issue(context, body).await,
        Target::ListTenantKeys(tenant) => api_keys::list(context, &tenant).await,
        Target::ListTenants => accounts::list_tenants(context, query).await,
        Target::PutProvider(tenant) => {
            provider::set(context, &accounts::operator(&tenant), body).await
        }
        Target::PutTenant(tenant) => accounts::put_tenant(context, &tenant, body).await,
        Target::ReadTenantProvider(tenant) => provider::show(context, &tenant).await,
        Target::RemoveProvider(tenant) => {
            provider::remove(context, &accounts::operator(&tenant)).await
        }
        Target::RebuildRollups => reports::rebuild(context).await,
        Target::RevokeTenantKey(tenant, key) => {
            api_keys::revoke(context, &accounts::operator(&tenant), &key).await
        }
        Target::SealPersonal => personal::seal_before(context).await,
        Target::SealPersonalAnew => personal::seal_anew(context, query).await,
        Target::SealProvidersAnew => provider::seal_anew(context, query).await,
        Target::SealAnew => second_factor::seal_anew(context, query).await,
    }
}
