//! Second factors, while the clock is moved on: guesses at one, and what is asked of a passkey.

use contract::Target;
use credential::{Function, SecondFactorClaims, second_factor_label};
use serde_json::{Value, json};
use tests::passkey::{AddedPasskey, Ceremony};
use tests::{Answer, Client, Person, Platform, Signed, TwoStep, now, platform};

use crate::alone;

/// Storage's clock, moved. It is right again when this ends, however it does.
struct Clock<'a> {
    control: Client,
    platform: &'a Platform,
    ahead_seconds: u64,
}

impl<'a> Clock<'a> {
    fn new(platform: &'a Platform) -> Self {
        let control = Client::new(&platform.ready.control.storage);
        Self { control, platform, ahead_seconds: 0 }
    }

    fn move_on(&mut self, seconds: u64) {
        self.ahead_seconds += seconds;
        let call = self.control.put("/variables/clock_offset_seconds");
        let _ = call.body("text/plain", self.ahead_seconds.to_string()).send().expect(204);
    }

    /// Shows a code to storage, as login does.
    fn show(&self, token: &str, code: &str) -> Answer {
        self.ask(Target::VerifyFactor, &json!({ "token": token, "code": code }))
    }

    /// Asks something of storage, as login does.
    fn ask(&self, target: Target, message: &Value) -> Answer {
        let body = message.to_string().into_bytes();
        let signed = Signed::new(Function::Login, target).body(body);
        let signed = signed.created(now().saturating_add_seconds(self.ahead_seconds));
        let Platform { storage, keys, .. } = self.platform;
        storage.run(signed.request(storage, keys)).unwrap()
    }
}

impl Drop for Clock<'_> {
    fn drop(&mut self) {
        let _ = self.control.call(http::Method::DELETE, "/variables/clock_offset_seconds").send();
    }
}

/// Of ten thousand guesses within an hour, nineteen are looked at.
#[test]
fn guesses_at_a_code_wait_longer_and_longer() {
    let _alone = alone();
    let platform = platform();
    let person = Person::new(platform);
    let two_step = TwoStep::add(platform, &person);
    let ring = platform.keys.master().derive(&second_factor_label(platform.keys.zone()));
    let token = ring.sign(&SecondFactorClaims {
        sub: person.user.clone(),
        ten: platform.ready.company.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        epoch: 2,
        org: false,
        exp: now().saturating_add_seconds(7200),
    });
    let token = token.unwrap();
    let mut clock = Clock::new(platform);
    // A recovery code that nobody has: of random digits one might be right.
    let guess = "aaaa-aaaa-aaaa-aaaa";
    let let_through = |clock: &Clock<'_>, guesses: usize| {
        let statuses = (0..guesses).map(|_| clock.show(&token, guess).status);
        statuses.filter(|status| *status != 429).count()
    };
    assert_eq!(let_through(&clock, 200), 10);
    for wait in [10_u64, 20, 40, 80, 160, 320, 640, 900, 900] {
        let early = clock.show(&token, guess);
        assert_eq!(
            (early.status, early.problem().0.as_str()),
            (429, "too-many-attempts"),
            "{wait}"
        );
        let told: u64 = early.header("retry-after").parse().unwrap();
        assert!((1..=wait).contains(&told), "{told} of {wait}");
        clock.move_on(told);
        assert_eq!(let_through(&clock, 1100), 1, "{wait}");
    }
    let step = (now().get() + clock.ahead_seconds) / credential::STEP_SECONDS;
    let right = two_step.secret.code_of_step(step).to_string();
    assert_eq!(clock.show(&token, &right).status, 429, "the right one waits as well");
    clock.move_on(900);
    let step = (now().get() + clock.ahead_seconds) / credential::STEP_SECONDS;
    let right = two_step.secret.code_of_step(step).to_string();
    let _ = clock.show(&token, &right).expect(200);
    assert_eq!(clock.show(&token, guess).status, 401, "what succeeded is forgotten");
}

/// What is asked of a passkey is answered within five minutes.
#[test]
fn a_challenge_ends() {
    let _alone = alone();
    let platform = platform();
    let person = Person::new(platform);
    let session = person.sign_in(platform);
    let passkey = AddedPasskey::add(platform, &person, &session).passkey;
    let mut clock = Clock::new(platform);
    for (seconds, counter, want) in [(290, 1, 200), (301, 2, 401), (0, 3, 200)] {
        let asked = clock.ask(Target::AskPasskey, &json!({})).expect(200).json();
        let options = json!({ "challenge": asked["challenge"], "rpId": asked["relying_party"] });
        let said = Ceremony::on(&platform.site, "webauthn.get", &options);
        let shown = passkey.shown(&Ceremony { counter, ..said });
        clock.move_on(seconds);
        let answer = clock.ask(Target::VerifyPasskey, &shown);
        assert_eq!(answer.status, want, "after {seconds} seconds: {}", answer.text());
    }
}
