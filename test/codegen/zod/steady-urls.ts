// Once it is optimised, URL.canParse of Node 20 refuses URLs with letters such as é, which zod and generated code would
// run into at different times. The constructor does not.
URL.canParse = (url: string | URL): boolean => {
  try {
    return new URL(url).href !== "";
  } catch {
    return false;
  }
};
