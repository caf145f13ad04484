/** Leveranskontroll's room, as far as it is another than Store Evaluator's: figures that are told apart. */

import { newPerson } from "./person.mjs";
import { enterApp, fresh, setUp, tell } from "./store-evaluator.mjs";

const HOME = "/apps/leveranskontroll";

/** A delivery to somebody whom nothing else knows. */
function delivery(more) {
  const key = fresh();
  return { order: key, status: "delivered", recipient: { email: `${key}@example.com` }, ...more };
}

/** Has deliveries told of, and goes to the report by one of their parts. */
const toldApart = (part) => async (page, { platform }) => {
  const person = await newPerson(platform);
  await enterApp(page, platform, person, HOME);
  const instance = await setUp(page, "after-delivery", fresh(), HOME);
  const late = { from: "2026-01-01T08:00:00Z", until: "2026-01-01T12:00:00Z" };
  const told = [
    delivery({ carrier: "PostNord", driver: "F-17", promised: late }),
    delivery({ carrier: "PostNord", driver: "F-17" }),
    delivery({ carrier: "DHL", driver: "F-3" }),
    delivery({}),
  ];
  await tell(platform, person, instance, told, "delivery-control");
  await page.locator('nav.filters a[href$="/report"]').click();
  await page.locator("#part").selectOption(part);
  await page.locator("form.stretch button").click();
  await page.locator("#told-apart").waitFor();
};

/** What people meet in the room. */
export const DELIVERY_CONTROL_STATES = {
  "deliveries by carrier": toldApart("carrier"),
  "deliveries by driver": toldApart("driver"),
};
