/**
 * Whether a survey is to leave its visitor alone. All that is ever kept is when the visitor acted, in the host
 * origin's own storage on the device; nothing is kept because something was shown.
 */

const DAY_MS = 86_400_000;

/** For the page's own time, where the device keeps nothing. */
const kept: Record<string, string> = {};

const key = (survey: string): string => `nordsvar:${survey}`;

/** The visitor has closed, begun or completed the survey. */
export function rememberAct(survey: string): void {
  kept[survey] = `${Date.now()}`;
  try {
    localStorage.setItem(key(survey), kept[survey]);
  } catch {
    // Refused or full: this page still knows.
  }
}

/** Whether the visitor acted less than so many days ago. What is older is forgotten. */
export function rests(survey: string, days: number): boolean {
  const since = Date.now() - days * DAY_MS;
  let acted = kept[survey];
  try {
    acted = localStorage.getItem(key(survey)) ?? acted;
    if (Number(acted) <= since) localStorage.removeItem(key(survey));
  } catch {
    // As above.
  }
  return Number(acted) > since;
}
