import { App } from "cdktf";
import { Guard } from "aoai-guard";
import { exampleFile } from "../support";
import { LandingZoneGuardrailsStack } from "./stack";

// AOAI_GUARD_EFFECT=Audit is the first step of the roll-out.
const effect = process.env["AOAI_GUARD_EFFECT"] === "Audit" ? "Audit" : "Deny";

const app = new App();
Guard.enforce(app, { contextFile: exampleFile("landing-zone-guardrails/context.yaml") });
new LandingZoneGuardrailsStack(app, "landing-zone-guardrails", { effect });
app.synth();
