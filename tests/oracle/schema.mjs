// The schema that SurveyJS publishes of its definitions.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { withoutOurs } from "./ours.mjs";

const tools = new URL("../../tools/web/", import.meta.url);
const require = createRequire(new URL("package.json", tools));
const official = new URL("node_modules/survey-core/surveyjs_definition.json", tools);
const Ajv = require("ajv");

const ajv = new Ajv({ strict: false, allErrors: false });
const validate = ajv.compile(JSON.parse(readFileSync(official, "utf8")));

/** Where and how `definition`, our additions aside, is not by the official schema. */
export function schemaProblems(definition) {
  if (validate(withoutOurs(definition))) return [];
  return validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}
