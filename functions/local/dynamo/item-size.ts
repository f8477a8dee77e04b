/** An attribute as it travels: one type and its value. */
type Attribute = Readonly<Record<string, unknown>>;

/** Bytes of an item as DynamoDB counts them towards 400 KB: names and values in UTF-8 ("Item sizes", developer guide). */
export function itemSize(item: Attribute): number {
  return Object.entries(item).reduce(
    (sum, [name, attribute]) => sum + utf8(name) + valueSize(attribute as Attribute),
    0,
  );
}

function valueSize(attribute: Attribute): number {
  const [[type, value] = ["NULL", true]] = Object.entries(attribute);
  switch (type) {
    case "S":
      return utf8(value as string);
    case "N":
      return numberSize(value as string);
    case "B":
      return Buffer.byteLength(value as string, "base64");
    case "SS":
      return sum(value as string[], utf8);
    case "NS":
      return sum(value as string[], numberSize);
    case "BS":
      return sum(value as string[], (bytes) => Buffer.byteLength(bytes, "base64"));
    case "L":
      return inOther + sum(value as Attribute[], (one) => 1 + valueSize(one));
    case "M":
      return inOther + Object.keys(value as Attribute).length + itemSize(value as Attribute);
    default:
      return 1;
  }
}

/** A list or a map is three bytes, and each member one, beside what it holds. */
const inOther = 3;

/** About a byte for two significant digits, and one; 21 at most. */
function numberSize(number: string): number {
  const digits = number
    .replace(/e.*$/i, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+|0+$/g, "").length;
  return Math.min(21, 1 + Math.ceil(digits / 2) + (number.startsWith("-") ? 1 : 0));
}

function utf8(text: string): number {
  return Buffer.byteLength(text);
}

function sum<T>(values: readonly T[], size: (value: T) => number): number {
  return values.reduce((all, value) => all + size(value), 0);
}
