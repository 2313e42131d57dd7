import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { exampleFile } from "../support";
import { LobbyCaptioningStack } from "./stack";

const app = new App();
Guard.enforce(app, { contextFile: exampleFile("lobby-captioning/context.yaml") });
new LobbyCaptioningStack(app, "lobby-captioning");
app.synth();
