//! What the store has, beside what there should be.

use std::collections::BTreeMap;

use invite::State;
use store::AskedFilter;

use super::{INSTANCES, Modelled, World, id, written};
use crate::cases::asked::{app, instance};
use crate::cases::{Store, tenant_id};

impl World {
    pub(super) async fn compare(&mut self, store: &impl Store) {
        for one in &self.all {
            self.compare_one(store, one).await;
        }
        self.compare_people(store).await;
        self.compare_instances(store).await;
        for ((asked, name), row) in &self.messages {
            let found = store.find_message(&row.id.parse().expect("a name")).await.expect("asked");
            let found = found.unwrap_or_else(|| panic!("no message {name} of {asked}"));
            assert_eq!(
                (found.message.asked.as_str(), found.message.name, found.message.attempt),
                (asked.as_str(), *name, row.attempts)
            );
            assert_eq!(found.is_over, row.is_over, "{name} of {asked}");
        }
    }

    async fn compare_one(&self, store: &impl Store, one: &Modelled) {
        let want = written(&one.invitation);
        let found = store.find_asked(&want.id).await.expect("asked").expect("there");
        let same = store.find_same(&tenant_id("acme"), &[one.key; 32]).await.expect("asked");
        assert_eq!(same.map(|same| same.id).as_ref(), Some(&want.id));
        assert_eq!((found.state, found.next_due), (want.state, want.next_due), "{}", want.id);
        assert_eq!(found.made_at, one.made_at);
        let person = self.people.iter().find(|known| known.number == one.person);
        let person = person.expect("somebody");
        let rest = found.rest.map(|rest| (rest.contact, rest.revision, rest.sealed));
        let there = (id(person.number), person.revision, want.sealed);
        assert_eq!(rest, (!person.is_gone).then_some(there), "{}", want.id);
        if person.is_gone {
            assert_eq!(found.state, State::Erased);
        } else {
            assert!(!self.waits(one), "what is to be sent is over: {}", want.id);
        }
    }

    async fn compare_people(&self, store: &impl Store) {
        for person in &self.people {
            let tenant = tenant_id("acme");
            let found = store.asked_of(&tenant, id(person.number), 1000).await.expect("asked");
            let found: Vec<_> = found.iter().map(|one| one.id.to_string()).collect();
            let own = self.all.iter().rev().filter(|one| one.person == person.number);
            let own: Vec<_> = own.map(|one| one.invitation.id().to_string()).collect();
            assert_eq!(found, if person.is_gone { Vec::new() } else { own });
            let hash = [person.number; 32];
            let mut found = store.suppressed(&tenant, &[hash]).await.expect("asked");
            found.sort_by_key(|one| (one.cause, one.channel));
            let own = self.suppressed.iter().filter(|(of, _)| *of == person.number);
            let mut own: Vec<_> = own.map(|(_, one)| *one).collect();
            own.sort_by_key(|one| (one.cause, one.channel));
            assert_eq!(found, own);
        }
    }

    async fn compare_instances(&self, store: &impl Store) {
        let (tenant, app) = (tenant_id("acme"), app());
        let mut want: BTreeMap<(String, State), u64> = BTreeMap::new();
        for one in self.all.iter().filter(|one| !one.invitation.event().test) {
            let name = one.invitation.event().instance.to_string();
            *want.entry((name, one.invitation.state())).or_default() += 1;
        }
        let counted = store.count_asked(&tenant, &app, None).await.expect("counted");
        let counted = counted.into_iter().filter(|(.., count)| *count > 0);
        let counted: BTreeMap<_, _> =
            counted.map(|(name, state, count)| ((name.to_string(), state), count)).collect();
        assert_eq!(counted, want);
        for name in INSTANCES {
            let instance = instance(name);
            let filter = AskedFilter {
                app: &app,
                instance: &instance,
                state: None,
                event: None,
                contact: None,
                before: None,
                limit: 1000,
            };
            let listed = store.list_asked(&tenant, filter).await.expect("listed");
            let listed: Vec<_> = listed.iter().map(|one| one.id.to_string()).collect();
            let own = self.all.iter().rev();
            let own = own.filter(|one| one.invitation.event().instance == instance);
            let own: Vec<_> = own.map(|one| one.invitation.id().to_string()).collect();
            assert_eq!(listed, own, "{name}");
        }
    }
}
