//! The step with which figures came to be told apart, by what is known of each invitation.

/// The pairs of a tally.
macro_rules! pair {
    () => {
        "json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]')"
    };
}

/// All responses' values, counted by what is known of their invitations.
pub(in crate::sql) const COUNT_PART_TALLIES: &str = concat!(
    "INSERT INTO part_rollups (survey, part, day, part_value, question, value, count) ",
    "SELECT responses.survey, named.key, responses.submitted_at / 86400000, named.value, ",
    pair!(),
    ", count(*) FROM responses, json_each(responses.parts) AS named, ",
    "json_each(responses.tally) AS pair WHERE responses.parts IS NOT NULL ",
    "GROUP BY 1, 2, 3, 4, 5, 6",
);

/// All invitations, counted by what is known of them.
pub(in crate::sql) const COUNT_PART_ASKED: &str = "INSERT INTO part_asked \
     (tenant, app, instance, part, day, part_value, state, count) \
     SELECT tenant, app, instance, named.key, made_at / 86400000, named.value, state, count(*) \
     FROM asked, json_each(asked.parts) AS named WHERE test = 0 GROUP BY 1, 2, 3, 4, 5, 6, 7";

macro_rules! add_tally {
    () => {
        concat!(
            "INSERT INTO part_rollups (survey, part, day, part_value, question, value, count) ",
            "SELECT NEW.survey, named.key, NEW.submitted_at / 86400000, named.value, ",
            pair!(),
            ", 1 FROM json_each(NEW.parts) AS named, json_each(NEW.tally) AS pair WHERE true ",
            "ON CONFLICT (survey, part, day, part_value, question, value) ",
            "DO UPDATE SET count = part_rollups.count + 1;"
        )
    };
}

macro_rules! take_tally {
    () => {
        "UPDATE part_rollups SET count = count - 1 \
         FROM json_each(OLD.parts) AS named, json_each(OLD.tally) AS pair \
         WHERE part_rollups.survey = OLD.survey AND part_rollups.part = named.key \
         AND part_rollups.day = OLD.submitted_at / 86400000 \
         AND part_rollups.part_value = named.value \
         AND part_rollups.question = json_extract(pair.value, '$[0]') \
         AND part_rollups.value = json_extract(pair.value, '$[1]');"
    };
}

macro_rules! add_asked {
    () => {
        "INSERT INTO part_asked (tenant, app, instance, part, day, part_value, state, count) \
         SELECT NEW.tenant, NEW.app, NEW.instance, named.key, NEW.made_at / 86400000, named.value, \
         NEW.state, 1 FROM json_each(NEW.parts) AS named WHERE true \
         ON CONFLICT (tenant, app, instance, part, day, part_value, state) \
         DO UPDATE SET count = part_asked.count + 1;"
    };
}

macro_rules! take_asked {
    () => {
        "UPDATE part_asked SET count = count - 1 FROM json_each(OLD.parts) AS named \
         WHERE part_asked.tenant = OLD.tenant AND part_asked.app = OLD.app \
         AND part_asked.instance = OLD.instance AND part_asked.part = named.key \
         AND part_asked.day = OLD.made_at / 86400000 AND part_asked.part_value = named.value \
         AND part_asked.state = OLD.state;"
    };
}

pub(super) const STEP: &[&str] = &[
    // An object of names and values, in the customer's own words: a carrier, a property. It is nobody's, and stays when
    // the person is erased, so that what is counted by it can be taken back.
    "ALTER TABLE asked ADD COLUMN parts TEXT NOT NULL DEFAULT '{}'",
    // The same of the invitation that it answers; nothing if there is none.
    "ALTER TABLE responses ADD COLUMN parts TEXT",
    "CREATE TABLE part_rollups (
        survey TEXT NOT NULL REFERENCES surveys (id),
        part TEXT NOT NULL,
        day INTEGER NOT NULL,
        part_value TEXT NOT NULL,
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (survey, part, day, part_value, question, value)
    ) WITHOUT ROWID",
    concat!(
        "CREATE TRIGGER part_tallies_are_added AFTER INSERT ON responses ",
        "WHEN NEW.parts IS NOT NULL BEGIN ",
        add_tally!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER part_tallies_are_taken AFTER DELETE ON responses ",
        "WHEN OLD.parts IS NOT NULL BEGIN ",
        take_tally!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER part_tallies_are_changed AFTER UPDATE OF tally, parts ON responses ",
        "WHEN OLD.parts IS NOT NULL OR NEW.parts IS NOT NULL BEGIN ",
        take_tally!(),
        add_tally!(),
        " END"
    ),
    "CREATE TABLE part_asked (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        part TEXT NOT NULL,
        day INTEGER NOT NULL,
        part_value TEXT NOT NULL,
        state TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, instance, part, day, part_value, state)
    ) WITHOUT ROWID",
    concat!(
        "CREATE TRIGGER part_invitations_are_counted AFTER INSERT ON asked ",
        "WHEN NEW.test = 0 AND NEW.parts <> '{}' BEGIN ",
        add_asked!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER part_invitations_are_counted_anew AFTER UPDATE OF state, parts ON asked ",
        "WHEN NEW.test = 0 AND (NEW.state <> OLD.state OR NEW.parts <> OLD.parts) BEGIN ",
        take_asked!(),
        add_asked!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER part_invitations_are_not_counted AFTER DELETE ON asked ",
        "WHEN OLD.test = 0 AND OLD.parts <> '{}' BEGIN ",
        take_asked!(),
        " END"
    ),
];
