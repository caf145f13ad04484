//! What languages are called by those who speak them, where our own words are not in them.

/// What our own are called, as our own words have it.
pub(super) const OURS: [(&str, &str); 17] = [
    ("ar", "العربية"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("sv", "Svenska"),
];

/// By tag: languages that surveys in the countries of our own languages are often in.
const NAMES: [(&str, &str); 56] = [
    ("am", "አማርኛ"),
    ("az", "Azərbaycanca"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("el", "Ελληνικά"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fit", "Meänkieli"),
    ("fo", "Føroyskt"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kl", "Kalaallisut"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("lb", "Lëtzebuergesch"),
    ("mk", "Македонски"),
    ("mt", "Malti"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("ps", "پښتو"),
    ("rom", "Romani"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("se", "Davvisámegiella"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sma", "Åarjelsaemien gïele"),
    ("smj", "Julevsámegiella"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
];

/// A language's own name.
pub(super) fn of(language: &str) -> Option<&'static str> {
    NAMES.iter().find(|(tag, _)| *tag == language).map(|(_, name)| *name)
}

/// What a language's speakers call a region or script that tells it from others of the same name.
pub(super) fn region(subtags: &str) -> Option<&'static str> {
    match subtags {
        "BR" => Some("Brasil"),
        "CN" | "HANS" => Some("简体"),
        "TW" | "HANT" => Some("繁體"),
        "LATN" => Some("Latin"),
        _ => None,
    }
}
