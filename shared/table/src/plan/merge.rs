//! What is known of somebody, and what a row says besides.

use personal::Email;

use crate::contact::{Contact, MAX_GROUPS, Reason};
use crate::field::Field;
use crate::row::MAX_COLUMNS;

/// What would be known, and what of it is new.
pub(super) fn merge(known: &Contact, row: Contact) -> Result<(Contact, Vec<Field>), Reason> {
    let mut contact = known.clone();
    let mut fields = Vec::new();
    // Two ways to write one address are one, and what is known stays.
    let address = |email: &Option<Email>| email.as_ref().map(Email::look_up);
    if row.email.is_some() && address(&row.email) != address(&known.email) {
        contact.email = row.email;
        fields.push(Field::Email);
    }
    put(&mut contact.phone, row.phone, Field::Phone, &mut fields);
    put(&mut contact.name, row.name, Field::Name, &mut fields);
    put(&mut contact.language, row.language, Field::Language, &mut fields);
    put(&mut contact.key, row.key, Field::Key, &mut fields);
    contact.groups.extend(row.groups);
    if contact.groups.len() > MAX_GROUPS.max(known.groups.len()) {
        return Err(Reason::TooManyGroups);
    }
    if contact.groups != known.groups {
        fields.push(Field::Groups);
    }
    let holds = row.consent.filter(|said| match &known.consent {
        // Who has said no and says it again has said nothing new.
        Some(known) => (known.is_given || said.is_given) && said.holds_against(known),
        None => true,
    });
    put(&mut contact.consent, holds, Field::Consent, &mut fields);
    for (name, text) in row.extra {
        if contact.extra.get(&name) != Some(&text) {
            fields.push(Field::Extra(name.clone()));
            contact.extra.insert(name, text);
        }
    }
    if contact.extra.len() > MAX_COLUMNS.max(known.extra.len()) {
        return Err(Reason::TooManyFields);
    }
    Ok((contact, fields))
}

/// Takes what a row says, if it says something else.
fn put<T: PartialEq>(
    known: &mut Option<T>,
    said: Option<T>,
    field: Field,
    fields: &mut Vec<Field>,
) {
    if said.is_some() && *known != said {
        *known = said;
        fields.push(field);
    }
}
