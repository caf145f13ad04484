//! The words that the page's script shows, as it looks for them.

use maud::{Markup, html};

use crate::words::{Voice, Word};

/// What a page has words of that most pages have no use for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Carried {
    /// Of responses that are kept before they are complete.
    pub(crate) partial: bool,
    /// Of files.
    pub(crate) files: bool,
    /// Of invitations.
    pub(crate) invited: bool,
}

/// The words that the script shows; they are documented in `widget/src/texts.ts`.
pub(crate) fn template(carried: Carried, voice: &Voice) -> Markup {
    let word = |word: Word| voice.word(word);
    let partial = |word: Word| carried.partial.then(|| voice.word(word));
    let files = |word: Word| carried.files.then(|| voice.word(word));
    let invited = |word: Word| carried.invited.then(|| voice.word(word));
    html! {
        template #texts lang=[voice.lang()] dir=[voice.dir()]
            data-not-sent=(word(Word::NOT_SENT))
            data-sending=(word(Word::SENDING))
            data-sent=(word(Word::SENT))
            data-received=(word(Word::RECEIVED))
            data-receipt=(word(Word::YOUR_RECEIPT))
            data-queued=(word(Word::QUEUED))
            data-retrying=(word(Word::RETRYING))
            data-saved=(word(Word::SAVED))
            data-network=(word(Word::NETWORK))
            data-restored=(word(Word::RESTORED))
            data-restored-some=(word(Word::RESTORED_SOME))
            data-choose-again=[files(Word::CHOOSE_AGAIN)]
            data-start-over=(word(Word::START_OVER))
            data-started-over=(word(Word::STARTED_OVER))
            data-undo=(word(Word::UNDO))
            data-other-tab=(word(Word::OTHER_TAB))
            data-answer-here=(word(Word::ANSWER_HERE))
            data-elsewhere=[partial(Word::ELSEWHERE)]
            data-elsewhere-text=[partial(Word::ELSEWHERE_TEXT)]
            data-your-link=(word(Word::YOUR_LINK))
            data-link-note=(word(Word::LINK_NOTE))
            data-share=[partial(Word::SHARE)]
            data-refused=(word(Word::NOT_TAKEN))
            data-conflict=(word(Word::CONFLICT))
            data-closed=(word(Word::CLOSED))
            data-full=(word(Word::FULL))
            data-already=[invited(Word::ALREADY)]
            data-cancelled=[invited(Word::CANCELLED)]
            data-expired=[invited(Word::EXPIRED)]
            data-copy=(word(Word::COPY))
            data-copied=(word(Word::COPIED))
            data-close=(word(Word::CLOSE))
            data-thanks=(word(Word::THANKS))
            data-thanks-text=(word(Word::THANKS_TEXT))
            data-onward=(word(Word::ONWARD))
            data-part=(word(Word::PART))
            data-answered=(word(Word::ANSWERED))
            data-required=(word(Word::NEEDS_ANSWER))
            data-remove=[files(Word::REMOVE_ENTRY)]
            data-file-type=[files(Word::FILE_TYPE)]
            data-fix=(word(Word::FIX))
            data-offline=(word(Word::UNAVAILABLE_TITLE))
            data-below=(word(Word::BELOW))
            data-above=(word(Word::ABOVE))
            data-too-early=(word(Word::TOO_EARLY))
            data-too-late=(word(Word::TOO_LATE))
            data-not-a-step=(word(Word::NOT_A_STEP))
            data-number=(word(Word::WRITE_NUMBER))
            data-email=(word(Word::WRITE_EMAIL))
            data-url=(word(Word::WRITE_URL))
            data-no-match=(word(Word::NO_MATCH)) {}
    }
}
