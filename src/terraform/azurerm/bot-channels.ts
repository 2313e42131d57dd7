import { Unknown } from "../../policy/unknown";
import { inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, deriveOpen, each, enabled, nonZero, or, type Rows } from "../map/rows";
import { location, region, tags } from "./common";

/**
 * Registered bots, and the channels over which people talk to one.
 * Source: hashicorp/terraform-provider-azurerm internal/services/bot.
 */

const BOTS = "Microsoft.BotService/botServices";

/** @param name of the channel, which is its name in Azure too */
const channel = (name: string, rows: Rows): ResourceMap => ({
  arm: `${BOTS}/channels`,
  place: inGroup("bot_name", `=${name}`),
  rows: [location, constant("kind", "bot"), constant("properties.channelName", name), ...rows],
});

const at = (path: string): string => `properties.properties.${path}`;
const on = constant(at("isEnabled"), true);

/** Sites are sent with what earlier ones left behind. */
const sites = (...attributes: string[]): Rows => [deriveOpen(attributes, at("sites"), () => Unknown)];

export const botChannels: Family = {
  azurerm_bot_channels_registration: {
    arm: BOTS,
    place: inGroup("name"),
    rows: [
      location,
      tags,
      constant("kind", "bot"),
      ["sku", "sku.name"],
      derive(["display_name", "name"], "properties.displayName", (b) => b.read("display_name") || b.read("name")),
      ["description", "properties.description", or("")],
      ["endpoint", "properties.endpoint", or("")],
      ["microsoft_app_id", "properties.msaAppId"],
      ["developer_app_insights_key", "properties.developerAppInsightKey", or("")],
      ["developer_app_insights_api_key", "properties.developerAppInsightsApiKey", or("")],
      ["developer_app_insights_application_id", "properties.developerAppInsightsApplicationId", or("")],
      // A default of its own in some versions.
      ["icon_url", "properties.iconUrl", or(Unknown)],
      ["cmk_key_vault_url", "properties.cmekKeyVaultUrl", or("")],
      derive(["cmk_key_vault_url"], "properties.isCmekEnabled", (b) => Boolean(b.read("cmk_key_vault_url"))),
      ["streaming_endpoint_enabled", "properties.isStreamingSupported", or(false)],
      // In a second request, right after the first.
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
    ],
  },
  azurerm_bot_channel_alexa: channel("AlexaChannel", [on, ["skill_id", at("alexaSkillId")]]),
  azurerm_bot_channel_direct_line_speech: channel("DirectLineSpeechChannel", [
    on,
    ["cognitive_service_location", at("cognitiveServiceRegion"), region],
    ["cognitive_service_access_key", at("cognitiveServiceSubscriptionKey")],
    ["cognitive_account_id", at("resourceId"), nonZero],
    ["custom_speech_model_id", at("customSpeechModelId"), nonZero],
    ["custom_voice_deployment_id", at("customVoiceDeploymentId"), nonZero],
  ]),
  azurerm_bot_channel_directline: channel("DirectLineChannel", sites("site")),
  azurerm_bot_channel_web_chat: channel("WebChatChannel", sites("site", "site_names")),
  azurerm_bot_channel_email: channel("EmailChannel", [
    on,
    ["email_address", at("emailAddress")],
    ["email_password", at("password"), nonZero],
    ["email_password", at("authMethod"), { as: (password) => (password === "" ? undefined : 0) }],
    ["magic_code", at("magicCode"), nonZero],
    ["magic_code", at("authMethod"), { as: (code) => (code === "" ? undefined : 1) }],
  ]),
  azurerm_bot_channel_facebook: channel("FacebookChannel", [
    on,
    ["facebook_application_id", at("appId")],
    ["facebook_application_secret", at("appSecret")],
    [
      "page",
      at("pages"),
      each([
        ["id", "id"],
        ["access_token", "accessToken"],
      ]),
    ],
  ]),
  azurerm_bot_channel_line: channel("LineChannel", [
    [
      "line_channel",
      at("lineRegistrations"),
      each([
        ["access_token", "channelAccessToken"],
        ["secret", "channelSecret"],
      ]),
    ],
  ]),
  azurerm_bot_channel_ms_teams: channel("MsTeamsChannel", [
    on,
    constant(at("enableCalling"), false),
    // Renamed within 4.x; a plan holds both, the one as the other.
    ["enable_calling", at("enableCalling")],
    ["calling_enabled", at("enableCalling")],
    ["calling_web_hook", at("callingWebhook"), nonZero],
    ["deployment_environment", at("deploymentEnvironment"), or("CommercialDeployment")],
  ]),
  azurerm_bot_channel_slack: channel("SlackChannel", [
    on,
    ["client_id", at("clientId")],
    ["client_secret", at("clientSecret")],
    ["verification_token", at("verificationToken")],
    ["landing_page_url", at("landingPageUrl"), nonZero],
    ["signing_secret", at("signingSecret"), nonZero],
  ]),
  azurerm_bot_channel_sms: channel("SmsChannel", [
    on,
    ["phone_number", at("phone")],
    ["sms_channel_account_security_id", at("accountSID")],
    ["sms_channel_auth_token", at("authToken")],
  ]),
};
