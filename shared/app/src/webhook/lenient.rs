//! Reads what platforms send, which is not ours: what cannot be used is as if it were not there.

use jiff::Timestamp;
use serde_json::Value;

use crate::{Amount, Key, Product, Text, read};

/// The text at a pointer (RFC 6901), without outer blanks, if there is some.
pub(super) fn text<'a>(json: &'a Value, pointer: &str) -> Option<&'a str> {
    json.pointer(pointer)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// A value of ours at a pointer, if it is one.
pub(super) fn value<'a, T: TryFrom<&'a str>>(json: &'a Value, pointer: &str) -> Option<T> {
    T::try_from(text(json, pointer)?).ok()
}

/// A number or a text that names something; 0 is what platforms write for none.
pub(super) fn id(json: &Value, pointer: &str) -> Option<Key> {
    let text = match json.pointer(pointer)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    Key::try_from(text.as_str()).ok().filter(|_| text != "0")
}

/// A line made of a text: cut where it is too long, with blanks for what stands in no line.
pub(super) fn line(json: &Value, pointer: &str) -> Option<Text> {
    as_line(text(json, pointer)?)
}

fn as_line(text: &str) -> Option<Text> {
    let blank = |character: char| if character.is_control() { ' ' } else { character };
    let line: String = text.chars().map(blank).collect();
    let cut = line.get(..line.floor_char_boundary(200)).unwrap_or_default();
    Text::try_from(cut.trim()).ok()
}

/// A name of its parts.
pub(super) fn name(json: &Value, first: &str, last: &str) -> Option<Text> {
    let parts = [text(json, first), text(json, last)];
    as_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A moment with an offset.
pub(super) fn moment(json: &Value, pointer: &str) -> Option<Timestamp> {
    read::rfc3339(text(json, pointer)?)
}

/// A moment in UTC that does not say so.
pub(super) fn moment_in_utc(json: &Value, pointer: &str) -> Option<Timestamp> {
    let text = text(json, pointer)?;
    read::rfc3339(text).or_else(|| read::rfc3339(&[text, "Z"].concat()))
}

/// A sum, of a text, and the currency beside it.
pub(super) fn amount(json: &Value, decimal: &str, currency: &str) -> Option<Amount> {
    let decimal = text(json, decimal)?;
    // Six digits behind the point are how PrestaShop writes them.
    let short = decimal.strip_suffix("00").filter(|short| short.contains('.'));
    let currency: crate::Currency = value(json, currency)?;
    Amount::new(decimal, currency.clone())
        .or_else(|_| Amount::new(short.unwrap_or_default(), currency))
        .ok()
}

/// The products of a list, each once, without those that cannot be used.
pub(super) fn products(
    json: &Value,
    pointer: &str,
    read: impl Fn(&Value) -> Option<Product>,
) -> Vec<Product> {
    let mut products: Vec<Product> = Vec::new();
    let items = json.pointer(pointer).and_then(Value::as_array);
    for product in items.into_iter().flatten().filter_map(read) {
        let is_new = products.iter().all(|other| other.id != product.id);
        if is_new && products.len() < crate::MAX_PRODUCTS {
            products.push(product);
        }
    }
    products
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_are_made_to_fit() {
        let long = "å".repeat(150);
        for (name, given, want) in [
            ("plain", json!("Elsa"), Some("Elsa")),
            ("blanks around it", json!("  Elsa "), Some("Elsa")),
            ("two lines", json!("Elsa\nExempel"), Some("Elsa Exempel")),
            ("long in bytes", json!(long), Some(&*"å".repeat(100))),
            ("empty", json!("  "), None),
            ("a number", json!(7), None),
            ("nothing", json!(null), None),
        ] {
            let line = line(&json!({ "a": given }), "/a");
            assert_eq!(line.as_ref().map(Text::as_str), want, "{name}");
        }
    }

    #[test]
    fn ids_are_numbers_or_texts() {
        for (given, want) in [
            (json!(42), Some("42")),
            (json!("A-1"), Some("A-1")),
            (json!(0), None),
            (json!("0"), None),
            (json!(""), None),
            (json!([1]), None),
        ] {
            let id = id(&json!({ "a": given }), "/a");
            assert_eq!(id.as_ref().map(Key::as_str), want, "{given}");
        }
    }

    #[test]
    fn sums_are_read_as_platforms_write_them() {
        for (given, want) in [
            ("748.00", Some("748.00")),
            ("149.000000", Some("149.0000")),
            ("149.123456", None),
            ("-5.00", None),
            ("1500000", Some("1500000")),
        ] {
            let json = json!({ "total": given, "currency": "SEK" });
            let amount = amount(&json, "/total", "/currency");
            assert_eq!(amount.as_ref().map(Amount::decimal), want, "{given}");
        }
    }

    #[test]
    fn products_are_bounded() {
        let items: Vec<_> = (1..=300).map(|number| json!({ "id": number / 2 + 1 })).collect();
        let read = |item: &Value| {
            let (id, name) = (id(item, "/id")?, Text::try_from("Name").ok()?);
            Some(Product { id, name, url: None, image: None, gtin: None })
        };
        let products = products(&json!({ "items": items }), "/items", read);
        assert_eq!(products.len(), crate::MAX_PRODUCTS);
    }
}
