//! What staff read where they sign in through their organisation.

/// Signing in through one's organisation.
pub(crate) struct OrganisationTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) name: &'static str,
    pub(crate) name_help: &'static str,
    pub(crate) name_fault: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) other_way: &'static str,
    pub(crate) named: &'static str,
    pub(crate) by_organisation: &'static str,
    /// What went wrong: a title, and what to do.
    pub(crate) no_provider: (&'static str, &'static str),
    pub(crate) unreachable: (&'static str, &'static str),
    pub(crate) broken: (&'static str, &'static str),
    pub(crate) clocks: (&'static str, &'static str),
    pub(crate) denied: (&'static str, &'static str),
    pub(crate) unknown: (&'static str, &'static str),
    pub(crate) lost: (&'static str, &'static str),
    pub(crate) again: &'static str,
    pub(crate) set: ProviderTexts,
}

/// By which identity provider people may sign in.
pub(crate) struct ProviderTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) there: &'static str,
    pub(crate) none: &'static str,
    pub(crate) address: &'static str,
    pub(crate) callback: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) issuer_help: &'static str,
    pub(crate) issuer_fault: &'static str,
    pub(crate) client: &'static str,
    pub(crate) client_help: &'static str,
    pub(crate) client_fault: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) secret_help: &'static str,
    pub(crate) secret_fault: &'static str,
    pub(crate) with_secret: &'static str,
    pub(crate) without_secret: &'static str,
    pub(crate) since: &'static str,
    pub(crate) save: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) remove_title: &'static str,
    pub(crate) remove_ask: &'static str,
    pub(crate) removed: &'static str,
}

pub(super) const EN: OrganisationTexts = OrganisationTexts {
    title: "Sign in with your organisation",
    lead: "If your organisation has its own sign-in, you can use it here.",
    name: "Your organisation's name at Nordsvar",
    name_help: "In small letters and without blanks, such as acme. Whoever invited you knows it.",
    name_fault: "No organisation has such a name: it has small letters, digits and hyphens.",
    go_on: "Go on",
    other_way: "Sign in another way",
    named: "Your organisation says who you are",
    by_organisation: "through your organisation",
    no_provider: (
        "There is no such sign-in",
        "There is no organisation of this name that has its own sign-in here. See that the name is right, or sign in \
         another way.",
    ),
    unreachable: (
        "Your organisation's sign-in does not answer",
        "Please try again in a while. If that does not help, tell whoever runs it, or sign in another way.",
    ),
    broken: (
        "Your organisation's sign-in did not answer as it should",
        "You were not signed in. Please start again; if that does not help, tell whoever runs your organisation's \
         sign-in.",
    ),
    clocks: (
        "The clocks differ too much",
        "The clock of your organisation's sign-in and ours differ by minutes, or it took too long. Please start again; if \
         that does not help, tell whoever runs your organisation's sign-in.",
    ),
    denied: (
        "Your organisation's sign-in did not let you in",
        "You or your organisation's sign-in ended it. You can start again, or sign in another way.",
    ),
    unknown: (
        "There is no account for you here",
        "Your organisation knows you, but nobody has invited you to Nordsvar under the address that it has verified. Ask \
         whoever sees to Nordsvar at your organisation.",
    ),
    lost: (
        "This did not work",
        "It took too long, was used before, or began in another browser or window. Please start again.",
    ),
    again: "Start again",
    set: ProviderTexts {
        title: "Your organisation's own sign-in",
        lead: "Your people can sign in through an identity provider of yours that speaks OpenID Connect. Who has no \
               account here gets none by it: people are invited. Two-step sign-in of ours is asked for as after a password.",
        there: "The provider",
        none: "There is none yet.",
        address: "Your people sign in at",
        callback: "Address to come back to, which the provider must know (redirect URI)",
        issuer: "Issuer",
        issuer_help: "As the provider calls itself, such as https://login.example.com/acme.",
        issuer_fault: "An address of a public host that begins with https:// and has no question mark.",
        client: "Client ID",
        client_help: "What the provider calls Nordsvar.",
        client_fault: "1 to 255 characters, as the provider shows them.",
        secret: "Client secret",
        secret_help: "It is kept sealed and is never shown again, so it is given anew at every change. Left empty for a \
                      public client.",
        secret_fault: "At most 512 characters, as the provider shows them.",
        with_secret: "with a client secret",
        without_secret: "public client, without a secret",
        since: "since",
        save: "Save the provider",
        saved: "Saved. Your people can sign in by it from now on.",
        remove: "Remove",
        remove_title: "Remove the provider?",
        remove_ask: "Nobody can sign in by it any more. Accounts, passwords and sessions stay.",
        removed: "The provider is removed.",
    },
};

pub(super) const SV: OrganisationTexts = OrganisationTexts {
    title: "Logga in med din organisation",
    lead: "Har organisationen en egen inloggning kan du använda den här.",
    name: "Organisationens namn hos Nordsvar",
    name_help: "Med små bokstäver och utan mellanrum, till exempel acme. Den som bjöd in dig vet vad det är.",
    name_fault: "Så heter ingen organisation: namnet har små bokstäver, siffror och bindestreck.",
    go_on: "Fortsätt",
    other_way: "Logga in på annat sätt",
    named: "Organisationen har sagt vem du är",
    by_organisation: "genom organisationen",
    no_provider: (
        "Den inloggningen finns inte",
        "Det finns ingen organisation med det namnet som har en egen inloggning här. Se efter att namnet stämmer, eller \
         logga in på annat sätt.",
    ),
    unreachable: (
        "Organisationens inloggning svarar inte",
        "Försök igen om en stund. Hjälper det inte, hör av dig till den som sköter den, eller logga in på annat sätt.",
    ),
    broken: (
        "Organisationens inloggning svarade inte som den ska",
        "Du blev inte inloggad. Börja om; hjälper det inte, hör av dig till den som sköter organisationens inloggning.",
    ),
    clocks: (
        "Klockorna går för olika",
        "Klockan hos organisationens inloggning och vår skiljer sig åt med flera minuter, eller så tog det för lång tid. \
         Börja om; hjälper det inte, hör av dig till den som sköter organisationens inloggning.",
    ),
    denied: (
        "Organisationens inloggning släppte inte in dig",
        "Du eller organisationens inloggning avbröt. Du kan börja om, eller logga in på annat sätt.",
    ),
    unknown: (
        "Det finns inget konto för dig här",
        "Organisationen känner dig, men ingen har bjudit in dig till Nordsvar med den adress som den har bekräftat. Fråga \
         den som sköter Nordsvar hos er.",
    ),
    lost: (
        "Det gick inte",
        "Det tog för lång tid, hade använts förut, eller började i en annan webbläsare eller ett annat fönster. Börja om.",
    ),
    again: "Börja om",
    set: ProviderTexts {
        title: "Organisationens egen inloggning",
        lead: "Era personer kan logga in genom en egen identitetstjänst som talar OpenID Connect. Den som saknar konto här \
               får inget av det: personer bjuds in. Vår tvåstegsinloggning frågas efter som efter ett lösenord.",
        there: "Identitetstjänsten",
        none: "Det finns ingen än.",
        address: "Era personer loggar in på",
        callback: "Adress att komma tillbaka till, som tjänsten måste känna till (redirect URI)",
        issuer: "Utfärdare (issuer)",
        issuer_help: "Som tjänsten kallar sig själv, till exempel https://login.example.com/acme.",
        issuer_fault: "En adress till en offentlig värd som börjar med https:// och saknar frågetecken.",
        client: "Klient-id",
        client_help: "Vad tjänsten kallar Nordsvar.",
        client_fault: "1 till 255 tecken, som tjänsten visar dem.",
        secret: "Klienthemlighet",
        secret_help: "Den förvaras förseglad och visas aldrig mer, så den anges på nytt vid varje ändring. Lämnas tom för \
                      en publik klient.",
        secret_fault: "Högst 512 tecken, som tjänsten visar dem.",
        with_secret: "med klienthemlighet",
        without_secret: "publik klient, utan hemlighet",
        since: "sedan",
        save: "Spara identitetstjänsten",
        saved: "Sparat. Era personer kan logga in genom den från och med nu.",
        remove: "Ta bort",
        remove_title: "Ta bort identitetstjänsten?",
        remove_ask: "Ingen kan logga in genom den mer. Konton, lösenord och sessioner blir kvar.",
        removed: "Identitetstjänsten är borttagen.",
    },
};
