//! In Swedish.

use super::super::{AppTexts, OwnTexts};
use crate::words::zone::PlaceTexts;

pub(crate) const SV: OwnTexts = OwnTexts {
    store_evaluator: STORE_EVALUATOR,
    leveranskontroll: LEVERANSKONTROLL,
    delivery_control: DELIVERY_CONTROL,
    stay_evaluator: STAY_EVALUATOR,
    why_cancel: WHY_CANCEL,
};

const STORE_EVALUATOR: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Store Evaluator",
        go_in: "Gå till Store Evaluator",
        to_home: "Till Store Evaluator",
    },
    lead: "För webbutiker: hur det var att handla, frågat i kassan och när varorna borde ha kommit.",
    points: [
        (
            "Frågar vid rätt tid",
            "Butiken berättar om sina beställningar. Varje köpare tillfrågas en gång per steg, inom de tider du \
             väljer, och inte igen på ett tag.",
        ),
        (
            "Du får veta direkt när något gått fel",
            "En beställning som inte kommit, ett lågt betyg, någon som vill bli kontaktad: du hör om det medan det \
             ännu går att rätta till.",
        ),
        (
            "Ingen blir tjatad på",
            "Ett klick och det kommer inga fler meddelanden. Adresser är förseglade, stannar i Sverige och raderas \
             när någon ber om det.",
        ),
    ],
    stages: &[
        ("checkout", "I kassan", "Hur det gick att handla. Frågas så snart beställningen är lagd."),
        (
            "after-delivery",
            "Efter leverans",
            "Om beställningen har kommit, och hur den var. Frågas 7 dagar efter att den skickats eller levererats.",
        ),
    ],
    things: "Beställningar",
    connect_lead: "Butiken skickar varje beställning när den läggs, skickas eller levereras, och när den avbeställs \
                   eller returneras. Samma beställning och steg får skickas hur ofta som helst.",
    own: None,
};

const LEVERANSKONTROLL: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Leveranskontroll",
        go_in: "Gå till Leveranskontroll",
        to_home: "Till Leveranskontroll",
    },
    lead: "För butiker, transportörer, grossister och montörer: hur varje leverans gick, frågat av mottagaren medan det är färskt.",
    points: [
        (
            "Frågar när leveransen är färsk",
            "Mottagaren tillfrågas två timmar efter leverans, en gång per beställning hur många kollin den än kommer i. Returer och misslyckade försök frågar ingen om.",
        ),
        (
            "Du får veta direkt när något är skadat eller saknas",
            "Skador, sådant som saknas och låga betyg larmar medan det ännu går att rätta till, hos den som ska göra det.",
        ),
        (
            "Siffror som håller",
            "Betyg per transportör, region, leveranssätt och förare, och lovad tid mot verklig. Den som inte svarar räknas aldrig som nöjd.",
        ),
    ],
    stages: &[
        ("after-delivery", "Konsumenter", "Hur leveransen gick. Frågas 2 timmar efter leverans."),
        (
            "after-business-delivery",
            "Företag",
            "Hur leveransen till ett företag gick. Frågas 2 timmar efter leverans.",
        ),
    ],
    things: "Leveranser",
    connect_lead: "Berätta vad som hänt med varje leverans: levererad, returnerad eller misslyckad. Samma leverans får skickas hur ofta som helst.",
    own: None,
};

const DELIVERY_CONTROL: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Delivery Control Survey",
        go_in: "Gå till Delivery Control Survey",
        to_home: "Till Delivery Control Survey",
    },
    lead: "För butiker, transportörer, grossister och montörer: hur varje leverans gick, frågat av mottagaren medan det är färskt.",
    points: [
        (
            "Frågar när leveransen är färsk",
            "Mottagaren tillfrågas två timmar efter leverans, en gång per beställning hur många kollin den än kommer i. Returer och misslyckade försök frågar ingen om.",
        ),
        (
            "Du får veta direkt när något är skadat eller saknas",
            "Skador, sådant som saknas och låga betyg larmar medan det ännu går att rätta till, hos den som ska göra det.",
        ),
        (
            "Siffror som håller",
            "Betyg per transportör, region, leveranssätt och förare, och lovad tid mot verklig. Den som inte svarar räknas aldrig som nöjd.",
        ),
    ],
    stages: &[
        ("after-delivery", "Konsumenter", "Hur leveransen gick. Frågas 2 timmar efter leverans."),
        (
            "after-business-delivery",
            "Företag",
            "Hur leveransen till ett företag gick. Frågas 2 timmar efter leverans.",
        ),
    ],
    things: "Leveranser",
    connect_lead: "Berätta vad som hänt med varje leverans: levererad, returnerad eller misslyckad. Samma leverans får skickas hur ofta som helst.",
    own: None,
};

const STAY_EVALUATOR: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Stay Evaluator",
        go_in: "Gå till Stay Evaluator",
        to_home: "Till Stay Evaluator",
    },
    lead: "För hotell, vandrarhem och campingplatser: hur det är att bo, frågat medan gästen är kvar och när gästen har rest.",
    points: [
        (
            "Medan det ännu går att rätta till",
            "Den som stannar minst tre nätter tillfrågas efter en dag. Är något fel hör du av det innan gästen reser.",
        ),
        (
            "Ingen styrs",
            "Alla får skriva, alla får bli kontaktade, och alla läser samma tack. Ingen som är nöjd leds till ett omdöme på en annan plats, och ingen som är missnöjd hålls borta.",
        ),
        (
            "Avdelning för avdelning",
            "Reception, städning, mat och anläggning, per hus och per grupp, på en skala från 0 till 10 vad man än svarade på.",
        ),
    ],
    stages: &[
        (
            "in-stay",
            "Under vistelsen",
            "Hur vistelsen är så här långt. Frågas en dag efter ankomst, om den är minst tre nätter.",
        ),
        ("post-stay", "Efter vistelsen", "Hur vistelsen var. Frågas en dag efter avresa."),
    ],
    things: "Vistelser",
    connect_lead: "Berätta om varje vistelse när den bokas, när gästen kommer och när gästen reser. Samma vistelse får skickas hur ofta som helst.",
    own: Some((
        "Regler för vistelser, som JSON",
        "Vilka gäster som frågas, från hur många nätter, vilka som undantas, och under vilka poäng personalen larmas: docs/stay-evaluator-api.md.",
    )),
};

const WHY_CANCEL: AppTexts = AppTexts {
    place: PlaceTexts {
        name: "Why Cancel",
        go_in: "Gå till Why Cancel",
        to_home: "Till Why Cancel",
    },
    lead: "För den som säljer abonnemang: varför människor lämnar, vad som skulle få dem att stanna, och vad som går förlorat med dem som går.",
    points: [
        (
            "Aldrig i vägen",
            "Vägen till att säga upp finns på varje sida och kräver inget svar. Är vi nere går din egen uppsägning vidare.",
        ),
        (
            "Skäl som går att räkna",
            "Skälen har namn som aldrig ändras, med ord på sjutton språk. Den som går får skriva en rad, men måste inte.",
        ),
        (
            "Rätt erbjudande, en gång",
            "Rabatt, paus, annan plan eller kontakt, efter skäl. Ingen får samma erbjudande igen genom att säga upp igen.",
        ),
    ],
    stages: &[
        (
            "cancelled",
            "Efter uppsägning",
            "Varför någon lämnade. Frågas en timme efter att det sagts upp.",
        ),
        (
            "win-back",
            "Komma tillbaka",
            "Vad som skulle få dem tillbaka, med ett erbjudande om du vill. Frågas en gång, 30 dagar efter, och först när du under Erbjudanden har sagt på vilken grund.",
        ),
    ],
    things: "Abonnemang",
    connect_lead: "Berätta när ett abonnemang sägs upp, och när det fortsätter. Samma abonnemang får skickas hur ofta som helst.",
    own: None,
};
