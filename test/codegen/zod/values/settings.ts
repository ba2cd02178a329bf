/** Set FUZZ_SEED for other values, FUZZ_SCALE for more of them. */
export const seed: number = Number(process.env["FUZZ_SEED"] ?? 20_260);
export const scale: number = Number(process.env["FUZZ_SCALE"] ?? 1);
