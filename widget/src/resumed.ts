/** What is said of answers that were put back, and starting over without them. */

import { draftNow, restore, save, type Keeping } from "./draft.ts";
import { forgetDraft, type Draft } from "./drafts.ts";
import { show } from "./faults.ts";
import { adopt, fill } from "./form.ts";
import { goTo } from "./pages.ts";
import { text, type TextName } from "./texts.ts";
import { focus, notice } from "./view.ts";

/** Says that earlier answers are there again, which files are not, and offers to start over. */
export function offer(keeping: Keeping, words: TextName, lost: readonly string[]): void {
  const files = lost.length === 0 ? "" : `${text("chooseAgain")} ${lost.join(", ")}`;
  const lines = [text(words), files];
  // A page that has its id from the draft's own has no other to start over with.
  const fresh = keeping.served.id !== draftNow(keeping).id || words === "restoredSome";
  notice(keeping.form, lines, fresh ? { name: text("startOver"), press: () => startOver(keeping) } : undefined);
}

/** Takes the notice away: what it offers is no more what is there. */
export function retract({ form }: Keeping): void {
  form.querySelector("#kept[data-undo]")?.remove();
}

function startOver(keeping: Keeping): void {
  const { form, served, survey } = keeping;
  const draft = draftNow(keeping);
  clearTimeout(keeping.timer);
  form.reset();
  adopt(form, served.id, served.state);
  fill(form, {}, "stays");
  goTo(form, undefined);
  show(form, []);
  keeping.changed.clear();
  keeping.beyond = {};
  [keeping.begun, keeping.last, keeping.revision] = [false, "", 0];
  form.querySelector(".saved")?.replaceChildren();
  void forgetDraft(survey).catch(() => undefined);
  const said = notice(form, [text("startedOver")], { name: text("undo"), press: () => undo(keeping, draft) });
  said.dataset["undo"] = "";
  focus(said);
}

function undo(keeping: Keeping, draft: Draft): void {
  restore(keeping, draft);
  [keeping.begun, keeping.last] = [true, ""];
  void save(keeping);
  focus(keeping.form.querySelector<HTMLElement>("#kept"));
}
