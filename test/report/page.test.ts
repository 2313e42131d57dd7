import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Finding, Report } from "../../src/findings/finding";
import { reporters } from "../../src/report";
import { chromiumPath, openChromium, type Chromium } from "../support/chromium";
import { everything, HOSTILE, hostileReport, pipeline, reportOf, waiting, waitingPath } from "./sample";

/** The html report in a real browser. */

const folder = mkdtempSync(join(tmpdir(), "aoai-guard-page-"));
const found = chromiumPath() !== undefined;
let chromium: Chromium | undefined;

beforeAll(async () => {
  if (found) chromium = await openChromium();
});
afterAll(async () => {
  await chromium?.close();
  rmSync(folder, { recursive: true, force: true });
});

if (!found) {
  const line = "=".repeat(78);
  console.error(
    `\n${line}\n  Chromium is not on PATH: the html report is NOT opened; those tests are SKIPPED.\n${line}\n`,
  );
}
const describeBrowser = found ? describe : describe.skip;

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What the page did that a report must not do. */
interface Watched {
  page: Page;
  /** Console errors, exceptions, dialogs, and requests for anything but the file itself. */
  complaints: string[];
}

async function open<T>(
  report: Report,
  use: (watched: Watched) => Promise<T>,
  { colorScheme = "light" }: Pick<BrowserContextOptions, "colorScheme"> = {},
): Promise<T> {
  const file = join(folder, "report.html");
  writeFileSync(file, reporters.html(report, { toolVersion: "1.2.3" }));
  const address = pathToFileURL(file).href;
  if (chromium === undefined) throw new Error("Chromium is not open.");
  const page = await chromium.browser.newPage();
  const complaints: string[] = [];
  try {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url() !== address) complaints.push(`request: ${request.url()}`);
    });
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    return await use({ page, complaints });
  } finally {
    await page.close();
  }
}

const report = reportOf([...everything.findings, waiting, waitingPath], { notes: everything.notes });

/** As the page writes controls and format characters. */
const unseen = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

const rulesShown = (page: Page): Promise<string[]> =>
  page.locator("#findings > li summary > :nth-child(2)").allTextContents();

describeBrowser("the html report in Chromium", () => {
  test("shows the findings, the worst first, and complains of nothing", async () => {
    await open(report, async ({ page, complaints }) => {
      expect(await page.title()).toBe("aoai-guard: refused");
      expect(await page.locator("#status").textContent()).toBe("6 findings");
      expect(await rulesShown(page)).toEqual([
        "D6 camera-pipeline",
        "D2 mobile-camera-recognition (fatal)",
        "D3 prohibited-use (fatal)",
        "D6 camera-pipeline",
        "D12 local-auth",
        "D5 law-enforcement-review",
      ]);
      expect(await page.locator("#pages").isVisible()).toBe(false);
      expect(complaints).toEqual([]);
    });
  });

  test("of several plans a finding names its own before it is unfolded; of one plan none does", async () => {
    const places = (page: Page): Promise<string[]> =>
      page.locator("#findings > li summary > :nth-child(3)").allTextContents();
    const at = (file: string): Finding => ({ ...pipeline, resource: { ...pipeline.resource, file } });
    const { address } = pipeline.resource;
    await open(reportOf([at("north.json"), at("south.json")]), async ({ page }) => {
      expect(await places(page)).toEqual([`${address} in north.json`, `${address} in south.json`]);
    });
    await open(reportOf([at("north.json"), at("north.json")]), async ({ page }) => {
      expect(await places(page)).toEqual([address, address]);
    });
  });

  test("filters by verdict, by rule, by fatal and by words, and shows all again", async () => {
    await open(report, async ({ page }) => {
      const status = () => page.locator("#status").textContent();
      await page.getByLabel("undetermined").uncheck();
      expect(await status()).toBe("3 of 6 findings");
      await page.getByLabel("Rule", { exact: true }).selectOption("camera-pipeline");
      expect(await rulesShown(page)).toEqual(["D6 camera-pipeline"]);
      await page.getByRole("button", { name: "Show all" }).click();
      expect(await status()).toBe("6 findings");
      await page.getByLabel("fatal rules").check();
      expect(await rulesShown(page)).toEqual(["D2 mobile-camera-recognition (fatal)", "D3 prohibited-use (fatal)"]);
      await page.getByRole("button", { name: "Show all" }).click();
      await page.getByLabel("File", { exact: true }).selectOption({ label: "plan.json" });
      expect(await rulesShown(page)).toEqual(["D12 local-auth", "D5 law-enforcement-review"]);
      await page.getByLabel("Search").fill("CHAT  disablelocalauth");
      expect(await rulesShown(page)).toEqual(["D12 local-auth"]);
      await page.getByLabel("Search").fill("no such thing");
      expect(await status()).toBe("0 of 6 findings");
    });
  });

  test("hides what a baseline holds when asked", async () => {
    const findings = [pipeline, { ...pipeline, rule: "other", baseline: "known" as const }].map((finding) => ({
      baseline: "new" as const,
      ...finding,
    }));
    await open(reportOf(findings), async ({ page }) => {
      expect(await rulesShown(page)).toEqual(["D6 camera-pipeline", "D6 other (in the baseline)"]);
      await page.getByLabel("what no baseline holds").check();
      expect(await rulesShown(page)).toEqual(["D6 camera-pipeline"]);
    });
  });

  test("unfolds a finding by keyboard, with its path, clause and mend", async () => {
    await open(report, async ({ page, complaints }) => {
      const first = page.locator("#findings > li").first();
      await page.getByLabel("Search").focus();
      for (let i = 0; i < 20 && (await first.locator("summary:focus").count()) === 0; i++)
        await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await first.locator(".path .station").allTextContents()).toEqual([
        "azurerm_iothub.fleet",
        "azurerm_storage_container.uploads",
        "azurerm_cognitive_account.records",
      ]);
      expect(await first.locator(".hop").last().getAttribute("data-strength")).toBe("medium");
      const told = await first.locator(".detail").textContent();
      for (const part of [pipeline.message, pipeline.clause, pipeline.mend, "construct police/records/account"])
        expect(told).toContain(part);
      expect(complaints).toEqual([]);
    });
  });

  test("follows a path: it is listed once, drawn, and a station leads to what is found against it", async () => {
    await open(report, async ({ page, complaints }) => {
      expect(await page.locator("#paths > li").count()).toBe(1);
      await page.locator("#paths summary").click();
      await page.locator("#paths").getByRole("button", { name: "azurerm_cognitive_account.records" }).click();
      expect(await page.getByLabel("Search").inputValue()).toBe("azurerm_cognitive_account.records");
      expect(await page.locator("#status").textContent()).toBe("4 of 6 findings");
      const boxes = await page.locator(".drawing svg g > title").allTextContents();
      expect(boxes).toEqual(expect.arrayContaining(["azurerm_iothub.fleet", "azurerm_storage_container.uploads"]));
      expect(complaints).toEqual([]);
    });
  });

  test.each(["light", "dark"] as const)("has no serious violation of accessibility, %s", async (colorScheme) => {
    await open(
      report,
      async ({ page }) => {
        for (const summary of await page.locator("summary").all()) await summary.click();
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() =>
          (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run(),
        );
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      },
      { colorScheme },
    );
  });

  test("shows what resources are called as text, and runs none of it", async () => {
    const hostile = hostileReport();
    await open(hostile, async ({ page, complaints }) => {
      expect(await page.locator("#status").textContent()).toBe(`${hostile.findings.length} findings`);
      const shown: string[] = [];
      for (;;) {
        for (const summary of await page.locator("#findings summary").all()) await summary.click();
        shown.push(...(await page.locator("#findings summary code").allTextContents()));
        if (await page.locator("#next").isDisabled()) break;
        await page.locator("#next").click();
      }
      expect(new Set(shown)).toEqual(new Set(HOSTILE.map(unseen)));
      expect(await page.locator("img, iframe, a, object, embed").count()).toBe(0);
      expect(await page.locator("script").count()).toBe(2);
      expect(complaints).toEqual([]);
    });
  });

  test("pages through ten thousand findings and finds one of them", async () => {
    const findings = Array.from({ length: 10_000 }, (_, i): Finding => {
      const resource = { ...pipeline.resource, address: `azurerm_cognitive_account.a${i}` };
      return { ...pipeline, resource };
    });
    await open(reportOf(findings), async ({ page, complaints }) => {
      expect(await page.locator("#status").textContent()).toBe("10000 findings");
      expect(await page.locator("#findings > li").count()).toBe(50);
      await page.locator("#next").click();
      expect(await page.locator("#place").textContent()).toBe("Page 2 of 200");
      expect(await page.locator("#findings > li code").first().textContent()).toBe("azurerm_cognitive_account.a50");
      await page.getByLabel("Search").fill("account.a9999");
      expect(await page.locator("#status").textContent()).toBe("1 of 10000 findings");
      expect(complaints).toEqual([]);
    });
  });

  test("without findings there is nothing to filter, and nothing to complain of", async () => {
    await open(reportOf([]), async ({ page, complaints }) => {
      expect(await page.locator("h1").textContent()).toBe("Passed");
      expect(await page.locator("form").count()).toBe(0);
      expect(complaints).toEqual([]);
    });
  });
});
