import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, hub, planned, worker } from "./support/planned";

const balancer = planned("azurerm_lb.lb", "Microsoft.Network/loadBalancers", { properties: {} });
const pool = planned("azurerm_lb_backend_address_pool.p", "Microsoft.Network/loadBalancers/backendAddressPools", {
  name: "lb/p",
});
const nic = planned("azurerm_network_interface.n", "Microsoft.Network/networkInterfaces", { properties: {} });
const machine = planned(
  "azurerm_linux_virtual_machine.vm",
  "Microsoft.Compute/virtualMachines",
  {},
  { "properties.networkProfile.networkInterfaces[0].id": "azurerm_network_interface.n.id" },
);
const joins = planned(
  "azurerm_network_interface_backend_address_pool_association.a",
  "Microsoft.Network/networkInterfaces",
  { name: "n" },
  { parent: "azurerm_network_interface.n.id", backend_address_pool_id: "azurerm_lb_backend_address_pool.p.id" },
  { overlay: true },
);
const fleet = (attribute: string): PlannedResource =>
  planned(
    "azurerm_linux_virtual_machine_scale_set.ss",
    "Microsoft.Compute/virtualMachineScaleSets",
    {},
    { [attribute]: "azurerm_lb_backend_address_pool.p.id" },
  );
const edges = (...resources: PlannedResource[]) => edgesOf([hub, account, balancer, pool, ...resources], "E7");

test("a load balancer stands in front of the scale sets that join its pool, which do not call it", () => {
  expect(edges(fleet("network_interface[0].ip_configuration[0].load_balancer_backend_address_pool_ids"))).toEqual([
    "azurerm_lb.lb -> azurerm_linux_virtual_machine_scale_set.ss strong",
  ]);
});

test("it stands in front of the machines whose network interfaces join it", () => {
  expect(edges(nic, machine, joins)).toEqual(["azurerm_lb.lb -> azurerm_linux_virtual_machine.vm strong"]);
  expect(edges(nic, machine)).toEqual([]);
});

test("who names its address calls it", () => {
  const calls = worker({}, { app_settings: "azurerm_lb.lb.private_ip_address" });
  expect(edges(calls)).toEqual(["azurerm_linux_function_app.worker -> azurerm_lb.lb strong"]);
});
