// What is done and looked at within the page: each function stands alone, for it is sent there.

/** Does a step with the page's own controls. What cannot be done is said. */
export function act({ step, page }) {
  const form = document.querySelector("form#survey");
  const holder = (one) => one.parentElement.closest("[data-entry], tr[data-row], [data-kind], form");
  const within = (one) => [...one.querySelectorAll("[data-kind]")].filter((inner) => holder(inner) === one);
  const entriesOf = (list) => [...list.querySelectorAll("[data-entry]:not([data-spare])")].filter((one) => one.parentElement.closest("[data-entry], [data-kind]") === list);
  const rowsOf = (list) => [...list.querySelectorAll("tr[data-row]")].filter((one) => one.closest("[data-kind]") === list);
  const localName = (one) => {
    const list = one.parentElement.closest("[data-kind]");
    if (!list) return one.dataset.name;
    const rest = one.dataset.name.slice(list.dataset.name.length);
    const row = one.parentElement.closest("tr[data-row]");
    return row ? rest.slice(row.dataset.row.length + 2) : rest.replace(/^(\[\d+\])?\./, "");
  };
  const keyOf = (one) => one.dataset.key ?? localName(one);
  const controlsOf = (one) => [...one.querySelectorAll("input, select, textarea")].filter((control) => control.name && control.type !== "hidden" && control.closest("[data-kind]") === one);
  const tell = (control) => {
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** The question with a path. */
  function at(path, scope = form) {
    for (const one of within(scope)) {
      const name = localName(one);
      if (path === name || path === keyOf(one)) return one;
      if (!path.startsWith(name)) continue;
      const rest = path.slice(name.length);
      const index = /^\[(\d+)\]\.(.*)$/.exec(rest);
      if (index) {
        const entry = entriesOf(one)[Number(index[1])];
        const found = entry && at(index[2], entry);
        if (found) return found;
      }
      if (!rest.startsWith(".")) continue;
      for (const row of rowsOf(one)) {
        if (rest.startsWith(`.${row.dataset.row}.`)) {
          const found = at(rest.slice(row.dataset.row.length + 2), row);
          if (found) return found;
        }
      }
      const found = one.dataset.kind === "members" && at(rest.slice(1), one);
      if (found) return found;
    }
    return undefined;
  }

  function write(control, value) {
    const text = value === null || value === undefined ? "" : String(value);
    if (control.value === text) return;
    control.value = text;
    tell(control);
  }

  function choose(controls, chosen) {
    for (const control of controls) {
      const own = JSON.parse(control.dataset.json);
      const want = chosen.some((value) => JSON.stringify(value) === JSON.stringify(own));
      if (control.checked === want || control.disabled) continue;
      control.checked = want;
      tell(control);
    }
  }

  function setRows(one, value) {
    for (const row of rowsOf(one)) for (const inner of within(row)) setWith(inner, value?.[row.dataset.row]);
  }

  /** A question within, and the text beside its answer. */
  function setWith(one, members) {
    set(one, members?.[keyOf(one)]);
    comment(one, members?.[`${keyOf(one)}-Comment`]);
  }

  function comment(one, text) {
    for (const control of controlsOf(one)) if (control.dataset.beside !== undefined) write(control, text);
  }

  function setEntries(one, value) {
    const list = value ?? [];
    const click = (selector) => {
      const found = [...one.querySelectorAll(selector)].filter((button) => button.closest("[data-kind]") === one && !button.hidden).pop();
      found?.click();
      return found;
    };
    while (entriesOf(one).length < list.length) if (!click(".add")) return;
    while (entriesOf(one).length > list.length && value !== undefined && value !== null) if (!click(".remove")) break;
    entriesOf(one).forEach((entry, index) => {
      for (const inner of within(entry)) setWith(inner, list[index]);
    });
  }

  function setMatrix(one, value) {
    for (const row of new Set(controlsOf(one).map((control) => control.dataset.row))) {
      const chosen = value?.[row];
      choose(controlsOf(one).filter((control) => control.dataset.row === row), chosen === undefined ? [] : [].concat(chosen));
    }
  }

  function set(one, value) {
    const controls = controlsOf(one).filter((control) => control.dataset.beside === undefined);
    switch (one.dataset.kind) {
      case "members":
        return within(one).forEach((inner) => set(inner, value?.[keyOf(inner)]));
      case "rows":
        return setRows(one, value);
      case "entries":
        return setEntries(one, value);
      case "matrix":
      case "lists":
        return setMatrix(one, value);
      case "range":
        return controls.forEach((control, index) => write(control, value?.[index]));
      case "ranking":
        for (const control of controls) {
          const place = (value ?? []).findIndex((item) => JSON.stringify(item) === control.dataset.choice);
          control.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
          write(control, place < 0 ? "" : place + 1);
        }
        return undefined;
      default:
        if (controls[0]?.tagName === "SELECT") {
          const option = [...controls[0].options].find((each) => each.dataset.json === JSON.stringify(value) && !each.disabled);
          return write(controls[0], option?.value ?? "");
        }
        if (controls[0]?.type === "radio" || controls[0]?.type === "checkbox") {
          return choose(controls, value === null || value === undefined ? [] : [].concat(value));
        }
        return controls[0] && write(controls[0], value);
    }
  }

  if (step.set) {
    for (const name of Object.keys(step.set).sort()) {
      const beside = name.endsWith("-Comment");
      const one = at(beside ? name.slice(0, -8) : name);
      if (!one || one.closest("[data-off]")) return `there is no control of ${name}`;
      if (one.dataset.kind === "files" || one.dataset.kind === "drawing") return "a file is to be chosen";
      if (!beside) set(one, step.set[name]);
      else comment(one, step.set[name]);
    }
  }
  if (step.add) {
    const list = at(step.add);
    const add = list && [...list.querySelectorAll(".add")].find((button) => button.closest("[data-kind]") === list);
    if (add && !add.hidden && !list.closest("[data-off]")) add.click();
  }
  if (step.remove) {
    const list = at(step.remove[0]);
    const entry = list && entriesOf(list)[step.remove[1]];
    const remove = entry && [...entry.querySelectorAll(".remove")].find((button) => button.closest("[data-entry]") === entry);
    if (remove && !remove.hidden) remove.click();
  }
  if (page) form.dispatchEvent(new CustomEvent("nordsvar:page", { detail: page }));
  return undefined;
}

/** What is in sight. */
export function look() {
  const form = document.querySelector("form#survey");
  const out = (one) => one.closest("[data-off], [data-spare]") !== null;
  const clean = (text) => (text ?? "").replace(/[\u2068\u2069]/g, "");
  const own = (one, selector) => [...one.querySelectorAll(selector)].filter((inner) => inner.closest("[data-kind]") === one);
  const sorted = (list) => list.map((value) => JSON.stringify(value)).sort();

  function pathOf(one) {
    const list = one.parentElement.closest("[data-kind]");
    if (!list) return one.dataset.name;
    const rest = one.dataset.name.slice(list.dataset.name.length);
    const entry = one.parentElement.closest("[data-entry]");
    if (!entry || !list.contains(entry)) return pathOf(list) + rest;
    const all = [...list.querySelectorAll("[data-entry]:not([data-spare])")].filter((each) => each.parentElement.closest("[data-entry], [data-kind]") === list);
    return `${pathOf(list)}[${all.indexOf(entry)}]${rest.replace(/^\[\d+\]/, "")}`;
  }

  function choices(one, said) {
    const options = own(one, "option[data-json]").map((option) => [JSON.parse(option.dataset.json), option, option.textContent]);
    const ticks = own(one, ".option > :is(input[data-json]:not([type=hidden]), select[data-choice])").map((control) => [
      JSON.parse(control.dataset.json ?? control.dataset.choice),
      control,
      control.parentElement.querySelector(":scope > span")?.textContent,
    ]);
    const all = [...options, ...ticks].filter(([, control]) => !out(control));
    said.choices = sorted(all.map(([value]) => value));
    said.disabled = sorted(all.filter(([, control]) => control.disabled).map(([value]) => value));
    said.texts = Object.fromEntries(all.map(([value, , text]) => [typeof value === "string" ? value : JSON.stringify(value), clean(text)]));
    if (one.dataset.kind === "choice") said.shown = said.choices;
  }

  function matrix(one, said) {
    const shown = [...one.querySelectorAll("input[data-row]")].filter((control) => !control.closest("td").hasAttribute("data-off"));
    const rows = [...one.querySelectorAll("tbody tr")].filter((row) => !out(row));
    const key = (row) => row.querySelector("[data-row]")?.dataset.row;
    said.rowKeys = rows.map(key);
    said.rowTexts = Object.fromEntries(rows.map((row) => [key(row), clean(row.querySelector("th").textContent)]));
    said.columns = [...new Set(shown.map((control) => control.dataset.json))].sort();
  }

  function describe(one) {
    const heading = one.querySelector(":scope > legend, :scope > label:not(.option)");
    const texts = [...(heading?.childNodes ?? [])].filter((node) => node.nodeType === 3).map((node) => node.textContent).join("");
    const controls = own(one, "input, select, textarea").filter((control) => control.name && control.type !== "hidden" && !out(control));
    const described = one.querySelector(":scope > p.description[id^='d-']");
    const said = {
      name: one.parentElement.closest("[data-kind]") ? pathOf(one).split(/[.\]]\.?/).pop() : one.dataset.name,
      required: heading?.querySelector(":scope > .required") != null || one.dataset.required !== undefined,
    };
    if (heading) said.title = clean(texts);
    if (described) said.description = clean(described.textContent);
    if (controls.length > 0) said.readOnly = controls.every((control) => control.readOnly || control.disabled);
    if (!one.parentElement.closest("[data-kind]")) said.key = one.dataset.key ?? one.dataset.name;
    said.ranks = one.dataset.kind === "ranking";
    said.computes = one.dataset.type === "expression";
    if (one.dataset.type === "expression") said.display = clean(one.querySelector("output").textContent);
    if (one.dataset.type === "html") said.html = [...one.childNodes].map((node) => node.outerHTML ?? node.textContent).join("");
    if (one.dataset.type === "image") said.image = one.querySelector("img")?.getAttribute("src");
    if (one.dataset.type === "matrix") matrix(one, said);
    else choices(one, said);
    return said;
  }

  const questions = {};
  for (const one of form.querySelectorAll("[data-kind]")) if (!out(one)) questions[pathOf(one)] = describe(one);
  return { questions, values: said(form) };
}
