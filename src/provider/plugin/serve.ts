import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { controllerService, healthService, providerService, SERVING, stdioService } from "../protocol/services";
import { makeCertificate } from "./certificate";
import { log } from "./log";

/** What a plugin must be told by Terraform before it does anything: a guard against being started by hand, not a secret. */
export const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const PROTOCOL = 6;
const HANDSHAKE = 1;

/** Methods of `tfplugin6.Provider` by name, each with a message that is plain data and giving one. */
export type Methods = Readonly<Record<string, (request: never) => object>>;

/**
 * Speaks Terraform's plugin protocol until Terraform is done: mutual TLS over a socket of its own, and one line of handshake on standard output, on which nothing is
 * ever written again.
 * Sources: server.go, client.go and mtls.go of https://github.com/hashicorp/go-plugin, internal/plugin6 of https://github.com/hashicorp/terraform
 * @returns false, with a sentence on standard error, where Terraform did not start this program
 */
export async function serve(methods: Methods): Promise<boolean> {
  const { TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_PROTOCOL_VERSIONS: offered = "" } = process.env;
  if (cookie !== COOKIE) {
    process.stderr.write(
      "This program is a Terraform provider: terraform or tofu starts it, with a configuration that names it.\n",
    );
    return false;
  }
  if (!offered.split(",").map(Number).includes(PROTOCOL)) {
    process.stderr.write(
      "This provider speaks plugin protocol 6, which needs Terraform 1.11 or OpenTofu 1.11, or later.\n",
    );
    return false;
  }
  endWithoutParent();
  const say = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  // Ctrl-C reaches all processes of a terminal; Terraform says itself when to stop.
  process.on("SIGINT", () => undefined);

  const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 });
  server.addService(providerService(), Object.fromEntries(Object.entries(methods).map(answering)));
  server.addService(healthService(), {
    Check: (_call: unknown, respond: sendUnaryData<object>) => respond(null, { status: SERVING }),
  });
  server.addService(controllerService(), {
    Shutdown: (_call: unknown, respond: sendUnaryData<object>) => {
      respond(null, {});
      // The answer has to get out first.
      setTimeout(() => process.exit(0), 20);
    },
  });
  server.addService(stdioService(), {
    // It stays open as long as Terraform lives, also one that was killed and could not say goodbye.
    StreamStdio: (call: ServerWritableStream<object, object>) => call.on("cancelled", () => process.exit(0)),
  });
  const { credentials, certificate } = await trustOf(process.env["PLUGIN_CLIENT_CERT"]);
  const { network, address } = await listen(server, credentials);
  process.on("SIGTERM", () => process.exit(0));
  say(`${HANDSHAKE}|${PROTOCOL}|${network}|${address}|grpc|${certificate}\n`);
  return true;
}

/**
 * Ends this process where the one that started it is gone: a Terraform that was killed before it called `StreamStdio` leaves nothing else to notice it by. One that was killed
 * still earlier does not read the handshake, and writing that fails.
 */
function endWithoutParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 1000).unref();
}

type Unary = (call: ServerUnaryCall<object, object>, respond: sendUnaryData<object>) => void;

function answering([name, method]: [string, Methods[string]]): [string, Unary] {
  return [
    name,
    (call, respond) => {
      try {
        respond(null, method(call.request as never));
      } catch (error) {
        log("error", `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        respond({ code: status.INTERNAL, details: `${name} failed; TF_LOG=ERROR shows where` });
      }
    },
  ];
}

/** Only the Terraform that started us may talk to us. It leaves its certificate away where TF_DISABLE_PLUGIN_TLS is set. */
async function trustOf(client: string | undefined): Promise<{ credentials: ServerCredentials; certificate: string }> {
  if (client === undefined || client === "")
    return { credentials: ServerCredentials.createInsecure(), certificate: "" };
  const { certificatePem, keyPem, der } = await makeCertificate();
  const pair = { private_key: Buffer.from(keyPem), cert_chain: Buffer.from(certificatePem) };
  return {
    credentials: ServerCredentials.createSsl(Buffer.from(client), [pair], true),
    certificate: der.toString("base64").replace(/=+$/, ""),
  };
}

async function listen(server: Server, credentials: ServerCredentials): Promise<{ network: string; address: string }> {
  const bind = (target: string): Promise<number> =>
    new Promise((resolve, reject) =>
      server.bindAsync(target, credentials, (error, port) => (error ? reject(error) : resolve(port))),
    );
  // Node has no Unix sockets on Windows.
  if (process.platform === "win32") return { network: "tcp", address: `127.0.0.1:${await bind("127.0.0.1:0")}` };
  const folder = mkdtempSync(join(process.env["PLUGIN_UNIX_SOCKET_DIR"] || tmpdir(), "aoai-guard-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const address = join(folder, "socket");
  await bind(`unix:${address}`);
  chmodSync(address, 0o600);
  return { network: "unix", address };
}
