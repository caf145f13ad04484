// Work that surveys ask of browsers: the same challenges as the server's, and Node's own hash beside ours.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { solve } from "../src/challenge.ts";
import { hashesBehind } from "../src/sha256.ts";

const { rows } = JSON.parse(readFileSync("tests/vectors/credential/work.json", "utf8"));

for (const { name, challenge, proof } of rows) {
  test(`the published proof: ${name}`, () => {
    assert.deepEqual(JSON.parse(atob(solve(challenge))), JSON.parse(atob(proof)));
  });
}

test("what cannot be solved is not", () => {
  const [{ challenge, number }] = rows;
  assert.equal(solve({ ...challenge, maxnumber: number - 1 }), undefined);
  assert.equal(solve({ ...challenge, maxnumber: 9, challenge: "0".repeat(64) }), undefined);
  assert.equal(solve({ ...challenge, algorithm: "SHA-512" }), undefined);
});

test("hashes of texts of every length", () => {
  for (let length = 0; length < 200; length += 1) {
    const start = "a".repeat(length);
    const hash = hashesBehind(start);
    for (const rest of ["", "7", "1234567", "0".repeat(20)]) {
      const hex = [...hash(rest)].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
      assert.equal(hex, createHash("sha256").update(start + rest).digest("hex"), `${length} and ${rest.length}`);
    }
  }
});
