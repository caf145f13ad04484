//! Erases a person.

use bytes::Bytes;
use contract::message::EraseContact;
use host::with_status;
use http::{Request, Response, StatusCode};
use page::{AppDone, EraseFault};
use personal::{Email, Phone};
use problem::{Kind, Problem};

use crate::form::Fields;
use crate::visit::Visit;

/// An address or a number by which somebody is looked up.
pub(crate) enum Who {
    /// An address.
    Email(Email),
    /// A number, as E.164 writes it.
    Phone(Phone),
}

impl Who {
    /// Reads what was typed.
    pub(crate) fn read(raw: &str) -> Option<Self> {
        if raw.contains('@') {
            raw.parse().ok().map(Self::Email)
        } else {
            Phone::read(raw, None).ok().map(Self::Phone)
        }
    }
}

/// `GET /erase`.
pub(crate) fn ask(visit: &Visit<'_>, query: Option<&str>) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.erase)?;
    let done = (query == Some("erased")).then_some(AppDone::Erased);
    visit.room.page(page::erase_page(&visit.view(done), None))
}

/// `POST /erase`. Whether there was anybody is not said: who asks need not be told who buys where.
pub(crate) async fn erase(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.erase)?;
    let Some(who) = Who::read(fields.value("who")) else { return again(visit, EraseFault::Who) };
    if !fields.has("confirm", "yes") {
        return again(visit, EraseFault::NotConfirmed);
    }
    let message = match who {
        Who::Email(email) => EraseContact { email: Some(email), phone: None },
        Who::Phone(phone) => EraseContact { email: None, phone: Some(phone) },
    };
    match visit.room.storage.erase_contact(&message).await {
        Ok(_) => visit.room.to(&visit.path("/erase?erased")),
        Err(problem) if problem.kind() == Kind::ParameterRejected => again(visit, EraseFault::Who),
        Err(problem) => Err(problem),
    }
}

fn again(visit: &Visit<'_>, fault: EraseFault) -> Result<Response<Bytes>, Problem> {
    let answer = visit.room.page(page::erase_page(&visit.view(None), Some(fault)))?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers() {
        for (raw, want) in [
            ("elsa@example.com", Some("mail")),
            ("+46 70-174 06 05", Some("phone")),
            ("0701740605", None),
            ("elsa@", None),
            ("", None),
        ] {
            let got = Who::read(raw).map(|who| match who {
                Who::Email(_) => "mail",
                Who::Phone(_) => "phone",
            });
            assert_eq!(got, want, "{raw}");
        }
    }
}
