import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, enabled, nonZero, one, or } from "../map/rows";
import { identity, location, openMap, tags } from "./common";

/**
 * Static web apps, their settings and the function apps behind them.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice/static_web_app*.go, and recorded requests.
 */

const SITES = "Microsoft.Web/staticSites";

export const staticWeb: Family = {
  azurerm_static_web_app: {
    arm: SITES,
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["sku_tier", "sku.tier", or("Free")],
      ["sku_size", "sku.name", or("Free")],
      ["configuration_file_changes_enabled", "properties.allowConfigFileUpdates", or(true)],
      ["preview_environments_enabled", "properties.stagingEnvironmentPolicy", enabled("Enabled")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["repository_url", "properties.repositoryUrl", nonZero],
      ["repository_branch", "properties.branch", nonZero],
      ["repository_token", "properties.repositoryToken", nonZero],
    ],
    also: [
      {
        arm: `${SITES}/config`,
        name: "appSettings",
        when: (block) => {
          const settings = block.read("app_settings");
          return (
            isUnknown(settings) ||
            (typeof settings === "object" && settings !== null && Object.keys(settings).length > 0)
          );
        },
        rows: [["app_settings", "properties", openMap]],
      },
      {
        arm: `${SITES}/config`,
        name: "basicAuth",
        when: (block) => block.one("basic_auth") !== undefined,
        rows: [
          [
            "basic_auth",
            "properties",
            one([
              constant("secretState", "Password"),
              ["environments", "applicableEnvironmentsMode"],
              ["password", "password"],
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_static_web_app_function_app_registration: {
    arm: `${SITES}/userProvidedFunctionApps`,
    place: below("static_web_app_id", "~function_app_id"),
    rows: [
      ["function_app_id", "properties.functionAppResourceId"],
      // That of the function app, which the provider looks up.
      constant("properties.functionAppRegion", Unknown),
    ],
  },
};
