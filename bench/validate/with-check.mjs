// For the subjects that only know how to check a value: `check` returns the value to use, or throws.

export function decodeWith({ small, order }) {
  return {
    small: (text) => small(JSON.parse(text)),
    order: (text) => order(JSON.parse(text)),
  };
}

export function encodeWith({ small, order }) {
  return {
    small: (value) => JSON.stringify(small(value)),
    order: (value) => JSON.stringify(order(value)),
  };
}
