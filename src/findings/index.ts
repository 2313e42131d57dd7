export * from "./finding";
export * from "./missing-context";
export * from "./summary";
