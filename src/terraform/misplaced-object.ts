import { InputError } from "../input/input-error";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { TerraformDocument } from "./document";

const MENDS: Readonly<Record<TerraformDocument["kind"], string>> = {
  plan: 'pass the output of "terraform show -json PLANFILE" as it is',
  stack: "write the value itself",
};

/**
 * Does some work on documents whose attributes may hold an object where the provider has a text or a number. Most such objects become a text like any other; one with a key `toString`
 * hides the method that would make it one, and JavaScript then throws a TypeError wherever the value is first used as a text. To look for such keys in every plan would cost all of
 * them for what no Terraform writes, so it is done only where the work failed in that way.
 * @throws InputError that names the attribute
 */
export function refusingMisplacedObjects<T>(documents: readonly TerraformDocument[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isNoText(error) ? (misplacedIn(documents) ?? error) : error;
  }
}

/** https://github.com/v8/v8/blob/main/src/common/message-template.h: CannotConvertToPrimitive */
const isNoText = (error: unknown): boolean =>
  error instanceof TypeError && error.message === "Cannot convert object to primitive value";

function misplacedIn(documents: readonly TerraformDocument[]): InputError | undefined {
  for (const { file, kind, resources } of documents) {
    for (const { address, values, before = {} } of resources) {
      // No deeper name is told: that of a map's key may be a secret.
      const attribute = [values, before]
        .flatMap((state) => Object.entries(state))
        .find(([, value]) => hidesMethod(value))?.[0];
      if (attribute === undefined) continue;
      const problem = 'has an object with a key "toString" in the place of a text or a number';
      return new InputError(file, problem, MENDS[kind], `${address}.${attribute}`);
    }
  }
  return undefined;
}

function hidesMethod(value: OpenValue): boolean {
  if (typeof value !== "object" || value === null || isUnknown(value)) return false;
  if (Array.isArray(value)) return value.some(hidesMethod);
  return Object.hasOwn(value, "toString") || Object.values(value).some(hidesMethod);
}
