export { checkSchema } from "./check-schema";
export { InputError } from "./input-error";
export { decodeText, parseJson, parseYaml, readBytes, readingFrom, readText, readValue } from "./read";
export { repeatsKey } from "./repeated-keys";
