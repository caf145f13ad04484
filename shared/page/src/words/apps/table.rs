//! The words of tables, in both languages.

mod en;
mod sv;

use crate::language::StaffLanguage;

/// Words by names.
type Named = &'static [(&'static str, &'static str)];

/// What is said of tables that staff bring along.
pub(crate) struct TableTexts {
    pub(crate) title: &'static str,
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) file: &'static str,
    pub(crate) file_help: &'static str,
    pub(crate) read: &'static str,
    /// Why nothing was done.
    faults: Named,
    pub(crate) columns: &'static str,
    pub(crate) columns_lead: &'static str,
    pub(crate) columns_saved: &'static str,
    /// Column, first row, holds.
    pub(crate) column_headers: [&'static str; 3],
    /// What a column may be.
    fields: Named,
    pub(crate) extra: &'static str,
    pub(crate) passed_over: &'static str,
    pub(crate) all_rows: &'static str,
    /// What has become of it, language, country, time zone, property.
    pub(crate) for_all: [&'static str; 5],
    pub(crate) zone_help: &'static str,
    statuses: Named,
    pub(crate) check: &'static str,
    pub(crate) report: &'static str,
    pub(crate) report_lead: &'static str,
    pub(crate) became: &'static str,
    pub(crate) done: &'static str,
    /// Before how many of them were taken, between the two numbers, and behind them.
    pub(crate) stopped: [&'static str; 3],
    pub(crate) count_headers: [&'static str; 2],
    /// What becomes of it.
    results: Named,
    /// Why nothing does, and why nobody is invited.
    whys: Named,
    pub(crate) bad_rows: &'static str,
    pub(crate) row_headers: [&'static str; 3],
    pub(crate) more_rows: &'static str,
    pub(crate) download: &'static str,
    pub(crate) leave_out: &'static str,
    pub(crate) leave_out_first: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) apply_help: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) correct: &'static str,
    pub(crate) another: &'static str,
    /// What is wrong with a cell.
    reasons: Named,
    /// Before a rule that has no words of its own, if its own are understood.
    rule: Option<&'static str>,
    /// Where it has none, and they are not.
    pub(crate) no_such_value: &'static str,
}

fn named(rows: Named, name: &str) -> Option<&'static str> {
    rows.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

impl TableTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &en::EN,
            StaffLanguage::Sv => &sv::SV,
        }
    }

    /// Why nothing was done.
    pub(crate) fn fault(&self, name: &str) -> &'static str {
        named(self.faults, name).unwrap_or_default()
    }

    /// What a column may be.
    pub(crate) fn field<'a>(&self, name: &'a str) -> &'a str {
        named(self.fields, name).unwrap_or(name)
    }

    /// What has become of something.
    pub(crate) fn status<'a>(&self, name: &'a str) -> &'a str {
        named(self.statuses, name).unwrap_or(name)
    }

    /// What becomes of something, and why.
    pub(crate) fn result(&self, (result, why): (&str, &str)) -> String {
        let said = named(self.results, result).unwrap_or_default();
        match named(self.whys, why) {
            Some(why) => format!("{said}: {why}"),
            None if why.is_empty() => said.to_owned(),
            None => format!("{said}: {why}"),
        }
    }

    /// Why nothing becomes of something.
    pub(crate) fn why<'a>(&self, why: &'a str) -> &'a str {
        named(self.whys, why).unwrap_or(why)
    }

    /// What is wrong with a cell: by the name of the reason, or by the rule that it breaks.
    pub(crate) fn reason(&self, (name, rule): (&str, Option<&str>)) -> String {
        let known =
            rule.map_or_else(|| named(self.reasons, name), |rule| named(self.reasons, rule));
        match (known, rule, self.rule) {
            (Some(known), _, _) => known.to_owned(),
            (None, Some(rule), Some(before)) => format!("{before} {rule}"),
            (None, _, _) => self.no_such_value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_words_for_the_same() {
        let (en, sv) = (TableTexts::of(StaffLanguage::En), TableTexts::of(StaffLanguage::Sv));
        let names = |rows: Named| rows.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        for (name, en, sv) in [
            ("faults", en.faults, sv.faults),
            ("fields", en.fields, sv.fields),
            ("statuses", en.statuses, sv.statuses),
            ("results", en.results, sv.results),
            ("whys", en.whys, sv.whys),
        ] {
            assert_eq!(names(en), names(sv), "{name}");
        }
        // What the rules themselves say in English is said in Swedish as well.
        for name in names(en.reasons) {
            assert!(named(sv.reasons, name).is_some(), "{name}");
        }
    }

    #[test]
    fn rules_without_words_of_their_own_are_said() {
        let (en, sv) = (TableTexts::of(StaffLanguage::En), TableTexts::of(StaffLanguage::Sv));
        let rule = ("value", Some("such and such"));
        assert_eq!(en.reason(rule), "must be such and such");
        assert_eq!(sv.reason(rule), sv.no_such_value);
        assert_eq!(en.reason(("missing", None)), "is missing");
        assert_eq!(
            en.result(("skipped", "no-channel")),
            "Not invited: there is no address that is used here"
        );
        assert_eq!(en.result(("scheduled", "")), "Invited");
    }
}
