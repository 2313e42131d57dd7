import { loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import { MESSAGES, METHODS, type Messages, type Methods } from "./messages";

type Service = ServiceClientConstructor["service"];

function field(type: string, id: number): object {
  if (type.startsWith("map:")) return { keyType: "string", type: type.slice(4), id };
  if (type.endsWith("[]")) return { rule: "repeated", type: type.slice(0, -2), id };
  return { type, id };
}

/** @param streams methods whose answer is a stream */
function serviceOf(name: string, messages: Messages, methods: Methods, streams: readonly string[] = []): Service {
  const steps = name.split(".");
  const last = steps.pop() ?? name;
  const fieldsOf = (fields: Messages[string]): object => ({
    fields: Object.fromEntries(Object.entries(fields).map(([key, [type, id]]) => [key, field(type, id)])),
  });
  const own = {
    ...Object.fromEntries(Object.entries(messages).map(([message, fields]) => [message, fieldsOf(fields)])),
    [last]: {
      methods: Object.fromEntries(
        Object.entries(methods).map(([method, [requestType, responseType]]) => [
          method,
          { requestType, responseType, ...(streams.includes(method) && { responseStream: true }) },
        ]),
      ),
    },
  };
  const nested = steps.reduceRight<object>((inside, step) => ({ [step]: { nested: inside } }), own);
  const definition = fromJSON({ nested: nested as never }, { keepCase: true, longs: Number, defaults: true });
  const found = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown>)[step],
    loadPackageDefinition(definition),
  ) as Record<string, ServiceClientConstructor>;
  return found[last]!.service;
}

/** The service `tfplugin6.Provider` for grpc-js. */
export const providerService = (): Service => serviceOf("tfplugin6.Provider", MESSAGES, METHODS);

/**
 * What go-plugin asks of every plugin besides: to end, to send on what it prints, and to say that it is alive.
 * Sources: internal/plugin/grpc_controller.proto and grpc_stdio.proto of https://github.com/hashicorp/go-plugin,
 * https://github.com/grpc/grpc/blob/master/doc/health-checking.md
 */
export const controllerService = (): Service =>
  serviceOf("plugin.GRPCController", { Empty: {} }, { Shutdown: ["Empty", "Empty"] });

export const stdioService = (): Service =>
  serviceOf(
    "plugin.GRPCStdio",
    { Empty: {}, StdioData: { channel: ["int32", 1], data: ["bytes", 2] } },
    { StreamStdio: ["Empty", "StdioData"] },
    ["StreamStdio"],
  );

export const healthService = (): Service =>
  serviceOf(
    "grpc.health.v1.Health",
    { HealthCheckRequest: { service: ["string", 1] }, HealthCheckResponse: { status: ["int32", 1] } },
    { Check: ["HealthCheckRequest", "HealthCheckResponse"] },
  );

/** `SERVING` of the health service. */
export const SERVING = 1;
