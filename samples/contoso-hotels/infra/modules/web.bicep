// The web app and the plan that it shares with contoso-loyalty: whatever scales or restarts the plan touches both.
param location string
param tags object
param subnetId string
param workspaceId string
param insightsConnectionString string
param backendUrl string
param paymentsUrl string
param paymentsKeySecretUri string
param loyaltyUrl string

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'contoso-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: 'P1v3'
    capacity: 2
  }
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: 'contoso-web'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      linuxFxVersion: 'NODE|20-lts'
      appCommandLine: 'npm start'
      alwaysOn: true
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appSettings: [
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnectionString }
        { name: 'BACKEND_URL', value: backendUrl }
        { name: 'BACKEND_TIMEOUT_MS', value: '30000' }
        { name: 'LOYALTY_URL', value: loyaltyUrl }
        { name: 'PAYMENTS_URL', value: paymentsUrl }
        { name: 'PAYMENTS_KEY', value: '@Microsoft.KeyVault(SecretUri=${paymentsKeySecretUri})' }
        { name: 'PAYMENTS_TIMEOUT_MS', value: '5000' }
      ]
    }
  }
}

resource webDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: web
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceHTTPLogs', enabled: true }
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

output webId string = web.id
output planId string = plan.id
