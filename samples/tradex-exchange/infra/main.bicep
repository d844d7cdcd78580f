// TradeX Exchange in production: both apps, the order queue and the alert rules.
targetScope = 'resourceGroup'

param location string = resourceGroup().location

@description('Instruments matched at the same time, per instance: matching/matching/settings.py.')
@minValue(1)
@maxValue(256)
param matchingWorkerThreads int = 64

@description('Key vault secret that signs broker sessions; the gateway resolves it with its managed identity.')
param sessionSecretUri string

param onCallEmail string

var tags = {
  application: 'tradex-exchange'
  environment: 'production'
}

// The ledger is the database team's; the app signs in with its managed identity.
resource sqlServer 'Microsoft.Sql/servers@2021-11-01' existing = {
  name: 'tradex-sql'
}

var ledgerConnection = 'Driver={ODBC Driver 18 for SQL Server};Server=tcp:${sqlServer.properties.fullyQualifiedDomainName},1433;Database=tradex-ledger;Authentication=ActiveDirectoryMsi;Encrypt=yes'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'tradex-logs'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'tradex-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'tradex-orders'
  location: location
  tags: tags
  sku: {
    name: 'Premium'
    tier: 'Premium'
    capacity: 2
  }

  resource orders 'queues' = {
    name: 'tradex-orders'
    properties: {
      requiresSession: true
      defaultMessageTimeToLive: 'P7D'
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
    }
  }
}

resource matchingPlan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'tradex-matching-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: 'P3v3'
    capacity: 4
  }
  properties: { reserved: true }
}

resource gatewayPlan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'tradex-gateway-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: 'P2v3'
    capacity: 3
  }
  properties: { reserved: true }
}

resource matching 'Microsoft.Web/sites@2023-12-01' = {
  name: 'tradex-matching'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: matchingPlan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'PYTHON|3.12'
      appCommandLine: 'uvicorn matching.main:app --host 0.0.0.0 --port 8000 --workers 1'
      alwaysOn: true
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appSettings: [
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'SERVICE_BUS_NAMESPACE', value: serviceBus.name }
        { name: 'ORDERS_QUEUE', value: serviceBus::orders.name }
        { name: 'LEDGER_CONNECTION', value: ledgerConnection }
        { name: 'Matching__WorkerThreads', value: string(matchingWorkerThreads) }
      ]
    }
  }
}

resource gateway 'Microsoft.Web/sites@2023-12-01' = {
  name: 'tradex-gateway'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: gatewayPlan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|20-lts'
      appCommandLine: 'npm start'
      alwaysOn: true
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appSettings: [
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'SERVICE_BUS_NAMESPACE', value: serviceBus.name }
        { name: 'ORDERS_QUEUE', value: serviceBus::orders.name }
        { name: 'MATCHING_URL', value: 'https://${matching.properties.defaultHostName}' }
        { name: 'SESSION_SECRET', value: '@Microsoft.KeyVault(SecretUri=${sessionSecretUri})' }
      ]
    }
  }
}

// Azure Service Bus Data Sender
resource senderRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
}

// Azure Service Bus Data Receiver
resource receiverRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
}

resource gatewaySends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(serviceBus.id, gateway.id, senderRole.id)
  scope: serviceBus
  properties: {
    principalId: gateway.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: senderRole.id
  }
}

resource matchingReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(serviceBus.id, matching.id, receiverRole.id)
  scope: serviceBus
  properties: {
    principalId: matching.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: receiverRole.id
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    tags: tags
    matchingId: matching.id
    gatewayId: gateway.id
    serviceBusId: serviceBus.id
    onCallEmail: onCallEmail
  }
}
