//! What changes, and when it changed last.

use serde_json::{Map, Value};

/// The topic of everything: it changes with each change.
pub(super) const ANYTHING: usize = 0;

/// When things changed, in moments that are counted.
#[derive(Debug)]
pub(super) struct Topics {
    moment: u64,
    changed: Vec<u64>,
    by_name: Map<String, Value>,
}

impl Default for Topics {
    fn default() -> Self {
        Self { moment: 1, changed: vec![1], by_name: Map::new() }
    }
}

impl Topics {
    /// A topic without a name.
    pub(super) fn fresh(&mut self) -> usize {
        self.changed.push(self.moment);
        self.changed.len() - 1
    }

    /// The topic of a name; case does not count.
    pub(super) fn of(&mut self, name: &str) -> usize {
        let name = name.to_lowercase();
        let known = self.by_name.get(&name).and_then(Value::as_u64);
        if let Some(topic) = known.and_then(|topic| usize::try_from(topic).ok()) {
            return topic;
        }
        // What never was said never changed.
        self.changed.push(0);
        let topic = self.changed.len() - 1;
        self.by_name.insert(name, Value::from(topic));
        topic
    }

    /// Something changed.
    pub(super) fn touch(&mut self, topic: usize) {
        self.moment += 1;
        for topic in [topic, ANYTHING] {
            if let Some(changed) = self.changed.get_mut(topic) {
                *changed = self.moment;
            }
        }
    }

    /// Something with a name changed.
    pub(super) fn touch_name(&mut self, name: &str) {
        let topic = self.of(name);
        self.touch(topic);
    }

    /// The moment.
    pub(super) const fn now(&self) -> u64 {
        self.moment
    }

    /// Whether one of the topics changed after a moment.
    pub(super) fn changed_since(&self, topics: &[usize], moment: u64) -> bool {
        topics.iter().any(|topic| self.changed.get(*topic).is_some_and(|at| *at > moment))
    }
}
