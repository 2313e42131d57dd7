export { repeatsKey } from "../../src/input";
