//! Coming into the rooms for staff, as all of them have it.

use tests::{Answer, Person, Upload, cookie_named, fields, platform};

/// A room that login leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Its name in login's addresses.
    pub(crate) name: &'static str,
    /// Where it begins.
    pub(crate) home: &'static str,
    /// A page of it for which one must be signed in.
    pub(crate) inside: &'static str,
    /// The cookie with its session.
    pub(crate) session: &'static str,
    /// The cookie with what a browser brings back from login.
    pub(crate) way: &'static str,
}

pub(crate) const ZONE: Room = Room {
    name: "zone",
    home: "/zone",
    inside: "/zone",
    session: "__Host-nordsvar_zone",
    way: "__Host-nordsvar_zone_way",
};

pub(crate) const TOOL: Room = Room {
    name: "tool",
    home: "/tool",
    inside: "/tool",
    session: "__Host-nordsvar_tool",
    way: "__Host-nordsvar_tool_way",
};

pub(crate) const STORE_EVALUATOR: Room = Room {
    name: "store-evaluator",
    home: "/apps/store-evaluator",
    inside: "/apps/store-evaluator/instances",
    session: "__Host-nordsvar_store_evaluator",
    way: "__Host-nordsvar_store_evaluator_way",
};

pub(crate) const LEVERANSKONTROLL: Room = Room {
    name: "leveranskontroll",
    home: "/apps/leveranskontroll",
    inside: "/apps/leveranskontroll/instances",
    session: "__Host-nordsvar_delivery_control",
    way: "__Host-nordsvar_delivery_control_way",
};

pub(crate) const DELIVERY_CONTROL: Room = Room {
    name: "delivery-control",
    home: "/apps/delivery-control",
    inside: "/apps/delivery-control/instances",
    session: "__Host-nordsvar_delivery_control",
    way: "__Host-nordsvar_delivery_control_way",
};

pub(crate) const STAY_EVALUATOR: Room = Room {
    name: "stay-evaluator",
    home: "/apps/stay-evaluator",
    inside: "/apps/stay-evaluator/instances",
    session: "__Host-nordsvar_stay_evaluator",
    way: "__Host-nordsvar_stay_evaluator_way",
};

pub(crate) const WHY_CANCEL: Room = Room {
    name: "why-cancel",
    home: "/apps/why-cancel",
    inside: "/apps/why-cancel/instances",
    session: "__Host-nordsvar_why_cancel",
    way: "__Host-nordsvar_why_cancel_way",
};

/// Somebody in a room, with a browser of their own.
pub(crate) struct Visitor {
    pub(crate) cookie: String,
}

pub(crate) fn get(path: &str, cookie: &str) -> Answer {
    platform().site.get(path).header("cookie", cookie).send()
}

pub(crate) fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let site = &platform().site;
    let call = site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", site.base()).send()
}

impl Room {
    /// The way from the room to login: what this browser keeps, and where it goes.
    pub(crate) fn begun(self) -> (String, String) {
        let sent = get(self.inside, "").expect(303);
        let way = format!("{}={}", self.way, cookie_named(&sent, self.way).unwrap());
        let site = platform().site.base();
        let path = sent.header("location").strip_prefix(site).unwrap().to_owned();
        assert!(path.starts_with(&format!("/login/{}?for=", self.name)), "{path}");
        (way, path)
    }

    /// Where one comes in.
    fn session_path(self) -> String {
        format!("{}/session", self.home)
    }

    /// What login's page hands over to a browser that asks at `path`.
    pub(crate) fn handed_over(self, person: &Person, path: &str) -> String {
        let page = get(path, &person.sign_in(platform())).expect(200);
        assert!(page.text().contains(&self.session_path()), "{}", page.text());
        fields(page.text()).into_iter().find(|field| field.name == "token").unwrap().value
    }

    /// Somebody who has come in.
    pub(crate) fn visitor(self, person: &Person) -> Visitor {
        let (way, path) = self.begun();
        let token = self.handed_over(person, &path);
        let inside = post(&self.session_path(), &way, &[("token", &token)]).expect(303);
        assert_eq!(inside.header("location"), self.home);
        assert_eq!(cookie_named(&inside, self.way).as_deref(), Some(""), "the way is forgotten");
        let session = cookie_named(&inside, self.session).unwrap();
        Visitor { cookie: format!("{}={session}", self.session) }
    }
}

impl Visitor {
    /// Somebody in the Customer Zone.
    pub(crate) fn new(person: &Person) -> Self {
        ZONE.visitor(person)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        get(path, &self.cookie)
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        post(path, &self.cookie, fields)
    }

    /// Sends a form with files.
    pub(crate) fn send(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, Upload<'_>)],
    ) -> Answer {
        let site = &platform().site;
        let call = site.post(path).multipart(fields, files).header("cookie", &self.cookie);
        call.header("origin", site.base()).send()
    }
}

/// Whoever has nothing to come in with is sent away, and stays out.
pub(crate) fn hand_over_is_good_in_one_browser(room: Room) {
    let person = Person::new(platform());
    let ((way, path), (other, _)) = (room.begun(), room.begun());
    let token = room.handed_over(&person, &path);
    let elsewhere = if room.name == "zone" { TOOL } else { ZONE };
    let (_, other_path) = elsewhere.begun();
    let other_rooms = elsewhere.handed_over(&person, &other_path);
    let session = room.session_path();
    for (name, cookie, token) in [
        ("no secret", "", token.as_str()),
        ("another browser's", &other, &token),
        ("a session's token", &way, &person.session(platform(), 0, 0)),
        ("another room's", &way, &other_rooms),
        ("nothing", &way, ""),
    ] {
        let refused = post(&session, cookie, &[("token", token)]);
        assert!((400..500).contains(&refused.status), "{name}: {}", refused.status);
        assert_eq!(cookie_named(&refused, room.session), None, "{name}");
        assert!(refused.text().contains("This did not work"), "{name}: {}", refused.text());
    }
    let _ = post(&session, &way, &[("token", &token)]).expect(303);
}

/// Who signs out here is out at login, too.
pub(crate) fn signing_out_ends_both(room: Room) {
    let person = Person::new(platform());
    let visitor = room.visitor(&person);
    let site = platform().site.base();
    let left = visitor.post(&format!("{}/sign-out", room.home), &[]).expect(307);
    assert_eq!(left.header("location"), format!("{site}/login/logout"));
    assert_eq!(cookie_named(&left, room.session).as_deref(), Some(""));
    let out = post("/login/logout", &person.sign_in(platform()), &[]).expect(303);
    assert_eq!(cookie_named(&out, "__Host-nordsvar_login").as_deref(), Some(""));
}
