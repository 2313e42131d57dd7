import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  isDerived,
  isObject,
  list,
  nonZero,
  one,
  or,
  type Row,
  type Rows,
} from "../map/rows";

/**
 * The rules of Front Door, as one rule set holds them all.
 * Source: hashicorp/terraform-provider-azurerm internal/services/cdn/cdn_frontdoor_batch_rule_set_definition.go, and a recorded request.
 */

/** An action or condition: what its block is called, what ARM calls it and the type of its parameters, and the parameters. */
interface Kind {
  block: string;
  name: string;
  typeName: string;
  rows: Rows;
}

const header: Rows = [
  ["operator", "headerAction"],
  ["header_name", "headerName"],
  ["header_value", "value", or("")],
];

const HEADER = "DeliveryRuleHeaderActionParameters";

/** In the order in which they are sent. */
const ACTIONS: readonly Kind[] = [
  {
    block: "url_redirect",
    name: "UrlRedirect",
    typeName: "DeliveryRuleUrlRedirectActionParameters",
    rows: [
      ["redirect_type", "redirectType"],
      ["redirect_protocol", "destinationProtocol", or("MatchRequest")],
      ["destination_path", "customPath", or("")],
      ["destination_host_name", "customHostname", or("")],
      ["query_string", "customQueryString", or("")],
      ["destination_fragment", "customFragment", or("")],
    ],
  },
  {
    block: "url_rewrite",
    name: "UrlRewrite",
    typeName: "DeliveryRuleUrlRewriteActionParameters",
    rows: [
      ["source_pattern", "sourcePattern"],
      ["destination_path", "destination"],
      ["preserve_unmatched_path_enabled", "preserveUnmatchedPath", or(false)],
    ],
  },
  { block: "modify_request_header", name: "ModifyRequestHeader", typeName: HEADER, rows: header },
  { block: "modify_response_header", name: "ModifyResponseHeader", typeName: HEADER, rows: header },
  {
    block: "route_configuration_override",
    name: "RouteConfigurationOverride",
    typeName: "DeliveryRuleRouteConfigurationOverrideActionParameters",
    rows: [
      [
        "caching",
        "cacheConfiguration",
        one(
          [
            ["behaviour", "cacheBehavior"],
            ["duration", "cacheDuration", nonZero],
            ["compression_enabled", "isCompressionEnabled", enabled("Disabled")],
            ["query_string_behaviour", "queryStringCachingBehavior", nonZero],
            ["query_string_parameters", "queryParameters", { as: joined }],
          ],
          { then: unlessDisabled },
        ),
      ],
      [
        "origin_group",
        "originGroupOverride",
        one([
          ["forwarding_protocol", "forwardingProtocol"],
          ["cdn_frontdoor_origin_group_id", "originGroup.id"],
        ]),
      ],
    ],
  },
];

/** ARM has the negation of an operator as a flag beside it. */
const operator: Rows = [
  deriveOpen(["operator"], "operator", (block) => operatorOf(block, (text) => text.replace(/^Not/, ""))),
  deriveOpen(["operator"], "negateCondition", (block) => operatorOf(block, (text) => text.startsWith("Not"))),
];

const values: Row = ["values", "matchValues"];
const transforms: Row = ["transforms", "transforms"];
const selector: Row = ["name", "selector"];

const condition = (block: string, name: string, ...rows: readonly Row[]): Kind => ({
  block,
  name,
  typeName: `DeliveryRule${name}ConditionParameters`,
  rows: [...operator, values, ...rows],
});

/** In the order in which they are sent. */
const CONDITIONS: readonly Kind[] = [
  condition("remote_address", "RemoteAddress"),
  condition("query_string", "QueryString", transforms),
  condition("request_url", "RequestUri", transforms),
  condition("request_body", "RequestBody", transforms),
  {
    ...condition("request_path", "UrlPath", transforms),
    typeName: "DeliveryRuleUrlPathMatchConditionParameters",
  },
  {
    ...condition("request_file_extension", "UrlFileExtension", transforms),
    typeName: "DeliveryRuleUrlFileExtensionMatchConditionParameters",
  },
  {
    ...condition("request_filename", "UrlFileName", transforms),
    typeName: "DeliveryRuleUrlFilenameConditionParameters",
  },
  condition("socket_address", "SocketAddr"),
  condition("client_port", "ClientPort"),
  condition("server_port", "ServerPort"),
  condition("host_name", "HostName", transforms),
  condition("request_method", "RequestMethod"),
  condition("post_argument", "PostArgs", selector, transforms),
  condition("request_header", "RequestHeader", selector, transforms),
  condition("request_scheme", "RequestScheme"),
  condition("http_version", "HttpVersion"),
  condition("request_cookies", "Cookies", selector, transforms),
  condition("device_type", "IsDevice"),
  condition("ssl_protocol", "SslProtocol"),
];

/** What is written about a kind of actions or conditions stands under `parameters`. */
const parameter = (row: Row): Row =>
  isDerived(row) ? { ...row, to: `parameters.${row.to}` } : [row[0], `parameters.${row[1]}`, row[2]];

/** The blocks of all kinds, each under its name, for {@link inOneList} to take them from there. */
const kinds = (all: readonly Kind[]): Rows =>
  all.map(({ block, name, typeName, rows }): Row => [
    block,
    name,
    each([constant("name", name), constant("parameters.typeName", typeName), ...rows.map(parameter)]),
  ]);

/** Unknown where it is not known of one kind how many there are: the places of the others in the list are not, then. */
function inOneList(made: OpenValue): OpenValue {
  if (!isObject(made)) return made;
  const lists = Object.values(made);
  return lists.some((each) => isUnknown(each)) ? Unknown : lists.flatMap(list);
}

function operatorOf(block: Block, told: (text: string) => OpenValue): OpenValue {
  const value = block.read("operator");
  return typeof value === "string" ? told(value) : Unknown;
}

function joined(value: OpenValue): OpenValue {
  const all = list(value);
  return all.some((item) => isUnknown(item)) ? Unknown : all.length === 0 ? undefined : all.join(",");
}

/** Without caching there is no configuration of it. */
function unlessDisabled(made: OpenValue): OpenValue {
  return isObject(made) && made.cacheBehavior === "Disabled" ? undefined : made;
}

export const frontDoorRules: Family = {
  azurerm_cdn_frontdoor_batch_rule_set: {
    arm: "Microsoft.Cdn/profiles/ruleSets",
    place: below("cdn_frontdoor_profile_id", "name"),
    rows: [
      constant("properties.batchMode", true),
      [
        "rule",
        "properties.rules",
        each([
          ["name", "ruleName"],
          ["order", "order"],
          ["behaviour_on_match", "matchProcessingBehavior", or("Continue")],
          ["actions", "actions", one(kinds(ACTIONS), { then: inOneList })],
          ["conditions", "conditions", one(kinds(CONDITIONS), { then: inOneList })],
        ]),
      ],
    ],
  },
};
