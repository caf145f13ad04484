//! In English.

use super::super::{AppTexts, OwnTexts};
use crate::words::zone::PlaceTexts;

pub(crate) const EN: OwnTexts = OwnTexts {
    store_evaluator: STORE_EVALUATOR,
    leveranskontroll: LEVERANSKONTROLL,
    delivery_control: DELIVERY_CONTROL,
    stay_evaluator: STAY_EVALUATOR,
    why_cancel: WHY_CANCEL,
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
    things: "Orders",
    connect_lead: "Your shop sends each order when it is placed, shipped or delivered, and when it is \
                   cancelled or returned. The same order and stage may be sent as often as you like.",
    own: None,
};

const LEVERANSKONTROLL: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Leveranskontroll",
        go_in: "Go to Leveranskontroll",
        to_home: "To Leveranskontroll",
    },
    lead: "For shops, carriers, wholesalers and installers: how each delivery went, asked of its recipient while it is fresh.",
    points: [
        (
            "Asked while it is fresh",
            "The recipient is asked two hours after delivery, once an order in however many parcels it comes. Returns and failed attempts ask nobody.",
        ),
        (
            "Told at once of what is damaged or missing",
            "Damage, what is missing and low scores raise an alert while it can still be put right, with whoever is to do so.",
        ),
        (
            "Figures that hold",
            "Scores by carrier, region, type of delivery and driver, and promised against actual. Who does not answer is never counted as satisfied.",
        ),
    ],
    stages: &[
        ("after-delivery", "Consumers", "How the delivery went. Asked 2 hours after it."),
        (
            "after-business-delivery",
            "Companies",
            "How the delivery to a company went. Asked 2 hours after it.",
        ),
    ],
    things: "Deliveries",
    connect_lead: "Tell of each delivery what became of it: delivered, returned or failed. The same delivery may be sent as often as you like.",
    own: None,
};

const DELIVERY_CONTROL: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Delivery Control Survey",
        go_in: "Go to Delivery Control Survey",
        to_home: "To Delivery Control Survey",
    },
    lead: "For shops, carriers, wholesalers and installers: how each delivery went, asked of its recipient while it is fresh.",
    points: [
        (
            "Asked while it is fresh",
            "The recipient is asked two hours after delivery, once an order in however many parcels it comes. Returns and failed attempts ask nobody.",
        ),
        (
            "Told at once of what is damaged or missing",
            "Damage, what is missing and low scores raise an alert while it can still be put right, with whoever is to do so.",
        ),
        (
            "Figures that hold",
            "Scores by carrier, region, type of delivery and driver, and promised against actual. Who does not answer is never counted as satisfied.",
        ),
    ],
    stages: &[
        ("after-delivery", "Consumers", "How the delivery went. Asked 2 hours after it."),
        (
            "after-business-delivery",
            "Companies",
            "How the delivery to a company went. Asked 2 hours after it.",
        ),
    ],
    things: "Deliveries",
    connect_lead: "Tell of each delivery what became of it: delivered, returned or failed. The same delivery may be sent as often as you like.",
    own: None,
};

const STAY_EVALUATOR: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Stay Evaluator",
        go_in: "Go to Stay Evaluator",
        to_home: "To Stay Evaluator",
    },
    lead: "For hotels, hostels and camping sites: how it is to stay, asked while the guest is there and when they have left.",
    points: [
        (
            "While it can still be put right",
            "Who stays three nights or more is asked after a day. If something is wrong, you hear of it before the guest leaves.",
        ),
        (
            "Nobody is steered",
            "All may write, all may ask to be contacted, and all read the same words of thanks. Nobody who is content is led to a public review, and nobody who is not is kept from one.",
        ),
        (
            "Department by department",
            "Reception, housekeeping, food and facilities, by property and by group, on a scale from 0 to 10 whatever was answered on.",
        ),
    ],
    stages: &[
        (
            "in-stay",
            "During the stay",
            "How the stay is so far. Asked a day after arrival, if it has three nights or more.",
        ),
        ("post-stay", "After the stay", "How the stay was. Asked a day after the guest has left."),
    ],
    things: "Stays",
    connect_lead: "Tell of each stay when it is booked, when the guest arrives and when the guest leaves. The same stay may be sent as often as you like.",
    own: Some((
        "Rules of stays, as JSON",
        "Which guests are asked, from how many nights on, who is left out, and below which scores staff are told: docs/stay-evaluator-api.md.",
    )),
};

const WHY_CANCEL: AppTexts = AppTexts {
    place: PlaceTexts { name: "Why Cancel", go_in: "Go to Why Cancel", to_home: "To Why Cancel" },
    lead: "For those who sell subscriptions: why people leave, what would keep them, and what is lost with those who go.",
    points: [
        (
            "Never in the way",
            "The way to cancel is on every page and needs no answer. If we are down, your own cancellation goes on.",
        ),
        (
            "Reasons that can be counted",
            "Reasons have names that never change, with words in seventeen languages. Who leaves may write a line, and need not.",
        ),
        (
            "The right offer, once",
            "A discount, a pause, another plan or a contact, by reason. Nobody is made the same offer again by cancelling again.",
        ),
    ],
    stages: &[
        (
            "cancelled",
            "After cancelling",
            "Why somebody left. Asked an hour after it was cancelled.",
        ),
        (
            "win-back",
            "Coming back",
            "What would bring them back, with an offer if you like. Asked once, 30 days after, and only once you have said under Offers on what grounds.",
        ),
    ],
    things: "Subscriptions",
    connect_lead: "Tell when a subscription is cancelled, and when it goes on. The same subscription may be sent as often as you like.",
    own: None,
};
