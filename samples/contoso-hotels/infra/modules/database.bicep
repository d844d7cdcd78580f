param location string
param tags object
param adminGroup {
  name: string
  objectId: string
}
param workspaceId string

resource server 'Microsoft.Sql/servers@2021-11-01' = {
  name: 'contoso-sql'
  location: location
  tags: tags
  properties: {
    minimalTlsVersion: '1.2'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: 'Group'
      login: adminGroup.name
      sid: adminGroup.objectId
      tenantId: tenant().tenantId
    }
  }

  // Statistics and indexes are rebuilt every night at 02:00 by a job of the platform team; CPU peaks while it runs.
  resource bookings 'databases' = {
    name: 'contoso-bookings'
    location: location
    tags: tags
    sku: {
      name: 'GP_Gen5'
      tier: 'GeneralPurpose'
      family: 'Gen5'
      capacity: 4
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: server::bookings
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'SQLInsights', enabled: true }
      { category: 'Timeouts', enabled: true }
      { category: 'Deadlocks', enabled: true }
    ]
  }
}

output bookingsId string = server::bookings.id
output connection string = 'Server=tcp:${server.properties.fullyQualifiedDomainName},1433;Database=contoso-bookings;Authentication=Active Directory Managed Identity;Encrypt=True;'
