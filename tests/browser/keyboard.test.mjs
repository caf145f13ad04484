/** A respondent who has no mouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LOOKS, look } from "./axe.mjs";
import { answer, assertReachable, walk } from "./focus.mjs";
import { assertClean, delivered, every, newMark, profile, publish, questions, ready, responses, settled, upload, watched, unfolded } from "./support.mjs";

/** Whether a stop is the button that sends, or the one that goes on. */
const goesOn = ({ tag, value }) => tag === "button" && (value === "send" || value === "next");
const sends = ({ tag, value }) => tag === "button" && value === "send";

test("a survey is answered with the keyboard alone", async (t) => {
  const platform = ready();
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const mark = newMark();
  await page.goto(`${platform.site}/s/${platform.survey}`);
  await settled(page);

  const answered = new Set();
  for (let last = undefined; last === undefined || !sends(last); ) {
    const stops = await walk(page, async (stop) => {
      if (goesOn(stop)) return "end";
      const { type, name, tag } = stop;
      if (tag === "textarea" || type === "text") await page.keyboard.type(mark);
      else if (["radio", "checkbox"].includes(type) && !answered.has(name)) await page.keyboard.press("Space");
      answered.add(name);
      return undefined;
    });
    assertReachable(stops);
    last = stops.at(-1);
    await page.keyboard.press("Enter");
  }
  await page.locator("#thanks").waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.closest("#thanks") !== null));

  const response = await delivered(platform, platform.survey, mark);
  const asked = await questions(platform, platform.survey);
  assert.deepEqual(Object.keys(response.answers).sort(), asked.map(({ name }) => name).sort());
  await assertClean(context, seen, [platform.site]);
});

test("every type of question is answered with the keyboard alone", async (t) => {
  const platform = ready();
  const survey = await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage" });
  const context = await profile(t);
  const { page, seen } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  const files = { papers: upload("hej.txt", every.kept.papers[0].content), signed: upload("me.png", every.kept.signed) };
  // Keeps choosers caught from one field to the next: what is switched off and on again at once may miss the second.
  page.on("filechooser", () => undefined);

  const reached = new Set();
  await walk(page, async (stop) => {
    if (sends(stop)) return "end";
    const more = ([name]) => name.startsWith(`${stop.list}[`) && !reached.has(name);
    if (stop.adds && every.form.some(more)) await page.keyboard.press("Enter");
    reached.add(stop.name);
    const wanted = every.form.filter(([name]) => name === stop.name).map(([, value]) => value);
    if (wanted.length > 0 || stop.name in files) await answer(page, stop, wanted, (name) => files[name]);
    return undefined;
  });
  const missed = new Set(every.form.map(([name]) => name).filter((name) => !reached.has(name)));
  // Logic may hide what is never asked.
  missed.delete("reason");
  assert.deepEqual([...missed], []);
  await page.keyboard.press("Enter");
  await page.locator("#thanks").waitFor();

  const kept = await responses(platform, survey);
  assert.equal(kept.length, 1);
  assert.deepEqual(await unfolded(platform, survey, kept[0]), every.kept);
  await assertClean(context, seen, [platform.site]);
});

for (const name of Object.keys(LOOKS)) {
  test(`every control is reached, seen and left, ${name}`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage" });
    const page = await (await profile(t)).newPage();
    await look(page, name);
    await page.goto(`${platform.site}/s/${survey}`);
    const stops = await walk(page);
    assertReachable(stops);
    const reached = new Set(stops.map((stop) => stop.name));
    const all = await page.evaluate(() =>
      [...document.querySelectorAll("form#survey :is(input, select, textarea, button), a[href]")]
        .filter((one) => one.checkVisibility() && one.type !== "hidden" && one.tabIndex >= 0)
        .map((one) => one.name),
    );
    assert.deepEqual([...new Set(all)].filter((one) => !reached.has(one)), []);
    assert.ok(stops.length > 60, `${stops.length} stops`);
  });
}

test("the summary of what is wrong has the focus, is announced, and leads there", async (t) => {
  const platform = ready();
  const survey = await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage" });
  for (const javaScriptEnabled of [true, false]) {
    const page = await (await profile(t, { javaScriptEnabled })).newPage();
    await page.goto(`${platform.site}/s/${survey}`);
    const title = await page.title();
    if (!javaScriptEnabled) await page.locator("form#survey").evaluate((form) => (form.noValidate = true));
    // Until the script has come the browser's own checks hold, which have no summary.
    await page.waitForFunction(() => document.querySelector("form#survey").noValidate);
    await page.locator('[name="email"]').fill("nobody");
    await page.locator(".actions button[type=submit], .actions button:not([type])").last().click();
    const summary = page.getByRole("alert");
    await summary.waitFor();
    assert.ok(await summary.evaluate((one) => one === document.activeElement), "the summary has the focus");
    assert.equal(await page.title(), `Please correct this first – ${title}`);

    // In the order of the questions; each says what is wrong and what would be right, there and at the question.
    const links = await summary.getByRole("link").all();
    const said = await Promise.all(links.map((link) => link.innerText()));
    assert.ok(said.length >= 3, said.join("\n"));
    assert.match(said[0], /^line – /);
    assert.match(said[1], /^email – .*@/);
    const targets = await Promise.all(links.map((link) => link.getAttribute("href")));
    const order = await page.evaluate((ids) => ids.map((id) => [...document.querySelectorAll("*")].indexOf(document.querySelector(id))), targets);
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
    const field = page.locator('[name="email"]');
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = (await field.getAttribute("aria-describedby")).split(" ");
    const words = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
    assert.ok(said[1].endsWith(words.join(" ").trim()), `${said[1]} / ${words}`);

    // From the link on, the next that is typed goes to the question.
    await links[1].focus();
    await page.keyboard.press("Enter");
    if (!javaScriptEnabled) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "email");
    assert.equal(await field.inputValue(), "nobody", "nothing has to be entered again");
  }
});

/** What people set for themselves (WCAG 1.4.12). */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

for (const lang of ["en", "ar"]) {
  test(`nothing is cut or off the page at 400 % with the widest spacing, in ${lang}`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage" });
    const page = await (await profile(t, { viewport: { width: 320, height: 256 } })).newPage();
    for (const path of [`/s/${survey}?lang=${lang}`, `/s/${platform.survey}?lang=${lang}`, `/s/${survey}/receipt?lang=${lang}`]) {
      await page.goto(`${platform.site}${path}`);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
      }, SPACING);
      assert.deepEqual(await page.evaluate(cut), [], path);
    }
  });
}

/** What does not fit: the page's width, and boxes that hide a part of the text in them. */
function cut() {
  const root = document.documentElement;
  const faults = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
  for (const one of document.querySelectorAll("body *")) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(one);
    const kept = clipPath !== "none" || !one.checkVisibility() || ["INPUT", "TEXTAREA", "SELECT"].includes(one.tagName);
    if (kept) continue;
    const hides = (way, needed, there) => way === "hidden" && needed > there + 1;
    if (hides(overflowX, one.scrollWidth, one.clientWidth) || hides(overflowY, one.scrollHeight, one.clientHeight)) {
      faults.push(`${one.tagName} ${one.className}: cuts ${one.textContent.trim().slice(0, 40)}`);
    }
    const box = one.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 || box.left < -1) faults.push(`${one.tagName} ${one.className}: from ${box.left} to ${box.right}`);
  }
  return faults;
}
