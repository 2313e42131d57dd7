import { definitionNameOf, type InitiativeReference, type PolicyDefinition, type PolicyParameter } from "../model";
import type { Complaint, InitiativeRule } from "./finding";
import { expressions, parametersIn } from "./walk";

const REFERENCES = "$.properties.policyDefinitions";

/** Every reference means a definition of the library, under its name, once. */
export const references: InitiativeRule = {
  id: "references",
  *check({ properties }, library) {
    const seen = new Set<string>();
    for (const [i, reference] of properties.policyDefinitions.entries()) {
      const path = `${REFERENCES}[${i}]`;
      const name = definitionNameOf(reference);
      if (!library.definitions.has(name)) {
        const known = [...library.definitions.keys()].join(", ");
        yield {
          path: `${path}.policyDefinitionId`,
          problem: `means "${name}", which the library lacks`,
          mend: `use one of ${known}`,
        };
      }
      const id = reference.policyDefinitionReferenceId;
      if (id !== name) {
        const problem = "is not the definition's name, by which exemptions, messages and reports refer to it";
        yield { path: `${path}.policyDefinitionReferenceId`, problem, mend: `write "${name}"` };
      }
      if (seen.has(id)) yield { path, problem: `binds "${id}" a second time`, mend: "take it away" };
      seen.add(id);
    }
  },
};

/** Parameters reach the definitions: every one that a definition declares is bound to one of the same type and allowed values, and none is idle. */
export const bindings: InitiativeRule = {
  id: "bindings",
  *check({ properties }, library) {
    const { parameters } = properties;
    const used = new Set<string>();
    for (const [i, reference] of properties.policyDefinitions.entries()) {
      const definition = library.definitions.get(definitionNameOf(reference));
      if (definition !== undefined) yield* boundParameters(reference, definition, parameters, `${REFERENCES}[${i}]`);
      for (const { text } of expressions(reference.parameters, ""))
        for (const name of parametersIn(text)) used.add(name);
    }
    for (const name of Object.keys(parameters)) {
      if (!used.has(name))
        yield { path: `$.properties.parameters.${name}`, problem: "reaches no definition", mend: "take it away" };
    }
  },
};

function* boundParameters(
  reference: InitiativeReference,
  definition: PolicyDefinition,
  parameters: Record<string, PolicyParameter>,
  path: string,
): Generator<Complaint> {
  const declared = definition.properties.parameters ?? {};
  for (const name of Object.keys(reference.parameters)) {
    if (name in declared) continue;
    const mend = `use one of ${Object.keys(declared).join(", ")}`;
    yield { path: `${path}.parameters.${name}`, problem: `is no parameter of ${definition.name}`, mend };
  }
  for (const [name, target] of Object.entries(declared)) {
    const bound = reference.parameters[name];
    if (bound === undefined) {
      const problem = `does not bind "${name}", so that nobody who assigns the initiative can choose it`;
      yield { path: `${path}.parameters`, problem, mend: `add "${name}"` };
      continue;
    }
    const [asked] = typeof bound.value === "string" ? parametersIn(bound.value) : [];
    if (asked === undefined) continue;
    const source = parameters[asked];
    const at = `${path}.parameters.${name}.value`;
    if (source === undefined)
      yield { path: at, problem: `asks for "${asked}", which the initiative lacks`, mend: "declare it" };
    else if (source.type !== target.type) {
      yield { path: at, problem: `gives ${source.type} for ${target.type}`, mend: "declare both with one type" };
    } else if (JSON.stringify(source.allowedValues) !== JSON.stringify(target.allowedValues)) {
      yield { path: at, problem: "allows other values than the definition", mend: "list the same allowedValues" };
    } else if (JSON.stringify(source.defaultValue) !== JSON.stringify(target.defaultValue)) {
      yield { path: at, problem: "has another default than the definition", mend: "write the same defaultValue" };
    }
  }
}

/** Fatal rules stand in an initiative of their own: an exemption of the other one's assignment must not reach them. */
export const fatalApart: InitiativeRule = {
  id: "fatal-apart",
  *check({ properties }, library) {
    for (const [i, reference] of properties.policyDefinitions.entries()) {
      const definition = library.definitions.get(definitionNameOf(reference));
      if (definition === undefined || definition.properties.metadata.fatal === properties.metadata.fatal) continue;
      const problem = properties.metadata.fatal
        ? "is not fatal, in the fatal initiative"
        : "is fatal, outside a fatal initiative";
      yield { path: `${REFERENCES}[${i}]`, problem, mend: "move it to the other initiative" };
    }
  },
};
