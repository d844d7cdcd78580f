// One Windows VM with IIS. A single VM does not scale out: see runbooks/high-cpu-backend.md.
param location string
param tags object
param subnetId string
param workspaceId string
param exportPageSize int
param insightsConnectionString string

@description('Connection string without a secret: the app signs in as the VM\'s managed identity.')
param databaseConnection string

@secure()
param adminPassword string

var name = 'contoso-backend'

resource nic 'Microsoft.Network/networkInterfaces@2024-01-01' = {
  name: '${name}-nic'
  location: location
  tags: tags
  properties: {
    ipConfigurations: [
      {
        name: 'primary'
        properties: {
          subnet: { id: subnetId }
          privateIPAllocationMethod: 'Dynamic'
        }
      }
    ]
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: name
  location: location
  // Tags with a colon are settings of the app: backend/Configuration/MachineTags.cs.
  tags: union(tags, { 'Export:PageSize': string(exportPageSize) })
  identity: { type: 'SystemAssigned' }
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v5' }
    osProfile: {
      computerName: name
      adminUsername: 'contosoadmin'
      adminPassword: adminPassword
    }
    storageProfile: {
      imageReference: {
        publisher: 'MicrosoftWindowsServer'
        offer: 'WindowsServer'
        sku: '2022-datacenter-azure-edition'
        version: 'latest'
      }
      osDisk: {
        createOption: 'FromImage'
        managedDisk: { storageAccountType: 'Premium_LRS' }
      }
    }
    networkProfile: { networkInterfaces: [{ id: nic.id }] }
    diagnosticsProfile: { bootDiagnostics: { enabled: true } }
  }

  resource monitorAgent 'extensions' = {
    name: 'AzureMonitorWindowsAgent'
    location: location
    tags: tags
    properties: {
      publisher: 'Microsoft.Azure.Monitor'
      type: 'AzureMonitorWindowsAgent'
      typeHandlerVersion: '1.0'
      autoUpgradeMinorVersion: true
      enableAutomaticUpgrade: true
    }
  }

  // What the app needs before it can read tags lives in the machine's environment; the app pool reads it when it starts.
  resource settings 'runCommands' = {
    name: 'setAppSettings'
    location: location
    tags: tags
    properties: {
      parameters: [
        { name: 'Database', value: databaseConnection }
        { name: 'Insights', value: insightsConnectionString }
      ]
      source: {
        script: '''
          param([string]$Database, [string]$Insights)
          [Environment]::SetEnvironmentVariable('ConnectionStrings__Hotels', $Database, 'Machine')
          [Environment]::SetEnvironmentVariable('APPLICATIONINSIGHTS_CONNECTION_STRING', $Insights, 'Machine')
          Import-Module WebAdministration
          Restart-WebAppPool -Name 'contoso-backend'
        '''
      }
    }
  }
}

resource collection 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-collection'
  location: location
  tags: tags
  kind: 'Windows'
  properties: {
    dataSources: {
      iisLogs: [
        {
          name: 'iis'
          streams: ['Microsoft-W3CIISLog']
          logDirectories: ['C:\\inetpub\\logs\\LogFiles\\W3SVC1']
        }
      ]
      performanceCounters: [
        {
          name: 'perf'
          streams: ['Microsoft-Perf']
          samplingFrequencyInSeconds: 60
          counterSpecifiers: [
            '\\Processor Information(_Total)\\% Processor Time'
            '\\Memory\\Available MBytes'
            '\\Memory\\Pages/sec'
          ]
        }
      ]
    }
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }]
    }
    dataFlows: [
      {
        streams: ['Microsoft-W3CIISLog', 'Microsoft-Perf']
        destinations: ['workspace']
      }
    ]
  }
}

resource association 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: 'collection'
  scope: vm
  properties: { dataCollectionRuleId: collection.id }
}

output id string = vm.id
output principalId string = vm.identity.principalId
output privateAddress string = nic.properties.ipConfigurations[0].properties.privateIPAddress
