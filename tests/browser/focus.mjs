/** Walking a page with the keyboard: where the focus is, whether it is seen, and how large what it is on is. */

import assert from "node:assert/strict";

/** Makes `window.stop`, which says what is to be known of the element that has the focus; null if none has. */
const PREPARE = () => {
  const all = () => [...document.querySelectorAll("*")];
  /** What is drawn around an element: its own ring, and those of the boxes around it. */
  const rings = (element) => {
    const around = [];
    for (let one = element; one && around.length < 4; one = one.parentElement) around.push(one);
    return around.map((one) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
      return outlineStyle === "none" || outlineWidth === "0px" ? boxShadow : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    });
  };
  // Nothing has the focus yet. To blur something later would lose the place within a date.
  const plain = new Map(all().map((element) => [element, rings(element)]));
  /** Whether what is in the window of a box is the element's. A large one need not be there as a whole (WCAG 2.4.11). */
  const inView = (element, box) => {
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (bottom - top < Math.min(box.height, 20)) return false;
    const on = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
    return on !== null && (element.contains(on) || on.contains(element) || on.closest("label")?.contains(element) === true);
  };
  // Places change when something comes or goes; an element stays itself.
  const keys = new Map();
  window.stop = () => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) return null;
    const box = (element.closest(".option") ?? element).getBoundingClientRect();
    const before = plain.get(element) ?? [];
    const { tagName, type = "", name = "", value = "", checked = false, id } = element;
    return {
      what: [tagName.toLowerCase(), name || id || element.textContent.trim(), value].join(" ").trim(),
      tag: tagName.toLowerCase(),
      type,
      name,
      value,
      checked,
      list: element.closest("[data-kind]")?.dataset.name ?? "",
      adds: element.matches(".add"),
      key: keys.get(element) ?? keys.set(element, keys.size).get(element),
      place: all().indexOf(element),
      seen: rings(element).some((ring, index) => ring !== before[index]),
      inView: inView(element, box),
      inline: getComputedStyle(element).display === "inline",
      width: box.width,
      height: box.height,
    };
  };
};

/** What has the focus. */
export function focused(page) {
  return page.evaluate(() => window.stop());
}

/**
 * Goes through a page from its top with Tab, until the focus has left it, and gives each element on the way once. `visit` may
 * use the keyboard at each, and ends the walk with `"end"`.
 */
export async function walk(page, visit = async () => undefined) {
  await page.evaluate(PREPARE);
  const stops = [];
  const been = new Set();
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === null) return stops;
    // The parts of a date are one element; whatever else comes again would go round in a circle.
    if (stop.key === stops.at(-1)?.key) continue;
    // A button that adds an entry is come to again after it.
    assert.ok(!been.has(stop.key) || stop.type === "button", `the focus came back to ${stop.what}`);
    for (let at = stop; at !== null && at.key !== stops.at(-1)?.key; at = await focused(page)) {
      been.add(at.key);
      stops.push(at);
      // A group of radio buttons is left from the one that was gone to with arrows.
      if (at !== stop && at.type === "radio") break;
      if ((await visit(at)) === "end") return stops;
    }
  }
}

/** Fails with everything that a stop lacks: a ring that is seen, a place in the window, room for a finger (WCAG 2.5.8). */
export function assertReachable(stops) {
  const faults = stops.flatMap(({ what, seen, inView, inline, width, height }) => [
    ...(seen ? [] : [`${what}: nothing shows that it has the focus`]),
    ...(inView ? [] : [`${what}: is out of sight, or something covers it`]),
    // Links in a sentence are as tall as its lines.
    ...(inline || (width >= 24 && height >= 24) ? [] : [`${what}: ${width} x ${height} px`]),
  ]);
  assert.deepEqual(faults, []);
  const places = stops.map(({ place }) => place);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), "the focus does not go as one reads");
}

/** Answers what has the focus with keys alone; `wanted` are the values that its field is to have. */
export async function answer(page, stop, wanted, choose) {
  const { keyboard } = page;
  const [value] = wanted;
  const type = async (...parts) => {
    for (const [index, part] of parts.entries()) {
      // To the next part of a date.
      if (index > 0) await keyboard.press("ArrowRight");
      await keyboard.type(part);
    }
  };
  switch (stop.tag === "input" ? stop.type : stop.tag) {
    case "radio":
      return toRadio(page, stop, value);
    case "checkbox":
      if (wanted.includes(stop.value) !== stop.checked) await keyboard.press("Space");
      return;
    case "select":
      for (let presses = 0; (await focused(page)).value !== value; presses += 1) {
        assert.ok(presses < 50, `${stop.what}: there is no ${value}`);
        await keyboard.press("ArrowDown");
      }
      return;
    case "file": {
      const chooser = page.waitForEvent("filechooser");
      await keyboard.press("Space");
      return (await chooser).setFiles(choose(stop.name));
    }
    case "date": {
      const [year, month, day] = value.split("-");
      return type(month + day + year);
    }
    case "time":
      return type(clock(value));
    case "datetime-local": {
      const [year, month, day, time] = value.split(/[-T]/);
      return type(month + day + year, clock(time));
    }
    case "month": {
      const [year, month] = value.split("-");
      const name = new Date(Date.UTC(2000, Number(month) - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
      return type(name, year);
    }
    case "week": {
      const [year, week] = value.split("-W");
      return type(week + year);
    }
    default:
      await keyboard.type(value.replaceAll("\r\n", "\n"));
  }
}

/** With arrows, from one that is not chosen yet. */
async function toRadio(page, stop, value) {
  if (stop.value === value) return page.keyboard.press("Space");
  for (let presses = 0; (await focused(page)).value !== value; presses += 1) {
    assert.ok(presses < 50, `${stop.what}: there is no ${value}`);
    await page.keyboard.press("ArrowDown");
  }
}

/** A time of day as one types it in English: 19:50 is 0750PM. */
function clock(value) {
  const [hour, minute] = value.split(":").map(Number);
  return `${String(hour % 12 || 12).padStart(2, "0")}${String(minute).padStart(2, "0")}${hour < 12 ? "AM" : "PM"}`;
}
