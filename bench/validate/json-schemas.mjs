// The contract in JSON Schema, for the subjects that are made of one.

/** `additionalProperties` says what becomes of keys that are not in the contract. */
export function jsonSchemas(additionalProperties) {
  const object = (properties, optional = []) => ({
    type: "object",
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties,
  });
  const int = (minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER) => ({
    type: "integer",
    minimum,
    maximum,
  });
  const text = (minLength, maxLength) => ({
    type: "string",
    ...(minLength > 0 && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  });
  const item = object(
    {
      sku: text(1, 40),
      qty: int(1, 1000),
      price: { type: "number", minimum: 0 },
      title: text(1, 100),
      note: text(0, 200),
    },
    ["note"],
  );
  return {
    small: object({ a: int(), b: int() }),
    order: object({
      id: text(1, 40),
      status: { type: "string", enum: ["new", "paid", "shipped", "cancelled"] },
      customer: object({
        id: int(1),
        name: text(1, 100),
        email: { type: "string", pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$" },
      }),
      items: { type: "array", items: item, minItems: 1, maxItems: 100 },
      tags: { type: "array", items: text(0, 20) },
      address: object({
        street: text(1),
        city: text(1),
        zip: { type: "string", pattern: "^[0-9A-Z -]{3,10}$" },
        country: text(2, 2),
      }),
      coupon: { type: "string", nullable: true },
    }),
  };
}
