/** What somebody has changed before the script was there, of which no event tells. */

import type { Control } from "./form.ts";

/** The controls of a form that are not as the page came. */
export function changedEarly(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>("input, select, textarea")].filter((control) =>
    control instanceof HTMLSelectElement ? chosen(control) : filled(control),
  );
}

function chosen(select: HTMLSelectElement): boolean {
  const options = [...select.options];
  if (select.multiple) return options.some(({ selected, defaultSelected }) => selected !== defaultSelected);
  return select.selectedIndex !== Math.max(0, options.findIndex(({ defaultSelected }) => defaultSelected));
}

function filled(control: HTMLInputElement | HTMLTextAreaElement): boolean {
  switch (control.type) {
    case "radio":
    case "checkbox": {
      const { checked, defaultChecked } = control as HTMLInputElement;
      return checked !== defaultChecked;
    }
    case "file":
      return control.value !== "";
    // These are never empty, whatever the page says.
    case "range":
    case "color":
      return control.defaultValue !== "" && control.value !== control.defaultValue;
    default:
      return control.value !== control.defaultValue;
  }
}
