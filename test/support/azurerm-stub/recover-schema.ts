import type { AttributeSchema, BlockSchema, CtyType, NestedBlockSchema } from "../stub-provider/schema";

/**
 * Recovers a Terraform schema from the TypeScript that cdktf generated from it. Two places of the generated text are read:
 * - `synthesizeHclAttributes()` of the resource and `...ToHclTerraform()` of each struct: name, nesting and type of everything that can be set;
 * - the comment `// name - computed: .., optional: .., required: ..` before each property, with the getter that follows it.
 * Not to be recovered: defaults, sensitivity, what forces replacement.
 */
export function recoverSchema(source: string): BlockSchema {
  const generated = new Generated(source);
  return generated.block(generated.main, generated.main.settable);
}

/** An entry of `attrs` in the generated HCL conversion. */
interface Settable {
  value: string;
  isBlock: boolean;
  nesting: string;
  storage: string;
}

interface Member {
  computed: boolean;
  optional: boolean;
  required: boolean;
  /** The property and its getter. */
  code: string;
}

interface GeneratedClass {
  members: Map<string, Member>;
  settable: Map<string, Settable>;
}

const SCALARS: Record<string, CtyType> = { string: "string", number: "number", boolean: "bool", any: "dynamic" };

const ATTRIBUTE_GETTERS: readonly [RegExp, (set: boolean) => CtyType][] = [
  [/this\.getStringAttribute\(/, () => "string"],
  [/this\.getNumberAttribute\(/, () => "number"],
  [/this\.getBooleanAttribute\(/, () => "bool"],
  [/this\.getListAttribute\(/, (set) => [set ? "set" : "list", "string"]],
  [/this\.getNumberListAttribute\(/, (set) => [set ? "set" : "list", "number"]],
  [/new cdktf\.StringMapList\(/, () => ["list", ["map", "string"]]],
  [/(this\.getStringMapAttribute|new cdktf\.StringMap)\(/, () => ["map", "string"]],
  [/(this\.getNumberMapAttribute|new cdktf\.NumberMap)\(/, () => ["map", "number"]],
  [/(this\.getBooleanMapAttribute|new cdktf\.BooleanMap)\(/, () => ["map", "bool"]],
];

class Generated {
  private readonly classes = new Map<string, GeneratedClass>();
  /** Conversion function -> struct name and fields. */
  private readonly structs = new Map<string, { struct: string; settable: Map<string, Settable> }>();
  readonly main: GeneratedClass;

  constructor(source: string) {
    for (const match of source.matchAll(/^export function (\w+ToHclTerraform)\(struct\?: (\w+)[^]*?^\}/gm)) {
      const [text, name = "", parameter = ""] = match;
      this.structs.set(name, { struct: parameter.replace(/OutputReference$/, ""), settable: settables(text) });
    }
    let main: GeneratedClass | undefined;
    for (const match of source.matchAll(/^export class (\w+) extends cdktf\.(\w+) \{[^]*?^\}/gm)) {
      const [text, name = "", base = ""] = match;
      const generated = { members: members(text), settable: settables(text) };
      this.classes.set(name, generated);
      if (/^Terraform(Resource|DataSource|Provider)$/.test(base)) main = generated;
    }
    if (main === undefined) throw new Error("the generated source has no resource class");
    this.main = main;
  }

  block(generated: GeneratedClass | undefined, settable: Map<string, Settable>): BlockSchema {
    const out: BlockSchema = { attributes: {}, blocks: {} };
    for (const [name, entry] of settable) {
      const member = generated?.members.get(name);
      const flags = flagsOf(member);
      const nested = this.nestedStruct(entry);
      if (nested === undefined) out.attributes[name] = { type: scalarOrCollection(entry), ...flags };
      else if (nested.attribute) {
        const fields = this.struct(nested.convert);
        // The generated flags of an attribute's fields only repeat those of the attribute.
        for (const field of Object.values(fields.attributes)) field.computed = false;
        out.attributes[name] = { type: [collection(entry), objectType(fields)], ...flags, fields };
      } else out.blocks[name] = this.nestedBlock(entry, nested, flags.required === true);
    }
    for (const [name, member] of generated?.members ?? []) {
      if (settable.has(name)) continue;
      out.attributes[name] = { type: this.getterType(member.code), ...flagsOf(member) };
    }
    return out;
  }

  private struct(convert: string): BlockSchema {
    const found = this.structs.get(convert);
    if (found === undefined) throw new Error(`the generated source has no ${convert}`);
    return this.block(this.classes.get(`${found.struct}OutputReference`), found.settable);
  }

  /** The conversion function of a nested struct, and whether it is many and an attribute rather than a block. */
  private nestedStruct(entry: Settable): { convert: string; many: boolean; attribute: boolean } | undefined {
    const many = /(?:list|hash)MapperHcl\((\w+ToHclTerraform), (true|false)\)/.exec(entry.value);
    if (many?.[1] !== undefined) return { convert: many[1], many: true, attribute: many[2] === "false" };
    const one = /^(\w+ToHclTerraform)\(/.exec(entry.value);
    return one?.[1] === undefined ? undefined : { convert: one[1], many: false, attribute: false };
  }

  private nestedBlock(
    entry: Settable,
    nested: { convert: string; many: boolean },
    required: boolean,
  ): NestedBlockSchema {
    const block = this.struct(nested.convert);
    if (entry.nesting === "struct") return { nesting: "single", minItems: 0, maxItems: 0, block };
    return { nesting: collection(entry), minItems: required ? 1 : 0, maxItems: nested.many ? 0 : 1, block };
  }

  /** The type of something that only the provider sets, from its getter. */
  private getterType(code: string): CtyType {
    const set = /Fn\.tolist\(/.test(code);
    for (const [pattern, type] of ATTRIBUTE_GETTERS) if (pattern.test(code)) return type(set);
    const nested = /new (\w+?)(List|OutputReference|Map)\(this, "\w+"(?:, (true|false))?/.exec(code);
    const element = this.classes.get(`${nested?.[1]}OutputReference`);
    if (nested === null || element === undefined) return "dynamic";
    const object = objectType(this.block(element, element.settable));
    if (nested[2] === "Map") return ["map", object];
    return nested[2] === "List" ? [nested[3] === "true" ? "set" : "list", object] : object;
  }
}

function settables(text: string): Map<string, Settable> {
  const out = new Map<string, Settable>();
  const entry =
    /^ +(\w+): \{\s*value: ([^]*?),\s*isBlock: (true|false),\s*type: "(\w+)",\s*storageClassType: "(\w+)",\s*\},/gm;
  for (const [, name = "", value = "", isBlock, nesting = "", storage = ""] of text.matchAll(entry)) {
    out.set(name, { value, isBlock: isBlock === "true", nesting, storage });
  }
  return out;
}

function members(text: string): Map<string, Member> {
  const out = new Map<string, Member>();
  for (const part of text.split(/^ *\/\/ (?=\w+ - computed: )/m).slice(1)) {
    const head = /^(\w+) - computed: (\w+), optional: (\w+), required: (\w+)/.exec(part);
    if (head?.[1] === undefined) continue;
    out.set(head[1], {
      computed: head[2] === "true",
      optional: head[3] === "true",
      required: head[4] === "true",
      code: part,
    });
  }
  return out;
}

function flagsOf(member: Member | undefined): Pick<AttributeSchema, "required" | "optional" | "computed"> {
  if (member === undefined) return { optional: true };
  return { required: member.required, optional: member.optional, computed: member.computed };
}

function collection(entry: Settable): "list" | "set" | "map" {
  return entry.nesting === "set" || entry.nesting === "map" ? entry.nesting : "list";
}

/** `stringList`, `numberListList`, `stringMap`, `boolean` ... read from the inside out; the outermost nesting is told apart by `type`. */
function scalarOrCollection(entry: Settable): CtyType {
  const parts = /^(string|number|boolean|any)((?:List|Map)*)$/.exec(entry.storage);
  const wrappers = parts?.[2]?.match(/List|Map/g) ?? [];
  let type: CtyType = SCALARS[parts?.[1] ?? "any"] ?? "dynamic";
  wrappers.forEach((wrapper, index) => {
    const outermost = index === wrappers.length - 1;
    type = [wrapper === "Map" ? "map" : outermost ? collection(entry) : "list", type];
  });
  return type;
}

/** The object type of an attribute that is written like a block. */
function objectType(block: BlockSchema): CtyType {
  const fields: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) fields[name] = attribute.type;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const object = objectType(nested.block);
    fields[name] = nested.nesting === "single" ? object : [nested.nesting, object];
  }
  return ["object", fields];
}
