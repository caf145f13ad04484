//! The step with which answers came to be linked to their invitations, where respondents are told so.

pub(super) const STEP: &[&str] = &[
    // It is there only where the respondent was told, and goes with the response, with the person, and with the
    // invitation.
    "CREATE TABLE linked_answers (
        asked TEXT PRIMARY KEY REFERENCES asked (id),
        survey TEXT NOT NULL,
        response BLOB NOT NULL,
        UNIQUE (survey, response)
    ) WITHOUT ROWID",
    "CREATE TRIGGER links_go_with_their_response AFTER DELETE ON responses BEGIN
        DELETE FROM linked_answers WHERE survey = OLD.survey AND response = OLD.id; END",
];
