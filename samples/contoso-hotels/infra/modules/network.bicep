param location string
param tags object

resource backendRules 'Microsoft.Network/networkSecurityGroups@2024-01-01' = {
  name: 'contoso-backend-nsg'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'web-to-backend'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.20.2.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/24'
          destinationPortRange: '80'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'contoso-network'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        name: 'backend'
        properties: {
          addressPrefix: '10.20.1.0/24'
          networkSecurityGroup: { id: backendRules.id }
        }
      }
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.20.2.0/24'
          delegations: [
            {
              name: 'appService'
              properties: { serviceName: 'Microsoft.Web/serverFarms' }
            }
          ]
        }
      }
    ]
  }

  resource backendSubnet 'subnets' existing = {
    name: 'backend'
  }

  resource appsSubnet 'subnets' existing = {
    name: 'apps'
  }
}

output backendSubnetId string = network::backendSubnet.id
output appsSubnetId string = network::appsSubnet.id
