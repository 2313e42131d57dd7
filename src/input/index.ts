export { checkSchema } from "./check-schema";
export { InputError } from "./input-error";
export { parseJson, parseYaml, readText, readValue } from "./read";
