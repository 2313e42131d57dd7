import { isDerived, type Rows } from "./rows";

/** Where an attribute ends up in ARM. */
export interface ArmTarget {
  path: string;
  /** False where the value is worked out of it, so that it stands there in another form or among others. */
  direct: boolean;
}

/**
 * The ARM path that a Terraform attribute path is mapped to: `network_acls[0].ip_rules` -> `properties.networkAcls.ipRules`. The parts below a
 * map or list attribute that is mapped whole are left out. Undefined where no row reads the attribute.
 */
export function armPath(rows: Rows, attribute: string): ArmTarget | undefined {
  let paths = known.get(rows);
  if (paths === undefined) known.set(rows, (paths = new Map()));
  const before = paths.get(attribute);
  if (before !== undefined || paths.has(attribute)) return before;
  const found = find(rows, steps(attribute), "");
  paths.set(attribute, found);
  return found;
}

/** Rows are those of the tables, and attributes those of a schema: few, and asked for with every resource. */
const known = new WeakMap<Rows, Map<string, ArmTarget | undefined>>();

function find(rows: Rows, path: readonly string[], prefix: string): ArmTarget | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return { path: prefix, direct: true };
  let worked: ArmTarget | undefined;
  for (const row of rows) {
    if (isDerived(row)) {
      if (!worked && row.reads.includes(name)) worked = { path: join(prefix, row.to), direct: false };
      continue;
    }
    const [from, to, rule] = row;
    if (from !== name) continue;
    const index = /^\d+$/.test(rest[0] ?? "") ? rest[0] : undefined;
    const inner = index === undefined ? rest : rest.slice(1);
    if (rule?.as) return { path: join(prefix, to), direct: false };
    if (rule?.one) {
      const found = find(rule.one, inner, join(prefix, to)) ?? { path: join(prefix, to), direct: false };
      return rule.then ? { ...found, direct: false } : found;
    }
    if (rule?.each) {
      const at = `${join(prefix, to)}[${index ?? "*"}]`;
      const found = find(rule.each, inner, at) ?? { path: at, direct: false };
      return rule.then ? { ...found, direct: false } : found;
    }
    return { path: join(prefix, to), direct: true };
  }
  return worked;
}

function join(prefix: string, to: string): string {
  return prefix === "" ? to : to === "" ? prefix : `${prefix}.${to}`;
}

/** `a[0].b` -> `a`, `0`, `b`. */
function steps(path: string): string[] {
  return path.split(/[.[\]]+/).filter((step) => step !== "");
}
