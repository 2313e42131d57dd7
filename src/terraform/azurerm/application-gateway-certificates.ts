import { isUnknown, Unknown } from "../../policy/unknown";
import { deriveOpen, list, nonZero, one, type Rows, type Rule } from "../map/rows";
import { collection, parts } from "./application-gateway-parts";
import { base64 } from "./legacy-machine";

/** The certificates of an application gateway, and how it speaks TLS. */

/** How data is sent that Terraform holds as text or as base64. */
const encoded: Rule = { as: (value) => base64(value) };

/** What protocols to refuse decides alone; else a policy by its name, or one's own. */
export const sslPolicy: Rows = [
  ["disabled_protocols", "disabledSslProtocols"],
  decided("policy_type", "policyType", "Predefined", "Custom", "CustomV2"),
  decided("policy_name", "policyName", "Predefined"),
  decided("min_protocol_version", "minProtocolVersion", "Custom", "CustomV2"),
  decided("cipher_suites", "cipherSuites", "Custom", "CustomV2"),
];

function decided(attribute: string, to: string, ...types: string[]): Rows[number] {
  return deriveOpen(["policy_type", "disabled_protocols", attribute], to, (policy) => {
    const [type, refused] = [policy.read("policy_type"), policy.read("disabled_protocols")];
    if (isUnknown(type) || isUnknown(refused)) return Unknown;
    return list(refused).length === 0 && types.includes(String(type)) ? policy.read(attribute) : undefined;
  });
}

export const certificates: Rows = [
  collection("ssl_certificate", "sslCertificates", [
    ["data", "properties.data", encoded],
    ["password", "properties.password", { ...nonZero, absent: undefined }],
    ["key_vault_secret_id", "properties.keyVaultSecretId", nonZero],
  ]),
  collection("trusted_root_certificate", "trustedRootCertificates", [
    ["data", "properties.data", encoded],
    ["key_vault_secret_id", "properties.keyVaultSecretId", nonZero],
  ]),
  collection("trusted_client_certificate", "trustedClientCertificates", [["data", "properties.data", encoded]]),
  collection("authentication_certificate", "authenticationCertificates", [["data", "properties.data", encoded]]),
  collection("ssl_profile", "sslProfiles", [
    ["trusted_client_certificate_names", "properties.trustedClientCertificates", parts("trustedClientCertificates")],
    ["verify_client_cert_issuer_dn", "properties.clientAuthConfiguration.verifyClientCertIssuerDN"],
    ["verify_client_certificate_issuer_dn", "properties.clientAuthConfiguration.verifyClientCertIssuerDN"],
    [
      "verify_client_certificate_revocation",
      "properties.clientAuthConfiguration.verifyClientRevocation",
      { absent: Unknown },
    ],
    ["ssl_policy", "properties.sslPolicy", one(sslPolicy, { computed: true })],
  ]),
];
