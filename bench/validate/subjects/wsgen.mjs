import { decodeValue, encodeValue } from "@wsgen/protocol";
import { peers } from "../generated/server/server-validators.js";

export const name = "wsgen";

const { small: decodeSmall, order: decodeOrder } = peers.receives.messages;
const { small: encodeSmall, order: encodeOrder } = peers.sends.messages;

export const decode = {
  small: (text) => decodeValue(decodeSmall, JSON.parse(text), "small"),
  order: (text) => decodeValue(decodeOrder, JSON.parse(text), "order"),
};

export const encode = {
  small: (value) => encodeValue(encodeSmall, value, "small"),
  order: (value) => encodeValue(encodeOrder, value, "order"),
};
