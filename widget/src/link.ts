/** The pages that something is pasted into: handed over in the fragment, it never reaches a server's log by itself. */

/** Puts what stands in the address's fragment into the page's field, and takes it out of the address. */
export function takeFragment(): void {
  const field = document.querySelector<HTMLTextAreaElement>("textarea#receipt, textarea#token");
  const given = location.hash.replace(/^#(receipt=)?/, "");
  if (field === null || field.readOnly || field.value !== "" || given === "") return;
  field.value = given;
  history.replaceState(null, "", location.pathname + location.search);
  // Who follows a private link wants what it leads to. Who wants to check a receipt may want to read on first.
  if (field.id === "token") field.form?.requestSubmit();
}
