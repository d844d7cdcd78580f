param location string
param tags object
param planId string
param insightsConnectionString string
param messagesNamespace string

@description('Connection string without a secret: the site signs in with its managed identity.')
param databaseConnection string

resource loyalty 'Microsoft.Web/sites@2023-12-01' = {
  name: 'contoso-loyalty'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|20-lts'
      appCommandLine: 'npm start'
      alwaysOn: true
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appSettings: [
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnectionString }
        { name: 'LOYALTY_DATABASE', value: databaseConnection }
        { name: 'MESSAGES_NAMESPACE', value: messagesNamespace }
      ]
    }
  }
}
