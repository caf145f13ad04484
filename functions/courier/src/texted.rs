//! What the gateway says became of a text message: a form, as 46elks has it, at an address that it alone was told.

use bytes::Bytes;
use contract::message::{MailFate, MailReturned};
use credential::MailId;
use host::{MediaType, form_fields, media_type};
use http::request::Parts;
use letter::{MailName, ReturnPath};
use problem::{Kind, Problem};

use crate::world::{World, storage};
use crate::{Settings, bounce};

/// The most bytes of what it says.
pub(crate) const MAX_BYTES: usize = 4 << 10;

/// What every such address begins with.
pub(crate) const PATH: &str = "/courier/texts/";

/// Where the gateway is to say what becomes of a message; none if nobody told us where it reaches us.
pub(crate) fn address(settings: &Settings, message: &MailId) -> Option<String> {
    let site = settings.texted.as_ref()?;
    let name: MailName = message.as_str().parse().ok()?;
    let tag = bounce::tag(&settings.bounce_keys, &name)?;
    Some([site.as_str(), PATH, name.as_str(), "/", tag.as_str()].concat())
}

/// Passes on to storage what became of a message. It may come again, and in any order: what was known before changes nothing, and
/// whatever else is said on the way is none of an end.
pub(crate) async fn take<W: World>(
    world: &W,
    settings: &Settings,
    parts: &Parts,
    body: &Bytes,
) -> Result<(), Problem> {
    let mail = ours(settings, parts.uri.path()).ok_or(Kind::NotFound)?;
    if media_type(&parts.headers) != Some(MediaType::Form) {
        return Err(Kind::UnsupportedMediaType.into());
    }
    if let Some(fate) = fate(body)? {
        storage(world, settings).mail_returned(&MailReturned { mail, fate }).await?;
    }
    Ok(())
}

/// The message that an address is of, if we gave it to somebody.
fn ours(settings: &Settings, path: &str) -> Option<MailId> {
    settings.texted.as_ref()?;
    let (mail, tag) = path.strip_prefix(PATH)?.split_once('/')?;
    let path = ReturnPath { mail: mail.parse().ok()?, tag: tag.parse().ok()? };
    bounce::is_ours(&settings.bounce_keys, &path).then_some(())?;
    path.mail.as_str().parse().ok()
}

fn fate(body: &Bytes) -> Result<Option<MailFate>, Kind> {
    let fields = form_fields(body).map_err(|_| Kind::BodyUnreadable)?;
    let mut said = fields.iter().filter(|(name, _)| name == "status");
    let (Some((_, status)), None) = (said.next(), said.next()) else {
        return Err(Kind::BodyUnreadable);
    };
    Ok(match status.as_str() {
        "delivered" => Some(MailFate::Delivered),
        "failed" => Some(MailFate::Permanent),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use http::Request;
    use pollster::block_on;

    use super::*;
    use crate::sample::settings;
    use crate::script::Script;

    const MESSAGE: &str = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e";

    fn told() -> Settings {
        Settings { texted: Some("https://courier.example".parse().unwrap()), ..settings() }
    }

    fn path(settings: &Settings) -> String {
        let address = address(settings, &MESSAGE.parse().unwrap()).unwrap();
        address.strip_prefix("https://courier.example").unwrap().to_owned()
    }

    fn say(settings: &Settings, path: &str, body: &'static str) -> (Result<(), Kind>, Vec<String>) {
        let script = Script::new();
        let request =
            Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let body = Bytes::from_static(body.as_bytes());
        let said = block_on(take(&script, settings, &parts, &body));
        (said.map_err(|problem| problem.kind()), script.happened.take())
    }

    #[test]
    fn what_became_of_a_message_is_passed_on() {
        let settings = told();
        for (body, want) in [
            ("id=s1&status=delivered&delivered=2026-11-28T09%3A00%3A00.1", Ok(Some("delivered"))),
            ("direction=outgoing&id=s1&status=failed", Ok(Some("permanent"))),
            ("id=s1&status=sent", Ok(None)),
            ("id=s1&status=", Ok(None)),
            ("id=s1", Err(Kind::BodyUnreadable)),
            ("status=failed&status=delivered", Err(Kind::BodyUnreadable)),
            ("status=%ff", Err(Kind::BodyUnreadable)),
            ("", Err(Kind::BodyUnreadable)),
        ] {
            let (said, happened) = say(&settings, &path(&settings), body);
            assert_eq!(said, want.map(drop), "{body}");
            let fate = want.unwrap_or_default();
            let passed = fate.map(|fate| {
                format!("/v1/outbox/returned {{\"mail\":\"{MESSAGE}\",\"fate\":\"{fate}\"}}")
            });
            assert_eq!(happened, passed.into_iter().collect::<Vec<_>>(), "{body}");
        }
    }

    #[test]
    fn an_address_that_nobody_was_told_is_none() {
        let settings = told();
        let own = path(&settings);
        let other = own.replace("01932c07", "01932c08");
        let short = own.get(..own.len() - 1).unwrap().to_owned();
        for path in
            [&*other, &*short, PATH, "/courier/texts/a", "/courier/texts/a/b", &format!("{own}/")]
        {
            assert_eq!(
                say(&settings, path, "status=failed"),
                (Err(Kind::NotFound), vec![]),
                "{path}"
            );
        }
        let nowhere = crate::sample::settings();
        assert_eq!(address(&nowhere, &MESSAGE.parse().unwrap()), None);
        assert_eq!(say(&nowhere, &own, "status=failed"), (Err(Kind::NotFound), vec![]));
    }
}
