import { createHash } from "../create-hash";
import type { OpenValue } from "../json";
import { refuse } from "./arguments";
import type { Sink, TemplateFunction } from "./function";

/**
 * `guid` and `uniqueString`: a name that is the same for the same texts, which are joined by hyphens.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string says what they are for. How they are computed shows in
 * https://github.com/Azure/terraform-provider-azapi (internal/services/functions/unique_string_function.go), whose unique_string is said to equal ARM's,
 * and in the expected values of tests that ask Azure's own evaluator (microsoft/commercial-marketplace-offer-deploy, ArmFunctionsTests).
 */
export const uniqueFunctions: readonly TemplateFunction[] = [
  ofNames("guid", (name) => guidOf(name)),
  ofNames("uniqueString", (name) => base32(murmur64(Buffer.from(name, "utf8")))),
];

function ofNames(name: string, call: (joined: string) => string): TemplateFunction {
  return {
    name,
    least: 1,
    most: Infinity,
    call(given: readonly OpenValue[], sink: Sink) {
      const other = given.find((value) => typeof value !== "string");
      return other === undefined ? call(given.join("-")) : refuse(sink, name, "texts", other);
    },
  };
}

/** The namespace that Azure hashes a name under: guid() is a name-based UUID, version 5 of RFC 9562. */
const NAMESPACE = Buffer.from("11fb06fb712d4ddd98c7e71bbd588830", "hex");

function guidOf(name: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(name, "utf8").digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** 64 bits as 13 characters of five bits each, the highest first; the last character holds the four bits that are left. */
function base32([high, low]: readonly [number, number]): string {
  let rest = (BigInt(high) << 32n) | BigInt(low);
  let text = "";
  for (let i = 0; i < 13; i++) {
    text += ALPHABET.charAt(Number(rest >> 59n));
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return text;
}

const FIRST = 0x239b961b;
const SECOND = 0xab0e9789;

/** MurmurHash in two 32-bit halves, as Azure computes it, with seed 0: [high, low]. */
function murmur64(data: Buffer): readonly [number, number] {
  let low = 0;
  let high = 0;
  const whole = data.length - (data.length % 8);
  for (let at = 0; at < whole; at += 8) {
    low = rotated(low ^ scrambled(data.readUInt32LE(at), FIRST, 15, SECOND), 19);
    low = (Math.imul((low + high) | 0, 5) + 0x561ccd1b) | 0;
    high = rotated(high ^ scrambled(data.readUInt32LE(at + 4), SECOND, 17, FIRST), 13);
    high = (Math.imul((high + low) | 0, 5) + 0x0bcaa747) | 0;
  }
  const tail = data.length - whole;
  if (tail > 0) low ^= scrambled(data.readUIntLE(whole, Math.min(tail, 4)), FIRST, 15, SECOND);
  if (tail > 4) high ^= scrambled(data.readUIntLE(whole + 4, tail - 4), SECOND, 17, FIRST);
  low ^= data.length;
  high ^= data.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = mixed(low);
  high = mixed(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return [high >>> 0, low >>> 0];
}

function rotated(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

function scrambled(word: number, before: number, by: number, after: number): number {
  return Math.imul(rotated(Math.imul(word, before), by), after);
}

function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
