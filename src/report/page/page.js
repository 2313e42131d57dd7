/**
 * The script of the report page: filters the findings and shows them a page at a time, so that ten thousand stay usable. What a plan's author wrote is only
 * ever set as text. It runs in the browser, without network and without libraries.
 */
(() => {
  /**
   * @typedef {{ edge: string, from: string, to: string, attribute: string, strength: string }} Edge
   * @typedef {{ path: string, value: string }} Fact
   * @typedef {{
   *   rule: string, decision: string | null, verdict: string, fatal: boolean, message: string, statement?: string, clause: string, mend: string,
   *   resource: { type: string, name: string | null, address: string | null, constructPath: string | null, file: string | null },
   *   paths: Edge[][], facts: Fact[], unknown: string[], exempt?: string, known?: true, madeAt?: string
   * }} Finding
   */

  const PAGE = 50;
  /** @type {{ findings: Finding[], files: string[] }} */
  const { findings, files } = JSON.parse(byId("data").textContent ?? "");
  const form = /** @type {HTMLFormElement} */ (byId("filters"));
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  const list = byId("findings");
  /** @type {string[] | undefined} */
  let texts;
  /** @type {Finding[]} */
  let shown = [];
  let page = 0;

  /** @param {string} id */
  function byId(id) {
    const element = document.getElementById(id);
    if (element === null) throw new Error(`The page has no ${id}.`);
    return element;
  }

  /**
   * Controls and format characters shown as \u{...}: one of them could turn a line around.
   * @param {string} text
   */
  const printable = (text) =>
    text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

  /**
   * An element with attributes, and texts and elements in it.
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(string | Node)[]} children
   */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.map((child) => (typeof child === "string" ? printable(child) : child)));
    return made;
  }

  /** @param {Finding["resource"]} resource */
  const titleOf = ({ address, name, type }) => address ?? (name === null ? type : `${type} ${name}`);

  /**
   * The file, where there are several: two plans of one configuration have the same addresses.
   * @param {Finding["resource"]} resource
   */
  const placeOf = ({ file }) => (file === null || files.length < 2 ? "" : ` in ${file}`);

  /** @param {Finding} finding */
  function itemOf(finding) {
    const { verdict, decision, rule, fatal, resource, known } = finding;
    const marks = `${fatal ? " (fatal)" : ""}${known ? " (in the baseline)" : ""}`;
    const summary = element(
      "summary",
      {},
      element("span", {}, element("span", { class: "badge", "data-verdict": verdict }, verdict)),
      element("span", {}, element("strong", {}, decision ?? ""), ` ${rule}${marks}`),
      element("span", {}, element("code", {}, titleOf(resource)), placeOf(resource)),
    );
    const details = /** @type {HTMLDetailsElement} */ (element("details", {}, summary));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(detailOf(finding));
    });
    return element("li", {}, details);
  }

  /** @param {Finding} finding */
  function detailOf(finding) {
    const { statement, message, resource, paths, facts, unknown, exempt, clause, mend, fatal, madeAt } = finding;
    const about = [
      `${resource.type}${resource.name === null ? "" : ` "${resource.name}"`}`,
      ...(resource.constructPath === null ? [] : [`construct ${resource.constructPath}`]),
      ...(madeAt === undefined ? [] : [`made at ${madeAt}`]),
      ...(resource.file === null ? [] : [`in ${resource.file}`]),
    ];
    /** @type {[string, (string | Node)[]][]} */
    const rows = [
      ["resource", [about.join(", ")]],
      ...paths.map((path) => /** @type {[string, Node[]]} */ (["path", [pathOf(path)]])),
      ...listRow(
        "facts",
        facts.map(({ path, value }) => `${path} = ${value}`),
      ),
      ...listRow("not known", unknown),
      ...(exempt === undefined ? [] : [/** @type {[string, string[]]} */ (["exempt", [exempt]])]),
      ["clause", [`${clause}${fatal ? "; fatal: nothing exempts it" : ""}`]],
      ["mend", [mend]],
    ];
    return element(
      "div",
      { class: "detail" },
      element("p", {}, statement ?? message),
      element("dl", {}, ...rows.flatMap(([name, parts]) => [element("dt", {}, name), element("dd", {}, ...parts)])),
    );
  }

  /**
   * @param {string} name
   * @param {string[]} items
   * @returns {[string, Node[]][]}
   */
  function listRow(name, items) {
    if (items.length === 0) return [];
    const entries = items.map((item) => element("li", {}, element("code", {}, item)));
    return [[name, [element("ul", {}, ...entries)]]];
  }

  /**
   * A path from top to bottom, drawn by the style sheet; a station leads to what is found against it.
   * @param {Edge[]} path
   */
  function pathOf(path) {
    const stations = [path[0]?.from ?? "", ...path.map(({ to }) => to)];
    return element(
      "ol",
      { class: "path" },
      ...stations.map((station, i) => {
        const hop = path[i];
        const button = element("button", { type: "button", class: "station" }, element("code", {}, station));
        button.addEventListener("click", () => follow(station));
        if (hop === undefined) return element("li", {}, button);
        const label = element(
          "div",
          { class: "hop", "data-strength": hop.strength },
          element("strong", {}, `${hop.edge}, ${hop.strength}`),
          ": ",
          element("code", {}, hop.attribute),
        );
        return element("li", {}, button, label);
      }),
    );
  }

  function showAll() {
    form.reset();
    update();
  }

  /**
   * Shows what is found against a resource.
   * @param {string} address
   */
  function follow(address) {
    form.reset();
    search.value = address;
    update();
    search.focus();
    search.scrollIntoView({ block: "center" });
  }

  /** What the search looks at, in lower case; made when somebody searches for the first time. */
  const searched = () =>
    (texts ??= findings.map(({ resource, paths, facts, ...rest }) =>
      [
        ...Object.values(resource),
        ...Object.values(rest),
        ...paths.flat().flatMap(Object.values),
        ...facts.flatMap(Object.values),
      ]
        .join("\n")
        .toLowerCase(),
    ));

  function update() {
    const data = new FormData(form);
    const verdicts = new Set(data.getAll("verdict"));
    const rule = data.get("rule");
    const file = data.get("file") ? files[Number(data.get("file"))] : undefined;
    const fatal = data.has("fatal");
    const fresh = data.has("new");
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = words.length > 0 ? searched() : [];
    shown = findings.filter(
      (finding, i) =>
        verdicts.has(finding.verdict) &&
        (!rule || finding.rule === rule) &&
        (file === undefined || finding.resource.file === file) &&
        (!fatal || finding.fatal) &&
        (!fresh || !finding.known) &&
        words.every((word) => all[i]?.includes(word)),
    );
    page = 0;
    render();
  }

  function render() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    list.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(itemOf));
    byId("status").textContent =
      shown.length === findings.length
        ? `${findings.length} findings`
        : `${shown.length} of ${findings.length} findings`;
    byId("pages").hidden = pages === 1;
    byId("place").textContent = `Page ${page + 1} of ${pages}`;
    /** @type {HTMLButtonElement} */ (byId("previous")).disabled = page === 0;
    /** @type {HTMLButtonElement} */ (byId("next")).disabled = page === pages - 1;
  }

  /** @param {number} step */
  const turn = (step) => () => {
    page += step;
    render();
    list.scrollIntoView({ block: "start" });
  };

  /** Paths of the findings, each once. */
  function showPaths() {
    /** @type {Map<string, { path: Edge[], rules: Set<string> }>} */
    const unique = new Map();
    for (const { paths, decision, rule } of findings)
      for (const path of paths) {
        const key = JSON.stringify(path);
        const known = unique.get(key) ?? { path, rules: new Set() };
        known.rules.add(`${decision ?? ""} ${rule}`.trim());
        unique.set(key, known);
      }
    const paths = [...unique.values()];
    const host = byId("paths");
    const add = () => {
      for (const { path, rules } of paths.splice(0, PAGE)) {
        const ends = `${path[0]?.from} → ${path.at(-1)?.to}`;
        const details = /** @type {HTMLDetailsElement} */ (
          element("details", {}, element("summary", {}, element("code", {}, ends), ` (${[...rules].join(", ")})`))
        );
        details.addEventListener("toggle", () => {
          if (details.open && details.childElementCount === 1) details.append(pathOf(path));
        });
        host.append(element("li", {}, details));
      }
      byId("more-paths").hidden = paths.length === 0;
    };
    byId("more-paths").addEventListener("click", add);
    byId("path-section").hidden = paths.length === 0;
    add();
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("show-all").addEventListener("click", showAll);
  byId("previous").addEventListener("click", turn(-1));
  byId("next").addEventListener("click", turn(1));
  byId("interactive").hidden = false;
  showPaths();
  update();
})();
