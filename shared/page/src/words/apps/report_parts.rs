//! What staff read of figures that are told apart.

use crate::apps::ReportPart;

/// Figures, told apart.
pub(crate) struct PartTexts {
    pub(crate) by: &'static str,
    pub(crate) not: &'static str,
    /// What each is called, in the order of [`ReportPart`].
    named: [&'static str; 12],
    /// What came before it was promised, when it was, and after.
    promise: [&'static str; 3],
    /// Somebody has come back.
    came_back: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) none: &'static str,
    pub(crate) unanswered: &'static str,
    pub(crate) rest: &'static str,
    /// Everything, told apart or not.
    pub(crate) all: &'static str,
    /// What stands around the number of answers from which on values are compared with everything.
    compared: (&'static str, &'static str),
    pub(crate) about: &'static str,
    /// What stands around the number of answers from which on figures are told.
    at_least: (&'static str, &'static str),
}

impl PartTexts {
    /// What a part is called.
    pub(crate) const fn called(&self, part: ReportPart) -> &'static str {
        let [carrier, region, kind, driver, promise, stays @ ..] = self.named;
        let [property, group, room, channel, nights, plan, back] = stays;
        match part {
            ReportPart::Carrier => carrier,
            ReportPart::Region => region,
            ReportPart::DeliveryType => kind,
            ReportPart::Driver => driver,
            ReportPart::Promise => promise,
            ReportPart::Property => property,
            ReportPart::Group => group,
            ReportPart::RoomType => room,
            ReportPart::Channel => channel,
            ReportPart::Nights => nights,
            ReportPart::Plan => plan,
            ReportPart::CameBack => back,
        }
    }

    /// What a value is called: the customer's own word, unless it is one of ours.
    pub(crate) fn value<'a>(&self, part: ReportPart, value: &'a str) -> &'a str
    where
        Self: 'a,
    {
        let [early, in_time, late] = self.promise;
        match (part, value) {
            (ReportPart::Promise, "early") => early,
            (ReportPart::Promise, "in-time") => in_time,
            (ReportPart::Promise, "late") => late,
            (ReportPart::CameBack, "yes") => self.came_back,
            (_, own) => own,
        }
    }

    pub(crate) fn compared(&self, from: u32) -> String {
        let (before, after) = self.compared;
        format!("{before}{from}{after}")
    }

    pub(crate) fn at_least(&self, least: u32) -> String {
        let (before, after) = self.at_least;
        format!("{before}{least}{after}")
    }
}

pub(super) const EN: PartTexts = PartTexts {
    by: "Told apart by",
    not: "Nothing",
    named: [
        "Carrier",
        "Region",
        "Type of delivery",
        "Driver",
        "Promised and actual",
        "Property",
        "Group of properties",
        "Type of room",
        "Channel",
        "Nights",
        "Plan",
        "Come back within 90 days",
    ],
    promise: ["Early", "In time", "Late"],
    came_back: "Yes",
    caption: "Told apart",
    none: "There is nothing to tell apart in these days.",
    unanswered: "Unanswered",
    rest: "Others, and those of which it was not told",
    all: "All together",
    compared: (
        "Below it stands how much it is above all together, of shares in percentage points, from ",
        " answers on.",
    ),
    about: "Of how many answers each figure is stands beside it. Who has not answered is in no figure but the response rate.",
    at_least: ("Figures are told from ", " answers on."),
};

pub(super) const SV: PartTexts = PartTexts {
    by: "Uppdelat efter",
    not: "Ingenting",
    named: [
        "Transportör",
        "Region",
        "Leveranssätt",
        "Förare",
        "Utlovat och verkligt",
        "Anläggning",
        "Grupp av anläggningar",
        "Rumstyp",
        "Kanal",
        "Nätter",
        "Abonnemang",
        "Tillbaka inom 90 dagar",
    ],
    promise: ["Tidigt", "I tid", "För sent"],
    came_back: "Ja",
    caption: "Uppdelat",
    none: "Det finns inget att dela upp under de här dagarna.",
    unanswered: "Obesvarade",
    rest: "Övriga, och de där det inte har sagts",
    all: "Alla tillsammans",
    compared: (
        "Under det står hur mycket det ligger över alla tillsammans, för andelar i procentenheter, från ",
        " svar.",
    ),
    about: "Intill varje tal står av hur många svar det är. Den som inte har svarat är bara med i svarsfrekvensen.",
    at_least: ("Talen visas från ", " svar."),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_customers_own_but_for_ours() {
        for (part, value, want) in [
            (ReportPart::Carrier, "DHL", "DHL"),
            (ReportPart::Carrier, "late", "late"),
            (ReportPart::Promise, "late", "För sent"),
            (ReportPart::Promise, "in-time", "I tid"),
        ] {
            assert_eq!(SV.value(part, value), want);
        }
        assert_eq!(EN.at_least(5), "Figures are told from 5 answers on.");
    }
}
