// A respondent who only does what the page lets one do, chosen by numbers.
import { plain } from "./core.mjs";
import { visibleElements } from "./walk.mjs";

/**
 * The step that an intention comes to in a survey as it stands, or undefined where it cannot be
 * done: `{"answer": question, "seed": number}`, `{"reload": true}`, or a step as it is.
 */
export function resolve(survey, intention) {
  if (intention.reload) return { load: structuredClone(survey.data) };
  if (intention.answer === undefined) return intention;
  const draw = lots(intention.seed);
  const mine = visibleElements(survey).filter(
    ({ path, question }) => question && belongs(path, intention.answer) && !question.isReadOnly,
  );
  if (mine.length === 0) return undefined;
  const step = act(draw.pick(mine), draw);
  const inSight = survey.getQuestionByName(intention.answer)?.page === survey.activePage;
  // Rows are added and removed on the page that is shown: survey-core goes to what is new.
  return step?.add || step?.remove ? (inSight ? step : undefined) : step;
}

function belongs(path, name) {
  return path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
}

/** Numbers that follow from a seed: mulberry32. */
function lots(seed) {
  let state = seed >>> 0;
  const below = (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  const pick = (list) => list[below(list.length)];
  const shuffle = (list) => {
    const left = [...list];
    return list.map(() => left.splice(below(left.length), 1)[0]);
  };
  return { below, pick, shuffle };
}

function act({ path, question }, draw) {
  const type = question.getType();
  if (type === "paneldynamic" || type === "matrixdynamic") return repeat(path, question, draw);
  const nested = path !== question.name;
  const name = nested ? path : question.getValueName();
  if (!VALUES[type]) return undefined;
  const written = question.isOtherSelected || question.hasComment;
  if (written && draw.below(2) === 0) return { set: { [`${name}-Comment`]: draw.pick(WORDS) } };
  if (draw.below(12) === 0) return mayClear(question, nested) ? { set: { [name]: null } } : undefined;
  const value = VALUES[type](question, draw);
  if (value === undefined || (nested && isKeptFrom(question, value))) return undefined;
  return { set: { [name]: value } };
}

/** Whether there is something to clear. Where a nested question begins anew, it depends on what comes next. */
function mayClear(question, nested) {
  return !question.isEmpty() && !(nested && question.defaultValue !== undefined);
}

/** Whether survey-core would not take it: what is out of bounds stays in a nested question's field. */
function isKeptFrom(question, value) {
  if (question.getType() !== "text") return false;
  const { renderedMin: min, renderedMax: max } = question;
  if (question.inputType === "number") return value < (min ?? value) || value > (max ?? value);
  return (min && plain(value) < text(min)) || (max && plain(value) > text(max));
}

const text = (bound) => String(plain(bound));

function repeat(path, question, draw) {
  const panels = question.getType() === "paneldynamic";
  const count = panels ? question.panels.length : question.visibleRows.length;
  const mayAdd = panels ? question.canAddPanel : question.canAddRow;
  const mayRemove = panels ? question.canRemovePanel : question.canRemoveRows;
  if (mayRemove && count > 0 && draw.below(3) === 0) return { remove: [path, draw.below(count)] };
  return mayAdd ? { add: path } : undefined;
}

const WORDS = ["a", "b", "Anna", "10", "x y", "Åsa", "2", "0"];
const PICTURE = "data:image/png;base64,iVBORw0KGgo=";

const LINES = {
  number: (draw) => draw.below(14) - 2,
  range: (draw) => draw.below(11),
  date: (draw) => `${2026 + draw.below(4)}-0${1 + draw.below(9)}-${10 + draw.below(19)}`,
  time: (draw) => `${10 + draw.below(12)}:30`,
  month: (draw) => `2028-0${1 + draw.below(9)}`,
  week: (draw) => `2028-W${10 + draw.below(40)}`,
  "datetime-local": (draw) => `2028-0${1 + draw.below(9)}-11T12:00`,
  email: (draw) => draw.pick(["a@b.se", "bo.ek@example.org"]),
  url: (draw) => draw.pick(["https://example.org/", "https://example.org/a?b=c"]),
  tel: (draw) => draw.pick(["+46 70 123 45 67", "112"]),
  color: (draw) => draw.pick(["#1a2b3c", "#ffffff"]),
  text: (draw) => draw.pick(WORDS),
};

const VALUES = {
  text: (question, draw) => LINES[question.inputType]?.(draw),
  comment: (_, draw) => draw.pick([...WORDS, "one\ntwo"]),
  boolean: (question, draw) => draw.pick([question.getValueTrue(), question.getValueFalse()]),
  rating: (question, draw) => draw.pick(question.visibleRateValues).value,
  slider,
  radiogroup: one,
  dropdown: one,
  buttongroup: one,
  checkbox: several,
  tagbox: several,
  ranking: (question, draw) => {
    const all = draw.shuffle(open(question).map((item) => item.value));
    if (!question.selectToRankEnabled) return all.length > 0 ? all : undefined;
    const most = question.maxSelectedChoices || all.length;
    return all.length > 0 ? all.slice(0, 1 + draw.below(Math.min(most, all.length))) : undefined;
  },
  imagepicker: (question, draw) => (question.multiSelect ? several : one)(question, draw),
  matrix,
  file: (question) => {
    const file = (name) => ({ name, type: "text/plain", content: "data:text/plain;base64,aGVq" });
    return question.allowMultiple ? [file("a.txt"), file("b.txt")] : [file("a.txt")];
  },
  signaturepad: () => PICTURE,
};

/** The choices that can be chosen, however many already are. */
function open(question) {
  const full = question.shouldCheckMaxSelectedChoices?.() === true;
  const all = question.visibleChoices.filter((item) => item !== question.selectAllItem);
  return full ? all : all.filter((item) => item.isEnabled);
}

function one(question, draw) {
  const items = open(question);
  return items.length > 0 ? draw.pick(items).value : undefined;
}

function several(question, draw) {
  const items = open(question);
  if (items.length === 0) return undefined;
  const alone = ["none", "refused", "dontknow"];
  const first = draw.pick(items).value;
  if (alone.includes(first)) return [first];
  const values = draw.shuffle(items.map((item) => item.value).filter((value) => !alone.includes(value)));
  const most = question.maxSelectedChoices || values.length;
  return values.slice(0, 1 + draw.below(Math.min(most, values.length)));
}

function slider(question, draw) {
  const { renderedMin: min, renderedMax: max, step } = question;
  const steps = Math.floor((max - min) / step);
  if (!(steps > 0)) return undefined;
  const at = () => min + step * draw.below(steps + 1);
  if (question.sliderType !== "range") return at();
  return [min, at()].sort((left, right) => left - right);
}

function matrix(question, draw) {
  const rows = question.visibleRows;
  const columns = question.visibleColumns;
  if (rows.length === 0 || columns.length === 0) return undefined;
  const row = draw.pick(rows).name;
  const chosen = draw.pick(columns).value;
  return { ...question.value, [row]: question.cellType === "checkbox" ? [chosen] : chosen };
}
