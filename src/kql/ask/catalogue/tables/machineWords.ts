/** ARM types of machines, whose agents write to tables of their own. */
export const machineTypes =
  'microsoft.compute/virtualmachines, microsoft.compute/virtualmachinescalesets, microsoft.hybridcompute/machines';

/** What the column `Computer` is called. */
export const computerWords = 'computer, host, machine, server, vm, virtual machine, node, hostname';
