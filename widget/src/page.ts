/**
 * The respondent's page, enhanced. Without this script the form posts itself; with it, a response is kept on
 * the device before it is sent, and sent until it has arrived.
 */

import { deliver, type Final, type Owner } from "./delivery.ts";
import { finish, keepAnswers, keepOn, type Keeping } from "./draft.ts";
import { offerElsewhere } from "./elsewhere.ts";
import { keepEntries } from "./entries.ts";
import { check, clear, judgeWhenLeft, show } from "./faults.ts";
import { readFiles } from "./files.ts";
import { adopt, fill, questions, read, type Response } from "./form.ts";
import { announce, flushWhenSensible, whyWaiting } from "./found.ts";
import { follow, tell } from "./frame.ts";
import { takeFragment } from "./link.ts";
import { sendWhenLeft } from "./partial.ts";
import { keep, type Parcel } from "./queue.ts";
import { keepPlaces } from "./ranking.ts";
import { followLogic } from "./rules.ts";
import { sit } from "./seat.ts";
import { showSlides } from "./slide.ts";
import type { Turn } from "./tabs.ts";
import { text } from "./texts.ts";
import { focus, held, questionsShown, quiet, status, thank } from "./view.ts";

/** What this page is doing. */
interface Page {
  readonly form: HTMLFormElement;
  readonly survey: string;
  /** Parcels this tab is delivering, by id. */
  readonly underWay: Set<string>;
  /** Somebody has begun to answer: the form is theirs and is not taken away. */
  touched: boolean;
  /** Its answers, as this device keeps them. */
  readonly keeping: Keeping;
  /** Its turn to answer, among other tabs. */
  turn?: Turn | undefined;
}

function start(form: HTMLFormElement): void {
  const survey = form.dataset["survey"] ?? "";
  const keeping = keepAnswers(form, survey, () => (page.touched = true));
  const page: Page = { form, survey, underWay: new Set(), touched: false, keeping };
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (held(form)) return event.preventDefault();
    const switching = isSwitch(event);
    if (switching && navigator.onLine) return;
    event.preventDefault();
    if (switching) status("waiting", [text("offline")]);
    else if (!form.hasAttribute("aria-busy")) void submit(page);
  });
  form.addEventListener("input", () => tell("answered", page.survey), { once: true });
  form.addEventListener("input", (event) => {
    page.touched = true;
    for (const question of questions(form)) if (question.contains(event.target as Node)) clear(question);
  });
  enhance(form);
  const errors = document.getElementById("errors");
  if (errors?.hidden === false) focus(errors);
  follow(page.survey);
  page.turn = sit(keeping);
  sendWhenLeft(keeping);
  offerElsewhere(keeping);
  const idle = (): boolean => !form.hasAttribute("aria-busy");
  flushWhenSensible({ underWay: page.underWay, idle, ended: (parcel, end) => ended(page, parcel, end, "finder") });
}

/** What a form's questions gain by the script. */
function enhance(form: HTMLFormElement): void {
  judgeWhenLeft(form);
  keepEntries(form);
  keepPlaces(form);
  showSlides(form);
  void followLogic(form);
}

/** Whether the form goes to the server only to come back in another language. Without a network it must not: it would be lost. */
function isSwitch(event: SubmitEvent): boolean {
  return event.submitter?.getAttribute("name") === "nordsvar.switch";
}

async function submit(page: Page): Promise<void> {
  const { form } = page;
  const faults = check(form);
  show(form, faults);
  if (faults.length > 0) return;
  form.setAttribute("aria-busy", "true");
  status("busy", [text("sending")]);
  await readFiles(form);
  const response = read(form);
  const url = form.dataset["responses"] ?? `${location.pathname}/responses`;
  const { revision } = page.keeping;
  const parcel: Parcel = { id: response.id, survey: page.survey, url, body: JSON.stringify(response), revision };
  page.underWay.add(parcel.id);
  finish(page.keeping);
  const kept = await keep(parcel).then(() => true, () => false);
  page.turn?.leave();
  if (!kept) window.addEventListener("beforeunload", warn);
  const end = await deliver(parcel, "maker", () => waiting(page, kept));
  window.removeEventListener("beforeunload", warn);
  page.underWay.delete(parcel.id);
  form.removeAttribute("aria-busy");
  if (end !== undefined) ended(page, parcel, end, "maker");
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function waiting(page: Page, kept: boolean): void {
  const first = document.getElementById("status")?.dataset["state"] !== "waiting";
  questionsShown(page.form, false);
  status("waiting", whyWaiting(kept));
  if (first) focus(document.getElementById("status"));
}

function ended(page: Page, parcel: Parcel, end: Final, owner: Owner): void {
  const { form, survey } = page;
  const mine = parcel.survey === survey && (owner === "maker" || !page.touched) && form.isConnected;
  switch (end.kind) {
    case "received":
      if (mine) thank(form, end);
      else announce(parcel, end.receipt, survey);
      tell("completed", parcel.survey);
      return;
    case "invalid":
      if (mine) correct(page, parcel, end, owner);
      else fail(owner, [text("refused"), end.detail]);
      return;
    case "refused":
      if (mine) questionsShown(form, true);
      if (owner === "maker") goOn(page);
      fail(owner, [text("refused"), end.detail]);
      break;
    case "conflict":
    case "closed":
    case "full":
      if (owner === "maker") questionsShown(form, false);
      fail(owner, [text(end.kind)]);
      break;
  }
  tell("error", parcel.survey);
}

/** The form again, with the answers that were refused and the faults at their questions. */
function correct(page: Page, parcel: Parcel, end: Extract<Final, { kind: "invalid" }>, owner: Owner): void {
  const { form } = page;
  quiet();
  questionsShown(form, true);
  if (owner === "finder") putBack(form, JSON.parse(parcel.body) as Response);
  goOn(page);
  show(form, end.faults.length > 0 ? end.faults : [{ name: "", reason: end.detail || text("fix") }]);
}

/** The answers of a response that was made on another page, which this one goes on with. */
function putBack(form: HTMLFormElement, { id, version, state, answers }: Response): void {
  const same = version === read(form).version;
  fill(form, answers, same ? "emptied" : "stays");
  if (same) adopt(form, id, state);
}

/** The form is somebody's to answer again. */
function goOn({ keeping, turn }: Page): void {
  void keepOn(keeping).then(() => turn?.begin());
}

function fail(owner: Owner, lines: readonly string[]): void {
  status("failed", lines);
  if (owner === "maker") focus(document.getElementById("status"));
}

/** How it ended with a response, where there is no form that it could be of. */
function tellOf(parcel: Parcel, end: Final, survey: string): void {
  if (end.kind === "received") announce(parcel, end.receipt, survey);
  else if (end.kind === "invalid" || end.kind === "refused") status("failed", [text("refused"), end.detail]);
  else status("failed", [text(end.kind)]);
}

const form = document.querySelector<HTMLFormElement>("form#survey");
if (form !== null) start(form);
else {
  const survey = document.body.dataset["survey"] ?? "";
  takeFragment();
  follow(survey);
  flushWhenSensible({ underWay: new Set(), idle: () => true, ended: (parcel, end) => tellOf(parcel, end, survey) });
}
