param tags object
param matchingId string
param gatewayId string
param serviceBusId string
param onCallEmail string

resource onCall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'tradex-oncall'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'oncall'
    enabled: true
    emailReceivers: [
      {
        name: 'on-call'
        emailAddress: onCallEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

var rules = [
  {
    name: 'Order latency'
    description: 'Orders wait in the matching service. Runbook: runbooks/order-latency.md'
    severity: 0
    windowSize: 'PT5M'
    scope: matchingId
    metricNamespace: 'Microsoft.Web/sites'
    metricName: 'HttpResponseTime'
    timeAggregation: 'Average'
    threshold: 1
  }
  {
    name: 'Broker logins failing'
    description: 'Brokers get server errors from the gateway. Runbook: runbooks/order-latency.md'
    severity: 1
    windowSize: 'PT1M'
    scope: gatewayId
    metricNamespace: 'Microsoft.Web/sites'
    metricName: 'Http5xx'
    timeAggregation: 'Total'
    threshold: 20
  }
  {
    name: 'Order queue depth'
    description: 'Accepted orders wait to be matched. Runbook: runbooks/order-latency.md'
    severity: 1
    windowSize: 'PT1M'
    scope: serviceBusId
    metricNamespace: 'Microsoft.ServiceBus/namespaces'
    metricName: 'ActiveMessages'
    timeAggregation: 'Average'
    threshold: 5000
  }
]

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for rule in rules: {
    name: rule.name
    location: 'global'
    tags: tags
    properties: {
      description: rule.description
      severity: rule.severity
      enabled: true
      autoMitigate: true
      scopes: [rule.scope]
      evaluationFrequency: 'PT1M'
      windowSize: rule.windowSize
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'condition'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: rule.metricNamespace
            metricName: rule.metricName
            timeAggregation: rule.timeAggregation
            operator: 'GreaterThan'
            threshold: rule.threshold
          }
        ]
      }
      actions: [{ actionGroupId: onCall.id }]
    }
  }
]
