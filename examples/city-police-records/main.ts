import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { exampleFile } from "../support";
import { CityPoliceRecordsStack } from "./stack";

const app = new App();
Guard.enforce(app, { contextFile: exampleFile("city-police-records/context.yaml") });
new CityPoliceRecordsStack(app, "city-police-records");
app.synth();
