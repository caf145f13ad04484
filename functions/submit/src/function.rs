//! Submit as a function.

use bytes::Bytes;
use contract::{Caller, StorageClient};
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use problem::{Kind, Problem};
use survey::SurveyId;

use crate::context::Context;
use crate::invited::Invitation;
use crate::route::Route;
use crate::{Settings, files, own, pages, proof, receipt, step, submit, unsubscribe};

/// The submit function.
pub struct Submit;

impl Function for Submit {
    const NAME: &'static str = "submit";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Settings::read(host).await
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        Route::read(method, path)
    }

    fn rule(route: &Route) -> Rule {
        route.rule()
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let caller = Caller {
            function: credential::Function::Submit,
            keys: &settings.keys,
            now: host.now(),
            request_id: host.request_id(),
            credential: None,
        };
        let storage = StorageClient::new(host, &settings.storage, caller);
        let context = Context { host, settings, storage };
        match route {
            Route::Landing => Ok(pages::landing(&request)),
            Route::Page(survey, link) => {
                let read = |token| Invitation::read(&context, &survey, token);
                let invitation = link.map(read).transpose()?;
                pages::survey(&context, &survey, invitation, &request).await
            }
            Route::Form(survey, link) => {
                let invitation = sent(&context, &survey, link)?;
                step::form(&context, &survey, invitation, request).await
            }
            Route::Theme(survey, version) => pages::theme(&context, &survey, version).await,
            Route::Definition(survey) => submit::definition(&context, &survey).await,
            Route::Challenge(survey) => proof::another(&context, &survey, &request).await,
            Route::Responses(survey, link) => {
                let invitation = sent(&context, &survey, link)?;
                submit::json(&context, &survey, invitation, &request).await
            }
            Route::File(survey, response, file) => {
                files::put(&context, &survey, (response, file), request).await
            }
            Route::ReceiptPage(survey) => Ok(receipt::page(&survey, &request)),
            Route::CheckReceipt(survey) => receipt::check(&context, &survey, &request),
            Route::LinkPage(survey) => Ok(own::page(&survey, &request)),
            Route::OwnResponse(survey) => own::open(&context, &survey, &request).await,
            Route::AskUnsubscribe(token) => unsubscribe::page(&context, &token, &request),
            Route::Unsubscribe(token) => unsubscribe::done(&context, token, &request).await,
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        pages::failure(problem, request, request_id)
    }
}

/// The invitation by whose link something is sent, if it has one.
fn sent(
    context: &Context<'_>,
    survey: &SurveyId,
    link: Option<String>,
) -> Result<Option<Invitation>, Problem> {
    link.map(|token| Invitation::sent(context, survey, token)).transpose()
}
