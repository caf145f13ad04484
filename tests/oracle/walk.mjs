// Where questions are in a survey of survey-core, with the paths that we call them by.

/** Every question, nested ones and hidden ones included. Looking at rows and panels builds them. */
export function* everyQuestion(survey) {
  for (const page of survey.pages) {
    for (const question of page.questions) yield* withNested(question);
  }
}

function* withNested(question) {
  yield question;
  for (const { question: inner } of nested(question, "")) yield* withNested(inner);
}

/**
 * `{path, question}` and `{path, panel}` of what respondents can come to, in its order. A cell has
 * its `column` too.
 */
export function visibleElements(survey) {
  const found = [];
  const start = survey.startPage;
  const pages = start ? [start, ...survey.visiblePages] : survey.visiblePages;
  for (const page of pages) {
    found.push({ path: page.name, panel: page });
    collect(page.elements, "", found);
  }
  return found;
}

function collect(elements, prefix, found) {
  for (const element of elements) {
    if (!element.isVisible) continue;
    const path = prefix + element.name;
    if (element.isPanel) {
      if (element.name) found.push({ path, panel: element });
      collect(element.elements, prefix, found);
    } else {
      collectQuestion(element, path, found);
    }
  }
}

function collectQuestion(question, path, found) {
  found.push({ path, question });
  if (question.getType() === "paneldynamic") {
    question.panels.forEach((panel, index) => {
      if (!question.visiblePanels.includes(panel)) return;
      found.push({ path: `${path}[${index}]`, panel });
      collect(panel.elements, `${path}[${index}].`, found);
    });
    return;
  }
  for (const inner of nested(question, path)) {
    if (!inner.question.isVisible) continue;
    const at = found.length;
    collectQuestion(inner.question, inner.path, found);
    found[at].column = inner.column;
  }
}

/** The questions that are directly in `question`, with their paths. */
function nested(question, path) {
  switch (question.getType()) {
    case "multipletext":
      return question.items.map((item) => ({ path: `${path}.${item.name}`, question: item.editor }));
    case "paneldynamic":
      return question.panels.flatMap((panel, index) =>
        panel.questions.map((inner) => ({ path: `${path}[${index}].${inner.name}`, question: inner })),
      );
    case "matrixdropdown":
      return cells(question, (row) => `${path}.${row.rowName}`);
    case "matrixdynamic":
      return cells(question, (_, index) => `${path}[${index}]`);
    default:
      return [];
  }
}

function cells(question, pathOf) {
  return (question.visibleRows ?? []).flatMap((row, index) =>
    row.cells.map((cell) => ({
      path: `${pathOf(row, index)}.${cell.column.name}`,
      question: cell.question,
      column: cell.column,
    })),
  );
}
