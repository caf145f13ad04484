/** Ranking: a place is held by one choice. Taking a held place hands over one's own. */

import { FILLED, questions } from "./form.ts";

/** Keeps every ranking of the form free of doubled places while it is filled in. */
export function keepPlaces(form: HTMLFormElement): void {
  for (const question of questions(form)) {
    if (question.dataset["kind"] !== "ranking") continue;
    // Logic can bring choices, and places for them.
    const selects = (): HTMLSelectElement[] => [...question.querySelectorAll("select")];
    const places = (): Map<HTMLSelectElement, string> => new Map(selects().map((select) => [select, select.value]));
    // Who goes through the places with arrow keys takes each for a moment: what counts is where all stood before.
    let [before, now] = [places(), places()];
    let moving: HTMLSelectElement | undefined;
    form.addEventListener(FILLED, () => ([now, moving] = [places(), undefined]));
    question.addEventListener("focusin", () => ([now, moving] = [places(), undefined]));
    question.addEventListener("change", (event) => {
      const moved = selects().find((select) => select === event.target);
      if (moved === undefined) return;
      if (moved !== moving) [before, moving] = [now, moved];
      for (const other of selects()) {
        if (other === moved) continue;
        const own = before.get(other) ?? "";
        other.value = own !== "" && own === moved.value ? (before.get(moved) ?? "") : own;
      }
      now = places();
    });
  }
}
