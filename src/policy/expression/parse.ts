import { LIMITS } from "../limits";

/** A parsed template expression. */
export type Expression =
  | { kind: "literal"; value: string | number | boolean | null }
  | { kind: "call"; name: string; arguments: Expression[] }
  /** `object.key` and `object[key]`. */
  | { kind: "member"; object: Expression; key: Expression };

/** An expression that is not of the language. `message` tells what was expected and where, `limit` whether it is one of Azure's limits. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly limit = false,
  ) {
    super(message);
  }
}

/**
 * Whether a text is a template expression: `[...]`. `[[...` is a text that begins with a bracket.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export function isExpression(text: string): boolean {
  return text.charCodeAt(0) === 91 && text.charCodeAt(1) !== 91 && text.charCodeAt(text.length - 1) === 93;
}

/** A text that is not an expression, as it is meant: `[[x]` means `[x]`. */
export function unescape(text: string): string {
  return text.startsWith("[[") ? text.slice(1) : text;
}

/** The definitions of a library share most of their expressions. */
const PARSED = new Map<string, Expression>();
const MOST_PARSED = 500;

/** Parses `[...]`. Throws ExpressionError. What it gives is shared: nobody may change it. */
export function parseExpression(text: string): Expression {
  const before = PARSED.get(text);
  if (before !== undefined) return before;
  const parsed = parse(text);
  if (PARSED.size >= MOST_PARSED) PARSED.clear();
  PARSED.set(text, parsed);
  return parsed;
}

function parse(text: string): Expression {
  if (text.length > LIMITS.expressionLength) {
    throw new ExpressionError(
      `the expression has ${text.length} characters; Azure allows ${LIMITS.expressionLength}`,
      true,
    );
  }
  const parser = new Parser(tokens(text.slice(1, -1)));
  return parser.whole();
}

type TokenKind = "name" | "number" | "text" | "sign" | "end";
interface Token {
  kind: TokenKind;
  text: string;
  at: number;
}

const TOKEN = /\s*(?:([A-Za-z_$][\w$]*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'((?:[^']|'')*)'|([()[\].,-]))/y;
const BLANK = /\s*/y;

function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    BLANK.exec(source);
    if (BLANK.lastIndex === source.length) break;
    at = BLANK.lastIndex;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) {
      const problem = source[at] === "'" ? "a text that does not end" : `"${source[at]}"`;
      throw new ExpressionError(`unexpected ${problem} at character ${at + 2}`);
    }
    const [, name, number, text, sign] = match;
    if (name !== undefined) found.push({ kind: "name", text: name, at });
    else if (number !== undefined) found.push({ kind: "number", text: number, at });
    else if (text !== undefined) found.push({ kind: "text", text: text.replaceAll("''", "'"), at });
    else found.push({ kind: "sign", text: sign ?? "", at });
    at = TOKEN.lastIndex;
  }
  found.push({ kind: "end", text: "", at: source.length });
  return found;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.expression();
    if (this.peek().kind !== "end") this.refuse("the end of the expression");
    return expression;
  }

  private expression(): Expression {
    let expression = this.primary();
    for (let members = 0; ; members++) {
      if (members > LIMITS.valueDepth) {
        throw new ExpressionError(
          `the expression reaches more than ${LIMITS.valueDepth} properties deep, Azure's limit`,
          true,
        );
      }
      if (this.takes(".")) {
        const key = this.take("name", "the name of a property");
        expression = { kind: "member", object: expression, key: { kind: "literal", value: key.text } };
      } else if (this.takes("[")) {
        const key = this.nested(() => this.expression());
        this.expect("]");
        expression = { kind: "member", object: expression, key };
      } else {
        return expression;
      }
    }
  }

  private primary(): Expression {
    const token = this.peek();
    if (token.kind === "number") {
      this.next++;
      const value = Number(token.text);
      if (!Number.isFinite(value)) throw new ExpressionError(`the number ${token.text} is too large`);
      return { kind: "literal", value };
    }
    if (token.kind === "text") {
      this.next++;
      return { kind: "literal", value: token.text };
    }
    if (this.takes("-")) return negated(this.nested(() => this.primary()));
    const name = this.take("name", "a function, a text or a number").text;
    if (this.takes("(")) return { kind: "call", name, arguments: this.arguments(name) };
    const word = WORDS.get(name.toLowerCase());
    if (word === undefined)
      throw new ExpressionError(`"${name}" is not a function call; write ${name}(...) or '${name}'`);
    return { kind: "literal", value: word };
  }

  private arguments(name: string): Expression[] {
    const given: Expression[] = [];
    if (this.takes(")")) return given;
    do given.push(this.nested(() => this.expression()));
    while (this.takes(","));
    this.expect(")");
    if (given.length > LIMITS.arguments) {
      throw new ExpressionError(`${name} has ${given.length} arguments; Azure allows ${LIMITS.arguments}`, true);
    }
    return given;
  }

  private nested<T>(parse: () => T): T {
    if (++this.depth > LIMITS.callDepth) {
      throw new ExpressionError(`the expression nests more than ${LIMITS.callDepth} deep, Azure's limit`, true);
    }
    const result = parse();
    this.depth--;
    return result;
  }

  private peek(): Token {
    return this.tokens[this.next] ?? { kind: "end", text: "", at: 0 };
  }

  private takes(sign: string): boolean {
    const token = this.peek();
    if (token.kind !== "sign" || token.text !== sign) return false;
    this.next++;
    return true;
  }

  private take(kind: TokenKind, expected: string): Token {
    const token = this.peek();
    if (token.kind !== kind) this.refuse(expected);
    this.next++;
    return token;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) this.refuse(`"${sign}"`);
  }

  private refuse(expected: string): never {
    const token = this.peek();
    const found = token.kind === "end" ? "the expression ends" : `there is "${token.text}"`;
    throw new ExpressionError(`expected ${expected} at character ${token.at + 2}, where ${found}`);
  }
}

function negated(operand: Expression): Expression {
  if (operand.kind === "literal" && typeof operand.value === "number")
    return { kind: "literal", value: -operand.value };
  return { kind: "call", name: "sub", arguments: [{ kind: "literal", value: 0 }, operand] };
}
