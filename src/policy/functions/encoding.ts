import { ofText, ofTexts } from "./arguments";
import { parsed } from "./convert";
import type { Sink, TemplateFunction } from "./function";

/**
 * Functions that encode and decode.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string
 */
export const encodingFunctions: readonly TemplateFunction[] = [
  ofText("base64", (text) => Buffer.from(text, "utf8").toString("base64")),
  ofText("base64ToString", (text, sink) => decoded("base64ToString", text, sink)),
  ofText("base64ToJson", (text, sink) => {
    const json = decoded("base64ToJson", text, sink);
    if (json === undefined) return undefined;
    try {
      return parsed(json);
    } catch {
      return sink.fail("base64ToJson: the text is not JSON");
    }
  }),
  ofText("dataUri", (text) => `data:text/plain;charset=utf8;base64,${Buffer.from(text, "utf8").toString("base64")}`),
  ofText("dataUriToString", (text, sink) => {
    const match = /^data:([^,]*),([^]*)$/i.exec(text);
    if (match === null) return sink.fail("dataUriToString: the text is not a data URI");
    const [, type = "", data = ""] = match;
    return /;base64$/i.test(type) ? decoded("dataUriToString", data, sink) : unescaped("dataUriToString", data, sink);
  }),
  ofTexts("uri", (base, relative, sink) => {
    try {
      return new URL(relative, base).href;
    } catch {
      return sink.fail("uri: the base is not an absolute URI");
    }
  }),
  ofText("uriComponent", (text) =>
    encodeURIComponent(text.replace(LONE_SURROGATE, "\ufffd")).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  ofText("uriComponentToString", (text, sink) => unescaped("uriComponentToString", text, sink)),
];

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

function decoded(name: string, text: string, sink: Sink): string | undefined {
  const compact = text.replace(/\s/g, "");
  if (!BASE64.test(compact) || compact.length % 4 !== 0) return sink.fail(`${name}: the text is not base64`);
  return Buffer.from(compact, "base64").toString("utf8");
}

function unescaped(name: string, text: string, sink: Sink): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return sink.fail(`${name}: the text is not URI-encoded`);
  }
}
