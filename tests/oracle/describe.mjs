// What respondents see of a survey of survey-core, as members of a state.
import { plain } from "./core.mjs";

/** The questions, panels and errors of a state. */
export function describe(survey, elements, judged) {
  const state = {};
  const questions = {};
  const panels = {};
  const errors = {};
  for (const { path, question, column, panel } of elements) {
    const element = question ?? panel;
    if (question) questions[path] = describeQuestion(survey, question, column);
    else if (panel.locTitle && !panel.locTitle.isEmpty) panels[path] = panel.locTitle.renderedHtml;
    const wrong = judged ? errorsOf(element) : [];
    if (wrong.length > 0) errors[path] = wrong;
  }
  if (Object.keys(questions).length > 0) state.questions = questions;
  if (Object.keys(panels).length > 0) state.panels = panels;
  if (Object.keys(errors).length > 0) state.errors = errors;
  return state;
}

function describeQuestion(survey, question, column) {
  const said = {};
  const type = question.getType();
  // A cell's own title names its row and column in SurveyJS's words.
  const title = (column ?? question).locTitle.renderedHtml;
  if (type !== "html" && title !== question.name) said.title = title;
  if (question.description) said.description = question.locDescription.renderedHtml;
  if (question.isRequired) said.required = true;
  if (question.isReadOnly && !WITHOUT_INPUT.has(type)) said.readOnly = true;
  if (question.no && !hasRandomOrder(survey)) said.number = question.no;
  Object.assign(said, describeItems(question));
  if (type === "html") said.html = question.processedHtml;
  if (type === "image") said.image = question.locImageLink.renderedHtml;
  if (type === "expression" && !question.isEmpty()) said.display = displayOf(question);
  if (question.visibleTotalRow) {
    const cells = question.visibleTotalRow.cells.filter((cell) => cell.column.hasTotal);
    said.totals = Object.fromEntries(
      cells.map((cell) => [cell.column.name, cell.question.displayValue]),
    );
  }
  return said;
}

/** A date without a style is shown in JavaScript's own words: here it is as it stands in values. */
function displayOf(question) {
  const bare = question.value instanceof Date && question.displayStyle !== "date";
  return bare ? plain(question.value) : question.displayValue;
}

/** Their being read-only says nothing. */
const WITHOUT_INPUT = new Set(["html", "image", "expression"]);

function hasRandomOrder(survey) {
  return [survey, ...survey.pages, ...survey.getAllPanels()].some(
    (group) => group.questionOrder === "random",
  );
}

/** Choices, steps, rows and columns. */
function describeItems(question) {
  const said = {};
  const type = question.getType();
  const choices = choicesOf(question, type);
  if (choices) {
    said.choices = choices.map((item) => plain(item.value));
    if (question.choicesOrder === "random") said.choices.sort(byText);
    // Where the most are chosen, the others are disabled: that is the bound, not a condition.
    const full = question.shouldCheckMaxSelectedChoices?.() === true;
    const disabled = choices.filter((item) => !item.isEnabled).map((item) => plain(item.value));
    if (!full && disabled.length > 0) said.disabled = disabled;
    addTexts(said, "texts", choices);
  }
  if (type === "matrix" || type === "matrixdropdown") {
    const rows = question.visibleRows.map((row) => row.item ?? row);
    said.rows = question.visibleRows.map((row) => plain(row.item?.value ?? row.rowName ?? row.name));
    if (question.rowOrder === "random" || question.rowsOrder === "random") said.rows.sort(byText);
    addTexts(said, "rowTexts", rows.filter((row) => row.locText));
  }
  if (type === "matrix") {
    said.columns = question.visibleColumns.map((column) => plain(column.value));
    addTexts(said, "columnTexts", question.visibleColumns);
  }
  return said;
}

function choicesOf(question, type) {
  if (type === "rating") return question.visibleRateValues;
  if (!question.visibleChoices) return undefined;
  return question.visibleChoices.filter((item) => item !== question.selectAllItem);
}

/** The texts that depend on answers or on the language, by value. */
function addTexts(said, name, items) {
  const texts = {};
  for (const item of items) {
    const json = item.locText.getJson();
    const varies = typeof json === "string" ? json.includes("{") : json !== null && typeof json === "object";
    if (varies) texts[String(item.value)] = item.locText.renderedHtml;
  }
  if (Object.keys(texts).length > 0) said[name] = texts;
}

function byText(left, right) {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  return a < b ? -1 : Number(a > b);
}

/** The kinds of what is wrong, with the author's words for it where there are some. */
function errorsOf(element) {
  return element.errors
    .filter((error) => error.isError)
    .map((error) => {
      const kind = error.getErrorType();
      return authorsTexts(element).includes(error.text) ? `${kind}: ${error.locText.renderedHtml}` : kind;
    });
}

function authorsTexts(element) {
  const texts = (element.validators ?? []).map((validator) => validator.text);
  const around = element.parentQuestion;
  if (around && !locOf(around, "keyDuplicationError")?.isEmpty) texts.push(around.keyDuplicationError);
  for (const name of ["requiredErrorText", "otherErrorText"]) {
    if (element.getPropertyByName(name) && !locOf(element, name)?.isEmpty) texts.push(element[name]);
  }
  if (element.getType() === "text") {
    const bounds = { minErrorText: "renderedMin", maxErrorText: "renderedMax" };
    for (const [name, bound] of Object.entries(bounds)) {
      if (locOf(element, name)?.isEmpty) continue;
      texts.push(element.getMinMaxErrorText(element[name], element.getCalculatedMinMax(element[bound])));
    }
    if (!locOf(element, "stepErrorText")?.isEmpty) texts.push(element.getStepErrorText?.());
  }
  return texts.filter(Boolean);
}

function locOf(element, name) {
  return element[`loc${name[0].toUpperCase()}${name.slice(1)}`];
}
