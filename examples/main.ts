import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { CityPoliceRecordsStack } from "./city-police-records/stack";
import { HospitalSummariserStack } from "./hospital-summariser/stack";
import { LandingZoneGuardrailsStack } from "./landing-zone-guardrails/stack";
import { LobbyCaptioningStack } from "./lobby-captioning/stack";
import { exampleFile } from "./support";

// Every example that complies, in one app: what `cdktf synth` runs (cdktf.json).
const app = new App();
Guard.enforce(app, { contextFile: exampleFile("context.yaml") });
new LandingZoneGuardrailsStack(app, "landing-zone-guardrails", { effect: "Deny" });
new HospitalSummariserStack(app, "hospital-summariser");
new CityPoliceRecordsStack(app, "city-police-records");
new LobbyCaptioningStack(app, "lobby-captioning");
app.synth();
