/** Every page and state of ours under axe-core, in every way in which people look at them. */

import { test } from "node:test";

import { audit } from "./axe.mjs";
import { SCRIPTLESS, STATES, surveysOf } from "./states.mjs";
import { PATIENCE, browser, ready } from "./support.mjs";

const platform = ready();
const surveys = await surveysOf(platform);

for (const [how, states] of Object.entries({ with: STATES, without: SCRIPTLESS })) {
  test(`axe finds nothing ${how} script`, async (t) => {
    const started = await browser(t);
    for (const [name, come] of Object.entries(states)) {
      await t.test(name, async () => {
        // A profile for each: what one leaves on the device would be taken up by the next.
        const context = await started.newContext({ locale: "en" });
        context.setDefaultTimeout(PATIENCE);
        // axe itself is script: the page's own is kept away, and what is left is the page without one.
        if (how === "without") await context.route("**/assets/*.js", (route) => route.abort());
        const page = await context.newPage();
        await come(page, { platform, surveys, hasScript: how === "with" });
        await audit(page, name);
        await context.close();
      });
    }
  });
}
