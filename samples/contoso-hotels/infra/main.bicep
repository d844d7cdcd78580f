// Contoso Hotels in production: what this team owns. The loyalty site has a resource group of its own.
targetScope = 'resourceGroup'

param location string = resourceGroup().location

@description('Rows per query of the partner export, see backend/Export/ExportOptions.cs.')
@minValue(1)
@maxValue(100000)
param exportPageSize int = 1000

@description('Address of the payments provider.')
param paymentsUrl string

@description('Key vault secret with the provider\'s key; the site resolves it with its managed identity.')
param paymentsKeySecretUri string

@secure()
param vmAdminPassword string

@description('Entra group that administers the SQL server.')
param sqlAdminGroup {
  name: string
  objectId: string
}

param onCallEmail string

param loyaltyResourceGroup string = 'contoso-loyalty-rg'

var tags = {
  application: 'contoso-hotels'
  environment: 'production'
  owner: 'bookings-team'
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'contoso-logs'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'contoso-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource exports 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosoexports'
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    location: location
    tags: tags
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    location: location
    tags: tags
    adminGroup: sqlAdminGroup
    workspaceId: workspace.id
  }
}

module backend 'modules/backendVm.bicep' = {
  name: 'backend'
  params: {
    location: location
    tags: tags
    subnetId: network.outputs.backendSubnetId
    workspaceId: workspace.id
    adminPassword: vmAdminPassword
    exportPageSize: exportPageSize
    insightsConnectionString: insights.properties.ConnectionString
    databaseConnection: database.outputs.connection
  }
}

// Blobs of the export archive are written by the VM's identity: Storage Blob Data Contributor.
resource blobRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
}

resource backendArchives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(exports.id, 'contoso-backend', blobRole.id)
  scope: exports
  properties: {
    principalId: backend.outputs.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobRole.id
  }
}

module web 'modules/web.bicep' = {
  name: 'web'
  params: {
    location: location
    tags: tags
    subnetId: network.outputs.appsSubnetId
    workspaceId: workspace.id
    insightsConnectionString: insights.properties.ConnectionString
    backendUrl: 'http://${backend.outputs.privateAddress}'
    loyaltyUrl: 'https://contoso-loyalty.azurewebsites.net'
    paymentsUrl: paymentsUrl
    paymentsKeySecretUri: paymentsKeySecretUri
  }
}

module loyalty 'modules/loyalty.bicep' = {
  name: 'loyalty'
  scope: resourceGroup(loyaltyResourceGroup)
  params: {
    location: location
    tags: union(tags, { application: 'contoso-loyalty' })
    planId: web.outputs.planId
    insightsConnectionString: insights.properties.ConnectionString
    messagesNamespace: 'contoso-messages'
    databaseConnection: database.outputs.connection
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    tags: tags
    backendId: backend.outputs.id
    webId: web.outputs.webId
    onCallEmail: onCallEmail
  }
}
