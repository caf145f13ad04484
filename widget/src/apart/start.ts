/**
 * Files that are sent apart from their response: a module of its own, which only pages of surveys that ask for files load.
 * A file is on its way as soon as it is chosen. Each has a line: its name and size, how far it has come, and a button that
 * takes it away.
 */

import type { Keeper } from "../files.ts";
import type { Kept } from "../kept.ts";
import type { Tools } from "../apart.ts";
import { fault, uuid } from "./choose.ts";
import { line, type Line } from "./line.ts";

/** A file that was chosen, or is named by an answer. */
interface Item {
  id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** The answer itself, of a small file that stands in it. */
  readonly json?: string;
  /** What is kept of it here; nothing of one that was sent from elsewhere. */
  file?: Kept;
  state: "waiting" | "there" | "refused" | "away";
  line?: Line;
}

let tools: Tools;
let form: HTMLFormElement;
const all = new Map<string, Item>();
const lists = new Map<HTMLInputElement, Item[]>();
const keeping = new Set<Promise<unknown>>();

/** Begins to keep the form's files apart, those that were chosen before as well. */
export function start(of: HTMLFormElement, given: Tools): void {
  [form, tools] = [of, given];
  tools.keepApart(keeper);
  form.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && keeper.has(target) && take(target), true);
  form.addEventListener("reset", () => [...lists.keys()].forEach((field) => show(field, [])));
  // Where the form goes to the server by itself, as to another language, the files' names go along.
  form.addEventListener("formdata", ({ formData }) => {
    for (const field of lists.keys()) for (const json of keeper.contents(field)) formData.append(`nordsvar.kept.${field.name}`, json);
  });
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type="file"]')) if (keeper.has(field)) take(field);
  void tools.sweepFiles(Date.now()).catch(() => undefined);
}

const keeper: Keeper = {
  has: (field) => field.closest<HTMLElement>("[data-kind]")?.dataset["kind"] === "files",
  contents: (field) => itemsOf(field).filter(({ state }) => state !== "refused").map(jsonOf),
  put: (field, answers) => show(field, answers.map(itemOf)),
  ready: () => Promise.all(keeping),
  arrived: (answers) => JSON.parse(JSON.stringify(answers, (_, value: unknown) => (Array.isArray(value) ? value.filter(isThere) : value))) as Record<string, unknown>,
};

function itemsOf(field: HTMLInputElement): Item[] {
  return lists.get(field) ?? [];
}

function jsonOf({ id, name, type, size, json }: Item): string {
  return json ?? JSON.stringify({ name, type, size, content: `file:${id}` });
}

function isThere(value: unknown): boolean {
  const content = (value as { content?: unknown } | null)?.content;
  const item = typeof content === "string" ? all.get(content.replace(/^file:/, "")) : undefined;
  return item === undefined || item.state === "there";
}

/** Takes what was chosen in a field. What the question does not take is said, and not sent. */
function take(field: HTMLInputElement): void {
  const chosen = [...(field.files ?? [])];
  if (chosen.length === 0) return;
  const before = field.multiple ? itemsOf(field) : [];
  const more: Item[] = [];
  const said = new Set<string>();
  for (const file of chosen) {
    const wrong = fault(field, file, came(field) + before.length + more.length, tools.text("fileType"));
    if (wrong !== "") said.add(`${file.name}: ${wrong}`);
    else more.push(itemOfFile(field, file));
  }
  field.value = "";
  if (more.length > 0) {
    const out = itemsOf(field).filter((item) => !before.includes(item));
    show(field, [...before, ...more]);
    out.forEach(drop);
  }
  tell(field, [...said]);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** How many files of a question came with the page, and are to stay. */
function came(field: HTMLInputElement): number {
  return field.closest("[data-kind]")?.querySelectorAll("[data-kept]:checked").length ?? 0;
}

function itemOfFile(field: HTMLInputElement, chosen: File): Item {
  const type = chosen.type === "" ? "application/octet-stream" : chosen.type;
  const item: Item = { id: uuid(Date.now()), name: chosen.name, type, size: chosen.size, state: "waiting" };
  all.set(item.id, item);
  // The file itself may change, or go.
  const work = chosen.arrayBuffer().then((bytes) => keep(item, new Blob([bytes], { type }), field.name), () => refuse(item, ""));
  track(work);
  return item;
}

/** Keeps a file under its item's id, for the response that the form is of now, and brings it. */
async function keep(item: Item, blob: Blob, field: string): Promise<void> {
  const { id: response, version } = tools.read(form);
  const about = new URLSearchParams({ field, name: item.name, version: String(version) }).toString();
  const url = `${(form.dataset["responses"] ?? "").replace(/responses$/, "files")}/${response}/${item.id}`;
  item.file = { id: item.id, response, url, about, name: item.name, type: item.type, blob, arrived: false };
  await tools.keepFile(item.file);
  void bring(item);
}

function track(work: Promise<unknown>): void {
  keeping.add(work);
  void work.finally(() => keeping.delete(work));
}

/** Brings a file, attempt after attempt, until it is there, or not taken, or not wanted any more. */
async function bring(item: Item): Promise<void> {
  for (let failures = 1; item.file !== undefined && item.state === "waiting"; failures += 1) {
    const end = await tools.arrive(item.file, (percent) => item.line?.share(percent));
    if (end.kind === "there") return there(item);
    if (end.kind === "refused") return refuse(item, end.why);
    if (item.state !== "waiting") return;
    item.line?.say(tools.text("network"));
    await tools.sleep(tools.wait(failures, end.asked, Math.random()), end.asked > 0 ? "as asked" : "until hurried");
  }
}

function there(item: Item): void {
  item.state = "there";
  item.line?.done();
}

function refuse(item: Item, why: string): void {
  item.state = "refused";
  const words = { "answers-rejected": "fileType", "survey-closed": "closed" } as const;
  item.line?.fail(tools.text(words[why as keyof typeof words] ?? "refused"));
  item.line?.field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The file that an answer names: one of this page, or one that this device or the server has. */
function itemOf(answer: unknown): Item {
  const { name = "", type = "", size = 0, content = "" } = answer as { name?: string; type?: string; size?: number; content?: string };
  const id = content.replace(/^file:/, "");
  const known = all.get(id);
  if (known !== undefined) {
    if (known.state === "away") resume(known);
    return known;
  }
  const inside = !content.startsWith("file:");
  const item: Item = { id, name, type, size, state: "there", ...(inside ? { json: JSON.stringify(answer) } : {}) };
  all.set(id, item);
  if (!inside) track(tools.findFile(id).then((file) => adopt(item, file)));
  return item;
}

function resume(item: Item): void {
  item.state = item.file === undefined || item.file.arrived ? "there" : "waiting";
  if (item.file !== undefined) track(tools.keepFile(item.file));
  void bring(item);
}

/** Goes on with a file that was kept here before. Of another response it is another file. */
async function adopt(item: Item, file: Kept | undefined): Promise<void> {
  if (file === undefined) return;
  if (file.response !== tools.read(form).id) {
    item.id = uuid(Date.now());
    all.set(item.id, item);
    item.state = "waiting";
    return keep(item, file.blob, new URLSearchParams(file.about).get("field") ?? "");
  }
  item.file = file;
  if (file.arrived) return;
  item.state = "waiting";
  item.line?.share(0);
  void bring(item);
}

/** Takes a file away for good. */
function drop(item: Item): void {
  item.state = "away";
  tools.giveUp(item.id);
  void tools.forgetFile(item.id);
}

/** Has a field have these files, each with its line. */
function show(field: HTMLInputElement, items: Item[]): void {
  lists.set(field, items);
  field.dataset["needed"] ??= field.required ? "yes" : "no";
  field.required = field.dataset["needed"] === "yes" && items.length === 0;
  let list = field.nextElementSibling;
  if (!(list instanceof HTMLUListElement)) {
    list = tools.make("ul", "files");
    field.after(list);
  }
  list.replaceChildren(...items.map((item) => lineOf(field, item).element));
}

function lineOf(field: HTMLInputElement, item: Item): Line {
  const away = (): void => {
    show(field, itemsOf(field).filter((one) => one !== item));
    drop(item);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  };
  const { name, size } = item;
  item.line = line(tools, field, { name, size, away });
  if (item.state === "there") item.line.done();
  else item.line.share(0);
  return item.line;
}

/** Says what was not taken, below the field. */
function tell(field: HTMLInputElement, lines: readonly string[]): void {
  const list = field.parentElement?.querySelector("ul.files") ?? field;
  let said = list.nextElementSibling;
  if (!(said instanceof HTMLDivElement && said.className === "untaken")) {
    said = tools.ours(tools.make("div", "untaken"));
    said.setAttribute("role", "alert");
    list.after(said);
  }
  said.replaceChildren(...lines.map((one) => tools.make("p", "", one)));
}
