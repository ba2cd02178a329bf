export const name = "no validation";
export const note = "JSON.parse, JSON.stringify";
export const validates = false;

const parse = (text) => JSON.parse(text);
const stringify = (value) => JSON.stringify(value);

export const decode = { small: parse, order: parse };
export const encode = { small: stringify, order: stringify };
