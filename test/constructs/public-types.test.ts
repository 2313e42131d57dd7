import { join } from "node:path";
import * as ts from "typescript";

/**
 * Other languages follow by jsii, which takes a part of TypeScript only: https://aws.github.io/jsii/user-guides/lib-author/typescript-restrictions/.
 * What the package exports keeps to that part.
 */
const ENTRY = join(__dirname, "..", "..", "constructs", "index.ts");
const ROOM = join(__dirname, "..", "..", "constructs");

const program = ts.createProgram([ENTRY], {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
});
const checker = program.getTypeChecker();
const entry = program.getSourceFile(ENTRY) as ts.SourceFile;
const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(entry) as ts.Symbol)
  .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
const declarations = exported.flatMap((symbol) => symbol.declarations ?? []);

const isHidden = (node: ts.Node): boolean =>
  (ts.getCombinedModifierFlags(node as ts.Declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;

const documented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;
const at = (node: ts.Node): string => {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${node.getSourceFile().fileName.split("/").pop()}:${line + 1} ${node.getText().slice(0, 60)}`;
};

/** The types that members of a declaration are written with. */
function typesOf(declaration: ts.Declaration): ts.TypeNode[] {
  if (ts.isTypeAliasDeclaration(declaration)) return [declaration.type];
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return [];
  return [...declaration.members]
    .filter((member) => !isHidden(member))
    .flatMap((member): ts.TypeNode[] => {
      const own = "type" in member && member.type !== undefined ? [member.type as ts.TypeNode] : [];
      const given = "parameters" in member ? (member.parameters as readonly ts.ParameterDeclaration[]) : [];
      return [...own, ...given.flatMap(({ type }) => type ?? [])];
    });
}

const FORBIDDEN_NAMES = ["Partial", "Omit", "Pick", "Readonly", "ReadonlyArray", "Map", "Set", "Required", "Exclude"];

function faults(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (each: ts.Node): void => {
    const isMap = ts.isTypeLiteralNode(each) && each.members.every((member) => ts.isIndexSignatureDeclaration(member));
    if (ts.isTypeLiteralNode(each) && !isMap) found.push(`an inline object type: ${at(each)}`);
    if (ts.isTupleTypeNode(each)) found.push(`a tuple: ${at(each)}`);
    if (ts.isTypeOperatorNode(each)) found.push(`a type operator: ${at(each)}`);
    if (ts.isMappedTypeNode(each)) found.push(`a mapped type: ${at(each)}`);
    if (ts.isFunctionTypeNode(each)) found.push(`a callback: ${at(each)}`);
    if (each.kind === ts.SyntaxKind.NullKeyword) found.push(`null: ${at(each)}`);
    if (ts.isTypeReferenceNode(each) && FORBIDDEN_NAMES.includes(each.typeName.getText())) {
      found.push(`${each.typeName.getText()}: ${at(each)}`);
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

test("there is something to look at", () => {
  const names = exported.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["OpenAiGuardrails", "GuardedOpenAiAccount", "ReviewedUse", "Guard"]));
  expect(declarations.length).toBeGreaterThan(20);
});

test("no type that jsii refuses stands in what is exported", () => {
  expect(declarations.flatMap(typesOf).flatMap(faults)).toEqual([]);
});

test("props are read-only", () => {
  const writable = declarations
    .filter(ts.isInterfaceDeclaration)
    .flatMap((declaration) => [...declaration.members])
    .filter((member) => ts.isPropertySignature(member))
    .filter((member) => !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Readonly));
  expect(writable.map(at)).toEqual([]);
});

test("no class of ours extends Error", () => {
  const extended = declarations
    .filter(ts.isClassDeclaration)
    .flatMap(({ heritageClauses }) => heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map((type) => type.expression.getText()));
  expect([...new Set(extended)].sort()).toEqual(["Construct", "TerraformProvider", "TerraformResource"]);
});

test("everything is documented, and every optional prop says its default", () => {
  const missing: string[] = [];
  for (const declaration of declarations.filter((each) => each.getSourceFile().fileName.startsWith(ROOM))) {
    if (!documented(declaration)) missing.push(`no docs: ${at(declaration)}`);
    if (!ts.isInterfaceDeclaration(declaration)) continue;
    for (const member of declaration.members) {
      if (!documented(member)) missing.push(`no docs: ${at(member)}`);
      const says = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "default");
      if (member.questionToken !== undefined && !says) missing.push(`no @default: ${at(member)}`);
    }
  }
  expect(missing).toEqual([]);
});
