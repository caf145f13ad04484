/** Sliders: the page has a number's field, which can be left empty; here its line comes into sight and moves with it. */

import { FILLED } from "./form.ts";

/** Shows the line of every slider of the form. */
export function showSlides(form: HTMLFormElement): void {
  for (const line of form.querySelectorAll<HTMLInputElement>("[data-slide]")) {
    const field = line.nextElementSibling;
    if (!(field instanceof HTMLInputElement) || field.readOnly) continue;
    const follow = (): void => {
      if (field.value !== "") line.value = field.value;
    };
    const lead = (): void => {
      field.value = line.value;
    };
    line.addEventListener("input", lead);
    // A press where the line already stands chooses what it stands for.
    line.addEventListener("click", lead);
    field.addEventListener("input", follow);
    form.addEventListener(FILLED, follow);
    follow();
    line.hidden = false;
  }
}
