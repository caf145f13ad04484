/** What a question takes of files, and their ids. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { accepted, fault, uuid } from "../src/apart/choose.ts";

const file = { name: "Photo.JPG", type: "image/jpeg", size: 1000 };

for (const [accept, want] of [
  ["", true],
  ["image/*", true],
  ["IMAGE/JPEG", true],
  [".png, .jpg", true],
  ["image/png", false],
  [".jpeg", false],
  ["video/*,.pdf", false],
]) {
  test(`${file.name} is ${want ? "" : "not "}taken by ${accept || "any"}`, () => assert.equal(accepted(accept, file), want));
}

test("a name is more than its end", () => assert.equal(accepted(".jpg", { ...file, name: ".jpg" }), false));

test("what is wrong is said in the page's words", () => {
  const field = { accept: "image/*", dataset: { most: "2", many: "two", bytes: "1000", large: "large" } };
  assert.equal(fault(field, file, 1, "type"), "");
  assert.equal(fault(field, file, 2, "type"), "two");
  assert.equal(fault(field, { ...file, size: 1001 }, 0, "type"), "large");
  assert.equal(fault(field, { ...file, type: "text/plain" }, 0, "type"), "type");
});

test("ids are of version 7, and of their moment", () => {
  const seen = new Set();
  for (let round = 0; round < 1000; round += 1) {
    const id = uuid(1_795_463_400_123);
    assert.match(id, /^01a209f5-4abb-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    seen.add(id);
  }
  assert.equal(seen.size, 1000);
});
