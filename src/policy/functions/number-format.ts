/**
 * Numbers in .NET's standard and custom formats, invariant culture. A format that is neither leaves the number as it is.
 * Source: https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings and custom-numeric-format-strings
 */
export function formatNumber(value: number, format: string): string {
  const [, letter, digits = ""] = /^([A-Za-z])(\d{0,3})$/.exec(format) ?? [];
  if (letter === undefined) return /[0#]/.test(format) ? custom(value, format) : String(value);
  const text = STANDARD[letter.toLowerCase()]?.(value, digits === "" ? undefined : Number(digits)) ?? String(value);
  return /[EGX]/.test(letter) ? text.toUpperCase() : text;
}

const STANDARD: Readonly<Record<string, ((value: number, digits: number | undefined) => string) | undefined>> = {
  c: (value, digits = 2) => (value < 0 ? `(¤${grouped(-value, digits)})` : `¤${grouped(value, digits)}`),
  d: (value, digits = 0) =>
    Number.isInteger(value) ? signed(value, String(Math.abs(value)).padStart(digits, "0")) : String(value),
  e: (value, digits = 6) =>
    value
      .toExponential(Math.min(digits, 100))
      .replace(/e([+-])(\d+)$/, (_, sign: string, power: string) => `e${sign}${power.padStart(3, "0")}`),
  f: (value, digits = 2) => value.toFixed(Math.min(digits, 100)),
  g: (value, digits = 0) => String(digits === 0 ? value : Number(value.toPrecision(Math.min(digits, 100)))),
  n: (value, digits = 2) => grouped(value, digits),
  p: (value, digits = 2) => `${grouped(value * 100, digits)} %`,
  x: (value, digits = 0) => (Number.isInteger(value) ? hexadecimal(value).padStart(digits, "0") : String(value)),
};

function signed(value: number, digits: string): string {
  return value < 0 ? `-${digits}` : digits;
}

function hexadecimal(value: number): string {
  return value < 0 ? BigInt.asUintN(64, BigInt(value)).toString(16) : value.toString(16);
}

function grouped(value: number, digits: number): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(Math.min(digits, 100)).split(".");
  const text = inThousands(whole);
  return signed(value, fraction === undefined ? text : `${text}.${fraction}`);
}

function inThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `000`, `#,##0.00`, `0.#%`: zeros are digits that are always shown, with anything before and after them. */
function custom(value: number, format: string): string {
  const [, before = "", whole = "", fraction = "", after = ""] =
    /^([^0#]*)([0#,]+)(?:\.([0#]+))?(.*)$/s.exec(format) ?? [];
  const most = fraction.length;
  const number = Math.abs(after.includes("%") ? value * 100 : value).toFixed(Math.min(most, 100));
  const [digits = "", decimals = ""] = number.split(".");
  const least = whole.replace(/[^0]/g, "").length;
  const padded = (least === 0 && digits === "0" ? "" : digits).padStart(least, "0");
  const shown =
    decimals.slice(0, fraction.lastIndexOf("0") + 1) + decimals.slice(fraction.lastIndexOf("0") + 1).replace(/0+$/, "");
  const text = (whole.includes(",") ? inThousands(padded) : padded) + (shown === "" ? "" : `.${shown}`);
  return signed(Number(number) === 0 ? 0 : value, before + text + after);
}
