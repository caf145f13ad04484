//! In English.

use super::{
    AppTexts, AppsTexts, EraseTexts, InstanceTexts, InstancesTexts, InvitationTexts,
    InvitationsTexts, LettersTexts, MakeTexts, SettingsTexts,
};
use crate::words::zone::PlaceTexts;

pub(crate) const EN: AppsTexts = AppsTexts {
    instances: INSTANCES,
    make: MAKE,
    one: ONE,
    settings: SETTINGS,
    letters: LETTERS,
    invitations: INVITATIONS,
    invitation: INVITATION,
    alerts: super::alerts::EN,
    erase: ERASE,
    report: super::report::EN,
    badge: super::badge::EN,
    store_evaluator: STORE_EVALUATOR,
};

const STORE_EVALUATOR: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Store Evaluator",
        go_in: "Go to Store Evaluator",
        to_home: "To Store Evaluator",
    },
    lead: "For web shops: how it was to buy, asked at checkout and once the goods should be there.",
    points: [
        (
            "Asked at the right time",
            "Your shop tells of its orders. Each buyer is asked once a stage, within the hours that \
             you choose, and not again for a while.",
        ),
        (
            "Told at once where it went wrong",
            "An order that has not come, a low score, somebody who wants to be contacted: you hear of \
             it while it can still be put right.",
        ),
        (
            "Nobody is pestered",
            "One click and no more messages come. Addresses are sealed, stay in Sweden, and are erased \
             when somebody asks for it.",
        ),
    ],
    stages: &[
        ("checkout", "At checkout", "How shopping went. Asked as soon as the order is placed."),
        (
            "after-delivery",
            "After delivery",
            "Whether the order has come, and how it was. Asked 7 days after it is shipped or delivered.",
        ),
    ],
    connect_lead: "Your shop sends each order when it is placed, shipped or delivered, and when it is \
                   cancelled or returned. The same order and stage may be sent as often as you like.",
};

const INSTANCES: InstancesTexts = InstancesTexts {
    title: "Set up",
    lead: "Where you ask, and how it goes. Counts are of invitations, tests left out.",
    caption: "What is set up",
    headers: ["Name", "State", "Waiting", "Sent", "Answered"],
    none: "Nothing is set up yet. Set up the first one: it takes a minute, and nothing is sent before your \
           system tells of something.",
    none_to_see: "Nothing is set up yet.",
    runs: "Runs",
    paused: "Paused",
};

const MAKE: MakeTexts = MakeTexts {
    title: "Set up a new one",
    lead: "A ready-made survey is published under a name of its own; you can change it in the Survey Tool \
           at any time. All else can be changed here later.",
    name: "What is it called?",
    name_help: "As recipients know it: the name of the shop, for instance.",
    instance: "A name for programs",
    instance_help: "1 to 64 of a to z, 0 to 9 and hyphens. Your system names it, and it is not changed later.",
    stage: "When does it ask?",
    languages: "In which languages is the survey?",
    languages_help: "Respondents choose among these. The first one stands for all others.",
    reply_to: "Where do replies to the mail go?",
    reply_to_help: "An e-mail address of yours. Without one, replies are not read by anybody.",
    make: "Set it up",
    name_fault: "Give it a name of 1 to 60 characters.",
    instance_fault: "This is not 1 to 64 of a to z, 0 to 9 and hyphens.",
    taken: "There is one of this name already.",
    stage_fault: "Choose when it asks.",
    languages_fault: "Choose at least one language.",
    reply_to_fault: "This is no e-mail address.",
    made: "It is set up, and its survey is published.",
};

const ONE: InstanceTexts = InstanceTexts {
    parts: ["Overview", "When and whom", "Texts", "Invitations", "Alerts", "Report"],
    parts_label: "Parts of this set-up",
    facts: ["State", "Name for programs", "Asks", "Survey", "Set up"],
    counts: "Invitations",
    count_headers: ["How they stand", "How many"],
    no_counts: "None yet. Send an event as below, with \"test\": true, and see what comes.",
    connect: "Connect your system",
    connect_key: "You need an API key, which you make in the Customer Zone. It is sent with every event.",
    connect_first: "The least that is needed",
    connect_try: "Try it out first",
    connect_command: "A command",
    to_keys: "To the API keys",
    pause: "Pause",
    pause_help: "Nothing more is sent until you go on. What comes in is kept.",
    resume: "Go on",
    resume_help: "What waits is sent from now on, within the hours that you have chosen.",
    was_paused: "It is paused.",
    was_resumed: "It runs again.",
};

const SETTINGS: SettingsTexts = SettingsTexts {
    lead: "What is changed here holds for what has not been written yet.",
    when: "When",
    delay: "How long after what happened is the invitation sent?",
    unit: "Counted in",
    units: ["minutes", "hours", "days"],
    from: "Not before",
    to: "Not after",
    clock_help: "By the recipient's own clock, as 08:00.",
    days: "On which days",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    holidays: "Not on public holidays where the recipient is",
    give_up: "Not at all if it is later than so many days",
    link: "For how many days can the link be used?",
    reminders: "Reminders",
    reminders_help: "How many days after the message before, up to three, as 5, 10. Empty for none.",
    how: "How",
    channels: "By which way",
    channel_ways: [
        "By mail, else by text message",
        "By text message, else by mail",
        "By mail only",
        "By text message only",
        "As it is set now",
    ],
    bounce: "Try the next way where a message cannot be delivered",
    whom: "Whom",
    at_most: "At most so many invitations to one person",
    in_days: "in so many days",
    quarantine_help: "Counted over everything that your organisation sends from Nordsvar.",
    action: "One more is sent",
    actions: ["later, when there is room", "not at all"],
    same_buyer: "Do not ask the same person again for so many days",
    same_product: "Do not ask about the same product again for so many days",
    zero_help: "0 for no such rule.",
    skip: "Do not invite at all if",
    flags: [
        ("cancelled", "it was cancelled"),
        ("failed", "it failed, as a delivery that did not arrive"),
        ("returned", "what was bought was sent back"),
        ("wholesale", "the buyer is a reseller"),
        ("no-consent", "the person does not want to be asked"),
    ],
    save: "Save",
    saved: "It is saved.",
    faults: "Nothing is saved yet: some of it is wrong.",
    fault_headers: ["Where", "What"],
    json_title: "All settings as text",
    json_lead: "For what has no field above: further rules, days off, alerts. In JSON, as the documentation says.",
    json_policy: "When and whom",
    json_alerts: "Alerts",
    json_fault: "This is not JSON.",
};

const LETTERS: LettersTexts = LettersTexts {
    lead: "What your messages say, in each language. Where you have no texts of your own, ours are sent.",
    which: "Which texts",
    kind: "Message",
    kinds: [
        ("invitation", "Invitation"),
        ("reminder-1", "First reminder"),
        ("reminder-2", "Second reminder"),
        ("reminder-3", "Third reminder"),
        ("test", "Test"),
    ],
    language: "Language",
    show: "Show",
    ours: "These are our texts. Change them, and they are yours.",
    own: "These are your own texts.",
    variables: "In braces stands what differs from one to the next, with what stands there if it is not \
                known, as {first_name|there}. There are:",
    sender: "Sender",
    subject: "Subject",
    preheader: "Behind the subject",
    body: "Text",
    body_help: "A blank line begins a new paragraph.",
    button: "On the button",
    sign_off: "The last line",
    footer: "At the foot",
    footer_help: "Such as your postal address. How to get no more messages stands there by itself.",
    sms: "Text message",
    sms_help: "With {link} in it.",
    save: "Save",
    remove: "Use our texts instead",
    saved: "The texts are saved.",
    removed: "Our texts are sent from now on.",
    faults: "Nothing is saved yet: some of the texts are wrong.",
    preview: "How it looks",
    preview_lead: "With examples in place of what is known of a recipient. Where the survey's first question can be asked \
                   in the mail, its choices stand in place of the button.",
    preview_html: "See the mail as it is sent",
    preview_sms: "Text message",
    sms_length: ("Messages", "Characters"),
    missing: "In these languages of the survey, another one is sent",
    missing_headers: ["Message", "Language", "Sent is"],
};

const INVITATIONS: InvitationsTexts = InvitationsTexts {
    lead: "Each is of one person, for one event.",
    state: "How it stands",
    all: "All",
    states: [
        ("scheduled", "Waits"),
        ("sending", "Is being sent"),
        ("sent", "Sent"),
        ("delivered", "Arrived"),
        ("opened", "Opened"),
        ("clicked", "Link followed"),
        ("answered", "Answered"),
        ("skipped", "Nobody invited"),
        ("cancelled", "Cancelled"),
        ("opted-out", "Wants no more"),
        ("complained", "Complained"),
        ("erased", "Erased"),
        ("bounced", "Not delivered"),
        ("refused", "Refused"),
        ("expired", "Time is up"),
    ],
    key: "Your reference",
    who: "Of whom",
    who_help: "An e-mail address, or a phone number that begins with +. It is looked up and not kept.",
    who_fault: "This is no e-mail address, and no phone number that begins with +.",
    search: "Search",
    caption: "Invitations",
    headers: ["Your reference", "How it stands", "Came in", "Next"],
    none: "There are none yet.",
    none_found: "None are like this.",
    more: "More",
    test: "Test",
    no_time: "Nothing more",
};

const INVITATION: InvitationTexts = InvitationTexts {
    title: "Invitation",
    facts: ["How it stands", "Your reference", "Recipient", "Next"],
    history: "What happened",
    history_headers: ["When", "What"],
    send_now: "Send now",
    send_now_help: "Does not wait any longer. Hours, days off and rules for how often still hold.",
    resend: "Send again",
    resend_help: "Up to three times, to who has not answered.",
    cancel: "Cancel",
    cancel_help: "Nothing more is sent, and the link takes no answer. This cannot be taken back.",
    was_sent_now: "It is sent as soon as it may be.",
    was_resent: "It is sent again.",
    was_cancelled: "It is cancelled.",
    unchanged: "Nothing was changed:",
    forgotten: "Forgotten",
};

const ERASE: EraseTexts = EraseTexts {
    title: "Erase a person",
    lead: "Address, name and what messages said of them are gone for good, in all of your apps, and nothing \
           is ever sent to this address again. What they answered without a name stays.",
    who: "E-mail address, or phone number that begins with +",
    confirm: "I know that this cannot be taken back.",
    erase: "Erase",
    fault: "This is no e-mail address, and no phone number that begins with +.",
    not_confirmed: "Nothing was erased. Say that you know that it cannot be taken back.",
    erased: "Whoever had this address is erased, and will not be written to.",
};
