//! What everybody may see of an instance: on pages of its owner's own.

mod comments;
mod form;

use app::{Badge, BadgeSettings, RollupRow, Text, Url};
use bytes::Bytes;
use contract::message::{BadgeComments, BadgeFigures, BadgeId, Day};
use host::{Host, file, offer_to_all_sites, with_status};
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{Request, Response, StatusCode};
use problem::{Kind, Problem};
use serde_json::{Value, json};

pub(crate) use self::comments::{decide, list as comments};
pub(crate) use self::form::{ask, set};
use crate::Settings;

/// How a badge is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BadgeForm {
    /// `.json`: for programs.
    Json,
    /// `.jsonld`: for search engines (schema.org).
    JsonLd,
    /// `.svg`: as a picture.
    Picture,
}

/// For how long anybody may keep it.
const AN_HOUR: &str = "public, max-age=3600";

impl BadgeForm {
    /// A badge's name and form, by the last part of its address.
    pub(crate) fn read(segment: &str) -> Option<(BadgeId, Self)> {
        let (id, form) = segment.split_once('.')?;
        let form = match form {
            "json" => Self::Json,
            "jsonld" => Self::JsonLd,
            "svg" => Self::Picture,
            _ => return None,
        };
        Some((id.parse().ok()?, form))
    }
}

/// What its instance says of a badge; nothing if that shows none.
pub(crate) fn settings_of(shop: &str, page: &str, least: u32) -> Option<BadgeSettings> {
    let (shop, page) = (Text::try_from(shop).ok()?, Url::try_from(page).ok()?);
    BadgeSettings::new(shop, page, least).ok()
}

/// `GET {home}/badge/{badge}.json`, `.jsonld` and `.svg`, for everybody.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    (badge, form): (&BadgeId, BadgeForm),
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let storage = settings.room.storage(host, None);
    let BadgeFigures { setup, counts } = storage.read_badge(badge).await?;
    let said = settings_of(&setup.shop, &setup.page, setup.least).ok_or(Kind::NotFound)?;
    // Storage has counted the last twelve months: all of it is of today.
    let today = Day::of(host.now()).date();
    let counts = counts.iter().map(|(value, count)| (value.as_str().into(), *count)).collect();
    let rows = [RollupRow { question: setup.question.as_str().into(), from: today, counts }];
    let figures = Badge::new(&said, &rows, &setup.question, today).ok_or(Kind::NotFound)?;
    let mut comments = None;
    if form == BadgeForm::Json && setup.comments.is_some() {
        comments = told(storage.read_badge_comments(badge).await)?;
    }
    let (body, media_type) = match form {
        BadgeForm::Json => {
            let mut told = json!({
                "shop": setup.shop, "page": setup.page, "rating": figures.rating(), "best": 5,
                "count": figures.n,
                "json_ld": serde_json::from_str::<Value>(&figures.json_ld(&said)).unwrap_or_default(),
            });
            if let (Some(comments), Value::Object(told)) = (&comments, &mut told) {
                told.insert("comments".to_owned(), comments.clone());
            }
            (told.to_string(), "application/json")
        }
        BadgeForm::JsonLd => (figures.json_ld(&said), "application/ld+json"),
        BadgeForm::Picture => {
            (page::badge_picture(&setup.shop, &figures.rating(), figures.n), "image/svg+xml")
        }
    };
    let comments = comments.map(|comments| comments.to_string()).unwrap_or_default();
    let names = name_tag(&[&setup.shop, &setup.page, &comments]);
    let tag = format!("\"{}-{}-{names}\"", figures.rating(), figures.n);
    let tag = HeaderValue::try_from(tag).map_err(|_| Kind::Internal)?;
    let is_known = request.headers().get(IF_NONE_MATCH) == Some(&tag);
    let body = if is_known { Bytes::new() } else { Bytes::from(body) };
    let mut answer = file(body, media_type, AN_HOUR);
    if is_known {
        answer = with_status(answer, StatusCode::NOT_MODIFIED);
    }
    answer.headers_mut().insert(ETAG, tag);
    // It is the same for everybody, and nobody's: any page may read it, without cookies.
    let all = HeaderValue::from_static("*");
    answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, all);
    offer_to_all_sites(&mut answer);
    Ok(answer)
}

/// `GET {home}/badge.js`, for everybody.
pub(crate) fn script() -> Response<Bytes> {
    let asset = page::Asset::Badge;
    let content = Bytes::from_static(asset.bytes());
    let mut answer = file(content, asset.media_type(), asset.cache_control());
    offer_to_all_sites(&mut answer);
    answer
}

/// The comments that a badge shows; none where somebody has switched them off meanwhile.
fn told(read: Result<BadgeComments, Problem>) -> Result<Option<Value>, Problem> {
    match read {
        Ok(comments) => Ok(serde_json::to_value(comments).ok()),
        Err(problem) if problem.kind() == Kind::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Tells texts apart in a tag (FNV-1a).
fn name_tag(texts: &[&str]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let id: BadgeId = "abcdefgh01234567".parse().unwrap();
        for (segment, want) in [
            ("abcdefgh01234567.json", Some(BadgeForm::Json)),
            ("abcdefgh01234567.jsonld", Some(BadgeForm::JsonLd)),
            ("abcdefgh01234567.svg", Some(BadgeForm::Picture)),
            ("abcdefgh01234567.png", None),
            ("abcdefgh01234567", None),
            ("ABCDEFGH01234567.svg", None),
            (".svg", None),
        ] {
            let want = want.map(|form| (id.clone(), form));
            assert_eq!(BadgeForm::read(segment), want, "{segment}");
        }
    }

    #[test]
    fn tags_tell_texts_apart() {
        let tags = [&["ab", "c", ""], &["a", "bc", ""], &["ab", "", "c"], &["ab", "c", "d"]];
        for (place, one) in tags.iter().enumerate() {
            for other in tags.iter().skip(place + 1) {
                assert_ne!(name_tag(*one), name_tag(*other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_a_badge_says_is_bounded() {
        for (shop, page, least, want) in [
            ("Shop", "https://shop.example/", 10, true),
            ("", "https://shop.example/", 10, false),
            ("Shop", "http://shop.example/", 10, false),
            ("Shop", "https://shop.example/", 4, false),
        ] {
            assert_eq!(settings_of(shop, page, least).is_some(), want, "{shop} {page} {least}");
        }
    }
}
