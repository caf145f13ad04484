/** The tab in which a survey is answered, with its draft: what moves when another tab takes its turn. */

import { isOff, restore, resume, save, stamp, type Keeping } from "./draft.ts";
import { findDraft } from "./drafts.ts";
import { takePart, type Turn } from "./tabs.ts";
import { text } from "./texts.ts";
import { focus, held, notice, still } from "./view.ts";

/** Takes part with a form. Where nothing is kept there is nothing that could move, and every tab answers for itself. */
export function sit(keeping: Keeping): Turn | undefined {
  if (isOff(keeping.form)) return undefined;
  let first = true;
  const turn = takePart({
    survey: keeping.survey,
    open: () => !keeping.sent,
    wanted: () => keeping.begun || keeping.last !== "",
    given: async () => {
      await (first ? resume(keeping) : takeOver(keeping));
      // Not before it holds what the other tab had.
      still(keeping.form, false);
      [first, keeping.rests] = [false, false];
      await save(keeping);
    },
    doubted: () => {
      keeping.rests = true;
    },
    asked: () => save(keeping),
    taken: () => {
      const { form, sent } = keeping;
      keeping.rests = true;
      if (sent || held(form)) return;
      still(form, true);
      const lost = form.contains(document.activeElement);
      const said = notice(form, [text("otherTab")], { name: text("answerHere"), press: () => turn.take() });
      if (lost) focus(said);
    },
  });
  keeping.begins = () => turn.begin();
  turn.begin();
  return turn;
}

/** Takes over what another tab has kept since. */
async function takeOver(keeping: Keeping): Promise<void> {
  const { form, survey } = keeping;
  form.querySelector("#kept")?.remove();
  const draft = await findDraft(survey).catch(() => undefined);
  if (draft !== undefined) {
    if ([keeping.last, keeping.outdated].includes(stamp(draft))) return;
    restore(keeping, draft);
  } else if (keeping.last !== "") {
    // It was sent from there, or begun anew: what stands here is not to be sent a second time.
    keeping.sent = true;
    location.replace(form.action);
  }
}
