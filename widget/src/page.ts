/**
 * The respondent's page, enhanced. Without this script the form posts itself; with it, a response is kept on
 * the device before it is sent, and sent until it has arrived.
 */

import { bringApart, type KeepApart } from "./apart.ts";
import { deliver, type Final, type Owner } from "./delivery.ts";
import { letDraw } from "./draw.ts";
import { finish, keepAnswers, keepOn, save, type Keeping } from "./draft.ts";
import { offerElsewhere } from "./elsewhere.ts";
import { keepEntries } from "./entries.ts";
import { check, clear, judgeWhenLeft, show } from "./faults.ts";
import { readFiles } from "./files.ts";
import { adopt, fill, questions, read, type Response } from "./form.ts";
import { announce, flushWhenSensible, whyWaiting } from "./found.ts";
import { follow, tell } from "./frame.ts";
import { keepFilesOf } from "./kept.ts";
import { takeFragment } from "./link.ts";
import { turn, TURNED, type Paging } from "./pages.ts";
import { sendChanged, sendWhenLeft } from "./partial.ts";
import { prove, proveInTime, sendProof } from "./proof.ts";
import { keep, type Parcel } from "./queue.ts";
import { keepPlaces } from "./ranking.ts";
import { followLogic } from "./rules.ts";
import { sit } from "./seat.ts";
import { showSlides } from "./slide.ts";
import type { Turn } from "./tabs.ts";
import { text } from "./texts.ts";
import { focus, held, questionsShown, quiet, sharing, status, thank } from "./view.ts";
import { isWhole, makeWhole } from "./whole.ts";

/** What this page is doing. */
interface Page {
  readonly form: HTMLFormElement;
  readonly survey: string;
  /** Parcels this tab is delivering, by id. */
  readonly underWay: Set<string>;
  /** The pages, once all are there. */
  paging?: Paging;
  /** Somebody has begun to answer: the form is theirs and is not taken away. */
  touched: boolean;
  /** Its answers, as this device keeps them. */
  readonly keeping: Keeping;
  /** Its turn to answer, among other tabs. */
  turn?: Turn | undefined;
  /** The survey's logic is on its way; nothing once it is there, or cannot be. */
  ruling?: Promise<void> | undefined;
}

/** How long somebody who goes on waits for the survey's logic, without which they would be asked for what does not apply. */
const LOGIC_MS = 3000;

function start(form: HTMLFormElement): void {
  const survey = form.dataset["survey"] ?? "";
  const keeping = keepAnswers(form, survey, () => (page.touched = true));
  const page: Page = { form, survey, underWay: new Set(), touched: false, keeping };
  form.addEventListener("submit", (event) => {
    if (held(form)) return event.preventDefault();
    const step = stepOf(event);
    if (step === "switch" && navigator.onLine) return;
    // Until all pages have come, the server turns them.
    if (step !== "switch" && page.paging === undefined) return;
    event.preventDefault();
    if (step === "switch") status("waiting", [text("offline")]);
    else if (!form.hasAttribute("aria-busy")) soon(page, step);
  });
  sendProof(form);
  form.addEventListener("input", () => tell("answered", page.survey), { once: true });
  form.addEventListener("input", (event) => {
    page.touched = true;
    void prove(form);
    for (const question of questions(form)) if (question.contains(event.target as Node)) clear(question);
  });
  const errors = document.getElementById("errors");
  if (errors?.hidden === false) focus(errors);
  void (isWhole(form) ? bringApart(form) : makeWhole(form)).then((keepApart) => { if (keepApart !== undefined) enhance(page, keepApart); });
  follow(survey);
  const idle = (): boolean => !form.hasAttribute("aria-busy");
  flushWhenSensible({ underWay: page.underWay, idle, ended: (parcel, end) => ended(page, parcel, end, "finder") });
}

/** What the script can do once all pages are there. Without that the page stays as it is: the form sends itself. */
function enhance(page: Page, keepApart: KeepApart): void {
  const { form, keeping } = page;
  keepApart(form);
  form.noValidate = true;
  judgeWhenLeft(form);
  keepEntries(form);
  keepPlaces(form);
  showSlides(form);
  letDraw(form);
  page.paging = turn(form);
  page.ruling = followLogic(form).then(() => void (page.ruling = undefined));
  keeping.served.state = read(form).state;
  form.addEventListener(TURNED, () => void save(keeping).then(() => sendChanged(keeping)));
  page.turn = sit(keeping);
  sendWhenLeft(keeping);
  offerElsewhere(keeping);
}

type Step = "switch" | "back" | "on";

/**
 * Where the form is to go. To another language it goes by way of the server, and comes back; without a network it must
 * not, for it would be lost.
 */
function stepOf({ submitter }: SubmitEvent): Step {
  const name = submitter?.getAttribute("name");
  if (name === "nordsvar.switch") return "switch";
  return name === "nordsvar.step" && submitter?.getAttribute("value") === "back" ? "back" : "on";
}

/** Goes once the survey's logic is there, if that is soon. */
function soon(page: Page, step: "back" | "on"): void {
  const { form, ruling } = page;
  if (ruling === undefined) return go(page, step);
  form.setAttribute("aria-busy", "true");
  void Promise.race([ruling, new Promise((done) => setTimeout(done, LOGIC_MS))]).then(() => {
    form.removeAttribute("aria-busy");
    go(page, step);
  });
}

/** Turns the page, or sends once there is none left. */
function go(page: Page, step: "back" | "on"): void {
  if (step === "back") page.paging?.back();
  else if (page.paging?.next() !== true) void submit(page);
}

async function submit(page: Page): Promise<void> {
  const { form } = page;
  const faults = check(form, page.paging?.asked());
  show(form, faults);
  if (faults.length > 0) return;
  form.setAttribute("aria-busy", "true");
  status("busy", [text("sending")]);
  await Promise.all([readFiles(form), proveInTime(form)]);
  const response = read(form);
  const url = form.dataset["responses"] ?? `${location.pathname}/responses`;
  const { revision } = page.keeping;
  const parcel: Parcel = { id: response.id, survey: page.survey, url, body: JSON.stringify(response), revision };
  page.underWay.add(parcel.id);
  finish(page.keeping);
  const kept = await keep(parcel).then(() => true, () => false);
  await keepFilesOf(parcel.id);
  page.turn?.leave();
  if (!kept) window.addEventListener("beforeunload", warn);
  const end = await deliver(parcel, "maker", () => waiting(page, kept), sharing);
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
    case "already":
    case "cancelled":
    case "expired":
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
