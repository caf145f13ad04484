/** What a question takes, as the page says it, without touching the document. */

/** What a file input says of what it takes. */
interface Field {
  readonly accept: string;
  readonly dataset: DOMStringMap;
}

interface Chosen {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Why a field does not take a file, beside so many others; nothing if it does. */
export function fault({ accept, dataset }: Field, file: Chosen, beside: number, wrongType: string): string {
  if (beside >= Number(dataset["most"] ?? 1)) return dataset["many"] ?? "";
  if (!accepted(accept, file)) return wrongType;
  return file.size > Number(dataset["bytes"] ?? Infinity) ? (dataset["large"] ?? "") : "";
}

/** Whether a file is of a type that is taken: as HTML's `accept` has it. */
export function accepted(accept: string, { name, type }: Chosen): boolean {
  const words = accept.toLowerCase().split(",").map((word) => word.trim()).filter((word) => word !== "");
  const [end, kind] = [name.toLowerCase(), type.toLowerCase()];
  const fits = (word: string): boolean => {
    if (word.startsWith(".")) return end.length > word.length && end.endsWith(word);
    return word.endsWith("*") ? kind.startsWith(word.slice(0, -1)) : kind === word;
  };
  return words.length === 0 || words.some(fits);
}

/** A UUID of version 7 (RFC 9562, section 5.7). */
export function uuid(now: number): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = now.toString(16).padStart(12, "0");
  const variant = (8 + (random[2] ?? 0) % 4).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(5, 8)}-${hex.slice(8)}`;
}
