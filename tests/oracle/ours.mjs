// What Nordsvar adds to SurveyJS's definitions.

/** The definition without our additions, of which survey-core knows nothing. */
export function withoutOurs(value) {
  if (Array.isArray(value)) return value.map(withoutOurs);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([name]) => name !== "nordsvar");
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutOurs(inner)]));
}
