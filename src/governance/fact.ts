/** The facts a team declares, by the name that the library's tag parameters have without their `Tag`. */
export type Fact =
  | "operator"
  | "onBehalfOf"
  | "useCase"
  | "cameraSource"
  | "cameraEnvironment"
  | "cameraProcessing"
  | "owner"
  | "reviewId"
  | "reviewExpires";
