/** "Continue on another device": a link that leads to what was answered so far, where the survey keeps that. */

import { written } from "./bounds.ts";
import { copyable } from "./copyable.ts";
import type { Keeping } from "./draft.ts";
import { show as showFaults } from "./faults.ts";
import { sendAll, takesPartials, type Resumable } from "./partial.ts";
import { language, ours, text } from "./texts.ts";
import { make, pressed } from "./view.ts";

/** For how many days such a link is good. */
const DAYS = 30;

/** Offers it beside the form's own buttons. */
export function offerElsewhere(keeping: Keeping): void {
  if (!takesPartials(keeping)) return;
  const place = ours(make("div", "elsewhere"));
  const said = make("div", "");
  said.setAttribute("role", "status");
  const button = pressed({ name: text("elsewhere"), press: () => void show(keeping, button, said) });
  place.append(button, said);
  keeping.form.append(place);
}

async function show(keeping: Keeping, button: HTMLButtonElement, said: HTMLElement): Promise<void> {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  const found = await sendAll(keeping);
  button.ariaDisabled = null;
  if (found !== undefined && !("link" in found)) {
    said.replaceChildren();
    return showFaults(keeping.form, found);
  }
  said.replaceChildren(...(found === undefined ? [make("p", "", text("offline"))] : shown(found)));
}

function shown({ link, at }: Resumable): HTMLElement[] {
  const until = new Date(at + DAYS * 86_400_000).toISOString().slice(0, 10);
  const words = text("elsewhereText").replace("{date}", written("date", until, language()));
  const share = (): void => void navigator.share({ url: link }).catch(() => undefined);
  const offers = "share" in navigator ? [pressed({ name: text("share"), press: share })] : [];
  return [make("p", "", words), copyable(text("elsewhere"), link, 2, offers)];
}
