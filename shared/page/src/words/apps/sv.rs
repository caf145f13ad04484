//! In Swedish.

use super::{
    AppTexts, AppsTexts, EraseTexts, InstanceTexts, InstancesTexts, InvitationTexts,
    InvitationsTexts, LettersTexts, MakeTexts, SettingsTexts,
};
use crate::words::zone::PlaceTexts;

pub(crate) const SV: AppsTexts = AppsTexts {
    instances: INSTANCES,
    make: MAKE,
    one: ONE,
    settings: SETTINGS,
    letters: LETTERS,
    invitations: INVITATIONS,
    invitation: INVITATION,
    alerts: super::alerts::SV,
    erase: ERASE,
    report: super::report::SV,
    badge: super::badge::SV,
    store_evaluator: STORE_EVALUATOR,
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
    connect_lead: "Butiken skickar varje beställning när den läggs, skickas eller levereras, och när den avbeställs \
                   eller returneras. Samma beställning och steg får skickas hur ofta som helst.",
};

const INSTANCES: InstancesTexts = InstancesTexts {
    title: "Uppsatt",
    lead: "Var du frågar, och hur det går. Antalen är inbjudningar, utan tester.",
    caption: "Det som är uppsatt",
    headers: ["Namn", "Läge", "Väntar", "Skickade", "Besvarade"],
    none: "Inget är uppsatt än. Sätt upp det första: det tar en minut, och inget skickas innan ditt system \
           berättar om något.",
    none_to_see: "Inget är uppsatt än.",
    runs: "Igång",
    paused: "Pausad",
};

const MAKE: MakeTexts = MakeTexts {
    title: "Sätt upp en ny",
    lead: "En färdig enkät publiceras under ett eget namn; du kan ändra den i enkätverktyget när du vill. Allt annat \
           går att ändra här senare.",
    name: "Vad heter den?",
    name_help: "Som mottagarna känner till den: butikens namn, till exempel.",
    instance: "Ett namn för program",
    instance_help: "1 till 64 av a till z, 0 till 9 och bindestreck. Ditt system anger det, och det ändras inte senare.",
    stage: "När frågar den?",
    languages: "På vilka språk är enkäten?",
    languages_help: "De som svarar väljer bland dem. Det första gäller för alla andra.",
    reply_to: "Vart går svar på mejlet?",
    reply_to_help: "En egen e-postadress. Utan den läser ingen svaren.",
    make: "Sätt upp",
    name_fault: "Ge den ett namn på 1 till 60 tecken.",
    instance_fault: "Det är inte 1 till 64 av a till z, 0 till 9 och bindestreck.",
    taken: "Det finns redan en med det namnet.",
    stage_fault: "Välj när den frågar.",
    languages_fault: "Välj minst ett språk.",
    reply_to_fault: "Det är ingen e-postadress.",
    made: "Den är uppsatt, och enkäten är publicerad.",
};

const ONE: InstanceTexts = InstanceTexts {
    parts: ["Översikt", "När och vem", "Texter", "Inbjudningar", "Larm", "Rapport"],
    parts_label: "Delar av uppsättningen",
    facts: ["Läge", "Namn för program", "Frågar", "Enkät", "Uppsatt"],
    counts: "Inbjudningar",
    count_headers: ["Läge", "Antal"],
    no_counts: "Inga än. Skicka en händelse enligt nedan, med \"test\": true, och se vad som kommer.",
    connect: "Anslut ditt system",
    connect_key: "Du behöver en API-nyckel, som du skapar i kundzonen. Den skickas med varje händelse.",
    connect_first: "Det minsta som behövs",
    connect_try: "Prova först",
    connect_command: "Ett kommando",
    to_keys: "Till API-nycklarna",
    pause: "Pausa",
    pause_help: "Inget mer skickas förrän du fortsätter. Det som kommer in sparas.",
    resume: "Fortsätt",
    resume_help: "Det som väntar skickas från och med nu, inom de tider du valt.",
    was_paused: "Den är pausad.",
    was_resumed: "Den är igång igen.",
};

const SETTINGS: SettingsTexts = SettingsTexts {
    lead: "Det som ändras här gäller det som inte har skrivits än.",
    when: "När",
    delay: "Hur länge efter det som hände skickas inbjudan?",
    unit: "Räknat i",
    units: ["minuter", "timmar", "dagar"],
    from: "Inte före",
    to: "Inte efter",
    clock_help: "Efter mottagarens egen klocka, som 08:00.",
    days: "På vilka dagar",
    weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    holidays: "Inte på helgdagar där mottagaren finns",
    give_up: "Inte alls om det är senare än så många dagar",
    link: "Hur många dagar går länken att använda?",
    reminders: "Påminnelser",
    reminders_help: "Hur många dagar efter meddelandet före, upp till tre, som 5, 10. Tomt för inga.",
    how: "Hur",
    channels: "På vilket sätt",
    channel_ways: [
        "Med mejl, annars med sms",
        "Med sms, annars med mejl",
        "Bara med mejl",
        "Bara med sms",
        "Som det är inställt nu",
    ],
    bounce: "Försök på nästa sätt när ett meddelande inte kan levereras",
    whom: "Vem",
    at_most: "Högst så många inbjudningar till en person",
    in_days: "på så många dagar",
    quarantine_help: "Räknat över allt som din organisation skickar från Nordsvar.",
    action: "En till skickas",
    actions: ["senare, när det finns plats", "inte alls"],
    same_buyer: "Fråga inte samma person igen på så många dagar",
    same_product: "Fråga inte om samma vara igen på så många dagar",
    zero_help: "0 för ingen sådan regel.",
    skip: "Bjud inte in alls om",
    flags: [
        ("cancelled", "det avbeställdes"),
        ("failed", "det misslyckades, som en leverans som inte kom fram"),
        ("returned", "det köpta skickades tillbaka"),
        ("wholesale", "köparen är återförsäljare"),
        ("no-consent", "personen inte vill bli tillfrågad"),
    ],
    save: "Spara",
    saved: "Det är sparat.",
    faults: "Inget är sparat än: något är fel.",
    fault_headers: ["Var", "Vad"],
    json_title: "Alla inställningar som text",
    json_lead: "För det som inte har något fält ovan: fler regler, lediga dagar, larm. I JSON, som dokumentationen säger.",
    json_policy: "När och vem",
    json_alerts: "Larm",
    json_fault: "Det är inte JSON.",
};

const LETTERS: LettersTexts = LettersTexts {
    lead: "Vad dina meddelanden säger, på varje språk. Där du inte har egna texter skickas våra.",
    which: "Vilka texter",
    kind: "Meddelande",
    kinds: [
        ("invitation", "Inbjudan"),
        ("reminder-1", "Första påminnelsen"),
        ("reminder-2", "Andra påminnelsen"),
        ("reminder-3", "Tredje påminnelsen"),
        ("test", "Test"),
    ],
    language: "Språk",
    show: "Visa",
    ours: "Det här är våra texter. Ändra dem, så är de dina.",
    own: "Det här är dina egna texter.",
    variables: "Inom klamrar står det som skiljer sig från gång till gång, med vad som står där om det inte är känt, \
                som {first_name|där}. Det finns:",
    sender: "Avsändare",
    subject: "Ämne",
    preheader: "Efter ämnet",
    body: "Text",
    body_help: "En tom rad börjar ett nytt stycke.",
    button: "På knappen",
    sign_off: "Sista raden",
    footer: "Längst ner",
    footer_help: "Till exempel din postadress. Hur man slipper fler meddelanden står där av sig självt.",
    sms: "Sms",
    sms_help: "Med {link} i.",
    save: "Spara",
    remove: "Använd våra texter i stället",
    saved: "Texterna är sparade.",
    removed: "Våra texter skickas från och med nu.",
    faults: "Inget är sparat än: något i texterna är fel.",
    preview: "Så ser det ut",
    preview_lead: "Med exempel i stället för det som är känt om en mottagare. Där enkätens första fråga kan ställas i \
                   mejlet står dess val i stället för knappen.",
    preview_html: "Se mejlet som det skickas",
    preview_sms: "Sms",
    sms_length: ("Meddelanden", "Tecken"),
    missing: "På dessa av enkätens språk skickas ett annat",
    missing_headers: ["Meddelande", "Språk", "Skickas på"],
};

const INVITATIONS: InvitationsTexts = InvitationsTexts {
    lead: "Var och en är av en person, för en händelse.",
    state: "Läge",
    all: "Alla",
    states: [
        ("scheduled", "Väntar"),
        ("sending", "Skickas"),
        ("sent", "Skickad"),
        ("delivered", "Framme"),
        ("opened", "Öppnad"),
        ("clicked", "Länken följd"),
        ("answered", "Besvarad"),
        ("skipped", "Ingen inbjuden"),
        ("cancelled", "Avbruten"),
        ("opted-out", "Vill inte ha fler"),
        ("complained", "Har klagat"),
        ("erased", "Raderad"),
        ("bounced", "Inte levererad"),
        ("refused", "Avvisad"),
        ("expired", "Tiden är ute"),
    ],
    key: "Din referens",
    who: "Av vem",
    who_help: "En e-postadress, eller ett telefonnummer som börjar med +. Det slås upp och sparas inte.",
    who_fault: "Det är ingen e-postadress och inget telefonnummer som börjar med +.",
    search: "Sök",
    caption: "Inbjudningar",
    headers: ["Din referens", "Läge", "Kom in", "Härnäst"],
    none: "Det finns inga än.",
    none_found: "Inga är sådana.",
    more: "Fler",
    test: "Test",
    no_time: "Inget mer",
};

const INVITATION: InvitationTexts = InvitationTexts {
    title: "Inbjudan",
    facts: ["Läge", "Din referens", "Mottagare", "Härnäst"],
    history: "Vad som hänt",
    history_headers: ["När", "Vad"],
    send_now: "Skicka nu",
    send_now_help: "Väntar inte längre. Tider, lediga dagar och regler för hur ofta gäller fortfarande.",
    resend: "Skicka igen",
    resend_help: "Upp till tre gånger, till den som inte har svarat.",
    cancel: "Avbryt",
    cancel_help: "Inget mer skickas, och länken tar inte emot svar. Det går inte att ångra.",
    was_sent_now: "Den skickas så snart det går.",
    was_resent: "Den skickas igen.",
    was_cancelled: "Den är avbruten.",
    unchanged: "Inget ändrades:",
    forgotten: "Glömd",
};

const ERASE: EraseTexts = EraseTexts {
    title: "Radera en person",
    lead: "Adress, namn och vad meddelanden sagt om personen försvinner för gott, i alla dina appar, och inget skickas \
           någonsin till adressen igen. Det som svarats utan namn blir kvar.",
    who: "E-postadress, eller telefonnummer som börjar med +",
    confirm: "Jag vet att det inte går att ångra.",
    erase: "Radera",
    fault: "Det är ingen e-postadress och inget telefonnummer som börjar med +.",
    not_confirmed: "Inget raderades. Säg att du vet att det inte går att ångra.",
    erased: "Den som hade adressen är raderad, och får inga meddelanden.",
};
