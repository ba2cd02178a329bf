// Loaded before a program: whatever in it asks for the package `typescript` fails.
import module from "node:module";

const asked = /^typescript(?:\/|$)|node_modules\/typescript\//;
const resolve = module._resolveFilename;
module._resolveFilename = (specifier, ...rest) => {
  if (asked.test(specifier)) throw new Error("somebody asks for typescript");
  return resolve(specifier, ...rest);
};

const HOOK = `export function resolve(specifier, context, next) {
  if (${asked}.test(specifier)) throw new Error("somebody asks for typescript");
  return next(specifier, context);
}`;
module.register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
