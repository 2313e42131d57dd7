/**
 * Built-in roles that neither call a Cognitive Services account, nor list its keys, nor read or write what a carrier keeps: given to a workload they
 * are no evidence of a path. A role that is neither here nor in {@link ROLES} is not known, a custom one too: it may do any of that.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const OTHER_ROLES: Readonly<Record<string, string>> = {
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  // Compute and containers.
  AcrDelete: "c2f4ef07-c644-48eb-af81-4b1b4947fb11",
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  AcrPush: "8311e382-0749-4cb8-b61a-304f252e45ec",
  "Container Registry Repository Reader": "b93aa761-3e63-49ed-ac28-beffa264f7ac",
  "Container Registry Repository Writer": "2a1e307c-b015-4ebd-883e-5b7698a07328",
  "Container Registry Repository Contributor": "2efddaa5-3f1f-4df3-97df-af3f13818f4c",
  "Container Registry Repository Catalog Lister": "bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7",
  "Container Apps Contributor": "358470bc-b998-42bd-ab17-a7e34c199c0f",
  "Container Apps Jobs Contributor": "4e3d2b60-56ae-4dc6-a233-09c8e5a82e68",
  "Container Apps Jobs Operator": "b9a307c4-5aa3-4b52-ba60-2b17c136cd7b",
  "Container Apps ManagedEnvironments Reader": "1b32c00b-7eff-4c22-93e6-93d11d72d2d8",
  "Azure Kubernetes Service Cluster Admin Role": "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8",
  "Azure Kubernetes Service Cluster Monitoring User": "1afdec4b-e479-420e-99e7-f82237c7c5e6",
  "Azure Kubernetes Service Cluster User Role": "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
  "Azure Kubernetes Service Contributor Role": "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8",
  "Azure Kubernetes Service RBAC Admin": "3498e952-d568-435e-9b2c-8d77e338d7f7",
  "Azure Kubernetes Service RBAC Cluster Admin": "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  "Azure Kubernetes Service RBAC Reader": "7f6c6a51-bcf8-42ba-9220-52d62157d7db",
  "Azure Kubernetes Service RBAC Writer": "a7ffa36f-339b-4b5c-8bdf-e2c188b2c0eb",
  "Virtual Machine Administrator Login": "1c0163c0-47e6-4577-8991-ea5c82e286e4",
  "Virtual Machine User Login": "fb879df8-f326-4884-b1cf-06f3ad86be52",
  "Disk Backup Reader": "3e5e47e6-65f7-47ef-90b5-e5dd4d455f24",
  "Disk Restore Operator": "b50d9833-a0cb-478e-945f-707fcc997c13",
  "Website Contributor": "de139f84-1756-47ae-9be6-808fbbe84772",
  "Web Plan Contributor": "2cc479cb-7b4d-49a8-b449-8c00fd0f0a4b",
  "Logic App Operator": "515c2055-d9d4-4321-b1b9-bd0c9a0f79fe",
  "Durable Task Data Contributor": "0ad04412-c4d5-4796-b79c-f76d14c8d402",
  "Durable Task Worker": "80d0d6b0-f522-40a4-8886-a5a11720c375",
  // Networks.
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "DNS Zone Contributor": "befefa01-2a29-4197-83a8-272ff33ce314",
  "Private DNS Zone Contributor": "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
  "Traffic Manager Contributor": "a4b10055-b0c7-44c2-b00f-c7b5b3550cf7",
  "CDN Profile Contributor": "ec156ff8-a8d1-4d15-830c-5b80698ca432",
  // Storage without its data.
  "Backup Contributor": "5e467623-bb1f-42f4-a55d-6e525e11384b",
  "Backup Operator": "00c29273-979b-4161-815c-10b084fb9324",
  "Backup Reader": "a795c7a0-d4a2-40c1-ae25-d81f01202912",
  "Storage Account Backup Contributor": "e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1",
  "Storage Blob Delegator": "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
  // Databases, messages and search.
  "Cosmos DB Operator": "230815da-be43-4aae-9cb4-875f7bd000aa",
  "Redis Cache Contributor": "e0f68234-74aa-48ed-b826-c38b57376e17",
  "SQL DB Contributor": "9b7fa17d-e63e-47b0-bb0a-15c516ac86ec",
  "SQL Server Contributor": "6d8ee4ec-f05a-4a1d-8b00-a9b17e38b437",
  "Schema Registry Reader": "2c56ea50-c6b3-40a6-83c0-9d98858bc7d2",
  "Data Factory Contributor": "673868aa-7521-48a0-acc6-0f60742d39f5",
  "EventGrid EventSubscription Reader": "2414bbcf-6497-4faf-8c65-045460748405",
  "EventGrid EventSubscription Contributor": "428e0ff0-5e57-4d9c-a221-2c70d0e0a443",
  "EventGrid Contributor": "1e241071-0855-49ea-94dc-649edcd759de",
  "Search Service Contributor": "7ca78c08-252a-4471-8644-bb5ff32d4ba0",
  "IoT Hub Registry Contributor": "4ea46cd5-c1b2-4a8e-910b-273211f9ce47",
  "IoT Hub Twin Contributor": "494bdba2-168f-4f31-a0a1-191d2f7c028c",
  "Device Provisioning Service Data Contributor": "dfce44e4-17b7-4bd1-a6d1-04996ec95633",
  "Device Provisioning Service Data Reader": "10745317-c249-44a1-a5ce-3a4353c0bbd8",
  // Configuration, identity and keys.
  "App Configuration Reader": "175b81b9-6e0d-490a-85e4-0d422273c10c",
  "API Management Service Reader Role": "71522526-b88f-4d52-b57f-d31fc3546d0d",
  "Managed Identity Contributor": "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  "Key Vault Certificate User": "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
  "Key Vault Certificates Officer": "a4417e6f-fecd-4de8-b567-7b0420556985",
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Officer": "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Reader": "21090545-7ca7-4776-b22c-e363652d74d2",
  // Watching.
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  "Log Analytics Reader": "73c42c96-874c-492b-b04d-ab87d138a893",
  "Monitoring Data Reader": "b0d8363b-8ddd-447d-831f-62ca05bff136",
  "Application Insights Component Contributor": "ae349356-3a1b-4a5e-921d-050484c6347e",
  "Workbook Reader": "b279062a-9be3-42a0-92ae-8b3cf002ec4d",
  "Workbook Contributor": "e8ddcd69-c73f-4f9f-9844-4100522f16ad",
  "Security Admin": "fb1c8493-542b-48eb-b624-b4c8fea62acd",
  "Security Reader": "39bc4728-0917-49c7-9d2c-d95423bc2eb4",
  // Costs, tags and tickets.
  "Cost Management Reader": "72fafb9e-0641-4937-9268-a91bfd8191a3",
  "Cost Management Contributor": "434105ed-43f6-45c7-a02f-909b2ba83430",
  "Billing Reader": "fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64",
  "Tag Contributor": "4a9ae827-6dc8-4573-8ac7-8239d42aa03f",
  "Support Request Contributor": "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e",
  // Cognitive Services that are no model and recognise nothing, and what is about an account without calling it.
  "Azure AI Inference Deployment Operator": "3afb7f49-54cb-416e-8c09-6dc049efa503",
  "Azure AI Enterprise Network Connection Approver": "b556d68e-0be0-4f35-a333-ad7ee1ce17ea",
  "AzureML Compute Operator": "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815",
  "AzureML Data Scientist": "f6c7c914-8db3-469d-8ca1-694a8f32e121",
  "AzureML Metrics Writer (preview)": "635dd51f-9968-44d3-b7fb-6d9a6bd613ae",
  "AzureML Registry User": "1823dd4f-9b8c-4ab6-ab4e-7397a3684615",
  "Cognitive Services Immersive Reader User": "b2de6794-95db-4659-8781-7e080d3f2b9d",
  "Cognitive Services Language Owner": "f07febfe-79bc-46b1-8b37-790e26e6e498",
  "Cognitive Services Language Reader": "7628b7b8-a8b2-4cdc-b46f-e9b35248918e",
  "Cognitive Services Language Writer": "f2310ca1-dc64-4889-bb49-c8e0fa3d47a8",
  "Cognitive Services LUIS Owner": "f72c8140-2111-481c-87ff-72b910f6e3f8",
  "Cognitive Services LUIS Reader": "18e81cdc-4e98-4e29-a639-e7d10c5a6226",
  "Cognitive Services LUIS Writer": "6322a993-d5c9-4bed-b113-e49bbea25b27",
  "Cognitive Services Metrics Advisor Administrator": "cb43c632-a144-4ec5-977c-e80c4affc34a",
  "Cognitive Services Metrics Advisor User": "3b20f47b-3825-43cb-8114-4bd2201156a8",
  "Cognitive Services QnA Maker Editor": "f4cc2bf9-21be-47a1-bdf1-5c5804381025",
  "Cognitive Services QnA Maker Reader": "466ccd10-b268-4a11-b098-b4849f024126",
  "Cognitive Services Speech Contributor": "0e75ca1e-0464-4b4d-8b93-68208a576181",
  "Cognitive Services Speech User": "f2dc8367-1007-4938-bd23-fe263f013447",
  "Cognitive Services Usages Reader": "bba48692-92b0-4667-a9ad-c31c7b334ac2",
};

const names: ReadonlySet<string> = new Set(Object.keys(OTHER_ROLES).map((name) => name.toLowerCase()));
const ids: ReadonlySet<string> = new Set(Object.values(OTHER_ROLES));

/** Whether a role, by its name or its id (GUID), is a built-in one that is no evidence of a path. */
export const isOtherRole = (nameOrId: string): boolean => {
  const key = nameOrId.toLowerCase();
  return names.has(key) || ids.has(key);
};
