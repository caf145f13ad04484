/** The logic of a survey as the page carries it: `shared/survey/src/logic.rs` writes it. What says nothing is left out. */

import type { Tree } from "./evaluate.ts";

/** What answers are made of. */
export type Json = null | boolean | number | string | Json[] | Members;
export interface Members {
  [name: string]: Json;
}

/** The place of an expression's tree. */
export type Ref = number;

/** When answers to what is hidden are dropped. */
export type Clearing = "none" | "onComplete" | "onHidden" | "onHiddenContainer";

export interface Model {
  readonly trees: readonly Tree[];
  /** The present moment, in milliseconds since 1970. */
  readonly now: number;
  readonly locale: string;
  readonly yes: string;
  readonly no: string;
  readonly clear?: Clearing;
  /** The first page is an introduction, outside of the count. */
  readonly start?: true;
  readonly readOnly?: true;
  readonly numbers?: "survey" | "page";
  /** How the first number is written. */
  readonly index?: string;
  readonly calculated?: readonly { name: string; expression: Ref; kept?: true }[];
  readonly triggers?: readonly Trigger[];
  readonly pages: readonly Group[];
  /** What marks what needs an answer: what is seen, what is read out, the language of that. */
  readonly mark?: readonly [seen: string, spoken: string, language?: string];
  /** What is said of an answer that breaks a rule, where the author says nothing. */
  readonly broken?: string;
}

export type Trigger = { readonly if: Ref } & (
  | { readonly type: "complete" }
  | { readonly type: "set"; to: string; value: Json; variable?: true }
  | { readonly type: "copy"; to: string; from: string }
  | { readonly type: "skip"; to: string }
  | { readonly type: "run"; expression?: Ref; to?: string }
  | { readonly type: "show"; pages?: string[]; questions?: string[] }
);

/** What pages, panels and questions have. */
interface Part {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly visible?: false;
  readonly visibleIf?: Ref;
  readonly enableIf?: Ref;
  readonly requiredIf?: Ref;
  readonly readOnly?: true;
  readonly required?: true;
  readonly unnumbered?: true;
}

/** A page or a panel. */
export interface Group extends Part {
  readonly elements: readonly (Group | Question)[];
}

/** How a number is shown. */
export interface Look {
  readonly format?: string;
  readonly style?: "decimal" | "currency" | "percent" | "date";
  readonly currency?: string;
  readonly maxDigits?: number;
  readonly minDigits?: number;
  readonly grouping?: true;
}

/** A choice, a row or a column: its value alone if there is nothing more to it. */
export type Choice = Exclude<Json, Members | Json[]> | FullChoice;
export interface FullChoice {
  readonly value: Json;
  readonly text?: string;
  readonly visibleIf?: Ref;
  readonly enableIf?: Ref;
}

export interface Question extends Part, Look {
  /** The name its answer is kept under, if not its own. */
  readonly key?: string;
  /** Its kind, where that matters. */
  readonly type?:
    | "boolean" | "rating" | "ranking" | "matrix" | "multipletext" | "matrixdropdown" | "matrixdynamic" | "paneldynamic"
    | "expression" | "html" | "image";
  /** Its answers are lists, of which one without an answer has an empty one. */
  readonly list?: true;
  readonly default?: Json;
  readonly defaultExpression?: Ref;
  readonly setIf?: Ref;
  readonly setTo?: Ref;
  readonly resetIf?: Ref;
  readonly clear?: Clearing;
  /** `{name}` in a text is the answer itself, not what respondents read for it. */
  readonly raw?: true;
  /** It has a text beside its answer. */
  readonly comment?: true;
  readonly rules?: readonly { if: Ref; text?: string }[];
  readonly min?: Ref;
  readonly max?: Ref;
  readonly minText?: string;
  readonly maxText?: string;
  readonly choices?: readonly Choice[];
  readonly special?: readonly (Choice | (FullChoice & { other?: true }))[];
  readonly carried?: { question: string; which?: "selected" | "unselected"; value?: string; text?: string };
  /** Choices stand in the order of their texts, or backwards. */
  readonly order?: "asc" | "desc";
  readonly choicesVisibleIf?: Ref;
  readonly choicesEnableIf?: Ref;
  readonly hideIfEmpty?: true;
  /** All of a ranking's choices have places. */
  readonly whole?: true;
  readonly true?: Json;
  readonly false?: Json;
  readonly trueText?: string;
  readonly falseText?: string;
  readonly rows?: readonly Choice[];
  readonly columns?: readonly Choice[];
  readonly rowsVisibleIf?: Ref;
  readonly columnsVisibleIf?: Ref;
  readonly items?: readonly Question[];
  readonly cells?: readonly (Question & { total?: Look & { kind?: "sum" | "count" | "min" | "max" | "avg"; expression?: Ref } })[];
  readonly elements?: readonly (Group | Question)[];
  readonly count?: number;
  readonly countExpression?: Ref;
  readonly least?: number;
  readonly most?: number;
  /** None can be added. */
  readonly fixed?: true;
  /** None can be taken away. */
  readonly held?: true;
  /** What a new row or panel holds. */
  readonly entry?: Json;
  /** A new row or panel holds what the last one does. */
  readonly copies?: true;
  readonly entryTitle?: string;
  readonly entryDescription?: string;
  readonly entryVisibleIf?: Ref;
  readonly expression?: Ref;
  readonly precision?: number;
  readonly html?: string;
  readonly image?: string;
}

/** The choice in full. */
export function full(choice: Choice): FullChoice {
  return typeof choice === "object" && choice !== null ? choice : { value: choice };
}

/** A value as it stands in a form field. */
export function keyOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function isObject(value: Json | undefined): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of this very name. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined;
}

/** Whether a value is nothing. False and 0 are something. */
export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isNothing);
}

/** Whether two values are the same answer. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  a ??= null;
  b ??= null;
  if (Array.isArray(a) && Array.isArray(b)) {
    const other = b;
    return a.length === b.length && a.every((value, index) => same(value, other[index]));
  }
  if (isObject(a) && isObject(b)) {
    const [names, other] = [Object.keys(a), b];
    const mine = a;
    return names.length === Object.keys(b).length && names.every((name) => member(other, name) !== undefined && same(mine[name], other[name]));
  }
  return a === b;
}

export function copy<T extends Json>(value: T): T {
  return typeof value === "object" && value !== null ? (JSON.parse(JSON.stringify(value)) as T) : value;
}
