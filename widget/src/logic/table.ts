/** Tables of questions: the columns that are in sight, and what stands under them. */

import type { Question } from "./model.ts";
import { shows, type Node } from "./node.ts";
import { say } from "./show.ts";
import { rowText, totalText } from "./texts.ts";
import type { View } from "./view.ts";

/** Shows the columns of which a cell is in sight, and the totals. */
export function showTable(view: View, node: Node, element: HTMLElement): void {
  const table = element.querySelector("table");
  const question = node.question as Question;
  if (!table) return;
  (question.cells ?? []).forEach((column, index) => {
    const cells = node.children.map((record) => record.children[index]).filter((cell): cell is Node => cell !== undefined);
    const at = cells.map((cell) => view.element(cell)?.closest("td")?.cellIndex).find((place) => place !== undefined);
    if (at === undefined) return;
    const hidden = !cells.some(shows);
    for (const row of table.rows) if (row.cells.length > at) view.off(row.cells[at] as HTMLElement, hidden);
    const output = table.tFoot?.rows[0]?.cells[at]?.querySelector("output");
    if (output && column.total) say(output, totalText(view.engine, node, column.name, column.total));
  });
  if (question.type !== "matrixdropdown") return;
  for (const record of node.children) {
    const row = view.element(record)?.querySelector<HTMLElement>("th");
    if (row && typeof record.key === "object" && record.key.text?.includes("{")) say(row, rowText(view.engine, record.key, node));
  }
}
