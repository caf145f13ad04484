/** What is pressed stays where it is: a button that goes from under a press is not pressed at all. */

/** Some presses are never told the end of, such as one on a list that the system itself shows. */
const LONGEST_MS = 3_000;

let pressed = false;
let waiting: (() => void)[] = [];
let timer = 0;

/** Resolves once nothing is pressed any more, for what moves the page. */
export function unpressed(): Promise<void> {
  return pressed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
}

/** Does something that moves the page: at once, or when what is pressed has been let go of. */
export function afterPress(work: () => void): void {
  if (pressed) waiting.push(work);
  else work();
}

function press(): void {
  pressed = true;
  clearTimeout(timer);
  timer = window.setTimeout(release, LONGEST_MS);
}

function release(): void {
  clearTimeout(timer);
  pressed = false;
  const due = waiting;
  waiting = [];
  // After the click, which comes after this.
  setTimeout(() => due.forEach((work) => work()));
}

document.addEventListener("pointerdown", press, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, true);
