//! What happened to an invitation, in words.

mod en;
mod sv;

use invite::{
    Channel, MessageName, Moved, MovedBecause, Skip, Step, SuppressionCause, Unchanged, What,
};
use jiff::Timestamp;
use page::StaffLanguage;

/// What is said in one language. `{}` stands for what differs.
pub(crate) struct Words {
    /// By the names of [`What`], for those that say nothing more.
    plain: &'static [(&'static str, &'static str)],
    /// Of a message: is going to be written (what, when), written, handed over, postponed (what, until), refused,
    /// delivered, bounced, not picked up, taken back, not written (what, why).
    messages: [&'static str; 10],
    /// The invitation, a reminder (number), one more sending (number).
    steps: [&'static str; 3],
    /// By mail, by text message, by telephone.
    channels: [&'static str; 3],
    /// Between what is moved and why: wanted for when.
    moved: &'static str,
    /// Why it was moved: passed, hours, weekday, holiday (day), own day off (day), quarantine (until).
    because: [&'static str; 6],
    /// By the names of [`Skip`].
    skips: &'static [(&'static str, &'static str)],
    /// Why somebody is not written to: erased, opted out, complained, bounced.
    causes: [&'static str; 4],
    /// By the names of [`Unchanged`].
    unchanged: &'static [(&'static str, &'static str)],
}

/// The words of a language.
pub(crate) const fn of(language: StaffLanguage) -> &'static Words {
    match language {
        StaffLanguage::En => &en::EN,
        StaffLanguage::Sv => &sv::SV,
    }
}

fn named(table: &'static [(&'static str, &'static str)], name: &str) -> &'static str {
    table.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

/// A text with these in the places that it leaves, in their order.
fn filled(text: &str, parts: &[&str]) -> String {
    let mut pieces = text.split("{}");
    let mut done = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        done.push_str(part);
        done.push_str(piece);
    }
    done
}

/// A moment to the minute, in UTC.
fn minute(at: Timestamp) -> String {
    let text = at.to_string();
    let (date, time) = (text.get(..10).unwrap_or_default(), text.get(11..16).unwrap_or_default());
    format!("{date} {time} UTC")
}

impl Words {
    /// A line of a history.
    pub(crate) fn what(&self, what: &What) -> String {
        let [scheduled, written, handed_over, postponed, refused, rest @ ..] = self.messages;
        let [delivered, bounced, unanswered, withdrawn, skipped] = rest;
        let of = |text, message: &MessageName| filled(text, &[&self.message(*message)]);
        match what {
            What::Scheduled { step, due, moved } => {
                let line = filled(scheduled, &[&self.step(*step), &minute(*due)]);
                moved.as_ref().map_or(line.clone(), |moved| format!("{line} {}", self.moved(moved)))
            }
            What::Written(message) => of(written, message),
            What::HandedOver(message) => of(handed_over, message),
            What::Postponed { message, until } => {
                filled(postponed, &[&self.message(*message), &minute(*until)])
            }
            What::Refused(message) => of(refused, message),
            What::Delivered(message) => of(delivered, message),
            What::Bounced(message) => of(bounced, message),
            What::Unanswered(message) => of(unanswered, message),
            What::Withdrawn(message) => of(withdrawn, message),
            What::Skipped { step, why } => filled(skipped, &[&self.step(*step), &self.skip(why)]),
            What::Received
            | What::Complained
            | What::Opened
            | What::Clicked
            | What::Answered(_)
            | What::OptedOut
            | What::Erased
            | What::Cancelled
            | What::Changed
            | What::SentNow
            | What::SentAgain
            | What::Expired => named(self.plain, what.name()).to_owned(),
        }
    }

    /// Why nothing was changed.
    pub(crate) fn unchanged(&self, why: Unchanged) -> &'static str {
        named(self.unchanged, why.name())
    }

    fn step(&self, step: Step) -> String {
        let [invitation, reminder, resend] = self.steps;
        match step {
            Step::Invitation => invitation.to_owned(),
            Step::Reminder(number) => filled(reminder, &[&number.to_string()]),
            Step::Resend(number) => filled(resend, &[&number.to_string()]),
        }
    }

    fn message(&self, message: MessageName) -> String {
        let [mail, sms, voice] = self.channels;
        let channel = match message.channel {
            Channel::Mail => mail,
            Channel::Sms => sms,
            Channel::Voice => voice,
        };
        format!("{} {channel}", self.step(message.step))
    }

    fn moved(&self, moved: &Moved) -> String {
        let [passed, hours, weekday, holiday, own, quarantine] = self.because;
        let reasons = moved.because.iter().map(|because| match because {
            MovedBecause::Passed => passed.to_owned(),
            MovedBecause::Hours => hours.to_owned(),
            MovedBecause::Weekday => weekday.to_owned(),
            MovedBecause::Holiday { day } => filled(holiday, &[&day.to_string()]),
            MovedBecause::OwnDayOff { day } => filled(own, &[&day.to_string()]),
            MovedBecause::Quarantine { until, .. } => filled(quarantine, &[&minute(*until)]),
        });
        let reasons: Vec<_> = reasons.collect();
        filled(self.moved, &[&minute(moved.from), &reasons.join(", ")])
    }

    fn skip(&self, skip: &Skip) -> String {
        let text = named(self.skips, skip.name());
        match skip {
            Skip::Suppressed { cause, .. } => filled(text, &[self.cause(*cause)]),
            Skip::SameBuyer { at, days } | Skip::SameProducts { at, days, .. } => {
                filled(text, &[&minute(*at), &days.to_string()])
            }
            Skip::Quarantine { at_most, days, until, .. } => {
                filled(text, &[&at_most.to_string(), &days.to_string(), &minute(*until)])
            }
            Skip::TooLate { days, .. } => filled(text, &[&days.to_string()]),
            Skip::NoLonger { latest } => filled(text, &[&minute(*latest)]),
            Skip::TooEarly { planned } => filled(text, &[&minute(*planned)]),
            Skip::Duplicate { .. }
            | Skip::Flagged { .. }
            | Skip::NoChannel
            | Skip::NoTime
            | Skip::NotWanted
            | Skip::ToldInFlow => text.to_owned(),
        }
    }

    const fn cause(&self, cause: SuppressionCause) -> &'static str {
        let [erased, opted_out, complained, bounced] = self.causes;
        match cause {
            SuppressionCause::Erased => erased,
            SuppressionCause::OptedOut => opted_out,
            SuppressionCause::Complained => complained,
            SuppressionCause::Bounced => bounced,
        }
    }
}

#[cfg(test)]
mod tests {
    use invite::State;
    use serde_json::json;

    use super::*;

    const AT: &str = "2026-11-27T10:30:45Z";

    fn every_skip() -> Vec<Skip> {
        let among = json!("person");
        let made = json!([
            {"reason": "duplicate", "state": State::Sent},
            {"reason": "flagged", "flag": "wholesale"},
            {"reason": "no-channel"},
            {"reason": "suppressed", "cause": "opted-out"},
            {"reason": "same-buyer", "at": AT, "days": 14},
            {"reason": "same-products", "product": "a", "at": AT, "days": 90},
            {"reason": "quarantine", "among": among, "at-most": 2, "days": 14, "until": AT},
            {"reason": "too-late", "planned": AT, "days": 30},
            {"reason": "no-longer", "latest": AT},
            {"reason": "too-early", "planned": AT},
            {"reason": "no-time"},
            {"reason": "not-wanted"},
            {"reason": "told-in-flow"},
        ]);
        serde_json::from_value(made).unwrap()
    }

    fn every_what() -> Vec<What> {
        let at: Timestamp = AT.parse().unwrap();
        let message = MessageName { step: Step::Reminder(2), channel: Channel::Sms };
        let moved = json!({"from": AT, "because": [
            {"because": "passed"}, {"because": "hours"}, {"because": "weekday"},
            {"because": "holiday", "day": "2026-12-24"}, {"because": "own-day-off", "day": "2026-12-27"},
            {"because": "quarantine", "among": "person", "until": AT},
        ]});
        let moved = serde_json::from_value(moved).unwrap();
        let mut all = vec![
            What::Received,
            What::Scheduled { step: Step::Invitation, due: at, moved },
            What::Written(message),
            What::HandedOver(message),
            What::Postponed { message, until: at },
            What::Refused(message),
            What::Delivered(message),
            What::Bounced(message),
            What::Unanswered(message),
            What::Withdrawn(message),
            What::Complained,
            What::Opened,
            What::Clicked,
            What::Answered(None),
            What::OptedOut,
            What::Erased,
            What::Cancelled,
            What::Changed,
            What::SentNow,
            What::SentAgain,
            What::Expired,
        ];
        all.extend(
            every_skip().into_iter().map(|why| What::Skipped { step: Step::Resend(1), why }),
        );
        all
    }

    #[test]
    fn everything_is_said() {
        for language in [StaffLanguage::En, StaffLanguage::Sv] {
            let words = of(language);
            for what in every_what() {
                let said = words.what(&what);
                assert!(!said.is_empty() && !said.contains("{}"), "{what:?}: {said}");
            }
            for skip in every_skip() {
                assert!(!words.skip(&skip).is_empty(), "{skip:?}");
            }
            for why in [
                Unchanged::Already,
                Unchanged::NotYet,
                Unchanged::Over,
                Unchanged::NoSuchMessage,
                Unchanged::NotSent,
                Unchanged::Sent,
                Unchanged::OtherEvent,
                Unchanged::Enough,
                Unchanged::NoTime,
            ] {
                assert!(!words.unchanged(why).is_empty(), "{why:?}");
            }
        }
    }

    #[test]
    fn a_line_says_what_when_and_why() {
        let line = of(StaffLanguage::En).what(&every_what()[1]);
        assert_eq!(
            line,
            "The invitation will be sent from 2026-11-27 10:30 UTC. It was wanted for 2026-11-27 10:30 UTC: \
             that had passed, nothing is sent at that hour, nothing is sent on that weekday, 2026-12-24 is a \
             public holiday, 2026-12-27 is a day off, the person gets no more until 2026-11-27 10:30 UTC."
        );
    }
}
