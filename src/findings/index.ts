export * from "./finding";
export * from "./fingerprint";
export * from "./missing-context";
export * from "./summary";
