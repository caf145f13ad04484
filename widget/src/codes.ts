/** Staff's pages. A code that a mail's link has behind its `#` goes into its field, and leaves the address. */
const code = document.querySelector<HTMLInputElement>("[data-code]");

const takeCode = (): void => {
  const brought = location.hash.slice(1);
  if (code === null || brought === "") return;
  code.value = brought;
  history.replaceState(null, "", location.pathname);
  document.querySelector("[data-ask]")?.remove();
  document.querySelector<HTMLInputElement>("#new")?.focus();
};

takeCode();
// Whoever follows the link in the tab where they asked for it stays on the page.
addEventListener("hashchange", takeCode);

/** Recovery codes: copied and printed. Without this script they can be downloaded, or written down. */

const said = document.querySelector<HTMLElement>(".said");

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  // Nothing to copy with: no secure context.
  if (!("clipboard" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const codes = Array.from(document.querySelectorAll(".codes code"), (code) => code.textContent ?? "");
    const tell = (): void => {
      if (said !== null) said.textContent = button.dataset.copy ?? "";
    };
    navigator.clipboard.writeText(codes.join("\n")).then(tell, () => undefined);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
