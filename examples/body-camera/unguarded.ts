import { App } from "cdktf";
import { BodyCameraStack } from "./stack";

// The same stack in an app that never calls the guard. It synthesizes; `aoai-guard check` refuses its plan (plan.json was made from it).
const app = new App();
new BodyCameraStack(app, "body-camera");
app.synth();
