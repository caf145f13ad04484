// The parts that need no browser. Bundled and run with Node's own test runner; see README.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, kindOf, list, members } from "../src/answers.ts";
import { retryAfter, wait } from "../src/backoff.ts";
import { tooOld, withWord } from "../src/drafts.ts";
import { judge } from "../src/outcome.ts";

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
const PROBLEM = "application/problem+json";

function check(name, cases, run) {
  for (const [what, input, expected] of cases) {
    test(`${name}: ${what}`, () => assert.deepEqual(run(...input), expected));
  }
}

check("wait", [
  ["first, least", [1, 0, 0], 500],
  ["first, most", [1, 0, 1], 1_000],
  ["doubles", [4, 0, 0], 4_000],
  ["has a ceiling", [99, 0, 1], 60_000],
  ["never before the server asked", [1, 3_000, 0], 3_000],
  ["spread after what was asked", [1, 3_000, 1], 3_500],
  ["an absurd request is cut", [1, 1e12, 0], 3_600_000],
], wait);

const NOW = Date.parse("2030-01-01T00:00:00Z");
check("retryAfter", [
  ["absent", [null, NOW], 0],
  ["seconds", ["120", NOW], 120_000],
  ["a date", ["Tue, 01 Jan 2030 00:00:05 GMT", NOW], 5_000],
  ["a date gone by", ["Mon, 31 Dec 2029 00:00:00 GMT", NOW], 0],
  ["nonsense", ["soon", NOW], 0],
  ["negative", ["-5", NOW], 0],
], retryAfter);

check("answer", [
  ["nothing chosen", ["choice", []], undefined],
  ["blank text", ["text", [{ value: " \n" }]], undefined],
  ["text as typed", ["text", [{ value: " 7 " }]], " 7 "],
  ["number", ["number", [{ value: "-1.50" }]], -1.5],
  ["rating zero", ["number", [{ value: "0", json: "0" }]], 0],
  ["not a number goes as typed", ["number", [{ value: "1e999" }]], "1e999"],
  ["boolean", ["boolean", [{ value: "false", json: "false" }]], false],
  ["choice keeps its type", ["choice", [{ value: "46", json: "46" }]], 46],
  ["choice that looks like a number", ["choice", [{ value: "46", json: '"46"' }]], "46"],
  ["choices", ["choices", [{ value: "a", json: '"a"' }, { value: "1", json: "1" }]], ["a", 1]],
  ["ranking by place", ["ranking", [{ value: "2", choice: '"a"' }, { value: "", choice: '"b"' }, { value: "1", choice: "3" }]], [3, "a"]],
  ["range", ["range", [{ value: "20" }, { value: "60.5" }]], [20, 60.5]],
  ["range with one end", ["range", [{ value: "" }, { value: "60" }]], [60]],
  ["lists by row", ["lists", [{ value: "1", json: "1", row: "x" }, { value: "2", json: "2", row: "x" }, { value: "1", json: "1", row: "y" }]], { x: [1, 2], y: [1] }],
  ["files", ["files", [{ value: "file", json: '{"name":"a"}' }, { value: "file", json: '{"name":"b"}' }]], [{ name: "a" }, { name: "b" }]],
  ["drawing", ["drawing", [{ value: "file", json: '{"name":"a","content":"data:,x"}' }]], "data:,x"],
  ["no drawing", ["drawing", []], undefined],
  ["asks nothing", ["none", [{ value: "x" }]], undefined],
  ["matrix", ["matrix", [{ value: "1", json: "1", row: "x" }, { value: "n", json: '"n"', row: "y" }]], { x: 1, y: "n" }],
], answer);

check("list", [
  ["nothing", [[], 0], undefined],
  ["nothing in any", [[undefined, undefined], 1], undefined],
  ["empty ones are left out", [[undefined, { a: 1 }, undefined, { a: 2 }], 0], [{ a: 1 }, { a: 2 }]],
  ["but for the fewest", [[undefined, { a: 1 }, undefined], 1], [{}, { a: 1 }]],
], list);

check("members", [
  ["nothing", [[]], undefined],
  ["unanswered", [[["a", undefined]]], undefined],
  ["some", [[["a", undefined], ["b", 0], ["b-Comment", "x"]]], { b: 0, "b-Comment": "x" }],
], members);

check("kindOf", [
  ["known", ["entries"], "entries"],
  ["of a page to come", ["hologram"], "text"],
  ["none", [undefined], "text"],
], kindOf);

const DAY = 86_400_000;
check("tooOld", [
  ["now", [{ at: NOW }, NOW], false],
  ["30 days", [{ at: NOW - 30 * DAY }, NOW], false],
  ["and a moment", [{ at: NOW - 30 * DAY - 1 }, NOW], true],
  ["the clock was set back", [{ at: NOW + 90 * DAY }, NOW], false],
], tooOld);

const DRAFT = { survey: "s", id: "d", version: 1, language: "en", revision: 2, at: NOW, answers: { a: 1, "b-Comment": "old", c: 3 } };
const WORD = { ...DRAFT, id: "w", revision: 0, at: NOW + 1, answers: { a: 2, "b-Comment": "new", c: "proposed" }, changed: ["a", "b"] };
const { changed: _, ...ALONE } = WORD;
check("withWord", [
  ["no draft", [undefined, WORD], ALONE],
  ["only what was changed", [DRAFT, WORD], { ...DRAFT, at: NOW + 1, answers: { a: 2, "b-Comment": "new", c: 3 } }],
  ["an earlier word adds", [DRAFT, { ...WORD, at: NOW - 1, changed: ["a", "x"], answers: { a: 2, x: 4 } }], { ...DRAFT, answers: { ...DRAFT.answers, x: 4 } }],
], withWord);

const received = JSON.stringify({ id: ID, receipt: "r" });
const faults = JSON.stringify({ title: "t", invalid_params: [{ name: "q1", reason: "why" }] });
check("judge", [
  ["201", [ID, 201, "application/json", received], { kind: "received", receipt: "r" }],
  ["200 for a repeat", [ID, 200, "application/json", received], { kind: "received", receipt: "r" }],
  ["what is shown at the end", [ID, 200, "application/json", JSON.stringify({ id: ID, receipt: "r", completed_html: "<p>", navigate_to: "https://x.se/" })],
    { kind: "received", receipt: "r", html: "<p>", onward: "https://x.se/" }],
  ["where it is found again", [ID, 200, "application/json", JSON.stringify({ id: ID, receipt: "r", links: { response: "/s/x/response#t" } })],
    { kind: "received", receipt: "r", link: "/s/x/response#t" }],
  ["not at another's", [ID, 200, "application/json", JSON.stringify({ id: ID, receipt: "r", links: { response: "//x.se/" } })], { kind: "received", receipt: "r" }],
  ["nowhere else", [ID, 200, "application/json", JSON.stringify({ id: ID, receipt: "r", navigate_to: "javascript:0" })], { kind: "received", receipt: "r" }],
  ["another's receipt", ["other", 200, "application/json", received], { kind: "retry" }],
  ["a portal's page", [ID, 200, "text/html", "<h1>"], { kind: "retry" }],
  ["a proxy's refusal", [ID, 403, "text/html", "<h1>"], { kind: "retry" }],
  ["too many", [ID, 429, PROBLEM, "{}"], { kind: "retry" }],
  ["too early", [ID, 425, PROBLEM, "{}"], { kind: "retry" }],
  ["request timeout", [ID, 408, PROBLEM, "{}"], { kind: "retry" }],
  ["unavailable", [ID, 503, PROBLEM, "{}"], { kind: "retry" }],
  ["invalid", [ID, 422, PROBLEM, faults], { kind: "invalid", faults: [{ name: "q1", reason: "why" }], detail: "t", gone: false }],
  ["invalid, odd list", [ID, 422, PROBLEM, '{"invalid_params":7}'], { kind: "invalid", faults: [], detail: "", gone: false }],
  ["a file is gone", [ID, 422, PROBLEM, '{"type":"urn:nordsvar:problem:files-missing"}'], { kind: "invalid", faults: [], detail: "", gone: true }],
  ["answered differently", [ID, 409, PROBLEM, '{"type":"urn:x:conflict"}'], { kind: "conflict" }],
  ["enough have answered", [ID, 409, PROBLEM, '{"type":"urn:x:quota-full"}'], { kind: "full" }],
  ["closed", [ID, 409, `${PROBLEM}; charset=utf-8`, '{"type":"urn:x:survey-closed"}'], { kind: "closed" }],
  ["an invitation that is answered", [ID, 409, PROBLEM, '{"type":"urn:x:invitation-answered"}'], { kind: "already" }],
  ["an invitation that was cancelled", [ID, 410, PROBLEM, '{"type":"urn:x:invitation-cancelled"}'], { kind: "cancelled" }],
  ["an invitation that is over", [ID, 410, PROBLEM, '{"type":"urn:x:invitation-expired"}'], { kind: "expired" }],
  ["an invitation that is none", [ID, 404, PROBLEM, '{"type":"urn:x:invitation-refused"}'], { kind: "cancelled" }],
  ["other client error", [ID, 404, PROBLEM, '{"detail":"d"}'], { kind: "refused", detail: "d" }],
], judge);
