//! Tests of the table: who may ask what.

use super::*;

/// Programs of the customer's and its staff see the same contacts.
const CONTACTS: &[Function] = &[Function::Api, Function::CustomerZone];

/// What two functions may ask both: rooms for staff ask who is there; the Customer Zone shows the audit log,
/// and the Survey Tool what the API does. The tool shows answers beside what was asked.
const SHARED: [(Operation, &[Function]); 18] = [
    (Operation::ImportContacts, CONTACTS),
    (Operation::ListContactGroups, CONTACTS),
    (Operation::ListContacts, CONTACTS),
    (Operation::MergeContacts, CONTACTS),
    (Operation::PutContact, CONTACTS),
    (Operation::ReadContact, CONTACTS),
    (Operation::RemoveContact, CONTACTS),
    (Operation::SaveContact, CONTACTS),
    (Operation::ReadPerson, &[Function::CustomerZone, Function::Tool, Function::StoreEvaluator]),
    (Operation::ListAudit, &[Function::Api, Function::CustomerZone]),
    (Operation::VerifyAudit, &[Function::Api, Function::CustomerZone]),
    (Operation::CloseSurvey, &[Function::Api, Function::Tool]),
    (Operation::ListResponses, &[Function::Api, Function::Tool]),
    (Operation::PublishSurvey, &[Function::Api, Function::Tool, Function::StoreEvaluator]),
    (Operation::ReadFile, &[Function::Api, Function::Tool]),
    (Operation::ReadResponse, &[Function::Api, Function::Tool]),
    (Operation::ReadSurvey, &[Function::Api, Function::Tool, Function::StoreEvaluator]),
    (Operation::SaveDraft, &[Function::Api, Function::Tool, Function::StoreEvaluator]),
];

/// What only Why Cancel may: flows are its own, and it asks in them what its instance's survey asks.
const OF_FLOWS: [Operation; 7] = [
    Operation::ReadPublished,
    Operation::ActOnFlow,
    Operation::ListFlows,
    Operation::ListLeavers,
    Operation::OpenFlow,
    Operation::ReadFlow,
    Operation::StartFlow,
];

#[test]
fn flows_are_one_apps() {
    let open = |app: Function| Operation::ALL.iter().filter(move |one| one.open_to(app));
    let others: Vec<_> = open(Function::StoreEvaluator).collect();
    let own: Vec<_> = open(Function::WhyCancel).filter(|one| !others.contains(one)).collect();
    assert_eq!(own, OF_FLOWS.each_ref());
    for operation in OF_FLOWS {
        let callers = Function::APPS.into_iter().filter(|app| operation.open_to(*app));
        assert_eq!(callers.collect::<Vec<_>>(), [Function::WhyCancel], "{}", operation.as_str());
    }
}

#[test]
fn what_a_function_may_is_no_others() {
    for operation in Operation::ALL.iter().filter(|one| !OF_FLOWS.contains(one)) {
        // What one app may, all may, each of itself.
        let is_other_app = |f: &Function| f.app().is_some() && *f != Function::StoreEvaluator;
        for app in Function::APPS {
            let alike = operation.open_to(app) == operation.open_to(Function::StoreEvaluator);
            assert!(alike, "{} {app}", operation.as_str());
        }
        let all = Function::ALL.iter().copied().filter(|f| !is_other_app(f));
        let open: Vec<_> = all.filter(|f| operation.open_to(*f)).collect();
        match SHARED.iter().find(|(shared, _)| shared == operation) {
            Some((_, all)) => assert_eq!(open, *all, "{}", operation.as_str()),
            None => assert_eq!(open.len(), 1, "{}", operation.as_str()),
        }
    }
}

/// A key that was stolen makes no others, and no people.
#[test]
fn api_keys_reach_neither_keys_nor_people_nor_rules() {
    let manages = [
        Needs::Credential(Permission::ManageApiKeys),
        Needs::Credential(Permission::ManagePeople),
        Needs::Credential(Permission::ManagePolicy),
    ];
    let open = Operation::ALL.iter().filter(|operation| operation.open_to(Function::Api));
    assert!(open.clone().count() > 0);
    for operation in open {
        assert!(!manages.contains(&operation.needs()), "{}", operation.as_str());
    }
}

/// What is whose stands behind a permission for whoever is reached from outside. A badge is for everybody,
/// with the comments that it shows.
#[test]
fn an_app_does_nothing_by_itself() {
    let open =
        Operation::ALL.iter().filter(|operation| operation.open_to(Function::StoreEvaluator));
    let own = OF_FLOWS.iter().filter(|operation| **operation != Operation::ReadPublished);
    for operation in open.chain(own) {
        let needs = match operation.needs() {
            Needs::Credential(_) | Needs::Session | Needs::Webhook | Needs::RespondentToken => true,
            Needs::FunctionOnly | Needs::AnySession => false,
        };
        let public = [Operation::ReadBadge, Operation::ReadBadgeComments].contains(operation);
        assert!(needs || public, "{}", operation.as_str());
    }
}

/// Whoever calls others' servers asks storage for no more than that takes.
#[test]
fn identity_asks_whom_to_ask_and_who_was_named() {
    let open = Operation::ALL.iter().filter(|operation| operation.open_to(Function::Identity));
    let open: Vec<_> = open.copied().collect();
    assert_eq!(open, [Operation::ReadProvider, Operation::VerifyIdentity]);
}

/// A broken-into submit reads answers only with a respondent's own token, which it cannot make:
/// storage alone has the keys.
#[test]
fn submit_reads_an_answer_only_with_the_respondents_own_token() {
    let open = |needs: Needs| {
        let all = Operation::ALL.iter().filter(|o| o.open_to(Function::Submit));
        all.filter(|o| o.needs() == needs).copied().collect::<Vec<_>>()
    };
    let by_itself = open(Needs::FunctionOnly);
    let adding = [Operation::AppendResponse, Operation::PutFile];
    assert_eq!(by_itself, [&adding[..], &[Operation::ReadPublished]].concat());
    let with_a_token = open(Needs::RespondentToken);
    let reading = [Operation::ReadOwnFile, Operation::ReadOwnResponse];
    let asked = [Operation::OpenInvitation, Operation::OptOut, Operation::WithdrawResponse];
    assert_eq!(with_a_token, [&reading[..], &asked].concat());
    let all = Operation::ALL.iter().filter(|o| o.open_to(Function::Submit)).count();
    assert_eq!(all, by_itself.len() + with_a_token.len());
}
