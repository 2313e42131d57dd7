import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { exampleFile } from "../support";
import { BodyCameraStack } from "./stack";

// Refused: app.synth() throws, and nothing is left to deploy.
const app = new App();
Guard.enforce(app, { contextFile: exampleFile("body-camera/context.yaml") });
new BodyCameraStack(app, "body-camera");
app.synth();
