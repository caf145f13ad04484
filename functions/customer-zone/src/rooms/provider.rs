//! By which identity provider the organisation's people may sign in.

use bytes::Bytes;
use contract::message::SetProvider;
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use page::{ProviderFault, ProviderForm};
use problem::Problem;

use super::security;
use crate::visit::Visit;

/// `POST /zone/security/provider`: says which.
pub(crate) async fn set(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, fields) = own_fields(request, ["issuer", "client_id", "client_secret"])?;
    let [issuer, client_id, secret] = fields.each_ref().map(|field| field.trim());
    match wish(issuer, client_id, secret) {
        Ok(message) => {
            visit.room.storage.set_provider(&message).await?;
            visit.room.to("/zone/security?provider-saved")
        }
        Err(fault) => {
            let form = ProviderForm { issuer, client_id, fault: Some(fault) };
            let page = security::page(visit, None, Some(form)).await?;
            Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn wish(issuer: &str, client_id: &str, secret: &str) -> Result<SetProvider, ProviderFault> {
    let secret = Some(secret).filter(|secret| !secret.is_empty());
    Ok(SetProvider {
        issuer: issuer.parse().map_err(|_| ProviderFault::Issuer)?,
        client_id: client_id.parse().map_err(|_| ProviderFault::ClientId)?,
        client_secret: secret.map(str::parse).transpose().map_err(|_| ProviderFault::Secret)?,
    })
}

/// `GET /zone/security/provider/remove`: asks first.
pub(crate) fn ask_remove(visit: &Visit<'_>) -> Result<Response<Bytes>, Problem> {
    visit.room.page(page::remove_provider_page(&visit.view(None)))
}

/// `POST /zone/security/provider/remove`: removes it.
pub(crate) async fn remove(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.room.storage.forget_provider().await?;
    visit.room.to("/zone/security?provider-removed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_of_its_field() {
        let long = "a".repeat(256);
        let issuer = "https://id.example.com";
        for (fields, want) in [
            ((issuer, "us", ""), None),
            ((issuer, "us", "s3cret"), None),
            (("http://id.example.com", "us", ""), Some(ProviderFault::Issuer)),
            (("", "us", ""), Some(ProviderFault::Issuer)),
            ((issuer, "", ""), Some(ProviderFault::ClientId)),
            ((issuer, long.as_str(), ""), Some(ProviderFault::ClientId)),
            ((issuer, "us", "å"), Some(ProviderFault::Secret)),
        ] {
            let got = wish(fields.0, fields.1, fields.2);
            assert_eq!(got.as_ref().err(), want.as_ref(), "{fields:?}");
            if let Ok(message) = got {
                assert_eq!(message.client_secret.is_some(), !fields.2.is_empty());
            }
        }
    }
}
