/** Ranking: a place is held by one choice. Taking a held place hands over one's own. */

import { FILLED, questions } from "./form.ts";

/** Keeps every ranking of the form free of doubled places while it is filled in. */
export function keepPlaces(form: HTMLFormElement): void {
  for (const question of questions(form)) {
    if (question.dataset["kind"] !== "ranking") continue;
    const selects = [...question.querySelectorAll("select")];
    const held = new Map<HTMLSelectElement, string>();
    const hold = (): void => selects.forEach((select) => held.set(select, select.value));
    hold();
    form.addEventListener(FILLED, hold);
    question.addEventListener("change", (event) => {
      const moved = selects.find((select) => select === event.target);
      if (moved === undefined) return;
      const other = selects.find((select) => select !== moved && select.value !== "" && select.value === moved.value);
      if (other !== undefined) other.value = held.get(moved) ?? "";
      hold();
    });
  }
}
