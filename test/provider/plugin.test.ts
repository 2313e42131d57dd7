import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { connect } from "node:tls";
import { makeCertificate } from "../../src/provider/plugin/certificate";
import { EXECUTABLE } from "./installed";

/** The program, started as Terraform starts it, without Terraform. */
const COOKIE = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" };

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ PATH: process.env["PATH"], ...more });

interface Started {
  child: ChildProcessWithoutNullStreams;
  address: string;
  certificate: X509Certificate;
  ended: Promise<number | null>;
}

async function start(client: string): Promise<Started> {
  const child = spawn(EXECUTABLE, [], {
    env: environment({ ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5,6", PLUGIN_CLIENT_CERT: client }),
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(String(data))),
  );
  const [core, protocol, network, address = "", kind, der = ""] = line.trim().split("|");
  expect([core, protocol, network, kind]).toEqual(["1", "6", "unix", "grpc"]);
  expect(der).not.toContain("=");
  return { child, address, certificate: new X509Certificate(Buffer.from(der, "base64")), ended };
}

/** Whether a TLS connection lasts until the other side has had its say about our certificate. */
function isAccepted({ address, certificate }: Started, pair: { cert?: string; key?: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      path: address,
      ca: certificate.toString(),
      servername: "localhost",
      ALPNProtocols: ["h2"],
      ...pair,
    });
    socket.on("error", () => resolve(false));
    socket.on("close", () => resolve(false));
    // HTTP/2 servers speak first, and this one only to whom it trusts.
    socket.once("data", () => {
      resolve(true);
      socket.destroy();
    });
  });
}

test("its certificate is its own root, for localhost, and no two are alike", async () => {
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  const certificate = new X509Certificate(first.certificatePem);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkHost("localhost")).toBe("localhost");
  expect(certificate.checkPrivateKey(createPrivateKey(first.keyPem))).toBe(true);
  expect(new X509Certificate(second.certificatePem).fingerprint256).not.toBe(certificate.fingerprint256);
});

test("talks to the Terraform that started it, and to nobody else", async () => {
  const [terraform, other] = await Promise.all([makeCertificate(), makeCertificate()]);
  const started = await start(terraform.certificatePem);
  try {
    expect(await isAccepted(started, { cert: terraform.certificatePem, key: terraform.keyPem })).toBe(true);
    expect(await isAccepted(started, { cert: other.certificatePem, key: other.keyPem })).toBe(false);
    expect(await isAccepted(started, {})).toBe(false);
  } finally {
    started.child.kill("SIGTERM");
  }
  expect(await started.ended).toBe(0);
});

test("Ctrl-C is for Terraform to deal with, and the socket goes with the process", async () => {
  const { certificatePem } = await makeCertificate();
  const { child, address, ended } = await start(certificatePem);
  child.kill("SIGINT");
  expect(existsSync(address)).toBe(true);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(existsSync(dirname(address))).toBe(false);
});

test("it ends with a Terraform that was killed before it said anything", async () => {
  const { certificatePem } = await makeCertificate();
  const shell = spawn("sh", ["-c", '"$0" & wait', EXECUTABLE], {
    env: environment({ ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "6", PLUGIN_CLIENT_CERT: certificatePem }),
  });
  const line = await new Promise<string>((resolve) => shell.stdout.once("data", (data) => resolve(String(data))));
  // The provider holds the other end of the pipe as long as it lives.
  const ended = new Promise((resolve) => shell.stdout.once("end", resolve).resume());
  shell.kill("SIGKILL");
  await ended;
  expect(existsSync(dirname(line.split("|")[3] ?? ""))).toBe(false);
});

describe("started in another way it says so on standard error, and nothing on standard output", () => {
  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ["by hand", {}, /terraform or tofu starts it/],
    ["by a Terraform that is too old", { ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5" }, /needs Terraform 1\.11/],
    [
      "where there is no Node",
      { ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "6", PATH: "/nowhere" },
      /needs Node\.js 20 or later on the PATH/,
    ],
  ])("%s", (_note, env, message) => {
    const { status, stdout, stderr } = spawnSync(EXECUTABLE, [], { env: environment(env), encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });
});
