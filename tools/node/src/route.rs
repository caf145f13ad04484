//! Which component answers a path.

/// The routes of all components, as the manifest's `[[trigger.http]]` entries give them.
#[derive(Debug)]
pub(crate) struct Router(Vec<Route>);

/// One route and the component it leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Route {
    pattern: Pattern,
    written: String,
    component: String,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Pattern {
    /// One path, without a slash at its end.
    Exact(String),
    /// This path, without a slash at its end, and every path below it.
    Below(String),
}

/// Why a route cannot be served.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum InvalidRoute {
    #[error("route {0:?} does not begin with '/'")]
    NotAbsolute(String),
    #[error("route {0:?} has a named segment, a '*' or a '...' that is not its last segment")]
    Wildcard(String),
    #[error("route {route:?} is claimed by both {first:?} and {second:?}")]
    Claimed { route: String, first: String, second: String },
}

/// The route a request's path leads to.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Match<'a> {
    route: &'a Route,
    below: &'a str,
}

impl Route {
    /// Reads a route as the manifest writes it: `/a/b`, or `/a/...` for everything below `/a` too.
    pub(crate) fn parse(written: &str, component: &str) -> Result<Self, InvalidRoute> {
        if !written.starts_with('/') {
            return Err(InvalidRoute::NotAbsolute(written.to_owned()));
        }
        let (path, below) =
            written.strip_suffix("/...").map_or((written, false), |path| (path, true));
        let wild =
            |segment: &str| segment.starts_with(':') || segment.contains(['*']) || segment == "...";
        if path.split('/').any(wild) {
            return Err(InvalidRoute::Wildcard(written.to_owned()));
        }
        let path = without_slash(path).to_owned();
        let pattern = if below { Pattern::Below(path) } else { Pattern::Exact(path) };
        Ok(Self { pattern, written: written.to_owned(), component: component.to_owned() })
    }

    /// The component that answers.
    pub(crate) fn component(&self) -> &str {
        &self.component
    }

    /// The route as the manifest writes it.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// The route without `/...` at its end.
    pub(crate) fn prefix(&self) -> &str {
        self.written.strip_suffix("/...").unwrap_or(&self.written)
    }

    fn matches<'a>(&'a self, path: &'a str) -> Option<Match<'a>> {
        match &self.pattern {
            Pattern::Exact(exact) => {
                (without_slash(path) == exact).then_some(Match { route: self, below: "" })
            }
            Pattern::Below(prefix) => {
                let below = path.strip_prefix(prefix.as_str())?;
                let whole_segment = below.is_empty() || below.starts_with('/');
                whole_segment.then_some(Match { route: self, below })
            }
        }
    }

    /// How the route ranks among those that match one path: an exact one first, then the longest.
    fn rank(&self) -> (bool, usize) {
        match &self.pattern {
            Pattern::Exact(path) => (true, path.len()),
            Pattern::Below(path) => (false, path.len()),
        }
    }
}

impl Router {
    /// Puts the routes in order. No two may claim the same paths.
    pub(crate) fn new(mut routes: Vec<Route>) -> Result<Self, InvalidRoute> {
        for (at, route) in routes.iter().enumerate() {
            let earlier = routes.iter().take(at).find(|other| other.pattern == route.pattern);
            if let Some(earlier) = earlier {
                return Err(InvalidRoute::Claimed {
                    route: route.written.clone(),
                    first: earlier.component.clone(),
                    second: route.component.clone(),
                });
            }
        }
        routes.sort_by_key(|route| std::cmp::Reverse(route.rank()));
        Ok(Self(routes))
    }

    /// All routes, most specific first.
    pub(crate) fn routes(&self) -> &[Route] {
        &self.0
    }

    /// The route that `path` (without a query) leads to: an exact route before any `/...` one, and
    /// the longest of those. As in Spin, a slash at the end of the path makes no difference.
    pub(crate) fn find<'a>(&'a self, path: &'a str) -> Option<Match<'a>> {
        self.0.iter().find_map(|route| route.matches(path))
    }
}

impl<'a> Match<'a> {
    /// The route that matched.
    pub(crate) fn route(&self) -> &'a Route {
        self.route
    }

    /// What of the path `/...` stood for: empty or beginning with a slash.
    pub(crate) fn below(&self) -> &'a str {
        self.below
    }
}

fn without_slash(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router(routes: &[(&str, &str)]) -> Result<Router, InvalidRoute> {
        let routes = routes.iter().map(|(written, component)| Route::parse(written, component));
        Router::new(routes.collect::<Result<_, _>>()?)
    }

    fn check(name: &str, path: &str, want: Option<(&str, &str)>) {
        let router = router(&[
            ("/...", "rest"),
            ("/", "home"),
            ("/s/...", "submit"),
            ("/s/admin/...", "admin"),
            ("/s/help", "help"),
            ("/slash/", "slash"),
        ])
        .unwrap();
        let found = router.find(path);
        let found = found.as_ref().map(|found| (found.route().component(), found.below()));
        assert_eq!(found, want, "{name}");
    }

    #[test]
    fn the_most_specific_route_answers() {
        check("exact root", "/", Some(("home", "")));
        check("below, with nothing", "/s", Some(("submit", "")));
        check("below, with a slash", "/s/", Some(("submit", "/")));
        check("below, with a path", "/s/sus/definition", Some(("submit", "/sus/definition")));
        check("trailing slash is kept below", "/s/sus/", Some(("submit", "/sus/")));
        check("the longest prefix", "/s/admin/x", Some(("admin", "/x")));
        check("exact before prefix", "/s/help", Some(("help", "")));
        check("exact with a slash more", "/s/help/", Some(("help", "")));
        check("below an exact one", "/s/help/x", Some(("submit", "/help/x")));
        check("not half a segment", "/survey", Some(("rest", "/survey")));
        check("route written with a slash", "/slash", Some(("slash", "")));
    }

    #[test]
    fn a_path_without_a_route_has_no_answer() {
        let router = router(&[("/s/...", "submit")]).unwrap();
        for path in ["/", "/survey", "/S/x", "*"] {
            assert_eq!(router.find(path), None, "{path}");
        }
    }

    #[test]
    fn routes_that_cannot_be_served_are_refused() {
        let claimed = |route: &str| InvalidRoute::Claimed {
            route: route.to_owned(),
            first: "one".to_owned(),
            second: "two".to_owned(),
        };
        for (name, routes, want) in [
            ("twice", [("/a", "one"), ("/a", "two")], claimed("/a")),
            ("twice but for a slash", [("/a", "one"), ("/a/", "two")], claimed("/a/")),
            ("twice below", [("/a/...", "one"), ("/a/...", "two")], claimed("/a/...")),
            ("relative", [("a", "one"), ("/", "two")], InvalidRoute::NotAbsolute("a".into())),
            ("named", [("/:id", "one"), ("/", "two")], InvalidRoute::Wildcard("/:id".into())),
            ("star", [("/a/*", "one"), ("/", "two")], InvalidRoute::Wildcard("/a/*".into())),
            ("early", [("/.../a", "one"), ("/", "two")], InvalidRoute::Wildcard("/.../a".into())),
        ] {
            assert_eq!(router(&routes).err(), Some(want), "{name}");
        }
    }

    #[test]
    fn an_exact_route_and_one_below_it_live_together() {
        assert!(router(&[("/a", "one"), ("/a/...", "two")]).is_ok());
    }
}
