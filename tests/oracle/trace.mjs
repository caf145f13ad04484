// What survey-core makes of a definition and of what a respondent does, step by step.
//
// Steps: {"set": {name: value}}, {"load": answers} (which begins anew), {"next": true},
// {"previous": true}, {"add": question}, {"remove": [question, index]}, {"validate": true},
// {"complete": true}, {"locale": "sv"}. What is set is a question or its comment, `NAME-Comment`, also by the path of a
// nested one: that is how a control of it does it. A member of a state that says nothing is left
// out.

import { core, NOW, plain } from "./core.mjs";
import { describe } from "./describe.mjs";
import { withoutOurs } from "./ours.mjs";
import { everyQuestion, visibleElements } from "./walk.mjs";

process.env.TZ = "UTC";

/** Every moment of a trace is the same one. */
class FixedDate extends Date {
  constructor(...given) {
    if (given.length === 0) super(NOW);
    else super(...given);
  }

  static now() {
    return NOW;
  }
}

/**
 * The steps that were done, and the states before the first and after each. Steps can be intentions,
 * of which `resolve` makes steps, or nothing.
 */
export function trace(definition, steps, resolve = (_, step) => step) {
  const clock = globalThis.Date;
  const { random } = Math;
  globalThis.Date = FixedDate;
  // survey-core draws a random order by it: the same one each time.
  Math.random = () => 0.5;
  try {
    return run(definition, steps, resolve);
  } finally {
    globalThis.Date = clock;
    Math.random = random;
  }
}

function run(definition, steps, resolve) {
  let stand = begin(definition, "");
  const states = [stateOf(stand, definition, false)];
  const done = [];
  for (const each of steps) {
    const step = stand.survey.state === "completed" ? undefined : resolve(stand.survey, each);
    if (step === undefined) continue;
    done.push(structuredClone(step));
    if (step.load) stand = begin(definition, stand.survey.locale, structuredClone(step.load));
    const judged = perform(stand.survey, structuredClone(step));
    settle(stand.survey);
    states.push(stateOf(stand, definition, judged));
  }
  return { steps: done, states };
}

/** A survey at its beginning, with the answers that it is resumed with, if it is. */
function begin(definition, locale, answers) {
  const survey = new core.SurveyModel(withoutOurs(structuredClone(definition)));
  const stand = { survey, navigate: undefined };
  survey.onNavigateToUrl.add((_, options) => {
    stand.navigate = options.url;
    options.allow = false;
  });
  if (locale) survey.locale = locale;
  if (answers) survey.data = answers;
  settle(survey);
  return stand;
}

/** Builds what survey-core only builds when it is looked at, so that nothing depends on looks. */
function settle(survey) {
  for (let round = 0; round < 3; round += 1) {
    for (const question of everyQuestion(survey)) {
      question.visibleTotalRow?.cells;
    }
  }
}

/** Does a step. True if answers were judged. */
function perform(survey, step) {
  if (step.set) {
    for (const name of Object.keys(step.set).sort()) put(survey, name, step.set[name]);
  }
  if (step.next) {
    if (survey.state === "starting") survey.start();
    else survey.nextPage();
  }
  if (step.previous) survey.prevPage();
  if (step.add) grow(questionAt(survey, step.add));
  if (step.remove) shrink(questionAt(survey, step.remove[0]), step.remove[1]);
  if (step.locale) survey.locale = step.locale;
  if (step.validate) survey.validate();
  if (step.complete && survey.validate()) {
    survey.doComplete();
    return false;
  }
  return Boolean(step.validate || step.complete);
}

const COMMENT = "-Comment";

function put(survey, name, value) {
  const owner = name.endsWith(COMMENT) ? name.slice(0, -COMMENT.length) : undefined;
  const question = nestedAt(survey, owner ?? name);
  if (question === undefined) {
    if (owner === undefined) survey.setValue(name, value);
    else survey.setComment(owner, value ?? "");
  } else if (owner !== undefined) {
    question.comment = value ?? "";
  } else if (value === null) {
    question.clearValue();
  } else {
    question.value = value;
  }
}

/** The nested question with a path, if it is one. */
function nestedAt(survey, path) {
  if (!/[.[]/.test(path) || survey.getQuestionByName(path)) return undefined;
  return visibleElements(survey).find((each) => each.question && each.path === path)?.question;
}

function questionAt(survey, path) {
  return nestedAt(survey, path) ?? survey.getQuestionByName(path);
}

function grow(question) {
  if (question.getType() === "paneldynamic") question.addPanelUI();
  else question.addRowUI();
}

function shrink(question, index) {
  if (question.getType() === "paneldynamic") {
    if (question.canRemovePanel) question.removePanel(index);
  } else if (question.canRemoveRow(question.visibleRows[index])) {
    question.removeRow(index);
  }
}

function stateOf({ survey, navigate }, definition, judged) {
  const completed = survey.state === "completed";
  const state = {};
  if (completed) state.completed = true;
  else if (survey.activePage) state.page = survey.activePage.name;
  if (!completed && survey.currentSingleElement) state.element = survey.currentSingleElement.name;
  state.values = plain(survey.data);
  const variables = survey.getVariableNames().sort().map((name) => [name, plain(survey.getVariable(name))]);
  const there = variables.filter(([, value]) => value !== null);
  if (there.length > 0) state.variables = Object.fromEntries(there);
  if (completed) {
    if (definition.completedHtml || definition.completedHtmlOnCondition) {
      state.completedText = survey.processedCompletedHtml;
    }
    if (navigate !== undefined) state.navigate = navigate;
    return state;
  }
  Object.assign(state, describe(survey, visibleElements(survey), judged));
  if (definition.showProgressBar !== undefined) state.progress = survey.getProgress();
  return state;
}
