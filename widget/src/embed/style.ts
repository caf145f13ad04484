/**
 * How dialog, card, tab and panel look. A sheet of the object model in a shadow tree: a strict policy allows it, the
 * host page's styles do not reach it, and it does not reach theirs.
 */

const RULES = `
:host{all:initial!important;position:fixed!important;z-index:2147483647!important}
dialog{display:flex;flex-direction:column;position:fixed;inset:0;width:min(40rem,100vw - 2rem);max-width:none;max-height:84vh;margin:auto;padding:0;overflow:hidden;border:1px solid #71807b;border-radius:.75rem;outline:0;background:#f4f6f4;color:#16211f;box-shadow:0 .5rem 2rem #0006}
dialog:not([open]){visibility:hidden}
::backdrop{background:#0009}
.slide-in,.side-tab{width:min(25rem,100vw - 2rem);max-height:min(84vh,40rem);margin-inline:auto 1rem;margin-block:auto 1rem}
.side-tab{margin-block:auto}
button{flex:none;position:relative;align-self:end;margin-bottom:-.75rem;min-width:2.75rem;height:2.75rem;padding:0;border:1px solid #0000;background:none;color:inherit;font:1.5rem system-ui;cursor:pointer}
button:focus-visible{outline:3px solid;outline-offset:-5px}
.tab{position:fixed;margin:0;inset-inline-end:0;top:50%;translate:0 -50%;height:auto;padding:1rem 0;border-start-start-radius:.5rem;border-end-start-radius:.5rem;background:#0c5c63;color:#fff;font:600 1rem system-ui}
span{writing-mode:vertical-rl}
iframe{min-height:0}
@media(prefers-color-scheme:dark){dialog{background:#0f1514;color:#e7edeb}}
@media(prefers-reduced-motion:no-preference){[open]{animation:a .2s}@keyframes a{0%{opacity:0;transform:translateY(1rem)}}}
@media print{:host{display:none!important}}`;

let sheet: CSSStyleSheet | undefined;

/** The sheet; there is one for all. */
export function style(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
  }
  return sheet;
}
