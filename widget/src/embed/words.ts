/** The few words that are on the host page itself. */

/**
 * Those of the button that closes, for as long as the survey's page has not said its own, and of the side tab. In the
 * language of the survey, or else of the host page or the browser.
 */
export function words(language: unknown): readonly [string, string] {
  const spoken = language || document.documentElement.lang || navigator.language;
  return /^sv\b/i.test(`${spoken}`) ? ["Stäng", "Tyck till"] : ["Close", "Feedback"];
}
