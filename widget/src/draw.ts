/**
 * Signatures are drawn: with a finger, a pen or a mouse. The drawing is a file like one that was chosen, so that whoever
 * cannot draw chooses one.
 */

import { FILLED } from "./form.ts";

/** A line on a board, as points in the board's own units. */
type Line = [number, number][];

/** What was drawn on a board, and the file that was made of it. */
interface Drawing {
  readonly lines: Line[];
  picture?: File | undefined;
}

const drawn = new WeakMap<HTMLCanvasElement, Drawing>();

const INK = "#000";
const THICK = 2.5;

/** Lets every board of the form be drawn on, also those that come later. */
export function letDraw(form: HTMLFormElement): void {
  form.dataset["draws"] = "";
  form.addEventListener("pointerdown", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLCanvasElement) || !event.isPrimary || event.button > 0 || fieldOf(target)?.disabled !== false) return;
    event.preventDefault();
    draw(target, event);
  });
  form.addEventListener("click", ({ target }) => {
    const canvas = target instanceof Element ? target.closest("[data-clear]")?.parentElement?.querySelector("canvas") : undefined;
    if (!canvas) return;
    drawn.delete(canvas);
    choose(canvas, undefined);
    fieldOf(canvas)?.focus();
  });
  form.addEventListener("change", ({ target }) => {
    const canvas = target instanceof HTMLInputElement && target.type === "file" ? boardOf(target) : undefined;
    if (canvas) void show(canvas);
  });
  const showAll = (): void => boards(form).forEach((canvas) => void show(canvas));
  form.addEventListener(FILLED, showAll);
  showAll();
}

function boards(form: HTMLFormElement): HTMLCanvasElement[] {
  return [...form.querySelectorAll<HTMLCanvasElement>("[data-board] > canvas")];
}

function fieldOf(canvas: HTMLCanvasElement): HTMLInputElement | null | undefined {
  return canvas.closest("[data-kind]")?.querySelector<HTMLInputElement>('input[type="file"]');
}

function boardOf(field: HTMLInputElement): HTMLCanvasElement | null | undefined {
  return field.closest("[data-kind]")?.querySelector<HTMLCanvasElement>("[data-board] > canvas");
}

/** Follows one press from where it begins to where it ends. */
function draw(canvas: HTMLCanvasElement, begin: PointerEvent): void {
  const drawing: Drawing = drawn.get(canvas) ?? { lines: [], picture: fieldOf(canvas)?.files?.[0] };
  if (drawing.lines.length === 0) context(canvas)?.clearRect(0, 0, canvas.width, canvas.height);
  const line: Line = [placeOf(canvas, begin)];
  drawing.lines.push(line);
  drawn.set(canvas, drawing);
  const ended = new AbortController();
  const { signal } = ended;
  const follow = (event: PointerEvent): void => {
    if (event.pointerId !== begin.pointerId) return;
    // All of the way, not only where it was at each picture of the screen.
    const way = (event as { getCoalescedEvents?: () => PointerEvent[] }).getCoalescedEvents?.() ?? [];
    for (const step of way.length > 0 ? way : [event]) line.push(placeOf(canvas, step));
    trace(canvas, line);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== begin.pointerId) return;
    ended.abort();
    void pictureOf(canvas, drawing.lines).then((picture) => {
      drawing.picture = picture;
      choose(canvas, picture);
    });
  };
  canvas.setPointerCapture(begin.pointerId);
  trace(canvas, line);
  canvas.addEventListener("pointermove", follow, { signal });
  for (const kind of ["pointerup", "pointercancel"] as const) canvas.addEventListener(kind, end, { signal });
}

function placeOf(canvas: HTMLCanvasElement, { clientX, clientY }: PointerEvent): [number, number] {
  // Inside of the border.
  const { left, top } = canvas.getBoundingClientRect();
  const x = ((clientX - left - canvas.clientLeft) * canvas.width) / canvas.clientWidth;
  const y = ((clientY - top - canvas.clientTop) * canvas.height) / canvas.clientHeight;
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  return canvas.getContext("2d");
}

/** A line as a path of SVG, which canvases take as well; a press alone is a dot. */
function pathOf([first = [0, 0], ...rest]: Line): string {
  return `M${first.join(" ")}${(rest.length > 0 ? rest : [first]).map((place) => `L${place.join(" ")}`).join("")}`;
}

function trace(canvas: HTMLCanvasElement, line: Line): void {
  const on = context(canvas);
  if (on === null) return;
  [on.lineWidth, on.lineCap, on.lineJoin, on.strokeStyle] = [THICK, "round", "round", INK];
  on.stroke(new Path2D(pathOf(line)));
}

/** The drawing as a file of the kind that the question takes. */
async function pictureOf(canvas: HTMLCanvasElement, lines: readonly Line[]): Promise<File | undefined> {
  const type = canvas.parentElement?.dataset["board"] ?? "image/png";
  const content = type === "image/svg+xml" ? asSvg(canvas, lines) : await asPixels(canvas, type);
  return content === undefined ? undefined : new File([content], `signature.${type.replace(/^image\/|\+.*$/g, "")}`, { type });
}

function asSvg({ width, height }: HTMLCanvasElement, lines: readonly Line[]): string {
  const paths = lines.map((line) => `<path d="${pathOf(line)}"/>`).join("");
  const pen = `fill="none" stroke="${INK}" stroke-width="${THICK}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><g ${pen}>${paths}</g></svg>`;
}

function asPixels(canvas: HTMLCanvasElement, type: string): Promise<Blob | undefined> {
  const paper = canvas.cloneNode() as HTMLCanvasElement;
  const on = context(paper);
  if (on !== null) {
    on.fillStyle = "#fff";
    // What is not drawn on is paper: some kinds of picture have no other way to say so than black.
    if (type === "image/jpeg") on.fillRect(0, 0, paper.width, paper.height);
    on.drawImage(canvas, 0, 0);
  }
  return new Promise((resolve) => paper.toBlob((blob) => resolve(blob ?? undefined), type));
}

/** Has the field hold the drawing, or nothing, as if it had been chosen. */
function choose(canvas: HTMLCanvasElement, picture: File | undefined): void {
  const field = fieldOf(canvas);
  if (!field) return;
  const files = new DataTransfer();
  if (picture) files.items.add(picture);
  field.files = files.files;
  // One that came with the page is not what is meant any more.
  for (const kept of field.closest("[data-kind]")?.querySelectorAll<HTMLInputElement>("[data-kept]") ?? []) kept.checked = false;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** Shows on the board what its field holds, and the button that takes it away. */
async function show(canvas: HTMLCanvasElement): Promise<void> {
  const picture = fieldOf(canvas)?.files?.[0];
  const clear = canvas.parentElement?.querySelector<HTMLElement>("[data-clear]");
  if (clear) clear.hidden = picture === undefined;
  if (drawn.get(canvas)?.picture === picture && drawn.has(canvas)) return;
  drawn.delete(canvas);
  const on = context(canvas);
  on?.clearRect(0, 0, canvas.width, canvas.height);
  if (picture === undefined || on === null) return;
  const image = await createImageBitmap(picture).catch(() => undefined);
  if (image === undefined || drawn.has(canvas)) return;
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height, 1);
  on.drawImage(image, 0, 0, image.width * scale, image.height * scale);
}
