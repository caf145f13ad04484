//! Scores from 0 to 10, whatever scale was answered on, and the two thresholds below which staff are told.

use core::fmt;

use serde_json::Value;

use crate::InvalidValue;

/// A scale of whole numbers, of which the highest is the best.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scale {
    least: u8,
    most: u8,
}

/// A score from 0 to 10, to a hundredth.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Score(u16);

/// Below which scores staff are told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Thresholds {
    minimum: Score,
    critical: Score,
}

/// How bad a score is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// It is below the minimum.
    Minimum,
    /// It is below what is critical.
    Critical,
}

impl Scale {
    /// Five stars, or five faces.
    pub const FIVE: Self = Self { least: 1, most: 5 };

    /// How likely somebody is to recommend.
    pub const RECOMMEND: Self = Self { least: 0, most: 10 };

    /// A scale from the one number to the other; nothing if that is none, or beyond 100.
    #[must_use]
    pub const fn new(least: u8, most: u8) -> Option<Self> {
        if least < most && most <= 100 { Some(Self { least, most }) } else { None }
    }

    /// The score that an answer is: the lowest answer is 0 and the highest 10, and what lies between has even
    /// steps. Nothing if the scale has no such answer.
    #[must_use]
    pub fn score(self, answer: u8) -> Option<Score> {
        if answer > self.most {
            return None;
        }
        let above = u32::from(answer.checked_sub(self.least)?);
        let steps = u32::from(self.most - self.least);
        let hundredths = (above * 1000 * 2 + steps) / (steps * 2);
        u16::try_from(hundredths).ok().map(Score)
    }
}

impl Score {
    /// The highest.
    pub const TEN: Self = Self(1000);

    /// The score that a JSON number is: from 0 to 10, with up to two digits behind the point.
    ///
    /// # Errors
    ///
    /// [`InvalidValue`] if it is none.
    pub fn from_json(value: &Value) -> Result<Self, InvalidValue> {
        let wanted = InvalidValue("a number from 0 to 10 with up to two digits behind the point");
        let Value::Number(number) = value else { return Err(wanted) };
        let text = number.to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
        let tenths = if part.len() == 1 { 10 } else { 1 };
        let whole: Option<u16> = whole.parse().ok().filter(|whole| *whole <= 10);
        let part: Option<u16> = part.parse().ok().filter(|_| part.len() <= 2);
        let (Some(whole), Some(part)) = (whole, part) else { return Err(wanted) };
        let score = Self(whole * 100 + part * tenths);
        if score <= Self::TEN { Ok(score) } else { Err(wanted) }
    }

    /// The number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Thresholds {
    /// Two thresholds; nothing if the critical one is the higher one.
    #[must_use]
    pub fn new(minimum: Score, critical: Score) -> Option<Self> {
        (critical <= minimum).then_some(Self { minimum, critical })
    }

    /// Who is to be told of a score. Of one below the critical threshold both are: whoever looks after what
    /// is poor looks after what is worse.
    #[must_use]
    pub fn levels(self, score: Score) -> &'static [Level] {
        if score < self.critical {
            &[Level::Minimum, Level::Critical]
        } else if score < self.minimum {
            &[Level::Minimum]
        } else {
            &[]
        }
    }

    /// The score below which a level begins.
    #[must_use]
    pub const fn of(self, level: Level) -> Score {
        match level {
            Level::Minimum => self.minimum,
            Level::Critical => self.critical,
        }
    }

    /// The highest answer of a scale that is below a level's threshold, for alert rules, which know answers
    /// and no scores. Nothing if none is.
    #[must_use]
    pub fn highest(self, level: Level, scale: Scale) -> Option<u8> {
        let below = |answer: &u8| scale.score(*answer).is_some_and(|score| score < self.of(level));
        (scale.least..=scale.most).rev().find(below)
    }
}

impl Default for Thresholds {
    /// Of five stars three are below the minimum, two are critical.
    fn default() -> Self {
        Self { minimum: Score(600), critical: Score(300) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::When;
    use crate::stay_evaluator::DEFAULTS;

    #[test]
    fn scores_of_scales() {
        let seven = Scale::new(1, 7).unwrap();
        for (name, scale, answer, want) in [
            ("lowest", Scale::FIVE, 1, Some("0.00")),
            ("second", Scale::FIVE, 2, Some("2.50")),
            ("highest", Scale::FIVE, 5, Some("10.00")),
            ("below", Scale::FIVE, 0, None),
            ("above", Scale::FIVE, 6, None),
            ("its own", Scale::RECOMMEND, 7, Some("7.00")),
            ("rounded", seven, 2, Some("1.67")),
            ("rounded down", seven, 3, Some("3.33")),
        ] {
            let score = scale.score(answer).map(|score| score.to_string());
            assert_eq!(score.as_deref(), want, "{name}");
        }
        assert_eq!((Scale::new(5, 5), Scale::new(0, 101)), (None, None));
    }

    #[test]
    fn numbers_that_are_scores() {
        for (json, want) in [
            (json!(0), Some("0.00")),
            (json!(10), Some("10.00")),
            (json!(10.0), Some("10.00")),
            (json!(7.5), Some("7.50")),
            (json!(0.05), Some("0.05")),
            (json!(7.125), None),
            (json!(10.5), None),
            (json!(11), None),
            (json!(-1), None),
            (json!(1e-7), None),
            (json!("7"), None),
            (json!(null), None),
        ] {
            let score = Score::from_json(&json).ok().map(|score| score.to_string());
            assert_eq!(score.as_deref(), want, "{json}");
        }
    }

    /// Every pair of thresholds in halves, every answer of several scales: who is told by the score is who is
    /// told by the answer.
    #[test]
    fn alerts_by_answer_are_alerts_by_score() {
        let halves =
            || (0..=20).map(|half| Score::from_json(&json!(f64::from(half) / 2.0)).unwrap());
        for minimum in halves() {
            for critical in halves().filter(|critical| *critical <= minimum) {
                let thresholds = Thresholds::new(minimum, critical).unwrap();
                for scale in [Scale::FIVE, Scale::RECOMMEND, Scale::new(1, 7).unwrap()] {
                    for answer in 0..=10 {
                        let Some(score) = scale.score(answer) else { continue };
                        let levels = thresholds.levels(score);
                        for level in [Level::Minimum, Level::Critical] {
                            let highest = thresholds.highest(level, scale);
                            let told = highest.is_some_and(|highest| answer <= highest);
                            assert_eq!(told, levels.contains(&level), "{thresholds:?} {answer}");
                        }
                        let both = levels.contains(&Level::Critical);
                        assert!(!both || levels.contains(&Level::Minimum));
                    }
                }
            }
        }
        let (low, high) =
            (Score::from_json(&json!(3)).unwrap(), Score::from_json(&json!(6)).unwrap());
        assert_eq!(Thresholds::new(low, high), None);
    }

    #[test]
    fn default_alerts_are_those_of_the_default_thresholds() {
        let highest = |level| Thresholds::default().highest(level, Scale::FIVE);
        for alert in DEFAULTS.alerts {
            let level = match alert.name {
                "minimum" | "in-stay-minimum" => Level::Minimum,
                "critical" | "in-stay-critical" => Level::Critical,
                _ => continue,
            };
            let When::AtMost(most) = alert.when else {
                unreachable!("{} is of a number", alert.name)
            };
            assert_eq!(Some(most), highest(level), "{}", alert.name);
        }
    }
}
