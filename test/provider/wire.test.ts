import { encode, ExtData } from "@msgpack/msgpack";
import { Unknown } from "../../src/policy/unknown";
import type { CtyType } from "../../src/provider/protocol/cty";
import { dynamicToPlain } from "../../src/provider/protocol/plain";
import { fromWire } from "../../src/provider/protocol/wire";

/** Bytes as Terraform sends them, by docs/plugin-protocol/object-wire-format.md of its repository. */
const read = (bytes: Uint8Array) => dynamicToPlain(fromWire({ msgpack: bytes, json: new Uint8Array() }));
const typed = (type: CtyType, value: unknown): Uint8Array => encode([Buffer.from(JSON.stringify(type)), value]);

test.each<[string, Uint8Array, unknown]>([
  ["null", Uint8Array.of(0xc0), null],
  ["unknown", Uint8Array.of(0xd4, 0, 0), Unknown],
  ["unknown, and known to begin with a text", encode(new ExtData(12, encode({ 1: false, 2: "pre-" }))), Unknown],
  ["a text", typed("string", "a"), "a"],
  ["a number that a float holds", typed("number", 1.5), 1.5],
  ["a number that travels as digits", typed("number", "12345678901234567890"), 1.2345678901234567e19],
  ["a text of digits stays one", typed("string", "123"), "123"],
  [
    "a list with one that is unknown",
    typed(["list", "string"], ["a", new ExtData(0, Uint8Array.of(0))]),
    ["a", Unknown],
  ],
  ["a set of numbers", typed(["set", "number"], ["9007199254740993", 2]), [9007199254740992, 2]],
  ["a map", typed(["map", "bool"], { a: true, b: null }), { a: true, b: null }],
  ["a tuple", typed(["tuple", ["string", "number"]], ["a", "2"]), ["a", 2]],
  [
    "an object with an optional attribute",
    typed(["object", { a: "string", n: "number" }, ["n"]] as CtyType, { a: "x", n: "7" }),
    { a: "x", n: 7 },
  ],
  [
    "a dynamic value within another",
    typed(["object", { inner: "dynamic" }], { inner: [Buffer.from('"number"'), "3"] }),
    { inner: 3 },
  ],
])("%s", (_note, bytes, value) => expect(read(bytes)).toEqual(value));

test("JSON is taken as well", () => {
  const json = Buffer.from(JSON.stringify("plain"));
  expect(fromWire({ msgpack: new Uint8Array(), json })).toBe("plain");
});

test("a dynamic value without its type is no value", () => {
  expect(() => read(encode("a"))).toThrow("a dynamic value has no type");
});

test("a key that would reach the prototype is refused", () => {
  const bytes = encode([Buffer.from('["map","string"]'), new Map([["x", "y"]])].slice(0, 1));
  expect(() => read(bytes)).not.toThrow();
  const hostile = Buffer.concat([Buffer.of(0x81, 0xa9), Buffer.from("__proto__"), Buffer.of(0xa1, 0x78)]);
  expect(() => fromWire({ msgpack: hostile, json: new Uint8Array() })).toThrow(/__proto__/);
  expect(({} as { x?: string }).x).toBeUndefined();
});
