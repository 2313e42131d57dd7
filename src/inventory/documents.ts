/**
 * The JSON documents that stand one behind another in a text, as several commands in one pipe print them. A text that is none of that is one document, for the parser
 * to say what is wrong with it.
 */
export function documentsIn(text: string): string[] {
  const documents: string[] = [];
  let start = -1;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s"[\]{}]+/g)) {
    if (depth === 0) {
      // Only objects and lists are documents here.
      if (token !== "{" && token !== "[") return [text];
      start = index;
    }
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) documents.push(text.slice(start, index + 1));
  }
  return depth === 0 && documents.length > 0 ? documents : [text];
}
