//! The words of webhooks, in both languages.

use crate::language::StaffLanguage;

/// What is said of webhooks.
pub(crate) struct HooksTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) none: &'static str,
    /// The address, the secret, when one came last, what was refused.
    pub(crate) facts: [&'static str; 4],
    pub(crate) never: &'static str,
    pub(crate) last: &'static str,
    pub(crate) unsigned: &'static str,
    pub(crate) unreadable: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) secret_help: &'static str,
    pub(crate) secret_fault: &'static str,
    pub(crate) set_up: &'static str,
    pub(crate) change: &'static str,
    pub(crate) remove: &'static str,
    /// What platforms are called, by their names in addresses, and what is to be done there.
    platforms: [(&'static str, &'static str, &'static [&'static str]); 3],
}

impl HooksTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &EN,
            StaffLanguage::Sv => &SV,
        }
    }

    /// What a platform is called, and what is to be done there.
    pub(crate) fn platform<'a>(&self, name: &'a str) -> (&'a str, &'static [&'static str]) {
        let found = self.platforms.iter().find(|(known, ..)| *known == name);
        found.map_or((name, &[]), |(_, called, steps)| (*called, steps))
    }
}

const EN: HooksTexts = HooksTexts {
    title: "Webhooks",
    lead: "Your shop's platform can tell of its orders by itself. Nothing is to be written for it: set a webhook up here, \
           and enter its address and its secret there. An order that is told of twice is asked about once.",
    to: "Webhooks from WooCommerce, Shopify and PrestaShop",
    none: "Not set up.",
    facts: ["Address", "Secret", "Last taken", "Refused"],
    never: "None yet",
    last: "the last",
    unsigned: "it was not signed with this secret",
    unreadable: "it says too little to ask anybody, or cannot be read",
    secret: "Secret of the platform",
    secret_help: "Leave it empty to have one made. Shopify has one of its own: paste it here.",
    secret_fault: "A secret is 16 to 256 letters, digits and signs, without blanks.",
    set_up: "Set up",
    change: "Change the secret",
    remove: "Remove",
    platforms: [
        (
            "woocommerce",
            "WooCommerce",
            &[
                "Set the webhook up here without a secret; one is made.",
                "In WordPress, open WooCommerce, Settings, Advanced, Webhooks, and add a webhook.",
                "Status: Active. Topic: Order updated. Delivery URL and Secret: the address and the secret \
                 above. API version: WP REST API v3.",
                "Add another with the topic Order created, if orders are paid at once.",
            ],
        ),
        (
            "shopify",
            "Shopify",
            &[
                "In Shopify, open Settings, Notifications, Webhooks. The secret that signs them stands below the list.",
                "Paste that secret here, and set the webhook up.",
                "Create webhooks in JSON for Order payment, Order fulfillment and Order cancellation, with the address \
                 above.",
            ],
        ),
        (
            "prestashop",
            "PrestaShop",
            &[
                "Set the webhook up here without a secret; one is made.",
                "PrestaShop sends no webhooks by itself: a module sends them in the form that our documentation of \
                 webhooks gives.",
                "Enter the address and the secret above in the module's settings.",
            ],
        ),
    ],
};

const SV: HooksTexts = HooksTexts {
    title: "Webhookar",
    lead: "Butikens plattform kan själv berätta om sina order. Inget behöver programmeras: lägg upp en webhook här och \
           ange dess adress och hemlighet där. En order som berättas två gånger frågas det om en gång.",
    to: "Webhookar från WooCommerce, Shopify och PrestaShop",
    none: "Inte upplagd.",
    facts: ["Adress", "Hemlighet", "Senast mottagen", "Avvisade"],
    never: "Ingen ännu",
    last: "den senaste",
    unsigned: "den var inte signerad med den här hemligheten",
    unreadable: "den säger för lite för att någon ska kunna tillfrågas, eller går inte att läsa",
    secret: "Plattformens hemlighet",
    secret_help: "Lämna tomt för att få en gjord. Shopify har en egen: klistra in den här.",
    secret_fault: "En hemlighet är 16 till 256 bokstäver, siffror och tecken, utan blanksteg.",
    set_up: "Lägg upp",
    change: "Byt hemlighet",
    remove: "Ta bort",
    platforms: [
        (
            "woocommerce",
            "WooCommerce",
            &[
                "Lägg upp webhooken här utan hemlighet; en görs åt dig.",
                "Öppna WooCommerce, Inställningar, Avancerat, Webhooks i WordPress och lägg till en webhook.",
                "Status: Aktiv. Ämne: Order uppdaterad. Leverans-URL och Hemlighet: adressen och hemligheten ovan. \
                 API-version: WP REST API v3.",
                "Lägg till en till med ämnet Order skapad, om order betalas direkt.",
            ],
        ),
        (
            "shopify",
            "Shopify",
            &[
                "Öppna Inställningar, Aviseringar, Webhooks i Shopify. Hemligheten som signerar dem står under listan.",
                "Klistra in den hemligheten här och lägg upp webhooken.",
                "Skapa webhookar i JSON för Orderbetalning, Orderleverans och Orderannullering, med adressen ovan.",
            ],
        ),
        (
            "prestashop",
            "PrestaShop",
            &[
                "Lägg upp webhooken här utan hemlighet; en görs åt dig.",
                "PrestaShop skickar inga webhookar själv: en modul skickar dem i den form som vår dokumentation av \
                 webhookar anger.",
                "Ange adressen och hemligheten ovan i modulens inställningar.",
            ],
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_has_its_steps_in_both_languages() {
        for name in ["prestashop", "shopify", "woocommerce"] {
            let [(en, of_en), (sv, of_sv)] = [StaffLanguage::En, StaffLanguage::Sv]
                .map(|one| HooksTexts::of(one).platform(name));
            assert_eq!((en, of_en.len()), (sv, of_sv.len()));
            assert!(!of_en.is_empty() && en != name);
        }
        assert_eq!(HooksTexts::of(StaffLanguage::Sv).platform("magento").1.len(), 0);
    }
}
