import type { Finding, Report } from "../../src/findings/finding";

const account = {
  type: "Microsoft.CognitiveServices/accounts",
  name: "records",
  address: "azurerm_cognitive_account.records",
  constructPath: "police/records/account",
  file: "cdktf.out",
};

/** A camera path into an account: two edges, no exemption can help. */
export const pipeline: Finding = {
  rule: "camera-pipeline",
  decision: "D6",
  verdict: "denied",
  fatal: false,
  message: "A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.",
  clause: "R17, R19",
  resource: account,
  evidence: [
    {
      edge: "E1",
      from: "azurerm_iothub.fleet",
      to: "azurerm_storage_container.uploads",
      attribute: "azurerm_iothub.fleet: file_upload[0].container_name",
      strength: "strong",
    },
    {
      edge: "E9",
      from: "azurerm_storage_container.uploads",
      to: "azurerm_cognitive_account.records",
      attribute: "azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT",
      strength: "medium",
    },
  ],
  unknown: [],
  mend: "Take the camera out of the path, or get the use reviewed.",
};

export const fatalUndetermined: Finding = {
  rule: "mobile-camera-recognition",
  decision: "D2",
  verdict: "undetermined",
  fatal: true,
  message: "Whether law enforcement operates this account is not known.",
  clause: "R19",
  resource: account,
  evidence: [{ path: "tags.aoai-camera-source", value: "body-worn" }],
  unknown: ["subscription.tags.aoai-operator", "tags.aoai-operator"],
  mend: "Describe the subscription in the context file.",
};

export const audited: Finding = {
  rule: "local-auth",
  decision: "D12",
  verdict: "audited",
  fatal: false,
  message: "Keys are on.",
  clause: "design",
  resource: {
    ...account,
    name: "chat",
    address: "azurerm_cognitive_account.chat",
    constructPath: null,
    file: "plan.json",
  },
  evidence: [{ path: "properties.disableLocalAuth", value: "false" }],
  unknown: [],
  mend: "Set local_auth_enabled = false.",
};

export const exempted: Finding = {
  ...audited,
  rule: "law-enforcement-review",
  decision: "D5",
  verdict: "exempted",
  message: "A flagged subscription holds this account and no review is named.",
  evidence: [],
  mend: "Name the review in aoai-review-id.",
  exemption: {
    id: "records-pilot",
    category: "Waiver",
    reason: "GOV-17, signed by the board",
    expiresOn: "2027-01-31",
  },
};

export const failedCheck: Finding = {
  rule: "terraform-check-failed",
  decision: null,
  verdict: "denied",
  fatal: false,
  message: "A precondition refused this resource: The subscription is flagged.",
  clause: "design",
  resource: { type: "azurerm_cognitive_account", name: null, address: null, constructPath: null, file: "<stdin>" },
  evidence: [],
  unknown: [],
  mend: "Read the message of the precondition.",
};

/** Waits for context, like the one after it. */
export const waiting: Finding = {
  rule: "prohibited-use",
  decision: "D3",
  verdict: "undetermined",
  fatal: true,
  message:
    "azurerm_cognitive_account.records cannot be decided by prohibited-use (D3, R8): the rule is that there is no use that nobody may have. Not known: subscription.tags.aoai-use-case.",
  statement: "The rule is that there is no use that nobody may have.",
  clause: "R8",
  resource: account,
  evidence: [],
  unknown: ["subscription.tags.aoai-use-case"],
  missingContext: { subscriptions: [{ id: "11111111-1111-1111-1111-111111111111", tags: {} }] },
  mend: "Take the prohibited use case away.",
};

export const waitingPath: Finding = {
  ...pipeline,
  verdict: "undetermined",
  unknown: ["guard", "subscription.managementGroups"],
  missingContext: {
    guard: [{ scope: "/providers/Microsoft.Management/managementGroups/NAME" }],
    subscriptions: [{ id: "11111111-1111-1111-1111-111111111111", managementGroups: ["NAME"] }],
  },
};

/** What an attacker might call a resource, to end whatever a format puts it into. */
export const HOSTILE = [
  "\n::error title=forged::forged",
  "::set-output name=a::b",
  "%0A::error::forged",
  "\r\n##vso[task.setvariable variable=a]b",
  "##[add-path]/tmp",
  "%0D%0A##vso[task.complete result=Succeeded]",
  "<script>alert(1)</script>",
  "</script><!--",
  "<img src=x onerror=alert(1)>",
  "\"'><svg onload=alert(1)>",
  "&lt;b&gt;&amp;",
  "]]>",
  "```\n# forged",
  "`@octocat` | [link](https://evil.example) ![i](https://evil.example/i.png)",
  "@octocat #1 GH-1 owner/repo#2 https://evil.example www.evil.example me@evil.example :tada: deadbeefcafe",
  "- [ ] **bold** _italic_ ~~gone~~ <details>",
  "\u001b[2J\u001b]8;;https://evil.example\u0007\u202e\u2028\ufffe\ud800",
  "javascript:alert(1)",
  "];code=forged;%3B%5D",
  "\u0000\u0008\u000b",
] as const;

/** A finding that holds one text wherever a plan's author could have put it. */
export const hostile = (text: string): Finding => ({
  ...pipeline,
  fatal: true,
  message: `It is ${text} that reaches this account.`,
  statement: `${text} reaches this account.`,
  resource: { type: text, name: text, address: text, constructPath: text, file: text },
  evidence: [
    { edge: "E1", from: text, to: `b${text}`, attribute: text, strength: "strong" },
    { path: `tags.${text}`, value: text },
  ],
  unknown: [text],
  exemption: { id: text, category: text, reason: text, ignored: true },
});

/** Findings with every hostile text, of every verdict, one of them waiting. */
export const hostileReport = (): Report =>
  reportOf(
    HOSTILE.flatMap((text) => [
      hostile(text),
      { ...hostile(text), verdict: "audited", fatal: false },
      { ...hostile(text), verdict: "exempted", fatal: false },
      { ...hostile(text), verdict: "undetermined", missingContext: { guard: [{ scope: text }] } },
    ]),
    { notes: [...HOSTILE], unmapped: Object.fromEntries(HOSTILE.map((text) => [text, 1])) },
  );

export function reportOf(findings: Finding[], rest: Partial<Report> = {}): Report {
  const count = (verdict: Finding["verdict"]) => findings.filter((finding) => finding.verdict === verdict).length;
  return {
    version: 1,
    summary: {
      denied: count("denied"),
      undetermined: count("undetermined"),
      audited: count("audited"),
      exempted: count("exempted"),
      compliant: 0,
    },
    unmapped: {},
    notes: [],
    findings,
    ...rest,
  };
}

export const everything: Report = reportOf([exempted, audited, fatalUndetermined, pipeline], {
  notes: ["Nothing is known about subscription 1b4e28ba-2fa1-11d2-883f-0016d3cca427."],
  unmapped: { random_id: 2, null_resource: 1 },
});
