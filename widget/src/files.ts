/** Files that were chosen, as they stand in an answer. */

/** What keeps files apart from the response, where a page has it: a module of its own. */
export interface Keeper {
  /** Whether a field's files are its to keep. */
  has(field: HTMLInputElement): boolean;
  /** The JSON texts of a field's files. */
  contents(field: HTMLInputElement): string[];
  /** Has a field have the files of an answer. */
  put(field: HTMLInputElement, answers: readonly unknown[]): void;
  /** Resolves once all that was chosen is kept. */
  ready(): Promise<unknown>;
  /** Answers without the files that have not arrived. */
  arrived(answers: Record<string, unknown>): Record<string, unknown>;
}

let keeper: Keeper | undefined;

/** Has files be kept apart. */
export function keepApart(by: Keeper): void {
  keeper = by;
}

/** Answers as they may be sent before they are complete: they name no file that has not arrived. */
export function arrivedOf(answers: Record<string, unknown>): Record<string, unknown> {
  return keeper?.arrived(answers) ?? answers;
}

/** The JSON texts of what was read, by the field and for as long as the same files are chosen. */
const read = new WeakMap<File, string>();

/**
 * Reads the files that are chosen in the form, each at most once. A file that cannot be read any more is left out.
 *
 * @param most how many bytes they may have together; what comes after that is not read
 */
export async function readFiles(form: HTMLFormElement, most = Infinity): Promise<void> {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')].filter((field) => !keeper?.has(field));
  const files = fields.flatMap((field) => [...(field.files ?? [])]);
  let sum = 0;
  await keeper?.ready();
  await Promise.all(
    files.map(async (file) => {
      sum += file.size;
      if (sum > most || read.has(file)) return;
      const content = await dataUrl(file);
      if (content !== undefined) read.set(file, JSON.stringify(asAnswer(file, content)));
    }),
  );
}

/** The JSON texts of a field's files that were read; before that, only that there are files. */
export function contents(field: HTMLInputElement): string[] {
  if (keeper?.has(field)) return keeper.contents(field);
  return [...(field.files ?? [])].map((file) => read.get(file) ?? JSON.stringify(asAnswer(file, "")));
}

/**
 * Chooses files as they stand in an answer. One whose content has not been read yet stays chosen.
 *
 * @returns the names of those whose content is not there
 */
export function putFiles(field: HTMLInputElement, answers: readonly unknown[]): string[] {
  if (keeper?.has(field)) {
    keeper.put(field, answers);
    return [];
  }
  const lost: string[] = [];
  const chosen = new DataTransfer();
  for (const answer of answers) {
    const { name, type, content } = asFile(answer);
    const bytes = decoded(content);
    if (bytes === undefined) {
      const held = [...(field.files ?? [])].find((file) => file.name === name);
      if (held === undefined) lost.push(name);
      else chosen.items.add(held);
      continue;
    }
    const file = new File([bytes], name, { type });
    read.set(file, JSON.stringify(asAnswer(file, content)));
    chosen.items.add(file);
  }
  field.files = chosen.files;
  return lost;
}

/** A file's answer; a drawing is its content alone. */
function asFile(answer: unknown): { name: string; type: string; content: string } {
  if (typeof answer === "object" && answer !== null) return answer as { name: string; type: string; content: string };
  const content = String(answer);
  const type = /^data:([\w/+.-]*)/.exec(content)?.[1] ?? "";
  return { name: type.replace("/", "."), type, content };
}

/** What is written in base64 in a `data:` address. */
function decoded(address: string): BlobPart | undefined {
  const [, base64] = address.split(";base64,");
  if (base64 === undefined) return undefined;
  try {
    return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer as ArrayBuffer;
  } catch {
    return undefined;
  }
}

function asAnswer({ name, type }: File, content: string): { name: string; type: string; content: string } {
  return { name, type: type === "" ? "application/octet-stream" : type, content };
}

function dataUrl(file: File): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => resolve(undefined));
    reader.readAsDataURL(file);
  });
}
