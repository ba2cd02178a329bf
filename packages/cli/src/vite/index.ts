export { wsgen, type WsgenPlugin, type WsgenPluginOptions } from "./plugin.js";
