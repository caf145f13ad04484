/** The widget as a package for npm. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { ready } from "./support.mjs";
import { hears, opens, shop, there, visit } from "./shop.mjs";

const platform = ready();
const { site, survey } = platform;

const root = new URL("../../", import.meta.url);
const folder = new URL("widget/", root);
const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));

test("the package holds the module, its types and what is said of them", () => {
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: fileURLToPath(folder), encoding: "utf8" });
  const packed = JSON.parse(listed)[0].files.map(({ path }) => path);
  assert.deepEqual(packed.sort(), [...manifest.files, "README.md", "package.json"].sort());
  const workspace = readFileSync(new URL("Cargo.toml", root), "utf8");
  assert.ok(workspace.includes(`\nversion = "${manifest.version}"\n`), "its version is ours");
  assert.equal(manifest.dependencies, undefined);
});

test("the module shows what the script shows, where no script of ours may run", async (t) => {
  const module = readFileSync(new URL(manifest.exports["."].default, folder), "utf8");
  const options = { survey, kind: "popup", lang: "en", click: "#ask" };
  const own = `import { connect } from "./nordsvar.mjs";
    const { show } = connect(${JSON.stringify(`${site}/any/path`)});
    window.shown = show(${JSON.stringify(options)});`;
  const body = '<button id="ask">Ask</button><script type="module" src="/own.mjs"></script>';
  const files = { "/own.mjs": own, "/nordsvar.mjs": module };
  const url = await shop(t, platform, body, { scripts: "'self'", files });
  const { page, verify } = await visit(t, platform, url);
  assert.equal(await page.evaluate(() => window.nordsvar), undefined);
  await page.locator("#ask").click();
  await opens(page);
  await hears(page, "ready");
  await page.evaluate(() => window.shown.destroy());
  assert.deepEqual(await there(page), { hosts: 0, frames: 0, open: 0 });
  await verify();
});

test("the types take what there is, and nothing else", (t) => {
  const place = mkdtempSync(join(tmpdir(), "nordsvar-types-"));
  t.after(() => rmSync(place, { recursive: true }));
  mkdirSync(join(place, "node_modules/@nordsvar"), { recursive: true });
  symlinkSync(fileURLToPath(folder), join(place, "node_modules/@nordsvar/widget"));
  const tsc = fileURLToPath(new URL("tools/web/node_modules/typescript/bin/tsc", root));
  const check = (source) => {
    writeFileSync(join(place, "own.ts"), source);
    const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2021", "--types", "", "own.ts"];
    return execFileSync(process.execPath, [tsc, ...flags], { cwd: place, encoding: "utf8" });
  };
  writeFileSync(join(place, "package.json"), '{"type": "module"}');
  check(`import { connect, type Options, type Shown } from "@nordsvar/widget";
    const options: Options = { survey: "a", kind: "slide-in", delay: 3, exit: true };
    const shown: Shown = connect("https://surveys.example").show(options);
    shown.addEventListener("nordsvar:closed", () => shown.destroy());`);
  const wrong = 'import { connect } from "@nordsvar/widget"; connect("").show({ survey: "a", kind: "window" });';
  assert.throws(() => check(wrong), ({ stdout }) => stdout.includes('"window"') && !stdout.includes("Cannot find module"));
});
