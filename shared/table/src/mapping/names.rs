//! What columns are called, in the languages of respondents.

use crate::field::Field;

/// What a kind of column is called. A field may stand in several rows: the first that fits has it.
pub(super) const NAMES: &[(Field, &str)] = &[
    (
        Field::Email,
        "e-post, epostadress, mejl, mejladress, mail, mailadress, e-mail, e-mail address, mail address, \
         email 1, e-mailadresse, mailadresse, e-postadresse, netfang, tölvupóstur, sähköposti, \
         sähköpostiosoite, e-post aadress, meiliaadress, e-pasts, e-pasta adrese, el. paštas, \
         elektroninis paštas, e-mailadres, e-mail-adresse, courriel, adresse e-mail, adresse courriel, \
         correo, correo electrónico, dirección de correo, e-mail endereço, endereço de e-mail, \
         correio eletrónico, posta elettronica, indirizzo e-mail, adres e-mail, poczta elektroniczna, \
         البريد الإلكتروني, بريد إلكتروني, البريد الالكتروني, الإيميل",
    ),
    (
        Field::Phone,
        "mobil, mobilnummer, mobiltelefon, mobiltelefonnummer, mobile, mobile phone, mobile number, cell, \
         cell phone, cellphone, sms, gsm, msisdn, mobiltlf, farsími, farsímanúmer, matkapuhelin, \
         matkapuhelinnumero, kännykkä, mobiil, mobiiltelefon, mobilais, mobilais tālrunis, mobilusis, \
         mobilusis telefonas, mobiel, mobiele nummer, mobiel nummer, handy, handynummer, portable, \
         téléphone portable, téléphone mobile, móvil, teléfono móvil, celular, telemóvel, cellulare, \
         numero di cellulare, telefon komórkowy, komórka, الجوال, رقم الجوال, الهاتف المحمول",
    ),
    (
        Field::Phone,
        "telefon, telefonnummer, tel, tel. nr, tfn, tlf, phone, phone number, phone no, telephone, \
         telephone number, contact number, sími, símanúmer, puhelin, puhelinnumero, telefoninumber, \
         tālrunis, tālruņa numurs, telefonas, telefono numeris, telefoon, telefoonnummer, rufnummer, \
         téléphone, numéro de téléphone, teléfono, número de teléfono, telefone, número de telefone, \
         telefono, numero di telefono, numer telefonu, الهاتف, رقم الهاتف",
    ),
    (
        Field::FirstName,
        "förnamn, tilltalsnamn, first name, given name, forename, fornavn, fornafn, etunimi, eesnimi, vārds, \
         vardas, voornaam, vorname, prénom, nombre de pila, primeiro nome, nome próprio, imię, الاسم الأول",
    ),
    (
        Field::LastName,
        "efternamn, last name, surname, family name, efternavn, etternavn, eftirnafn, kenninafn, sukunimi, \
         perekonnanimi, uzvārds, pavardė, achternaam, familienaam, nachname, familienname, nom de famille, \
         apellido, apellidos, apelido, sobrenome, cognome, nazwisko, اسم العائلة, اللقب",
    ),
    (
        Field::Name,
        "namn, fullständigt namn, kundnamn, för- och efternamn, kontaktperson, name, full name, \
         customer name, contact name, contact, navn, fulde navn, fullt navn, nafn, fullt nafn, nimi, \
         koko nimi, täisnimi, vārds uzvārds, vārds un uzvārds, vardas pavardė, vardas ir pavardė, naam, \
         volledige naam, vollständiger name, vor- und nachname, nom, nom complet, nom et prénom, nombre, \
         nombre completo, nombre y apellidos, nome, nome completo, nome e cognome, imię i nazwisko, الاسم, \
         الاسم الكامل",
    ),
    (
        Field::Language,
        "språk, language, lang, locale, sprog, språkkode, tungumál, kieli, keel, valoda, kalba, taal, \
         sprache, langue, idioma, língua, lingua, język, اللغة",
    ),
    (
        Field::Groups,
        "grupp, grupper, kundgrupp, kundgrupper, etiketter, taggar, group, groups, customer group, tags, \
         segment, gruppe, kundegruppe, hópur, hópar, ryhmä, ryhmät, asiakasryhmä, grupid, rühm, grupa, \
         grupas, grupė, grupės, groep, groepen, gruppen, kundengruppe, groupe, groupes, grupo, grupos, \
         gruppo, gruppi, grupy, المجموعة, المجموعات",
    ),
    (
        Field::Key,
        "kundnummer, kundnr, kund-id, medlemsnummer, externt id, extern nyckel, crm-id, customer id, \
         customer number, customer no, contact id, member id, member number, external id, external key, \
         crm id, crmserial, id, key, nyckel, kundenummer, kunde-id, viðskiptamannanúmer, asiakasnumero, \
         asiakastunnus, kliendinumber, klienta numurs, kliento numeris, klantnummer, klant-id, kundennummer, \
         numéro client, numéro de client, número de cliente, id de cliente, codice cliente, numero cliente, \
         numer klienta, رقم العميل",
    ),
    (
        Field::ConsentTime,
        "samtyckesdatum, samtycke datum, samtycke tid, samtyckt, consent date, consent time, consented at, \
         consent at, opt-in date, opt-in time, samtykkedato, dagsetning samþykkis, suostumuspäivä, \
         suostumuksen päivämäärä, nõusoleku kuupäev, piekrišanas datums, sutikimo data, datum toestemming, \
         datum der einwilligung, einwilligungsdatum, date de consentement, date du consentement, \
         fecha de consentimiento, fecha del consentimiento, data de consentimento, data del consenso, \
         data zgody, تاريخ الموافقة",
    ),
    (
        Field::ConsentSource,
        "samtyckeskälla, samtycke källa, källa till samtycke, consent source, opt-in source, \
         source of consent, samtykkekilde, uppruni samþykkis, suostumuksen lähde, nõusoleku allikas, \
         piekrišanas avots, sutikimo šaltinis, bron toestemming, quelle der einwilligung, \
         einwilligungsquelle, source du consentement, origen del consentimiento, origem do consentimento, \
         fonte del consenso, źródło zgody, مصدر الموافقة",
    ),
    (
        Field::Consent,
        "samtycke, godkännande, consent, opt-in, marketing consent, accepts marketing, samtykke, samþykki, \
         suostumus, nõusolek, piekrišana, sutikimas, toestemming, einwilligung, consentement, \
         consentimiento, consentimento, consenso, zgoda, الموافقة",
    ),
];

/// What the names of columns with addresses or numbers end in, as in `Kundens e-postadress`.
pub(super) const ENDS: &[(Field, &str)] = &[
    (
        Field::Email,
        "e-post, e-postadress, e-mail, e-mail address, e-mailadresse, sähköposti, courriel",
    ),
    (
        Field::Phone,
        "mobilnummer, mobiltelefon, mobile number, mobile phone, telefonnummer, phone number",
    ),
];
