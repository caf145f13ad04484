use super::*;

fn all_targets() -> Vec<Target> {
    let survey: SurveyId = "sus".parse().unwrap();
    let response = ResponseId::new(0, &[7; 10]);
    let file = FileId::new(0, &[8; 10]);
    let mail: MailId = "mail-1".parse().unwrap();
    let tenant: TenantId = "acme".parse().unwrap();
    let key: ApiKeyId = "key-1".parse().unwrap();
    Operation::ALL
        .iter()
        .map(|operation| match operation {
            Operation::AppendResponse => Target::AppendResponse(survey.clone()),
            Operation::BeginFactor => Target::BeginFactor,
            Operation::ChangePassword => Target::ChangePassword,
            Operation::ClaimMail => Target::ClaimMail,
            Operation::CloseSurvey => Target::CloseSurvey(survey.clone()),
            Operation::ConfirmFactor => Target::ConfirmFactor,
            Operation::CreateApiKey => Target::CreateApiKey,
            Operation::CreateUser => Target::CreateUser,
            Operation::EndSessions => Target::EndSessions,
            Operation::ExportAudit => Target::ExportAudit,
            Operation::IssueRecovery => Target::IssueRecovery,
            Operation::ListAudit => Target::ListAudit,
            Operation::ListResponses => Target::ListResponses(survey.clone()),
            Operation::ListSurveys => Target::ListSurveys,
            Operation::ListTenantKeys => Target::ListTenantKeys(tenant.clone()),
            Operation::ListTenants => Target::ListTenants,
            Operation::LoginParameters => Target::LoginParameters,
            Operation::MailFailed => Target::MailFailed(mail.clone()),
            Operation::MailSent => Target::MailSent(mail.clone()),
            Operation::PublishSurvey => Target::PublishSurvey(survey.clone()),
            Operation::PutFile => Target::PutFile(survey.clone(), response, file),
            Operation::PutTenant => Target::PutTenant(tenant.clone()),
            Operation::ReadAccount => Target::ReadAccount,
            Operation::ReadFile => Target::ReadFile(survey.clone(), response, file),
            Operation::ReadOwnFile => Target::ReadOwnFile(survey.clone()),
            Operation::ReadOwnResponse => Target::ReadOwnResponse(survey.clone()),
            Operation::ReadPublished => Target::ReadPublished(survey.clone()),
            Operation::ReadRecovery => Target::ReadRecovery,
            Operation::ReadResponse => Target::ReadResponse(survey.clone(), response),
            Operation::ReadSurvey => Target::ReadSurvey(survey.clone()),
            Operation::Recover => Target::Recover,
            Operation::RemoveFactor => Target::RemoveFactor,
            Operation::RenewRecoveryCodes => Target::RenewRecoveryCodes,
            Operation::RenewSession => Target::RenewSession,
            Operation::RequestRecovery => Target::RequestRecovery,
            Operation::RevokeTenantKey => Target::RevokeTenantKey(tenant.clone(), key.clone()),
            Operation::SaveDraft => Target::SaveDraft(survey.clone()),
            Operation::VerifyAudit => Target::VerifyAudit,
            Operation::VerifyFactor => Target::VerifyFactor,
            Operation::VerifyLogin => Target::VerifyLogin,
            Operation::WithdrawResponse => Target::WithdrawResponse(survey.clone()),
        })
        .collect()
}

#[test]
fn every_target_is_read_from_what_it_prints() {
    for target in all_targets() {
        assert_eq!(Target::read(&target.method(), &target.path()), Ok(target.clone()));
        assert_eq!(Target::read(&Method::DELETE, &target.path()), Err(Refusal::Method));
    }
}

#[test]
fn paths_that_are_not_there() {
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v1/surveys/",
        "/v1/surveys/Sus",
        "/v1/surveys/sus/responses/1",
        "/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/x",
        "/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/files/1",
        "/v2/surveys",
    ] {
        assert_eq!(Target::read(&Method::GET, path), Err(Refusal::Path), "{path}");
    }
}
