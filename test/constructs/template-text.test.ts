import * as fc from "fast-check";
import { Token } from "cdktf";
import { templateJson, templateText } from "../../constructs/template-text";

/** How Terraform reads a literal template. */
const read = (text: string): string => text.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");

describe("templateText", () => {
  test.each([
    ["${x}", "$${x}"],
    ["%{if}", "%%{if}"],
    ["$x {y} 100%", "$x {y} 100%"],
    ["a${b}%{c}${d}", "a$${b}%%{c}$${d}"],
  ])("%s becomes %s", (text, expected) => {
    expect(templateText(text)).toBe(expected);
  });

  test("Terraform reads the text itself", () => {
    const text = fc.string({ unit: fc.constantFrom("$", "{", "}", "%", "a", '"', "\\") });
    // A dollar before an interpolation is read as an escape whoever wrote it, so such a text has no literal form.
    const writable = text.filter((value) => !/\$\$\{|%%\{/.test(value));
    fc.assert(fc.property(writable, (value) => expect(read(templateText(value))).toBe(value)));
  });

  test("leaves tokens to cdktf", () => {
    const token = Token.asString({ creationStack: [], resolve: () => "${var.x}", toString: () => "" });
    expect(templateText(`\${a}${token}`)).toBe(`$\${a}${token}`);
  });

  test("JSON stays JSON", () => {
    expect(JSON.parse(read(templateJson({ a: ["${b}", 'say "%{c}"'] })))).toEqual({ a: ["${b}", 'say "%{c}"'] });
  });
});
