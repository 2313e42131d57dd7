import type { PolicyLibrary } from "../model";
import { indexPage } from "./index-page";
import { policyPage } from "./policy-page";

export { indexPage } from "./index-page";
export { policyPage } from "./policy-page";

/** All pages of a library by file name: one a policy, and the README that lists them. */
export function libraryPages(library: PolicyLibrary): Map<string, string> {
  const pages = [...library.definitions.keys()].map((name) => [`${name}.md`, policyPage(library, name)] as const);
  return new Map([["README.md", indexPage(library)], ...pages]);
}
