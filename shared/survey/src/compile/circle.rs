//! Values that come of each other.

use expression::Expression;
use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::names::PART;
use super::problem::DefinitionReason;
use super::targets::shown;
use crate::text_set::TextSet;

/// How many circles are told. Whoever mends these finds the rest.
const MAX_CIRCLES: usize = 10;

/// A value that comes of others.
pub(super) struct Node {
    /// The key of what has the value.
    pub(super) key: String,
    /// The scope in which its expression stands.
    pub(super) scope: String,
    /// The path of the expression.
    pub(super) at: String,
    pub(super) needs: Needs,
}

/// What a value comes of.
pub(super) enum Needs {
    /// What an expression names.
    Expression(Expression),
    /// The choices of a question.
    Choices(String),
}

impl Compiler {
    /// Refuses values that come of each other, and choices that are taken over in a circle.
    pub(super) fn check_circles(&mut self) {
        let nodes = core::mem::take(&mut self.nodes);
        let (carried, values): (Vec<_>, Vec<_>) =
            nodes.iter().partition(|node| matches!(node.needs, Needs::Choices(_)));
        for nodes in [carried, values] {
            let graph = Graph::new(&nodes);
            for circle in graph.circles() {
                let of = |index: &usize| nodes.get(*index).map(|node| shown(&node.key));
                let mut names: Vec<_> = circle.iter().filter_map(of).collect();
                names.extend(names.first().cloned());
                let first = circle.first().and_then(|index| nodes.get(*index));
                let at = first.map(|node| node.at.clone()).unwrap_or_default();
                self.refuse(&at, DefinitionReason::Circle { names: names.join(", ") });
            }
        }
    }
}

/// Which nodes need which.
struct Graph {
    needs: Vec<Vec<usize>>,
}

impl Graph {
    fn new(nodes: &[&Node]) -> Self {
        // Nodes by key, and keys of what stands in a question by that question's key.
        let mut by_key = Index::default();
        let mut inner = Index::default();
        for (index, node) in nodes.iter().enumerate() {
            by_key.add(&node.key, index);
            let mut key = node.key.as_str();
            while let Some((outer, _)) = key.rsplit_once(PART) {
                inner.add(outer, index);
                key = outer;
            }
        }
        let needs = nodes.iter().map(|node| node.needed(&by_key, &inner)).collect();
        Self { needs }
    }

    /// Circles, no two of which share a node.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut left: Vec<bool> = self.needs.iter().map(|_| true).collect();
        let mut circles = Vec::new();
        while circles.len() < MAX_CIRCLES {
            self.drop_ends(&mut left);
            let Some(start) = left.iter().position(|left| *left) else { break };
            let circle = self.walk(start, &left);
            for index in &circle {
                if let Some(left) = left.get_mut(*index) {
                    *left = false;
                }
            }
            circles.push(circle);
        }
        circles
    }

    fn needed(&self, index: usize) -> &[usize] {
        self.needs.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    /// Drops nodes that need none of those left, until there is no such node.
    fn drop_ends(&self, left: &mut [bool]) {
        let mut users: Vec<Vec<usize>> = self.needs.iter().map(|_| Vec::new()).collect();
        let mut counts: Vec<usize> = Vec::new();
        for (index, needs) in self.needs.iter().enumerate() {
            let needs = needs.iter().filter(|needed| left.get(**needed) == Some(&true));
            let mut count = 0;
            for needed in needs {
                count += 1;
                users.get_mut(*needed).into_iter().for_each(|users| users.push(index));
            }
            counts.push(count);
        }
        let ends = counts.iter().enumerate().filter(|(_, count)| **count == 0);
        let mut ends: Vec<usize> = ends.map(|(index, _)| index).collect();
        while let Some(end) = ends.pop() {
            left.get_mut(end).into_iter().for_each(|left| *left = false);
            for user in users.get(end).into_iter().flatten() {
                let Some(count) = counts.get_mut(*user) else { continue };
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ends.push(*user);
                }
            }
        }
    }

    /// The circle that one comes to from a node, each of which needs one that is left.
    fn walk(&self, start: usize, left: &[bool]) -> Vec<usize> {
        let mut way = vec![start];
        let mut place: Vec<Option<usize>> = left.iter().map(|_| None).collect();
        let mut at = start;
        loop {
            if let Some(place) = place.get_mut(at) {
                *place = Some(way.len() - 1);
            }
            let next = self.needed(at).iter().find(|needed| left.get(**needed) == Some(&true));
            let Some(next) = next.copied() else { return way };
            if let Some(begin) = place.get(next).copied().flatten() {
                return way.split_off(begin);
            }
            way.push(next);
            at = next;
        }
    }
}

/// Places by key.
#[derive(Default)]
struct Index(Map<String, Value>);

impl Index {
    fn add(&mut self, key: &str, index: usize) {
        let found = self.0.entry(key).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(indices) = found {
            indices.push(Value::from(index));
        }
    }

    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn get(&self, key: &str) -> Vec<usize> {
        let indices = self.0.get(key).and_then(Value::as_array);
        let index = |value: &Value| usize::try_from(value.as_u64()?).ok();
        indices.into_iter().flatten().filter_map(index).collect()
    }
}

impl Node {
    /// The nodes that this one needs.
    fn needed(&self, by_key: &Index, inner: &Index) -> Vec<usize> {
        let expression = match &self.needs {
            Needs::Expression(expression) => expression,
            Needs::Choices(name) => {
                let name = name.to_lowercase();
                let near = [&self.scope, name.as_str()].concat();
                // In a panel, a question can take over those of the one outside of its name.
                let is_own = near == self.key && !self.scope.is_empty();
                let near = if is_own { Vec::new() } else { by_key.get(&near) };
                return if near.is_empty() { by_key.get(&name) } else { near };
            }
        };
        let mut needed = Vec::new();
        let mut wholes = TextSet::default();
        for name in expression.names() {
            match self.named(name, by_key, inner) {
                Named::Nodes(nodes) => needed.extend(nodes),
                Named::Whole(key) => {
                    wholes.insert(key);
                }
            }
        }
        // Of a whole list, what its expression names besides, as `sumInArray` does.
        let text = expression.text().to_lowercase();
        for key in wholes.iter() {
            for own in text.split(['\'', '"']).skip(1).step_by(2) {
                needed.extend(by_key.get(&within(key, own)));
            }
        }
        needed
    }

    /// What a name in braces names.
    fn named(&self, name: &str, by_key: &Index, inner: &Index) -> Named {
        let lower = name.trim().trim_start_matches('#').to_lowercase();
        let near = lower.strip_prefix("panel.").or_else(|| lower.strip_prefix("row."));
        let (scope, name) = match near {
            Some(rest) if !self.scope.is_empty() => (self.scope.as_str(), rest),
            Some(_) | None => ("", lower.as_str()),
        };
        let mut head = name;
        loop {
            let key = [scope, head].concat();
            let found = by_key.get(&key);
            if !found.is_empty() {
                return Named::Nodes(found);
            }
            if inner.has(&key) {
                let rest = name.get(head.len()..).unwrap_or_default();
                return part(key, rest, by_key);
            }
            match head.rfind(['.', '[']) {
                Some(end) => head = head.get(..end).unwrap_or_default(),
                None => return Named::Nodes(Vec::new()),
            }
        }
    }
}

/// What a name in braces names.
enum Named {
    Nodes(Vec<usize>),
    /// All that a question holds, by its key.
    Whole(String),
}

/// What is named inside of the question with this key: `[0].price`, `.row.price`.
fn part(key: String, rest: &str, by_key: &Index) -> Named {
    let Some((_, inner)) = rest.split_once('.').filter(|(_, inner)| *inner != "length") else {
        return Named::Whole(key);
    };
    let mut path = key.clone();
    for step in inner.split('.') {
        path.push(PART);
        path.push_str(step.split('[').next().unwrap_or_default());
    }
    let found = by_key.get(&path);
    if !found.is_empty() {
        return Named::Nodes(found);
    }
    let last = inner.rsplit('.').next().unwrap_or_default();
    Named::Nodes(by_key.get(&within(&key, last)))
}

/// The key of what stands in the question with a key.
fn within(key: &str, name: &str) -> String {
    let mut inner = key.to_owned();
    inner.push(PART);
    inner.push_str(name);
    inner
}
