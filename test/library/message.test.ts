import { builtInLibrary, MESSAGE_LENGTH, nonComplianceMessage } from "../../src/library";

const definitions = [...builtInLibrary().definitions.values()];

test("a message is the one line that azurerm prints: rule, decision, clause, what is refused, mend", () => {
  const definition = definitions.find(({ name }) => name === "us-police-facial-recognition")!;
  expect(nonComplianceMessage(definition)).toBe(
    "us-police-facial-recognition (D1, Code of Conduct R18): Azure OpenAI: no facial recognition by or for US police. " +
      "Take the face use case away, or correct the operator; no review and no exemption lifts this.",
  );
});

test.each(definitions)("$name: the message is whole, short and one line", (definition) => {
  const message = nonComplianceMessage(definition);
  expect(message.length).toBeLessThanOrEqual(MESSAGE_LENGTH);
  expect(message).not.toMatch(/\n|\.\.\.$/);
  expect(message).toContain(definition.properties.metadata.mend);
});

test.each(definitions)("$name: nothing in it would be read as a template by Terraform", ({ properties }) => {
  expect(JSON.stringify([properties.displayName, properties.description, properties.metadata])).not.toMatch(/[$%]\{/);
});

test("a message that would be too long ends in dots", () => {
  const [definition] = definitions;
  const long = {
    ...definition!,
    properties: { ...definition!.properties, metadata: { ...definition!.properties.metadata, mend: "x".repeat(1000) } },
  };
  expect(nonComplianceMessage(long)).toHaveLength(MESSAGE_LENGTH);
  expect(nonComplianceMessage(long)).toMatch(/x\.\.\.$/);
});
