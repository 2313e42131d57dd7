import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { exampleFile } from "../support";
import { HospitalSummariserStack } from "./stack";

const app = new App();
Guard.enforce(app, { contextFile: exampleFile("hospital-summariser/context.yaml") });
new HospitalSummariserStack(app, "hospital-summariser");
app.synth();
