// Loaded before a program: whatever in it asks for the package `typescript` fails.
import module from "node:module";

const asked = /^typescript(?:\/|$)|node_modules\/typescript\//;
const resolve = module._resolveFilename;
module._resolveFilename = (specifier, ...rest) => {
  if (asked.test(specifier)) throw new Error("somebody asks for typescript");
  return resolve(specifier, ...rest);
};

function refuse(specifier, context, next) {
  if (asked.test(specifier)) throw new Error("somebody asks for typescript");
  return next(specifier, context);
}

if (module.registerHooks) module.registerHooks({ resolve: refuse });
else {
  // In Node 20 hooks run in a thread of their own.
  const hook = `const asked = ${asked}; export const resolve = ${refuse};`;
  module.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
