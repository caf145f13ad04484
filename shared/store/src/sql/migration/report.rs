//! The step with which there came to be figures.

/// A day's number, in UTC, of a column in milliseconds.
macro_rules! day {
    ($of:literal) => {
        concat!($of, " / 86400000")
    };
}

/// The pairs of a tally.
macro_rules! pair {
    () => {
        "json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]')"
    };
}

/// All responses' values, counted.
pub(in crate::sql) const COUNT_TALLIES: &str = concat!(
    "INSERT INTO rollups (survey, day, question, value, count) SELECT responses.survey, ",
    day!("responses.submitted_at"),
    ", ",
    pair!(),
    ", count(*) FROM responses, json_each(responses.tally) AS pair GROUP BY 1, 2, 3, 4",
);

/// All invitations, counted.
pub(in crate::sql) const COUNT_ASKED: &str = concat!(
    "INSERT INTO asked_days (tenant, app, instance, day, state, count) ",
    "SELECT tenant, app, instance, ",
    day!("made_at"),
    ", state, count(*) FROM asked WHERE test = 0 GROUP BY 1, 2, 3, 4, 5",
);

macro_rules! add_tally {
    () => {
        concat!(
            "INSERT INTO rollups (survey, day, question, value, count) SELECT NEW.survey, ",
            day!("NEW.submitted_at"),
            ", ",
            pair!(),
            ", 1 FROM json_each(NEW.tally) AS pair WHERE true ",
            "ON CONFLICT (survey, day, question, value) DO UPDATE SET count = rollups.count + 1;"
        )
    };
}

macro_rules! take_tally {
    () => {
        concat!(
            "UPDATE rollups SET count = count - 1 WHERE survey = OLD.survey AND day = ",
            day!("OLD.submitted_at"),
            " AND (question, value) IN (SELECT ",
            pair!(),
            " FROM json_each(OLD.tally) AS pair);"
        )
    };
}

macro_rules! add_asked {
    () => {
        concat!(
            "INSERT INTO asked_days (tenant, app, instance, day, state, count) ",
            "VALUES (NEW.tenant, NEW.app, NEW.instance, ",
            day!("NEW.made_at"),
            ", NEW.state, 1) ON CONFLICT (tenant, app, instance, day, state) ",
            "DO UPDATE SET count = asked_days.count + 1;"
        )
    };
}

macro_rules! take_asked {
    () => {
        concat!(
            "UPDATE asked_days SET count = count - 1 WHERE tenant = OLD.tenant ",
            "AND app = OLD.app AND instance = OLD.instance AND day = ",
            day!("OLD.made_at"),
            " AND state = OLD.state;"
        )
    };
}

pub(super) const STEP: &[&str] = &[
    // What a response counts to: pairs of a question and a value, as JSON. Of one from before nobody knows.
    "ALTER TABLE responses ADD COLUMN tally TEXT",
    "UPDATE responses SET tally = '[]' WHERE complete = 0 OR suspect IS NOT NULL",
    "CREATE INDEX responses_uncounted ON responses (sequence) WHERE tally IS NULL",
    "CREATE TABLE rollups (
        survey TEXT NOT NULL REFERENCES surveys (id),
        day INTEGER NOT NULL,
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (survey, day, question, value)
    ) WITHOUT ROWID",
    concat!(
        "CREATE TRIGGER tallies_are_added AFTER INSERT ON responses WHEN NEW.tally <> '[]' BEGIN ",
        add_tally!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER tallies_are_taken AFTER DELETE ON responses WHEN OLD.tally <> '[]' BEGIN ",
        take_tally!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER tallies_are_changed AFTER UPDATE OF tally ON responses BEGIN ",
        take_tally!(),
        add_tally!(),
        " END"
    ),
    "CREATE TABLE asked_days (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        day INTEGER NOT NULL,
        state TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, instance, day, state)
    ) WITHOUT ROWID",
    COUNT_ASKED,
    // By which name everybody may see something of an instance.
    "CREATE TABLE badges (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL,
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        UNIQUE (tenant, app, instance),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
    concat!(
        "CREATE TRIGGER invitations_are_counted AFTER INSERT ON asked WHEN NEW.test = 0 BEGIN ",
        add_asked!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER invitations_are_counted_anew AFTER UPDATE OF state ON asked ",
        "WHEN NEW.test = 0 AND NEW.state <> OLD.state BEGIN ",
        take_asked!(),
        add_asked!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER invitations_are_not_counted AFTER DELETE ON asked WHEN OLD.test = 0 BEGIN ",
        take_asked!(),
        " END"
    ),
];
