// What survey-core makes of a definition and of what a respondent does, step by step.
//
// Steps: {"set": {name: value}}, {"load": answers}, {"next": true}, {"previous": true},
// {"add": question}, {"remove": [question, index]}, {"validate": true}, {"complete": true},
// {"locale": "sv"}. A member of a state that says nothing is left out.

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

/** The states before the first step and after each. */
export function trace(definition, steps) {
  const clock = globalThis.Date;
  globalThis.Date = FixedDate;
  try {
    return run(definition, steps);
  } finally {
    globalThis.Date = clock;
  }
}

function run(definition, steps) {
  const survey = new core.SurveyModel(withoutOurs(structuredClone(definition)));
  let navigate;
  survey.onNavigateToUrl.add((_, options) => {
    navigate = options.url;
    options.allow = false;
  });
  settle(survey);
  const states = [stateOf(survey, definition, false, navigate)];
  for (const step of steps) {
    const judged = perform(survey, structuredClone(step));
    settle(survey);
    states.push(stateOf(survey, definition, judged, navigate));
  }
  survey.dispose();
  return states;
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
    for (const [name, value] of Object.entries(step.set)) put(survey, name, value);
  }
  if (step.load) survey.data = step.load;
  if (step.next) {
    if (survey.state === "starting") survey.start();
    else survey.nextPage();
  }
  if (step.previous) survey.prevPage();
  if (step.add) grow(survey.getQuestionByName(step.add));
  if (step.remove) shrink(survey.getQuestionByName(step.remove[0]), step.remove[1]);
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
  if (owner === undefined) survey.setValue(name, value);
  else survey.setComment(owner, value ?? "");
}

function grow(question) {
  if (question.getType() === "paneldynamic") question.addPanelUI();
  else question.addRowUI();
}

function shrink(question, index) {
  if (question.getType() === "paneldynamic") question.removePanel(index);
  else question.removeRow(index);
}

function stateOf(survey, definition, judged, navigate) {
  const completed = survey.state === "completed";
  const state = {};
  if (completed) state.completed = true;
  else if (survey.activePage) state.page = survey.activePage.name;
  state.values = plain(survey.data);
  const names = survey.getVariableNames().sort();
  if (names.length > 0) {
    state.variables = Object.fromEntries(names.map((name) => [name, plain(survey.getVariable(name))]));
  }
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
