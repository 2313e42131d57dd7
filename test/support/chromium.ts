import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type * as playwright from "playwright-core";
import type { BrowserContext } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The system's Chromium; undefined where there is none. */
export function chromiumPath(): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(existsSync);
}

/** Nothing that a browser does by itself: no first run, no updates, no network of its own. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Headless Chromium, and how to end it. */
export interface Chromium {
  browser: BrowserContext;
  close(): Promise<void>;
}

/** Opens headless Chromium with a profile of its own; closing it throws the profile away. */
export async function openChromium(): Promise<Chromium> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("There is no Chromium on the PATH.");
  const { chromium } = require("playwright-core") as typeof playwright;
  const profile = mkdtempSync(join(tmpdir(), "aoai-guard-chromium-"));
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: ARGS });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
