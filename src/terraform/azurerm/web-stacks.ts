import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { deriveOpen, type Derived, type Rows } from "../map/rows";
import { dockerImage, linuxStack } from "./web-site-config";

/**
 * Application stacks: one text on Linux, several settings on Windows.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice/helpers, and recorded requests.
 */

/** Attribute of a Linux application_stack -> runtime in linuxFxVersion, in the order the provider looks. */
const FUNCTION_STACKS = {
  python_version: "PYTHON",
  node_version: "NODE",
  java_version: "JAVA",
  powershell_core_version: "POWERSHELL",
};
const WEB_STACKS = {
  python_version: "PYTHON",
  node_version: "NODE",
  dotnet_version: "DOTNETCORE",
  php_version: "PHP",
  ruby_version: "RUBY",
  go_version: "GO",
};

function stackOf(block: Block): Block | undefined | typeof Unknown {
  const config = block.one("site_config");
  return isUnknown(config) ? Unknown : config?.one("application_stack");
}

/** Of a Linux function app. */
export const linuxFunctionStack: Derived = deriveOpen([], "properties.siteConfig.linuxFxVersion", (block) => {
  const stack = stackOf(block);
  if (isUnknown(stack)) return Unknown;
  if (!stack) return "";
  const docker = stack.one("docker");
  if (isUnknown(docker)) return Unknown;
  if (docker) return dockerImage(docker.read("registry_url"), docker.read("image_name"), docker.read("image_tag"));
  const isolated = stack.read("use_dotnet_isolated_runtime");
  if (isUnknown(isolated) && ![undefined, null, ""].includes(stack.read("dotnet_version") as string | null))
    return Unknown;
  const dotnet = isolated === true ? "DOTNET-ISOLATED" : "DOTNET";
  return linuxStack(stack, { dotnet_version: dotnet, ...FUNCTION_STACKS }) ?? "";
});

/**
 * A Java server as the provider spells it; Unknown for a Java that its table does not have.
 * Source: JavaLinuxFxStringBuilder of internal/services/appservice/helpers/fx_strings.go.
 */
function javaStack(server: string, version: string, java: string): OpenValue {
  const patch = version.split(".").length === 3;
  if (java === "8") {
    if (server === "JAVA") return version.includes("u") ? `JAVA|${version}` : `JAVA|${version}-jre8`;
    return `${server}|${version}-${server === "TOMCAT" && !patch ? "jre8" : "java8"}`;
  }
  if (!["11", "17", "21"].includes(java)) return Unknown;
  return server === "JAVA" && patch ? `JAVA|${version}` : `${server}|${version}-java${java}`;
}

/** Of a Linux web app. */
export const linuxWebStack: Derived = deriveOpen([], "properties.siteConfig.linuxFxVersion", (block) => {
  const stack = stackOf(block);
  if (isUnknown(stack)) return Unknown;
  if (!stack) return undefined;
  const image = stack.read("docker_image_name");
  if (image !== null && image !== "") return dockerImage(stack.read("docker_registry_url"), image);
  const server = stack.read("java_server");
  if (server !== null && server !== "") {
    const [serverVersion, java] = [stack.read("java_server_version"), stack.read("java_version")];
    return isUnknown(server) || isUnknown(serverVersion) || isUnknown(java)
      ? Unknown
      : javaStack(String(server), String(serverVersion ?? ""), String(java ?? ""));
  }
  return linuxStack(stack, WEB_STACKS);
});

const inStack = (to: string, value: (stack: Block) => OpenValue): Derived =>
  deriveOpen([], `properties.siteConfig.${to}`, (block) => {
    const stack = stackOf(block);
    return isUnknown(stack) ? Unknown : stack && value(stack);
  });

/** Of a Windows function app. */
export const windowsFunctionStack = (slot: boolean): Rows => [
  deriveOpen([], "properties.siteConfig.netFrameworkVersion", (block) => {
    const stack = stackOf(block);
    return isUnknown(stack) ? Unknown : stack ? (stack.read("dotnet_version") ?? "v4.0") : undefined;
  }),
  inStack("javaVersion", (stack) => stack.read("java_version")),
  inStack("powerShellVersion", (stack) => stack.read("powershell_core_version")),
  deriveOpen([], "properties.siteConfig.windowsFxVersion", (block) => {
    const stack = stackOf(block);
    if (isUnknown(stack)) return Unknown;
    return (!stack && slot) || stack?.read("use_custom_runtime") === true ? "" : undefined;
  }),
];

/** Of a Windows web app: one setting a language. */
export const windowsWebStack: Rows = [
  inStack("netFrameworkVersion", (stack) => stack.read("dotnet_version") ?? stack.read("dotnet_core_version")),
  inStack("phpVersion", (stack) => (stack.read("php_version") === "Off" ? "" : stack.read("php_version"))),
  inStack("javaVersion", (stack) => stack.read("java_version")),
  inStack("javaContainer", (stack) =>
    stack.read("java_embedded_server_enabled") === true
      ? "JAVA"
      : stack.read("tomcat_version") !== null
        ? "TOMCAT"
        : stack.read("java_container"),
  ),
  inStack("javaContainerVersion", (stack) =>
    stack.read("java_embedded_server_enabled") === true
      ? "SE"
      : (stack.read("tomcat_version") ?? stack.read("java_container_version")),
  ),
  inStack("windowsFxVersion", (stack) => {
    const image = stack.read("docker_image_name");
    if (image === null || image === "") return undefined;
    const registry = stack.read("docker_registry_url");
    // Docker Hub is left out: with it, Windows apps fail to sign in.
    const hub = typeof registry === "string" && /^(https?:\/\/)?index\.docker\.io$/i.test(registry);
    return dockerImage(hub ? "" : registry, image);
  }),
];
