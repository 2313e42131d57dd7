import { serve } from "./plugin/serve";
import { providerMethods } from "./methods";

void serve(providerMethods()).then((served) => {
  if (!served) process.exitCode = 1;
});
