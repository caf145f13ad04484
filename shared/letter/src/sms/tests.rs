use serde_json::Value;

use super::*;

#[test]
fn lengths_are_those_of_the_vectors() {
    let vectors = include_str!("../../../../tests/vectors/letter/sms.json");
    for vector in serde_json::from_str::<Vec<Value>>(vectors).unwrap() {
        let text = match vector["repeat"].as_array() {
            Some(repeat) => {
                let times = usize::try_from(repeat[1].as_u64().unwrap()).unwrap();
                repeat[0].as_str().unwrap().repeat(times)
            }
            None => vector["text"].as_str().unwrap().to_owned(),
        };
        let count = sms_count(&text);
        let alphabet = match count.alphabet {
            Alphabet::Gsm => "gsm",
            Alphabet::Ucs2 => "ucs2",
        };
        let outside: String = count.outside.iter().collect();
        let got = serde_json::json!([alphabet, count.units, count.segments, outside]);
        let want = ["alphabet", "units", "segments", "outside"].map(|name| vector[name].clone());
        assert_eq!(got, Value::from(want.to_vec()), "{}", vector["name"]);
    }
}

#[test]
fn the_alphabet_is_whole() {
    // 128 places, less the escape.
    assert_eq!(BASIC.chars().count(), 127);
    assert_eq!(EXTENSION.chars().count(), 10);
}

#[test]
fn cost_is_by_the_segment() {
    let count = sms_count(&"a".repeat(161));
    assert_eq!(count.cost(3500), 7000);
    assert_eq!(count.cost(u64::MAX), u64::MAX);
    assert!(sms_count(&"éèàùńśźćłąęóž".repeat(3)).outside.len() <= 10);
}
