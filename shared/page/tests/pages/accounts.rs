//! The pages of staff's own accounts, with hostile texts.

use page::{
    AccountPage, AddPasskeyPage, AddTwoStepPage, AskedCode, CodeAttempt, CodePage, CodeWays,
    ListedPasskey, LoginPage, PasskeyChange, PasswordChange, Place, RecoveryCodesPage, SignIn,
    SignedInAt, SignedInBy, StaffLanguage, TwoStep, TwoStepChange,
};

use super::HOSTILE;

const SCRIPT: &str = "/login/assets/passkey.js";

/// All of them.
pub(crate) fn all(staff: StaffLanguage, style: &str) -> Vec<(&'static str, String)> {
    let mut all = signing_in(staff, style);
    all.extend(of_account(staff, style));
    all
}

fn signing_in(staff: StaffLanguage, style: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "login",
            page::login_page(&LoginPage {
                language: staff,
                style,
                script: SCRIPT,
                email: HOSTILE,
                sign_in: SignIn::TooOften { wait_seconds: 100 },
            }),
        ),
        (
            "passkey add",
            page::add_passkey_page(&AddPasskeyPage {
                language: staff,
                style,
                script: SCRIPT,
                options: HOSTILE,
                name: HOSTILE,
            }),
        ),
        (
            "code",
            page::code_page(&CodePage {
                language: staff,
                style,
                asked: AskedCode::App,
                ways: CodeWays::Either,
                script: SCRIPT,
                attempt: CodeAttempt::Refused,
            }),
        ),
        (
            "code, passkey",
            page::code_page(&CodePage {
                language: staff,
                style,
                asked: AskedCode::Passkey,
                ways: CodeWays::Either,
                script: SCRIPT,
                attempt: CodeAttempt::Refused,
            }),
        ),
        (
            "two-step add",
            page::add_two_step_page(&AddTwoStepPage {
                language: staff,
                style,
                email: HOSTILE,
                secret: HOSTILE,
                sealed: HOSTILE,
                attempt: CodeAttempt::TooOften { wait_seconds: 1 },
            }),
        ),
        (
            "two-step codes",
            page::recovery_codes_page(&RecoveryCodesPage {
                language: staff,
                style,
                script: "/login/assets/codes.js",
                email: HOSTILE,
                codes: &[HOSTILE.to_owned()],
                added: true,
            }),
        ),
    ]
}

/// The account of who has an app, and of who has passkeys alone.
fn of_account(staff: StaffLanguage, style: &str) -> Vec<(&'static str, String)> {
    let at = "2026-11-27T02:16:13Z";
    let two_step = TwoStep {
        required: true,
        there: Some(at),
        codes_left: 2,
        has_passkeys: true,
        change: TwoStepChange::CodeRefused,
    };
    let account = AccountPage {
        rooms: &[(Place::Zone, "/zone"), (Place::Tool, "/tool")],
        language: staff,
        style,
        email: HOSTILE,
        organisation: HOSTILE,
        sign_ins: &[SignedInAt { at, agent: Some(HOSTILE), by: SignedInBy::RecoveryCode }],
        password: PasswordChange::TooCommon,
        two_step,
        passkeys: &[ListedPasskey { id: HOSTILE, name: HOSTILE, since: at, used: Some(at) }],
        passkey: PasskeyChange::WrongPassword,
    };
    let change = TwoStepChange::CodesRefused;
    let keyed = AccountPage { two_step: TwoStep { there: None, change, ..two_step }, ..account };
    vec![("account", page::account_page(&account)), ("account, keyed", page::account_page(&keyed))]
}
