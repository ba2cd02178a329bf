/** A string literal with the quotes that need fewer escapes, double ones if in doubt. */
export function quote(text: string): string {
  const double = withoutSeparators(JSON.stringify(text));
  if (!text.includes('"') || count(text, "'") >= count(text, '"')) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Line separators are line ends where code is laid out. */
function withoutSeparators(literal: string): string {
  if (!/[\u2028\u2029]/.test(literal)) return literal;
  return literal.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

const PLAIN_KEY = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** A key of an object literal or type; numbers stay quoted, because `keyof` would give a number. */
export function propertyKey(name: string): string {
  return PLAIN_KEY.test(name) ? name : quote(name);
}

/** `object.name` or `object["na me"]`, for objects whose type declares the key. */
export function propertyAccess(object: string, name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)
    ? `${object}.${name}`
    : `${object}[${quote(name)}]`;
}
