import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, hub, planned, role, storage, worker } from "./support/planned";

const edges = (...resources: PlannedResource[]) => edgesOf([hub, account, storage, ...resources], "E12");
const both = (a: string, b: string): string[] => [`${a} -> ${b} strong`, `${b} -> ${a} strong`].sort();

const sync = planned("azurerm_storage_sync.s", "Microsoft.StorageSync/storageSyncServices", { properties: {} });
const lustre = (links: Record<string, string>): PlannedResource =>
  planned("azurerm_managed_lustre_file_system.l", "Microsoft.StorageCache/amlFilesystems", {}, links);

test.each([
  [
    "file sync, by its cloud endpoint",
    [
      sync,
      planned(
        "azurerm_storage_sync_cloud_endpoint.e",
        "Microsoft.StorageSync/storageSyncServices/syncGroups/cloudEndpoints",
        { name: "s/g/e" },
        { storage_account_id: "azurerm_storage_account.footage.id" },
      ),
    ],
    sync.address,
  ],
  [
    "a cache of files, by the id of its target",
    [
      planned("azurerm_hpc_cache.h", "Microsoft.StorageCache/caches", { properties: {} }),
      planned("azurerm_hpc_cache_blob_target.t", "Microsoft.StorageCache/caches/storageTargets", {
        name: "h/t",
        properties: { clfs: { target: `${String(storage.resource.id)}/blobServices/default/containers/clips` } },
      }),
    ],
    "azurerm_hpc_cache.h",
  ],
  [
    "a file system that is filled from a container",
    [lustre({ "hsm_setting[0].container_id": "azurerm_storage_account.footage.id" })],
    "azurerm_managed_lustre_file_system.l",
  ],
])("%s copies from and to it", (_, resources, copier) => {
  expect(edges(...resources)).toEqual(both(copier, storage.address));
});

test("where a file system writes its logs is no copy", () => {
  expect(edges(lustre({ "hsm_setting[0].logging_container_id": "azurerm_storage_account.footage.id" }))).toEqual([]);
});

test("file sync may be let into the storage by a role", () => {
  const identity = { "properties.principalId": "azurerm_storage_sync.s.identity[0].principal_id" };
  const grant = role("Storage File Data Privileged Reader", "azurerm_storage_account.footage.id", identity);
  expect(edges(sync, grant)).toEqual([`${storage.address} -> ${sync.address} strong`]);
});

test.each([
  ["a volume", "azurerm_netapp_volume.v.mount_ip_addresses", true],
  ["the subnet of one", "azurerm_subnet.s.id", false],
])("a machine whose start script names %s of NetApp Files reads it: %s %s", (_, custom_data, reads) => {
  const files = planned("azurerm_netapp_account.a", "Microsoft.NetApp/netAppAccounts", { properties: {} });
  const volume = planned("azurerm_netapp_volume.v", "Microsoft.NetApp/netAppAccounts/capacityPools/volumes", {
    name: "a/p/v",
    properties: {},
  });
  const subnet = planned("azurerm_subnet.s", "Microsoft.Network/virtualNetworks/subnets", { name: "n/s" });
  const found = edges(files, volume, subnet, worker({}, { custom_data }));
  expect(found.includes(`${files.address} -> azurerm_linux_function_app.worker strong`)).toBe(reads);
});
