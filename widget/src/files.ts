/** Files that were chosen, as they stand in an answer. */

/** The JSON texts of what was read, by the field and for as long as the same files are chosen. */
const read = new WeakMap<File, string>();

/** Reads every file that is chosen in the form. A file that cannot be read any more is left out. */
export async function readFiles(form: HTMLFormElement): Promise<void> {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')];
  const files = fields.flatMap((field) => [...(field.files ?? [])]);
  await Promise.all(
    files.map(async (file) => {
      const content = await dataUrl(file);
      if (content !== undefined) read.set(file, JSON.stringify(asAnswer(file, content)));
    }),
  );
}

/** The JSON texts of a field's files that were read; before that, only that there are files. */
export function contents(field: HTMLInputElement): string[] {
  return [...(field.files ?? [])].map((file) => read.get(file) ?? JSON.stringify(asAnswer(file, "")));
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
